//! Several requests written together: each is applied to its map in memory, and what all of them change goes into the SQLite
//! file with a few statements, where one by one each would take five.
//!
//! Nothing is told to anybody before the commit; when the database refuses what was written together, nothing of it stays,
//! and each request is written once more behind a savepoint of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use sqlx::{AssertSqlSafe, Sqlite};
use uuid::Uuid;

use super::bulk::cut;
use super::catch_up;
use super::error::StoreError;
use super::idempotency::{self, Answered};
use super::journal::{self, BatchKind, Kept, NewLine};
use super::load;
use super::rows;
use super::transaction::Transaction;
use super::write::{
    Applied, IdempotencyKey, MAP_ON_THE_SPOT, Request, STEPS_ON_THE_SPOT, Work, WriteContext, WriteError, Written,
    repeated,
};
use crate::model::change::Inverse;
use crate::model::id::AccountId;
use crate::model::map::AccountMap;
use crate::model::record::RecordRef;

/// The newest maps of some accounts.
pub(super) type Newest = BTreeMap<AccountId, Arc<AccountMap>>;

/// Requests, each with what belongs to it.
type Asked<T> = Vec<(Request, T)>;

/// What came of requests, before the commit: the maps as they will be, and one outcome a request in their order.
pub(super) struct Together {
    pub(super) newest: Newest,
    pub(super) outcomes: Vec<Result<Written, WriteError>>,
}

/// Parts the requests that may be written together from those that may not: each is small, and no two carry the same key.
pub(super) fn parted<T>(requests: Asked<T>) -> (Asked<T>, Asked<T>) {
    let mut keys = BTreeSet::new();
    requests.into_iter().partition(|(request, _)| {
        let is_small = match &request.work {
            Work::Changes(changes) => changes.len() <= STEPS_ON_THE_SPOT,
            Work::Plan(_) => true,
            Work::FirstPlan(..) | Work::Undo(_) | Work::Prepared(_) => false,
        };
        let context = &request.context;
        let mut is_its_own = |key: &IdempotencyKey| keys.insert((request.account, context.by, key.key.clone()));
        is_small && context.file.is_none() && context.idempotency.as_ref().is_none_or(&mut is_its_own)
    })
}

/// Writes requests together; the caller commits, or rolls back when this fails. A plan is used up by it.
///
/// # Errors
/// The database failed, or one of the maps or batches is too large to be worked on beside others; none is written then.
pub(super) async fn write(
    transaction: &mut Transaction,
    known: Newest,
    requests: &mut [Request],
) -> Result<Together, NotTogether> {
    let before = newest(transaction, known, accounts(requests)).await?;
    let earlier = earlier(transaction, &asked(requests)).await?;
    let mut newest = before.clone();
    let mut drafts = Vec::with_capacity(requests.len());
    for (place, request) in requests.iter_mut().enumerate() {
        drafts.push(match newest.get(&request.account) {
            None => Draft::Answered(Err(StoreError::NoAccount(request.account.to_string()).into())),
            Some(map) => draft(map, request, earlier.get(&place))?,
        });
        if let Some(Draft::New { map, .. }) = drafts.last() {
            newest.insert(request.account, map.clone());
        }
    }
    keep(transaction, &before, &newest, &asked(requests), &mut drafts).await?;
    let outcomes = drafts.into_iter().map(Draft::outcome).collect();
    Ok(Together { newest, outcomes })
}

/// Why requests were not written together.
pub(super) enum NotTogether {
    /// One of them is too large.
    TooLarge,
    /// The database failed.
    Failed(StoreError),
}

