//! What an import knows between its steps: how the file is read, what it would do, and doing it.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::SemaphorePermit;
use utoipa::ToSchema;
use uuid::Uuid;

use super::app::App;
use super::door::Door;
use super::import_options::ImportOptions;
use super::import_progress::{ImportStage, Progress};
use super::problem::Problem;
use super::receiving::busy;
use crate::exchange::{
    Code, Fate, Finding, FreshIds, Mapping, OurMember, Place, Preview, ReadOptions, Reading, Refusal, Report, Severity,
    plan,
};
use crate::model::id::{AccountId, MemberId};
use crate::model::language::Language;
use crate::model::map::AccountMap;
use crate::model::packed_file::PackedFile;
use crate::model::refusal::Why;
use crate::model::snapshot::Moment;
use crate::sandbox::READ_TIMES;
use crate::store::{
    IdempotencyKey, Import, ImportedFile, Prepared, StoreError, Understanding, WriteContext, WriteError,
};
use crate::workshop::Size;

/// Rows that the preview shows.
const PREVIEW_ROWS: usize = 12;

/// How often an import is worked out anew because somebody else wrote the account meanwhile.
const TRIES: usize = 8;

/// How long a large import waits for others.
const LONGEST_WAIT: Duration = Duration::from_mins(2);

/// What was understood of a file, and what it would do.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Understood {
    /// The first rows and how they were understood.
    pub preview: Preview,
    /// What it would do; none while an error stands in the way.
    pub report: Option<Report>,
    /// The names of the kept mappings of the account that fit the file, those saved last first.
    #[serde(default)]
    pub fitting_mappings: Vec<String>,
}

/// Puts a kept mapping that the options name in the place of the one that they hold.
pub async fn settle_mapping(
    door: &Door,
    body: &PackedFile,
    name: &str,
    options: ImportOptions,
    progress: &Progress,
) -> Result<ImportOptions, Problem> {
    let Some(wanted) = &options.saved_mapping else { return Ok(options) };
    let kept = kept_mappings(door).await?;
    let Some((_, mapping)) = kept.into_iter().find(|(known, _)| known == wanted.trim()) else {
        return Err(Problem::invalid(
            "unknown_mapping",
            format!("没有名为“{wanted}”的列对应关系；请选已保存的，或先保存。"),
            format!("No mapping is called “{wanted}”; name one that is kept, or save it first."),
        )
        .at("/saved_mapping"));
    };
    let reading = read(door.app(), body, name, &ImportOptions::default(), progress).await?;
    let Some(laid) = mapping.laid_on(&reading) else {
        return Err(Problem::invalid(
            "mapping_does_not_fit",
            format!("列对应关系“{wanted}”与此文件的表头不符；请不用它导入，再另行保存。"),
            format!("The mapping “{wanted}” does not fit the heads of this file; import it without, and save another."),
        )
        .at("/saved_mapping"));
    };
    Ok(ImportOptions { mapping: Some(laid), saved_mapping: None, ..options })
}

/// The kept mappings of an account by their names.
async fn kept_mappings(door: &Door) -> Result<Vec<(String, Mapping)>, Problem> {
    let kept = door.app().store.import_mappings(door.account).await?;
    Ok(kept.into_iter().filter_map(|one| Some((one.name, serde_json::from_str(&one.mapping).ok()?))).collect())
}

/// Waits until an import of this size may use the memory that it takes: one large import at a time, and
/// while it runs no large map that nobody reads.
pub async fn take_turn<'a>(
    app: &'a App,
    account: AccountId,
    size: Size,
    progress: &Progress,
) -> Result<Option<SemaphorePermit<'a>>, Problem> {
    if size == Size::Small {
        return Ok(None);
    }
    progress.begin(ImportStage::Waiting, None);
    match tokio::time::timeout(LONGEST_WAIT, app.import_turn.acquire()).await {
        Ok(turn) => {
            app.store.spare_memory(account);
            turn.map(Some).map_err(|error| Problem::internal(&error))
        }
        Err(_) => Err(busy()),
    }
}

