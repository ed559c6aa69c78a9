//! Tables as an Excel workbook: texts as texts, numbers and days as such, and no formula anywhere.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Formulas;
use super::tables::{Cell, Rows};

/// Writes a workbook with a sheet for each table; the same tables give the same bytes.
pub(super) fn xlsx(tables: &[(&'static str, Rows)], formulas: Formulas) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of the export is no part of the account; left alone it would make each file another.
    let made_on = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made_on));
    let head_format = Format::new().set_bold();
    let day_format = Format::new().set_num_format("yyyy-mm-dd");
    let text_format = Format::new().set_num_format("@");
    for (name, table) in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, head) in (0..).zip(&table.heads) {
            sheet.write_string_with_format(0, column, head, &head_format)?;
            sheet.set_column_width(column, width_of(table, usize::from(column)))?;
        }
        for (row, cells) in (1..).zip(&table.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Blank => {}
                    Cell::Text(text) if formulas == Formulas::Live && text.starts_with('=') => {
                        sheet.write_formula(row, column, text.as_str())?;
                    }
                    Cell::Text(text) => drop(sheet.write_string_with_format(row, column, text, &text_format)?),
                    Cell::Number(number) => drop(sheet.write_number(row, column, *number)?),
                    Cell::Day(day) => {
                        let (year, month, of_month) = day.parts();
                        match ExcelDateTime::from_ymd(year as u16, month as u8, of_month as u8) {
                            Ok(day) => drop(sheet.write_datetime_with_format(row, column, &day, &day_format)?),
                            // Spreadsheets know no day before 1900.
                            Err(_early) => drop(sheet.write_string(row, column, day.to_string())?),
                        }
                    }
                }
            }
        }
    }
    workbook.save_to_buffer()
}

/// A width in which most cells of a column can be read.
fn width_of(table: &Rows, column: usize) -> f64 {
    let length = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let cells = table.rows.iter().take(200).map(|row| match &row[column] {
        Cell::Text(text) => length(text),
        Cell::Day(_) => 10,
        _ => 4,
    });
    let longest = cells.chain([length(&table.heads[column])]).max().unwrap_or(8);
    longest.clamp(6, 40) as f64 + 2.0
}
