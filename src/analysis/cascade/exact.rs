//! The spread over all ways in which edges can be live: an edge is decided only when the cascade stands before it.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::analysis::components::strong_components;
use crate::analysis::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;

/// A graph with few uncertain edges, and the set that has been taken.
pub(super) struct Exact<'a> {
    pub(super) graph: &'a CompactGraph,
    taken: Vec<u32>,
    spread: f64,
}

impl<'a> Exact<'a> {
    pub(super) fn of(graph: &'a CompactGraph) -> Self {
        Self { graph, taken: Vec::new(), spread: 0.0 }
    }

    /// Is each edge live for certain?
    pub(super) fn is_certain(&self) -> bool {
        self.graph.all_edges().all(|edge| edge.weight >= 1.0)
    }

    /// The gain of each node when each edge is live for certain: who reach each other reach the same.
    pub(super) fn certain_gains(&self, watch: &Watch<'_>) -> Result<Vec<f64>, Stopped> {
        let component = strong_components(self.graph);
        let components = component.iter().max().map_or(0, |last| *last as usize + 1);
        let mut member = vec![0; components];
        component.iter().enumerate().for_each(|(node, component)| member[*component as usize] = node as u32);
        let done = AtomicU64::new(0);
        let gains = member.par_iter().map(|node| {
            watch.step(done.fetch_add(1, Ordering::Relaxed), components as u64)?;
            Ok(self.gain(*node))
        });
        let gains: Vec<f64> = gains.collect::<Result<_, Stopped>>()?;
        Ok(component.iter().map(|component| gains[*component as usize]).collect())
    }

    pub(super) fn gain(&self, node: u32) -> f64 {
        if self.taken.contains(&node) {
            return 0.0;
        }
        self.spread_with(node) - self.spread
    }

    pub(super) fn take(&mut self, node: u32) {
        self.spread = self.spread_with(node);
        self.taken.push(node);
    }

    fn spread_with(&self, node: u32) -> f64 {
        let mut reached = vec![false; self.graph.nodes()];
        let order: Vec<u32> = self.taken.iter().copied().chain([node]).collect();
        for node in &order {
            reached[*node as usize] = true;
        }
        Walk { graph: self.graph, reached, order }.mean(0, 0)
    }
}

/// A cascade on its way.
struct Walk<'a> {
    graph: &'a CompactGraph,
    reached: Vec<bool>,
    /// The nodes reached, in the order in which their edges are looked at.
    order: Vec<u32>,
}

impl Walk<'_> {
    /// The mean number of nodes reached in the end, when all edges before this one of this node of the order are decided. Leaves the
    /// walk as it was.
    fn mean(&mut self, node: usize, edge: usize) -> f64 {
        let before = self.order.len();
        let (mut mean, mut chance) = (0.0, 1.0);
        let (mut node, mut edge) = (node, edge);
        while let Some(from) = self.order.get(node).copied() {
            let Some(to) = self.graph.successors(from).get(edge).copied() else {
                (node, edge) = (node + 1, 0);
                continue;
            };
            let live = self.graph.out_weights(from)[edge];
            edge += 1;
            if self.reached[to as usize] {
                continue;
            }
            self.reached[to as usize] = true;
            self.order.push(to);
            if live < 1.0 {
                mean += chance * live * self.mean(node, edge);
                chance *= 1.0 - live;
                self.order.pop();
                self.reached[to as usize] = false;
            }
        }
        mean += chance * self.order.len() as f64;
        for node in self.order.drain(before..) {
            self.reached[node as usize] = false;
        }
        mean
    }
}
