//! What stands above the units of each sheet: the organisation, and the sheet's own name where sheets stand for units.

use std::collections::HashMap;

use super::super::blocks::whole_name;
use super::super::table::Sheet;
use super::columns::Columns;
use super::units::{SingleText, judge};

/// The units above everything on each sheet: its organisation, and its own name where sheets stand for units.
pub(super) fn tops(columns: &[(usize, Columns<'_>)]) -> Vec<Vec<String>> {
    let mut organisations: Vec<&String> =
        columns.iter().filter_map(|(_, one)| one.mapping.organisation.as_ref()).collect();
    organisations.dedup();
    // One title speaks for the sheets that have none.
    let shared = (organisations.len() == 1).then(|| organisations[0]);
    let top = |columns: &Columns<'_>| {
        let mut top: Vec<String> = columns.mapping.organisation.as_ref().or(shared).cloned().into_iter().collect();
        let is_unit = columns.units.is_empty() && !has_headings(columns) && is_named(columns.sheet);
        let name = whole_name(&columns.sheet.name);
        if is_unit && !top.iter().any(|above| above == name) {
            top.push(name.to_owned());
        }
        top
    };
    if columns.len() < 2 {
        return columns.iter().map(|(_, one)| one.mapping.organisation.clone().into_iter().collect()).collect();
    }
    let mut tops: Vec<Vec<String>> = columns.iter().map(|(_, one)| top(one)).collect();
    if share_units(columns) {
        for ((_, columns), top) in columns.iter().zip(&mut tops) {
            let name = whole_name(&columns.sheet.name);
            let is_said = columns.mapping.organisation.is_some() || top.iter().any(|above| above == name);
            if !is_said && is_named(columns.sheet) {
                top.push(name.to_owned());
            }
        }
    }
    tops
}

/// Whether somebody named the sheet: not "Sheet1", "工作表1" or a year.
fn is_named(sheet: &Sheet) -> bool {
    let bare = whole_name(&sheet.name).trim_end_matches(|c: char| c.is_ascii_digit() || "() （）年".contains(c));
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
pub(super) fn last_person_row(columns: &Columns<'_>) -> Option<usize> {
    let sheet = columns.sheet;
    (columns.first_row..sheet.height()).rev().find(|row| {
        let mut filled = (0..sheet.row_width(*row)).filter(|column| !sheet.cell(*row, *column).is_empty());
        let Some(first) = filled.next() else { return false };
        filled.any(|column| !sheet.is_merged((*row, first), (*row, column)))
    })
}
