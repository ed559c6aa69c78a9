//! Cascades: how far something spreads when each edge carries it once, with a chance of its own, and whom to begin with.
//!
//! The independent cascade of David Kempe, Jon Kleinberg and Éva Tardos, "Maximizing the spread of influence through a social
//! network" (2003): the spread of a set is the mean number of nodes reached, the set included, over all ways in which edges can be
//! live. It is exact up to 20 uncertain edges, and a mean over seeded cascades beyond. The best set is built one node at a time, which
//! reaches at least 63 % of the best spread, lazily as in Leskovec et al., "Cost-effective outbreak detection in networks" (2007).
//!
//! Nodes that certainly reach each other are taken as one, and who is certainly reached by another is never tried before that one.

mod condensed;
mod exact;
mod greedy;
mod sampled;

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use super::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;
use condensed::Condensed;
use exact::Exact;
use greedy::best_set;
use sampled::Sampled;

/// How the spread was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpreadMethod {
    /// Over all ways in which edges can be live.
    Exact,
    /// As a mean over seeded cascades.
    Sampled,
}

/// How it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpreadOptions {
    /// Up to how many edges that are neither certain nor impossible the spread is exact.
    pub exact_edges: usize,
    /// How many cascades are drawn beyond that; at least 1.
    pub cascades: usize,
    /// The seed of the cascades.
    pub seed: u64,
}

impl Default for SpreadOptions {
    fn default() -> Self {
        Self { exact_edges: 20, cascades: 10_000, seed: 1 }
    }
}

/// A set of nodes to begin with, and how far it spreads.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BestSpread {
    /// The nodes in the order in which they were chosen.
    pub members: Vec<u32>,
    /// The mean number of nodes reached, the members included.
    pub spread: f64,
    /// How the spread was found.
    pub method: SpreadMethod,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpreadRefusal {
    /// The draws would not fit into memory.
    #[error("The graph has {edges} edges; cascades can be drawn on at most {most}.")]
    TooMany {
        /// How many edges there are.
        edges: usize,
        /// How many can be drawn.
        most: usize,
    },
    /// The work was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// The spread of each node alone, in a directed graph whose weights are chances; a weight above 1 counts as 1.
///
/// ```
/// use waterline::analysis::cascade::{SpreadOptions, spread_of_each};
/// use waterline::analysis::watch::Watch;
/// use waterline::graph::compact::{CompactGraph, Edge, Parallel};
///
/// let edges = [Edge { from: 0, to: 1, weight: 0.5 }, Edge { from: 1, to: 2, weight: 0.5 }];
/// let graph = CompactGraph::of(3, &edges, Parallel::Once);
/// let (spread, _) = spread_of_each(&graph, &SpreadOptions::default(), &Watch::none()).unwrap();
/// assert_eq!(spread, [1.75, 1.5, 1.0]);
/// ```
pub fn spread_of_each(
    graph: &CompactGraph,
    options: &SpreadOptions,
    watch: &Watch<'_>,
) -> Result<(Vec<f64>, SpreadMethod), SpreadRefusal> {
    let condensed = Condensed::of(graph);
    let groups: Vec<u32> = (0..condensed.groups() as u32).collect();
    let method = method(&condensed, options);
    let gains = match method {
        SpreadMethod::Exact => gain_of_each(&Exact::of(&condensed), &groups, watch)?,
        SpreadMethod::Sampled => gain_of_each(&Sampled::of(&condensed, options, watch)?, &groups, watch)?,
    };
    Ok((condensed.group_of.iter().map(|group| gains[*group as usize]).collect(), method))
}

/// The best `size` nodes to begin with, chosen one after the other; all nodes where there are not so many. Of equal nodes the first is
/// taken, and one that certainly reaches another before that other.
pub fn influence_max(
    graph: &CompactGraph,
    size: usize,
    options: &SpreadOptions,
    watch: &Watch<'_>,
) -> Result<BestSpread, SpreadRefusal> {
    let condensed = Condensed::of(graph);
    let method = method(&condensed, options);
    let (members, spread) = match method {
        SpreadMethod::Exact => best_set(Exact::of(&condensed), &condensed, size, watch)?,
        SpreadMethod::Sampled => best_set(Sampled::of(&condensed, options, watch)?, &condensed, size, watch)?,
    };
    Ok(BestSpread { members, spread, method })
}

fn method(condensed: &Condensed, options: &SpreadOptions) -> SpreadMethod {
    if condensed.uncertain_edges() <= options.exact_edges { SpreadMethod::Exact } else { SpreadMethod::Sampled }
}

/// The cascades of a condensed graph, with a set of groups that has been taken.
trait Cascade: Sync {
    /// Room to walk in; one a thread.
    type Room;

    fn room(&self) -> Self::Room;

    /// How many more nodes are reached in the mean when this group joins the set.
    fn gain(&self, group: u32, room: &mut Self::Room, watch: &Watch<'_>) -> Result<f64, Stopped>;

    /// Lets a group join the set.
    fn take(&mut self, group: u32, room: &mut Self::Room, watch: &Watch<'_>) -> Result<(), Stopped>;
}

/// The gain of each of these groups over the set taken.
fn gain_of_each(cascade: &impl Cascade, groups: &[u32], watch: &Watch<'_>) -> Result<Vec<f64>, Stopped> {
    let done = AtomicU64::new(0);
    let gains = groups.par_iter().map_init(
        || cascade.room(),
        |room, group| {
            let gain = cascade.gain(*group, room, watch)?;
            watch.step(done.fetch_add(1, Ordering::Relaxed) + 1, groups.len() as u64)?;
            Ok(gain)
        },
    );
    gains.collect()
}
