//! The journal: one line for each batch that was written, with what it takes to undo it.

mod append;
mod kept;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use serde::Serialize;
use uuid::Uuid;

use super::compression::decompressed;
use super::database::Database;
use super::error::StoreError;
use super::instant::Instant;
use super::table::read_word;
use super::transaction::Transaction;
use crate::model::change::{Change, Inverse};
use crate::model::id::{AccountId, MemberId};
use crate::model::packed_file::PackedFile;
pub(super) use append::{NewLine, append, append_together};
pub(super) use kept::Kept;

/// What kind of batch a line tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchKind {
    /// Changes, made one by one or together.
    Changes,
    /// A file that was imported.
    Import,
    /// An earlier batch that was taken back.
    Undo,
    /// A person who was erased.
    Erasure,
}

/// A line of the journal.
#[derive(Debug, Clone)]
pub struct JournalLine {
    /// The name of the batch outside: its number would tell how many batches somebody may not see.
    pub id: Uuid,
    /// Its number in the account, from 1 on, without gaps.
    pub seq: u64,
    /// When it was written.
    pub at: Instant,
    /// Who wrote it; none: the operator of the machine.
    pub by: Option<MemberId>,
    /// What kind of batch.
    pub kind: BatchKind,
    /// What was asked for; none for an import, whose file stands for it, and for an undo.
    pub changes: Vec<Change>,
    /// What was done; in a list of lines empty for a batch of more than a thousand steps, such as a
    /// large import.
    pub inverse: Inverse,
    /// The line that it takes back.
    pub undoes: Option<u64>,
    /// The name of the batch that it takes back.
    pub undoes_id: Option<Uuid>,
    /// The name of the batch that took it back.
    pub undone_by_id: Option<Uuid>,
    /// The file that was imported.
    pub file_name: Option<String>,
}

/// A file as it was handed in.
#[derive(Debug, Clone)]
pub struct ImportedFile {
    /// Its name, as the user's machine calls it.
    pub name: String,
    /// Its bytes.
    pub body: PackedFile,
    /// The staged import that it belongs to, which is marked as committed in the same transaction.
    pub import: Option<Uuid>,
    /// How many records were written so far, for whoever waits.
    pub written: Arc<AtomicU64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    id: Uuid,
    at: i64,
    by: Option<Uuid>,
    kind: String,
    changes: Option<String>,
    inverse: Option<String>,
    undoes: Option<i64>,
    undoes_id: Option<Uuid>,
    undone_by_id: Option<Uuid>,
    file_name: Option<String>,
    inverse_body: Option<Vec<u8>>,
}

impl Row {
    fn into_line(self) -> Result<JournalLine, StoreError> {
        let unreadable =
            |error: serde_json::Error| StoreError::Unreadable(format!("line {} of a journal: {error}", self.seq));
        let inverse = match (&self.inverse, &self.inverse_body) {
            (Some(text), _) => serde_json::from_str(text).map_err(unreadable)?,
            (None, Some(body)) => serde_json::from_slice(&decompressed(body)?).map_err(unreadable)?,
            (None, None) => Inverse::default(),
        };
        let changes = match &self.changes {
            Some(text) => serde_json::from_str(text).map_err(unreadable)?,
            None => Vec::new(),
        };
        Ok(JournalLine {
            seq: self.seq.cast_unsigned(),
            id: self.id,
            at: Instant(self.at),
            by: self.by.map(MemberId),
            kind: read_word(&self.kind)?,
            changes,
            inverse,
            undoes: self.undoes.map(i64::cast_unsigned),
            undoes_id: self.undoes_id,
            undone_by_id: self.undone_by_id,
            file_name: self.file_name,
        })
    }
}

