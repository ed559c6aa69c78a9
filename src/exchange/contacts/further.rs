//! Addresses and numbers beyond those that a person has room for: they are told, once for each column.

use super::super::cells::{email_key, phone_key};
use super::super::draft::DraftPerson;
use super::super::finding::Code;
use super::super::phone_cell::{NumberCell, numbers_in};
use super::List;
use super::columns::Columns;

impl List<'_, '_> {
    /// Notes the addresses and numbers of a row that its only person did not get, from this row or one above.
    pub(super) fn note_further(&mut self, row: usize, columns: &Columns<'_>, person: &DraftPerson) {
        let addresses = columns.texts(row, &columns.emails).flat_map(|(column, text)| {
            let parts = text.split([';', ',', '；', '，', '、', '\n', ' ']);
            parts.filter(|part| email_key(part).is_some()).map(move |part| (column, part.trim_start_matches("mailto:")))
        });
        let numbers = columns.texts(row, &columns.phones).chain(columns.texts(row, &columns.mobiles));
        let numbers = numbers.filter(|(_, text)| !is_kept(person, text));
        let numbers = numbers.filter_map(|(column, text)| Some((column, NumberCell::of(text).numbers()?)));
        let numbers = numbers.flat_map(|(column, text)| numbers_in(text).into_iter().map(move |part| (column, part)));
        for (column, text) in addresses.chain(numbers).filter(|(_, text)| !is_kept(person, text)) {
            self.count(Code::FurtherCells, Some(column), columns.sheet.line(row), text.trim());
        }
    }
}

/// Whether a person has an address or number, however it is written.
fn is_kept(person: &DraftPerson, text: &str) -> bool {
    let digits = phone_key(text).filter(|_| email_key(text).is_none());
    let mut kept = [&person.email, &person.phone, &person.mobile].into_iter().flatten();
    kept.any(|kept| kept.eq_ignore_ascii_case(text.trim()) || digits.is_some() && phone_key(kept) == digits)
}
