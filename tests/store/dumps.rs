//! Dumps of PostgreSQL: the commands of the guide for operators, run as they stand there.

use std::process::Command;

use sqlx::{Connection, Executor};
use waterline::store::{Database, Store, StoreOptions};

use crate::cluster::Cluster;
use crate::harness::Folder;
use crate::sample::{add_person, operator};

/// The lines of the guide that begin with this command.
fn command_of_the_guide(name: &str) -> String {
    let guide = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/operate.md")).unwrap();
    let line = guide.lines().find(|line| line.starts_with(name));
    line.unwrap_or_else(|| panic!("the guide does not tell how to use {name}")).to_owned()
}

#[test]
fn a_dump_made_and_restored_as_the_guide_says_holds_everything() {
    let cluster = Cluster::shared();
    let folder = Folder::new();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let other = cluster.new_database().await;
        let (address, host) = other.split_once("?host=").unwrap();
        let server = address.rsplit_once('/').unwrap().0;
        let mut connection = sqlx::PgConnection::connect(&other).await.unwrap();
        // As the guide calls them.
        for name in ["waterline", "waterline_again"] {
            let create = format!("create database {name} template template0");
            connection.execute(sqlx::AssertSqlSafe(create)).await.unwrap();
        }
        connection.close().await.unwrap();
        let url = format!("{server}/waterline?host={host}");
        let empty_url = format!("{server}/waterline_again?host={host}");
        let store = Store::new(Database::open(&url).await.unwrap(), &StoreOptions::default());
        let account = crate::sample::stored_account(&store, "滨海市数据局").await;
        let (_, add) = add_person("周敏");
        store.write(account, vec![add], operator()).await.unwrap();

        for command in ["pg_dump", "pg_restore"] {
            let done = Command::new("sh")
                .args(["-c", &command_of_the_guide(command)])
                .current_dir(&folder.0)
                .env("PGHOST", host)
                .env("PGUSER", "waterline")
                .env("PATH", format!("{}:/usr/bin:/bin", crate::cluster::programs().display()))
                .output()
                .unwrap();
            assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        }

        let restored = Store::new(Database::open(&empty_url).await.unwrap(), &StoreOptions::default());
        let (before, after) = (store.map(account).await.unwrap(), restored.map(account).await.unwrap());
        assert_eq!(before.seq(), after.seq());
        let line = restored.journal_line(account, 1).await.unwrap().unwrap();
        for record in line.inverse.touched() {
            assert!(after.record(record).is_some());
            assert_eq!(before.record(record), after.record(record));
        }
        store.close().await;
        restored.close().await;
    });
}
