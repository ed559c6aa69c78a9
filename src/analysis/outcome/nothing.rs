//! What knowing nothing would give: all stances drawn from the flat prior, nobody heeding anybody.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::LEVELS;
use super::plan::Plan;

/// Up to how many people who sit in several stages all their stances are gone through.
const MOST_EXACT: u32 = 6;

/// How many stances are drawn where there are more of them.
const DRAWS: u32 = 10_000;

/// The chance of the award when nothing is known.
///
/// A seat then says yes half the time. Who sits in several stages votes by the same stance in each, so these people's stances are gone
/// through one by one (drawn, where they are many).
pub(super) fn knowing_nothing(plan: &Plan) -> f64 {
    let mut sits = vec![0_u32; plan.holders];
    for holder in plan.stages.iter().flat_map(|stage| &stage.holders) {
        sits[*holder as usize] += 1;
    }
    let shared: Vec<usize> = (0..plan.holders).filter(|holder| sits[*holder] > 1).collect();
    let by_level = LEVELS.map(|level| 1.0 / (1.0 + libm::exp(-4.0 * level)));
    let mut yes = vec![0.5; plan.holders];
    let mut sum = 0.0;
    let worlds = if shared.len() <= MOST_EXACT as usize { 5_u32.pow(shared.len() as u32) } else { DRAWS };
    let mut random = ChaCha8Rng::seed_from_u64(plan.options.seed);
    random.set_stream(3 << 62);
    for world in 0..worlds {
        let mut digits = world;
        for holder in &shared {
            let level = if worlds == DRAWS { random.next_u32() % 5 } else { digits % 5 };
            yes[*holder] = by_level[level as usize];
            digits /= 5;
        }
        sum += chance(plan, &yes);
    }
    sum / f64::from(worlds)
}

fn chance(plan: &Plan, yes: &[f64]) -> f64 {
    let of = |holders: &[u32]| -> Vec<f64> { holders.iter().map(|holder| yes[*holder as usize]).collect() };
    plan.stages.iter().map(|stage| stage.committee.chance(&of(&stage.holders))).product()
}
