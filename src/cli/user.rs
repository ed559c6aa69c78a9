//! `waterline user`: the users of the service, for whoever runs the machine.

use std::io::Read as _;

use clap::{Args, Subcommand, ValueEnum};
use uuid::Uuid;

use super::account::{block_on, find, now};
use super::database::DatabaseArgs;
use super::{Failure, report};
use crate::access::password::{PASSWORD_MAX, PASSWORD_MIN};
use crate::access::{Chance, PasswordKeeper, Secret, rules};
use crate::model::id::MemberId;
use crate::model::language::Language;
use crate::model::member::Member;
use crate::store::{NewUser, Role, RoleGiven, Store, User};

/// Lists, adds and suspends users, resets their passwords and gives them roles, as the operator of the machine.
///
/// The service may go on; it notices within a second. A database is not made here: `waterline serve` makes it at its first start.
///
/// Example: waterline user add ada --name "Ada Field" --administrator
#[derive(Debug, Args)]
pub(super) struct UserArgs {
    #[command(subcommand)]
    command: UserCommand,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Makes a user; the password is read from standard input, or made and printed once.
    ///
    /// Example: waterline user add ada --name "Ada Field" --administrator
    Add {
        /// What he or she signs in with.
        login: String,
        /// The name that others see.
        #[arg(long)]
        name: String,
        /// An administrator of the instance.
        #[arg(long)]
        administrator: bool,
        /// The language of the page: zh or en.
        #[arg(long)]
        lang: Option<Language>,
        /// Reads the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Lists the users: login, name, and what they are.
    ///
    /// Example: waterline user list
    List,
    /// Locks a user out and ends all his or her sessions.
    ///
    /// Example: waterline user suspend ben
    Suspend {
        /// Who.
        login: String,
    },
    /// Lets a suspended user in again.
    ///
    /// Example: waterline user restore ben
    Restore {
        /// Who.
        login: String,
    },
    /// Sets another password and ends all sessions; it is read from standard input, or made and printed once.
    ///
    /// Example: waterline user reset-password ada
    ResetPassword {
        /// Whose.
        login: String,
        /// Reads the password from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Gives a role in an account, or makes an administrator of the instance.
    ///
    /// Example: waterline user role ben editor --account "Harbour Authority"
    Role {
        /// Who.
        login: String,
        /// Which role; administrator and member concern the instance, the others an account.
        role: RoleArg,
        /// The account; without it the only one is meant.
        #[arg(long)]
        account: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleArg {
    /// Owns the account, and says who else may do what.
    Owner,
    /// Changes everything in it.
    Editor,
    /// Adds claims and touches.
    Contributor,
    /// Reads it.
    Reader,
    /// Has no role in it any more.
    None,
    /// Administers the instance.
    Administrator,
    /// Does so no more.
    Member,
}

pub(super) fn run(args: &UserArgs) -> Result<(), Failure> {
    block_on(async {
        let store = args.database.open().await?;
        let done = act(&store, &args.command).await;
        store.close().await;
        done
    })
}

async fn act(store: &Store, command: &UserCommand) -> Result<(), Failure> {
    match command {
        UserCommand::Add { login, name, administrator, lang, password_stdin } => {
            let password = Password::of(*password_stdin)?;
            let new = new_user(login, name, &password).await?;
            let since = administrator.then(now);
            let language = lang.map(|language| language.tag().to_owned());
            store.create_user(&NewUser { language, administrator_since: since, ..new }, now()).await?;
            report::say(&report::worded(format!("已添加用户 {login}。"), format!("Added the user {login}.")));
            password.tell();
        }
        UserCommand::List => {
            for user in store.users().await? {
                report::say(&line(&user));
            }
        }
        UserCommand::Suspend { login } => {
            let user = user(store, login).await?;
            store.set_locked(user.member.id, Some(now())).await?;
            report::say(&report::worded(format!("已停用 {login}。"), format!("Suspended {login}.")));
        }
        UserCommand::Restore { login } => {
            let user = user(store, login).await?;
            store.set_locked(user.member.id, None).await?;
            report::say(&report::worded(format!("已恢复 {login}。"), format!("Restored {login}.")));
        }
        UserCommand::ResetPassword { login, password_stdin } => {
            let user = user(store, login).await?;
            let password = Password::of(*password_stdin)?;
            store.set_password(user.member.id, &password.hash().await?).await?;
            report::say(&report::worded(
                format!("已重设 {login} 的密码，并结束其全部会话。"),
                format!("Set another password for {login}, and ended all sessions."),
            ));
            password.tell();
        }
        UserCommand::Role { login, role, account } => {
            let user = user(store, login).await?;
            give(store, &user, *role, account.as_deref()).await?;
        }
    }
    Ok(())
}

/// The user who signs in with this.
pub(super) async fn user(store: &Store, login: &str) -> Result<User, Failure> {
    let found = store.user_by_login(login).await?;
    found.map(|(user, _)| user).ok_or_else(|| {
        Failure::worded(
            format!("没有人以“{login}”登录；`waterline user list` 列出所有用户"),
            format!("nobody signs in as “{login}”; `waterline user list` tells who does"),
        )
    })
}

/// What is refused is no name.
pub(super) fn no_name() -> Failure {
    let most = rules::NAME_MAX;
    Failure::worded(
        format!("名称须有 1 至 {most} 个字符，不含控制字符"),
        format!("a name has 1 to {most} characters and no control characters"),
    )
}

async fn new_user(login: &str, name: &str, password: &Password) -> Result<NewUser, Failure> {
    if !rules::is_login(login) {
        let most = rules::LOGIN_MAX;
        return Err(Failure::worded(
            format!("“{login}”不能作登录名：只能有 1 至 {most} 个字母、数字和 . - _ @ +"),
            format!("“{login}” is no login: 1 to {most} letters, digits and . - _ @ + only"),
        ));
    }
    if !rules::is_name(name) {
        return Err(no_name());
    }
    Ok(NewUser {
        member: Member { id: MemberId(Uuid::now_v7()), name: name.to_owned(), team: None },
        login: login.to_owned(),
        password_hash: password.hash().await?,
        language: None,
        administrator_since: None,
    })
}

async fn give(store: &Store, user: &User, role: RoleArg, account: Option<&str>) -> Result<(), Failure> {
    let member = user.member.id;
    let role = match role {
        RoleArg::Administrator => return administer(store, user, true).await,
        RoleArg::Member => return administer(store, user, false).await,
        RoleArg::Owner => Some(Role::Owner),
        RoleArg::Editor => Some(Role::Editor),
        RoleArg::Contributor => Some(Role::Contributor),
        RoleArg::Reader => Some(Role::Reader),
        RoleArg::None => None,
    };
    let account = find(store, account).await?;
    match role {
        Some(role) => {
            let given = RoleGiven { account: account.id, member, role, given_at: now(), given_by: None };
            store.give_role(&given).await?;
        }
        None => store.take_role(account.id, member).await?,
    }
    let (login, account) = (&user.login, account.name);
    report::say(&report::worded(
        format!("{login} 在“{account}”中的角色已更改。"),
        format!("The role of {login} in “{account}” was changed."),
    ));
    Ok(())
}

async fn administer(store: &Store, user: &User, is_one: bool) -> Result<(), Failure> {
    store.set_administrator(user.member.id, is_one.then(now)).await?;
    let login = &user.login;
    report::say(&if is_one {
        report::worded(format!("{login} 现在是管理员。"), format!("{login} is an administrator now."))
    } else {
        report::worded(format!("{login} 不再是管理员。"), format!("{login} is no administrator any more."))
    });
    Ok(())
}

fn line(user: &User) -> String {
    let mut words = vec![user.login.clone(), user.member.name.clone()];
    if user.administrator_since.is_some() {
        words.push(report::worded("管理员".to_owned(), "administrator".to_owned()));
    }
    if user.locked_at.is_some() {
        words.push(report::worded("已停用".to_owned(), "suspended".to_owned()));
    }
    words.join("\t")
}

/// A new password.
struct Password {
    text: String,
    /// Nobody knows it yet.
    is_made: bool,
}

impl Password {
    /// The first line of standard input, or one that is made.
    fn of(from_stdin: bool) -> Result<Self, Failure> {
        if !from_stdin {
            // 100 bits are enough for a password that is changed at the first sign-in.
            let text = Secret::new("", &Chance::System).reveal()[..25].to_owned();
            return Ok(Self { text, is_made: true });
        }
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(|error| {
            Failure::worded(
                format!("无法从标准输入读取密码：{error}"),
                format!("the password cannot be read from standard input: {error}"),
            )
        })?;
        let text = text.lines().next().unwrap_or_default().to_owned();
        if !rules::is_password(&text) {
            return Err(Failure::worded(
                format!("密码须有 {PASSWORD_MIN} 至 {PASSWORD_MAX} 个字符"),
                format!("a password has {PASSWORD_MIN} to {PASSWORD_MAX} characters"),
            ));
        }
        Ok(Self { text, is_made: false })
    }

    async fn hash(&self) -> Result<String, Failure> {
        let keeper = PasswordKeeper::new(Chance::System);
        keeper.hash(&self.text).await.map_err(|error| Failure::new(error.to_string()))
    }

    /// Prints a password that was made, this once.
    fn tell(&self) {
        if self.is_made {
            let text = &self.text;
            report::say(&report::worded(
                format!("密码（只显示这一次，请登录后修改）：{text}"),
                format!("The password, shown this once, to be changed after signing in: {text}"),
            ));
        }
    }
}
