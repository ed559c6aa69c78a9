//! What graphs tell: each measure is a pure function of a graph, with the same bytes on any number of threads.

pub mod brokerage;
pub mod cascade;
pub mod centrality;
mod chunks;
pub mod cohesion;
mod components;
pub mod coverage;
pub mod gaps;
pub mod ground;
pub mod key_players;
mod lengths_from;
mod live;
pub mod measure;
pub mod method;
mod nearest_first;
mod neighbours;
pub mod opinion;
pub mod outcome;
pub mod path;
pub mod power;
pub mod quiet;
pub mod reliability;
pub mod vote;
pub mod watch;
pub mod weighting;
mod wide_search;
