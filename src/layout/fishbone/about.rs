//! What every kind of fishbone looks up: the day, the deal, names and posts, stances, and whether it is a quiet period.

use std::cell::OnceCell;

use crate::analysis::ground::Ground;
use crate::belief::{Beliefs, LevelBelief, Question};
use crate::font::display_text;
use crate::layout::diagram::{DiagramInput, DiagramOptions};
use crate::layout::marks::Mark;
use crate::layout::naming::naming;
use crate::layout::scene::{Language, Reference};
use crate::model::account::QuietPeriod;
use crate::model::claim::Claim;
use crate::model::deal::Deal;
use crate::model::id::{MemberId, PersonId};
use crate::model::person::Person;
use crate::model::scale::Axis;
use crate::model::snapshot::Snapshot;
use crate::model::time::Day;
use uuid::Uuid;

use super::bones::{Look, Note};
use super::words::Words;

/// The snapshot with what is asked of it.
pub(super) struct About<'a> {
    pub input: &'a DiagramInput<'a>,
    pub snapshot: &'a Snapshot,
    pub language: Language,
    pub words: Words,
    /// The day that counts as today; none when all days are meant and nobody said which one is today.
    pub day: Option<Day>,
    pub deal: Option<&'a Deal>,
    /// What follows from the claims on the day; worked out for the kinds that ask for it.
    ground: OnceCell<Option<Ground<'a>>>,
}

impl<'a> About<'a> {
    pub(super) fn new(input: &'a DiagramInput<'a>, options: &DiagramOptions, deal: Option<&'a Deal>) -> Self {
        let day = options.day(input.snapshot);
        Self {
            input,
            snapshot: input.snapshot,
            language: options.language,
            words: Words(options.language),
            day,
            deal,
            ground: OnceCell::new(),
        }
    }

