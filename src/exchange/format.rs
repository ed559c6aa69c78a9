//! Tells from the first bytes what kind of file somebody dropped in.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Comma, semicolon or tab separated text.
    Delimited,
    /// An Excel workbook of 2007 or later.
    Xlsx,
    /// An Excel workbook before 2007, or one of WPS.
    Xls,
    /// A binary Excel workbook.
    Xlsb,
    /// A spreadsheet of `LibreOffice`.
    Ods,
    /// Address cards.
    Vcard,
    /// Our own document, which holds an account whole; Popolo; or lists of objects.
    Json,
    /// A graph of people and ties.
    Graphml,
}

impl Format {
    /// Whether it is a workbook, which only a process with limits should unpack.
    pub fn is_workbook(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xls | Self::Xlsb | Self::Ods)
    }
}

/// A kind of file that is known and not read, with what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing at all.
    Empty,
    /// An Excel workbook from before 1997, which is no container of parts.
    OldExcel,
    /// A workbook that a password protects.
    Encrypted,
    /// Another archive: a text document, slides, a zip file.
    Archive,
    /// A PDF.
    Pdf,
    /// A web page or another XML file, which some systems call .xls.
    Markup,
    /// A picture or something else that is no text.
    Binary,
}

/// Finds the kind of a file by looking at its bytes; its name counts for nothing.
pub fn recognise(bytes: &[u8]) -> Result<Format, Unreadable> {
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return recognise_archive(bytes);
    }
    if bytes.starts_with(OLE) {
        let is_encrypted = holds(bytes, &wide("EncryptedPackage"));
        return if is_encrypted { Err(Unreadable::Encrypted) } else { Ok(Format::Xls) };
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Unreadable::Pdf);
    }
    // Pictures, sounds, programs; old .xls files also come without a container.
    let known = [&b"\x89PNG"[..], b"\xFF\xD8\xFF", b"GIF8", b"\x7FELF", b"\x1F\x8B", b"Rar!", b"7z\xBC\xAF"];
    if known.iter().any(|start| bytes.starts_with(start)) {
        return Err(Unreadable::Binary);
    }
    if bytes.starts_with(b"\x09\x08") || bytes.starts_with(b"\x09\x04") {
        return Err(Unreadable::OldExcel);
    }
    recognise_text(bytes)
}

/// Looks for the parts that each office format must have; an archive lists their names in plain.
fn recognise_archive(bytes: &[u8]) -> Result<Format, Unreadable> {
    let has = |name: &str| holds(bytes, name.as_bytes());
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if has("opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if has("word/document.xml") || has("ppt/presentation.xml") || !has("[Content_Types].xml") {
        Err(Unreadable::Archive)
    } else {
        Ok(Format::Xlsx)
    }
}

fn recognise_text(bytes: &[u8]) -> Result<Format, Unreadable> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let starts = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    if text.is_empty() || bytes == b"\xFF\xFE" || bytes == b"\xFE\xFF" {
        Err(Unreadable::Empty)
    } else if text.starts_with(b"{") || begins_json_list(text) {
        Ok(Format::Json)
    } else if starts("BEGIN:VCARD") || wide_starts(bytes, "BEGIN:VCARD") {
        Ok(Format::Vcard)
    } else if (text.starts_with(b"<") && head_holds(text, b"<graphml")) || wide_head_holds(bytes, "<graphml") {
        Ok(Format::Graphml)
    } else if wide_starts(bytes, "<?xml")
        || starts("<?xml")
        || starts("<!doctype")
        || starts("<html")
        || starts("<table")
    {
        Err(Unreadable::Markup)
    } else {
        Ok(Format::Delimited)
    }
}

/// Whether a word stands near the beginning, behind the declaration and comments of an XML file.
fn head_holds(text: &[u8], word: &[u8]) -> bool {
    holds(&text[..text.len().min(8 << 10)], word)
}

/// The same for a text of two bytes a letter that says so at its beginning.
fn wide_head_holds(bytes: &[u8], word: &str) -> bool {
    let little = wide(word);
    let big: Vec<u8> = little.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect();
    let is_markup = |mark: &[u8], start: &[u8]| bytes.strip_prefix(mark).is_some_and(|text| text.starts_with(start));
    (is_markup(b"\xFF\xFE", b"<\0") && head_holds(bytes, &little))
        || (is_markup(b"\xFE\xFF", b"\0<") && head_holds(bytes, &big))
}

/// Whether a text of two bytes a letter begins with a word.
fn wide_starts(bytes: &[u8], word: &str) -> bool {
    let little = wide(word);
    let big: Vec<u8> = little.chunks(2).flat_map(|pair| [pair[1], pair[0]]).collect();
    bytes.strip_prefix(b"\xFF\xFE").is_some_and(|text| text.starts_with(&little))
        || bytes.strip_prefix(b"\xFE\xFF").is_some_and(|text| text.starts_with(&big))
}

/// Whether a text begins as a JSON list does, and not as a table whose first head stands in brackets.
fn begins_json_list(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| inner.first().is_some_and(|first| b"{[\"]".contains(first)))
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A name as the directory of an OLE container spells it.
fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
