//! Stages of a deal, each with the rule by which its seats decide.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::id::DealId;
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::time::Day;

/// How the seats of a stage decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// One decides.
    #[default]
    Sole,
    /// More than half of the votes.
    Majority,
    /// At least so many votes.
    Quota {
        /// Votes needed.
        votes: u32,
    },
    /// Everybody.
    Consensus,
}

record! {
    /// A stage of a deal.
    Stage, StagePatch, StageId {
        /// The deal it belongs to.
        deal: DealId,
        /// Its name.
        name: String,
        /// Its place among the stages of the deal.
        order: u32 [default],
        /// How its seats decide.
        rule: Rule [default],
        /// The day on which it is planned to be over.
        planned_on: Option<Day>,
        /// The day on which it was over.
        done_on: Option<Day>,
    }
}

impl Noun for Stage {
    noun_basics!(StagePatch, Stage, StageId);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        visit(RecordRef::new(Kind::Deal, self.deal.0));
    }

    fn check(&self) -> Result<(), Why> {
        check::name("name", &self.name)
    }
}