    /// What follows from the claims on the day; none without a day.
    pub(super) fn ground(&self) -> Option<&Ground<'a>> {
        let question = || self.day.map(|on| Question { on, deal: self.deal.map(|deal| deal.id) });
        self.ground.get_or_init(|| question().map(|question| Ground::of(self.snapshot, question))).as_ref()
    }

    pub(super) fn beliefs(&self) -> Option<&Beliefs> {
        self.ground().map(|ground| &ground.beliefs)
    }

    /// The quiet period in which the day lies: the account's, or the deal's.
    pub(super) fn quiet(&self) -> Option<&'a QuietPeriod> {
        let day = self.day?;
        let of_deal = self.deal.map_or(&[][..], |deal| &deal.quiet_periods);
        self.snapshot.account().quiet_periods.iter().chain(of_deal).find(|quiet| quiet.span.covers(day))
    }

    /// Whether a day lies in a quiet period of the account or of the deal.
    pub(super) fn is_quiet_on(&self, day: Day) -> bool {
        let of_deal = self.deal.map_or(&[][..], |deal| &deal.quiet_periods);
        self.snapshot.account().quiet_periods.iter().chain(of_deal).any(|quiet| quiet.span.covers(day))
    }

    /// The note that a quiet period asks for.
    pub(super) fn quiet_note(&self) -> Option<Note> {
        let quiet = self.quiet()?;
        Some(Note { mark: Mark::Forbidden, words: self.words.quiet_period(quiet) })
    }

    pub(super) fn person_name(&self, person: PersonId) -> String {
        self.snapshot.person(person).map_or_else(String::new, |person| naming(self.snapshot, person, self.language))
    }

    /// A person as a card: dashed for somebody who is there and not named.
    pub(super) fn look_of(&self, person: PersonId) -> Look {
        let is_undisclosed = self.snapshot.person(person).is_some_and(Person::is_undisclosed);
        if is_undisclosed { Look::Vacant } else { Look::Card }
    }

    /// The post of a person's own card, with its unit when asked for.
    pub(super) fn post_of(&self, person: PersonId) -> String {
        let Some(post) =
            self.snapshot.tenures_of_person(person).next().and_then(|tenure| self.snapshot.post(tenure.post))
        else {
            return String::new();
        };
        let unit = self.snapshot.unit(post.unit).map_or("", |unit| unit.name.as_str());
        shown(&self.words.place(&post.title, unit))
    }

    pub(super) fn title_of(&self, person: PersonId) -> String {
        let post = self.snapshot.tenures_of_person(person).next().and_then(|tenure| self.snapshot.post(tenure.post));
        post.map_or_else(String::new, |post| shown(&post.title))
    }

    /// One of ours by name; a member who is not on the roster is just one of ours.
    pub(super) fn member_name(&self, member: MemberId) -> String {
        self.input.roster.name(member).map_or_else(|| self.words.one_of_ours().to_owned(), shown)
    }

    pub(super) fn stance(&self, person: PersonId) -> Option<&LevelBelief> {
        self.beliefs()?.stance(person)
    }

    /// Whether nobody may contact the person on the day.
    pub(super) fn is_quiet_for(&self, person: PersonId) -> bool {
        self.quiet().is_some() || self.ground().is_some_and(|ground| ground.quiet.concerns(person).is_some())
    }

    /// Stance and role of a person, as marks.
    pub(super) fn marks_of(&self, person: PersonId) -> Vec<Mark> {
        let mut marks = vec![Mark::of_stance(self.stance(person))];
        marks.extend(self.role_of(person).map(Mark::Role));
        marks
    }

    /// The most probable role of a person, by its letter on the scale of seven.
    pub(super) fn role_of(&self, person: PersonId) -> Option<char> {
        let roles = self.beliefs()?.roles(person);
        let held = roles.into_iter().find(|role| role.role.scale == "seven" && role.held.probability >= 0.3)?;
        held.role.level.chars().next()
    }

    /// Who of ours knows a person how well, 0 to 4, in the order of members' ids.
    pub(super) fn rapports_of(&self, person: PersonId) -> Vec<(u8, MemberId)> {
        let rapports = self.beliefs().map_or(&[][..], Beliefs::rapports);
        let of_person = rapports.iter().filter(|rapport| rapport.person == person);
        let known = of_person.filter_map(|rapport| {
            let now = rapport.now.as_ref().filter(|now| now.is_known())?;
            Some(((now.claimed.unwrap_or(now.estimate) * 4.0).round().clamp(0.0, 4.0) as u8, rapport.member))
        });
        known.collect()
    }

    /// Who of ours knows a person best; of equals the first by id.
    pub(super) fn rapport_of(&self, person: PersonId) -> Option<(u8, MemberId)> {
        self.rapports_of(person).into_iter().max_by_key(|(level, member)| (*level, std::cmp::Reverse(*member)))
    }

    /// The claims of the day that count in the deal, newest first.
    pub(super) fn claims(&self) -> Vec<&'a Claim> {
        let deal = self.deal.map(|deal| deal.id);
        let counts = |claim: &&Claim| {
            (claim.deal.is_none() || claim.deal == deal) && self.day.is_none_or(|day| claim.counts_on(day))
        };
        let mut claims: Vec<&Claim> = self.snapshot.claims().filter(counts).collect();
        claims.sort_by_key(|claim| (std::cmp::Reverse(claim.observed_on), claim.grade.to_string(), claim.id));
        claims
    }

    /// Grade, day and source of a claim, in one line.
    pub(super) fn provenance(&self, claim: &Claim) -> String {
        let source = self.snapshot.source(claim.source).map_or("", |source| source.label.as_str());
        let parts = [claim.grade.to_string(), claim.observed_on.to_string(), shown(source)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// The name of a level in the picture's language.
    pub(super) fn level(&self, axis: Axis, value: &crate::model::scale::ScaleValue) -> String {
        value
            .level(axis)
            .map_or_else(|| shown(&value.level), |level| self.language.pick(&level.zh, &level.en).to_owned())
    }
}

/// A text as pictures show it.
pub(super) fn shown(text: &str) -> String {
    display_text(text).into_owned()
}

/// A reference to a record.
pub(super) fn reference(kind: &'static str, id: Uuid) -> Reference {
    Reference { kind, id }
}
