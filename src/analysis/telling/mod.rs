//! Telling: figures as people and programs are told them, rounded to what they are worth, with names, reasons and sentences.
//!
//! Chances and shares have two decimals, since maps that are incomplete and biased to whom we know make a third one a lie.

pub mod key_people;
pub mod outcome;
pub mod paths;
pub mod structure;
pub mod why;

use serde::Serialize;
use utoipa::ToSchema;

use super::ground::Ground;
use super::key_people::KeyPeopleOptions;
use super::outcome::{Detail, OutcomeOptions};
use crate::belief::{LevelBelief, Sureness};
use crate::model::id::PersonId;
use crate::model::language::Language;

/// The version of the methods; it changes whenever the same map would give other figures.
pub const METHOD_VERSION: &str = "1";

/// How many worlds the figures are drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many tie graphs.
    pub graphs: u32,
    /// How many times stances on each of them.
    pub stances: u32,
    /// The seed of all drawing.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Self {
        Self { graphs: 200, stances: 50, seed: 1 }
    }
}

impl Draws {
    /// The same for the outcome of a deal.
    pub fn outcome(self, detail: Detail) -> OutcomeOptions {
        OutcomeOptions { graphs: self.graphs, draws: self.stances, seed: self.seed, detail }
    }

    /// The same for the order of key people.
    pub fn key_people(self) -> KeyPeopleOptions {
        KeyPeopleOptions { graphs: self.graphs, seed: self.seed }
    }
}

/// Rounds a chance or share to whole per cents.
pub fn whole_per_cent(value: f64) -> f64 {
    // Adding zero turns −0 into 0.
    (value * 100.0).round() / 100.0 + 0.0
}

/// Who a person is, as an address list would say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonTold {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The title of the post where the card stands; none for somebody without a post.
    pub title: Option<String>,
    /// The unit of that post.
    pub unit: Option<String>,
}

impl PersonTold {
    /// A person of the ground.
    pub fn of(ground: &Ground<'_>, person: PersonId) -> Self {
        let snapshot = ground.snapshot;
        let post = snapshot.tenures_of_person(person).next().and_then(|tenure| snapshot.post(tenure.post));
        Self {
            person,
            name: snapshot.person(person).map(|person| person.name.clone()).unwrap_or_default(),
            title: post.map(|post| post.title.clone()),
            unit: post.and_then(|post| snapshot.unit(post.unit)).map(|unit| unit.name.clone()),
        }
    }
}

/// A belief about a level, as it is told.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LevelTold {
    /// How sure it is; when unknown, the estimate says nothing.
    pub sureness: Sureness,
    /// The mean level: −1 to 1 of stance, 0 to 1 otherwise; none when unknown.
    pub estimate: Option<f64>,
    /// The confidence, 0 to 1.
    pub confidence: f64,
    /// Has the confidence halved since the last claim?
    pub stale: bool,
}

impl From<&LevelBelief> for LevelTold {
    fn from(belief: &LevelBelief) -> Self {
        Self {
            sureness: belief.sureness,
            estimate: belief.is_known().then(|| whole_per_cent(belief.estimate)),
            confidence: whole_per_cent(belief.confidence),
            stale: belief.stale,
        }
    }
}

/// A name, or a word for somebody who is not there.
fn name_of<'a>(ground: &'a Ground<'_>, person: PersonId, language: Language) -> &'a str {
    let name = ground.snapshot.person(person).map(|person| person.name.as_str());
    name.unwrap_or(language.pick("某人", "somebody"))
}