/// One line with its inverse.
pub(super) async fn line(
    transaction: &mut Transaction,
    account: AccountId,
    seq: u64,
) -> Result<Option<JournalLine>, StoreError> {
    let sql = "
        select seq, id, at, \"by\", kind, changes, inverse, undoes, file_name, inverse_body,
            (select told.id from journal told
                where told.account_id = journal.account_id and told.seq = journal.undoes) as undoes_id,
            (select told.id from journal told
                where told.account_id = journal.account_id and told.undoes = journal.seq
                order by told.seq desc limit 1) as undone_by_id
        from journal
        where account_id = $1 and seq = $2";
    let row: Option<Row> =
        on!(transaction, |c| sqlx::query_as(sql).bind(account.0).bind(seq.cast_signed()).fetch_optional(c).await)?;
    row.map(Row::into_line).transpose()
}

/// The number of the line with this name.
pub(super) async fn number(database: &Database, account: AccountId, id: Uuid) -> Result<Option<u64>, StoreError> {
    let sql = "
        select seq
        from journal
        where account_id = $1 and id = $2";
    let mut transaction = database.read().await?;
    let seq: Option<i64> =
        on!(&mut transaction, |c| sqlx::query_scalar(sql).bind(account.0).bind(id).fetch_optional(c).await)?;
    Ok(seq.map(i64::cast_unsigned))
}

/// The number of the first line that was written at a moment or after it.
pub(super) async fn number_since(
    database: &Database,
    account: AccountId,
    at: Instant,
) -> Result<Option<u64>, StoreError> {
    let sql = "
        select min(seq)
        from journal
        where account_id = $1 and at >= $2";
    let mut transaction = database.read().await?;
    let seq: Option<i64> =
        on!(&mut transaction, |c| sqlx::query_scalar(sql).bind(account.0).bind(at.0).fetch_one(c).await)?;
    Ok(seq.map(i64::cast_unsigned))
}

/// The bytes of the file that a line tells of.
pub(super) async fn file(
    transaction: &mut Transaction,
    account: AccountId,
    seq: u64,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "
        select file_body
        from journal
        where account_id = $1 and seq = $2";
    let body: Option<Option<Vec<u8>>> =
        on!(transaction, |c| sqlx::query_scalar(sql).bind(account.0).bind(seq.cast_signed()).fetch_optional(c).await)?;
    body.flatten().map(|body| decompressed(&body)).transpose()
}

/// The lines after a number, oldest first, at most so many.
pub(super) async fn after(
    database: &Database,
    account: AccountId,
    seq: u64,
    limit: u32,
) -> Result<Vec<JournalLine>, StoreError> {
    let sql = "
        select seq, id, at, \"by\", kind, changes, inverse, undoes, file_name, null as inverse_body,
            (select told.id from journal told
                where told.account_id = journal.account_id and told.seq = journal.undoes) as undoes_id,
            (select told.id from journal told
                where told.account_id = journal.account_id and told.undoes = journal.seq
                order by told.seq desc limit 1) as undone_by_id
        from journal
        where account_id = $1 and seq > $2
        order by seq
        limit $3";
    select(database, sql, account, seq.cast_signed(), limit).await
}

/// The lines before a number, newest first, at most so many.
pub(super) async fn before(
    database: &Database,
    account: AccountId,
    seq: u64,
    limit: u32,
) -> Result<Vec<JournalLine>, StoreError> {
    let sql = "
        select seq, id, at, \"by\", kind, changes, inverse, undoes, file_name, null as inverse_body,
            (select told.id from journal told
                where told.account_id = journal.account_id and told.seq = journal.undoes) as undoes_id,
            (select told.id from journal told
                where told.account_id = journal.account_id and told.undoes = journal.seq
                order by told.seq desc limit 1) as undone_by_id
        from journal
        where account_id = $1 and seq < $2
        order by seq desc
        limit $3";
    select(database, sql, account, i64::try_from(seq).unwrap_or(i64::MAX), limit).await
}

async fn select(
    database: &Database,
    sql: &'static str,
    account: AccountId,
    seq: i64,
    limit: u32,
) -> Result<Vec<JournalLine>, StoreError> {
    let mut transaction = database.read().await?;
    let rows: Vec<Row> = on!(&mut transaction, |c| sqlx::query_as(sql)
        .bind(account.0)
        .bind(seq)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(Row::into_line).collect()
}
