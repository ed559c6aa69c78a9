//! Teams: the tree in which our members stand.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::id::TeamId;

/// What kind of team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TeamKind {
    /// Headquarters.
    Headquarters,
    /// A region.
    Region,
    /// A branch.
    Branch,
    /// A team.
    #[default]
    Team,
}

/// One of our own teams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The team above it.
    pub parent: Option<TeamId>,
    /// Name.
    pub name: String,
    /// What kind of team.
    pub kind: TeamKind,
}
