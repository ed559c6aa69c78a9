//! Backups of a SQLite database: made while it is in use, verified, whole or not there at all; and how one takes its place again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use super::error::StoreError;
use super::ours::refuse_foreign;
use super::place::real_file;
use super::sqlite_file::{self, Unfinished, beside};
use super::verify::{Verdict, check_pages, verify};

/// The ending of a file that is still being made; a later try begins it anew.
const UNFINISHED: &str = ".unfinished";

/// The endings of what SQLite keeps beside a database.
const LOGS: [&str; 3] = ["-wal", "-shm", "-journal"];

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
    /// Where the log is now that lay there without its database.
    pub log_aside: Option<PathBuf>,
}

/// Writes one state of a database to a new file while others go on using it, and looks it through.
///
/// The file is there only when it is whole, sound and on the disk; when this fails or is dropped, nothing is left of it.
pub async fn back_up(database: &Path, file: &Path) -> Result<Backup, StoreError> {
    let database = &real_file(database);
    sqlite_file::refuse_missing(database)?;
    let shown = file.display();
    // Also a link that leads nowhere has the name.
    if fs::symlink_metadata(file).is_ok() {
        return Err(StoreError::Hindered {
            zh: format!("{shown} 已经存在；请换一个文件名，或先移走它"),
            en: format!("{shown} is there already; name another file, or remove that one first"),
        });
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        let folder = folder.display();
        return Err(StoreError::Hindered {
            zh: format!("没有文件夹 {folder}；请先建立"),
            en: format!("there is no folder {folder}; make it first"),
        });
    }
    let unopened = |error: io::Error| not_opened(database, &error);
    if let Some(fault) = sqlite_file::fault_of(database).map_err(unopened)? {
        return Err(StoreError::Damaged { url: database.display().to_string(), reason: fault });
    }
    refuse_foreign(database).await?;
    let copy = beside(file, UNFINISHED);
    let unfinished = Unfinished::begin(copy.clone()).map_err(|error| not_written(file, &error))?;
    let verdict = copy_of(database, &copy).await?;
    place(&copy, file).map_err(|error| not_written(file, &error))?;
    unfinished.finish();
    let bytes = fs::metadata(file).map_err(|error| not_written(file, &error))?.len();
    Ok(Backup { verdict, bytes })
}

/// Copies one state of a database into an empty file, and looks the copy through.
async fn copy_of(database: &Path, copy: &Path) -> Result<Verdict, StoreError> {
    // Reading only, so that the log of a service that was broken off stays as it is.
    let options = SqliteConnectOptions::new().filename(database).read_only(true).busy_timeout(Duration::from_secs(10));
    let mut connection = options.connect().await?;
    let quoted = copy.display().to_string().replace('\'', "''");
    let copied = sqlx::query(AssertSqlSafe(format!("vacuum into '{quoted}'"))).execute(&mut connection).await;
    copied.map_err(|error| match error.into() {
        // Only the copy is written.
        StoreError::Full => no_room(copy),
        error => error,
    })?;
    connection.close().await?;
    let url = || database.display().to_string();
    let verdict = verify(copy).await.map_err(|error| match error {
        // The copy is as new as what it was made of, and as much ours.
        StoreError::Newer { found, known, .. } => StoreError::Newer { url: url(), found, known },
        StoreError::Foreign { .. } => StoreError::Foreign { file: url() },
        error => error,
    })?;
    match verdict.faults.first() {
        None => Ok(verdict),
        Some(fault) => Err(StoreError::Damaged { url: url(), reason: fault.clone() }),
    }
}

/// Gives a finished file its name, for good, unless another file has it by now.
fn place(finished: &Path, file: &Path) -> io::Result<()> {
    sqlite_file::settle(finished)?;
    sqlite_file::rename_to_new(finished, file)?;
    sqlite_file::settle_folder_of(file)
}

