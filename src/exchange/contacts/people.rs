//! Who is who within one file: rows of the same person, and people who share a name.

use std::collections::HashMap;

use super::super::cells::{email_key, name_key, phone_key};
use super::super::draft::DraftPerson;
use super::super::key_index::{Digest, Digests};
use super::super::person_cell::plain_name;
use super::covered::Covered;
use crate::model::time::Span;

/// What a row says of a person.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Mention {
    pub person: DraftPerson,
    /// Whether the row says that the post is held beside another one.
    pub is_concurrent: bool,
    /// When the post is held.
    pub span: Span,
    /// The year or day of birth. It tells namesakes apart, and nothing of it is kept.
    pub born: Option<String>,
    /// The sex that a remark behind the name says; where one of two namesakes has it, they are two people.
    pub sex: Option<String>,
    /// Whether the post was given up before the day of the import.
    pub has_ended: bool,
}

/// Whom a row names.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Who {
    /// Somebody new.
    New(usize),
    /// Somebody of an earlier row.
    Same(usize),
    /// Somebody new, though an earlier row has the name and nothing tells the two apart.
    Namesake(usize, usize),
    /// Somebody new, whose key an earlier row gives to another name.
    KeyOfAnother(usize, usize),
}

/// The people seen so far.
#[derive(Default)]
pub(in crate::exchange) struct People {
    pub list: Vec<DraftPerson>,
    digests: Digests,
    names: HashMap<Digest, Named>,
    keys: HashMap<Digest, u32>,
    /// The only owner of each address; none where several people share it.
    emails: HashMap<Digest, Option<u32>>,
    /// Whom a name together with an address, a number or a unit means.
    traits: HashMap<Digest, u32>,
    /// People whose names carry degrees or words of address, by what they are without: the only one, or none of several.
    plain_names: HashMap<Digest, Option<u32>>,
    /// Whom a name together with a birth means.
    births: HashMap<Digest, u32>,
    /// What the rows said of each person that is not kept.
    traces: Vec<Trace>,
    /// Posts of people by unit and title, to notice a row that says nothing new.
    posts: HashMap<Digest, Held>,
    /// Whom the row before named.
    last: Option<usize>,
}

/// What the rows said of a person that is not kept.
#[derive(Debug, Default)]
struct Trace {
    born: Option<String>,
    sex: Option<String>,
    has_ended: bool,
    covered: Covered,
}

/// A post that rows give to one person.
#[derive(Debug)]
pub(in crate::exchange) struct Held {
    /// Its place among the posts of the file.
    pub post: usize,
    /// The spans in which the person held it, each with the row that says so.
    pub spans: HashMap<Span, usize>,
}

/// The people of one name.
#[derive(Debug, Clone, Copy)]
struct Named {
    first: u32,
    count: u32,
    /// Whether the rows so far say that each post is held beside another one.
    is_only_concurrent: bool,
}

/// What tells people of one name apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Trait {
    Email(String),
    Phone(String),
    Unit(usize),
}

impl People {
    /// Finds or adds the person of a row.
    pub fn meet(&mut self, mention: Mention) -> Who {
        let Mention { born, sex, has_ended, span, .. } = &mention;
        let (born, sex, has_ended, span) = (born.clone(), sex.clone(), *has_ended, *span);
        let who = self.find_or_add(mention);
        let (Who::New(place) | Who::Same(place) | Who::Namesake(place, _) | Who::KeyOfAnother(place, _)) = who;
        self.last = Some(place);
        if self.traces.len() < self.list.len() {
            self.traces.resize_with(self.list.len(), Trace::default);
        }
        let known = &mut self.traces[place];
        if let Some(born) = &born {
            let key = self.digests.of(&(name_key(&self.list[place].name), born));
            self.births.entry(key).or_insert(place as u32);
        }
        known.born = known.born.take().or(born);
        known.sex = known.sex.take().or(sex);
        known.has_ended |= has_ended;
        known.covered.add(span);
        who
    }

