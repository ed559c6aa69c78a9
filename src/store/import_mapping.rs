//! Mappings of columns that somebody settled for files of one shape, kept under a name in an account.

use uuid::Uuid;

use super::Store;
use super::error::StoreError;
use super::instant::Instant;
use crate::model::id::{AccountId, MemberId};

/// A mapping under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportMapping {
    /// Its id; saving under the same name again keeps it.
    pub id: Uuid,
    /// The account that it is for.
    pub account: AccountId,
    /// What it is called; no other of the account is called so.
    pub name: String,
    /// The mapping, as JSON.
    pub mapping: String,
    /// When it was saved last.
    pub saved_at: Instant,
    /// Who saved it; none: the operator.
    pub saved_by: Option<MemberId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: Uuid,
    id: Uuid,
    name: String,
    mapping: String,
    saved_at: i64,
    saved_by: Option<Uuid>,
}

impl From<Row> for ImportMapping {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: AccountId(row.account_id),
            name: row.name,
            mapping: row.mapping,
            saved_at: Instant(row.saved_at),
            saved_by: row.saved_by.map(MemberId),
        }
    }
}

impl Store {
    /// Keeps a mapping under its name, in place of one of the same name, whose id stays.
    pub async fn save_import_mapping(&self, new: &ImportMapping) -> Result<ImportMapping, StoreError> {
        let sql = "
            insert into import_mapping (account_id, id, name, mapping, saved_at, saved_by)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (account_id, name) do update
            set mapping = excluded.mapping,
                saved_at = excluded.saved_at,
                saved_by = excluded.saved_by
            returning account_id, id, name, mapping, saved_at, saved_by";
        let mut transaction = self.database().write().await?;
        let row: Row = on!(&mut transaction, |c| sqlx::query_as(sql)
            .bind(new.account.0)
            .bind(new.id)
            .bind(new.name.as_str())
            .bind(new.mapping.as_str())
            .bind(new.saved_at.0)
            .bind(new.saved_by.map(|member| member.0))
            .fetch_one(c)
            .await)?;
        transaction.commit().await?;
        Ok(row.into())
    }

    /// The mappings of an account, those saved last first.
    pub async fn import_mappings(&self, account: AccountId) -> Result<Vec<ImportMapping>, StoreError> {
        let sql = "
            select account_id, id, name, mapping, saved_at, saved_by
            from import_mapping
            where account_id = $1
            order by saved_at desc, id desc";
        let mut transaction = self.database().read().await?;
        let rows: Vec<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(account.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(ImportMapping::from).collect())
    }

    /// Forgets a mapping; says whether it was there.
    pub async fn drop_import_mapping(&self, account: AccountId, id: Uuid) -> Result<bool, StoreError> {
        let sql = "delete from import_mapping where account_id = $1 and id = $2";
        let mut transaction = self.database().write().await?;
        let dropped =
            on!(&mut transaction, |c| sqlx::query(sql).bind(account.0).bind(id).execute(c).await?.rows_affected());
        transaction.commit().await?;
        Ok(dropped > 0)
    }
}
