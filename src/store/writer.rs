//! The one writer of a SQLite file: it drains a channel, gives each request a savepoint, and commits
//! once a batch, so that many writers share one wait for the disk.
//!
//! Nobody is told that a change is kept before the commit that keeps it has returned.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::{Notify, mpsc, oneshot};

use super::database::Database;
use super::error::StoreError;
use super::figures::Counts;
use super::maps::{Maps, Remembered};
use super::transaction::Transaction;
use super::write::{self, Request, WriteError, Written};
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
        batch(&database, &maps, waiting.drain(..), &counts).await;
    }
    // Those that wait already are still answered; `closed` is told when the receiver is gone.
    let mut rest = Vec::new();
    while let Ok(request) = receiver.try_recv() {
        rest.push(request);
    }
    if !rest.is_empty() {
        batch(&database, &maps, rest.into_iter(), &counts).await;
    }
}

/// Writes some requests, in one transaction unless the database breaks one off, and tells each what
/// came of it.
async fn batch(database: &Database, maps: &Maps, requests: impl Iterator<Item = (Request, Answer)>, counts: &Counts) {
    let mut requests = requests.peekable();
    while requests.peek().is_some() {
        one_transaction(database, maps, &mut requests, counts).await;
    }
}

/// Writes requests in one transaction, up to the first one with which the database breaks it off.
async fn one_transaction(
    database: &Database,
    maps: &Maps,
    requests: &mut impl Iterator<Item = (Request, Answer)>,
    counts: &Counts,
) {
    let mut transaction = match database.write().await {
        Ok(transaction) => transaction,
        Err(error) => return refuse(requests.map(|(_, answer)| answer), &error),
    };
    let mut newest: BTreeMap<AccountId, Arc<AccountMap>> = BTreeMap::new();
    let mut written = Vec::new();
    for (request, answer) in requests {
        let account = request.account;
        let known = newest.get(&account).cloned().or_else(|| match maps.get(account) {
            Remembered::Fresh(map) | Remembered::Stale(map) => Some(map),
            Remembered::Nothing => None,
        });
        match one(&mut transaction, known, request).await {
            Ok(Ok(outcome)) => {
                newest.insert(account, outcome.map.clone());
                written.push((answer, outcome));
            }
            // Whoever asked may have gone away in the meantime.
            Ok(Err(error)) => drop(answer.send(Err(error))),
            Err(BrokenOff(error)) => {
                let lost = written.into_iter().map(|(answer, _)| answer);
                return refuse(lost.chain([answer]), &error);
            }
        }
    }
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
                drop(answer.send(Ok(outcome)));
            }
        }
        Err(error) => refuse(written.into_iter().map(|(answer, _)| answer), &error),
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
