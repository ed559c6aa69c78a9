//! Causes: the ribs and twigs of a deal's fishbone, edited by hand.

use super::check;
use super::id::{CauseId, ClaimId, DealId, MemberId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::tier::Tier;

record! {
    /// Why a deal may go one way or another.
    Cause, CausePatch, CauseId {
        /// The deal.
        deal: DealId,
        /// The rib it belongs to.
        rib: String,
        /// In words.
        text: String,
        /// The cause that it explains further.
        parent: Option<CauseId>,
        /// How likely it bites, 0 to 1.
        chance: Option<f64>,
        /// The claims behind it.
        claims: Vec<ClaimId> [default],
        /// How far it may be seen.
        tier: Tier [default],
        /// Who may see it, at tier T3.
        readers: Vec<MemberId> [default],
    }
}

impl Noun for Cause {
    noun_basics!(CausePatch, Cause, CauseId);
    noun_basics!(@tier);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(RecordRef::new(Kind::Deal, self.deal.0));
        if let Some(parent) = self.parent {
            visit(RecordRef::new(Kind::Cause, parent.0));
        }
        for claim in &self.claims {
            visit(RecordRef::new(Kind::Claim, claim.0));
        }
    }

    fn check(&self) -> Result<(), Why> {
        check::name("rib", &self.rib)?;
        check::text("text", &self.text)?;
        check::share("chance", self.chance)
    }

    fn free_texts<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a str)) {
        visit("rib", &self.rib);
        visit("text", &self.text);
    }
}
