//! Accounts: the list of those that the caller may read, new ones, and the fields of one.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::{Answer, names_tag, record_etag};
use super::app::App;
use super::authenticate::Signed;
use super::body::Body;
use super::door::Door;
use super::idempotency::{Idempotency, IdempotencyParam, IfMatchParam, keep};
use super::pointer::refuse;
use super::problem::Problem;
use super::query::{PageQuery, Path, Query, page_of};
use super::record::{AccountPath, if_match};
use crate::access::Action;
use crate::model::account::{Account, AccountPatch, QuietPeriod};
use crate::model::change::Change;
use crate::model::id::{AccountId, ExternalId, TeamId};
use crate::model::map::{AccountMap, Record};
use crate::model::record::{Kind, RecordRef};
use crate::model::viewer::Viewer;
use crate::store::{Plan, Role};

/// An account as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountResponse {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// The caller's role in it.
    pub role: Role,
}

/// One page of accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountsResponse {
    /// The accounts, in the order of their ids.
    pub items: Vec<AccountResponse>,
    /// The cursor of the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// An account to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccountRequest {
    /// Its name.
    pub name: String,
    /// What it is: `government`, `enterprise`, …
    pub kind: Option<String>,
    /// The team of ours that owns it.
    pub team: Option<TeamId>,
    /// Days on which contact with the whole account is locked.
    #[serde(default)]
    pub quiet_periods: Vec<QuietPeriod>,
    /// Keys of other systems.
    #[serde(default)]
    pub external_ids: Vec<ExternalId>,
}

/// Lists the accounts in which the caller has a role.
#[utoipa::path(
    get, path = "/accounts", tag = "accounts",
    params(PageQuery),
    responses((status = OK, body = AccountsResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("list_accounts"))),
)]
pub(crate) async fn list_accounts(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
    query: Result<Query<PageQuery>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ListAccounts)?;
    let Query(query) = query?;
    let mut known = Vec::new();
    for account in app.store.accounts().await? {
        if let Some(role) = signed.0.role_in(account.id) {
            known.push((account, role));
        }
    }
    known.sort_by_key(|(account, _)| account.id);
    let (page, next_cursor) = page_of(&known, |(account, _)| account.id.0, query.cursor.as_deref(), query.limit)?;
    let items = page.iter().cloned().map(|(account, role)| AccountResponse { account, role }).collect();
    Ok(Answer::json(&AccountsResponse { items, next_cursor })?.respond(&headers))
}

/// Makes an account; the caller owns it.
#[utoipa::path(
    post, path = "/accounts", tag = "accounts",
    params(IdempotencyParam),
    request_body = NewAccountRequest,
    responses((status = CREATED, body = AccountResponse)),
    extensions(("x-action" = json!("create_account"))),
)]
pub(crate) async fn add_account(
    State(app): State<Arc<App>>,
    signed: Signed,
    idempotency: Idempotency,
    body: Result<Body<NewAccountRequest>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::CreateAccount)?;
    let body = body?;
    let member = signed.0.member;
    idempotency.check(&app, member, &body.bytes).await?;
    let key = idempotency.key()?;
    let id = AccountId(app.id_for(signed.0.member, key));
    if key.is_some()
        && let Some(account) = app.store.account(id).await?
    {
        return Ok((StatusCode::CREATED, Json(AccountResponse { account, role: Role::Owner })).into_response());
    }
    let NewAccountRequest { name, kind, team, quiet_periods, external_ids } = body.value;
    let account = Account { id, name, kind, team, quiet_periods, external_ids };
    check(&account)?;
    app.store.create_account(account.clone(), Some(member), app.clock.now()).await?;
    keep(&app, member, idempotency.key_for(&body.bytes, &id)?).await?;
    app.directory.forget();
    Ok((StatusCode::CREATED, Json(AccountResponse { account, role: Role::Owner })).into_response())
}

/// Holds a new account to the rules of the model, by setting its own fields on it.
fn check(account: &Account) -> Result<(), Problem> {
    let set = AccountPatch {
        name: Some(account.name.clone()),
        kind: Some(account.kind.clone()),
        quiet_periods: Some(account.quiet_periods.clone()),
        external_ids: Some(account.external_ids.clone()),
        ..AccountPatch::default()
    };
    let applied = AccountMap::new(account.clone()).apply(&[Change::EditAccount { set }], &Viewer::Operator);
    match applied {
        Ok(_) => Ok(()),
        Err(refusal) => {
            let problem = Problem::refused(&refusal.why);
            Err(match refusal.why.field() {
                Some(field) => problem.at(format!("/{field}")),
                None => problem,
            })
        }
    }
}

/// Reads an account.
#[utoipa::path(
    get, path = "/accounts/{account}", tag = "accounts",
    params(AccountPath),
    responses((status = OK, body = AccountResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn get_account(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    Ok(answer(&door, account_of(&door).await?)?.respond(&headers))
}

/// Sets the named fields of an account; needs `If-Match`.
#[utoipa::path(
    patch, path = "/accounts/{account}", tag = "accounts",
    params(AccountPath, IfMatchParam),
    request_body = AccountPatch,
    responses((status = OK, body = AccountResponse), (status = NO_CONTENT)),
    extensions(("x-action" = json!("write_account"))),
)]
pub(crate) async fn edit_account(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    headers: HeaderMap,
    body: Result<Body<AccountPatch>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::WriteAccount)?;
    let body = body?;
    let tags = if_match(&headers)?;
    let (viewer, role, set) = (door.viewer, door.role, body.value);
    let plan: Plan = Box::new(move |map| {
        let record = map.seen(RecordRef::new(Kind::Account, map.id().0), &viewer);
        let Some(Record::Account(account)) = record else { return Err(Problem::not_found().into()) };
        let account = AccountResponse { account: account.as_ref().clone(), role };
        let tag = record_etag(&account);
        if !names_tag(&tags, &tag) {
            return Err(Problem::stale().with_header(header::ETAG, &tag).into());
        }
        Ok(vec![Change::EditAccount { set }])
    });
    let written = app.store.write_planned(path.account, plan, door.write_context(app.new_id(), None)).await;
    written.map_err(|error| refuse(error, |_| (body.json.clone(), String::new())))?;
    if !door.may_read() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(answer(&door, account_of(&door).await?)?.respond(&HeaderMap::new()))
}

async fn account_of(door: &Door) -> Result<Account, Problem> {
    match door.record(RecordRef::new(Kind::Account, door.account.0)).await? {
        Record::Account(account) => Ok(account.as_ref().clone()),
        _ => Err(Problem::not_found()),
    }
}

fn answer(door: &Door, account: Account) -> Result<Answer, Problem> {
    Answer::json(&AccountResponse { account, role: door.role })
}

/// Loads the fictional demo account; the caller owns it.
#[utoipa::path(
    post, path = "/accounts/demo", tag = "accounts",
    responses((status = CREATED, body = AccountResponse)),
    extensions(("x-action" = json!("create_account"))),
)]
pub(crate) async fn add_demo_account(State(app): State<Arc<App>>, signed: Signed) -> Result<Response, Problem> {
    signed.may(Action::CreateAccount)?;
    let id = super::demo::load(&app, Some(signed.0.member)).await?;
    let account = app.store.account(id).await?.ok_or_else(Problem::not_found)?;
    Ok((StatusCode::CREATED, Json(AccountResponse { account, role: Role::Owner })).into_response())
}

/// The routes of accounts.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default()
        .routes(routes!(list_accounts, add_account))
        .routes(routes!(add_demo_account))
        .routes(routes!(get_account, edit_account))
}
