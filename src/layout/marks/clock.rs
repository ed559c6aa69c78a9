//! The clock beside what has a day: plain when it is fresh, dotted and in the colour of what needs a look when it is stale.

use crate::layout::scene::{Dash, Ink, Item, Path, Rectangle, Segment, Stroke};

/// Width and height of the clock.
pub const SIZE: f32 = 11.0;

/// How old what it stands beside is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Still to be counted on.
    Fresh,
    /// Stale, or never heard of.
    Stale,
}

/// Draws the clock with its left edge at `x` about the line `middle`.
pub fn draw(items: &mut Vec<Item>, x: f32, middle: f32, age: Age) {
    let (ink, dash) = match age {
        Age::Stale => (Ink::Accent, Dash::Dotted),
        Age::Fresh => (Ink::Muted, Dash::None),
    };
    let radius = SIZE / 2.0 - 0.6;
    let centre = (x + SIZE / 2.0, middle);
    let stroke = Stroke { ink, width: 1.2, dash };
    items.push(Item::Rectangle(Rectangle {
        x: centre.0 - radius,
        y: centre.1 - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
        radius,
        fill: None,
        stroke: Some(stroke),
    }));
    let mut hands = Path::stroked(Stroke { dash: Dash::None, ..stroke });
    hands.segments = vec![
        Segment::Move(centre.0, centre.1 - 3.2),
        Segment::Line(centre.0, centre.1),
        Segment::Line(centre.0 + 2.4, centre.1 + 1.2),
    ];
    items.push(Item::Path(hands));
}
