//! Where everything stands: how many rows the spine is broken into, where each rib meets it, how far each reaches.

use super::bones::{Bones, HeadSide, Joints};
use super::measure::{CLEAR, Measured, RibLines, SLOPE, TWIG_GAP, TwigLines};
use super::share::{Share, shares};
use super::spine::side_width;
use crate::layout::scene::Rectangle;

/// The room kept free between the spine and the nearest twig.
const CORRIDOR: f32 = 18.0;
/// The same where words stand beside the spine.
const WIDE_CORRIDOR: f32 = 32.0;
/// The least height of the part of a rib that bears twigs.
const LEAST_RIB: f32 = 64.0;
/// The same of a rib without a box.
const LEAST_BARE: f32 = 20.0;
/// Between rows.
const ROW_GAP: f32 = 40.0;
/// The width of a fishbone by its height, as wanted: that of a page on its side, with some room for its title.
const SHAPE: f32 = 1.6;
/// A spine up to this length is never broken.
const WIDEST: f32 = 1900.0;
/// From the last joint to the head, or to where the spine breaks off.
const NECK: f32 = 48.0;
/// From the tail to the first joint, at least.
const BACK: f32 = 84.0;
/// What the names of the sides need beside their own width, clear of the first ribs.
const BACK_PAD: f32 = 34.0;
/// The room of the mark of today before the first joint of a row.
const TODAY: f32 = 118.0;
/// The room beyond the end of a spine: for the tail, or for the arrow that says that it goes on.
pub(super) const FIN: f32 = 30.0;
/// A rib may be stretched by this much between twigs, so that short ribs are not left half empty.
const STRETCH: f32 = 24.0;

/// A rib in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct RibPlace {
    /// Which rib of its side.
    pub rib: usize,
    pub is_above: bool,
    /// Where it meets the spine.
    pub joint: (f32, f32),
    /// The y at which its box begins, and it ends.
    pub tip: f32,
    /// The frame of its box; empty for a bare rib.
    pub frame: Rectangle,
    /// How the rib's x changes as y grows.
    pub lean: f32,
}

/// A row of the spine.
#[derive(Debug)]
pub(super) struct Row {
    /// The y of the spine.
    pub spine: f32,
    /// Where the spine begins and ends, without head and tail.
    pub left: f32,
    pub right: f32,
    /// The joints from left to right.
    pub joints: Vec<f32>,
    /// How many joints stand in the rows before.
    pub before: usize,
    pub ribs: Vec<RibPlace>,
    pub has_head: bool,
    pub has_tail: bool,
    pub bottom: f32,
}

/// The whole skeleton, with its upper left corner at (0, 0).
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    pub rows: Vec<Row>,
    pub width: f32,
    pub height: f32,
    /// The height of the corridor beside the spine.
    pub corridor: f32,
}

/// What every row needs to know.
struct Plan<'a> {
    measured: &'a Measured,
    side: HeadSide,
    /// The size of the head.
    head: (f32, f32),
    corridor: f32,
    /// From a joint to the next.
    step: f32,
    /// From the tail to the first joint.
    back: f32,
    /// The joint before which today stands.
    now: Option<usize>,
}

impl Skeleton {
    /// Sets the ribs on one row or on several, whichever is nearest to the shape of a page; `head` is the head's size.
    pub(super) fn of(bones: &Bones, measured: &Measured, head: (f32, f32)) -> Self {
        let has_words = bones.progress.is_some() || bones.sides.is_some();
        let pitch = measured.pitch();
        let plan = Plan {
            measured,
            side: bones.head.side,
            head,
            corridor: if has_words { WIDE_CORRIDOR } else { CORRIDOR },
            back: bones.sides.iter().flatten().map(|side| side_width(side) + BACK_PAD).fold(BACK, f32::max),
            now: bones.progress.as_ref().map(|progress| progress.done),
            step: if bones.joints == Joints::InTurn { pitch / 2.0 } else { pitch },
        };
        let counts = (measured.above.len(), measured.below.len());
        let most = counts.0.max(counts.1).div_ceil(2).max(1);
        let one = plan.set(&shares(counts, bones.joints, 1));
        if one.width <= WIDEST {
            return one;
        }
        let mut best = one;
        let off = |tried: &Self| libm::logf(tried.width / tried.height / SHAPE).abs();
        for rows in 2..=most {
            let tried = plan.set(&shares(counts, bones.joints, rows));
            if off(&tried) < off(&best) - 1e-4 {
                best = tried;
            }
        }
        best
    }
}

