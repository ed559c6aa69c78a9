//! Ending records, with all that hangs on them.

use uuid::Uuid;

use super::Batch;
use crate::model::id::PersonId;
use crate::model::line::Line;
use crate::model::map::Stored;
use crate::model::person::Person;
use crate::model::post::Post;
use crate::model::record::{Kind, RecordRef};
use crate::model::refusal::Why;
use crate::model::tenure::Tenure;
use crate::model::time::Day;
use crate::model::unit::Unit;

impl Batch<'_> {
    pub(super) fn end<N: Stored>(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
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

    pub(super) fn end_post(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
        self.end::<Post>(id, on)?;
        self.end_what_hangs_on(RecordRef::new(Kind::Post, id), on);
        Ok(())
    }

    pub(super) fn end_unit(&mut self, id: Uuid, on: Day) -> Result<(), Why> {
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

    pub(super) fn end_person(&mut self, id: PersonId, on: Day) -> Result<(), Why> {
        self.find::<Person>(id.0)?;
        let tenures: Vec<RecordRef> = self.map.referrers(RecordRef::new(Kind::Person, id.0)).collect();
        for by in tenures {
            if by.kind == Kind::Tenure {
                self.end_along::<Tenure>(by.id, on);
            }
        }
        Ok(())
    }
}
