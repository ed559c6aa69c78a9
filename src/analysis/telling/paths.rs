//! Access paths, as they are told: through whom of ours and of theirs a person can be reached, and how reliably.

use serde::Serialize;
use utoipa::ToSchema;

use super::{METHOD_VERSION, PersonTold, whole_per_cent};
use crate::analysis::ground::Ground;
use crate::analysis::path::{AccessOptions, AccessPath, AccessRefusal, access};
use crate::analysis::quiet::{Begins, QuietReason};
use crate::analysis::watch::Watch;
use crate::graph::access::{Access, Place, StepBasis};
use crate::model::id::{ClaimId, DealId, MemberId, PersonId};
use crate::model::scale::{Axis, ScaleValue};
use crate::model::time::Day;

/// One step of a path: to whom, and on what it rests.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StepTold {
    /// One of ours, with whom the path begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// Somebody of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonTold>,
    /// How reliable the step to here is, 0 to 1; 1 to one of ours.
    pub reliability: f64,
    /// The kind of tie that the step rests on; none for a rapport.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<String>,
    /// The claims behind the step.
    pub claims: Vec<ClaimId>,
}

/// A path from us to a person.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PathTold {
    /// The product of the reliabilities of the steps, 0 to 1.
    pub reliability: f64,
    /// The steps, from one of ours to the person.
    pub steps: Vec<StepTold>,
}

/// The ways to a person.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PathsTold {
    /// The version of the methods.
    pub method_version: &'static str,
    /// The day of the view.
    pub on: Day,
    /// The deal, if one was asked about.
    pub deal: Option<DealId>,
    /// Who is to be reached.
    pub to: PersonTold,
    /// Who of ours begins; none: anybody.
    pub from: Option<MemberId>,
    /// Why there is no path: the person must be left alone in a quiet period.
    pub quiet: Option<QuietReason>,
    /// The best path, and then the next best ones.
    pub paths: Vec<PathTold>,
    /// Paths that share nobody on the way; the first is the best path.
    pub disjoint: Vec<PathTold>,
    /// The chance that at least one path succeeds, if steps fail independently.
    pub overall: f64,
}

/// The ways to a person of the ground, from one of ours or from anybody; none in a quiet period, which is then told.
pub fn tell_paths(
    ground: &Ground<'_>,
    to: PersonId,
    from: Option<MemberId>,
    watch: &Watch<'_>,
) -> Result<PathsTold, AccessRefusal> {
    let mut told = PathsTold {
        method_version: METHOD_VERSION,
        on: ground.question.on,
        deal: ground.deal.map(|deal| deal.id),
        to: PersonTold::of(ground, to),
        from,
        quiet: ground.quiet.concerns(to).cloned(),
        paths: Vec::new(),
        disjoint: Vec::new(),
        overall: 0.0,
    };
    let places = Access::of(ground.influence.people.clone(), &ground.beliefs);
    let start = from.map_or(Some(Access::US), |member| places.member_node(member));
    let (None, Some(start), Some(end)) = (&told.quiet, start, places.node(to)) else { return Ok(told) };
    let begins = if from.is_some() { Begins::OneOfUs } else { Begins::Anybody };
    let graph = ground.quiet.open_steps(&places, begins);
    let rank = |person| official_rank(ground, person);
    let wanted = rank(to);
    // Equal rank 对等 at the last step decides between paths that are as good as each other.
    let preference = |node: u32| match places.place(node) {
        Place::Person(person) => u32::from(wanted.is_some() && rank(person) == wanted),
        Place::Us | Place::Member(_) => 0,
    };
    let ways = access(&graph, start, end, &preference, &AccessOptions::default(), watch)?;
    let tell = |paths: &[AccessPath]| paths.iter().map(|path| tell_path(ground, &places, path)).collect();
    told.paths = tell(&ways.paths);
    told.disjoint = tell(&ways.disjoint);
    told.overall = whole_per_cent(ways.overall.chance);
    Ok(told)
}

/// The official rank of the post where a person's card stands, in hundredths of the scale; none where it is not known.
pub fn official_rank(ground: &Ground<'_>, person: PersonId) -> Option<i64> {
    let tenure = ground.snapshot.tenures_of_person(person).next()?;
    let rank: &ScaleValue = ground.snapshot.post(tenure.post)?.rank.as_ref()?;
    rank.canonical(Axis::Rank).map(|rank| (rank * 100.0) as i64)
}

fn tell_path(ground: &Ground<'_>, places: &Access, path: &AccessPath) -> PathTold {
    let first = path.nodes.first().filter(|node| **node != Access::US).map(|node| step_at(ground, places, *node, None));
    let steps = path.nodes.windows(2).map(|step| step_at(ground, places, step[1], Some(step[0])));
    PathTold { reliability: whole_per_cent(path.reliability), steps: first.into_iter().chain(steps).collect() }
}

fn step_at(ground: &Ground<'_>, places: &Access, node: u32, from: Option<u32>) -> StepTold {
    let (member, person) = match places.place(node) {
        Place::Us => (None, None),
        Place::Member(member) => (Some(member), None),
        Place::Person(person) => (None, Some(PersonTold::of(ground, person))),
    };
    let (reliability, basis) = from.and_then(|from| places.step(from, node)).unwrap_or((1.0, StepBasis::Ours));
    let (tie, claims) = match basis {
        StepBasis::Ours => (None, Vec::new()),
        StepBasis::Rapport(at) => {
            let now = ground.beliefs.rapports()[at].now.as_ref();
            (None, now.map(|now| now.claims.iter().map(|claim| claim.claim).collect()).unwrap_or_default())
        }
        StepBasis::Tie(at) => {
            let tie = &ground.beliefs.ties()[at];
            (Some(tie.kind.id.clone()), tie.exists.claims.iter().map(|claim| claim.claim).collect())
        }
    };
    StepTold { member, person, reliability: whole_per_cent(reliability), tie, claims }
}
