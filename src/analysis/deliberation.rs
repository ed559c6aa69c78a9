//! From beliefs to the chances of a deal: who is likely to stand where, who heeds whom, and who decides the stages to come.

use std::collections::BTreeMap;

use super::ground::Ground;
use super::outcome::{Deliberation, Person, Seat, Stage, Stance, Tie};
use crate::belief::{LevelBelief, TieBelief};
use crate::graph::influence::Basis;
use crate::model::id::PersonId;
use crate::model::weights::weights;

/// Facts taken as certain in a what-if; nothing of it is kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WhatIf {
    /// Where people stand, −1 to 1.
    pub stances: BTreeMap<PersonId, f64>,
    /// Which ties exist and which do not: the two people, in the order of the tie, and its kind.
    pub ties: BTreeMap<(PersonId, PersonId, String), bool>,
}

impl WhatIf {
    fn tie(&self, tie: &TieBelief) -> Option<bool> {
        let pinned = |from, to| self.ties.get(&(from, to, tie.kind.id.clone())).copied();
        pinned(tie.from, tie.to).or_else(|| pinned(tie.to, tie.from).filter(|_| tie.kind.mutual))
    }
}

/// What the outcome of the deal rests on, with the people numbered as in the influence graph and the stages as in [`Ground::stages`].
pub fn deliberation(ground: &Ground<'_>, what_if: &WhatIf) -> Deliberation {
    let people = &ground.influence.people;
    let person = |id: &PersonId| Person {
        stance: match (what_if.stances.get(id), ground.beliefs.stance(*id)) {
            (Some(value), _) => Stance::Pinned(*value),
            (None, Some(belief)) if belief.evidence > 0.0 => Stance::Claimed(belief.probabilities),
            _ => Stance::FLAT,
        },
        adaptability: susceptibility(ground.beliefs.adaptability(*id)),
    };
    let ties = ground.influence.arcs.iter().map(|arc| {
        let pinned = match arc.basis {
            Basis::Tie(at) => what_if.tie(&ground.beliefs.ties()[at]),
            Basis::Line(..) => None,
        };
        let probability = pinned.map_or(arc.probability, |exists| f64::from(u8::from(exists)));
        Tie { from: arc.from, to: arc.to, probability, strength: arc.strength }
    });
    let seat = |seated: &&super::ground::Seated<'_>| Seat {
        sitter: seated.person.and_then(|person| people.node(person)),
        votes: seated.seat.votes,
        veto: seated.seat.veto,
    };
    let stages = ground.stages();
    let stages =
        stages.iter().map(|(stage, seats)| Stage { rule: stage.rule, seats: seats.iter().map(seat).collect() });
    Deliberation { people: people.ids().iter().map(person).collect(), ties: ties.collect(), stages: stages.collect() }
}

/// How far a person's opinion follows those who are heeded, 0 to 1: the usual unless something is known of the adaptability.
fn susceptibility(adaptability: Option<&LevelBelief>) -> f64 {
    let preset = weights().susceptibility;
    match adaptability.filter(|belief| belief.is_known()) {
        Some(belief) => preset.lowest + (preset.highest - preset.lowest) * belief.estimate,
        None => preset.usual,
    }
}
