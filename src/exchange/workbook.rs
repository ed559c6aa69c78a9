//! Reads a workbook of any known make (.xlsx, .xls and WPS, .xlsb, .ods) into sheets.
//!
//! The reading trusts the file in nothing but its size: call it where memory and time are limited.

use std::fmt::Display;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb};

use super::format::{Format, recognise};
use super::look::Look;
use super::ods::read_ods;
use super::table::{Sheet, Workbook};
use super::xls_records;
use super::xlsb_records;
use super::xlsx::{CELL_LIMIT, Placed, SHEET_LIMIT, WorkbookFault, fill_merged, lay_rows, read_xlsx, show, spend};

/// Reads all worksheets of a workbook, hidden ones marked as such.
pub fn read_workbook(bytes: &[u8]) -> Result<Workbook, WorkbookFault> {
    let cursor = Cursor::new(bytes);
    match recognise(bytes) {
        Ok(Format::Xls) => {
            let file = Xls::new(cursor).map_err(|error| match error {
                XlsError::Password => WorkbookFault::Encrypted,
                other => damaged(&other),
            })?;
            let mut look = xls_records::look_of(bytes);
            for (sheet, listed) in look.sheets.iter_mut().zip(file.sheets_metadata()) {
                sheet.merged = file.merge_cells_by_sheet_name(&listed.name).unwrap_or_default();
            }
            read_sheets(file, look)
        }
        Ok(Format::Xlsb) => {
            read_sheets(Xlsb::new(cursor).map_err(|error| damaged(&error))?, xlsb_records::look_of(bytes))
        }
        Ok(Format::Ods) => read_ods(bytes),
        _ => read_xlsx(bytes),
    }
}

fn damaged(error: &dyn Display) -> WorkbookFault {
    WorkbookFault::Damaged(error.to_string())
}

fn read_sheets<'b, R>(mut file: R, mut look: Look) -> Result<Workbook, WorkbookFault>
where
    R: Reader<Cursor<&'b [u8]>>,
    R::Error: Display,
{
    let listed = file.sheets_metadata().to_vec();
    if listed.len() > SHEET_LIMIT {
        return Err(WorkbookFault::TooLarge);
    }
    let mut workbook = Workbook::default();
    let mut cells_left = CELL_LIMIT;
    for (index, listed) in listed.iter().enumerate().filter(|(_, sheet)| sheet.typ == SheetType::WorkSheet) {
        let mut sheet = Sheet::new(&listed.name);
        sheet.is_hidden = listed.visible != SheetVisible::Visible;
        let mut merged = Vec::new();
        if let Some(seen) = look.sheets.get_mut(index) {
            (sheet.remarks, merged) = (std::mem::take(&mut seen.remarks), std::mem::take(&mut seen.merged));
        }
        let range = file.worksheet_range(&listed.name).map_err(|error| damaged(&error))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut cells: Vec<Placed> = Vec::new();
        for (row, column, value) in range.used_cells() {
            let place = (first_row + row as u32, first_column + column as u32);
            let value = borrowed(value);
            let (shown, remark) = show(&value, look.format(index, place));
            if let Some(remark) = remark {
                sheet.remarks.add(remark, (place.0 + 1, place.1));
            }
            let stored = sheet.store(&shown)?;
            if !stored.is_empty() {
                spend(&mut cells_left, 1)?;
                cells.push((place.0, place.1, stored));
            }
        }
        fill_merged(&mut cells, &merged, &mut cells_left)?;
        lay_rows(&mut sheet, &cells, &mut cells_left)?;
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Empty => DataRef::Empty,
        Data::String(text) => DataRef::SharedString(text),
        Data::DateTimeIso(day) => DataRef::DateTimeIso(day.clone()),
        Data::DurationIso(time) => DataRef::DurationIso(time.clone()),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}
