//! Sessions of signed-in users; of a token only its SHA-256 is ever kept.

use uuid::Uuid;

use super::Store;
use super::counter::count_access_change;
use super::error::StoreError;
use super::instant::Instant;
use crate::model::id::MemberId;

/// The SHA-256 of a secret that only its bearer holds.
pub type TokenDigest = [u8; 32];

/// A session of a signed-in user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub member: MemberId,
    /// When it was opened.
    pub created_at: Instant,
    /// When it was last noted as used.
    pub used_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
}

impl Store {
    /// Opens a session.
    pub async fn open_session(&self, digest: &TokenDigest, session: &Session) -> Result<(), StoreError> {
        let sql = "
            insert into session (digest, member_id, created_at, used_at, expires_at)
            values ($1, $2, $3, $4, $5)";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(digest.as_slice())
            .bind(session.member.0)
            .bind(session.created_at.0)
            .bind(session.used_at.0)
            .bind(session.expires_at.0)
            .execute(c)
            .await
            .map(drop))?;
        transaction.commit().await
    }

    /// The session of a token, if it is open at this moment and its user is not locked out.
    pub async fn session(&self, digest: &TokenDigest, at: Instant) -> Result<Option<Session>, StoreError> {
        let sql = "
            select session.member_id, session.created_at, used_at, expires_at
            from session join \"user\" on \"user\".member_id = session.member_id
            where digest = $1 and expires_at > $2 and locked_at is null";
        let mut transaction = self.database().read().await?;
        let row: Option<(Uuid, i64, i64, i64)> =
            on!(&mut transaction, |c| sqlx::query_as(sql).bind(digest.as_slice()).bind(at.0).fetch_optional(c).await)?;
        Ok(row.map(|(member, created_at, used_at, expires_at)| Session {
            member: MemberId(member),
            created_at: Instant(created_at),
            used_at: Instant(used_at),
            expires_at: Instant(expires_at),
        }))
    }

    /// Notes that a session is in use, and until when it stays open.
    pub async fn extend_session(
        &self,
        digest: &TokenDigest,
        at: Instant,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        let sql = "
            update session
            set used_at = $2, expires_at = $3
            where digest = $1";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(digest.as_slice())
            .bind(at.0)
            .bind(expires_at.0)
            .execute(c)
            .await
            .map(drop))?;
        transaction.commit().await
    }

    /// Ends a session.
    pub async fn end_session(&self, digest: &TokenDigest) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query("delete from session where digest = $1")
            .bind(digest.as_slice())
            .execute(c)
            .await
            .map(drop))?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// Takes out the sessions that ended by themselves before a moment.
    pub async fn forget_sessions_before(&self, at: Instant) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query("delete from session where expires_at <= $1")
            .bind(at.0)
            .execute(c)
            .await
            .map(drop))?;
        transaction.commit().await
    }
}
