//! Two-terminal reliability: the chance that two nodes are joined when each edge holds with a chance of its own.
//!
//! Edges that lie on no path between the two are left out; certain edges are contracted; edges in series and side by side are
//! joined. What is left is computed exactly by factoring (Moskowitz 1958; Satyanarayana and Chang 1983) up to 20 edges, and by seeded
//! draws beyond.

mod network;
mod relevant;

use rayon::prelude::*;
use serde::Serialize;

use super::live;
use super::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;
use network::{Network, Reduced};

/// How the chance was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReliabilityMethod {
    /// Exactly.
    Exact,
    /// As a share of seeded draws.
    Sampled,
}

/// The chance that two nodes are joined.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Reliability {
    /// The chance, 0–1.
    pub chance: f64,
    /// How it was found.
    pub method: ReliabilityMethod,
}

/// How it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReliabilityOptions {
    /// Up to how many edges, after all that can be joined is joined, it is computed exactly.
    pub exact_edges: usize,
    /// How many draws are made beyond that; at least 1.
    pub draws: usize,
    /// The seed of the draws.
    pub seed: u64,
}

impl Default for ReliabilityOptions {
    fn default() -> Self {
        Self { exact_edges: 20, draws: 16_384, seed: 1 }
    }
}

/// The chance that a way holds between two nodes of an undirected graph (both directions of each edge) whose weights are chances; a
/// weight above 1 counts as 1.
///
/// # Panics
/// When one of the nodes is not there.
pub fn reliability(
    graph: &CompactGraph,
    from: u32,
    to: u32,
    options: &ReliabilityOptions,
    watch: &Watch<'_>,
) -> Result<Reliability, Stopped> {
    let certain = |chance| Reliability { chance, method: ReliabilityMethod::Exact };
    let Some(relevant) = relevant::between(graph, from, to) else { return Ok(certain(1.0)) };
    let network = match Network::of(&relevant.edges, relevant.from, relevant.to).reduced() {
        Reduced::Known(chance) => return Ok(certain(chance)),
        Reduced::Open(network) => network,
    };
    if network.edges().count() <= options.exact_edges {
        return Ok(certain(network.factored()));
    }
    Ok(Reliability { chance: sampled(&network, options, watch)?, method: ReliabilityMethod::Sampled })
}

/// The share of draws in which the two are joined.
fn sampled(network: &Network, options: &ReliabilityOptions, watch: &Watch<'_>) -> Result<f64, Stopped> {
    let edges: Vec<(u32, u32, f64)> = network.edges().collect();
    let draws = options.draws.max(1);
    let words = draws.div_ceil(64);
    let joined: Vec<u32> = (0..words)
        .into_par_iter()
        .map(|word| {
            watch.step(word as u64, words as u64)?;
            let mut random = live::random(options.seed, word as u64);
            let holds: Vec<u64> = edges.iter().map(|(_, _, chance)| live::draws(&mut random, *chance)).collect();
            let reached = reached(network, &edges, &holds);
            Ok((reached[network.to as usize] & live::in_use(word, draws)).count_ones())
        })
        .collect::<Result<_, Stopped>>()?;
    let share = joined.iter().map(|count| f64::from(*count)).sum::<f64>() / draws as f64;
    Ok(network.certain * share)
}

/// In which draws each node is reached.
fn reached(network: &Network, edges: &[(u32, u32, f64)], holds: &[u64]) -> Vec<u64> {
    let mut reached = vec![0; network.nodes()];
    reached[network.from as usize] = u64::MAX;
    loop {
        let mut changed = false;
        for ((one, other, _), holds) in edges.iter().zip(holds) {
            let (one, other) = (*one as usize, *other as usize);
            let either = (reached[one] | reached[other]) & holds;
            changed |= either & !(reached[one] & reached[other]) != 0;
            reached[one] |= either;
            reached[other] |= either;
        }
        if !changed {
            return reached;
        }
    }
}
