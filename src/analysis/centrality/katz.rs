//! Katz centrality: who is reached over many paths, long ones counting less.

use super::eigenvector::Unsettled;
use super::rounds::{Gather, PIECE, sum_in_order};
use crate::analysis::components::strong_components;
use crate::analysis::watch::Watch;
use crate::graph::compact::{CompactGraph, Edge, Parallel};

/// How Katz centrality is computed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KatzOptions {
    /// What a step more makes of a path; without it .1/max(1, λ), λ the largest eigenvalue of the weights.
    pub alpha: Option<f64>,
    /// Rounds end when the figures change by less than this, relative to them.
    pub tolerance: f64,
}

impl Default for KatzOptions {
    fn default() -> Self {
        Self { alpha: None, tolerance: 1e-13 }
    }
}

/// (I − αAᵀ)⁻¹1, of length 1 in the 2-norm, with α = .1/max(1, λ).
///
/// After Leo Katz, "A new status index derived from sociometric analysis" (1953).
pub fn katz(graph: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<f64>, Unsettled> {
    katz_with(graph, &KatzOptions::default(), watch)
}

/// The same with options.
pub fn katz_with(graph: &CompactGraph, options: &KatzOptions, watch: &Watch<'_>) -> Result<Vec<f64>, Unsettled> {
    let nodes = graph.nodes();
    let alpha = match options.alpha {
        Some(alpha) => alpha,
        None => 0.1 / largest_eigenvalue(graph, watch)?.max(1.0),
    };
    let gather = Gather::of(graph);
    let mut figures = vec![1.0; nodes];
    let mut next = vec![0.0; nodes];
    // Without circles the figures rest after as many rounds as the longest path has steps.
    let most = nodes as u64 + 10_000;
    for round in 1..=most {
        let changes = gather.each(&mut next, |at| {
            let made = 1.0 + alpha * gather.gathered(at as u32, &figures);
            (made, ((made - figures[at]) / made).abs())
        });
        std::mem::swap(&mut figures, &mut next);
        let change = sum_in_order(&changes);
        if !change.is_finite() {
            return Err(Unsettled::TooLarge);
        }
        if change <= options.tolerance * nodes as f64 {
            return unit_length(figures);
        }
        watch.step(round, most)?;
    }
    Err(Unsettled::Rounds(most))
}

fn unit_length(mut figures: Vec<f64>) -> Result<Vec<f64>, Unsettled> {
    let largest = figures.iter().copied().fold(1.0, f64::max);
    let squares: Vec<f64> =
        figures.chunks(PIECE).map(|piece| piece.iter().map(|figure| (figure / largest).powi(2)).sum()).collect();
    let length = sum_in_order(&squares).sqrt();
    if !largest.is_finite() {
        return Err(Unsettled::TooLarge);
    }
    for figure in &mut figures {
        *figure = *figure / largest / length;
    }
    Ok(figures)
}

/// The largest eigenvalue of the weights, which is 0 without a circle.
///
/// It is the largest of those of the strong components; on each, power iteration on A + I is enclosed by the least and
/// the largest growth of a node (Lothar Collatz, 1942). Rounds end when both agree to 1e-10, or after 1,000 with the
/// overall growth, which then is good to a few digits only.
fn largest_eigenvalue(graph: &CompactGraph, watch: &Watch<'_>) -> Result<f64, Unsettled> {
    const ROUNDS: u64 = 1_000;
    let mut largest = 0.0_f64;
    for (index, component) in circles(graph).iter().enumerate() {
        let mut figures = vec![1.0; component.nodes()];
        let mut found = 0.0;
        for _ in 0..ROUNDS {
            let next: Vec<f64> = (0..component.nodes() as u32)
                .map(|node| {
                    let drawn: f64 =
                        component.into_node(node).map(|(from, weight)| weight * figures[from as usize]).sum();
                    figures[node as usize] + drawn
                })
                .collect();
            let growth = || next.iter().zip(&figures).map(|(next, figure)| next / figure);
            let (least, most) = (growth().fold(f64::INFINITY, f64::min), growth().fold(0.0, f64::max));
            found = next.iter().sum::<f64>() / figures.iter().sum::<f64>() - 1.0;
            let scale = next.iter().copied().fold(0.0, f64::max);
            if !scale.is_finite() {
                return Err(Unsettled::TooLarge);
            }
            figures = next.into_iter().map(|figure| (figure / scale).max(1e-250)).collect();
            if most - least < 1e-10 * most || most - 1.0 < largest.max(1.0) {
                break;
            }
        }
        watch.step(index as u64, u64::MAX)?;
        largest = largest.max(found);
    }
    Ok(largest)
}

/// The parts of the graph in which every node reaches every other, those of one node left out.
fn circles(graph: &CompactGraph) -> Vec<CompactGraph> {
    let component = strong_components(graph);
    let count = component.iter().max().map_or(0, |last| *last as usize + 1);
    let mut sizes = vec![0_u32; count];
    let place: Vec<u32> = component
        .iter()
        .map(|at| {
            sizes[*at as usize] += 1;
            sizes[*at as usize] - 1
        })
        .collect();
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); count];
    for edge in graph.all_edges() {
        let at = component[edge.from as usize];
        if at == component[edge.to as usize] {
            let [from, to] = [edge.from, edge.to].map(|node| place[node as usize]);
            edges[at as usize].push(Edge { from, to, ..edge });
        }
    }
    let made = sizes.iter().zip(&edges).filter(|(size, _)| **size > 1);
    made.map(|(size, edges)| CompactGraph::of(*size as usize, edges, Parallel::Once)).collect()
}
