//! Ways for ties: the least bent curve that runs clear of all cards, or else a smooth way around them.

use std::collections::BTreeMap;

use super::course::Course;
use super::curve::{Curve, Point, centre, distance, entry};
use super::detour::Detour;
use super::obstacles::{CLEARANCE, Obstacles};
use crate::layout::scene::Rectangle;

/// How finely a curve is tried against what stands in its way.
const TRIED: u8 = 24;
/// How far curves bend, in shares of their length, the most wanted first; to the one side and to the other.
const BENDS: [f32; 12] = [0.1, -0.1, 0.17, -0.17, 0.26, -0.26, 0.36, -0.36, 0.48, -0.48, 0.62, -0.62];
/// How far off a corner a way around it is led, the most wanted first.
const OFFS: [f32; 6] = [18.0, 12.0, 8.0, 5.0, 2.5, 0.0];
/// The shortest stretch between two cards that can hold an arrow.
const SHORTEST: f32 = 20.0;
/// How far beside two near cards a bracket runs, the most wanted first.
const BESIDE: [f32; 3] = [18.0, 14.0, 12.0];
/// How near to an earlier bend a further one should not lie.
const APART: f32 = 4.5;
/// How much of the clearance of a card a bend may use up.
const CUT: f32 = CLEARANCE - 2.0;

/// What ties keep clear of: cards, which they may end at, and labels.
#[derive(Debug)]
pub(in crate::layout) struct Ways<'a> {
    cards: &'a [Rectangle],
    obstacles: Obstacles,
    /// How often two cards have been joined already, by their indices, the lesser first.
    joined: BTreeMap<(usize, usize), usize>,
    /// Where ways bend.
    bends: Vec<Point>,
}

impl<'a> Ways<'a> {
    /// The ways of a page on which nothing is joined yet; `labels` is what else stands on it.
    pub(in crate::layout) fn new(cards: &'a [Rectangle], labels: &[Rectangle], page: Rectangle) -> Self {
        let obstacles = Obstacles::new(cards.iter().chain(labels).copied(), page);
        Self { cards, obstacles, joined: BTreeMap::new(), bends: Vec::new() }
    }

    /// The least bent curve from one card to another that runs clear of all others, or else the shortest way around
    /// them; where there is neither, the curve that is in the way of the fewest. Further curves between the same two
    /// cards bend differently. None where the cards are one.
    pub(in crate::layout) fn course(&mut self, one: usize, other: usize) -> Option<Course> {
        let (from, to) = (centre(&self.cards[one]), centre(&self.cards[other]));
        if distance(from, to) < 1.0 {
            return None;
        }
        let pair = (one.min(other), one.max(other));
        let earlier = self.joined.entry(pair).or_default();
        let nth = *earlier;
        *earlier += 1;
        match self.curve(one, other, nth) {
            Some((0, curve)) if distance(curve.from, curve.to) < SHORTEST => {
                self.beside(one, other, nth).or_else(|| Some(curve.into()))
            }
            Some((0, curve)) => Some(curve.into()),
            hindered => self.around(one, other).or_else(|| hindered.map(|(_, curve)| curve.into())),
        }
    }

    /// A bracket beside two cards that are too near to each other for an arrow between them: on the right or the left of
    /// cards one above the other, above or below cards side by side; none where there is no room.
    fn beside(&self, one: usize, other: usize, nth: usize) -> Option<Course> {
        let (a, b) = (&self.cards[one], &self.cards[other]);
        let is_stacked = a.x < b.x + b.width && b.x < a.x + a.width;
        let ((ax, ay), (bx, by)) = (centre(a), centre(b));
        let bracket = |is_far: bool, off: f32| -> [Point; 4] {
            if is_stacked {
                let edge = |card: &Rectangle| if is_far { card.x + card.width } else { card.x };
                let x = if is_far { edge(a).max(edge(b)) + off } else { edge(a).min(edge(b)) - off };
                [(edge(a), ay), (x, ay), (x, by), (edge(b), by)]
            } else {
                let edge = |card: &Rectangle| if is_far { card.y } else { card.y + card.height };
                let y = if is_far { edge(a).min(edge(b)) - off } else { edge(a).max(edge(b)) + off };
                [(ax, edge(a)), (ax, y), (bx, y), (bx, edge(b))]
            }
        };
        let is_clear = |points: &[Point; 4]| {
            self.obstacles.hits(points, &[one, other]) == 0 && points.iter().all(|point| self.obstacles.on_page(*point))
        };
        let all = BESIDE.into_iter().flat_map(|off| [bracket(true, off), bracket(false, off)]);
        let [start, first, second, end] = all.filter(is_clear).nth(nth)?;
        Some(Course::rounded(start, &[(first, CUT), (second, CUT)], end))
    }

