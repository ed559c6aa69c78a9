//! Quiet periods: days on which the buyer's side of a deal must be left alone, and whom that concerns.
//!
//! No path, no lever by cost and no advice whom to ask is given for those concerned (Government Procurement Law of the PRC, Art. 77, and its
//! like elsewhere); they are not even steps on the way to others.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use super::ground::sitting;
use crate::belief::Question;
use crate::graph::access::{Access, Place};
use crate::graph::compact::{CompactGraph, Edge, Parallel};
use crate::model::account::QuietPeriod;
use crate::model::deal::{Deal, DealState};
use crate::model::id::{DealId, PersonId, UnitId};
use crate::model::snapshot::Snapshot;
use crate::model::time::Day;

/// Why somebody must be left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuietReason {
    /// The deal; none when the whole account is quiet.
    pub deal: Option<DealId>,
    /// The reason as it was entered.
    pub reason: String,
    /// The first day on which the period is over; none while that is open.
    pub until: Option<Day>,
}

/// Who must be left alone on a day.
#[derive(Debug, Clone, Default)]
pub struct Quiet {
    everybody: Option<QuietReason>,
    people: BTreeMap<PersonId, QuietReason>,
}

impl Quiet {
    /// Whom quiet periods concern: of the account, everybody; of the deal that is asked about, its seats and everybody of the buyer's own
    /// units; of another open deal, its seats and the units in which those who sit hold posts.
    pub fn of(snapshot: &Snapshot, question: &Question) -> Self {
        let everybody = reason(&snapshot.account().quiet_periods, question.on, None);
        let mut people = BTreeMap::new();
        for deal in snapshot.records().deals.iter().filter(|deal| deal.state == DealState::Open) {
            let Some(reason) = reason(&deal.quiet_periods, question.on, Some(deal.id)) else { continue };
            let sitting = seated(snapshot, deal);
            let units: BTreeSet<UnitId> = if question.deal == Some(deal.id) {
                snapshot.records().units.iter().filter(|unit| unit.outside.is_none()).map(|unit| unit.id).collect()
            } else {
                let tenures = sitting.iter().flat_map(|person| snapshot.tenures_of_person(*person));
                tenures.filter_map(|tenure| snapshot.post(tenure.post)).map(|post| post.unit).collect()
            };
            let posts = units.iter().flat_map(|unit| snapshot.posts_of(*unit));
            let holders = posts.flat_map(|post| snapshot.tenures_of_post(post.id)).map(|tenure| tenure.person);
            for person in holders.chain(sitting.iter().copied()) {
                people.entry(person).or_insert_with(|| reason.clone());
            }
        }
        Self { everybody, people }
    }

    /// Why this person must be left alone; none when nothing forbids to speak with him or her.
    pub fn concerns(&self, person: PersonId) -> Option<&QuietReason> {
        self.everybody.as_ref().or_else(|| self.people.get(&person))
    }
}

/// With whom a way to somebody begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// With anybody of ours.
    Anybody,
    /// With one of ours, so that no step leads over the rest of us.
    OneOfUs,
}

impl Quiet {
    /// The steps of access on which nobody who must be left alone stands, neither on the way nor at its end.
    pub fn open_steps(&self, places: &Access, begins: Begins) -> CompactGraph {
        let is_open = |node: u32| match places.place(node) {
            Place::Person(person) => self.concerns(person).is_none(),
            Place::Us => begins == Begins::Anybody,
            Place::Member(_) => true,
        };
        let edges: Vec<Edge> = places.graph.all_edges().filter(|edge| is_open(edge.from) && is_open(edge.to)).collect();
        CompactGraph::of(places.graph.nodes(), &edges, Parallel::Once)
    }
}

fn reason(periods: &[QuietPeriod], on: Day, deal: Option<DealId>) -> Option<QuietReason> {
    let period = periods.iter().find(|period| period.span.covers(on))?;
    Some(QuietReason { deal, reason: period.reason.clone(), until: period.span.until })
}

/// Who sits at any stage of a deal.
fn seated(snapshot: &Snapshot, deal: &Deal) -> BTreeSet<PersonId> {
    let stages: BTreeSet<_> =
        snapshot.records().stages.iter().filter(|stage| stage.deal == deal.id).map(|stage| stage.id).collect();
    let seats = snapshot.records().seats.iter().filter(|seat| stages.contains(&seat.stage));
    seats.filter_map(|seat| sitting(snapshot, seat)).collect()
}
