//! What graphs tell: each measure is a pure function of a graph, with the same bytes on any number of threads.

pub mod coverage;
pub mod gaps;
pub mod ground;
pub mod opinion;
pub mod outcome;
pub mod power;
pub mod quiet;
pub mod vote;
pub mod watch;
