//! Tables as they stand in a file: sheets of rows of cells, kept compactly, each with its place.

use std::fmt;

use super::remark::Remarks;

/// All sheets of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workbook {
    /// The sheets in the order of the file; a text file has one without a name.
    pub sheets: Vec<Sheet>,
}

/// One sheet of a file: its cells in one text, so that a hundred thousand rows cost little.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet; empty for a text file.
    pub name: String,
    /// Whether the spreadsheet hides it from its readers.
    pub is_hidden: bool,
    /// What a spreadsheet holds besides the text of the cells.
    pub remarks: Remarks,
    /// The text of all cells, one after the other.
    text: String,
    /// Where each cell lies in `text`. Merged cells share one place.
    cells: Vec<Stored>,
    rows: Vec<Row>,
}

/// Where the text of a cell lies in its sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Stored {
    from: u32,
    until: u32,
}

/// Where a row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    /// The line of a text file or the row of a spreadsheet, counted from 1.
    line: u32,
    first_cell: u32,
}

impl Stored {
    /// Whether there is no text.
    pub fn is_empty(self) -> bool {
        self.from == self.until
    }
}

/// A sheet holds more than [`SHEET_TEXT_LIMIT`] or [`SHEET_CELL_LIMIT`] allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// The most text that one sheet holds, in bytes: a list of a hundred thousand people has a third of it.
pub const SHEET_TEXT_LIMIT: usize = 32 << 20;

/// The most cells that one sheet holds.
pub const SHEET_CELL_LIMIT: usize = 8 << 20;

impl Sheet {
    /// Makes an empty sheet.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Begins the next row, which stands on this line of the file.
    pub fn begin_row(&mut self, line: u32) {
        self.rows.push(Row { line, first_cell: self.cells.len() as u32 });
    }

    /// Adds a cell to the last row, as [`Sheet::store`] keeps its text.
    pub fn push_cell(&mut self, text: &str) -> Result<(), TooLarge> {
        let stored = self.store(text)?;
        self.push_stored(stored)
    }

    /// Keeps a text, without spaces around it and without control characters.
    ///
    /// Tabs and line breaks inside stay, the latter as line feeds. Invisible characters of scripts
    /// stay as well, since names are kept as they were written.
    pub fn store(&mut self, text: &str) -> Result<Stored, TooLarge> {
        let from = self.text.len();
        let trimmed = text.trim_matches(is_padding);
        if trimmed.contains(|c| c == '\r' || is_forbidden(c)) {
            let lines = trimmed.replace("\r\n", "\n").replace('\r', "\n");
            self.text.extend(lines.chars().filter(|c| !is_forbidden(*c)));
        } else {
            self.text.push_str(trimmed);
        }
        if self.text.len() > SHEET_TEXT_LIMIT {
            return Err(TooLarge);
        }
        Ok(Stored { from: from as u32, until: self.text.len() as u32 })
    }

    /// Keeps a text with the spaces around it, without control characters.
    pub fn store_whole(&mut self, text: &str) -> Result<Stored, TooLarge> {
        let from = self.text.len();
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        self.text.extend(lines.chars().filter(|c| !is_forbidden(*c)));
        if self.text.len() > SHEET_TEXT_LIMIT {
            return Err(TooLarge);
        }
        Ok(Stored { from: from as u32, until: self.text.len() as u32 })
    }

    /// Adds a cell whose text was stored before; the parts of a merged cell share one text.
    pub fn push_stored(&mut self, stored: Stored) -> Result<(), TooLarge> {
        if self.cells.len() >= SHEET_CELL_LIMIT {
            return Err(TooLarge);
        }
        self.cells.push(stored);
        Ok(())
    }

    /// How many bytes of text there are.
    pub(super) fn text_length(&self) -> usize {
        self.text.len()
    }