    fn find_or_add(&mut self, mention: Mention) -> Who {
        let by_history = self.by_history(&mention);
        let Mention { mut person, is_concurrent, born, sex, .. } = mention;
        let name = self.digests.of(&name_key(&person.name));
        let named = self.names.get(&name).copied();
        let mut key_of_another = None;
        if let Some(known) = person.key.as_deref().and_then(|key| self.by_key(key)) {
            if self.digests.of(&name_key(&self.list[known].name)) == name {
                self.complete(known, person);
                return Who::Same(known);
            }
            key_of_another = Some(known);
            person.key = None;
        }
        let by_trait = traits_of(&person).into_iter().find_map(|one| {
            let known = *self.traits.get(&self.digests.of(&(name, &one)))? as usize;
            let contradicts =
                || contradicts(&self.list[known], &person) || self.is_somebody_else(known, born.as_ref(), sex.as_ref());
            (!matches!(one, Trait::Unit(_)) || !contradicts()).then_some(known)
        });
        let by_concurrence = named
            .filter(|named| named.count == 1 && (is_concurrent || named.is_only_concurrent))
            .map(|named| named.first as usize)
            .filter(|known| !self.is_somebody_else(*known, born.as_ref(), sex.as_ref()));
        let same = by_trait.or(by_concurrence).or(by_history).filter(|known| {
            person.key.is_none() || self.list[*known].key.is_none() || self.list[*known].key == person.key
        });
        if let Some(named) = self.names.get_mut(&name) {
            named.is_only_concurrent &= is_concurrent;
        }
        if let Some(known) = same {
            self.complete(known, person);
            return Who::Same(known);
        }
        let place = self.list.len();
        let tells_apart = |person: &DraftPerson| {
            person.key.is_some() || person.email.is_some() || person.mobile.is_some() || person.phone.is_some()
        };
        let namesake = named.map(|named| named.first as usize);
        let is_unclear = namesake.is_some_and(|other| !tells_apart(&person) || !tells_apart(&self.list[other]));
        self.names.entry(name).and_modify(|named| named.count += 1).or_insert(Named {
            first: place as u32,
            count: 1,
            is_only_concurrent: is_concurrent,
        });
        let plain = name_key(&plain_name(&person.name));
        if plain != name_key(&person.name) {
            let plain = self.digests.of(&plain);
            self.plain_names.entry(plain).and_modify(|only| *only = None).or_insert(Some(place as u32));
        }
        self.list.push(person);
        self.learn(place);
        match (key_of_another, namesake) {
            (Some(other), _) => Who::KeyOfAnother(place, other),
            (None, Some(other)) if is_unclear => Who::Namesake(place, other),
            _ => Who::New(place),
        }
    }

    /// The person of an earlier row whose career a row goes on with.
    ///
    /// In a list of who held what and when, a name with the same birth is the same person; without a birth it is the one of
    /// the row right above, where one of the two posts was given up.
    fn by_history(&self, mention: &Mention) -> Option<usize> {
        if mention.span == Span::ALWAYS {
            return None;
        }
        let name = name_key(&mention.person.name);
        let above = self.last.filter(|last| name_key(&self.list[*last].name) == name);
        let is_career = |known: &usize| {
            let trace = &self.traces[*known];
            let is_other = || self.is_somebody_else(*known, mention.born.as_ref(), mention.sex.as_ref());
            trace.covered.is_dated && !is_other()
        };
        let goes_on = |known: &usize| {
            (mention.has_ended || self.traces[*known].has_ended) && !contradicts(&self.list[*known], &mention.person)
        };
        let born = mention.born.as_ref().and_then(|born| self.births.get(&self.digests.of(&(&name, born))));
        born.map(|place| *place as usize).or(above.filter(goes_on)).filter(is_career)
    }

    /// Whether birth or sex tells somebody apart from a person of the same name.
    fn is_somebody_else(&self, known: usize, born: Option<&String>, sex: Option<&String>) -> bool {
        let Some(known) = self.traces.get(known) else { return false };
        let is_born_otherwise = matches!((&known.born, born), (Some(known), Some(born)) if known != born);
        is_born_otherwise || known.sex.as_ref() != sex
    }

    /// Whether a person held another post at the same time; the last row of the person does not count.
    pub fn holds_beside(&self, person: usize, span: Span) -> bool {
        self.traces.get(person).is_some_and(|trace| trace.covered.overlaps(span))
    }

