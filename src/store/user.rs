//! Users: members of ours who may sign in.

use uuid::Uuid;

use super::Store;
use super::counter::count_access_change;
use super::error::StoreError;
use super::instant::Instant;
use super::team::put_member;
use super::transaction::Transaction;
use crate::model::id::{MemberId, TeamId};
use crate::model::member::Member;

/// A member who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Who.
    pub member: Member,
    /// What he or she signs in with, in lower case.
    pub login: String,
    /// The language that he or she chose.
    pub language: Option<String>,
    /// Since when an administrator of the instance.
    pub administrator_since: Option<Instant>,
    /// Since when charged with compliance.
    pub compliance_since: Option<Instant>,
    /// Since when locked out.
    pub locked_at: Option<Instant>,
    /// Since when a user.
    pub created_at: Instant,
}

/// A user to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Who; a member with this id is replaced.
    pub member: Member,
    /// What he or she signs in with; upper and lower case are the same.
    pub login: String,
    /// The argon2id hash of the password.
    pub password_hash: String,
    /// The language that he or she chose.
    pub language: Option<String>,
    /// From when on an administrator of the instance; none: not.
    pub administrator_since: Option<Instant>,
}

#[derive(sqlx::FromRow)]
struct Row {
    member_id: Uuid,
    name: String,
    team: Option<Uuid>,
    login: String,
    password_hash: String,
    language: Option<String>,
    administrator_since: Option<i64>,
    compliance_since: Option<i64>,
    locked_at: Option<i64>,
    created_at: i64,
}

impl Row {
    fn into_user_and_hash(self) -> (User, String) {
        let user = User {
            member: Member { id: MemberId(self.member_id), name: self.name, team: self.team.map(TeamId) },
            login: self.login,
            language: self.language,
            administrator_since: self.administrator_since.map(Instant),
            compliance_since: self.compliance_since.map(Instant),
            locked_at: self.locked_at.map(Instant),
            created_at: Instant(self.created_at),
        };
        (user, self.password_hash)
    }
}

/// Makes a user, and the member if need be.
pub(super) async fn create(transaction: &mut Transaction, new: &NewUser, at: Instant) -> Result<(), StoreError> {
    put_member(transaction, &new.member).await?;
    let sql = "
        insert into \"user\"
            (member_id, login, password_hash, language, administrator_since, created_at)
        values ($1, $2, $3, $4, $5, $6)";
    let created = on!(&mut *transaction, |c| sqlx::query(sql)
        .bind(new.member.id.0)
        .bind(new.login.to_lowercase())
        .bind(new.password_hash.as_str())
        .bind(new.language.as_deref())
        .bind(new.administrator_since.map(|since| since.0))
        .bind(at.0)
        .execute(c)
        .await
        .map(drop));
    match created {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(StoreError::conflict(
            format!("已有人以“{}”登录，请另选登录名", new.login),
            format!("somebody signs in as “{}” already; choose another login", new.login),
        )),
        Err(error) => Err(error.into()),
        Ok(()) => count_access_change(transaction).await,
    }
}

impl Store {
    /// Makes a user, and the member if need be.
    pub async fn create_user(&self, new: &NewUser, at: Instant) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        create(&mut transaction, new, at).await?;
        transaction.commit().await
    }

    /// All users, in the order of their logins.
    pub async fn users(&self) -> Result<Vec<User>, StoreError> {
        let sql = "
            select member_id, name, team, login, password_hash, language,
                administrator_since, compliance_since, locked_at, created_at
            from \"user\" join member on member.id = member_id
            order by created_at, member_id";
        let mut transaction = self.database().read().await?;
        let rows: Vec<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).fetch_all(c).await)?;
        Ok(rows.into_iter().map(|row| row.into_user_and_hash().0).collect())
    }

    /// A user, if there is one with this id.
    pub async fn user(&self, member: MemberId) -> Result<Option<User>, StoreError> {
        let sql = "
            select member_id, name, team, login, password_hash, language,
                administrator_since, compliance_since, locked_at, created_at
            from \"user\" join member on member.id = member_id
            where member_id = $1";
        let mut transaction = self.database().read().await?;
        let row: Option<Row> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(member.0).fetch_optional(c).await)?;
        Ok(row.map(|row| row.into_user_and_hash().0))
    }

    /// The user who signs in with this login, and the hash of the password.
    pub async fn user_by_login(&self, login: &str) -> Result<Option<(User, String)>, StoreError> {
        let sql = "
            select member_id, name, team, login, password_hash, language,
                administrator_since, compliance_since, locked_at, created_at
            from \"user\" join member on member.id = member_id
            where login = $1";
        let mut transaction = self.database().read().await?;
        let row: Option<Row> =
            on!(&mut transaction, |c| sqlx::query_as(sql).bind(login.to_lowercase()).fetch_optional(c).await)?;
        Ok(row.map(Row::into_user_and_hash))
    }

    /// Sets the hash of a new password, and ends every session that the old one opened.
    pub async fn set_password(&self, member: MemberId, password_hash: &str) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        let sql = "update \"user\" set password_hash = $2 where member_id = $1";
        on!(&mut transaction, |c| sqlx::query(sql).bind(member.0).bind(password_hash).execute(c).await.map(drop))?;
        end_sessions(&mut transaction, member).await?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// Sets the language in which a user reads the page.
    pub async fn set_language(&self, member: MemberId, language: Option<&str>) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        let sql = "update \"user\" set language = $2 where member_id = $1";
        on!(&mut transaction, |c| sqlx::query(sql).bind(member.0).bind(language).execute(c).await.map(drop))?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// Locks a user out from a moment on and ends all sessions, or lets him or her in again.
    ///
    /// The last administrator who can sign in cannot be locked out.
    pub async fn set_locked(&self, member: MemberId, locked_at: Option<Instant>) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        let sql = "update \"user\" set locked_at = $2 where member_id = $1";
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(member.0)
            .bind(locked_at.map(|at| at.0))
            .execute(c)
            .await
            .map(drop))?;
        if locked_at.is_some() {
            end_sessions(&mut transaction, member).await?;
        }
        keep_an_administrator(&mut transaction).await?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// Makes a user an administrator from a moment on, or an administrator no longer.
    ///
    /// The last administrator who can sign in stays one.
    pub async fn set_administrator(&self, member: MemberId, since: Option<Instant>) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        let sql = "update \"user\" set administrator_since = $2 where member_id = $1";
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(member.0)
            .bind(since.map(|at| at.0))
            .execute(c)
            .await
            .map(drop))?;
        keep_an_administrator(&mut transaction).await?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }
}

async fn end_sessions(transaction: &mut Transaction, member: MemberId) -> Result<(), StoreError> {
    let sql = "delete from session where member_id = $1";
    on!(transaction, |c| sqlx::query(sql).bind(member.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Refuses a state in which nobody could administer the instance any more.
async fn keep_an_administrator(transaction: &mut Transaction) -> Result<(), StoreError> {
    // On PostgreSQL two changes at once could each see the other's administrator still there: the
    // lock on the counter, which every change of access moves, makes one wait for the other.
    count_access_change(transaction).await?;
    let sql = "
        select count(*)
        from \"user\"
        where administrator_since is not null and locked_at is null";
    let left: i64 = on!(transaction, |c| sqlx::query_scalar(sql).fetch_one(c).await)?;
    if left == 0 {
        return Err(StoreError::conflict(
            "这是最后一位管理员，请先设他人为管理员",
            "this is the last administrator; make somebody else an administrator first",
        ));
    }
    Ok(())
}
