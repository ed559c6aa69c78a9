//! `waterline export`: writes an account to a file.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::account::{AccountArgs, block_on, find, our_members};
use super::source_file::language;
use super::{Failure, report, today};
use crate::exchange::{ExportFormat, ExportOptions, Table, export};
use crate::model::language::Language;
use crate::model::snapshot::Moment;
use crate::model::viewer::Viewer;

/// Writes an account to a file, and says what that kind of file cannot hold.
///
/// Example: waterline export --account 海州市数据局 --format xlsx -o account.xlsx
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    account: AccountArgs,
    /// The kind of file.
    #[arg(long, value_enum, default_value = "json")]
    format: FormatArg,
    /// The table that a CSV file holds.
    #[arg(long, value_enum, default_value = "contacts")]
    table: TableArg,
    /// The language of heads and values: zh or en; that of the environment when left out.
    #[arg(long)]
    lang: Option<Language>,
    /// The file to write; - for standard output.
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    /// One table as comma separated text.
    Csv,
    /// A workbook with all tables.
    Xlsx,
    /// Address cards (vCard 4.0).
    Vcard,
    /// Popolo JSON.
    Popolo,
    /// People and ties for programs that draw graphs.
    Graphml,
    /// Our own document, which holds the account whole.
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TableArg {
    Contacts,
    Deals,
    Ties,
    Claims,
    Rapports,
    Touches,
}

impl From<FormatArg> for ExportFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Csv => Self::Csv,
            FormatArg::Xlsx => Self::Xlsx,
            FormatArg::Vcard => Self::Vcard,
            FormatArg::Popolo => Self::Popolo,
            FormatArg::Graphml => Self::Graphml,
            FormatArg::Json => Self::Json,
        }
    }
}

impl From<TableArg> for Table {
    fn from(table: TableArg) -> Self {
        match table {
            TableArg::Contacts => Self::Contacts,
            TableArg::Deals => Self::Deals,
            TableArg::Ties => Self::Ties,
            TableArg::Claims => Self::Claims,
            TableArg::Rapports => Self::Rapports,
            TableArg::Touches => Self::Touches,
        }
    }
}

pub(super) fn run(args: &ExportArgs) -> Result<(), Failure> {
    block_on(async {
        let store = args.account.database.open().await?;
        let account = find(&store, args.account.account.as_deref()).await?;
        let map = store.map(account.id).await?;
        let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
        let options = ExportOptions {
            language: args.lang.unwrap_or_else(language),
            table: args.table.into(),
            members: our_members(&store).await?,
            ..ExportOptions::on(today())
        };
        let written = export(&snapshot, args.format.into(), &options).map_err(Failure::new)?;
        let output: &Path = &args.output;
        let kept = if output == Path::new("-") {
            io::stdout().write_all(&written.bytes)
        } else {
            std::fs::write(output, &written.bytes)
        };
        kept.map_err(|error| Failure::new(format!("{} cannot be written: {error}.", output.display())))?;
        for line in &written.left_out {
            report::complain(&line.sentence(options.language));
        }
        Ok(())
    })
}
