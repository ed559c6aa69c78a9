//! `waterline serve`: the service and its page.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use clap::Args;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tracing_subscriber::EnvFilter;

use super::account::block_on;
use super::allocator::give_memory_back_soon;
use super::source_file::language;
use super::stop::told_to_stop;
use super::{Failure, report};
use crate::access::{Chance, Clock, Network, Proxies, ProxyHeader};
use crate::api::listen::ListenOptions;
use crate::api::{self, App, AppOptions, Cookie, TimeLimits, demo, setup};
use crate::config::{Config, LogFormat, ProxyHeaderName, Settings};
use crate::store::{Store, StoreError, check_pages_unless, real_file, sqlite_path, without_password};

/// How often the log of the database is taken in.
const LOG_TAKEN_IN: Duration = Duration::from_secs(10);
/// How often its file is looked after.
const FILE_LOOKED_AFTER: Duration = Duration::from_secs(1);
/// How long the service goes on after its disk failed.
const LAST_WORDS: Duration = Duration::from_millis(300);
/// Open files that the database, the log, children and the like need beside connections.
const OWN_FILES: u64 = 64;
/// As many connections are taken however few files the system allows.
const FEWEST_CONNECTIONS: usize = 8;
/// How long the key of a request is remembered, in seconds: a week.
const KEYS_S: i64 = 7 * 24 * 3600;

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
    let config = Config::load(args.settings.clone(), args.config.as_deref())?;
    give_memory_back_soon();
    start_log(&config);
    block_on(serve(&config, args.demo))
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(error.to_string())
}

fn start_log(config: &Config) {
    // The configuration holds only what is understood.
    let filter = EnvFilter::new(&config.log);
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
    let proxies = proxies(config)?;
    // Before anything is changed in the database, which a second service on the same address must not.
    let listener = bind(config.listen).await?;
    let store = Store::open(&config.database).await?;
    let address = listener.local_addr().map_err(|error| failed(&error))?;
    let options = AppOptions { proxies, ..options(config, address) };
    let app = App::new(store.clone(), options);
    if with_demo {
        demo::load_once(&app).await.map_err(|problem| failed(&problem))?;
    }
    // Whoever reads that it listens may stop it at once.
    let told = told_to_stop();
    if let Some(address) = config.metrics {
        serve_metrics(&app, address).await?;
    }
    announce(&app, config, address).await?;

    let limits = TimeLimits {
        request: Duration::from_secs(config.request_seconds),
        import: Duration::from_secs(config.import_seconds),
    };
    let sweeping = tokio::spawn(sweep(app.clone()));
    let taking_in = tokio::spawn(take_log_in(store.clone()));
    let looking = tokio::spawn(look_after_file(store.clone()));
    let traffic = app.metrics.traffic.clone();
    let failure = Arc::new(OnceLock::new());
    let (damage, found) = oneshot::channel();
    let is_stopping = Arc::new(AtomicBool::new(false));
    let checking = tokio::spawn(look_for_damage(config.database.clone(), is_stopping.clone(), damage));
    let stop = stop_reason(told, store.clone(), found, failure.clone());
    let serving = api::listen::listen(listener, api::service(app, limits), listening(config), traffic, stop);
    tokio::select! {
        () = serving => {}
        () = failed_for_good(&store) => {}
    }
    sweeping.abort();
    taking_in.abort();
    looking.abort();
    if let Some(failure) = failure.get() {
        // Closing would write once more to a disk that fails.
        return Err(Failure::new(failure.clone()));
    }
    // As long as somebody looks at the database its log stays beside it, and the next start takes that for a broken off one.
    is_stopping.store(true, Ordering::Relaxed);
    drop(checking.await);
    store.close().await;
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
        patience: Duration::from_secs(config.request_seconds),
        ..AppOptions::default()
    }
}

/// The proxies that are believed about where a request comes from.
pub(super) fn proxies(config: &Config) -> Result<Proxies, Failure> {
    let networks = config.trusted_proxies.iter().map(|text| text.parse::<Network>()).collect::<Result<_, _>>();
    let header = match config.proxy_header {
        ProxyHeaderName::XForwardedFor => ProxyHeader::XForwardedFor,
        ProxyHeaderName::Forwarded => ProxyHeader::Forwarded,
    };
    Ok(Proxies { networks: networks.map_err(|error| failed(&error))?, header })
}

