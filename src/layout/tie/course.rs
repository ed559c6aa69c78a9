//! The line of a tie: smooth stretches one after another.

use super::curve::{Curve, Point, distance};
use crate::layout::scene::Segment;

/// How far from its corner a bend begins at most.
const WIDEST: f32 = 90.0;

/// Quadratic curves, each of which goes on in the direction of the one before it.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Course(Vec<Curve>);

impl From<Curve> for Course {
    fn from(curve: Curve) -> Self {
        Self(vec![curve])
    }
}

impl Course {
    /// A line through points whose corners are rounded; each corner comes with how far the line may leave it inwards.
    pub(super) fn rounded(from: Point, corners: &[(Point, f32)], to: Point) -> Self {
        let mut curves = Vec::with_capacity(2 * corners.len() + 1);
        let mut pen = from;
        for (at, &(corner, room)) in corners.iter().enumerate() {
            let before = at.checked_sub(1).map_or(from, |before| corners[before].0);
            let after = corners.get(at + 1).map_or(to, |after| after.0);
            let (come, go) = (distance(before, corner), distance(corner, after));
            // A quadratic curve leaves its control point by half the height of the triangle that it is drawn in.
            let bend = bend(before, corner, after).max(0.01);
            let reach = (2.0 * room / bend).min(come / 2.0).min(go / 2.0).min(WIDEST);
            let enter = towards(corner, before, reach / come.max(0.01));
            let leave = towards(corner, after, reach / go.max(0.01));
            curves.push(Curve::straight(pen, enter));
            curves.push(Curve { from: enter, control: corner, to: leave });
            pen = leave;
        }
        curves.push(Curve::straight(pen, to));
        Self(curves)
    }

    fn last(&self) -> &Curve {
        self.0.last().expect("a course has one curve at least")
    }

    /// Where it ends.
    pub(super) fn end(&self) -> Point {
        self.last().to
    }

    /// The direction at its end, of length 1.
    pub(super) fn heading(&self) -> Point {
        self.last().heading()
    }

    /// The point half-way, and the direction there, of length 1.
    pub(super) fn middle(&self) -> (Point, Point) {
        let lengths: Vec<f32> = self.0.iter().map(|curve| distance(curve.from, curve.to)).collect();
        let mut rest = lengths.iter().sum::<f32>() / 2.0;
        for (curve, length) in self.0.iter().zip(&lengths) {
            if rest <= *length {
                let share = rest / length.max(0.01);
                return (curve.at(share), curve.direction(share));
            }
            rest -= length;
        }
        (self.end(), self.heading())
    }

    /// The steps of its path, the last of which ends at `end` instead.
    pub(super) fn segments(&self, end: Point) -> Vec<Segment> {
        let start = self.0[0].from;
        let mut segments = vec![Segment::Move(start.0, start.1)];
        for (at, curve) in self.0.iter().enumerate() {
            let to = if at + 1 == self.0.len() { end } else { curve.to };
            segments.push(Segment::Quad(curve.control.0, curve.control.1, to.0, to.1));
        }
        segments
    }
}

/// The sine of half the angle by which a line turns at a corner.
fn bend(before: Point, corner: Point, after: Point) -> f32 {
    let unit = |from: Point, to: Point| {
        let length = distance(from, to).max(0.01);
        ((to.0 - from.0) / length, (to.1 - from.1) / length)
    };
    let (come, go) = (unit(before, corner), unit(corner, after));
    libm::sqrtf(((1.0 - (come.0 * go.0 + come.1 * go.1)) / 2.0).max(0.0))
}

fn towards(from: Point, to: Point, share: f32) -> Point {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}
