//! Who holds which post on a day, in the order of the organisation: what every list of contacts is written from.

use std::collections::BTreeSet;

use crate::model::id::{PersonId, PostId, UnitId};
use crate::model::language::Language;
use crate::model::line::{Line, LineKind, Place};
use crate::model::person::Person;
use crate::model::post::Post;
use crate::model::scale::{Axis, ScaleValue};
use crate::model::tenure::Tenure;
use crate::model::unit::Unit;

use super::super::known::key_of;
use super::Out;

/// The system whose keys are written: those that a contact list brought.
pub(super) const KEY_SOURCE: &str = "contact-list";

/// A post with one of its holders, or vacant, or held by somebody who is not named.
pub(super) struct Held<'a> {
    pub post: &'a Post,
    pub holder: Option<(&'a Tenure, &'a Person)>,
    pub is_undisclosed: bool,
}

impl<'a> Out<'a> {
    /// The posts of today with their holders, unit by unit.
    ///
    /// Left out and counted: people without a post, holders without a name, vacant posts without a title.
    pub(super) fn roster(&mut self) -> Vec<Held<'a>> {
        let today = self.options.today;
        let snapshot = self.snapshot;
        let mut roster = Vec::new();
        let (mut unnamed, mut untitled) = (0, 0);
        for unit in self.units() {
            for post in snapshot.posts_of(unit.id).filter(|post| post.span.covers(today)) {
                let holders = snapshot.tenures_of_post(post.id).filter(|tenure| tenure.span.covers(today));
                let holders: Vec<(&Tenure, &Person)> =
                    holders.filter_map(|tenure| Some((tenure, snapshot.person(tenure.person)?))).collect();
                let named = holders.iter().filter(|(_, person)| !person.is_undisclosed());
                let before = roster.len();
                roster.extend(named.map(|holder| Held { post, holder: Some(*holder), is_undisclosed: false }));
                let is_unnamed = roster.len() == before;
                unnamed += holders.len() - (roster.len() - before);
                if is_unnamed && post.title.is_empty() {
                    untitled += 1;
                } else if is_unnamed {
                    roster.push(Held { post, holder: None, is_undisclosed: !holders.is_empty() });
                }
            }
        }
        let has_post = |person: &Person| {
            snapshot.tenures_of_person(person.id).any(|tenure| tenure.span.covers(today)) || person.is_undisclosed()
        };
        let without_post = snapshot.records().persons.iter().filter(|person| !has_post(person)).count();
        let past = snapshot.records().tenures.iter().filter(|tenure| !tenure.span.covers(today)).count();
        self.lose(without_post, "没有岗位的人员", "people without a post");
        self.lose(unnamed, "未公开的任职者", "holders who are not named");
        self.lose(untitled, "没有名称的空缺岗位", "vacant posts without a title");
        self.lose(past, "以前或将来的任职", "past or future tenures");
        roster
    }

    /// Counts the units that are on no path to a post that is written, and what only units say of themselves.
    pub(super) fn lose_units<'p>(&mut self, written: impl Iterator<Item = &'p Post>) {
        let mut said = BTreeSet::new();
        for post in written {
            let mut at = Some(post.unit);
            while let Some(unit) = at.filter(|unit| said.insert(*unit)) {
                at = self.snapshot.unit(unit).and_then(|unit| unit.parent);
            }
        }
        let (kept, empty): (Vec<&Unit>, Vec<&Unit>) =
            self.units().into_iter().partition(|unit| said.contains(&unit.id));
        let is_described = |unit: &&&Unit| unit.kind.is_some() || unit.level.is_some() || unit.outside.is_some();
        let described = kept.iter().chain(&empty).filter(is_described).count();
        self.lose(empty.len(), "没有岗位的部门", "units without posts");
        self.lose(described, "部门的性质、级别", "kinds and levels of units");
    }

    /// The units of today, each before those under it.
    pub(super) fn units(&self) -> Vec<&'a Unit> {
        let today = self.options.today;
        let mut open: Vec<&'a Unit> = self.snapshot.root_units().collect();
        open.reverse();
        let mut units = Vec::new();
        while let Some(unit) = open.pop() {
            if !unit.span.covers(today) {
                continue;
            }
            units.push(unit);
            let mut under: Vec<&'a Unit> = self.snapshot.units_under(unit.id).collect();
            under.reverse();
            open.extend(under);
        }
        units
    }

    /// The key of a person: that of the contact list that brought him or her, else our own id.
    pub(super) fn key(&self, person: PersonId) -> String {
        let known = self.snapshot.person(person);
        let key = known.and_then(|person| key_of(&person.external_ids, KEY_SOURCE));
        key.map_or_else(|| person.to_string(), str::to_owned)
    }

    /// The posts that several people share: rows of a list need a key to tell that they speak of one post.
    pub(super) fn shared_posts(roster: &[Held<'_>]) -> BTreeSet<PostId> {
        let mut seen = BTreeSet::new();
        roster.iter().map(|held| held.post.id).filter(|post| !seen.insert(*post)).collect()
    }

    /// The key of the person whose main post this is today; nothing for other posts, since lists name people as superiors.
    pub(super) fn key_of_main_holder(&self, post: PostId) -> Option<String> {
        let today = self.options.today;
        let is_main = |tenure: &&Tenure| {
            let mut posts = self.snapshot.tenures_of_person(tenure.person).filter(|tenure| tenure.span.covers(today));
            posts.next().is_some_and(|main| main.post == post)
        };
        let mut holders = self.snapshot.tenures_of_post(post).filter(|tenure| tenure.span.covers(today));
        let holder = holders.find(is_main)?;
        let is_named = self.snapshot.person(holder.person).is_some_and(|person| !person.is_undisclosed());
        is_named.then(|| self.key(holder.person))
    }

    /// The keys of the superiors of a place on lines of a kind that are limited to no matter, the main one first.
    pub(super) fn superiors(&self, place: Place, kind: LineKind) -> Vec<String> {
        let lines = self.lines.get(&place).into_iter().flatten();
        let lines = lines.filter(|line| line.kind == kind && line.matter.is_none());
        let post = |line: &&Line| match line.superior {
            Place::Post(post) => self.key_of_main_holder(post),
            Place::Unit(_) => None,
        };
        lines.filter_map(post).collect()
    }

    /// The name of a rank from which an import reads the same rank again.
    pub(super) fn rank(&self, rank: &ScaleValue) -> Option<String> {
        let level = rank.level(Axis::Rank);
        let names = level.map(|level| {
            let (first, second) = match self.options.language {
                Language::Zh => (&level.zh, &level.en),
                Language::En => (&level.en, &level.zh),
            };
            [first.clone(), second.clone(), level.id.clone()]
        });
        let as_written = [rank.level.clone()];
        let mut candidates = names.into_iter().flatten().chain(as_written);
        candidates.find(|text| ScaleValue::rank_from_text(text).as_ref() == Some(rank))
    }

    /// The names of the units of a post, from the root down.
    pub(super) fn path(&self, unit: UnitId) -> Vec<&'a str> {
        self.snapshot.unit_path(unit)
    }
}

/// Whether a contact list brought a key for a post.
pub(super) fn has_key(post: &Post) -> bool {
    key_of(&post.external_ids, KEY_SOURCE).is_some()
}

/// The key of a post: that of the contact list that brought it, else our own id.
pub(super) fn post_key(post: &Post) -> String {
    key_of(&post.external_ids, KEY_SOURCE).map_or_else(|| post.id.to_string(), str::to_owned)
}
