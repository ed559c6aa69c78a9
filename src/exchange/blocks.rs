//! Finds the tables of a sheet that holds several, beside or below each other, and gives each a sheet of its own.
//!
//! The lines and columns of a part are those of the whole sheet, so that every finding names the place in the file.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::mapping::Field;
use super::synonyms::{meaning, record_fields, squeeze};
use super::table::{Sheet, Stored, TooLarge, column_letters};

/// The most tables below each other that are told apart; what stands further down stays with the last.
const PART_LIMIT: usize = 40;

/// How far down the head of the first table is looked for.
const SEARCHED_ROWS: usize = 40;

/// Splits the sheets that hold several tables; the others stay as they are.
pub(super) fn split_tables(sheets: Vec<Sheet>) -> Result<Vec<Sheet>, TooLarge> {
    let mut split = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        // What came of JSON or cards is one table, with its head on line 0.
        let is_list = sheet.height() == 0 || sheet.line(0) == 0;
        let areas = if is_list { Vec::new() } else { areas(&sheet) };
        if areas.len() < 2 {
            split.push(sheet);
            continue;
        }
        for (index, area) in areas.iter().enumerate() {
            let mut part = part(&sheet, area)?;
            if index == 0 {
                part.name.clone_from(&sheet.name);
                part.remarks = sheet.remarks.clone();
            }
            split.push(part);
        }
    }
    Ok(split)
}

/// Rows and columns that hold one table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Area {
    rows: Range<usize>,
    columns: Range<usize>,
}

/// The tables of a sheet: those beside each other from left to right, each from the top down.
fn areas(sheet: &Sheet) -> Vec<Area> {
    let mut areas = Vec::new();
    for columns in beside(sheet) {
        areas.extend(below(sheet, &columns).into_iter().map(|rows| Area { rows, columns: columns.clone() }));
    }
    areas
}

/// The head of a table: the texts above its columns, squeezed, and whether one of them says what people are called.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Head {
    texts: Vec<String>,
    names_people: bool,
}

/// The head that a row is within some columns: two known words at least, and hardly any other.
fn head_of(sheet: &Sheet, row: usize, columns: &Range<usize>) -> Option<Head> {
    let cells = || columns.clone().map(|column| sheet.cell(row, column));
    let filled = cells().filter(|text| !text.is_empty()).count();
    let mut head = Head { texts: Vec::new(), names_people: false };
    let mut known = HashSet::new();
    let mut unknown = 0;
    for text in cells() {
        if text.is_empty() {
            head.texts.push(String::new());
            continue;
        }
        // Keys, numbers, days and addresses head no column, and there are many of them.
        let may_be_word = !text.contains('@') && text.contains(char::is_alphabetic);
        let field = if may_be_word { meaning(text).map(|meaning| meaning.field) } else { None };
        head.names_people |= matches!(field, Some(Field::Name | Field::GivenName | Field::FamilyName));
        let is_known = field.is_some() || (may_be_word && !record_fields(text).is_empty());
        if !is_known {
            unknown += 1;
            // Most rows are people: their second or third cell says so.
            if unknown * 3 > filled {
                return None;
            }
        }
        let squeezed = squeeze(text);
        if is_known {
            known.insert(squeezed.clone());
        }
        head.texts.push(squeezed);
    }
    // Without a column of names all words must be known: a row of people may hold one or two by chance.
    (known.len() >= 2 && (head.names_people || unknown == 0)).then_some(head)
}

/// Whether a row says one thing only, over however many columns: a title, or nothing.
fn is_title(sheet: &Sheet, row: usize, columns: &Range<usize>) -> bool {
    let mut texts = columns.clone().map(|column| sheet.cell(row, column)).filter(|text| !text.is_empty());
    let first = texts.next();
    texts.all(|text| Some(text) == first)
}

