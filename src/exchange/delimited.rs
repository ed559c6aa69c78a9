//! Reads comma, semicolon and tab separated text (RFC 4180) into a sheet, and refuses broken quoting.

use memchr::memchr3;

use super::defuse::original;
use super::row_ends::RowEnds;
use super::table::{Sheet, TooLarge, is_padding};

/// Why a text is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// A quotation mark opens a cell on this line, and none closes it.
    Unclosed {
        /// The line on which the cell begins.
        line: u32,
        /// The column of the cell, counted from 0.
        column: usize,
        /// How the cell begins.
        value: String,
    },
    /// Text follows the quotation mark that closes a cell.
    TextAfterQuote {
        /// The line on which the text stands.
        line: u32,
        /// The column of the cell, counted from 0.
        column: usize,
        /// The end of the cell and what follows it.
        value: String,
    },
    /// There is more text than one sheet can hold.
    TooLarge,
}

impl From<TooLarge> for Broken {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// Reads a text whose delimiter is found by looking.
///
/// Line numbers count the lines of the text, so that a cell of several lines does not shift those
/// below it. Blank lines are no rows.
pub fn read_delimited(text: &str) -> Result<(Sheet, char), Broken> {
    let (mut rows, skipped, delimiter) = Rows::below(text);
    let mut ends = RowEnds::new(delimiter as u8);
    let mut rest = &text[skipped..];
    while !rest.is_empty() {
        let length = ends.next(rest.as_bytes()).unwrap_or(rest.len());
        rows.take(&rest[..length])?;
        rest = &rest[length..];
    }
    Ok((rows.sheet, delimiter))
}

/// The delimiter that Excel's own first line `sep=;` names, and the length of that line.
fn declared_delimiter(text: &str) -> Option<(char, usize)> {
    let first = text.lines().next()?;
    let named = first.trim_matches('"').strip_prefix("sep=")?;
    let delimiter = match named {
        "" | "\t" | "\\t" => '\t',
        "," => ',',
        ";" => ';',
        _ => return None,
    };
    let length = text.find('\n').map_or(text.len(), |end| end + 1);
    Some((delimiter, length))
}

/// The delimiter that cuts most of the first lines into the same number of cells.
fn likely_delimiter(text: &str) -> char {
    const SAMPLE: usize = 100;
    let mut counts = [const { Vec::new() }; 3];
    let mut line = [0_usize; 3];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => {
                for (count, line) in counts.iter_mut().zip(&mut line) {
                    count.push(std::mem::take(line));
                }
                if counts[0].len() == SAMPLE {
                    break;
                }
            }
            b',' if !is_quoted => line[0] += 1,
            b';' if !is_quoted => line[1] += 1,
            b'\t' if !is_quoted => line[2] += 1,
            _ => {}
        }
    }
    for (count, line) in counts.iter_mut().zip(line) {
        count.push(line);
    }
    let mut best = (0, ',');
    for (count, delimiter) in counts.iter().zip([',', ';', '\t']) {
        let score = steadiness(count);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// How many lines share the commonest number of delimiters above none.
fn steadiness(counts: &[usize]) -> usize {
    let mut sorted: Vec<usize> = counts.iter().copied().filter(|count| *count > 0).collect();
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).map(<[usize]>::len).max().unwrap_or_default()
}

/// The rows of a text so far.
pub(super) struct Rows {
    /// What they say.
    pub sheet: Sheet,
    /// Which columns are kept whole, once there is too much text to keep all of them; of the others only the beginning
    /// of each cell is kept, which shows that it says something.
    pub whole: Option<Vec<bool>>,
    /// The line of the text on which the next row begins, counted from 1.
    line: u32,
    delimiter: u8,
    /// The text of a quoted cell, its doubled quotation marks made single.
    unescaped: String,
}

impl Rows {
    /// Begins with a text that shows how its cells are parted: the rows, how many bytes of the text are none, the delimiter.
    pub fn below(text: &str) -> (Self, usize, char) {
        let (delimiter, skipped) = match declared_delimiter(text) {
            Some((delimiter, length)) => (delimiter, length),
            None => (likely_delimiter(text), 0),
        };
        let rows = Self {
            sheet: Sheet::new(""),
            whole: None,
            line: u32::from(skipped > 0) + 1,
            delimiter: delimiter as u8,
            unescaped: String::new(),
        };
        (rows, skipped, delimiter)
    }

