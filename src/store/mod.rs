//! Rows, and only here: keeps accounts in SQLite or PostgreSQL and hands out maps; a write is
//! acknowledged only after it is committed together with its line in the journal.

#[macro_use]
mod transaction;
mod account;
mod backup;
mod bulk;
mod catch_up;
mod compression;
mod counter;
mod database;
mod error;
mod error_sentence;
mod field;
mod figures;
mod idempotency;
mod import;
mod import_mapping;
mod instant;
mod journal;
mod load;
mod maps;
mod migration;
mod ours;
mod place;
mod preset;
mod record;
mod role;
mod rows;
mod session;
mod setup;
mod sqlite_file;
mod table;
mod team;
mod together;
mod token;
mod turns;
mod user;
mod verify;
mod write;
mod writer;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant as Moment;

use tokio::sync::broadcast;

pub use backup::{Backup, Restored, back_up, restore};
pub use database::{Database, DatabaseKind};
pub use error::StoreError;
pub use figures::{Distribution, Histogram, StoreFigures};
pub use idempotency::Answered;
pub use import::{Import, NewImport, Understanding};
pub use import_mapping::ImportMapping;
pub use instant::Instant;
pub use journal::{BatchKind, ImportedFile, JournalLine};
pub use place::{real_file, sqlite_path, without_password};
pub use preset::PresetOverride;
pub use role::{Role, RoleGiven};
pub use session::{Session, TokenDigest};
pub use setup::SetupState;
pub use token::ApiToken;
pub use user::{NewUser, User};
pub use verify::{Verdict, check_pages_unless, verify};
pub use write::{IdempotencyKey, NOTHING_NEW, Plan, Prepared, WriteContext, WriteError, Written};

use crate::model::change::Change;
use crate::model::id::AccountId;
use crate::model::map::AccountMap;
use figures::Counts;
use maps::{Maps, Remembered};
use turns::Turns;
use write::{Request, Work};
use writer::Writer;

/// How many bytes of maps stay in memory.
const MAPS_IN_MEMORY: usize = 256 << 20;
/// From how many bytes on a map is large: some ten thousand people.
const LARGE_MAP: usize = 16 << 20;

/// How many commits a slow listener may fall behind before it is told that it missed some.
const COMMITS_KEPT: usize = 1024;

/// An account has been written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commit {
    /// Which account.
    pub account: AccountId,
    /// The number of its newest journal line.
    pub seq: u64,
}

/// The store; cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    database: Database,
    maps: Arc<Maps>,
    writer: Option<Writer>,
    turns: Arc<Turns>,
    counts: Arc<Counts>,
    commits: broadcast::Sender<Commit>,
}

/// How the store uses memory.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// How many bytes of maps stay in memory.
    pub maps_in_memory: usize,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { maps_in_memory: MAPS_IN_MEMORY }
    }
}

