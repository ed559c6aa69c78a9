//! Access paths: how somebody is best reached over steps that each succeed with a chance of their own.
//!
//! The best path is the one with the greatest product of reliabilities (Dijkstra 1959 on −ln w); the next best ones are found after
//! Jin Yen, "Finding the k shortest loopless paths in a network" (1971); node-disjoint ones by taking the best path, removing its
//! inner nodes, and looking again.

mod reliabilities;
mod search;

use serde::Serialize;

use super::reliability::{Reliability, ReliabilityOptions, reliability};
use super::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;
pub use reliabilities::reliabilities_from;
use search::Search;

/// A path and the chance that all its steps succeed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccessPath {
    /// The nodes from the first to the one to be reached.
    pub nodes: Vec<u32>,
    /// The product of the reliabilities of its steps, 0–1.
    pub reliability: f64,
}

/// All that is known of the ways from one node to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Access {
    /// The best path, and then the next best ones; empty where there is no path.
    pub paths: Vec<AccessPath>,
    /// Paths that share no inner node; the first is the best path.
    pub disjoint: Vec<AccessPath>,
    /// The chance that at least one path succeeds.
    pub overall: Reliability,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessOptions {
    /// How many next best paths are told beside the best one.
    pub next: usize,
    /// How the overall chance is computed.
    pub reliability: ReliabilityOptions,
}

impl Default for AccessOptions {
    fn default() -> Self {
        Self { next: 5, reliability: ReliabilityOptions::default() }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum AccessRefusal {
    /// A node is not there.
    #[error("Node {node} is not there; the graph has {nodes} nodes.")]
    Unknown {
        /// What was asked for.
        node: u32,
        /// How many nodes there are.
        nodes: usize,
    },
    /// A step is no chance.
    #[error("The step from {from} to {to} has the reliability {weight}; it must not be above 1.")]
    Weight {
        /// Where it begins.
        from: u32,
        /// Where it ends.
        to: u32,
        /// What was given.
        weight: f64,
    },
    /// The work was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// Paths within this share of a better one are its equals, among which the last step decides.
const EQUAL: f64 = 0.99;

/// The ways from one node to another in an undirected graph (both directions of each step, as
/// [`CompactGraph::undirected`] makes it) whose weights are reliabilities in 0–1.
///
/// `preference` judges the last step of a path by the node before its end: of paths whose reliability lies within 1 % of the best of
/// them, the one with the greater preference comes first. Paths that are equal in all stand by length and then by their nodes.
///
/// ```
/// use waterline::analysis::path::{AccessOptions, access};
/// use waterline::analysis::watch::Watch;
/// use waterline::graph::compact::{CompactGraph, Edge, Parallel};
///
/// let edges = [Edge { from: 0, to: 1, weight: 0.5 }, Edge { from: 1, to: 2, weight: 0.5 }, Edge { from: 0, to: 2, weight: 0.2 }];
/// let graph = CompactGraph::of(3, &edges, Parallel::Once).undirected(Parallel::Once);
/// let access = access(&graph, 0, 2, &|_| 0, &AccessOptions::default(), &Watch::none()).unwrap();
/// assert_eq!(access.paths[0].nodes, [0, 1, 2]);
/// assert!((access.overall.chance - 0.4).abs() < 1e-12);
/// ```
pub fn access(
    graph: &CompactGraph,
    from: u32,
    to: u32,
    preference: &dyn Fn(u32) -> u32,
    options: &AccessOptions,
    watch: &Watch<'_>,
) -> Result<Access, AccessRefusal> {
    check(graph, from, to)?;
    let mut search = Search::of(graph, to);
    let found = search.best_paths(from, options.next.saturating_add(1), watch)?;
    let paths = preferred(found.into_iter().map(|nodes| AccessPath::of(graph, nodes)).collect(), preference);
    let disjoint = disjoint(graph, &mut search, paths.first(), watch)?;
    let overall = reliability(graph, from, to, &options.reliability, watch)?;
    Ok(Access { paths, disjoint, overall })
}

fn check(graph: &CompactGraph, from: u32, to: u32) -> Result<(), AccessRefusal> {
    let nodes = graph.nodes();
    if let Some(node) = [from, to].into_iter().find(|node| *node as usize >= nodes) {
        return Err(AccessRefusal::Unknown { node, nodes });
    }
    match graph.all_edges().find(|edge| edge.weight > 1.0) {
        Some(edge) => Err(AccessRefusal::Weight { from: edge.from, to: edge.to, weight: edge.weight }),
        None => Ok(()),
    }
}

impl AccessPath {
    fn of(graph: &CompactGraph, nodes: Vec<u32>) -> Self {
        let step = |step: &[u32]| graph.weight(step[0], step[1]).expect("a path follows edges");
        let reliability = nodes.windows(2).map(step).product();
        Self { nodes, reliability }
    }

    /// The node before the end.
    fn last_step(&self) -> Option<u32> {
        self.nodes.len().checked_sub(2).map(|at| self.nodes[at])
    }
}

/// The paths, best first, with equals in the order of preference.
fn preferred(mut paths: Vec<AccessPath>, preference: &dyn Fn(u32) -> u32) -> Vec<AccessPath> {
    let mut ordered = Vec::with_capacity(paths.len());
    while let Some(best) = paths.first() {
        let enough = best.reliability * EQUAL;
        let equals = paths.iter().take_while(|path| path.reliability >= enough).enumerate();
        let judged = equals.map(|(at, path)| (path.last_step().map_or(0, preference), std::cmp::Reverse(at)));
        let at = judged.max().map_or(0, |(_, at)| at.0);
        ordered.push(paths.remove(at));
    }
    ordered
}

/// Node-disjoint paths: the best one, then the best without its inner nodes, and so on.
fn disjoint(
    graph: &CompactGraph,
    search: &mut Search<'_>,
    best: Option<&AccessPath>,
    watch: &Watch<'_>,
) -> Result<Vec<AccessPath>, Stopped> {
    let mut disjoint: Vec<AccessPath> = Vec::new();
    let mut next = best.cloned();
    while let Some(path) = next {
        let from = path.nodes[0];
        watch.step(disjoint.len() as u64, graph.successors(from).len() as u64)?;
        let inner = path.nodes.get(1..path.nodes.len() - 1).unwrap_or(&[]);
        for node in inner {
            search.close(*node);
        }
        if inner.is_empty() {
            search.close_direct_step();
        }
        let is_somewhere_else = path.nodes.len() > 1;
        disjoint.push(path);
        next = if is_somewhere_else { search.best(from).map(|nodes| AccessPath::of(graph, nodes)) } else { None };
    }
    Ok(disjoint)
}
