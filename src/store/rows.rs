//! The rows of batches: each record that they touched is brought to what its map holds now.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use uuid::Uuid;

use super::bulk;
use super::error::StoreError;
use super::record::Stored;
use super::transaction::Transaction;
use crate::model::account::Account;
use crate::model::action::Action;
use crate::model::cause::Cause;
use crate::model::claim::Claim;
use crate::model::deal::Deal;
use crate::model::id::AccountId;
use crate::model::line::Line;
use crate::model::map::{AccountMap, Record};
use crate::model::person::Person;
use crate::model::post::Post;
use crate::model::record::{Kind, RecordRef};
use crate::model::seat::Seat;
use crate::model::source::Source;
use crate::model::stage::Stage;
use crate::model::tenure::Tenure;
use crate::model::touch::Touch;
use crate::model::unit::Unit;

/// A map, and the records that batches touched in it.
pub(super) type Touched<'a> = (&'a AccountMap, Vec<RecordRef>);

/// Records of several accounts, noun by noun.
#[derive(Default)]
struct There {
    accounts: Vec<Arc<Account>>,
    units: Vec<(AccountId, Arc<Unit>)>,
    posts: Vec<(AccountId, Arc<Post>)>,
    persons: Vec<(AccountId, Arc<Person>)>,
    tenures: Vec<(AccountId, Arc<Tenure>)>,
    lines: Vec<(AccountId, Arc<Line>)>,
    sources: Vec<(AccountId, Arc<Source>)>,
    claims: Vec<(AccountId, Arc<Claim>)>,
    deals: Vec<(AccountId, Arc<Deal>)>,
    stages: Vec<(AccountId, Arc<Stage>)>,
    seats: Vec<(AccountId, Arc<Seat>)>,
    touches: Vec<(AccountId, Arc<Touch>)>,
    causes: Vec<(AccountId, Arc<Cause>)>,
    actions: Vec<(AccountId, Arc<Action>)>,
}

/// Brings the rows of all records that were touched to what their maps hold now; each map comes once. Counts in `written`
/// how many there are so far.
pub(super) async fn write(
    transaction: &mut Transaction,
    touched: &[Touched<'_>],
    written: &AtomicU64,
) -> Result<(), StoreError> {
    let (there, gone) = sorted(touched);
    for account in &there.accounts {
        account_row(transaction, account).await?;
    }
    // Whatever is referred to is written first and taken out last.
    bulk::put(transaction, &there.units, written).await?;
    bulk::put(transaction, &there.posts, written).await?;
    bulk::put(transaction, &there.persons, written).await?;
    bulk::put(transaction, &there.tenures, written).await?;
    bulk::put(transaction, &there.lines, written).await?;
    bulk::put(transaction, &there.sources, written).await?;
    bulk::put(transaction, &there.deals, written).await?;
    bulk::put(transaction, &there.claims, written).await?;
    bulk::put(transaction, &there.stages, written).await?;
    bulk::put(transaction, &there.seats, written).await?;
    bulk::put(transaction, &there.touches, written).await?;
    bulk::put(transaction, &there.causes, written).await?;
    bulk::put(transaction, &there.actions, written).await?;

    take_out::<Action>(transaction, Kind::Action, &gone).await?;
    take_out::<Cause>(transaction, Kind::Cause, &gone).await?;
    take_out::<Touch>(transaction, Kind::Touch, &gone).await?;
    take_out::<Seat>(transaction, Kind::Seat, &gone).await?;
    take_out::<Stage>(transaction, Kind::Stage, &gone).await?;
    take_out::<Claim>(transaction, Kind::Claim, &gone).await?;
    take_out::<Deal>(transaction, Kind::Deal, &gone).await?;
    take_out::<Source>(transaction, Kind::Source, &gone).await?;
    take_out::<Line>(transaction, Kind::Line, &gone).await?;
    take_out::<Tenure>(transaction, Kind::Tenure, &gone).await?;
    take_out::<Person>(transaction, Kind::Person, &gone).await?;
    take_out::<Post>(transaction, Kind::Post, &gone).await?;
    take_out::<Unit>(transaction, Kind::Unit, &gone).await?;
    Ok(())
}

/// The records that are there, noun by noun, and those that are gone.
fn sorted(touched: &[Touched<'_>]) -> (There, Vec<(AccountId, RecordRef)>) {
    let (mut there, mut gone) = (There::default(), Vec::new());
    for (map, records) in touched {
        let account = map.id();
        for record in records {
            match map.record(*record) {
                None => gone.push((account, *record)),
                Some(Record::Account(record)) => there.accounts.push(record),
                Some(Record::Unit(record)) => there.units.push((account, record)),
                Some(Record::Post(record)) => there.posts.push((account, record)),
                Some(Record::Person(record)) => there.persons.push((account, record)),
                Some(Record::Tenure(record)) => there.tenures.push((account, record)),
                Some(Record::Line(record)) => there.lines.push((account, record)),
                Some(Record::Source(record)) => there.sources.push((account, record)),
                Some(Record::Claim(record)) => there.claims.push((account, record)),
                Some(Record::Deal(record)) => there.deals.push((account, record)),
                Some(Record::Stage(record)) => there.stages.push((account, record)),
                Some(Record::Seat(record)) => there.seats.push((account, record)),
                Some(Record::Touch(record)) => there.touches.push((account, record)),
                Some(Record::Cause(record)) => there.causes.push((account, record)),
                Some(Record::Action(record)) => there.actions.push((account, record)),
            }
        }
    }
    (there, gone)
}

async fn take_out<S: Stored>(
    transaction: &mut Transaction,
    kind: Kind,
    gone: &[(AccountId, RecordRef)],
) -> Result<(), StoreError> {
    let mut ids: BTreeMap<AccountId, Vec<Uuid>> = BTreeMap::new();
    for (account, record) in gone.iter().filter(|(_, record)| record.kind == kind) {
        ids.entry(*account).or_default().push(record.id);
    }
    for (account, ids) in ids {
        bulk::take_out(transaction, account, S::table(), &ids).await?;
    }
    Ok(())
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
