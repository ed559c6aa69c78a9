//! The cells of one row: rank, order, kind and days of tenure, notes, and what is wrong with them.

use crate::model::scale::ScaleValue;
use crate::model::tenure::TenureKind;
use crate::model::time::{Day, Span};
use crate::model::wording;

use super::super::cells::{NOTE_LIMIT, is_han, on_one_line, tenure_kind, tenure_remark, whole_number};
use super::super::days::{End, day_in, end_in, is_ongoing};
use super::super::draft::DraftNote;
use super::super::finding::{Code, Findings, Place};
use super::super::naming::sounds_like_organisation;
use super::super::nobody::{is_no_name, is_nobody};
use super::super::person_cell::{Beside, PersonCell, given_name_first};
use super::List;
use super::columns::{Cells, Columns};

impl List<'_, '_> {
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

    /// When the row says that its post is held.
    pub(super) fn span(&mut self, row: usize, columns: &Columns<'_>) -> RowSpan {
        let text = |column: Option<usize>| columns.text(row, column).filter(|text| !is_ongoing(text));
        let order = |column: Option<usize>| column.and_then(|column| columns.day_orders.get(&column).copied());
        let mut told = |text: Option<&str>, column: Option<usize>, is_day: bool| {
            if let (Some(text), Some(column), false) = (text, column, is_day) {
                self.findings.add(Code::NotADay, || (columns.cell_place(row, column), text.to_owned(), vec![]));
            }
        };
        let starts_on = columns.starts_on;
        let from = text(starts_on).and_then(|text| day_in(text, order(starts_on)));
        told(text(starts_on), starts_on, from.is_some());
        let ends_on = columns.texts(row, &columns.ends_on).map(|(column, _)| column).next();
        let end = text(ends_on).and_then(|text| end_in(text, order(ends_on)));
        told(text(ends_on), ends_on, end.is_some());
        let span = RowSpan::new(from, end);
        match (span, ends_on) {
            (None, Some(column)) => {
                let said = columns.text(row, Some(column)).unwrap_or_default().to_owned();
                self.findings.add(Code::EndsBeforeItBegins, || (columns.cell_place(row, column), said, vec![]));
            }
            (Some(RowSpan { is_year_end: true, .. }), Some(column)) => {
                let said = columns.text(row, Some(column)).unwrap_or_default();
                self.count(Code::YearEnds, Some(column), columns.sheet.line(row), said);
            }
            _ => {}
        }
        span.unwrap_or(RowSpan { span: Span { from, until: None }, is_year_end: false })
    }

    /// How the post is held, where a note says that and nothing else: 兼.
    pub(super) fn kind_in_notes(row: usize, columns: &Columns<'_>) -> Option<TenureKind> {
        columns.texts(row, &columns.notes).find_map(|(_, text)| note_kind(text, columns))
    }

    pub(super) fn notes(&mut self, outcome: usize, row: usize, columns: &Columns<'_>, person: Option<usize>) {
        for column in &columns.notes {
            let Some(text) = columns.text(row, Some(*column)) else { continue };
            if note_kind(text, columns).is_some() {
                continue;
            }
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

/// When a post is held, as a row says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowSpan {
    pub span: Span,
    /// Whether the end is only a year, of which the last day is taken.
    pub is_year_end: bool,
}

impl RowSpan {
    /// The span between two days, if they are in order.
    pub fn new(from: Option<Day>, end: Option<End>) -> Option<Self> {
        let span = Span { from, until: end.map(|end| end.until) };
        span.is_ordered().then_some(Self { span, is_year_end: end.is_some_and(|end| end.is_year) })
    }

    /// The days that are certain, where the end is only a year.
    pub fn certain(self) -> Span {
        let Span { from, until } = self.span;
        let until = until.map(|until| End { until, is_year: self.is_year_end }.certain(from));
        Span { from, until }
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

/// The kind of tenure that a note is, and nothing more. Our own lists have a column for it.
fn note_kind(text: &str, columns: &Columns<'_>) -> Option<TenureKind> {
    let kind = || tenure_remark(&text.trim_matches(['（', '）', '(', ')']).to_lowercase());
    (columns.cells != Cells::Exact).then(kind).flatten()
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
pub(super) fn people_of(name: &str, beside: Beside<'_>, columns: &Columns<'_>) -> Option<PersonCell> {
    let title = beside.title;
    // Two characters may be a name that no list of family names has.
    let is_long = || name.chars().filter(|c| is_han(*c)).count() > 2;
    let is_unit = || title.is_none() && is_long() && sounds_like_organisation(name);
    match columns.cells {
        Cells::Exact => Some(PersonCell::as_written(name)),
        _ if is_no_name(name) || (is_nobody(name) && title.is_none_or(is_nobody)) || is_unit() => None,
        Cells::FamilyFirst => {
            let turned = given_name_first(name);
            Some(PersonCell::read(turned.as_deref().unwrap_or(name), beside))
        }
        Cells::Loose => Some(PersonCell::read(name, beside)),
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