/// How much it takes to import a file into the account behind a door.
pub async fn size_of(door: &Door, packed: usize) -> Result<Size, Problem> {
    let map = door.app().store.map(door.account).await?;
    Ok(Size::of_import(packed, map.size_in_bytes()))
}

/// Reads a file and works out what it would do, for the writer behind the door.
pub async fn understand(
    door: &Door,
    body: &PackedFile,
    name: &str,
    options: &ImportOptions,
    progress: &Progress,
) -> Result<Understood, Problem> {
    let app = door.app();
    let reading = read(app, body, name, options, progress).await?;
    let kept = kept_mappings(door).await?;
    let map = app.store.map(door.account).await?;
    let members = our_members(app).await?;
    let size = Size::of_import(body.packed().len(), map.size_in_bytes());
    let (viewer, options, ids) = (door.viewer, options.plan_options(app.today(), &door.viewer, members), app.clone());
    progress.begin(ImportStage::Matching, None);
    let work = move || {
        let preview = reading.preview(PREVIEW_ROWS);
        let fits = |(_, mapping): &&(String, Mapping)| mapping.laid_on(&reading).is_some();
        let fitting_mappings = kept.iter().filter(fits).map(|(name, _)| name.clone()).collect();
        if reading.error().is_some() {
            return Ok(Understood { preview, report: None, fitting_mappings });
        }
        let snapshot = map.snapshot(Moment::Always, &viewer);
        let planned = plan(&reading, &snapshot, &options, &mut FreshIds(|| ids.new_id()))?;
        // What was read is not needed any more, and the map grows.
        drop((reading, snapshot));
        // The rules of the map are asked as well: nobody shall hear only at the end that the whole is refused.
        let (mut preview, mut report) = (preview, Some(planned.report));
        if let Err(refusal) = AccountMap::clone(&map).apply_owned(planned.changes, &viewer) {
            preview.findings.push(stands_against(&preview.file, &refusal.why));
            report = None;
        }
        Ok(Understood { preview, report, fitting_mappings })
    };
    let done: Result<Understood, Refusal> =
        app.sandbox.workshop().work(size, work).await.map_err(|error| Problem::internal(&error))?;
    done.map_err(|refusal| refused(&refusal))
}

/// The finding that a rule of the map stands against a file.
fn stands_against(file: &str, why: &Why) -> Finding {
    Finding {
        severity: Severity::Error,
        code: Code::NotAllowed,
        place: Place::file(file),
        value: None,
        message_zh: why.sentence(Language::Zh),
        message_en: why.sentence(Language::En),
    }
}

/// Our own members, as lists of rapport and touches name them.
pub async fn our_members(app: &App) -> Result<Vec<OurMember>, Problem> {
    let users = app.store.users().await?;
    let login = |id: MemberId| users.iter().find(|user| user.member.id == id).map(|user| user.login.clone());
    let members = app.store.members().await?.into_iter();
    Ok(members.map(|member| OurMember { id: member.id, login: login(member.id), name: member.name }).collect())
}

async fn read(
    app: &App,
    body: &PackedFile,
    name: &str,
    options: &ImportOptions,
    progress: &Progress,
) -> Result<Reading, Problem> {
    let options = ReadOptions { format: None, mapping: options.mapping.clone() };
    let read = progress.begin(ImportStage::Reading, Some(body.packed().len() as u64 * READ_TIMES));
    app.sandbox.read_watched(body, name, &options, &read).await.map_err(|refusal| refused(&refusal))
}

/// The problem of a file that is not taken: where in the file, and what would be right.
pub fn refused(refusal: &Refusal) -> Problem {
    let finding = &refusal.finding;
    Problem::invalid("file_refused", finding.sentence_zh(), finding.sentence_en())
}

