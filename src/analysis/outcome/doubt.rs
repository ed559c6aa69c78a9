//! Doubt and lever of each person: what the chance would be, in the same draws, with one stance set to another level.
//!
//! A stance that moves by δ moves the opinion of each holder of a seat by share × δ, so the odds of its vote are multiplied by
//! e^(−4 share δ) and nothing needs to be solved again.

use super::draw::{Lanes, Worlds, multiply, says_yes};
use super::plan::{Node, Plan, Who};
use super::{Deliberation, PersonWeight, Stance, Vacancy};
use crate::analysis::opinion::LANES;

/// Sums over draws of what one node's stance does.
#[derive(Debug, Clone, Default)]
pub(super) struct Weight {
    /// The chance with the stance at each level.
    by_level: [f64; 5],
    /// By how much the chance rises when the stance rises by half a point.
    lever: f64,
}

impl Weight {
    pub(super) fn add(&mut self, other: &Self) {
        self.by_level.iter_mut().zip(other.by_level).for_each(|(sum, more)| *sum += more);
        self.lever += other.lever;
    }
}

/// Adds what the worlds on one tie graph say of each node.
pub(super) fn add(worlds: &Worlds<'_>, weights: &mut [Weight]) {
    let holders = worlds.plan.holders;
    let mut room = Room::of(worlds);
    for (at, node) in worlds.plan.nodes.iter().enumerate() {
        let shares = &worlds.shares[at * holders..][..holders];
        match node.stance {
            Stance::Pinned(value) => {
                room.start(worlds, shares, None);
                let now = room.chances(worlds, shares, 0.0);
                let raised = room.chances(worlds, shares, (value + 0.5).min(1.0) - value);
                weights[at].lever +=
                    lanes(&raised, worlds).zip(lanes(&now, worlds)).map(|(up, now)| up - now).sum::<f64>();
            }
            _ => add_levels(&mut room, worlds, shares, &worlds.levels[at], &mut weights[at]),
        }
    }
}

fn add_levels(room: &mut Room, worlds: &Worlds<'_>, shares: &[f64], drawn: &[u8], weight: &mut Weight) {
    room.start(worlds, shares, Some(drawn));
    let by_level: [Vec<Lanes>; 5] = std::array::from_fn(|level| room.chances(worlds, shares, level as f64 / 2.0));
    for (sum, chances) in weight.by_level.iter_mut().zip(&by_level) {
        *sum += lanes(chances, worlds).sum::<f64>();
    }
    for (draw, level) in drawn.iter().enumerate() {
        let at = |level: u8| by_level[usize::from(level)][draw / LANES][draw % LANES];
        weight.lever += at((level + 1).min(4)) - at(*level);
    }
}

/// The lanes in use.
fn lanes<'a>(chances: &'a [Lanes], worlds: &Worlds<'_>) -> impl Iterator<Item = f64> + 'a {
    chances.as_flattened().iter().copied().take(worlds.plan.options.draws as usize)
}

/// Room that the reckoning for one node after the other shares.
struct Room {
    /// For each holder and chunk, the odds against with the stance of the node at its start: the lowest level, or where it is pinned.
    start: Vec<Lanes>,
    /// The chance of a yes of each holder, in one chunk.
    yes: Vec<Lanes>,
    scratch: Vec<Lanes>,
}

impl Room {
    fn of(worlds: &Worlds<'_>) -> Self {
        Self { start: worlds.odds_against.clone(), yes: vec![[0.0; LANES]; worlds.plan.holders], scratch: Vec::new() }
    }

    /// Moves the stance of a node from the level drawn to the lowest, or leaves it where it is.
    fn start(&mut self, worlds: &Worlds<'_>, shares: &[f64], drawn: Option<&[u8]>) {
        self.start.copy_from_slice(&worlds.odds_against);
        let Some(drawn) = drawn else { return };
        for (share, odds) in shares.iter().zip(self.start.chunks_exact_mut(worlds.chunks)) {
            if *share == 0.0 {
                continue;
            }
            let factors: [f64; 5] = std::array::from_fn(|level| libm::exp(2.0 * share * level as f64));
            for (odds, level) in odds.as_flattened_mut().iter_mut().zip(drawn) {
                *odds *= factors[usize::from(*level)];
            }
        }
    }

    /// The chances in all draws with the stance of the node so much above its start.
    fn chances(&mut self, worlds: &Worlds<'_>, shares: &[f64], above: f64) -> Vec<Lanes> {
        let factors: Vec<f64> = shares.iter().map(|share| libm::exp(-4.0 * share * above)).collect();
        let mut all = Vec::with_capacity(worlds.chunks);
        for chunk in 0..worlds.chunks {
            for (holder, (yes, factor)) in self.yes.iter_mut().zip(&factors).enumerate() {
                *yes = says_yes(&self.start[holder * worlds.chunks + chunk].map(|odds| odds * factor));
            }
            let mut chances = [1.0; LANES];
            for stage in &worlds.plan.stages {
                let yes = &self.yes;
                multiply(
                    &mut chances,
                    &stage.committee.chances(|seat| yes[stage.holders[seat] as usize], &mut self.scratch),
                );
            }
            all.push(chances);
        }
        all
    }
}

/// Doubts and levers from the sums over all draws.
pub(super) fn weigh(
    deliberation: &Deliberation,
    plan: &Plan,
    weights: &[Weight],
    variance: f64,
    draws: usize,
) -> (Vec<PersonWeight>, Vec<Vacancy>) {
    let mut doubts: Vec<f64> =
        plan.nodes.iter().zip(weights).map(|(node, weight)| doubt(node, weight, variance, draws)).collect();
    let all = doubts.iter().fold(0.0, |sum, doubt| sum + doubt);
    if all > 1.0 {
        doubts = doubts.into_iter().map(|doubt| doubt / all).collect();
    }
    let mut people = vec![PersonWeight::default(); deliberation.people.len()];
    let mut vacancies = Vec::new();
    for ((node, weight), doubt) in plan.nodes.iter().zip(weights).zip(doubts) {
        match node.who {
            Who::Person(person) => {
                people[person as usize] = PersonWeight { doubt, lever: weight.lever / draws as f64 };
            }
            Who::Vacant { stage, seat } => vacancies.push(Vacancy { stage, seat, doubt }),
        }
    }
    (people, vacancies)
}

/// `Σ π_l (ḡ_l − ḡ)² ÷ Var(P)`, where `ḡ = Σ π_l ḡ_l`: the mean with this stance weighed by its chances, not as it happened to be drawn.
fn doubt(node: &Node, weight: &Weight, variance: f64, draws: usize) -> f64 {
    let (Stance::Unclaimed(chances) | Stance::Claimed(chances)) = node.stance else { return 0.0 };
    // Whoever sits on a seat without power has a path to it and still changes nothing; rounding must not make it a little.
    let changes_nothing = weight.by_level.iter().all(|sum| sum.to_bits() == weight.by_level[0].to_bits());
    if variance == 0.0 || changes_nothing || chances.contains(&1.0) {
        return 0.0;
    }
    let levels = weight.by_level.map(|sum| sum / draws as f64);
    let mean: f64 = chances.iter().zip(levels).map(|(chance, level)| chance * level).sum();
    let spread: f64 = chances.iter().zip(levels).map(|(chance, level)| chance * (level - mean) * (level - mean)).sum();
    spread / variance
}
