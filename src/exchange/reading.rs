//! A file as it was read and understood, before anything is planned from it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::blocks::split_tables;
use super::delimited::Broken;
use super::encoding::{Encoding, Open, decode};
use super::finding::{Code, Finding, Place, Refusal, Severity};
use super::format::{Format, Unreadable, recognise};
use super::graph_list;
use super::header::{Nobody, names_nobody, understand};
use super::json::{self, Document};
use super::json_lists;
use super::mapping::{ColumnMapping, Mapping, SheetMapping, Table};
use super::organogram::{self, Posts};
use super::popolo;
use super::saved_mapping::with_heads;
use super::table::{Sheet, TooLarge, Workbook, column_letters};
use super::text_table::{TextFault, read_text};
use super::vcard;
use super::workbook::read_workbook;
use super::xlsx::WorkbookFault;
use crate::model::language::Language;

/// The most rows of a file, heads included. What a file becomes takes some 3 KiB a person while it is taken in, and a
/// million of them would take the memory of everybody else.
pub const ROW_LIMIT: usize = 120_000;

/// How to read a file; what is left out is found by looking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The kind of file.
    pub format: Option<Format>,
    /// What the columns are taken for, as a user corrected it.
    pub mapping: Option<Mapping>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A list of contacts.
    Contacts,
    /// The senior posts of a body of the UK government.
    Organogram,
    /// Ties, claims, rapport, deals or touches, a row each.
    Records,
    /// Our own document, which holds an account whole.
    Document,
}

/// A file that was read: its sheets, how they are understood, and what there is to say about them.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The name of the file.
    pub file: String,
    /// The kind of file.
    pub format: Format,
    /// What it holds.
    pub content: Content,
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
    /// Its sheets.
    pub workbook: Workbook,
    /// Our own document, when it is one.
    pub document: Option<Box<Document>>,
    /// What the columns are taken for.
    pub mapping: Mapping,
    /// What was found so far; an error among them means that no plan can be made yet.
    pub findings: Vec<Finding>,
}

