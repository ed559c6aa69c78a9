//! Typed identifiers: one newtype over a UUID for each noun, so that a post's id can never stand where a unit's belongs.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident),* $(,)?) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Is this the empty id, that is, has none been given yet?
            pub fn is_nil(self) -> bool {
                self.0.is_nil()
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::from_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// Names an account.
    AccountId,
    /// Names a unit.
    UnitId,
    /// Names a post.
    PostId,
    /// Names a person in an account.
    PersonId,
    /// Names a tenure.
    TenureId,
    /// Names a reporting line.
    LineId,
    /// Names a source of claims.
    SourceId,
    /// Names a claim.
    ClaimId,
    /// Names a deal.
    DealId,
    /// Names a stage of a deal.
    StageId,
    /// Names a seat in a stage's decision.
    SeatId,
    /// Names a touch.
    TouchId,
    /// Names a cause.
    CauseId,
    /// Names an action.
    ActionId,
    /// Names one of our own people.
    MemberId,
    /// Names one of our own teams.
    TeamId,
}

/// A key that another system uses for a record; unique in the account for its kind of record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalId {
    /// Which system: `salesforce`, `hr`, `file` …
    pub source: String,
    /// The key that this system uses.
    pub key: String,
}
