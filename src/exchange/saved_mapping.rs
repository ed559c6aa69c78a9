//! Mappings that are kept for later files: what a user settled for the columns of one file is laid on others of the same heads.

use super::mapping::{ColumnMapping, Mapping, SheetMapping};
use super::reading::Reading;
use super::synonyms::squeeze;
use super::table::{Sheet, column_letters};

/// How far down the heads of a sheet are looked for.
const SEARCHED_ROWS: usize = 60;

impl Mapping {
    /// The mapping without anything of the rows that it was made for: neither samples nor titles.
    #[must_use]
    pub fn without_values(&self) -> Self {
        let bare = |sheet: &SheetMapping| SheetMapping {
            title: None,
            columns: sheet
                .columns
                .iter()
                .map(|column| ColumnMapping { samples: Vec::new(), ..column.clone() })
                .collect(),
            ..sheet.clone()
        };
        Self { sheets: self.sheets.iter().map(bare).collect() }
    }

    /// The mapping laid on a file, if the file has the heads of every sheet that the mapping uses.
    ///
    /// Heads are compared without case, spaces and punctuation; they may stand on another line, below another preamble, on
    /// a sheet of another name, and further columns may follow them. Sheets that the mapping does not know are left out.
    pub fn laid_on(&self, reading: &Reading) -> Option<Self> {
        let mut taken = vec![false; self.sheets.len()];
        let mut sheets = Vec::new();
        for (sheet, found) in reading.workbook.sheets.iter().zip(&reading.mapping.sheets) {
            let fitting = self
                .sheets
                .iter()
                .enumerate()
                .filter(|(place, _)| !taken[*place])
                .find_map(|(place, saved)| Some((place, lay(saved, sheet, found)?)));
            sheets.push(match fitting {
                Some((place, laid)) => {
                    taken[place] = true;
                    laid
                }
                None => SheetMapping { is_used: false, ..found.clone() },
            });
        }
        let is_whole = self.sheets.iter().zip(taken).all(|(saved, taken)| taken || !saved.is_used);
        (is_whole && self.sheets.iter().any(|sheet| sheet.is_used)).then_some(Self { sheets })
    }
}

/// What a saved sheet says of this one, if the heads are the same.
fn lay(saved: &SheetMapping, sheet: &Sheet, found: &SheetMapping) -> Option<SheetMapping> {
    let heads: Vec<String> = saved.columns.iter().map(|column| squeeze(&column.header)).collect();
    let last = heads.iter().rposition(|head| !head.is_empty())?;
    let wanted = &heads[..=last];
    let is_same = |texts: &[String]| texts.len() >= wanted.len() && &texts[..wanted.len()] == wanted;
    let of_found: Vec<String> = found.columns.iter().map(|column| squeeze(&column.header)).collect();
    let head_line = if is_same(&of_found) && found.head_lines == saved.head_lines {
        found.head_line?
    } else if saved.head_lines == 1 {
        let rows = (0..sheet.height()).filter(|row| !sheet.is_blank(*row)).take(SEARCHED_ROWS);
        let mut rows = rows.filter(|row| is_same(&sheet.row(*row).map(squeeze).collect::<Vec<_>>()));
        sheet.line(rows.next()?)
    } else {
        return None;
    };
    let mut columns = found.columns.clone();
    for (place, column) in columns.iter_mut().enumerate() {
        let kept = saved.columns.get(place);
        column.column = column_letters(place);
        column.field = kept.and_then(|kept| kept.field);
        column.level = kept.and_then(|kept| kept.level);
        if let Some(kept) = kept {
            column.header.clone_from(&kept.header);
        }
    }
    Some(SheetMapping {
        sheet: sheet.name.clone(),
        table: saved.table,
        is_used: saved.is_used,
        head_line: Some(head_line),
        head_lines: saved.head_lines,
        title: found.title.clone(),
        organisation: found.organisation.clone().or_else(|| saved.organisation.clone()),
        columns,
    })
}

/// Puts into a mapping what the heads of the sheets say, where each takes one line.
pub(super) fn with_heads(mut mapping: Mapping, sheets: &[Sheet]) -> Mapping {
    for (sheet, mapped) in sheets.iter().zip(&mut mapping.sheets) {
        let head = mapped.head_line.and_then(|line| (0..sheet.height()).find(|row| sheet.line(*row) == line));
        if let Some(row) = head.filter(|_| mapped.head_lines == 1) {
            for (place, column) in mapped.columns.iter_mut().enumerate() {
                sheet.cell(row, place).clone_into(&mut column.header);
            }
        }
    }
    mapping
}
