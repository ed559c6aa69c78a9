//! Hatching, which marks what rests on weak evidence wherever a whole colour marks what is well known.

use crate::layout::scene::{Dash, Ink, Item, Path, Rectangle, Segment, Stroke};

/// Slanted strokes between the long sides of an upright frame.
pub fn hatched(frame: &Rectangle, ink: Ink) -> Item {
    let mut path = Path::stroked(Stroke { ink, width: 1.4, dash: Dash::None });
    let mut y = frame.y + frame.width;
    while y <= frame.y + frame.height {
        path.segments.extend([Segment::Move(frame.x, y), Segment::Line(frame.x + frame.width, y - frame.width)]);
        y += 3.6;
    }
    Item::Path(path)
}
