//! Reads an Excel workbook (.xlsx) into sheets, with merged cells filled and values as people see them.
//!
//! The reading trusts the file in nothing but its size: call it where memory and time are limited.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType, Reader as _, SheetType, SheetVisible, Style, Xlsx, XlsxError,
};
use indexmap::IndexMap;

use super::decimal::Decimal;
use super::number_format::NumberFormat;
use super::remark::RemarkKind;
use super::table::{Sheet, Stored, TooLarge, Workbook};
use super::xlsx_parts::Parts;

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
    let mut formats = None;
    let mut parts = Parts::of(bytes);
    for listed in listed.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut sheet = Sheet::new(&listed.name);
        sheet.is_hidden = listed.visible != SheetVisible::Visible;
        let mut cells = read_cells(&mut file, &mut sheet, &mut formats, &mut cells_left)?;
        if let Some(parts) = &mut parts {
            // A part that cannot be looked through again has been read, and there is nothing more to say.
            let _ = parts.look_through(&listed.name, &mut sheet.remarks);
        }
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
    formats: &mut Option<Formats>,
    cells_left: &mut usize,
) -> Result<Vec<Placed>, WorkbookFault> {
    let name = sheet.name.clone();
    let mut reader = file.worksheet_cells_reader(&name)?;
    let formats = formats.get_or_insert_with(|| Formats::of(reader.styles()));
    let mut cells = Vec::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let format = formats.of_style(style);
        let (shown, remark) = show(cell.get_value(), format);
        if let Some(remark) = remark {
            sheet.remarks.add(remark, (row + 1, column));
        }
        let stored = sheet.store(&shown)?;
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

/// How the cells of each style are shown; styles of one code share what is understood of it.
#[derive(Debug)]
struct Formats {
    formats: Vec<NumberFormat>,
    of_styles: Vec<u32>,
}

impl Formats {
    fn of(styles: &[Style]) -> Self {
        let mut places: IndexMap<&str, NumberFormat> = IndexMap::new();
        let of_styles = styles.iter().map(|style| {
            let code = style.number_format.as_ref().map_or("General", |format| format.format_code.as_str());
            let entry = places.entry(code);
            let place = entry.index() as u32;
            entry.or_insert_with(|| NumberFormat::parse(code));
            place
        });
        let of_styles = of_styles.collect();
        Self { formats: places.into_values().collect(), of_styles }
    }

    fn of_style(&self, style: usize) -> Option<&NumberFormat> {
        self.formats.get(*self.of_styles.get(style)? as usize)
    }
}

/// A value as people see it, and what else there is to say about it.
pub(super) fn show<'v>(value: &'v DataRef<'_>, format: Option<&NumberFormat>) -> (Cow<'v, str>, Option<RemarkKind>) {
    let text = |text: &'v str| format.map_or(text.into(), |format| format.show_text(text));
    match value {
        DataRef::Empty => ("".into(), None),
        DataRef::SharedString(shared) => (text(shared), None),
        DataRef::String(own) => (text(own), None),
        DataRef::DateTimeIso(day) | DataRef::DurationIso(day) => (day.trim_end_matches("T00:00:00").into(), None),
        DataRef::Int(number) => show_float(*number as f64, format),
        DataRef::Float(number) => show_float(*number, format),
        DataRef::Bool(truth) => (if *truth { "TRUE" } else { "FALSE" }.into(), None),
        DataRef::DateTime(moment) => (show_moment(moment, format).into(), None),
        // The words of an error are nobody's name.
        DataRef::Error(_) => ("".into(), Some(RemarkKind::ErrorCell)),
    }
}

/// A number by its format, with a remark when it is longer than a spreadsheet can keep.
fn show_float(number: f64, format: Option<&NumberFormat>) -> (Cow<'static, str>, Option<RemarkKind>) {
    if let Some(format) = format.filter(|format| format.is_of_days()) {
        let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, false);
        return (show_moment(&moment, Some(format)).into(), None);
    }
    let shown = format.map_or_else(|| Decimal::of(number).to_string(), |format| format.show(number));
    let is_long = number.abs() >= 1e15 && number.fract() == 0.0;
    (shown.into(), is_long.then_some(RemarkKind::LongNumber))
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

/// A day as 2026-03-01, with the time when there is one and the format shows it, or a time alone.
pub(super) fn show_moment(moment: &ExcelDateTime, format: Option<&NumberFormat>) -> String {
    // The last day that a spreadsheet knows is 9999-12-31.
    const DAYS: f64 = 2_958_466.0;
    let value = moment.as_f64();
    let (has_day, has_time) = format.map_or((true, true), NumberFormat::shows_day_and_time);
    let has_time = has_time || (value < 1.0 && !has_day);
    if !(0.0..DAYS).contains(&value) {
        return Decimal::of(value).to_string();
    }
    if moment.is_duration() || !has_day || (value < 1.0 && value > 0.0) {
        let seconds = (value * 86_400.0).round() as u64;
        let seconds = if moment.is_duration() { seconds } else { seconds % 86_400 };
        return format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (hour, minute, second) {
        (0, 0, 0) => date,
        _ if !has_time => date,
        (_, _, 0) => format!("{date} {hour:02}:{minute:02}"),
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}
