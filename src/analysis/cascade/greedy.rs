//! The best set, one node after the other: a gain is reckoned anew only when it may be the largest.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::condensed::Condensed;
use super::{Cascade, gain_of_each};
use crate::analysis::watch::{Stopped, Watch};

/// The best `size` nodes to begin with, or all, in the order in which they were chosen, and how many nodes they reach in the mean.
pub(super) fn best_set(
    mut cascade: impl Cascade,
    condensed: &Condensed,
    size: usize,
    watch: &Watch<'_>,
) -> Result<(Vec<u32>, f64), Stopped> {
    let nodes = condensed.group_of.len();
    let size = size.min(nodes);
    let (mut members, mut spread) = (Vec::new(), 0.0);
    let mut heap = first_candidates(&cascade, condensed, watch)?;
    let mut room = cascade.room();
    while members.len() < size
        && let Some(Candidate { gain: Gain(gain), node: Reverse(node), round }) = heap.pop()
        && gain > 0.0
    {
        let group = condensed.group_of[node as usize];
        if round == Some(members.len()) {
            members.push(node);
            spread += gain;
            cascade.take(group, &mut room, watch)?;
        } else {
            watch.step(0, 0)?;
            // A gain never rises when the set grows, so that an earlier one bounds it.
            let now = cascade.gain(group, &mut room, watch)?.min(gain);
            heap.push(Candidate { gain: Gain(now), node: Reverse(node), round: Some(members.len()) });
        }
    }
    fill_up(&mut members, size, nodes);
    Ok((members, spread))
}

/// One node of each group that can be best, with its gain or, where all edges are certain, a bound of it.
fn first_candidates(
    cascade: &impl Cascade,
    condensed: &Condensed,
    watch: &Watch<'_>,
) -> Result<BinaryHeap<Candidate>, Stopped> {
    let leading: Vec<u32> = condensed.leading().collect();
    let (gains, round) = if condensed.uncertain_edges() == 0 {
        let most = condensed.most_reached();
        (leading.iter().map(|group| most[*group as usize]).collect(), None)
    } else {
        (gain_of_each(cascade, &leading, watch)?, Some(0))
    };
    let candidate = |(group, gain): (&u32, f64)| {
        let node = Reverse(condensed.first[*group as usize]);
        Candidate { gain: Gain(gain), node, round }
    };
    Ok(leading.iter().zip(gains).map(candidate).collect())
}

/// Lets the first nodes that add nothing join, until there are as many as were asked for.
fn fill_up(members: &mut Vec<u32>, size: usize, nodes: usize) {
    let mut is_member = vec![false; nodes];
    for member in &*members {
        is_member[*member as usize] = true;
    }
    let free = (0..nodes as u32).filter(|node| !is_member[*node as usize]);
    members.extend(free.take(size - members.len()));
}

/// A node that may be chosen next: the most gain comes first, and of equals the first node.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    gain: Gain,
    node: Reverse<u32>,
    /// How many members there were when that was its gain; none: it gains no more than that.
    round: Option<usize>,
}

/// A finite gain, ordered by size.
#[derive(PartialEq)]
struct Gain(f64);

impl Eq for Gain {}

impl PartialOrd for Gain {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Gain {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}
