//! One row of a list of records: its cells by field, and what is wrong with them.

use crate::model::id::{DealId, MemberId, PersonId};
use crate::model::refusal::Why;
use crate::model::time::Day;
use crate::model::wording;

use super::super::cells::{NOTE_LIMIT, is_nothing, whole_number};
use super::super::days::day;
use super::super::finding::{Code, Place};
use super::super::mapping::{Field, SheetMapping};
use super::super::table::Sheet;
use super::people::{Directory, Miss, names_of};
use super::values::NotAValue;

/// A row and where its cells stand.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub file: &'a str,
    /// The place of the sheet in the file, counted from 0.
    pub index: usize,
    pub sheet: &'a Sheet,
    pub mapping: &'a SheetMapping,
    /// The row of the sheet, counted from 0.
    pub at: usize,
}

/// Why a row, or a cell of it, is left out.
#[derive(Debug)]
pub(super) struct Fault {
    pub code: Code,
    /// The field to blame.
    pub field: Field,
    pub value: String,
    pub details: Vec<String>,
}

impl Fault {
    fn new(code: Code, field: Field, value: &str) -> Self {
        Self { code, field, value: value.to_owned(), details: Vec::new() }
    }

    /// A fault that the model itself would refuse, in its own words.
    pub fn of(why: &Why, field: Field, value: &str) -> Self {
        use crate::model::language::Language;
        let details = [Language::Zh, Language::En].map(|language| why.sentence(language)).to_vec();
        Self { code: Code::NotAllowed, field, value: value.to_owned(), details }
    }

    /// The fault of a cell whose row is taken without it.
    pub fn of_cell(self) -> Self {
        let code = match self.code {
            Code::UnknownValue => Code::ValueNotUsed,
            Code::NotAllowed => Code::ValueNotAllowed,
            other => other,
        };
        Self { code, ..self }
    }

    /// The fault of a row whose contact is taken without its claims.
    pub fn of_claims(self) -> Self {
        Self { code: Code::ClaimsLeftOut, details: Vec::new(), ..self }
    }
}

impl<'a> Row<'a> {
    /// What the row says in a field, if it says something.
    pub fn text(&self, field: Field) -> Option<&'a str> {
        let column = self.mapping.column_of(field)?;
        let text = self.sheet.cell(self.at, column);
        (!is_nothing(text)).then_some(text)
    }

    /// What the row must say in a field.
    pub fn needed(&self, field: Field) -> Result<&'a str, Fault> {
        self.text(field).ok_or_else(|| {
            let column = self.mapping.column_of(field);
            let head = column.map_or("", |column| self.mapping.columns[column].header.as_str());
            Fault::new(Code::BlankCell, field, head)
        })
    }

    /// Where a field stands; the row where there is no such column.
    pub fn place(&self, field: Field) -> Place {
        let place = Place::file(self.file).on_sheet(&self.sheet.name).on_line(self.sheet.line(self.at));
        match self.mapping.column_of(field) {
            Some(column) => place.in_column(column, &self.mapping.columns[column].header),
            None => place,
        }
    }

    /// Reads a field with a reader of values.
    pub fn read<T>(&self, field: Field, read: impl FnOnce(&str) -> Result<T, NotAValue>) -> Result<Option<T>, Fault> {
        self.text(field).map(|text| Self::value(field, text, read)).transpose()
    }

    /// Reads one value of a field.
    pub fn value<T>(field: Field, text: &str, read: impl FnOnce(&str) -> Result<T, NotAValue>) -> Result<T, Fault> {
        read(text)
            .map_err(|NotAValue(known)| Fault { details: vec![known], ..Fault::new(Code::UnknownValue, field, text) })
    }

    /// Reads a day.
    pub fn day(&self, field: Field) -> Result<Option<Day>, Fault> {
        self.read(field, |text| day(text).ok_or_else(|| NotAValue("2026-03-01, 2026/3/1, 2026年3月1日".to_owned())))
    }

    /// Reads a whole number above zero.
    pub fn number(&self, field: Field) -> Result<Option<u32>, Fault> {
        self.read(field, |text| {
            let number = whole_number(text).or_else(|| (text == "0").then_some(0));
            number.ok_or_else(|| NotAValue("0, 1, 2, 3 …".to_owned()))
        })
    }

    /// Reads a free text, screened as the model screens it.
    pub fn free_text(&self, field: Field) -> Result<Option<String>, Fault> {
        let Some(text) = self.text(field) else { return Ok(None) };
        if text.chars().nth(NOTE_LIMIT).is_some() {
            return Err(Fault::new(Code::NoteTooLong, field, ""));
        }
        match wording::screen(text) {
            // The text itself is not repeated: a message must not spread what may not be kept.
            Some(hit) => Err(Fault {
                details: [hit.reason_zh, hit.reason_en, hit.rule].map(str::to_owned).to_vec(),
                ..Fault::new(Code::NoteScreened, field, "")
            }),
            None => Ok(Some(text.to_owned())),
        }
    }

    /// The person whom a field names, told from namesakes by a unit in another field.
    pub fn person(&self, directory: &Directory<'_>, field: Field, unit: Field) -> Result<PersonId, Fault> {
        let text = self.needed(field)?;
        self.find_person(directory, field, text, unit)
    }

    fn find_person(&self, directory: &Directory<'_>, field: Field, text: &str, unit: Field) -> Result<PersonId, Fault> {
        directory.person(text, self.text(unit)).map_err(|miss| match miss {
            Miss::Nobody => Fault::new(Code::PersonNotFound, field, text),
            Miss::Several(count) => {
                Fault { details: vec![count.to_string()], ..Fault::new(Code::PersonAmbiguous, field, text) }
            }
        })
    }

    /// The people whom a field names: one, unless only its parts are known.
    pub fn people(&self, directory: &Directory<'_>, field: Field, unit: Field) -> Result<Vec<PersonId>, Fault> {
        let Some(text) = self.text(field) else { return Ok(Vec::new()) };
        let whole = self.find_person(directory, field, text, unit);
        if whole.is_ok() || names_of(text).count() < 2 {
            return whole.map(|person| vec![person]);
        }
        names_of(text).map(|name| self.find_person(directory, field, name, unit)).collect()
    }

    /// The members of ours whom a field names.
    pub fn members(&self, directory: &Directory<'_>, field: Field) -> Result<Vec<MemberId>, Fault> {
        let Some(text) = self.text(field) else { return Ok(Vec::new()) };
        let find = |name: &str| {
            directory.member(name).map_err(|miss| match miss {
                Miss::Nobody => Fault::new(Code::MemberNotFound, field, name),
                Miss::Several(count) => {
                    Fault { details: vec![count.to_string()], ..Fault::new(Code::MemberAmbiguous, field, name) }
                }
            })
        };
        let whole = find(text);
        if whole.is_ok() || names_of(text).count() < 2 {
            return whole.map(|member| vec![member]);
        }
        names_of(text).map(find).collect()
    }

    /// The deal that the row names, if it names one.
    pub fn deal(&self, directory: &Directory<'_>) -> Result<Option<DealId>, Fault> {
        let Some(text) = self.text(Field::Deal) else { return Ok(None) };
        directory.deal(text).map(Some).map_err(|miss| Fault {
            details: match miss {
                Miss::Several(count) => vec![count.to_string()],
                Miss::Nobody => Vec::new(),
            },
            ..Fault::new(if miss == Miss::Nobody { Code::DealNotFound } else { Code::DealAmbiguous }, Field::Deal, text)
        })
    }
}
