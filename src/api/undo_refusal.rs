//! Says what keeps a batch from being taken back: the record by its name, and the later batch that has to go first.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use uuid::Uuid;

use super::door::Door;
use super::problem::Problem;
use crate::model::change::{Delta, Inverse};
use crate::model::map::{AccountMap, Record};
use crate::model::record::{Kind, RecordRef};
use crate::model::refusal::Why;
use crate::model::viewer::Viewer;
use crate::store::{BatchKind, JournalLine};

/// Later batches read in one go, and how many of them are looked through at most.
const STRIDE: u32 = 100;
const LOOKED_THROUGH: usize = 2000;

/// The problem of an undo that was refused: whatever stands in the way came later than the batch `seq`.
pub async fn explain(door: &Door, seq: u64, why: &Why) -> Result<Problem, Problem> {
    let later = Later::than(door, seq).await?;
    if let Some(undo) = later.undo_of(seq) {
        return Ok(already_undone(undo));
    }
    let plain = Problem::refused(why).with_status(StatusCode::CONFLICT);
    let (Why::StillReferredTo { by: Some(record) } | Why::ChangedSince { record, .. } | Why::NotFound { record }) = why
    else {
        return Ok(plain);
    };
    let map = door.app().store.map(door.account).await?;
    let Some(blocking) = later.blocking(door, &map, *record, why).await? else { return Ok(plain) };
    // A token for writing alone hears no names.
    let name = if door.may_read() { name_of(&map, *record, &door.viewer) } else { String::new() };
    Ok(in_the_way(&told(*record, &name), &blocking, why))
}

/// The undo by which a batch is taken back at the moment, if it is.
pub async fn undo_of(door: &Door, line: &JournalLine) -> Result<Option<Problem>, Problem> {
    if line.undone_by_id.is_none() {
        return Ok(None);
    }
    Ok(Later::than(door, line.seq).await?.undo_of(line.seq).map(already_undone))
}

fn already_undone(undo: Uuid) -> Problem {
    Problem::conflict(
        "already_undone",
        "这一批改动已经撤销过；如需恢复，请撤销那次撤销。",
        "This batch was taken back already; to have it again, undo its undo.",
    )
    .with_batch(undo)
}

fn in_the_way((told_zh, told): &(String, String), blocking: &JournalLine, why: &Why) -> Problem {
    let at: String = blocking.at.to_string().chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect();
    let (batch_zh, batch) = match &blocking.file_name {
        Some(file) => (format!("导入《{file}》"), format!("the import of “{file}”")),
        None => ("那一批改动".to_owned(), "that batch".to_owned()),
    };
    let (did_zh, did) = match why {
        Why::ChangedSince { .. } => ("之后又被改过", "was changed since"),
        Why::NotFound { .. } => ("之后已被移除", "was taken out since"),
        _ => ("在这之后写入，并引用了它", "was written later and refers to it"),
    };
    let code = if matches!(why, Why::NotFound { .. }) { "changed_since" } else { why.code() };
    Problem::conflict(
        code,
        format!("{told_zh}{did_zh}；请先撤销{batch_zh}（{at} UTC）。"),
        format!("{told} {did}; first undo {batch} ({at} UTC)."),
    )
    .with_batch(blocking.id)
}

/// The batches after another one, oldest first, with those that were taken back and by what.
struct Later {
    lines: Vec<JournalLine>,
    undone: BTreeMap<u64, Uuid>,
}

impl Later {
    async fn than(door: &Door, seq: u64) -> Result<Self, Problem> {
        let mut lines: Vec<JournalLine> = Vec::new();
        loop {
            let from = lines.last().map_or(seq, |line| line.seq);
            let more = door.app().store.journal_after(door.account, from, STRIDE).await?;
            let is_last = more.len() < STRIDE as usize;
            lines.extend(more);
            if is_last || lines.len() >= LOOKED_THROUGH {
                break;
            }
        }
        // From the newest back: an undo that was taken back itself takes nothing back.
        let mut undone = BTreeMap::new();
        for line in lines.iter().rev() {
            if let Some(target) = line.undoes.filter(|_| !undone.contains_key(&line.seq)) {
                undone.entry(target).or_insert(line.id);
            }
        }
        Ok(Self { lines, undone })
    }

    fn undo_of(&self, seq: u64) -> Option<Uuid> {
        self.undone.get(&seq).copied()
    }

    /// The last of them that still counts, stands in the way, and may be known to the viewer.
    async fn blocking(
        &self,
        door: &Door,
        map: &AccountMap,
        record: RecordRef,
        why: &Why,
    ) -> Result<Option<JournalLine>, Problem> {
        let counting = self.lines.iter().rev().filter(|line| line.undoes.is_none());
        for line in counting.filter(|line| line.kind != BatchKind::Erasure && self.undo_of(line.seq).is_none()) {
            // The list leaves large bodies out.
            let is_bare = line.inverse.0.is_empty();
            let store = &door.app().store;
            let whole = if is_bare { store.journal_line(door.account, line.seq).await? } else { None };
            let line = whole.as_ref().unwrap_or(line);
            if stands_in_the_way(&line.inverse, record, why) {
                let seen = map.batch_seen(&line.changes, &line.inverse, &door.viewer);
                return Ok(seen.touched.contains(&record).then(|| line.clone()));
            }
        }
        Ok(None)
    }
}

fn stands_in_the_way(inverse: &Inverse, record: RecordRef, why: &Why) -> bool {
    inverse.0.iter().filter(|delta| delta.record() == record).any(|delta| match (why, delta) {
        (Why::ChangedSince { field, .. }, Delta::Changed { after, .. }) => field == "*" || after.contains_key(field),
        (Why::StillReferredTo { .. }, Delta::Created { .. })
        | (Why::ChangedSince { .. }, _)
        | (Why::NotFound { .. }, Delta::Removed { .. }) => true,
        // Made before, and led here since.
        (Why::StillReferredTo { .. }, Delta::Changed { after, .. }) => {
            after.keys().any(|field| field != "external_ids")
        }
        _ => false,
    })
}

/// What a record is called in a sentence.
fn told(record: RecordRef, name: &str) -> (String, String) {
    let (word_zh, word) = (record.kind.word_zh(), record.kind.word());
    match name {
        "" => (format!("这条{word_zh}"), format!("The {word}")),
        name => (format!("{word_zh}（{name}）"), format!("The {word} ({name})")),
    }
}

/// What a record is called, or whom it is about; blank where it has no words of its own that the viewer may see.
fn name_of(map: &AccountMap, record: RecordRef, viewer: &Viewer) -> String {
    let of_person = |id| match map.seen(RecordRef::new(Kind::Person, id), viewer) {
        Some(Record::Person(person)) => Some(person.name.clone()),
        _ => None,
    };
    match map.seen(record, viewer) {
        Some(Record::Account(account)) => account.name.clone(),
        Some(Record::Person(person)) => person.name.clone(),
        Some(Record::Unit(unit)) => unit.name.clone(),
        Some(Record::Post(post)) => post.title.clone(),
        Some(Record::Deal(deal)) => deal.name.clone(),
        Some(Record::Stage(stage)) => stage.name.clone(),
        Some(Record::Tenure(tenure)) => of_person(tenure.person.0).unwrap_or_default(),
        Some(Record::Claim(claim)) => {
            claim.statement.persons().filter_map(|id| of_person(id.0)).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}
