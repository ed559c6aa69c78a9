//! Files on their way in: kept with their mapping and findings until they are committed or cancelled.

use uuid::Uuid;

use super::Store;
use super::error::StoreError;
use super::instant::Instant;
use super::transaction::Transaction;
use crate::model::id::{AccountId, MemberId};
use crate::model::packed_file::PackedFile;

/// A file on its way in, without its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: Uuid,
    /// The account that it is for.
    pub account: AccountId,
    /// Its name, as the user's machine calls it.
    pub file_name: String,
    /// The SHA-256 of its bytes.
    pub digest: Vec<u8>,
    /// The format that was found, or asked for.
    pub format: Option<String>,
    /// How its columns are understood, as JSON.
    pub mapping: Option<String>,
    /// What was found in it, as JSON.
    pub findings: Option<String>,
    /// The rows that were left out, as they stood, as JSON.
    pub left_out: Option<String>,
    /// When it came.
    pub created_at: Instant,
    /// Who brought it; none: the operator.
    pub created_by: Option<MemberId>,
    /// When it was committed.
    pub committed_at: Option<Instant>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// The journal line that it led to.
    pub seq: Option<u64>,
    /// How many bytes of it are kept, packed; none when it is over.
    pub packed_length: Option<u64>,
}

/// A file that is handed in.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Its id.
    pub id: Uuid,
    /// The account that it is for.
    pub account: AccountId,
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub body: PackedFile,
    /// When it came.
    pub at: Instant,
    /// Who brought it; none: the operator.
    pub by: Option<MemberId>,
}

/// What has been understood of a file so far; each field replaces what was kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Understanding {
    /// The format.
    pub format: Option<String>,
    /// How its columns are understood, as JSON.
    pub mapping: Option<String>,
    /// What was found in it, as JSON.
    pub findings: Option<String>,
    /// The rows that were left out, as they stood, as JSON.
    pub left_out: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: Uuid,
    id: Uuid,
    file_name: String,
    digest: Vec<u8>,
    format: Option<String>,
    mapping: Option<String>,
    findings: Option<String>,
    left_out: Option<String>,
    created_at: i64,
    created_by: Option<Uuid>,
    committed_at: Option<i64>,
    cancelled_at: Option<i64>,
    seq: Option<i64>,
    packed_length: Option<i64>,
}

impl From<Row> for Import {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: AccountId(row.account_id),
            file_name: row.file_name,
            digest: row.digest,
            format: row.format,
            mapping: row.mapping,
            findings: row.findings,
            left_out: row.left_out,
            created_at: Instant(row.created_at),
            created_by: row.created_by.map(MemberId),
            committed_at: row.committed_at.map(Instant),
            cancelled_at: row.cancelled_at.map(Instant),
            seq: row.seq.map(i64::cast_unsigned),
            packed_length: row.packed_length.map(i64::cast_unsigned),
        }
    }
}

/// Marks an import as committed; its body goes on to live in its journal line.
pub(super) async fn mark_committed(
    transaction: &mut Transaction,
    account: AccountId,
    id: Uuid,
    seq: u64,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "
        update import
        set committed_at = $3, seq = $4, body = null
        where account_id = $1 and id = $2 and committed_at is null and cancelled_at is null";
    let marked = on!(transaction, |c| sqlx::query(sql)
        .bind(account.0)
        .bind(id)
        .bind(at.0)
        .bind(seq.cast_signed())
        .execute(c)
        .await?
        .rows_affected());
    if marked == 0 {
        return Err(StoreError::conflict(
            "此次导入已提交或已取消，请重新选择文件",
            "this import has been committed or cancelled before; choose the file again",
        ));
    }
    Ok(())
}

impl Store {
    /// Keeps a file until it is committed or cancelled.
    pub async fn stage_import(&self, new: NewImport) -> Result<(), StoreError> {
        let sql = "
            insert into import (account_id, id, file_name, digest, body, created_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7)";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(new.account.0)
            .bind(new.id)
            .bind(new.file_name.as_str())
            .bind(new.body.digest().to_vec())
            .bind(new.body.packed().to_vec())
            .bind(new.at.0)
            .bind(new.by.map(|member| member.0))
            .execute(c)
            .await
            .map(drop))?;
        transaction.commit().await
    }

    /// Keeps what has been understood of a file.
    pub async fn note_understanding(
        &self,
        account: AccountId,
        id: Uuid,
        understanding: &Understanding,
    ) -> Result<(), StoreError> {
        let sql = "
            update import
            set format = $3, mapping = $4, findings = $5, left_out = $6
            where account_id = $1 and id = $2";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(account.0)
            .bind(id)
            .bind(understanding.format.as_deref())
            .bind(understanding.mapping.as_deref())
            .bind(understanding.findings.as_deref())
            .bind(understanding.left_out.as_deref())
            .execute(c)
            .await
            .map(drop))?;
        transaction.commit().await
    }

    /// An import, if there is one with this id.
    pub async fn import(&self, id: Uuid) -> Result<Option<Import>, StoreError> {
        let sql = "
            select account_id, id, file_name, digest, format, mapping, findings, left_out,
                created_at, created_by, committed_at, cancelled_at, seq,
                cast(length(body) as bigint) as packed_length
            from import
            where id = $1";
        let mut transaction = self.database().read().await?;
        let row: Option<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(id).fetch_optional(c).await)?;
        Ok(row.map(Import::from))
    }

    /// The imports of an account, newest first.
    pub async fn imports(&self, account: AccountId) -> Result<Vec<Import>, StoreError> {
        let sql = "
            select account_id, id, file_name, digest, format, mapping, findings, left_out,
                created_at, created_by, committed_at, cancelled_at, seq,
                cast(length(body) as bigint) as packed_length
            from import
            where account_id = $1
            order by created_at desc, id desc";
        let mut transaction = self.database().read().await?;
        let rows: Vec<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(account.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(Import::from).collect())
    }

    /// The bytes of a file that is still on its way in.
    pub async fn import_body(&self, account: AccountId, id: Uuid) -> Result<Option<PackedFile>, StoreError> {
        let sql = "
            select digest, body
            from import
            where account_id = $1 and id = $2";
        let mut transaction = self.database().read().await?;
        let kept: Option<(Vec<u8>, Option<Vec<u8>>)> =
            on!(&mut transaction, |c| sqlx::query_as(sql).bind(account.0).bind(id).fetch_optional(c).await)?;
        let Some((digest, Some(body))) = kept else { return Ok(None) };
        let digest =
            digest.try_into().map_err(|_bytes| StoreError::Unreadable("the digest of an import".to_owned()))?;
        Ok(Some(PackedFile::kept(digest, body)))
    }

    /// Gives a file up and forgets its body and what was found in it.
    pub async fn cancel_import(&self, account: AccountId, id: Uuid, at: Instant) -> Result<(), StoreError> {
        let sql = "
            update import
            set cancelled_at = $3, body = null, findings = null, left_out = null
            where account_id = $1 and id = $2 and committed_at is null and cancelled_at is null";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql).bind(account.0).bind(id).bind(at.0).execute(c).await.map(drop))?;
        transaction.commit().await
    }
}
