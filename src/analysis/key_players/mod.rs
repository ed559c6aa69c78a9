//! Sets of nodes that matter together: whose leaving breaks a graph up, and who reaches most of it.
//!
//! After Stephen Borgatti, "Identifying sets of key players in a social network" (2006). The best set of three need not
//! hold the best set of two.

mod bounds;
mod sets;

pub mod fragmentation;
pub mod reach;

pub use fragmentation::{Aim, Fragmentation, kpp_neg, kpp_neg_with};
pub use reach::{kpp_pos, kpp_pos_up_to, kpp_pos_with};

use super::method::Method;
use super::watch::Stopped;

/// A set of nodes, and what it is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPlayers {
    /// The nodes, sorted.
    pub members: Vec<u32>,
    /// What the set is worth.
    pub value: f64,
    /// Exact, or found step by step.
    pub method: Method,
}

/// How much is tried before the search goes step by step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// The most sets that are all tried.
    pub sets: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { sets: 1_000_000 }
    }
}

/// Why there is no set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSet {
    /// The set would be larger than the graph, or empty.
    #[error("A set of {wanted} cannot be chosen from {nodes} nodes.")]
    Size {
        /// How many nodes the set should have.
        wanted: usize,
        /// How many nodes there are.
        nodes: usize,
    },
    /// The work was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// Refuses sets that are empty or larger than the graph.
fn check_size(wanted: usize, nodes: usize) -> Result<(), NoSet> {
    if wanted == 0 || wanted > nodes { Err(NoSet::Size { wanted, nodes }) } else { Ok(()) }
}

/// How much better a set must be to count as better; less may be rounding.
const MARGIN: f64 = 1e-12;