/// Reads a file from its bytes.
///
/// A workbook is unpacked right here: where files of strangers are read, let a process with limits
/// do that, and go on with [`read_sheets`].
pub fn read(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Reading, Refusal> {
    let format = format_of(bytes, file, options)?;
    if format.is_workbook() {
        return read_sheets(read_workbook(bytes), format, file, options);
    }
    if format == Format::Vcard {
        let mut reading = Reading::new(file, format);
        let (sheet, findings) = vcard::read(bytes, file).map_err(|TooLarge| refusal(Code::FileTooLarge, file))?;
        (reading.workbook.sheets, reading.findings) = (vec![sheet], findings);
        return reading.understood(options);
    }
    if format == Format::Delimited {
        return read_table(&|| Box::new(bytes), file, options);
    }
    let (text, encoding) = decode(bytes).ok_or_else(|| refusal(Code::UnknownEncoding, file))?;
    let mut reading = Reading::new(file, format);
    reading.encoding = Some(encoding);
    if format == Format::Json {
        if json::is_document(&text) {
            reading.content = Content::Document;
            reading.document = Some(Box::new(json::parse(&text, file)?));
            return Ok(reading);
        }
        let json = json_lists::parse(&text, file)?;
        if popolo::recognise(&json) {
            (reading.workbook, reading.findings) =
                popolo::read(&json, file).map_err(|TooLarge| refusal(Code::FileTooLarge, file))?;
        } else {
            reading.workbook = json_lists::sheets(&json, file)?;
        }
        return reading.understood(options);
    }
    let (workbook, mapping) = graph_list::read(&text, options.mapping.as_ref()).map_err(|fault| {
        let sentences = [Language::Zh, Language::En].map(|language| fault.trouble.sentence(language));
        let place = fault.place.map_or(Place::file(file), |(line, ..)| Place::file(file).on_line(line));
        Finding::new(Code::NotGraphml, place, "", &sentences.each_ref().map(String::as_str))
    })?;
    (reading.workbook, reading.mapping) = (workbook, mapping);
    reading.understood(options)
}

/// Reads a delimited text from a file that `open` opens at its beginning; of a long one only what is used is kept.
pub fn read_table(open: Open<'_>, file: &str, options: &ReadOptions) -> Result<Reading, Refusal> {
    let table = read_text(open, options).map_err(|fault| match fault {
        TextFault::NoEncoding => refusal(Code::UnknownEncoding, file),
        TextFault::Markup => refusal(Code::Markup, file),
        TextFault::Broken(broken) => broken_text(file, &broken),
        TextFault::TooManyRows => refusal(Code::TooManyRows, file),
        TextFault::Unreadable => refusal(Code::Binary, file),
    })?;
    let mut reading = Reading::new(file, Format::Delimited);
    (reading.encoding, reading.delimiter) = (Some(table.encoding), Some(table.delimiter));
    reading.workbook.sheets.push(table.sheet);
    if matches!(table.encoding, Encoding::Windows1252 | Encoding::Big5) {
        let name = table.encoding.to_string();
        reading.findings.push(Finding::new(Code::GuessedEncoding, Place::file(file), &name, &[]));
    }
    reading.understood(options)
}

/// Goes on with the sheets of a workbook that was unpacked elsewhere.
pub fn read_sheets(
    unpacked: Result<Workbook, WorkbookFault>,
    format: Format,
    file: &str,
    options: &ReadOptions,
) -> Result<Reading, Refusal> {
    let mut reading = Reading::new(file, format);
    reading.workbook = unpacked.map_err(|fault| {
        let (code, value) = match &fault {
            WorkbookFault::Damaged(reason) => (Code::DamagedWorkbook, reason.as_str()),
            WorkbookFault::Encrypted => (Code::Encrypted, ""),
            WorkbookFault::TooLarge => (Code::WorkbookTooLarge, ""),
            WorkbookFault::TooSlow => (Code::WorkbookTooSlow, ""),
            WorkbookFault::NotStarted(reason) => (Code::ReaderNotStarted, reason.as_str()),
        };
        Finding::new(code, Place::file(file), value, &[])
    })?;
    reading.understood(options)
}

/// The refusal of a file as a whole.
pub fn refusal(code: Code, file: &str) -> Refusal {
    Finding::new(code, Place::file(file), "", &[]).into()
}

/// The kind of a file, or why it is not read.
pub fn format_of(bytes: &[u8], file: &str, options: &ReadOptions) -> Result<Format, Refusal> {
    let looked = recognise(bytes);
    if let (Some(asked), Ok(_)) = (options.format, &looked) {
        return Ok(asked);
    }
    looked.map_err(|unreadable| {
        let code = match unreadable {
            Unreadable::Empty => Code::EmptyFile,
            Unreadable::OldExcel => Code::OldExcel,
            Unreadable::Encrypted => Code::Encrypted,
            Unreadable::Archive => Code::Archive,
            Unreadable::Pdf => Code::Pdf,
            Unreadable::Markup => Code::Markup,
            Unreadable::Binary => Code::Binary,
        };
        Finding::new(code, Place::file(file), "", &[]).into()
    })
}

fn broken_text(file: &str, broken: &Broken) -> Refusal {
    let at = |line: u32, column: usize| Place::file(file).on_line(line).in_column(column, "");
    match broken {
        Broken::Unclosed { line, column, value } => Finding::new(Code::UnclosedQuote, at(*line, *column), value, &[]),
        Broken::TextAfterQuote { line, column, value } => {
            Finding::new(Code::TextAfterQuote, at(*line, *column), value, &[])
        }
        Broken::TooLarge => return refusal(Code::FileTooLarge, file),
    }
    .into()
}

impl Reading {
    fn new(file: &str, format: Format) -> Self {
        Self {
            file: file.to_owned(),
            format,
            content: Content::Contacts,
            encoding: None,
            delimiter: None,
            workbook: Workbook::default(),
            document: None,
            mapping: Mapping::default(),
            findings: Vec::new(),
        }
    }

    /// The error that stands in the way of a plan, if there is one.
    pub fn error(&self) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.severity == Severity::Error)
    }

    /// Fills in what the columns are taken for: as the user says, or by looking.
    fn understood(mut self, options: &ReadOptions) -> Result<Self, Refusal> {
        let sheets = &self.workbook.sheets;
        if sheets.iter().map(Sheet::height).sum::<usize>() > ROW_LIMIT {
            return Err(refusal(Code::TooManyRows, &self.file));
        }
        if sheets.iter().all(|sheet| (0..sheet.height()).all(|row| sheet.is_blank(row))) {
            return Err(refusal(Code::NoTable, &self.file));
        }
        if self.mapping.sheets.is_empty() {
            let whole = std::mem::take(&mut self.workbook.sheets);
            self.workbook.sheets = split_tables(whole).map_err(|TooLarge| refusal(Code::FileTooLarge, &self.file))?;
            self.mapping.sheets = self.workbook.sheets.iter().map(understand).collect();
        }
        let sheets = &self.workbook.sheets;
        self.content = self.look_for_organogram()?;
        if let Some(mapping) = &options.mapping {
            self.check_mapping(mapping)?;
            if *mapping != self.mapping {
                // Whoever says what the columns mean has a list of his or her own.
                self.content = Content::Contacts;
            }
            self.mapping = with_heads(mapping.clone(), sheets);
        }
        let is_contacts = |sheet: &SheetMapping| sheet.is_used && sheet.table == Table::Contacts && sheet.has_names();
        let is_records = |sheet: &SheetMapping| sheet.is_used && sheet.table != Table::Contacts;
        let sheets = &self.mapping.sheets;
        if self.content == Content::Contacts && sheets.iter().any(is_records) && !sheets.iter().any(is_contacts) {
            self.content = Content::Records;
        }
        let mut findings = Vec::new();
        for (sheet, mapping) in self.workbook.sheets.iter().zip(&self.mapping.sheets) {
            self.comment(sheet, mapping, options.mapping.is_some(), &mut findings);
        }
        if !self.mapping.sheets.iter().any(|sheet| is_contacts(sheet) || is_records(sheet)) {
            let (code, heads) = match self.nobody() {
                Some((Nobody::Units, heads)) => (Code::ListOfUnits, heads),
                Some((Nobody::Things, heads)) => (Code::ListOfThings, heads),
                None => (Code::NoNameColumn, self.heads_seen()),
            };
            findings.push(Finding::new(code, Place::file(&self.file), &heads, &[]));
        }
        self.findings.append(&mut findings);
        Ok(self)
    }

    /// Whether a sheet has the form of a UK organogram; tables of junior posts name nobody and are refused.
    fn look_for_organogram(&self) -> Result<Content, Refusal> {
        let mut content = Content::Contacts;
        for (sheet, mapping) in self.workbook.sheets.iter().zip(&self.mapping.sheets) {
            let head = (0..sheet.height()).find(|row| Some(sheet.line(*row)) == mapping.head_line);
            match head.and_then(|head| organogram::recognise(sheet, head)) {
                Some(Posts::Senior) => content = Content::Organogram,
                Some(Posts::Junior) if self.workbook.sheets.len() == 1 => {
                    return Err(Finding::new(Code::JuniorOrganogram, Place::file(&self.file), "", &[]).into());
                }
                _ => {}
            }
        }
        Ok(content)
    }

    /// A mapping handed back must speak of the sheets and columns that are there.
    fn check_mapping(&self, mapping: &Mapping) -> Result<(), Refusal> {
        let refuse =
            |value: &str| Err(Finding::new(Code::MappingDoesNotFit, Place::file(&self.file), value, &[]).into());
        let sheets = &self.workbook.sheets;
        if mapping.sheets.len() != sheets.len() {
            return refuse(&format!("{} ≠ {}", mapping.sheets.len(), sheets.len()));
        }
        for (sheet, asked) in sheets.iter().zip(&mapping.sheets) {
            if sheet.name != asked.sheet {
                return refuse(&asked.sheet);
            }
            if let Some(surplus) = asked.columns.get(sheet.width().max(1)) {
                return refuse(&surplus.column);
            }
            let in_order = |(index, column): (usize, &ColumnMapping)| column.column == column_letters(index);
            if !asked.columns.iter().enumerate().all(in_order) {
                return refuse(&asked.columns.iter().map(|c| c.column.as_str()).collect::<Vec<_>>().join(", "));
            }
        }
        Ok(())
    }

    /// What there is to say about a sheet and its columns.
    fn comment(&self, sheet: &Sheet, mapping: &SheetMapping, is_asked: bool, findings: &mut Vec<Finding>) {
        let place = || Place::file(&self.file).on_sheet(&sheet.name);
        // What came of JSON has its head on line 0, which is no row of the list.
        let rows = (0..sheet.height()).filter(|row| sheet.line(*row) > 0 && !sheet.is_blank(*row)).count();
        if !mapping.is_used {
            if rows > 0 && self.mapping.sheets.iter().any(|sheet| sheet.is_used) {
                let code = match names_nobody(sheet, mapping) {
                    _ if sheet.is_hidden => Code::HiddenSheet,
                    _ if mapping.has_names() && is_asked => Code::SheetNotChosen,
                    Some(_) => Code::SheetOfOthers,
                    None => Code::SheetWithoutHeader,
                };
                let first = match code {
                    Code::SheetWithoutHeader if sheet.line(0) == 0 => first_object(sheet),
                    _ => heads_of(sheet, mapping).unwrap_or_default(),
                };
                findings.push(Finding::new(code, place(), &rows.to_string(), &[&first]));
            }
            return;
        }
        findings.extend(sheet.remarks.iter().map(|remark| remark.finding(&self.file, &sheet.name)));
        self.comment_on_rows(sheet, mapping, findings);
        let is_used = |column: &&ColumnMapping| column.field.is_some() && !column.header.is_empty();
        let used: Vec<&ColumnMapping> = mapping.columns.iter().filter(is_used).collect();
        for (index, column) in mapping.columns.iter().enumerate() {
            // Cells of a text beyond its head are told of row by row, and so are cards of groups.
            let is_beyond_head = column.header.is_empty() && self.delimiter.is_some();
            let is_told_by_row = is_beyond_head || vcard::is_of_several(&column.header);
            if column.field.is_some() || column.samples.is_empty() || is_told_by_row {
                continue;
            }
            let same = used.iter().find(|other| other.header == column.header);
            let place = place().in_column(index, &column.header);
            findings.push(match same {
                Some(used) => Finding::new(Code::DuplicateHeader, place, &column.header, &[&used.column]),
                None => Finding::new(Code::UnusedColumn, place, "", &[]),
            });
        }
    }

    /// Rows above a head that look like a table of their own, and a head that has no rows.
    fn comment_on_rows(&self, sheet: &Sheet, mapping: &SheetMapping, findings: &mut Vec<Finding>) {
        let Some(head) = mapping.head_line else { return };
        let place = || Place::file(&self.file).on_sheet(&sheet.name);
        let has_several = |row: &usize| {
            let texts: BTreeSet<&str> = sheet.row(*row).filter(|text| !text.is_empty()).collect();
            texts.len() > 1
        };
        let above: Vec<usize> =
            (0..sheet.height()).take_while(|row| sheet.line(*row) < head).filter(has_several).collect();
        if let [first, .., last] = above.as_slice() {
            let lines = format!("{}–{}", sheet.line(*first), sheet.line(*last));
            let place = place().on_line(sheet.line(*first));
            findings.push(Finding::new(Code::RowsAboveHead, place, &lines, &[&head.to_string()]));
        }
        let below = head + mapping.head_lines;
        if !(0..sheet.height()).any(|row| sheet.line(row) >= below && !sheet.is_blank(row)) {
            findings.push(Finding::new(Code::NoRows, place().on_line(head), "", &[]));
        }
    }

    /// The heads of the first sheet with anything in it, for the message that no name is among them.
    fn heads_seen(&self) -> String {
        let mut all = self.workbook.sheets.iter().zip(&self.mapping.sheets);
        all.find_map(|(sheet, mapping)| heads_of(sheet, mapping)).unwrap_or_default()
    }

    /// What the first sheet lists whose names are none of people, and its heads.
    fn nobody(&self) -> Option<(Nobody, String)> {
        let mut sheets = self.workbook.sheets.iter().zip(&self.mapping.sheets);
        sheets.find_map(|(sheet, mapping)| {
            let nobody = names_nobody(sheet, mapping)?;
            let is_told = mapping.has_names() || nobody == Nobody::Units;
            is_told.then(|| (nobody, heads_of(sheet, mapping).unwrap_or_default()))
        })
    }
}

/// The heads of a sheet, or what stands on its first line.
fn heads_of(sheet: &Sheet, mapping: &SheetMapping) -> Option<String> {
    let row = (0..sheet.height())
        .find(|row| Some(sheet.line(*row)) == mapping.head_line)
        .or_else(|| (0..sheet.height()).find(|row| !sheet.is_blank(*row)))?;
    Some(sheet.row(row).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" | "))
}

/// What the first object of a list says, key by key.
fn first_object(sheet: &Sheet) -> String {
    let Some(row) = (1..sheet.height()).find(|row| !sheet.is_blank(*row)) else { return String::new() };
    let said = sheet.row(0).zip(sheet.row(row)).filter(|(_, text)| !text.is_empty());
    said.map(|(key, text)| format!("{key}: {text}")).collect::<Vec<_>>().join(" | ")
}
