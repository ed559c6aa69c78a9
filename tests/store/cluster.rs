//! A PostgreSQL server of the tests' own: made in a temporary folder by an unprivileged user,
//! reached by a socket in that folder, and gone as soon as the test process is gone.

use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use sqlx::{Connection, Executor, PgConnection};

/// The guard reads a pipe that only the test process holds: however that process ends, also by a
/// panic or a kill, the pipe closes and the guard stops the server and removes the folder.
const GUARD: &str = r#"
"$1/initdb" -D "$2/data" -U waterline -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c full_page_writes=off \
    -c synchronous_commit=off -c shared_buffers=32MB >>"$2/log" 2>&1 &
server=$!
read -r _
kill -TERM "$server"
"$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null 2>&1
wait "$server"
rm -rf "$2"
"#;

/// A running server; one for all tests of a process.
pub struct Cluster {
    folder: PathBuf,
    databases: AtomicU32,
    _guard: ChildStdin,
}

impl Cluster {
    /// The server of this test process, started by whoever asks first.
    ///
    /// Must not be called inside an asynchronous runtime.
    pub fn shared() -> &'static Self {
        static CLUSTER: OnceLock<Cluster> = OnceLock::new();
        CLUSTER.get_or_init(Self::start)
    }

    fn start() -> Self {
        let programs = programs();
        let folder = std::env::temp_dir().join(format!("waterline-postgres-{}", std::process::id()));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir(&folder).expect("the temporary folder can be written");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();

        let mut command = Command::new("sh");
        command.args(["-c", GUARD, "guard"]).arg(programs).arg(&folder);
        // PostgreSQL refuses to run as root.
        if let Some((user, group)) = unprivileged() {
            chown(&folder, Some(user), Some(group)).unwrap();
            command.uid(user).gid(group);
        }
        // In a group of its own, an interrupt at the terminal does not stop the guard before the
        // server.
        #[expect(clippy::zombie_processes, reason = "the guard outlives this process on purpose")]
        let mut guard = command
            .process_group(0)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell can be started");
        let cluster = Self { _guard: guard.stdin.take().unwrap(), folder, databases: AtomicU32::new(0) };
        cluster.make_template();
        cluster
    }

    /// Waits for the server and makes a migrated database, which the tests' databases copy.
    fn make_template(&self) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let deadline = Instant::now() + Duration::from_mins(1);
            let mut connection = loop {
                match PgConnection::connect(&self.url("postgres")).await {
                    Ok(connection) => break connection,
                    Err(error) if Instant::now() > deadline => panic!(
                        "PostgreSQL does not start: {error}\n{}",
                        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
                    ),
                    Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                }
            };
            // A collation unlike that of SQLite shows where an order was left to the database.
            connection
                .execute(
                    "create database template_waterline template template0 \
                     locale_provider icu icu_locale 'en-US' locale 'C'",
                )
                .await
                .unwrap();
            waterline::store::Database::open(&self.url("template_waterline")).await.unwrap().close().await;
        });
    }

    /// Makes a migrated database and returns its URL.
    pub async fn new_database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        let mut connection = PgConnection::connect(&self.url("postgres")).await.unwrap();
        let create = format!("create database {name} template template_waterline");
        connection.execute(sqlx::AssertSqlSafe(create)).await.unwrap();
        self.url(&name)
    }

    fn url(&self, database: &str) -> String {
        let folder = self.folder.display();
        format!("postgres://waterline@localhost/{database}?host={folder}")
    }
}

/// The folder of the newest PostgreSQL on this machine.
pub fn programs() -> PathBuf {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut found: Vec<(u32, PathBuf)> = debian
        .filter_map(Result::ok)
        .filter_map(|version| {
            let number = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("postgres").exists())
        .collect();
    found.sort();
    let on_path = std::env::var_os("PATH")
        .and_then(|path| std::env::split_paths(&path).find(|folder| folder.join("postgres").exists()));
    found
        .pop()
        .map(|(_, folder)| folder)
        .or(on_path)
        .expect("PostgreSQL is needed for these tests: on Debian, apt-get install postgresql")
}

/// The user and group to run the server as, when this process is root.
fn unprivileged() -> Option<(u32, u32)> {
    if owner_of_process().ok()? != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    Some(
        find("postgres")
            .or_else(|| find("nobody"))
            .expect("a user postgres or nobody is needed to run PostgreSQL when testing as root"),
    )
}

fn owner_of_process() -> io::Result<u32> {
    use std::os::unix::fs::MetadataExt;
    let itself = if Path::new("/proc/self").exists() {
        fs::metadata("/proc/self")?
    } else {
        return Ok(1);
    };
    Ok(itself.uid())
}
