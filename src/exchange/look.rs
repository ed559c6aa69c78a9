//! What the reader of a workbook's cells does not tell: number formats, merged cells, hidden rows and columns.

use std::collections::HashMap;

use calamine::Dimensions;

use super::number_format::NumberFormat;
use super::remark::Remarks;

/// What there is to know about the cells of each sheet, in the order of the file.
#[derive(Debug)]
pub(super) struct Look {
    pub sheets: Vec<SheetLook>,
    formats: HashMap<u16, NumberFormat>,
    /// The format of each style.
    of_styles: Vec<u16>,
}

/// What there is to know about one sheet.
#[derive(Debug, Default)]
pub(super) struct SheetLook {
    pub remarks: Remarks,
    pub merged: Vec<Dimensions>,
    styles: HashMap<(u32, u32), u32>,
}

impl Default for Look {
    fn default() -> Self {
        let formats = BUILT_IN.iter().map(|(id, code)| (*id, NumberFormat::parse(code))).collect();
        Self { sheets: Vec::new(), formats, of_styles: Vec::new() }
    }
}

impl Look {
    /// Learns the code of a format.
    pub fn learn_format(&mut self, id: u16, code: &str) {
        self.formats.insert(id, NumberFormat::parse(code));
    }

    /// Learns the format of the next style.
    pub fn learn_style(&mut self, format: u16) {
        self.of_styles.push(format);
    }

    /// How the number of a cell is shown, if its sheet says so.
    pub fn format(&self, sheet: usize, place: (u32, u32)) -> Option<&NumberFormat> {
        let style = *self.sheets.get(sheet)?.styles.get(&place)?;
        self.formats.get(self.of_styles.get(style as usize)?)
    }
}

impl SheetLook {
    /// Learns the style of a cell, by its row and column, counted from 0.
    pub fn learn_cell(&mut self, place: (u32, u32), style: u32) {
        self.styles.insert(place, style);
    }
}

/// The formats of numbers that every workbook knows (ECMA-376 part 1, 18.8.30).
const BUILT_IN: [(u16, &str); 17] = [
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (14, "m/d/yyyy"),
    (15, "d-mmm-yy"),
    (17, "mmm-yy"),
    (18, "h:mm AM/PM"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (22, "m/d/yyyy h:mm"),
    (37, "#,##0;(#,##0)"),
    (38, "#,##0;(#,##0)"),
    (39, "#,##0.00;(#,##0.00)"),
    (40, "#,##0.00;(#,##0.00)"),
];
