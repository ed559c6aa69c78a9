//! What every request may use: the store, who is who, the clock, and what is kept in memory.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::answer::Answers;
use super::import_progress::Progresses;
use super::metrics::Metrics;
use crate::access::{Chance, Clock, Directory, PasswordKeeper, Proxies, Throttle, start_of};
use crate::model::id::MemberId;
use crate::model::time::Day;
use crate::sandbox::Sandbox;
use crate::store::{Instant, Store};

/// How many long pieces of work are done at once; each uses all cores.
const LABOURS: usize = 2;

/// How many MiB the files of imports may take together while they arrive, packed.
const UPLOAD_ROOM: usize = 64;

/// How the session's cookie is named and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cookie {
    /// Over TLS only, for this host only.
    #[default]
    Host,
    /// Without TLS, for a server that only this machine reaches.
    Loopback,
}

impl Cookie {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "__Host-waterline",
            Self::Loopback => "waterline",
        }
    }

    /// The header that sets it for so many seconds; none clears it.
    pub fn header(self, secret: &str, seconds: i64) -> String {
        let secure = match self {
            Self::Host => "; Secure",
            Self::Loopback => "",
        };
        format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", self.name())
    }
}

/// How the service behaves.
#[derive(Debug, Clone)]
pub struct AppOptions {
    /// What tells the time.
    pub clock: Clock,
    /// Where ids and secrets come from.
    pub chance: Chance,
    /// The time zone in which a day begins.
    pub zone: TimeZone,
    /// How the session's cookie is sent.
    pub cookie: Cookie,
    /// The address under which browsers find the service, when a proxy stands before it: `https://waterline.example`.
    pub public_url: Option<String>,
    /// Who is believed about where a request comes from.
    pub proxies: Proxies,
    /// How long a request may take: work that would take longer is refused as soon as that shows.
    pub patience: Duration,
    /// How many bytes of answers stay in memory.
    pub answers_in_memory: usize,
    /// Reads the files of strangers.
    pub sandbox: Sandbox,
}

impl Default for AppOptions {
    fn default() -> Self {
        Self {
            clock: Clock::system(),
            chance: Chance::System,
            zone: TimeZone::UTC,
            cookie: Cookie::Host,
            public_url: None,
            proxies: Proxies::default(),
            patience: Duration::from_secs(15),
            answers_in_memory: 32 << 20,
            sandbox: Sandbox::default(),
        }
    }
}

/// The running service.
#[derive(Debug)]
pub struct App {
    /// The accounts.
    pub store: Store,
    /// What tells the time.
    pub clock: Clock,
    /// Where ids and secrets come from.
    pub chance: Chance,
    /// Who is who.
    pub directory: Directory,
    /// Checks passwords.
    pub passwords: PasswordKeeper,
    /// Counts wrong passwords.
    pub throttle: Throttle,
    /// Who is believed about where a request comes from.
    pub proxies: Proxies,
    /// How the session's cookie is sent.
    pub cookie: Cookie,
    /// Reads the files of strangers.
    pub sandbox: Sandbox,
    /// What is counted while it runs.
    pub metrics: Metrics,
    pub(super) patience: Duration,
    pub(super) answers: Answers,
    /// Who may do long work at the moment.
    pub(super) labour: Semaphore,
    /// How far imports have come.
    pub(super) progresses: Progresses,
    /// Whose large import comes next.
    pub(super) import_turn: Semaphore,
    /// How many MiB the files may take together while they arrive.
    pub(super) upload_room: Arc<Semaphore>,
    zone: TimeZone,
    public_url: Option<String>,
}

impl App {
    /// The service on a store.
    pub fn new(store: Store, options: AppOptions) -> Arc<Self> {
        Arc::new(Self {
            directory: Directory::new(store.clone(), options.clock.clone()),
            passwords: PasswordKeeper::new(options.chance.clone()),
            throttle: Throttle::default(),
            metrics: Metrics::default(),
            answers: Answers::new(options.answers_in_memory),
            patience: options.patience,
            labour: Semaphore::new(LABOURS),
            progresses: Progresses::default(),
            import_turn: Semaphore::new(1),
            upload_room: Arc::new(Semaphore::new(UPLOAD_ROOM)),
            proxies: options.proxies,
            cookie: options.cookie,
            sandbox: options.sandbox,
            zone: options.zone,
            public_url: options.public_url,
            clock: options.clock,
            chance: options.chance,
            store,
        })
    }

    /// How much long work of each kind is being done.
    pub(super) fn jobs(&self) -> [(&'static str, usize); 3] {
        [
            ("analysis", LABOURS - self.labour.available_permits()),
            ("workbook", self.sandbox.running()),
            ("password", self.passwords.under_way()),
        ]
    }

    /// This day, where the service runs.
    pub fn today(&self) -> Day {
        self.clock.today(&self.zone)
    }

    /// The moment at which a day begins, where the service runs.
    pub fn start_of(&self, day: Day) -> Instant {
        start_of(day, &self.zone)
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.chance.id(self.clock.now())
    }

    /// The id of what a request makes: with a key always the same one, so that asking again makes nothing twice.
    pub fn id_for(&self, by: MemberId, key: Option<&str>) -> Uuid {
        let Some(key) = key else { return self.new_id() };
        let mut digest = Sha256::new();
        digest.update(by.0.as_bytes());
        digest.update(key.as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        Uuid::new_v8(bytes)
    }

    /// Is this the origin of our own page?
    pub(super) fn is_own_origin(&self, origin: &str, host: Option<&str>) -> bool {
        if let Some(own) = &self.public_url {
            return origin.trim_end_matches('/').eq_ignore_ascii_case(own.trim_end_matches('/'));
        }
        let without_scheme = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        matches!((without_scheme, host), (Some(origin), Some(host)) if origin.eq_ignore_ascii_case(host))
    }
}
