//! Roles: who may do what in an account; given and taken by its owners.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::body::Body;
use super::door::Door;
use super::problem::Problem;
use super::query::Path;
use super::record::AccountPath;
use crate::access::Action;
use crate::model::id::{AccountId, MemberId};
use crate::store::{Role, RoleGiven, StoreError};

/// A member's role in the account.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleResponse {
    /// Who.
    pub member: MemberId,
    /// The name.
    pub name: String,
    /// Which role.
    pub role: Role,
}

/// The roles in an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct RolesResponse {
    /// The roles, in the order of their giving.
    pub items: Vec<RoleResponse>,
    /// Always none: the list is whole.
    pub next_cursor: Option<String>,
}

/// The role to give.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleRequest {
    /// Which role.
    pub role: Role,
}

/// A member in an account.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RolePath {
    /// The account.
    pub account: AccountId,
    /// The member.
    pub member: MemberId,
}

/// Lists who has which role in the account.
#[utoipa::path(
    get, path = "/accounts/{account}/roles", tag = "roles",
    params(AccountPath),
    responses((status = OK, body = RolesResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_roles"))),
)]
pub(crate) async fn list_roles(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Door::open(&app, &signed, path.account, Action::ReadRoles)?;
    let names: BTreeMap<MemberId, String> =
        app.store.members().await?.into_iter().map(|member| (member.id, member.name)).collect();
    let roles = app.store.roles_in(path.account).await?;
    let items = roles
        .into_iter()
        .map(|given| RoleResponse {
            member: given.member,
            name: names.get(&given.member).cloned().unwrap_or_default(),
            role: given.role,
        })
        .collect();
    Ok(Answer::json(&RolesResponse { items, next_cursor: None })?.respond(&headers))
}

/// Gives a member a role in place of the one that he or she had.
#[utoipa::path(
    put, path = "/accounts/{account}/roles/{member}", tag = "roles",
    params(RolePath),
    request_body = RoleRequest,
    responses((status = OK, body = RoleResponse)),
    extensions(("x-action" = json!("manage_roles"))),
)]
pub(crate) async fn give_role(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<RolePath>,
    body: Result<Body<RoleRequest>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ManageRoles)?;
    let role = body?.value.role;
    let member = app.store.member(path.member).await?.ok_or_else(Problem::not_found)?;
    let given = RoleGiven {
        account: path.account,
        member: path.member,
        role,
        given_at: app.clock.now(),
        given_by: Some(door.caller.member),
    };
    app.store.give_role(&given).await.map_err(last_owner)?;
    app.directory.forget();
    Ok(Json(RoleResponse { member: member.id, name: member.name, role }).into_response())
}

/// Takes a member's role.
#[utoipa::path(
    delete, path = "/accounts/{account}/roles/{member}", tag = "roles",
    params(RolePath),
    responses((status = NO_CONTENT)),
    extensions(("x-action" = json!("manage_roles"))),
)]
pub(crate) async fn take_role(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<RolePath>,
) -> Result<Response, Problem> {
    Door::open(&app, &signed, path.account, Action::ManageRoles)?;
    let has_one = app.store.roles_in(path.account).await?.iter().any(|given| given.member == path.member);
    if !has_one {
        return Err(Problem::not_found());
    }
    app.store.take_role(path.account, path.member).await.map_err(last_owner)?;
    app.directory.forget();
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn last_owner(error: StoreError) -> Problem {
    match error {
        StoreError::Conflict { .. } => Problem::conflict(
            "last_owner",
            "这是该客户的最后一位负责人，请先指定另一位。",
            "This is the last owner of the account; make somebody else its owner first.",
        ),
        other => other.into(),
    }
}

/// The routes of roles.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(list_roles)).routes(routes!(give_role, take_role))
}
