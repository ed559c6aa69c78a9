//! Members: our own people.

use std::collections::BTreeMap;

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

/// The names of our members by id: a map of an account holds only their ids, so whoever draws or tells hands them in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster(pub BTreeMap<MemberId, String>);

impl Roster {
    /// The name of a member; none when he or she is not on the roster.
    pub fn name(&self, member: MemberId) -> Option<&str> {
        self.0.get(&member).map(String::as_str)
    }
}

impl FromIterator<Member> for Roster {
    fn from_iter<I: IntoIterator<Item = Member>>(members: I) -> Self {
        Self(members.into_iter().map(|member| (member.id, member.name)).collect())
    }
}
