//! How reliably one node reaches all others over its best paths.

use std::collections::BinaryHeap;

use crate::graph::compact::CompactGraph;

/// For each node, the reliability of the best path to it from `source`: the greatest product of weights along a path, 1
/// for the source itself, 0 for what is not reached. Weights are reliabilities; those above 1 count as 1.
///
/// Dijkstra's algorithm on products, which makes no logarithms: no step makes a path better.
///
/// # Panics
/// When the source is not in the graph.
///
/// ```
/// use waterline::analysis::path::reliabilities_from;
/// use waterline::graph::compact::{CompactGraph, Edge, Parallel};
///
/// let edges = [Edge { from: 0, to: 1, weight: 0.5 }, Edge { from: 1, to: 2, weight: 0.5 }, Edge { from: 0, to: 2, weight: 0.2 }];
/// let graph = CompactGraph::of(4, &edges, Parallel::Once);
/// assert_eq!(reliabilities_from(&graph, 0), [1.0, 0.5, 0.25, 0.0]);
/// ```
pub fn reliabilities_from(graph: &CompactGraph, source: u32) -> Vec<f64> {
    let mut best = vec![0.0; graph.nodes()];
    best[source as usize] = 1.0;
    let mut queue = MostReliableFirst::default();
    queue.push(1.0, source);
    while let Some((reliability, node)) = queue.pop() {
        // A node that was reached better after it was queued stands in the queue twice.
        if reliability < best[node as usize] {
            continue;
        }
        for (other, weight) in graph.out(node) {
            let over_here = reliability * weight.min(1.0);
            if over_here > best[other as usize] {
                best[other as usize] = over_here;
                queue.push(over_here, other);
            }
        }
    }
    best
}

/// A queue in which nodes of like reliability share a bucket; only the bucket at hand is a heap.
#[derive(Default)]
struct MostReliableFirst {
    current: usize,
    heap: BinaryHeap<(u64, u32)>,
    buckets: Vec<Vec<(u64, u32)>>,
}

impl MostReliableFirst {
    /// The bits of a number above 0 are ordered as it is; without the last ones 64 buckets remain from each number to its half.
    const BITS_LEFT_OUT: u32 = 52 - 6;

    /// Adds a node; its reliability is not above that of the last one popped.
    fn push(&mut self, reliability: f64, node: u32) {
        let bits = reliability.to_bits();
        let bucket = ((1.0_f64.to_bits() - bits) >> Self::BITS_LEFT_OUT) as usize;
        if bucket <= self.current {
            self.heap.push((bits, node));
            return;
        }
        if bucket >= self.buckets.len() {
            self.buckets.resize(bucket + 1, Vec::new());
        }
        self.buckets[bucket].push((bits, node));
    }

    fn pop(&mut self) -> Option<(f64, u32)> {
        while self.heap.is_empty() {
            self.current += 1;
            self.heap = BinaryHeap::from(std::mem::take(self.buckets.get_mut(self.current)?));
        }
        self.heap.pop().map(|(bits, node)| (f64::from_bits(bits), node))
    }
}
