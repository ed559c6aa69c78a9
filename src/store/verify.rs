//! Verifying a SQLite database: is every page, reference and journal line as it was written, and is every record as the journal says?

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sha2::{Digest, Sha256};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions};
use uuid::Uuid;

use super::compression::decompressed;
use super::error::StoreError;
use super::load;
use super::migration;
use super::ours;
use super::place::real_file;
use super::sqlite_file;
use super::transaction::Transaction;
use crate::model::change::Inverse;
use crate::model::id::AccountId;
use crate::model::trace::{Disagreement, Trace};

/// Most faults that are told of one kind.
const FAULTS: usize = 20;
/// Lines of a journal that are read at once.
const LINES: i64 = 200;
/// Steps of a query after which it asks whether it is still wanted: well under a millisecond.
const STEPS: i32 = 1000;

/// What was found in a database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong, as sentences; empty when the database is sound.
    pub faults: Vec<String>,
    /// What may be wrong, as sentences: records that are not as the journal says, because something other than this program has
    /// altered them, or because a version of it wrote them that knew other fields.
    pub doubts: Vec<String>,
    /// How many accounts were looked at.
    pub accounts: u64,
    /// How many lines of their journals.
    pub lines: u64,
    /// The greatest number among its migrations.
    pub migration: i64,
}

impl Verdict {
    /// Is nothing wrong?
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Looks through the SQLite database in a file, without changing anything in it; another program may be using it.
///
/// # Errors
/// When there is no such file, or when another program or a newer one has written it.
pub async fn verify(database: &Path) -> Result<Verdict, StoreError> {
    let database = &real_file(database);
    let shown = database.display().to_string();
    let unopened = |reason: String| StoreError::Unopened { url: shown.clone(), reason };
    sqlite_file::refuse_missing(database)?;
    let mut verdict = Verdict::default();
    if let Some(fault) = sqlite_file::fault_of(database).map_err(|error| unopened(error.to_string()))? {
        verdict.faults.push(fault);
        return Ok(verdict);
    }
    let pool = open_to_look(database);
    let looked = look(&pool, &shown, &mut verdict).await;
    pool.close().await;
    match looked {
        Ok(()) => Ok(verdict),
        Err(refused @ (StoreError::Newer { .. } | StoreError::Foreign { .. })) => Err(refused),
        // Whatever keeps the database from being read is a fault of it.
        Err(StoreError::Broken(reason)) => {
            let reason = reason.trim_start_matches("error returned from database: ");
            verdict.faults.push(format!("a part of it cannot be read: {reason}"));
            Ok(verdict)
        }
        Err(error) => {
            verdict.faults.push(error.to_string());
            Ok(verdict)
        }
    }
}

/// Whether the pages of a database hold together, and each row with its indexes; the first faults, if not.
///
/// # Errors
/// When another program keeps it locked.
pub async fn check_pages(database: &Path) -> Result<Vec<String>, StoreError> {
    check_pages_unless(database, Arc::default()).await
}

/// Does the same as [`check_pages`] until it is told that nobody wants to know any more; then it finds nothing.
///
/// # Errors
/// When another program keeps it locked.
pub async fn check_pages_unless(database: &Path, is_unwanted: Arc<AtomicBool>) -> Result<Vec<String>, StoreError> {
    let flag = is_unwanted.clone();
    let pool = options_to_look()
        .after_connect(move |connection, _| {
            let flag = flag.clone();
            Box::pin(async move {
                let goes_on = move || !flag.load(Ordering::Relaxed);
                connection.lock_handle().await?.set_progress_handler(STEPS, goes_on);
                Ok(())
            })
        })
        .connect_lazy_with(way_to_look(database));
    let faults = match page_faults(&pool).await {
        Ok(faults) if faults.is_empty() => fault_of_foreign_log(&pool, database).await,
        faults => faults,
    };
    pool.close().await;
    match faults {
        _ if is_unwanted.load(Ordering::Relaxed) => Ok(Vec::new()),
        Ok(faults) => Ok(faults),
        Err(StoreError::Busy) => Err(StoreError::Busy),
        Err(error) => Ok(vec![error.to_string()]),
    }
}

/// A way to look at a database without changing anything of it, or beside it.
pub(super) fn open_to_look(database: &Path) -> SqlitePool {
    options_to_look().connect_lazy_with(way_to_look(database))
}

fn options_to_look() -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(1)
}

