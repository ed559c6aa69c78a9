//! Structural holes: Burt's constraint and effective size.
//!
//! After Ronald Burt, "Structural holes: the social structure of competition" (1992). Ties are mutual: m = a + aᵀ.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::analysis::chunks::{Threads, in_chunks};
use crate::analysis::watch::{Stopped, Watch};
use crate::graph::compact::{CompactGraph, Parallel};

/// How much each node's ties are bound up with one another: `c_i = Σ_j (p_ij + Σ_q p_iq p_qj)²`, p the
/// share of a node's ties. High is boxed in; none for an isolate.
pub fn constraint(graph: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<Option<f64>>, Stopped> {
    let ties = Ties::of(graph);
    ties.of_each(watch, |node, shared| {
        let mut bound: Vec<f64> = ties.mutual.out(node).map(|(_, weight)| weight / ties.sum(node)).collect();
        ties.shared(node, shared, |tie, between, weight| {
            let through = ties.mutual.out_weights(node)[between.place] / ties.sum(node);
            bound[tie] += through * weight / ties.sum(between.node);
        });
        bound.iter().map(|bound| bound * bound).sum()
    })
}

/// How many of each node's neighbours bring what no other brings: `Σ_j (1 − Σ_q p_iq m_jq / max_k m_jk)`. High
/// stands over gaps; none for an isolate.
pub fn effective_size(graph: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<Option<f64>>, Stopped> {
    let ties = Ties::of(graph);
    let strongest: Vec<f64> = (0..ties.mutual.nodes() as u32)
        .map(|node| ties.mutual.out_weights(node).iter().copied().fold(0.0, f64::max))
        .collect();
    ties.of_each(watch, |node, shared| {
        let neighbours = ties.mutual.successors(node);
        let mut redundant = 0.0;
        ties.shared(node, shared, |tie, between, weight| {
            let through = ties.mutual.out_weights(node)[between.place] / ties.sum(node);
            redundant += through * weight / strongest[neighbours[tie] as usize];
        });
        neighbours.len() as f64 - redundant
    })
}

/// The mutual ties of a graph, with their sums.
struct Ties {
    mutual: CompactGraph,
    sums: Vec<f64>,
}

/// A neighbour by way of which another neighbour is reached too.
#[derive(Clone, Copy)]
struct Between {
    node: u32,
    /// Its place in the row of neighbours.
    place: usize,
}

/// Where each node stands in the row of neighbours at hand, from 1; 0 for what is no neighbour.
struct Places(Vec<u32>);

impl Ties {
    fn of(graph: &CompactGraph) -> Self {
        let mutual = graph.undirected(Parallel::Add);
        let sums = (0..mutual.nodes() as u32).map(|node| mutual.out_weights(node).iter().sum()).collect();
        Self { mutual, sums }
    }

    fn sum(&self, node: u32) -> f64 {
        self.sums[node as usize]
    }

    /// A figure for each node that has ties. Where all are tied to all, that takes as long as there are sets of three.
    fn of_each(
        &self,
        watch: &Watch<'_>,
        figure: impl Fn(u32, &mut Places) -> f64 + Sync + Send,
    ) -> Result<Vec<Option<f64>>, Stopped> {
        let nodes = self.mutual.nodes();
        let room = || Places(vec![0; nodes]);
        let done = AtomicU64::new(0);
        let parts = in_chunks(nodes, 512, Threads::for_nodes(nodes), &watch.quiet(), room, |places, range| {
            let of_one = |node: u32| {
                let figure = (!self.mutual.successors(node).is_empty()).then(|| figure(node, places));
                watch.step(done.fetch_add(1, Ordering::Relaxed) + 1, nodes as u64)?;
                Ok(figure)
            };
            (range.start as u32..range.end as u32).map(of_one).collect::<Result<Vec<_>, Stopped>>()
        })?;
        Ok(parts.into_iter().collect::<Result<Vec<_>, Stopped>>()?.concat())
    }

    /// Tells all ties between two neighbours of a node: the place of the one, the other, and the weight of the tie.
    fn shared(&self, node: u32, places: &mut Places, mut tell: impl FnMut(usize, Between, f64)) {
        let row = self.mutual.successors(node);
        for (place, neighbour) in row.iter().enumerate() {
            places.0[*neighbour as usize] = place as u32 + 1;
        }
        for (place, neighbour) in row.iter().enumerate() {
            let between = Between { node: *neighbour, place };
            let theirs = self.mutual.successors(*neighbour);
            let weights = self.mutual.out_weights(*neighbour);
            // The ties of a hub are looked up, since it has many more than can matter here.
            if theirs.len() > 16 * row.len() {
                for (tie, other) in row.iter().enumerate() {
                    if let Ok(at) = theirs.binary_search(other) {
                        tell(tie, between, weights[at]);
                    }
                }
            } else {
                for (other, weight) in theirs.iter().zip(weights) {
                    let tie = places.0[*other as usize];
                    if tie > 0 {
                        tell(tie as usize - 1, between, *weight);
                    }
                }
            }
        }
        for neighbour in row {
            places.0[*neighbour as usize] = 0;
        }
    }
}
