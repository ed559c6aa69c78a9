//! The curve of a tie from one card to another, bent so that it runs clear of what stands between them.

use crate::layout::scene::Rectangle;

/// How finely a curve is searched for the edges of cards.
const STEPS: u16 = 360;
/// How finely a curve is tried against what stands in its way.
const TRIED: u8 = 24;
/// How near to a card in its way a curve may run.
const CLEARANCE: f32 = 4.0;
/// How far curves bend, in shares of their length, the most wanted first; to the one side and to the other.
const BENDS: [f32; 16] =
    [0.1, -0.1, 0.17, -0.17, 0.26, -0.26, 0.36, -0.36, 0.48, -0.48, 0.62, -0.62, 0.8, -0.8, 1.0, -1.0];

/// A quadratic curve.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Curve {
    pub from: (f32, f32),
    pub control: (f32, f32),
    pub to: (f32, f32),
}

impl Curve {
    /// The stretch of the curve between two cards, from the edge of the one to that of the other; none where they touch.
    pub(in crate::layout) fn clipped(&self, one: &Rectangle, other: &Rectangle) -> Option<Self> {
        let share = |step: u16| f32::from(step) / f32::from(STEPS);
        let leaves = (0..=STEPS).find(|&step| !holds(one, self.at(share(step))))?;
        let enters = (leaves..=STEPS).find(|&step| holds(other, self.at(share(step))))?;
        (enters > leaves + 1).then(|| self.part(share(leaves), share(enters)))
    }

    /// The point at a share of the way.
    pub(in crate::layout) fn at(&self, share: f32) -> (f32, f32) {
        self.blossom(share, share)
    }

    /// The polar form of the curve.
    fn blossom(&self, s: f32, t: f32) -> (f32, f32) {
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
    pub(in crate::layout) fn heading(&self) -> (f32, f32) {
        let (dx, dy) = (self.to.0 - self.control.0, self.to.1 - self.control.1);
        let length = libm::sqrtf(dx * dx + dy * dy).max(0.01);
        (dx / length, dy / length)
    }

    /// The box that holds the curve.
    fn bounds(&self) -> Rectangle {
        let xs = [self.from.0, self.control.0, self.to.0];
        let ys = [self.from.1, self.control.1, self.to.1];
        let least = |values: [f32; 3]| values.into_iter().fold(f32::INFINITY, f32::min);
        let most = |values: [f32; 3]| values.into_iter().fold(f32::NEG_INFINITY, f32::max);
        let (x, y) = (least(xs), least(ys));
        Rectangle { x, y, width: most(xs) - x, height: most(ys) - y, ..Rectangle::default() }
    }
}

/// The middle of a rectangle.
pub(in crate::layout) fn centre(frame: &Rectangle) -> (f32, f32) {
    (frame.x + frame.width / 2.0, frame.y + frame.height / 2.0)
}

fn holds(frame: &Rectangle, (x, y): (f32, f32)) -> bool {
    (frame.x..=frame.x + frame.width).contains(&x) && (frame.y..=frame.y + frame.height).contains(&y)
}

/// What curves keep clear of: cards, which they may end at, and labels.
#[derive(Debug)]
pub(in crate::layout) struct Ways<'a> {
    /// The cards.
    pub cards: &'a [Rectangle],
    /// What else stands on the page.
    pub labels: &'a [Rectangle],
    /// Where curves may run.
    pub page: Rectangle,
    /// How often two cards have been joined already, by their indices, the lesser first.
    joined: std::collections::BTreeMap<(usize, usize), usize>,
}

impl<'a> Ways<'a> {
    /// The ways of a page on which nothing is joined yet.
    pub(in crate::layout) fn new(cards: &'a [Rectangle], labels: &'a [Rectangle], page: Rectangle) -> Self {
        Self { cards, labels, page, joined: std::collections::BTreeMap::new() }
    }

    /// The least bent curve from one card to another that runs clear of all others; where there is none, the one that is
    /// in the way of the fewest. Further curves between the same two cards bend differently.
    pub(in crate::layout) fn curve(&mut self, one: usize, other: usize) -> Option<Curve> {
        let (from, to) = (centre(&self.cards[one]), centre(&self.cards[other]));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = libm::sqrtf(dx * dx + dy * dy);
        if length < 1.0 {
            return None;
        }
        let pair = (one.min(other), one.max(other));
        let earlier = self.joined.get(&pair).copied().unwrap_or(0);
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
            let hits = self.hits(&curve, pair);
            if hits == 0 {
                if clear == earlier {
                    best = Some((0, curve));
                    break;
                }
                clear += 1;
            }
            if best.is_none_or(|(least, _)| hits < least) {
                best = Some((hits, curve));
            }
        }
        *self.joined.entry(pair).or_default() += 1;
        best.map(|(_, curve)| curve)
    }

    /// How many cards and labels a curve runs through, and far more where it leaves the page.
    fn hits(&self, curve: &Curve, (one, other): (usize, usize)) -> usize {
        let bounds = curve.bounds();
        let near = |frame: &&Rectangle| grown(frame).overlaps(&bounds);
        let points: Vec<(f32, f32)> = (0..=TRIED).map(|step| curve.at(f32::from(step) / f32::from(TRIED))).collect();
        let runs_through = |frame: &&Rectangle| points.windows(2).any(|pair| crosses(pair[0], pair[1], &grown(frame)));
        let others = self.cards.iter().enumerate().filter(|(at, _)| *at != one && *at != other).map(|(_, card)| card);
        let through = others.chain(self.labels).filter(near).filter(runs_through).count();
        let leaves = points.iter().any(|point| !holds(&self.page, *point));
        through + if leaves { 1_000 } else { 0 }
    }
}

fn grown(frame: &Rectangle) -> Rectangle {
    Rectangle {
        x: frame.x - CLEARANCE,
        y: frame.y - CLEARANCE,
        width: frame.width + 2.0 * CLEARANCE,
        height: frame.height + 2.0 * CLEARANCE,
        ..*frame
    }
}

/// Whether a straight stretch runs through a box.
///
/// After You-Dong Liang and Brian Barsky, "A New Concept and Method for Line Clipping" (1984).
pub(in crate::layout) fn crosses(from: (f32, f32), to: (f32, f32), frame: &Rectangle) -> bool {
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
                return false;
            }
        } else if speed < 0.0 {
            enter = enter.max(room / speed);
        } else {
            leave = leave.min(room / speed);
        }
    }
    enter < leave
}
