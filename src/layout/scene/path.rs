//! Lines and curves, and how orthogonal lines get their round corners.

use serde::Serialize;

use super::{Ink, Stroke};

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

fn distance(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

/// The point `reach` away from `from` on the way to `to`, along an orthogonal line.
fn towards(from: (f32, f32), to: (f32, f32), reach: f32) -> (f32, f32) {
    let length = distance(from, to).max(f32::MIN_POSITIVE);
    (from.0 + (to.0 - from.0) * reach / length, from.1 + (to.1 - from.1) * reach / length)
}
