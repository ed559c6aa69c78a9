//! Who holds what after the import: new tenures, changed ones, and the ends of those that people moved away from.

use std::collections::{HashMap, HashSet};

use crate::model::change::Change;
use crate::model::id::{PersonId, TenureId, UnitId};
use crate::model::person::Person;
use crate::model::record::Kind;
use crate::model::tenure::{Tenure, TenureKind, TenurePatch};
use crate::model::time::Span;

use super::super::finding::Code;
use super::super::format::Format;
use super::super::plan::Fate;
use super::Work;
use super::long_careers::LongCareers;

impl Work<'_> {
    pub(super) fn tenures(&mut self) {
        let mut kept: HashSet<TenureId> = HashSet::new();
        let mut careers = LongCareers::new(self.known);
        let mut to_start = Vec::new();
        for place in 0..self.draft.tenures.len() {
            let tenure = self.draft.tenures[place].clone();
            if self.is_dropped(tenure.post) {
                continue;
            }
            let (person, post) = (self.people[tenure.person], self.posts[tenure.post]);
            let is_known = self.known_people.contains(&person) && self.known_posts.contains(&post);
            let known = is_known.then(|| careers.tenure(person, post, tenure.span, |id| kept.contains(&id))).flatten();
            match known {
                Some(known) => {
                    kept.insert(known.id);
                    self.edit_tenure(place, known);
                }
                None => to_start.push(place),
            }
        }
        let moved = self.leave(&kept, &to_start);
        self.disclose(&to_start);
        for place in to_start {
            self.start_tenure(place, &moved);
        }
    }

    fn edit_tenure(&mut self, place: usize, known: &Tenure) {
        let draft = self.draft.tenures[place].clone();
        let mut set = TenurePatch::default();
        let mut fields = Vec::new();
        if draft.is_kind_said && draft.kind != known.kind {
            set.kind = Some(draft.kind);
            fields.push("kind");
        }
        let span = Span { from: draft.span.from.or(known.span.from), until: draft.span.until.or(known.span.until) };
        if span != known.span && span.is_ordered() {
            set.span = Some(span);
            fields.push("span");
        }
        if !fields.is_empty() {
            self.changes.tenures.push(Change::EditTenure { id: known.id, set });
        }
        for field in fields {
            self.mark_change(draft.row, field);
        }
    }

    /// Ends what people held before, where the file says where they are now; who moved, and from where.
    fn leave(&mut self, kept: &HashSet<TenureId>, to_start: &[usize]) -> HashMap<PersonId, Vec<String>> {
        let covered: HashSet<UnitId> = self.units.iter().copied().collect();
        let is_whole = self.is_whole();
        let starting: HashMap<PersonId, usize> =
            to_start.iter().map(|place| (self.people[self.draft.tenures[*place].person], *place)).collect();
        let mut moved: HashMap<PersonId, Vec<String>> = HashMap::new();
        let told = self.draft.tenures.iter().filter(|tenure| !self.draft.posts[tenure.post].is_assumed);
        let told: HashSet<usize> = told.map(|tenure| tenure.person).collect();
        let mut seen = HashSet::new();
        for place in (0..self.draft.people.len()).filter(|place| told.contains(place)) {
            let person = self.people[place];
            if !self.known_people.contains(&person) || !seen.insert(person) {
                continue;
            }
            for tenure in self.known.open_tenures(person).filter(|tenure| !kept.contains(&tenure.id)) {
                let unit = self.known.snapshot.post(tenure.post).map(|post| post.unit);
                // Beside a list of offices stands one of committees: what is held beside an office ends by its own list only.
                let is_office = matches!(tenure.kind, TenureKind::Substantive | TenureKind::Acting);
                // A node of a graph names one post of several.
                let is_list = self.reading.format != Format::Graphml;
                let is_covered = is_list && (is_whole && is_office || unit.is_some_and(|unit| covered.contains(&unit)));
                let is_outside = unit.is_some_and(|unit| self.known.is_outside(unit));
                let held = self.known.describe(tenure.post);
                if is_covered && !is_outside {
                    let on = tenure.span.from.map_or(self.options.today, |from| from.max(self.options.today));
                    self.changes.end_tenures.push(Change::EndTenure { id: tenure.id, on });
                    self.left.insert(tenure.id);
                    moved.entry(person).or_default().push(held);
                    let row = starting
                        .get(&person)
                        .map_or(self.draft.people[place].row, |start| self.draft.tenures[*start].row);
                    self.mark(row, Fate::Changed);
                } else if let Some(start) = starting.get(&person) {
                    // A list of one committee does not say that its members left their offices.
                    self.draft.tenures[*start].kind = TenureKind::Concurrent;
                    let (place, name) =
                        (self.place(self.draft.people[place].row), self.draft.people[place].name.clone());
                    self.findings.add(Code::KeptBeside, || (place, name, vec![held]));
                }
            }
        }
        moved
    }

    /// Ends the tenures of holders without a name in posts for which the file now names one.
    fn disclose(&mut self, to_start: &[usize]) {
        let listed: HashSet<PersonId> = self.people.iter().copied().collect();
        for place in to_start {
            let draft = &self.draft.tenures[*place];
            if self.draft.people[draft.person].undisclosed.is_some() {
                continue;
            }
            for tenure in self.known.open_holders(self.posts[draft.post]) {
                let person = self.known.snapshot.person(tenure.person);
                let stands_in = person.is_some_and(Person::is_undisclosed) && !listed.contains(&tenure.person);
                if stands_in && self.left.insert(tenure.id) {
                    let on = tenure.span.from.map_or(self.options.today, |from| from.max(self.options.today));
                    self.changes.end_tenures.push(Change::EndTenure { id: tenure.id, on });
                }
            }
        }
    }

    /// Whether the file is a list of the whole account: the user says so by ending the absent, or it names at least half.
    fn is_whole(&self) -> bool {
        let listed: HashSet<PersonId> = self.people.iter().copied().collect();
        let known = self.known.snapshot.records().persons.iter().map(|person| person.id);
        let others = known.filter(|id| !listed.contains(id) && self.known.open_tenures(*id).next().is_some()).count();
        self.options.end_missing.is_some() || listed.len() >= others
    }

    fn start_tenure(&mut self, place: usize, moved: &HashMap<PersonId, Vec<String>>) {
        let draft = self.draft.tenures[place].clone();
        let (person, post) = (self.people[draft.person], self.posts[draft.post]);
        let id = TenureId(self.ids.id(Kind::Tenure, &format!("{person} {post} {place}")));
        let from = draft.span.from.or(self.since.filter(|today| draft.span.until.is_none_or(|until| *today < until)));
        self.changes.tenures.push(Change::StartTenure(Tenure {
            id,
            person,
            post,
            kind: draft.kind,
            position: 0,
            span: Span { from, until: draft.span.until },
        }));
        let row = &mut self.draft.rows[draft.row];
        if let Some(held) = moved.get(&person) {
            row.fate = Fate::Moved;
            row.changes.extend(held.iter().cloned());
        } else if self.known_people.contains(&person) && row.fate == Fate::New {
            row.fate = Fate::Changed;
            row.changes.push("post".to_owned());
        } else {
            self.mark(draft.row, Fate::Changed);
        }
    }
}
