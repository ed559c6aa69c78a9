//! Superiors of a contact list: names, keys and addresses in cells become lines between posts.

use std::collections::{HashMap, HashSet};

use crate::model::id::{PersonId, PostId};
use crate::model::line::LineKind;

use super::super::cells::{email_key, without_remark};
use super::super::draft::{Draft, DraftLine, DraftPerson, End};
use super::super::finding::{Code, Findings};
use super::super::known::Known;
use super::super::mapping::Field;
use super::super::plan::PlanOptions;
use super::columns::Columns;
use super::people::People;
use super::titled_posts::TitledPosts;

/// A row whose superiors are looked for when all rows are read.
pub(super) struct Mentioned {
    pub sheet_row: usize,
    pub outcome: usize,
    pub post: usize,
    pub person: Option<usize>,
    pub unit: usize,
}

/// What a cell that names a superior leads to.
enum Found {
    /// A person of this file.
    Person(usize),
    /// The post of a person who is on the map and not in the file.
    Known(PostId),
    /// Several people of the name.
    Several(u32),
    /// A person without a post.
    NoPost,
    Nobody,
}

/// The people who may be named as superiors.
#[derive(Clone, Copy)]
struct Directory<'a> {
    people: &'a People,
    known: &'a Known<'a>,
    /// Which people of the map are which of the file.
    matched: &'a HashMap<PersonId, usize>,
    /// Whether those whom the file does not name are ended by it.
    is_whole: bool,
    /// People of the map to whom the file gives another address.
    readdressed: &'a HashSet<PersonId>,
}

/// The superiors that a list names, still to be drawn.
pub(in crate::exchange) struct Superiors<'a> {
    pub(super) columns: Vec<(usize, Columns<'a>)>,
    pub(super) people: People,
    pub(super) mentioned: Vec<Mentioned>,
}

impl Superiors<'_> {
    /// Draws the lines that the rows name, in the order of the file.
    ///
    /// Whom a name means is judged by what the map will be after the import, so that the same list said again means the
    /// same people; `listed` says which of the map the people of the file are.
    pub fn draw(
        &self,
        draft: &mut Draft,
        known: &Known<'_>,
        listed: &[PersonId],
        options: &PlanOptions,
        findings: &mut Findings,
    ) {
        let main_posts = draft.main_posts();
        let mut unit_names: HashMap<String, Option<usize>> = HashMap::new();
        if self.columns.iter().any(|(_, columns)| !columns.matters.is_empty()) {
            for (place, unit) in draft.units.iter().enumerate() {
                unit_names.entry(unit.name.clone()).and_modify(|one| *one = None).or_insert(Some(place));
            }
        }
        let matched = listed.iter().copied().enumerate().map(|(place, person)| (person, place)).collect();
        let is_other = |(person, draft): &(&PersonId, &DraftPerson)| {
            let email = known.snapshot.person(**person).and_then(|known| known.email.as_deref());
            draft.email.is_some()
                && email.is_some_and(|email| email_key(email) != draft.email.as_deref().and_then(email_key))
        };
        let readdressed = listed.iter().zip(&draft.people).filter(is_other).map(|(person, _)| *person).collect();
        let is_whole = options.end_missing.is_some_and(|day| day <= options.today);
        let directory =
            Directory { people: &self.people, known, matched: &matched, is_whole, readdressed: &readdressed };
        let titles = TitledPosts::of(&draft.posts);
        let overseen = HashSet::new();
        let mut drawing = Drawing { draft, directory, main_posts, findings, overseen, titles };
        for row in &self.mentioned {
            let sheet = usize::from(drawing.draft.rows[row.outcome].sheet);
            let Some((_, columns)) = self.columns.iter().find(|(index, _)| *index == sheet) else { continue };
            drawing.superiors(row, columns);
            if let Some(column) = columns.overseer {
                drawing.overseer(row, column, columns);
            }
            for column in &columns.matters {
                drawing.matters(row, *column, columns, &unit_names);
            }
        }
    }
}

struct Drawing<'a, 'f> {
    draft: &'a mut Draft,
    directory: Directory<'a>,
    main_posts: Vec<Option<usize>>,
    findings: &'f mut Findings,
    /// Who oversees which unit, each once.
    overseen: HashSet<(End, usize)>,
    titles: TitledPosts,
}

