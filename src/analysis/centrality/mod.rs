//! Who stands where in a graph, one figure a node.

pub mod betweenness;
pub mod closeness;
pub mod degree;
pub mod eigenvector;
pub mod katz;
pub mod pagerank;
mod rounds;

pub use betweenness::betweenness;
pub use closeness::{closeness, harmonic};
pub use degree::{degree, in_degree, out_degree};
pub use eigenvector::eigenvector;
pub use katz::katz;
pub use pagerank::pagerank;
