//! What the commands that look after a SQLite file have in common: which file it is, and how what was found is told.

use std::path::Path;

use super::{Failure, report};
use crate::store::{Verdict, sqlite_path};

/// The file of the database; of PostgreSQL a sentence that names its own command.
pub(super) fn sqlite_file<'a>(url: &'a str, command: &str, own_command: &str) -> Result<&'a Path, Failure> {
    sqlite_path(url).ok_or_else(|| {
        let is_postgres = url.starts_with("postgres");
        Failure::new(if is_postgres {
            format!(
                "`waterline {command}` is for SQLite files; PostgreSQL has its own: `{own_command}` (docs/operate.md tells how)"
            )
        } else {
            "the database URL is not understood: expected sqlite:PATH, such as sqlite:waterline.db".to_owned()
        })
    })
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
