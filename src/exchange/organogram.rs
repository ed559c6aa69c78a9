//! Organograms of the UK government: senior posts with keys of their own, each naming the post that it reports to.
//!
//! A post listed twice is one post with several holders. A holder who is paid and whose name is not disclosed becomes a person
//! without a name of his or her own, keyed by the post; a vacant or eliminated post has nobody. The forms are those of data.gov.uk from 2011 to 2015.

use std::collections::{HashMap, HashSet};

use crate::model::line::LineKind;
use crate::model::scale::ScaleValue;
use crate::model::tenure::TenureKind;
use crate::model::time::Span;

use super::cells::{is_nothing, is_undisclosed, is_vacant, on_one_line, tidy_name, title_and_kind};
use super::contacts::{Held, Mention, People, Units, Who, keep_note};
use super::draft::{Draft, DraftLine, DraftPerson, DraftPost, DraftTenure, End};
use super::finding::{Code, Findings, Place};
use super::plan::{Fate, RowOutcome};
use super::reading::Reading;
use super::synonyms::squeeze;
use super::table::Sheet;

/// What a table of a UK organogram lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Posts {
    Senior,
    Junior,
}

/// Whether the head of a table is that of an organogram.
pub(super) fn recognise(sheet: &Sheet, row: usize) -> Option<Posts> {
    let heads: Vec<String> = sheet.row(row).map(squeeze).collect();
    let has = |head: &str| heads.iter().any(|other| other == head);
    if has("postuniquereference") && has("reportstoseniorpost") && has("jobtitle") && has("name") {
        Some(Posts::Senior)
    } else if has("reportingseniorpost") && has("genericjobtitle") {
        Some(Posts::Junior)
    } else {
        None
    }
}

/// The columns of a table of senior posts, by what their heads say.
struct Columns<'a> {
    file: &'a str,
    sheet: &'a Sheet,
    head_row: usize,
    key: usize,
    name: usize,
    grade: Option<usize>,
    title: usize,
    units: Vec<usize>,
    superior: usize,
    phone: Option<usize>,
    email: Option<usize>,
    notes: Option<usize>,
    /// Full-time equivalent: 0 where nobody holds the post.
    time: Option<usize>,
    /// The lower end of the pay: 0 where nobody is paid.
    pay: Option<usize>,
}

impl<'a> Columns<'a> {
    fn new(file: &'a str, sheet: &'a Sheet, head_row: usize) -> Self {
        let heads: HashMap<String, usize> =
            sheet.row(head_row).enumerate().map(|(column, head)| (squeeze(head), column)).collect();
        let find = |head: &str| heads.get(head).copied();
        let one = |head| find(head).expect("a head of the form that was recognised");
        Self {
            file,
            sheet,
            head_row,
            key: one("postuniquereference"),
            name: one("name"),
            grade: find("grade").or_else(|| find("gradeorequivalent")),
            title: one("jobtitle"),
            units: ["parentdepartment", "organisation", "unit"].into_iter().filter_map(find).collect(),
            superior: one("reportstoseniorpost"),
            phone: find("contactphone"),
            email: find("contactemail"),
            notes: find("notes"),
            time: find("fte"),
            pay: find("actualpayfloor"),
        }
    }

    fn text(&self, row: usize, column: Option<usize>) -> Option<&'a str> {
        let text = self.sheet.cell(row, column?);
        (!is_nothing(text)).then_some(text)
    }

    /// Whether somebody holds the post of a row whom the row does not name.
    fn has_undisclosed_holder(&self, row: usize) -> bool {
        let number = |column: Option<usize>| column.and_then(|column| self.sheet.cell(row, column).parse::<f64>().ok());
        let name = self.sheet.cell(row, self.name).trim_matches('\'');
        let is_there = number(self.time).is_some_and(|time| time > 0.0);
        let is_unpaid = number(self.time) == Some(0.0) || number(self.pay) == Some(0.0);
        let withheld = is_undisclosed(name) && !is_unpaid;
        withheld || (name.is_empty() && is_there && !is_unpaid)
    }

    fn place(&self, row: usize, column: usize) -> Place {
        let place = Place::file(self.file).on_sheet(&self.sheet.name).on_line(self.sheet.line(row));
        place.in_column(column, self.sheet.cell(self.head_row, column))
    }
}