impl Drawing<'_, '_> {
    /// The lines to the row's own superiors: the first named is the main one.
    fn superiors(&mut self, row: &Mentioned, columns: &Columns<'_>) {
        let mut has_main = false;
        for (column, field) in &columns.superiors {
            // A superior given by key and by name is one superior.
            if *field != Field::DottedSuperior && has_main {
                continue;
            }
            let Some(text) = columns.text(row.sheet_row, Some(*column)) else { continue };
            for (place, named) in self.directory.named_in(text, *field).into_iter().enumerate() {
                let kind = match (*field, place) {
                    (Field::DottedSuperior, _) => LineKind::Dotted,
                    (_, 0) => LineKind::Solid,
                    _ => LineKind::Dual,
                };
                let Some(superior) = self.end(named, *field, row, *column, columns) else { continue };
                has_main |= kind == LineKind::Solid;
                self.draft.lines.push(DraftLine {
                    superior,
                    subordinate: End::Post(row.post),
                    kind,
                    primary: kind == LineKind::Solid,
                    named: named.to_owned(),
                    row: row.outcome,
                    column: *column,
                });
            }
        }
    }

    /// The leader who oversees the row's unit, said on each of its rows and drawn once.
    fn overseer(&mut self, row: &Mentioned, column: usize, columns: &Columns<'_>) {
        let Some(text) = columns.text(row.sheet_row, Some(column)) else { return };
        for named in self.directory.named_in(text, Field::Overseer) {
            // Leaders are listed as their own overseers now and then; that says nothing.
            if matches!(self.directory.find(named, Field::Overseer), Found::Person(person) if row.person == Some(person))
            {
                continue;
            }
            if let Some(superior) = self.end(named, Field::Overseer, row, column, columns) {
                self.oversee(superior, row.unit, named, row.outcome, column);
            }
        }
    }

    /// The units that the row's person oversees; matters that are no units stay with the file.
    fn matters(
        &mut self,
        row: &Mentioned,
        column: usize,
        columns: &Columns<'_>,
        units: &HashMap<String, Option<usize>>,
    ) {
        let Some(text) = columns.text(row.sheet_row, Some(column)) else { return };
        let mut others = Vec::new();
        for part in text.split(['、', ',', '，', ';', '；', '。', '\n']) {
            let part = part.trim();
            let bare = ["分管", "联系", "负责", "主管", "协管", "分管联系"]
                .iter()
                .find_map(|verb| part.strip_prefix(verb))
                .unwrap_or(part);
            match units.get(bare.trim_matches(['：', ':', ' '])) {
                Some(Some(unit)) if *unit != row.unit => {
                    let named = self.draft.rows[row.outcome].label.clone();
                    self.oversee(End::Post(row.post), *unit, &named, row.outcome, column);
                }
                Some(Some(_)) => {}
                _ if part.is_empty() => {}
                _ => others.push(part),
            }
        }
        if !others.is_empty() {
            self.findings.add(Code::MatterWithoutUnit, || {
                (columns.cell_place(row.sheet_row, column), others.join("、"), vec![])
            });
        }
    }

    fn oversee(&mut self, superior: End, unit: usize, named: &str, row: usize, column: usize) {
        let is_in_unit = matches!(superior, End::Post(post) if self.draft.posts[post].unit == unit);
        if is_in_unit || !self.overseen.insert((superior, unit)) {
            return;
        }
        self.draft.lines.push(DraftLine {
            superior,
            subordinate: End::Unit(unit),
            kind: LineKind::Oversees,
            primary: false,
            named: named.to_owned(),
            row,
            column,
        });
    }

    /// The post at the upper end of a line, or a warning why there is none.
    fn end(&mut self, named: &str, field: Field, row: &Mentioned, column: usize, columns: &Columns<'_>) -> Option<End> {
        let (code, details) = match self.directory.find(named, field) {
            Found::Known(post) => return Some(End::Known(post)),
            Found::Person(person) if row.person == Some(person) => (Code::ReportsToItself, vec![]),
            Found::Person(person) => match self.main_posts[person] {
                Some(post) => return Some(End::Post(post)),
                None => (Code::SuperiorWithoutPost, vec![]),
            },
            Found::Several(count) => (Code::SuperiorAmbiguous, vec![count.to_string()]),
            Found::NoPost => (Code::SuperiorWithoutPost, vec![]),
            Found::Nobody => match self.post_of_title(named, field, row) {
                Some(post) => return Some(End::Post(post)),
                None => (Code::SuperiorNotFound, vec![]),
            },
        };
        self.findings.add(code, || (columns.cell_place(row.sheet_row, column), named.to_owned(), details));
        None
    }
}