    /// Gives back the memory that was kept for more.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.rows.shrink_to_fit();
    }

    /// How many rows there are, empty ones included.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many cells the widest row has.
    pub fn width(&self) -> usize {
        (0..self.height()).map(|row| self.row_width(row)).max().unwrap_or_default()
    }

    /// How many cells this row has.
    pub fn row_width(&self, row: usize) -> usize {
        let Some(first) = self.rows.get(row) else {
            return 0;
        };
        self.row_end(row) - first.first_cell as usize
    }

    /// The line of a text file or the row of a spreadsheet that a row stands on, counted from 1.
    pub fn line(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(0, |row| row.line)
    }

    /// The text of a cell; empty where the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let Some(Stored { from, until }) = self.place(row, column) else {
            return "";
        };
        &self.text[from as usize..until as usize]
    }

    /// The cells of a row from left to right.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.row_width(row)).map(move |column| self.cell(row, column))
    }

    /// Whether no cell of a row holds text.
    pub fn is_blank(&self, row: usize) -> bool {
        self.row(row).all(str::is_empty)
    }

    /// Whether two cells are parts of one merged cell.
    pub fn is_merged(&self, one: (usize, usize), other: (usize, usize)) -> bool {
        match (self.place(one.0, one.1), self.place(other.0, other.1)) {
            (Some(one), Some(other)) => one == other && one.from < one.until,
            _ => false,
        }
    }

    /// Writes the sheet into bytes that [`Sheet::unpack`] reads: for the way out of a sandbox.
    pub fn pack(&self, out: &mut Vec<u8>) {
        let numbers = |out: &mut Vec<u8>, numbers: &[usize]| {
            for number in numbers {
                out.extend((*number as u32).to_le_bytes());
            }
        };
        numbers(out, &[self.name.len(), usize::from(self.is_hidden), self.text.len()]);
        numbers(out, &[self.cells.len(), self.rows.len()]);
        out.extend(self.name.as_bytes());
        out.extend(self.text.as_bytes());
        self.remarks.pack(out);
        for cell in &self.cells {
            numbers(out, &[cell.from as usize, cell.until as usize]);
        }
        for row in &self.rows {
            numbers(out, &[row.line as usize, row.first_cell as usize]);
        }
    }

    /// Reads a packed sheet off the front of some bytes; nothing when they do not hold a sound one.
    pub fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let mut head = [0; 5];
        for number in &mut head {
            *number = unpack_number(bytes)? as usize;
        }
        let [name, is_hidden, text, cells, rows] = head;
        let mut unpack_text = |length| {
            let (text, rest) = bytes.split_at_checked(length)?;
            *bytes = rest;
            String::from_utf8(text.to_vec()).ok()
        };
        let mut sheet =
            Self { name: unpack_text(name)?, is_hidden: is_hidden == 1, text: unpack_text(text)?, ..Self::default() };
        sheet.remarks = Remarks::unpack(bytes)?;
        for _ in 0..cells {
            let cell = Stored { from: unpack_number(bytes)?, until: unpack_number(bytes)? };
            sheet.text.get(cell.from as usize..cell.until as usize)?;
            sheet.cells.push(cell);
        }
        for _ in 0..rows {
            let row = Row { line: unpack_number(bytes)?, first_cell: unpack_number(bytes)? };
            let least = sheet.rows.last().map_or(0, |row| row.first_cell);
            let is_sound = (least..=cells as u32).contains(&row.first_cell);
            sheet.rows.push(is_sound.then_some(row)?);
        }
        Some(sheet)
    }

    fn row_end(&self, row: usize) -> usize {
        self.rows.get(row + 1).map_or(self.cells.len(), |next| next.first_cell as usize)
    }

    /// Where the text of a cell is kept; parts of a merged cell share one place.
    pub(super) fn place(&self, row: usize, column: usize) -> Option<Stored> {
        let first = self.rows.get(row)?.first_cell as usize;
        let cell = first + column;
        (cell < self.row_end(row)).then(|| self.cells[cell])
    }
}

impl fmt::Debug for Sheet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "sheet {:?}", self.name)?;
        for row in 0..self.height() {
            writeln!(out, "{}: {:?}", self.line(row), self.row(row).collect::<Vec<_>>())?;
        }
        Ok(())
    }
}

/// The letters that a spreadsheet shows above a column: A, B … Z, AA …
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Takes a number off the front of packed bytes.
fn unpack_number(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

/// White space as people type it around a word, the ideographic and the unbreakable space included.
pub(super) fn is_padding(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}' || is_forbidden(c)
}

/// Control characters and noncharacters, which no drawing and no XML file can hold.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