    /// The `nth` of the curves that run clear of everything, or else the one that runs through the least; and through how much.
    fn curve(&self, one: usize, other: usize, nth: usize) -> Option<(usize, Curve)> {
        let (from, to) = (centre(&self.cards[one]), centre(&self.cards[other]));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let middle = (f32::midpoint(from.0, to.0), f32::midpoint(from.1, to.1));
        let mut best: Option<(usize, Curve)> = None;
        let mut clear = 0;
        for bend in BENDS {
            // Seen from either end the same side is left to a further curve.
            let side = if one < other { bend } else { -bend };
            let control = (middle.0 + dy * side * 2.0, middle.1 - dx * side * 2.0);
            let Some(curve) = (Curve { from, control, to }).clipped(&self.cards[one], &self.cards[other]) else {
                continue;
            };
            let hits = self.hits(&curve, [one, other]);
            if hits == 0 {
                if clear == nth {
                    return Some((0, curve));
                }
                clear += 1;
            }
            if best.is_none_or(|(least, _)| hits < least) {
                best = Some((hits, curve));
            }
        }
        best
    }

    /// How many cards and labels a curve runs through, and far more where it leaves the page.
    fn hits(&self, curve: &Curve, ends: [usize; 2]) -> usize {
        let points: Vec<Point> = (0..=TRIED).map(|step| curve.at(f32::from(step) / f32::from(TRIED))).collect();
        let leaves = points.iter().any(|point| !self.obstacles.on_page(*point));
        self.obstacles.hits(&points, &ends) + if leaves { 1_000 } else { 0 }
    }

    /// A smooth way around everything that stands between two cards.
    fn around(&mut self, one: usize, other: usize) -> Option<Course> {
        let (from, to) = (centre(&self.cards[one]), centre(&self.cards[other]));
        let points = Detour { obstacles: &self.obstacles, from, to, ends: [one, other] }.points()?;
        let (corners, ends) = self.eased(points, [one, other]);
        for (corner, _) in &corners {
            self.bends.push(*corner);
        }
        let first = corners.first().map_or(to, |corner| corner.0);
        let last = corners.last().map_or(from, |corner| corner.0);
        let start = leaving(ends[0], first, &self.cards[one])?;
        let end = leaving(ends[1], last, &self.cards[other])?;
        Some(Course::rounded(start, &corners, end))
    }

    /// Leads a taut way off its corners where there is room, and apart from bends of other ways; returns each corner with
    /// how far a bend may cut it, and the ends.
    fn eased(&self, mut points: Vec<Point>, ends: [usize; 2]) -> (Vec<(Point, f32)>, [Point; 2]) {
        let mut corners = Vec::with_capacity(points.len());
        let last = points.len() - 1;
        for at in 1..last {
            let (before, corner, after) = (points[at - 1], points[at], points[at + 1]);
            let Some(out) = outwards(before, corner, after) else {
                corners.push((corner, CUT));
                continue;
            };
            let except = |from: usize, to: usize| {
                let mut inside = Vec::new();
                inside.extend((from == 0).then_some(ends[0]));
                inside.extend((to == last).then_some(ends[1]));
                inside
            };
            let is_clear = |point: Point| {
                self.obstacles.is_free(point)
                    && self.obstacles.first_hit(before, point, &except(at - 1, at)).is_none()
                    && self.obstacles.first_hit(point, after, &except(at, at + 1)).is_none()
            };
            let led = |off: f32| (corner.0 + out.0 * off, corner.1 + out.1 * off);
            let is_apart = |point: Point| self.bends.iter().all(|bend| distance(*bend, point) >= APART);
            let free: Vec<f32> = OFFS.into_iter().filter(|off| is_clear(led(*off))).collect();
            let off = free.iter().find(|off| is_apart(led(**off))).or(free.first()).copied().unwrap_or(0.0);
            points[at] = led(off);
            corners.push((points[at], CUT + off));
        }
        (corners, [points[0], points[last]])
    }
}

/// The direction away from the inside of a bend, of length 1; none where the line is straight.
fn outwards(before: Point, corner: Point, after: Point) -> Option<Point> {
    let unit = |to: Point| {
        let length = distance(corner, to).max(0.01);
        ((to.0 - corner.0) / length, (to.1 - corner.1) / length)
    };
    let (back, on) = (unit(before), unit(after));
    let inside = (back.0 + on.0, back.1 + on.1);
    let length = distance((0.0, 0.0), inside);
    (length > 0.02).then(|| (-inside.0 / length, -inside.1 / length))
}

/// Where a straight line from inside a card leaves it.
fn leaving(inside: Point, to: Point, card: &Rectangle) -> Option<Point> {
    let share = entry(to, inside, card)?;
    Some((to.0 + (inside.0 - to.0) * share, to.1 + (inside.1 - to.1) * share))
}
