//! The cells of one row: contact data, rank, order, kind and days of tenure, notes, and what is wrong with them.

use crate::model::scale::ScaleValue;
use crate::model::tenure::TenureKind;
use crate::model::time::Span;
use crate::model::wording;

use super::super::cells::{
    NOTE_LIMIT, email_key, is_han, is_mobile, on_one_line, phone_key, tenure_kind, whole_number,
};
use super::super::days::{day_in, is_ongoing};
use super::super::draft::{DraftNote, DraftPerson, span};
use super::super::finding::{Code, Findings, Place};
use super::super::naming::sounds_like_organisation;
use super::super::person_cell::{PersonCell, given_name_first, is_nobody};
use super::super::phone_cell::{desk_and_mobile, numbers_in};
use super::List;
use super::columns::{Cells, Columns};

/// Which of the people in a cell of names is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct OneOf {
    pub index: usize,
    pub count: usize,
}

impl List<'_, '_> {
    /// What the row says beside the name of a person, who is one of several in the cell or the only one.
    pub(super) fn contact_data(&mut self, row: usize, columns: &Columns<'_>, one: OneOf) -> DraftPerson {
        let line = |text: &str| on_one_line(text).0;
        let email = self.email(row, columns, one);
        let (phone, mobile) = self.numbers(row, columns, one);
        if one.count > 1 {
            self.shared(row, columns, columns.key, one);
            return DraftPerson { email, phone, mobile, ..DraftPerson::default() };
        }
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

    fn email(&mut self, row: usize, columns: &Columns<'_>, one: OneOf) -> Option<String> {
        let mut email = None;
        for column in &columns.emails {
            let Some(text) = columns.text(row, Some(*column)) else { continue };
            let mut parts = text.split([';', ',', '；', '，', '、', '\n', ' ']).filter(|part| !part.is_empty());
            if one.count > 1 && parts.clone().count() != one.count {
                self.shared(row, columns, Some(*column), one);
                continue;
            }
            // Several addresses in the cell of one person: the first counts.
            let own = parts.nth(one.index).unwrap_or_default();
            if email_key(own).is_some() {
                email = email.or_else(|| Some(on_one_line(own.trim_start_matches("mailto:")).0));
            } else {
                self.findings.add(Code::NotAnEmail, || (columns.cell_place(row, *column), text.to_owned(), vec![]));
            }
        }
        email
    }

    /// The telephone and the mobile number.
    fn numbers(&mut self, row: usize, columns: &Columns<'_>, one: OneOf) -> (Option<String>, Option<String>) {
        let line = |text: &str| on_one_line(text).0;
        let first = |list: &[usize]| list.iter().copied().find(|column| columns.text(row, Some(*column)).is_some());
        let (phone, mobile) = (first(&columns.phones), first(&columns.mobiles));
        if one.count > 1 {
            return (self.own_number(row, columns, phone, one), self.own_number(row, columns, mobile, one));
        }
        let (desk, own) = (columns.text(row, phone), columns.text(row, mobile));
        let parts = desk.filter(|_| own.is_none() && columns.cells != Cells::Exact).map(numbers_in).unwrap_or_default();
        match desk_and_mobile(&parts) {
            (Some(desk), Some(own)) if parts.len() == 2 => (Some(line(desk)), Some(line(own))),
            _ => (desk.map(line), own.map(line)),
        }
    }

    /// Of as many numbers as people, the person's own; the telephone of a desk is everybody's.
    fn own_number(&mut self, row: usize, columns: &Columns<'_>, column: Option<usize>, one: OneOf) -> Option<String> {
        let text = columns.text(row, column)?;
        let parts = numbers_in(text);
        let is_desk = parts.len() == 1 && !phone_key(text).is_some_and(|digits| is_mobile(&digits));
        if parts.len() != one.count && !is_desk {
            self.shared(row, columns, column, one);
            return None;
        }
        Some(on_one_line(if is_desk { text } else { parts[one.index] }).0)
    }

    /// Tells once that a cell belongs to nobody in particular.
    fn shared(&mut self, row: usize, columns: &Columns<'_>, column: Option<usize>, one: OneOf) {
        if let (0, Some(column), Some(text)) = (one.index, column, columns.text(row, column)) {
            let count = vec![one.count.to_string()];
            self.findings.add(Code::SharedCell, || (columns.cell_place(row, column), text.to_owned(), count));
        }
    }

    pub(super) fn rank(&mut self, row: usize, columns: &Columns<'_>) -> Option<ScaleValue> {
        let text = columns.text(row, columns.rank)?;
        if let Some(rank) = self.ranks.get(text) {
            return rank.clone();
        }
        let rank = ScaleValue::rank_from_text(&on_one_line(text).0);
        self.ranks.insert(text.to_owned(), rank.clone());
        rank
    }

    pub(super) fn order(&mut self, row: usize, columns: &Columns<'_>) -> Option<u32> {
        let column = columns.order?;
        let text = columns.text(row, Some(column))?;
        let order = whole_number(text);
        if order.is_none() {
            self.findings.add(Code::NotANumber, || (columns.cell_place(row, column), text.to_owned(), vec![]));
        }
        order
    }

    pub(super) fn tenure_kind(&mut self, row: usize, columns: &Columns<'_>) -> Option<TenureKind> {
        let column = columns.tenure_kind?;
        let text = columns.text(row, Some(column))?;
        let kind = tenure_kind(text);
        if kind.is_none() {
            self.findings.add(Code::UnknownTenureKind, || (columns.cell_place(row, column), text.to_owned(), vec![]));
        }
        kind
    }

    pub(super) fn span(&mut self, row: usize, columns: &Columns<'_>) -> Span {
        let mut read = |column: Option<usize>| {
            let text = columns.text(row, column).filter(|text| !is_ongoing(text))?;
            let found = day_in(text, column.and_then(|column| columns.day_orders.get(&column).copied()));
            if let (None, Some(column)) = (found, column) {
                self.findings.add(Code::NotADay, || (columns.cell_place(row, column), text.to_owned(), vec![]));
            }
            found
        };
        let from = read(columns.starts_on);
        let ends_on = columns.texts(row, &columns.ends_on).map(|(column, _)| column).next();
        let until = read(ends_on);
        let (span, is_ordered) = span(from, until);
        if let (false, Some(column), Some(until)) = (is_ordered, ends_on, until) {
            self.findings
                .add(Code::EndsBeforeItBegins, || (columns.cell_place(row, column), until.to_string(), vec![]));
        }
        span
    }

    pub(super) fn notes(&mut self, outcome: usize, row: usize, columns: &Columns<'_>, person: Option<usize>) {
        for column in &columns.notes {
            let Some(text) = columns.text(row, Some(*column)) else { continue };
            let note = keep_note(text, person, outcome, || columns.cell_place(row, *column), self.findings);
            self.draft.notes.extend(note);
        }
    }

    /// A short text, cut with a warning when it is not short.
    pub(super) fn cut(&mut self, text: &str, row: usize, column: Option<usize>, columns: &Columns<'_>) -> String {
        let (line, was_cut) = on_one_line(text);
        if was_cut {
            let place = || column.map_or_else(|| columns.place(row), |column| columns.cell_place(row, column));
            self.findings.add(Code::TextTooLong, || (place(), text.to_owned(), vec![]));
        }
        line
    }

    /// Rows of text files that are shorter or longer than the head.
    pub(super) fn check_width(&mut self, row: usize, columns: &Columns<'_>) {
        if self.reading.delimiter.is_none() {
            return;
        }
        let (width, head) = (columns.sheet.row_width(row), columns.head_width());
        let surplus: Vec<&str> =
            (head..width).map(|column| columns.sheet.cell(row, column)).filter(|text| !text.is_empty()).collect();
        if width < head {
            self.findings.add(Code::ShortRow, || (columns.place(row), width.to_string(), vec![head.to_string()]));
        } else if !surplus.is_empty() {
            self.findings.add(Code::LongRow, || (columns.place(row), surplus.join(" | "), vec![]));
        }
    }
}

/// A note that passes the wording screen; of another, the rule is named.
pub(in crate::exchange) fn keep_note(
    text: &str,
    person: Option<usize>,
    row: usize,
    place: impl FnOnce() -> Place,
    findings: &mut Findings,
) -> Option<DraftNote> {
    let (code, value, details) = if text.chars().nth(NOTE_LIMIT).is_some() {
        (Code::NoteTooLong, "", vec![])
    } else if let Some(hit) = wording::screen(text) {
        // The text itself is not repeated: a message must not spread what may not be kept.
        let details = [hit.reason_zh, hit.reason_en, hit.rule];
        (Code::NoteScreened, "", details.map(str::to_owned).to_vec())
    } else if let Some(person) = person {
        return Some(DraftNote { person, text: text.to_owned(), row });
    } else {
        (Code::NoteWithoutPerson, text, vec![])
    };
    findings.add(code, || (place(), value.to_owned(), details));
    None
}

/// The whole name, or family and given name in the order that their script asks for.
pub(super) fn person_name(columns: &Columns<'_>, row: usize) -> Option<String> {
    if let Some(name) = columns.text(row, columns.name) {
        return Some(name.to_owned());
    }
    let (given, family) = (columns.text(row, columns.given_name), columns.text(row, columns.family_name));
    match (given, family) {
        (Some(given), Some(family)) if family.chars().all(is_han) => Some(format!("{family}{given}")),
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (given, family) => given.or(family).map(str::to_owned),
    }
}

/// The people that a cell of names means, or nothing where it is a sum, a room or a unit without a title.
pub(super) fn people_of(name: &str, title: Option<&str>, columns: &Columns<'_>) -> Option<PersonCell> {
    // Two characters may be a name that no list of family names has.
    let is_long = || name.chars().filter(|c| is_han(*c)).count() > 2;
    let is_unit = || title.is_none() && is_long() && sounds_like_organisation(name);
    match columns.cells {
        Cells::Exact => Some(PersonCell::as_written(name)),
        _ if (is_nobody(name) && title.is_none_or(is_nobody)) || is_unit() => None,
        Cells::FamilyFirst => {
            let turned = given_name_first(name);
            Some(PersonCell::read(turned.as_deref().unwrap_or(name), title))
        }
        Cells::Loose => Some(PersonCell::read(name, title)),
    }
}

/// Takes over what the row says of its units; blank parts of merged cells keep what stands above.
pub(super) fn fill_down(columns: &Columns<'_>, row: usize, filled: &mut [String]) -> bool {
    let mut has_filled = false;
    let mut is_new = false;
    for (place, column) in columns.units.iter().enumerate() {
        let text = columns.text(row, Some(*column)).unwrap_or_default();
        let is_kept = text.is_empty() && !is_new && columns.filled_down.contains(column);
        if is_kept {
            has_filled |= !filled[place].is_empty();
        } else {
            // Below a new upper unit, the lower one of the row above does not go on.
            is_new |= filled[place] != text;
            text.clone_into(&mut filled[place]);
        }
    }
    has_filled
}
