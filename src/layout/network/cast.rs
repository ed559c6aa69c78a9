//! Who appears in a network: those with ties and those with a seat; those without are set aside, the least tied of a
//! crowd are counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::words::Words;
use crate::analysis::ground::Ground;
use crate::belief::TieBelief;
use crate::layout::person_card::PersonFacts;
use crate::layout::tie::shown_ties;
use crate::model::id::{PersonId, UnitId};
use crate::model::snapshot::Snapshot;
use crate::model::unit::Unit;

/// The most people that are drawn.
const MOST: usize = 120;
/// Levels beyond share the last ring.
pub(super) const LAST_LEVEL: u32 = 3;

/// Somebody who is drawn.
#[derive(Debug)]
pub(super) struct Node {
    /// What the card tells.
    pub facts: PersonFacts,
    /// How many lines lie between the person and who decides; none where there is no way.
    pub level: Option<u32>,
    /// Where the unit stands among all units, as a share of a turn: where the person is looked for.
    pub home: f32,
    /// The sum of the weights of all ties.
    pub weight: f64,
}

/// A tie between two who are drawn, from the one who influences, by their indices.
#[derive(Debug, Clone, Copy)]
pub(super) struct CastTie<'a> {
    pub from: usize,
    pub to: usize,
    pub belief: &'a TieBelief,
}

/// Who appears.
#[derive(Debug)]
pub(super) struct Cast<'a> {
    /// Those who are drawn, as the organisation ranks them.
    pub nodes: Vec<Node>,
    pub ties: Vec<CastTie<'a>>,
    /// Those without ties, in the same order.
    pub aside: Vec<PersonFacts>,
    /// How many with ties are not drawn.
    pub left_out: usize,
    /// How many ties are not drawn, since one end is not.
    pub ties_left_out: usize,
    /// Does anybody sit on a seat?
    pub is_seated: bool,
    /// How many units there are.
    pub units: usize,
    index: BTreeMap<PersonId, usize>,
}

impl<'a> Cast<'a> {
    pub(super) fn of(ground: &'a Ground<'_>, words: Words) -> Self {
        let ties: Vec<_> = shown_ties(&ground.beliefs).collect();
        let mut weights: BTreeMap<PersonId, f64> = BTreeMap::new();
        for tie in &ties {
            let weight = tie.belief.exists.probability * tie.belief.strength;
            *weights.entry(tie.from).or_default() += weight;
            *weights.entry(tie.to).or_default() += weight;
        }
        let seats: BTreeSet<PersonId> = ground.seats.iter().filter_map(|seated| seated.person).collect();
        let ranked = ranked(ground.snapshot);
        let drawn = chosen(&ranked, &weights, &seats);
        let appears = |person: &PersonId| weights.contains_key(person) || seats.contains(person);
        let mut cast = Self {
            nodes: Vec::new(),
            ties: Vec::new(),
            aside: Vec::new(),
            left_out: ranked.iter().filter(|r| appears(&r.person) && !drawn.contains(&r.person)).count(),
            ties_left_out: 0,
            is_seated: !seats.is_empty(),
            units: ground.snapshot.records().units.len(),
            index: BTreeMap::new(),
        };
        for ranked in ranked {
            let facts = || PersonFacts::of(ground, ranked.person, words.0);
            if drawn.contains(&ranked.person) {
                cast.index.insert(ranked.person, cast.nodes.len());
                cast.nodes.push(Node {
                    facts: facts(),
                    level: ground.levels.get(&ranked.person).map(|level| (*level).min(LAST_LEVEL)),
                    home: ranked.home,
                    weight: weights.get(&ranked.person).copied().unwrap_or(0.0),
                });
            } else if !appears(&ranked.person) {
                cast.aside.push(facts());
            }
        }
        for tie in &ties {
            match (cast.node_of(tie.from), cast.node_of(tie.to)) {
                (Some(from), Some(to)) => cast.ties.push(CastTie { from, to, belief: tie.belief }),
                _ => cast.ties_left_out += 1,
            }
        }
        cast
    }

    /// The index of a person who is drawn.
    pub(super) fn node_of(&self, person: PersonId) -> Option<usize> {
        self.index.get(&person).copied()
    }
}

/// Those with a seat and those with ties; of a crowd those with the most.
fn chosen(ranked: &[Ranked], weights: &BTreeMap<PersonId, f64>, seats: &BTreeSet<PersonId>) -> BTreeSet<PersonId> {
    let appears = |person: &PersonId| weights.contains_key(person) || seats.contains(person);
    let mut people: Vec<PersonId> = ranked.iter().map(|ranked| ranked.person).filter(appears).collect();
    if people.is_empty() {
        // Without seats and ties those who would be first are shown, so that the picture says whose ties to ask for.
        people.extend(ranked.iter().take(1).map(|ranked| ranked.person));
    }
    let weight = |person: &PersonId| weights.get(person).copied().unwrap_or(0.0);
    people.sort_by(|one, other| {
        let seated = Reverse(seats.contains(one)).cmp(&Reverse(seats.contains(other)));
        seated.then(weight(other).total_cmp(&weight(one)))
    });
    people.into_iter().take(MOST).collect()
}

struct Ranked {
    person: PersonId,
    home: f32,
}

/// All people, unit by unit as the organisation ranks them; then those without a post.
fn ranked(snapshot: &Snapshot) -> Vec<Ranked> {
    let units = units(snapshot);
    let mut seen = BTreeSet::new();
    let mut ranked = Vec::new();
    for (place, unit) in units.iter().enumerate() {
        let home = (place as f32 + 0.5) / units.len() as f32;
        for tenure in snapshot.posts_of(*unit).flat_map(|post| snapshot.tenures_of_post(post.id)) {
            let is_own = snapshot.tenures_of_person(tenure.person).next().is_some_and(|own| own.id == tenure.id);
            if is_own && seen.insert(tenure.person) {
                ranked.push(Ranked { person: tenure.person, home });
            }
        }
    }
    for person in &snapshot.records().persons {
        if seen.insert(person.id) {
            ranked.push(Ranked { person: person.id, home: 0.0 });
        }
    }
    ranked
}

/// The units from the roots down.
fn units(snapshot: &Snapshot) -> Vec<UnitId> {
    let mut units = Vec::new();
    let mut open: Vec<&Unit> = snapshot.root_units().collect();
    open.reverse();
    while let Some(unit) = open.pop() {
        units.push(unit.id);
        let under: Vec<&Unit> = snapshot.units_under(unit.id).collect();
        open.extend(under.into_iter().rev());
    }
    units
}
