//! The shortest way around what stands between two cards.
//!
//! A taut string bends only at corners of what it passes, so the search goes from corner to corner by A* (Hart, Nilsson
//! and Raphael, 1968). Corners are found as they are met: where the straight way is barred, those of the bar are tried.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::curve::{Point, distance};
use super::obstacles::Obstacles;

/// What a bend costs, in pixels of way.
const BEND: f32 = 24.0;
/// How many corners are left before the search gives up.
const PATIENCE: usize = 600;
/// How many stretches are tried from one corner.
const TRIES: usize = 96;

/// Where a way can bend, or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Start,
    Corner(usize, usize),
    Goal,
}

/// A search from one point to another; the boxes in `ends` hold the two.
#[derive(Debug)]
pub(super) struct Detour<'a> {
    pub obstacles: &'a Obstacles,
    pub from: Point,
    pub to: Point,
    pub ends: [usize; 2],
}

impl Detour<'_> {
    /// The points of the way from the first to the last; none where there is no way, or none that is found soon.
    pub(super) fn points(&self) -> Option<Vec<Point>> {
        let mut best: BTreeMap<Place, (f32, Place)> = BTreeMap::from([(Place::Start, (0.0, Place::Start))]);
        let mut left = BTreeSet::new();
        let mut open = BinaryHeap::from([Reverse((0_u64, Place::Start))]);
        while let Some(Reverse((_, place))) = open.pop() {
            if place == Place::Goal {
                return Some(self.traced(&best));
            }
            if !left.insert(place) {
                continue;
            }
            if left.len() > PATIENCE {
                return None;
            }
            let so_far = best[&place].0;
            for next in self.seen_from(place) {
                let cost = so_far + distance(self.point(place), self.point(next)) + BEND;
                if best.get(&next).is_none_or(|(known, _)| cost < *known) {
                    best.insert(next, (cost, place));
                    let whole = cost + distance(self.point(next), self.to);
                    // Whole numbers have a total order, which decimal fractions lack.
                    open.push(Reverse(((whole * 16.0) as u64, next)));
                }
            }
        }
        None
    }

    fn point(&self, place: Place) -> Point {
        match place {
            Place::Start => self.from,
            Place::Goal => self.to,
            Place::Corner(at, corner) => self.obstacles.corner(at, corner).0,
        }
    }

    /// The goal if it can be seen, or else corners that can be seen of what bars the view.
    fn seen_from(&self, place: Place) -> Vec<Place> {
        let from = self.point(place);
        let (mut found, mut tried) = (Vec::new(), BTreeSet::new());
        let mut wanted = vec![Place::Goal];
        while let Some(aim) = wanted.pop() {
            if tried.len() >= TRIES || !tried.insert(aim) {
                continue;
            }
            let to = self.point(aim);
            // A way to or from a card's middle leaves that card; any other runs around both.
            let except: &[usize] = match (place, aim) {
                (Place::Start, Place::Goal) => &self.ends,
                (Place::Start, _) => &self.ends[..1],
                (_, Place::Goal) => &self.ends[1..],
                _ => &[],
            };
            let Some(bar) = self.obstacles.first_hit(from, to, except) else {
                if self.is_taut(place, from, to) && self.is_taut(aim, from, to) {
                    found.push(aim);
                }
                continue;
            };
            for corner in 0..4 {
                let way = Place::Corner(bar, corner);
                if way != place && self.obstacles.is_free(self.point(way)) {
                    wanted.push(way);
                }
            }
        }
        found
    }

    /// Whether a taut string that bends at a place can run in this direction: along the box, neither towards nor away from it.
    fn is_taut(&self, place: Place, from: Point, to: Point) -> bool {
        let Place::Corner(at, corner) = place else { return true };
        let (_, (x, y)) = self.obstacles.corner(at, corner);
        (to.0 - from.0) * x * ((to.1 - from.1) * y) <= 0.0
    }

    fn traced(&self, best: &BTreeMap<Place, (f32, Place)>) -> Vec<Point> {
        let mut points = vec![self.to];
        let mut place = Place::Goal;
        while place != Place::Start {
            place = best[&place].1;
            points.push(self.point(place));
        }
        points.reverse();
        points
    }
}
