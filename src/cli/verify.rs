//! `waterline verify`: is a database as it was written?

use std::path::PathBuf;

use clap::Args;

use super::account::block_on;
use super::database::DatabaseArgs;
use super::sound::{sqlite_file, summary, tell_doubts};
use super::{Failure, report};
use crate::store::verify;

/// Looks through a SQLite database or a backup: pages, references, migrations, each line of each journal, and each record.
///
/// It changes nothing, and the service may go on. What is wrong stands on standard error, a sentence a line, and the exit code is 1.
///
/// Example: waterline verify /var/backups/waterline-2026-03-01.db
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The file; without it the database is looked through.
    file: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &VerifyArgs) -> Result<(), Failure> {
    let file = match &args.file {
        Some(file) => file.clone(),
        None => sqlite_file(&args.database, "verify", "pg_amcheck --install-missing --heapallindexed")?,
    };
    let verdict = block_on(async { Ok(verify(&file).await?) })?;
    for fault in &verdict.faults {
        report::complain(fault);
    }
    tell_doubts(&verdict);
    let (faults, shown) = (verdict.faults.len() + verdict.doubts.len(), file.display());
    if faults > 0 {
        return Err(Failure::new(report::worded(
            format!("{shown} 有 {faults} 处损坏或可疑；可用 `waterline restore 备份 --replace` 恢复完好的备份。"),
            format!(
                "{shown} is damaged or doubtful (found: {faults}); `waterline restore BACKUP --replace` puts a sound backup in the place of a database."
            ),
        )));
    }
    let looked = summary(&verdict);
    report::say(&report::worded(format!("{shown} 完好：{looked}。"), format!("{shown} is sound; {looked}.")));
    Ok(())
}
