//! The one table by which every action is judged, and the one function that reads it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use crate::model::id::AccountId;
use crate::store::Role;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// See one's own user, roles and language.
    ReadSelf,
    /// Change one's own name, language or password, or sign out.
    ChangeSelf,
    /// See, make and revoke one's own tokens.
    ManageTokens,
    /// List the accounts that one has a role in, and search them.
    ListAccounts,
    /// Make an account.
    CreateAccount,
    /// Read the presets.
    ReadPresets,
    /// See the names of our own members and teams.
    ReadMembers,
    /// See, make, lock and change users.
    ManageUsers,
    /// Read an account: its records, drawings, journal and exports.
    ReadAccount,
    /// Change the records of an account, and take changes back.
    WriteAccount,
    /// Import files into an account.
    ImportIntoAccount,
    /// See who has which role in an account.
    ReadRoles,
    /// Give and take roles in an account.
    ManageRoles,
}

/// What it would be done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// This instance.
    Instance,
    /// An account; also one that does not exist.
    Account(AccountId),
}

/// Whether it may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes; in an account with this role.
    Allowed(Option<Role>),
    /// No, and the caller may know that it exists.
    Forbidden,
    /// No, and for the caller it does not exist.
    Hidden,
}

/// What a token may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Reading.
    Read,
    /// Changing records.
    Write,
    /// Importing files.
    Import,
    /// Managing users and roles.
    Admin,
}

impl Scope {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Import => "import",
            Self::Admin => "admin",
        }
    }

    /// The scope of a word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Read, Self::Write, Self::Import, Self::Admin].into_iter().find(|scope| scope.word() == word)
    }
}

/// Who may do an action: the table's columns.
#[derive(Debug)]
struct Rule {
    action: Action,
    /// The scope that a token needs; none: no token may.
    scope: Option<Scope>,
    who: Who,
}

