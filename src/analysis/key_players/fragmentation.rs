//! The set whose leaving breaks a graph up most.

use super::sets::{few_sets, next_set, set_of_rank};
use super::{Effort, MARGIN, NoSet, check_size};
use crate::analysis::centrality::betweenness::{BetweennessOptions, betweenness_with};
use crate::analysis::chunks::{Threads, in_chunks};
use crate::analysis::method::Method;
use crate::analysis::watch::{Stopped, Watch};
use crate::analysis::wide_search::WideSearch;
use crate::graph::compact::CompactGraph;

/// Which fragmentation shall be largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Aim {
    /// That of distances, and of two sets alike in it that of components.
    #[default]
    Distances,
    /// That of components.
    Components,
}

/// A set of nodes, and how broken the graph is without it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragmentation {
    /// The nodes, sorted.
    pub members: Vec<u32>,
    /// How broken the graph is without them.
    pub broken: Broken,
    /// How broken the whole graph is.
    pub before: Broken,
    /// Exact, or found step by step.
    pub method: Method,
}

/// How broken a graph is, from 0 (each node tied to each other) to 1 (no ties); 1 when fewer than two nodes are left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Broken {
    /// The share of pairs that do not reach each other: F = 1 − Σ s(s − 1) ÷ (n(n − 1)) over components of s nodes.
    pub components: f64,
    /// One less the mean of one over the distances of pairs: DF = 1 − Σ (1/d) ÷ (n(n − 1)).
    pub distances: f64,
}

/// The most work for which all sets are tried, in edges looked at by 256 searches at once.
const ALL_WORK: u64 = 10_000_000_000;

/// Meetings of searches and nodes that cost as much as looking at an edge: in a graph of short ways they go along with that. Along
/// a chain, where searches from 256 nodes meet each node at different times, they are the greater part by far.
const SHARED_MEETINGS: u64 = 3;

/// Up to how many nodes a trial is too short to be told of alone.
const SMALL: usize = 2_000;

/// The least number of nodes that are tried one by one.
const FIRST_TRIALS: usize = 16;

/// The most work of one step of the search for larger graphs.
const STEP_WORK: u64 = 200_000_000;

/// The set of `size` nodes whose removal breaks the graph most, n counting the nodes left and distances taken anew; of
/// equals, the first in node order.
///
/// All sets are tried while there are at most 10⁶ and the work is bearable; otherwise nodes are added one by one and then
/// exchanged while that helps, in large graphs among those of high betweenness only. `undirected` holds each edge
/// both ways.
pub fn kpp_neg(undirected: &CompactGraph, size: usize, aim: Aim, watch: &Watch<'_>) -> Result<Fragmentation, NoSet> {
    kpp_neg_with(undirected, size, aim, Effort::default(), watch)
}

/// The same with another limit of what is tried.
pub fn kpp_neg_with(
    undirected: &CompactGraph,
    size: usize,
    aim: Aim,
    effort: Effort,
    watch: &Watch<'_>,
) -> Result<Fragmentation, NoSet> {
    if undirected.nodes() <= 64 {
        search::<1>(undirected, size, aim, effort, watch)
    } else {
        search::<4>(undirected, size, aim, effort, watch)
    }
}

fn search<const WORDS: usize>(
    graph: &CompactGraph,
    size: usize,
    aim: Aim,
    effort: Effort,
    watch: &Watch<'_>,
) -> Result<Fragmentation, NoSet> {
    let nodes = graph.nodes();
    check_size(size, nodes)?;
    let mut trial = Trial::<WORDS>::new(graph);
    // What is tried afterwards takes much longer than this: who watches shall see that now.
    let trials = FIRST_TRIALS.min(nodes).div_ceil(rayon::current_num_threads()) as u64 + 1;
    let ahead = |done: u64, total: u64| watch.tell(done, total.saturating_mul(trials));
    let before = trial.without(&[], &watch.quiet().telling(&ahead))?;
    let cost = (((nodes + graph.edges()) * nodes.div_ceil(256)) as u64).max(trial.meetings / SHARED_MEETINGS);
    let all = few_sets(nodes, size, effort.sets).filter(|sets| sets.saturating_mul(cost) <= ALL_WORK);
    let (found, method) = if let Some(sets) = all {
        (try_all::<WORDS>(graph, size, sets, aim, watch)?, Method::Exact)
    } else {
        let nobody = Candidate { members: Vec::new(), broken: before };
        (step_by_step::<WORDS>(graph, nobody, size, cost, aim, watch)?, Method::Greedy)
    };
    Ok(Fragmentation { members: found.members, broken: found.broken, before, method })
}

#[derive(Clone)]
struct Candidate {
    members: Vec<u32>,
    broken: Broken,
}

impl Candidate {
    fn beats(&self, other: &Self, aim: Aim) -> bool {
        let (ours, theirs) = (self.broken, other.broken);
        let components = ours.components - theirs.components;
        let distances = ours.distances - theirs.distances;
        match aim {
            Aim::Components => components > MARGIN,
            Aim::Distances => distances > MARGIN || (distances >= -MARGIN && components > MARGIN),
        }
    }
}

/// The best of candidates, the first of equals.
fn best_of(candidates: impl IntoIterator<Item = Candidate>, aim: Aim) -> Option<Candidate> {
    candidates.into_iter().reduce(|best, candidate| if candidate.beats(&best, aim) { candidate } else { best })
}

