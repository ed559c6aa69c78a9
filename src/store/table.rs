//! How a record of the model stands in a table: its columns, its cells, and the way back.

use std::borrow::Cow;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as EnumError, StrDeserializer};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;
use sqlx::{Row, ValueRef};
use uuid::Uuid;

use super::error::StoreError;

/// What a column holds, in words that both databases share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Id,
    Text,
    Integer,
    Real,
    Flag,
    Json,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
    pub(super) kind: ColumnKind,
}

/// A table that keeps records of an account; its key is `(account_id, id)`.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// All columns after `account_id`, the first of them `id`.
    pub(super) columns: Vec<Column>,
}

/// One value on its way into a row.
#[derive(Clone, Debug)]
pub(super) enum Cell<'a> {
    Id(Option<Uuid>),
    Text(Option<Cow<'a, str>>),
    Integer(Option<i64>),
    Real(Option<f64>),
    Flag(bool),
    Json(Option<String>),
}

/// A row on its way out, of either database.
///
/// Every reading goes through `Option`, because SQLite hands out NULL as an empty text to whoever
/// asks for a text.
pub(super) trait ReadRow {
    fn id(&self, index: usize) -> Result<Option<Uuid>, StoreError>;
    fn text(&self, index: usize) -> Result<Option<&str>, StoreError>;
    fn integer(&self, index: usize) -> Result<Option<i64>, StoreError>;
    fn real(&self, index: usize) -> Result<Option<f64>, StoreError>;
    fn flag(&self, index: usize) -> Result<Option<bool>, StoreError>;
    fn json<T: DeserializeOwned>(&self, index: usize) -> Result<Option<T>, StoreError>;
}

macro_rules! read_row {
    ($row:ty) => {
        impl ReadRow for $row {
            fn id(&self, index: usize) -> Result<Option<Uuid>, StoreError> {
                Ok(self.try_get_unchecked(index)?)
            }
            fn text(&self, index: usize) -> Result<Option<&str>, StoreError> {
                Ok(self.try_get_unchecked(index)?)
            }
            fn integer(&self, index: usize) -> Result<Option<i64>, StoreError> {
                Ok(self.try_get_unchecked(index)?)
            }
            fn real(&self, index: usize) -> Result<Option<f64>, StoreError> {
                Ok(self.try_get_unchecked(index)?)
            }
            fn flag(&self, index: usize) -> Result<Option<bool>, StoreError> {
                Ok(self.try_get_unchecked(index)?)
            }
            fn json<T: DeserializeOwned>(&self, index: usize) -> Result<Option<T>, StoreError> {
                if self.try_get_raw(index)?.is_null() {
                    return Ok(None);
                }
                let Json(value) = self.try_get_unchecked(index)?;
                Ok(Some(value))
            }
        }
    };
}
read_row!(SqliteRow);
read_row!(PgRow);

/// A field of a record, kept in one column or in two.
pub(super) trait Field: Sized {
    /// The columns of a field of this name.
    fn columns(field: &'static str) -> Vec<Column>;
    /// Appends one cell for each column.
    fn write<'a>(&'a self, cells: &mut Vec<Cell<'a>>);
    /// Reads the columns from `index` on, and moves it behind them.
    fn read(row: &impl ReadRow, index: &mut usize) -> Result<Self, StoreError>;
}

/// A column of the field's own name.
pub(super) fn one(name: &'static str, kind: ColumnKind) -> Vec<Column> {
    vec![Column { name: Cow::Borrowed(name), kind }]
}

/// The index that was, after moving it on by one.
pub(super) fn step(index: &mut usize) -> usize {
    *index += 1;
    *index - 1
}

/// The value of a column that is never NULL.
pub(super) fn needed<T>(value: Option<T>) -> Result<T, StoreError> {
    value.ok_or_else(|| StoreError::Unreadable("a column that needs a value has none".to_owned()))
}

/// Reads a value that is kept as a word of a closed list.
pub(super) fn read_word<T: DeserializeOwned>(word: &str) -> Result<T, StoreError> {
    T::deserialize(StrDeserializer::<EnumError>::new(word)).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// Writes a value of a closed list as its word.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    let quoted = serde_json::to_string(value).expect("a value of a closed list is written as text");
    quoted.trim_matches('"').to_owned()
}
