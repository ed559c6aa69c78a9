//! Superiors of a contact list: names, keys and addresses in cells become lines between posts.

use std::collections::{HashMap, HashSet};

use crate::model::id::PostId;
use crate::model::line::LineKind;

use super::super::cells::without_remark;
use super::super::draft::{Draft, DraftLine, End};
use super::super::finding::{Code, Findings};
use super::super::known::Known;
use super::super::mapping::Field;
use super::columns::Columns;
use super::people::People;
use super::units::Units;

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
    /// The post of a person who was on the map before.
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
}

/// Draws the lines that the rows name, in the order of the file.
pub(super) fn draw(
    draft: &mut Draft,
    units: &Units,
    people: &People,
    mentioned: &[Mentioned],
    columns: &[(usize, Columns<'_>)],
    known: &Known<'_>,
    findings: &mut Findings,
) {
    draft.people.clone_from(&people.list);
    let main_posts = draft.main_posts();
    let directory = Directory { people, known };
    let mut drawing = Drawing { draft, directory, main_posts, findings, overseen: HashSet::new() };
    let unit_names = units.names();
    for row in mentioned {
        let sheet = usize::from(drawing.draft.rows[row.outcome].sheet);
        let Some((_, columns)) = columns.iter().find(|(index, _)| *index == sheet) else { continue };
        drawing.superiors(row, columns);
        if let Some(column) = columns.overseer {
            drawing.overseer(row, column, columns);
        }
        for column in &columns.matters {
            drawing.matters(row, *column, columns, &unit_names);
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
    fn matters(&mut self, row: &Mentioned, column: usize, columns: &Columns<'_>, units: &HashMap<&str, Option<usize>>) {
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
            Found::Nobody => (Code::SuperiorNotFound, vec![]),
        };
        self.findings.add(code, || (columns.cell_place(row.sheet_row, column), named.to_owned(), details));
        None
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
        let known = || self.known.post_of_key(key).map(Found::Known);
        self.people.by_key(key).map(Found::Person).or_else(known)
    }

    fn by_email(self, email: &str) -> Option<Found> {
        let known = || self.known.post_of_email(email).map(Found::Known);
        self.people.by_email(email).map(Found::Person).or_else(known)
    }

    fn by_name(self, name: &str) -> Option<Found> {
        let bare = without_remark(name);
        match self.people.by_name(name) {
            Ok(person) => return Some(Found::Person(person)),
            Err(0) => {}
            Err(count) => return Some(Found::Several(count)),
        }
        match self.people.by_name(bare) {
            Ok(person) => return Some(Found::Person(person)),
            Err(0) => {}
            Err(count) => return Some(Found::Several(count)),
        }
        match self.known.posts_of_name(bare) {
            (0, _) => None,
            (1, Some(post)) => Some(Found::Known(post)),
            (1, None) => Some(Found::NoPost),
            (count, _) => Some(Found::Several(count)),
        }
    }
}
