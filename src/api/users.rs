//! Users: the members who may sign in; managed by administrators.

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
use super::idempotency::{Idempotency, IdempotencyParam, keep};
use super::problem::Problem;
use super::query::{PageQuery, Path, Query, page_of};
use crate::access::password::{PASSWORD_MAX, PASSWORD_MIN};
use crate::access::{Action, rules};
use crate::model::id::{MemberId, TeamId};
use crate::model::language::Language;
use crate::model::member::Member;
use crate::store::{NewUser, StoreError, User};

/// A user.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserResponse {
    /// The member's id.
    pub id: MemberId,
    /// The name that others see.
    pub name: String,
    /// What he or she signs in with.
    pub login: String,
    /// The language of the page, if one was chosen.
    pub language: Option<Language>,
    /// The team.
    pub team: Option<TeamId>,
    /// Is he or she an administrator of the instance?
    pub administrator: bool,
    /// Is he or she locked out?
    pub locked: bool,
}

impl From<User> for UserResponse {
    fn from(user: User) -> Self {
        Self {
            id: user.member.id,
            name: user.member.name,
            login: user.login,
            language: user.language.and_then(|language| language.parse().ok()),
            team: user.member.team,
            administrator: user.administrator_since.is_some(),
            locked: user.locked_at.is_some(),
        }
    }
}

/// One page of users.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsersResponse {
    /// The users, in the order of their ids.
    pub items: Vec<UserResponse>,
    /// The cursor of the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// A user to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUserRequest {
    /// The name that others see.
    pub name: String,
    /// What he or she signs in with.
    pub login: String,
    /// The first password, of at least 10 characters.
    pub password: String,
    /// The language of the page.
    pub language: Option<Language>,
    /// An administrator of the instance?
    #[serde(default)]
    pub administrator: bool,
    /// The team.
    pub team: Option<TeamId>,
}

/// What to change of a user; a field left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct UserPatch {
    /// The name that others see.
    pub name: Option<String>,
    /// The language of the page.
    pub language: Option<Language>,
    /// A new password; every session of the user ends.
    pub password: Option<String>,
    /// An administrator of the instance?
    pub administrator: Option<bool>,
    /// Locked out?
    pub locked: Option<bool>,
}

/// A user in a path.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct UserPath {
    /// The user.
    pub id: MemberId,
}

/// Lists the users.
#[utoipa::path(
    get, path = "/users", tag = "users",
    params(PageQuery),
    responses((status = OK, body = UsersResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("manage_users"))),
)]
pub(crate) async fn list_users(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
    query: Result<Query<PageQuery>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ManageUsers)?;
    let Query(query) = query?;
    let mut users = app.store.users().await?;
    users.sort_by_key(|user| user.member.id);
    let (page, next_cursor) = page_of(&users, |user| user.member.id.0, query.cursor.as_deref(), query.limit)?;
    let items = page.iter().cloned().map(UserResponse::from).collect();
    Ok(Answer::json(&UsersResponse { items, next_cursor })?.respond(&headers))
}

/// Makes a user.
#[utoipa::path(
    post, path = "/users", tag = "users",
    params(IdempotencyParam),
    request_body = NewUserRequest,
    responses((status = CREATED, body = UserResponse)),
    extensions(("x-action" = json!("manage_users"))),
)]
pub(crate) async fn add_user(
    State(app): State<Arc<App>>,
    signed: Signed,
    idempotency: Idempotency,
    body: Result<Body<NewUserRequest>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ManageUsers)?;
    let body = body?;
    let by = signed.0.member;
    idempotency.check(&app, by, &body.bytes).await?;
    let key = idempotency.key()?;
    let id = MemberId(app.id_for(signed.0.member, key));
    if key.is_some()
        && let Some(user) = app.store.user(id).await?
    {
        return Ok((StatusCode::CREATED, Json(UserResponse::from(user))).into_response());
    }
    let user = new_user(&app, id, body.value).await?;
    create(&app, &user).await?;
    keep(&app, by, idempotency.key_for(&body.bytes, &id)?).await?;
    let user = app.store.user(id).await?.ok_or_else(Problem::not_found)?;
    Ok((StatusCode::CREATED, Json(UserResponse::from(user))).into_response())
}

/// Reads a user.
#[utoipa::path(
    get, path = "/users/{id}", tag = "users",
    params(UserPath),
    responses((status = OK, body = UserResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("manage_users"))),
)]
pub(crate) async fn get_user(
    State(app): State<Arc<App>>,
    signed: Signed,
    path: Result<Path<UserPath>, Problem>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed.may(Action::ManageUsers)?;
    let user = app.store.user(path?.0.id).await?.ok_or_else(Problem::not_found)?;
    Ok(Answer::json(&UserResponse::from(user))?.respond(&headers))
}

