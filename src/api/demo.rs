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
    let id = account.id;
    app.store.create_account(account, owner, now).await?;
    app.store.write(id, demo.changes, WriteContext::operator(now)).await?;
    app.directory.forget();
    Ok(id)
}
