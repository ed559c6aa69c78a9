//! Reads comma, semicolon and tab separated text (RFC 4180) into a sheet, and refuses broken quoting.

use super::defuse::original;
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
    let (delimiter, skip) = match declared_delimiter(text) {
        Some((delimiter, length)) => (delimiter, length),
        None => (likely_delimiter(text), 0),
    };
    let mut parser = Parser {
        text,
        at: skip,
        line: u32::from(skip > 0) + 1,
        delimiter: delimiter as u8,
        sheet: Sheet::new(""),
        unescaped: String::new(),
    };
    while parser.at < text.len() {
        parser.row()?;
    }
    Ok((parser.sheet, delimiter))
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

struct Parser<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    delimiter: u8,
    sheet: Sheet,
    /// The text of a quoted cell, its doubled quotation marks made single.
    unescaped: String,
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
            self.line += 1;
            return Ok(());
        }
        self.sheet.begin_row(self.line);
        let mut column = 0;
        loop {
            let next = if self.byte(self.at) == Some(b'"') { self.quoted_cell(column)? } else { self.plain_cell()? };
            match next {
                Next::Cell => column += 1,
                Next::Row => return Ok(()),
            }
        }
    }

    fn plain_cell(&mut self) -> Result<Next, Broken> {
        let bytes = self.text.as_bytes();
        let is_end = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        let length = bytes[self.at..].iter().position(is_end).unwrap_or(bytes.len() - self.at);
        let cell = &self.text[self.at..self.at + length];
        self.at += length;
        push(&mut self.sheet, cell)?;
        Ok(self.behind_cell())
    }

    fn quoted_cell(&mut self, column: usize) -> Result<Next, Broken> {
        let (opened_at, opened_on) = (self.at, self.line);
        self.at += 1;
        self.unescaped.clear();
        let text = self.text;
        let inside = loop {
            let rest = &text[self.at..];
            let Some(length) = rest.find('"') else {
                return Err(Broken::Unclosed { line: opened_on, column, value: excerpt(&self.text[opened_at..]) });
            };
            let part = &rest[..length];
            self.line += part.bytes().filter(|byte| *byte == b'\n').count() as u32;
            self.at += length + 1;
            if self.byte(self.at) == Some(b'"') {
                self.unescaped.push_str(part);
                self.unescaped.push('"');
                self.at += 1;
            } else if self.unescaped.is_empty() {
                break part;
            } else {
                self.unescaped.push_str(part);
                break self.unescaped.as_str();
            }
        };
        push(&mut self.sheet, inside)?;
        while self.delimiter != b'\t' && matches!(self.byte(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        let is_end = self.at == self.text.len()
            || self.byte(self.at) == Some(self.delimiter)
            || self.line_end(self.at).is_some();
        if !is_end {
            let line = self.text[opened_at..].lines().nth((self.line - opened_on) as usize);
            return Err(Broken::TextAfterQuote { line: self.line, column, value: excerpt(line.unwrap_or_default()) });
        }
        Ok(self.behind_cell())
    }

    /// Steps over the delimiter or line end behind a cell.
    fn behind_cell(&mut self) -> Next {
        if let Some(length) = self.line_end(self.at) {
            self.at += length;
            self.line += 1;
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

/// Adds a cell; of one that was defused against formulas, what it said before.
fn push(sheet: &mut Sheet, cell: &str) -> Result<(), TooLarge> {
    match original(cell.trim_matches(is_padding)) {
        Some(text) => {
            let stored = sheet.store_whole(text)?;
            sheet.push_stored(stored)
        }
        None => sheet.push_cell(cell),
    }
}

/// The first few characters of a text, for a message.
fn excerpt(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(40).collect()
}
