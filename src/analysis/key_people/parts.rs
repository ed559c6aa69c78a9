//! The five parts of the order of key people, each a rank score in the map.

use serde::Serialize;
use utoipa::ToSchema;

use crate::analysis::brokerage::constraint;
use crate::analysis::centrality::{betweenness, pagerank};
use crate::analysis::ground::Ground;
use crate::analysis::key_players::{Effort, kpp_pos_up_to};
use crate::analysis::outcome::Outcome;
use crate::analysis::rank_score::{mean_of_present, rank_scores};
use crate::analysis::watch::{Stopped, Watch};
use crate::analysis::weighting::Weighting;
use crate::graph::compact::CompactGraph;
use crate::model::scale::Axis;
use crate::model::weights::weights;

/// The largest set of key players that reach everybody.
pub const LARGEST_SET: usize = 5;

/// How many sets are all tried before the search goes step by step: few enough for an answer while somebody waits.
pub const SET_EFFORT: Effort = Effort { sets: 50_000 };

/// One of the five parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Seats, nearness to them, official rank.
    Authority,
    /// Being heeded.
    Influence,
    /// Lying between others.
    Brokerage,
    /// Being in the sets that reach everybody.
    Reach,
    /// Moving the outcome.
    Lever,
}

/// The five parts of one person, each from 0 (below all others) to 1 (above all); a part that nothing is known of is left out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Parts {
    /// Mean of the ranks by seat (veto, then votes), by decision level and by official rank.
    pub authority: Option<f64>,
    /// Rank of the PageRank among those who are heeded.
    pub influence: Option<f64>,
    /// Mean of the ranks of betweenness and of low constraint.
    pub brokerage: Option<f64>,
    /// In how many of the best sets of 1 to 5 who reach everybody the person is, as a share.
    pub reach: Option<f64>,
    /// Rank of the lever on the outcome; left out without a deal.
    pub lever: Option<f64>,
}

impl Parts {
    /// The parts by name.
    pub fn each(&self) -> [(Part, Option<f64>); 5] {
        [
            (Part::Authority, self.authority),
            (Part::Influence, self.influence),
            (Part::Brokerage, self.brokerage),
            (Part::Reach, self.reach),
            (Part::Lever, self.lever),
        ]
    }

    /// The parts joined by their preset weights, renormalised over those that there are; 0 when there are none.
    pub fn score(&self) -> f64 {
        let preset = weights().key_people;
        let (mut sum, mut total) = (0.0, 0.0);
        for (part, value) in self.each() {
            let weight = match part {
                Part::Authority => preset.authority,
                Part::Influence => preset.influence,
                Part::Brokerage => preset.brokerage,
                Part::Reach => preset.reach,
                Part::Lever => preset.lever,
            };
            if let Some(value) = value {
                sum += weight * value;
                total += weight;
            }
        }
        if total > 0.0 { sum / total } else { 0.0 }
    }
}

/// The order of people by their parts: nodes, the first one first; equal ones by number.
pub(super) fn order(parts: &[Parts]) -> Vec<usize> {
    let scores: Vec<f64> = parts.iter().map(Parts::score).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]).then(one.cmp(other)));
    order
}

/// How the lengths of paths are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lengths {
    /// Strong ties are short.
    ByWeight,
    /// Each edge is one step.
    Steps,
}

/// The parts that do not change with which ties exist.
#[derive(Debug)]
pub(super) struct Fixed {
    authority: Vec<Option<f64>>,
    reach: Vec<Option<f64>>,
    lever: Vec<Option<f64>>,
}

/// The parts that do.
#[derive(Debug)]
pub(super) struct Moving {
    influence: Vec<Option<f64>>,
    brokerage: Vec<Option<f64>>,
}

impl Fixed {
    pub fn of(ground: &Ground<'_>, outcome: Option<&Outcome>, watch: &Watch<'_>) -> Result<Self, Stopped> {
        let people = ground.influence.people.len();
        let lever = match outcome {
            Some(outcome) if outcome.people.len() == people => {
                rank_scores(&outcome.people.iter().map(|person| Some(person.lever)).collect::<Vec<_>>())
            }
            _ => vec![None; people],
        };
        Ok(Self { authority: authority(ground), reach: reach(&ground.influence.graph, watch)?, lever })
    }

    pub fn with(&self, moving: &Moving) -> Vec<Parts> {
        let parts = |node: usize| Parts {
            authority: self.authority[node],
            influence: moving.influence[node],
            brokerage: moving.brokerage[node],
            reach: self.reach[node],
            lever: self.lever[node],
        };
        (0..self.authority.len()).map(parts).collect()
    }
}

impl Moving {
    pub fn of(influence: &CompactGraph, lengths: Lengths, watch: &Watch<'_>) -> Result<Self, Stopped> {
        let weighting = match lengths {
            Lengths::ByWeight => Weighting::Distance,
            Lengths::Steps => Weighting::Unweighted,
        };
        let between = rank_scores(&betweenness(influence, weighting, watch)?.into_iter().map(Some).collect::<Vec<_>>());
        let free: Vec<Option<f64>> =
            constraint(influence, watch)?.into_iter().map(|value| value.map(|value| -value)).collect();
        let free = rank_scores(&free);
        let heeded = pagerank(&influence.reversed());
        Ok(Self {
            influence: rank_scores(&heeded.into_iter().map(Some).collect::<Vec<_>>()),
            brokerage: between.iter().zip(&free).map(|(between, free)| mean_of_present(&[*between, *free])).collect(),
        })
    }
}

/// Mean of the ranks by seat, decision level and official rank; what is missing is left out.
fn authority(ground: &Ground<'_>) -> Vec<Option<f64>> {
    let people = ground.influence.people.ids();
    let any_seat = ground.seats.iter().any(|seated| seated.person.is_some());
    let seats = people.iter().map(|person| {
        let weight = ground.seats_of(*person).fold((0.0, 0.0), |(veto, votes): (f64, f64), seated| {
            (veto.max(f64::from(u8::from(seated.seat.veto))), votes + f64::from(seated.seat.votes))
        });
        // A veto outweighs any number of votes.
        any_seat.then_some(weight.0 * 1e12 + weight.1)
    });
    let levels = people.iter().map(|person| ground.levels.get(person).map(|level| -f64::from(*level)));
    let ranks = people.iter().map(|person| {
        let held = ground.snapshot.tenures_of_person(*person).filter_map(|tenure| ground.snapshot.post(tenure.post));
        let ranks = held.filter_map(|post| post.rank.as_ref()?.canonical(Axis::Rank));
        ranks.max_by(f64::total_cmp)
    });
    let [seats, levels, ranks] = [
        rank_scores(&seats.collect::<Vec<_>>()),
        rank_scores(&levels.collect::<Vec<_>>()),
        rank_scores(&ranks.collect::<Vec<_>>()),
    ];
    (0..people.len()).map(|node| mean_of_present(&[seats[node], levels[node], ranks[node]])).collect()
}

/// In how many of the best sets of 1 to 5 a person is, as a share of the sets that there are.
fn reach(influence: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<Option<f64>>, Stopped> {
    let mut times = vec![0_u32; influence.nodes()];
    let sets = kpp_pos_up_to(influence, LARGEST_SET, Weighting::Distance, SET_EFFORT, watch)?;
    for member in sets.iter().flat_map(|set| &set.members) {
        times[*member as usize] += 1;
    }
    // Without any edge no set reaches more than itself.
    let known = influence.edges() > 0;
    Ok(times.into_iter().map(|times| known.then(|| f64::from(times) / sets.len() as f64)).collect())
}
