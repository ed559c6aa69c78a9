//! The rows of a batch: each record that it touched is brought to what the map holds now.

use uuid::Uuid;

use super::bulk;
use super::error::StoreError;
use super::record::Stored;
use super::transaction::Transaction;
use crate::model::account::Account;
use crate::model::action::Action;
use crate::model::cause::Cause;
use crate::model::change::Inverse;
use crate::model::claim::Claim;
use crate::model::deal::Deal;
use crate::model::id::AccountId;
use crate::model::line::Line;
use crate::model::map::{AccountMap, Record, Records};
use crate::model::person::Person;
use crate::model::post::Post;
use crate::model::record::{Kind, RecordRef};
use crate::model::seat::Seat;
use crate::model::source::Source;
use crate::model::stage::Stage;
use crate::model::tenure::Tenure;
use crate::model::touch::Touch;
use crate::model::unit::Unit;

/// Brings the rows of all records that a batch touched to what the map holds now.
pub(super) async fn write(
    transaction: &mut Transaction,
    map: &AccountMap,
    inverse: &Inverse,
) -> Result<(), StoreError> {
    let account = map.id();
    let mut there = Records::default();
    let mut gone: Vec<RecordRef> = Vec::new();
    for touched in inverse.touched() {
        match map.record(touched) {
            None => gone.push(touched),
            Some(Record::Account(record)) => account_row(transaction, &record).await?,
            Some(Record::Unit(record)) => there.units.push(record),
            Some(Record::Post(record)) => there.posts.push(record),
            Some(Record::Person(record)) => there.persons.push(record),
            Some(Record::Tenure(record)) => there.tenures.push(record),
            Some(Record::Line(record)) => there.lines.push(record),
            Some(Record::Source(record)) => there.sources.push(record),
            Some(Record::Claim(record)) => there.claims.push(record),
            Some(Record::Deal(record)) => there.deals.push(record),
            Some(Record::Stage(record)) => there.stages.push(record),
            Some(Record::Seat(record)) => there.seats.push(record),
            Some(Record::Touch(record)) => there.touches.push(record),
            Some(Record::Cause(record)) => there.causes.push(record),
            Some(Record::Action(record)) => there.actions.push(record),
        }
    }
    // Whatever is referred to is written first and taken out last.
    bulk::put(transaction, account, &there.units).await?;
    bulk::put(transaction, account, &there.posts).await?;
    bulk::put(transaction, account, &there.persons).await?;
    bulk::put(transaction, account, &there.tenures).await?;
    bulk::put(transaction, account, &there.lines).await?;
    bulk::put(transaction, account, &there.sources).await?;
    bulk::put(transaction, account, &there.deals).await?;
    bulk::put(transaction, account, &there.claims).await?;
    bulk::put(transaction, account, &there.stages).await?;
    bulk::put(transaction, account, &there.seats).await?;
    bulk::put(transaction, account, &there.touches).await?;
    bulk::put(transaction, account, &there.causes).await?;
    bulk::put(transaction, account, &there.actions).await?;

    take_out::<Action>(transaction, account, Kind::Action, &gone).await?;
    take_out::<Cause>(transaction, account, Kind::Cause, &gone).await?;
    take_out::<Touch>(transaction, account, Kind::Touch, &gone).await?;
    take_out::<Seat>(transaction, account, Kind::Seat, &gone).await?;
    take_out::<Stage>(transaction, account, Kind::Stage, &gone).await?;
    take_out::<Claim>(transaction, account, Kind::Claim, &gone).await?;
    take_out::<Deal>(transaction, account, Kind::Deal, &gone).await?;
    take_out::<Source>(transaction, account, Kind::Source, &gone).await?;
    take_out::<Line>(transaction, account, Kind::Line, &gone).await?;
    take_out::<Tenure>(transaction, account, Kind::Tenure, &gone).await?;
    take_out::<Person>(transaction, account, Kind::Person, &gone).await?;
    take_out::<Post>(transaction, account, Kind::Post, &gone).await?;
    take_out::<Unit>(transaction, account, Kind::Unit, &gone).await?;
    Ok(())
}

async fn take_out<S: Stored>(
    transaction: &mut Transaction,
    account: AccountId,
    kind: Kind,
    gone: &[RecordRef],
) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = gone.iter().filter(|record| record.kind == kind).map(|record| record.id).collect();
    bulk::take_out(transaction, account, S::table(), &ids).await
}

/// Writes the fields of the account itself.
async fn account_row(transaction: &mut Transaction, account: &Account) -> Result<(), StoreError> {
    let sql = "
        update account
        set name = $2, kind = $3, team = $4, quiet_periods = $5, external_ids = $6
        where id = $1";
    on!(transaction, |c| sqlx::query(sql)
        .bind(account.id.0)
        .bind(account.name.as_str())
        .bind(account.kind.as_deref())
        .bind(account.team.map(|team| team.0))
        .bind(sqlx::types::Json(&account.quiet_periods))
        .bind(sqlx::types::Json(&account.external_ids))
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}
