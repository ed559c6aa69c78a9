//! Beliefs about an ordered level: stance, influence, rapport and the like, by a Dirichlet over five levels.

use serde::Serialize;
use utoipa::ToSchema;

use super::evidence::{Counts, Evidence, Weighed};
use crate::model::id::ClaimId;
use crate::model::time::Day;
use crate::model::weights::weights;

/// The levels of a belief about stance.
pub const STANCE_LEVELS: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];
/// The levels of a belief about influence, rapport and the like.
pub const SHARE_LEVELS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// Confidence below which nothing is known.
const UNKNOWN_BELOW: f64 = 0.10;
/// Confidence below which a belief is weak.
const WEAK_BELOW: f64 = 0.35;
/// What a claim of weight 1 adds to a prior of mass 1.
pub(super) const CLAIM_MASS: f64 = 4.0;

/// How sure a belief is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sureness {
    /// Confidence below .10: shown as unknown, never as neutral.
    Unknown,
    /// Confidence below .35: shown hatched.
    Weak,
    /// Anything above.
    Fair,
}

impl Sureness {
    /// How sure a confidence is.
    pub fn of(confidence: f64) -> Self {
        if confidence < UNKNOWN_BELOW {
            Self::Unknown
        } else if confidence < WEAK_BELOW {
            Self::Weak
        } else {
            Self::Fair
        }
    }
}

/// What the claims on an ordered level add up to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LevelBelief {
    /// The probability of each of the five levels, lowest first; they sum to 1.
    pub probabilities: [f64; 5],
    /// The mean level, in the unit of the levels.
    pub estimate: f64,
    /// The mean of the claimed values by their weights, without any prior; none when no claim is pooled.
    pub claimed: Option<f64>,
    /// How sure it is, 0 to 1: evidence ÷ (evidence + 1) × agreement of the claims.
    pub confidence: f64,
    /// The same in words.
    pub sureness: Sureness,
    /// The sum of the weights of the pooled claims.
    pub evidence: f64,
    /// Has the confidence halved since the last claim?
    pub stale: bool,
    /// The day of the last pooled claim.
    pub latest: Option<Day>,
    /// The claims behind it, oldest first.
    pub claims: Vec<Weighed>,
}

impl LevelBelief {
    /// The lower of the estimate and of what was claimed: what may be counted on. It never grows as claims fade.
    pub fn cautious(&self) -> f64 {
        self.claimed.map_or(0.0, |claimed| claimed.min(self.estimate))
    }

    /// Is anything known, that is, is the confidence not below .10?
    pub fn is_known(&self) -> bool {
        self.sureness > Sureness::Unknown
    }
}

/// What one claim says: its share of each level.
#[derive(Debug, Clone, Copy)]
struct Said {
    claim: ClaimId,
    shares: [f64; 5],
    value: f64,
}

