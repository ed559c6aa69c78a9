//! Looks through an .xlsx file for what the reader of cells does not tell: hidden rows and columns, formulas never calculated.
//!
//! A second look that fails says nothing: whether the file is sound, the reader of cells decides.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read as _};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::remark::{RemarkKind, Remarks};

/// The most bytes that a part without cells may have: the list of sheets and of relations.
const LIST_LIMIT: u64 = 4 << 20;

/// Columns beyond this one hold nothing in practice, and whole halves of a sheet are hidden to look tidy.
pub(super) const COLUMN_LIMIT: u32 = 1_000;

/// The parts of a workbook, found by the names of its sheets.
#[derive(Debug)]
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    sheets: HashMap<String, String>,
}

impl<'b> Parts<'b> {
    /// Finds the part of each sheet.
    pub fn of(bytes: &'b [u8]) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let package = relations(&mut archive, "_rels/.rels")?;
        let main = package.iter().find(|relation| relation.kind.ends_with("/officeDocument"))?;
        let main = main.target.trim_start_matches('/').to_owned();
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let targets = relations(&mut archive, format!("{folder}/_rels/{name}.rels").trim_start_matches('/'))?;
        let mut sheets = HashMap::new();
        each_tag(&text_of(&mut archive, &main)?, |tag| {
            if tag.local_name().as_ref() == "sheet"
                && let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "r:id"))
                && let Some(relation) = targets.iter().find(|relation| relation.id == id)
            {
                let path = match relation.target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("{folder}/{}", relation.target).trim_start_matches('/').to_owned(),
                };
                sheets.insert(name, path);
            }
        });
        Some(Self { archive, sheets })
    }

    /// Adds what there is to say about a sheet.
    pub fn look_through(&mut self, sheet: &str, remarks: &mut Remarks) -> Option<()> {
        let part = self.archive.by_name(self.sheets.get(sheet)?).ok()?;
        let mut reader = Reader::from_reader(BufReader::new(part));
        let mut buffer = Vec::new();
        let mut at = Position::default();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Start(tag) => at.open(&tag, remarks),
                Event::Empty(tag) => {
                    at.open(&tag, remarks);
                    at.close(tag.local_name().as_ref(), remarks);
                }
                Event::End(tag) => {
                    let name = tag.local_name();
                    if name.as_ref() == "sheetData" {
                        return Some(());
                    }
                    at.close(name.as_ref(), remarks);
                }
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if at.is_in_value => {
                    at.has_value = true;
                    at.has_cells = true;
                }
                Event::Eof => return None,
                _ => {}
            }
        }
    }
}

/// Where in a sheet the look is, and what the cell there holds.
#[derive(Debug, Default)]
struct Position {
    row: u32,
    column: u32,
    is_hidden: bool,
    has_cells: bool,
    has_formula: bool,
    is_in_value: bool,
    has_value: bool,
}

impl Position {
    fn open(&mut self, tag: &BytesStart<'_>, remarks: &mut Remarks) {
        let number = |name| attribute(tag, name).and_then(|text| text.parse::<u32>().ok());
        let is_hidden = || attribute(tag, "hidden").is_some_and(|text| text == "1" || text == "true");
        match tag.local_name().as_ref() {
            "col" if is_hidden() => {
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(1).min(COLUMN_LIMIT));
                for column in first.max(1)..=last {
                    remarks.add(RemarkKind::HiddenColumn, (0, column - 1));
                }
            }
            "row" => {
                self.row = number("r").unwrap_or(self.row + 1);
                self.column = 0;
                self.has_cells = false;
                self.is_hidden = is_hidden();
            }
            "c" => {
                self.column = attribute(tag, "r").and_then(|name| column_of(&name)).unwrap_or(self.column + 1);
                (self.has_formula, self.has_value) = (false, false);
            }
            "f" => self.has_formula = true,
            "v" | "is" => self.is_in_value = true,
            _ => {}
        }
    }

    fn close(&mut self, name: &str, remarks: &mut Remarks) {
        match name {
            "v" | "is" => self.is_in_value = false,
            "c" if self.has_formula && !self.has_value => {
                remarks.add(RemarkKind::Uncalculated, (self.row, self.column.saturating_sub(1)));
            }
            "row" if self.is_hidden && self.has_cells => remarks.add(RemarkKind::HiddenRow, (self.row, 0)),
            _ => {}
        }
    }
}

/// The column of a cell's name, counted from 1: C7 is 3.
fn column_of(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let number =
        letters.take(3).fold(0, |number, letter| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (number > 0).then_some(number)
}

/// Where the relations of a part lead, by their ids.
pub(super) fn targets(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> Option<HashMap<String, String>> {
    Some(relations(archive, part)?.into_iter().map(|relation| (relation.id, relation.target)).collect())
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> Option<Vec<Relation>> {
    let mut relations = Vec::new();
    each_tag(&text_of(archive, part)?, |tag| {
        if let (Some(id), Some(kind), Some(target)) =
            (attribute(tag, "Id"), attribute(tag, "Type"), attribute(tag, "Target"))
        {
            relations.push(Relation { id, kind, target });
        }
    });
    Some(relations)
}

fn text_of(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(part).ok()?.take(LIST_LIMIT).read_to_string(&mut text).ok()?;
    Some(text)
}

fn each_tag(text: &str, mut take: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => take(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The value of an attribute, by its whole name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
}
