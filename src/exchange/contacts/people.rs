//! Who is who within one file: rows of the same person, and people who share a name.

use std::collections::{HashMap, HashSet};

use super::super::cells::{email_key, name_key, phone_key};
use super::super::draft::DraftPerson;

/// What a row says of a person.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Mention {
    pub person: DraftPerson,
    /// Whether the row says that the post is held beside another one.
    pub is_concurrent: bool,
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
    names: HashMap<String, Named>,
    keys: HashMap<String, usize>,
    emails: HashMap<String, (u32, Option<usize>)>,
    phones: HashMap<String, u32>,
    traits: HashMap<(u32, Trait), usize>,
    /// Posts of people with several rows, to notice a row that says nothing new.
    posts: HashSet<(usize, usize, String)>,
}

/// The people of one name.
#[derive(Debug, Clone, Copy)]
struct Named {
    number: u32,
    first: usize,
    count: u32,
    /// Whether the rows so far say that each post is held beside another one.
    is_only_concurrent: bool,
}

/// What tells people of one name apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Trait {
    Email(u32),
    Phone(u32),
    Unit(usize),
}

impl People {
    /// Finds or adds the person of a row.
    pub fn meet(&mut self, mention: Mention) -> Who {
        let Mention { mut person, is_concurrent } = mention;
        let name = name_key(&person.name);
        let named = self.names.get(&name).copied();
        let mut key_of_another = None;
        if let Some(known) = person.key.as_ref().and_then(|key| self.keys.get(key)).copied() {
            if named.is_some() && name_key(&self.list[known].name) == name {
                self.complete(known, person, named.map_or(0, |named| named.number));
                return Who::Same(known);
            }
            key_of_another = Some(known);
            person.key = None;
        }
        let next_number = self.names.len() as u32;
        let number = named.map_or(next_number, |named| named.number);
        let traits = self.traits_of(&person);
        let by_trait = traits.iter().find_map(|one| {
            let known = self.traits.get(&(number, *one))?;
            (!matches!(one, Trait::Unit(_)) || !contradicts(&self.list[*known], &person)).then_some(known)
        });
        let by_concurrence = named
            .filter(|named| named.count == 1 && (is_concurrent || named.is_only_concurrent))
            .map(|named| named.first);
        let same = by_trait.copied().or(by_concurrence).filter(|known| {
            person.key.is_none() || self.list[*known].key.is_none() || self.list[*known].key == person.key
        });
        if let Some(named) = self.names.get_mut(&name) {
            named.is_only_concurrent &= is_concurrent;
        }
        if let Some(known) = same {
            self.complete(known, person, number);
            return Who::Same(known);
        }
        let place = self.list.len();
        let tells_apart = |person: &DraftPerson| {
            person.key.is_some() || person.email.is_some() || person.mobile.is_some() || person.phone.is_some()
        };
        let namesake = named.map(|named| named.first);
        let is_unclear = namesake.is_some_and(|other| !tells_apart(&person) || !tells_apart(&self.list[other]));
        self.names.entry(name).and_modify(|named| named.count += 1).or_insert(Named {
            number,
            first: place,
            count: 1,
            is_only_concurrent: is_concurrent,
        });
        self.list.push(person);
        self.learn(place, number);
        match (key_of_another, namesake) {
            (Some(other), _) => Who::KeyOfAnother(place, other),
            (None, Some(other)) if is_unclear => Who::Namesake(place, other),
            _ => Who::New(place),
        }
    }

    /// Adds a holder who is there and not named; nothing tells two of them apart but their posts.
    pub fn add_undisclosed(&mut self, person: DraftPerson) -> usize {
        self.list.push(person);
        self.list.len() - 1
    }

    /// Whether a row puts a person into a post that an earlier row named already.
    pub fn repeats(&mut self, person: usize, unit: usize, title: &str) -> bool {
        !self.posts.insert((person, unit, title.to_owned()))
    }

    /// The person with this key.
    pub fn by_key(&self, key: &str) -> Option<usize> {
        self.keys.get(key).copied()
    }

    /// The only person with this e-mail address, or how many share it; of several it only knows that they are two or more.
    pub fn by_email(&self, email: &str) -> Result<usize, u32> {
        let known = email_key(email).and_then(|key| self.emails.get(&key));
        known.map_or(Err(0), |(_, only)| only.ok_or(2))
    }

    /// The only person of this name, or how many share it.
    pub fn by_name(&self, name: &str) -> Result<usize, u32> {
        match self.names.get(&name_key(name)) {
            Some(Named { first, count: 1, .. }) => Ok(*first),
            Some(named) => Err(named.count),
            None => Err(0),
        }
    }

    /// Adds what another row of the same person says.
    fn complete(&mut self, place: usize, other: DraftPerson, number: u32) {
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
        self.traits.entry((number, Trait::Unit(other.unit))).or_insert(place);
        self.learn(place, number);
    }

    fn learn(&mut self, place: usize, number: u32) {
        if let Some(key) = &self.list[place].key {
            self.keys.entry(key.clone()).or_insert(place);
        }
        if let Some(email) = self.list[place].email.as_deref().and_then(email_key) {
            let next = self.emails.len() as u32;
            let owner = self.emails.entry(email).or_insert((next, Some(place)));
            if owner.1 != Some(place) {
                owner.1 = None;
            }
        }
        for phone in [&self.list[place].phone, &self.list[place].mobile].into_iter().flatten() {
            if let Some(digits) = phone_key(phone) {
                let next = self.phones.len() as u32;
                self.phones.entry(digits).or_insert(next);
            }
        }
        for one in self.traits_of(&self.list[place]) {
            self.traits.entry((number, one)).or_insert(place);
        }
    }

    fn traits_of(&self, person: &DraftPerson) -> Vec<Trait> {
        let mut traits = vec![Trait::Unit(person.unit)];
        if let Some((number, _)) = person.email.as_deref().and_then(email_key).and_then(|key| self.emails.get(&key)) {
            traits.push(Trait::Email(*number));
        }
        for phone in [&person.phone, &person.mobile].into_iter().flatten() {
            if let Some(number) = phone_key(phone).and_then(|digits| self.phones.get(&digits)) {
                traits.push(Trait::Phone(*number));
            }
        }
        traits
    }
}

/// Whether two people of one name and unit carry different numbers or addresses.
fn contradicts(one: &DraftPerson, other: &DraftPerson) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    differ(&one.mobile, &other.mobile) || differ(&one.email, &other.email)
}
