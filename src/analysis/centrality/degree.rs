//! How many neighbours a node has.

use crate::analysis::neighbours::both_ways;
use crate::graph::compact::CompactGraph;

/// How many distinct neighbours each node has in either direction.
pub fn degree(graph: &CompactGraph) -> Vec<usize> {
    nodes(graph).map(|node| both_ways(graph, node).count()).collect()
}

/// How many edges enter each node.
pub fn in_degree(graph: &CompactGraph) -> Vec<usize> {
    nodes(graph).map(|node| graph.predecessors(node).len()).collect()
}

/// How many edges leave each node.
pub fn out_degree(graph: &CompactGraph) -> Vec<usize> {
    nodes(graph).map(|node| graph.successors(node).len()).collect()
}

fn nodes(graph: &CompactGraph) -> std::ops::Range<u32> {
    0..graph.nodes() as u32
}
