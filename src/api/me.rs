//! The signed-in user: who it is, and changing one's own name, language and password.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::body::Body;
use super::problem::Problem;
use super::sessions::{Address, check_throttle, open_session};
use super::users::{UserResponse, check_name, check_password};
use crate::access::{Action, Scope};
use crate::model::id::{AccountId, MemberId};
use crate::model::language::Language;
use crate::model::member::Member;
use crate::store::Role;

/// The signed-in user.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeResponse {
    /// Who.
    pub user: UserResponse,
    /// The role in each account.
    pub roles: Vec<RoleInAccount>,
    /// What the token may be used for; none for a session.
    pub scopes: Option<Vec<Scope>>,
}

/// A role in an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleInAccount {
    /// The account.
    pub account: AccountId,
    /// The role.
    pub role: Role,
}

/// What to change of oneself; a field left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MePatch {
    /// The name that others see.
    pub name: Option<String>,
    /// The language of the page.
    pub language: Option<Language>,
    /// A new password; every other session ends.
    pub password: Option<String>,
    /// The password until now; needed for a new one.
    pub old_password: Option<String>,
}

/// Who is signed in.
#[utoipa::path(
    get, path = "/me", tag = "me",
    responses((status = OK, body = MeResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_self"))),
)]
pub(crate) async fn get_me(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed.may(Action::ReadSelf)?;
    Ok(Answer::json(&me(&app, signed.0.member, &signed).await?)?.respond(&headers))
}

/// Changes one's own name, language or password.
#[utoipa::path(
    patch, path = "/me", tag = "me",
    request_body = MePatch,
    responses((status = OK, body = MeResponse)),
    extensions(("x-action" = json!("change_self"))),
)]
pub(crate) async fn edit_me(
    State(app): State<Arc<App>>,
    signed: Signed,
    address: Address,
    body: Result<Body<MePatch>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ChangeSelf)?;
    let set = body?.value;
    let member = signed.0.member;
    if let Some(name) = &set.name {
        check_name(name)?;
    }
    let new_hash = match &set.password {
        Some(password) => {
            Some(new_password_hash(&app, &signed, password, set.old_password.as_deref(), &address).await?)
        }
        None => None,
    };
    if let Some(name) = set.name {
        let team = app.store.member(member).await?.and_then(|member| member.team);
        app.store.put_member(&Member { id: member, name, team }).await?;
    }
    if let Some(language) = set.language {
        app.store.set_language(member, Some(language.tag())).await?;
    }
    let cookie = match new_hash {
        Some(hash) => {
            app.store.set_password(member, &hash).await?;
            // All sessions ended with the old password; this one goes on under a new secret.
            Some(open_session(&app, member).await?)
        }
        None => None,
    };
    app.directory.forget();
    let mut response = Json(me(&app, member, &signed).await?).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn new_password_hash(
    app: &App,
    signed: &Signed,
    password: &str,
    old: Option<&str>,
    address: &Address,
) -> Result<String, Problem> {
    check_password(password)?;
    let wrong = || {
        Problem::new(StatusCode::FORBIDDEN, "wrong_password", "原密码不对。", "The password until now is not right.")
            .at("/old_password")
    };
    let Some(old) = old else { return Err(wrong()) };
    let login = &signed.0.login;
    check_throttle(app, login, address)?;
    let known = app.store.user_by_login(login).await?;
    if !app.passwords.verify(old, known.as_ref().map(|(_, hash)| hash.as_str())).await? {
        return Err(wrong());
    }
    app.throttle.forgive(login, &address.0);
    Ok(app.passwords.hash(password).await?)
}

/// The user as `/me` shows it.
pub(super) async fn me(app: &App, member: MemberId, signed: &Signed) -> Result<MeResponse, Problem> {
    let user = app.store.user(member).await?.ok_or_else(Problem::not_found)?;
    let roles = app.store.roles_of(member).await?;
    let reaches = |account: AccountId| signed.0.token.is_none() || signed.0.role_in(account).is_some();
    Ok(MeResponse {
        user: user.into(),
        roles: roles
            .into_iter()
            .filter(|given| reaches(given.account))
            .map(|given| RoleInAccount { account: given.account, role: given.role })
            .collect(),
        scopes: signed.0.token.as_ref().map(|token| token.scopes.clone()),
    })
}

/// The routes of the signed-in user.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(get_me, edit_me))
}