impl Store {
    /// Opens the database of a URL and keeps accounts in it.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self::new(Database::open(url).await?, &StoreOptions::default()))
    }

    /// The same, but makes no SQLite database where there is none.
    pub async fn open_existing(url: &str) -> Result<Self, StoreError> {
        Ok(Self::new(Database::open_existing(url).await?, &StoreOptions::default()))
    }

    /// Keeps accounts in an open database; must be called inside the asynchronous runtime.
    pub fn new(database: Database, options: &StoreOptions) -> Self {
        let maps = Arc::new(Maps::new(options.maps_in_memory));
        let counts = Arc::new(Counts::default());
        let writer = match database.kind() {
            DatabaseKind::Sqlite => Some(Writer::start(database.clone(), maps.clone(), counts.clone())),
            DatabaseKind::Postgres => None,
        };
        Self { database, maps, writer, turns: Arc::default(), counts, commits: broadcast::channel(COMMITS_KEPT).0 }
    }

    /// The database behind it.
    pub fn database(&self) -> &Database {
        &self.database
    }

    fn maps(&self) -> &Maps {
        &self.maps
    }

    /// The map of an account as it was last committed, at most a second ago if another host wrote.
    pub async fn map(&self, account: AccountId) -> Result<Arc<AccountMap>, StoreError> {
        let old = match self.maps.get(account) {
            Remembered::Fresh(map) => return Ok(map),
            Remembered::Stale(map) => Some(map),
            Remembered::Nothing => None,
        };
        loop {
            let mut transaction = self.database.read().await?;
            let newest = match &old {
                Some(old) if load::seq(&mut transaction, account).await? == Some(old.seq()) => {
                    self.maps.confirm(account, old.seq());
                    return Ok(old.clone());
                }
                Some(old) => catch_up::map(&mut transaction, old).await,
                None => load::map(&mut transaction, account).await,
            };
            if let Err(StoreError::NoAccount(_)) = newest {
                self.maps.forget(account);
            }
            if let Some(map) = self.maps.keep(Arc::new(newest?)) {
                return Ok(map);
            }
        }
    }

    /// Writes a batch of changes, all or none; when this returns it is on disk.
    pub async fn write(
        &self,
        account: AccountId,
        changes: Vec<Change>,
        context: WriteContext,
    ) -> Result<Written, WriteError> {
        self.request(account, Work::Changes(changes), context).await
    }

    /// Writes the changes that `plan` makes of the newest map, while nobody else writes the account.
    pub async fn write_planned(
        &self,
        account: AccountId,
        plan: Plan,
        context: WriteContext,
    ) -> Result<Written, WriteError> {
        self.request(account, Work::Plan(plan), context).await
    }

    /// Writes what was worked out before, unless the account has been written since.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when it has; prepare the batch anew then.
    pub async fn write_prepared(
        &self,
        account: AccountId,
        prepared: Prepared,
        context: WriteContext,
    ) -> Result<Written, WriteError> {
        self.request(account, Work::Prepared(Box::new(prepared)), context).await
    }

    /// Takes an earlier batch back as a new batch, unless something later rests on it.
    pub async fn undo(&self, account: AccountId, seq: u64, context: WriteContext) -> Result<Written, WriteError> {
        self.request(account, Work::Undo(seq), context).await
    }

    async fn request(&self, account: AccountId, work: Work, context: WriteContext) -> Result<Written, WriteError> {
        let request = Request { account, work, context };
        let written = match &self.writer {
            Some(writer) => writer.write(request).await,
            None => self.write_alone(request).await,
        };
        let written = written.inspect_err(|_| {
            self.counts.refused.fetch_add(1, Ordering::Relaxed);
        })?;
        if !written.changed_nothing() {
            let seq = written.seq;
            // Nobody may be listening.
            drop(self.commits.send(Commit { account, seq }));
        }
        Ok(written)
    }

    /// Writes a batch in a transaction of its own; PostgreSQL lets writers of several accounts on.
    async fn write_alone(&self, request: Request) -> Result<Written, WriteError> {
        let _turn = self.turns.take(request.account).await;
        let known = match self.maps.get(request.account) {
            Remembered::Fresh(map) | Remembered::Stale(map) => Some(map),
            Remembered::Nothing => None,
        };
        let mut transaction = self.database.write().await?;
        let written = write::write(&mut transaction, known, request).await?;
        if written.changed_nothing() {
            return Ok(written);
        }
        let began = Moment::now();
        transaction.commit().await?;
        self.counts.requests_in_a_commit.note(1.0);
        self.counts.commit_seconds.note(began.elapsed().as_secs_f64());
        self.maps.keep(written.map.clone());
        Ok(written)
    }

    /// The journal of an account after a line, oldest first, at most so many lines.
    pub async fn journal_after(
        &self,
        account: AccountId,
        seq: u64,
        limit: u32,
    ) -> Result<Vec<JournalLine>, StoreError> {
        journal::after(&self.database, account, seq, limit).await
    }

    /// The journal of an account before a line, newest first, at most so many lines.
    pub async fn journal_before(
        &self,
        account: AccountId,
        seq: u64,
        limit: u32,
    ) -> Result<Vec<JournalLine>, StoreError> {
        journal::before(&self.database, account, seq, limit).await
    }

    /// One line of an account's journal, with all that it did.
    pub async fn journal_line(&self, account: AccountId, seq: u64) -> Result<Option<JournalLine>, StoreError> {
        let mut transaction = self.database.read().await?;
        journal::line(&mut transaction, account, seq).await
    }

    /// The number of the line that tells of the batch with this name.
    pub async fn journal_number(&self, account: AccountId, batch: uuid::Uuid) -> Result<Option<u64>, StoreError> {
        journal::number(&self.database, account, batch).await
    }

    /// The number of the first line that was written at a moment or after it.
    pub async fn journal_number_since(&self, account: AccountId, at: Instant) -> Result<Option<u64>, StoreError> {
        journal::number_since(&self.database, account, at).await
    }

    /// The bytes of the file that a line of the journal tells of.
    pub async fn journal_file(&self, account: AccountId, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let mut transaction = self.database.read().await?;
        journal::file(&mut transaction, account, seq).await
    }

    /// Answers the requests that wait, and closes the database; later requests fail.
    pub async fn close(&self) {
        if let Some(writer) = &self.writer {
            writer.close().await;
        }
        self.database.close().await;
    }

    /// Hears of every commit of this process from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Commit> {
        self.commits.subscribe()
    }

    /// How many commits the writer of a SQLite file has made.
    pub fn commits(&self) -> u64 {
        self.writer.as_ref().map_or(0, Writer::commits)
    }

    /// Ends when the database can be read or written no longer; says why. Whoever serves must stop then: what the disk has of the
    /// last writes only a new start can tell.
    pub async fn broken(&self) -> String {
        let mut broken = self.counts.broken.subscribe();
        match broken.wait_for(Option::is_some).await.map(|reason| reason.clone().unwrap_or_default()) {
            Ok(reason) => reason,
            Err(_) => std::future::pending().await,
        }
    }

    /// Takes the write-ahead log of a SQLite file into it. SQLite does that by itself after commits, but keeps to itself when the disk
    /// fails meanwhile; this has it told to whoever waits for [`Self::broken`].
    pub async fn take_log_in(&self) {
        if let Err(error) = self.database.take_log_in().await {
            self.counts.note_failure(&error);
        }
    }

    /// Looks whether the file of a SQLite database is still where it was opened; when it is not, whoever waits for
    /// [`Self::broken`] is told.
    pub fn look_after_file(&self) {
        if let Err(error) = self.database.is_in_place() {
            self.counts.note_failure(&error);
        }
    }

    /// Gives back the memory that large maps of other accounts take, before work that needs much; whoever reads them next
    /// loads them anew.
    pub fn spare_memory(&self, at_hand: AccountId) {
        self.maps.forget_large(LARGE_MAP, at_hand);
    }

    /// Has whoever waits for [`Self::broken`] told that the database can be used no longer.
    pub fn give_up(&self, reason: &str) {
        self.counts.note_failure(&StoreError::Broken(reason.to_owned()));
    }

    /// What the store has counted so far.
    pub fn figures(&self) -> StoreFigures {
        StoreFigures {
            waiting: self.writer.as_ref().map_or(0, Writer::waiting),
            requests_in_a_commit: self.counts.requests_in_a_commit.read(),
            commit_seconds: self.counts.commit_seconds.read(),
            refused: self.counts.refused.load(Ordering::Relaxed),
            maps: self.maps.count(),
            map_bytes: self.maps.bytes(),
        }
    }

    /// About how many bytes of maps are in memory.
    pub fn bytes_in_memory(&self) -> usize {
        self.maps.bytes()
    }
}