/// Prints where the service is found and, while there is no user, the link that makes the first one.
async fn announce(app: &App, config: &Config, address: SocketAddr) -> Result<(), Failure> {
    // Where it listens everywhere, that is no address which a browser could open.
    let is_everywhere = address.ip().is_unspecified();
    let place = if is_everywhere { format!("localhost:{}", address.port()) } else { address.to_string() };
    let url = config.public_url.clone().unwrap_or_else(|| format!("http://{place}"));
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
        let given_up = |error: &StoreError| {
            if let StoreError::Broken(reason) = error {
                app.store.give_up(reason);
            }
        };
        if let Err(error) = app.store.forget_sessions_before(now).await {
            given_up(&error);
            tracing::warn!(error = %error, "old sessions could not be taken out");
        }
        if let Err(error) = app.store.forget_keys_before(now.plus_seconds(-KEYS_S)).await {
            given_up(&error);
            tracing::warn!(error = %error, "old keys of requests could not be taken out");
        }
    }
}

/// Takes the log of the database in every few seconds, so that a disk that fails at that is noticed.
async fn take_log_in(store: Store) {
    let mut turns = tokio::time::interval(LOG_TAKEN_IN);
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        store.take_log_in().await;
    }
}

/// Looks every second whether the database is still where it was opened: what is written to a file without a name is lost.
async fn look_after_file(store: Store) {
    let mut turns = tokio::time::interval(FILE_LOOKED_AFTER);
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        store.look_after_file();
    }
}

/// How the main listener takes connections: no more than the system has open files for, which are raised to all that it gives.
fn listening(config: &Config) -> ListenOptions {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // A system that does not raise them keeps what it has.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let left = usize::try_from(files.saturating_sub(OWN_FILES)).unwrap_or(usize::MAX);
    let connections = config.connections.min(left.max(FEWEST_CONNECTIONS));
    if connections < config.connections {
        tracing::warn!(
            connections,
            files,
            "the system allows {files} open files, so at most {connections} connections are taken"
        );
    }
    ListenOptions { connections, per_address: config.connections_per_address, ..ListenOptions::default() }
}

/// Serves the metrics on a listener of their own.
async fn serve_metrics(app: &Arc<App>, address: SocketAddr) -> Result<(), Failure> {
    let listener = bind(address).await?;
    let own = listener.local_addr().map_err(|error| failed(&error))?;
    report::say(&format!("Metrics for Prometheus are at http://{own}/metrics"));
    let options = ListenOptions { connections: 16, per_address: 16, ..ListenOptions::default() };
    let router = api::metrics::router(app.clone());
    tokio::spawn(api::listen::listen(listener, router, options, Arc::default(), std::future::pending()));
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::worded(format!("无法监听 {address}：{error}"), format!("cannot listen on {address}: {error}"))
    })
}

/// Ends when the program is told to stop, or when the database can be used no longer; then the reason is left behind.
async fn stop_reason(
    told: impl Future<Output = ()>,
    store: Store,
    damage: oneshot::Receiver<String>,
    failure: Arc<OnceLock<String>>,
) {
    tokio::select! {
        () = told => {}
        reason = store.broken() => drop(failure.set(StoreError::Broken(reason).sentence(language()))),
        Ok(reason) = damage => drop(failure.set(reason)),
    }
}

/// Ends soon after the database can be used no longer: those who read may still get their answers.
async fn failed_for_good(store: &Store) {
    store.broken().await;
    tokio::time::sleep(LAST_WORDS).await;
}

/// Looks for damage in a database that was too large to be looked through before it was served, and tells of the first.
async fn look_for_damage(url: String, is_stopping: Arc<AtomicBool>, damage: oneshot::Sender<String>) {
    let Some(file) = sqlite_path(&url).map(real_file) else { return };
    match check_pages_unless(&file, is_stopping).await {
        Ok(faults) => {
            if let Some(reason) = faults.into_iter().next() {
                let found = StoreError::Damaged { url: without_password(&url), reason };
                drop(damage.send(found.sentence(language())));
            }
        }
        Err(error) => tracing::warn!(error = %error, "the database could not be looked through"),
    }
}
