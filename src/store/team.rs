//! Our own teams and members.

use uuid::Uuid;

use super::Store;
use super::counter::count_access_change;
use super::error::StoreError;
use super::instant::Instant;
use super::table::{read_word, word};
use super::transaction::Transaction;
use crate::model::id::{MemberId, TeamId};
use crate::model::member::Member;
use crate::model::team::Team;

#[derive(sqlx::FromRow)]
struct TeamRow {
    id: Uuid,
    parent: Option<Uuid>,
    name: String,
    kind: String,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: Uuid,
    name: String,
    team: Option<Uuid>,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self { id: MemberId(row.id), name: row.name, team: row.team.map(TeamId) }
    }
}

/// Adds a member, or replaces the one with this id.
pub(super) async fn put_member(transaction: &mut Transaction, member: &Member) -> Result<(), StoreError> {
    let sql = "
        insert into member (id, name, team)
        values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, team = excluded.team";
    on!(transaction, |c| sqlx::query(sql)
        .bind(member.id.0)
        .bind(member.name.as_str())
        .bind(member.team.map(|team| team.0))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

impl Store {
    /// All teams, each after the team above it.
    pub async fn teams(&self) -> Result<Vec<Team>, StoreError> {
        let sql = "
            with recursive tree (id, depth) as (
                select id, 0 from team where parent is null
                union all
                select team.id, tree.depth + 1 from team join tree on team.parent = tree.id
            )
            select team.id, parent, name, kind
            from team join tree on tree.id = team.id
            order by depth, team.id";
        let mut transaction = self.database().read().await?;
        let rows: Vec<TeamRow> = on!(&mut transaction, |c| sqlx::query_as(sql).fetch_all(c).await)?;
        rows.into_iter()
            .map(|row| {
                Ok(Team {
                    id: TeamId(row.id),
                    parent: row.parent.map(TeamId),
                    name: row.name,
                    kind: read_word(&row.kind)?,
                })
            })
            .collect()
    }

    /// Adds a team, or replaces the one with this id; rights follow in the same transaction.
    ///
    /// A team under itself is refused.
    pub async fn put_team(&self, team: &Team) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        let above = "
            with recursive above (id, parent) as (
                select id, parent from team where id = $1
                union
                select team.id, team.parent from team join above on team.id = above.parent
            )
            select count(*) from above where id = $2";
        let circles: i64 = on!(&mut transaction, |c| sqlx::query_scalar(above)
            .bind(team.parent.map(|parent| parent.0))
            .bind(team.id.0)
            .fetch_one(c)
            .await)?;
        if circles > 0 {
            return Err(StoreError::conflict(
                format!("团队“{}”不能在自己之下", team.name),
                format!("the team “{}” cannot stand under itself", team.name),
            ));
        }
        let sql = "
            insert into team (id, parent, name, kind)
            values ($1, $2, $3, $4)
            on conflict (id) do update
            set parent = excluded.parent, name = excluded.name, kind = excluded.kind";
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(team.id.0)
            .bind(team.parent.map(|parent| parent.0))
            .bind(team.name.as_str())
            .bind(word(&team.kind))
            .execute(c)
            .await
            .map(drop))?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// All members, in the order of their ids.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        let mut transaction = self.database().read().await?;
        let sql = "select id, name, team from member order by id";
        let rows: Vec<MemberRow> = on!(&mut transaction, |c| sqlx::query_as(sql).fetch_all(c).await)?;
        Ok(rows.into_iter().map(Member::from).collect())
    }

    /// A member, if there is one with this id.
    pub async fn member(&self, id: MemberId) -> Result<Option<Member>, StoreError> {
        let mut transaction = self.database().read().await?;
        let sql = "select id, name, team from member where id = $1";
        let row: Option<MemberRow> = on!(&mut transaction, |c| sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?;
        Ok(row.map(Member::from))
    }

    /// Adds a member, or replaces the one with this id.
    pub async fn put_member(&self, member: &Member) -> Result<(), StoreError> {
        let mut transaction = self.database().write().await?;
        put_member(&mut transaction, member).await?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// The teams that a member manages.
    pub async fn teams_managed_by(&self, member: MemberId) -> Result<Vec<TeamId>, StoreError> {
        let mut transaction = self.database().read().await?;
        let sql = "select team_id from team_manager where member_id = $1 order by team_id";
        let ids: Vec<Uuid> = on!(&mut transaction, |c| sqlx::query_scalar(sql).bind(member.0).fetch_all(c).await)?;
        Ok(ids.into_iter().map(TeamId).collect())
    }

    /// Makes a member a manager of a team.
    pub async fn appoint_team_manager(
        &self,
        team: TeamId,
        member: MemberId,
        at: Instant,
        by: Option<MemberId>,
    ) -> Result<(), StoreError> {
        let sql = "
            insert into team_manager (team_id, member_id, given_at, given_by)
            values ($1, $2, $3, $4)
            on conflict (team_id, member_id) do nothing";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql)
            .bind(team.0)
            .bind(member.0)
            .bind(at.0)
            .bind(by.map(|member| member.0))
            .execute(c)
            .await
            .map(drop))?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }

    /// Ends a member's managing of a team.
    pub async fn dismiss_team_manager(&self, team: TeamId, member: MemberId) -> Result<(), StoreError> {
        let sql = "
            delete from team_manager
            where team_id = $1 and member_id = $2";
        let mut transaction = self.database().write().await?;
        on!(&mut transaction, |c| sqlx::query(sql).bind(team.0).bind(member.0).execute(c).await.map(drop))?;
        count_access_change(&mut transaction).await?;
        transaction.commit().await
    }
}
