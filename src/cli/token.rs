//! `waterline token`: API tokens, for whoever runs the machine.

use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use uuid::Uuid;

use super::account::{block_on, find, now};
use super::database::DatabaseArgs;
use super::user::{no_name, user};
use super::{Failure, report};
use crate::access::{Chance, Clock, Scope, Secret, rules, start_of};
use crate::config::Config;
use crate::model::time::Day;
use crate::store::{ApiToken, Instant, Store, User};

/// Lists, makes and revokes API tokens, as the operator of the machine.
///
/// A token can do what its user can, within its scopes and accounts. The service may go on; it notices within a second.
///
/// Example: waterline token add --user ada --name crm --scope read,write --account "Harbour Authority" --expires 2027-01-01
#[derive(Debug, Args)]
pub(super) struct TokenArgs {
    #[command(subcommand)]
    command: TokenCommand,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Subcommand)]
enum TokenCommand {
    /// Makes a token, and prints its secret, which is never shown again.
    ///
    /// Example: waterline token add --user ada --name crm --scope read,write --expires 2027-01-01
    Add {
        /// In whose name it acts: the login.
        #[arg(long)]
        user: String,
        /// What to call it.
        #[arg(long)]
        name: String,
        /// What it may be used for: read, write, import, admin; several with commas.
        #[arg(long, required = true, value_delimiter = ',', value_parser = scope)]
        scope: Vec<Scope>,
        /// The account that it may be used for, which may be said several times; without it all of its user's.
        #[arg(long)]
        account: Vec<String>,
        /// The first day on which it is good no longer; a year from today unless told.
        #[arg(long, value_name = "DAY")]
        expires: Option<Day>,
        /// The time zone in which that day begins, such as Asia/Shanghai [default: that of the configuration file, else the machine's]
        #[arg(long, env = "WATERLINE_TIME_ZONE", value_name = "NAME")]
        time_zone: Option<String>,
    },
    /// Lists the tokens: id, login, name, scopes, the end of its life, and whether it was revoked.
    ///
    /// Example: waterline token list --user ada
    List {
        /// Of this user only.
        #[arg(long)]
        user: Option<String>,
    },
    /// Revokes a token, at once.
    ///
    /// Example: waterline token revoke 0190f0d0-0000-7000-8000-000000000001
    Revoke {
        /// Its id, as `waterline token list` tells it.
        id: Uuid,
    },
}

fn scope(word: &str) -> Result<Scope, String> {
    Scope::of(word).ok_or_else(|| "must be read, write, import or admin".to_owned())
}

pub(super) fn run(args: &TokenArgs) -> Result<(), Failure> {
    block_on(async {
        let store = args.database.open().await?;
        let done = act(&store, args).await;
        store.close().await;
        done
    })
}

async fn act(store: &Store, args: &TokenArgs) -> Result<(), Failure> {
    match &args.command {
        TokenCommand::Add { user: login, name, scope, account, expires, time_zone } => {
            let user = user(store, login).await?;
            let zone = Config::time_zone(time_zone.clone(), args.database.config.as_deref())?;
            let end = end(&zone, *expires)?;
            let token = ApiToken { scopes: words(scope), ..new_token(store, &user, name, account, end).await? };
            let secret = Secret::new("waterline_", &Chance::System);
            store.create_token(&secret.digest(), &token).await?;
            let end = token.expires_at.map(|at| at.to_string()).unwrap_or_default();
            report::say(&report::worded(
                format!("令牌 {} 的密钥（只显示这一次，{end} 到期）：{}", token.id, secret.reveal()),
                format!("The secret of token {}, shown this once, good until {end}: {}", token.id, secret.reveal()),
            ));
        }
        TokenCommand::List { user: login } => {
            let of = match login {
                Some(login) => vec![user(store, login).await?],
                None => store.users().await?,
            };
            for user in of {
                for token in store.tokens_of(user.member.id).await? {
                    report::say(&line(&user, &token));
                }
            }
        }
        TokenCommand::Revoke { id } => {
            for user in store.users().await? {
                if store.revoke_token(user.member.id, *id, now()).await? {
                    report::say(&report::worded(format!("已吊销令牌 {id}。"), format!("Revoked the token {id}.")));
                    return Ok(());
                }
            }
            return Err(Failure::worded(
                format!("没有仍然有效的令牌 {id}"),
                format!("there is no token {id} that is still good"),
            ));
        }
    }
    Ok(())
}

fn words(scopes: &[Scope]) -> Vec<String> {
    scopes.iter().map(|scope| scope.word().to_owned()).collect()
}

/// The start of the day on which a token is good no longer, in a time zone.
fn end(zone: &TimeZone, expires: Option<Day>) -> Result<Instant, Failure> {
    let today = Clock::system().today(zone);
    let expires = expires.unwrap_or_else(|| today.plus_months(12));
    if rules::is_token_end(today, expires) {
        return Ok(start_of(expires, zone));
    }
    Err(Failure::worded("到期日须在明天与三年之内", "the expiry must lie between tomorrow and three years from now"))
}

async fn new_token(
    store: &Store,
    user: &User,
    name: &str,
    accounts: &[String],
    end: Instant,
) -> Result<ApiToken, Failure> {
    if !rules::is_name(name) {
        return Err(no_name());
    }
    let roles = store.roles_of(user.member.id).await?;
    let mut ids = Vec::new();
    for name in accounts {
        let account = find(store, Some(name)).await?;
        if !roles.iter().any(|given| given.account == account.id) {
            return Err(Failure::worded(
                format!("{} 在“{name}”中没有角色，令牌到不了它", user.login),
                format!("{} has no role in “{name}”, so a token would not reach it", user.login),
            ));
        }
        ids.push(account.id);
    }
    Ok(ApiToken {
        id: Uuid::now_v7(),
        member: user.member.id,
        name: name.to_owned(),
        scopes: Vec::new(),
        accounts: (!ids.is_empty()).then_some(ids),
        created_at: now(),
        expires_at: Some(end),
        used_at: None,
        revoked_at: None,
    })
}

fn line(user: &User, token: &ApiToken) -> String {
    let end = token.expires_at.map(|at| at.to_string()).unwrap_or_default();
    let mut words = vec![token.id.to_string(), user.login.clone(), token.name.clone(), token.scopes.join(","), end];
    if let Some(at) = token.revoked_at {
        words.push(report::worded(format!("{at} 已吊销"), format!("revoked {at}")));
    }
    words.join("\t")
}
