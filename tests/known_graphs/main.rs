//! Measures on graphs whose figures are known.

mod chances;
mod power;
mod votes;
