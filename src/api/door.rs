//! The door to an account: the caller's right is judged once, and behind it there is only what this viewer may see.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use uuid::Uuid;

use super::answer::{Answer, Asked};
use super::app::App;
use super::authenticate::Signed;
use super::problem::Problem;
use super::query::On;
use crate::access::{Action, Caller, Decision, Resource, decide};
use crate::analysis::watch::Watch;
use crate::budget::Budget;
use crate::model::id::AccountId;
use crate::model::map::{AccountMap, Record};
use crate::model::record::RecordRef;
use crate::model::snapshot::{Moment, Snapshot};
use crate::model::time::Day;
use crate::model::viewer::Viewer;
use crate::store::{IdempotencyKey, Role, WriteContext};

/// An account, opened for a caller.
#[derive(Debug, Clone)]
pub struct Door {
    /// The account.
    pub account: AccountId,
    /// The caller.
    pub caller: Arc<Caller>,
    /// The role that opened it.
    pub role: Role,
    /// What the caller may see in it.
    pub viewer: Viewer,
    app: Arc<App>,
}

impl Door {
    /// Opens an account for something that the caller wants to do.
    pub fn open(app: &Arc<App>, signed: &Signed, account: AccountId, action: Action) -> Result<Self, Problem> {
        let caller = signed.0.clone();
        match decide(&caller, action, Resource::Account(account)) {
            Decision::Allowed(Some(role)) => {
                let viewer = caller.viewer(role);
                Ok(Self { account, role, viewer, app: app.clone(), caller })
            }
            Decision::Allowed(None) | Decision::Forbidden => Err(Problem::forbidden()),
            Decision::Hidden => Err(Problem::not_found()),
        }
    }

    /// May the caller also read the account? A token may be for writing alone: it is told nothing that it did not send.
    pub fn may_read(&self) -> bool {
        matches!(decide(&self.caller, Action::ReadAccount, Resource::Account(self.account)), Decision::Allowed(_))
    }

    /// The map as the viewer may see it at a moment. Large maps are looked through beside other requests.
    pub async fn snapshot(&self, moment: Moment) -> Result<Arc<Snapshot>, Problem> {
        let map = self.app.store.map(self.account).await?;
        let viewer = self.viewer;
        let look = move || map.snapshot(moment, &viewer);
        let looked = tokio::task::spawn_blocking(look).await.map_err(|error| Problem::internal(&error))?;
        Ok(Arc::new(looked))
    }

    /// One record as the viewer sees it.
    pub async fn record(&self, record: RecordRef) -> Result<Record, Problem> {
        let map = self.app.store.map(self.account).await?;
        map.seen(record, &self.viewer).ok_or_else(Problem::not_found)
    }

    /// Answers a read from memory, or by computing it from the snapshot beside other requests.
    pub async fn answer<F>(&self, request: &Reading, on: On, compute: F) -> Result<Response, Problem>
    where
        F: FnOnce(&Snapshot) -> Result<Answer, Problem> + Send + 'static,
    {
        self.answer_comparing(request, on, None, move |snapshot, _| compute(snapshot)).await
    }

    /// The same, where the answer also looks at the map as it was on another day.
    pub async fn answer_comparing<F>(
        &self,
        request: &Reading,
        on: On,
        against: Option<Day>,
        compute: F,
    ) -> Result<Response, Problem>
    where
        F: FnOnce(&Snapshot, Option<&Snapshot>) -> Result<Answer, Problem> + Send + 'static,
    {
        let map = self.app.store.map(self.account).await?;
        let today = self.app.today();
        let asked = Asked { account: self.account, seq: map.seq(), today, viewer: self.viewer, what: request.what() };
        if let Some(answer) = self.app.answers.get(&asked) {
            return Ok(answer.respond(&request.headers));
        }
        let (viewer, moment) = (self.viewer, on.moment(today));
        let work = move || {
            let other = against.map(|day| map.snapshot(Moment::On(day), &viewer));
            compute(&map.snapshot(moment, &viewer), other.as_ref())
        };
        let computed = tokio::task::spawn_blocking(work).await.map_err(|error| Problem::internal(&error))?;
        Ok(self.app.answers.keep(asked, computed?).respond(&request.headers))
    }

