//! Appending lines to the journal.

use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Sqlite};
use uuid::Uuid;

use super::BatchKind;
use super::kept::Kept;
use crate::model::id::{AccountId, MemberId};
use crate::store::bulk::cut;
use crate::store::error::StoreError;
use crate::store::instant::Instant;
use crate::store::table::word;
use crate::store::transaction::Transaction;

/// What a new line says, apart from its number.
pub(in crate::store) struct NewLine<'a> {
    pub(in crate::store) id: Option<Uuid>,
    pub(in crate::store) at: Instant,
    pub(in crate::store) by: Option<MemberId>,
    pub(in crate::store) kind: BatchKind,
    pub(in crate::store) undoes: Option<u64>,
    pub(in crate::store) file_name: Option<&'a str>,
    pub(in crate::store) kept: Kept,
}

/// Appends a line.
pub(in crate::store) async fn append(
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
pub(in crate::store) async fn append_together(
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
