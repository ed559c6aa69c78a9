//! Walks over the neighbours of a node in either direction.

use crate::graph::compact::CompactGraph;

/// The distinct neighbours of a node in either direction, sorted.
pub(crate) fn both_ways(graph: &CompactGraph, node: u32) -> impl Iterator<Item = u32> + '_ {
    let mut out = graph.successors(node).iter().copied().peekable();
    let mut into = graph.predecessors(node).iter().copied().peekable();
    std::iter::from_fn(move || {
        let next = match (out.peek(), into.peek()) {
            (Some(one), Some(other)) => *one.min(other),
            (Some(one), None) => *one,
            (None, Some(other)) => *other,
            (None, None) => return None,
        };
        out.next_if_eq(&next);
        into.next_if_eq(&next);
        Some(next)
    })
}
