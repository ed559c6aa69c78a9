//! Lines: formal authority from a superior to a post or a unit.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::id::{PostId, UnitId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::time::Span;

/// What kind of authority a line carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Direct command (直接领导).
    #[default]
    Solid,
    /// Dotted (虚线).
    Dotted,
    /// A leader's portfolio (分管).
    Oversees,
    /// One of two superiors (双重领导).
    Dual,
    /// Professional guidance (业务指导).
    Guidance,
}

/// One end of a line: a post or a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A post.
    Post(PostId),
    /// A unit.
    Unit(UnitId),
}

impl Place {
    /// The record at this end.
    pub fn reference(self) -> RecordRef {
        match self {
            Self::Post(id) => RecordRef::new(Kind::Post, id.0),
            Self::Unit(id) => RecordRef::new(Kind::Unit, id.0),
        }
    }
}

record! {
    /// Formal authority of a superior over a post or a unit.
    Line, LinePatch, LineId {
        /// Who commands.
        superior: Place,
        /// Who is commanded.
        subordinate: Place,
        /// How.
        kind: LineKind [default],
        /// The matter to which it is limited, such as finance.
        matter: Option<String>,
        /// Is it the subordinate's main line?
        primary: bool [default],
        /// From when until when.
        span: Span [default],
    }
}

impl Noun for Line {
    noun_basics!(LinePatch, Line, LineId);
    noun_basics!(@span);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(self.superior.reference());
        visit(self.subordinate.reference());
    }

    fn check(&self) -> Result<(), Why> {
        if self.superior == self.subordinate {
            return Err(Why::ReportsToItself);
        }
        check::short_if("matter", self.matter.as_deref())?;
        check::span(self.span)
    }

    fn free_texts<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a str)) {
        if let Some(matter) = &self.matter {
            visit("matter", matter);
        }
    }
}
