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
use super::query::{Path, Query, page_size, read_cursor, read_cursor_in, write_cursor};
use super::record::AccountPath;
use crate::access::Action;
use crate::model::change::Change;
use crate::model::id::MemberId;
use crate::model::map::AccountMap;
use crate::model::record::RecordRef;
use crate::store::{BatchKind, Instant, JournalLine};

/// Lines looked at in one go.
const STRIDE: u32 = 100;
/// Records of one batch that are named; of an import there may be a hundred thousand.
const TOUCHED_MAX: usize = 1000;

/// A batch is named when its request begins, and stands in the journal when that is done: at most so many seconds later.
const LONGEST_WRITE: i64 = 3600;

/// Which part of the journal is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct JournalQuery {
    /// A batch: what came after it, oldest first; empty begins at the beginning. Without it the journal comes newest first.
    ///
    /// After a batch of which the reader may see nothing any more the feed goes on an hour before it was written, so that entries
    /// may come twice and none is missed.
    pub after: Option<String>,
    /// The `next_cursor` of the page before; goes before `after`.
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
    /// How many more it touched.
    pub touched_more: usize,
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
    let given = |text: &'_ Option<String>| text.clone().filter(|text| !text.is_empty());
    let after = read_cursor_in("after", given(&query.after).as_deref())?;
    let behind = read_cursor(given(&query.cursor).as_deref())?.or(after);
    // Made ready once: each line looks who refers to what.
    let map = Arc::new(app.store.map(path.account).await?.indexed());
    let Place { mut from, mut since } = match behind {
        None if is_feed => Place { from: 0, since: None },
        None => Place { from: u64::MAX, since: None },
        Some(batch) => place(&app, &door, &map, batch, is_feed).await?,
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
            let at = line.at;
            if let Some(entry) = entry(&app, &door, &map, line, &names).await? {
                if since.is_some_and(|since| at < since) {
                    continue;
                }
                since = None;
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

/// Where the journal goes on.
struct Place {
    /// The number of the line before.
    from: u64,
    /// Entries of before this moment are passed over until the first later one.
    since: Option<Instant>,
}

/// The place of a batch. Of one that the reader may not see nothing is told, not even whether it is there: a feed goes on by the
/// moment that stands in its name, and by entries that the reader sees.
async fn place(app: &App, door: &Door, map: &Arc<AccountMap>, batch: Uuid, is_feed: bool) -> Result<Place, Problem> {
    if let Some(seq) = app.store.journal_number(door.account, batch).await?
        && let Some(line) = app.store.journal_line(door.account, seq).await?
    {
        let (map, viewer) = (map.clone(), door.viewer);
        let look = move || map.shows_of_batch(&line.changes, &line.inverse, &viewer);
        if tokio::task::spawn_blocking(look).await.map_err(|error| Problem::internal(&error))? {
            return Ok(Place { from: seq, since: None });
        }
    }
    let since = moment_of(batch).filter(|_| is_feed).ok_or_else(Problem::not_found)?.plus_seconds(-LONGEST_WRITE);
    let first = app.store.journal_number_since(door.account, since).await?;
    Ok(Place { from: first.map_or(u64::MAX >> 1, |first| first - 1), since: Some(since) })
}

/// When a batch was named, as its name tells (RFC 9562, version 7).
fn moment_of(batch: Uuid) -> Option<Instant> {
    let milliseconds = i64::try_from(batch.as_u128() >> 80).ok()?;
    (batch.get_version_num() == 7).then(|| Instant(milliseconds.saturating_mul(1000)))
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
    let touched_more = seen.touched.len().saturating_sub(TOUCHED_MAX);
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
        touched_more,
        undoes: line.undoes_id,
        undone_by: line.undone_by_id,
        file_name: line.file_name,
    }))
}
