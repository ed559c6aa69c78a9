//! Our own members and teams, by name.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::problem::Problem;
use super::query::{PageQuery, Query, page_of};
use crate::access::Action;
use crate::model::member::Member;
use crate::model::team::Team;

/// One page of members.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembersResponse {
    /// The members, in the order of their ids.
    pub items: Vec<Member>,
    /// The cursor of the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// The teams.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamsResponse {
    /// The teams, each after the team above it.
    pub items: Vec<Team>,
    /// Always none: the list is whole.
    pub next_cursor: Option<String>,
}

/// Lists our own members.
#[utoipa::path(
    get, path = "/members", tag = "members",
    params(PageQuery),
    responses((status = OK, body = MembersResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_members"))),
)]
pub(crate) async fn list_members(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
    query: Result<Query<PageQuery>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ReadMembers)?;
    let Query(query) = query?;
    let members = app.store.members().await?;
    let (page, next_cursor) = page_of(&members, |member| member.id.0, query.cursor.as_deref(), query.limit)?;
    Ok(Answer::json(&MembersResponse { items: page.to_vec(), next_cursor })?.respond(&headers))
}

/// Lists our own teams.
#[utoipa::path(
    get, path = "/teams", tag = "members",
    responses((status = OK, body = TeamsResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_members"))),
)]
pub(crate) async fn list_teams(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed.may(Action::ReadMembers)?;
    let items = app.store.teams().await?;
    Ok(Answer::json(&TeamsResponse { items, next_cursor: None })?.respond(&headers))
}

/// The routes of members and teams.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(list_members)).routes(routes!(list_teams))
}
