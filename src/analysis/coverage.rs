//! Coverage: who of ours reaches whom, how well, and when we last spoke.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::ground::Ground;
use crate::belief::{Sureness, Weighed};
use crate::graph::access::MET;
use crate::model::id::{MemberId, PersonId, TouchId};
use crate::model::time::Day;

/// One of ours and one person of the account.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Contact {
    /// Who of ours.
    pub member: MemberId,
    /// How well he or she knows the person, 0 to 1, as far as it may be counted on; none where nothing is known.
    pub rapport: Option<f64>,
    /// How sure that is.
    pub sureness: Sureness,
    /// How well we want it to be, 0 to 1.
    pub wanted: Option<f64>,
    /// Has the belief in the rapport lost half of its confidence since the last claim?
    pub stale: bool,
    /// The last touch.
    pub last_touch_on: Option<Day>,
    /// All touches, the latest first.
    pub touches: Vec<TouchId>,
    /// The claims behind the rapport.
    pub claims: Vec<Weighed>,
}

impl Contact {
    /// Is it more than having met 接触?
    pub fn reaches(&self) -> bool {
        self.rapport.is_some_and(|rapport| rapport > MET + 1e-9)
    }
}

/// A person and those of ours who know him or her.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Covered {
    /// The person.
    pub person: PersonId,
    /// Those of ours with a rapport, a wish for one, or a touch; the best first.
    pub contacts: Vec<Contact>,
}

impl Covered {
    /// Those of ours who know the person better than having met.
    pub fn reached_by(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(|contact| contact.reaches())
    }
}

/// Who of ours reaches whom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Coverage {
    covered: BTreeMap<PersonId, Covered>,
}

impl Coverage {
    /// The coverage on this ground.
    pub fn of(ground: &Ground<'_>) -> Self {
        let mut contacts: BTreeMap<(PersonId, MemberId), Contact> = BTreeMap::new();
        let fresh = |member| Contact {
            member,
            rapport: None,
            sureness: Sureness::Unknown,
            wanted: None,
            stale: false,
            last_touch_on: None,
            touches: Vec::new(),
            claims: Vec::new(),
        };
        for belief in ground.beliefs.rapports() {
            let contact = contacts.entry((belief.person, belief.member)).or_insert_with(|| fresh(belief.member));
            if let Some(now) = &belief.now {
                contact.rapport = now.is_known().then(|| now.cautious());
                contact.sureness = now.sureness;
                contact.stale = now.stale;
                contact.claims.clone_from(&now.claims);
            }
            contact.wanted = belief.wanted.as_ref().and_then(|wanted| wanted.claimed);
        }
        for touch in ground.snapshot.records().touches.iter().filter(|touch| touch.on <= ground.question.on) {
            for person in &touch.persons {
                for member in &touch.members {
                    let contact = contacts.entry((*person, *member)).or_insert_with(|| fresh(*member));
                    contact.last_touch_on = contact.last_touch_on.max(Some(touch.on));
                    contact.touches.push(touch.id);
                }
            }
        }
        let on = |touch: &TouchId| ground.snapshot.touch(*touch).map(|touch| touch.on);
        let mut covered: BTreeMap<PersonId, Covered> = BTreeMap::new();
        for ((person, _), mut contact) in contacts {
            contact.touches.sort_by_key(|touch| (std::cmp::Reverse(on(touch)), *touch));
            contact.touches.dedup();
            covered.entry(person).or_insert_with(|| Covered { person, contacts: Vec::new() }).contacts.push(contact);
        }
        for covered in covered.values_mut() {
            covered.contacts.sort_by(|one, other| {
                let best = other.rapport.unwrap_or(-1.0).total_cmp(&one.rapport.unwrap_or(-1.0));
                best.then(other.last_touch_on.cmp(&one.last_touch_on)).then(one.member.cmp(&other.member))
            });
        }
        Self { covered }
    }

    /// Those of ours who know a person; none when nobody ever did.
    pub fn person(&self, person: PersonId) -> Option<&Covered> {
        self.covered.get(&person)
    }

    /// How many of ours know a person better than having met.
    pub fn reached_by(&self, person: PersonId) -> usize {
        self.person(person).map_or(0, |covered| covered.reached_by().count())
    }

    /// All people whom anybody of ours has a rapport, a wish or a touch with, in the order of ids.
    pub fn people(&self) -> impl Iterator<Item = &Covered> {
        self.covered.values()
    }

    /// Those of ours who appear, in the order of ids.
    pub fn members(&self) -> Vec<MemberId> {
        let mut members: Vec<MemberId> =
            self.covered.values().flat_map(|covered| covered.contacts.iter().map(|contact| contact.member)).collect();
        members.sort_unstable();
        members.dedup();
        members
    }
}
