//! The embedded migrations: equal numbers and names for both databases, applied when one is opened.

use sqlx::migrate::Migrator;

/// The migrations of SQLite.
pub(super) static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");

/// The migrations of PostgreSQL.
pub(super) static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// The greatest number among the migrations, or 0 without any.
pub(super) fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_have_migrations_of_equal_numbers_and_names() {
        let list = |migrator: &Migrator| -> Vec<(i64, String)> {
            migrator.iter().map(|migration| (migration.version, migration.description.to_string())).collect()
        };

        assert_eq!(list(&SQLITE), list(&POSTGRES));
        assert!(newest(&SQLITE) > 0);
    }
}
