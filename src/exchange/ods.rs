//! Reads a spreadsheet of `LibreOffice` (.ods) into sheets: numbers as they are shown, merged cells filled.
//!
//! After `OpenDocument` 1.3, part 3, chapters 9 and 19: a cell holds its value and the text that people see. The reading trusts
//! the file in nothing but its size: call it where memory and time are limited.

use std::collections::HashSet;
use std::io::{BufReader, Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::ods_cell::Cell;
use super::remark::RemarkKind;
use super::table::{Sheet, Stored, TooLarge, Workbook};
use super::xlsx::{CELL_LIMIT, Placed, SHEET_LIMIT, WorkbookFault, fill_merged, lay_rows, spend};
use super::xlsx_parts::{COLUMN_LIMIT, attribute};

/// The last row and column that any spreadsheet has.
const EDGE: u32 = 1 << 20;

/// The most bytes of the list of parts that are looked at.
const LIST_LIMIT: u64 = 4 << 20;

/// Reads all tables of an .ods file, hidden ones marked as such.
pub(super) fn read_ods(bytes: &[u8]) -> Result<Workbook, WorkbookFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if is_encrypted(&mut archive) {
        return Err(WorkbookFault::Encrypted);
    }
    let part = archive.by_name("content.xml").map_err(|error| damaged(&error))?;
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut content = Content { cells_left: CELL_LIMIT, ..Content::default() };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(&error))? {
            Event::Start(tag) => content.open(&tag)?,
            Event::Empty(tag) => {
                content.open(&tag)?;
                content.close(tag.local_name().as_ref())?;
            }
            Event::End(tag) => content.close(tag.local_name().as_ref())?,
            Event::Text(text) => content.write(&text)?,
            Event::CData(text) => content.write(&text)?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| damaged(&error))?;
                let named = match &*reference {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                };
                let unknown = || WorkbookFault::Damaged(format!("unrecognized entity `{}`", &*reference));
                content.write(character.or(named).ok_or_else(unknown)?.encode_utf8(&mut [0; 4]))?;
            }
            Event::Eof => return Ok(content.workbook),
            _ => {}
        }
    }
}

fn damaged(error: &dyn std::fmt::Display) -> WorkbookFault {
    WorkbookFault::Damaged(error.to_string())
}

/// Whether the list of parts says that a password is needed.
fn is_encrypted(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut list = String::new();
    let part = archive.by_name("META-INF/manifest.xml").ok();
    let is_read = part.is_some_and(|part| part.take(LIST_LIMIT).read_to_string(&mut list).is_ok());
    is_read && list.contains("encryption-data")
}

/// The document as far as it was read.
#[derive(Default)]
struct Content {
    workbook: Workbook,
    cells_left: usize,
    /// Styles of tables that are not shown.
    hidden_styles: HashSet<String>,
    /// The style of tables that is being read.
    style: Option<String>,
    table: Option<Table>,
    /// How deep the reading is in what is no text of a cell: remarks, drawings, changes.
    skipped: u32,
}

/// A table being read.
#[derive(Default)]
struct Table {
    sheet: Sheet,
    cells: Vec<Placed>,
    merged: Vec<calamine::Dimensions>,
    /// The row being read, and how many rows are the same, counted from 0.
    row: u32,
    repeated: u32,
    is_hidden: bool,
    of_row: Vec<(u32, Stored)>,
    /// The next column of the row, and the next of the list of columns.
    column: u32,
    listed_column: u32,
    hidden_columns: Vec<u32>,
    cell: Option<Cell>,
}

