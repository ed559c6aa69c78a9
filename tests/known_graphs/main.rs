//! Measures on graphs whose figures are known.

mod cascades;
mod chances;
mod paths;
mod power;
mod votes;
