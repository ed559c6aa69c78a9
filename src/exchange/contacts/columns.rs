//! Which column of a sheet says what, and how its blank cells are meant.

use std::collections::HashMap;

use super::super::cells::{is_nothing, whole_number};
use super::super::days::{DayOrder, day_order};
use super::super::finding::Place;
use super::super::mapping::{Field, SheetMapping};
use super::super::person_cell::given_name_first;
use super::super::synonyms::{distance, is_birth, meaning, unit_level};
use super::super::table::Sheet;
use super::unit_cells::UnitCells;
use super::units::Parts;

/// A sheet with the columns that are used.
pub(super) struct Columns<'a> {
    pub file: &'a str,
    pub sheet: &'a Sheet,
    pub mapping: &'a SheetMapping,
    /// The first row below the head.
    pub first_row: usize,
    pub name: Option<usize>,
    pub given_name: Option<usize>,
    pub family_name: Option<usize>,
    pub aliases: Vec<usize>,
    pub title: Option<usize>,
    /// From the whole to the part.
    pub units: Vec<usize>,
    /// Whether a unit cell holds a path or one unit.
    pub parts: Parts,
    /// How unit cells are taken apart.
    pub unit_cells: UnitCells<'a>,
    /// Unit columns whose blank cells are parts of merged ones.
    pub filled_down: Vec<usize>,
    pub superiors: Vec<(usize, Field)>,
    pub overseer: Option<usize>,
    pub matters: Vec<usize>,
    pub rank: Option<usize>,
    pub mobiles: Vec<usize>,
    pub phones: Vec<usize>,
    pub emails: Vec<usize>,
    pub notes: Vec<usize>,
    pub key: Option<usize>,
    pub post_key: Option<usize>,
    pub order: Option<usize>,
    pub starts_on: Option<usize>,
    /// The best word first.
    pub ends_on: Vec<usize>,
    pub tenure_kind: Option<usize>,
    /// The year or day of birth, which only tells namesakes apart.
    pub born: Option<usize>,
    /// How the columns of days write 05/26/2027, as far as they show it.
    pub day_orders: HashMap<usize, DayOrder>,
    /// Whether names and numbers are taken as they are written: our own lists and address cards say nothing beside them.
    pub cells: Cells,
}

/// How cells of names and numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    /// A name, a number.
    Exact,
    /// As people write lists: several of them, remarks, words of address.
    Loose,
    /// The same, and the family name stands before a comma.
    FamilyFirst,
}

impl<'a> Columns<'a> {
    pub fn new(file: &'a str, sheet: &'a Sheet, mapping: &'a SheetMapping) -> Self {
        let head = mapping.head_line.and_then(|line| (0..sheet.height()).find(|row| sheet.line(*row) >= line));
        let first_row = head.map_or(0, |row| row + mapping.head_lines as usize);
        let one = |field| mapping.column_of(field);
        let all = |field| mapping.columns_of(field).collect::<Vec<_>>();
        // Somebody is reached at the desk before at home.
        let near = |field| {
            let mut columns = all(field);
            columns.sort_by_key(|column| distance(&mapping.columns[*column].header));
            columns
        };
        // Of several last days, the one by the best word counts: when somebody left, before when it was planned.
        let mut ends_on = all(Field::EndsOn);
        ends_on.sort_by_key(|column| meaning(&mapping.columns[*column].header).map(|meaning| meaning.preference));
        let mut units = all(Field::Unit);
        // A column without a level stands with departments.
        units.sort_by_key(|column| mapping.columns[*column].level.unwrap_or(30));
        let is_whole = |column: &usize| unit_level(&mapping.columns[*column].header).is_some();
        let parts = if units.iter().any(is_whole) { Parts::Whole } else { Parts::Path };
        let filled_down = units
            .iter()
            .copied()
            .filter(|column| {
                mapping.head_line != Some(0) && parts == Parts::Path && is_merged_down(sheet, first_row, *column)
            })
            .collect();
        let superiors =
            [Field::SuperiorId, Field::SuperiorEmail, Field::SuperiorName, Field::Superior, Field::DottedSuperior];
        let order =
            one(Field::Order).or_else(|| one(Field::Number).filter(|column| tells_order(sheet, first_row, *column)));
        let name = one(Field::Name);
        let cells = if parts == Parts::Whole || mapping.head_line == Some(0) {
            Cells::Exact
        } else if name.is_some_and(|name| is_family_first(sheet, first_row, name)) {
            Cells::FamilyFirst
        } else {
            Cells::Loose
        };
        let unit_cells =
            if cells == Cells::Exact { UnitCells::default() } else { UnitCells::of(sheet, first_row, &units) };
        Self {
            file,
            sheet,
            mapping,
            first_row,
            cells,
            unit_cells,
            name,
            given_name: one(Field::GivenName),
            family_name: one(Field::FamilyName),
            aliases: all(Field::Alias),
            title: one(Field::Title),
            units,
            parts,
            filled_down,
            superiors: superiors.into_iter().filter_map(|field| Some((one(field)?, field))).collect(),
            overseer: one(Field::Overseer),
            matters: all(Field::Matter),
            rank: one(Field::Rank),
            mobiles: near(Field::Mobile),
            phones: near(Field::Phone),
            emails: near(Field::Email),
            notes: all(Field::Note),
            key: one(Field::ExternalId),
            post_key: one(Field::PostKey),
            order,
            starts_on: one(Field::StartsOn),
            tenure_kind: one(Field::TenureKind),
            day_orders: day_orders(sheet, first_row, one(Field::StartsOn).iter().chain(&ends_on)),
            ends_on,
            born: mapping.columns.iter().position(|column| column.field.is_none() && is_birth(&column.header)),
        }
    }

