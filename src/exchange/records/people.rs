//! Whom records mean: people, posts and deals of the map or of the same file, and members of ours.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::model::change::Change;
use crate::model::id::{DealId, ExternalId, MemberId, PersonId, PostId, UnitId};
use crate::model::person::Person;
use crate::model::snapshot::Snapshot;

use super::super::cells::{email_key, name_key, on_one_line, path_parts};
use super::super::our_member::{OurMember, member_called};

/// Why nobody is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange) enum Miss {
    Nobody,
    /// So many are called so.
    Several(usize),
}

/// Everybody and everything that records may name: what the map holds, and what the same file adds.
pub(in crate::exchange) struct Directory<'a> {
    people: BTreeMap<PersonId, Person>,
    /// Units and titles of each person, in words.
    places: HashMap<PersonId, Vec<String>>,
    by_name: HashMap<String, Vec<PersonId>>,
    by_email: HashMap<String, Vec<PersonId>>,
    by_key: HashMap<String, Vec<PersonId>>,
    posts: Vec<KnownPost>,
    posts_by_id: HashMap<PostId, usize>,
    /// Posts by title, and by each of their keys.
    posts_by_word: HashMap<String, Vec<usize>>,
    deals: Vec<(DealId, String, Vec<ExternalId>)>,
    members: &'a [OurMember],
}

struct KnownPost {
    id: PostId,
    title: String,
    /// Its units, from the whole to the part.
    path: Vec<String>,
    external_ids: Vec<ExternalId>,
    /// Whoever holds or held it.
    holders: Vec<PersonId>,
}

