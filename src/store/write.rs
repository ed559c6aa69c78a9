//! Writing one batch inside a transaction: the rows and the journal line, or nothing.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use uuid::Uuid;

use super::account::{NewAccount, insert_account};
use super::catch_up;
use super::error::StoreError;
use super::idempotency::{self, Answered};
use super::import;
use super::instant::Instant;
use super::journal::{self, BatchKind, ImportedFile, Kept, NewLine};
use super::load;
use super::rows;
use super::transaction::Transaction;
use crate::model::change::{Change, Inverse};
use crate::model::id::{AccountId, MemberId};
use crate::model::map::AccountMap;
use crate::model::refusal::Refusal;
use crate::model::viewer::Viewer;

/// How many steps, on how large a map, are applied on the spot; what takes longer goes to a thread of
/// its own, so that nobody else waits for the processor.
pub(super) const STEPS_ON_THE_SPOT: usize = 500;
pub(super) const MAP_ON_THE_SPOT: usize = 4 << 20;

/// Why a new account was not made.
pub const NOTHING_NEW: &str = "there is nothing to put into the new account, so it was not made";

/// How often a write looks for the newest state of its account before it gives up.
const TRIES: usize = 20;

/// Who writes, when, and what belongs to the request.
#[derive(Debug, Clone)]
pub struct WriteContext {
    /// The name under which the batch is known outside; without one it gets one of its own.
    pub batch: Option<Uuid>,
    /// Who writes; none: the operator of the machine.
    pub by: Option<MemberId>,
    /// When.
    pub at: Instant,
    /// What the writer may see: what is hidden does not exist for the batch.
    pub viewer: Viewer,
    /// The key by which the same request is known when it comes again.
    pub idempotency: Option<IdempotencyKey>,
    /// The file that the changes were read from.
    pub file: Option<Arc<ImportedFile>>,
}

impl WriteContext {
    /// A write by the operator of the machine.
    pub fn operator(at: Instant) -> Self {
        Self { batch: None, by: None, at, viewer: Viewer::Operator, idempotency: None, file: None }
    }
}

/// The key of a request that must have its effect once, however often it is sent.
#[derive(Debug, Clone)]
pub struct IdempotencyKey {
    /// The key, unique for its sender in the account.
    pub key: String,
    /// A digest of the request: the same key with another request is refused.
    pub digest: Vec<u8>,
    /// What to answer when the request comes again, such as the ids of new records.
    pub answer: String,
}

/// A batch that has been committed.
#[derive(Debug, Clone)]
pub struct Written {
    /// The number of its journal line; when nothing changed, that of the line before.
    pub seq: u64,
    /// What was done; empty when nothing changed, or when the request came again.
    pub inverse: Arc<Inverse>,
    /// The map after it.
    pub map: Arc<AccountMap>,
    /// The kept answer, when the same request had its effect earlier and none now.
    pub repeated: Option<String>,
}

impl Written {
    /// Did the batch leave everything as it was, so that there is nothing to commit?
    pub fn changed_nothing(&self) -> bool {
        self.inverse.0.is_empty()
    }
}

