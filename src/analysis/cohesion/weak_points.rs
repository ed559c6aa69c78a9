//! Cut points and bridges: the nodes and edges without which a part of the graph falls off.

use crate::graph::compact::CompactGraph;

/// The single points of failure of a graph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WeakPoints {
    /// Nodes whose leaving splits their component, sorted.
    pub cut_points: Vec<u32>,
    /// Edges whose leaving splits their component, the smaller end first, sorted.
    pub bridges: Vec<(u32, u32)>,
}

/// A node on the way from the root of the search to where it stands.
struct Step {
    node: u32,
    /// The next neighbour to look at.
    next: u32,
    /// The earliest node met that is reached from here or below other than over the way itself.
    lowest: u32,
    /// Neighbours that were first met from here.
    children: u32,
    is_cut: u32,
}

/// Finds cut points and bridges by depth-first search without recursion.
///
/// `undirected` holds each edge both ways ([`CompactGraph::undirected`]). After Robert Tarjan, "Depth-first search and
/// linear graph algorithms" (1972).
pub fn weak_points(undirected: &CompactGraph) -> WeakPoints {
    const NONE: u32 = u32::MAX;
    let nodes = undirected.nodes() as u32;
    let mut met = vec![NONE; nodes as usize];
    let mut weak = WeakPoints::default();
    let mut way: Vec<Step> = Vec::new();
    let mut time = 0;
    for root in 0..nodes {
        if met[root as usize] != NONE {
            continue;
        }
        let mut parent = NONE;
        enter(root, &mut met, &mut time, &mut way);
        while let Some(step) = way.last_mut() {
            let row = undirected.successors(step.node);
            let mut deeper = NONE;
            while let Some(other) = row.get(step.next as usize) {
                step.next += 1;
                let known = met[*other as usize];
                if known == NONE {
                    deeper = *other;
                    break;
                }
                if *other != parent {
                    step.lowest = step.lowest.min(known);
                }
            }
            if deeper != NONE {
                step.children += 1;
                parent = step.node;
                enter(deeper, &mut met, &mut time, &mut way);
                continue;
            }
            let done = way.pop().expect("the loop holds a step");
            let is_root = way.is_empty();
            if (is_root && done.children > 1) || (!is_root && done.is_cut > 0) {
                weak.cut_points.push(done.node);
            }
            let Some(above) = way.last_mut() else { break };
            above.lowest = above.lowest.min(done.lowest);
            let above_met = met[above.node as usize];
            above.is_cut |= u32::from(done.lowest >= above_met);
            if done.lowest > above_met {
                weak.bridges.push((above.node.min(done.node), above.node.max(done.node)));
            }
            parent = way.len().checked_sub(2).map_or(NONE, |grandparent| way[grandparent].node);
        }
    }
    weak.cut_points.sort_unstable();
    weak.bridges.sort_unstable();
    weak
}

fn enter(node: u32, met: &mut [u32], time: &mut u32, way: &mut Vec<Step>) {
    met[node as usize] = *time;
    way.push(Step { node, next: 0, lowest: *time, children: 0, is_cut: 0 });
    *time += 1;
}