    /// Answers a read that takes long work, from memory or by computing it.
    pub async fn work<F>(&self, request: &Reading, compute: F) -> Result<Response, Problem>
    where
        F: FnOnce(&Look, &Watch<'_>) -> Result<Answer, Problem> + Send + 'static,
    {
        Ok(self.worked_out(request.what(), compute).await?.respond(&request.headers))
    }

    /// The outcome of long work, from memory or by computing it: few at a time, beside other requests, and no longer than somebody waits
    /// for it. `what` names the work and all that it depends on beside the account, the day and the viewer.
    pub async fn worked_out<F>(&self, what: String, compute: F) -> Result<Arc<Answer>, Problem>
    where
        F: FnOnce(&Look, &Watch<'_>) -> Result<Answer, Problem> + Send + 'static,
    {
        let map = self.app.store.map(self.account).await?;
        let today = self.app.today();
        let asked = Asked { account: self.account, seq: map.seq(), today, viewer: self.viewer, what };
        if let Some(answer) = self.app.answers.get(&asked) {
            return Ok(answer);
        }
        let computed = self.labour(Look { map, viewer: self.viewer, today }, compute).await?;
        Ok(self.app.answers.keep(asked, computed))
    }

    /// Answers a question whose answer is not kept, such as a what-if.
    pub async fn work_once<F>(&self, headers: &HeaderMap, compute: F) -> Result<Response, Problem>
    where
        F: FnOnce(&Look, &Watch<'_>) -> Result<Answer, Problem> + Send + 'static,
    {
        let map = self.app.store.map(self.account).await?;
        let look = Look { map, viewer: self.viewer, today: self.app.today() };
        Ok(self.labour(look, compute).await?.respond(headers))
    }

    async fn labour<F>(&self, look: Look, compute: F) -> Result<Answer, Problem>
    where
        F: FnOnce(&Look, &Watch<'_>) -> Result<Answer, Problem> + Send + 'static,
    {
        let _turn = self.app.labour.acquire().await.map_err(|error| Problem::internal(&error))?;
        // When the client goes away, this future is dropped, and with it the guard: the work then stops at its next step.
        let budget = Arc::new(Budget::begin(self.app.patience));
        let _guard = StopWhenDropped(budget.stop.clone());
        let work = move || {
            let tell = |done, total| budget.hear(done, total);
            let computed = compute(&look, &Watch::until(&budget.stop).telling(&tell));
            budget.needed().map_or(computed, |seconds| Err(too_long(seconds, budget.limit)))
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| Problem::internal(&error))?
    }

    /// What goes with a write of the caller; the answer is what is told when the same request comes again.
    pub fn write_context(&self, batch: Uuid, idempotency: Option<IdempotencyKey>) -> WriteContext {
        WriteContext {
            batch: Some(batch),
            by: Some(self.caller.member),
            at: self.app.clock.now(),
            viewer: self.viewer,
            idempotency,
            file: None,
        }
    }

    /// The service behind the door.
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }
}

/// The map of an account, and who looks at it on which day.
#[derive(Debug, Clone)]
pub struct Look {
    map: Arc<AccountMap>,
    viewer: Viewer,
    /// This day.
    pub today: Day,
}

impl Look {
    /// What the viewer may see at a moment.
    pub fn snapshot(&self, moment: Moment) -> Snapshot {
        self.map.snapshot(moment, &self.viewer)
    }
}

/// Work that showed after a moment that it would take longer than a request may.
fn too_long(seconds: u64, limit: Duration) -> Problem {
    let limit = limit.as_secs();
    Problem::invalid(
        "too_much_work",
        format!("这个客户的人员和关系太多：计算约需 {seconds} 秒，而一次请求最多 {limit} 秒。"),
        format!(
            "There are too many people and ties in this account: this would take about {seconds} seconds, and a request may take {limit}."
        ),
    )
}

/// Tells work to stop when nobody waits for it any longer.
struct StopWhenDropped(Arc<AtomicBool>);

impl Drop for StopWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What a read asks for.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Path and query.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    further: String,
}

impl Reading {
    /// The same, where the answer also depends on this.
    pub fn also(&self, on: &str) -> Self {
        Self { further: on.to_owned(), ..self.clone() }
    }

    /// All of the request that an answer may depend on.
    fn what(&self) -> String {
        let asked = self.uri.path_and_query().map_or("/", |asked| asked.as_str());
        format!("{asked} {}", self.further)
    }
}

impl<S: Sync> axum::extract::FromRequestParts<S> for Reading {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _state: &S) -> Result<Self, Self::Rejection> {
        // Behind nested routers the address has lost its beginning; what is left still tells the answers apart.
        Ok(Self { uri: parts.uri.clone(), headers: parts.headers.clone(), further: String::new() })
    }
}