impl Plan<'_> {
    fn set(&self, shares: &[Share]) -> Skeleton {
        let reach = |side: &[RibLines], own: &[(usize, usize)]| match own {
            [] => 0.0,
            own => own.iter().map(|&(at, _)| side[at].height).fold(LEAST_RIB, f32::max) + self.corridor,
        };
        let boxes = |side: &[RibLines], own: &[(usize, usize)]| {
            own.iter().map(|&(at, _)| side[at].box_height).fold(0.0, f32::max)
        };
        let reaches: Vec<(f32, f32)> = shares
            .iter()
            .map(|share| (reach(&self.measured.above, &share.above), reach(&self.measured.below, &share.below)))
            .collect();
        let lean = SLOPE * reaches.iter().map(|(up, down)| up.max(*down)).fold(0.0, f32::max);
        let mut skeleton = Skeleton { corridor: self.corridor, ..Skeleton::default() };
        // All rows begin alike, so room for today at the head of one is room in all.
        let has_today = shares.iter().any(|share| Some(share.before) == self.now);
        let back = self.back + if has_today { TODAY } else { 0.0 };
        let mut y = 0.0;
        for (at, (share, &(up, down))) in shares.iter().zip(&reaches).enumerate() {
            let mut row = self.row(share, (lean, back), (at, shares.len()));
            let half = if row.has_head { self.head.1 / 2.0 + 6.0 } else { 18.0 };
            row.spine = y + (up + boxes(&self.measured.above, &share.above)).max(half).ceil();
            row.bottom = row.spine + (down + boxes(&self.measured.below, &share.below)).max(half).ceil();
            for (own, is_above, length) in [(&share.above, true, up), (&share.below, false, down)] {
                for &(rib, slot) in own {
                    let length = self.own_length(rib, is_above).unwrap_or(length);
                    row.ribs.push(self.rib(rib, is_above, (row.joints[slot], row.spine), length));
                }
            }
            row.ribs.sort_by(|a, b| a.joint.0.total_cmp(&b.joint.0).then(b.is_above.cmp(&a.is_above)));
            y = row.bottom + ROW_GAP;
            skeleton.rows.push(row);
        }
        self.close(skeleton)
    }

    /// A row with its joints, still without ribs.
    fn row(&self, share: &Share, (lean, back): (f32, f32), (at, of): (usize, usize)) -> Row {
        let (has_head, has_tail) = match self.side {
            HeadSide::Right => (at + 1 == of, at == 0),
            HeadSide::Left => (at == 0, at + 1 == of),
        };
        // The ribs of all rows lean alike, so that joints stand under joints.
        let first = match self.side {
            HeadSide::Right => (lean + self.measured.twig()).max(back + FIN),
            HeadSide::Left => self.head.0 + NECK,
        };
        let joints: Vec<f32> = (0..share.slots).map(|slot| first + self.step * slot as f32).collect();
        let last = joints.last().copied().unwrap_or(first);
        let (left, right) = match (self.side, has_head) {
            (HeadSide::Right, _) => (first - back, last + NECK),
            (HeadSide::Left, true) => (self.head.0, last + back),
            (HeadSide::Left, false) => (first - NECK, last + back),
        };
        let (spine, bottom) = (0.0, 0.0);
        Row { spine, left, right, joints, before: share.before, ribs: Vec::new(), has_head, has_tail, bottom }
    }

    /// The length of a rib without a box, which need not end in one line with its neighbours.
    fn own_length(&self, rib: usize, is_above: bool) -> Option<f32> {
        let lines = if is_above { &self.measured.above[rib] } else { &self.measured.below[rib] };
        (lines.box_height == 0.0).then_some(lines.height.max(LEAST_BARE) + self.corridor)
    }

    fn rib(&self, rib: usize, is_above: bool, joint: (f32, f32), length: f32) -> RibPlace {
        let lines = if is_above { &self.measured.above[rib] } else { &self.measured.below[rib] };
        let towards = if self.side == HeadSide::Right { SLOPE } else { -SLOPE };
        let (lean, tip) = if is_above { (towards, joint.1 - length) } else { (-towards, joint.1 + length) };
        let mut place = RibPlace { rib, is_above, joint, tip, frame: Rectangle::default(), lean };
        let x = (place.x(tip) - lines.box_width / 2.0).round();
        let y = if is_above { tip - lines.box_height } else { tip };
        place.frame =
            Rectangle { x, y, width: lines.box_width, height: lines.box_height, radius: 6.0, ..Rectangle::default() };
        place
    }

    /// Moves all to the left edge and takes the measure of the whole.
    fn close(&self, mut skeleton: Skeleton) -> Skeleton {
        let (mut left, mut right) = (f32::MAX, 0.0_f32);
        for row in &skeleton.rows {
            let head = if row.has_head { self.head.0 } else { FIN };
            let (before, after) = match self.side {
                HeadSide::Right => (FIN, head),
                HeadSide::Left => (head, FIN),
            };
            left = left.min(row.left - before);
            right = right.max(row.right + after);
            for rib in &row.ribs {
                let twig = self.measured.twig();
                let (back, on) = if rib.opens_left() { (twig, 0.0) } else { (0.0, twig) };
                left = left.min(rib.frame.x).min(rib.x(rib.tip) - back);
                right = right.max(rib.frame.x + rib.frame.width).max(rib.x(rib.tip) + on);
            }
        }
        let shift = -left.floor();
        for row in &mut skeleton.rows {
            (row.left, row.right) = (row.left + shift, row.right + shift);
            row.joints.iter_mut().for_each(|joint| *joint += shift);
            for rib in &mut row.ribs {
                rib.joint.0 += shift;
                rib.frame.x += shift;
            }
        }
        skeleton.width = (right + shift).ceil();
        skeleton.height = skeleton.rows.last().map_or(0.0, |row| row.bottom);
        skeleton
    }
}

