//! What the commands that look after a SQLite file have in common: which file it is, and how what was found is told.

use std::path::PathBuf;

use super::database::DatabaseArgs;
use super::{Failure, report};
use crate::store::{StoreError, Verdict, real_file, sqlite_path, without_password};

/// The file of the database; of PostgreSQL a sentence that names its own command.
pub(super) fn sqlite_file(database: &DatabaseArgs, command: &str, own_command: &str) -> Result<PathBuf, Failure> {
    let url = database.url()?;
    if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        return Err(Failure::worded(
            format!(
                "`waterline {command}` 用于 SQLite 文件；PostgreSQL 有自己的命令：`{own_command}`（见 docs/operate.md）"
            ),
            format!(
                "`waterline {command}` is for SQLite files; PostgreSQL has its own: `{own_command}` (docs/operate.md tells how)"
            ),
        ));
    }
    // The log lies beside the file itself, and what takes its place must do so there.
    let path = sqlite_path(&url).map(real_file);
    path.ok_or_else(|| StoreError::UnknownUrl { url: without_password(&url) }.into())
}

/// What was looked at, in half a sentence.
pub(super) fn summary(verdict: &Verdict) -> String {
    let Verdict { accounts, lines, migration, .. } = verdict;
    report::worded(
        format!("已核对 {accounts} 个客户、{lines} 条日志，结构版本 {migration}"),
        format!("accounts: {accounts}, lines of journals: {lines}, migration: {migration}; all as they were written"),
    )
}

/// Complains of what may be wrong.
pub(super) fn tell_doubts(verdict: &Verdict) {
    for doubt in &verdict.doubts {
        report::complain(doubt);
    }
}
