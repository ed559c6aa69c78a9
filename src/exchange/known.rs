//! What the map knows before an import: people by key, address, number and name; posts by key; units by path.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::id::{ExternalId, PersonId, PostId, UnitId};
use crate::model::person::{Person, UNDISCLOSED};
use crate::model::snapshot::Snapshot;
use crate::model::tenure::Tenure;
use crate::model::time::{Day, Span};
use crate::model::unit::Unit;

use super::cells::{email_key, name_key, phone_key};
use super::key_index::{Digest, Digests, KeyIndex};
use super::table::is_padding;

/// The people, posts and units of the writer's snapshot.
pub(super) struct Known<'a> {
    pub snapshot: &'a Snapshot,
    /// The system whose keys count.
    pub key_source: &'a str,
    today: Day,
    people_by_key: HashMap<&'a str, PersonId>,
    undisclosed: HashMap<&'a str, PersonId>,
    posts_by_key: HashMap<&'a str, PostId>,
    digests: Digests,
    by_email: KeyIndex,
    /// By the digits of a number.
    by_phone: KeyIndex,
    by_phone_and_name: KeyIndex,
    by_name: KeyIndex,
    by_name_and_unit: KeyIndex,
    /// The same for units where people held posts that have ended.
    by_name_and_past: KeyIndex,
    units_by_name: HashMap<(Option<UnitId>, Cow<'a, str>), UnitId>,
    only_units: HashMap<Cow<'a, str>, Option<UnitId>>,
}

impl<'a> Known<'a> {
    /// Indexes a snapshot of all days or of today.
    pub fn new(snapshot: &'a Snapshot, today: Day, key_source: &'a str) -> Self {
        let mut known = Self {
            snapshot,
            key_source,
            today,
            people_by_key: HashMap::new(),
            undisclosed: HashMap::new(),
            posts_by_key: HashMap::new(),
            digests: Digests::default(),
            by_email: KeyIndex::default(),
            by_phone: KeyIndex::default(),
            by_phone_and_name: KeyIndex::default(),
            by_name: KeyIndex::default(),
            by_name_and_unit: KeyIndex::default(),
            by_name_and_past: KeyIndex::default(),
            units_by_name: HashMap::new(),
            only_units: HashMap::new(),
        };
        let records = snapshot.records();
        for index in known.indexes() {
            index.reserve(records.persons.len());
        }
        for (place, person) in records.persons.iter().enumerate() {
            known.learn_person(place, person, key_source);
        }
        for index in known.indexes() {
            index.settle();
        }
        for post in &records.posts {
            if let Some(key) = key_of(&post.external_ids, key_source) {
                known.posts_by_key.insert(key, post.id);
            }
        }
        for unit in records.units.iter().filter(|unit| is_open(unit.span, today)) {
            known.units_by_name.entry((unit.parent, bare(&unit.name))).or_insert(unit.id);
            known.only_units.entry(bare(&unit.name)).and_modify(|one| *one = None).or_insert(Some(unit.id));
        }
        known
    }

    fn indexes(&mut self) -> [&mut KeyIndex; 6] {
        [
            &mut self.by_email,
            &mut self.by_phone,
            &mut self.by_phone_and_name,
            &mut self.by_name,
            &mut self.by_name_and_unit,
            &mut self.by_name_and_past,
        ]
    }

    fn learn_person(&mut self, place: usize, person: &'a Person, key_source: &str) {
        if let Some(key) = key_of(&person.external_ids, UNDISCLOSED) {
            // Nobody else is told by the name that such a holder has.
            self.undisclosed.insert(key, person.id);
            return;
        }
        if let Some(key) = key_of(&person.external_ids, key_source) {
            self.people_by_key.insert(key, person.id);
        }
        if let Some(email) = person.email.as_deref().and_then(email_key) {
            self.by_email.add(self.digests.of(&email), place);
        }
        let name = name_key(&person.name);
        let numbers = [person.phone.as_deref(), person.mobile.as_deref()];
        for digits in numbers.into_iter().flatten().filter_map(phone_key) {
            self.by_phone.add(self.digests.of(&digits), place);
            self.by_phone_and_name.add(self.digests.of(&(&digits, &name)), place);
        }
        for tenure in self.snapshot.tenures_of_person(person.id) {
            let Some(post) = self.snapshot.post(tenure.post) else { continue };
            let key = self.digests.of(&(&name, post.unit));
            let is_open = self.is_open(tenure.span);
            let index = if is_open { &mut self.by_name_and_unit } else { &mut self.by_name_and_past };
            index.add(key, place);
        }
        self.by_name.add(self.digests.of(&name), place);
    }

