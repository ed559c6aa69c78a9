//! The shape of an account: sets of key players, brokers between units, single points of failure, and camps.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{METHOD_VERSION, PersonTold, whole_per_cent};
use crate::analysis::brokerage::{Roles, brokerage};
use crate::analysis::cohesion::communities::CommunitiesOptions;
use crate::analysis::cohesion::{communities, weak_points};
use crate::analysis::ground::Ground;
use crate::analysis::key_people::{LARGEST_SET, SET_EFFORT};
use crate::analysis::key_players::{Aim, NoSet, kpp_neg_with, kpp_pos_up_to};
use crate::analysis::method::Method;
use crate::analysis::watch::{Stopped, Watch};
use crate::analysis::weighting::Weighting;
use crate::graph::compact::{CompactGraph, Parallel};
use crate::model::id::{DealId, PersonId, UnitId};
use crate::model::time::Day;

/// A set of key players.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct KeySet {
    /// How many people are in it.
    pub size: usize,
    /// The people.
    pub people: Vec<PersonTold>,
    /// What they reach or break, 0 to 1.
    pub value: f64,
    /// How the set was found: `exact` or `greedy`.
    pub method: String,
}

/// Somebody through whom influence passes between units.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BrokerTold {
    /// Who it is.
    #[serde(flatten)]
    pub who: PersonTold,
    /// How often the person stands between two others who have no tie of their own, by role.
    pub roles: BrokerageTold,
}

/// How often a person stands between two others who have no tie of their own, by the units of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct BrokerageTold {
    /// All three in one unit.
    pub coordinator: u64,
    /// The other two in one unit.
    pub itinerant: u64,
    /// Speaks for the own unit to another one.
    pub representative: u64,
    /// Guards the door of the own unit.
    pub gatekeeper: u64,
    /// Three units.
    pub liaison: u64,
}

impl BrokerageTold {
    /// How often between units, that is, in any role but the first.
    fn between_units(&self) -> u64 {
        self.itinerant + self.representative + self.gatekeeper + self.liaison
    }
}

impl From<&Roles> for BrokerageTold {
    fn from(roles: &Roles) -> Self {
        let Roles { coordinator, itinerant, representative, gatekeeper, liaison } = *roles;
        Self { coordinator, itinerant, representative, gatekeeper, liaison }
    }
}

/// People who hang together more closely than with others.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Camp {
    /// The people, in the order of ids.
    pub people: Vec<PersonTold>,
}

/// The shape of an account.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StructureTold {
    /// The version of the methods.
    pub method_version: &'static str,
    /// The day of the view.
    pub on: Day,
    /// The deal, if one was asked about.
    pub deal: Option<DealId>,
    /// The sets of 1 to 5 who reach the others best; whom to convince first.
    pub reaching: Vec<KeySet>,
    /// The sets of 1 to 5 whose leaving breaks most ties between the others.
    pub breaking: Vec<KeySet>,
    /// Brokers between units, those who stand between most pairs first.
    pub brokers: Vec<BrokerTold>,
    /// People without whom some others would be cut off.
    pub single_points: Vec<PersonTold>,
    /// Camps of at least two, the largest first.
    pub camps: Vec<Camp>,
}

/// The shape of the account on this ground.
pub fn tell_structure(ground: &Ground<'_>, watch: &Watch<'_>) -> Result<StructureTold, Stopped> {
    let graph = &ground.influence.graph;
    let undirected = graph.undirected(Parallel::Either);
    let told = |node: &u32| PersonTold::of(ground, ground.influence.people.id(*node));
    let all = |nodes: &[u32]| nodes.iter().map(told).collect::<Vec<_>>();
    let largest = if graph.edges() == 0 { 0 } else { LARGEST_SET.min(graph.nodes()) };
    let reaching = kpp_pos_up_to(graph, largest, Weighting::Distance, SET_EFFORT, watch)?;
    let mut breaking = Vec::new();
    for size in 1..=largest {
        if let Some(set) = unless_too_few(kpp_neg_with(&undirected, size, Aim::Distances, SET_EFFORT, watch))? {
            breaking.push(key_set(&all(&set.members), set.broken.distances, set.method));
        }
    }
    Ok(StructureTold {
        method_version: METHOD_VERSION,
        on: ground.question.on,
        deal: ground.deal.map(|deal| deal.id),
        reaching: reaching.iter().map(|set| key_set(&all(&set.members), set.value, set.method)).collect(),
        breaking,
        brokers: brokers(ground, graph, watch)?,
        single_points: weak_points(&undirected).cut_points.iter().map(told).collect(),
        camps: camps(&undirected, &all, watch)?,
    })
}

fn key_set(people: &[PersonTold], value: f64, method: Method) -> KeySet {
    KeySet { size: people.len(), people: people.to_vec(), value: whole_per_cent(value), method: method.to_string() }
}

/// The set, or none where there are fewer people than it would have.
fn unless_too_few<T>(set: Result<T, NoSet>) -> Result<Option<T>, Stopped> {
    match set {
        Ok(set) => Ok(Some(set)),
        Err(NoSet::Size { .. }) => Ok(None),
        Err(NoSet::Stopped(stopped)) => Err(stopped),
    }
}

/// Brokers between units; people without a post count as one unit more.
fn brokers(ground: &Ground<'_>, graph: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<BrokerTold>, Stopped> {
    let unit = |person: &PersonId| -> Option<UnitId> {
        let tenure = ground.snapshot.tenures_of_person(*person).next()?;
        ground.snapshot.post(tenure.post).map(|post| post.unit)
    };
    let people = ground.influence.people.ids();
    let mut numbers: BTreeMap<Option<UnitId>, u32> = BTreeMap::new();
    let groups: Vec<u32> = people
        .iter()
        .map(|person| {
            let next = numbers.len() as u32;
            *numbers.entry(unit(person)).or_insert(next)
        })
        .collect();
    let mut brokers: Vec<BrokerTold> = brokerage(graph, &groups, watch)?
        .iter()
        .zip(people)
        .map(|(roles, person)| BrokerTold { who: PersonTold::of(ground, *person), roles: BrokerageTold::from(roles) })
        .filter(|broker| broker.roles.between_units() > 0)
        .collect();
    brokers.sort_by_key(|broker| (std::cmp::Reverse(broker.roles.between_units()), broker.who.person));
    Ok(brokers)
}

fn camps(
    undirected: &CompactGraph,
    all: &impl Fn(&[u32]) -> Vec<PersonTold>,
    watch: &Watch<'_>,
) -> Result<Vec<Camp>, Stopped> {
    let found = communities(undirected, &CommunitiesOptions::default(), watch)?;
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); found.count];
    for (node, camp) in found.of.iter().enumerate() {
        members[*camp as usize].push(node as u32);
    }
    members.retain(|camp| camp.len() > 1);
    members.sort_by_key(|camp| (std::cmp::Reverse(camp.len()), camp[0]));
    Ok(members.iter().map(|camp| Camp { people: all(camp) }).collect())
}
