//! A curve between two cards, and where straight stretches meet boxes.

use super::obstacles::holds;
use crate::layout::scene::Rectangle;

/// How finely a curve is searched for the edges of cards.
const STEPS: u16 = 360;
/// A point on the page.
pub(in crate::layout) type Point = (f32, f32);

/// A quadratic curve.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Curve {
    pub from: Point,
    pub control: Point,
    pub to: Point,
}

impl Curve {
    /// The stretch of the curve between two cards, from the edge of the one to that of the other; none where they touch.
    pub(in crate::layout) fn clipped(&self, one: &Rectangle, other: &Rectangle) -> Option<Self> {
        let share = |step: u16| f32::from(step) / f32::from(STEPS);
        let leaves = (1..=STEPS).find(|&step| !holds(one, self.at(share(step))))?;
        let enters = (leaves..=STEPS).find(|&step| holds(other, self.at(share(step))))?;
        // An edge lies somewhere in the step that passes it, which may be some pixels long.
        let edge = |frame: &Rectangle, step: u16| {
            let (mut before, mut after) = (share(step - 1), share(step));
            let is_inside = holds(frame, self.at(before));
            for _ in 0..12 {
                let middle = f32::midpoint(before, after);
                let half = if holds(frame, self.at(middle)) == is_inside { &mut before } else { &mut after };
                *half = middle;
            }
            f32::midpoint(before, after)
        };
        (enters > leaves + 1).then(|| self.part(edge(one, leaves), edge(other, enters)))
    }

    /// The point at a share of the way.
    pub(in crate::layout) fn at(&self, share: f32) -> Point {
        self.blossom(share, share)
    }

    /// The polar form of the curve.
    fn blossom(&self, s: f32, t: f32) -> Point {
        let mix = |a: f32, b: f32, c: f32| {
            let (ab, bc) = (a + (b - a) * s, b + (c - b) * s);
            ab + (bc - ab) * t
        };
        (mix(self.from.0, self.control.0, self.to.0), mix(self.from.1, self.control.1, self.to.1))
    }

    /// The stretch between two shares of the way.
    fn part(&self, s: f32, t: f32) -> Self {
        Self { from: self.at(s), control: self.blossom(s, t), to: self.at(t) }
    }

    /// The direction at its end, of length 1.
    pub(in crate::layout) fn heading(&self) -> Point {
        let (dx, dy) = (self.to.0 - self.control.0, self.to.1 - self.control.1);
        let length = libm::sqrtf(dx * dx + dy * dy).max(0.01);
        (dx / length, dy / length)
    }

    /// The direction at a share of the way, of length 1.
    pub(super) fn direction(&self, share: f32) -> Point {
        let along = |a: f32, b: f32, c: f32| (b - a) * (1.0 - share) + (c - b) * share;
        let (dx, dy) = (along(self.from.0, self.control.0, self.to.0), along(self.from.1, self.control.1, self.to.1));
        let length = libm::sqrtf(dx * dx + dy * dy).max(0.01);
        (dx / length, dy / length)
    }

    /// A straight stretch.
    pub(super) fn straight(from: Point, to: Point) -> Self {
        Self { from, control: (f32::midpoint(from.0, to.0), f32::midpoint(from.1, to.1)), to }
    }
}

/// The distance between two points.
pub(super) fn distance(from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    libm::sqrtf(dx * dx + dy * dy)
}

/// The middle of a rectangle.
pub(in crate::layout) fn centre(frame: &Rectangle) -> Point {
    (frame.x + frame.width / 2.0, frame.y + frame.height / 2.0)
}

/// Whether a straight stretch runs through a box.
pub(in crate::layout) fn crosses(from: Point, to: Point, frame: &Rectangle) -> bool {
    entry(from, to, frame).is_some()
}

/// At which share of a straight stretch it enters a box; none where it does not run through.
///
/// After You-Dong Liang and Brian Barsky, "A New Concept and Method for Line Clipping" (1984).
pub(super) fn entry(from: Point, to: Point, frame: &Rectangle) -> Option<f32> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    let sides = [
        (-dx, from.0 - frame.x),
        (dx, frame.x + frame.width - from.0),
        (-dy, from.1 - frame.y),
        (dy, frame.y + frame.height - from.1),
    ];
    for (speed, room) in sides {
        if speed.abs() < 1e-6 {
            if room < 0.0 {
                return None;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    (enter < leave).then_some(enter)
}