/// Reads the senior posts of all sheets that list them.
pub(super) fn draft(reading: &Reading, findings: &mut Findings) -> Draft {
    let mut list = List {
        draft: Draft::default(),
        units: Units::default(),
        people: People::default(),
        keys: HashMap::new(),
        superiors: Vec::new(),
        findings,
    };
    for (index, (sheet, mapping)) in reading.workbook.sheets.iter().zip(&reading.mapping.sheets).enumerate() {
        let head = (0..sheet.height()).find(|row| Some(sheet.line(*row)) == mapping.head_line);
        let Some(head) = head.filter(|head| mapping.is_used && recognise(sheet, *head) == Some(Posts::Senior)) else {
            continue;
        };
        let columns = Columns::new(&reading.file, sheet, head);
        for row in head + 1..sheet.height() {
            if !sheet.is_blank(row) {
                list.row(index, row, &columns);
            }
        }
        list.draw(&columns);
    }
    let List { mut draft, units, people, .. } = list;
    draft.units = units.list;
    draft.people = people.list;
    draft
}

struct List<'f> {
    draft: Draft,
    units: Units,
    people: People,
    /// The post of each key, and the row that named it first.
    keys: HashMap<String, usize>,
    /// Rows of this sheet that name a superior: sheet row, outcome, post.
    superiors: Vec<(usize, usize, usize)>,
    findings: &'f mut Findings,
}

