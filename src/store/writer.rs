//! The one writer of a SQLite file: it drains a channel, writes small requests together and large ones each behind a
//! savepoint, and commits once a batch, so that many writers share one wait for the disk.
//!
//! Nobody is told that a change is kept before the commit that keeps it has returned.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::{Notify, mpsc, oneshot};

use super::database::Database;
use super::error::StoreError;
use super::figures::Counts;
use super::maps::{Maps, Remembered};
use super::together::{self, Newest, NotTogether, Together};
use super::transaction::Transaction;
use super::write::{self, Request, Work, WriteError, Written};
use crate::model::id::AccountId;
use crate::model::map::AccountMap;

/// Most requests that share a commit.
const BATCH: usize = 256;

/// Most requests that wait; more of them wait for a place before they are taken in.
const WAITING: usize = 1024;

/// Where the writer sends the outcome of a request.
type Answer = oneshot::Sender<Result<Written, WriteError>>;

/// The way to the writer.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    requests: mpsc::Sender<(Request, Answer)>,
    counts: Arc<Counts>,
    closing: Arc<Notify>,
}

impl Writer {
    /// Starts the writer; it ends when the last way to it is dropped.
    pub(super) fn start(database: Database, maps: Arc<Maps>, counts: Arc<Counts>) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        let closing = Arc::new(Notify::new());
        tokio::spawn(run(database, maps, receiver, counts.clone(), closing.clone()));
        Self { requests: sender, counts, closing }
    }

    /// Takes no more requests, and returns when those taken in before have been answered.
    pub(super) async fn close(&self) {
        self.closing.notify_one();
        self.requests.closed().await;
    }

    /// Hands a request in, and waits until it is committed or refused.
    pub(super) async fn write(&self, request: Request) -> Result<Written, WriteError> {
        let (answer, outcome) = oneshot::channel();
        if self.requests.send((request, answer)).await.is_err() {
            return Err(StoreError::Stopping.into());
        }
        outcome.await.unwrap_or_else(|_| Err(StoreError::Stopping.into()))
    }

    /// How many commits there have been.
    pub(super) fn commits(&self) -> u64 {
        self.counts.requests_in_a_commit.read().count
    }

    /// How many requests wait.
    pub(super) fn waiting(&self) -> usize {
        WAITING - self.requests.capacity()
    }
}

async fn run(
    database: Database,
    maps: Arc<Maps>,
    mut receiver: mpsc::Receiver<(Request, Answer)>,
    counts: Arc<Counts>,
    closing: Arc<Notify>,
) {
    let mut waiting = Vec::with_capacity(BATCH);
    loop {
        let taken = tokio::select! {
            taken = receiver.recv_many(&mut waiting, BATCH) => taken,
            () = closing.notified() => break,
        };
        if taken == 0 {
            return;
        }
        let requests = std::mem::replace(&mut waiting, Vec::with_capacity(BATCH));
        batch(&database, &maps, requests, &counts).await;
    }
    // Those that wait already are still answered; `closed` is told when the receiver is gone.
    let mut rest = Vec::new();
    while let Ok(request) = receiver.try_recv() {
        rest.push(request);
    }
    if !rest.is_empty() {
        batch(&database, &maps, rest, &counts).await;
    }
}

/// Writes some requests, in one transaction unless the database breaks one off, and tells each what came of it.
async fn batch(database: &Database, maps: &Maps, requests: Vec<(Request, Answer)>, counts: &Counts) {
    let (small, large) = together::parted(requests);
    let again = write_together(database, maps, small, counts).await;
    let mut requests = again.into_iter().chain(large).peekable();
    while requests.peek().is_some() {
        match database.write().await {
            Ok(transaction) => one_by_one(transaction, maps, &mut requests, counts).await,
            Err(error) => {
                counts.note_failure(&error);
                refuse(requests.by_ref().map(|(_, answer)| answer), &error);
            }
        }
    }
}