fn way_to_look(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database)
        .read_only(true)
        // Without a log beside it nobody is writing it, and looking leaves nothing beside it either.
        .immutable(!sqlite_file::beside(database, "-wal").exists())
        .busy_timeout(Duration::from_secs(10))
}

/// What is wrong when a log lies beside a database to which it does not belong: with it, what only ever grows would be less than
/// the file alone has, as when an old log was left beside a file that was put back.
async fn fault_of_foreign_log(pool: &SqlitePool, database: &Path) -> Result<Vec<String>, StoreError> {
    if !sqlite_file::was_broken_off(database) {
        return Ok(Vec::new());
    }
    let alone = SqliteConnectOptions::new().filename(database).read_only(true).immutable(true);
    let alone = options_to_look().connect_lazy_with(alone);
    let file = numbers(&alone).await;
    alone.close().await;
    // Without its log the file need not make sense, if the log was being taken in when the program was broken off.
    let Ok(file) = file else { return Ok(Vec::new()) };
    let whole = numbers(pool).await?;
    let is_behind = file.iter().any(|(name, number)| whole.get(name).is_some_and(|whole| whole < number));
    let fault =
        "the write-ahead log beside it does not belong to it: with the log, accounts would be older than without";
    Ok(if is_behind { vec![fault.to_owned()] } else { Vec::new() })
}

/// The numbers that only ever grow: of accounts, and of changes of access and presets.
async fn numbers(pool: &SqlitePool) -> Result<BTreeMap<String, i64>, StoreError> {
    let sql = "
        select hex(id), seq from account
        union all
        select name, value from counter";
    let rows: Vec<(String, i64)> = sqlx::query_as(sql).fetch_all(pool).await?;
    Ok(rows.into_iter().collect())
}

async fn page_faults(pool: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let told: Vec<String> = sqlx::query_scalar("pragma integrity_check(20)").fetch_all(pool).await?;
    Ok(told.into_iter().filter(|line| line != "ok").collect())
}

async fn look(pool: &SqlitePool, shown: &str, verdict: &mut Verdict) -> Result<(), StoreError> {
    verdict.faults.extend(page_faults(pool).await?);
    if verdict.is_sound() {
        verdict.faults.extend(fault_of_foreign_log(pool, Path::new(shown)).await?);
    }
    if !verdict.is_sound() {
        return Ok(());
    }
    if !ours::has_our_tables(pool).await? {
        return Err(StoreError::Foreign { file: shown.to_owned() });
    }
    let referring: Vec<String> =
        sqlx::query_scalar("select \"table\" from pragma_foreign_key_check limit 20").fetch_all(pool).await?;
    verdict
        .faults
        .extend(referring.into_iter().map(|table| format!("a row of {table} refers to one that is not there")));
    let is_current = migrations(pool, shown, verdict).await?;
    if !verdict.is_sound() || !is_current {
        return Ok(());
    }
    let mut transaction = Transaction::Sqlite(pool.begin().await?);
    for (account, seq) in load::accounts(&mut transaction).await? {
        verdict.accounts += 1;
        journal(&mut transaction, account.id, seq, verdict).await?;
    }
    Ok(())
}

/// Compares the migrations of the database with those of this program; says whether it has all of them.
async fn migrations(pool: &SqlitePool, shown: &str, verdict: &mut Verdict) -> Result<bool, StoreError> {
    let sql = "
        select version, success, checksum
        from _sqlx_migrations
        order by version";
    let rows: Vec<(i64, bool, Vec<u8>)> = sqlx::query_as(sql).fetch_all(pool).await?;
    let known = migration::newest(&migration::SQLITE);
    for (version, success, checksum) in &rows {
        verdict.migration = *version;
        let Some(ours) = migration::SQLITE.iter().find(|migration| migration.version == *version) else {
            return Err(StoreError::Newer { url: shown.to_owned(), found: *version, known });
        };
        if !success {
            verdict.faults.push(format!("migration {version} was begun and not finished"));
        } else if ours.checksum.as_ref() != checksum.as_slice() {
            verdict.faults.push(format!("migration {version} was applied in another form than this program has"));
        }
    }
    Ok(verdict.migration == known)
}

