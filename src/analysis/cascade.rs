//! Cascades: how far something spreads when each edge carries it once, with a chance of its own, and whom to begin with.
//!
//! The independent cascade of David Kempe, Jon Kleinberg and Éva Tardos, "Maximizing the spread of influence through a social
//! network" (2003): the spread of a set is the mean number of nodes reached, the set included, over all ways in which edges can be
//! live. It is exact up to 20 uncertain edges, and a mean over seeded cascades beyond. The best set is built one node at a time, which
//! reaches at least 63 % of the best spread, lazily as in Leskovec et al., "Cost-effective outbreak detection in networks" (2007).

mod exact;
mod sampled;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use super::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;
use exact::Exact;
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
    let cascade = Cascade::of(graph, options, watch)?;
    Ok((cascade.gain_of_each(watch)?, cascade.method()))
}

/// The best `size` nodes to begin with, chosen one after the other; all nodes where there are not so many. Of equal nodes the first is
/// taken.
pub fn influence_max(
    graph: &CompactGraph,
    size: usize,
    options: &SpreadOptions,
    watch: &Watch<'_>,
) -> Result<BestSpread, SpreadRefusal> {
    let size = size.min(graph.nodes());
    let mut cascade = Cascade::of(graph, options, watch)?;
    let mut best = BestSpread { members: Vec::new(), spread: 0.0, method: cascade.method() };
    if size == 0 {
        return Ok(best);
    }
    let gains = cascade.gain_of_each(watch)?;
    // A gain never rises when the set grows, so that a gain of an earlier round bounds that of this one.
    let mut heap: BinaryHeap<(Gain, Reverse<u32>, usize)> =
        gains.iter().enumerate().map(|(node, gain)| (Gain(*gain), Reverse(node as u32), 0)).collect();
    while let Some((Gain(gain), Reverse(node), round)) = heap.pop() {
        watch.step(best.members.len() as u64, size as u64)?;
        if round == best.members.len() {
            best.members.push(node);
            best.spread += gain;
            if best.members.len() == size {
                break;
            }
            cascade.take(node);
        } else {
            let now = cascade.gain(node).min(gain);
            heap.push((Gain(now), Reverse(node), best.members.len()));
        }
    }
    Ok(best)
}

/// A finite gain, ordered by size.
#[derive(PartialEq)]
struct Gain(f64);

impl Eq for Gain {}

impl PartialOrd for Gain {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Gain {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The cascades of a graph, with a set that has been taken.
enum Cascade<'a> {
    Exact(Exact<'a>),
    Sampled(Sampled<'a>),
}

impl<'a> Cascade<'a> {
    fn of(graph: &'a CompactGraph, options: &SpreadOptions, watch: &Watch<'_>) -> Result<Self, SpreadRefusal> {
        let uncertain = graph.all_edges().filter(|edge| edge.weight < 1.0).count();
        if uncertain <= options.exact_edges {
            Ok(Self::Exact(Exact::of(graph)))
        } else {
            Ok(Self::Sampled(Sampled::of(graph, options, watch)?))
        }
    }

    fn method(&self) -> SpreadMethod {
        match self {
            Self::Exact(_) => SpreadMethod::Exact,
            Self::Sampled(_) => SpreadMethod::Sampled,
        }
    }

    /// The gain of each node over the set taken.
    fn gain_of_each(&self, watch: &Watch<'_>) -> Result<Vec<f64>, Stopped> {
        if let Self::Exact(cascade) = self
            && cascade.is_certain()
        {
            return cascade.certain_gains(watch);
        }
        let nodes = self.nodes();
        let done = AtomicU64::new(0);
        (0..nodes)
            .into_par_iter()
            .map(|node| {
                watch.step(done.fetch_add(1, Ordering::Relaxed), nodes as u64)?;
                Ok(self.gain(node as u32))
            })
            .collect()
    }

    fn nodes(&self) -> usize {
        match self {
            Self::Exact(cascade) => cascade.graph.nodes(),
            Self::Sampled(cascade) => cascade.graph.nodes(),
        }
    }

    /// How many more nodes are reached in the mean when this node joins the set.
    fn gain(&self, node: u32) -> f64 {
        match self {
            Self::Exact(cascade) => cascade.gain(node),
            Self::Sampled(cascade) => cascade.gain(node),
        }
    }

    /// Lets a node join the set.
    fn take(&mut self, node: u32) {
        match self {
            Self::Exact(cascade) => cascade.take(node),
            Self::Sampled(cascade) => cascade.take(node),
        }
    }
}