/// Why a batch was not written; nothing of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A rule of the model.
    #[error("{}", .0.sentence(crate::model::language::Language::En))]
    Refused(Refusal),
    /// Whoever planned the batch found, on the newest map, that it must not be written.
    #[error(transparent)]
    Declined(Box<dyn Error + Send + Sync>),
    /// The key has been used for another request.
    #[error("the idempotency key was used for another request before; use a new key for a new request")]
    KeyReused,
    /// There is no such journal line, or it is one that nobody can take back.
    #[error("line {seq} of the journal cannot be taken back: {reason}")]
    NotUndoable {
        /// The line.
        seq: u64,
        /// Why not.
        reason: &'static str,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for WriteError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Makes the changes of a batch when the newest map is at hand, and may decline.
pub type Plan = Box<dyn FnOnce(&AccountMap) -> Result<Vec<Change>, Box<dyn Error + Send + Sync>> + Send>;

/// What is to be written.
pub(super) enum Work {
    /// These changes.
    Changes(Vec<Change>),
    /// Whatever the plan says once the newest map is at hand.
    Plan(Plan),
    /// A new account, and whatever the plan says about its empty map.
    FirstPlan(Box<NewAccount>, Plan),
    /// The inverse of a line of the journal.
    Undo(u64),
    /// What was worked out before.
    Prepared(Box<Prepared>),
}

/// A batch on its way in.
pub(super) struct Request {
    pub(super) account: AccountId,
    pub(super) work: Work,
    pub(super) context: WriteContext,
}

/// Writes one batch; the caller commits, or rolls back when this fails.
///
/// `map` is the newest map known; the one that is returned counts only once the commit succeeded.
/// When the batch changed nothing, the caller rolls back as well.
pub(super) async fn write(
    transaction: &mut Transaction,
    map: Option<Arc<AccountMap>>,
    request: Request,
) -> Result<Written, WriteError> {
    let Request { account, work, context } = request;
    let map = match &work {
        Work::FirstPlan(new, _) => {
            insert_account(transaction, &new.account, new.owner, context.at).await?;
            Some(Arc::new(AccountMap::new(new.account.clone())))
        }
        _ => map,
    };
    let map = take_turn(transaction, account, map).await?;
    if let Some(key) = &context.idempotency
        && let Some(earlier) = idempotency::find(transaction, account, context.by, &key.key).await?
    {
        return repeated(map, key, earlier);
    }

    let (kind, undoes) = match &work {
        Work::Undo(seq) => (BatchKind::Undo, Some(*seq)),
        _ if context.file.is_some() => (BatchKind::Import, None),
        _ => (BatchKind::Changes, None),
    };
    let undone = match undoes {
        Some(seq) => Some(inverse_of(transaction, account, seq).await?),
        None => None,
    };
    let is_new = matches!(work, Work::FirstPlan(..));
    let before = map.clone();
    let Applied { map, inverse, kept } = apply(map, work, undone, &context).await?;
    if inverse.0.is_empty() && is_new {
        return Err(WriteError::Declined(NOTHING_NEW.into()));
    }
    if inverse.0.is_empty() {
        return Ok(Written { seq: before.seq(), inverse: Arc::default(), map: before, repeated: None });
    }

    let seq = map.seq();
    let written = context.file.as_deref().map(|file| file.written.clone()).unwrap_or_default();
    rows::write(transaction, &[(&map, inverse.touched())], &written).await?;
    let line = NewLine {
        id: context.batch,
        at: context.at,
        by: context.by,
        kind,
        undoes,
        file_name: context.file.as_deref().map(|file| file.name.as_str()),
        kept,
    };
    journal::append(transaction, account, seq, line).await?;
    if let Some(import) = context.file.as_deref().and_then(|file| file.import) {
        import::mark_committed(transaction, account, import, seq, context.at).await?;
    }
    if let Some(key) = &context.idempotency {
        idempotency::keep(transaction, account, context.by, key, Some(seq), context.at).await?;
    }
    Ok(Written { seq, inverse: Arc::new(inverse), map: Arc::new(map), repeated: None })
}

/// Moves the account's number on by one, which lets nobody else write it until the end of the
/// transaction, and returns the map as it was before.
async fn take_turn(
    transaction: &mut Transaction,
    account: AccountId,
    map: Option<Arc<AccountMap>>,
) -> Result<Arc<AccountMap>, StoreError> {
    let mut newest = match map {
        Some(map) => map,
        None => Arc::new(load::map(transaction, account).await?),
    };
    for _ in 0..TRIES {
        let sql = "
            update account
            set seq = seq + 1
            where id = $1 and seq = $2";
        let taken = on!(&mut *transaction, |c| sqlx::query(sql)
            .bind(account.0)
            .bind(newest.seq().cast_signed())
            .execute(c)
            .await?
            .rows_affected());
        if taken == 1 {
            return Ok(newest);
        }
        // Another host has written in between.
        newest = Arc::new(catch_up::map(transaction, &newest).await?);
    }
    Err(StoreError::Busy)
}

/// The answer to a request that had its effect before.
pub(super) fn repeated(map: Arc<AccountMap>, key: &IdempotencyKey, earlier: Answered) -> Result<Written, WriteError> {
    if earlier.digest != key.digest {
        return Err(WriteError::KeyReused);
    }
    Ok(Written { seq: earlier.seq.unwrap_or(map.seq()), inverse: Arc::default(), map, repeated: Some(earlier.answer) })
}

/// The inverse of an earlier line.
async fn inverse_of(transaction: &mut Transaction, account: AccountId, seq: u64) -> Result<Inverse, WriteError> {
    let Some(line) = journal::line(transaction, account, seq).await? else {
        let reason = "there is no such line";
        return Err(WriteError::NotUndoable { seq, reason });
    };
    if line.kind == BatchKind::Erasure {
        let reason = "the person was erased for good";
        return Err(WriteError::NotUndoable { seq, reason });
    }
    Ok(line.inverse)
}

/// A batch that was worked out on a map, and can be written as long as that map is the newest.
#[derive(Debug)]
pub struct Prepared {
    seq: u64,
    applied: Applied,
}

impl Prepared {
    /// Works a large batch out before the writer is asked, so that nobody else waits for it meanwhile.
    ///
    /// # Errors
    /// A change breaks a rule of the model.
    pub fn of(map: &AccountMap, changes: Vec<Change>, context: &WriteContext) -> Result<Self, WriteError> {
        let seq = map.seq();
        let mut map = AccountMap::clone(map);
        let text = if context.file.is_some() { Vec::new() } else { changes.clone() };
        let inverse = map.apply_owned(changes, &context.viewer).map_err(WriteError::Refused)?;
        let kept = Kept::of(&text, &inverse, context.file.as_deref())?;
        Ok(Self { seq, applied: Applied { map, inverse, kept } })
    }

    /// How many records it touches.
    pub fn records(&self) -> usize {
        self.applied.inverse.touched().len()
    }
}

/// A batch that was applied in memory, and not yet written.
#[derive(Debug)]
pub(super) struct Applied {
    pub(super) map: AccountMap,
    pub(super) inverse: Inverse,
    pub(super) kept: Kept,
}

/// Applies a batch to a copy of the map, which shares with it all that stays.
async fn apply(
    map: Arc<AccountMap>,
    work: Work,
    undone: Option<Inverse>,
    context: &WriteContext,
) -> Result<Applied, WriteError> {
    let work = match work {
        Work::Prepared(prepared) if prepared.seq == map.seq() => return Ok(prepared.applied),
        Work::Prepared(_) => return Err(StoreError::Busy.into()),
        work => work,
    };
    let steps = match (&work, &undone) {
        (_, Some(inverse)) => inverse.0.len(),
        (Work::Changes(changes), _) => changes.len(),
        (Work::Plan(_) | Work::FirstPlan(..) | Work::Undo(_) | Work::Prepared(_), _) => 0,
    };
    let is_small = steps <= STEPS_ON_THE_SPOT && map.size_in_bytes() <= MAP_ON_THE_SPOT && context.file.is_none();
    let (viewer, file) = (context.viewer, context.file.clone());
    let apply = move || {
        let mut map = AccountMap::clone(&map);
        if let Some(undone) = undone {
            let inverse = map.undo(&undone, &viewer).map_err(WriteError::Refused)?;
            let kept = Kept::of(&[], &inverse, None)?;
            return Ok(Applied { map, inverse, kept });
        }
        let changes = match work {
            Work::Changes(changes) => changes,
            Work::Plan(plan) | Work::FirstPlan(_, plan) => plan(&map).map_err(WriteError::Declined)?,
            Work::Undo(_) | Work::Prepared(_) => Vec::new(),
        };
        // The file stands for the changes of an import.
        let text = if file.is_some() { Vec::new() } else { changes.clone() };
        let inverse = map.apply_owned(changes, &viewer).map_err(WriteError::Refused)?;
        let kept = Kept::of(&text, &inverse, file.as_deref())?;
        Ok(Applied { map, inverse, kept })
    };
    // A fault in one batch must not end the writer of all others.
    let applied = if is_small {
        catch_unwind(AssertUnwindSafe(apply)).map_err(drop)
    } else {
        tokio::task::spawn_blocking(apply).await.map_err(drop)
    };
    applied.map_err(|()| StoreError::Fault)?
}
