//! What graphs tell: each measure is a pure function of a graph, with the same bytes on any number of threads.

pub mod cascade;
pub mod coverage;
pub mod gaps;
pub mod ground;
mod live;
pub mod opinion;
pub mod outcome;
pub mod path;
pub mod power;
pub mod quiet;
pub mod reliability;
pub mod vote;
pub mod watch;
