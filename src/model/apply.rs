//! Applying a batch: every rule of the domain is checked here, and the batch is taken whole or not at all.

use std::sync::Arc;

use uuid::Uuid;

use super::change::{Change, Delta, Inverse};
use super::circle::Circles;
use super::delta::{changed, checksum, fields};
use super::id::PersonId;
use super::line::Line;
use super::map::{AccountMap, Stored};
use super::post::Post;
use super::record::{Kind, Noun, RecordRef};
use super::refusal::{Refusal, Why};
use super::sight::{Sight, Verdicts};
use super::tenure::Tenure;
use super::tier::Tier;
use super::time::Day;
use super::unit::Unit;
use super::viewer::Viewer;
use super::wording;

impl AccountMap {
    /// Applies a batch as this viewer: checks each change, changes all or nothing, and returns what was done, for undo.
    ///
    /// Records that the writer may not see are as if they did not exist.
    ///
    /// # Errors
    /// The first change that breaks a rule, with its place in the batch; the map is then as before.
    pub fn apply(&mut self, changes: &[Change], viewer: &Viewer) -> Result<Inverse, Refusal> {
        self.apply_each(changes.iter().cloned(), changes.len(), viewer)
    }

    /// Applies a batch that nobody needs afterwards, as [`AccountMap::apply`] does: a large one then stands in memory once.
    ///
    /// # Errors
    /// The first change that breaks a rule, with its place in the batch; the map is then as before.
    pub fn apply_owned(&mut self, changes: Vec<Change>, viewer: &Viewer) -> Result<Inverse, Refusal> {
        let steps = changes.len();
        self.apply_each(UsedUp::of(changes), steps, viewer)
    }

    fn apply_each(
        &mut self,
        changes: impl Iterator<Item = Change>,
        steps: usize,
        viewer: &Viewer,
    ) -> Result<Inverse, Refusal> {
        self.ensure_index();
        let mut batch = Batch {
            map: self.clone(),
            viewer,
            deltas: Vec::with_capacity(steps),
            circles: Circles::default(),
            known: Verdicts::default(),
        };
        for (at, change) in changes.enumerate() {
            batch.circles.at = at;
            batch.take(change).map_err(|why| Refusal { at, why })?;
        }
        batch.circles.check(&batch.map)?;
        batch.map.count_batch();
        *self = batch.map;
        Ok(Inverse(batch.deltas))
    }
}

/// Changes of which those that were handed out give their memory back, while the map grows by them.
struct UsedUp {
    /// The last comes first.
    rest: Vec<Change>,
}

impl UsedUp {
    /// After how many changes memory is given back.
    const PIECE: usize = 16 << 10;

    fn of(mut changes: Vec<Change>) -> Self {
        changes.reverse();
        Self { rest: changes }
    }
}

impl Iterator for UsedUp {
    type Item = Change;

    fn next(&mut self) -> Option<Change> {
        let next = self.rest.pop();
        if self.rest.len().is_multiple_of(Self::PIECE) {
            self.rest.shrink_to_fit();
        }
        next
    }
}

/// A batch being applied to a copy of the map.
struct Batch<'a> {
    map: AccountMap,
    viewer: &'a Viewer,
    deltas: Vec<Delta>,
    circles: Circles,
    known: Verdicts,
}

