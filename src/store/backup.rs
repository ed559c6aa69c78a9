//! Backups of a SQLite database: made while it is in use, verified, whole or not there at all; and how one takes its place again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use super::error::StoreError;
use super::sqlite_file::{self, beside, create_private_file};
use super::verify::{Verdict, check_pages, verify};

/// The ending of a file that is still being made; a later try begins it anew.
const UNFINISHED: &str = ".unfinished";

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// What was found when it was looked through.
    pub verdict: Verdict,
    /// Its size in bytes.
    pub bytes: u64,
}

/// A backup that took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was found when it was looked through.
    pub verdict: Verdict,
    /// Where the database that was there before is now.
    pub aside: Option<PathBuf>,
}

/// The file of a database URL; none when it is no SQLite database.
pub fn sqlite_path(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    (!path.is_empty() && !path.starts_with(":memory:")).then(|| Path::new(path))
}

/// Writes one state of a database to a new file while others go on using it, and looks it through.
///
/// The file is there only when it is whole, sound and on the disk.
pub async fn back_up(database: &Path, file: &Path) -> Result<Backup, StoreError> {
    let failed = |reason: String| StoreError::Unopened { url: database.display().to_string(), reason };
    if !database.is_file() {
        return Err(failed("there is no such file".to_owned()));
    }
    if file.exists() {
        return Err(StoreError::Conflict(format!(
            "{} is there already; name another file, or remove that one first",
            file.display()
        )));
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(StoreError::Conflict(format!("there is no folder {}; make it first", folder.display())));
    }
    if let Some(fault) = sqlite_file::fault_of(database).map_err(|error| failed(error.to_string()))? {
        return Err(StoreError::Damaged { url: database.display().to_string(), reason: fault });
    }
    let unfinished = beside(file, UNFINISHED);
    let made = copy_of(database, &unfinished).await;
    if made.is_err() {
        // The failure is what is told; the rest of the copy is overwritten by the next try.
        drop(sqlite_file::remove_with_its_log(&unfinished));
    }
    let verdict = made?;
    place(&unfinished, file).map_err(|error| not_written(file, &error))?;
    let bytes = fs::metadata(file).map_err(|error| not_written(file, &error))?.len();
    Ok(Backup { verdict, bytes })
}

/// Copies one state of a database, and looks the copy through.
async fn copy_of(database: &Path, copy: &Path) -> Result<Verdict, StoreError> {
    sqlite_file::remove_with_its_log(copy).map_err(|error| not_written(copy, &error))?;
    create_private_file(copy).map_err(|error| not_written(copy, &error))?;
    // Reading only, so that the log of a service that was broken off stays as it is.
    let options = SqliteConnectOptions::new().filename(database).read_only(true).busy_timeout(Duration::from_secs(10));
    let mut connection = options.connect().await?;
    let quoted = copy.display().to_string().replace('\'', "''");
    sqlx::query(AssertSqlSafe(format!("vacuum into '{quoted}'"))).execute(&mut connection).await?;
    connection.close().await?;
    let url = || database.display().to_string();
    let verdict = verify(copy).await.map_err(|error| match error {
        // The copy is as new as what it was made of.
        StoreError::Newer { found, known, .. } => StoreError::Newer { url: url(), found, known },
        error => error,
    })?;
    match verdict.faults.first() {
        None => Ok(verdict),
        Some(fault) => Err(StoreError::Damaged { url: url(), reason: fault.clone() }),
    }
}

/// Gives a finished file its name, for good.
fn place(finished: &Path, file: &Path) -> io::Result<()> {
    sqlite_file::settle(finished)?;
    // Unlike a renaming, this does not replace a file that came into being meanwhile.
    fs::hard_link(finished, file)?;
    fs::remove_file(finished)?;
    sqlite_file::settle_folder_of(file)
}

/// Puts a backup in the place of a database, which is kept aside under a name with this mark.
///
/// At every moment the database is either the old one or the new one, whole. Nothing is done while a program has it open.
pub async fn restore(backup: &Path, database: &Path, mark: &str) -> Result<Restored, StoreError> {
    let verdict = verify(backup).await?;
    if let Some(fault) = verdict.faults.first() {
        return Err(StoreError::Conflict(format!(
            "the backup {} is damaged: {fault}; nothing was changed, restore another one",
            backup.display()
        )));
    }
    let failed = |error: io::Error| not_written(database, &error);
    if sqlite_file::is_open_elsewhere(database).map_err(failed)? {
        return Err(StoreError::Conflict(format!(
            "a program has {} open; stop the service first, then restore",
            database.display()
        )));
    }
    let unfinished = beside(database, UNFINISHED);
    sqlite_file::remove_with_its_log(&unfinished).map_err(failed)?;
    create_private_file(&unfinished).map_err(failed)?;
    copy_with_log(backup, &unfinished).await?;
    let copied = verify(&unfinished).await?;
    if let Some(fault) = copied.faults.first() {
        return Err(StoreError::Damaged { url: unfinished.display().to_string(), reason: fault.clone() });
    }
    sqlite_file::belong_like(&unfinished, database).map_err(failed)?;
    sqlite_file::settle(&unfinished).map_err(failed)?;
    let aside = if database.exists() { Some(put_aside(database, mark).await.map_err(failed)?) } else { None };
    fs::rename(&unfinished, database).map_err(failed)?;
    sqlite_file::settle_folder_of(database).map_err(failed)?;
    Ok(Restored { verdict, aside })
}

/// Copies a database file; one with a log beside it, such as the file of another service, with what the log holds.
async fn copy_with_log(from: &Path, to: &Path) -> Result<(), StoreError> {
    if sqlite_file::was_broken_off(from) {
        return copy_of(from, to).await.map(drop);
    }
    let copied = fs::copy(from, to);
    copied.map(drop).map_err(|error| not_written(to, &error))
}

/// Gives a database a second name beside its own, with the log that belongs to it, and leaves it its own without a log.
async fn put_aside(database: &Path, mark: &str) -> io::Result<PathBuf> {
    // A sound database takes its log in when it is closed; a damaged one keeps it beside.
    let options = SqliteConnectOptions::new().filename(database);
    let is_sound =
        sqlite_file::fault_of(database)?.is_none() && check_pages(database).await.is_ok_and(|faults| faults.is_empty());
    if is_sound && let Ok(connection) = options.connect().await {
        drop(connection.close().await);
    }
    let names = (0..).map(|number| match number {
        0 => beside(database, &format!(".before-restore-{mark}")),
        _ => beside(database, &format!(".before-restore-{mark}-{number}")),
    });
    let aside = names.into_iter().find(|name| !name.exists()).expect("there are endlessly many names");
    fs::hard_link(database, &aside)?;
    for ending in ["-wal", "-shm"] {
        let file = beside(database, ending);
        if file.exists() {
            fs::rename(&file, beside(&aside, ending))?;
        }
    }
    sqlite_file::settle_folder_of(database)?;
    Ok(aside)
}

fn not_written(file: &Path, error: &io::Error) -> StoreError {
    if error.kind() == io::ErrorKind::StorageFull {
        return StoreError::Full;
    }
    StoreError::Unopened { url: file.display().to_string(), reason: error.to_string() }
}
