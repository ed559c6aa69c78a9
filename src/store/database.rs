//! The handle on a database: one writer and a few readers on SQLite, a pool on PostgreSQL.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgConnection, SqliteConnection};

use super::error::StoreError;
use super::migration;
use super::ours::refuse_foreign;
use super::place::{OpenFile, real_file, sqlite_path, without_password};
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

/// How long the first connection to PostgreSQL may take, and how long a request waits for one of the pool.
const FIRST_CONNECTION: Duration = Duration::from_secs(10);
const CONNECTION: Duration = Duration::from_secs(3);

/// An open database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    connections: Connections,
}

#[derive(Clone, Debug)]
enum Connections {
    Sqlite { write: SqlitePool, read: SqlitePool, file: OpenFile },
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
    /// A database written by a newer program or by another one is refused and left untouched.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        match url.split_once(':') {
            Some(("sqlite", _)) => Self::open_sqlite(url).await,
            Some(("postgres" | "postgresql", rest)) if rest.starts_with("//") => Self::open_postgres(url).await,
            _ => Err(StoreError::UnknownUrl { url: without_password(url) }),
        }
    }

    /// The same, but of a SQLite database that is there already.
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        if let Some(path) = sqlite_path(url) {
            sqlite_file::refuse_missing(&real_file(path))?;
        }
        Self::open(url).await
    }

    async fn open_sqlite(url: &str) -> Result<Self, StoreError> {
        let shown = without_password(url);
        let Some(path) = sqlite_path(url) else { return Err(StoreError::UnknownUrl { url: shown }) };
        let unopened = |reason: String| StoreError::Unopened { url: shown.clone(), reason };
        let file = &real_file(path);
        refuse_damage(&shown, file).await?;
        if file.exists() {
            refuse_foreign(file).await?;
        }
        sqlite_file::create_private_file(file).map_err(|error| unopened(error.to_string()))?;

        let options = SqliteConnectOptions::new()
            .filename(file)
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
            .map_err(|error| StoreError::from_migration(&shown, migration::newest(&migration::SQLITE), &error))?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .min_connections(0)
            .test_before_acquire(false)
            .connect_lazy_with(options.pragma("query_only", "1"));

        let file = OpenFile::at(file).map_err(|error| unopened(error.to_string()))?;
        Ok(Self { connections: Connections::Sqlite { write, read, file } })
    }

    async fn open_postgres(url: &str) -> Result<Self, StoreError> {
        let shown = without_password(url);
        let unopened = |error: sqlx::Error| StoreError::Unopened { url: shown.clone(), reason: error.to_string() };
        let options = PgConnectOptions::from_str(url).map_err(unopened)?;
        // One connection on its own tells why there is none, where a pool would only say that it waited.
        let first = tokio::time::timeout(FIRST_CONNECTION, PgConnection::connect_with(&options)).await;
        let first = first.map_err(|_elapsed| StoreError::Unopened {
            url: shown.clone(),
            reason: format!("the server does not answer within {} seconds", FIRST_CONNECTION.as_secs()),
        })?;
        first.map_err(unopened)?.close().await.map_err(unopened)?;
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(CONNECTION)
            .connect_with(options)
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

    /// Says whether the database answers, and is still where it was opened.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.is_in_place()?;
        let mut transaction = self.read().await?;
        on!(&mut transaction, |c| sqlx::query("select 1").execute(c).await.map(drop))?;
        Ok(())
    }

    /// Refuses when the file of a SQLite database was moved, replaced or deleted since it was opened.
    pub(super) fn is_in_place(&self) -> Result<(), StoreError> {
        match &self.connections {
            Connections::Sqlite { file, .. } => file.is_in_place(),
            Connections::Postgres(_) => Ok(()),
        }
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
                let begin = pool.begin_with("begin isolation level repeatable read read only");
                Transaction::Postgres(begin.await.map_err(not_reached)?)
            }
        })
    }

    /// Begins a transaction that may write.
    pub(super) async fn write(&self) -> Result<Transaction, StoreError> {
        Ok(match &self.connections {
            // A deferred transaction that reads and then writes gets SQLITE_BUSY at once when
            // another process has written in between; `immediate` waits for its turn instead.
            Connections::Sqlite { write, file, .. } => {
                file.is_in_place()?;
                Transaction::Sqlite(write.begin_with("begin immediate").await?)
            }
            Connections::Postgres(pool) => Transaction::Postgres(pool.begin().await.map_err(not_reached)?),
        })
    }

    /// Waits until every connection is given back, and closes them.
    pub async fn close(&self) {
        match &self.connections {
            Connections::Sqlite { write, read, .. } => {
                read.close().await;
                // Last, so that SQLite folds its log into the file and removes it.
                write.close().await;
            }
            Connections::Postgres(pool) => pool.close().await,
        }
    }
}

/// A pool tries to connect until its time is over, and then says only that it waited.
fn not_reached(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::PoolTimedOut => {
            StoreError::Unreachable(format!("no connection was to be had within {} seconds", CONNECTION.as_secs()))
        }
        other => other.into(),
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
