//! Rows, and only here: keeps accounts in SQLite or PostgreSQL and hands out maps; a write is
//! acknowledged only after it is committed together with its line in the journal.

#[macro_use]
mod transaction;
mod database;
mod error;
mod migration;

pub use database::{Database, DatabaseKind};
pub use error::StoreError;