    /// Takes a row with the line end behind it, or a blank line.
    pub fn take(&mut self, text: &str) -> Result<(), Broken> {
        Parser { text, at: 0, rows: self }.row()
    }

    /// Adds a cell; of one that was defused against formulas, what it said before.
    fn push(&mut self, cell: &str, column: usize) -> Result<(), TooLarge> {
        let is_whole = self.whole.as_ref().is_none_or(|whole| whole.get(column).is_some_and(|whole| *whole));
        if !is_whole {
            let cell = cell.trim_matches(is_padding);
            let beginning = cell.char_indices().nth(BEGINNING).map_or(cell, |(end, _)| &cell[..end]);
            return self.sheet.push_cell(beginning);
        }
        match original(cell.trim_matches(is_padding)) {
            Some(text) => {
                let stored = self.sheet.store_whole(text)?;
                self.sheet.push_stored(stored)
            }
            None => self.sheet.push_cell(cell),
        }
    }
}

/// How many characters are kept of a cell that nothing is taken from.
const BEGINNING: usize = 4;

/// One row being read.
struct Parser<'a> {
    text: &'a str,
    at: usize,
    rows: &'a mut Rows,
}

/// What stands behind a cell.
enum Next {
    Cell,
    Row,
}

impl Parser<'_> {
    fn row(&mut self) -> Result<(), Broken> {
        if let Some(length) = self.line_end(self.at) {
            self.at += length;
            self.rows.line += 1;
            return Ok(());
        }
        self.rows.sheet.begin_row(self.rows.line);
        let mut column = 0;
        loop {
            let next =
                if self.byte(self.at) == Some(b'"') { self.quoted_cell(column)? } else { self.plain_cell(column)? };
            match next {
                Next::Cell => column += 1,
                Next::Row => return Ok(()),
            }
        }
    }

    fn plain_cell(&mut self, column: usize) -> Result<Next, Broken> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = memchr3(self.rows.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        let cell = &self.text[self.at..self.at + length];
        self.at += length;
        self.rows.push(cell, column)?;
        Ok(self.behind_cell())
    }

    fn quoted_cell(&mut self, column: usize) -> Result<Next, Broken> {
        let (opened_at, opened_on) = (self.at, self.rows.line);
        self.at += 1;
        let mut unescaped = std::mem::take(&mut self.rows.unescaped);
        unescaped.clear();
        let text = self.text;
        let inside = loop {
            let rest = &text[self.at..];
            let Some(length) = rest.find('"') else {
                return Err(Broken::Unclosed { line: opened_on, column, value: excerpt(&self.text[opened_at..]) });
            };
            let part = &rest[..length];
            self.rows.line += part.bytes().filter(|byte| *byte == b'\n').count() as u32;
            self.at += length + 1;
            if self.byte(self.at) == Some(b'"') {
                unescaped.push_str(part);
                unescaped.push('"');
                self.at += 1;
            } else if unescaped.is_empty() {
                break part;
            } else {
                unescaped.push_str(part);
                break unescaped.as_str();
            }
        };
        self.rows.push(inside, column)?;
        self.rows.unescaped = unescaped;
        while self.rows.delimiter != b'\t' && matches!(self.byte(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        let is_end = self.at == self.text.len()
            || self.byte(self.at) == Some(self.rows.delimiter)
            || self.line_end(self.at).is_some();
        if !is_end {
            let line = self.text[opened_at..].lines().nth((self.rows.line - opened_on) as usize);
            return Err(Broken::TextAfterQuote {
                line: self.rows.line,
                column,
                value: excerpt(line.unwrap_or_default()),
            });
        }
        Ok(self.behind_cell())
    }

    /// Steps over the delimiter or line end behind a cell.
    fn behind_cell(&mut self) -> Next {
        if let Some(length) = self.line_end(self.at) {
            self.at += length;
            self.rows.line += 1;
            return Next::Row;
        }
        if self.at == self.text.len() {
            return Next::Row;
        }
        self.at += 1;
        Next::Cell
    }

    /// The length of the line end here, if there is one. A lone carriage return counts: old
    /// spreadsheets write it.
    fn line_end(&self, at: usize) -> Option<usize> {
        match (self.byte(at)?, self.byte(at + 1)) {
            (b'\r', Some(b'\n')) => Some(2),
            (b'\n' | b'\r', _) => Some(1),
            _ => None,
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }
}

/// The first few characters of a text, for a message.
fn excerpt(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(40).collect()
}
