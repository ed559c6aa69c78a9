//! Single records, and what of a past batch a viewer may see: the small doors beside the snapshot.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::change::{Change, Delta, Inverse};
use super::delta::fields;
use super::id::ExternalId;
use super::map::{AccountMap, Record, Stored, with_noun};
use super::record::{Kind, RecordRef};
use super::sight::Sight;
use super::source::Source;
use super::viewer::Viewer;

/// What of a batch a viewer may see.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BatchSeen {
    /// The changes whose content may be told.
    pub changes: Vec<Change>,
    /// The records that it touched, each once.
    pub touched: Vec<RecordRef>,
}

impl AccountMap {
    /// One record as this viewer sees it; none if there is no such record, or if it is hidden.
    pub fn seen(&self, record: RecordRef, viewer: &Viewer) -> Option<Record> {
        if record.kind == Kind::Source {
            let map = self.indexed();
            let sight = Sight::new(&map, viewer);
            let source = map.sources.get(&record.id).filter(|_| sight.sees(record))?;
            return Some(Record::Source(sight.named(source)));
        }
        Sight::new(self, viewer).sees(record).then(|| self.record(record)).flatten()
    }

    /// The unit, post, person or deal with this key of another system, as this viewer sees it. Of deals there may be several,
    /// since nobody is told that a hidden one has the key: the first by id is meant.
    pub fn with_key(&self, kind: Kind, key: &ExternalId, viewer: &Viewer) -> Option<Record> {
        fn holder<N: Stored>(map: &AccountMap, key: &ExternalId) -> Option<RecordRef> {
            let record = N::table(map).values().find(|record| record.external_ids().contains(key))?;
            Some(RecordRef::new(N::KIND, record.uuid()))
        }
        let found = match self.by_external_id(kind, key) {
            Some(id) => Some(RecordRef::new(kind, id)),
            None => match kind {
                Kind::Unit => holder::<super::unit::Unit>(self, key),
                Kind::Post => holder::<super::post::Post>(self, key),
                Kind::Person => holder::<super::person::Person>(self, key),
                Kind::Deal => {
                    let sight = Sight::new(self, viewer);
                    let deals = self.deals.values().filter(|deal| deal.external_ids.contains(key));
                    let mut deals = deals.map(|deal| RecordRef::new(Kind::Deal, deal.id.0));
                    deals.find(|deal| sight.sees(*deal))
                }
                _ => None,
            },
        };
        found.and_then(|record| self.record(record))
    }

    /// May this viewer see anything of a past batch?
    pub fn shows_of_batch(&self, changes: &[Change], inverse: &Inverse, viewer: &Viewer) -> bool {
        // Records that everybody sees who reads the account tell it at once.
        inverse.0.iter().any(|delta| is_plain(delta.record().kind))
            || !self.batch_seen(changes, inverse, viewer).touched.is_empty()
    }

    /// What of a past batch this viewer may see: nothing of records that are hidden, and of others nothing that was hidden then.
    pub fn batch_seen(&self, changes: &[Change], inverse: &Inverse, viewer: &Viewer) -> BatchSeen {
        let map = self.indexed();
        let sight = Sight::new(&map, viewer);
        // Found by record: a batch may touch a hundred thousand.
        let adding = changes.iter().filter(|change| change.adds_record());
        let added: BTreeMap<RecordRef, &Change> =
            adding.rev().filter_map(|change| Some((change.target()?, change))).collect();
        let mut steps: BTreeMap<RecordRef, Vec<&Delta>> = BTreeMap::new();
        for delta in &inverse.0 {
            steps.entry(delta.record()).or_default().push(delta);
        }
        let cited = sources_gone_with_claims(&sight, inverse);
        let shows = |delta: &&Delta| {
            let record = delta.record();
            shows(&sight, delta, &cited)
                || (!map.holds(record) && added.get(&record).is_some_and(|change| adds_visibly(&sight, change)))
        };
        let mut seen = BatchSeen::default();
        for record in inverse.touched() {
            if steps[&record].iter().all(shows) {
                seen.touched.push(record);
            }
        }
        let touched: BTreeSet<RecordRef> = seen.touched.iter().copied().collect();
        for change in changes {
            let is_shown = match change.target() {
                None => true,
                Some(target) => touched.contains(&target) && content_shows(&sight, change, &steps[&target]),
            };
            if is_shown {
                seen.changes.push(without_names(&sight, change));
            }
        }
        seen
    }

    /// The steps of a batch whose records this viewer may see.
    pub(super) fn steps_seen(&self, inverse: &Inverse, viewer: &Viewer) -> Inverse {
        let sight = Sight::new(self, viewer);
        let cited = sources_gone_with_claims(&sight, inverse);
        Inverse(inverse.0.iter().filter(|delta| shows(&sight, delta, &cited)).cloned().collect())
    }

