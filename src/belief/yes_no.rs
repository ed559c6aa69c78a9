//! Beliefs about yes or no: does a tie exist, is a role held; by a Beta distribution that begins at one in ten.

use serde::Serialize;
use utoipa::ToSchema;

use super::evidence::{Counts, Evidence, Weighed};
use super::level::CLAIM_MASS;
use crate::model::claim::{Claim, Statement};

/// What the claims for and against add up to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct YesNo {
    /// The probability that it is so, 0 to 1: .1 where nothing is known any longer.
    pub probability: f64,
    /// The sum of the weights of the claims for it.
    pub evidence_for: f64,
    /// The sum of the weights of the claims against it.
    pub evidence_against: f64,
    /// The claims behind it, oldest first.
    pub claims: Vec<Weighed>,
}

impl YesNo {
    /// Does any claim that counts speak for it? Without one there is no tie and no role.
    pub fn is_claimed(&self) -> bool {
        self.evidence_for > 0.0
    }
}

/// Does the claim say that it is so?
pub(super) fn holds(claim: &Claim) -> bool {
    match &claim.statement {
        Statement::Tie { holds, .. } | Statement::Role { holds, .. } => *holds,
        _ => true,
    }
}

/// Pools the claims on a yes or no: Beta(.1, .9), four times the weight for, four times against. A claim that contradicts another on the
/// same question speaks against what that one says.
pub(super) fn pool(evidence: &[Evidence<'_>]) -> YesNo {
    let mut sums = [0.0; 2];
    let mut claims = Vec::with_capacity(evidence.len());
    for one in evidence {
        let contradicted = one.claim.contradicts.and_then(|id| evidence.iter().find(|other| other.claim.id == id));
        let speaks_for = match contradicted {
            Some(other) => !holds(other.claim),
            None => holds(one.claim),
        };
        claims.push(one.weighed(if speaks_for { Counts::For } else { Counts::Against }));
        if one.is_pooled() {
            sums[usize::from(speaks_for)] += one.weight;
        }
    }
    let [evidence_against, evidence_for] = sums;
    let probability = (0.1 + CLAIM_MASS * evidence_for) / (1.0 + CLAIM_MASS * (evidence_for + evidence_against));
    YesNo { probability, evidence_for, evidence_against, claims }
}