impl RibPlace {
    /// The x of the rib at a height.
    pub(super) fn x(&self, y: f32) -> f32 {
        self.joint.0 + self.lean * (y - self.joint.1)
    }

    /// Whether the twigs stand at the left of the rib.
    pub(super) fn opens_left(&self) -> bool {
        // Above, a rib that runs down to the right has its head at the right; below it is the other way round.
        (self.lean > 0.0) == self.is_above
    }

    /// The y of the top of each twig, spread over the rib as far as that looks even.
    pub(super) fn tops(&self, twigs: &[TwigLines], corridor: f32) -> Vec<f32> {
        let (from, to) =
            if self.is_above { (self.tip, self.joint.1 - corridor) } else { (self.joint.1 + corridor, self.tip) };
        let used: f32 = twigs.iter().map(|twig| twig.height + TWIG_GAP).sum();
        let spare = (to - from - used).max(0.0);
        let extra = (spare / (twigs.len() as f32 + 1.0)).min(STRETCH);
        let mut y = from + TWIG_GAP / 2.0 + extra;
        let top = |twig: &TwigLines| {
            let top = y;
            y += twig.height + TWIG_GAP + extra;
            top
        };
        twigs.iter().map(top).collect()
    }

    /// The left edge of what stands about the height `y` and reaches no further up and down than the twigs of the
    /// picture do: the same distance from the rib for all, clear of this rib and of the next.
    pub(super) fn left_at(&self, y: f32, measured: &Measured) -> f32 {
        let most = SLOPE * if self.lean > 0.0 { measured.down } else { measured.up };
        let start = if self.opens_left() { -measured.twig() } else { CLEAR };
        self.x(y) + most + start
    }
}
