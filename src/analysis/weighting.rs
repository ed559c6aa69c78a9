//! Whether the weights of a graph count, and what they mean as lengths of paths.

use crate::graph::compact::CompactGraph;

/// What the weights of edges mean to measures that walk along shortest paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weighting {
    /// Each edge is one step.
    #[default]
    Unweighted,
    /// An edge is as long as one over its weight: strong ties are short.
    Distance,
}

/// How far apart two path lengths may be, relative to them, and yet count as equal.
pub const EQUAL_LENGTHS: f64 = 1e-9;

/// The graph with lengths, one over the weight, instead of weights. An edge too weak for its length to be a number is
/// left out.
pub(crate) fn with_lengths(graph: &CompactGraph) -> CompactGraph {
    graph.with_weights(|edge| 1.0 / edge.weight)
}
