//! Look-alikes: new people whose names only seem to be those of others are told of, and never taken for them.

use std::collections::HashMap;

use crate::model::look::look;
use crate::model::person::UNDISCLOSED;

use super::super::cells::name_key;
use super::super::finding::Code;
use super::super::known::key_of;
use super::Work;

impl Work<'_> {
    /// Warns of each person at these places of the draft whose name looks like another one, on the map or further up in the file.
    pub(super) fn look_alikes(&mut self, new: &[usize]) {
        if new.is_empty() {
            return;
        }
        let known = self.known.snapshot.records().persons.iter();
        let named = known.filter(|person| key_of(&person.external_ids, UNDISCLOSED).is_none());
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        for person in named {
            note(&mut names, &person.name);
        }
        for place in 0..self.draft.people.len() {
            let person = &self.draft.people[place];
            if person.undisclosed.is_some() {
                continue;
            }
            let (name, row) = (person.name.clone(), person.row);
            let key = name_key(&name);
            let alike = names.get(&look(&name)).and_then(|others| others.iter().find(|other| name_key(other) != key));
            if let Some(other) = alike.cloned().filter(|_| new.binary_search(&place).is_ok()) {
                let place = self.place(row);
                self.findings.add(Code::LookAlike, || (place, name.clone(), vec![other]));
            }
            note(&mut names, &name);
        }
    }
}

/// Keeps each spelling of a look once.
fn note(names: &mut HashMap<String, Vec<String>>, name: &str) {
    let spellings = names.entry(look(name)).or_default();
    if !spellings.iter().any(|known| known == name) {
        spellings.push(name.to_owned());
    }
}
