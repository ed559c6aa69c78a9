//! What the map knows before an import: people by key, address, number and name; posts by key; units by path.

use std::collections::HashMap;

use crate::model::id::{ExternalId, PersonId, PostId, UnitId};
use crate::model::person::Person;
use crate::model::snapshot::Snapshot;
use crate::model::tenure::Tenure;
use crate::model::time::{Day, Span};
use crate::model::unit::Unit;

use super::cells::{email_key, name_key, phone_key};

/// The people, posts and units of the writer's snapshot.
pub(super) struct Known<'a> {
    pub snapshot: &'a Snapshot,
    /// The system whose keys count.
    pub key_source: &'a str,
    today: Day,
    people_by_key: HashMap<&'a str, PersonId>,
    posts_by_key: HashMap<&'a str, PostId>,
    by_email: HashMap<String, Vec<PersonId>>,
    by_phone: HashMap<String, Vec<PersonId>>,
    by_name: HashMap<String, Vec<PersonId>>,
    units_by_name: HashMap<(Option<UnitId>, &'a str), UnitId>,
    only_units: HashMap<&'a str, Option<UnitId>>,
}

impl<'a> Known<'a> {
    /// Indexes a snapshot of all days or of today.
    pub fn new(snapshot: &'a Snapshot, today: Day, key_source: &'a str) -> Self {
        let mut known = Self {
            snapshot,
            key_source,
            today,
            people_by_key: HashMap::new(),
            posts_by_key: HashMap::new(),
            by_email: HashMap::new(),
            by_phone: HashMap::new(),
            by_name: HashMap::new(),
            units_by_name: HashMap::new(),
            only_units: HashMap::new(),
        };
        let records = snapshot.records();
        for person in &records.persons {
            known.learn_person(person, key_source);
        }
        for post in &records.posts {
            if let Some(key) = key_of(&post.external_ids, key_source) {
                known.posts_by_key.insert(key, post.id);
            }
        }
        for unit in records.units.iter().filter(|unit| is_open(unit.span, today)) {
            known.units_by_name.entry((unit.parent, unit.name.as_str())).or_insert(unit.id);
            known.only_units.entry(unit.name.as_str()).and_modify(|one| *one = None).or_insert(Some(unit.id));
        }
        known
    }

    fn learn_person(&mut self, person: &'a Person, key_source: &str) {
        if let Some(key) = key_of(&person.external_ids, key_source) {
            self.people_by_key.insert(key, person.id);
        }
        if let Some(email) = person.email.as_deref().and_then(email_key) {
            self.by_email.entry(email).or_default().push(person.id);
        }
        for phone in [&person.phone, &person.mobile].into_iter().flatten() {
            if let Some(digits) = phone_key(phone) {
                let people = self.by_phone.entry(digits).or_default();
                if people.last() != Some(&person.id) {
                    people.push(person.id);
                }
            }
        }
        self.by_name.entry(name_key(&person.name)).or_default().push(person.id);
    }

    /// The name of the account.
    pub fn account_name(&self) -> &'a str {
        &self.snapshot.account().name
    }

    /// The person with this key.
    pub fn person_of_key(&self, key: &str) -> Option<PersonId> {
        self.people_by_key.get(key).copied()
    }

    /// The people with this e-mail address.
    pub fn people_of_email(&self, email: &str) -> &[PersonId] {
        email_key(email).and_then(|email| self.by_email.get(&email)).map_or(&[], Vec::as_slice)
    }

    /// The people with this telephone number.
    pub fn people_of_phone(&self, phone: &str) -> &[PersonId] {
        phone_key(phone).and_then(|digits| self.by_phone.get(&digits)).map_or(&[], Vec::as_slice)
    }

    /// The people of this name.
    pub fn people_of_name(&self, name: &str) -> &[PersonId] {
        self.by_name.get(&name_key(name)).map_or(&[], Vec::as_slice)
    }

    /// The post with this key, open or ended.
    pub fn post_with_key(&self, key: &str) -> Option<PostId> {
        self.posts_by_key.get(key).copied()
    }

    /// The main post of the person with this key.
    pub fn post_of_key(&self, key: &str) -> Option<PostId> {
        self.main_post(self.person_of_key(key)?)
    }

    /// The main post of the only person with this e-mail address.
    pub fn post_of_email(&self, email: &str) -> Option<PostId> {
        match self.people_of_email(email) {
            [person] => self.main_post(*person),
            _ => None,
        }
    }

    /// How many people of a name hold posts, and the main post of the first.
    pub fn posts_of_name(&self, name: &str) -> (u32, Option<PostId>) {
        let mut posts = self.people_of_name(name).iter().filter_map(|person| self.main_post(*person));
        let first = posts.next();
        match (first, posts.count()) {
            (Some(_), others) => (others as u32 + 1, first),
            (None, _) => (self.people_of_name(name).len() as u32, None),
        }
    }

    /// The unit of this name directly under another, or at the root.
    pub fn unit_under(&self, parent: Option<UnitId>, name: &str) -> Option<UnitId> {
        self.units_by_name.get(&(parent, name)).copied()
    }

    /// The only unit of this name, wherever it hangs.
    pub fn only_unit(&self, name: &str) -> Option<UnitId> {
        self.only_units.get(name).copied().flatten()
    }

    /// The tenures that a person has not ended, the main one first.
    pub fn open_tenures(&self, person: PersonId) -> impl Iterator<Item = &'a Tenure> {
        let today = self.today;
        self.snapshot.tenures_of_person(person).filter(move |tenure| is_open(tenure.span, today))
    }

    /// The tenures of a post that are not ended.
    pub fn open_holders(&self, post: PostId) -> impl Iterator<Item = &'a Tenure> {
        let today = self.today;
        self.snapshot.tenures_of_post(post).filter(move |tenure| is_open(tenure.span, today))
    }

    /// Whether a span is not over yet.
    pub fn is_open(&self, span: Span) -> bool {
        is_open(span, self.today)
    }

    /// Whether a unit lies outside the account, itself or by what it belongs to.
    pub fn is_outside(&self, unit: UnitId) -> bool {
        let mut next = self.snapshot.unit(unit);
        let mut steps = self.snapshot.records().units.len();
        while let Some(Unit { outside, parent, .. }) = next {
            if outside.is_some() || steps == 0 {
                return outside.is_some();
            }
            steps -= 1;
            next = parent.and_then(|parent| self.snapshot.unit(parent));
        }
        false
    }

    /// A post in words: unit and title.
    pub fn describe(&self, post: PostId) -> String {
        let Some(post) = self.snapshot.post(post) else { return String::new() };
        let unit = self.snapshot.unit(post.unit).map_or("", |unit| unit.name.as_str());
        if post.title.is_empty() { unit.to_owned() } else { format!("{unit} · {}", post.title) }
    }

    fn main_post(&self, person: PersonId) -> Option<PostId> {
        self.open_tenures(person).next().map(|tenure| tenure.post)
    }
}

/// The key that a system uses for a record.
pub(super) fn key_of<'a>(ids: &'a [ExternalId], source: &str) -> Option<&'a str> {
    ids.iter().find(|id| id.source == source).map(|id| id.key.as_str())
}

fn is_open(span: Span, today: Day) -> bool {
    span.until.is_none_or(|until| today < until)
}
