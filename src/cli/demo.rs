//! `waterline demo`: loads the fictional demo account.

use clap::Args;
use uuid::Uuid;

use super::account::{block_on, now, open, operator_now};
use super::{DatabaseArgs, Failure, report, today};
use crate::exchange::demo::demo;
use crate::model::account::Account;
use crate::model::id::AccountId;

/// Loads the fictional demo account.
///
/// Example: waterline demo --database sqlite:waterline.db
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &DemoArgs) -> Result<(), Failure> {
    block_on(async {
        let failed = |error: &dyn std::fmt::Display| Failure::new(error.to_string());
        let store = open(&args.database).await?;
        let demo = demo(today());
        for member in &demo.members {
            store.put_member(member).await.map_err(|error| failed(&error))?;
        }
        let account = Account {
            id: AccountId(Uuid::now_v7()),
            name: demo.name.clone(),
            kind: Some(demo.kind.clone()),
            team: None,
            quiet_periods: Vec::new(),
            external_ids: Vec::new(),
        };
        let id = account.id;
        store.create_account(account, None, now()).await.map_err(|error| failed(&error))?;
        store.write(id, demo.changes, operator_now()).await.map_err(|error| failed(&error))?;
        report::say(&format!("Loaded the demo account “{}”.", demo.name));
        Ok(())
    })
}
