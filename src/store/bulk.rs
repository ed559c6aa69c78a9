//! Many rows at once: the one function with a body for each database.
//!
//! SQLite takes the rows of several lines in one statement, PostgreSQL takes each column as one
//! array, so neither pays a round trip for each row. The rows may belong to several accounts.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Postgres, Sqlite};
use uuid::Uuid;

use super::error::StoreError;
use super::record::Stored;
use super::table::{Cell, Column, ColumnKind, Table};
use super::transaction::Transaction;
use crate::model::id::AccountId;

/// Rows in one statement on SQLite; a batch is cut into these sizes, so that few statements are
/// prepared and all of them are used again.
const SQLITE_SIZES: [usize; 8] = [128, 64, 32, 16, 8, 4, 2, 1];

/// Rows in one statement on PostgreSQL.
const POSTGRES_SIZE: usize = 4096;

/// Writes records: each replaces the row with its id, or is a new row. Counts them in `written`.
pub(super) async fn put<S: Stored>(
    transaction: &mut Transaction,
    records: &[(AccountId, Arc<S>)],
    written: &AtomicU64,
) -> Result<(), StoreError> {
    let table = S::table();
    match transaction {
        Transaction::Sqlite(transaction) => {
            for rows in cut(records) {
                let sql = AssertSqlSafe(put_on_sqlite(table, rows.len()));
                let mut query = sqlx::query::<Sqlite>(sql);
                for (account, record) in rows {
                    query = query.bind(account.0);
                    for cell in cells(record.as_ref()) {
                        query = bind_to_sqlite(query, cell);
                    }
                }
                query.execute(&mut **transaction).await?;
                written.fetch_add(rows.len() as u64, Ordering::Relaxed);
            }
        }
        Transaction::Postgres(transaction) => {
            for rows in records.chunks(POSTGRES_SIZE) {
                let accounts: Vec<Uuid> = rows.iter().map(|(account, _)| account.0).collect();
                let mut query = sqlx::query::<Postgres>(AssertSqlSafe(put_on_postgres(table))).bind(accounts);
                for array in arrays(table, rows) {
                    query = array.bind_to(query);
                }
                query.execute(&mut **transaction).await?;
                written.fetch_add(rows.len() as u64, Ordering::Relaxed);
            }
        }
    }
    Ok(())
}

/// Takes out the rows with these ids.
pub(super) async fn take_out(
    transaction: &mut Transaction,
    account: AccountId,
    table: &Table,
    ids: &[Uuid],
) -> Result<(), StoreError> {
    let name = table.name;
    match transaction {
        Transaction::Sqlite(transaction) => {
            for ids in cut(ids) {
                let places = vec!["?"; ids.len()].join(", ");
                let sql = format!("delete from {name} where account_id = ? and id in ({places})");
                let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(sql)).bind(account.0);
                for id in ids {
                    query = query.bind(*id);
                }
                query.execute(&mut **transaction).await?;
            }
        }
        Transaction::Postgres(transaction) => {
            let sql = format!("delete from {name} where account_id = $1 and id = any($2)");
            sqlx::query::<Postgres>(AssertSqlSafe(sql)).bind(account.0).bind(ids).execute(&mut **transaction).await?;
        }
    }
    Ok(())
}

fn cells<S: Stored>(record: &S) -> Vec<Cell<'_>> {
    let mut cells = Vec::with_capacity(S::table().columns.len());
    record.write(&mut cells);
    cells
}

/// Cuts a list into pieces of the sizes for which SQLite has statements.
pub(super) fn cut<T>(mut list: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = SQLITE_SIZES.into_iter().find(|size| *size <= list.len())?;
        let (piece, rest) = list.split_at(size);
        list = rest;
        Some(piece)
    })
}

fn names(columns: &[Column]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    quoted.join(", ")
}

/// What happens to a row that is there already; the text is the same for both databases.
fn replace(table: &Table) -> String {
    let mut sql = "on conflict (account_id, id) do update set ".to_owned();
    for (place, Column { name, .. }) in table.columns.iter().skip(1).enumerate() {
        let comma = if place == 0 { "" } else { ", " };
        write!(sql, "{comma}\"{name}\" = excluded.\"{name}\"").expect("a text takes any text");
    }
    sql
}

fn put_on_sqlite(table: &Table, rows: usize) -> String {
    let row = format!("(?{})", ", ?".repeat(table.columns.len()));
    format!(
        "insert into {} (account_id, {}) values {} {}",
        table.name,
        names(&table.columns),
        vec![row; rows].join(", "),
        replace(table)
    )
}

