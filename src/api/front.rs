//! The whole service as one router: the API, the page, health, and what every request has in common.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tracing::Instrument as _;

use super::app::App;
use super::problem::{DatabaseBroken, Problem};
use crate::store::StoreError;
use crate::web;

/// How long the database may take to say that it is there.
const READY: Duration = Duration::from_millis(1500);

/// How long requests may take.
#[derive(Debug, Clone, Copy)]
pub struct TimeLimits {
    /// Any request.
    pub request: Duration,
    /// Sending, reading and committing a file.
    pub import: Duration,
}

impl Default for TimeLimits {
    fn default() -> Self {
        Self { request: Duration::from_secs(15), import: Duration::from_mins(5) }
    }
}

/// The service with its page.
pub fn service(app: Arc<App>, limits: TimeLimits) -> Router {
    let api = super::router(&app, limits);
    let health =
        Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(readyz)).with_state(app.clone());
    // The page answers every address that nothing else does, but none below /api.
    api.merge(health)
        .fallback(web::page)
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn(forgive_encodings))
        .layer(from_fn_with_state(app, observe))
}

/// Takes refusals of the plain form out of `Accept-Encoding`: what cannot be packed is sent as it is, rather than not at all.
async fn forgive_encodings(mut request: Request, next: Next) -> Response {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let is_refusal = |part: &&str| {
        let mut pieces = part.split(';').map(str::trim);
        let coding = pieces.next().unwrap_or_default();
        let weight = pieces.find_map(|piece| piece.strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
        weight <= 0.0_f32 && (coding == "*" || coding.eq_ignore_ascii_case("identity"))
    };
    let kept = accepted.filter(|text| text.split(',').any(|part| is_refusal(&part))).map(|text| {
        let parts: Vec<&str> = text.split(',').filter(|part| !is_refusal(part)).collect();
        parts.join(",")
    });
    if let Some(kept) = kept {
        match HeaderValue::try_from(kept) {
            Ok(kept) if !kept.is_empty() => drop(request.headers_mut().insert(header::ACCEPT_ENCODING, kept)),
            _ => drop(request.headers_mut().remove(header::ACCEPT_ENCODING)),
        }
    }
    next.run(request).await
}

/// Ready when the database answers soon.
async fn readyz(State(app): State<Arc<App>>) -> Response {
    let reason = match tokio::time::timeout(READY, app.store.database().ping()).await {
        Ok(Ok(())) => return "ready\n".into_response(),
        Ok(Err(error)) => {
            if let StoreError::Broken(reason) = &error {
                app.store.give_up(reason);
            }
            error.to_string()
        }
        Err(_elapsed) => format!("no answer within {} ms", READY.as_millis()),
    };
    tracing::warn!(reason, "not ready: the database does not answer");
    (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
}

/// Gives each request a number, and logs it by its route: addresses and queries may name people.
async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = app.new_id();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!("request", request.id = %id.simple());
    async {
        let mut response = next.run(request).await;
        // Whoever met it, reading or writing beside the one writer: nothing more may be acknowledged.
        if let Some(DatabaseBroken(reason)) = response.extensions_mut().remove::<DatabaseBroken>() {
            app.store.give_up(&reason);
        }
        let status = response.status().as_u16();
        app.metrics.note_request(&method, &route, status, began.elapsed());
        let duration_ms = began.elapsed().as_secs_f64() * 1000.0;
        if response.status().is_server_error() {
            tracing::warn!(%method, route, status, duration_ms, "answered {method} {route} with {status}");
        } else {
            tracing::info!(%method, route, status, duration_ms, "answered {method} {route} with {status}");
        }
        if let Ok(id) = HeaderValue::from_str(&id.simple().to_string()) {
            response.headers_mut().insert("x-request-id", id);
        }
        response
    }
    .instrument(span)
    .await
}

/// Ends a request that takes too long.
pub(super) async fn limit_time(State(limits): State<TimeLimits>, request: Request, next: Next) -> Response {
    let is_import = request.uri().path().starts_with("/api/v1/imports");
    let limit = if is_import { limits.import } else { limits.request };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "too_slow",
            format!("处理超过 {} 秒，已中止。", limit.as_secs()),
            format!("The request took longer than {} seconds and was given up.", limit.as_secs()),
        )
        .into_response(),
    }
}

/// What every answer of the API carries.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.entry(HeaderName::from_static("referrer-policy")).or_insert(HeaderValue::from_static("no-referrer"));
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    response
}

/// The layers of the API, the innermost first.
pub(super) fn layered(router: Router, app: &Arc<App>, limits: TimeLimits) -> Router {
    router
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Problem::internal(&"a handler panicked").into_response()
        }))
        .layer(from_fn_with_state(limits, limit_time))
        .layer(from_fn_with_state(app.clone(), super::authenticate::authenticate))
        .layer(from_fn(super::problem::speak))
        .layer(from_fn(guard))
}
