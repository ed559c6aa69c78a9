//! A row that speaks of people, a post, or both: who holds what by it, and what is said of cells that hold more than a name.

use crate::model::tenure::TenureKind;

use super::super::cells::{is_vacant, on_one_line, title_and_kind};
use super::super::draft::{DraftPost, DraftTenure};
use super::super::finding::Code;
use super::super::person_cell::{Beside, MOST, NamedPerson, PersonCell};
use super::super::plan::Fate;
use super::super::vcard::of_several;
use super::columns::Columns;
use super::contact_cells::{ContactCells, OneOf};
use super::people::Mention;
use super::row::{RowSpan, people_of, person_name};
use super::superiors::Mentioned;
use super::{List, RowUnit};

/// Somebody whom a row gives a post.
struct Holder {
    person: usize,
    title: String,
    kind: Option<TenureKind>,
    span: RowSpan,
}

/// What a row says of the post of all its people.
struct Said {
    outcome: usize,
    row: usize,
    unit: usize,
    title: String,
    kind: Option<TenureKind>,
    span: RowSpan,
}

impl List<'_, '_> {
    /// Reads a row and notes what it says.
    pub(super) fn person_row(&mut self, outcome: usize, row: usize, columns: &Columns<'_>, at: &RowUnit) {
        self.draft.rows[outcome].fate = Fate::Unchanged;
        let name = person_name(columns, row).filter(|name| !is_vacant(name));
        let title = columns.text(row, columns.title);
        let contacts = ContactCells::of(row, columns);
        let beside = Beside { title, counts: &contacts.counts() };
        let cell = name.as_deref().map(|name| people_of(name, beside, columns));
        self.draft.rows[outcome].label = name.clone().or(title.map(str::to_owned)).unwrap_or_default();
        let cell = match cell {
            Some(None) => {
                self.draft.rows[outcome].fate = Fate::LeftOut;
                self.findings.add(Code::NotAPerson, || (columns.place(row), name.unwrap_or_default(), vec![]));
                return;
            }
            None if title.is_none() => {
                self.draft.rows[outcome].fate = Fate::LeftOut;
                if let Some(called) = of_several(columns.sheet, row) {
                    self.findings.add(Code::CardOfSeveral, || (columns.place(row), called.to_owned(), vec![]));
                    return;
                }
                let said: Vec<&str> = columns.sheet.row(row).filter(|text| !text.is_empty()).collect();
                self.findings.add(Code::RowWithoutPerson, || (columns.place(row), said.join(" | "), vec![]));
                return;
            }
            cell => cell.flatten().unwrap_or_default(),
        };
        if let Some(first) = cell.people.first() {
            self.draft.rows[outcome].label.clone_from(&first.name);
        }
        self.tell_of_names(row, columns, name.as_deref().unwrap_or_default(), &cell);
        self.check_numbers(row, columns);
        self.check_width(row, columns);
        let is_without_unit = at.unit.is_none() || at.names_top;
        let unit = at.unit.unwrap_or_else(|| self.fallback_unit());
        let (title, title_kind) = title_and_kind(title.unwrap_or_default());
        let title = self.cut(&title, row, columns.title, columns);
        let kind = self.tenure_kind(row, columns).or_else(|| Self::kind_in_notes(row, columns)).or(title_kind);
        let span = self.span(row, columns);
        let said = Said { outcome, row, unit, title, kind, span };
        let holders: Vec<Holder> = (0..)
            .zip(&cell.people)
            .map(|(index, named)| self.holder(&said, columns, named, &contacts, OneOf { index, count: cell.count }))
            .collect();
        let oversees = columns.text(row, columns.overseer).is_some();
        // Whoever is named and nothing else keeps the post that is known.
        let is_assumed = is_without_unit && holders.len() == 1 && holders[0].title.is_empty() && !oversees;
        let (rank, order) = (self.rank(row, columns), self.order(row, columns));
        let mut is_any_new = false;
        for holders in by_title(&holders) {
            let title = holders.first().map_or(&said.title, |first| &first.title).clone();
            let key = self.post_key(row, columns, unit, &title);
            let draft = DraftPost {
                unit,
                title: title.clone(),
                rank: rank.clone(),
                order,
                is_assumed,
                names_top: at.names_top,
                key,
                row: outcome,
            };
            let Some(post) = self.hold(draft, &holders, &said, columns) else { continue };
            is_any_new = true;
            let person = holders.first().map(|holder| holder.person);
            self.mentioned.push(Mentioned { sheet_row: row, outcome, post, person, unit });
            for further in at.further.iter().filter(|_| !holders.is_empty()) {
                let draft = DraftPost { unit: *further, title: title.clone(), row: outcome, ..DraftPost::default() };
                self.hold_beside(draft, &holders, &said, columns);
            }
        }
        if !is_any_new {
            self.draft.rows[outcome].fate = Fate::LeftOut;
            return;
        }
        self.notes(outcome, row, columns, holders.first().map(|holder| holder.person));
    }