#[derive(sqlx::FromRow)]
struct Line {
    seq: i64,
    kind: String,
    changes: Option<String>,
    inverse: Option<String>,
    digest: Vec<u8>,
    file_digest: Option<Vec<u8>>,
    file_body: Option<Vec<u8>>,
    inverse_body: Option<Vec<u8>>,
}

/// Reads the journal of an account from its first line to its last, and holds the account's records against it.
async fn journal(
    transaction: &mut Transaction,
    account: AccountId,
    newest: u64,
    verdict: &mut Verdict,
) -> Result<(), StoreError> {
    let sql = "
        select seq, kind, changes, inverse, digest, file_digest, file_body, inverse_body
        from journal
        where account_id = $1 and seq > $2
        order by seq
        limit $3";
    let (mut last, mut trace, mut was_erased) = (0, Trace::default(), false);
    loop {
        let lines: Vec<Line> =
            on!(&mut *transaction, |c| sqlx::query_as(sql).bind(account.0).bind(last).bind(LINES).fetch_all(c).await)?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            verdict.lines += 1;
            if line.seq != last + 1 {
                verdict
                    .faults
                    .push(format!("the journal of account {account} goes from line {last} to line {}", line.seq));
            }
            last = line.seq;
            was_erased |= line.kind == "erasure";
            match inverse_of(&line) {
                Ok(inverse) => trace.follow(&inverse),
                Err(fault) => verdict.faults.push(format!("line {last} of the journal of account {account}: {fault}")),
            }
            if verdict.faults.len() >= FAULTS {
                return Ok(());
            }
        }
    }
    if last.cast_unsigned() != newest {
        verdict.faults.push(format!("account {account} has {newest} batches, and its journal {last}"));
    }
    let map = load::map(transaction, account).await?;
    // An erasure takes records and their traces out of the journal.
    if verdict.is_sound() && !was_erased {
        for disagreement in trace.disagreements(&map, FAULTS) {
            let list = match disagreement {
                Disagreement::Different(_) => &mut verdict.doubts,
                Disagreement::Missing(_) | Disagreement::Unaccounted(_) => &mut verdict.faults,
            };
            list.push(told(account, disagreement));
        }
    }
    Ok(())
}

/// What a line did, if it says what it said when it was written.
fn inverse_of(line: &Line) -> Result<Inverse, String> {
    let unreadable = |error: &dyn std::fmt::Display| format!("it cannot be read ({error})");
    let mut digest = Sha256::new();
    if let Some(body) = &line.file_body {
        let file = decompressed(body).map_err(|error| unreadable(&error))?;
        if line.file_digest.as_deref() != Some(Sha256::digest(&file).as_slice()) {
            return Err("the file that it keeps is not the one that was imported".to_owned());
        }
        digest.update(&file);
    }
    digest.update(line.changes.as_deref().unwrap_or_default());
    digest.update(line.inverse.as_deref().unwrap_or_default());
    digest.update(line.inverse_body.as_deref().unwrap_or_default());
    if line.kind != "erasure" && digest.finalize().as_slice() != line.digest.as_slice() {
        return Err("its digest is not that of what it says, so somebody or something has altered it".to_owned());
    }
    match (&line.inverse, &line.inverse_body) {
        (Some(text), _) => serde_json::from_str(text).map_err(|error| unreadable(&error)),
        (None, Some(body)) => {
            let body = decompressed(body).map_err(|error| unreadable(&error))?;
            serde_json::from_slice(&body).map_err(|error| unreadable(&error))
        }
        (None, None) => Ok(Inverse::default()),
    }
}

fn told(account: AccountId, disagreement: Disagreement) -> String {
    let (record, what): (_, fn(&str, Uuid) -> String) = match disagreement {
        Disagreement::Missing(record) => (record, |kind, id| format!("the {kind} {id} is missing")),
        Disagreement::Unaccounted(record) => {
            (record, |kind, id| format!("the {kind} {id} stands in no line of the journal"))
        }
        Disagreement::Different(record) => (record, |kind, id| format!("the {kind} {id} is not as the journal says")),
    };
    format!("account {account}: {}", what(record.kind.word(), record.id))
}