impl<'a> Directory<'a> {
    /// What a snapshot holds once some changes are done.
    pub fn new(snapshot: &Snapshot, changes: &[Change], members: &'a [OurMember]) -> Self {
        let records = snapshot.records();
        let mut people: BTreeMap<PersonId, Person> =
            records.persons.iter().map(|person| (person.id, Person::clone(person))).collect();
        let mut units: HashMap<UnitId, (Option<UnitId>, String)> =
            records.units.iter().map(|unit| (unit.id, (unit.parent, unit.name.clone()))).collect();
        let mut posts: Vec<(PostId, UnitId, String, Vec<ExternalId>)> = Vec::new();
        for post in &records.posts {
            posts.push((post.id, post.unit, post.title.clone(), post.external_ids.clone()));
        }
        let mut tenures: Vec<(PersonId, PostId)> =
            records.tenures.iter().map(|tenure| (tenure.person, tenure.post)).collect();
        for change in changes {
            match change {
                Change::AddPerson(person) => drop(people.insert(person.id, person.clone())),
                Change::EditPerson { id, set } => {
                    if let Some(person) = people.get_mut(id) {
                        person.name = set.name.clone().unwrap_or_else(|| person.name.clone());
                        person.email = set.email.clone().unwrap_or_else(|| person.email.clone());
                        person.external_ids = set.external_ids.clone().unwrap_or_else(|| person.external_ids.clone());
                    }
                }
                Change::AddUnit(unit) => drop(units.insert(unit.id, (unit.parent, unit.name.clone()))),
                Change::AddPost(post) => {
                    posts.push((post.id, post.unit, post.title.clone(), post.external_ids.clone()));
                }
                Change::StartTenure(tenure) => tenures.push((tenure.person, tenure.post)),
                _ => {}
            }
        }
        let mut holders: HashMap<PostId, Vec<PersonId>> = HashMap::new();
        for (person, post) in &tenures {
            holders.entry(*post).or_default().push(*person);
        }
        let posts: Vec<KnownPost> = posts
            .into_iter()
            .map(|(id, unit, title, external_ids)| {
                let holders = holders.remove(&id).unwrap_or_default();
                KnownPost { id, title, path: path_of(&units, unit), external_ids, holders }
            })
            .collect();
        let places_of_posts: HashMap<PostId, &KnownPost> = posts.iter().map(|post| (post.id, post)).collect();
        let mut places: HashMap<PersonId, Vec<String>> = HashMap::new();
        for (person, post) in tenures {
            if let Some(post) = places_of_posts.get(&post) {
                let words = places.entry(person).or_default();
                words.extend(post.path.iter().cloned());
                words.push(post.title.clone());
            }
        }
        let posts_by_id = posts.iter().enumerate().map(|(place, post)| (post.id, place)).collect();
        let mut posts_by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, post) in posts.iter().enumerate() {
            for word in std::iter::once(&post.title).chain(post.external_ids.iter().map(|id| &id.key)) {
                posts_by_word.entry(word.clone()).or_default().push(place);
            }
        }
        let mut by_name: HashMap<String, Vec<PersonId>> = HashMap::new();
        let mut by_email: HashMap<String, Vec<PersonId>> = HashMap::new();
        let mut by_key: HashMap<String, Vec<PersonId>> = HashMap::new();
        for person in people.values() {
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                let named = by_name.entry(name_key(name)).or_default();
                if !named.contains(&person.id) {
                    named.push(person.id);
                }
            }
            if let Some(email) = person.email.as_deref().and_then(email_key) {
                by_email.entry(email).or_default().push(person.id);
            }
            for id in &person.external_ids {
                by_key.entry(id.key.clone()).or_default().push(person.id);
            }
        }
        let deals = records.deals.iter().map(|deal| (deal.id, deal.name.clone(), deal.external_ids.clone())).collect();
        Self { people, places, by_name, by_email, by_key, posts, posts_by_id, posts_by_word, deals, members }
    }

    /// The person whom a text means: by id, key or e-mail address, else by a name that is his or hers alone, in the unit if one is named.
    pub fn person(&self, text: &str, unit: Option<&str>) -> Result<PersonId, Miss> {
        if let Some(id) = text.parse().ok().map(PersonId).filter(|id| self.people.contains_key(id)) {
            return Ok(id);
        }
        if let Some([person]) = self.by_key.get(text).map(Vec::as_slice) {
            return Ok(*person);
        }
        if let Some(email) = email_key(text) {
            return only(self.by_email.get(&email).into_iter().flatten().copied());
        }
        match self.of_name(text, unit) {
            Err(Miss::Nobody) => {}
            found => return found,
        }
        // 王伟（信息处）, Ann Other (Sales)
        let (name, place) = text.split_once(['（', '(']).ok_or(Miss::Nobody)?;
        let place = place.trim_end_matches(['）', ')']).trim();
        match self.of_name(name.trim(), Some(place)) {
            Err(Miss::Nobody) => Err(Miss::Nobody),
            found => found,
        }
    }

    fn of_name(&self, name: &str, place: Option<&str>) -> Result<PersonId, Miss> {
        let named = self.by_name.get(&name_key(name)).map_or(&[][..], Vec::as_slice);
        let Some(place) = place.filter(|_| named.len() != 1) else {
            return only(named.iter().copied());
        };
        let last = path_parts(place).last().unwrap_or(place);
        let stands_there = |id: &&PersonId| {
            self.places.get(id).is_some_and(|places| places.iter().any(|known| known == place || known == last))
        };
        match only(named.iter().filter(stands_there).copied()) {
            Err(Miss::Nobody) => only(named.iter().copied()),
            found => found,
        }
    }

    /// What to call a person so that [`Directory::person`] finds the same one again.
    pub fn name_of(&self, id: PersonId) -> String {
        let Some(person) = self.people.get(&id) else { return id.to_string() };
        let is_found = |text: &String| self.person(text, None) == Ok(id);
        let places = self.places.get(&id).map_or(&[][..], Vec::as_slice);
        let with_place =
            places.iter().filter(|place| !place.is_empty() && !place.contains(['（', '(', '/', '>', '\\']));
        let candidates = std::iter::once(person.name.clone())
            .chain(with_place.map(|place| format!("{}（{place}）", person.name)))
            .chain(person.email.clone());
        let mut candidates = candidates.filter(|text| !is_split(text));
        candidates.find(is_found).unwrap_or_else(|| id.to_string())
    }

    /// The post that a text means: by id or key, or by its title, in the unit if one is named; `unit/title` names both.
    pub fn post(&self, text: &str, unit: Option<&str>) -> Result<PostId, Miss> {
        if let Some(id) = text.parse().ok().map(PostId).filter(|id| self.posts_by_id.contains_key(id)) {
            return Ok(id);
        }
        let titled = |title: &str, place: Option<&str>| {
            let last = place.and_then(|place| path_parts(place).last());
            let posts = self.posts_by_word.get(title).into_iter().flatten().map(|place| &self.posts[*place]);
            let fits = |post: &&KnownPost| last.is_none_or(|last| post.path.iter().any(|unit| unit == last));
            only(posts.filter(fits).map(|post| post.id))
        };
        let found = match (titled(text, unit), text.rsplit_once(['/', '／', '·'])) {
            (Err(Miss::Nobody), Some((place, title))) => titled(title.trim(), Some(place.trim())),
            (found, _) => found,
        };
        // 局领导/副局长（吴启明）: posts of one title are told apart by their holders.
        let with_holder = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
        match (found, with_holder) {
            (Err(Miss::Nobody), Some((post, holder))) => self.post_of_holder(post.trim(), unit, holder.trim()),
            (found, _) => found,
        }
    }

    fn post_of_holder(&self, text: &str, unit: Option<&str>, holder: &str) -> Result<PostId, Miss> {
        let (place, title) = match text.rsplit_once(['/', '／', '·']) {
            Some((place, title)) => (Some(place.trim()), title.trim()),
            None => (unit, text),
        };
        let last = place.and_then(|place| path_parts(place).last());
        let named = self.by_name.get(&name_key(holder)).map_or(&[][..], Vec::as_slice);
        let posts = self.posts_by_word.get(title).into_iter().flatten().map(|place| &self.posts[*place]);
        let fits = |post: &&KnownPost| {
            last.is_none_or(|last| post.path.iter().any(|unit| unit == last))
                && post.holders.iter().any(|person| named.contains(person))
        };
        only(posts.filter(fits).map(|post| post.id))
    }

    /// What to call a post so that [`Directory::post`] finds the same one again.
    pub fn post_name(&self, id: PostId) -> String {
        let Some(post) = self.posts_by_id.get(&id).map(|place| &self.posts[*place]) else { return id.to_string() };
        let with_unit = post.path.last().map(|unit| format!("{unit}/{}", post.title));
        let holders = post.holders.iter().filter_map(|person| self.people.get(person));
        let with_holder = holders.filter_map(|holder| Some(format!("{}（{}）", with_unit.as_ref()?, holder.name)));
        let mut candidates = with_unit.iter().cloned().chain(with_holder).filter(|_| !post.title.is_empty());
        candidates.find(|text| self.post(text, None) == Ok(id)).unwrap_or_else(|| id.to_string())
    }

    /// The deal that a text means: by id, key or name.
    pub fn deal(&self, text: &str) -> Result<DealId, Miss> {
        if let Some(id) = text.parse().ok().map(DealId).filter(|id| self.deals.iter().any(|(deal, ..)| deal == id)) {
            return Ok(id);
        }
        let fits = |(_, name, ids): &&(DealId, String, Vec<ExternalId>)| {
            name_key(name) == name_key(text) || ids.iter().any(|id| id.key == text)
        };
        only(self.deals.iter().filter(fits).map(|(deal, ..)| *deal))
    }

    /// What to call a deal so that [`Directory::deal`] finds the same one again.
    pub fn deal_name(&self, id: DealId) -> String {
        let known = self.deals.iter().find(|(deal, ..)| *deal == id).map(|(_, name, _)| name.clone());
        known.filter(|name| self.deal(name) == Ok(id)).unwrap_or_else(|| id.to_string())
    }

    /// Takes in a deal that the file adds.
    pub fn learn_deal(&mut self, id: DealId, name: &str) {
        self.deals.push((id, on_one_line(name).0, Vec::new()));
    }

    /// The member of ours whom a text means: by id, login or e-mail address, or name.
    pub fn member(&self, text: &str) -> Result<MemberId, Miss> {
        if let Some(id) = text.parse::<Uuid>().ok().map(MemberId) {
            return Ok(id);
        }
        member_called(self.members, text).map_err(|count| if count == 0 { Miss::Nobody } else { Miss::Several(count) })
    }

    /// What to call a member so that [`Directory::member`] finds the same one again.
    pub fn member_name(&self, id: MemberId) -> String {
        let known = self.members.iter().find(|member| member.id == id).map(|member| member.name.clone());
        let known = known.filter(|name| !is_split(name) && self.member(name) == Ok(id));
        known.unwrap_or_else(|| id.to_string())
    }
}

/// Whether a cell with several names would split the text.
fn is_split(text: &str) -> bool {
    names_of(text).count() != 1
}

/// The names in a cell of several.
pub(in crate::exchange) fn names_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['、', ';', '；', '\n', ',', '，']).map(str::trim).filter(|name| !name.is_empty())
}

fn path_of(units: &HashMap<UnitId, (Option<UnitId>, String)>, unit: UnitId) -> Vec<String> {
    let mut path = Vec::new();
    let mut next = Some(unit);
    while let Some((parent, name)) = next.and_then(|unit| units.get(&unit)) {
        path.push(name.clone());
        next = parent.filter(|_| path.len() <= units.len());
    }
    path.reverse();
    path
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Result<T, Miss> {
    let first = found.next().ok_or(Miss::Nobody)?;
    match found.count() {
        0 => Ok(first),
        others => Err(Miss::Several(others + 1)),
    }
}
