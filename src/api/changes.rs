//! Batches of changes: sent whole or not at all, listed as a journal, and taken back.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::answer::names_tag;
use super::app::App;
use super::authenticate::Signed;
use super::body::{self, Body};
use super::door::Door;
use super::idempotency::{Idempotency, IdempotencyParam};
use super::pointer::refuse;
use super::problem::Problem;
use super::query::{NoQuery, Path, Query};
use super::record::{AccountPath, Written, created, tag_of};
use super::{sense, undo_refusal};
use crate::access::Action;
use crate::model::change::Change;
use crate::model::record::{Kind, RecordRef};
use crate::store::Plan;

/// Most changes of one batch.
const CHANGES_MAX: usize = 10_000;

/// A batch of changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangesRequest {
    /// The changes, in order. Each may carry `if_match`, the `ETag` of the record that it changes.
    #[schema(value_type = Vec<Change>, min_items = 1, max_items = 10_000)]
    pub changes: Vec<Value>,
}

/// A batch that has been written.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangesResponse {
    /// The batch by which it can be taken back.
    pub batch: Uuid,
    /// The record that each change was about, new ones with their ids.
    pub records: Vec<RecordRef>,
}

/// A batch.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct BatchPath {
    /// The account.
    pub account: crate::model::id::AccountId,
    /// The batch.
    pub batch: Uuid,
}

struct Batch {
    changes: Vec<Change>,
    json: Vec<Value>,
    tags: Vec<(usize, RecordRef, String)>,
}

/// Reads the changes, gives new records their ids, and takes the tags out.
fn read_batch(app: &App, account: crate::model::id::AccountId, request: ChangesRequest) -> Result<Batch, Problem> {
    if request.changes.is_empty() || request.changes.len() > CHANGES_MAX {
        return Err(Problem::invalid(
            "wrong_length",
            format!("一批须有 1 至 {CHANGES_MAX} 条更改。"),
            format!("A batch has 1 to {CHANGES_MAX} changes."),
        )
        .at("/changes"));
    }
    let mut batch = Batch { changes: Vec::new(), json: Vec::new(), tags: Vec::new() };
    for (at, mut json) in request.changes.into_iter().enumerate() {
        let tag = json.as_object_mut().and_then(|fields| fields.remove("if_match"));
        let mut change: Change = body::read(&json, &format!("/changes/{at}"))?;
        change.name_new_record(|| app.new_id());
        if let Some(tag) = tag {
            let record = change.target().unwrap_or(RecordRef::new(Kind::Account, account.0));
            let Some(tag) = tag.as_str().filter(|_| !change.adds_record()) else {
                return Err(Problem::invalid(
                    "wrong_tag",
                    "if_match 须为已有记录的 ETag 文本。",
                    "“if_match” must be the ETag of a record that is there, as text.",
                )
                .at(format!("/changes/{at}/if_match")));
            };
            batch.tags.push((at, record, tag.to_owned()));
        }
        batch.json.push(json);
        batch.changes.push(change);
    }
    Ok(batch)
}

/// Writes a batch of changes, all or none.
#[utoipa::path(
    post, path = "/accounts/{account}/changes", tag = "changes",
    params(AccountPath, IdempotencyParam),
    request_body = ChangesRequest,
    responses((status = CREATED, body = ChangesResponse)),
    extensions(("x-action" = json!("write_account"))),
)]
pub(crate) async fn write_changes(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    idempotency: Idempotency,
    body: Result<Body<ChangesRequest>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::WriteAccount)?;
    let body = body?;
    let Batch { changes, json, tags } = read_batch(&app, path.account, body.value)?;
    let wrong = sense::check(&app, &changes).await;
    wrong.map_err(|(at, problem)| problem.within(&format!("/changes/{at}")))?;
    let account = RecordRef::new(Kind::Account, path.account.0);
    let made = ChangesResponse {
        batch: app.new_id(),
        records: changes.iter().map(|change| change.target().unwrap_or(account)).collect(),
    };
    let context = door.write_context(made.batch, idempotency.key_for(&body.bytes, &made)?);
    let written = if tags.is_empty() {
        app.store.write(path.account, changes, context).await
    } else {
        let viewer = door.viewer;
        let plan: Plan = Box::new(move |map| {
            for (at, record, tag) in tags {
                let found =
                    map.seen(record, &viewer).ok_or_else(|| Problem::not_found().at(format!("/changes/{at}/id")))?;
                if !names_tag(&tag, &tag_of(&found)) {
                    return Err(Problem::stale().at(format!("/changes/{at}/if_match")).into());
                }
            }
            Ok(changes)
        });
        app.store.write_planned(path.account, plan, context).await
    };
    let place = |at: usize| (json.get(at).cloned().unwrap_or_default(), format!("/changes/{at}"));
    let written = written.map_err(|error| refuse(error, place))?;
    Ok(created(written.repeated, &made))
}

/// Takes a batch back as a new batch, unless something later rests on it.
#[utoipa::path(
    post, path = "/accounts/{account}/changes/{batch}/undo", tag = "changes",
    params(BatchPath, IdempotencyParam),
    responses((status = CREATED, body = Written)),
    extensions(("x-action" = json!("write_account"))),
)]
pub(crate) async fn undo_changes(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<BatchPath>,
    query: Result<Query<NoQuery>, Problem>,
    idempotency: Idempotency,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::WriteAccount)?;
    query?;
    let seq = app.store.journal_number(path.account, path.batch).await?.ok_or_else(Problem::not_found)?;
    let line = app.store.journal_line(path.account, seq).await?.ok_or_else(Problem::not_found)?;
    let map = app.store.map(path.account).await?;
    if !map.shows_of_batch(&line.changes, &line.inverse, &door.viewer) {
        return Err(Problem::not_found());
    }
    // With a key it may be the request that took it back, which gets its answer again.
    if idempotency.key()?.is_none()
        && let Some(problem) = undo_refusal::undo_of(&door, &line).await?
    {
        return Err(problem);
    }
    let made = Written { batch: Some(app.new_id()) };
    let key = idempotency.key_for(b"", &made)?;
    let written = match app.store.undo(path.account, seq, door.write_context(made.batch.unwrap_or_default(), key)).await
    {
        Ok(written) => written,
        Err(crate::store::WriteError::Refused(refusal)) => {
            return Err(undo_refusal::explain(&door, seq, &refusal.why).await?);
        }
        Err(other) => return Err(other.into()),
    };
    if written.repeated.is_none() && written.changed_nothing() {
        return Ok(axum::Json(Written { batch: None }).into_response());
    }
    Ok(created(written.repeated, &made))
}

/// The routes of batches.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(write_changes, super::journal::list_changes)).routes(routes!(undo_changes))
}
