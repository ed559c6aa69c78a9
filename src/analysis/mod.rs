//! What graphs tell: each measure is a pure function of a graph, with the same bytes on any number of threads.

pub mod watch;
