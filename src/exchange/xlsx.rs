//! Reads an Excel workbook (.xlsx) into sheets, with merged cells filled and values as people see them.
//!
//! The reading trusts the file in nothing but its size: call it where memory and time are limited.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::table::{Sheet, Stored, TooLarge, Workbook};

/// The most sheets that a workbook may have.
pub const SHEET_LIMIT: usize = 256;

/// The most cells that a workbook may have, those within merged cells included.
pub const CELL_LIMIT: usize = 8 << 20;

/// Why a workbook gives no sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkbookFault {
    /// The file is no sound workbook; the reader's own words say where it gave up.
    Damaged(String),
    /// A password is needed to open it.
    Encrypted,
    /// It has more sheets, cells or text than the limits allow, or needs too much memory.
    TooLarge,
    /// Reading takes too long.
    TooSlow,
    /// The process that was to read it did not run.
    NotStarted(String),
}

impl From<XlsxError> for WorkbookFault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Encrypted,
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl From<TooLarge> for WorkbookFault {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Reads all worksheets of an .xlsx file, hidden ones marked as such.
pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Workbook, WorkbookFault> {
    let mut file = Xlsx::new(Cursor::new(bytes))?;
    let listed = file.sheets_metadata().to_vec();
    if listed.len() > SHEET_LIMIT {
        return Err(WorkbookFault::TooLarge);
    }
    let mut workbook = Workbook::default();
    let mut cells_left = CELL_LIMIT;
    for listed in listed.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut sheet = Sheet::new(&listed.name);
        sheet.is_hidden = listed.visible != SheetVisible::Visible;
        let mut cells = read_cells(&mut file, &mut sheet, &mut cells_left)?;
        // A sheet without merged cells has no such part, which is no fault.
        let merged = file.merge_cells_by_sheet_name(&listed.name).unwrap_or_default();
        fill_merged(&mut cells, &merged, &mut cells_left)?;
        lay_rows(&mut sheet, &cells, &mut cells_left)?;
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

/// A cell at its row and column, counted from 0.
pub(super) type Placed = (u32, u32, Stored);

/// Reads the cells that hold text, in the order of rows and columns.
fn read_cells(
    file: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &mut Sheet,
    cells_left: &mut usize,
) -> Result<Vec<Placed>, WorkbookFault> {
    let name = sheet.name.clone();
    let mut reader = file.worksheet_cells_reader(&name)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let stored = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::SharedString(text) => sheet.store(text)?,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => sheet.store(text)?,
            DataRef::Int(number) => sheet.store(&number.to_string())?,
            DataRef::Float(number) => sheet.store(&show_number(*number))?,
            DataRef::Bool(truth) => sheet.store(if *truth { "TRUE" } else { "FALSE" })?,
            DataRef::DateTime(moment) => sheet.store(&show_moment(moment))?,
            DataRef::Error(error) => sheet.store(&error.to_string())?,
        };
        if !stored.is_empty() {
            spend(cells_left, 1)?;
            cells.push((row, column, stored));
        }
    }
    // A damaged file may list its rows in any order.
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    cells.dedup_by_key(|(row, column, _)| (*row, *column));
    Ok(cells)
}

/// Repeats the text of each merged cell over all the rows and columns that it covers.
pub(super) fn fill_merged(
    cells: &mut Vec<Placed>,
    merged: &[Dimensions],
    cells_left: &mut usize,
) -> Result<(), TooLarge> {
    let Some(last_column) = cells.iter().map(|(_, column, _)| *column).max() else {
        return Ok(());
    };
    let mut rows: Vec<u32> = cells.iter().map(|(row, ..)| *row).collect();
    rows.dedup();
    let mut filled = Vec::new();
    for area in merged {
        let Ok(first) = cells.binary_search_by_key(&area.start, |(row, column, _)| (*row, *column)) else {
            continue;
        };
        let stored = cells[first].2;
        let from = rows.partition_point(|row| *row < area.start.0);
        for row in rows[from..].iter().take_while(|row| **row <= area.end.0) {
            for column in area.start.1..=area.end.1.min(last_column) {
                if (*row, column) != area.start {
                    spend(cells_left, 1)?;
                    filled.push((*row, column, stored));
                }
            }
        }
    }
    cells.append(&mut filled);
    // Stable: what stands in a cell itself comes before what a merged cell brings.
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    cells.dedup_by_key(|(row, column, _)| (*row, *column));
    Ok(())
}

/// Lays the cells out in rows, with empty cells in the gaps.
pub(super) fn lay_rows(sheet: &mut Sheet, cells: &[Placed], cells_left: &mut usize) -> Result<(), TooLarge> {
    for row in cells.chunk_by(|one, other| one.0 == other.0) {
        sheet.begin_row(row[0].0 + 1);
        let mut next = 0;
        for (_, column, stored) in row {
            spend(cells_left, (column - next) as usize)?;
            for _ in next..*column {
                sheet.push_stored(Stored::default())?;
            }
            sheet.push_stored(*stored)?;
            next = column + 1;
        }
    }
    Ok(())
}

pub(super) fn spend(cells_left: &mut usize, cells: usize) -> Result<(), TooLarge> {
    *cells_left = cells_left.checked_sub(cells).ok_or(TooLarge)?;
    Ok(())
}

/// A number with the fifteen digits that a spreadsheet keeps, never as a power of ten.
pub(super) fn show_number(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

/// A day as 2026-03-01, with the time when there is one, or a time alone.
pub(super) fn show_moment(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let value = moment.as_f64();
    if moment.is_duration() || value < 1.0 {
        let seconds = (value.abs() * 86_400.0).round() as u64;
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        (_, _, 0) => format!("{date} {hour:02}:{minute:02}"),
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}
