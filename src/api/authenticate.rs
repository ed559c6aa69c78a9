//! Who sends a request: an API token, else the session's cookie; and whether a page of ours sends it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::problem::{Problem, accepted_language};
use crate::access::{Action, Caller, Decision, Resource, decide, secret};
use crate::model::language::Language;

/// What opens without a sign-in; everything else answers 401 first.
const OPEN: [(Method, &str); 4] = [
    (Method::GET, "/api/v1/openapi.json"),
    (Method::GET, "/api/v1/setup"),
    (Method::POST, "/api/v1/setup"),
    (Method::POST, "/api/v1/sessions"),
];

/// The caller of a request, as far as known.
#[derive(Debug, Clone)]
pub struct Known {
    /// Who, if signed in.
    pub caller: Option<Arc<Caller>>,
    accepted: Option<Language>,
}

impl Known {
    /// The language to answer in: people chose theirs in the page, programs say it in each request.
    pub fn language(&self) -> Option<Language> {
        let caller = self.caller.as_ref()?;
        match &caller.token {
            None => caller.language,
            Some(_) => self.accepted.or(caller.language),
        }
    }
}

/// Finds out who sends a request.
pub async fn authenticate(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let known = match know(&app, request.headers()).await {
        Ok(known) => known,
        Err(problem) => return problem.into_response(),
    };
    let mut response = match admit(&app, &known, &request) {
        Ok(()) => {
            request.extensions_mut().insert(known.clone());
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    };
    // For whoever words the answer.
    response.extensions_mut().insert(known);
    response
}

/// Turns away whoever must sign in first or comes from another site.
fn admit(app: &App, known: &Known, request: &Request) -> Result<(), Problem> {
    let path = request.uri().path();
    let is_open = OPEN.iter().any(|(method, open)| method == request.method() && *open == path);
    let by_cookie = known.caller.as_ref().is_some_and(|caller| caller.token.is_none());
    let changes_something = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let origin = if changes_something { check_origin(app, request.headers(), by_cookie) } else { Ok(()) };
    // Whoever is not signed in hears that first.
    if known.caller.is_none() && !is_open {
        return Err(Problem::unauthenticated());
    }
    origin
}

async fn know(app: &App, headers: &HeaderMap) -> Result<Known, Problem> {
    let accepted = accepted_language(headers);
    if let Some(credentials) = headers.get(header::AUTHORIZATION) {
        // The name of the scheme is the same in capitals and in small letters (RFC 9110, section 11.1).
        let scheme_and_token = credentials.to_str().ok().and_then(|text| text.trim_start().split_once(' '));
        let token =
            scheme_and_token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).map(|(_, token)| token);
        let caller = match token {
            Some(token) => app.directory.by_token(secret::digest(token.trim())).await?,
            None => None,
        };
        // A token that is good no longer is not helped out by a cookie.
        return Ok(Known { caller, accepted });
    }
    let caller = match session_secret(app, headers) {
        Some(secret) => app.directory.by_session(secret::digest(secret)).await?,
        None => None,
    };
    Ok(Known { caller, accepted })
}

/// The secret in the session's cookie.
pub fn session_secret<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    let name = app.cookie.name();
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// A browser says where a request comes from; one that carries our cookie must come from our own page.
fn check_origin(app: &App, headers: &HeaderMap, by_cookie: bool) -> Result<(), Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) if site != "same-origin" => false,
        (_, Some(origin)) => app.is_own_origin(origin, text("host")),
        (Some(_), None) => true,
        (None, None) => !by_cookie,
    };
    if is_ours {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "other_site",
        "请求来自其他网站，已拒绝；请在本系统的页面上操作。",
        "The request comes from another site and was refused; use the page of this service.",
    ))
}

/// The signed-in caller of a handler.
#[derive(Debug, Clone)]
pub struct Signed(pub Arc<Caller>);

impl Signed {
    /// Refuses what the caller may not do in this instance.
    pub fn may(&self, action: Action) -> Result<(), Problem> {
        match decide(&self.0, action, Resource::Instance) {
            Decision::Allowed(_) => Ok(()),
            Decision::Forbidden => Err(Problem::forbidden()),
            Decision::Hidden => Err(Problem::not_found()),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let known = parts.extensions.get::<Known>();
        known.and_then(|known| known.caller.clone()).map(Self).ok_or_else(Problem::unauthenticated)
    }
}

/// The language to answer in.
#[derive(Debug, Clone, Copy)]
pub struct Speaks(pub Language);

impl<S: Sync> FromRequestParts<S> for Speaks {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        let chosen = parts.extensions.get::<Known>().and_then(Known::language);
        Ok(Self(chosen.or_else(|| accepted_language(&parts.headers)).unwrap_or_default()))
    }
}
