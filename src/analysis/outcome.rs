//! The outcome of a deal: the chance that the stages still to come say yes, how sure that is, and which person matters to it.
//!
//! Stances and ties are believed, not known. So the answer is taken over many drawn worlds: tie graphs drawn from the chances of the
//! ties, and on each of them stances drawn from the beliefs. In each world opinions settle ([`opinion`](super::opinion)), a seat says
//! yes with p = 1/(1 + e^(−4z)), and the stages decide by their rules ([`vote`](super::vote)).
//!
//! Each tie and each person has a stream of random numbers of its own, named by indices. So two questions that differ in one fact
//! (a what-if) are asked in worlds that differ in that fact only, and their difference is no noise of drawing. Neither the number of
//! threads nor a tie that cannot be changes a byte.

mod check;
mod doubt;
mod draw;
mod nothing;
mod plan;

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use super::vote::TooManySums;
use super::watch::{Stopped, Watch};
use crate::model::language::Language;
use crate::model::stage::Rule;
use draw::Drawn;
use plan::Plan;

/// The five levels of a stance, from against to for.
pub const LEVELS: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];

/// What is believed of a person's stance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Nobody has claimed anything: chances of the five levels by the prior alone; they add up to 1.
    Unclaimed([f64; 5]),
    /// Chances of the five levels, resting on claims; they add up to 1.
    Claimed([f64; 5]),
    /// Set for certain, in a what-if: any value from −1 to 1.
    Pinned(f64),
}

impl Stance {
    /// The stance of whom nothing is known: each level as likely as the others.
    pub const FLAT: Self = Self::Unclaimed([0.2; 5]);

    /// The mean stance, −1 to 1.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Unclaimed(chances) | Self::Claimed(chances) => {
                chances.iter().zip(LEVELS).map(|(chance, level)| chance * level).sum()
            }
            Self::Pinned(value) => *value,
        }
    }
}

/// A person of the account.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Person {
    /// What is believed of the stance.
    pub stance: Stance,
    /// λ, 0–1: how far others can move this person's opinion (.8 unless something else is claimed).
    pub adaptability: f64,
}

/// A tie that may carry influence. Certain ones, as those of formal authority, have the chance 1. Ties between the same two people
/// join as 1 − Π(1 − strength) over those that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tie {
    /// Who influences: an index among the people.
    pub from: u32,
    /// Who is influenced: an index among the people.
    pub to: u32,
    /// The chance that the tie exists, 0–1; one of 0 changes nothing.
    pub probability: f64,
    /// How strong it is if it exists, 0–1.
    pub strength: f64,
}

/// A seat of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// Who sits, as an index among the people; nobody known while it is vacant. A vacant seat's stance is drawn from the flat prior,
    /// nobody influences it, and it counts among the unknowns.
    pub sitter: Option<u32>,
    /// Votes.
    pub votes: u32,
    /// Can it stop the decision alone?
    pub veto: bool,
}

/// A stage still to come. Who sits on several of its seats votes once, with all their votes and vetoes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// How its seats decide.
    pub rule: Rule,
    /// Its seats, in the order of their ids.
    pub seats: Vec<Seat>,
}

/// All that the outcome of a deal rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
pub struct Deliberation {
    /// The people; others name them by index.
    pub people: Vec<Person>,
    /// The ties between them, in any order.
    pub ties: Vec<Tie>,
    /// The stages still to come.
    pub stages: Vec<Stage>,
}

/// How much is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// Everything, with doubt and lever of each person.
    #[default]
    People,
    /// Mean, band and share of the unknowns only, as while a stance is dragged.
    Band,
}

/// How the worlds are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeOptions {
    /// How many tie graphs are drawn; at least 1.
    pub graphs: u32,
    /// How many times stances are drawn on each of them; at least 1.
    pub draws: u32,
    /// The seed of all drawing.
    pub seed: u64,
    /// How much is asked for.
    pub detail: Detail,
}

impl Default for OutcomeOptions {
    fn default() -> Self {
        Self { graphs: 200, draws: 50, seed: 1, detail: Detail::People }
    }
}

/// The chance of the award, and how sure it is. Chances lie in 0–1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// The mean over all draws.
    pub mean: f64,
    /// The lower end of the band: 5 % of the draws lie below.
    pub low: f64,
    /// The upper end of the band: 5 % of the draws lie above.
    pub high: f64,
    /// The share (0–1) of the variance that rests on unclaimed stances: 1 − Var(P with those at their means) ÷ Var(P).
    pub from_unknowns: f64,
    /// What knowing nothing would give under these rules: all stances drawn from the flat prior, and nobody heeding anybody.
    pub knowing_nothing: f64,
    /// The mean chance of each stage by itself.
    pub stages: Vec<f64>,
    /// How many draws this rests on.
    pub draws: u32,
    /// The people, in the order given; empty unless asked for.
    pub people: Vec<PersonWeight>,
    /// The vacant seats, in the order given; empty unless asked for.
    pub vacancies: Vec<Vacancy>,
}