    /// The text of a cell, if there is such a column and the cell says something.
    pub fn text(&self, row: usize, column: Option<usize>) -> Option<&'a str> {
        let text = self.sheet.cell(row, column?);
        (!is_nothing(text)).then_some(text)
    }

    /// The texts of several columns, each with its column.
    pub fn texts(&self, row: usize, columns: &[usize]) -> impl Iterator<Item = (usize, &'a str)> {
        columns.iter().filter_map(move |column| Some((*column, self.text(row, Some(*column))?)))
    }

    /// Where a row stands.
    pub fn place(&self, row: usize) -> Place {
        Place::file(self.file).on_sheet(&self.sheet.name).on_line(self.sheet.line(row))
    }

    /// Where a cell stands.
    pub fn cell_place(&self, row: usize, column: usize) -> Place {
        let header = self.mapping.columns.get(column).map_or("", |column| column.header.as_str());
        self.place(row).in_column(column, header)
    }

    /// Whether a row says what the head says: lists printed on several pages repeat it.
    pub fn repeats_head(&self, row: usize) -> bool {
        let mut is_any = false;
        let mut heads = self.mapping.columns.iter().enumerate();
        let is_same = heads.all(|(column, mapping)| {
            let text = self.sheet.cell(row, column);
            is_any |= mapping.field.is_some() && !text.is_empty();
            text.is_empty() || text == mapping.header
        });
        is_any && is_same
    }

    /// How many cells the head has.
    pub fn head_width(&self) -> usize {
        let filled =
            self.mapping.columns.iter().rposition(|column| !column.header.is_empty() || column.field.is_some());
        filled.map_or(0, |last| last + 1)
    }
}

/// How some columns write days, as far as they show it.
fn day_orders<'c>(
    sheet: &Sheet,
    first_row: usize,
    columns: impl Iterator<Item = &'c usize>,
) -> HashMap<usize, DayOrder> {
    let order = |column: &usize| {
        let cells = (first_row..sheet.height()).map(|row| sheet.cell(row, *column));
        Some((*column, day_order(cells)?))
    };
    columns.filter_map(order).collect()
}

/// Whether blank cells of a unit column stand below the one they are merged with.
///
/// Where each unit is written once, above blanks, the cells were merged before the file became text; where
/// units repeat from row to row, a blank means that there is none.
fn is_merged_down(sheet: &Sheet, first_row: usize, column: usize) -> bool {
    let mut blanks = 0;
    let mut is_first = true;
    let mut last = "";
    for row in first_row..sheet.height() {
        let is_single = sheet.row(row).filter(|cell| !cell.is_empty()).take(2).count() < 2;
        let text = sheet.cell(row, column);
        if is_single {
            continue;
        }
        if text.is_empty() {
            if is_first {
                return false;
            }
            blanks += 1;
        } else {
            if text == last {
                return false;
            }
            last = text;
        }
        is_first = false;
    }
    blanks > 0
}

/// Whether most names of a column are written as "Other, Ann".
fn is_family_first(sheet: &Sheet, first_row: usize, column: usize) -> bool {
    let names = (first_row..sheet.height()).map(|row| sheet.cell(row, column)).filter(|name| !name.is_empty());
    let (inverted, all) =
        names.fold((0, 0), |(inverted, all), name| (inverted + usize::from(given_name_first(name).is_some()), all + 1));
    inverted > 1 && inverted * 2 > all
}

/// Whether running numbers say more than the order of the rows: they neither count up nor begin anew.
fn tells_order(sheet: &Sheet, first_row: usize, column: usize) -> bool {
    let mut last = 0;
    let mut is_out_of_order = false;
    for row in first_row..sheet.height() {
        let text = sheet.cell(row, column);
        if text.is_empty() {
            continue;
        }
        let Some(number) = whole_number(text) else { return false };
        is_out_of_order |= number <= last && number != 1;
        last = number;
    }
    is_out_of_order
}
