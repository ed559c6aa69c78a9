//! Why a person counts: every number opened to the seats, ties, lines and claims behind it.

use serde::Serialize;
use utoipa::ToSchema;

use super::key_people::{KeyPersonTold, outcome_of, tell_person};
use super::{Draws, METHOD_VERSION, whole_per_cent};
use crate::analysis::coverage::{Contact, Coverage};
use crate::analysis::ground::Ground;
use crate::analysis::key_people::{Reason, ReasonKind, key_people, reasons};
use crate::analysis::outcome::OutcomeRefusal;
use crate::analysis::watch::Watch;
use crate::belief::{LevelBelief, RoleBelief, Weighed};
use crate::graph::influence::Basis;
use crate::model::id::{DealId, LineId, PersonId};
use crate::model::language::Language;
use crate::model::line::LineKind;
use crate::model::scale::Axis;
use crate::model::time::Day;

/// Which way influence runs, seen from the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Heeding {
    /// The other heeds the person.
    IsHeeded,
    /// The person heeds the other.
    Heeds,
}

/// A tie that carries influence to or from the person.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TieTold {
    /// The other person.
    pub other: PersonId,
    /// The other person's name.
    pub name: String,
    /// Which way influence runs.
    pub heeding: Heeding,
    /// The kind of tie.
    pub tie: String,
    /// The probability that it exists, 0 to 1.
    pub probability: f64,
    /// How strong it is, 0 to 1.
    pub strength: f64,
    /// The claims behind it.
    pub claims: Vec<Weighed>,
}

/// A line of formal authority to or from the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LineTold {
    /// The other person.
    pub other: PersonId,
    /// The other person's name.
    pub name: String,
    /// Which way authority runs.
    pub heeding: Heeding,
    /// The line; none when it was assumed.
    pub line: Option<LineId>,
    /// What kind of line.
    pub kind: LineKind,
}

/// A belief about the person with its claims.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BeliefTold {
    /// What it is about.
    pub axis: Axis,
    /// The belief.
    pub belief: LevelBelief,
}

/// Why a person counts.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct WhyTold {
    /// The version of the methods.
    pub method_version: &'static str,
    /// The day of the view.
    pub on: Day,
    /// The deal, if one was asked about.
    pub deal: Option<DealId>,
    /// The person's place with parts, band and flags.
    pub person: KeyPersonTold,
    /// Among how many people.
    pub among: usize,
    /// How many lines lie between the person and the nearest seat, or a head where no seat is known; none when none leads there.
    pub decision_level: Option<u32>,
    /// The share of the outcome's variance that learning the stance would take away; none without a deal.
    pub doubt: Option<f64>,
    /// By how much the chance would rise with half a step more support; none without a deal.
    pub lever: Option<f64>,
    /// The seats.
    pub seats: Vec<Reason>,
    /// The ties that carry influence.
    pub ties: Vec<TieTold>,
    /// The lines of formal authority.
    pub lines: Vec<LineTold>,
    /// Beliefs about levels: stance, influence, status, adaptability.
    pub beliefs: Vec<BeliefTold>,
    /// Beliefs about roles.
    pub roles: Vec<RoleBelief>,
    /// Those of ours who know the person.
    pub contacts: Vec<Contact>,
}

/// Why a person counts; none when there is no such person.
pub fn tell_why(
    ground: &Ground<'_>,
    person: PersonId,
    language: Language,
    draws: Draws,
    watch: &Watch<'_>,
) -> Result<Option<WhyTold>, OutcomeRefusal> {
    let Some(node) = ground.influence.people.node(person) else { return Ok(None) };
    let coverage = Coverage::of(ground);
    let outcome = outcome_of(ground, draws, watch)?;
    let ordered = key_people(ground, &coverage, outcome.as_ref(), &draws.key_people(), watch)?;
    let Some(placed) = ordered.iter().find(|placed| placed.person == person) else { return Ok(None) };
    let weight = outcome.as_ref().and_then(|outcome| outcome.people.get(node as usize));
    let seats =
        reasons(ground, person, usize::MAX, language).into_iter().filter(|reason| reason.kind == ReasonKind::Seat);
    let axes = [Axis::Stance, Axis::Influence, Axis::Status, Axis::Adaptability];
    let beliefs = axes.into_iter().filter_map(|axis| {
        ground.beliefs.level(axis, person).map(|belief| BeliefTold { axis, belief: belief.clone() })
    });
    Ok(Some(WhyTold {
        method_version: METHOD_VERSION,
        on: ground.question.on,
        deal: ground.deal.map(|deal| deal.id),
        person: tell_person(ground, placed, language),
        among: ordered.len(),
        decision_level: ground.levels.get(&person).copied(),
        doubt: weight.map(|weight| whole_per_cent(weight.doubt)),
        lever: weight.map(|weight| whole_per_cent(weight.lever)),
        seats: seats.collect(),
        ties: ties(ground, node),
        lines: lines(ground, node),
        beliefs: beliefs.collect(),
        roles: ground.beliefs.roles(person).into_iter().cloned().collect(),
        contacts: coverage.person(person).map(|covered| covered.contacts.clone()).unwrap_or_default(),
    }))
}

/// The other end of an arc, and which way influence runs seen from the node.
fn seen_from(arc: &crate::graph::influence::Arc, node: u32) -> Option<(u32, Heeding)> {
    if arc.from == node {
        Some((arc.to, Heeding::IsHeeded))
    } else {
        (arc.to == node).then_some((arc.from, Heeding::Heeds))
    }
}

fn ties(ground: &Ground<'_>, node: u32) -> Vec<TieTold> {
    let mut ties: Vec<TieTold> = ground
        .influence
        .arcs
        .iter()
        .filter_map(|arc| {
            let (Basis::Tie(at), (other, heeding)) = (arc.basis, seen_from(arc, node)?) else { return None };
            let tie = &ground.beliefs.ties()[at];
            let other = ground.influence.people.id(other);
            Some(TieTold {
                other,
                name: ground.snapshot.person(other).map(|person| person.name.clone()).unwrap_or_default(),
                heeding,
                tie: tie.kind.id.clone(),
                probability: whole_per_cent(arc.probability),
                strength: whole_per_cent(arc.strength),
                claims: tie.exists.claims.clone(),
            })
        })
        .collect();
    ties.sort_by(|one, other| {
        let weight = |tie: &TieTold| tie.probability * tie.strength;
        one.heeding.cmp(&other.heeding).then(weight(other).total_cmp(&weight(one))).then(one.other.cmp(&other.other))
    });
    ties
}

fn lines(ground: &Ground<'_>, node: u32) -> Vec<LineTold> {
    let lines = ground.influence.arcs.iter().filter_map(|arc| {
        let (Basis::Line(line, kind), (other, heeding)) = (arc.basis, seen_from(arc, node)?) else { return None };
        let other = ground.influence.people.id(other);
        let name = ground.snapshot.person(other).map(|person| person.name.clone()).unwrap_or_default();
        Some(LineTold { other, name, heeding, line, kind })
    });
    lines.collect()
}
