//! Lengths of the shortest paths from one node or several to all others.

use super::nearest_first::NearestFirst;
use crate::graph::compact::CompactGraph;

/// Room for searches of one graph whose weights are lengths; clean between searches.
pub(crate) struct LengthsFrom {
    queue: NearestFirst,
    lengths: Vec<f64>,
    reached: Vec<u32>,
}

impl LengthsFrom {
    pub(crate) fn new(lengths: &CompactGraph) -> Self {
        let all: Vec<f64> = (0..lengths.nodes() as u32).flat_map(|node| lengths.out_weights(node)).copied().collect();
        Self {
            queue: NearestFirst::for_lengths(&all),
            lengths: vec![f64::INFINITY; lengths.nodes()],
            reached: Vec::new(),
        }
    }

    /// Tells each node that is reached nearer than `nearer_than` says, with its length, once; nothing is sought beyond
    /// nodes that are not.
    pub(crate) fn search(
        &mut self,
        graph: &CompactGraph,
        source: u32,
        nearer_than: impl Fn(u32) -> f64,
        mut meet: impl FnMut(u32, f64),
    ) {
        self.queue.restart();
        self.lengths[source as usize] = 0.0;
        self.reached.push(source);
        self.queue.push(0.0, source);
        while let Some((length, node)) = self.queue.pop() {
            // A node that came nearer after it was queued stands in the queue twice.
            if length > self.lengths[node as usize] {
                continue;
            }
            if length >= nearer_than(node) {
                continue;
            }
            meet(node, length);
            for (other, step) in graph.out(node) {
                let best = &mut self.lengths[other as usize];
                if length + step < *best {
                    if best.is_infinite() {
                        self.reached.push(other);
                    }
                    *best = length + step;
                    self.queue.push(*best, other);
                }
            }
        }
        for node in self.reached.drain(..) {
            self.lengths[node as usize] = f64::INFINITY;
        }
    }
}
