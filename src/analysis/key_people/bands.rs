//! Bands: how the order of key people moves with which ties exist.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use rayon::prelude::*;

use super::parts::{Fixed, Lengths, Moving, order};
use super::{Band, KeyPeopleOptions};
use crate::analysis::ground::Ground;
use crate::analysis::watch::{Stopped, Watch};
use crate::graph::compact::{CompactGraph, Edge, Parallel};
use crate::graph::influence::Basis;

/// The 10–90 % band of each person's position over tie graphs drawn from the beliefs; betweenness counts steps there, and reach and lever are not
/// drawn anew. Empty when no graph is drawn.
pub(super) fn bands(
    ground: &Ground<'_>,
    fixed: &Fixed,
    options: &KeyPeopleOptions,
    watch: &Watch<'_>,
) -> Result<Vec<Band>, Stopped> {
    let people = ground.influence.people.len();
    let drawn: Vec<Vec<usize>> = (0..options.graphs)
        .into_par_iter()
        .map(|number| {
            watch.step(u64::from(number), u64::from(options.graphs))?;
            let moving = Moving::of(&tie_graph(ground, options.seed, number), Lengths::Steps, watch)?;
            Ok(order(&fixed.with(&moving)))
        })
        .collect::<Result<_, Stopped>>()?;
    let mut positions = vec![Vec::with_capacity(drawn.len()); people];
    for order in &drawn {
        for (place, node) in order.iter().enumerate() {
            positions[*node].push(place as u32 + 1);
        }
    }
    let band = |mut places: Vec<u32>| {
        places.sort_unstable();
        let cut = places.len() / 10;
        Some(Band { best: *places.get(cut)?, worst: *places.get(places.len().checked_sub(cut + 1)?)? })
    };
    Ok(positions.into_iter().filter_map(band).collect())
}

/// One world: each tie exists with its probability and then has its strength; formal authority stays.
fn tie_graph(ground: &Ground<'_>, seed: u64, number: u32) -> CompactGraph {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(u64::from(number));
    // One throw a tie, so that a tie that runs both ways exists in both or in none.
    let exists: Vec<bool> =
        ground.beliefs.ties().iter().map(|tie| chance(&mut random) < tie.exists.probability).collect();
    let there = ground.influence.arcs.iter().filter(|arc| match arc.basis {
        Basis::Tie(at) => exists[at],
        Basis::Line(..) => true,
    });
    let edges: Vec<Edge> = there.map(|arc| Edge { from: arc.from, to: arc.to, weight: arc.strength }).collect();
    CompactGraph::of(ground.influence.people.len(), &edges, Parallel::Either)
}

/// A number from 0 up to but without 1, in steps of 2⁻⁵³.
fn chance(random: &mut ChaCha8Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}
