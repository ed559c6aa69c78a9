//! Addresses and numbers of a row, each cell taken apart once however many people it stands beside.

use super::super::cells::{email_key, is_mobile, on_one_line, phone_key};
use super::super::draft::DraftPerson;
use super::super::finding::Code;
use super::super::phone_cell::{NumberCell, desk_and_mobile, numbers_in};
use super::List;
use super::columns::{Cells, Columns};

/// Which of the people in a cell of names is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct OneOf {
    pub index: usize,
    pub count: usize,
}

/// The cells of a row that hold addresses and numbers.
pub(super) struct ContactCells<'a> {
    emails: Vec<Parted<'a>>,
    phone: Option<Parted<'a>>,
    mobile: Option<Parted<'a>>,
}

/// A cell and what stands in it.
struct Parted<'a> {
    column: usize,
    text: &'a str,
    parts: Vec<&'a str>,
}

impl<'a> ContactCells<'a> {
    pub fn of(row: usize, columns: &Columns<'a>) -> Self {
        let of_numbers = |list: &[usize]| {
            let (column, text) =
                columns.texts(row, list).find_map(|(column, text)| numbers_of(column, text, columns))?;
            let parts = if columns.cells == Cells::Exact { vec![text] } else { numbers_in(text) };
            Some(Parted { column, text, parts })
        };
        let of_addresses = |(column, text): (usize, &'a str)| {
            let parts = text.split([';', ',', '；', '，', '、', '\n', ' ']).filter(|part| !part.is_empty()).collect();
            Parted { column, text, parts }
        };
        Self {
            emails: columns.texts(row, &columns.emails).map(of_addresses).collect(),
            phone: of_numbers(&columns.phones),
            mobile: of_numbers(&columns.mobiles),
        }
    }

    /// How many addresses or numbers each cell holds.
    pub fn counts(&self) -> Vec<usize> {
        self.emails.iter().chain(&self.phone).chain(&self.mobile).map(|cell| cell.parts.len()).collect()
    }
}

/// What a cell of numbers says, unless it says none.
fn numbers_of<'a>(column: usize, text: &'a str, columns: &Columns<'_>) -> Option<(usize, &'a str)> {
    let numbers = if columns.cells == Cells::Exact { Some(text) } else { NumberCell::of(text).numbers() };
    Some((column, numbers?))
}

impl List<'_, '_> {
    /// What the row says beside the name of a person, who is one of several in the cell or the only one.
    pub(super) fn contact_data(
        &mut self,
        row: usize,
        columns: &Columns<'_>,
        cells: &ContactCells<'_>,
        one: OneOf,
    ) -> DraftPerson {
        let line = |text: &str| on_one_line(text).0;
        let email = self.email(row, columns, cells, one);
        if one.count > 1 {
            let phone = cells.phone.as_ref().and_then(|cell| self.own_number(row, columns, cell, one));
            let mobile = cells.mobile.as_ref().and_then(|cell| self.own_number(row, columns, cell, one));
            if let Some(column) = columns.key {
                self.shared(row, columns, column, one);
            }
            return DraftPerson { email, phone, mobile, ..DraftPerson::default() };
        }
        let (phone, mobile) = numbers(cells);
        let aliases = columns.aliases.iter().filter_map(|column| columns.text(row, Some(*column)));
        DraftPerson {
            aliases: aliases.flat_map(|text| text.split(['、', ';', '；'])).map(|alias| line(alias.trim())).collect(),
            email,
            phone,
            mobile,
            key: columns.text(row, columns.key).map(line),
            ..DraftPerson::default()
        }
    }

    fn email(&mut self, row: usize, columns: &Columns<'_>, cells: &ContactCells<'_>, one: OneOf) -> Option<String> {
        let mut email = None;
        for Parted { column, text, parts } in &cells.emails {
            if one.count > 1 && parts.len() != one.count {
                self.shared(row, columns, *column, one);
                continue;
            }
            // Several addresses in the cell of one person: the first counts.
            let own = parts.get(one.index).copied().unwrap_or_default();
            if email_key(own).is_some() {
                email = email.or_else(|| Some(on_one_line(own.trim_start_matches("mailto:")).0));
            } else {
                self.findings.add(Code::NotAnEmail, || (columns.cell_place(row, *column), (*text).to_owned(), vec![]));
            }
        }
        email
    }

    /// Of as many numbers as people, the person's own; the telephone of a desk is everybody's.
    fn own_number(&mut self, row: usize, columns: &Columns<'_>, cell: &Parted<'_>, one: OneOf) -> Option<String> {
        let Parted { column, text, parts } = cell;
        let is_desk = parts.len() == 1 && !phone_key(text).is_some_and(|digits| is_mobile(&digits));
        if parts.len() != one.count && !is_desk {
            self.shared(row, columns, *column, one);
            return None;
        }
        Some(on_one_line(if is_desk { text } else { parts[one.index] }).0)
    }

    /// Tells once that a cell belongs to nobody in particular.
    fn shared(&mut self, row: usize, columns: &Columns<'_>, column: usize, one: OneOf) {
        if let (0, Some(text)) = (one.index, columns.text(row, Some(column))) {
            let count = vec![one.count.to_string()];
            self.findings.add(Code::SharedCell, || (columns.cell_place(row, column), text.to_owned(), count));
        }
    }

    /// Tells of cells for telephone numbers in which none stands.
    pub(super) fn check_numbers(&mut self, row: usize, columns: &Columns<'_>) {
        if columns.cells == Cells::Exact {
            return;
        }
        for (column, text) in columns.texts(row, &columns.phones).chain(columns.texts(row, &columns.mobiles)) {
            let code = match NumberCell::of(text) {
                NumberCell::Numbers(_) => continue,
                NumberCell::Shortened => Code::ShortenedNumber,
                NumberCell::Words => Code::NotATelephone,
            };
            self.findings.add(code, || (columns.cell_place(row, column), text.to_owned(), vec![]));
        }
    }
}

/// The telephone and the mobile number of the only person.
fn numbers(cells: &ContactCells<'_>) -> (Option<String>, Option<String>) {
    let line = |text: &str| on_one_line(text).0;
    let text = |cell: &Option<Parted<'_>>| cell.as_ref().map(|cell| line(cell.text));
    if let (Some(desk), None) = (&cells.phone, &cells.mobile)
        && let (Some(desk), Some(own)) = desk_and_mobile(&desk.parts)
    {
        return (Some(line(desk)), Some(line(own)));
    }
    (text(&cells.phone), text(&cells.mobile))
}
