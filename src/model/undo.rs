//! Undo: a batch is taken back whole, as a new batch, unless something later rests on it.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::change::{Delta, Inverse};
use super::circle::Circles;
use super::delta::{changed, checksum, fields, is_checksum_of};
use super::id::{LineId, UnitId};
use super::map::{AccountMap, Stored, with_noun};
use super::record::{Kind, RecordRef};
use super::refusal::{Refusal, Why};
use super::sight::Sight;
use super::viewer::Viewer;

impl AccountMap {
    /// Takes a batch back, as this viewer: every record is as before it, and what was done is returned, for undoing the undo.
    ///
    /// Steps on records that the viewer may not see are no part of the batch for him or her, and stay.
    ///
    /// # Errors
    /// A field no longer holds what the batch left there, or a later record refers to one that it added; the refusal's `at` counts the
    /// steps of the batch. The map is then as before.
    pub fn undo(&mut self, inverse: &Inverse, viewer: &Viewer) -> Result<Inverse, Refusal> {
        self.ensure_index();
        let inverse = self.steps_seen(inverse, viewer);
        let mut map = self.clone();
        let mut done = Vec::with_capacity(inverse.0.len());
        let mut circles = Circles::default();
        for (at, delta) in inverse.0.iter().enumerate().rev() {
            circles.at = at;
            let record = delta.record();
            match record.kind {
                Kind::Line => circles.line_drawn(LineId(record.id)),
                Kind::Unit => circles.unit_moved(UnitId(record.id)),
                _ => {}
            }
            take_back(&mut map, delta, viewer, &mut done).map_err(|why| Refusal { at, why })?;
        }
        circles.check(&map)?;
        map.count_batch();
        *self = map;
        Ok(Inverse(done))
    }
}

fn take_back(map: &mut AccountMap, delta: &Delta, viewer: &Viewer, done: &mut Vec<Delta>) -> Result<(), Why> {
    match delta {
        Delta::Created { record, checksum } => {
            with_noun!(record.kind, N => uncreate::<N>(map, *record, *checksum, viewer, done), account => Ok(()))
        }
        Delta::Changed { record, before, after } => with_noun!(
            record.kind,
            N => unchange::<N>(map, *record, before, after, done),
            account => unchange_account(map, *record, before, after, done)
        ),
        Delta::Removed { record, fields } => {
            with_noun!(record.kind, N => unremove::<N>(map, *record, fields, done), account => Ok(()))
        }
    }
}

fn uncreate<N: Stored>(
    map: &mut AccountMap,
    record: RecordRef,
    sum: u32,
    viewer: &Viewer,
    done: &mut Vec<Delta>,
) -> Result<(), Why> {
    let Some(now) = N::table(map).get(&record.id).cloned() else { return Err(Why::NotFound { record }) };
    if !is_checksum_of(sum, now.as_ref()) {
        return Err(Why::ChangedSince { record, field: "*".into() });
    }
    if let Some(by) = map.referrers(record).next() {
        let seen = Sight::new(map, viewer).sees(by);
        return Err(Why::StillReferredTo { by: seen.then_some(by) });
    }
    map.take::<N>(record.id);
    done.push(Delta::Removed { record, fields: fields(now.as_ref()) });
    Ok(())
}

fn unchange<N: Stored>(
    map: &mut AccountMap,
    record: RecordRef,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    done: &mut Vec<Delta>,
) -> Result<(), Why> {
    let Some(now) = N::table(map).get(&record.id).cloned() else { return Err(Why::NotFound { record }) };
    let old: N = restored(now.as_ref(), record, before, after)?;
    refers_to_what_is_there(map, &old)?;
    done.extend(changed(now.as_ref(), &old));
    map.put(old);
    Ok(())
}

fn unchange_account(
    map: &mut AccountMap,
    record: RecordRef,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    done: &mut Vec<Delta>,
) -> Result<(), Why> {
    let now = map.account.clone();
    let old = restored(now.as_ref(), record, before, after)?;
    done.extend(changed(now.as_ref(), &old));
    map.account = Arc::new(old);
    Ok(())
}

/// The record with the fields put back, if they still hold what the batch left there.
fn restored<N: super::record::Noun>(
    now: &N,
    record: RecordRef,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Result<N, Why> {
    let mut values = fields(now);
    for (field, value) in after {
        if values.get(field) != Some(value) {
            return Err(Why::ChangedSince { record, field: field.clone() });
        }
    }
    values.extend(before.iter().map(|(field, value)| (field.clone(), value.clone())));
    read(record, values)
}

fn unremove<N: Stored>(
    map: &mut AccountMap,
    record: RecordRef,
    fields: &Map<String, Value>,
    done: &mut Vec<Delta>,
) -> Result<(), Why> {
    if map.holds(record) {
        return Err(Why::IdTaken { record });
    }
    let old: N = read(record, fields.clone())?;
    refers_to_what_is_there(map, &old)?;
    done.push(Delta::Created { record, checksum: checksum(&old) });
    map.put(old);
    Ok(())
}

fn read<N: super::record::Noun>(record: RecordRef, fields: Map<String, Value>) -> Result<N, Why> {
    // A journal line written by an older program may lack a field that the noun has since gained.
    serde_json::from_value(Value::Object(fields))
        .map_err(|error| Why::ChangedSince { record, field: error.to_string() })
}

fn refers_to_what_is_there<N: super::record::Noun>(map: &AccountMap, record: &N) -> Result<(), Why> {
    let mut missing: Option<RecordRef> = None;
    record.references(&mut |to| {
        if missing.is_none() && !map.holds(to) {
            missing = Some(to);
        }
    });
    missing.map_or(Ok(()), |record| Err(Why::NotFound { record }))
}
