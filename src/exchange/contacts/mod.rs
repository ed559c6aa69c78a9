//! Contact lists: rows become units, posts, people, tenures, lines and notes; every row meets a stated fate.

mod columns;
mod people;
mod superiors;
mod units;

use std::collections::HashMap;

use crate::model::scale::ScaleValue;
use crate::model::tenure::TenureKind;
use crate::model::wording;

use super::cells::{
    NOTE_LIMIT, day, email_key, is_vacant, names_in, on_one_line, tenure_kind, tidy_name, title_and_kind, whole_number,
};
use super::draft::{Draft, DraftNote, DraftPerson, DraftPost, DraftTenure, span};
use super::finding::{Code, Findings, Place};
use super::known::Known;
use super::mapping::SheetMapping;
use super::plan::{Fate, PlanOptions, RowOutcome};
use super::reading::Reading;
use super::table::Sheet;
use columns::Columns;
pub(super) use people::{Mention, People, Who};
use superiors::Mentioned;
pub(super) use units::Units;
use units::{SingleText, judge};

/// Reads all used sheets of a contact list.
pub(super) fn draft(reading: &Reading, known: &Known<'_>, options: &PlanOptions, findings: &mut Findings) -> Draft {
    let mut list = List {
        reading,
        findings,
        draft: Draft::default(),
        units: Units::default(),
        people: People::default(),
        ranks: HashMap::new(),
        mentioned: Vec::new(),
        fallback: options.organisation.clone().unwrap_or_else(|| known.account_name().to_owned()),
    };
    let sheets = reading.workbook.sheets.iter().zip(&reading.mapping.sheets).enumerate();
    let columns: Vec<(usize, Columns<'_>)> = sheets
        .filter(|(_, (_, mapping))| mapping.is_used)
        .map(|(index, (sheet, mapping))| (index, Columns::new(&reading.file, sheet, mapping)))
        .collect();
    let tops = tops(&columns);
    for ((index, columns), top) in columns.iter().zip(tops) {
        list.sheet(*index, columns, &top);
    }
    let List { mut draft, units, people, mentioned, findings, .. } = list;
    superiors::draw(&mut draft, &units, &people, &mentioned, &columns, known, findings);
    draft.units = units.list;
    draft.people = people.list;
    draft
}

/// The units above everything on each sheet: its organisation, and its own name where sheets stand for units.
fn tops(columns: &[(usize, Columns<'_>)]) -> Vec<Vec<String>> {
    let mut organisations: Vec<&String> =
        columns.iter().filter_map(|(_, one)| one.mapping.organisation.as_ref()).collect();
    organisations.dedup();
    // One title speaks for the sheets that have none.
    let shared = (organisations.len() == 1).then(|| organisations[0]);
    let top = |columns: &Columns<'_>| {
        let mut top: Vec<String> = columns.mapping.organisation.as_ref().or(shared).cloned().into_iter().collect();
        let is_unit = columns.units.is_empty() && !has_headings(columns) && is_named(columns.sheet);
        if is_unit && !top.contains(&columns.sheet.name) {
            top.push(columns.sheet.name.clone());
        }
        top
    };
    if columns.len() < 2 {
        return columns.iter().map(|(_, one)| one.mapping.organisation.clone().into_iter().collect()).collect();
    }
    let mut tops: Vec<Vec<String>> = columns.iter().map(|(_, one)| top(one)).collect();
    if share_units(columns) {
        for ((_, columns), top) in columns.iter().zip(&mut tops) {
            if columns.mapping.organisation.is_none() && is_named(columns.sheet) && !top.contains(&columns.sheet.name) {
                top.push(columns.sheet.name.clone());
            }
        }
    }
    tops
}

/// Whether somebody named the sheet: not "Sheet1", "工作表1" or a year.
fn is_named(sheet: &Sheet) -> bool {
    let bare = sheet.name.trim_end_matches(|c: char| c.is_ascii_digit() || "() （）年".contains(c));
    !matches!(bare.to_lowercase().as_str(), "" | "sheet" | "工作表" | "table" | "page" | "tabelle" | "feuil")
}

fn has_headings(columns: &Columns<'_>) -> bool {
    let last = last_person_row(columns);
    (columns.first_row..columns.sheet.height())
        .any(|row| matches!(judge(columns, row, last), Some(SingleText::Heading(..))))
}

/// Whether units of the same name stand on several sheets, so that only the sheet tells them apart.
fn share_units(columns: &[(usize, Columns<'_>)]) -> bool {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, columns) in columns {
        let Some(first) = columns.units.first() else { continue };
        for row in columns.first_row..columns.sheet.height() {
            let Some(unit) = columns.text(row, Some(*first)) else { continue };
            if *seen.entry(unit).or_insert(*index) != *index {
                return true;
            }
        }
    }
    false
}

/// The last row that holds several texts: below it stands the foot of the list.
fn last_person_row(columns: &Columns<'_>) -> Option<usize> {
    let sheet = columns.sheet;
    (columns.first_row..sheet.height()).rev().find(|row| {
        let mut filled = (0..sheet.row_width(*row)).filter(|column| !sheet.cell(*row, *column).is_empty());
        let Some(first) = filled.next() else { return false };
        filled.any(|column| !sheet.is_merged((*row, first), (*row, column)))
    })
}

/// A contact list being read.
struct List<'a, 'f> {
    reading: &'a Reading,
    findings: &'f mut Findings,
    draft: Draft,
    units: Units,
    people: People,
    ranks: HashMap<String, Option<ScaleValue>>,
    mentioned: Vec<Mentioned>,
    /// The organisation of rows that name no unit.
    fallback: String,
}

impl List<'_, '_> {
    fn sheet(&mut self, index: usize, columns: &Columns<'_>, top: &[String]) {
        let mut above = None;
        for name in top {
            above = Some(self.units.under(above, name));
        }
        let last = last_person_row(columns);
        let mut headings: Vec<(u8, String)> = Vec::new();
        let mut under = above;
        let mut filled = vec![String::new(); columns.units.len()];
        let mut filled_rows = 0;
        for row in columns.first_row..columns.sheet.height() {
            if columns.sheet.is_blank(row) {
                continue;
            }
            let outcome = self.draft.rows.len();
            let line = columns.sheet.line(row);
            self.draft.rows.push(RowOutcome {
                sheet: index as u16,
                line,
                fate: Fate::Structure,
                ..RowOutcome::default()
            });
            if columns.repeats_head(row) {
                self.findings.add(Code::RepeatedHeader, || (columns.place(row), String::new(), vec![]));
                continue;
            }
            match judge(columns, row, last) {
                Some(SingleText::Heading(level, unit)) => {
                    headings.retain(|(other, _)| *other < level);
                    under = headings.iter().map(|(_, name)| name).chain([&unit]).fold(above, |above, name| {
                        let is_said_twice = above.is_some_and(|above| self.units.list[above].name == *name);
                        if is_said_twice { above } else { Some(self.units.under(above, name)) }
                    });
                    self.draft.rows[outcome].label.clone_from(&unit);
                    headings.push((level, unit));
                    filled.fill(String::new());
                    continue;
                }
                Some(SingleText::Remark) => {
                    let text = columns.sheet.row(row).find(|text| !text.is_empty()).unwrap_or_default();
                    self.draft.rows[outcome].fate = Fate::LeftOut;
                    text.clone_into(&mut self.draft.rows[outcome].label);
                    self.findings.add(Code::RowOutsideTable, || (columns.place(row), text.to_owned(), vec![]));
                    continue;
                }
                Some(SingleText::Cell) | None => {}
            }
            filled_rows += usize::from(fill_down(columns, row, &mut filled));
            let unit = self.units.of_cells(under, filled.iter().map(String::as_str));
            self.person_row(outcome, row, columns, unit);
        }
        if filled_rows > 0 {
            let column = columns.filled_down[0];
            let header = &columns.mapping.columns[column].header;
            let place = Place::file(columns.file).on_sheet(&columns.sheet.name).in_column(column, header);
            self.findings.add(Code::FilledDown, || (place, filled_rows.to_string(), vec![]));
        }
    }

    /// A row that speaks of a person, a post, or both.
    fn person_row(&mut self, outcome: usize, row: usize, columns: &Columns<'_>, unit: Option<usize>) {
        self.draft.rows[outcome].fate = Fate::Unchanged;
        let name = person_name(columns, row);
        let title = columns.text(row, columns.title);
        let names: Vec<String> = match &name {
            Some(name) if !is_vacant(name) => names_in(name).into_iter().map(tidy_name).collect(),
            _ => Vec::new(),
        };
        self.draft.rows[outcome].label = names.first().cloned().or(title.map(str::to_owned)).unwrap_or_default();
        if names.is_empty() && title.is_none() {
            self.draft.rows[outcome].fate = Fate::LeftOut;
            let said: Vec<&str> = columns.sheet.row(row).filter(|text| !text.is_empty()).collect();
            self.findings.add(Code::RowWithoutPerson, || (columns.place(row), said.join(" | "), vec![]));
            return;
        }
        self.check_width(row, columns);
        let unit = match unit {
            Some(unit) => unit,
            None => self.units.under(None, &self.fallback.clone()),
        };
        let (title, title_kind) = title_and_kind(title.unwrap_or_default());
        let title = self.cut(&title, row, columns.title, columns);
        let kind = self.tenure_kind(row, columns).or(title_kind);
        let people: Vec<usize> = names
            .iter()
            .map(|name| {
                let mut person =
                    if names.len() == 1 { self.contact_data(row, columns) } else { DraftPerson::default() };
                person.name = self.cut(name, row, columns.name, columns);
                (person.unit, person.row) = (unit, outcome);
                self.meet(Mention { person, is_concurrent: kind == Some(TenureKind::Concurrent) }, row, columns)
            })
            .collect();
        if people.len() == 1 && self.people.repeats(people[0], unit, &title) {
            self.draft.rows[outcome].fate = Fate::LeftOut;
            let first = self.draft.rows[self.people.list[people[0]].row].line;
            self.findings.add(Code::RepeatedRow, || (columns.place(row), first.to_string(), vec![]));
            return;
        }
        let post = self.draft.posts.len();
        let rank = self.rank(row, columns);
        let order = self.order(row, columns);
        self.draft.posts.push(DraftPost { unit, title, rank, order, key: None, row: outcome });
        let span = self.span(row, columns);
        for person in &people {
            let is_kind_said = kind.is_some();
            let kind = kind.unwrap_or(if self.people.list[*person].row == outcome {
                TenureKind::Substantive
            } else {
                // A second post without a word on how it is held stands beside the first.
                TenureKind::Concurrent
            });
            self.draft.tenures.push(DraftTenure { person: *person, post, kind, is_kind_said, span, row: outcome });
        }
        self.notes(outcome, row, columns, people.first().copied());
        self.mentioned.push(Mentioned { sheet_row: row, outcome, post, person: people.first().copied(), unit });
    }

    fn meet(&mut self, mention: Mention, row: usize, columns: &Columns<'_>) -> usize {
        let (name, key) = (mention.person.name.clone(), mention.person.key.clone().unwrap_or_default());
        let line_of = |list: &Self, person: usize| list.draft.rows[list.people.list[person].row].line.to_string();
        let key_place = || columns.key.map_or_else(|| columns.place(row), |column| columns.cell_place(row, column));
        match self.people.meet(mention) {
            Who::New(person) => person,
            Who::Same(person) => {
                if !key.is_empty() {
                    let line = line_of(self, person);
                    self.findings.add(Code::KeyTwice, || (key_place(), key, vec![line]));
                }
                person
            }
            Who::Namesake(person, other) => {
                let line = line_of(self, other);
                self.findings.add(Code::SameNameTwice, || (columns.place(row), name, vec![line]));
                person
            }
            Who::KeyOfAnother(person, other) => {
                let details = vec![line_of(self, other), self.people.list[other].name.clone()];
                self.findings.add(Code::KeyOfAnother, || (key_place(), key, details));
                person
            }
        }
    }

    /// What the row says of a single person beside the name.
    fn contact_data(&mut self, row: usize, columns: &Columns<'_>) -> DraftPerson {
        let line = |text: &str| on_one_line(text).0;
        let mut email = None;
        for column in &columns.emails {
            let Some(text) = columns.text(row, Some(*column)) else { continue };
            // Several addresses in one cell: the first is the person's.
            let first = text.split([';', ',', '；', '，', '\n', ' ']).next().unwrap_or_default();
            if email_key(first).is_some() {
                email = email.or_else(|| Some(line(first.trim_start_matches("mailto:"))));
            } else {
                self.findings.add(Code::NotAnEmail, || (columns.cell_place(row, *column), text.to_owned(), vec![]));
            }
        }
        let aliases = columns.aliases.iter().filter_map(|column| columns.text(row, Some(*column)));
        DraftPerson {
            aliases: aliases.flat_map(|text| text.split(['、', ';', '；'])).map(|alias| line(alias.trim())).collect(),
            email,
            phone: columns.first_text(row, &columns.phones).map(line),
            mobile: columns.first_text(row, &columns.mobiles).map(line),
            key: columns.text(row, columns.key).map(line),
            ..DraftPerson::default()
        }
    }

    fn rank(&mut self, row: usize, columns: &Columns<'_>) -> Option<ScaleValue> {
        let text = columns.text(row, columns.rank)?;
        if let Some(rank) = self.ranks.get(text) {
            return rank.clone();
        }
        let rank = ScaleValue::rank_from_text(&on_one_line(text).0);
        self.ranks.insert(text.to_owned(), rank.clone());
        rank
    }

    fn order(&mut self, row: usize, columns: &Columns<'_>) -> Option<u32> {
        let column = columns.order?;
        let text = columns.text(row, Some(column))?;
        let order = whole_number(text);
        if order.is_none() {
            self.findings.add(Code::NotANumber, || (columns.cell_place(row, column), text.to_owned(), vec![]));
        }
        order
    }

    fn tenure_kind(&mut self, row: usize, columns: &Columns<'_>) -> Option<TenureKind> {
        let column = columns.tenure_kind?;
        let text = columns.text(row, Some(column))?;
        let kind = tenure_kind(text);
        if kind.is_none() {
            self.findings.add(Code::UnknownTenureKind, || (columns.cell_place(row, column), text.to_owned(), vec![]));
        }
        kind
    }

    fn span(&mut self, row: usize, columns: &Columns<'_>) -> crate::model::time::Span {
        let mut read = |column: Option<usize>| {
            let text = columns.text(row, column)?;
            let found = day(text);
            if let (None, Some(column)) = (found, column) {
                self.findings.add(Code::NotADay, || (columns.cell_place(row, column), text.to_owned(), vec![]));
            }
            found
        };
        let (from, until) = (read(columns.starts_on), read(columns.ends_on));
        let (span, is_ordered) = span(from, until);
        if let (false, Some(column), Some(until)) = (is_ordered, columns.ends_on, until) {
            self.findings
                .add(Code::EndsBeforeItBegins, || (columns.cell_place(row, column), until.to_string(), vec![]));
        }
        span
    }

    fn notes(&mut self, outcome: usize, row: usize, columns: &Columns<'_>, person: Option<usize>) {
        for column in &columns.notes {
            let Some(text) = columns.text(row, Some(*column)) else { continue };
            let note = keep_note(text, person, outcome, || columns.cell_place(row, *column), self.findings);
            self.draft.notes.extend(note);
        }
    }

    /// A short text, cut with a warning when it is not short.
    fn cut(&mut self, text: &str, row: usize, column: Option<usize>, columns: &Columns<'_>) -> String {
        let (line, was_cut) = on_one_line(text);
        if was_cut {
            let place = || column.map_or_else(|| columns.place(row), |column| columns.cell_place(row, column));
            self.findings.add(Code::TextTooLong, || (place(), text.to_owned(), vec![]));
        }
        line
    }

    /// Rows of text files that are shorter or longer than the head.
    fn check_width(&mut self, row: usize, columns: &Columns<'_>) {
        if self.reading.delimiter.is_none() {
            return;
        }
        let (width, head) = (columns.sheet.row_width(row), columns.head_width());
        let surplus: Vec<&str> =
            (head..width).map(|column| columns.sheet.cell(row, column)).filter(|text| !text.is_empty()).collect();
        if width < head {
            self.findings.add(Code::ShortRow, || (columns.place(row), width.to_string(), vec![head.to_string()]));
        } else if !surplus.is_empty() {
            self.findings.add(Code::LongRow, || (columns.place(row), surplus.join(" | "), vec![]));
        }
    }
}

/// A note that passes the wording screen; of another, the rule is named.
pub(super) fn keep_note(
    text: &str,
    person: Option<usize>,
    row: usize,
    place: impl FnOnce() -> Place,
    findings: &mut Findings,
) -> Option<DraftNote> {
    let (code, value, details) = if text.chars().nth(NOTE_LIMIT).is_some() {
        (Code::NoteTooLong, "", vec![])
    } else if let Some(hit) = wording::screen(text) {
        // The text itself is not repeated: a message must not spread what may not be kept.
        let details = [hit.reason_zh, hit.reason_en, hit.rule];
        (Code::NoteScreened, "", details.map(str::to_owned).to_vec())
    } else if let Some(person) = person {
        return Some(DraftNote { person, text: text.to_owned(), row });
    } else {
        (Code::NoteWithoutPerson, text, vec![])
    };
    findings.add(code, || (place(), value.to_owned(), details));
    None
}

/// The whole name, or family and given name in the order that their script asks for.
fn person_name(columns: &Columns<'_>, row: usize) -> Option<String> {
    if let Some(name) = columns.text(row, columns.name) {
        return Some(name.to_owned());
    }
    let (given, family) = (columns.text(row, columns.given_name), columns.text(row, columns.family_name));
    match (given, family) {
        (Some(given), Some(family)) if family.chars().all(super::cells::is_han) => Some(format!("{family}{given}")),
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => given.or(family).map(str::to_owned),
    }
}

/// Takes over what the row says of its units; blank parts of merged cells keep what stands above.
fn fill_down(columns: &Columns<'_>, row: usize, filled: &mut [String]) -> bool {
    let mut has_filled = false;
    let mut is_new = false;
    for (place, column) in columns.units.iter().enumerate() {
        let text = columns.text(row, Some(*column)).unwrap_or_default();
        let is_kept = text.is_empty() && !is_new && columns.filled_down.contains(column);
        if is_kept {
            has_filled |= !filled[place].is_empty();
        } else {
            // Below a new upper unit, the lower one of the row above does not go on.
            is_new |= filled[place] != text;
            text.clone_into(&mut filled[place]);
        }
    }
    has_filled
}

/// The name of a sheet for messages, and what its columns are taken for.
pub(super) fn sheet_of<'a>(reading: &'a Reading, row: &RowOutcome) -> (&'a Sheet, &'a SheetMapping) {
    let index = usize::from(row.sheet);
    (&reading.workbook.sheets[index], &reading.mapping.sheets[index])
}
