//! Loads the fictional demo account, for a user or for the operator of the machine.

use super::app::App;
use super::problem::Problem;
use crate::exchange::demo::{Demo, demo};
use crate::model::account::Account;
use crate::model::id::{AccountId, MemberId};
use crate::store::{Instant, Store, WriteContext, WriteError};

/// Loads the demo account; `owner` owns it.
pub async fn load(app: &App, owner: Option<MemberId>) -> Result<AccountId, Problem> {
    let id = AccountId(app.new_id());
    write(&app.store, demo(app.today()), id, owner, app.clock.now()).await?;
    app.directory.forget();
    Ok(id)
}

/// Writes the demo account as a new one, whole or not at all; members of ours who are known keep their names.
pub async fn write(
    store: &Store,
    demo: Demo,
    id: AccountId,
    owner: Option<MemberId>,
    now: Instant,
) -> Result<(), WriteError> {
    for member in &demo.members {
        if store.member(member.id).await?.is_none() {
            store.put_member(member).await?;
        }
    }
    let account = Account { kind: Some(demo.kind), ..Account::new(id, demo.name) };
    let changes = demo.changes;
    let plan = Box::new(move |_: &_| Ok(changes));
    store.create_account_planned(account, owner, plan, WriteContext::operator(now)).await.map(drop)
}

/// Loads the demo account unless it is there; the longest-standing administrator owns it, or whoever is set up later.
pub async fn load_once(app: &App) -> Result<(), Problem> {
    let name = demo(app.today()).name;
    if app.store.accounts().await?.iter().any(|account| account.name == name) {
        return Ok(());
    }
    let users = app.store.users().await?;
    let administrators = users.iter().filter(|user| user.administrator_since.is_some() && user.locked_at.is_none());
    let owner = administrators.min_by_key(|user| (user.administrator_since, user.member.id)).map(|user| user.member.id);
    load(app, owner).await.map(drop)
}