fn put_on_postgres(table: &Table) -> String {
    let mut arrays = String::new();
    let mut values = String::new();
    for (place, column) in table.columns.iter().enumerate() {
        let (array, cast) = match column.kind {
            ColumnKind::Id => ("uuid", ""),
            ColumnKind::Text => ("text", ""),
            ColumnKind::Integer => ("bigint", ""),
            ColumnKind::Real => ("double precision", ""),
            ColumnKind::Flag => ("boolean", ""),
            ColumnKind::Json => ("text", "::jsonb"),
        };
        write!(arrays, ", ${}::{array}[]", place + 2).expect("a text takes any text");
        write!(values, ", \"{}\"{cast}", column.name).expect("a text takes any text");
    }
    let names = names(&table.columns);
    format!(
        "insert into {} (account_id, {names}) select account_id{values} from unnest($1::uuid[]{arrays}) as new (account_id, {names}) {}",
        table.name,
        replace(table)
    )
}

type SqliteQuery<'q> = Query<'q, Sqlite, <Sqlite as sqlx::Database>::Arguments>;
type PostgresQuery<'q> = Query<'q, Postgres, <Postgres as sqlx::Database>::Arguments>;

fn bind_to_sqlite<'q>(query: SqliteQuery<'q>, cell: Cell<'_>) -> SqliteQuery<'q> {
    match cell {
        Cell::Id(id) => query.bind(id),
        Cell::Text(text) => query.bind(text.map(std::borrow::Cow::into_owned)),
        Cell::Integer(number) => query.bind(number),
        Cell::Real(number) => query.bind(number),
        Cell::Flag(flag) => query.bind(flag),
        Cell::Json(json) => query.bind(json),
    }
}

/// One column of many rows.
enum Array<'a> {
    Ids(Vec<Option<Uuid>>),
    Texts(Vec<Option<std::borrow::Cow<'a, str>>>),
    Integers(Vec<Option<i64>>),
    Reals(Vec<Option<f64>>),
    Flags(Vec<bool>),
}

impl Array<'_> {
    fn bind_to(self, query: PostgresQuery<'_>) -> PostgresQuery<'_> {
        match self {
            Self::Ids(ids) => query.bind(ids),
            Self::Texts(texts) => query.bind(texts),
            Self::Integers(numbers) => query.bind(numbers),
            Self::Reals(numbers) => query.bind(numbers),
            Self::Flags(flags) => query.bind(flags),
        }
    }
}

/// Turns rows into columns.
fn arrays<'a, S: Stored>(table: &Table, rows: &'a [(AccountId, Arc<S>)]) -> Vec<Array<'a>> {
    let size = rows.len();
    let mut arrays: Vec<Array<'a>> = table
        .columns
        .iter()
        .map(|column| match column.kind {
            ColumnKind::Id => Array::Ids(Vec::with_capacity(size)),
            ColumnKind::Text | ColumnKind::Json => Array::Texts(Vec::with_capacity(size)),
            ColumnKind::Integer => Array::Integers(Vec::with_capacity(size)),
            ColumnKind::Real => Array::Reals(Vec::with_capacity(size)),
            ColumnKind::Flag => Array::Flags(Vec::with_capacity(size)),
        })
        .collect();
    for (_, row) in rows {
        for (array, cell) in arrays.iter_mut().zip(cells(row.as_ref())) {
            match (array, cell) {
                (Array::Ids(array), Cell::Id(id)) => array.push(id),
                (Array::Texts(array), Cell::Text(text)) => array.push(text),
                (Array::Texts(array), Cell::Json(json)) => array.push(json.map(Into::into)),
                (Array::Integers(array), Cell::Integer(number)) => array.push(number),
                (Array::Reals(array), Cell::Real(number)) => array.push(number),
                (Array::Flags(array), Cell::Flag(flag)) => array.push(flag),
                _ => unreachable!("a field writes the kinds of cell that its columns have"),
            }
        }
    }
    arrays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_cut_into_sizes_that_have_a_statement_and_loses_nothing() {
        let list: Vec<usize> = (0..300).collect();

        let pieces: Vec<&[usize]> = cut(&list).collect();

        assert!(pieces.iter().all(|piece| SQLITE_SIZES.contains(&piece.len())));
        assert_eq!(pieces.concat(), list);
    }
}
