//! Who matters most for what a picture shows: worked out once before the picture is drawn, since it takes far longer.

use super::{Diagram, DiagramOptions, FishboneKind, usual_deal};
use crate::analysis::coverage::Coverage;
use crate::analysis::ground::Ground;
use crate::analysis::key_people::{KeyPeopleOptions, key_people};
use crate::analysis::telling::Draws;
use crate::analysis::telling::key_people::outcome_of;
use crate::analysis::watch::{Stopped, Watch};
use crate::belief::Question;
use crate::layout::org_chart::Overlay;
use crate::model::id::PersonId;
use crate::model::snapshot::Snapshot;

/// Whether a picture with these options shows who matters most, so that [`ranked_people`] has to be asked first.
pub fn asks_for_key_people(options: &DiagramOptions) -> bool {
    match options.diagram {
        Diagram::OrgChart => options.overlays.contains(&Overlay::KeyPeople),
        Diagram::Fishbone => {
            options.person.is_none() && matches!(options.kind, Some(FishboneKind::Access | FishboneKind::Person))
        }
        _ => false,
    }
}

/// Everybody in the order in which they matter for the deal of the picture, or for the account where there is none:
/// the same order as the list of key people has, without its bands. Empty when nobody knows which day it is.
pub fn ranked_people(
    snapshot: &Snapshot,
    options: &DiagramOptions,
    watch: &Watch<'_>,
) -> Result<Vec<PersonId>, Stopped> {
    let Some(on) = options.day(snapshot) else { return Ok(Vec::new()) };
    let deal = options.deal.or_else(|| usual_deal(snapshot, Some(on)).map(|deal| deal.id));
    let ground = Ground::of(snapshot, Question { on, deal });
    // Where no outcome can be worked out, nobody has a lever, and the other parts make the order.
    let outcome = outcome_of(&ground, Draws::default(), watch).unwrap_or_default();
    let without_bands = KeyPeopleOptions { graphs: 0, ..KeyPeopleOptions::default() };
    let ranked = key_people(&ground, &Coverage::of(&ground), outcome.as_ref(), &without_bands, watch)?;
    Ok(ranked.into_iter().map(|ranked| ranked.person).collect())
}
