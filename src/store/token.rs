//! API tokens: what a program may do in the name of a user.

use sqlx::types::Json;
use uuid::Uuid;

use super::Store;
use super::counter::count_access_change;
use super::error::StoreError;
use super::instant::Instant;
use super::session::TokenDigest;
use crate::model::id::{AccountId, MemberId};

/// An API token, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiToken {
    /// Its id.
    pub id: Uuid,
    /// In whose name it acts.
    pub member: MemberId,
    /// What its user calls it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<String>,
    /// The accounts that it may be used for; none: all of its user's.
    pub accounts: Option<Vec<AccountId>>,
    /// When it was made.
    pub created_at: Instant,
    /// When it ends by itself.
    pub expires_at: Option<Instant>,
    /// When it was last noted as used.
    pub used_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    member_id: Uuid,
    name: String,
    scopes: Json<Vec<String>>,
    accounts: Option<Json<Vec<AccountId>>>,
    created_at: i64,
    expires_at: Option<i64>,
    used_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl From<Row> for ApiToken {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            member: MemberId(row.member_id),
            name: row.name,
            scopes: row.scopes.0,
            accounts: row.accounts.map(|accounts| accounts.0),
            created_at: Instant(row.created_at),
            expires_at: row.expires_at.map(Instant),
            used_at: row.used_at.map(Instant),
            revoked_at: row.revoked_at.map(Instant),
        }
    }
}

impl Store {
    /// Keeps a new token by the digest of its secret.
    pub async fn create_token(&self, digest: &TokenDigest, token: &ApiToken) -> Result<(), StoreError> {
        let sql = "
            insert into token
                (id, member_id, name, digest, scopes, accounts, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(token.id)
            .bind(token.member.0)
            .bind(token.name.as_str())
            .bind(digest.as_slice())
            .bind(Json(&token.scopes))
            .bind(token.accounts.as_ref().map(Json))
            .bind(token.created_at.0)
            .bind(token.expires_at.map(|at| at.0))
            .execute(c)
            .await
            .map(drop))?;
        transaction.commit().await
    }

    /// The token of a secret, if it is good at this moment and its user is not locked out.
    pub async fn token(&self, digest: &TokenDigest, at: Instant) -> Result<Option<ApiToken>, StoreError> {
        let sql = "
            select id, token.member_id, name, scopes, accounts, token.created_at, expires_at,
                used_at, revoked_at
            from token join \"user\" on \"user\".member_id = token.member_id
            where digest = $1
                and revoked_at is null
                and locked_at is null
                and (expires_at is null or expires_at > $2)";
        let mut transaction = self.database().read().await?;
        let row: Option<Row> =
            on!(&mut transaction, |c| sqlx::query_as(sql).bind(digest.as_slice()).bind(at.0).fetch_optional(c).await)?;
        Ok(row.map(ApiToken::from))
    }

    /// The tokens of a user, newest first, also those that are no longer good.
    pub async fn tokens_of(&self, member: MemberId) -> Result<Vec<ApiToken>, StoreError> {
        let sql = "
            select id, member_id, name, scopes, accounts, created_at, expires_at, used_at,
                revoked_at
            from token
            where member_id = $1
            order by created_at desc, id desc";
        let mut transaction = self.database().read().await?;
        let rows: Vec<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(member.0).fetch_all(c).await)?;
        Ok(rows.into_iter().map(ApiToken::from).collect())
    }

    /// Notes that a token was used.
    pub async fn note_token_use(&self, id: Uuid, at: Instant) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query("update token set used_at = $2 where id = $1")
            .bind(id)
            .bind(at.0)
            .execute(c)
            .await
            .map(drop))?;
        transaction.commit().await
    }

    /// Ends a token of this user; says whether there was one that was still good.
    pub async fn revoke_token(&self, member: MemberId, id: Uuid, at: Instant) -> Result<bool, StoreError> {
        let sql = "
            update token
            set revoked_at = $3
            where id = $1 and member_id = $2 and revoked_at is null";
        let mut transaction = self.database().write().await?;
        let revoked = on!(&mut transaction, |c| sqlx::query(sql)
            .bind(id)
            .bind(member.0)
            .bind(at.0)
            .execute(c)
            .await?
            .rows_affected());
        count_access_change(&mut transaction).await?;
        transaction.commit().await?;
        Ok(revoked > 0)
    }
}
