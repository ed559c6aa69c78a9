//! From rows to a map.

use std::sync::Arc;

use sqlx::AssertSqlSafe;
use sqlx::types::Json;
use uuid::Uuid;

use super::error::StoreError;
use super::record::Stored;
use super::transaction::Transaction;
use crate::model::account::{Account, QuietPeriod};
use crate::model::id::{AccountId, ExternalId, TeamId};
use crate::model::map::{AccountMap, Records};

/// Rows fetched at once, so that a large table never stands in memory twice.
const PAGE: usize = 4096;

/// The columns of an account, in the order of the table.
#[derive(sqlx::FromRow)]
struct AccountRow {
    id: Uuid,
    seq: i64,
    name: String,
    kind: Option<String>,
    team: Option<Uuid>,
    quiet_periods: Json<Vec<QuietPeriod>>,
    external_ids: Json<Vec<ExternalId>>,
}

impl AccountRow {
    fn into_account(self) -> (Account, u64) {
        let account = Account {
            id: AccountId(self.id),
            name: self.name,
            kind: self.kind,
            team: self.team.map(TeamId),
            quiet_periods: self.quiet_periods.0,
            external_ids: self.external_ids.0,
        };
        (account, self.seq.cast_unsigned())
    }
}

/// The account itself with the number of its newest journal line, if there is such an account.
pub(super) async fn account(
    transaction: &mut Transaction,
    id: AccountId,
) -> Result<Option<(Account, u64)>, StoreError> {
    let sql = "
        select id, seq, name, kind, team, quiet_periods, external_ids
        from account
        where id = $1";
    let row: Option<AccountRow> = on!(transaction, |c| sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(AccountRow::into_account))
}

/// All accounts with the numbers of their newest journal lines, in the order of their making.
pub(super) async fn accounts(transaction: &mut Transaction) -> Result<Vec<(Account, u64)>, StoreError> {
    let sql = "
        select id, seq, name, kind, team, quiet_periods, external_ids
        from account
        order by created_at, id";
    let rows: Vec<AccountRow> = on!(transaction, |c| sqlx::query_as(sql).fetch_all(c).await)?;
    Ok(rows.into_iter().map(AccountRow::into_account).collect())
}

/// The number of an account's newest journal line, if there is such an account.
pub(super) async fn seq(transaction: &mut Transaction, id: AccountId) -> Result<Option<u64>, StoreError> {
    let sql = "select seq from account where id = $1";
    let seq: Option<i64> = on!(transaction, |c| sqlx::query_scalar(sql).bind(id.0).fetch_optional(c).await)?;
    Ok(seq.map(i64::cast_unsigned))
}

/// The whole map of an account, as one state of the database has it.
pub(super) async fn map(transaction: &mut Transaction, id: AccountId) -> Result<AccountMap, StoreError> {
    let Some((account, seq)) = account(transaction, id).await? else {
        return Err(StoreError::NoAccount(id.to_string()));
    };
    let records = Records {
        units: table(transaction, id).await?,
        posts: table(transaction, id).await?,
        persons: table(transaction, id).await?,
        tenures: table(transaction, id).await?,
        lines: table(transaction, id).await?,
        sources: table(transaction, id).await?,
        claims: table(transaction, id).await?,
        deals: table(transaction, id).await?,
        stages: table(transaction, id).await?,
        seats: table(transaction, id).await?,
        touches: table(transaction, id).await?,
        causes: table(transaction, id).await?,
        actions: table(transaction, id).await?,
    };
    Ok(AccountMap::load(account, seq, records))
}

/// The record with this id, if there is one.
pub(super) async fn record<S: Stored>(
    transaction: &mut Transaction,
    account: AccountId,
    id: Uuid,
) -> Result<Option<Arc<S>>, StoreError> {
    let sql = format!("select {} from {} where account_id = $1 and id = $2", columns::<S>(), S::table().name);
    on!(transaction, |c| {
        let row = sqlx::query(AssertSqlSafe(sql)).bind(account.0).bind(id).fetch_optional(c).await?;
        row.map(|row| S::read(&row).map(Arc::new)).transpose()
    })
}

/// The columns of a noun's table, in the order in which it is read.
fn columns<S: Stored>() -> String {
    let columns: Vec<String> = S::table().columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    columns.join(", ")
}

/// All records of one noun, in the order of their ids.
async fn table<S: Stored>(transaction: &mut Transaction, account: AccountId) -> Result<Vec<Arc<S>>, StoreError> {
    let sql = format!(
        "select {} from {} where account_id = $1 and id > $2 order by id limit {PAGE}",
        columns::<S>(),
        S::table().name
    );
    let mut records = Vec::new();
    let mut last = Uuid::nil();
    loop {
        let before = records.len();
        on!(&mut *transaction, |c| {
            let page = sqlx::query(AssertSqlSafe(sql.clone())).bind(account.0).bind(last).fetch_all(c).await?;
            for row in &page {
                records.push(Arc::new(S::read(row)?));
            }
            if let Some(row) = page.last() {
                last = super::table::needed(super::table::ReadRow::id(row, 0)?)?;
            }
        });
        if records.len() - before < PAGE {
            return Ok(records);
        }
    }
}
