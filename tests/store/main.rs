//! Every store function, tried on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic that names what went wrong")]

#[macro_use]
mod harness;
mod access;
mod cluster;
mod database;
mod dumps;
mod imports;
mod round_trip;
mod sample;
mod schema;
mod speed;
mod writing;
