//! Core numbers: how far inside a node stands.

use crate::graph::compact::CompactGraph;

/// The largest k for which each node is in a part of the graph where everybody has k neighbours or more.
///
/// `undirected` holds each edge both ways ([`CompactGraph::undirected`]). After Stephen Seidman, "Network structure and
/// minimum degree" (1983).
pub fn core_numbers(undirected: &CompactGraph) -> Vec<usize> {
    let nodes = undirected.nodes() as u32;
    let mut left: Vec<u32> = (0..nodes).map(|node| undirected.successors(node).len() as u32).collect();
    let mut rest: Vec<u32> = (0..nodes).collect();
    let mut core = 0;
    let mut leaving = Vec::new();
    // Whoever has left keeps a count of at most the core number of that time, and is never touched again.
    while let Some(least) = rest.iter().map(|node| left[*node as usize]).min() {
        core = core.max(least);
        rest.retain(|node| {
            let stays = left[*node as usize] > core;
            if !stays {
                leaving.push(*node);
            }
            stays
        });
        while let Some(node) = leaving.pop() {
            left[node as usize] = core;
            for other in undirected.successors(node) {
                let count = &mut left[*other as usize];
                if *count > core {
                    *count -= 1;
                    if *count == core {
                        leaving.push(*other);
                    }
                }
            }
        }
        rest.retain(|node| left[*node as usize] > core);
    }
    left.into_iter().map(|count| count as usize).collect()
}
