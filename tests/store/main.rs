//! Every store function, tried on SQLite and on PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by a panic that names what went wrong"
)]

#[macro_use]
mod harness;
mod cluster;
mod database;
