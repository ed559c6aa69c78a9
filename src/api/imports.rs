//! Imports over HTTP: a file is sent, looked at, corrected, and then taken or given up; only who brought it sees it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::body::Body;
use super::door::Door;
use super::idempotency::{Idempotency, IdempotencyParam, keep};
use super::import_options::{ImportCorrection, ImportOptions};
use super::import_progress::{ProgressQuery, Watched};
use super::importing::{
    Committed, Understood, commit, kept, options_of, settle_mapping, size_of, take_turn, understand, understood_of,
};
use super::problem::Problem;
use super::query::{Path, Query};
use super::receiving::receive;
use super::record::{Written, created};
use crate::access::{Action, Decision, Resource, decide};
use crate::exchange::{Preview, Report};
use crate::model::id::AccountId;
use crate::store::{IdempotencyKey, Import, NewImport};

/// Where a file goes.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// The account.
    pub account: AccountId,
    /// The name of the file.
    pub file_name: String,
    /// The name of a kept mapping of the account to take the columns for; found by looking when left out.
    pub mapping: Option<String>,
    /// A UUID of the caller's choice, under which `/imports/progress/{key}` tells how far this request has come.
    pub progress: Option<Uuid>,
}

/// An import in a path.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ImportPath {
    /// The import.
    pub id: Uuid,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It can be corrected, committed or given up.
    Open,
    /// It was done.
    Committed,
    /// It was given up, or changed nothing.
    Cancelled,
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportResponse {
    /// Its id.
    pub id: Uuid,
    /// The account that it is for.
    pub account: AccountId,
    /// The name of the file.
    pub file_name: String,
    /// How far it has come.
    pub state: ImportState,
    /// How the file is read.
    pub options: ImportOptions,
    /// The first rows and how they were understood.
    pub preview: Option<Preview>,
    /// What it would do, or did; none while an error stands in the way.
    pub report: Option<Report>,
    /// The names of the kept mappings of the account that fit the file, those saved last first.
    pub fitting_mappings: Vec<String>,
}

impl ImportResponse {
    fn of(import: Import, understood: Option<Understood>) -> Self {
        let options = options_of(&import);
        let (preview, report, fitting_mappings) = understood.map_or((None, None, Vec::new()), |understood| {
            (Some(understood.preview), understood.report, understood.fitting_mappings)
        });
        let state = match (import.committed_at, import.cancelled_at) {
            (Some(_), _) => ImportState::Committed,
            (None, Some(_)) => ImportState::Cancelled,
            (None, None) => ImportState::Open,
        };
        Self {
            id: import.id,
            account: import.account,
            file_name: import.file_name,
            state,
            options,
            preview,
            report,
            fitting_mappings,
        }
    }
}

/// An import that was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommitResponse {
    /// The batch by which it can be taken back; none when the account was so already.
    pub batch: Option<Uuid>,
    /// What was done.
    pub report: Option<Report>,
}

/// Sends a file, as it is, and learns how it was understood and what it would do.
#[utoipa::path(
    post, path = "/imports", tag = "imports",
    params(ImportQuery, IdempotencyParam),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = CREATED, body = ImportResponse)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn add_import(
    State(app): State<Arc<App>>,
    signed: Signed,
    query: Result<Query<ImportQuery>, Problem>,
    idempotency: Idempotency,
    request: Request,
) -> Result<Response, Problem> {
    let Query(query) = match query {
        Ok(query) => query,
        // Who may import nowhere hears that before anything about the request.
        Err(problem) => return Err(may_import_somewhere(&signed).err().unwrap_or(problem)),
    };
    let door = Door::open(&app, &signed, query.account, Action::ImportIntoAccount)?;
    let watched = Watched::begin(&app, signed.0.member, query.progress);
    let progress = watched.progress();
    let received = receive(&app, request, &query.file_name, progress).await?;
    let body = received.body.clone();
    // What is kept with a key is a digest of a digest.
    idempotency.check(&app, signed.0.member, body.digest()).await?;
    let id = app.id_for(signed.0.member, idempotency.key()?);
    if let Some(before) = app.store.import(id).await? {
        return Ok((StatusCode::CREATED, Json(stored(before))).into_response());
    }
    let options = ImportOptions { saved_mapping: query.mapping, ..ImportOptions::default() };
    let _turn = take_turn(&app, door.account, size_of(&door, body.packed().len()).await?, progress).await?;
    let options = settle_mapping(&door, &body, &query.file_name, options, progress).await?;
    let understood = understand(&door, &body, &query.file_name, &options, progress).await?;
    let new = NewImport {
        id,
        account: door.account,
        file_name: query.file_name,
        body,
        at: app.clock.now(),
        by: Some(signed.0.member),
    };
    let key = idempotency.key_for(new.body.digest(), &id)?;
    app.store.stage_import(new).await?;
    keep(&app, signed.0.member, key).await?;
    app.store.note_understanding(door.account, id, &kept(&options, &understood)?).await?;
    let import = app.store.import(id).await?.ok_or_else(Problem::not_found)?;
    Ok((StatusCode::CREATED, Json(ImportResponse::of(import, Some(understood)))).into_response())
}

fn may_import_somewhere(signed: &Signed) -> Result<(), Problem> {
    let accounts = signed.0.roles.keys();
    let may = |account: &AccountId| {
        matches!(decide(&signed.0, Action::ImportIntoAccount, Resource::Account(*account)), Decision::Allowed(_))
    };
    if accounts.into_iter().any(may) { Ok(()) } else { Err(Problem::forbidden()) }
}