impl Content {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), WorkbookFault> {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.skipped > 0 || matches!(name, "annotation" | "shapes" | "tracked-changes" | "forms" | "frame" | "g") {
            self.skipped += 1;
            return Ok(());
        }
        match name {
            "style" if attribute(tag, "style:family").as_deref() == Some("table") => {
                self.style = attribute(tag, "style:name");
            }
            "table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                self.hidden_styles.extend(self.style.clone());
            }
            // A table within a cell is no table of its own.
            "table" if self.table.is_some() => self.skipped = 1,
            "table" => {
                if self.workbook.sheets.len() >= SHEET_LIMIT {
                    return Err(WorkbookFault::TooLarge);
                }
                let mut sheet = Sheet::new(attribute(tag, "table:name").unwrap_or_default());
                let style = attribute(tag, "table:style-name").unwrap_or_default();
                sheet.is_hidden = self.hidden_styles.contains(&style);
                self.table = Some(Table { sheet, ..Table::default() });
            }
            _ => {
                if let Some(table) = &mut self.table {
                    table.open(name, tag);
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), WorkbookFault> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        match name {
            "style" => self.style = None,
            "table" => {
                if let Some(table) = self.table.take() {
                    let sheet = table.finish(&mut self.cells_left)?;
                    self.workbook.sheets.push(sheet);
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = &mut self.table {
                    table.close_cell(&mut self.cells_left)?;
                }
            }
            "table-row" => {
                if let Some(table) = &mut self.table {
                    table.close_row(&mut self.cells_left)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), WorkbookFault> {
        let cell = self.table.as_mut().and_then(|table| table.cell.as_mut());
        match cell.filter(|_| self.skipped == 0) {
            Some(cell) => cell.write(text).map_err(WorkbookFault::from),
            None => Ok(()),
        }
    }
}

impl Table {
    fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<u32>().ok());
        let is_hidden =
            || attribute(tag, "table:visibility").is_some_and(|text| text == "collapse" || text == "filter");
        match name {
            "table-column" => {
                let end =
                    (self.listed_column + number("table:number-columns-repeated").unwrap_or(1).min(EDGE)).min(EDGE);
                if is_hidden() {
                    self.hidden_columns.extend(self.listed_column..end.min(COLUMN_LIMIT));
                }
                self.listed_column = end;
            }
            "table-row" => {
                self.repeated = number("table:number-rows-repeated").unwrap_or(1).min(EDGE);
                self.is_hidden = is_hidden();
                self.column = 0;
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(Cell::of(tag)),
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.open(name, tag);
                }
            }
        }
    }

    fn close_cell(&mut self, cells_left: &mut usize) -> Result<(), WorkbookFault> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (shown, remark) = cell.shown();
        let (row, column) = (self.row, self.column);
        self.column = (column + cell.repeated).min(EDGE);
        if let Some(remark) = remark {
            self.sheet.remarks.add(remark, (row + 1, column));
        }
        let stored = self.sheet.store(&shown)?;
        if stored.is_empty() {
            return Ok(());
        }
        spend(cells_left, cell.repeated as usize)?;
        self.of_row.extend((column..self.column).map(|column| (column, stored)));
        let (rows, columns) = cell.spanned;
        if rows > 1 || columns > 1 {
            let end = ((row + rows.min(EDGE) - 1).min(EDGE), (column + columns.min(EDGE) - 1).min(EDGE));
            self.merged.push(calamine::Dimensions { start: (row, column), end });
        }
        Ok(())
    }

    fn close_row(&mut self, cells_left: &mut usize) -> Result<(), WorkbookFault> {
        let end = (self.row + self.repeated).min(EDGE);
        if !self.of_row.is_empty() {
            spend(cells_left, self.of_row.len() * (end - self.row).saturating_sub(1) as usize)?;
            for row in self.row..end {
                self.cells.extend(self.of_row.iter().map(|(column, stored)| (row, *column, *stored)));
                if self.is_hidden {
                    self.sheet.remarks.add(RemarkKind::HiddenRow, (row + 1, 0));
                }
            }
        }
        self.of_row.clear();
        self.row = end;
        Ok(())
    }

    fn finish(mut self, cells_left: &mut usize) -> Result<Sheet, TooLarge> {
        let width = self.cells.iter().map(|(_, column, _)| column + 1).max().unwrap_or_default();
        for column in self.hidden_columns.iter().filter(|column| **column < width) {
            self.sheet.remarks.add(RemarkKind::HiddenColumn, (0, *column));
        }
        fill_merged(&mut self.cells, &self.merged, cells_left)?;
        lay_rows(&mut self.sheet, &self.cells, cells_left)?;
        Ok(self.sheet)
    }
}
