//! The units of a contact list: paths in cells, headings between the rows, the organisation above all.

use std::collections::HashMap;

use super::super::cells::{heading, is_nothing, on_one_line, path_parts};
use super::super::draft::DraftUnit;
use super::super::synonyms::sounds_like_unit;
use super::columns::Columns;

/// What a cell of a unit column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// A path of units, split as people write them.
    Path,
    /// One unit, whatever its name holds.
    Whole,
}

/// The units seen so far, each once.
#[derive(Default)]
pub(in crate::exchange) struct Units {
    pub list: Vec<DraftUnit>,
    by_name: HashMap<(Option<usize>, String), usize>,
    by_cells: HashMap<(Option<usize>, String), usize>,
}

impl Units {
    /// The unit of this name under another, made when it is new.
    pub fn under(&mut self, parent: Option<usize>, name: &str) -> usize {
        let name = on_one_line(name).0;
        let key = (parent, name);
        if let Some(known) = self.by_name.get(&key) {
            return *known;
        }
        let place = self.list.len();
        self.list.push(DraftUnit { parent, name: key.1.clone() });
        self.by_name.insert(key, place);
        place
    }

    /// The unit that the cells of a row name, below another; that other one where they name none.
    pub(super) fn of_cells<'t>(
        &mut self,
        above: Option<usize>,
        columns: &Columns<'_>,
        cells: impl Iterator<Item = &'t str> + Clone,
    ) -> Option<usize> {
        let mut joined = String::new();
        for cell in cells.clone() {
            joined.push_str(cell);
            joined.push('\u{1F}');
        }
        let key = (above, joined);
        if let Some(known) = self.by_cells.get(&key) {
            return Some(*known);
        }
        let mut unit = above;
        if columns.parts == Parts::Whole {
            let unit = cells.filter(|cell| !cell.is_empty()).fold(above, |unit, cell| Some(self.under(unit, cell)));
            self.by_cells.extend(unit.map(|unit| (key, unit)));
            return unit;
        }
        for part in cells.flat_map(path_parts).flat_map(|part| columns.unit_cells.parts(part)) {
            // A path that begins with what stands above it says it twice: 市局 over 市局/办公室.
            if unit.is_some_and(|unit| self.list[unit].name == part) {
                continue;
            }
            unit = Some(self.under(unit, part));
        }
        if let Some(unit) = unit {
            self.by_cells.insert(key, unit);
        }
        unit
    }
}

/// Whether a row with a single text is a heading, a foot, or a row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SingleText {
    /// It names the unit of the rows below, at a level.
    Heading(u8, String),
    /// It is a remark on the list.
    Remark,
    /// It is the name of a person, or whatever the columns say.
    Cell,
}

/// Judges a row; `last_person_row` is the last one with several texts.
pub(super) fn judge(columns: &Columns<'_>, row: usize, last_person_row: Option<usize>) -> Option<SingleText> {
    const LONGEST_UNIT: usize = 40;
    let sheet = columns.sheet;
    let mut filled = (0..sheet.row_width(row)).filter(|column| !sheet.cell(row, *column).is_empty());
    let column = filled.next()?;
    let text = sheet.cell(row, column);
    let mut is_wide = false;
    for other in filled {
        if !sheet.is_merged((row, column), (row, other)) {
            return None;
        }
        is_wide = true;
    }
    let is_person_column = [columns.name, columns.given_name, columns.family_name].contains(&Some(column));
    let (level, unit) = heading(text);
    let sounds_so = level < 9 || sounds_like_unit(&unit);
    if is_person_column && !is_wide && !sounds_so {
        return Some(SingleText::Cell);
    }
    let has_people_below = last_person_row.is_some_and(|last| row < last);
    let is_remark = text.chars().count() > LONGEST_UNIT || text.contains(['：', ':', '。', '\n']) || is_nothing(&unit);
    let is_number = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_heading = is_wide || columns.units.contains(&column) || column == 0 || sounds_so;
    Some(if has_people_below && is_heading && !is_remark && !is_number {
        SingleText::Heading(level, unit)
    } else if is_wide || columns.mapping.columns.get(column).is_none_or(|mapping| mapping.field.is_none()) || is_remark
    {
        SingleText::Remark
    } else {
        SingleText::Cell
    })
}
