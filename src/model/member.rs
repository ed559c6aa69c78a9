//! Members: our own people.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::id::{MemberId, TeamId};

/// One of our own people; belongs to the instance, not to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// Name.
    pub name: String,
    /// The team he or she belongs to.
    pub team: Option<TeamId>,
}
