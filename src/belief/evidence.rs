//! Evidence: the claims on one question, each with what it weighs on a day.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::model::claim::Claim;
use crate::model::id::{ClaimId, DealId, SourceId};
use crate::model::time::Day;
use crate::model::weights::weights;

/// On which day, and in which deal, something is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The day of the view.
    pub on: Day,
    /// The deal; none asks about the account as a whole.
    pub deal: Option<DealId>,
}

/// How a claim counts in a belief.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClaimCounts)]
pub enum Counts {
    /// For what it says.
    For,
    /// Against what another claim, or this belief, says.
    Against,
    /// Not at all: a heavier claim of the same source does.
    SameSource,
    /// Not at all: it is judged not credible, or says no more than that nothing is known.
    NotPooled,
}

/// A claim behind a belief.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Weighed {
    /// The claim.
    pub claim: ClaimId,
    /// Its source.
    pub source: SourceId,
    /// The day on which it was so.
    pub observed_on: Day,
    /// What it weighs, 0 to 1, after fading and all discounts.
    pub weight: f64,
    /// How it counts.
    pub counts: Counts,
}

/// What a claim weighs on a day by its grade and age alone, 0 to 1: reliability × credibility × 2^(−age / half-life).
pub fn weight(claim: &Claim, on: Day) -> f64 {
    let age_days = f64::from(on.days_since(claim.observed_on).max(0));
    weights().of_grade(claim.grade) * libm::exp2(-age_days / weights().half_life_days(&claim.statement))
}

/// A claim on a question before it is pooled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence<'a> {
    pub claim: &'a Claim,
    /// What it weighs after fading and discounts.
    pub weight: f64,
    /// Does a heavier claim of the same source stand for it?
    pub repeats: bool,
}

impl Evidence<'_> {
    /// Does it count at all?
    pub fn is_pooled(&self) -> bool {
        !self.repeats && self.weight > 0.0
    }

    pub fn weighed(&self, counts: Counts) -> Weighed {
        let counts = match (self.repeats, self.weight > 0.0) {
            (true, _) => Counts::SameSource,
            (false, false) => Counts::NotPooled,
            (false, true) => counts,
        };
        Weighed {
            claim: self.claim.id,
            source: self.claim.source,
            observed_on: self.claim.observed_on,
            weight: self.weight,
            counts,
        }
    }
}

/// Weighs the claims on one question. `discount` is a factor for reasons of the question's own, such as a former holder of the post.
///
/// What is said of the deal and what is said in general are two questions; on each, of several claims by one source only the heaviest
/// counts. Claims that name the deal count in full, and replace as much of the general ones, down to half. They replace no more than they
/// bring, so that no claim ever lowers the chance of what it says.
pub(super) fn weigh<'a>(
    claims: &[&'a Claim],
    question: &Question,
    discount: impl Fn(&Claim) -> f64,
) -> Vec<Evidence<'a>> {
    let mut evidence: Vec<Evidence<'a>> = claims
        .iter()
        .map(|claim| Evidence { claim, weight: weight(claim, question.on) * discount(claim), repeats: false })
        .collect();
    // By day, then by what is said: the order in which claims were entered must not show.
    let said = |one: &Evidence<'_>| format!("{:?}", one.claim.statement);
    evidence.sort_by(|one, other| {
        let by_day = one.claim.observed_on.cmp(&other.claim.observed_on);
        by_day.then_with(|| said(one).cmp(&said(other))).then(one.claim.id.cmp(&other.claim.id))
    });
    let own = mark_repeats(&mut evidence, |claim| claim.deal.is_some());
    let general = mark_repeats(&mut evidence, |claim| claim.deal.is_none());
    if own > 0.0 && general > 0.0 {
        let kept = (1.0 - own / general).max(0.5);
        for one in evidence.iter_mut().filter(|one| one.claim.deal.is_none()) {
            one.weight *= kept;
        }
    }
    evidence
}

/// Of several claims by one source only the heaviest counts, of equal ones the latest. Gives the sum of what counts.
fn mark_repeats(evidence: &mut [Evidence<'_>], concerned: impl Fn(&Claim) -> bool) -> f64 {
    let mut heaviest: BTreeMap<SourceId, usize> = BTreeMap::new();
    for at in 0..evidence.len() {
        if !concerned(evidence[at].claim) {
            continue;
        }
        let other = heaviest.entry(evidence[at].claim.source).or_insert(at);
        if *other != at {
            let lighter = if evidence[*other].weight > evidence[at].weight { at } else { std::mem::replace(other, at) };
            evidence[lighter].repeats = true;
        }
    }
    heaviest.into_values().map(|at| evidence[at].weight).sum()
}
