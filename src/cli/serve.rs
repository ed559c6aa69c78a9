//! `waterline serve`: the service and its page.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use clap::Args;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt as _;
use tracing_subscriber::EnvFilter;

use super::account::block_on;
use super::{Failure, report};
use crate::access::{Chance, Clock};
use crate::api::{self, App, AppOptions, Cookie, Peer, TimeLimits, demo, setup};
use crate::config::{Config, LogFormat, Settings};
use crate::store::Store;

/// How long the head of a request may take, and how long a connection may stay idle.
const HEAD_LIMIT: Duration = Duration::from_secs(15);
/// How long the key of a request is remembered, in seconds: a week.
const KEYS_S: i64 = 7 * 24 * 3600;
/// How long requests under way may take when the service stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves the page and the API.
///
/// Settings come from a file (waterline.toml), the environment and flags, the later over the earlier.
///
/// Example: waterline serve --listen 127.0.0.1:8080 --database sqlite:waterline.db
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    #[command(flatten)]
    settings: Settings,
    /// The configuration file [default: waterline.toml, if it is there]
    #[arg(long, env = "WATERLINE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Loads the fictional demo account, if it is not there yet.
    #[arg(long)]
    demo: bool,
}

pub(super) fn run(args: &ServeArgs) -> Result<(), Failure> {
    let config = Config::load(args.settings.clone(), args.config.as_deref()).map_err(|error| failed(&error))?;
    start_log(&config);
    block_on(serve(&config, args.demo))
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}

fn start_log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("warn,waterline=info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start in one process, as in tests, keeps the first log.
    drop(match config.log_format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    });
    // The text of a panic may hold what a request said; where it happened is enough.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "the program panicked at {place}");
    }));
}

async fn serve(config: &Config, with_demo: bool) -> Result<(), Failure> {
    let store = Store::open(&config.database).await.map_err(|error| failed(&error))?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| Failure::new(format!("cannot listen on {}: {error}", config.listen)))?;
    let address = listener.local_addr().map_err(|error| failed(&error))?;
    let app = App::new(store.clone(), options(config, address));
    if with_demo {
        demo::load_once(&app).await.map_err(|problem| failed(&problem))?;
    }
    announce(&app, config, address).await?;

    let limits = TimeLimits {
        request: Duration::from_secs(config.request_seconds),
        import: Duration::from_secs(config.import_seconds),
    };
    let sweeping = tokio::spawn(sweep(app.clone()));
    accept(&listener, api::service(app, limits), config.connections).await?;
    sweeping.abort();
    store.database().close().await;
    Ok(())
}

fn options(config: &Config, address: SocketAddr) -> AppOptions {
    let is_tls = config.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
    AppOptions {
        clock: Clock::system(),
        chance: Chance::System,
        zone: config.time_zone.clone(),
        cookie: if address.ip().is_loopback() && !is_tls { Cookie::Loopback } else { Cookie::Host },
        public_url: config.public_url.clone(),
        ..AppOptions::default()
    }
}

/// Prints where the service is found and, while there is no user, the link that makes the first one.
async fn announce(app: &App, config: &Config, address: SocketAddr) -> Result<(), Failure> {
    let url = config.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    report::say(&format!("Waterline listens on http://{address}"));
    if !address.ip().is_loopback() && !url.starts_with("https://") {
        report::complain(
            "browsers keep a session over TLS only: put a proxy with TLS before this address and name it with --public-url https://…",
        );
    }
    if let Some(token) = setup::open(app).await.map_err(|error| failed(&error))? {
        report::say(&format!("Set up the first user at {url}/setup?token={token}"));
    }
    Ok(())
}

/// Takes out, once an hour, sessions that ended and keys of requests that nobody repeats any more.
async fn sweep(app: Arc<App>) {
    let mut hours = tokio::time::interval(Duration::from_hours(1));
    loop {
        hours.tick().await;
        let now = app.clock.now();
        if let Err(error) = app.store.forget_sessions_before(now).await {
            tracing::warn!(error = %error, "old sessions could not be taken out");
        }
        if let Err(error) = app.store.forget_keys_before(now.plus_seconds(-KEYS_S)).await {
            tracing::warn!(error = %error, "old keys of requests could not be taken out");
        }
    }
}

/// Takes connections until the program is told to stop, then lets requests under way finish.
async fn accept(listener: &TcpListener, router: Router, connections: usize) -> Result<(), Failure> {
    let places = Arc::new(Semaphore::new(connections));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(told_to_stop());
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEAD_LIMIT).max_buf_size(64 << 10);
    loop {
        // Beyond the limit, connections wait in the queue of the system.
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place.map_err(|error| failed(&error))?,
            () = &mut stop => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, mostly: others are closed in a moment.
                    tracing::warn!(error = %error, "a connection could not be taken");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        drop(stream.set_nodelay(true));
        let (router, peer): (Router, IpAddr) = (router.clone(), peer.ip());
        let service = hyper::service::service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer));
            router.clone().oneshot(request)
        });
        let connection = graceful.watch(server.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A client that broke off is no fault of ours.
            drop(connection.await);
            drop(place);
        });
    }
    tracing::info!("told to stop; requests under way may finish");
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    Ok(())
}

/// Ends when the program is interrupted or told to end.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) {
        (Ok(mut terminate), Ok(mut interrupt)) => {
            tokio::select! {
                _ = terminate.recv() => (),
                _ = interrupt.recv() => (),
            }
        }
        _ => std::future::pending().await,
    }
}
