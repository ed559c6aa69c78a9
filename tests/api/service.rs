//! A service on a new database, and the actors that send requests to it.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use uuid::Uuid;
use waterline::access::{Chance, Clock, Proxies, Secret};
use waterline::api::{self, App, AppOptions, Cookie, Peer, TimeLimits};
use waterline::model::id::{AccountId, MemberId};
use waterline::model::member::Member;
use waterline::sandbox::Sandbox;
use waterline::store::{ApiToken, Instant, NewUser, Role, RoleGiven, Session, Store};

/// The moment at which every test begins: 2026-09-21 in UTC.
pub const NOW: Instant = Instant(1_790_000_000_000_000);

/// A running service, without a listener.
pub struct Service {
    pub app: Arc<App>,
    pub clock: Clock,
    router: Router,
    folder: Option<Folder>,
}

/// Somebody who sends requests.
#[derive(Clone)]
pub struct Actor {
    pub member: MemberId,
    credentials: Vec<(header::HeaderName, String)>,
    address: IpAddr,
}

/// An answer, read whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|_| panic!("no JSON: {}", String::from_utf8_lossy(&self.bytes)))
    }

    /// A header as text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The same answer, if it has this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }
}

impl Service {
    /// A service on a new SQLite file.
    pub async fn new() -> Self {
        Self::behind(Proxies::default()).await
    }

    /// A service on a new SQLite file that believes these proxies.
    pub async fn behind(proxies: Proxies) -> Self {
        Self::on_a_file(AppOptions { proxies, ..AppOptions::default() }).await
    }

    /// A service on a new SQLite file that gives each request minutes, for figures that an unoptimised program takes long to reckon.
    pub async fn patient() -> Self {
        Self::on_a_file(AppOptions { patience: Duration::from_mins(5), ..AppOptions::default() }).await
    }

    /// A service on a database that is there.
    pub async fn on(url: &str) -> Self {
        Self::with(url, AppOptions::default()).await
    }

    async fn on_a_file(options: AppOptions) -> Self {
        let folder = Folder::new();
        let url = format!("sqlite:{}", folder.0.join("waterline.db").display());
        Self { folder: Some(folder), ..Self::with(&url, options).await }
    }

    async fn with(url: &str, options: AppOptions) -> Self {
        let limits = TimeLimits { request: options.patience, ..TimeLimits::default() };
        let clock = Clock::fixed(NOW);
        let options = AppOptions {
            clock: clock.clone(),
            chance: Chance::seeded(7),
            cookie: Cookie::Loopback,
            // The test itself does not know how to read a workbook in a process of its own.
            sandbox: Sandbox::of(PathBuf::from(env!("CARGO_BIN_EXE_waterline"))),
            ..options
        };
        let app = App::new(Store::open(url).await.unwrap(), options);
        Self { router: api::service(app.clone(), limits), app, clock, folder: None }
    }

    /// All files of the database, one after the other, as a thief would find them.
    pub fn database_bytes(&self) -> Vec<u8> {
        let folder = &self.folder.as_ref().expect("a service on a file of its own").0;
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        files.flat_map(|path| std::fs::read(path).unwrap()).collect()
    }

    /// The file of the database, past the program.
    pub fn database_file(&self) -> PathBuf {
        self.folder.as_ref().expect("a service on a file of its own").0.join("waterline.db")
    }

    /// Whoever has not signed in.
    #[expect(clippy::unused_self, reason = "reads like the other actors")]
    pub fn anon(&self) -> Actor {
        Actor { member: MemberId::default(), credentials: Vec::new(), address: "192.0.2.1".parse().unwrap() }
    }

    /// A signed-in user.
    pub async fn user(&self, login: &str) -> Actor {
        self.new_user(login, None).await
    }

    /// A signed-in administrator.
    pub async fn administrator(&self, login: &str) -> Actor {
        self.new_user(login, Some(NOW)).await
    }

    async fn new_user(&self, login: &str, administrator_since: Option<Instant>) -> Actor {
        let member = MemberId(self.app.new_id());
        let user = NewUser {
            member: Member { id: member, name: format!("User {login}"), team: None },
            login: login.to_owned(),
            // Nobody signs in with it: a real hash would cost each test its time.
            password_hash: "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA".to_owned(),
            language: Some("en".to_owned()),
            administrator_since,
        };
        self.app.store.create_user(&user, self.app.clock.now()).await.unwrap();
        self.session_of(member).await
    }

