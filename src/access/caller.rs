//! Callers: who sends a request, with all that decides what he, she or it may do.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::decide::Scope;
use crate::model::id::{AccountId, MemberId};
use crate::model::language::Language;
use crate::model::tier::Tier;
use crate::model::viewer::Viewer;
use crate::store::{Instant, Role};

/// A signed-in user, or a program that acts in a user's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub member: MemberId,
    /// The name.
    pub name: String,
    /// What he or she signs in with.
    pub login: String,
    /// The language that he or she chose.
    pub language: Option<Language>,
    /// Is he or she an administrator of the instance?
    pub is_administrator: bool,
    /// The role in each account that he or she has one in.
    pub roles: BTreeMap<AccountId, Role>,
    /// What a token narrows this to; none for a session.
    pub token: Option<TokenRights>,
    /// From when on the session or token is good no longer.
    pub expires_at: Option<Instant>,
}

/// What a token may be used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRights {
    /// The token.
    pub id: Uuid,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// In which accounts; none: in all of its user's.
    pub accounts: Option<Vec<AccountId>>,
}

impl Caller {
    /// The role in an account, if the token reaches that account.
    pub fn role_in(&self, account: AccountId) -> Option<Role> {
        let reaches = self
            .token
            .as_ref()
            .and_then(|token| token.accounts.as_ref())
            .is_none_or(|accounts| accounts.contains(&account));
        if reaches { self.roles.get(&account).copied() } else { None }
    }

    /// What the caller may see in an account with this role.
    pub fn viewer(&self, role: Role) -> Viewer {
        Viewer::Member { member: self.member, cap: cap(role) }
    }
}

/// The highest tier that a role sees; of T3 only what names the member as a reader.
pub fn cap(role: Role) -> Tier {
    match role {
        Role::Owner | Role::Editor => Tier::T3,
        Role::Contributor | Role::Reader => Tier::T1,
    }
}
