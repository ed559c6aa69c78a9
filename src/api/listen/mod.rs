//! Takes connections and serves them, so that slow, idle or too many clients cost those who come to work nothing.

mod berths;
mod patience;

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioTimer;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use super::metrics::Traffic;
use super::sessions::Peer;
use berths::{Berth, Berths, Full, LEAST_WAIT};
pub(super) use patience::SlowBody;
use patience::{PacedBody, PatientStream};

/// How long a connection that is beyond the limit is held before it is closed.
const HELD: Duration = Duration::from_secs(2);
/// How long to wait when the system gives no connection, mostly for want of file descriptors.
const SYSTEM_PAUSE: Duration = Duration::from_millis(50);

/// How connections are served.
#[derive(Debug, Clone, Copy)]
pub struct ListenOptions {
    /// Most connections at once.
    pub connections: usize,
    /// Most connections of one address at once.
    pub per_address: usize,
    /// How long the head of a request may take, counted from the end of the request before it: also how long a
    /// connection may be idle.
    pub head: Duration,
    /// How long a client may leave the service waiting for a body, beside a second for each [`Self::body_rate`] bytes.
    pub body: Duration,
    /// Bytes of a body that earn another second.
    pub body_rate: u64,
    /// How long a client may take none of its answer.
    pub stall: Duration,
    /// How long requests under way may take when the service stops.
    pub farewell: Duration,
}

impl Default for ListenOptions {
    fn default() -> Self {
        Self {
            connections: 4096,
            per_address: 1024,
            head: Duration::from_secs(10),
            body: Duration::from_secs(10),
            body_rate: 4096,
            stall: Duration::from_secs(15),
            farewell: Duration::from_secs(10),
        }
    }
}

/// Serves connections until `stop` ends, then lets requests under way finish.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    options: ListenOptions,
    traffic: Arc<Traffic>,
    stop: impl Future<Output = ()>,
) {
    let berths = Berths::new(options.connections, options.per_address);
    let graceful = GracefulShutdown::new();
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(options.head).max_buf_size(64 << 10);
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, address) = match accepted {
            Ok((stream, peer)) => (stream, peer.ip().to_canonical()),
            Err(error) => {
                pause(&error, &berths).await;
                continue;
            }
        };
        let taken = tokio::select! {
            taken = find_berth(&berths, address) => taken,
            () = &mut stop => break,
        };
        let Some(taken) = taken else {
            traffic.refuse();
            continue;
        };
        let opened = traffic.open();
        let service = answer_with(router.clone(), taken.berth(), options, address);
        let connection = graceful.watch(server.serve_connection(patient(stream, &options), service));
        let (berth, traffic) = (taken.berth(), traffic.clone());
        tokio::spawn(async move {
            tokio::select! {
                // A client that broke off is no fault of ours.
                ended = connection => drop(ended),
                () = berth.told_to_leave() => traffic.send_away(),
            }
            drop((taken, opened));
        });
    }
    drop(listener);
    tracing::info!("told to stop; requests under way may finish");
    if tokio::time::timeout(options.farewell, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}

/// A berth for a connection; none if there is none to be had for it.
async fn find_berth(berths: &Arc<Berths>, address: IpAddr) -> Option<berths::Taken> {
    let held_until = tokio::time::Instant::now() + HELD;
    loop {
        // Asked for before looking, so that no berth that gets free in between is missed.
        let freed = berths.freed();
        match berths.take(address) {
            Ok(taken) => return Some(taken),
            Err(Full::Address) => return None,
            Err(Full::House) => {
                // Those that have only just come may be sent away a moment later.
                drop(tokio::time::timeout(LEAST_WAIT / 4, freed).await);
                if tokio::time::Instant::now() >= held_until {
                    return None;
                }
            }
        }
    }
}

/// Waits for the system to have connections again, and gives one back that nobody uses.
async fn pause(error: &io::Error, berths: &Berths) {
    let made_room = berths.send_longest_away();
    tracing::warn!(error = %error, made_room, "a connection could not be taken");
    tokio::time::sleep(SYSTEM_PAUSE).await;
}

fn patient(stream: TcpStream, options: &ListenOptions) -> PatientStream {
    // Without it small answers wait for acknowledgements; a socket that refuses works all the same.
    drop(stream.set_nodelay(true));
    PatientStream::new(stream, options.stall)
}

/// Answers the requests of one connection, and notes when it is at work and when it only waits.
fn answer_with(
    router: Router,
    berth: Arc<Berth>,
    options: ListenOptions,
    address: IpAddr,
) -> impl hyper::service::Service<
    Request<Incoming>,
    Response = Response<Body>,
    Error = Infallible,
    Future = impl Future<Output = Result<Response<Body>, Infallible>> + Send,
> {
    hyper::service::service_fn(move |request: Request<Incoming>| {
        berth.begin_work();
        let mut request = request.map(|body| Body::new(PacedBody::new(body, options.body, options.body_rate)));
        request.extensions_mut().insert(Peer(address));
        let (router, berth) = (router.clone(), berth.clone());
        async move {
            let answered = router.oneshot(request).await;
            berth.begin_waiting();
            answered
        }
    })
}
