//! Draws the sources of a sample.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Draws so many of `0..nodes`, each at most once, sorted.
pub(super) fn draw(nodes: usize, wanted: usize, seed: u64) -> Vec<u32> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn: Vec<u32> = Vec::with_capacity(wanted.min(nodes));
    // Selection sampling (Knuth, The Art of Computer Programming, volume 2, algorithm 3.4.2 S).
    for node in 0..nodes {
        let (missing, left) = (wanted.min(nodes) - drawn.len(), nodes - node);
        let share = f64::from(chance.next_u32()) / (f64::from(u32::MAX) + 1.0);
        if share * (left as f64) < missing as f64 {
            drawn.push(node as u32);
        }
    }
    drawn
}
