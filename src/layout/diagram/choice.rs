//! Which deal and which person a picture is about when nobody says so.

use super::{DiagramInput, DiagramOptions, DiagramRefusal};
use crate::model::deal::{Deal, DealState};
use crate::model::person::Person;
use crate::model::snapshot::Snapshot;
use crate::model::time::Day;

/// The deal that is asked for, or the usual one.
pub fn asked_deal<'a>(snapshot: &'a Snapshot, options: &DiagramOptions) -> Result<&'a Deal, DiagramRefusal> {
    match options.deal {
        Some(id) => {
            let deal = snapshot.records().deals.iter().find(|deal| deal.id == id);
            deal.map(AsRef::as_ref).ok_or(DiagramRefusal::UnknownDeal)
        }
        None => usual_deal(snapshot, options.day(snapshot)).ok_or(DiagramRefusal::NoDeal),
    }
}

/// The open deal whose planned award lies nearest to the day; those without a planned award come last, by name.
pub fn usual_deal(snapshot: &Snapshot, day: Option<Day>) -> Option<&Deal> {
    let open = snapshot.records().deals.iter().filter(|deal| deal.state == DealState::Open);
    let nearness = |deal: &Deal| match (deal.award_on, day) {
        (Some(award), Some(day)) => (0, award.days_since(day).unsigned_abs()),
        // Without a day the earliest award is the nearest.
        (Some(_), None) => (0, 0),
        (None, _) => (1, 0),
    };
    open.map(AsRef::as_ref).min_by_key(|deal: &&Deal| (nearness(deal), deal.award_on, deal.name.clone(), deal.id))
}

/// The person who is asked for, or who matters most; somebody has to be named where that is not known.
pub fn asked_person<'a>(input: &DiagramInput<'a>, options: &DiagramOptions) -> Result<&'a Person, DiagramRefusal> {
    let id = options.person.or_else(|| input.key_people.first().copied()).ok_or(DiagramRefusal::NoPerson)?;
    input.snapshot.person(id).ok_or(DiagramRefusal::UnknownPerson)
}

/// The last day on which anything was observed, for a snapshot of all days when nobody says which day it is.
pub(in crate::layout) fn last_day(snapshot: &Snapshot) -> Day {
    let observed = snapshot.claims().map(|claim| claim.observed_on).max();
    observed.unwrap_or_else(|| Day::new(2000, 1, 1).expect("a day of the calendar"))
}
