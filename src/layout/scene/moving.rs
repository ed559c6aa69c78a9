//! Moving what was drawn at one place to another.

use super::{Item, Path, Segment};

impl Item {
    /// The same thing further right by `dx` and further down by `dy`.
    #[must_use]
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Group(group) => {
                group.items = std::mem::take(&mut group.items).into_iter().map(|item| item.moved(dx, dy)).collect();
            }
            Self::Rectangle(shape) => (shape.x, shape.y) = (shape.x + dx, shape.y + dy),
            Self::Text(line) => (line.x, line.y) = (line.x + dx, line.y + dy),
            Self::Missing(mark) => (mark.x, mark.y) = (mark.x + dx, mark.y + dy),
            Self::Path(path) => path.shift(dx, dy),
        }
        self
    }
}

impl Path {
    fn shift(&mut self, dx: f32, dy: f32) {
        for segment in &mut self.segments {
            *segment = match *segment {
                Segment::Move(x, y) => Segment::Move(x + dx, y + dy),
                Segment::Line(x, y) => Segment::Line(x + dx, y + dy),
                Segment::Quad(cx, cy, x, y) => Segment::Quad(cx + dx, cy + dy, x + dx, y + dy),
                Segment::Cubic(ax, ay, bx, by, x, y) => {
                    Segment::Cubic(ax + dx, ay + dy, bx + dx, by + dy, x + dx, y + dy)
                }
                Segment::Close => Segment::Close,
            };
        }
    }
}
