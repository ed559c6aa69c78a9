//! Accounts as a list, and the making of a new one.

use std::sync::Arc;

use sqlx::types::Json;

use super::error::StoreError;
use super::instant::Instant;
use super::role::{self, Role, RoleGiven};
use super::transaction::Transaction;
use super::write::{Plan, Work, WriteContext, WriteError, Written};
use super::{Store, load};
use crate::model::account::Account;
use crate::model::id::{AccountId, MemberId};
use crate::model::map::AccountMap;

impl Store {
    /// All accounts, in the order of their making.
    pub async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut transaction = self.database().read().await?;
        let accounts = load::accounts(&mut transaction).await?;
        Ok(accounts.into_iter().map(|(account, _)| account).collect())
    }

    /// An account without its map, if there is one with this id.
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let mut transaction = self.database().read().await?;
        let account = load::account(&mut transaction, id).await?;
        Ok(account.map(|(account, _)| account))
    }

    /// Makes a new account without anybody in it; who makes it owns it, unless it is the operator.
    pub async fn create_account(
        &self,
        account: Account,
        owner: Option<MemberId>,
        at: Instant,
    ) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        insert_account(&mut transaction, &account, owner, at).await?;
        transaction.commit().await?;
        self.maps().keep(Arc::new(AccountMap::new(account)));
        Ok(())
    }

    /// Makes a new account together with its first batch, or neither.
    pub async fn create_account_planned(
        &self,
        account: Account,
        owner: Option<MemberId>,
        plan: Plan,
        context: WriteContext,
    ) -> Result<Written, WriteError> {
        let id = account.id;
        let new = Box::new(NewAccount { account, owner });
        self.request(id, Work::FirstPlan(new, plan), context).await
    }
}

/// An account that is made together with its first batch.
pub(super) struct NewAccount {
    pub(super) account: Account,
    pub(super) owner: Option<MemberId>,
}

/// Makes the row of an account without anybody in it, and its owner's role.
pub(super) async fn insert_account(
    transaction: &mut Transaction,
    account: &Account,
    owner: Option<MemberId>,
    at: Instant,
) -> Result<(), StoreError> {
    let sql = "
        insert into account (id, seq, created_at, name, kind, team, quiet_periods, external_ids)
        values ($1, 0, $2, $3, $4, $5, $6, $7)";
    on!(&mut *transaction, |c| sqlx::query(sql)
        .bind(account.id.0)
        .bind(at.0)
        .bind(account.name.as_str())
        .bind(account.kind.as_deref())
        .bind(account.team.map(|team| team.0))
        .bind(Json(&account.quiet_periods))
        .bind(Json(&account.external_ids))
        .execute(c)
        .await
        .map(drop))?;
    let Some(member) = owner else {
        return Ok(());
    };
    let given = RoleGiven { account: account.id, member, role: Role::Owner, given_at: at, given_by: owner };
    role::give(transaction, &given).await
}