/// Puts a backup in the place of a database, which is kept aside under a name with this mark.
///
/// At every moment the database is either the old one or the new one, whole. Nothing is done while a program has it open, and
/// nothing is left when this fails or is dropped.
pub async fn restore(backup: &Path, database: &Path, mark: &str) -> Result<Restored, StoreError> {
    let database = &real_file(database);
    let verdict = verify(backup).await?;
    if let Some(fault) = verdict.faults.first() {
        let shown = backup.display();
        return Err(StoreError::Hindered {
            zh: format!("备份 {shown} 已损坏：{fault}；未作任何改动，请恢复另一个"),
            en: format!("the backup {shown} is damaged: {fault}; nothing was changed, restore another one"),
        });
    }
    let failed = |error: io::Error| not_written(database, &error);
    if sqlite_file::is_open_elsewhere(database).map_err(failed)? {
        let shown = database.display();
        return Err(StoreError::Hindered {
            zh: format!("有程序正打开着 {shown}；请先停止服务，再恢复"),
            en: format!("a program has {shown} open; stop the service first, then restore"),
        });
    }
    let has_database = database.exists();
    if has_database {
        refuse_foreign(database).await?;
    }
    let copy = beside(database, UNFINISHED);
    let unfinished = Unfinished::begin(copy.clone()).map_err(failed)?;
    copy_with_log(backup, &copy).await?;
    refuse_faults(&copy).await?;
    sqlite_file::belong_like(&copy, database).map_err(failed)?;
    sqlite_file::settle(&copy).map_err(failed)?;
    let aside = name_aside(database, mark);
    if has_database {
        take_own_log_in(database).await.map_err(failed)?;
        sqlite_file::keep_also_as(database, &aside).map_err(failed)?;
    }
    // Beside the new file the log of the old one would be taken for its own.
    put_logs_aside(database, &aside).map_err(failed)?;
    fs::rename(&copy, database).map_err(failed)?;
    unfinished.finish();
    sqlite_file::settle_folder_of(database).map_err(failed)?;
    refuse_faults(database).await?;
    Ok(Restored {
        verdict,
        log_aside: (!has_database).then(|| beside(&aside, "-wal")).filter(|log| log.exists()),
        aside: has_database.then_some(aside),
    })
}

/// Refuses a file that is not sound at its place.
async fn refuse_faults(file: &Path) -> Result<(), StoreError> {
    let faults = verify(file).await?.faults.into_iter();
    let damaged = |reason| StoreError::Damaged { url: file.display().to_string(), reason };
    faults.map(damaged).next().map_or(Ok(()), Err)
}

/// Copies a database file; one with a log beside it, such as the file of another service, with what the log holds.
async fn copy_with_log(from: &Path, to: &Path) -> Result<(), StoreError> {
    let from = &real_file(from);
    if sqlite_file::was_broken_off(from) {
        return copy_of(from, to).await.map(drop);
    }
    let copied = fs::copy(from, to);
    copied.map(drop).map_err(|error| not_written(to, &error))
}

/// A sound database takes its log in when it is closed; a damaged one keeps it beside.
async fn take_own_log_in(database: &Path) -> io::Result<()> {
    let is_sound =
        sqlite_file::fault_of(database)?.is_none() && check_pages(database).await.is_ok_and(|faults| faults.is_empty());
    if is_sound && let Ok(connection) = SqliteConnectOptions::new().filename(database).connect().await {
        drop(connection.close().await);
    }
    Ok(())
}

/// The first name with this mark that nothing has yet, nor the log of anything.
fn name_aside(database: &Path, mark: &str) -> PathBuf {
    let names = (0..).map(|number| match number {
        0 => beside(database, &format!(".before-restore-{mark}")),
        _ => beside(database, &format!(".before-restore-{mark}-{number}")),
    });
    let is_free = |name: &PathBuf| !name.exists() && LOGS.iter().all(|ending| !beside(name, ending).exists());
    names.into_iter().find(is_free).expect("there are endlessly many names")
}

/// Moves what lies beside a database, whether it is there itself or not.
fn put_logs_aside(database: &Path, aside: &Path) -> io::Result<()> {
    for ending in LOGS {
        let file = beside(database, ending);
        if file.exists() {
            fs::rename(&file, beside(aside, ending))?;
        }
    }
    sqlite_file::settle_folder_of(database)
}

fn not_written(file: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => no_room(file),
        _ => not_opened(file, error),
    }
}

fn not_opened(file: &Path, error: &io::Error) -> StoreError {
    StoreError::Unopened { url: file.display().to_string(), reason: error.to_string() }
}

/// The disk of a file that was to be written is full, which need not be that of the database.
fn no_room(file: &Path) -> StoreError {
    let shown = file.display().to_string();
    let shown = shown.trim_end_matches(UNFINISHED);
    StoreError::Hindered {
        zh: format!("{shown} 所在的磁盘已满，未写下任何内容；请腾出空间，或换一个磁盘"),
        en: format!(
            "there is no room for {shown}: its disk is full, and nothing was kept; make room, or name another disk"
        ),
    }
}
