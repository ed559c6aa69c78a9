//! Reads a delimited text from a file piece by piece into a sheet, so that only what is imported of it stands in memory.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult};

use super::delimited::{Broken, Rows};
use super::encoding::{Encoding, Open, PIECE, encoding_of};
use super::header::understand;
use super::organogram;
use super::reading::{ROW_LIMIT, ReadOptions};
use super::row_ends::RowEnds;
use super::synonyms::{is_birth, meaning};
use super::table::{SHEET_TEXT_LIMIT, Sheet, is_padding};

/// How much of a text is looked at to find out how its cells are parted.
const DELIMITER_SAMPLE: usize = 256 << 10;

/// From how much text on only the columns that are used are kept whole.
const ALL_COLUMNS_LIMIT: usize = SHEET_TEXT_LIMIT / 3;

/// A delimited text as it was read.
pub(super) struct TextTable {
    pub sheet: Sheet,
    pub encoding: Encoding,
    pub delimiter: char,
}

/// Why a file is no table of text.
pub(super) enum TextFault {
    /// No encoding gives readable text.
    NoEncoding,
    /// It is a web page or XML, as is seen only when it is decoded.
    Markup,
    /// It is broken, or has too much text or too many cells.
    Broken(Broken),
    /// It has more than [`ROW_LIMIT`] rows.
    TooManyRows,
    /// What was kept of it cannot be read any more.
    Unreadable,
}

impl From<Broken> for TextFault {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

impl From<io::Error> for TextFault {
    fn from(_: io::Error) -> Self {
        Self::Unreadable
    }
}

/// Reads the text that `open` opens. Nothing is read any more once it is known to be too long.
pub(super) fn read_text(open: Open<'_>, options: &ReadOptions) -> Result<TextTable, TextFault> {
    let encoding = encoding_of(open)?.ok_or(TextFault::NoEncoding)?;
    let mut text = Text::new(open(), encoding);
    while text.window.len() < DELIMITER_SAMPLE && !text.is_over {
        text.fetch()?;
    }
    if is_markup(&text.window) {
        return Err(TextFault::Markup);
    }
    let (mut rows, skipped, delimiter) = Rows::below(&text.window);
    text.begin = skipped;
    let mut ends = RowEnds::new(delimiter as u8);
    let mut has_chosen_columns = false;
    while let Some(row) = text.next_row(&mut ends)? {
        rows.take(row)?;
        if rows.sheet.height() > ROW_LIMIT {
            return Err(TextFault::TooManyRows);
        }
        if !has_chosen_columns && rows.sheet.text_length() > ALL_COLUMNS_LIMIT {
            has_chosen_columns = true;
            rows.whole = used_columns(&rows.sheet, options);
        }
    }
    let mut sheet = rows.sheet;
    sheet.shrink();
    Ok(TextTable { sheet, encoding, delimiter })
}

fn is_markup(text: &str) -> bool {
    let begin: String = text.trim_start_matches(is_padding).chars().take(14).collect();
    ["<!doctype", "<html", "<?xml"].iter().any(|tag| begin.to_lowercase().starts_with(tag))
}

/// The columns that are taken for something, as far as the first rows tell; none where all may be needed.
fn used_columns(sheet: &Sheet, options: &ReadOptions) -> Option<Vec<bool>> {
    let found = understand(sheet);
    let head = (0..sheet.height()).find(|row| Some(sheet.line(*row)) == found.head_line);
    if head.is_some_and(|head| organogram::recognise(sheet, head).is_some()) {
        return None;
    }
    let asked = options.mapping.as_ref().and_then(|mapping| mapping.sheets.first());
    let used: Vec<bool> = if let Some(asked) = asked {
        asked.columns.iter().map(|column| column.field.is_some() || is_birth(&column.header)).collect()
    } else {
        // A column that says nothing yet may still do so further down.
        let may_say = |header: &str| meaning(header).is_some() || is_birth(header);
        found.columns.iter().map(|column| column.field.is_some() || may_say(&column.header)).collect()
    };
    used.contains(&true).then_some(used)
}

/// A text being decoded: a window of it that holds the row at hand.
struct Text<'a> {
    source: Box<dyn Read + 'a>,
    decoder: Decoder,
    raw: Vec<u8>,
    window: String,
    /// Where in the window the row at hand begins.
    begin: usize,
    /// How much of the row at hand was searched for its end.
    searched: usize,
    is_over: bool,
}

impl<'a> Text<'a> {
    fn new(source: Box<dyn Read + 'a>, encoding: Encoding) -> Self {
        let decoder = encoding.charset().new_decoder_with_bom_removal();
        Self { source, decoder, raw: vec![0; PIECE], window: String::new(), begin: 0, searched: 0, is_over: false }
    }

    /// The next row with its line end, or what is left behind the last one.
    fn next_row(&mut self, ends: &mut RowEnds) -> Result<Option<&str>, TextFault> {
        loop {
            let rest = &self.window.as_bytes()[self.begin + self.searched..];
            let end = match ends.next(rest) {
                Some(length) => self.begin + self.searched + length,
                // A row that is as long as a whole sheet may be is handed out as it is, to be refused.
                None if self.is_over || self.window.len() - self.begin > SHEET_TEXT_LIMIT => self.window.len(),
                None => {
                    self.searched = self.window.len() - self.begin;
                    self.fetch()?;
                    continue;
                }
            };
            if end == self.begin && self.is_over {
                return Ok(None);
            }
            let begin = std::mem::replace(&mut self.begin, end);
            self.searched = 0;
            return Ok(Some(&self.window[begin..end]));
        }
    }

    /// Decodes the next piece; what lies before the row at hand is forgotten.
    fn fetch(&mut self) -> Result<(), TextFault> {
        self.window.drain(..std::mem::take(&mut self.begin));
        let length = self.source.read(&mut self.raw)?;
        self.is_over = length == 0;
        let needed = self.decoder.max_utf8_buffer_length_without_replacement(length);
        self.window.reserve(needed.unwrap_or(PIECE * 4));
        let piece = &self.raw[..length];
        match self.decoder.decode_to_string_without_replacement(piece, &mut self.window, self.is_over) {
            (DecoderResult::InputEmpty, _) => Ok(()),
            (DecoderResult::Malformed(..) | DecoderResult::OutputFull, _) => Err(TextFault::NoEncoding),
        }
    }
}
