//! Requests that carry a key: asking again has no second effect, and gets the answer of the first time.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Sqlite};
use uuid::Uuid;

use super::Store;
use super::bulk::cut;
use super::error::StoreError;
use super::instant::Instant;
use super::transaction::Transaction;
use super::write::IdempotencyKey;
use crate::model::id::{AccountId, MemberId};

/// What was answered to a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The digest of the request that had the effect.
    pub digest: Vec<u8>,
    /// The journal line that it led to, if it concerned a map.
    pub seq: Option<u64>,
    /// The answer that was kept.
    pub answer: String,
}

/// What was answered to this key of this sender in this account, if it came before.
pub(super) async fn find(
    transaction: &mut Transaction,
    account: AccountId,
    by: Option<MemberId>,
    key: &str,
) -> Result<Option<Answered>, StoreError> {
    let sql = "
        select digest, seq, answer
        from idempotency
        where account_id = $1 and member_id = $2 and key = $3";
    let row: Option<(Vec<u8>, Option<i64>, String)> =
        on!(transaction, |c| sqlx::query_as(sql).bind(account.0).bind(sender(by)).bind(key).fetch_optional(c).await)?;
    Ok(row.map(|(digest, seq, answer)| Answered { digest, seq: seq.map(i64::cast_unsigned), answer }))
}

/// Keeps the answer to a key in the transaction of its effect.
pub(super) async fn keep(
    transaction: &mut Transaction,
    account: AccountId,
    by: Option<MemberId>,
    key: &IdempotencyKey,
    seq: Option<u64>,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "
        insert into idempotency (account_id, member_id, key, digest, seq, answer, at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    on!(transaction, |c| sqlx::query(sql)
        .bind(account.0)
        .bind(sender(by))
        .bind(key.key.as_str())
        .bind(key.digest.as_slice())
        .bind(seq.map(u64::cast_signed))
        .bind(key.answer.as_str())
        .bind(at.0)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Those of the keys to which something was answered before, on a SQLite file, by their places in the list.
pub(super) async fn find_together(
    transaction: &mut sqlx::Transaction<'static, Sqlite>,
    asked: &[(AccountId, Option<MemberId>, &str)],
) -> Result<BTreeMap<usize, Answered>, StoreError> {
    let mut found = BTreeMap::new();
    let mut first = 0;
    for asked in cut(asked) {
        // `cross join` keeps the order: each key is looked up, and the table is not read through.
        let sql = format!(
            "with asked (place, account_id, member_id, key) as (values {})
            select place, digest, seq, answer
            from asked cross join idempotency using (account_id, member_id, key)",
            vec!["(?, ?, ?, ?)"; asked.len()].join(", ")
        );
        let mut query = sqlx::query_as::<Sqlite, (i64, Vec<u8>, Option<i64>, String)>(AssertSqlSafe(sql));
        for (place, (account, by, key)) in asked.iter().enumerate() {
            query = query.bind((first + place) as i64).bind(account.0).bind(sender(*by)).bind((*key).to_owned());
        }
        for (place, digest, seq, answer) in query.fetch_all(&mut **transaction).await? {
            found.insert(place as usize, Answered { digest, seq: seq.map(i64::cast_unsigned), answer });
        }
        first += asked.len();
    }
    Ok(found)
}

/// Keeps the answers to keys in the transaction of their effects, on a SQLite file, many with one statement.
pub(super) async fn keep_together(
    transaction: &mut sqlx::Transaction<'static, Sqlite>,
    kept: &[(AccountId, Option<MemberId>, &IdempotencyKey, u64, Instant)],
) -> Result<(), StoreError> {
    for kept in cut(kept) {
        let sql = format!(
            "insert into idempotency (account_id, member_id, key, digest, seq, answer, at)
            values {}",
            vec!["(?, ?, ?, ?, ?, ?, ?)"; kept.len()].join(", ")
        );
        let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(sql));
        for (account, by, key, seq, at) in kept {
            query = query
                .bind(account.0)
                .bind(sender(*by))
                .bind(key.key.clone())
                .bind(key.digest.clone())
                .bind(seq.cast_signed())
                .bind(key.answer.clone())
                .bind(at.0);
        }
        query.execute(&mut **transaction).await?;
    }
    Ok(())
}

/// The operator of the machine has the nil id.
fn sender(by: Option<MemberId>) -> Uuid {
    by.map_or(Uuid::nil(), |member| member.0)
}

/// The account under which requests stand that concern none.
fn no_account() -> AccountId {
    AccountId(Uuid::nil())
}

impl Store {
    /// What was answered to a key of a request that concerns no account's map.
    pub async fn answered(&self, by: Option<MemberId>, key: &str) -> Result<Option<Answered>, StoreError> {
        let mut transaction = self.database().read().await?;
        find(&mut transaction, no_account(), by, key).await
    }

    /// Keeps the answer to a request that concerned no account's map.
    ///
    /// A conflict means that the same request came twice at once, and the other was faster.
    pub async fn keep_answer(&self, by: Option<MemberId>, key: &IdempotencyKey, at: Instant) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        keep(&mut transaction, no_account(), by, key, None, at).await?;
        transaction.commit().await
    }

    /// Forgets the keys that were used before a moment, and says how many they were.
    pub async fn forget_keys_before(&self, at: Instant) -> Result<u64, StoreError> {
        let mut transaction = self.database().write().await?;
        let forgotten = on!(&mut transaction, |c| sqlx::query("delete from idempotency where at < $1")
            .bind(at.0)
            .execute(c)
            .await?
            .rows_affected());
        transaction.commit().await?;
        Ok(forgotten)
    }
}
