//! What rows state about people and deals: each cell is judged alone, so that one that cannot be taken costs no other.

use crate::model::claim::{Statement, Subject};
use crate::model::id::PersonId;
use crate::model::scale::{Axis, ScaleValue};

use super::super::cells::{is_nothing, on_one_line};
use super::super::mapping::Field;
use super::Work;
use super::people::names_of;
use super::row::{Fault, Row};
use super::values;

/// What a row states, and what of it cannot be taken.
#[derive(Default)]
pub(super) struct Stated {
    pub statements: Vec<(Field, Statement)>,
    pub faults: Vec<Fault>,
}

impl Stated {
    /// Adds a statement and the field that makes it.
    pub fn add(&mut self, field: Field, statement: Statement) {
        self.statements.push((field, statement));
    }

    /// What a cell says, if it says something that can be taken; what cannot be is kept for the telling.
    pub fn judged<T>(&mut self, read: Result<Option<T>, Fault>) -> Option<T> {
        read.unwrap_or_else(|fault| {
            self.faults.push(fault);
            None
        })
    }

    /// Adds what free texts of the row say about somebody or something.
    fn add_texts(&mut self, row: Row<'_>, about: Subject, fields: &[Field]) {
        for field in fields {
            let Some(text) = self.judged(row.free_text(*field)) else { continue };
            let statement = match field {
                Field::Worry => Statement::Worry { about, text },
                Field::Goal => Statement::Goal { about, text },
                _ => Statement::Note { about, text },
            };
            self.add(*field, statement);
        }
    }
}

impl Work<'_> {
    /// A row that states one thing or several about a person, or about a deal where it names nobody.
    pub(super) fn claims(&mut self, row: Row<'_>, outcome: usize) -> Result<(), Fault> {
        let person = match row.text(Field::Person) {
            Some(_) => Some(row.person(&self.directory, Field::Person, Field::Unit)?),
            None => None,
        };
        let deal = row.deal(&self.directory)?;
        self.rows[outcome].person = person;
        let mut stated = match person {
            Some(person) => self.about_person(row, person)?,
            None => Stated::default(),
        };
        let subject = person.map(Subject::Person).or(deal.map(Subject::Deal));
        let Some(about) = subject else {
            row.needed(Field::Person)?;
            return Ok(());
        };
        stated.add_texts(row, about, &[Field::Worry, Field::Goal, Field::Note]);
        if let Some(text) = stated.judged(row.free_text(Field::Cause)) {
            let rib = on_one_line(row.needed(Field::Rib)?).0;
            stated.add(Field::Cause, Statement::Cause { rib, text });
        }
        self.state(row, outcome, stated)
    }

    /// What a row of a contact list states about its person beside the post.
    pub(super) fn about_contact(&self, row: Row<'_>, person: PersonId) -> Result<Stated, Fault> {
        let mut stated = self.about_person(row, person)?;
        stated.add_texts(row, Subject::Person(person), &[Field::Worry, Field::Goal]);
        Ok(stated)
    }

    pub(super) fn level(&self, row: Row<'_>, field: Field, axis: Axis) -> Result<Option<ScaleValue>, Fault> {
        row.read(field, |text| values::level(axis, text, self.scale(row, field, axis)))
    }

    /// The levels that a row gives a person.
    fn about_person(&self, row: Row<'_>, person: PersonId) -> Result<Stated, Fault> {
        let mut stated = Stated::default();
        let holds = row.read(Field::Holds, values::truth)?.unwrap_or(true);
        for read in self.roles(row) {
            if let Some(value) = stated.judged(read) {
                stated.add(Field::Role, Statement::Role { person, value, holds });
            }
        }
        let mut level = |field, axis, make: fn(PersonId, ScaleValue) -> Statement| {
            if let Some(value) = stated.judged(self.level(row, field, axis)) {
                stated.add(field, make(person, value));
            }
        };
        level(Field::Stance, Axis::Stance, |person, value| Statement::Stance { person, value });
        level(Field::Influence, Axis::Influence, |person, value| Statement::Influence { person, value });
        level(Field::Status, Axis::Status, |person, value| Statement::Status { person, value });
        level(Field::Orientation, Axis::Orientation, |person, value| Statement::Orientation { person, value });
        level(Field::Adaptability, Axis::Adaptability, |person, value| Statement::Adaptability { person, value });
        Ok(stated)
    }

    /// The roles in a cell: one, unless only its parts are known.
    fn roles(&self, row: Row<'_>) -> Vec<Result<Option<ScaleValue>, Fault>> {
        let Some(text) = row.text(Field::Role) else { return Vec::new() };
        let whole = self.level(row, Field::Role, Axis::Role);
        if whole.is_ok() || names_of(text).count() < 2 {
            return vec![whole];
        }
        let scale = self.scale(row, Field::Role, Axis::Role);
        let read = |part| Row::value(Field::Role, part, |part| values::level(Axis::Role, part, scale)).map(Some);
        names_of(text).map(read).collect()
    }

    /// The scale on which the column of a field is written.
    fn scale(&self, row: Row<'_>, field: Field, axis: Axis) -> Option<&'static str> {
        let column = row.mapping.column_of(field)?;
        let place = (row.index, column);
        *self.scales.borrow_mut().entry(place).or_insert_with(|| {
            let first = (0..row.sheet.height()).find(|at| Some(row.sheet.line(*at)) == row.mapping.head_line);
            let below = first.map_or(0, |first| first + 1)..row.sheet.height();
            let cells = below.map(|at| row.sheet.cell(at, column)).filter(|cell| !is_nothing(cell));
            let split = |cell| if axis == Axis::Role { names_of(cell).collect() } else { vec![cell] };
            values::scale_of_all(axis, cells.flat_map(split))
        })
    }
}
