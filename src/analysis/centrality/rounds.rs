//! What measures that go in rounds over all edges share: gathering along incoming edges, in pieces that do not depend on
//! the number of threads.

use std::ops::Range;

use rayon::prelude::*;

use crate::graph::compact::CompactGraph;

/// How many nodes one piece of a round holds.
pub(super) const PIECE: usize = 4_096;

/// A graph to gather along.
pub(super) struct Gather<'a> {
    graph: &'a CompactGraph,
    /// The weight of all edges, when they have the same: then weights need not be read.
    even: Option<f64>,
}

impl<'a> Gather<'a> {
    pub(super) fn of(graph: &'a CompactGraph) -> Self {
        let mut weights = (0..graph.nodes() as u32).flat_map(|node| graph.out_weights(node));
        let first = weights.next().copied();
        #[expect(clippy::float_cmp, reason = "weights that were never computed with are the same or not")]
        let even = first.filter(|first| weights.all(|weight| weight == first));
        Self { graph, even }
    }

    /// Whether the graph is worth more than one thread.
    pub(super) fn is_parallel(&self) -> bool {
        self.graph.nodes() > 2 * PIECE
    }

    /// The sum over the edges that enter a node of their weights, times the figures of where they come from.
    pub(super) fn gathered(&self, node: u32, figures: &[f64]) -> f64 {
        if let Some(weight) = self.even {
            let sum: f64 = self.graph.predecessors(node).iter().map(|from| figures[*from as usize]).sum();
            weight * sum
        } else {
            self.graph.into_node(node).map(|(from, weight)| weight * figures[from as usize]).sum()
        }
    }

    /// One figure for each piece of the nodes.
    pub(super) fn pieces(&self, figure: impl Fn(Range<usize>) -> f64 + Sync + Send) -> Vec<f64> {
        let nodes = self.graph.nodes();
        let range = |piece: usize| piece * PIECE..nodes.min((piece + 1) * PIECE);
        let pieces = 0..nodes.div_ceil(PIECE);
        if self.is_parallel() {
            pieces.into_par_iter().map(|piece| figure(range(piece))).collect()
        } else {
            pieces.map(|piece| figure(range(piece))).collect()
        }
    }

    /// Makes a figure for each node, and returns the sums, over each piece, of what `make` says beside it.
    pub(super) fn each(&self, figures: &mut [f64], make: impl Fn(usize) -> (f64, f64) + Sync + Send) -> Vec<f64> {
        let work = |(piece, figures): (usize, &mut [f64])| {
            let mut sum = 0.0;
            for (offset, figure) in figures.iter_mut().enumerate() {
                let (made, beside) = make(piece * PIECE + offset);
                *figure = made;
                sum += beside;
            }
            sum
        };
        if self.is_parallel() {
            figures.par_chunks_mut(PIECE).enumerate().map(work).collect()
        } else {
            figures.chunks_mut(PIECE).enumerate().map(work).collect()
        }
    }
}

/// Adds up the figures of pieces in their order.
pub(super) fn sum_in_order(pieces: &[f64]) -> f64 {
    pieces.iter().sum()
}
