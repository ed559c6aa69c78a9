//! Counters by which other hosts notice that something they remember has changed.

use super::Store;
use super::error::StoreError;
use super::transaction::Transaction;

/// Counts a change of who may do what, in the transaction of the change.
pub(super) async fn count_access_change(transaction: &mut Transaction) -> Result<(), StoreError> {
    count(transaction, "access").await
}

/// Counts a change of the presets, in the transaction of the change.
pub(super) async fn count_preset_change(transaction: &mut Transaction) -> Result<(), StoreError> {
    count(transaction, "preset").await
}

async fn count(transaction: &mut Transaction, name: &'static str) -> Result<(), StoreError> {
    on!(transaction, |c| sqlx::query("update counter set value = value + 1 where name = $1")
        .bind(name)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

impl Store {
    /// A number that every change of users, teams, roles, sessions and tokens moves on.
    pub async fn access_version(&self) -> Result<i64, StoreError> {
        self.counter("access").await
    }

    /// A number that every change of the presets moves on.
    pub async fn preset_version(&self) -> Result<i64, StoreError> {
        self.counter("preset").await
    }

    async fn counter(&self, name: &'static str) -> Result<i64, StoreError> {
        let mut transaction = self.database().read().await?;
        Ok(on!(&mut transaction, |c| sqlx::query_scalar("select value from counter where name = $1")
            .bind(name)
            .fetch_one(c)
            .await)?)
    }
}
