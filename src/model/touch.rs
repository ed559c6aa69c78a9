//! Touches: dated contacts between our members and the account's people.

use super::check;
use super::id::{DealId, MemberId, PersonId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::tier::Tier;
use super::time::Day;

record! {
    /// A dated contact, with what came of it.
    Touch, TouchPatch, TouchId {
        /// The day.
        on: Day,
        /// Who of ours.
        members: Vec<MemberId>,
        /// Whom they met.
        persons: Vec<PersonId>,
        /// The deal it was about.
        deal: Option<DealId>,
        /// How: visit, call, meeting …
        channel: Option<String>,
        /// What came of it.
        outcome: Option<String>,
        /// How far it may be seen.
        tier: Tier [default],
        /// Who may see it, at tier T3.
        readers: Vec<MemberId> [default],
    }
}

impl Noun for Touch {
    noun_basics!(TouchPatch, Touch, TouchId);
    noun_basics!(@tier);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        for person in &self.persons {
            visit(RecordRef::new(Kind::Person, person.0));
        }
        if let Some(deal) = self.deal {
            visit(RecordRef::new(Kind::Deal, deal.0));
        }
    }

    fn check(&self) -> Result<(), Why> {
        check::short_if("channel", self.channel.as_deref())?;
        self.outcome.as_deref().map_or(Ok(()), |text| check::text("outcome", text))
    }

    fn free_texts<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a str)) {
        if let Some(channel) = &self.channel {
            visit("channel", channel);
        }
        if let Some(outcome) = &self.outcome {
            visit("outcome", outcome);
        }
    }
}
