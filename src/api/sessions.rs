//! Signing in and out.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::app::App;
use super::authenticate::{Signed, session_secret};
use super::body::Body;
use super::me::{MeResponse, me};
use super::problem::Problem;
use crate::access::directory::SESSION_S;
use crate::access::password::PASSWORD_MAX;
use crate::access::{Action, PasswordProblem, Secret, secret};
use crate::model::id::MemberId;
use crate::store::Session;

/// What one signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The login; upper and lower case are the same.
    pub login: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignIn(…)")
    }
}

/// The address that a connection comes from, put there by whoever accepted it.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// The address by which wrong passwords are counted, as far as proxies that are believed tell it: of IPv6 the network, since one
/// customer has a whole one.
#[derive(Debug, Clone)]
pub struct Address(pub String);

impl FromRequestParts<Arc<App>> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        let Some(Peer(peer)) = parts.extensions.get::<Peer>() else { return Ok(Self("local".to_owned())) };
        let told = parts.headers.get_all(app.proxies.header.name()).iter();
        // A value that is no text ends the way that can be followed.
        let told: Vec<&str> = told.map(|value| value.to_str().unwrap_or_default()).collect();
        Ok(Self(match app.proxies.origin(*peer, told.into_iter()) {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }))
    }
}

/// Signs in: sets the session's cookie.
#[utoipa::path(
    post, path = "/sessions", tag = "sessions",
    request_body = SignIn,
    responses((status = CREATED, body = MeResponse)),
    security(()),
    extensions(("x-action" = json!("open"))),
)]
pub(crate) async fn sign_in(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    address: Address,
    body: Result<Body<SignIn>, Problem>,
) -> Result<Response, Problem> {
    let SignIn { login, password } = body?.value;
    check_throttle(&app, &login, &address)?;
    let known = app.store.user_by_login(&login).await?.filter(|(user, _)| user.locked_at.is_none());
    let hash = known.as_ref().map(|(_, hash)| hash.as_str());
    let is_short_enough = password.chars().count() <= PASSWORD_MAX;
    let fits = is_short_enough && app.passwords.verify(&password, hash).await?;
    let Some((user, _)) = known.filter(|_| fits) else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "wrong_sign_in",
            "登录名或密码不对。",
            "The login or the password is not right.",
        ));
    };
    app.throttle.forgive(&login, &address.0);
    // A session that somebody planted in the browser before is not taken over.
    if let Some(before) = session_secret(&app, &headers) {
        app.store.end_session(&secret::digest(before)).await?;
        app.directory.forget();
    }
    answer(&app, user.member.id, StatusCode::CREATED).await
}

/// Signs out: ends this session, here and on the server.
#[utoipa::path(
    delete, path = "/sessions/current", tag = "sessions",
    responses((status = NO_CONTENT)),
    extensions(("x-action" = json!("change_self"))),
)]
pub(crate) async fn sign_out(
    State(app): State<Arc<App>>,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed.may(Action::ChangeSelf)?;
    if let Some(secret) = session_secret(&app, &headers) {
        app.store.end_session(&secret::digest(secret)).await?;
        app.directory.forget();
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    let cleared = HeaderValue::from_str(&app.cookie.header("", 0)).map_err(|error| Problem::internal(&error))?;
    response.headers_mut().insert(header::SET_COOKIE, cleared);
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// Opens a session and says who is signed in.
pub(super) async fn answer(app: &Arc<App>, member: MemberId, status: StatusCode) -> Result<Response, Problem> {
    let cookie = open_session(app, member).await?;
    let user = app.store.user(member).await?.ok_or_else(Problem::not_found)?;
    let caller = crate::access::Caller {
        member,
        name: user.member.name,
        login: user.login,
        language: None,
        is_administrator: user.administrator_since.is_some(),
        roles: std::collections::BTreeMap::new(),
        token: None,
        expires_at: None,
    };
    let mut response = (status, Json(me(app, member, &Signed(Arc::new(caller))).await?)).into_response();
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Opens a session; the header that hands it to the browser.
pub(super) async fn open_session(app: &App, member: MemberId) -> Result<HeaderValue, Problem> {
    let secret = Secret::new("", &app.chance);
    let now = app.clock.now();
    let session = Session { member, created_at: now, used_at: now, expires_at: now.plus_seconds(SESSION_S) };
    app.store.open_session(&secret.digest(), &session).await?;
    let mut cookie = HeaderValue::from_str(&app.cookie.header(secret.reveal(), SESSION_S))
        .map_err(|error| Problem::internal(&error))?;
    cookie.set_sensitive(true);
    Ok(cookie)
}

/// Counts a try of a password, unless there were too many.
pub(super) fn check_throttle(app: &App, login: &str, address: &Address) -> Result<(), Problem> {
    let now = app.clock.now();
    match app.throttle.check(login, &address.0, now) {
        Ok(()) => {
            app.throttle.note(login, &address.0, now);
            Ok(())
        }
        Err(seconds) => Err(Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_tries",
            format!("密码输错次数过多，请 {} 分钟后再试。", seconds.div_ceil(60)),
            format!("Too many wrong passwords; try again in {} minutes.", seconds.div_ceil(60)),
        )
        .with_header(header::RETRY_AFTER, &seconds.to_string())),
    }
}

impl From<PasswordProblem> for Problem {
    fn from(problem: PasswordProblem) -> Self {
        match problem {
            PasswordProblem::Busy => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "此刻登录的人太多，请几秒后再试。",
                "Too many people sign in at this moment; try again in a few seconds.",
            )
            .with_header(header::RETRY_AFTER, "5"),
            PasswordProblem::Failed => Self::internal(&problem),
        }
    }
}

/// The routes of sessions.
pub(crate) fn routes() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::default().routes(routes!(sign_in)).routes(routes!(sign_out))
}
