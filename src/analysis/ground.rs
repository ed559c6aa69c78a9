//! The ground on which every figure about people stands: one snapshot, one question, and what follows from both.

use std::collections::BTreeMap;

use super::quiet::Quiet;
use crate::belief::{Beliefs, LevelBelief, Question};
use crate::graph::decision_level::decision_levels;
use crate::graph::hierarchy::Hierarchy;
use crate::graph::influence::Influence;
use crate::model::deal::{Deal, DealState};
use crate::model::id::{DealId, PersonId};
use crate::model::seat::{Seat, Sitter};
use crate::model::snapshot::{Moment, Snapshot};
use crate::model::stage::Stage;
use crate::model::time::Day;

/// A seat of a stage that is still to come.
#[derive(Debug, Clone, Copy)]
pub struct Seated<'a> {
    /// The seat.
    pub seat: &'a Seat,
    /// Its stage.
    pub stage: &'a Stage,
    /// Who sits, if that is known: the person, or whoever holds the post first of all.
    pub person: Option<PersonId>,
}

/// A snapshot with the beliefs, graphs and seats that a question is answered from.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The map as the viewer may see it.
    pub snapshot: &'a Snapshot,
    /// The day, and the deal if one is asked about.
    pub question: Question,
    /// The deal that is asked about.
    pub deal: Option<&'a Deal>,
    /// What the claims add up to.
    pub beliefs: Beliefs,
    /// The posts as a forest.
    pub hierarchy: Hierarchy,
    /// Who influences whom.
    pub influence: Influence,
    /// The seats of the stages that are still to come, by stage and seat id; without a deal those of all open deals.
    pub seats: Vec<Seated<'a>>,
    /// How many lines lie between a person and the nearest seat; where no seat is known, to a head of the account.
    pub levels: BTreeMap<PersonId, u32>,
    /// Who must be left alone on this day.
    pub quiet: Quiet,
}

impl<'a> Ground<'a> {
    /// The ground of a question. A deal that the snapshot does not hold is none.
    pub fn of(snapshot: &'a Snapshot, question: Question) -> Self {
        let deal = question.deal.and_then(|deal| snapshot.deal(deal));
        let question = Question { deal: deal.map(|deal| deal.id), ..question };
        let beliefs = Beliefs::of(snapshot, &question);
        let hierarchy = Hierarchy::of(snapshot);
        let influence = Influence::of(snapshot, &beliefs, &hierarchy);
        let seats = seats_to_come(snapshot, &question);
        let levels = decision_levels(snapshot, &hierarchy, deciders(snapshot, &hierarchy, &seats));
        let quiet = Quiet::of(snapshot, &question);
        Self { snapshot, question, deal, beliefs, hierarchy, influence, seats, levels, quiet }
    }

    /// The stages that are still to come, in their order, each with its seats.
    pub fn stages(&self) -> Vec<(&'a Stage, Vec<&Seated<'a>>)> {
        let mut stages: Vec<(&'a Stage, Vec<&Seated<'a>>)> = Vec::new();
        for stage in stages_to_come(self.snapshot, &self.question) {
            stages.push((stage, self.seats.iter().filter(|seated| seated.stage.id == stage.id).collect()));
        }
        stages
    }

    /// The seats of a person among the stages to come.
    pub fn seats_of(&self, person: PersonId) -> impl Iterator<Item = &Seated<'a>> {
        self.seats.iter().filter(move |seated| seated.person == Some(person))
    }

    /// The stance of a person, if anything is known.
    pub fn known_stance(&self, person: PersonId) -> Option<&LevelBelief> {
        self.beliefs.stance(person).filter(|stance| stance.is_known())
    }
}

/// The day of the view: that of the snapshot, or `today` where it holds all days.
pub fn day_of(snapshot: &Snapshot, today: Day) -> Day {
    match snapshot.moment() {
        Moment::On(day) => day,
        Moment::Always => today,
    }
}

/// Is the stage still to come on this day?
pub fn is_to_come(stage: &Stage, on: Day) -> bool {
    stage.done_on.is_none_or(|done| on < done)
}

fn stages_to_come<'a>(snapshot: &'a Snapshot, question: &Question) -> Vec<&'a Stage> {
    let asked = |deal: DealId| match question.deal {
        Some(asked) => asked == deal,
        None => snapshot.deal(deal).is_some_and(|deal| deal.state == DealState::Open),
    };
    let all = snapshot.records().stages.iter().map(AsRef::as_ref);
    let mut stages: Vec<&Stage> =
        all.filter(|stage: &&Stage| asked(stage.deal) && is_to_come(stage, question.on)).collect();
    stages.sort_by_key(|stage| (stage.deal, stage.order, stage.id));
    stages
}

fn seats_to_come<'a>(snapshot: &'a Snapshot, question: &Question) -> Vec<Seated<'a>> {
    let mut seats = Vec::new();
    for stage in stages_to_come(snapshot, question) {
        let of_stage = snapshot.records().seats.iter().filter(|seat| seat.stage == stage.id);
        seats.extend(of_stage.map(|seat| Seated { seat, stage, person: sitting(snapshot, seat) }));
    }
    seats
}

/// Who sits on a seat: the person, or the first holder of the post.
pub fn sitting(snapshot: &Snapshot, seat: &Seat) -> Option<PersonId> {
    match seat.sitter? {
        Sitter::Person(person) => snapshot.person(person).map(|person| person.id),
        Sitter::Post(post) => snapshot.tenures_of_post(post).next().map(|tenure| tenure.person),
    }
}

/// Those who sit; where no seat is known, the heads of the account.
fn deciders(snapshot: &Snapshot, hierarchy: &Hierarchy, seats: &[Seated<'_>]) -> Vec<PersonId> {
    let sitting: Vec<PersonId> = seats.iter().filter_map(|seated| seated.person).collect();
    if !sitting.is_empty() {
        return sitting;
    }
    let inside = |at: &&usize| {
        let unit = snapshot.post(hierarchy.nodes[**at].post).and_then(|post| snapshot.unit(post.unit));
        unit.is_some_and(|unit| unit.outside.is_none())
    };
    let heads = hierarchy.roots.iter().filter(inside).map(|at| hierarchy.nodes[*at].post);
    heads.flat_map(|post| snapshot.tenures_of_post(post)).map(|tenure| tenure.person).collect()
}
