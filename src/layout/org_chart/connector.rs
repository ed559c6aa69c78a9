//! From spines to drawn lines: each stretch is drawn once, corners are round, and guessed lines are told apart.

use super::arrange::{End, Point, Spine};
use crate::layout::scene::{Dash, Ink, Path, Stroke, corners};

/// The radius of corners.
const RADIUS: f32 = 7.0;

const SOLID: Stroke = Stroke { ink: Ink::Hierarchy, width: 1.5, dash: Dash::None };
const ASSUMED: Stroke = Stroke { ink: Ink::Assumed, width: 1.25, dash: Dash::Dotted };

/// The line of a superior who is stated.
pub(in crate::layout) fn solid_stroke() -> Stroke {
    SOLID
}

/// The line of a superior who was guessed.
pub(in crate::layout) fn assumed_stroke() -> Stroke {
    ASSUMED
}

/// The lines of a spine: stated ones, then guessed ones; a path without segments when there are none.
pub(super) fn connectors(
    spine: &Spine,
    is_assumed: &impl Fn(u32) -> bool,
    to_page: &impl Fn(Point) -> (f32, f32),
) -> [Path; 2] {
    [(SOLID, false), (ASSUMED, true)].map(|(stroke, assumed)| {
        let mut pen = Pen { path: Path::stroked(stroke), assumed, is_assumed, to_page };
        pen.draw(spine, &[]);
        pen.path
    })
}

struct Pen<'a, A, P> {
    path: Path,
    /// Which of the two kinds of lines is being drawn.
    assumed: bool,
    is_assumed: &'a A,
    to_page: &'a P,
}

impl<A: Fn(u32) -> bool, P: Fn(Point) -> (f32, f32)> Pen<'_, A, P> {
    fn holds(&self, end: &End, assumed: bool) -> bool {
        let test = |card: u32| (self.is_assumed)(card) == assumed;
        match end {
            End::Card(card, _) => test(*card),
            End::Spine(spine) => spine.any_card(&test),
        }
    }

    /// Draws what hangs from a spine. The way that led here, `lead`, is drawn along with the farthest thing on the
    /// spine, so that the corner between them is round.
    fn draw(&mut self, spine: &Spine, lead: &[Point]) {
        let farthest = |assumed: bool| {
            let distances =
                spine.attached.iter().filter(|(_, end)| self.holds(end, assumed)).map(|(distance, _)| *distance);
            distances.fold(None, |most: Option<f64>, distance| Some(most.map_or(distance, |most| most.max(distance))))
        };
        let Some(own) = farthest(self.assumed) else { return };
        // Where stated lines already run along the spine, guessed ones begin at their end.
        let drawn = if self.assumed { farthest(false) } else { None };
        for (distance, end) in &spine.attached {
            if !self.holds(end, self.assumed) {
                continue;
            }
            let at = spine.at(*distance);
            let mut way: Vec<Point> = match drawn {
                Some(drawn) if own > drawn && *distance >= own => vec![spine.at(drawn)],
                None if *distance >= own => lead.iter().copied().chain([spine.start]).collect(),
                _ => Vec::new(),
            };
            way.push(at);
            match end {
                End::Card(_, target) => {
                    way.push(*target);
                    self.line(&way);
                }
                End::Spine(next) => {
                    way.pop();
                    self.draw(next, &way);
                }
            }
        }
    }

    fn line(&mut self, way: &[Point]) {
        let points = corners(way.iter().map(|&point| (self.to_page)(point)));
        self.path.add_rounded(&points, RADIUS);
    }
}
