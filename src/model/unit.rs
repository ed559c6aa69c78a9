//! Units: the organisational tree of an account, and the bodies outside it that matter.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::id::{ExternalId, UnitId};
use super::record::{Kind, Noun, RecordRef, noun_basics, record};
use super::refusal::Why;
use super::time::Span;

/// What an outside unit is to the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutsideKind {
    /// A superior body.
    Superior,
    /// A panel of experts.
    ExpertPanel,
    /// A procurement agent.
    Agent,
    /// A systems integrator.
    Integrator,
    /// A rival of ours.
    Rival,
    /// Any other body.
    Other,
}

record! {
    /// An organisational unit; a tree, with outside units beside it.
    Unit, UnitPatch, UnitId {
        /// The unit it belongs to; none for a root.
        parent: Option<UnitId>,
        /// Its name.
        name: String,
        /// What it is: 党委, 内设机构, 直属事业单位, 下属国企, division …
        kind: Option<String>,
        /// Its administrative level, as the organisation writes it.
        level: Option<String>,
        /// What it is to the account, if it lies outside.
        outside: Option<OutsideKind>,
        /// Place among its siblings as the organisation itself ranks them.
        order: Option<u32>,
        /// Place in the order of entry; 0 asks for the next.
        position: u32 [default],
        /// The days on which it exists.
        span: Span [default],
        /// Keys of other systems.
        external_ids: Vec<ExternalId> [default],
    }
}

impl Noun for Unit {
    noun_basics!(UnitPatch, Unit, UnitId);
    noun_basics!(@span);
    noun_basics!(@position);
    noun_basics!(@external_ids);

    fn references(&self, visit: &mut dyn FnMut(RecordRef)) {
        if let Some(parent) = self.parent {
            visit(RecordRef::new(Kind::Unit, parent.0));
        }
    }

    fn check(&self) -> Result<(), Why> {
        check::name("name", &self.name)?;
        check::short_if("kind", self.kind.as_deref())?;
        check::short_if("level", self.level.as_deref())?;
        check::span(self.span)?;
        check::external_ids(&self.external_ids)
    }
}
