//! Superiors beside the primary one: each kind of line with a dash of its own.

use crate::layout::scene::{Dash, Ink, Stroke};
use crate::model::line::LineKind;

/// How the line of a kind is drawn.
pub(super) fn stroke_of(kind: LineKind) -> Stroke {
    let (ink, dash) = match kind {
        LineKind::Solid => (Ink::Solid, Dash::None),
        LineKind::Dotted => (Ink::Dotted, Dash::Short),
        LineKind::Oversees => (Ink::Oversees, Dash::Long),
        LineKind::Dual => (Ink::Dual, Dash::StrokeDot),
        LineKind::Guidance => (Ink::Guidance, Dash::StrokeDotDot),
    };
    Stroke { ink, width: 1.5, dash }
}
