//! Actions: what we mean to do about a deal, who does it, and by when.

use super::check;
use super::id::{DealId, MemberId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::tier::Tier;
use super::time::Day;

record! {
    /// What we mean to do.
    Action, ActionPatch, ActionId {
        /// The deal.
        deal: DealId,
        /// The lever it belongs to.
        lever: Option<String>,
        /// In words.
        text: String,
        /// Who of ours does it.
        owner: Option<MemberId>,
        /// By when.
        due_on: Option<Day>,
        /// When it was done.
        done_on: Option<Day>,
        /// What should change by it.
        expected_change: Option<String>,
        /// How far it may be seen.
        tier: Tier [default],
        /// Who may see it, at tier T3.
        readers: Vec<MemberId> [default],
    }
}

impl Noun for Action {
    noun_basics!(ActionPatch, Action, ActionId);
    noun_basics!(@tier);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(RecordRef::new(Kind::Deal, self.deal.0));
    }

    fn check(&self) -> Result<(), Why> {
        check::short_if("lever", self.lever.as_deref())?;
        check::text("text", &self.text)?;
        self.expected_change.as_deref().map_or(Ok(()), |text| check::text("expected_change", text))
    }

    fn free_texts<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a str)) {
        for (field, text) in [("lever", &self.lever), ("expected_change", &self.expected_change)] {
            if let Some(text) = text {
                visit(field, text);
            }
        }
        visit("text", &self.text);
    }
}