/// The rows of each table within some columns. A table ends where another head follows its rows.
fn below(sheet: &Sheet, columns: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut current: Option<Head> = None;
    let mut last_row = None;
    for row in 0..sheet.height() {
        if is_title(sheet, row, columns) {
            continue;
        }
        let Some(head) = head_of(sheet, row, columns) else {
            last_row = current.is_some().then_some(row).or(last_row);
            continue;
        };
        // The same head again is told of where the rows are read.
        if current.as_ref().is_some_and(|current| current.texts == head.texts) {
            continue;
        }
        if let Some(last) = last_row.take() {
            // Titles between the tables belong to the one below.
            starts.push(last + 1);
        }
        current = Some(head);
        if starts.len() == PART_LIMIT {
            break;
        }
    }
    let ends = starts.iter().skip(1).copied().chain([sheet.height()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The columns of each table beside another.
fn beside(sheet: &Sheet) -> Vec<Range<usize>> {
    let width = sheet.width();
    let whole = 0..width;
    let Some(top) = (0..sheet.height().min(SEARCHED_ROWS)).find(|row| head_of(sheet, *row, &whole).is_some()) else {
        return vec![whole];
    };
    let mut tables: Vec<Range<usize>> = Vec::new();
    for range in between_gaps(sheet, top, width) {
        match tables.last_mut() {
            Some(left) if !is_another(sheet, top, left, &range) => left.end = range.end,
            _ => tables.push(range),
        }
    }
    tables.iter().flat_map(|columns| repeated(sheet, top, columns)).collect()
}

/// The runs of columns between those that hold nothing from the head on.
fn between_gaps(sheet: &Sheet, top: usize, width: usize) -> Vec<Range<usize>> {
    let mut is_filled = vec![false; width];
    for row in top..sheet.height() {
        if is_title(sheet, row, &(0..width)) {
            continue;
        }
        for (column, text) in sheet.row(row).enumerate() {
            is_filled[column] |= !text.is_empty();
        }
    }
    let columns: Vec<usize> = (0..width).filter(|column| is_filled[*column]).collect();
    let run = |run: &[usize]| run[0]..run[run.len() - 1] + 1;
    columns.chunk_by(|one, next| one + 1 == *next).map(run).collect()
}

/// Whether the columns right of a gap are a table of their own, and not the rest of the one left of it.
fn is_another(sheet: &Sheet, top: usize, left: &Range<usize>, right: &Range<usize>) -> bool {
    let rows = || top..sheet.height().min(top + SEARCHED_ROWS);
    let head = |columns: &Range<usize>| rows().find_map(|row| head_of(sheet, row, columns));
    let Some(named) = head(left).filter(|head| head.names_people) else { return false };
    let repeats = |column| {
        let text = squeeze(sheet.cell(top, column));
        !text.is_empty() && named.texts.contains(&text)
    };
    head(right).is_some_and(|head| head.names_people) || right.clone().any(repeats)
}

/// One table after the other where a head repeats itself from left to right: 姓名, 电话, 姓名, 电话.
fn repeated(sheet: &Sheet, top: usize, columns: &Range<usize>) -> Vec<Range<usize>> {
    let whole = vec![columns.clone()];
    let Some(head) = head_of(sheet, top, columns) else { return whole };
    let width = head.texts.len();
    let is_period = |period: &usize| {
        width.is_multiple_of(*period) && head.texts.chunks(*period).all(|part| part == &head.texts[..*period])
    };
    let Some(period) = (2..=width / 2).find(is_period) else { return whole };
    let first = columns.start..columns.start + period;
    if !head_of(sheet, top, &first).is_some_and(|head| head.names_people) {
        return whole;
    }
    columns.clone().step_by(period).map(|start| start..start + period).collect()
}

/// A part of a sheet as a sheet, called by the range of its cells: 机关 (E2:G14).
fn part(sheet: &Sheet, area: &Area) -> Result<Sheet, TooLarge> {
    let Area { rows, columns } = area;
    let (first, last) = (sheet.line(rows.start), sheet.line(rows.end - 1));
    let (left, right) = (column_letters(columns.start), column_letters(columns.end - 1));
    let range = format!("{left}{first}:{right}{last}");
    let name = if sheet.name.is_empty() { range } else { format!("{} ({range})", sheet.name) };
    let mut part = Sheet::new(name);
    part.is_hidden = sheet.is_hidden;
    let mut kept: HashMap<Stored, Stored> = HashMap::new();
    for row in rows.clone() {
        part.begin_row(sheet.line(row));
        for column in 0..sheet.row_width(row).min(columns.end) {
            let Some(stored) = sheet.place(row, column).filter(|_| columns.contains(&column)) else {
                part.push_stored(Stored::default())?;
                continue;
            };
            let own = match kept.get(&stored) {
                Some(own) => *own,
                None => *kept.entry(stored).insert_entry(part.store_whole(sheet.cell(row, column))?).get(),
            };
            part.push_stored(own)?;
        }
    }
    Ok(part)
}
