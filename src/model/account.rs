//! The account: one customer organisation, the boundary of a map.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::id::{AccountId, ExternalId, TeamId};
use super::record::{Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::time::Span;

/// Days on which contact with the buyer's side is locked, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietPeriod {
    /// The days, first one included, last one not.
    pub span: Span,
    /// The reason, such as the notice that began it.
    pub reason: String,
}

record! {
    /// One customer organisation, owned by one of our teams.
    Account, AccountPatch, AccountId {
        /// Its name.
        name: String,
        /// What it is: `government`, `enterprise`, …
        kind: Option<String>,
        /// The team of ours that owns it.
        team: Option<TeamId>,
        /// Days on which contact with the whole account is locked.
        quiet_periods: Vec<QuietPeriod> [default],
        /// Keys of other systems.
        external_ids: Vec<ExternalId> [default],
    }
}

impl Account {
    /// An account of which only the name is known.
    pub fn new(id: AccountId, name: impl Into<String>) -> Self {
        Self { id, name: name.into(), kind: None, team: None, quiet_periods: Vec::new(), external_ids: Vec::new() }
    }
}

impl Noun for Account {
    noun_basics!(AccountPatch, Account, AccountId);
    noun_basics!(@external_ids);

    fn references(&self, _visit: &mut dyn FnMut(RecordRef)) {}

    fn check(&self) -> Result<(), Why> {
        check::name("name", &self.name)?;
        check::short_if("kind", self.kind.as_deref())?;
        for quiet in &self.quiet_periods {
            check::span(quiet.span)?;
            check::short("quiet_periods", &quiet.reason)?;
        }
        check::external_ids(&self.external_ids)
    }
}