/// Pools the claims on a level. `value` tells what a claim says, in the unit of `levels`; none: nothing (未接触). The prior is of mass 1 and
/// even; a claim adds four times its weight, 80 % on its level and 10 % on each neighbour.
pub(super) fn pool(
    evidence: &[Evidence<'_>],
    levels: &[f64; 5],
    on: Day,
    value: impl Fn(&Evidence<'_>) -> Option<f64>,
) -> LevelBelief {
    let said: Vec<Option<Said>> = evidence
        .iter()
        .map(|one| {
            let value = value(one)?;
            Some(Said { claim: one.claim.id, shares: shares(value, levels), value })
        })
        .collect();
    let mut masses = [0.2; 5];
    let mut counted: Vec<(f64, f64)> = Vec::new();
    let mut latest = None;
    let mut claims = Vec::with_capacity(evidence.len());
    for (one, own) in evidence.iter().zip(&said) {
        let Some(own) = own else {
            claims.push(Weighed { counts: Counts::NotPooled, ..one.weighed(Counts::NotPooled) });
            continue;
        };
        let target = one.claim.contradicts.and_then(|id| said.iter().flatten().find(|other| other.claim == id));
        let (spread, claimed) = match target {
            None => (blurred(&own.shares), own.value),
            Some(target) => against(own, target, levels),
        };
        claims.push(one.weighed(if target.is_some() { Counts::Against } else { Counts::For }));
        if one.is_pooled() {
            for (mass, share) in masses.iter_mut().zip(spread) {
                *mass += CLAIM_MASS * one.weight * share;
            }
            counted.push((one.weight, claimed));
            latest = latest.max(Some(one.claim.observed_on));
        }
    }
    let half_life = evidence.first().map_or(1.0, |one| weights().half_life_days(&one.claim.statement));
    summed(masses, levels, &counted, latest, claims, |latest| f64::from(on.days_since(latest).max(0)) / half_life)
}

fn summed(
    masses: [f64; 5],
    levels: &[f64; 5],
    counted: &[(f64, f64)],
    latest: Option<Day>,
    claims: Vec<Weighed>,
    half_lives_since: impl Fn(Day) -> f64,
) -> LevelBelief {
    let total: f64 = masses.iter().sum();
    let probabilities = masses.map(|mass| mass / total);
    let estimate = probabilities.iter().zip(levels).map(|(probability, level)| probability * level).sum();
    let evidence: f64 = counted.iter().map(|(weight, _)| weight).sum();
    let claimed =
        (evidence > 0.0).then(|| counted.iter().map(|(weight, value)| weight * value).sum::<f64>() / evidence);
    let agreement = claimed.map_or(0.0, |mean| {
        let variance = counted.iter().map(|(weight, value)| weight * (value - mean).powi(2)).sum::<f64>() / evidence;
        let half_range = (levels[4] - levels[0]) / 2.0;
        (1.0 - libm::sqrt(variance.max(0.0)) / half_range).max(0.0)
    });
    let confidence_with = |evidence: f64| evidence / (evidence + 1.0) * agreement;
    let confidence = confidence_with(evidence);
    // All claims on a question fade alike, so on the day of the last one each weighed the same multiple of what it weighs now.
    let at_its_best = latest.map_or(0.0, |day| confidence_with(evidence * libm::exp2(half_lives_since(day))));
    LevelBelief {
        probabilities,
        estimate,
        claimed,
        confidence,
        sureness: Sureness::of(confidence),
        evidence,
        stale: evidence > 0.0 && confidence < at_its_best / 2.0,
        latest,
        claims,
    }
}

/// Splits a value linearly between the two nearest levels.
fn shares(value: f64, levels: &[f64; 5]) -> [f64; 5] {
    let mut shares = [0.0; 5];
    let place = ((value - levels[0]) / (levels[4] - levels[0]) * 4.0).clamp(0.0, 4.0);
    let below = (place as usize).min(3);
    let part = place - below as f64;
    // Scales are written in decimals; what lies on a level up to rounding lies on it.
    let part = if part < 1e-9 {
        0.0
    } else if part > 1.0 - 1e-9 {
        1.0
    } else {
        part
    };
    shares[below] = 1.0 - part;
    shares[below + 1] = part;
    shares
}

/// 80 % on the level and 10 % on each neighbour; at an end 20 % on the one neighbour.
fn blurred(shares: &[f64; 5]) -> [f64; 5] {
    let mut spread = [0.0; 5];
    for (at, share) in shares.iter().enumerate() {
        spread[at] += 0.8 * share;
        match at {
            0 => spread[1] += 0.2 * share,
            4 => spread[3] += 0.2 * share,
            _ => {
                spread[at - 1] += 0.1 * share;
                spread[at + 1] += 0.1 * share;
            }
        }
    }
    spread
}

/// What a claim that contradicts another adds, and the value it stands for: nothing to the other's levels. A plain denial, which names the
/// same level, spreads evenly over the rest; a claim with another level of its own counts there.
fn against(own: &Said, target: &Said, levels: &[f64; 5]) -> ([f64; 5], f64) {
    let free = |at: usize| target.shares[at] == 0.0;
    let mut spread = blurred(&own.shares);
    let denies = (0..5).all(|at| own.shares[at] == 0.0 || !free(at));
    for (at, share) in spread.iter_mut().enumerate() {
        *share = match (free(at), denies) {
            (false, _) => 0.0,
            (true, true) => 1.0,
            (true, false) => *share,
        };
    }
    let total: f64 = spread.iter().sum();
    let spread = spread.map(|share| share / total);
    let mean = spread.iter().zip(levels).map(|(share, level)| share * level).sum();
    (spread, if denies { mean } else { own.value })
}
