//! `waterline demo`: loads the fictional demo account.

use clap::Args;
use uuid::Uuid;

use super::account::{block_on, now};
use super::database::DatabaseArgs;
use super::{Failure, report, today};
use crate::api::demo::write;
use crate::exchange::demo::demo;
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
        let store = args.database.open_or_make().await?;
        let demo = demo(today());
        let name = demo.name.clone();
        let written = write(&store, demo, AccountId(Uuid::now_v7()), None, now()).await;
        written.map_err(|error| Failure::new(error.to_string()))?;
        report::say(&format!("Loaded the demo account “{name}”."));
        Ok(())
    })
}
