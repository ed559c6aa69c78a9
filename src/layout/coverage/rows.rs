//! Who stands in which row of the matrix: those on whom the decision rests first, then by weight.

use std::collections::BTreeSet;

use crate::analysis::coverage::{Contact, Coverage};
use crate::analysis::gaps::deciding;
use crate::analysis::ground::Ground;
use crate::font::display_text;
use crate::layout::marks::Mark;
use crate::layout::naming::naming;
use crate::layout::org_chart::role_mark;
use crate::layout::power_map::known_level;
use crate::layout::scene::Language;
use crate::model::id::PersonId;
use crate::model::person::Person;

/// Influence from which on it matters that somebody of ours knows a person.
const WEIGHTY: f32 = 0.5;

/// The part of the matrix in which somebody stands, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Has a seat in a stage to come.
    Seats,
    /// Decides or approves, as far as is believed.
    Deciding,
    /// Has much influence.
    Weighty,
    /// Everybody else.
    Others,
}

impl Part {
    pub(super) const ALL: [Self; 4] = [Self::Seats, Self::Deciding, Self::Weighty, Self::Others];

    pub(super) fn heading(self, language: Language) -> &'static str {
        match self {
            Self::Seats => language.pick("决策席位", "Decision seats"),
            Self::Deciding => language.pick("决定或审批", "Decide or approve"),
            Self::Weighty => language.pick("影响力大", "Much influence"),
            Self::Others => language.pick("其他人员", "Other people"),
        }
    }
}

/// A person with those of ours who know him or her.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub person: PersonId,
    pub name: String,
    pub post: String,
    pub part: Part,
    pub stance: Mark,
    pub role: Option<Mark>,
    pub has_veto: bool,
    pub is_undisclosed: bool,
    /// Whether nobody may contact the person on the day.
    pub is_quiet: bool,
    pub contacts: Vec<Contact>,
    influence: Option<f32>,
    level: u32,
}

impl Row {
    /// Whether it matters that somebody of ours knows the person.
    pub(super) fn matters(&self) -> bool {
        self.part < Part::Others
    }

    /// Whether nobody of ours knows somebody who matters, and that may be said: nothing is advised in a quiet period.
    pub(super) fn shouts(&self) -> bool {
        self.matters() && !self.is_quiet && self.reached_by().next().is_none()
    }

    /// Those of ours who know the person better than having met, the best first.
    pub(super) fn reached_by(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(|contact| contact.reaches())
    }

    /// Who owns the relation: who of ours knows the person best, if more than having met.
    pub(super) fn owner(&self) -> Option<&Contact> {
        self.reached_by().next()
    }
}

/// A row for everybody, the weightiest first.
pub(super) fn rows(ground: &Ground<'_>, coverage: &Coverage, language: Language) -> Vec<Row> {
    let deciding = deciding(ground);
    let people = ground.snapshot.records().persons.iter();
    let mut rows: Vec<Row> = people.map(|person| row(ground, coverage, &deciding, person, language)).collect();
    rows.sort_by(|one, other| {
        let votes = |row: &Row| ground.seats_of(row.person).map(|seated| seated.seat.votes).sum::<u32>();
        let influence = |row: &Row| row.influence.unwrap_or(-1.0);
        (one.part.cmp(&other.part))
            .then(other.has_veto.cmp(&one.has_veto))
            .then_with(|| votes(other).cmp(&votes(one)))
            .then(influence(other).total_cmp(&influence(one)))
            .then(other.contacts.is_empty().cmp(&one.contacts.is_empty()).reverse())
            .then(one.level.cmp(&other.level))
            .then(one.person.cmp(&other.person))
    });
    rows
}

fn row(
    ground: &Ground<'_>,
    coverage: &Coverage,
    deciding: &BTreeSet<PersonId>,
    person: &Person,
    language: Language,
) -> Row {
    let snapshot = ground.snapshot;
    let post = snapshot.tenures_of_person(person.id).next().and_then(|tenure| snapshot.post(tenure.post));
    let influence = known_level(ground.beliefs.influence(person.id));
    let part = match influence {
        _ if ground.seats_of(person.id).next().is_some() => Part::Seats,
        _ if deciding.contains(&person.id) => Part::Deciding,
        Some(share) if share >= WEIGHTY => Part::Weighty,
        _ => Part::Others,
    };
    Row {
        person: person.id,
        name: naming(snapshot, person, language),
        post: post.map_or_else(String::new, |post| display_text(&post.title).into_owned()),
        part,
        stance: Mark::of_stance(ground.beliefs.stance(person.id)),
        role: ground.beliefs.roles(person.id).into_iter().find_map(role_mark),
        has_veto: ground.seats_of(person.id).any(|seated| seated.seat.veto),
        is_undisclosed: person.is_undisclosed(),
        is_quiet: ground.quiet.concerns(person.id).is_some(),
        contacts: coverage.person(person.id).map_or_else(Vec::new, |covered| covered.contacts.clone()),
        influence,
        level: ground.levels.get(&person.id).copied().unwrap_or(u32::MAX),
    }
}
