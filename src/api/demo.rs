//! Loads the fictional demo account, for a user or for the operator of the machine.

use super::app::App;
use super::problem::Problem;
use crate::exchange::demo::demo;
use crate::model::account::Account;
use crate::model::id::{AccountId, MemberId};
use crate::store::WriteContext;

/// Loads the demo account; `owner` owns it.
pub async fn load(app: &App, owner: Option<MemberId>) -> Result<AccountId, Problem> {
    let demo = demo(app.today());
    let now = app.clock.now();
    for member in &demo.members {
        if app.store.member(member.id).await?.is_none() {
            app.store.put_member(member).await?;
        }
    }
    let account = Account {
        id: AccountId(app.new_id()),
        name: demo.name,
        kind: Some(demo.kind),
        team: None,
        quiet_periods: Vec::new(),
        external_ids: Vec::new(),
    };
    let (id, changes) = (account.id, demo.changes);
    let plan = Box::new(move |_: &_| Ok(changes));
    app.store.create_account_planned(account, owner, plan, WriteContext::operator(now)).await?;
    app.directory.forget();
    Ok(id)
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