    /// The same map, ready to be looked at many times.
    #[must_use]
    pub fn indexed(&self) -> Self {
        let mut map = self.clone();
        map.ensure_index();
        map
    }
}

/// May the viewer know of this step? `cited` are the sources that went together with claims that the viewer could see.
fn shows(sight: &Sight<'_>, delta: &Delta, cited: &BTreeSet<Uuid>) -> bool {
    let record = delta.record();
    if is_plain(record.kind) {
        return true;
    }
    match delta {
        Delta::Removed { .. } if record.kind == Kind::Source => cited.contains(&record.id),
        Delta::Created { .. } => sight.sees(record),
        Delta::Changed { before, after, .. } => {
            sight.sees(record) && [before, after].into_iter().all(|values| state_shows(sight, record, values))
        }
        Delta::Removed { fields, .. } => state_shows(sight, record, fields),
    }
}

/// The sources of the claims that a batch took out and that the viewer could see.
fn sources_gone_with_claims(sight: &Sight<'_>, inverse: &Inverse) -> BTreeSet<Uuid> {
    let nothing = BTreeSet::new();
    let claims = inverse.0.iter().filter(|delta| delta.record().kind == Kind::Claim && shows(sight, delta, &nothing));
    let source = |delta: &Delta| match delta {
        Delta::Removed { fields, .. } => fields.get("source")?.as_str()?.parse().ok(),
        _ => None,
    };
    claims.filter_map(source).collect()
}

/// Would the viewer see the record with these of its fields?
fn state_shows(sight: &Sight<'_>, record: RecordRef, values: &Map<String, Value>) -> bool {
    fn check<N: Stored>(sight: &Sight<'_>, record: RecordRef, values: &Map<String, Value>) -> bool {
        let mut state = N::table(sight.map()).get(&record.id).map(|now| fields(now.as_ref())).unwrap_or_default();
        state.extend(values.clone());
        serde_json::from_value::<N>(Value::Object(state)).is_ok_and(|state| sight.would_see(&state))
    }
    with_noun!(record.kind, N => check::<N>(sight, record, values), account => true)
}

/// Was the record that this change adds one that the viewer may see?
fn adds_visibly(sight: &Sight<'_>, change: &Change) -> bool {
    match change {
        Change::AddClaim(record) => sight.would_see(record),
        Change::AddDeal(record) => sight.would_see(record),
        Change::AddStage(record) => sight.would_see(record),
        Change::AddSeat(record) => sight.would_see(record),
        Change::AddTouch(record) => sight.would_see(record),
        Change::AddCause(record) => sight.would_see(record),
        Change::AddAction(record) => sight.would_see(record),
        _ => true,
    }
}

/// May the content of a change be told? Of a record with a tier only what still stands there: it may have been hidden when it was written.
fn content_shows(sight: &Sight<'_>, change: &Change, steps: &[&Delta]) -> bool {
    let Some(target) = change.target() else { return true };
    if is_plain(target.kind) || target.kind == Kind::Source {
        return true;
    }
    if change.adds_record() {
        return adds_visibly(sight, change);
    }
    let now = current_fields(sight.map(), target);
    steps.iter().all(|delta| match delta {
        Delta::Changed { after, .. } => {
            now.as_ref().is_some_and(|now| after.iter().all(|(field, value)| now.get(field) == Some(value)))
        }
        _ => true,
    })
}

fn current_fields(map: &AccountMap, record: RecordRef) -> Option<Map<String, Value>> {
    with_noun!(
        record.kind,
        N => <N as Stored>::table(map).get(&record.id).map(|now| fields(now.as_ref())),
        account => None
    )
}

/// The change without the names of sources that the viewer may not know.
fn without_names(sight: &Sight<'_>, change: &Change) -> Change {
    let mut change = change.clone();
    match &mut change {
        Change::AddSource(source) => *source = Source::clone(&sight.named(&Arc::new(source.clone()))),
        Change::EditSource { id, set } => {
            let may_know = |readers: &[super::id::MemberId]| sight.viewer().is_named_in(readers);
            let now = sight.map().sources.get(&id.0);
            if !now.is_some_and(|now| may_know(&now.readers)) || !set.readers.as_deref().is_none_or(may_know) {
                set.name = None;
                set.readers = None;
            }
        }
        _ => {}
    }
    change
}

fn is_plain(kind: Kind) -> bool {
    matches!(kind, Kind::Account | Kind::Unit | Kind::Post | Kind::Person | Kind::Tenure | Kind::Line)
}
