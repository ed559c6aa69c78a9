//! The journal: one line for each batch that was written, with what it takes to undo it.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Sqlite};
use uuid::Uuid;

use super::bulk::cut;
use super::database::Database;
use super::error::StoreError;
use super::instant::Instant;
use super::table::{read_word, word};
use super::transaction::Transaction;
use crate::model::change::{Change, Inverse};
use crate::model::id::{AccountId, MemberId};
use crate::model::packed_file::PackedFile;

/// How many steps of an inverse are kept as text; longer ones are compressed.
const DELTAS_AS_TEXT: usize = 1000;

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

/// What a new line says, apart from its number.
pub(super) struct NewLine<'a> {
    pub(super) id: Option<Uuid>,
    pub(super) at: Instant,
    pub(super) by: Option<MemberId>,
    pub(super) kind: BatchKind,
    pub(super) undoes: Option<u64>,
    pub(super) file_name: Option<&'a str>,
    pub(super) kept: Kept,
}

/// Appends a line.
pub(super) async fn append(
    transaction: &mut Transaction,
    account: AccountId,
    seq: u64,
    line: NewLine<'_>,
) -> Result<(), StoreError> {
    let kept = line.kept;
    let sql = "
        insert into journal
            (account_id, seq, id, at, \"by\", kind, changes, inverse, undoes, digest,
             file_name, file_digest, file_body, inverse_body)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    on!(transaction, |c| sqlx::query(sql)
        .bind(account.0)
        .bind(seq.cast_signed())
        .bind(line.id.unwrap_or_else(|| own_name(account, seq, &kept.digest)))
        .bind(line.at.0)
        .bind(line.by.map(|member| member.0))
        .bind(word(&line.kind))
        .bind(kept.changes)
        .bind(kept.inverse)
        .bind(line.undoes.map(u64::cast_signed))
        .bind(kept.digest)
        .bind(line.file_name)
        .bind(kept.file_digest)
        .bind(kept.file_body)
        .bind(kept.inverse_body)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Appends lines of several accounts to a SQLite file, many with one statement.
pub(super) async fn append_together(
    transaction: &mut sqlx::Transaction<'static, Sqlite>,
    lines: &[(AccountId, u64, NewLine<'_>)],
) -> Result<(), StoreError> {
    for lines in cut(lines) {
        let sql = format!(
            "insert into journal
                (account_id, seq, id, at, \"by\", kind, changes, inverse, undoes, digest)
            values {}",
            vec!["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; lines.len()].join(", ")
        );
        let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(sql));
        for (account, seq, line) in lines {
            let kept = &line.kept;
            query = query
                .bind(account.0)
                .bind(seq.cast_signed())
                .bind(line.id.unwrap_or_else(|| own_name(*account, *seq, &kept.digest)))
                .bind(line.at.0)
                .bind(line.by.map(|member| member.0))
                .bind(word(&line.kind))
                .bind(kept.changes.clone())
                .bind(kept.inverse.clone())
                .bind(line.undoes.map(u64::cast_signed))
                .bind(kept.digest.clone());
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

/// What a line keeps of its batch: texts when it is small, compressed bytes when it is large, and the
/// file in place of the changes when it is an import.
#[derive(Debug, Default)]
pub(super) struct Kept {
    changes: Option<String>,
    inverse: Option<String>,
    inverse_body: Option<Vec<u8>>,
    file_digest: Option<Vec<u8>>,
    file_body: Option<Vec<u8>>,
    /// The SHA-256 of what was asked for and what was done, by which a later reader sees that nobody
    /// has rewritten the line.
    digest: Vec<u8>,
}

impl Kept {
    /// Is it kept as text, without a file or a compressed body?
    pub(super) fn is_text(&self) -> bool {
        self.file_body.is_none() && self.inverse_body.is_none()
    }

    /// Makes the body of a line; for a large batch this takes its time.
    pub(super) fn of(changes: &[Change], inverse: &Inverse, file: Option<&ImportedFile>) -> Result<Self, StoreError> {
        let mut kept = Self::default();
        let mut digest = Sha256::new();
        if let Some(file) = file {
            each_piece(file.body.open(), |piece| digest.update(piece))?;
            kept.file_digest = Some(file.body.digest().to_vec());
            kept.file_body = Some(file.body.packed().to_vec());
        } else {
            let changes = text(&changes);
            digest.update(changes.as_bytes());
            kept.changes = Some(changes);
        }
        if inverse.0.len() > DELTAS_AS_TEXT {
            let bytes = compressed(|encoder| Ok(serde_json::to_writer(encoder, inverse)?))?;
            digest.update(&bytes);
            kept.inverse_body = Some(bytes);
        } else {
            let inverse = text(inverse);
            digest.update(inverse.as_bytes());
            kept.inverse = Some(inverse);
        }
        kept.digest = digest.finalize().to_vec();
        Ok(kept)
    }
}

/// A name for a batch that came without one: nobody guesses it without knowing what was written.
fn own_name(account: AccountId, seq: u64, digest: &[u8]) -> Uuid {
    let mut name = Sha256::new();
    name.update(account.0.as_bytes());
    name.update(seq.to_be_bytes());
    name.update(digest);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&name.finalize()[..16]);
    Uuid::new_v8(bytes)
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("changes and deltas are plain data")
}

/// Compresses what `write` writes, a piece at a time.
pub(super) fn compressed(
    write: impl FnOnce(&mut std::io::BufWriter<ZlibEncoder<Vec<u8>>>) -> std::io::Result<()>,
) -> Result<Vec<u8>, StoreError> {
    let encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut buffered = std::io::BufWriter::with_capacity(1 << 16, encoder);
    let failed = |error: std::io::Error| StoreError::Unreadable(error.to_string());
    write(&mut buffered).map_err(failed)?;
    let encoder = buffered.into_inner().map_err(|error| failed(error.into_error()))?;
    encoder.finish().map_err(failed)
}

/// Reads to the end, a piece at a time.
fn each_piece(mut from: impl Read, mut see: impl FnMut(&[u8])) -> Result<(), StoreError> {
    let mut piece = vec![0; 1 << 16];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => see(&piece[..length]),
            Err(error) => return Err(StoreError::Unreadable(format!("a compressed body: {error}"))),
        }
    }
}

/// What was compressed.
pub(super) fn decompressed(body: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(body)
        .read_to_end(&mut bytes)
        .map_err(|error| StoreError::Unreadable(format!("a compressed body: {error}")))?;
    Ok(bytes)
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
