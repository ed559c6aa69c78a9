//! The real program in a folder of its own, and a service that it runs.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Answer, Client};

/// The password of the first user.
pub const PASSWORD: &str = "correct horse battery staple";

/// A temporary folder, removed when the test ends, also by a panic.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("waterline-operation-{}-{number}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// A command of the program, to be run in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_waterline"));
        command.args(arguments).current_dir(&self.0).env("LC_ALL", "C.UTF-8").env("WATERLINE_LOG", "off");
        command.env_remove("WATERLINE_DATABASE");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Runs a command that must succeed; what it prints.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must be refused; what it says.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stderr).unwrap()
    }

    /// Starts the service on `waterline.db` in this folder.
    #[track_caller]
    pub fn serve(&self) -> Service {
        Service::start(self.command(&SERVE)).unwrap_or_else(|refusal| panic!("{refusal}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

/// The arguments with which tests serve.
pub const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

/// A running service; killed when it is dropped.
pub struct Service {
    pub child: Child,
    pub address: String,
    /// The lines that it printed before it told where it listens.
    pub said: String,
    lines: mpsc::Receiver<String>,
}

impl Service {
    /// Starts a command that serves, and waits until it listens; else what it said on standard error.
    pub fn start(command: Command) -> Result<Self, String> {
        Self::start_logging_to(command, Stdio::piped())
    }

    /// The same, with its standard error somewhere else.
    pub fn start_logging_to(mut command: Command, log: Stdio) -> Result<Self, String> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || stdout.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        let complaint = child.stderr.take().map(|mut stderr| {
            std::thread::spawn(move || {
                let mut text = String::new();
                drop(stderr.read_to_string(&mut text));
                text
            })
        });
        let mut said = String::new();
        while let Ok(line) = lines.recv_timeout(Duration::from_mins(1)) {
            if let Some(address) = line.strip_prefix("Waterline listens on http://") {
                let address = address.to_owned();
                return Ok(Self { child, address, said, lines });
            }
            said.push_str(&line);
            said.push('\n');
        }
        drop(child.kill());
        drop(child.wait());
        Err(complaint.map_or_else(String::new, |complaint| complaint.join().unwrap()))
    }

    /// A connection to it.
    pub fn client(&self) -> Client {
        Client::new(&self.address)
    }

    /// Makes the first user by the link that was printed, and signs in.
    pub fn set_up(&self) -> Client {
        let mut lines = std::iter::from_fn(|| self.lines.recv_timeout(Duration::from_secs(20)).ok());
        let token = lines.find_map(|line| line.split_once("token=").map(|(_, token)| token.trim().to_owned())).unwrap();
        let mut client = self.client();
        let first = json!({
            "token": token, "name": "Ada Field", "login": "ada", "password": PASSWORD, "language": "en", "demo": false,
        });
        let made = client.post("/api/v1/setup", &first).expect(201);
        client.keep_cookie(&made);
        client
    }

    /// Kills it as `kill -9` does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells it to stop, and waits until it has; its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, rustix::process::Signal::TERM).unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Runs a statement on a SQLite file past the program.
pub fn execute(database: &Path, statement: &str) {
    use sqlx::{ConnectOptions, Connection};
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(database);
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// Makes an account; its address.
pub fn account(client: &mut Client, name: &str) -> String {
    let made = client.post("/api/v1/accounts", &json!({ "name": name })).expect(201).json();
    format!("/api/v1/accounts/{}", made["id"].as_str().unwrap())
}

/// A batch that adds a person.
pub fn add_person(name: &str) -> Value {
    json!({ "changes": [{ "verb": "add_person", "name": name }] })
}

/// The names of all people of an account.
pub fn names(client: &mut Client, account: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Answer = client.get(&format!("{account}/people?limit=1000{cursor}")).expect(200);
        let page = page.json();
        let items = page["items"].as_array().unwrap();
        names.extend(items.iter().map(|person| person["name"].as_str().unwrap().to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return names,
        }
    }
}
