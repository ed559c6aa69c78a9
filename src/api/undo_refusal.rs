//! Says what keeps a batch from being taken back: the record by its name, and the later batch that has to go first.

use axum::http::StatusCode;

use super::door::Door;
use super::problem::Problem;
use crate::model::map::{AccountMap, Record};
use crate::model::record::{Kind, RecordRef};
use crate::model::refusal::Why;
use crate::model::viewer::Viewer;
use crate::store::JournalLine;

/// How many later batches are looked through.
const LOOKED_THROUGH: u32 = 100;

/// The problem of an undo that was refused: whatever stands in the way came later than the batch `seq`.
pub async fn explain(door: &Door, seq: u64, why: &Why) -> Result<Problem, Problem> {
    let plain = Problem::refused(why).with_status(StatusCode::CONFLICT);
    let (Why::StillReferredTo { by: Some(record) } | Why::ChangedSince { record, .. }) = why else { return Ok(plain) };
    let map = door.app().store.map(door.account).await?;
    let name = name_of(&map, *record, &door.viewer);
    let Some(later) = later_batch(door, seq, *record).await? else { return Ok(plain) };
    let (word_zh, word) = (record.kind.word_zh(), record.kind.word());
    let (told_zh, told) = match name.as_str() {
        "" => (format!("一条{word_zh}"), format!("A {word}")),
        name => (format!("{word_zh}（{name}）"), format!("The {word} ({name})")),
    };
    let at: String = later.at.to_string().chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect();
    let (batch_zh, batch) = match &later.file_name {
        Some(file) => (format!("导入《{file}》"), format!("the import of “{file}”")),
        None => ("那一批改动".to_owned(), "that batch".to_owned()),
    };
    let (did_zh, did) = match why {
        Why::ChangedSince { .. } => ("之后又被改过", "was changed since"),
        _ => ("在这之后写入，并引用了它", "was written later and refers to it"),
    };
    Ok(Problem::new(
        StatusCode::CONFLICT,
        why.code(),
        format!("{told_zh}{did_zh}；请先撤销{batch_zh}（{at} UTC）。"),
        format!("{told} {did}; first undo {batch} ({at} UTC)."),
    ))
}

/// The first batch after `seq` that touched the record and still counts.
async fn later_batch(door: &Door, seq: u64, record: RecordRef) -> Result<Option<JournalLine>, Problem> {
    let store = &door.app().store;
    for line in store.journal_after(door.account, seq, LOOKED_THROUGH).await? {
        if line.undone_by_id.is_some() || line.undoes.is_some() {
            continue;
        }
        // The list leaves large bodies out.
        let is_bare = line.inverse.0.is_empty();
        let whole = if is_bare { store.journal_line(door.account, line.seq).await? } else { None };
        if whole.as_ref().unwrap_or(&line).inverse.touched().contains(&record) {
            return Ok(Some(line));
        }
    }
    Ok(None)
}

/// What a record is called, or whom it is about; blank where it has no words of its own that the viewer may see.
fn name_of(map: &AccountMap, record: RecordRef, viewer: &Viewer) -> String {
    let of_person = |id| match map.seen(RecordRef::new(Kind::Person, id), viewer) {
        Some(Record::Person(person)) => Some(person.name.clone()),
        _ => None,
    };
    match map.seen(record, viewer) {
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