/// What is kept of an import between its steps.
pub fn kept(options: &ImportOptions, understood: &Understood) -> Result<Understanding, Problem> {
    let text = |value: Result<String, serde_json::Error>| value.map(Some).map_err(|error| Problem::internal(&error));
    let left_out: Vec<_> =
        understood.report.iter().flat_map(|report| &report.rows).filter(|row| row.fate == Fate::LeftOut).collect();
    Ok(Understanding {
        format: text(serde_json::to_string(&understood.preview.format))?,
        mapping: text(serde_json::to_string(options))?,
        findings: text(serde_json::to_string(understood))?,
        left_out: text(serde_json::to_string(&left_out))?,
    })
}

/// The options that were kept of an import.
pub fn options_of(import: &Import) -> ImportOptions {
    import.mapping.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// What was kept of an import as it was understood last.
pub fn understood_of(import: &Import) -> Option<Understood> {
    import.findings.as_deref().and_then(|text| serde_json::from_str(text).ok())
}

/// Does what the file says, on the newest map.
pub async fn commit(
    door: &Door,
    import: &Import,
    body: PackedFile,
    batch: Uuid,
    key: Option<IdempotencyKey>,
    progress: &Progress,
) -> Result<Committed, Problem> {
    let app = door.app();
    let size = size_of(door, body.packed().len()).await?;
    let file = ImportedFile { name: import.file_name.clone(), body, import: Some(import.id), written: Arc::default() };
    let context = WriteContext { file: Some(Arc::new(file)), ..door.write_context(batch, key) };
    let mut tries = 0;
    let (written, report) = loop {
        tries += 1;
        let (prepared, report) = prepare(door, import, size, &context, progress).await?;
        let written = app.store.write_prepared(door.account, prepared, context.clone()).await;
        match written {
            // Somebody else has written the account in between.
            Err(WriteError::Store(StoreError::Busy)) if tries < TRIES => {}
            written => break (written?, report),
        }
    };
    if written.repeated.is_some() {
        return Ok(Committed::Before);
    }
    if written.changed_nothing() {
        app.store.cancel_import(door.account, import.id, app.clock.now()).await?;
        return Ok(Committed::Nothing(report));
    }
    // Told when the same request comes again; what was done is kept already, whatever becomes of this.
    if let Some(understood) = understood_of(import) {
        let understood = Understood { report: Some(report.clone()), ..understood };
        drop(app.store.note_understanding(door.account, import.id, &kept(&options_of(import), &understood)?).await);
    }
    Ok(Committed::Now(report))
}

/// Works out on the newest map what an import writes, while others write.
async fn prepare(
    door: &Door,
    import: &Import,
    size: Size,
    context: &WriteContext,
    progress: &Progress,
) -> Result<(Prepared, Report), Problem> {
    let app = door.app();
    let options = options_of(import);
    let Some(file) = context.file.clone() else { return Err(Problem::internal(&"an import without its file")) };
    let reading = read(app, &file.body, &import.file_name, &options, progress).await?;
    let map = app.store.map(door.account).await?;
    let members = our_members(app).await?;
    let options = options.plan_options(app.today(), &door.viewer, members);
    let (viewer, ids, writing) = (door.viewer, app.clone(), context.clone());
    progress.begin(ImportStage::Matching, None);
    let work = move || {
        let snapshot = map.snapshot(Moment::Always, &viewer);
        let planned =
            plan(&reading, &snapshot, &options, &mut FreshIds(|| ids.new_id())).map_err(|refusal| refused(&refusal))?;
        // What was read is not needed any more, and the map grows.
        drop((reading, snapshot));
        Ok::<_, Problem>((Prepared::of(&map, planned.changes, &writing)?, planned.report))
    };
    let done = app.sandbox.workshop().work(size, work).await.map_err(|error| Problem::internal(&error))?;
    let (prepared, report) = done?;
    progress.begin_counted(ImportStage::Writing, prepared.records() as u64, &file.written);
    Ok((prepared, report))
}

/// How an import ended.
#[derive(Debug)]
pub enum Committed {
    /// This was done.
    Now(Report),
    /// The account was so already.
    Nothing(Report),
    /// The same request came before and had its effect then.
    Before,
}
