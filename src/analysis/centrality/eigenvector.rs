//! Eigenvector centrality: who is tied to those who are well tied.

use super::rounds::{Gather, sum_in_order};
use crate::analysis::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;

/// How eigenvector centrality is computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EigenvectorOptions {
    /// Rounds end when the figures, of length 1, change by less than this in the 2-norm.
    pub tolerance: f64,
    /// The most rounds.
    pub rounds: u64,
}

impl Default for EigenvectorOptions {
    fn default() -> Self {
        Self { tolerance: 1e-10, rounds: 10_000 }
    }
}

/// The figures did not come to rest, or the work was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsettled {
    /// Two parts of the graph weigh almost the same, or it is very long and thin.
    #[error(
        "The figures do not settle within {0} rounds: the graph is too long and thin, or has parts that weigh almost the same."
    )]
    Rounds(u64),
    /// Figures grow beyond what a number can hold.
    #[error("The figures grow beyond what a number can hold.")]
    TooLarge,
    /// The work was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// After so many rounds it is looked at whether figures swing to and fro, as those of a star do for thousands of rounds.
const SWINGS_SEEN: u64 = 64;
/// Every so many rounds it is reckoned how many are still needed.
const RECKONED: u64 = 500;

/// The leading eigenvector of the undirected copy's weights, of length 1 in the 2-norm, by power iteration on A + I from
/// all ones; where figures swing, on A and half its leading eigenvalue. All equal where there are no edges.
///
/// Changes shrink more slowly from round to round, so that what is reckoned to need half as many rounds again as there are is given
/// up at once.
///
/// `undirected` holds each edge both ways ([`CompactGraph::undirected`]). After Phillip Bonacich, "Power and centrality"
/// (1987).
pub fn eigenvector(undirected: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<f64>, Unsettled> {
    eigenvector_with(undirected, &EigenvectorOptions::default(), watch)
}

/// The same with options.
pub fn eigenvector_with(
    undirected: &CompactGraph,
    options: &EigenvectorOptions,
    watch: &Watch<'_>,
) -> Result<Vec<f64>, Unsettled> {
    let nodes = undirected.nodes();
    let gather = Gather::of(undirected);
    let mut figures = vec![1.0 / (nodes as f64).sqrt(); nodes];
    let mut next = vec![0.0; nodes];
    let (mut shift, mut before, mut last_change) = (1.0, Vec::new(), f64::INFINITY);
    for round in 1..=options.rounds {
        let squares = gather.each(&mut next, |at| {
            let made = shift * figures[at] + gather.gathered(at as u32, &figures);
            (made, made * made)
        });
        let length = sum_in_order(&squares).sqrt();
        if !length.is_finite() {
            return Err(Unsettled::TooLarge);
        }
        let scale = 1.0 / length;
        let old = &figures;
        let changes = gather.pieces(|range| range.map(|at| (next[at] * scale - old[at]).powi(2)).sum());
        let change = sum_in_order(&changes).sqrt();
        if round == SWINGS_SEEN {
            let swing =
                gather.pieces(|range| range.map(|at| (next[at] * scale - old[at]) * (old[at] - before[at])).sum());
            if sum_in_order(&swing) < 0.0 {
                shift = (length - shift) / 2.0;
            }
        }
        std::mem::swap(&mut figures, &mut next);
        for figure in &mut figures {
            *figure *= scale;
        }
        if nodes == 0 || change < options.tolerance {
            return Ok(figures);
        }
        if round + 1 == SWINGS_SEEN {
            before.clone_from(&next);
        }
        if round % RECKONED == 0 && round > RECKONED {
            let needed = libm::log(options.tolerance / change) / libm::log(change / last_change);
            if change >= last_change || needed + round as f64 > 1.5 * options.rounds as f64 {
                return Err(Unsettled::Rounds(options.rounds));
            }
        }
        last_change = change;
        watch.step(round, options.rounds)?;
    }
    Err(Unsettled::Rounds(options.rounds))
}