impl List<'_> {
    fn row(&mut self, sheet: usize, row: usize, columns: &Columns<'_>) {
        let outcome = self.draft.rows.len();
        let line = columns.sheet.line(row);
        let title = on_one_line(columns.text(row, Some(columns.title)).unwrap_or_default()).0;
        let name = columns.sheet.cell(row, columns.name);
        let label = if is_vacant(name) { title.clone() } else { tidy_name(name) };
        self.draft.rows.push(RowOutcome { sheet: sheet as u16, line, label, ..RowOutcome::default() });
        // Any text is a key here: one body uses "NA" for a post that others report to.
        let key = on_one_line(columns.sheet.cell(row, columns.key)).0;
        if key.is_empty() {
            self.draft.rows[outcome].fate = Fate::LeftOut;
            let said: Vec<&str> = columns.sheet.row(row).filter(|text| !text.is_empty()).collect();
            self.findings.add(Code::PostWithoutKey, || (columns.place(row, columns.key), said.join(" | "), vec![]));
            return;
        }
        let (title, kind) = title_and_kind(&title);
        let unit = self.unit(row, columns);
        let post = if let Some(post) = self.keys.get(&key).copied() {
            let first = self.draft.rows[self.draft.posts[post].row].line.to_string();
            self.findings.add(Code::KeyTwice, || (columns.place(row, columns.key), key, vec![first]));
            post
        } else {
            let place = self.draft.posts.len();
            let grade = columns.text(row, columns.grade);
            let rank = grade.and_then(|grade| ScaleValue::rank_from_text(&on_one_line(grade).0));
            self.keys.insert(key.clone(), place);
            let post = DraftPost { unit, title, rank, key: Some(key), row: outcome, ..DraftPost::default() };
            self.draft.posts.push(post);
            place
        };
        let person = self.holder(outcome, row, post, kind, columns);
        if let Some(column) = columns.notes
            && let Some(text) = columns.text(row, Some(column))
        {
            let note = keep_note(text, person, outcome, || columns.place(row, column), self.findings);
            self.draft.notes.extend(note);
        }
        self.superiors.push((row, outcome, post));
    }

    fn unit(&mut self, row: usize, columns: &Columns<'_>) -> usize {
        // A slash is part of a name here: "HR / Finance" is one unit.
        let mut unit = None;
        for column in &columns.units {
            let Some(name) = columns.text(row, Some(*column)) else { continue };
            if unit.is_none_or(|unit: usize| self.units.list[unit].name != on_one_line(name).0) {
                unit = Some(self.units.under(unit, name));
            }
        }
        unit.unwrap_or_else(|| self.units.under(None, columns.file))
    }

    /// The person of a row, if the row discloses one.
    fn holder(
        &mut self,
        outcome: usize,
        row: usize,
        post: usize,
        kind: Option<TenureKind>,
        columns: &Columns<'_>,
    ) -> Option<usize> {
        let name = columns.sheet.cell(row, columns.name);
        if columns.has_undisclosed_holder(row) {
            self.undisclosed(outcome, row, post, kind, columns);
            return None;
        }
        if is_vacant(name.trim_matches('\'')) || name.trim_matches('\'').eq_ignore_ascii_case("eliminated") {
            return None;
        }
        let line = |column| columns.text(row, column).map(|text: &str| on_one_line(text).0);
        let person = DraftPerson {
            name: tidy_name(name),
            email: line(columns.email),
            phone: line(columns.phone),
            unit: self.draft.posts[post].unit,
            row: outcome,
            ..DraftPerson::default()
        };
        let name = person.name.clone();
        let (person, is_again) = match self.people.meet(Mention { person, ..Mention::default() }) {
            Who::New(person) | Who::KeyOfAnother(person, _) => (person, false),
            Who::Same(person) => (person, true),
            Who::Namesake(person, other) => {
                let first = self.draft.rows[self.people.list[other].row].line.to_string();
                self.findings.add(Code::SameNameTwice, || (columns.place(row, columns.name), name, vec![first]));
                (person, false)
            }
        };
        if let Some(held) = self.people.held(person, post, "") {
            self.draft.rows[outcome].fate = Fate::LeftOut;
            let first = self.draft.rows[held.spans[&Span::ALWAYS]].line.to_string();
            self.findings.add(Code::RepeatedRow, || (columns.place(row, columns.name), first, vec![]));
            return Some(person);
        }
        self.people.hold(person, (post, ""), Held { post, spans: HashMap::from([(Span::ALWAYS, outcome)]) });
        let beside = if is_again { TenureKind::Concurrent } else { TenureKind::Substantive };
        self.draft.tenures.push(DraftTenure {
            person,
            post,
            kind: kind.unwrap_or(beside),
            is_kind_said: kind.is_some(),
            span: Span::ALWAYS,
            row: outcome,
        });
        Some(person)
    }

    /// Puts a holder without a name into a post; a post listed several times has several.
    fn undisclosed(
        &mut self,
        outcome: usize,
        row: usize,
        post: usize,
        kind: Option<TenureKind>,
        columns: &Columns<'_>,
    ) {
        let title = self.draft.posts[post].title.clone();
        self.findings.add(Code::NotDisclosed, || (columns.place(row, columns.name), title, vec![]));
        let key = self.draft.posts[post].key.clone().unwrap_or_default();
        let others = self.draft.tenures.iter().filter(|tenure| tenure.post == post).count();
        let key = if others == 0 { key } else { format!("{key} ({})", others + 1) };
        let person = self.people.add_undisclosed(DraftPerson {
            name: "N/D".to_owned(),
            undisclosed: Some(key),
            unit: self.draft.posts[post].unit,
            row: outcome,
            ..DraftPerson::default()
        });
        self.draft.tenures.push(DraftTenure {
            person,
            post,
            kind: kind.unwrap_or(TenureKind::Substantive),
            is_kind_said: kind.is_some(),
            span: Span::ALWAYS,
            row: outcome,
        });
    }

    /// Draws the lines of the sheet, when all its posts are known.
    fn draw(&mut self, columns: &Columns<'_>) {
        let mut has_superior = vec![false; self.draft.posts.len()];
        let mut drawn = HashSet::new();
        for (row, outcome, post) in std::mem::take(&mut self.superiors) {
            let named = columns.sheet.cell(row, columns.superior);
            if named.is_empty() || named.eq_ignore_ascii_case("xx") {
                continue;
            }
            let place = || columns.place(row, columns.superior);
            let Some(superior) = self.keys.get(named).copied() else {
                self.findings.add(Code::SuperiorNotFound, || (place(), named.to_owned(), vec![]));
                continue;
            };
            if superior == post {
                self.findings.add(Code::ReportsToItself, || (place(), named.to_owned(), vec![]));
                continue;
            }
            if !drawn.insert((post, superior)) {
                continue;
            }
            // A post listed twice with two superiors obeys both; the first is the main one.
            let is_first = !std::mem::replace(&mut has_superior[post], true);
            self.draft.lines.push(DraftLine {
                superior: End::Post(superior),
                subordinate: End::Post(post),
                kind: if is_first { LineKind::Solid } else { LineKind::Dual },
                primary: is_first,
                named: named.to_owned(),
                row: outcome,
                column: columns.superior,
            });
        }
    }
}
