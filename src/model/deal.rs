//! Deals: one purchase at an account, with its quiet period.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::account::QuietPeriod;
use super::check;
use super::id::{ExternalId, MemberId};
use super::record::{Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::tier::Tier;
use super::time::Day;

/// How a deal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DealState {
    /// Still to be decided.
    #[default]
    Open,
    /// Ours.
    Won,
    /// Somebody else's.
    Lost,
    /// Given up by the buyer or by us.
    Cancelled,
}

record! {
    /// One purchase at an account.
    Deal, DealPatch, DealId {
        /// Its name.
        name: String,
        /// The stage template it follows.
        template: Option<String>,
        /// The procurement mode, as the buyer calls it.
        procurement_mode: Option<String>,
        /// How it stands.
        state: DealState [default],
        /// The day on which the award is planned.
        award_on: Option<Day>,
        /// Days on which contact with the buyer's side is locked.
        quiet_periods: Vec<QuietPeriod> [default],
        /// How far it may be seen.
        tier: Tier [default],
        /// Who may see it, at tier T3.
        readers: Vec<MemberId> [default],
        /// Keys of other systems.
        external_ids: Vec<ExternalId> [default],
    }
}

impl Noun for Deal {
    noun_basics!(DealPatch, Deal, DealId);
    noun_basics!(@tier);
    noun_basics!(@external_ids);

    fn references(&self, _visit: &mut dyn FnMut(RecordRef)) {}

    fn check(&self) -> Result<(), Why> {
        check::name("name", &self.name)?;
        check::short_if("template", self.template.as_deref())?;
        check::short_if("procurement_mode", self.procurement_mode.as_deref())?;
        for quiet in &self.quiet_periods {
            check::span(quiet.span)?;
            check::short("quiet_periods", &quiet.reason)?;
        }
        check::external_ids(&self.external_ids)
    }

    fn free_texts<'a>(&'a self, visit: &mut dyn FnMut(&'static str, &'a str)) {
        visit("name", &self.name);
    }
}
