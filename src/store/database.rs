//! The handle on a database: one writer and a few readers on SQLite, a pool on PostgreSQL.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};

use super::error::StoreError;
use super::migration;
use super::sqlite_file;
use super::transaction::Transaction;
use super::verify::check_pages;

/// How long a statement waits for another process that holds the lock of a SQLite file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Connections that read a SQLite file while the one writer writes.
const SQLITE_READERS: u32 = 4;

/// Rows that the thread of a SQLite connection may be ahead of whoever reads them; with few, the two
/// spend their time waiting for each other.
const ROWS_AHEAD: usize = 2048;

/// A SQLite file of up to so many bytes is looked through whenever it is opened.
const LOOKED_THROUGH: u64 = 8 << 20;

/// Statements that a connection to a SQLite file keeps prepared: each bulk statement comes in several sizes.
const STATEMENTS: usize = 512;

/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 12;

/// An open database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    connections: Connections,
}

#[derive(Clone, Debug)]
enum Connections {
    Sqlite { write: SqlitePool, read: SqlitePool },
    Postgres(PgPool),
}

/// Which of the two databases it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseKind {
    /// A SQLite file, written by one connection.
    Sqlite,
    /// A PostgreSQL server, or one that speaks its protocol.
    Postgres,
}

impl Database {
    /// Opens the database of a URL, `sqlite:PATH` or `postgres://…`, makes the file when there is
    /// none, and applies the migrations that it lacks.
    ///
    /// A database written by a newer program is refused and left untouched.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        match url.split_once(':') {
            Some(("sqlite", path)) => Self::open_sqlite(url, path).await,
            Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => Self::open_postgres(url).await,
            _ => Err(StoreError::UnknownUrl { url: without_password(url) }),
        }
    }

    async fn open_sqlite(url: &str, path: &str) -> Result<Self, StoreError> {
        let path = path.strip_prefix("//").unwrap_or(path);
        if path.is_empty() || path.starts_with(":memory:") {
            return Err(StoreError::UnknownUrl { url: url.to_owned() });
        }
        let unopened = |reason: String| StoreError::Unopened { url: url.to_owned(), reason };
        let file = Path::new(path);
        refuse_damage(url, file).await?;
        sqlite_file::create_private_file(file).map_err(|error| unopened(error.to_string()))?;

        let options = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .row_buffer_size(ROWS_AHEAD)
            .statement_cache_capacity(STATEMENTS)
            .synchronous(SqliteSynchronous::Full)
            // After a large import the log shrinks again.
            .pragma("journal_size_limit", "67108864");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(is_usable(connection)))
            .connect_with(options.clone().journal_mode(SqliteJournalMode::Wal))
            .await
            .map_err(|error| unopened(error.to_string()))?;
        migration::SQLITE
            .run(&write)
            .await
            .map_err(|error| StoreError::from_migration(url, migration::newest(&migration::SQLITE), &error))?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .min_connections(0)
            .test_before_acquire(false)
            .connect_lazy_with(options.pragma("query_only", "1"));

        Ok(Self { connections: Connections::Sqlite { write, read } })
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let shown = without_password(url);
        let unopened = |error: sqlx::Error| StoreError::Unopened { url: shown.clone(), reason: error.to_string() };
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(PgConnectOptions::from_str(url).map_err(unopened)?)
            .await
            .map_err(unopened)?;
        migration::POSTGRES
            .run(&pool)
            .await
            .map_err(|error| StoreError::from_migration(&shown, migration::newest(&migration::POSTGRES), &error))?;

        Ok(Self { connections: Connections::Postgres(pool) })
    }

    /// Which of the two databases it is.
    pub fn kind(&self) -> DatabaseKind {
        match self.connections {
            Connections::Sqlite { .. } => DatabaseKind::Sqlite,
            Connections::Postgres(_) => DatabaseKind::Postgres,
        }
    }

    /// Says whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        let mut transaction = self.read().await?;
        on!(&mut transaction, |c| sqlx::query("select 1").execute(c).await.map(drop))?;
        Ok(())
    }

    /// Takes the write-ahead log of a SQLite file into it, as far as those who read let it.
    pub(super) async fn take_log_in(&self) -> Result<(), StoreError> {
        if let Connections::Sqlite { write, .. } = &self.connections {
            sqlx::query("pragma wal_checkpoint(passive)").execute(write).await?;
        }
        Ok(())
    }

    /// Begins a transaction that sees one state of the database and writes nothing.
    pub(super) async fn read(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.connections {
            Connections::Sqlite { read, .. } => Transaction::Sqlite(read.begin().await?),
            Connections::Postgres(pool) => {
                Transaction::Postgres(pool.begin_with("begin isolation level repeatable read read only").await?)
            }
        })
    }

    /// Begins a transaction that may write.
    pub(super) async fn write(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.connections {
            // A deferred transaction that reads and then writes gets SQLITE_BUSY at once when
            // another process has written in between; `immediate` waits for its turn instead.
            Connections::Sqlite { write, .. } => Transaction::Sqlite(write.begin_with("begin immediate").await?),
            Connections::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }

    /// Waits until every connection is given back, and closes them.
    pub async fn close(&self) {
        match &self.connections {
            Connections::Sqlite { write, read } => {
                read.close().await;
                // Last, so that SQLite folds its log into the file and removes it.
                write.close().await;
            }
            Connections::Postgres(pool) => pool.close().await,
        }
    }
}

/// Is the connection out of its transaction, so that the next one can begin?
///
/// When SQLite rolls a transaction back by itself, the driver goes on believing that it is inside; such
/// a connection is closed, and the next writer opens another.
async fn is_usable(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if !connection.is_in_transaction() {
        return Ok(true);
    }
    // A rollback may still be on its way to the connection's thread, ahead of this.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// Refuses a file whose damage shows before it is used. A file is looked through when its last user was broken off, and each
/// time when that takes no time to speak of; whoever serves a larger one looks it through meanwhile.
async fn refuse_damage(url: &str, file: &Path) -> Result<(), StoreError> {
    let unopened = |error: std::io::Error| StoreError::Unopened { url: url.to_owned(), reason: error.to_string() };
    let damaged = |reason: String| StoreError::Damaged { url: url.to_owned(), reason };
    if let Some(fault) = sqlite_file::fault_of(file).map_err(unopened)? {
        return Err(damaged(fault));
    }
    let size = std::fs::metadata(file).map_or(0, |file| file.len());
    let is_looked_through = size > 0 && (size <= LOOKED_THROUGH || sqlite_file::was_broken_off(file));
    let faults = if is_looked_through { check_pages(file).await? } else { Vec::new() };
    faults.into_iter().next().map_or(Ok(()), |fault| Err(damaged(fault)))
}

/// A database URL as it may be shown and logged.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    // What follows a question mark may hold a password as well.
    let rest = rest.split('?').next().unwrap_or_default();
    let Some((user, host)) = rest.rsplit_once('@') else {
        return format!("{scheme}://{rest}");
    };
    let name = user.split_once(':').map_or(user, |(name, _)| name);
    format!("{scheme}://{name}@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_without_its_password() {
        let shown = without_password("postgres://lin:se@cret@db.example/waterline?password=secret");

        assert_eq!(shown, "postgres://lin@db.example/waterline");
    }
}
