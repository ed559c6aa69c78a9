//! Members of ours, as files name them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::id::MemberId;

use super::cells::name_key;

/// One of our own members, as files name him or her.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OurMember {
    /// Who.
    pub id: MemberId,
    /// The name.
    pub name: String,
    /// The login, often an e-mail address, of those who sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
}

/// Whom a login or a name means among members: the one with this login, else the only one of this name; how many are called so
/// where that is not one.
pub(super) fn member_called(members: &[OurMember], text: &str) -> Result<MemberId, usize> {
    let login = text.trim().to_lowercase();
    let has_login = |member: &&OurMember| member.login.as_ref().is_some_and(|own| own.trim().to_lowercase() == login);
    if let Some(member) = members.iter().find(has_login) {
        return Ok(member.id);
    }
    let name = name_key(text);
    let mut called = members.iter().filter(|member| name_key(&member.name) == name);
    let first = called.next().ok_or(0_usize)?;
    match called.count() {
        0 => Ok(first.id),
        others => Err(others + 1),
    }
}
