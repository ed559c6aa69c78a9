//! Bands: how the order of key people moves with which ties exist.

use std::sync::atomic::{AtomicU64, Ordering};

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
    let worlds = if is_any_tie_doubtful(ground) { options.graphs } else { options.graphs.min(1) };
    let done = AtomicU64::new(0);
    // Worlds are counted, not the steps within each, unless there is but one.
    let within = if worlds == 1 { *watch } else { watch.quiet() };
    let drawn: Vec<Vec<u32>> = (0..worlds)
        .into_par_iter()
        .map(|number| {
            let moving = Moving::of(&tie_graph(ground, options.seed, number), Lengths::Steps, &within)?;
            let places = places(&order(&fixed.with(&moving)));
            watch.step(done.fetch_add(1, Ordering::Relaxed) + 1, u64::from(worlds))?;
            Ok(places)
        })
        .collect::<Result<_, Stopped>>()?;
    let cut = drawn.len() / 10;
    let mut of_person = Vec::with_capacity(drawn.len());
    let band = |node: usize| {
        of_person.clear();
        of_person.extend(drawn.iter().map(|places| places[node]));
        of_person.sort_unstable();
        Some(Band { best: *of_person.get(cut)?, worst: *of_person.get(of_person.len().checked_sub(cut + 1)?)? })
    };
    Ok((0..ground.influence.people.len()).filter_map(band).collect())
}

/// Can one world differ from another: is there a tie that may exist or not?
fn is_any_tie_doubtful(ground: &Ground<'_>) -> bool {
    ground.influence.arcs.iter().any(|arc| arc.probability > 0.0 && arc.probability < 1.0)
}

/// The place of each node in an order, from 1 on.
fn places(order: &[usize]) -> Vec<u32> {
    let mut places = vec![0; order.len()];
    for (place, node) in order.iter().enumerate() {
        places[*node] = place as u32 + 1;
    }
    places
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
