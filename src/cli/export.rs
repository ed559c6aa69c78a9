//! `waterline export`: writes an account to a file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Failure;
use super::account::{AccountArgs, block_on, find, open};
use crate::exchange::json;
use crate::model::snapshot::Moment;
use crate::model::viewer::Viewer;

/// Writes an account to a file.
///
/// Example: waterline export --account 海州市数据局 --format json -o account.json
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    account: AccountArgs,
    /// The kind of file.
    #[arg(long, value_enum, default_value = "json")]
    format: ExportFormat,
    /// The file to write.
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ExportFormat {
    /// Our own document, which holds the account whole.
    Json,
}

pub(super) fn run(args: &ExportArgs) -> Result<(), Failure> {
    block_on(async {
        let store = open(&args.account.database).await?;
        let account = find(&store, args.account.account.as_deref()).await?;
        let map = store.map(account.id).await.map_err(|error| Failure::new(error.to_string()))?;
        let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
        let text = match args.format {
            ExportFormat::Json => json::export(&snapshot),
        };
        std::fs::write(&args.output, text)
            .map_err(|error| Failure::new(format!("{} cannot be written: {error}.", args.output.display())))
    })
}