impl Batch<'_> {
    fn take(&mut self, change: Change) -> Result<(), Why> {
        match change {
            Change::AddUnit(mut unit) => {
                self.place(&mut unit);
                self.circles.unit_moved(unit.id);
                self.add(unit)
            }
            Change::AddPost(mut post) => {
                self.place(&mut post);
                self.add(post)
            }
            Change::AddPerson(person) => self.add(person),
            Change::StartTenure(mut tenure) => {
                self.place(&mut tenure);
                self.add(tenure)
            }
            Change::DrawLine(line) => {
                self.circles.line_drawn(line.id);
                self.add(line)
            }
            Change::AddSource(source) => self.add(source),
            Change::AddClaim(claim) => self.add(claim),
            Change::AddDeal(deal) => self.add(deal),
            Change::AddStage(stage) => self.add(stage),
            Change::AddSeat(seat) => self.add(seat),
            Change::AddTouch(touch) => self.add(touch),
            Change::AddCause(cause) => self.add(cause),
            Change::AddAction(action) => self.add(action),
            Change::EditAccount { set } => self.edit_account(set),
            Change::EditUnit { id, set } => {
                self.circles.unit_moved(id);
                self.edit::<Unit>(id.0, set)
            }
            Change::EditPost { id, set } => self.edit::<Post>(id.0, set),
            Change::EditPerson { id, set } => self.edit::<super::person::Person>(id.0, set),
            Change::EditTenure { id, set } => self.edit::<Tenure>(id.0, set),
            Change::EditLine { id, set } => {
                self.circles.line_drawn(id);
                self.edit::<Line>(id.0, set)
            }
            Change::EditSource { id, set } => self.edit::<super::source::Source>(id.0, set),
            Change::EditClaim { id, set } => self.edit::<super::claim::Claim>(id.0, set.into()),
            Change::EditDeal { id, set } => self.edit::<super::deal::Deal>(id.0, set),
            Change::EditStage { id, set } => self.edit::<super::stage::Stage>(id.0, set),
            Change::EditSeat { id, set } => self.edit::<super::seat::Seat>(id.0, set),
            Change::EditTouch { id, set } => self.edit::<super::touch::Touch>(id.0, set),
            Change::EditCause { id, set } => {
                self.circles.cause_moved(id);
                self.edit::<super::cause::Cause>(id.0, set)
            }
            Change::EditAction { id, set } => self.edit::<super::action::Action>(id.0, set),
            Change::EndUnit { id, on } => self.end_unit(id.0, on),
            Change::EndPost { id, on } => self.end_post(id.0, on),
            Change::EndPerson { id, on } => self.end_person(id, on),
            Change::EndTenure { id, on } => self.end::<Tenure>(id.0, on),
            Change::EndLine { id, on } => self.end::<Line>(id.0, on),
            Change::RetractClaim { id, on } => self.retract_claim(id.0, on),
            Change::RemoveTenure { id } => self.remove::<Tenure>(id.0),
            Change::RemoveLine { id } => self.remove::<Line>(id.0),
            Change::RemoveSeat { id } => self.remove::<super::seat::Seat>(id.0),
            Change::RemoveTouch { id } => self.remove::<super::touch::Touch>(id.0),
            Change::RemoveCause { id } => self.remove_cause(id.0),
            Change::RemoveAction { id } => self.remove::<super::action::Action>(id.0),
        }
    }

    /// Gives a record its place in the order of entry.
    fn place<N: Noun>(&mut self, record: &mut N) {
        if let Some(position) = record.position_mut() {
            if *position == 0 {
                *position = self.map.take_position();
            } else {
                self.map.reserve_position(*position);
            }
        }
    }

    fn add<N: Stored>(&mut self, record: N) -> Result<(), Why> {
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

    fn edit<N: Stored>(&mut self, id: Uuid, patch: N::Patch) -> Result<(), Why> {
        let old = self.find::<N>(id)?;
        let mut new = N::clone(&old);
        new.patch(patch);
        self.check(&new, Some(old.as_ref()))?;
        self.replace(old.as_ref(), new);
        Ok(())
    }

    fn edit_account(&mut self, set: super::account::AccountPatch) -> Result<(), Why> {
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

    fn remove<N: Stored>(&mut self, id: Uuid) -> Result<(), Why> {
        let old = self.find::<N>(id)?;
        self.deltas.push(Delta::Removed { record: RecordRef::new(N::KIND, id), fields: fields(old.as_ref()) });
        self.map.take::<N>(id);
        self.known.borrow_mut().clear();
        Ok(())
    }

    /// Takes out a cause and those under it, also the ones that the writer does not see: they explain nothing without it.
    fn remove_cause(&mut self, id: Uuid) -> Result<(), Why> {
        self.find::<super::cause::Cause>(id)?;
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
            if let Some(old) = self.map.take::<super::cause::Cause>(id) {
                self.deltas
                    .push(Delta::Removed { record: RecordRef::new(Kind::Cause, id), fields: fields(old.as_ref()) });
            }
        }
        Ok(())
    }

    fn end<N: Stored>(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
        let old = self.find::<N>(id)?;
        let mut span = old.span();
        if let Some(from) = span.from.filter(|from| *from > on) {
            return Err(Why::EndsBeforeStart { from });
        }
        if let Some(until) = span.until.filter(|until| *until <= on) {
            return Err(Why::AlreadyEnded { on: until });
        }
        span.until = Some(on);
        let mut new = N::clone(&old);
        new.set_span(span);
        self.replace(old.as_ref(), new);
        Ok(())
    }

    /// Ends what hangs on an ended record; what would begin only later never holds at all.
    fn end_along<N: Stored>(&mut self, id: Uuid, on: Day) {
        let Some(old) = N::table(&self.map).get(&id).cloned() else { return };
        let mut span = old.span();
        if span.until.is_some_and(|until| until <= on) {
            return;
        }
        span.until = Some(span.from.map_or(on, |from| from.max(on)));
        let mut new = N::clone(&old);
        new.set_span(span);
        self.replace(old.as_ref(), new);
    }

    fn end_post(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
        self.end::<Post>(id, on)?;
        self.end_what_hangs_on(RecordRef::new(Kind::Post, id), on);
        Ok(())
    }

    fn end_unit(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
        self.end::<Unit>(id, on)?;
        let mut units = vec![id];
        while let Some(unit) = units.pop() {
            let reference = RecordRef::new(Kind::Unit, unit);
            let under: Vec<RecordRef> = self.map.referrers(reference).collect();
            for by in under {
                match by.kind {
                    Kind::Unit => {
                        self.end_along::<Unit>(by.id, on);
                        units.push(by.id);
                    }
                    Kind::Post => {
                        self.end_along::<Post>(by.id, on);
                        self.end_what_hangs_on(by, on);
                    }
                    _ => {}
                }
            }
            self.end_what_hangs_on(reference, on);
        }
        Ok(())
    }

    fn end_what_hangs_on(&mut self, place: RecordRef, on: Day) {
        let hanging: Vec<RecordRef> = self.map.referrers(place).collect();
        for by in hanging {
            match by.kind {
                Kind::Tenure => self.end_along::<Tenure>(by.id, on),
                Kind::Line => self.end_along::<Line>(by.id, on),
                _ => {}
            }
        }
    }

    fn end_person(&mut self, id: PersonId, on: Day) -> Result<(), Why> {
        self.find::<super::person::Person>(id.0)?;
        let tenures: Vec<RecordRef> = self.map.referrers(RecordRef::new(Kind::Person, id.0)).collect();
        for by in tenures {
            if by.kind == Kind::Tenure {
                self.end_along::<Tenure>(by.id, on);
            }
        }
        Ok(())
    }

    fn retract_claim(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
        let old = self.find::<super::claim::Claim>(id)?;
        if let Some(taken) = old.retracted_on {
            return Err(Why::AlreadyEnded { on: taken });
        }
        let mut new = old.as_ref().clone();
        new.retracted_on = Some(on);
        self.replace(old.as_ref(), new);
        Ok(())
    }

    fn sight(&self) -> Sight<'_> {
        Sight::knowing(&self.map, self.viewer, self.known.clone())
    }

    /// The record, if it is there and the writer may see it.
    fn find<N: Stored>(&self, id: Uuid) -> Result<Arc<N>, Why> {
        let reference = RecordRef::new(N::KIND, id);
        match N::table(&self.map).get(&id) {
            Some(record) if self.sight().sees(reference) => Ok(record.clone()),
            _ => Err(Why::NotFound { record: reference }),
        }
    }

    fn replace<N: Stored>(&mut self, old: &N, new: N) {
        if let Some(delta) = changed(old, &new) {
            self.deltas.push(delta);
            self.map.put(new);
            self.known.borrow_mut().clear();
        }
    }

    fn check<N: Stored>(&self, record: &N, old: Option<&N>) -> Result<(), Why> {
        record.check()?;
        self.check_references(record)?;
        self.check_external_ids(record)?;
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

    fn check_external_ids<N: Stored>(&self, record: &N) -> Result<(), Why> {
        for id in record.external_ids() {
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
