//! The journal of an account as a feed: what was written, by whom and when, as far as the reader may see it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::answer::Answer;
use super::app::App;
use super::authenticate::Signed;
use super::door::{Door, Reading};
use super::problem::Problem;
use super::query::{Path, Query, page_size, read_cursor, write_cursor};
use super::record::AccountPath;
use crate::access::Action;
use crate::model::change::Change;
use crate::model::id::MemberId;
use crate::model::map::AccountMap;
use crate::model::record::RecordRef;
use crate::store::{BatchKind, JournalLine};

/// Lines looked at in one go.
const STRIDE: u32 = 100;
/// Records of one batch that are named; of an import there may be a hundred thousand.
const TOUCHED_MAX: usize = 1000;

/// Which part of the journal is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct JournalQuery {
    /// A batch: what came after it, oldest first. Without it the journal comes newest first.
    pub after: Option<String>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Most entries of the page, up to 1000.
    pub limit: Option<usize>,
}

/// What kind of batch an entry tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Changes.
    Changes,
    /// A file that was imported.
    Import,
    /// An earlier batch that was taken back.
    Undo,
    /// A person who was erased.
    Erasure,
}

/// A batch as the reader may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct JournalEntry {
    /// The batch.
    pub batch: Uuid,
    /// When it was written.
    pub at: String,
    /// Who wrote it; none: the operator of the machine.
    pub by: Option<MemberId>,
    /// The name of who wrote it.
    pub by_name: Option<String>,
    /// What kind of batch.
    pub kind: EntryKind,
    /// The changes whose content may be told; none of an import or an undo.
    pub changes: Vec<Change>,
    /// The records that it touched; of very many the first thousand.
    pub touched: Vec<RecordRef>,
    /// The batch that it takes back.
    pub undoes: Option<Uuid>,
    /// The batch that took it back.
    pub undone_by: Option<Uuid>,
    /// The file that was imported.
    pub file_name: Option<String>,
}

/// One page of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangesPageResponse {
    /// The entries.
    pub items: Vec<JournalEntry>,
    /// The cursor of the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// Lists what was written: newest first, or after a batch, oldest first, as a feed.
#[utoipa::path(
    get, path = "/accounts/{account}/changes", tag = "changes",
    params(AccountPath, JournalQuery),
    responses((status = OK, body = ChangesPageResponse), (status = NOT_MODIFIED)),
    extensions(("x-action" = json!("read_account"))),
)]
pub(crate) async fn list_changes(
    State(app): State<Arc<App>>,
    signed: Signed,
    Path(path): Path<AccountPath>,
    reading: Reading,
    query: Result<Query<JournalQuery>, Problem>,
) -> Result<Response, Problem> {
    let door = Door::open(&app, &signed, path.account, Action::ReadAccount)?;
    let Query(query) = query?;
    let size = page_size(query.limit)?;
    let is_feed = query.after.is_some();
    let behind = read_cursor(query.cursor.as_deref().or(query.after.as_deref()).filter(|text| !text.is_empty()))?;
    // Made ready once: each line looks who refers to what.
    let map = Arc::new(app.store.map(path.account).await?.indexed());
    let mut from = match behind {
        None if is_feed => 0,
        None => u64::MAX,
        Some(batch) => number(&app, &door, &map, batch).await?,
    };
    let names: BTreeMap<MemberId, String> =
        app.store.members().await?.into_iter().map(|member| (member.id, member.name)).collect();

    let mut items = Vec::new();
    'pages: loop {
        let lines = if is_feed {
            app.store.journal_after(path.account, from, STRIDE).await?
        } else {
            app.store.journal_before(path.account, from, STRIDE).await?
        };
        let is_last = lines.len() < STRIDE as usize;
        for line in lines {
            from = line.seq;
            if let Some(entry) = entry(&app, &door, &map, line, &names).await? {
                items.push(entry);
                // One more than asked for tells whether there is another page.
                if items.len() > size {
                    break 'pages;
                }
            }
        }
        if is_last {
            break;
        }
    }
    let has_more = items.len() > size;
    items.truncate(size);
    let next_cursor = items.last().filter(|_| has_more).map(|last| write_cursor(last.batch));
    Ok(Answer::json(&ChangesPageResponse { items, next_cursor })?.respond(&reading.headers))
}

/// The number of a batch of which the reader may see something.
async fn number(app: &App, door: &Door, map: &Arc<AccountMap>, batch: Uuid) -> Result<u64, Problem> {
    let seq = app.store.journal_number(door.account, batch).await?.ok_or_else(Problem::not_found)?;
    let line = app.store.journal_line(door.account, seq).await?.ok_or_else(Problem::not_found)?;
    match entry(app, door, map, line, &BTreeMap::new()).await? {
        Some(_) => Ok(seq),
        None => Err(Problem::not_found()),
    }
}

/// The entry of a line; none if the reader may see nothing of it.
async fn entry(
    app: &App,
    door: &Door,
    map: &Arc<AccountMap>,
    mut line: JournalLine,
    names: &BTreeMap<MemberId, String>,
) -> Result<Option<JournalEntry>, Problem> {
    if line.inverse.0.is_empty() {
        // The list leaves large bodies out.
        let Some(whole) = app.store.journal_line(door.account, line.seq).await? else { return Ok(None) };
        line = whole;
    }
    let (map, viewer) = (map.clone(), door.viewer);
    let look = move || (map.batch_seen(&line.changes, &line.inverse, &viewer), line);
    let (mut seen, line) = tokio::task::spawn_blocking(look).await.map_err(|error| Problem::internal(&error))?;
    if seen.touched.is_empty() && seen.changes.is_empty() {
        return Ok(None);
    }
    seen.touched.truncate(TOUCHED_MAX);
    Ok(Some(JournalEntry {
        batch: line.id,
        at: line.at.to_string(),
        by: line.by,
        by_name: line.by.and_then(|by| names.get(&by).cloned()),
        kind: match line.kind {
            BatchKind::Changes => EntryKind::Changes,
            BatchKind::Import => EntryKind::Import,
            BatchKind::Undo => EntryKind::Undo,
            BatchKind::Erasure => EntryKind::Erasure,
        },
        changes: seen.changes,
        touched: seen.touched,
        undoes: line.undoes_id,
        undone_by: line.undone_by_id,
        file_name: line.file_name,
    }))
}
