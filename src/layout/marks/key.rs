//! The key that marks a key person.

use crate::layout::scene::{Dash, Ink, Item, Path, Rectangle, Segment, Stroke};

/// How wide the key is.
pub const WIDTH: f32 = 17.0;

/// Draws the key with its left edge at `x` about the line `middle`: a bow, a shaft, two teeth.
pub fn draw(items: &mut Vec<Item>, x: f32, middle: f32) {
    let stroke = Stroke { ink: Ink::Accent, width: 1.8, dash: Dash::None };
    let radius = 3.4;
    items.push(Item::Rectangle(Rectangle {
        x: x + 0.9,
        y: middle - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
        radius,
        fill: None,
        stroke: Some(stroke),
    }));
    let mut shaft = Path::stroked(stroke);
    let (from, to) = (x + 0.9 + 2.0 * radius, x + WIDTH - 0.9);
    shaft.segments = vec![
        Segment::Move(from, middle),
        Segment::Line(to, middle),
        Segment::Line(to, middle + 4.0),
        Segment::Move(to - 4.0, middle),
        Segment::Line(to - 4.0, middle + 3.2),
    ];
    items.push(Item::Path(shaft));
}
