//! The rules that a new or changed record must keep, beyond those that it checks by itself.

use super::Batch;
use crate::model::map::Stored;
use crate::model::record::{Noun, RecordRef};
use crate::model::refusal::Why;
use crate::model::tier::Tier;
use crate::model::viewer::Viewer;
use crate::model::wording;

impl Batch<'_> {
    pub(super) fn check<N: Stored>(&self, record: &N, old: Option<&N>) -> Result<(), Why> {
        record.check()?;
        self.check_references(record)?;
        self.check_external_ids(record, old)?;
        self.check_tier(record)?;
        check_wording(record, old)
    }

    fn check_references<N: Noun>(&self, record: &N) -> Result<(), Why> {
        let mut missing = None;
        record.references(&mut |to| {
            if missing.is_none() && !self.sight().may_refer_to(to) {
                missing = Some(to);
            }
        });
        missing.map_or(Ok(()), |record| Err(Why::NotFound { record }))
    }

    fn check_external_ids<N: Stored>(&self, record: &N, old: Option<&N>) -> Result<(), Why> {
        // A key may stand on a hidden record too, since no refusal may tell of it: who sees both must still be able to edit them.
        let had = old.map_or(&[][..], |old| old.external_ids());
        for id in record.external_ids().iter().filter(|id| !had.contains(id)) {
            let taken = if record.tier().is_none() {
                self.map.by_external_id(N::KIND, id).is_some_and(|holder| holder != record.uuid())
            } else {
                // A hidden record's key must not show by a refusal.
                let sight = self.sight();
                N::table(&self.map).values().any(|other| {
                    other.uuid() != record.uuid()
                        && other.external_ids().contains(id)
                        && sight.sees(RecordRef::new(N::KIND, other.uuid()))
                })
            };
            if taken {
                return Err(Why::ExternalIdTaken { source: id.source.clone(), key: id.key.clone() });
            }
        }
        Ok(())
    }

    fn check_tier<N: Noun>(&self, record: &N) -> Result<(), Why> {
        match (record.tier(), self.viewer) {
            (Some((tier, _)), Viewer::Member { cap, .. }) if tier > *cap => Err(Why::TierAboveWriter),
            (Some((Tier::T3, readers)), Viewer::Member { member, .. }) if !readers.contains(member) => {
                Err(Why::WriterNotAReader)
            }
            _ => Ok(()),
        }
    }
}

/// Screens the free texts that are new or changed: an old text stays editable around.
fn check_wording<N: Noun>(record: &N, old: Option<&N>) -> Result<(), Why> {
    let mut before = Vec::new();
    if let Some(old) = old {
        old.free_texts(&mut |field, text| before.push((field, text)));
    }
    let mut hit = None;
    record.free_texts(&mut |field, text| {
        if hit.is_none() && !before.contains(&(field, text)) {
            hit = wording::screen(text).map(|rule| Why::Wording { field, rule });
        }
    });
    hit.map_or(Ok(()), Err)
}
