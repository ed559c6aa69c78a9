//! Is a SQLite file a database of this program, or one of another program that must be left alone?

use std::path::Path;

use sqlx::sqlite::SqlitePool;

use super::error::StoreError;
use super::verify::open_to_look;

/// The table that every database has as soon as anything was made in it, and tables that it has from its first migration on.
const FIRST: &str = "_sqlx_migrations";
const OWN: [&str; 2] = ["account", "journal"];

/// Refuses a file that another program keeps something in; one without any tables may become ours.
pub(super) async fn refuse_foreign(database: &Path) -> Result<(), StoreError> {
    let pool = open_to_look(database);
    let tables = tables(&pool).await;
    pool.close().await;
    // What cannot be read is damaged, which others tell.
    match tables {
        Ok(tables) if !tables.is_empty() && !are_ours(&tables) => {
            Err(StoreError::Foreign { file: database.display().to_string() })
        }
        _ => Ok(()),
    }
}

/// Are there tables of this program?
pub(super) async fn has_our_tables(pool: &SqlitePool) -> Result<bool, StoreError> {
    Ok(are_ours(&tables(pool).await?))
}

async fn tables(pool: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let sql = "
        select name
        from sqlite_master
        where type = 'table' and name not like 'sqlite|_%' escape '|'
        order by name";
    Ok(sqlx::query_scalar(sql).fetch_all(pool).await?)
}

/// A start that was broken off leaves the first table alone.
fn are_ours(tables: &[String]) -> bool {
    let has = |name: &str| tables.iter().any(|table| table == name);
    has(FIRST) && (tables.len() == 1 || OWN.iter().all(|name| has(name)))
}
