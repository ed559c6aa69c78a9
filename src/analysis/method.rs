//! How an answer was come by: exactly, or by a method for what is too large for that.

use std::fmt;

/// How an answer was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// The answer is the definition's.
    #[default]
    Exact,
    /// Found step by step and then improved by exchanges: a good set, maybe not the best.
    Greedy,
    /// Estimated from this many nodes drawn at random.
    Sampled(usize),
    /// The mean over this many draws of chance.
    Drawn(usize),
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact => out.write_str("exact"),
            Self::Greedy => out.write_str("greedy"),
            Self::Drawn(times) => write!(out, "mean of {times} draws"),
            Self::Sampled(nodes) => write!(out, "sampled from {nodes} nodes"),
        }
    }
}