#[derive(Debug)]
enum Who {
    /// Everybody who is signed in.
    Everybody,
    /// Administrators of the instance.
    Administrators,
    /// Members with one of these roles in the account.
    Roles(&'static [Role]),
}

const READERS: Who = Who::Roles(&[Role::Owner, Role::Editor, Role::Contributor, Role::Reader]);
const WRITERS: Who = Who::Roles(&[Role::Owner, Role::Editor]);
const OWNERS: Who = Who::Roles(&[Role::Owner]);

/// The table. A contributor reads until the claims and touches that he or she may add have their forms.
const TABLE: [Rule; 13] = [
    Rule { action: Action::ReadSelf, scope: Some(Scope::Read), who: Who::Everybody },
    Rule { action: Action::ChangeSelf, scope: None, who: Who::Everybody },
    Rule { action: Action::ManageTokens, scope: None, who: Who::Everybody },
    Rule { action: Action::ListAccounts, scope: Some(Scope::Read), who: Who::Everybody },
    Rule { action: Action::CreateAccount, scope: Some(Scope::Write), who: Who::Everybody },
    Rule { action: Action::ReadPresets, scope: Some(Scope::Read), who: Who::Everybody },
    Rule { action: Action::ReadMembers, scope: Some(Scope::Read), who: Who::Everybody },
    Rule { action: Action::ManageUsers, scope: Some(Scope::Admin), who: Who::Administrators },
    Rule { action: Action::ReadAccount, scope: Some(Scope::Read), who: READERS },
    Rule { action: Action::WriteAccount, scope: Some(Scope::Write), who: WRITERS },
    Rule { action: Action::ImportIntoAccount, scope: Some(Scope::Import), who: WRITERS },
    Rule { action: Action::ReadRoles, scope: Some(Scope::Read), who: READERS },
    Rule { action: Action::ManageRoles, scope: Some(Scope::Admin), who: OWNERS },
];

/// Judges whether the caller may do this. An account in which the caller has no role, or which his or her token does not
/// reach, does not exist for the caller; being an administrator opens no account.
pub fn decide(caller: &Caller, action: Action, resource: Resource) -> Decision {
    let Some(rule) = TABLE.iter().find(|rule| rule.action == action) else { return Decision::Forbidden };
    let role = match resource {
        Resource::Instance => None,
        Resource::Account(account) => match caller.role_in(account) {
            Some(role) => Some(role),
            None => return Decision::Hidden,
        },
    };
    if let Some(token) = &caller.token {
        let has_scope = rule.scope.is_some_and(|scope| token.scopes.contains(&scope));
        // A token for some accounts is not for the instance as a whole.
        let is_too_narrow = token.accounts.is_some() && matches!(action, Action::CreateAccount | Action::ManageUsers);
        if !has_scope || is_too_narrow {
            return Decision::Forbidden;
        }
    }
    let is_allowed = match rule.who {
        Who::Everybody => true,
        Who::Administrators => caller.is_administrator,
        Who::Roles(roles) => role.is_some_and(|role| roles.contains(&role)),
    };
    if is_allowed { Decision::Allowed(role) } else { Decision::Forbidden }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write as _;

    use uuid::Uuid;

    use super::*;
    use crate::access::caller::TokenRights;
    use crate::model::id::MemberId;

    const ACCOUNT: AccountId = AccountId(Uuid::from_u128(1));
    const OTHER: AccountId = AccountId(Uuid::from_u128(2));

    fn caller(role: Option<Role>) -> Caller {
        Caller {
            member: MemberId(Uuid::from_u128(7)),
            name: "Lin".into(),
            login: "lin".into(),
            language: None,
            is_administrator: false,
            roles: role.map(|role| (ACCOUNT, role)).into_iter().collect::<BTreeMap<_, _>>(),
            token: None,
            expires_at: None,
        }
    }

    fn token(scope: Scope) -> Caller {
        let rights = TokenRights { id: Uuid::nil(), scopes: vec![scope], accounts: Some(vec![ACCOUNT]) };
        Caller { token: Some(rights), is_administrator: true, ..caller(Some(Role::Owner)) }
    }

    fn is_about_an_account(action: Action) -> bool {
        TABLE.iter().any(|rule| rule.action == action && matches!(rule.who, Who::Roles(_)))
    }

    /// The whole table, spelled out: whoever changes a right must change it here as well.
    #[test]
    fn the_whole_table() {
        let actors = [
            ("owner", caller(Some(Role::Owner))),
            ("editor", caller(Some(Role::Editor))),
            ("contributor", caller(Some(Role::Contributor))),
            ("reader", caller(Some(Role::Reader))),
            ("stranger", caller(None)),
            ("administrator", Caller { is_administrator: true, ..caller(None) }),
            ("token:read", token(Scope::Read)),
            ("token:write", token(Scope::Write)),
            ("token:import", token(Scope::Import)),
            ("token:admin", token(Scope::Admin)),
        ];

        let mut table = String::new();
        for rule in &TABLE {
            let resource =
                if is_about_an_account(rule.action) { Resource::Account(ACCOUNT) } else { Resource::Instance };
            write!(table, "{:?}:", rule.action).unwrap();
            for (name, caller) in &actors {
                let mark = match decide(caller, rule.action, resource) {
                    Decision::Allowed(_) => "yes",
                    Decision::Forbidden => "403",
                    Decision::Hidden => "404",
                };
                write!(table, " {name}={mark}").unwrap();
            }
            table.push('\n');
        }

        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_role_in_one_account_opens_no_other_and_a_token_never_more_than_its_accounts() {
        let owner = caller(Some(Role::Owner));
        let mut everywhere = token(Scope::Read);
        everywhere.roles.insert(OTHER, Role::Owner);

        assert_eq!(decide(&owner, Action::ReadAccount, Resource::Account(OTHER)), Decision::Hidden);
        assert_eq!(decide(&everywhere, Action::ReadAccount, Resource::Account(OTHER)), Decision::Hidden);
        assert_eq!(
            decide(&everywhere, Action::ReadAccount, Resource::Account(ACCOUNT)),
            Decision::Allowed(Some(Role::Owner))
        );
    }
}