fn try_all<const WORDS: usize>(
    graph: &CompactGraph,
    size: usize,
    sets: u64,
    aim: Aim,
    watch: &Watch<'_>,
) -> Result<Candidate, Stopped> {
    let nodes = graph.nodes();
    let threads = if sets * (graph.edges() as u64) < 1_000_000 { Threads::One } else { Threads::Pool };
    let room = || Trial::<WORDS>::new(graph);
    let parts = in_chunks(sets as usize, 256, threads, watch, room, |trial, range| {
        let mut set = set_of_rank(nodes, size, range.start as u64);
        let tried = range.map(|_| {
            let tried = Candidate { broken: trial.without(&set, &watch.quiet())?, members: set.clone() };
            next_set(&mut set, nodes);
            Ok(tried)
        });
        Ok(best_of(tried.collect::<Result<Vec<_>, Stopped>>()?, aim).expect("a chunk is not empty"))
    })?;
    let parts = parts.into_iter().collect::<Result<Vec<_>, Stopped>>()?;
    Ok(best_of(parts, aim).expect("there is a set of a size that was checked"))
}

fn step_by_step<const WORDS: usize>(
    graph: &CompactGraph,
    nobody: Candidate,
    size: usize,
    cost: u64,
    aim: Aim,
    watch: &Watch<'_>,
) -> Result<Candidate, Stopped> {
    let promising = promising(graph, ((STEP_WORK / cost) as usize).max(size + FIRST_TRIALS), watch)?;
    let mut best = nobody;
    for _ in 0..size {
        best = best_addition::<WORDS>(graph, &best.members, &promising, aim, watch)?;
    }
    'exchange: loop {
        for leaving in best.members.clone() {
            let rest: Vec<u32> = best.members.iter().copied().filter(|member| *member != leaving).collect();
            let other = best_addition::<WORDS>(graph, &rest, &promising, aim, watch)?;
            if other.beats(&best, aim) {
                best = other;
                continue 'exchange;
            }
        }
        return Ok(best);
    }
}

/// The best set of these members and one of the promising nodes.
fn best_addition<const WORDS: usize>(
    graph: &CompactGraph,
    members: &[u32],
    promising: &[u32],
    aim: Aim,
    watch: &Watch<'_>,
) -> Result<Candidate, Stopped> {
    let free: Vec<u32> = promising.iter().copied().filter(|node| !members.contains(node)).collect();
    let room = || Trial::<WORDS>::new(graph);
    let chunk = if graph.nodes() > SMALL { 1 } else { 4 };
    let parts = in_chunks(free.len(), chunk, Threads::for_nodes(graph.nodes()), watch, room, |trial, range| {
        let tried = free[range].iter().map(|node| {
            let mut members = [members, &[*node]].concat();
            members.sort_unstable();
            Ok(Candidate { broken: trial.without(&members, &watch.quiet())?, members })
        });
        Ok(best_of(tried.collect::<Result<Vec<_>, Stopped>>()?, aim).expect("a chunk is not empty"))
    })?;
    let parts = parts.into_iter().collect::<Result<Vec<_>, Stopped>>()?;
    Ok(best_of(parts, aim).expect("more nodes are promising than the set has"))
}

/// The nodes of highest betweenness, in node order.
fn promising(graph: &CompactGraph, count: usize, watch: &Watch<'_>) -> Result<Vec<u32>, Stopped> {
    let nodes = graph.nodes();
    let mut order: Vec<u32> = (0..nodes as u32).collect();
    if count < nodes {
        let options = BetweennessOptions { exact_up_to: 2_000, sample: 256, ..BetweennessOptions::default() };
        let between = betweenness_with(graph, &options, watch)?.values;
        order.sort_by(|one, other| between[*other as usize].total_cmp(&between[*one as usize]));
        order.truncate(count);
        order.sort_unstable();
    }
    Ok(order)
}

/// Room to try what is left without a set.
struct Trial<'a, const WORDS: usize> {
    graph: &'a CompactGraph,
    search: WideSearch<WORDS>,
    is_out: Vec<bool>,
    /// How often a node was met in the last trial, searches that meet it at the same step counted once.
    meetings: u64,
}

impl<'a, const WORDS: usize> Trial<'a, WORDS> {
    fn new(graph: &'a CompactGraph) -> Self {
        Self { graph, search: WideSearch::new(graph.nodes()), is_out: vec![false; graph.nodes()], meetings: 0 }
    }

    fn without(&mut self, set: &[u32], watch: &Watch<'_>) -> Result<Broken, Stopped> {
        for node in set {
            self.is_out[*node as usize] = true;
        }
        let is_out = &self.is_out;
        let left: Vec<u32> = (0..self.graph.nodes() as u32).filter(|node| !is_out[*node as usize]).collect();
        // Whole numbers by distance first: their sums do not depend on the order of nodes.
        let mut met_at: Vec<u64> = Vec::new();
        let (mut meetings, mut searched) = (0, 0);
        for sources in left.chunks(WideSearch::<WORDS>::WIDTH) {
            let is_there = |node: u32| !is_out[node as usize];
            self.search.search(self.graph, sources.iter().copied(), is_there, |_, level, met| {
                meetings += 1;
                if met_at.len() < level as usize {
                    met_at.push(0);
                }
                met_at[level as usize - 1] += u64::from(met);
            });
            searched += sources.len() as u64;
            watch.step(searched, left.len() as u64)?;
        }
        self.meetings = meetings;
        for node in set {
            self.is_out[*node as usize] = false;
        }
        let pairs = left.len() as f64 * (left.len() as f64 - 1.0);
        if left.len() < 2 {
            return Ok(Broken { components: 1.0, distances: 1.0 });
        }
        let reached: u64 = met_at.iter().sum();
        let near: f64 = met_at.iter().zip(1_u32..).map(|(met, level)| *met as f64 / f64::from(level)).sum();
        Ok(Broken { components: 1.0 - reached as f64 / pairs, distances: 1.0 - near / pairs })
    }
}
