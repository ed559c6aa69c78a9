//! Finds the tables of a sheet that holds several, beside or below each other, and gives each a sheet of its own.
//!
//! The lines and columns of a part are those of the whole sheet, so that every finding names the place in the file.

use std::collections::HashMap;
use std::ops::Range;

use super::synonyms::squeeze;
use super::table::{Sheet, Stored, TooLarge, column_letters};
use super::table_head::{TableHead, head_by_form, head_of};

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
        // The first list of people keeps the name of the sheet.
        let main = areas.iter().position(|area| names_people(&sheet, area)).unwrap_or_default();
        for (index, area) in areas.iter().enumerate() {
            let mut part = part(&sheet, area)?;
            if index == main {
                part.name.clone_from(&sheet.name);
                part.remarks = sheet.remarks.clone();
            }
            split.push(part);
        }
    }
    Ok(split)
}

/// The name of the whole sheet that a part was cut from; empty for a part of a text.
pub(super) fn whole_name(name: &str) -> &str {
    let is_cell = |text: &str| {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
        digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_range = |text: &str| text.split_once(':').is_some_and(|(from, to)| is_cell(from) && is_cell(to));
    match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((whole, range)) if is_range(range) => whole,
        _ if is_range(name) => "",
        _ => name,
    }
}

fn names_people(sheet: &Sheet, area: &Area) -> bool {
    let mut rows = area.rows.clone().take(SEARCHED_ROWS);
    rows.find_map(|row| head_of(sheet, row, &area.columns)).is_some_and(|head| head.name.is_some())
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

/// Whether a row says one thing only, over however many columns: a title, or nothing.
fn is_title(sheet: &Sheet, row: usize, columns: &Range<usize>) -> bool {
    let mut texts = columns.clone().map(|column| sheet.cell(row, column)).filter(|text| !text.is_empty());
    let first = texts.next();
    texts.all(|text| Some(text) == first)
}

/// The rows of each table within some columns. A table ends where another head follows its rows.
fn below(sheet: &Sheet, columns: &Range<usize>) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut current: Option<TableHead> = None;
    let mut last_row = None;
    for row in 0..sheet.height() {
        if is_title(sheet, row, columns) {
            continue;
        }
        let head = further_head(sheet, row, columns, current.as_ref(), last_row);
        let Some(head) = head else {
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

/// The head that a row is below the rows of another table, or as the first of its sheet.
fn further_head(
    sheet: &Sheet,
    row: usize,
    columns: &Range<usize>,
    current: Option<&TableHead>,
    last_row: Option<usize>,
) -> Option<TableHead> {
    head_of(sheet, row, columns).or_else(|| {
        let (current, last) = (current?, last_row?);
        let is_after_gap = sheet.line(row) > sheet.line(last) + 1;
        is_after_gap.then(|| head_by_form(sheet, row, columns, current.name)).flatten()
    })
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
    let names_people = |columns: &Range<usize>| head(columns).is_some_and(|head| head.name.is_some());
    match (names_people(left), names_people(right)) {
        (true, true) => true,
        (false, false) => false,
        (true, false) => is_beside_people(sheet, top, right, left),
        (false, true) => is_beside_people(sheet, top, left, right),
    }
}

/// Whether some columns without names are a table of their own beside those of people: one of their heads stands above those
/// too, or they list rooms or things on lines where nobody stands.
fn is_beside_people(sheet: &Sheet, top: usize, things: &Range<usize>, people: &Range<usize>) -> bool {
    let texts =
        |columns: &Range<usize>| columns.clone().map(|column| squeeze(sheet.cell(top, column))).collect::<Vec<_>>();
    let of_people = texts(people);
    if texts(things).iter().any(|text| !text.is_empty() && of_people.contains(text)) {
        return true;
    }
    let is_blank =
        |row: usize, columns: &Range<usize>| columns.clone().all(|column| sheet.cell(row, column).is_empty());
    let mut rows = top + 1..sheet.height();
    let is_apart =
        |row: usize| is_blank(row, people) && !is_blank(row, things) && !is_title(sheet, row, &(0..sheet.width()));
    head_of(sheet, top, things).is_some_and(|head| head.lists_things) && rows.any(is_apart)
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
    if head_of(sheet, top, &first).is_none_or(|head| head.name.is_none()) {
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
