//! Key people, as they are told: a list in order, each with parts, band, flags and the three strongest reasons.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Draws, LevelTold, METHOD_VERSION, PersonTold, whole_per_cent};
use crate::analysis::coverage::Coverage;
use crate::analysis::deliberation::{WhatIf, deliberation};
use crate::analysis::ground::Ground;
use crate::analysis::key_people::{Band, Flag, KeyPerson, Parts, Reason, key_people, reasons};
use crate::analysis::outcome::{Detail, Outcome, OutcomeRefusal, outcome};
use crate::analysis::watch::Watch;
use crate::model::id::DealId;
use crate::model::language::Language;
use crate::model::scale::ScaleValue;
use crate::model::time::Day;

/// How many reasons are told of each person.
const REASONS: usize = 3;

/// The five parts as they are told: rank scores from 0 (below all others) to 1 (above all), none where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct PartsTold {
    /// Seats, nearness to them, official rank.
    pub authority: Option<f64>,
    /// Being heeded.
    pub influence: Option<f64>,
    /// Lying between others.
    pub brokerage: Option<f64>,
    /// Being in the sets of 1 to 5 who reach everybody.
    pub reach: Option<f64>,
    /// Moving the outcome; none without a deal.
    pub lever: Option<f64>,
}

impl From<&Parts> for PartsTold {
    fn from(parts: &Parts) -> Self {
        let told = |part: Option<f64>| part.map(whole_per_cent);
        Self {
            authority: told(parts.authority),
            influence: told(parts.influence),
            brokerage: told(parts.brokerage),
            reach: told(parts.reach),
            lever: told(parts.lever),
        }
    }
}

/// A key person.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct KeyPersonTold {
    /// Who it is.
    #[serde(flatten)]
    pub who: PersonTold,
    /// The place in the order; 1 is the first.
    pub position: u32,
    /// Between which places the person stands in 80 % of the drawn tie graphs.
    pub band: Band,
    /// The five parts, to be shown side by side.
    pub parts: PartsTold,
    /// What to beware of.
    pub flags: Vec<Flag>,
    /// The stance; none where nobody said anything.
    pub stance: Option<LevelTold>,
    /// The roles that are believed, the most probable first.
    pub roles: Vec<ScaleValue>,
    /// The strongest reasons, at most three.
    pub reasons: Vec<Reason>,
}

/// Key people in their order.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct KeyPeopleTold {
    /// The version of the methods.
    pub method_version: &'static str,
    /// The day of the view.
    pub on: Day,
    /// The deal, if one was asked about.
    pub deal: Option<DealId>,
    /// Its name.
    pub deal_name: Option<String>,
    /// How many people there are in all.
    pub people_in_all: usize,
    /// Of how many of them the stance is known.
    pub stances_known: usize,
    /// The people, the first one first. The order is an aid that shows what it rests on; it decides nothing about anybody.
    pub people: Vec<KeyPersonTold>,
}

/// The outcome of the ground's deal, with doubt and lever of each person; none without a deal.
pub fn outcome_of(ground: &Ground<'_>, draws: Draws, watch: &Watch<'_>) -> Result<Option<Outcome>, OutcomeRefusal> {
    if ground.deal.is_none() {
        return Ok(None);
    }
    outcome(&deliberation(ground, &WhatIf::default()), &draws.outcome(Detail::People), watch).map(Some)
}

/// The key people of an account or a deal, at most `top` of them.
pub fn tell_key_people(
    ground: &Ground<'_>,
    top: usize,
    language: Language,
    draws: Draws,
    watch: &Watch<'_>,
) -> Result<KeyPeopleTold, OutcomeRefusal> {
    let coverage = Coverage::of(ground);
    let outcome = outcome_of(ground, draws, watch)?;
    let ordered = key_people(ground, &coverage, outcome.as_ref(), &draws.key_people(), watch)?;
    let people = ground.influence.people.ids();
    Ok(KeyPeopleTold {
        method_version: METHOD_VERSION,
        on: ground.question.on,
        deal: ground.deal.map(|deal| deal.id),
        deal_name: ground.deal.map(|deal| deal.name.clone()),
        people_in_all: people.len(),
        stances_known: people.iter().filter(|person| ground.known_stance(**person).is_some()).count(),
        people: ordered.iter().take(top).map(|person| tell_person(ground, person, language)).collect(),
    })
}

/// One key person as told.
pub fn tell_person(ground: &Ground<'_>, person: &KeyPerson, language: Language) -> KeyPersonTold {
    KeyPersonTold {
        who: PersonTold::of(ground, person.person),
        position: person.position,
        band: person.band,
        parts: PartsTold::from(&person.parts),
        flags: person.flags.clone(),
        stance: ground.beliefs.stance(person.person).map(LevelTold::from),
        roles: ground.beliefs.roles(person.person).into_iter().map(|role| role.role.clone()).collect(),
        reasons: reasons(ground, person.person, REASONS, language),
    }
}
