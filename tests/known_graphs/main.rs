//! Measures on graphs whose figures are known.

#![expect(clippy::panic, clippy::print_stderr, reason = "a test may stop, and says what it could not check")]

mod cascades;
mod chances;
mod definitions;
mod fixtures;
mod graph_files;
mod hostile_shapes;
mod laws;
mod networks;
mod paths;
mod power;
mod references;
mod votes;