/// Changes a user, resets the password, locks out or lets in again.
#[utoipa::path(
    patch, path = "/users/{id}", tag = "users",
    params(UserPath),
    request_body = UserPatch,
    responses((status = OK, body = UserResponse)),
    extensions(("x-action" = json!("manage_users"))),
)]
pub(crate) async fn edit_user(
    State(app): State<Arc<App>>,
    signed: Signed,
    path: Result<Path<UserPath>, Problem>,
    body: Result<Body<UserPatch>, Problem>,
) -> Result<Response, Problem> {
    signed.may(Action::ManageUsers)?;
    let id = path?.0.id;
    let known = app.store.user(id).await?.ok_or_else(Problem::not_found)?;
    let set = body?.value;
    if let Some(name) = &set.name {
        check_name(name)?;
    }
    let hash = match &set.password {
        Some(password) => {
            check_password(password)?;
            Some(app.passwords.hash(password).await?)
        }
        None => None,
    };
    // What can be refused comes first, so that a refusal leaves everything as it was.
    let now = app.clock.now();
    if let Some(is_one) = set.administrator {
        app.store.set_administrator(id, is_one.then_some(now)).await.map_err(last_administrator)?;
    }
    if let Some(is_locked) = set.locked {
        app.store.set_locked(id, is_locked.then_some(now)).await.map_err(last_administrator)?;
    }
    if let Some(hash) = hash {
        app.store.set_password(id, &hash).await?;
    }
    if let Some(name) = set.name {
        app.store.put_member(&Member { id, name, team: known.member.team }).await?;
    }
    if let Some(language) = set.language {
        app.store.set_language(id, Some(language.tag())).await?;
    }
    app.directory.forget();
    let user = app.store.user(id).await?.ok_or_else(Problem::not_found)?;
    Ok(Json(UserResponse::from(user)).into_response())
}

fn last_administrator(error: StoreError) -> Problem {
    match error {
        StoreError::Conflict { .. } => Problem::conflict(
            "last_administrator",
            "这是最后一位管理员，请先指定另一位。",
            "This is the last administrator; make somebody else one first.",
        ),
        other => other.into(),
    }
}

/// A user that keeps to the rules.
pub(super) async fn new_user(app: &App, id: MemberId, request: NewUserRequest) -> Result<NewUser, Problem> {
    check_name(&request.name)?;
    check_login(&request.login)?;
    check_password(&request.password)?;
    Ok(NewUser {
        member: Member { id, name: request.name, team: request.team },
        login: request.login,
        password_hash: app.passwords.hash(&request.password).await?,
        language: request.language.map(|language| language.tag().to_owned()),
        administrator_since: request.administrator.then(|| app.clock.now()),
    })
}

async fn create(app: &App, user: &NewUser) -> Result<(), Problem> {
    let created = app.store.create_user(user, app.clock.now()).await;
    created.map_err(|error| match error {
        StoreError::Conflict { .. } => Problem::conflict(
            "login_taken",
            "这个登录名已有人使用，请换一个。",
            "Somebody signs in with this login already; choose another.",
        )
        .at("/login"),
        other => other.into(),
    })
}

/// Refuses a name that nobody could read.
pub(super) fn check_name(name: &str) -> Result<(), Problem> {
    if !rules::is_name(name) {
        return Err(Problem::invalid(
            "wrong_name",
            "姓名须为 1 至 200 个字符，且不含控制字符。",
            "A name has 1 to 200 characters and no control characters.",
        )
        .at("/name"));
    }
    Ok(())
}

fn check_login(login: &str) -> Result<(), Problem> {
    if !rules::is_login(login) {
        return Err(Problem::invalid(
            "wrong_login",
            "登录名须为 1 至 100 个字符，只能含字母、数字和 . - _ @ +。",
            "A login has 1 to 100 characters: letters, digits and . - _ @ + only.",
        )
        .at("/login"));
    }
    Ok(())
}

/// Refuses a password that is easily guessed by its length alone.
pub(super) fn check_password(password: &str) -> Result<(), Problem> {
    if !rules::is_password(password) {
        return Err(Problem::invalid(
            "wrong_password_length",
            format!("密码须为 {PASSWORD_MIN} 至 {PASSWORD_MAX} 个字符。"),
            format!("A password has {PASSWORD_MIN} to {PASSWORD_MAX} characters."),
        )
        .at("/password"));
    }
    Ok(())
}

/// The routes of users.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(list_users, add_user)).routes(routes!(get_user, edit_user))
}
