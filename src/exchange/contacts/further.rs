//! Addresses and numbers beyond those that a person has room for: they are told, once for each column.

use super::super::cells::{email_key, phone_key};
use super::super::draft::DraftPerson;
use super::super::finding::{Code, Place};
use super::super::phone_cell::numbers_in;
use super::List;
use super::columns::Columns;

/// How many lines are named.
const NAMED: usize = 20;

/// What a column says that nobody has room for.
#[derive(Debug, Default)]
pub(super) struct Further {
    /// The first of the addresses or numbers.
    first: String,
    lines: Vec<u32>,
    count: usize,
}

impl List<'_, '_> {
    /// Notes the addresses and numbers of a row that its only person did not get, from this row or one above.
    pub(super) fn note_further(&mut self, row: usize, columns: &Columns<'_>, person: &DraftPerson) {
        let addresses = columns.texts(row, &columns.emails).flat_map(|(column, text)| {
            let parts = text.split([';', ',', '；', '，', '、', '\n', ' ']);
            parts.filter(|part| email_key(part).is_some()).map(move |part| (column, part.trim_start_matches("mailto:")))
        });
        let numbers = columns.texts(row, &columns.phones).chain(columns.texts(row, &columns.mobiles));
        let numbers = numbers.filter(|(_, text)| !is_kept(person, text));
        let numbers = numbers.flat_map(|(column, text)| numbers_in(text).into_iter().map(move |part| (column, part)));
        for (column, text) in addresses.chain(numbers).filter(|(_, text)| !is_kept(person, text)) {
            let further = self.further.entry(column).or_default();
            if further.count == 0 {
                text.trim().clone_into(&mut further.first);
            }
            further.count += 1;
            let line = columns.sheet.line(row);
            if further.lines.last() != Some(&line) && further.lines.len() <= NAMED {
                further.lines.push(line);
            }
        }
    }

    /// Tells of the further addresses and numbers of a sheet.
    pub(super) fn tell_further(&mut self, columns: &Columns<'_>) {
        for (column, Further { first, lines, count }) in std::mem::take(&mut self.further) {
            let header = columns.mapping.columns.get(column).map_or("", |column| column.header.as_str());
            let place = Place::file(columns.file).on_sheet(&columns.sheet.name).in_column(column, header);
            let place = lines.first().map_or(place.clone(), |line| place.on_line(*line));
            let mut named = lines.iter().take(NAMED).map(u32::to_string).collect::<Vec<_>>().join(", ");
            if lines.len() > NAMED {
                named.push_str(" …");
            }
            self.findings.add(Code::FurtherCells, || (place, first, vec![count.to_string(), named]));
        }
    }
}

/// Whether a person has an address or number, however it is written.
fn is_kept(person: &DraftPerson, text: &str) -> bool {
    let digits = phone_key(text).filter(|_| email_key(text).is_none());
    let mut kept = [&person.email, &person.phone, &person.mobile].into_iter().flatten();
    kept.any(|kept| kept.eq_ignore_ascii_case(text.trim()) || digits.is_some() && phone_key(kept) == digits)
}
