//! Advice: who of ours could ask whom about a person, and how reliably a person can be reached. None in a quiet period.

use serde::Serialize;
use utoipa::ToSchema;

use super::ground::Ground;
use super::path::reliabilities_from;
use super::quiet::Begins;
use super::telling::whole_per_cent;
use crate::graph::access::{Access, Place, StepBasis};
use crate::model::id::{MemberId, PersonId};

/// How many ways to ask are told.
const WAYS: usize = 3;

/// One of ours, and whom he or she could ask.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Ask {
    /// Who of ours.
    pub member: MemberId,
    /// Whom: the person in question, or somebody who knows him or her.
    pub asks: PersonId,
    /// How reliable the way is, 0 to 1: rapport times how well the one who is asked knows the person.
    pub chance: f64,
}

/// Who of ours could ask whom about a person, the most reliable first. Nobody who must be left alone is asked.
pub fn ask_about(ground: &Ground<'_>, access: &Access, about: PersonId) -> Vec<Ask> {
    let mut ways: Vec<(f64, Ask)> = Vec::new();
    for (knower, knows) in knowers(ground, access, about) {
        let Some(node) = access.node(knower).filter(|_| ground.quiet.concerns(knower).is_none()) else { continue };
        for (neighbour, _) in access.graph.out(node) {
            if let (Place::Member(member), Some((rapport, StepBasis::Rapport(_)))) =
                (access.place(neighbour), access.step(neighbour, node))
            {
                let chance = rapport * knows;
                ways.push((chance, Ask { member, asks: knower, chance: whole_per_cent(chance) }));
            }
        }
    }
    ways.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then((one.1.member, one.1.asks).cmp(&(other.1.member, other.1.asks)))
    });
    ways.into_iter().take(WAYS).map(|(_, ask)| ask).collect()
}

/// The person and those who know him or her by ties or by lines, with how well, 0 to 1.
fn knowers(ground: &Ground<'_>, access: &Access, about: PersonId) -> Vec<(PersonId, f64)> {
    let mut knowers = std::collections::BTreeMap::from([(about, 1.0_f64)]);
    let mut add = |person: PersonId, knows: f64| {
        let known = knowers.entry(person).or_insert(0.0);
        *known = known.max(knows);
    };
    if let Some(node) = access.node(about) {
        for (neighbour, reliability) in access.graph.out(node) {
            if let Place::Person(person) = access.place(neighbour) {
                add(person, reliability);
            }
        }
    }
    if let Some(node) = ground.influence.people.node(about) {
        for (other, weight) in ground.influence.graph.out(node).chain(ground.influence.graph.into_node(node)) {
            add(ground.influence.people.id(other), weight);
        }
    }
    knowers.into_iter().collect()
}

/// How reliably each node of the access graph can be reached from us by its best path, 0 to 1: the greatest product of the steps. Nobody who must
/// be left alone is a step or a goal.
pub fn reliabilities(ground: &Ground<'_>, access: &Access) -> Vec<f64> {
    reliabilities_from(&ground.quiet.open_steps(access, Begins::Anybody), Access::US)
}
