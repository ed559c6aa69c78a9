//! The kinds of field that records have, each with the cells that keep it.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::StoreError;
use super::table::{Cell, Column, ColumnKind, Field, ReadRow, needed, one, read_word, step, word};
use crate::model::claim::{Basis, Purpose, Statement};
use crate::model::deal::DealState;
use crate::model::grade::Grade;
use crate::model::id::{CauseId, ClaimId, DealId, MemberId, PersonId, PostId, SourceId, StageId, TeamId, UnitId};
use crate::model::line::{LineKind, Place};
use crate::model::scale::ScaleValue;
use crate::model::seat::Sitter;
use crate::model::source::SourceKind;
use crate::model::stage::Rule;
use crate::model::tenure::TenureKind;
use crate::model::tier::Tier;
use crate::model::time::{Day, Span};
use crate::model::unit::OutsideKind;

impl Field for String {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Text)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Text(Some(Cow::Borrowed(self))));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        needed(row.text(step(index))?).map(str::to_owned)
    }
}

impl Field for Option<String> {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Text)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Text(self.as_deref().map(Cow::Borrowed)));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        Ok(row.text(step(index))?.map(str::to_owned))
    }
}

impl Field for u32 {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Integer)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Integer(Some(i64::from(*self))));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        Option::<u32>::read(row, index).and_then(needed)
    }
}

impl Field for Option<u32> {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Integer)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Integer(self.map(i64::from)));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        row.integer(step(index))?
            .map(|number| {
                u32::try_from(number)
                    .map_err(|error| StoreError::Unreadable(format!("{number} is no place in an order: {error}")))
            })
            .transpose()
    }
}

impl Field for Option<f64> {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Real)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Real(*self));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        row.real(step(index))
    }
}

impl Field for bool {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Flag)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Flag(*self));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        needed(row.flag(step(index))?)
    }
}

/// Ids, needed or not.
macro_rules! id_fields {
    ($($id:ident),*) => {$(
        impl Field for $id {
            fn columns(field: &'static str) -> Vec<Column> {
                one(field, ColumnKind::Id)
            }
            fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
                cells.push(Cell::Id(Some(self.0)));
            }
            fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
                needed(row.id(step(index))?).map($id)
            }
        }

        impl Field for Option<$id> {
            fn columns(field: &'static str) -> Vec<Column> {
                one(field, ColumnKind::Id)
            }
            fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
                cells.push(Cell::Id(self.map(|id| id.0)));
            }
            fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
                Ok(row.id(step(index))?.map($id))
            }
        }
    )*};
}
id_fields!(UnitId, PostId, PersonId, SourceId, ClaimId, DealId, StageId, CauseId, MemberId, TeamId);

/// Values that are written and read as a short text of their own.
macro_rules! text_fields {
    ($($type:ty),*) => {$(
        impl Field for $type {
            fn columns(field: &'static str) -> Vec<Column> {
                one(field, ColumnKind::Text)
            }
            fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
                cells.push(Cell::Text(Some(Cow::Owned(self.to_string()))));
            }
            fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
                Option::<$type>::read(row, index).and_then(needed)
            }
        }

        impl Field for Option<$type> {
            fn columns(field: &'static str) -> Vec<Column> {
                one(field, ColumnKind::Text)
            }
            fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
                cells.push(Cell::Text(self.map(|value| Cow::Owned(value.to_string()))));
            }
            fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
                row.text(step(index))?
                    .map(|text| {
                        text.parse().map_err(|error| StoreError::Unreadable(format!("{error}")))
                    })
                    .transpose()
            }
        }
    )*};
}
text_fields!(Day, Grade);

/// Values of a closed list, kept as their word.
macro_rules! word_fields {
    ($($type:ty),*) => {$(
        impl Field for $type {
            fn columns(field: &'static str) -> Vec<Column> {
                one(field, ColumnKind::Text)
            }
            fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
                cells.push(Cell::Text(Some(Cow::Owned(word(self)))));
            }
            fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
                read_word(needed(row.text(step(index))?)?)
            }
        }
    )*};
}
word_fields!(TenureKind, LineKind, SourceKind, DealState, Purpose, Basis, Tier);

impl Field for Option<OutsideKind> {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Text)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Text(self.as_ref().map(|kind| Cow::Owned(word(kind)))));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        row.text(step(index))?.map(read_word).transpose()
    }
}

/// Lists and tagged bodies, kept as JSON.
macro_rules! json_fields {
    ($($type:ty),*) => {$(
        impl Field for $type {
            fn columns(field: &'static str) -> Vec<Column> {
                one(field, ColumnKind::Json)
            }
            fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
                cells.push(Cell::Json(Some(json(self))));
            }
            fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
                needed(row.json(step(index))?)
            }
        }
    )*};
}
json_fields!(Statement, Rule);

impl<T: Serialize + DeserializeOwned> Field for Vec<T> {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Json)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Json(Some(json(self))));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        needed(row.json(step(index))?)
    }
}

impl Field for Option<ScaleValue> {
    fn columns(field: &'static str) -> Vec<Column> {
        one(field, ColumnKind::Json)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        cells.push(Cell::Json(self.as_ref().map(json)));
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        row.json(step(index))
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a record's fields are plain data")
}

/// Two columns of given names.
fn two(first: Cow<'static, str>, second: Cow<'static, str>, kind: ColumnKind) -> Vec<Column> {
    [first, second].map(|name| Column { name, kind }).into()
}

impl Field for Span {
    fn columns(_field: &'static str) -> Vec<Column> {
        two("from_on".into(), "until_on".into(), ColumnKind::Text)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        self.from.write(cells);
        self.until.write(cells);
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        Ok(Self { from: Field::read(row, index)?, until: Field::read(row, index)? })
    }
}

impl Field for Place {
    fn columns(field: &'static str) -> Vec<Column> {
        let (post, unit) = (format!("{field}_post"), format!("{field}_unit"));
        two(post.into(), unit.into(), ColumnKind::Id)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        let (post, unit) = match self {
            Self::Post(id) => (Some(id.0), None),
            Self::Unit(id) => (None, Some(id.0)),
        };
        cells.extend([Cell::Id(post), Cell::Id(unit)]);
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        let post = row.id(step(index))?;
        let unit = row.id(step(index))?;
        needed(post.map(|id| Self::Post(PostId(id))).or(unit.map(|id| Self::Unit(UnitId(id)))))
    }
}

impl Field for Option<Sitter> {
    fn columns(field: &'static str) -> Vec<Column> {
        let (person, post) = (format!("{field}_person"), format!("{field}_post"));
        two(person.into(), post.into(), ColumnKind::Id)
    }
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>) {
        let (person, post) = match self {
            Some(Sitter::Person(id)) => (Some(id.0), None),
            Some(Sitter::Post(id)) => (None, Some(id.0)),
            None => (None, None),
        };
        cells.extend([Cell::Id(person), Cell::Id(post)]);
    }
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError> {
        let person = row.id(step(index))?.map(|id| Sitter::Person(PersonId(id)));
        let post = row.id(step(index))?.map(|id| Sitter::Post(PostId(id)));
        Ok(person.or(post))
    }
}
