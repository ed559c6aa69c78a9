//! Catching up with another host: of a map that is a few batches old, only what they touched is read.

use std::collections::BTreeSet;

use super::error::StoreError;
use super::load;
use super::transaction::Transaction;
use crate::model::change::Inverse;
use crate::model::id::AccountId;
use crate::model::map::{AccountMap, Records};
use crate::model::record::{Kind, RecordRef};

/// More records than this are read faster with the whole account.
const RECORDS: usize = 500;

/// More lines of the journal than this are not looked through.
const LINES: i64 = 100;

/// The newest map, from one that may be old.
pub(super) async fn map(transaction: &mut Transaction, old: &AccountMap) -> Result<AccountMap, StoreError> {
    let id = old.id();
    let Some((account, seq)) = load::account(transaction, id).await? else {
        return Err(StoreError::NoAccount(id.to_string()));
    };
    let Some(touched) = touched_between(transaction, id, old.seq(), seq).await? else {
        return load::map(transaction, id).await;
    };
    let mut there = Records::default();
    let mut gone = Vec::new();
    for record in touched {
        // Each arm reads the row into the list of its noun.
        macro_rules! read {
            ($list:ident) => {
                match load::record(transaction, id, record.id).await? {
                    Some(row) => there.$list.push(row),
                    None => gone.push(record),
                }
            };
        }
        match record.kind {
            Kind::Account => {}
            Kind::Unit => read!(units),
            Kind::Post => read!(posts),
            Kind::Person => read!(persons),
            Kind::Tenure => read!(tenures),
            Kind::Line => read!(lines),
            Kind::Source => read!(sources),
            Kind::Claim => read!(claims),
            Kind::Deal => read!(deals),
            Kind::Stage => read!(stages),
            Kind::Seat => read!(seats),
            Kind::Touch => read!(touches),
            Kind::Cause => read!(causes),
            Kind::Action => read!(actions),
        }
    }
    Ok(old.caught_up(account, seq, there, &gone))
}

/// The records that the batches between two numbers touched; none when these are too many, or when
/// a batch does not tell: an erasure leaves no trace of what it took out.
async fn touched_between(
    transaction: &mut Transaction,
    account: AccountId,
    old: u64,
    new: u64,
) -> Result<Option<BTreeSet<RecordRef>>, StoreError> {
    if old > new {
        return Ok(None);
    }
    let sql = "
        select inverse
        from journal
        where account_id = $1 and seq > $2 and seq <= $3 and kind <> 'erasure'
        order by seq
        limit $4";
    let lines: Vec<Option<String>> = on!(transaction, |c| sqlx::query_scalar(sql)
        .bind(account.0)
        .bind(old.cast_signed())
        .bind(new.cast_signed())
        .bind(LINES)
        .fetch_all(c)
        .await)?;
    if lines.len() as u64 != new - old {
        return Ok(None);
    }
    let mut touched = BTreeSet::new();
    for line in lines {
        let Some(line) = line else { return Ok(None) };
        let inverse: Inverse = serde_json::from_str(&line)
            .map_err(|error| StoreError::Unreadable(format!("the journal of account {account}: {error}")))?;
        touched.extend(inverse.touched());
    }
    Ok((touched.len() <= RECORDS).then_some(touched))
}
