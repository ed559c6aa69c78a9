//! The plainest server that one could write with the same libraries, to hold ours against: a fixed answer, and one row by its key.
//!
//! `cargo bench --bench http -- FILE PORT` serves `/hello` and `/row/{id}` on the loopback until it is ended; FILE becomes an
//! `SQLite` database of 1,000 rows. `benches/http.mjs` drives it, and our own server in turn.

#![expect(clippy::print_stdout, reason = "it says when it is ready")]

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [file, port] = arguments.as_slice() else {
        println!("Name a file and a port: cargo bench --bench http -- FILE PORT");
        return;
    };
    let port: u16 = port.parse().expect("a port");
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(serve(file, port));
}

async fn serve(file: &str, port: u16) {
    let options =
        SqliteConnectOptions::new().filename(file).create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await.expect("a database");
    fill(&pool).await.expect("1,000 rows");
    let router = Router::new()
        .route("/hello", get(async || Json(json!({ "hello": "world" }))))
        .route("/row/{id}", get(row))
        .with_state(pool);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("a free port");
    println!("ready");
    axum::serve(listener, router).await.expect("a server");
}

async fn fill(pool: &SqlitePool) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    sqlx::query("create table if not exists person (id integer primary key, name text not null, title text not null)")
        .execute(&mut *transaction)
        .await?;
    for id in 1..=1000i64 {
        sqlx::query("insert or replace into person values ($1, $2, 'Engineer')")
            .bind(id)
            .bind(format!("员工{id}"))
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await
}

async fn row(State(pool): State<SqlitePool>, Path(id): Path<i64>) -> Json<Value> {
    let (id, name, title): (i64, String, String) = sqlx::query_as("select id, name, title from person where id = $1")
        .bind(id)
        .fetch_one(&pool)
        .await
        .expect("one of the rows");
    Json(json!({ "id": id, "name": name, "title": title }))
}