    /// The people whom an index finds by a key.
    fn people<'s>(
        &'s self,
        index: &'s KeyIndex,
        key: Digest,
    ) -> impl ExactSizeIterator<Item = PersonId> + Clone + use<'s, 'a> {
        index.places(key).map(move |place| self.snapshot.records().persons[place].id)
    }

    /// The name of the account.
    pub fn account_name(&self) -> &'a str {
        &self.snapshot.account().name
    }

    /// The person with this key, or with this id where the file is an export of ours.
    pub fn person_of_key(&self, key: &str) -> Option<PersonId> {
        self.people_by_key.get(key).copied().or_else(|| self.person_of_id(key))
    }

    fn person_of_id(&self, key: &str) -> Option<PersonId> {
        key.parse().ok().map(PersonId).filter(|id| self.snapshot.person(*id).is_some())
    }

    /// The holder of the post with this key who is not named.
    pub fn undisclosed_holder(&self, post: &str) -> Option<PersonId> {
        self.undisclosed.get(post).copied()
    }

    /// The people with this e-mail address.
    pub fn people_of_email(&self, email: &str) -> impl ExactSizeIterator<Item = PersonId> + Clone {
        // No address has the key of an empty text.
        self.people(&self.by_email, self.digests.of(&email_key(email).unwrap_or_default()))
    }

    /// The only person with a number of these digits.
    pub fn only_person_of_phone(&self, digits: &str) -> Option<PersonId> {
        let mut people = self.people(&self.by_phone, self.digests.of(digits));
        people.next().filter(|_| people.len() == 0)
    }

    /// The people of a name with a number of these digits.
    pub fn people_of_phone_and_name(
        &self,
        digits: &str,
        name: &str,
    ) -> impl ExactSizeIterator<Item = PersonId> + Clone {
        self.people(&self.by_phone_and_name, self.digests.of(&(digits, &name_key(name))))
    }

    /// The people of a name who hold posts in a unit.
    pub fn people_in(&self, name: &str, unit: UnitId) -> impl ExactSizeIterator<Item = PersonId> + Clone {
        self.people(&self.by_name_and_unit, self.digests.of(&(&name_key(name), unit)))
    }

    /// The people of a name who held posts in a unit that have ended.
    pub fn people_once_in(&self, name: &str, unit: UnitId) -> impl ExactSizeIterator<Item = PersonId> + Clone {
        self.people(&self.by_name_and_past, self.digests.of(&(&name_key(name), unit)))
    }

    /// The people of this name.
    pub fn people_of_name(&self, name: &str) -> impl ExactSizeIterator<Item = PersonId> + Clone {
        self.people(&self.by_name, self.digests.of(&name_key(name)))
    }

    /// The post with this key, open or ended.
    pub fn post_with_key(&self, key: &str) -> Option<PostId> {
        self.posts_by_key.get(key).copied().or_else(|| {
            let post = key.parse().ok().map(PostId);
            post.filter(|id| self.snapshot.post(*id).is_some())
        })
    }

    /// The unit of this name directly under another, or at the root.
    pub fn unit_under(&self, parent: Option<UnitId>, name: &str) -> Option<UnitId> {
        self.units_by_name.get(&(parent, bare(name))).copied()
    }

    /// The only unit of this name, wherever it hangs.
    pub fn only_unit(&self, name: &str) -> Option<UnitId> {
        self.only_units.get(&bare(name)).copied().flatten()
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

    /// The post where the card of a person stands.
    pub fn main_post(&self, person: PersonId) -> Option<PostId> {
        self.open_tenures(person).next().map(|tenure| tenure.post)
    }
}

/// A text as a list may bring it back: no list keeps the white space around its cells, nor tabs within them.
pub(super) fn bare(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_padding);
    if text.contains('\t') { Cow::Owned(text.replace('\t', " ")) } else { Cow::Borrowed(text) }
}

/// The key that a system uses for a record.
pub(super) fn key_of<'a>(ids: &'a [ExternalId], source: &str) -> Option<&'a str> {
    ids.iter().find(|id| id.source == source).map(|id| id.key.as_str())
}

fn is_open(span: Span, today: Day) -> bool {
    span.until.is_none_or(|until| today < until)
}
