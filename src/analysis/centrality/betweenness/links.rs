//! The graph as walks like it: numbered as met from its busiest node on, so that what is near lies near in memory.

use super::folding::Folded;
use crate::analysis::neighbours::both_ways;
use crate::graph::compact::CompactGraph;

/// The nodes that are left, in the order of a walk over them.
pub(super) struct Order {
    nodes: Vec<u32>,
    places: Vec<u32>,
}

impl Order {
    /// Walks each component breadth first from its node with the most neighbours.
    pub(super) fn of(graph: &CompactGraph, folded: &Folded) -> Self {
        let count = graph.nodes();
        let mut places = vec![u32::MAX; count];
        let mut nodes = Vec::with_capacity(folded.kept());
        let mut starts: Vec<u32> = (0..count as u32).filter(|node| folded.keeps(*node)).collect();
        let edges = |node: u32| graph.successors(node).len() + graph.predecessors(node).len();
        starts.sort_by_key(|node| std::cmp::Reverse(edges(*node)));
        for start in starts {
            let mut at = nodes.len();
            if places[start as usize] == u32::MAX {
                places[start as usize] = at as u32;
                nodes.push(start);
            }
            while at < nodes.len() {
                for neighbour in both_ways(graph, nodes[at]) {
                    if places[neighbour as usize] == u32::MAX && folded.keeps(neighbour) {
                        places[neighbour as usize] = nodes.len() as u32;
                        nodes.push(neighbour);
                    }
                }
                at += 1;
            }
        }
        Self { nodes, places }
    }

    /// How many nodes are in the order.
    pub(super) fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The node at a place.
    pub(super) fn node(&self, place: u32) -> u32 {
        self.nodes[place as usize]
    }

    /// The place of a node that is left.
    pub(super) fn place(&self, node: u32) -> u32 {
        self.places[node as usize]
    }
}

/// The edges between the nodes that are left, by place.
pub(super) struct Links {
    pub(super) out: Rows,
    pub(super) into: Rows,
    /// How many nodes are folded into each place whose walks start there.
    pub(super) above: Vec<f64>,
    /// How many nodes are folded into each place that are reached with it.
    pub(super) below: Vec<f64>,
}

/// Where the edges of each place lead, and how long they are.
pub(super) struct Rows {
    starts: Vec<u32>,
    pub(super) ends: Vec<u32>,
    pub(super) lengths: Vec<f64>,
}

impl Rows {
    fn of<I: Iterator<Item = (u32, f64)>>(rows: impl Iterator<Item = I>) -> Self {
        let mut made = Self { starts: vec![0], ends: Vec::new(), lengths: Vec::new() };
        for row in rows {
            for (end, length) in row {
                made.ends.push(end);
                made.lengths.push(length);
            }
            made.starts.push(made.ends.len() as u32);
        }
        made
    }

    pub(super) fn range(&self, place: u32) -> std::ops::Range<usize> {
        self.starts[place as usize] as usize..self.starts[place as usize + 1] as usize
    }

    pub(super) fn row(&self, place: u32) -> &[u32] {
        &self.ends[self.range(place)]
    }
}

impl Links {
    pub(super) fn of(graph: &CompactGraph, folded: &Folded, order: &Order) -> Self {
        let kept = |(node, length): (u32, f64)| folded.keeps(node).then(|| (order.place(node), length));
        let out = Rows::of(order.nodes.iter().map(|node| graph.out(*node).filter_map(kept)));
        let into = Rows::of(order.nodes.iter().map(|node| graph.into_node(*node).filter_map(kept)));
        let by_place = |figures: &[f64]| order.nodes.iter().map(|node| figures[*node as usize]).collect();
        Self { out, into, above: by_place(&folded.above), below: by_place(&folded.below) }
    }

    pub(super) fn nodes(&self) -> usize {
        self.above.len()
    }
}
