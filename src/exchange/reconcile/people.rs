//! People of a file: the same as on the map by key, else e-mail, telephone, name and unit, or a unique name.

use std::collections::{HashMap, HashSet};

use crate::model::change::Change;
use crate::model::id::{ExternalId, PersonId};
use crate::model::person::{Person, PersonPatch, UNDISCLOSED};
use crate::model::record::Kind;

use super::super::cells::{email_key, is_mobile, name_key, phone_key};
use super::super::draft::DraftPerson;
use super::super::finding::Code;
use super::super::known::{bare, key_of};
use super::super::plan::Fate;
use super::Work;

/// By what a person was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Key,
    Email,
    Phone,
    Name,
}

/// Finds a person among those on the map who are still free.
type Way<'a> = &'a dyn Fn(&DraftPerson, &dyn Fn(PersonId) -> bool) -> Option<PersonId>;

impl By {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Key => ("编号", "key"),
            Self::Email => ("邮箱", "e-mail address"),
            Self::Phone => ("电话", "telephone number"),
            Self::Name => ("姓名", "name"),
        }
    }
}

impl Work<'_> {
    pub(super) fn people(&mut self) {
        let found = self.recognise();
        let is_new = |(place, found): (usize, &Option<_>)| found.is_none().then_some(place);
        let new: Vec<usize> = found.iter().enumerate().filter_map(is_new).collect();
        self.look_alikes(&new);
        for (place, found) in found.into_iter().enumerate() {
            let row = self.draft.people[place].row;
            let id = match found {
                Some((id, by)) => {
                    self.known_people.insert(id);
                    self.edit_person(place, id, by);
                    id
                }
                None => self.add_person(place),
            };
            self.people.push(id);
            self.draft.rows[row].person.get_or_insert(id);
        }
        // Further rows of the same people.
        for tenure in &self.draft.tenures {
            self.draft.rows[tenure.row].person.get_or_insert(self.people[tenure.person]);
        }
    }

    /// Finds each person on the map, the best evidence first; nobody is found twice.
    fn recognise(&self) -> Vec<Option<(PersonId, By)>> {
        let mut found: Vec<Option<(PersonId, By)>> = vec![None; self.draft.people.len()];
        if self.known.snapshot.records().persons.is_empty() {
            return found;
        }
        let mut taken = HashSet::new();
        let shared = Shared::count(&self.draft.people);
        let ways: [(By, Way<'_>); 8] = [
            (By::Key, &|person, _| match &person.undisclosed {
                Some(post) => self.known.undisclosed_holder(post),
                None => self.known.person_of_key(person.key.as_deref()?),
            }),
            (By::Email, &|person, is_free| {
                let email = person.email.as_deref()?;
                let is_own = !shared.emails.contains(&email_key(email)?);
                is_own.then(|| only(self.known.people_of_email(email), is_free)).flatten()
            }),
            (By::Phone, &|person, is_free| self.by_phone(person, &shared, is_free)),
            (By::Name, &|person, is_free| only(self.known.people_in(&person.name, self.units[person.unit]), is_free)),
            // Of several namesakes in a unit, the one of whom the map knows just what the row says.
            (By::Name, &|person, is_free| {
                let mut namesakes = self.known.people_in(&person.name, self.units[person.unit]);
                namesakes.find(|id| is_free(*id) && self.is_twin(person, *id))
            }),
            // The first row of a person may name no unit, or one where the map has a namesake.
            (By::Name, &|person, is_free| {
                let units = person.further_units.iter().map(|unit| self.units[*unit]);
                let ids: HashSet<PersonId> = units.flat_map(|unit| self.known.people_in(&person.name, unit)).collect();
                only(ids.into_iter(), is_free)
            }),
            // A list that names the past as well means who held a post there.
            (By::Name, &|person, is_free| {
                only(self.known.people_once_in(&person.name, self.units[person.unit]), is_free)
            }),
            (By::Name, &|person, is_free| {
                let mut namesakes = self.known.people_of_name(&person.name);
                let one = namesakes.next().filter(|_| namesakes.len() == 0)?;
                (is_free(one) && !shared.names.contains(&name_key(&person.name))).then_some(one)
            }),
        ];
        for (by, way) in ways {
            for (place, person) in self.draft.people.iter().enumerate() {
                if found[place].is_some() || (person.undisclosed.is_some() && by != By::Key) {
                    continue;
                }
                let is_free = |id: PersonId| !taken.contains(&id) && self.agrees(person, id);
                if let Some(id) = way(person, &is_free).filter(|id| !taken.contains(id)) {
                    taken.insert(id);
                    found[place] = Some((id, by));
                }
            }
        }
        found
    }

    /// Two keys of one system are two people.
    fn agrees(&self, person: &DraftPerson, id: PersonId) -> bool {
        let known = self.known.snapshot.person(id);
        let known_key = known.and_then(|known| key_of(&known.external_ids, self.known.key_source));
        !matches!((&person.key, known_key), (Some(key), Some(known)) if key != known)
    }

    /// Whether the map knows the same key, address and numbers as the row says, and no more.
    fn is_twin(&self, person: &DraftPerson, id: PersonId) -> bool {
        self.known.snapshot.person(id).is_some_and(|known| {
            key_of(&known.external_ids, self.known.key_source) == person.key.as_deref()
                && (&known.email, &known.phone, &known.mobile) == (&person.email, &person.phone, &person.mobile)
        })
    }

    /// A number of one's own tells who somebody is; a desk's number only together with the name, since successors inherit it.
    fn by_phone(&self, person: &DraftPerson, shared: &Shared, is_free: &dyn Fn(PersonId) -> bool) -> Option<PersonId> {
        let numbers = [(&person.mobile, true), (&person.phone, false)];
        numbers.into_iter().find_map(|(number, is_own)| {
            let digits = phone_key(number.as_deref()?)?;
            let is_own = (is_own || is_mobile(&digits)) && !shared.phones.contains(&digits);
            let of_name = only(self.known.people_of_phone_and_name(&digits, &person.name), is_free);
            of_name.or_else(|| self.known.only_person_of_phone(&digits).filter(|id| is_own && is_free(*id)))
        })
    }

    fn add_person(&mut self, place: usize) -> PersonId {
        let draft = &mut self.draft.people[place];
        // Nobody asks the draft for these any more.
        let (aliases, phone, mobile) = (std::mem::take(&mut draft.aliases), draft.phone.take(), draft.mobile.take());
        let person = draft.clone();
        let namesakes = self.known.people_of_name(&person.name).len();
        if namesakes > 1
            && person.undisclosed.is_none()
            && person.key.is_none()
            && person.email.is_none()
            && mobile.is_none()
        {
            let place = self.place(person.row);
            self.findings.add(Code::AmbiguousPerson, || (place, person.name.clone(), vec![namesakes.to_string()]));
        }
        // A key or an address is the same in the next list; else the place in the file tells namesakes apart.
        let key = match (&person.key, &person.email) {
            _ if person.undisclosed.is_some() => format!("undisclosed {}", person.undisclosed.as_deref().unwrap_or("")),
            (Some(key), _) => format!("key {key}"),
            (None, Some(email)) => format!("email {email} {}", person.name),
            (None, None) => format!("{} {} {}", person.name, self.units[person.unit], place),
        };
        let id = PersonId(self.ids.id(Kind::Person, &key));
        self.mark(person.row, Fate::New);
        let external_ids = match person.undisclosed {
            Some(key) => vec![ExternalId { source: UNDISCLOSED.to_owned(), key }],
            None => self.external_ids(person.key.as_ref()),
        };
        self.changes.first.push(Change::AddPerson(Person {
            id,
            external_ids,
            name: person.name,
            aliases,
            email: person.email,
            phone,
            mobile,
        }));
        id
    }

    /// Sets what the file says otherwise; what it does not say stays.
    fn edit_person(&mut self, place: usize, id: PersonId, by: By) {
        let draft = self.draft.people[place].clone();
        let Some(known) = self.known.snapshot.person(id) else { return };
        let mut set = PersonPatch::default();
        let mut fields = Vec::new();
        if name_key(&draft.name) != name_key(&known.name) {
            let (zh, en) = by.words();
            let finding_place = self.place(draft.row);
            let details = vec![zh.to_owned(), en.to_owned(), known.name.clone()];
            self.findings.add(Code::OtherName, || (finding_place, draft.name.clone(), details));
            set.name = Some(draft.name.clone());
            fields.push("name");
        }
        let mut text = |said: &Option<String>, known: &Option<String>, field: &mut Option<Option<String>>, name| {
            if said.is_some() && said.as_deref().map(bare) != known.as_deref().map(bare) {
                *field = Some(said.clone());
                fields.push(name);
            }
        };
        text(&draft.email, &known.email, &mut set.email, "email");
        text(&draft.phone, &known.phone, &mut set.phone, "phone");
        text(&draft.mobile, &known.mobile, &mut set.mobile, "mobile");
        // A list parts several aliases of one cell, and so one that holds such a sign itself.
        let parts = known.aliases.iter().flat_map(|other| other.split(['、', ';', '；']).chain([other.as_str()]));
        let aliases: HashSet<String> = parts.map(name_key).collect();
        let is_new = |alias: &&String| !aliases.contains(&name_key(alias));
        if draft.aliases.iter().any(|alias| is_new(&alias)) {
            let mut aliases = known.aliases.clone();
            aliases.extend(draft.aliases.iter().filter(is_new).cloned());
            set.aliases = Some(aliases);
            fields.push("aliases");
        }
        let is_own_id = draft.key.as_ref().is_some_and(|key| *key == id.to_string());
        if draft.key.is_some() && !is_own_id && key_of(&known.external_ids, self.known.key_source).is_none() {
            let mut external_ids = known.external_ids.clone();
            external_ids.extend(self.external_ids(draft.key.as_ref()));
            set.external_ids = Some(external_ids);
            fields.push("external_ids");
        }
        if !fields.is_empty() {
            self.changes.first.push(Change::EditPerson { id, set });
        }
        for field in fields {
            self.mark_change(draft.row, field);
        }
    }
}

/// What several people of the file share, so that it tells none of them.
struct Shared {
    names: HashSet<String>,
    emails: HashSet<String>,
    phones: HashSet<String>,
}

impl Shared {
    fn count(people: &[DraftPerson]) -> Self {
        fn repeated(keys: impl Iterator<Item = String>) -> HashSet<String> {
            let mut seen = HashMap::new();
            for key in keys {
                *seen.entry(key).or_insert(0_u32) += 1;
            }
            seen.retain(|_, count| *count > 1);
            seen.into_keys().collect()
        }
        Self {
            names: repeated(people.iter().map(|person| name_key(&person.name))),
            emails: repeated(people.iter().filter_map(|person| email_key(person.email.as_deref()?))),
            phones: repeated(people.iter().flat_map(|person| {
                let numbers = [person.phone.as_deref(), person.mobile.as_deref()];
                let mut digits: Vec<String> = numbers.into_iter().flatten().filter_map(phone_key).collect();
                digits.dedup();
                digits
            })),
        }
    }
}

/// The only one of some people for whom something holds.
fn only(people: impl Iterator<Item = PersonId>, holds: &dyn Fn(PersonId) -> bool) -> Option<PersonId> {
    let mut fitting = people.filter(|id| holds(*id));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}