    /// The post of this unit and title that earlier rows give to a person.
    pub fn held(&mut self, person: usize, unit: usize, title: &str) -> Option<&mut Held> {
        self.posts.get_mut(&self.digests.of(&(person, unit, title)))
    }

    /// Notes that a row gives a person a post.
    pub fn hold(&mut self, person: usize, (unit, title): (usize, &str), held: Held) {
        self.posts.insert(self.digests.of(&(person, unit, title)), held);
    }

    /// Adds a holder who is there and not named; nothing tells two of them apart but their posts.
    pub fn add_undisclosed(&mut self, person: DraftPerson) -> usize {
        self.list.push(person);
        self.list.len() - 1
    }

    /// The person with this key.
    pub fn by_key(&self, key: &str) -> Option<usize> {
        self.keys.get(&self.digests.of(key)).map(|place| *place as usize)
    }

    /// The only person with this e-mail address, or how many share it; of several it only knows that they are two or more.
    pub fn by_email(&self, email: &str) -> Result<usize, u32> {
        let known = email_key(email).and_then(|key| self.emails.get(&self.digests.of(&key)));
        known.map_or(Err(0), |only| only.map(|place| place as usize).ok_or(2))
    }

    /// The only person of this name, or how many share it.
    pub fn by_name(&self, name: &str) -> Result<usize, u32> {
        match self.names.get(&self.digests.of(&name_key(name))) {
            Some(Named { first, count: 1, .. }) => Ok(*first as usize),
            Some(named) => Err(named.count),
            None => Err(0),
        }
    }

    /// The only person whose name is this one without degrees and words of address: "Ann Other" is "Dr. Ann Other".
    pub fn by_plain_name(&self, name: &str) -> Result<usize, u32> {
        let plain = plain_name(name);
        let bare = self.by_name(&plain);
        match (bare, self.plain_names.get(&self.digests.of(&name_key(&plain)))) {
            (Ok(_), Some(_)) => Err(2),
            (_, Some(only)) => only.map(|person| person as usize).ok_or(2),
            (bare, None) => bare,
        }
    }

    /// Adds what another row of the same person says.
    fn complete(&mut self, place: usize, other: DraftPerson) {
        let person = &mut self.list[place];
        person.key = person.key.take().or(other.key);
        person.email = person.email.take().or(other.email);
        person.phone = person.phone.take().or(other.phone);
        person.mobile = person.mobile.take().or(other.mobile);
        for alias in other.aliases {
            if !person.aliases.contains(&alias) {
                person.aliases.push(alias);
            }
        }
        // The person stands in both units from now on.
        if person.unit != other.unit && !person.further_units.contains(&other.unit) {
            person.further_units.push(other.unit);
        }
        let name = self.digests.of(&name_key(&self.list[place].name));
        self.traits.entry(self.digests.of(&(name, Trait::Unit(other.unit)))).or_insert(place as u32);
        self.learn(place);
    }

    fn learn(&mut self, place: usize) {
        let person = &self.list[place];
        let place = place as u32;
        if let Some(key) = &person.key {
            self.keys.entry(self.digests.of(key)).or_insert(place);
        }
        if let Some(email) = person.email.as_deref().and_then(email_key) {
            let owner = self.emails.entry(self.digests.of(&email)).or_insert(Some(place));
            if *owner != Some(place) {
                *owner = None;
            }
        }
        let name = self.digests.of(&name_key(&person.name));
        for one in traits_of(person) {
            self.traits.entry(self.digests.of(&(name, one))).or_insert(place);
        }
    }
}

fn traits_of(person: &DraftPerson) -> Vec<Trait> {
    let email = person.email.as_deref().and_then(email_key).map(Trait::Email);
    let phones = [&person.phone, &person.mobile].into_iter().flatten();
    let phones = phones.filter_map(|phone| phone_key(phone)).map(Trait::Phone);
    [Trait::Unit(person.unit)].into_iter().chain(email).chain(phones).collect()
}

/// Whether two people of one name and unit carry different numbers or addresses.
fn contradicts(one: &DraftPerson, other: &DraftPerson) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    differ(&one.mobile, &other.mobile) || differ(&one.email, &other.email)
}
