//! Evidence 依据: small numbers beside the marks of a picture, and a table that says for each number what was stated, by
//! whom, and how good that is.
//!
//! A picture is annotated from the references of its groups, so every diagram gets its numbers the same way. Claims
//! are numbered from the best grade on, so a mark's first number is the best that it rests on. Only claims that the
//! viewer may see are in the snapshot, so only those have a number.

use std::collections::{BTreeMap, BTreeSet};

use super::diagram::{Diagram, DiagramInput, DiagramOptions, asked_deal, usual_deal};
use super::scene::{Group, Item, Layer, Reference, Scene};
use super::title_block::TitleBlock;
use crate::layout::org_chart::{Overlay, Ties};
use crate::model::cause::Cause;
use crate::model::claim::{Claim, Statement};
use crate::model::id::{ClaimId, DealId, PersonId};
use crate::model::time::Day;

mod notes;
mod sheet;
mod table;
mod words;

use sheet::Heading;
use table::Table;
use words::Words;

/// Whether a picture names the claims that it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Evidence {
    /// It does not.
    #[default]
    LeftOut,
    /// Marks bear numbers, and a table of claims by grade follows.
    Listed,
}

/// Where the table goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Under the picture, in one piece, as in a file that has no pages.
    Below,
    /// On sheets of their own.
    Behind,
}

/// Adds numbers to the marks of a picture and the table below it, or gives the sheets to be put behind it.
pub(super) fn add(scene: &mut Scene, input: &DiagramInput<'_>, options: &DiagramOptions, place: Place) -> Vec<Scene> {
    let sought = Sought::new(input, options);
    let mut found = BTreeSet::new();
    gather(&scene.items, false, &sought, &mut found);
    let mut claims: Vec<&Claim> = found.iter().filter_map(|id| input.snapshot.claim(*id)).collect();
    claims.sort_by_key(|claim| (claim.grade, std::cmp::Reverse(claim.observed_on), claim.id));
    let numbers: BTreeMap<ClaimId, usize> = claims.iter().zip(1..).map(|(claim, number)| (claim.id, number)).collect();
    let words = Words { language: options.language, input };
    notes::write(scene, &|reference| sought.behind(reference).iter().map(|id| numbers[id]).collect(), words);
    let table = Table::of(&claims, sought.day, words);
    match place {
        Place::Below => {
            sheet::append(scene, &table, words);
            Vec::new()
        }
        Place::Behind => {
            let called = words.heading();
            let picture = match options.kind.filter(|_| options.diagram == Diagram::Fishbone) {
                Some(kind) => kind.title(options.language),
                None => options.diagram.title(options.language),
            };
            let block = TitleBlock::new(input.snapshot, options.language, called).with(picture);
            sheet::sheets(&table, &Heading { block, words })
        }
    }
}

/// Which claims stand behind which records.
struct Sought<'a> {
    input: &'a DiagramInput<'a>,
    day: Option<Day>,
    deal: Option<DealId>,
    /// The claims about each person that count, of the kinds that his or her marks rest on in this diagram.
    of_person: BTreeMap<PersonId, Vec<ClaimId>>,
}

impl<'a> Sought<'a> {
    fn new(input: &'a DiagramInput<'a>, options: &DiagramOptions) -> Self {
        let day = options.day(input.snapshot);
        let deal = match options.deal {
            Some(_) => asked_deal(input.snapshot, options).ok(),
            None => usual_deal(input.snapshot, day),
        };
        let mut sought = Self { input, day, deal: deal.map(|deal| deal.id), of_person: BTreeMap::new() };
        let kinds = kinds(options);
        let mut of_person: BTreeMap<PersonId, Vec<ClaimId>> = BTreeMap::new();
        for claim in input.snapshot.claims().filter(|claim| sought.counts(claim)) {
            if kinds.contains(&claim.statement.word()) {
                for person in claim.statement.persons() {
                    of_person.entry(person).or_default().push(claim.id);
                }
            }
        }
        sought.of_person = of_person;
        sought
    }

    fn counts(&self, claim: &Claim) -> bool {
        let is_of_deal = claim.deal.is_none() || claim.deal == self.deal;
        is_of_deal && self.day.is_none_or(|day| claim.counts_on(day)) && !is_kin(claim)
    }

    /// The claims behind a record of the picture.
    fn behind(&self, reference: Reference) -> Vec<ClaimId> {
        let snapshot = self.input.snapshot;
        match reference.kind {
            "claim" => {
                let claim = snapshot.claim(ClaimId(reference.id)).filter(|claim| !is_kin(claim));
                claim.map(|claim| claim.id).into_iter().collect()
            }
            "person" => self.of_person.get(&PersonId(reference.id)).cloned().unwrap_or_default(),
            "cause" => {
                let causes = &snapshot.records().causes;
                let cause = causes.iter().map(AsRef::as_ref).find(|cause: &&Cause| cause.id.0 == reference.id);
                let claims = cause.map(|cause| cause.claims.as_slice()).unwrap_or_default();
                claims.iter().copied().filter(|id| snapshot.claim(*id).is_some()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Kin is no evidence for anything that a picture shows.
fn is_kin(claim: &Claim) -> bool {
    use crate::model::preset::{TieGroup, presets};
    let Statement::Tie { tie, .. } = &claim.statement else { return false };
    presets().tie_kind(tie).is_none_or(|kind| kind.off || kind.group == TieGroup::Family)
}

/// What the marks of a person rest on, by the words of statements. An org chart shows of people only what its overlays ask for.
fn kinds(options: &DiagramOptions) -> Vec<&'static str> {
    let of_overlay = |overlay: &Overlay| match overlay {
        Overlay::Stance => &["stance"][..],
        Overlay::Role => &["role"],
        Overlay::Influence => &["influence"],
        Overlay::Coverage => &["rapport"],
        // Who matters follows from the whole map, not from claims about one person.
        Overlay::KeyPeople => &[],
        Overlay::Freshness => &["stance", "influence"],
    };
    let tie = (options.ties == Ties::Drawn).then_some("tie");
    match options.diagram {
        Diagram::OrgChart => options.overlays.iter().flat_map(of_overlay).copied().chain(tie).collect(),
        Diagram::Timeline => Vec::new(),
        Diagram::Network => vec!["stance", "role", "influence", "tie"],
        _ => vec!["stance", "role", "influence", "rapport"],
    }
}

/// The claims behind everything in the picture. A line between two people opens to one of them, whose own mark bears
/// its numbers.
fn gather(items: &[Item], is_tie: bool, sought: &Sought<'_>, found: &mut BTreeSet<ClaimId>) {
    for item in items {
        if let Item::Group(Group { reference, layer, items, .. }) = item {
            let is_tie = is_tie || *layer == Some(Layer::Ties);
            if !is_tie {
                found.extend(reference.iter().flat_map(|reference| sought.behind(*reference)));
            }
            gather(items, is_tie, sought, found);
        }
    }
}
