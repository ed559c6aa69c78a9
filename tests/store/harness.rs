//! Runs one test body on a new SQLite file and on a new PostgreSQL database.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use waterline::store::Database;

use crate::cluster::Cluster;

/// Makes the tests `name::sqlite` and `name::postgres` of one asynchronous body, which gets a
/// `TestDatabase` that no other test knows.
macro_rules! db_test {
    ($(#[$attribute:meta])* async fn $name:ident($database:ident) $body:block) => {
        mod $name {
            use super::*;

            async fn body($database: $crate::harness::TestDatabase) $body

            $(#[$attribute])*
            #[test]
            fn sqlite() {
                $crate::harness::on_sqlite(body);
            }

            $(#[$attribute])*
            #[test]
            fn postgres() {
                $crate::harness::on_postgres(body);
            }
        }
    };
}

/// A migrated database of one test, and the way to open it again.
pub struct TestDatabase {
    /// The URL under which the test may open it once more.
    pub url: String,
    /// The open database.
    pub database: Database,
}

/// Runs the body on a new SQLite file, which is removed afterwards.
pub fn on_sqlite<F: Future<Output = ()>>(body: impl FnOnce(TestDatabase) -> F) {
    let folder = Folder::new();
    let url = format!("sqlite:{}", folder.0.join("waterline.db").display());
    run(url, body);
}

/// Runs the body on a new database of the tests' own PostgreSQL server.
pub fn on_postgres<F: Future<Output = ()>>(body: impl FnOnce(TestDatabase) -> F) {
    let cluster = Cluster::shared();
    let url = runtime().block_on(cluster.new_database());
    run(url, body);
}

fn run<F: Future<Output = ()>>(url: String, body: impl FnOnce(TestDatabase) -> F) {
    runtime().block_on(async {
        let database = Database::open(&url).await.expect("the database opens");
        body(TestDatabase { url, database: database.clone() }).await;
        database.close().await;
    });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime starts")
}

/// A temporary folder, removed when the test ends, also by a panic.
pub struct Folder(pub PathBuf);

impl Folder {
    /// Makes a folder that no other test has.
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("waterline-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
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
