//! Set-up: the first user, made once, by whoever holds the link that the program printed.

use super::Store;
use super::error::StoreError;
use super::instant::Instant;
use super::session::TokenDigest;
use super::user::{self, NewUser};

/// How far set-up has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupState {
    /// No link has been printed yet.
    Closed,
    /// The holder of this link may make the first user.
    Open(TokenDigest),
    /// There is a user.
    Done,
}

impl Store {
    /// How far set-up has come.
    pub async fn setup_state(&self) -> Result<SetupState, StoreError> {
        let sql = "
            select token_digest, done_at, (select count(*) from \"user\")
            from setup
            where id = 1";
        let mut transaction = self.database().read().await?;
        let (digest, done_at, users): (Option<Vec<u8>>, Option<i64>, i64) =
            on!(&mut transaction, |c| sqlx::query_as(sql).fetch_one(c).await)?;
        if done_at.is_some() || users > 0 {
            return Ok(SetupState::Done);
        }
        let digest = digest.and_then(|digest| digest.try_into().ok());
        Ok(digest.map_or(SetupState::Closed, SetupState::Open))
    }

    /// Opens set-up for the holder of a new link; the links before it are good no longer.
    pub async fn open_setup(&self, digest: &TokenDigest, at: Instant) -> Result<(), StoreError> {
        let sql = "
            update setup
            set token_digest = $1, opened_at = $2
            where id = 1 and done_at is null";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql).bind(digest.as_slice()).bind(at.0).execute(c).await.map(drop))?;
        transaction.commit().await
    }

    /// Makes the first user and closes set-up for good; the link works once.
    pub async fn finish_setup(&self, digest: &TokenDigest, first: &NewUser, at: Instant) -> Result<(), StoreError> {
        let sql = "
            update setup
            set done_at = $2, token_digest = null
            where id = 1 and done_at is null and token_digest = $1";
        let mut transaction = self.database().write().await?;
        let closed = on!(&mut transaction, |c| sqlx::query(sql)
            .bind(digest.as_slice())
            .bind(at.0)
            .execute(c)
            .await?
            .rows_affected());
        if closed == 0 {
            return Err(StoreError::conflict(
                "此设置链接已失效，请重启程序获取新链接，或直接登录",
                "this set-up link is good no longer; restart the program for a new one, or sign in",
            ));
        }
        user::create(&mut transaction, first, at).await?;
        transaction.commit().await
    }
}
