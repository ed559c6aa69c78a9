//! Tiers: how far a record may be seen.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far a claim, touch, deal, seat, cause or action may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
pub enum Tier {
    /// Public.
    T0,
    /// Business: whoever reads the account.
    #[default]
    T1,
    /// The account team.
    T2,
    /// Named readers only.
    T3,
}

impl Tier {
    /// The name it is written with: `T0` … `T3`.
    pub fn name(self) -> &'static str {
        match self {
            Self::T0 => "T0",
            Self::T1 => "T1",
            Self::T2 => "T2",
            Self::T3 => "T3",
        }
    }
}
