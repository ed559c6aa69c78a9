//! Rectangles, sharp or with round corners, painted from how much of each pixel they cover instead of from a path.

use super::canvas::{Canvas, Wash};
use crate::layout::scene::Rectangle;

/// An upright rectangle in pixels, with quarter circles for corners.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plate {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
    radius: f32,
}

impl Plate {
    /// The inside of a rectangle of the scene, of which a pixel is a `scale`th and of which the strip begins at row
    /// `above`.
    pub(super) fn of(shape: &Rectangle, scale: f32, above: f32) -> Self {
        let radius = shape.radius.min(shape.width / 2.0).min(shape.height / 2.0).max(0.0);
        Self {
            left: shape.x * scale,
            top: shape.y * scale - above,
            right: (shape.x + shape.width) * scale,
            bottom: (shape.y + shape.height) * scale - above,
            radius: radius * scale,
        }
    }

    /// With every edge moved outwards; a sharp corner stays sharp.
    fn grown(self, by: f32) -> Self {
        let radius = if self.radius > 0.0 { (self.radius + by).max(0.0) } else { 0.0 };
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by, radius }
    }

    /// How much of the pixel with its upper left corner at (x, y) is covered, 0 to 1.
    fn coverage(&self, x: f32, y: f32) -> f32 {
        let across = overlap(x, self.left, self.right);
        let down = overlap(y, self.top, self.bottom);
        if self.radius <= 0.0 {
            return across * down;
        }
        let (centre_x, centre_y) = (x + 0.5, y + 0.5);
        let beyond_x = (self.left + self.radius - centre_x).max(centre_x - (self.right - self.radius));
        let beyond_y = (self.top + self.radius - centre_y).max(centre_y - (self.bottom - self.radius));
        if beyond_x <= 0.0 || beyond_y <= 0.0 {
            return across * down;
        }
        let distance = (beyond_x * beyond_x + beyond_y * beyond_y).sqrt();
        (self.radius + 0.5 - distance).clamp(0.0, 1.0)
    }
}

/// The part of the unit from `from` on that lies between `start` and `end`.
fn overlap(from: f32, start: f32, end: f32) -> f32 {
    (end.min(from + 1.0) - start.max(from)).clamp(0.0, 1.0)
}

/// Fills a plate.
pub(super) fn fill(canvas: &mut Canvas, plate: Plate, wash: Wash) {
    paint(canvas, plate, plate, |x, y| plate.coverage(x, y), wash);
}

/// Draws the edge of a plate, `width` pixels thick.
pub(super) fn stroke(canvas: &mut Canvas, plate: Plate, width: f32, wash: Wash) {
    let (outer, inner) = (plate.grown(width / 2.0), plate.grown(-width / 2.0));
    if inner.right <= inner.left || inner.bottom <= inner.top {
        fill(canvas, outer, wash);
        return;
    }
    paint(canvas, outer, inner, |x, y| outer.coverage(x, y) - inner.coverage(x, y), wash);
}

/// Paints row by row: pixel for pixel near the corners and the left and right edges, in one span between them, where
/// all pixels of a row are covered alike.
fn paint(canvas: &mut Canvas, outer: Plate, inner: Plate, coverage: impl Fn(f32, f32) -> f32, wash: Wash) {
    let first = (outer.top.floor() as i32).max(0);
    let last = (outer.bottom.ceil() as i32).min(canvas.rows());
    let (start, end) = (outer.left.floor() as i32, outer.right.ceil() as i32);
    let alike_from = ((outer.left + outer.radius).max(inner.left + inner.radius).ceil() as i32).min(end);
    let alike_to = ((outer.right - outer.radius).min(inner.right - inner.radius).floor() as i32).max(alike_from);
    for y in first..last {
        for x in (start..alike_from).chain(alike_to..end) {
            canvas.span(y, x, x + 1, coverage(x as f32, y as f32), wash);
        }
        canvas.span(y, alike_from, alike_to, coverage(alike_from as f32, y as f32), wash);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Wash = Wash { rgb: [0, 0, 0], opacity: 255 };

    fn reds(canvas: &Canvas) -> Vec<Vec<u8>> {
        (0..canvas.rows()).map(|y| canvas.row(y).chunks_exact(4).map(|pixel| pixel[0]).collect()).collect()
    }

    fn plate(x: f32, y: f32, width: f32, height: f32) -> Plate {
        Plate::of(&Rectangle { x, y, width, height, ..Rectangle::default() }, 1.0, 0.0)
    }

    #[test]
    fn what_is_half_covered_is_half_painted() {
        let mut canvas = Canvas::new(4, 3, [255, 255, 255]);

        fill(&mut canvas, plate(0.5, 1.0, 2.0, 1.0), BLACK);

        assert_eq!(reds(&canvas), [[255; 4], [127, 0, 127, 255], [255; 4]]);
    }

    #[test]
    fn an_edge_is_as_thick_as_asked_and_hollow() {
        let mut canvas = Canvas::new(5, 5, [255, 255, 255]);

        stroke(&mut canvas, plate(0.5, 0.5, 4.0, 4.0), 1.0, BLACK);

        let hollow = [0, 255, 255, 255, 0];
        assert_eq!(reds(&canvas), [[0; 5], hollow, hollow, hollow, [0; 5]]);
    }

    #[test]
    fn what_lies_outside_the_strip_is_left_out() {
        let mut canvas = Canvas::new(3, 2, [255, 255, 255]);

        fill(&mut canvas, plate(-5.0, -5.0, 20.0, 6.0), BLACK);

        assert_eq!(reds(&canvas), [[0; 3], [255; 3]]);
    }
}
