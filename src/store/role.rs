//! Roles: what a member may do in an account.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Store;
use super::counter::count_access_change;
use super::error::StoreError;
use super::instant::Instant;
use super::table::{read_word, word};
use super::transaction::Transaction;
use crate::model::id::{AccountId, MemberId};

/// A member's part in an account, the greatest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Owns it, and says who else may do what.
    Owner,
    /// Changes everything in it.
    Editor,
    /// Adds claims and touches.
    Contributor,
    /// Reads it.
    Reader,
}

/// A member's role in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleGiven {
    /// In which account.
    pub account: AccountId,
    /// Who.
    pub member: MemberId,
    /// Which role.
    pub role: Role,
    /// Since when.
    pub given_at: Instant,
    /// By whom; none: the operator.
    pub given_by: Option<MemberId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: Uuid,
    member_id: Uuid,
    role: String,
    given_at: i64,
    given_by: Option<Uuid>,
}

impl Row {
    fn into_role_given(self) -> Result<RoleGiven, StoreError> {
        Ok(RoleGiven {
            account: AccountId(self.account_id),
            member: MemberId(self.member_id),
            role: read_word(&self.role)?,
            given_at: Instant(self.given_at),
            given_by: self.given_by.map(MemberId),
        })
    }
}

/// Gives a role in place of the one that the member had.
///
/// Whoever checks something about the roles first counts the change before the check: on PostgreSQL
/// the counter's lock makes two such changes wait for each other.
pub(super) async fn give(transaction: &mut Transaction, given: &RoleGiven) -> Result<(), StoreError> {
    let sql = "
        insert into role (account_id, member_id, role, given_at, given_by)
        values ($1, $2, $3, $4, $5)
        on conflict (account_id, member_id) do update
        set role = excluded.role, given_at = excluded.given_at, given_by = excluded.given_by";
    on!(&mut *transaction, |c| sqlx::query(sql)
        .bind(given.account.0)
        .bind(given.member.0)
        .bind(word(&given.role))
        .bind(given.given_at.0)
        .bind(given.given_by.map(|member| member.0))
        .execute(c)
        .await
        .map(drop))?;
    count_access_change(transaction).await
}

impl Store {
    /// Gives a member a role in an account, in place of the one that he or she had.
    ///
    /// The last owner keeps the role.
    pub async fn give_role(&self, given: &RoleGiven) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        count_access_change(&mut transaction).await?;
        let owned = has_owner(&mut transaction, given.account).await?;
        give(&mut transaction, given).await?;
        keep_an_owner(&mut transaction, given.account, owned).await?;
        transaction.commit().await
    }

    /// Takes a member's role in an account; the last owner keeps it.
    pub async fn take_role(&self, account: AccountId, member: MemberId) -> Result<(), StoreError> {
        let sql = "delete from role where account_id = $1 and member_id = $2";
        let mut transaction = self.database().write().await?;
        count_access_change(&mut transaction).await?;
        let owned = has_owner(&mut transaction, account).await?;
        on!(&mut transaction, |c| sqlx::query(sql).bind(account.0).bind(member.0).execute(c).await.map(drop))?;
        keep_an_owner(&mut transaction, account, owned).await?;
        transaction.commit().await
    }

    /// The roles that members have in an account, in the order of their giving.
    pub async fn roles_in(&self, account: AccountId) -> Result<Vec<RoleGiven>, StoreError> {
        let sql = "
            select account_id, member_id, role, given_at, given_by
            from role
            where account_id = $1
            order by given_at, member_id";
        let mut transaction = self.database().read().await?;
        let rows: Vec<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(account.0).fetch_all(c).await)?;
        rows.into_iter().map(Row::into_role_given).collect()
    }

    /// The roles that a member has, in the order of the accounts' ids.
    pub async fn roles_of(&self, member: MemberId) -> Result<Vec<RoleGiven>, StoreError> {
        let sql = "
            select account_id, member_id, role, given_at, given_by
            from role
            where member_id = $1
            order by account_id";
        let mut transaction = self.database().read().await?;
        let rows: Vec<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(member.0).fetch_all(c).await)?;
        rows.into_iter().map(Row::into_role_given).collect()
    }
}

async fn has_owner(transaction: &mut Transaction, account: AccountId) -> Result<bool, StoreError> {
    let sql = "
        select count(*)
        from role
        where account_id = $1 and role = 'owner'";
    let owners: i64 = on!(transaction, |c| sqlx::query_scalar(sql).bind(account.0).fetch_one(c).await)?;
    Ok(owners > 0)
}

/// Refuses a state in which an account that had an owner has none.
async fn keep_an_owner(transaction: &mut Transaction, account: AccountId, owned: bool) -> Result<(), StoreError> {
    if owned && !has_owner(transaction, account).await? {
        return Err(StoreError::conflict(
            "这是该客户的最后一位负责人，请先把此角色交给他人",
            "this is the last owner of the account; give the role to somebody else first",
        ));
    }
    Ok(())
}
