//! The account that a command works on, found by name in the machine's own database.

use std::future::Future;

use clap::Args;

use super::Failure;
use super::database::DatabaseArgs;
use crate::exchange::OurMember;
use crate::model::account::Account;
use crate::model::id::MemberId;
use crate::store::{Instant, Store, WriteContext};

/// Which account a command works on.
#[derive(Debug, Args)]
pub(super) struct AccountArgs {
    /// The account's name; without it the only account is meant.
    #[arg(long)]
    pub(super) account: Option<String>,
    #[command(flatten)]
    pub(super) database: DatabaseArgs,
}

/// Runs asynchronous work to its end.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("The asynchronous runtime does not start: {error}.")))?;
    runtime.block_on(work)
}

/// The account with this name, or the only one.
pub(super) async fn find(store: &Store, name: Option<&str>) -> Result<Account, Failure> {
    let mut accounts = store.accounts().await?;
    let names = || accounts.iter().map(|account| format!("“{}”", account.name)).collect::<Vec<_>>().join(", ");
    let Some(name) = name else {
        return match accounts.len() {
            1 => Ok(accounts.remove(0)),
            0 => Err(Failure::worded(
                "还没有任何客户；请用 --account 名称 导入文件，或用 `waterline demo` 载入演示客户。",
                "There is no account yet; import a file with --account NAME, or load the demo account with `waterline demo`.",
            )),
            _ => Err(Failure::worded(
                format!("有多个客户：{}；请用 --account 名称 指明。", names()),
                format!("There are several accounts: {}; say which with --account NAME.", names()),
            )),
        };
    };
    let mut same = accounts.iter().filter(|account| account.name == name);
    match (same.next(), same.next()) {
        (Some(account), None) => Ok(account.clone()),
        (None, _) if accounts.is_empty() => Err(Failure::worded(
            format!("没有客户“{name}”；目前一个客户也没有。"),
            format!("There is no account “{name}”; there is none at all yet."),
        )),
        (None, _) => Err(Failure::worded(
            format!("没有客户“{name}”；现有：{}。", names()),
            format!("There is no account “{name}”; there are {}.", names()),
        )),
        (Some(_), Some(_)) => Err(Failure::worded(
            format!("有几个客户都叫“{name}”；请先给其中之一改名。"),
            format!("Several accounts are called “{name}”; rename one of them first."),
        )),
    }
}

/// What a write by the operator of the machine carries.
pub(super) fn operator_now() -> WriteContext {
    WriteContext::operator(now())
}

/// This moment.
pub(super) fn now() -> Instant {
    Instant::from(jiff::Timestamp::now())
}

/// Our own members, as lists of rapport and touches name them.
pub(super) async fn our_members(store: &Store) -> Result<Vec<OurMember>, Failure> {
    let users = store.users().await?;
    let login = |id: MemberId| users.iter().find(|user| user.member.id == id).map(|user| user.login.clone());
    let members = store.members().await?.into_iter();
    Ok(members.map(|member| OurMember { id: member.id, login: login(member.id), name: member.name }).collect())
}