impl Drawing<'_, '_> {
    /// The post that a list calls by its title: the only one in the row's own unit, else in the next unit above, else of all.
    fn post_of_title(&self, title: &str, field: Field, row: &Mentioned) -> Option<usize> {
        if !matches!(field, Field::Superior | Field::Overseer | Field::DottedSuperior) {
            return None;
        }
        let mut units = std::iter::successors(Some(row.unit), |unit| self.draft.units[*unit].parent);
        let nearest = units.find_map(|unit| self.titles.only_in(unit, title, row.post));
        nearest.or_else(|| self.titles.only_one(title, row.post))
    }
}

impl Directory<'_> {
    /// The names in a cell: one, unless only its parts are known.
    fn named_in(self, text: &str, field: Field) -> Vec<&str> {
        const BETWEEN: [char; 7] = ['、', ',', '，', ';', '；', '/', '\n'];
        if !text.contains(BETWEEN) || !matches!(self.find(text, field), Found::Nobody) {
            return vec![text];
        }
        let parts: Vec<&str> = text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).collect();
        let is_any_known = parts.iter().any(|part| !matches!(self.find(part, field), Found::Nobody));
        if is_any_known { parts } else { vec![text] }
    }

    /// Whom a text names: the people of the file come before those on the map.
    fn find(self, text: &str, field: Field) -> Found {
        match field {
            Field::SuperiorId => self.by_key(text),
            Field::SuperiorEmail => self.by_email(text),
            Field::SuperiorName => self.by_name(text),
            _ => self.by_key(text).or_else(|| self.by_email(text)).or_else(|| self.by_name(text)),
        }
        .unwrap_or(Found::Nobody)
    }

    fn by_key(self, key: &str) -> Option<Found> {
        let known = || self.known.person_of_key(key).map(|person| self.person(person));
        self.people.by_key(key).map(Found::Person).or_else(known)
    }

    fn by_email(self, email: &str) -> Option<Found> {
        match self.people.by_email(email) {
            Ok(person) => return Some(Found::Person(person)),
            Err(0) => {}
            Err(count) => return Some(Found::Several(count)),
        }
        let known = self.known.people_of_email(email);
        let mut keep = known.filter(|person| !self.readdressed.contains(person));
        match (keep.next(), keep.count()) {
            (Some(person), 0) => Some(self.person(person)),
            (Some(_), others) => Some(Found::Several(others as u32 + 1)),
            (None, _) => None,
        }
    }

    fn by_name(self, name: &str) -> Option<Found> {
        let bare = without_remark(name);
        for name in [name, bare] {
            match self.people.by_name(name) {
                Ok(person) => return Some(Found::Person(person)),
                Err(0) => {}
                Err(count) => return Some(Found::Several(count)),
            }
        }
        match self.people.by_plain_name(name) {
            Ok(person) => return Some(Found::Person(person)),
            Err(0) => {}
            Err(count) => return Some(Found::Several(count)),
        }
        // People of the map whom the file names are called as it calls them.
        let known = self.known.people_of_name(bare);
        let others = known.filter(|person| !self.matched.contains_key(person));
        let posts: Vec<Option<PostId>> = others.map(|person| self.post_of(person)).collect();
        let held: Vec<PostId> = posts.iter().copied().flatten().collect();
        match (held.as_slice(), posts.len()) {
            ([post], _) => Some(Found::Known(*post)),
            ([], 0) => None,
            ([], _) => Some(Found::NoPost),
            (several, _) => Some(Found::Several(several.len() as u32)),
        }
    }

    /// A person of the map, who may be one of the file.
    fn person(self, person: PersonId) -> Found {
        match self.matched.get(&person) {
            Some(listed) => Found::Person(*listed),
            None => self.post_of(person).map_or(Found::NoPost, Found::Known),
        }
    }

    /// The main post of somebody whom the file does not name, unless it ends with the import.
    fn post_of(self, person: PersonId) -> Option<PostId> {
        let post = self.known.main_post(person)?;
        let is_outside = || self.known.snapshot.post(post).is_some_and(|post| self.known.is_outside(post.unit));
        (!self.is_whole || is_outside()).then_some(post)
    }
}
