//! Files that commands read: the bytes, what they are called, and what was understood of them.

use std::io::Read as _;
use std::path::Path;

use clap::ValueEnum;

use super::{Failure, today};
use crate::exchange::{Arrival, Content, DigestIds, Format, Mapping, PlanOptions, ReadOptions, Reading, Refusal, plan};
use crate::model::account::Account;
use crate::model::change::Change;
use crate::model::id::AccountId;
use crate::model::language::Language;
use crate::model::map::AccountMap;
use crate::model::packed_file::{PackedFile, Packer};
use crate::model::refusal::Refusal as ModelRefusal;
use crate::model::snapshot::Moment;
use crate::model::viewer::Viewer;
use crate::sandbox::Sandbox;

/// How many bytes are read at once.
const PIECE: usize = 64 << 10;

/// A kind of file, when looking at it is not enough.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormatArg {
    /// Comma, semicolon or tab between cells.
    Csv,
    /// A workbook of Excel 2007 or later.
    Xlsx,
    /// An older workbook, or one of WPS.
    Xls,
    /// Address cards.
    Vcard,
    /// Our own document, Popolo, or lists of objects.
    Json,
    /// A graph of people and ties.
    Graphml,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Csv => Self::Delimited,
            FormatArg::Xlsx => Self::Xlsx,
            FormatArg::Xls => Self::Xls,
            FormatArg::Vcard => Self::Vcard,
            FormatArg::Json => Self::Json,
            FormatArg::Graphml => Self::Graphml,
        }
    }
}

/// The bytes of a file, and its name without folders.
pub(super) fn load_bytes(path: &Path) -> Result<(Vec<u8>, String), Failure> {
    let bytes =
        std::fs::read(path).map_err(|error| Failure::new(format!("{} cannot be read: {error}.", path.display())))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((bytes, name))
}

/// A file, packed while it is read, and its name without folders.
pub(super) fn load(path: &Path) -> Result<(PackedFile, String), Failure> {
    let unreadable = |error: std::io::Error| Failure::new(format!("{} cannot be read: {error}.", path.display()));
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let mut file = std::fs::File::open(path).map_err(unreadable)?;
    let (mut arrival, mut packer) = (Arrival::default(), Packer::default());
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok((packer.finish(), name)),
            Ok(length) => {
                arrival.take(&piece[..length], &name).map_err(|refusal| refused(&refusal))?;
                packer.take(&piece[..length]);
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
}

/// Reads and understands a file.
pub(super) async fn read(body: &PackedFile, name: &str, format: Option<FormatArg>) -> Result<Reading, Failure> {
    read_as(body, name, format, None).await
}

/// Reads a file and understands its columns as a mapping says.
pub(super) async fn read_as(
    body: &PackedFile,
    name: &str,
    format: Option<FormatArg>,
    mapping: Option<Mapping>,
) -> Result<Reading, Failure> {
    let options = ReadOptions { format: format.map(Format::from), mapping };
    Sandbox::default().read(body, name, &options).await.map_err(|refusal| refused(&refusal))
}

/// A refused file as the sentence that the user reads.
pub(super) fn refused(refusal: &Refusal) -> Failure {
    Failure::new(match language() {
        Language::Zh => refusal.finding.sentence_zh(),
        Language::En => refusal.finding.sentence_en(),
    })
}

/// The language that the environment asks for.
pub(super) fn language() -> Language {
    let wanted = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|set| !set.is_empty()));
    if wanted.is_some_and(|tag| tag.to_lowercase().starts_with("zh")) { Language::Zh } else { Language::En }
}

/// The account that a file alone makes, without any database: ids come from a digest of what its rows say.
pub(super) async fn account_of(path: &Path, format: Option<FormatArg>) -> Result<AccountMap, Failure> {
    let (body, name) = load(path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let reading = read(&body, &name, format).await?;
    let mut account = Account::new(AccountId(uuid::Uuid::from_u128(1)), stem);
    let empty = AccountMap::new(account.clone());
    let snapshot = empty.snapshot(Moment::Always, &Viewer::Operator);
    let planned =
        plan(&reading, &snapshot, &PlanOptions::on(today()), &mut DigestIds).map_err(|refusal| refused(&refusal))?;
    super::report::findings(&planned.report);
    if let Some(root) = only_root(&planned.changes) {
        account.name.clone_from(root);
    }
    let broken = |refusal: ModelRefusal| Failure::new(format!("{name}: {}", refusal.sentence(language())));
    if reading.content != Content::Document {
        return AccountMap::of_additions(account, planned.changes).map_err(broken);
    }
    // Somebody may have edited a document by hand: every rule is checked.
    let mut map = AccountMap::new(account);
    map.apply(&planned.changes, &Viewer::Operator).map_err(broken)?;
    Ok(map)
}

/// The name of the unit that all others of a file lie in, if there is one: the file is about that unit.
fn only_root(changes: &[Change]) -> Option<&String> {
    let mut roots = changes.iter().filter_map(|change| match change {
        Change::AddUnit(unit) if unit.parent.is_none() && unit.outside.is_none() => Some(&unit.name),
        _ => None,
    });
    roots.next().filter(|_| roots.next().is_none())
}
