//! Set-up: the holder of the link that the program printed makes the first user, once.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::app::App;
use super::body::Body;
use super::me::MeResponse;
use super::problem::Problem;
use super::sessions;
use super::users::{NewUserRequest, new_user};
use crate::access::{Secret, secret};
use crate::model::id::MemberId;
use crate::model::language::Language;
use crate::store::{Role, RoleGiven, SetupState, StoreError};

/// Whether the first user is still to be made.
#[derive(Debug, Serialize, ToSchema)]
pub struct SetupResponse {
    /// Is it?
    pub needed: bool,
}

/// The first user.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupRequest {
    /// The token of the link that the program printed.
    pub token: String,
    /// The name that others see.
    pub name: String,
    /// What he or she signs in with.
    pub login: String,
    /// The password, of at least 10 characters.
    pub password: String,
    /// The language of the page.
    pub language: Option<Language>,
    /// Load the fictional demo account?
    #[serde(default)]
    pub demo: bool,
}

impl std::fmt::Debug for SetupRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SetupRequest(…)")
    }
}

/// Tells whether the first user is still to be made.
#[utoipa::path(
    get, path = "/setup", tag = "setup",
    responses((status = OK, body = SetupResponse)),
    security(()),
    extensions(("x-action" = json!("open"))),
)]
pub(crate) async fn get_setup(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let needed = app.store.setup_state().await? != SetupState::Done;
    Ok(Json(SetupResponse { needed }).into_response())
}

/// Makes the first user, an administrator, and signs him or her in.
#[utoipa::path(
    post, path = "/setup", tag = "setup",
    request_body = SetupRequest,
    responses((status = CREATED, body = MeResponse)),
    security(()),
    extensions(("x-action" = json!("open"))),
)]
pub(crate) async fn set_up(
    State(app): State<Arc<App>>,
    body: Result<Body<SetupRequest>, Problem>,
) -> Result<Response, Problem> {
    let SetupRequest { token, name, login, password, language, demo } = body?.value;
    let digest = secret::digest(&token);
    match app.store.setup_state().await? {
        SetupState::Open(open) if open == digest => {}
        _ => return Err(wrong_link()),
    }
    let id = MemberId(app.new_id());
    let request = NewUserRequest { name, login, password, language, administrator: true, team: None };
    let user = new_user(&app, id, request).await?;
    app.store.finish_setup(&digest, &user, app.clock.now()).await.map_err(|error| match error {
        StoreError::Conflict { .. } => wrong_link(),
        other => other.into(),
    })?;
    app.directory.forget();
    own_what_nobody_owns(&app, id).await?;
    if demo {
        super::demo::load_once(&app).await?;
    }
    sessions::answer(&app, id, StatusCode::CREATED).await
}

/// Accounts that the operator made before there was a user would otherwise be seen by nobody.
async fn own_what_nobody_owns(app: &App, first: MemberId) -> Result<(), Problem> {
    for account in app.store.accounts().await? {
        if app.store.roles_in(account.id).await?.is_empty() {
            let given_at = app.clock.now();
            let given = RoleGiven { account: account.id, member: first, role: Role::Owner, given_at, given_by: None };
            app.store.give_role(&given).await?;
        }
    }
    app.directory.forget();
    Ok(())
}

fn wrong_link() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "wrong_link",
        "这个设置链接已失效，请重新启动程序获取新链接，或直接登录。",
        "This set-up link is good no longer; restart the program for a new one, or sign in.",
    )
    .at("/token")
}

/// Opens set-up while there is no user; the token for the link, of which only a digest is kept.
pub async fn open(app: &App) -> Result<Option<String>, StoreError> {
    if app.store.setup_state().await? == SetupState::Done {
        return Ok(None);
    }
    let secret = Secret::new("", &app.chance);
    app.store.open_setup(&secret.digest(), app.clock.now()).await?;
    Ok(Some(secret.reveal().to_owned()))
}

/// The routes of set-up.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(get_setup, set_up))
}
