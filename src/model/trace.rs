//! Traces: what the journal says has become of each record, held against the map; where they differ, one of them is damaged.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::change::{Delta, Inverse};
use super::delta::{fields, is_checksum_of};
use super::map::{AccountMap, Stored, with_noun};
use super::record::{Kind, Noun, RecordRef};

/// What the batches of one account have left, record by record.
#[derive(Debug, Default)]
pub struct Trace {
    records: BTreeMap<RecordRef, Left>,
}

/// What is known of one record.
#[derive(Debug, Default)]
struct Left {
    /// Is it there?
    is_there: bool,
    /// The checksum that it was made with.
    checksum: Option<u32>,
    /// Each field that was changed since: as it was when the record was made, and as it was left.
    changed: BTreeMap<String, (Value, Value)>,
}

/// A record that is not as the journal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// The journal tells of it, and it is not there.
    Missing(RecordRef),
    /// It is there, and the journal does not tell of it.
    Unaccounted(RecordRef),
    /// It is there, with other fields.
    Different(RecordRef),
}

impl Trace {
    /// Follows the next batch, in the order in which they were written.
    pub fn follow(&mut self, inverse: &Inverse) {
        for delta in &inverse.0 {
            match delta {
                Delta::Created { record, checksum } => {
                    let left = Left { is_there: true, checksum: Some(*checksum), changed: BTreeMap::new() };
                    self.records.insert(*record, left);
                }
                Delta::Changed { record, before, after } => {
                    let left = self.records.entry(*record).or_default();
                    left.is_there = true;
                    for (field, value) in after {
                        let first = before.get(field).cloned().unwrap_or_default();
                        let (_, last) = left.changed.entry(field.clone()).or_insert((first, Value::Null));
                        last.clone_from(value);
                    }
                }
                Delta::Removed { record, .. } => {
                    self.records.insert(*record, Left::default());
                }
            }
        }
    }

    /// Where the map is not as the batches left it, at most so many.
    pub fn disagreements(&self, map: &AccountMap, most: usize) -> Vec<Disagreement> {
        let told = self.records.iter().filter_map(|(record, left)| {
            with_noun!(
                record.kind,
                N => disagreement::<N>(map, *record, left),
                account => is_other(map.account.as_ref(), left).then_some(Disagreement::Different(*record))
            )
        });
        let untold = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Account).flat_map(|kind| {
            let ids: Vec<_> = with_noun!(kind, N => N::table(map).keys().copied().collect(), account => Vec::new());
            ids.into_iter().map(move |id| RecordRef::new(kind, id))
        });
        let untold = untold.filter(|record| !self.records.contains_key(record)).map(Disagreement::Unaccounted);
        told.chain(untold).take(most).collect()
    }
}

fn disagreement<N: Stored>(map: &AccountMap, record: RecordRef, left: &Left) -> Option<Disagreement> {
    match N::table(map).get(&record.id) {
        Some(_) if !left.is_there => Some(Disagreement::Unaccounted(record)),
        Some(now) => is_other(now.as_ref(), left).then_some(Disagreement::Different(record)),
        None => left.is_there.then_some(Disagreement::Missing(record)),
    }
}

/// Is a record other than it was left, in a field that was changed or in one that never was?
fn is_other<N: Noun>(now: &N, left: &Left) -> bool {
    let mut values = fields(now);
    for (field, (first, last)) in &left.changed {
        if values.get(field) != Some(last) {
            return true;
        }
        values.insert(field.clone(), first.clone());
    }
    left.checksum.is_some_and(|sum| made_of::<N>(values).is_none_or(|made| !is_checksum_of(sum, &made)))
}

fn made_of<N: Noun>(values: Map<String, Value>) -> Option<N> {
    serde_json::from_value(Value::Object(values)).ok()
}
