//! `waterline restore`: a backup takes the place of the database, which is kept aside.

use std::path::PathBuf;

use clap::Args;

use super::account::block_on;
use super::sound::{sqlite_file, summary, tell_doubts};
use super::{DatabaseArgs, Failure, report};
use crate::store::restore;

/// Puts a backup in the place of a SQLite database, after looking it through; the service must be stopped.
///
/// A database that is there already is replaced only with --replace, and kept aside under another name. Into a PostgreSQL
/// database `pg_restore` brings a dump; see docs/operate.md.
///
/// Example: waterline restore /var/backups/waterline-2026-03-01.db --replace --database sqlite:waterline.db
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// The backup.
    file: PathBuf,
    /// Replaces the database that is there, and keeps it aside.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &RestoreArgs) -> Result<(), Failure> {
    let database = sqlite_file(
        &args.database.database,
        "restore",
        "pg_restore --exit-on-error --no-owner --dbname=EMPTY_URL FILE",
    )?;
    if !args.file.is_file() {
        return Err(Failure::new(format!("there is no backup {}", args.file.display())));
    }
    let is_there = std::fs::metadata(database).is_ok_and(|file| file.len() > 0);
    if is_there && !args.replace {
        return Err(Failure::new(format!(
            "there is a database at {} already; with --replace the backup takes its place, and it is kept aside",
            database.display()
        )));
    }
    let mark = jiff::ZonedDateTime::now().strftime("%Y%m%d-%H%M%S").to_string();
    let restored = block_on(async {
        restore(&args.file, database, &mark).await.map_err(|error| Failure::new(error.to_string()))
    })?;
    tell_doubts(&restored.verdict);
    let (shown, looked) = (database.display(), summary(&restored.verdict));
    report::say(&report::worded(format!("已恢复到 {shown}；{looked}。"), format!("Restored to {shown}; {looked}.")));
    if let Some(aside) = restored.aside {
        let aside = aside.display();
        report::say(&report::worded(
            format!("原来的数据库保留在 {aside}。"),
            format!("The database that was there before is kept at {aside}."),
        ));
    }
    Ok(())
}
