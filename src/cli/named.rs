//! Records that the command line names by their names.

use super::Failure;
use crate::model::id::{DealId, PersonId};
use crate::model::snapshot::Snapshot;

/// The one deal of this name.
pub(super) fn deal(snapshot: &Snapshot, name: &str) -> Result<DealId, Failure> {
    let named = snapshot.records().deals.iter().filter(|deal| deal.name == name).map(|deal| deal.id);
    the_only(named, "deal", name)
}

/// The one person of this name.
pub(super) fn person(snapshot: &Snapshot, name: &str) -> Result<PersonId, Failure> {
    let named = snapshot.records().persons.iter().filter(|person| person.name == name).map(|person| person.id);
    the_only(named, "person", name)
}

fn the_only<T>(mut named: impl Iterator<Item = T>, noun: &str, name: &str) -> Result<T, Failure> {
    match (named.next(), named.next()) {
        (Some(found), None) => Ok(found),
        (None, _) => Err(Failure::new(format!("There is no {noun} called “{name}”."))),
        (Some(_), Some(_)) => Err(Failure::new(format!(
            "Several are called “{name}”, and only the page can tell them apart: rename one {noun} first."
        ))),
    }
}
