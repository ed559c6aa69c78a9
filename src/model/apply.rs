//! Applying a batch: every rule of the domain is checked here, and the batch is taken whole or not at all.

mod ending;
mod rules;
mod used_up;
mod writing;

use super::change::{Change, Delta, Inverse};
use super::circle::Circles;
use super::line::Line;
use super::map::AccountMap;
use super::post::Post;
use super::refusal::{Refusal, Why};
use super::sight::Verdicts;
use super::tenure::Tenure;
use super::unit::Unit;
use super::viewer::Viewer;
use used_up::UsedUp;

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
}
