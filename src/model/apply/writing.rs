//! Adding, editing and removing records, each with the step that takes it back.

use std::sync::Arc;

use uuid::Uuid;

use super::Batch;
use crate::model::account::AccountPatch;
use crate::model::cause::Cause;
use crate::model::change::Delta;
use crate::model::claim::Claim;
use crate::model::delta::{changed, checksum, fields};
use crate::model::map::Stored;
use crate::model::record::{Kind, Noun, RecordRef};
use crate::model::refusal::Why;
use crate::model::sight::Sight;
use crate::model::time::Day;

impl Batch<'_> {
    /// Gives a record its place in the order of entry.
    pub(super) fn place<N: Noun>(&mut self, record: &mut N) {
        if let Some(position) = record.position_mut() {
            if *position == 0 {
                *position = self.map.take_position();
            } else {
                self.map.reserve_position(*position);
            }
        }
    }

    pub(super) fn add<N: Stored>(&mut self, record: N) -> Result<(), Why> {
        if record.uuid().is_nil() {
            return Err(Why::NoId { kind: N::KIND });
        }
        let reference = RecordRef::new(N::KIND, record.uuid());
        if self.map.holds(reference) {
            return Err(Why::IdTaken { record: reference });
        }
        self.check(&record, None)?;
        self.deltas.push(Delta::Created { record: reference, checksum: checksum(&record) });
        self.map.put(record);
        Ok(())
    }

    pub(super) fn edit<N: Stored>(&mut self, id: Uuid, patch: N::Patch) -> Result<(), Why> {
        let old = self.find::<N>(id)?;
        let mut new = N::clone(&old);
        new.patch(patch);
        self.check(&new, Some(old.as_ref()))?;
        self.replace(old.as_ref(), new);
        Ok(())
    }

    pub(super) fn edit_account(&mut self, set: AccountPatch) -> Result<(), Why> {
        let old = self.map.account.clone();
        let mut new = old.as_ref().clone();
        new.patch(set);
        new.check()?;
        if let Some(delta) = changed(old.as_ref(), &new) {
            self.deltas.push(delta);
            self.map.account = Arc::new(new);
        }
        Ok(())
    }

    pub(super) fn remove<N: Stored>(&mut self, id: Uuid) -> Result<(), Why> {
        let old = self.find::<N>(id)?;
        self.deltas.push(Delta::Removed { record: RecordRef::new(N::KIND, id), fields: fields(old.as_ref()) });
        self.map.take::<N>(id);
        self.known.borrow_mut().clear();
        Ok(())
    }

    /// Takes out a cause and those under it, also the ones that the writer does not see: they explain nothing without it.
    pub(super) fn remove_cause(&mut self, id: Uuid) -> Result<(), Why> {
        self.find::<Cause>(id)?;
        let mut doomed = vec![id];
        let mut next = 0;
        while next < doomed.len() {
            let under = self.map.referrers(RecordRef::new(Kind::Cause, doomed[next]));
            let under: Vec<Uuid> = under.filter(|by| by.kind == Kind::Cause).map(|by| by.id).collect();
            doomed.extend(under);
            next += 1;
        }
        self.known.borrow_mut().clear();
        for id in doomed.into_iter().rev() {
            if let Some(old) = self.map.take::<Cause>(id) {
                self.deltas
                    .push(Delta::Removed { record: RecordRef::new(Kind::Cause, id), fields: fields(old.as_ref()) });
            }
        }
        Ok(())
    }

    pub(super) fn retract_claim(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
        let old = self.find::<Claim>(id)?;
        if let Some(taken) = old.retracted_on {
            return Err(Why::AlreadyEnded { on: taken });
        }
        let mut new = old.as_ref().clone();
        new.retracted_on = Some(on);
        self.replace(old.as_ref(), new);
        Ok(())
    }

    pub(super) fn sight(&self) -> Sight<'_> {
        Sight::knowing(&self.map, self.viewer, self.known.clone())
    }

    /// The record, if it is there and the writer may see it.
    pub(super) fn find<N: Stored>(&self, id: Uuid) -> Result<Arc<N>, Why> {
        let reference = RecordRef::new(N::KIND, id);
        match N::table(&self.map).get(&id) {
            Some(record) if self.sight().sees(reference) => Ok(record.clone()),
            _ => Err(Why::NotFound { record: reference }),
        }
    }

    pub(super) fn replace<N: Stored>(&mut self, old: &N, new: N) {
        if let Some(delta) = changed(old, &new) {
            self.deltas.push(delta);
            self.map.put(new);
            self.known.borrow_mut().clear();
        }
    }
}
