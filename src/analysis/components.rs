//! Components of graphs, found without recursion.

use crate::graph::compact::CompactGraph;

/// The number of each node's strong component: nodes have the same number when each reaches the other.
///
/// After Robert Tarjan, "Depth-first search and linear graph algorithms" (1972).
pub(crate) fn strong_components(graph: &CompactGraph) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let nodes = graph.nodes();
    let mut component = vec![NONE; nodes];
    let mut met = vec![NONE; nodes];
    let mut lowest = vec![0; nodes];
    let mut next_edge = vec![0_u32; nodes];
    let (mut open, mut path) = (Vec::new(), Vec::new());
    let (mut time, mut components) = (0, 0);
    for root in 0..nodes as u32 {
        if met[root as usize] != NONE {
            continue;
        }
        path.push(root);
        while let Some(node) = path.last().copied() {
            let at = node as usize;
            if met[at] == NONE {
                met[at] = time;
                lowest[at] = time;
                time += 1;
                open.push(node);
            }
            if let Some(other) = graph.successors(node).get(next_edge[at] as usize) {
                next_edge[at] += 1;
                let to = *other as usize;
                if met[to] == NONE {
                    path.push(*other);
                } else if component[to] == NONE {
                    lowest[at] = lowest[at].min(met[to]);
                }
                continue;
            }
            path.pop();
            if let Some(parent) = path.last() {
                lowest[*parent as usize] = lowest[*parent as usize].min(lowest[at]);
            }
            if lowest[at] == met[at] {
                while let Some(other) = open.pop() {
                    component[other as usize] = components;
                    if other == node {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    component
}
