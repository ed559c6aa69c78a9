//! Lines and curves, and how orthogonal lines get their round corners.

use serde::Serialize;

use super::{Ink, Rectangle, Stroke};

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Lifts the pen to a point.
    Move(f32, f32),
    /// A straight line to a point.
    Line(f32, f32),
    /// A quadratic curve by a control point to a point.
    Quad(f32, f32, f32, f32),
    /// A cubic curve by two control points to a point.
    Cubic(f32, f32, f32, f32, f32, f32),
    /// A straight line back to where the pen came down.
    Close,
}

impl Rectangle {
    /// The outline as steps of a path, its corners as quarter circles.
    pub fn outline(&self) -> Vec<Segment> {
        let radius = self.radius.min(self.width / 2.0).min(self.height / 2.0);
        let (left, top, right, bottom) = (self.x, self.y, self.x + self.width, self.y + self.height);
        if radius <= 0.0 {
            return vec![
                Segment::Move(left, top),
                Segment::Line(right, top),
                Segment::Line(right, bottom),
                Segment::Line(left, bottom),
                Segment::Close,
            ];
        }
        // How far the control points of a quarter circle lie from its corner, in radii.
        let reach = radius * (1.0 - 0.552_284_8);
        vec![
            Segment::Move(left + radius, top),
            Segment::Line(right - radius, top),
            Segment::Cubic(right - reach, top, right, top + reach, right, top + radius),
            Segment::Line(right, bottom - radius),
            Segment::Cubic(right, bottom - reach, right - reach, bottom, right - radius, bottom),
            Segment::Line(left + radius, bottom),
            Segment::Cubic(left + reach, bottom, left, bottom - reach, left, bottom - radius),
            Segment::Line(left, top + radius),
            Segment::Cubic(left, top + reach, left + reach, top, left + radius, top),
            Segment::Close,
        ]
    }
}

/// Lines and curves with one paint.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Path {
    /// The steps.
    pub segments: Vec<Segment>,
    /// What the inside is filled with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill: Option<Ink>,
    /// The line itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Stroke>,
}

impl Path {
    /// An empty path that will be stroked.
    pub fn stroked(stroke: Stroke) -> Self {
        Self { segments: Vec::new(), fill: None, stroke: Some(stroke) }
    }

    /// An empty path that will be filled.
    pub fn filled(ink: Ink) -> Self {
        Self { segments: Vec::new(), fill: Some(ink), stroke: None }
    }

    /// Adds a line through the points whose corners are rounded with `radius`, or less where a side is short.
    pub fn add_rounded(&mut self, points: &[(f32, f32)], radius: f32) {
        let [first, .., last] = points else { return };
        self.segments.push(Segment::Move(first.0, first.1));
        for corner in points.windows(3) {
            let (before, at, after) = (corner[0], corner[1], corner[2]);
            let reach = radius.min(distance(before, at) / 2.0).min(distance(at, after) / 2.0);
            let enter = towards(at, before, reach);
            let leave = towards(at, after, reach);
            self.segments.push(Segment::Line(enter.0, enter.1));
            self.segments.push(Segment::Quad(at.0, at.1, leave.0, leave.1));
        }
        self.segments.push(Segment::Line(last.0, last.1));
    }

    /// The straight stretches of the path as rectangles of hardly any thickness; a curve counts as the straight line
    /// between its ends.
    pub fn stretches(&self) -> Vec<Rectangle> {
        const THIN: f32 = 0.01;
        let mut stretches = Vec::with_capacity(self.segments.len());
        let mut pen = (0.0, 0.0);
        for segment in &self.segments {
            let to = match *segment {
                Segment::Move(x, y) | Segment::Line(x, y) | Segment::Quad(_, _, x, y) | Segment::Cubic(.., x, y) => {
                    (x, y)
                }
                Segment::Close => pen,
            };
            if !matches!(segment, Segment::Move(..)) {
                let (x, y) = (f32::min(pen.0, to.0), f32::min(pen.1, to.1));
                let (width, height) = ((pen.0 - to.0).abs().max(THIN), (pen.1 - to.1).abs().max(THIN));
                stretches.push(Rectangle { x, y, width, height, ..Rectangle::default() });
            }
            pen = to;
        }
        stretches
    }

    /// Adds a rectangle whose upper corners are rounded and whose lower ones are not.
    pub fn add_rounded_top(&mut self, x: f32, y: f32, width: f32, height: f32, radius: f32) {
        let (right, bottom) = (x + width, y + height);
        self.segments.extend([
            Segment::Move(x, bottom),
            Segment::Line(x, y + radius),
            Segment::Quad(x, y, x + radius, y),
            Segment::Line(right - radius, y),
            Segment::Quad(right, y, right, y + radius),
            Segment::Line(right, bottom),
            Segment::Close,
        ]);
    }
}

/// The points at which an orthogonal way turns, and its ends: a point midway on a straight line is no corner.
pub fn corners(points: impl IntoIterator<Item = (f32, f32)>) -> Vec<(f32, f32)> {
    const SAME: f32 = 0.01;
    let mut corners: Vec<(f32, f32)> = Vec::new();
    for point in points {
        let is_near = |at: f32, other: f32| (at - other).abs() < SAME;
        if corners.last().is_some_and(|last| is_near(last.0, point.0) && is_near(last.1, point.1)) {
            continue;
        }
        if let [.., before, last] = corners[..]
            && ((is_near(before.0, last.0) && is_near(last.0, point.0))
                || (is_near(before.1, last.1) && is_near(last.1, point.1)))
        {
            corners.pop();
        }
        corners.push(point);
    }
    corners
}

fn distance(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

/// The point `reach` away from `from` on the way to `to`, along an orthogonal line.
fn towards(from: (f32, f32), to: (f32, f32), reach: f32) -> (f32, f32) {
    let length = distance(from, to).max(f32::MIN_POSITIVE);
    (from.0 + (to.0 - from.0) * reach / length, from.1 + (to.1 - from.1) * reach / length)
}