/// Reads how far an import has come.
#[utoipa::path(
    get, path = "/imports/{id}", tag = "imports",
    params(ImportPath),
    responses((status = OK, body = ImportResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn get_import(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<ImportPath>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (_, import) = own(&app, &signed, path.id).await?;
    Ok(Answer::json(&stored(import))?.respond(&headers))
}

/// Corrects how a file is read; what it would do is worked out anew.
#[utoipa::path(
    patch, path = "/imports/{id}", tag = "imports",
    params(ImportPath, ProgressQuery),
    request_body = ImportCorrection,
    responses((status = OK, body = ImportResponse)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn edit_import(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<ImportPath>,
    query: Result<Query<ProgressQuery>, Problem>,
    body: Result<Body<ImportCorrection>, Problem>,
) -> Result<Response, Problem> {
    let (door, import) = own(&app, &signed, path.id).await?;
    let options = body?.value.over(options_of(&import));
    let watched = Watched::begin(&app, signed.0.member, query?.0.progress);
    let progress = watched.progress();
    let _turn = take_turn(&app, door.account, size_of(&door, packed_length(&import)).await?, progress).await?;
    let bytes = app.store.import_body(door.account, import.id).await?.ok_or_else(closed)?;
    let options = settle_mapping(&door, &bytes, &import.file_name, options, progress).await?;
    let understood = understand(&door, &bytes, &import.file_name, &options, progress).await?;
    app.store.note_understanding(door.account, import.id, &kept(&options, &understood)?).await?;
    let import = app.store.import(import.id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(ImportResponse::of(import, Some(understood))).into_response())
}

/// Takes a file in, whole or not at all.
#[utoipa::path(
    post, path = "/imports/{id}/commit", tag = "imports",
    params(ImportPath, ProgressQuery, IdempotencyParam),
    responses((status = CREATED, body = CommitResponse), (status = OK, body = CommitResponse)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn commit_import(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<ImportPath>,
    query: Result<Query<ProgressQuery>, Problem>,
    idempotency: Idempotency,
) -> Result<Response, Problem> {
    let (door, import) = own(&app, &signed, path.id).await?;
    let made = Written { batch: Some(app.new_id()) };
    let key = idempotency.key_for(b"", &made)?;
    let watched = Watched::begin(&app, signed.0.member, query?.0.progress);
    let progress = watched.progress();
    let _turn = take_turn(&app, door.account, size_of(&door, packed_length(&import)).await?, progress).await?;
    let Some(bytes) = app.store.import_body(door.account, import.id).await? else {
        return again(&door, import, key).await;
    };
    let batch = made.batch;
    match commit(&door, &import, bytes, batch.unwrap_or_default(), key.clone(), progress).await? {
        Committed::Now(report) => Ok(created(None, &CommitResponse { batch, report: Some(report) })),
        Committed::Nothing(report) => Ok(Json(CommitResponse { batch: None, report: Some(report) }).into_response()),
        Committed::Before => {
            let import = app.store.import(import.id).await?.ok_or_else(Problem::not_found)?;
            again(&door, import, key).await
        }
    }
}

/// The answer when an import was committed before: its batch, which is there once, and what it did.
async fn again(door: &Door, import: Import, key: Option<IdempotencyKey>) -> Result<Response, Problem> {
    let store = &door.app().store;
    let Some(seq) = import.seq.filter(|_| import.committed_at.is_some()) else { return Err(closed()) };
    let batch = store.journal_line(import.account, seq).await?.map(|line| line.id);
    let answer = CommitResponse { batch, report: understood_of(&import).and_then(|understood| understood.report) };
    if key.is_some() {
        // Nothing is written; it only says whether this is the request that did it.
        let asked = store.write(import.account, Vec::new(), door.write_context(door.app().new_id(), key)).await?;
        if asked.repeated.is_some() {
            return Ok(created(None, &answer));
        }
    }
    Ok(Json(answer).into_response())
}

/// Gives a file up.
#[utoipa::path(
    delete, path = "/imports/{id}", tag = "imports",
    params(ImportPath),
    responses((status = NO_CONTENT)),
    extensions(("x-action" = json!("import_into_account"))),
)]
pub(crate) async fn cancel_import(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<ImportPath>,
) -> Result<Response, Problem> {
    let (door, import) = own(&app, &signed, path.id).await?;
    if import.committed_at.is_some() {
        return Err(Problem::conflict(
            "import_committed",
            "这次导入已提交，不能再放弃；如需撤回，请撤销它的那一批改动。",
            "This import was committed and cannot be given up; undo its batch to take it back.",
        ));
    }
    app.store.cancel_import(door.account, import.id, app.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn packed_length(import: &Import) -> usize {
    import.packed_length.and_then(|length| usize::try_from(length).ok()).unwrap_or_default()
}

fn stored(import: Import) -> ImportResponse {
    let understood = understood_of(&import);
    ImportResponse::of(import, understood)
}

fn closed() -> Problem {
    Problem::conflict(
        "import_closed",
        "这次导入已提交或取消，请重新选择文件。",
        "This import was committed or given up; choose the file again.",
    )
}

/// An import of the caller, with its account opened for importing: what it found was found for this viewer alone.
async fn own(app: &Arc<App>, signed: &Signed, id: Uuid) -> Result<(Door, Import), Problem> {
    let import = app.store.import(id).await?.filter(|import| import.created_by == Some(signed.0.member));
    let import = import.ok_or_else(Problem::not_found)?;
    let door = Door::open(app, signed, import.account, Action::ImportIntoAccount)?;
    Ok((door, import))
}

/// The routes of imports.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default()
        .routes(routes!(add_import))
        .routes(routes!(get_import, edit_import, cancel_import))
        .routes(routes!(commit_import))
}
