//! PageRank: who is heard by those who are heard.

use rayon::prelude::*;

use super::rounds::{Gather, PIECE, sum_in_order};
use crate::graph::compact::CompactGraph;

/// How PageRank is computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PagerankOptions {
    /// The chance to follow an edge instead of starting anew anywhere, from 0 up to but without 1.
    pub alpha: f64,
    /// Rounds end when the figures change by less than this in sum.
    pub tolerance: f64,
}

impl Default for PagerankOptions {
    fn default() -> Self {
        Self { alpha: 0.85, tolerance: 1e-10 }
    }
}

/// PageRank with α = .85, edges chosen in proportion to their weights, to 1e-10; the figures sum to 1.
///
/// Who has no outgoing edge spreads evenly over all. After Lawrence Page, Sergey Brin, Rajeev Motwani and Terry Winograd, "The
/// PageRank citation ranking" (1998).
pub fn pagerank(graph: &CompactGraph) -> Vec<f64> {
    pagerank_with(graph, &PagerankOptions::default())
}

/// The same with options.
pub fn pagerank_with(graph: &CompactGraph, options: &PagerankOptions) -> Vec<f64> {
    let count = graph.nodes();
    let nodes = count as f64;
    let alpha = options.alpha;
    let gather = Gather::of(graph);
    let share: Vec<f64> = (0..count as u32)
        .map(|node| {
            let total: f64 = graph.out_weights(node).iter().sum();
            if total > 0.0 { alpha / total } else { 0.0 }
        })
        .collect();
    let mut rank = vec![1.0 / nodes; count];
    let mut next = vec![0.0; count];
    let mut passed_on: Vec<f64> = rank.iter().zip(&share).map(|(rank, share)| rank * share).collect();
    let mut hanging = sum_in_order(&gather.pieces(|range| range.filter(|at| share[*at] == 0.0).count() as f64)) / nodes;
    // The change shrinks at least by α a round; the limit only guards against rounding at tiny tolerances.
    for _ in 0..10_000 {
        let base = (1.0 - alpha) / nodes + alpha * hanging / nodes;
        let work = |(piece, next): (usize, &mut [f64])| {
            let first = piece * PIECE;
            let (mut change, mut hanging) = (0.0, 0.0);
            for (offset, next) in next.iter_mut().enumerate() {
                let at = first + offset;
                *next = base + gather.gathered(at as u32, &passed_on);
                change += (*next - rank[at]).abs();
                if share[at] == 0.0 {
                    hanging += *next;
                }
            }
            (change, hanging)
        };
        let sums: Vec<(f64, f64)> = if gather.is_parallel() {
            next.par_chunks_mut(PIECE).enumerate().map(work).collect()
        } else {
            next.chunks_mut(PIECE).enumerate().map(work).collect()
        };
        hanging = sums.iter().map(|sum| sum.1).sum();
        std::mem::swap(&mut rank, &mut next);
        if sums.iter().map(|sum| sum.0).sum::<f64>() < options.tolerance {
            break;
        }
        for ((passed_on, rank), share) in passed_on.iter_mut().zip(&rank).zip(&share) {
            *passed_on = rank * share;
        }
    }
    rank
}
