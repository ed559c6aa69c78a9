//! `waterline backup`: one state of the database as a file, made while the service goes on.

use std::path::PathBuf;

use clap::Args;

use super::account::block_on;
use super::database::DatabaseArgs;
use super::sound::{sqlite_file, summary, tell_doubts};
use super::stop::unless_stopped;
use super::{Failure, report};
use crate::store::back_up;

/// Writes a backup of a SQLite database to a new file, while the service goes on, and looks it through.
///
/// The file is there only when it is whole and sound. Of a PostgreSQL database `pg_dump` makes one; see docs/operate.md.
///
/// Example: waterline backup /var/backups/waterline-2026-03-01.db --database sqlite:waterline.db
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The file to write; it must not be there yet.
    file: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &BackupArgs) -> Result<(), Failure> {
    let database = sqlite_file(&args.database, "backup", "pg_dump --format=custom --file=FILE")?;
    let backup = block_on(unless_stopped(async { Ok(back_up(&database, &args.file).await?) }))?;
    tell_doubts(&backup.verdict);
    let (file, bytes, looked) = (args.file.display(), backup.bytes, summary(&backup.verdict));
    report::say(&report::worded(
        format!("已备份到 {file}（{bytes} 字节）；{looked}。"),
        format!("Backed up to {file} ({bytes} bytes); {looked}."),
    ));
    Ok(())
}