    /// One of the people of a row.
    fn holder(
        &mut self,
        said: &Said,
        columns: &Columns<'_>,
        named: &NamedPerson,
        contacts: &ContactCells<'_>,
        one: OneOf,
    ) -> Holder {
        let Said { outcome, row, unit, .. } = *said;
        let mut person = self.contact_data(row, columns, contacts, one);
        person.name = self.cut(&named.name, row, columns.name, columns);
        (person.unit, person.row) = (unit, outcome);
        let (title, title_kind) = match &named.title {
            Some(title) if said.title.is_empty() => title_and_kind(&on_one_line(title).0),
            _ => (said.title.clone(), None),
        };
        let kind = said.kind.or(named.kind).or(title_kind);
        let span = self.span_of(said, columns, named);
        let mention = Mention {
            person,
            is_concurrent: kind == Some(TenureKind::Concurrent),
            span: span.certain(),
            born: columns.text(row, columns.born).filter(|_| one.count == 1).map(str::to_owned),
            sex: named.sex.clone(),
            has_ended: span.span.until.is_some_and(|until| until <= self.today),
        };
        let place = self.meet(mention, row, columns);
        if one.count == 1 {
            let person = std::mem::take(&mut self.people.list[place]);
            self.note_further(row, columns, &person);
            self.people.list[place] = person;
        }
        Holder { person: place, title, kind, span }
    }

    /// When somebody holds the post: until the day that a remark behind the name says, where the row says none.
    fn span_of(&mut self, said: &Said, columns: &Columns<'_>, named: &NamedPerson) -> RowSpan {
        let Some((remark, end)) = &named.left else { return said.span };
        let has_end = said.span.span.until.is_some();
        let ended = RowSpan::new(said.span.span.from, *end).filter(|span| span.span.until.is_some() && !has_end);
        if ended.is_none() && !has_end {
            let (name, remark) = (named.name.clone(), remark.clone());
            self.findings.add(Code::LeftWithoutDay, || (columns.place(said.row), name, vec![remark]));
        }
        ended.unwrap_or(said.span)
    }

    /// Gives people a post, or one that they have by a row above; nothing when that row says it all.
    fn hold(&mut self, draft: DraftPost, holders: &[&Holder], said: &Said, columns: &Columns<'_>) -> Option<usize> {
        let people: Vec<usize> = holders.iter().map(|holder| holder.person).collect();
        let span = holders.first().map_or(said.span.span, |first| first.span.span);
        let post = self.post(draft, &people, span, || columns.place(said.row))?;
        for holder in holders {
            let is_first = self.people.list[holder.person].row == said.outcome;
            // A second post without a word on how it is held stands beside the first, or comes after it.
            let is_beside = !is_first && self.people.holds_beside(holder.person, holder.span.certain());
            let otherwise = if is_beside { TenureKind::Concurrent } else { TenureKind::Substantive };
            self.start(post, holder, holder.kind.unwrap_or(otherwise), said);
        }
        Some(post)
    }

    /// Gives people a post beside the one that the row speaks of first.
    fn hold_beside(&mut self, draft: DraftPost, holders: &[&Holder], said: &Said, columns: &Columns<'_>) {
        let people: Vec<usize> = holders.iter().map(|holder| holder.person).collect();
        let span = holders.first().map_or(said.span.span, |first| first.span.span);
        let Some(post) = self.post(draft, &people, span, || columns.place(said.row)) else { return };
        for holder in holders {
            self.start(post, holder, TenureKind::Concurrent, said);
        }
    }

    fn start(&mut self, post: usize, holder: &Holder, kind: TenureKind, said: &Said) {
        if holder.span.is_year_end {
            self.year_ends.insert(self.draft.tenures.len());
        }
        self.draft.tenures.push(DraftTenure {
            person: holder.person,
            post,
            kind,
            is_kind_said: holder.kind.is_some(),
            span: holder.span.span,
            row: said.outcome,
        });
    }

    /// Tells how a cell of names was read, where it holds more than a name.
    fn tell_of_names(&mut self, row: usize, columns: &Columns<'_>, text: &str, cell: &PersonCell) {
        let place = || columns.name.map_or_else(|| columns.place(row), |column| columns.cell_place(row, column));
        let count = vec![cell.count.to_string()];
        if cell.is_unclear {
            self.findings.add(Code::MaybeSeveralPeople, || (place(), text.to_owned(), vec![]));
        }
        if cell.count > MOST {
            self.findings
                .add(Code::TooManyInCell, || (place(), text.to_owned(), [count, vec![MOST.to_string()]].concat()));
        } else if cell.count > 1 {
            self.findings.add(Code::SeveralPeople, || (place(), text.to_owned(), count));
        }
        for (name, remark) in &cell.cut {
            self.findings.add(Code::RemarkNotKept, || (place(), name.clone(), vec![remark.clone()]));
        }
    }
}

/// The holders of a row by their titles, in the order of the cell; nobody holds a post of whatever title.
fn by_title(holders: &[Holder]) -> Vec<Vec<&Holder>> {
    if holders.is_empty() {
        return vec![Vec::new()];
    }
    let mut groups: Vec<Vec<&Holder>> = Vec::new();
    for holder in holders {
        match groups.iter_mut().find(|group| group[0].title == holder.title) {
            Some(group) => group.push(holder),
            None => groups.push(vec![holder]),
        }
    }
    groups
}
