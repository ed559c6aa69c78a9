//! `waterline restore`: a backup takes the place of the database, which is kept aside.

use std::path::PathBuf;

use clap::Args;

use super::account::block_on;
use super::database::DatabaseArgs;
use super::sound::{sqlite_file, summary, tell_doubts};
use super::stop::unless_stopped;
use super::{Failure, report};
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
    let own_command = "pg_restore --exit-on-error --no-owner --dbname=EMPTY FILE";
    let database = sqlite_file(&args.database, "restore", own_command)?;
    if !args.file.is_file() {
        let file = args.file.display();
        return Err(Failure::worded(format!("没有备份 {file}"), format!("there is no backup {file}")));
    }
    let is_there = std::fs::metadata(&database).is_ok_and(|file| file.len() > 0);
    if is_there && !args.replace {
        let shown = database.display();
        return Err(Failure::worded(
            format!("{shown} 已有数据库；加上 --replace，备份会取代它，原件另行保留"),
            format!(
                "there is a database at {shown} already; with --replace the backup takes its place, and it is kept aside"
            ),
        ));
    }
    let mark = jiff::ZonedDateTime::now().strftime("%Y%m%d-%H%M%S").to_string();
    let restored = block_on(unless_stopped(async { Ok(restore(&args.file, &database, &mark).await?) }))?;
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
    if let Some(log) = restored.log_aside {
        let log = log.display();
        report::say(&report::worded(
            format!("那里有一份没有数据库的日志，现保留在 {log}。"),
            format!("The log that lay there without its database is kept at {log}."),
        ));
    }
    Ok(())
}
