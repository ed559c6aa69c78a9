//! One transaction on either database, and the macro that runs one SQL text on both.

use sqlx::{Postgres, Sqlite};

use super::error::StoreError;

/// A transaction; nothing of it is kept unless `commit` is called.
#[derive(Debug)]
pub(super) enum Transaction {
    /// On SQLite.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Runs one body on whichever database the transaction belongs to.
///
/// The body is expanded once for each native driver, so the SQL text is written once, with `$1`
/// placeholders, and every type is checked against both drivers:
/// `on!(tx, |c| sqlx::query("…").bind(id).execute(c).await)`.
macro_rules! on {
    ($transaction:expr, |$connection:ident| $body:expr) => {
        match $transaction {
            $crate::store::transaction::Transaction::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
            $crate::store::transaction::Transaction::Postgres(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
        }
    };
}

impl Transaction {
    /// Keeps everything that was done in the transaction, on disk when this returns.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        let committed = match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        };
        committed.map_err(|error| match error {
            // The server may have committed before the connection broke: only asking again tells.
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => StoreError::Unknown,
            other => other.into(),
        })
    }

    /// Sets a mark to which `roll_back_to_savepoint` returns.
    pub(super) async fn savepoint(&mut self) -> Result<(), StoreError> {
        on!(self, |c| sqlx::query("savepoint request").execute(c).await.map(drop))?;
        Ok(())
    }

    /// Forgets the mark and keeps what was done since.
    pub(super) async fn release_savepoint(&mut self) -> Result<(), StoreError> {
        on!(self, |c| sqlx::query("release savepoint request").execute(c).await.map(drop))?;
        Ok(())
    }

    /// Undoes what was done since the mark, and forgets the mark.
    pub(super) async fn roll_back_to_savepoint(&mut self) -> Result<(), StoreError> {
        on!(self, |c| sqlx::query("rollback to savepoint request").execute(c).await.map(drop))?;
        self.release_savepoint().await
    }
}