/// What a person's stance means for the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Default)]
pub struct PersonWeight {
    /// The value of learning the stance, 0–1: the share of the variance that it explains. Exactly 0 where no path of influence
    /// leads to a seat, and where the stance is certain. Doubts add up to at most 1.
    pub doubt: f64,
    /// By how much the chance rises when the stance rises by .5 (at most to 1), as a mean over all draws.
    pub lever: f64,
}

/// A vacant seat.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Vacancy {
    /// The stage's index.
    pub stage: u32,
    /// The seat's index in the stage.
    pub seat: u32,
    /// The value of learning the stance of who will sit there, 0–1.
    pub doubt: f64,
}

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OutcomeRefusal {
    /// The input cannot be.
    #[error("{0}")]
    Input(String),
    /// The votes of a stage add up in too many ways.
    #[error(transparent)]
    Votes(#[from] TooManySums),
    /// The work was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl OutcomeRefusal {
    /// The same as a sentence for whoever asked.
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (_, Language::En) => self.to_string(),
            (Self::Input(sentence), Language::Zh) => format!("无法计算：{sentence}"),
            (Self::Votes(votes), Language::Zh) => {
                format!("{} 个席位的票数组合太多，无法精确计算；请用较小或较整的票数。", votes.seats)
            }
            (Self::Stopped(_), Language::Zh) => "计算已停止。".to_owned(),
        }
    }
}

/// How many tie graphs are one piece of work.
const GRAPHS_A_CHUNK: u32 = 4;

/// The chance of the award over all drawn worlds. The same input, options and seed give the same bytes on any number of threads.
pub fn outcome(
    deliberation: &Deliberation,
    options: &OutcomeOptions,
    watch: &Watch<'_>,
) -> Result<Outcome, OutcomeRefusal> {
    check::check(deliberation, options)?;
    let plan = Plan::of(deliberation, options)?;
    let done = AtomicU64::new(0);
    let firsts: Vec<u32> = (0..options.graphs).step_by(GRAPHS_A_CHUNK as usize).collect();
    let chunks: Vec<Drawn> = firsts
        .into_par_iter()
        .map(|first| {
            let mut drawn = Drawn::nothing(&plan);
            for graph in first..options.graphs.min(first + GRAPHS_A_CHUNK) {
                draw::draw(&plan, graph, &mut drawn);
                watch.step(done.fetch_add(1, Ordering::Relaxed) + 1, u64::from(options.graphs))?;
            }
            Ok(drawn)
        })
        .collect::<Result<_, Stopped>>()?;
    let mut drawn = Drawn::nothing(&plan);
    for chunk in chunks {
        drawn.append(chunk);
    }
    Ok(summary(deliberation, &plan, drawn))
}

fn summary(deliberation: &Deliberation, plan: &Plan, drawn: Drawn) -> Outcome {
    let count = drawn.chances.len();
    let variance = variance(&drawn.chances);
    let without_unknowns = self::variance(&drawn.without_unknowns);
    let mut sorted = drawn.chances;
    sorted.sort_by(f64::total_cmp);
    let (people, vacancies) = match plan.options.detail {
        Detail::People => doubt::weigh(deliberation, plan, &drawn.weights, variance, count),
        Detail::Band => (Vec::new(), Vec::new()),
    };
    Outcome {
        mean: mean(&sorted),
        low: quantile(&sorted, 0.05),
        high: quantile(&sorted, 0.95),
        from_unknowns: if variance > 0.0 { (1.0 - without_unknowns / variance).clamp(0.0, 1.0) } else { 0.0 },
        knowing_nothing: nothing::knowing_nothing(plan),
        stages: drawn.stages.iter().map(|sum| sum / count as f64).collect(),
        draws: count as u32,
        people,
        vacancies,
    }
}

/// The mean of sorted values; of equal ones exactly their value.
fn mean(sorted: &[f64]) -> f64 {
    match sorted {
        [first, .., last] if first < last => sorted.iter().sum::<f64>() / sorted.len() as f64,
        values => values.first().copied().unwrap_or(0.0),
    }
}

/// The variance; of equal values exactly 0.
fn variance(values: &[f64]) -> f64 {
    if values.iter().all(|value| value.to_bits() == values[0].to_bits()) {
        return 0.0;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
}

/// The quantile of sorted values, linear between neighbours.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let (below, part) = (place.floor() as usize, place.fract());
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * part
}
