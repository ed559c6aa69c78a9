//! What can go wrong between the program and its database, told as sentences.

use std::sync::Arc;

use sqlx::migrate::MigrateError;

/// A failure of the database or of what it holds, not of what a user asked for.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The database URL names no database that this program can open.
    #[error(
        "the database URL {url:?} is not understood: expected sqlite:PATH, such as \
         sqlite:waterline.db, or postgres://USER@HOST/NAME"
    )]
    UnknownUrl {
        /// The URL, without a password.
        url: String,
    },
    /// The database could not be opened.
    #[error("cannot open the database {url}: {reason}")]
    Unopened {
        /// The URL, without a password.
        url: String,
        /// What the database said.
        reason: String,
    },
    /// There is no file of this name, and whoever asked makes none.
    #[error(
        "there is no database at {file}; name the one that is meant with --database sqlite:FILE (`waterline serve`, \
         `waterline import` and `waterline demo` make one)"
    )]
    Missing {
        /// The file.
        file: String,
    },
    /// Another program keeps something in the file.
    #[error(
        "{file} is a SQLite file, but no database of Waterline: its tables are missing; the file was left untouched, name another"
    )]
    Foreign {
        /// The file.
        file: String,
    },
    /// The database has been written by a newer version of the program.
    #[error(
        "the database {url} was written by a newer waterline: it has migration {found}, and this \
         program knows migrations up to {known}; start the newer program, or restore a backup \
         made before the upgrade"
    )]
    Newer {
        /// The URL, without a password.
        url: String,
        /// The number of a migration that the database has.
        found: i64,
        /// The greatest number that this program knows.
        known: i64,
    },
    /// The tables could not be brought to the form that this program needs.
    #[error("cannot bring the database {url} up to date: {reason}")]
    Unmigrated {
        /// The URL, without a password.
        url: String,
        /// Which migration failed, and what the database said.
        reason: String,
    },
    /// The file of the database is damaged.
    #[error(
        "the database {url} is damaged: {reason}; nothing in it was changed. `waterline verify` tells more, and \
         `waterline restore BACKUP --replace` puts a backup in its place and keeps this one aside"
    )]
    Damaged {
        /// The URL or the file.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The disk under the database fails, or what it hands out cannot be what was written.
    #[error("the database can be read or written no longer, so nothing more is acknowledged: {0}")]
    Broken(String),
    /// No connection to the database is to be had, as when its server is down.
    #[error("the database cannot be reached, and nothing was kept of this request: {0}")]
    Unreachable(String),
    /// The database takes no writes, as a standby does.
    #[error(
        "the database can only be read at the moment (a standby, or set to reading only); nothing was kept of this request"
    )]
    ReadOnly,
    /// A stored value cannot be read back: the file is damaged, or another program wrote it.
    #[error("the database holds a value that cannot be read: {0}")]
    Unreadable(String),
    /// No more can be written: the disk is full, or a limit of the database is reached.
    #[error("nothing more can be written: the disk of the database is full")]
    Full,
    /// Another process holds the lock of the database for longer than a request may wait.
    #[error("another program is writing to the database; nothing was kept of this request, try again in a moment")]
    Busy,
    /// The program is about to stop, and takes no more requests.
    #[error("the program is stopping; nothing was kept of this request")]
    Stopping,
    /// A fault in the program itself.
    #[error("the program failed on this request, and nothing was kept of it")]
    Fault,
    /// The account is not in the database.
    #[error("there is no account {0}")]
    NoAccount(String),
    /// What was asked for would break a rule that the database keeps, such as a name used twice.
    #[error("{en}")]
    Conflict {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// What stands in the way of a backup or a restore, in both languages.
    #[error("{en}")]
    Hindered {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// Whether the last write was kept is unknown: the connection broke during its commit.
    #[error(
        "the connection to the database broke during a commit, so it is not known whether the \
         change was kept; ask again with the same idempotency key"
    )]
    Unknown,
    /// Any other failure of the database.
    #[error("the database failed: {0}")]
    Database(#[source] Arc<sqlx::Error>),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Unreadable(error.to_string()),
            sqlx::Error::Database(reported) if is_full(reported.code().as_deref()) => Self::Full,
            sqlx::Error::Database(reported) if is_busy(reported.code().as_deref()) => Self::Busy,
            sqlx::Error::Database(reported) if is_read_only(reported.code().as_deref()) => Self::ReadOnly,
            sqlx::Error::Database(reported) if is_unreachable(reported.code().as_deref()) => {
                Self::Unreachable(reported.message().to_owned())
            }
            sqlx::Error::Io(cause) => Self::Unreachable(cause.to_string()),
            sqlx::Error::Database(reported) if is_broken(reported.code().as_deref()) => Self::Broken(error.to_string()),
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Database(reported) if reported.is_foreign_key_violation() => {
                Self::conflict("所引用的内容已不存在", "something that this refers to is not there any more")
            }
            _ => Self::Database(Arc::new(error)),
        }
    }
}

impl StoreError {
    /// What would break a rule that the database keeps, in Chinese and English.
    pub(super) fn conflict(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Conflict { zh: zh.into(), en: en.into() }
    }

    /// Tells a failed migration in the words of an operator.
    pub(super) fn from_migration(url: &str, known: i64, error: &MigrateError) -> Self {
        let url = url.to_owned();
        match error {
            MigrateError::VersionMissing(found) => Self::Newer { url, found: *found, known },
            MigrateError::VersionMismatch(number) => Self::Unmigrated {
                url,
                reason: format!(
                    "migration {number} was applied in another form than this program has; start \
                     the program that made this database"
                ),
            },
            other => Self::Unmigrated { url, reason: other.to_string() },
        }
    }
}

/// `SQLITE_FULL` is 13, and 4874 and 5386 when there is no room for the index of the log; `disk_full` of PostgreSQL is 53100.
fn is_full(code: Option<&str>) -> bool {
    matches!(code, Some("13" | "4874" | "5386" | "53100"))
}

/// `SQLITE_READONLY` is 8, with 264 and more for its special cases; `read_only_sql_transaction` of PostgreSQL is 25006.
fn is_read_only(code: Option<&str>) -> bool {
    matches!(code, Some("8" | "264" | "520" | "776" | "1288" | "1544" | "25006"))
}

/// The server of PostgreSQL starts, stops or takes no more connections.
fn is_unreachable(code: Option<&str>) -> bool {
    matches!(code, Some("57P01" | "57P02" | "57P03" | "53300"))
        || code.is_some_and(|code| code.len() == 5 && code.starts_with("08"))
}

/// `SQLITE_IOERR` is 10, `SQLITE_CORRUPT` 11, `SQLITE_NOTADB` 26; special cases add multiples of 256.
fn is_broken(code: Option<&str>) -> bool {
    // Those of PostgreSQL have five characters, those of SQLite fewer.
    let number = code.filter(|code| code.len() < 5).and_then(|code| code.parse::<u32>().ok());
    // 1032: the file was moved while it was open.
    number.is_some_and(|number| matches!(number & 0xff, 10 | 11 | 26) || number == 1032)
}

/// `SQLITE_BUSY` is 5, with 261 and 517 for its special cases; PostgreSQL says 40001 and 40P01 when one
/// of two transactions must give way, and 55P03 when a lock is not to be had.
fn is_busy(code: Option<&str>) -> bool {
    matches!(code, Some("5" | "261" | "517" | "40001" | "40P01" | "55P03"))
}
