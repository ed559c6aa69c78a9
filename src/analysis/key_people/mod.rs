//! Key people: who matters for an account or a deal, in five parts side by side, with how stable the order is and why.

mod bands;
mod flags;
mod parts;
mod reasons;

use serde::Serialize;
use utoipa::ToSchema;

pub use flags::Flag;
pub use parts::{LARGEST_SET, Part, Parts, SET_EFFORT};
pub use reasons::{Reason, ReasonKind, reasons};

use super::coverage::Coverage;
use super::ground::Ground;
use super::outcome::Outcome;
use super::watch::{Stopped, Watch};
use crate::model::id::PersonId;

/// The positions between which a person stands in 80 % of the drawn tie graphs; 1 is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Band {
    /// One in ten graphs puts the person higher.
    pub best: u32,
    /// One in ten graphs puts the person lower.
    pub worst: u32,
}

/// A person in the order of key people.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPerson {
    /// The person.
    pub person: PersonId,
    /// The place in the order; 1 is the first.
    pub position: u32,
    /// How stable that is.
    pub band: Band,
    /// The parts joined by their weights, 0 to 1: it makes the order and is never shown alone.
    pub score: f64,
    /// The five parts.
    pub parts: Parts,
    /// What to beware of.
    pub flags: Vec<Flag>,
}

/// How key people are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyPeopleOptions {
    /// How many tie graphs are drawn for the bands; 0 gives bands of width 0.
    pub graphs: u32,
    /// The seed of all drawing.
    pub seed: u64,
}

impl Default for KeyPeopleOptions {
    fn default() -> Self {
        Self { graphs: 200, seed: 1 }
    }
}

/// All people of the ground in their order: by score, equal ones by id. `outcome` brings the levers of a deal.
pub fn key_people(
    ground: &Ground<'_>,
    coverage: &Coverage,
    outcome: Option<&Outcome>,
    options: &KeyPeopleOptions,
    watch: &Watch<'_>,
) -> Result<Vec<KeyPerson>, Stopped> {
    let fixed = parts::Fixed::of(ground, outcome, watch)?;
    let moving = parts::Moving::of(&ground.influence.graph, parts::Lengths::ByWeight, watch)?;
    let parts = fixed.with(&moving);
    let order = parts::order(&parts);
    let bands = bands::bands(ground, &fixed, options, watch)?;
    let people = order.into_iter().enumerate().map(|(place, node)| {
        let person = ground.influence.people.id(node as u32);
        let position = place as u32 + 1;
        let band = bands.get(node).copied().unwrap_or(Band { best: position, worst: position });
        KeyPerson {
            person,
            position,
            band: Band { best: band.best.min(position), worst: band.worst.max(position) },
            score: parts[node].score(),
            parts: parts[node],
            flags: flags::flags(ground, coverage, person),
        }
    });
    Ok(people.collect())
}