    /// A new session of a user.
    pub async fn session_of(&self, member: MemberId) -> Actor {
        let secret = Secret::new("", &self.app.chance);
        let now = self.app.clock.now();
        let session = Session { member, created_at: now, used_at: now, expires_at: now.plus_seconds(3600 * 24) };
        self.app.store.open_session(&secret.digest(), &session).await.unwrap();
        Actor { member, ..self.anon() }
            .with(header::COOKIE, &format!("waterline={}", secret.reveal()))
            .with(header::ORIGIN, "http://waterline.test")
    }

    /// An API token of a user.
    pub async fn token(&self, member: MemberId, scopes: &[&str], accounts: Option<Vec<AccountId>>) -> Actor {
        let secret = Secret::new("waterline_", &self.app.chance);
        let token = ApiToken {
            id: self.app.new_id(),
            member,
            name: "test".to_owned(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            accounts,
            created_at: NOW,
            expires_at: Some(NOW.plus_seconds(3600)),
            used_at: None,
            revoked_at: None,
        };
        self.app.store.create_token(&secret.digest(), &token).await.unwrap();
        Actor { member, ..self.anon() }.with(header::AUTHORIZATION, &format!("Bearer {}", secret.reveal()))
    }

    /// Gives a member a role.
    pub async fn give(&self, account: AccountId, actor: &Actor, role: Role) {
        let given = RoleGiven { account, member: actor.member, role, given_at: NOW, given_by: None };
        self.app.store.give_role(&given).await.unwrap();
        self.app.directory.forget();
    }

    /// A new account of this owner.
    pub async fn account(&self, owner: &Actor, name: &str) -> AccountId {
        let made = self.post(owner, "/api/v1/accounts", json!({ "name": name })).await.expect(201);
        AccountId(made.json()["id"].as_str().unwrap().parse().unwrap())
    }

    /// Adds a person to an account.
    pub async fn person(&self, actor: &Actor, account: AccountId, name: &str) -> Uuid {
        let path = format!("/api/v1/accounts/{account}/people");
        let added = self.post(actor, &path, json!({ "name": name })).await.expect(201);
        added.json()["id"].as_str().unwrap().parse().unwrap()
    }

    pub async fn get(&self, actor: &Actor, path: &str) -> Answer {
        self.send(actor, Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, actor: &Actor, path: &str, body: Value) -> Answer {
        self.send_json(actor, "POST", path, &[], &body).await
    }

    pub async fn send_json(
        &self,
        actor: &Actor,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(actor, request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Sends any request as an actor.
    pub async fn send(&self, actor: &Actor, mut request: Request<Body>) -> Answer {
        for (name, value) in &actor.credentials {
            request.headers_mut().entry(name).or_insert(value.parse().unwrap());
        }
        request.headers_mut().entry(header::HOST).or_insert("waterline.test".parse().unwrap());
        request.extensions_mut().insert(Peer(actor.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

/// A text as it stands in an address, every byte of it in percent code.
pub fn percent_coded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect::<Vec<_>>().concat()
}

impl Actor {
    /// The same actor, sending this header as well.
    #[must_use]
    pub fn with(mut self, name: header::HeaderName, value: &str) -> Self {
        self.credentials.retain(|(other, _)| *other != name);
        self.credentials.push((name, value.to_owned()));
        self
    }

    /// The same actor, without this header.
    #[must_use]
    pub fn without(mut self, name: &header::HeaderName) -> Self {
        self.credentials.retain(|(other, _)| other != name);
        self
    }

    /// A header that this actor sends, as text.
    pub fn header(&self, name: &header::HeaderName) -> &str {
        self.credentials.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// The same actor at another address.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        self.address = address.parse().unwrap();
        self
    }
}

/// A temporary folder, removed when the test ends, also by a panic.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("waterline-api-test-{}-{number}", std::process::id()));
        drop(std::fs::remove_dir_all(&path));
        std::fs::create_dir(&path).expect("the temporary folder can be written");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}
