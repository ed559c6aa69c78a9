//! Measures on graphs whose figures are known.

mod cascades;
mod chances;
mod paths;
#![expect(clippy::panic, clippy::print_stderr, reason = "a test may stop, and says what it could not check")]

mod definitions;
mod fixtures;
mod graph_files;
mod laws;
mod networks;
mod power;
mod references;
mod votes;
