//! Contact lists: rows become units, posts, people, tenures, lines and notes; every row meets a stated fate.

mod columns;
mod contact_cells;
mod counted;
mod covered;
mod further;
mod people;
mod person_row;
mod posts;
mod row;
mod succession;
mod superiors;
mod titled_posts;
mod tops;
mod unit_cells;
mod units;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::scale::ScaleValue;
use crate::model::time::Day;

use super::draft::Draft;
use super::finding::{Code, Findings, Place};
use super::known::Known;
use super::mapping::{SheetMapping, Table};
use super::plan::{Fate, PlanOptions, RowOutcome};
use super::reading::Reading;
use super::table::Sheet;
use columns::{Cells, Columns};
use counted::Counted;
pub(super) use people::{Held, Mention, People, Who};
use row::fill_down;
pub(super) use row::keep_note;
use superiors::Mentioned;
pub(super) use superiors::Superiors;
use tops::{last_person_row, tops};
pub(super) use units::Units;
use units::{SingleText, judge};

/// Reads all used sheets of a contact list. Its superiors are drawn later, when it is known who is who on the map.
pub(super) fn draft<'a>(
    reading: &'a Reading,
    known: &Known<'_>,
    options: &PlanOptions,
    findings: &mut Findings,
) -> (Draft, Superiors<'a>) {
    let mut list = List {
        reading,
        findings,
        draft: Draft::default(),
        units: Units::default(),
        people: People::default(),
        ranks: HashMap::new(),
        post_keys: HashMap::new(),
        counted: BTreeMap::new(),
        mentioned: Vec::new(),
        year_ends: BTreeSet::new(),
        today: options.today,
        fallback: options.organisation.clone().unwrap_or_else(|| known.account_name().to_owned()),
    };
    let sheets = reading.workbook.sheets.iter().zip(&reading.mapping.sheets).enumerate();
    let columns: Vec<(usize, Columns<'_>)> = sheets
        .filter(|(_, (_, mapping))| mapping.is_used && mapping.table == Table::Contacts)
        .map(|(index, (sheet, mapping))| (index, Columns::new(&reading.file, sheet, mapping)))
        .collect();
    let tops = tops(&columns);
    for ((index, columns), top) in columns.iter().zip(tops) {
        list.sheet(*index, columns, &top);
    }
    let List { mut draft, units, mut people, mut mentioned, year_ends, .. } = list;
    draft.units = units.list;
    draft.people = std::mem::take(&mut people.list);
    succession::settle(&mut draft, &mut mentioned, &year_ends);
    (draft, Superiors { columns, people, mentioned })
}

/// A contact list being read.
struct List<'a, 'f> {
    reading: &'a Reading,
    findings: &'f mut Findings,
    draft: Draft,
    units: Units,
    people: People,
    ranks: HashMap<String, Option<ScaleValue>>,
    /// The first post of each key that the list gives posts.
    post_keys: HashMap<String, usize>,
    /// What is told once for a column of the sheet, or for all its rows.
    counted: BTreeMap<(Code, Option<usize>), Counted>,
    mentioned: Vec<Mentioned>,
    /// The tenures whose end is only a year, of which the last day was taken.
    year_ends: BTreeSet<usize>,
    /// The organisation of rows that name no unit.
    fallback: String,
    today: Day,
}

/// The unit of a row, and whether only the list as a whole names it.
#[derive(Debug, Clone)]
struct RowUnit {
    unit: Option<usize>,
    names_top: bool,
    /// Further units of the same cell, in each of which the people of the row hold the same post beside it.
    further: Vec<usize>,
}

impl List<'_, '_> {
    fn sheet(&mut self, index: usize, columns: &Columns<'_>, top: &[String]) {
        let mut above = None;
        for name in top {
            above = Some(self.units.under(above, name));
        }
        let last = last_person_row(columns);
        self.make_room(columns.sheet.height());
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
            let mut paths = self.units_of(under, columns, &filled).into_iter();
            let unit = paths.next().flatten();
            let at = RowUnit { unit, names_top: unit.is_some() && unit == above, further: paths.flatten().collect() };
            self.person_row(outcome, row, columns, &at);
        }
        self.tell_counted(columns);
        if filled_rows > 0 {
            let column = columns.filled_down[0];
            let header = &columns.mapping.columns[column].header;
            let place = Place::file(columns.file).on_sheet(&columns.sheet.name).in_column(column, header);
            self.findings.add(Code::FilledDown, || (place, filled_rows.to_string(), vec![]));
        }
    }

    /// The units that the cells of a row name, below another: one for each path of the lowest cell that says something.
    fn units_of(&mut self, under: Option<usize>, columns: &Columns<'_>, filled: &[String]) -> Vec<Option<usize>> {
        let lowest = filled.iter().rposition(|cell| !cell.is_empty());
        let paths = match lowest {
            Some(lowest) if columns.cells != Cells::Exact => columns.unit_cells.paths(&filled[lowest]),
            _ => Vec::new(),
        };
        let cells = || filled.iter().map(String::as_str);
        if paths.len() < 2 {
            return vec![self.units.of_cells(under, columns, cells())];
        }
        let above = &filled[..lowest.unwrap_or_default()];
        let of_path = |path| self.units.of_cells(under, columns, above.iter().map(String::as_str).chain([path]));
        paths.into_iter().map(of_path).collect()
    }

    /// Makes room for what so many rows become, so that growing lists do not take their memory twice.
    fn make_room(&mut self, rows: usize) {
        self.draft.rows.reserve(rows);
        self.draft.posts.reserve(rows);
        self.draft.tenures.reserve(rows);
        self.people.list.reserve(rows);
        self.mentioned.reserve(rows);
    }

    /// The unit at the top of all, for rows that name none.
    fn fallback_unit(&mut self) -> usize {
        let before = self.units.list.len();
        let unit = self.units.under(None, &self.fallback);
        if unit == before {
            self.draft.fallback_unit = Some(unit);
        }
        unit
    }

    fn meet(&mut self, mention: Mention, row: usize, columns: &Columns<'_>) -> usize {
        let (name, key) = (mention.person.name.clone(), mention.person.key.clone().unwrap_or_default());
        let line_of = |list: &Self, person: usize| list.draft.rows[list.people.list[person].row].line.to_string();
        let key_place = || columns.key.map_or_else(|| columns.place(row), |column| columns.cell_place(row, column));
        match self.people.meet(mention) {
            Who::New(person) => person,
            Who::Same(person) => {
                let first = &self.draft.rows[self.people.list[person].row];
                // The further posts of a card stand on the line of the card.
                let is_same_line = first.line == columns.sheet.line(row)
                    && std::ptr::eq(&raw const self.reading.workbook.sheets[usize::from(first.sheet)], columns.sheet);
                if !key.is_empty() && !is_same_line {
                    let line = first.line.to_string();
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
}

/// The name of a sheet for messages, and what its columns are taken for.
pub(super) fn sheet_of<'a>(reading: &'a Reading, row: &RowOutcome) -> (&'a Sheet, &'a SheetMapping) {
    let index = usize::from(row.sheet);
    (&reading.workbook.sheets[index], &reading.mapping.sheets[index])
}