impl From<StoreError> for NotTogether {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// What is to become of a request.
enum Draft {
    /// It changes nothing.
    Answered(Result<Written, WriteError>),
    /// It leads to this map and this line.
    New { map: Arc<AccountMap>, inverse: Arc<Inverse>, kept: Kept },
}

impl Draft {
    fn outcome(self) -> Result<Written, WriteError> {
        match self {
            Self::Answered(outcome) => outcome,
            Self::New { map, inverse, .. } => Ok(Written { seq: map.seq(), inverse, map, repeated: None }),
        }
    }
}

/// Works out what becomes of a request, on the map that the requests before it have left.
fn draft(map: &Arc<AccountMap>, request: &mut Request, earlier: Option<&Answered>) -> Result<Draft, NotTogether> {
    if let (Some(key), Some(earlier)) = (&request.context.idempotency, earlier) {
        return Ok(Draft::Answered(repeated(map.clone(), key, earlier.clone())));
    }
    if map.size_in_bytes() > MAP_ON_THE_SPOT {
        return Err(NotTogether::TooLarge);
    }
    // A fault in one batch must not end the writer of all others.
    let applied = catch_unwind(AssertUnwindSafe(|| apply(map, &mut request.work, &request.context)));
    Ok(match applied {
        Err(_) => Draft::Answered(Err(StoreError::Fault.into())),
        Ok(Err(error)) => Draft::Answered(Err(error)),
        Ok(Ok(Applied { inverse, .. })) if inverse.0.is_empty() => {
            let (seq, map) = (map.seq(), map.clone());
            Draft::Answered(Ok(Written { seq, inverse: Arc::default(), map, repeated: None }))
        }
        Ok(Ok(Applied { kept, .. })) if !kept.is_text() => return Err(NotTogether::TooLarge),
        Ok(Ok(Applied { map, inverse, kept })) => Draft::New { map: Arc::new(map), inverse: Arc::new(inverse), kept },
    })
}

fn apply(map: &AccountMap, work: &mut Work, context: &WriteContext) -> Result<Applied, WriteError> {
    if let Work::Plan(_) = work {
        // Whoever has made a plan cannot make it again.
        if let Work::Plan(plan) = std::mem::replace(work, Work::Changes(Vec::new())) {
            *work = Work::Changes(plan(map).map_err(WriteError::Declined)?);
        }
    }
    let Work::Changes(changes) = work else { return Err(StoreError::Fault.into()) };
    let mut map = AccountMap::clone(map);
    let inverse = map.apply(changes, &context.viewer).map_err(WriteError::Refused)?;
    let kept = Kept::of(changes, &inverse, None)?;
    Ok(Applied { map, inverse, kept })
}

/// The accounts that requests concern, each once.
fn accounts(requests: &[Request]) -> Vec<AccountId> {
    let accounts: BTreeSet<AccountId> = requests.iter().map(|request| request.account).collect();
    accounts.into_iter().collect()
}

/// What requests are, apart from their plans, which only one thread may hold.
fn asked(requests: &[Request]) -> Vec<(AccountId, &WriteContext)> {
    requests.iter().map(|request| (request.account, &request.context)).collect()
}

/// The newest maps of some accounts, as this transaction sees them; accounts that are not there have none.
async fn newest(
    transaction: &mut Transaction,
    mut known: Newest,
    accounts: Vec<AccountId>,
) -> Result<Newest, StoreError> {
    let mut newest = Newest::new();
    for accounts in cut(&accounts) {
        let places = vec!["?"; accounts.len()].join(", ");
        let sql = format!("select id, seq from account where id in ({places})");
        let mut query = sqlx::query_as::<Sqlite, (Uuid, i64)>(AssertSqlSafe(sql));
        for account in accounts {
            query = query.bind(account.0);
        }
        for (id, seq) in query.fetch_all(&mut **sqlite(transaction)?).await? {
            let account = AccountId(id);
            let map = match known.remove(&account) {
                Some(map) if map.seq() == seq.cast_unsigned() => map,
                Some(map) => Arc::new(catch_up::map(transaction, &map).await?),
                None => Arc::new(load::map(transaction, account).await?),
            };
            newest.insert(account, map);
        }
    }
    Ok(newest)
}

/// What was answered before to those requests that carry a key, by their places.
async fn earlier(
    transaction: &mut Transaction,
    asked: &[(AccountId, &WriteContext)],
) -> Result<BTreeMap<usize, Answered>, StoreError> {
    let (places, asked): (Vec<usize>, Vec<_>) = asked
        .iter()
        .enumerate()
        .filter_map(|(place, (account, context))| {
            let key = context.idempotency.as_ref()?;
            Some((place, (*account, context.by, key.key.as_str())))
        })
        .unzip();
    if asked.is_empty() {
        return Ok(BTreeMap::new());
    }
    let found = idempotency::find_together(sqlite(transaction)?, &asked).await?;
    Ok(found.into_iter().map(|(at, answered)| (places[at], answered)).collect())
}

/// Writes rows, lines, keys and the numbers of the accounts.
async fn keep(
    transaction: &mut Transaction,
    before: &Newest,
    newest: &Newest,
    asked: &[(AccountId, &WriteContext)],
    drafts: &mut [Draft],
) -> Result<(), StoreError> {
    let mut touched: BTreeMap<AccountId, BTreeSet<RecordRef>> = BTreeMap::new();
    let (mut lines, mut keys) = (Vec::new(), Vec::new());
    for ((account, context), draft) in asked.iter().zip(drafts) {
        let Draft::New { map, inverse, kept } = draft else { continue };
        let account = *account;
        touched.entry(account).or_default().extend(inverse.touched());
        let line = NewLine {
            id: context.batch,
            at: context.at,
            by: context.by,
            kind: BatchKind::Changes,
            undoes: None,
            file_name: None,
            kept: std::mem::take(kept),
        };
        lines.push((account, map.seq(), line));
        if let Some(key) = &context.idempotency {
            keys.push((account, context.by, key, map.seq(), context.at));
        }
    }
    let moved: Vec<(AccountId, u64, u64)> =
        touched.keys().map(|account| (*account, before[account].seq(), newest[account].seq())).collect();
    number(sqlite(transaction)?, &moved).await?;
    let touched: Vec<rows::Touched<'_>> = touched
        .into_iter()
        .map(|(account, records)| (newest[&account].as_ref(), records.into_iter().collect()))
        .collect();
    rows::write(transaction, &touched, &AtomicU64::default()).await?;
    journal::append_together(sqlite(transaction)?, &lines).await?;
    idempotency::keep_together(sqlite(transaction)?, &keys).await
}

/// Moves the numbers of accounts on.
async fn number(
    transaction: &mut sqlx::Transaction<'static, Sqlite>,
    moved: &[(AccountId, u64, u64)],
) -> Result<(), StoreError> {
    for moved in cut(moved) {
        let sql = format!(
            "with moved (id, before, after) as (values {})
            update account
            set seq = moved.after
            from moved
            where account.id = moved.id and account.seq = moved.before",
            vec!["(?, ?, ?)"; moved.len()].join(", ")
        );
        let mut query = sqlx::query::<Sqlite>(AssertSqlSafe(sql));
        for (account, before, after) in moved {
            query = query.bind(account.0).bind(before.cast_signed()).bind(after.cast_signed());
        }
        let done = query.execute(&mut **transaction).await?.rows_affected();
        if done != moved.len() as u64 {
            return Err(StoreError::Busy);
        }
    }
    Ok(())
}

/// The transaction of the SQLite file that alone has a writer.
fn sqlite(transaction: &mut Transaction) -> Result<&mut sqlx::Transaction<'static, Sqlite>, StoreError> {
    match transaction {
        Transaction::Sqlite(transaction) => Ok(transaction),
        Transaction::Postgres(_) => Err(StoreError::Fault),
    }
}
