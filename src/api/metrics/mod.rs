//! What is counted while the service runs, without a name or a secret in it.

mod text;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{Method, header};
use axum::routing::get;

use super::app::App;
use crate::store::{Distribution, Histogram};

/// Bounds of the seconds that a request takes.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0];

/// Counts requests and connections.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, &'static str), Arc<Requests>>>,
    /// The connections of the main listener.
    pub traffic: Arc<Traffic>,
}

/// The requests of one route and method.
#[derive(Debug)]
struct Requests {
    by_status: Mutex<BTreeMap<u16, u64>>,
    seconds: Histogram,
}

/// Requests of one route and method, as counted so far.
pub(super) struct Counted {
    pub(super) route: String,
    pub(super) method: &'static str,
    pub(super) by_status: BTreeMap<u16, u64>,
    pub(super) seconds: Distribution,
}

impl Metrics {
    /// Counts an answered request by the template of its route, which names nobody.
    pub(super) fn note_request(&self, method: &Method, route: &str, status: u16, took: Duration) {
        let requests = {
            let mut all = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
            // A key borrowed for looking would need a type of its own; routes are short.
            all.entry((route.to_owned(), word(method)))
                .or_insert_with(|| Arc::new(Requests { by_status: Mutex::default(), seconds: Histogram::new(SECONDS) }))
                .clone()
        };
        requests.seconds.note(took.as_secs_f64());
        *requests.by_status.lock().unwrap_or_else(PoisonError::into_inner).entry(status).or_default() += 1;
    }

    pub(super) fn requests(&self) -> Vec<Counted> {
        let all = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = all.iter().map(|((route, method), requests)| Counted {
            route: route.clone(),
            method,
            by_status: requests.by_status.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            seconds: requests.seconds.read(),
        });
        counted.collect()
    }
}

/// A method by name; names that clients make up count as one.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Counts connections.
#[derive(Debug, Default)]
pub struct Traffic {
    opened: AtomicU64,
    closed: AtomicU64,
    refused: AtomicU64,
    sent_away: AtomicU64,
}

impl Traffic {
    /// Counts a connection as open until what is returned is dropped.
    pub(super) fn open(self: &Arc<Self>) -> Opened {
        self.opened.fetch_add(1, Ordering::Relaxed);
        Opened(self.clone())
    }

    /// Counts a connection for which there was no place.
    pub(super) fn refuse(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a connection that had to make room.
    pub(super) fn send_away(&self) {
        self.sent_away.fetch_add(1, Ordering::Relaxed);
    }
}

/// An open connection.
#[derive(Debug)]
pub(super) struct Opened(Arc<Traffic>);

impl Drop for Opened {
    fn drop(&mut self) {
        self.0.closed.fetch_add(1, Ordering::Relaxed);
    }
}

/// The page for Prometheus, to be served on a listener of its own.
pub fn router(app: Arc<App>) -> Router {
    let page = async |State(app): State<Arc<App>>| {
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text::text(&app))
    };
    Router::new().route("/metrics", get(page)).with_state(app)
}
