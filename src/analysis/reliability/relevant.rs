//! The edges that lie on some path without loops between two nodes.

use crate::graph::compact::{CompactGraph, Edge, Parallel};

/// The part of a graph that matters between two nodes, with certain edges contracted; nodes keep the numbers of the graph.
pub(super) struct Relevant {
    pub(super) from: u32,
    pub(super) to: u32,
    /// Each edge once.
    pub(super) edges: Vec<Edge>,
}

/// What matters between two nodes; nothing where certain edges join them.
///
/// An edge lies on a path between the two exactly if it is in one block (biconnected component) with an edge that would join them
/// directly. So the blocks are split off in a depth-first walk that begins with that edge (Hopcroft and Tarjan 1973), and what is left
/// at its end is the block of that edge.
pub(super) fn between(graph: &CompactGraph, from: u32, to: u32) -> Option<Relevant> {
    let roots = contracted(graph);
    let (from, to) = (roots[from as usize], roots[to as usize]);
    if from == to {
        return None;
    }
    let uncertain = graph.all_edges().filter(|edge| edge.from < edge.to && edge.weight < 1.0);
    let joined: Vec<Edge> = uncertain
        .map(|edge| (roots[edge.from as usize], roots[edge.to as usize], edge.weight))
        .map(|(one, other, weight)| Edge { from: one.min(other), to: one.max(other), weight })
        .collect();
    let graph = CompactGraph::of(graph.nodes(), &joined, Parallel::Either).undirected(Parallel::Once);
    let edges = block(&graph, from, to).into_iter().map(|(one, other)| Edge {
        from: one,
        to: other,
        weight: graph.weight(one, other).expect("the walk follows edges"),
    });
    Some(Relevant { from, to, edges: edges.collect() })
}

/// For each node, the one that stands for all that certain edges join it with.
fn contracted(graph: &CompactGraph) -> Vec<u32> {
    let mut roots: Vec<u32> = (0..graph.nodes() as u32).collect();
    for edge in graph.all_edges().filter(|edge| edge.weight >= 1.0) {
        let (one, other) = (root(&mut roots, edge.from), root(&mut roots, edge.to));
        roots[one.max(other) as usize] = one.min(other);
    }
    for node in 0..graph.nodes() as u32 {
        roots[node as usize] = root(&mut roots, node);
    }
    roots
}

fn root(roots: &mut [u32], node: u32) -> u32 {
    let mut node = node;
    while roots[node as usize] != node {
        let above = roots[node as usize];
        roots[node as usize] = roots[above as usize];
        node = above;
    }
    node
}

/// A node on the way of the walk.
struct Visit {
    node: u32,
    /// Where the walk came from; for the first node the edge from there is the one that is only thought of.
    parent: u32,
    /// The place of the next neighbour to look at.
    next: usize,
    /// How many edges stood on the pile before the one that led here.
    pile: usize,
}

/// The edges in one block with an edge thought of between the two nodes.
fn block(graph: &CompactGraph, from: u32, to: u32) -> Vec<(u32, u32)> {
    const UNSEEN: u32 = u32::MAX;
    let mut seen = vec![UNSEEN; graph.nodes()];
    let mut low = vec![UNSEEN; graph.nodes()];
    (seen[from as usize], seen[to as usize], low[to as usize]) = (0, 1, 1);
    let mut count = 2;
    let mut pile: Vec<(u32, u32)> = Vec::new();
    let mut way = vec![Visit { node: to, parent: UNSEEN, next: 0, pile: 0 }];
    while let Some(visit) = way.last_mut() {
        let node = visit.node;
        if let Some(next) = graph.successors(node).get(visit.next).copied() {
            visit.next += 1;
            if seen[next as usize] == UNSEEN {
                seen[next as usize] = count;
                low[next as usize] = count;
                count += 1;
                let below = pile.len();
                pile.push((node, next));
                way.push(Visit { node: next, parent: node, next: 0, pile: below });
            } else if next != visit.parent && seen[next as usize] < seen[node as usize] {
                pile.push((node, next));
                low[node as usize] = low[node as usize].min(seen[next as usize]);
            }
        } else {
            let (parent, below) = (visit.parent, visit.pile);
            way.pop();
            if parent == UNSEEN {
                continue;
            }
            low[parent as usize] = low[parent as usize].min(low[node as usize]);
            if low[node as usize] >= seen[parent as usize] {
                pile.truncate(below);
            }
        }
    }
    pile
}
