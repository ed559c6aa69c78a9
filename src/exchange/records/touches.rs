//! Rows of touches: dated contacts between members of ours and people; the same contact said again stays one.

use crate::model::change::Change;
use crate::model::id::TouchId;
use crate::model::record::{Kind, Noun as _};
use crate::model::tier::Tier;
use crate::model::touch::Touch;

use super::super::cells::on_one_line;
use super::super::mapping::Field;
use super::super::plan::Fate;
use super::Work;
use super::row::{Fault, Row};

impl Work<'_> {
    pub(super) fn touch(&mut self, row: Row<'_>, outcome: usize) -> Result<(), Fault> {
        row.needed(Field::TouchedOn)?;
        let Some(on) = row.day(Field::TouchedOn)? else { return Ok(()) };
        let (tier, readers) = self.tier(row)?;
        let mut touch = Touch {
            id: TouchId::default(),
            on,
            members: row.members(&self.directory, Field::Member)?,
            persons: row.people(&self.directory, Field::Person, Field::Unit)?,
            deal: row.deal(&self.directory)?,
            channel: row.free_text(Field::Channel)?.map(|text| on_one_line(&text).0),
            outcome: row.free_text(Field::Outcome)?,
            tier: tier.unwrap_or(Tier::T1.min(self.options.cap)),
            readers,
        };
        touch.check().map_err(|why| Fault::of(&why, Field::Outcome, touch.outcome.as_deref().unwrap_or_default()))?;
        self.rows[outcome].person = touch.persons.first().copied();
        let key = key_of(&touch);
        if self.touches.insert(key.clone()) {
            touch.id = TouchId(self.ids.id(Kind::Touch, &key));
            self.changes.touches.push(Change::AddTouch(touch));
            self.mark(outcome, Fate::New);
        }
        Ok(())
    }
}

/// What two records of one contact have in common.
pub(super) fn key_of(touch: &Touch) -> String {
    let (mut members, mut persons) = (touch.members.clone(), touch.persons.clone());
    members.sort_unstable();
    persons.sort_unstable();
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    format!("{} {members:?} {persons:?} {:?} {} {}", touch.on, touch.deal, text(&touch.channel), text(&touch.outcome))
}
