//! Opening a database: what is refused, and what an upgrade promises.

use sqlx::Executor;
use waterline::store::{Database, Store, StoreError, StoreOptions};

use crate::harness::{Folder, on_postgres};

db_test! {
    async fn an_open_database_answers_and_opens_again(test) {
        test.database.ping().await.unwrap();

        let again = Database::open(&test.url).await.unwrap();

        assert_eq!(again.kind(), test.database.kind());
        again.ping().await.unwrap();
        again.close().await;
    }
}

db_test! {
    async fn a_database_of_a_newer_program_is_refused_in_a_sentence(test) {
        let pretend = "insert into _sqlx_migrations \
             (version, description, success, checksum, execution_time) \
             values (9999, 'of the future', true, 'x', 1)";
        execute(&test.url, &pretend.replace("'x'", if test.url.starts_with("sqlite") { "x'00'" } else { "'x'" })).await;

        let error = Database::open(&test.url).await.unwrap_err();

        assert!(matches!(error, StoreError::Newer { found: 9999, .. }));
        let sentence = error.to_string();
        assert!(sentence.contains("newer waterline"), "{sentence}");
    }
}

#[tokio::test]
async fn a_url_of_another_database_is_refused_without_its_password() {
    let error = Database::open("mysql://lin:secret@host/waterline").await.unwrap_err().to_string();

    assert!(error.contains("sqlite:PATH"), "{error}");
    assert!(!error.contains("secret"), "{error}");
}

/// Hands connections on to the server's own socket; gone when the task is aborted.
async fn stand_before(socket: std::path::PathBuf) -> (u16, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let standing = tokio::spawn(async move {
        let mut passing = tokio::task::JoinSet::new();
        while let Ok((mut client, _)) = listener.accept().await {
            let mut server = tokio::net::UnixStream::connect(&socket).await.unwrap();
            passing.spawn(async move { drop(tokio::io::copy_bidirectional(&mut client, &mut server).await) });
        }
    });
    (port, standing)
}

#[test]
fn a_postgres_that_goes_away_cannot_be_reached_and_that_is_told_within_seconds() {
    on_postgres(async |test: crate::harness::TestDatabase| {
        let (database, folder) = test.url.rsplit_once("?host=").unwrap();
        let name = database.rsplit('/').next().unwrap();
        let (port, standing) = stand_before(format!("{folder}/.s.PGSQL.5432").into()).await;
        let database = Database::open(&format!("postgres://waterline@127.0.0.1:{port}/{name}")).await.unwrap();
        database.ping().await.unwrap();

        standing.abort();
        drop(standing.await);
        let began = std::time::Instant::now();
        let error = database.ping().await.unwrap_err();
        let again = database.ping().await.unwrap_err();

        assert!(matches!(error, StoreError::Unreachable(_)), "{error:?}");
        assert!(matches!(again, StoreError::Unreachable(_)), "{again:?}");
        assert!(began.elapsed() < std::time::Duration::from_secs(8), "{:?}", began.elapsed());
    });
}

#[test]
fn a_postgres_that_takes_no_writes_is_told_so() {
    on_postgres(async |test: crate::harness::TestDatabase| {
        let (url, _) = test.url.rsplit_once("?host=").unwrap();
        let name = url.rsplit('/').next().unwrap();
        execute(&test.url, &format!("alter database {name} set default_transaction_read_only = on")).await;
        let others = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        execute(&test.url, others).await;
        let store = Store::new(test.database.clone(), &StoreOptions::default());

        let error = store.forget_sessions_before(waterline::store::Instant(0)).await.unwrap_err();

        assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    });
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = Folder::new();
    let path = folder.0.join("letter.db");
    std::fs::write(&path, "Dear colleague, this is no database. ".repeat(100)).unwrap();

    let error = Database::open(&format!("sqlite:{}", path.display())).await.unwrap_err().to_string();

    assert!(error.contains("not a database"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_is_readable_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let path = folder.0.join("waterline.db");

    let database = Database::open(&format!("sqlite:{}", path.display())).await.unwrap();
    database.ping().await.unwrap();

    for name in ["waterline.db", "waterline.db-wal", "waterline.db-shm"] {
        let mode = std::fs::metadata(folder.0.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    database.close().await;
}

/// Runs a statement past the store, as another program would.
pub async fn execute(url: &str, statement: &str) {
    use sqlx::Connection;
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    if let Some(path) = url.strip_prefix("sqlite:") {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        connection.execute(statement).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
        connection.execute(statement).await.unwrap();
        connection.close().await.unwrap();
    }
}