/// Writes small requests together; hands back those that must be tried once more, one by one.
async fn write_together(
    database: &Database,
    maps: &Maps,
    requests: Vec<(Request, Answer)>,
    counts: &Counts,
) -> Vec<(Request, Answer)> {
    if requests.is_empty() {
        return requests;
    }
    let (mut requests, answers): (Vec<Request>, Vec<Answer>) = requests.into_iter().unzip();
    let mut transaction = match database.write().await {
        Ok(transaction) => transaction,
        Err(error) => {
            counts.note_failure(&error);
            refuse(answers.into_iter(), &error);
            return Vec::new();
        }
    };
    let has_plan: Vec<bool> = requests.iter().map(|request| matches!(request.work, Work::Plan(_))).collect();
    let known =
        requests.iter().filter_map(|request| Some((request.account, remembered(maps, request.account)?))).collect();
    match together::write(&mut transaction, known, &mut requests).await {
        Ok(Together { newest, outcomes }) => {
            let written = answers.into_iter().zip(outcomes).collect();
            commit(transaction, maps, newest, written, counts).await;
            Vec::new()
        }
        // Nothing was written yet, and nobody else writes: the plans that were made still hold.
        Err(NotTogether::TooLarge) => {
            let mut requests = requests.into_iter().zip(answers).peekable();
            one_by_one(transaction, maps, &mut requests, counts).await;
            requests.collect()
        }
        Err(NotTogether::Failed(error)) => {
            counts.note_failure(&error);
            drop(transaction);
            let is_lasting = matches!(error, StoreError::Full | StoreError::Busy | StoreError::Broken(_));
            let mut again = Vec::new();
            for ((request, answer), had_plan) in requests.into_iter().zip(answers).zip(has_plan) {
                if is_lasting || had_plan {
                    refuse(std::iter::once(answer), &error);
                } else {
                    again.push((request, answer));
                }
            }
            again
        }
    }
}

/// The map of an account that is in memory, if there is one.
fn remembered(maps: &Maps, account: AccountId) -> Option<Arc<AccountMap>> {
    match maps.get(account) {
        Remembered::Fresh(map) | Remembered::Stale(map) => Some(map),
        Remembered::Nothing => None,
    }
}

/// Writes requests in a transaction, each behind a savepoint, up to the first one with which the database breaks it off.
async fn one_by_one(
    mut transaction: Transaction,
    maps: &Maps,
    requests: &mut impl Iterator<Item = (Request, Answer)>,
    counts: &Counts,
) {
    let mut newest = Newest::new();
    let mut written = Vec::new();
    for (request, answer) in requests {
        let account = request.account;
        let known = newest.get(&account).cloned().or_else(|| remembered(maps, account));
        match one(&mut transaction, known, request).await {
            Ok(Ok(outcome)) => {
                newest.insert(account, outcome.map.clone());
                written.push((answer, Ok(outcome)));
            }
            // Whoever asked may have gone away in the meantime.
            Ok(Err(error)) => drop(answer.send(Err(error))),
            Err(BrokenOff(error)) => {
                counts.note_failure(&error);
                let lost = written.into_iter().map(|(answer, _)| answer);
                return refuse(lost.chain([answer]), &error);
            }
        }
    }
    commit(transaction, maps, newest, written, counts).await;
}

/// Commits, and only then keeps the maps and tells everybody what came of it.
async fn commit(
    transaction: Transaction,
    maps: &Maps,
    newest: Newest,
    written: Vec<(Answer, Result<Written, WriteError>)>,
    counts: &Counts,
) {
    let began = Instant::now();
    let committed = transaction.commit().await;
    counts.commit_seconds.note(began.elapsed().as_secs_f64());
    counts.requests_in_a_commit.note(written.len() as f64);
    match committed {
        Ok(()) => {
            for map in newest.into_values() {
                maps.keep(map);
            }
            for (answer, outcome) in written {
                // Whoever asked may have gone away in the meantime.
                drop(answer.send(outcome));
            }
        }
        Err(error) => {
            counts.note_failure(&error);
            refuse(written.into_iter().map(|(answer, _)| answer), &error);
        }
    }
}

/// The database has rolled the whole transaction back by itself, as SQLite does when the disk is full:
/// nothing that was written in it is there any more, and whatever followed would be on its own.
struct BrokenOff(StoreError);

/// Writes one request behind a savepoint: if it fails, nothing of it stays, and the others do.
async fn one(
    transaction: &mut Transaction,
    map: Option<Arc<AccountMap>>,
    request: Request,
) -> Result<Result<Written, WriteError>, BrokenOff> {
    transaction.savepoint().await.map_err(BrokenOff)?;
    let outcome = write::write(transaction, map, request).await;
    match outcome {
        Ok(written) if !written.changed_nothing() => {
            transaction.release_savepoint().await.map_err(BrokenOff)?;
            Ok(Ok(written))
        }
        // The savepoint is gone exactly when the transaction is.
        outcome => match (transaction.roll_back_to_savepoint().await, outcome) {
            (Ok(()), outcome) => Ok(outcome),
            (Err(_), Err(WriteError::Store(first))) => Err(BrokenOff(first)),
            (Err(error), _) => Err(BrokenOff(error)),
        },
    }
}

fn refuse(answers: impl Iterator<Item = Answer>, error: &StoreError) {
    for answer in answers {
        drop(answer.send(Err(error.clone().into())));
    }
}
