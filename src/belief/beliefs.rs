//! All beliefs of a snapshot in one deal, or in the account as a whole.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::evidence::{Evidence, Question, weigh};
use super::level::{self, LevelBelief, SHARE_LEVELS, STANCE_LEVELS};
use super::yes_no::{self, YesNo};
use crate::model::claim::{Claim, Statement};
use crate::model::id::{MemberId, PersonId};
use crate::model::preset::{TieKind, presets};
use crate::model::scale::{Axis, ScaleValue};
use crate::model::snapshot::Snapshot;

/// A tie between two people, as far as it is believed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TieBelief {
    /// The one; of mutual ties, the one with the lesser id.
    pub from: PersonId,
    /// The other.
    pub to: PersonId,
    /// The kind of tie.
    pub kind: &'static TieKind,
    /// Does it exist?
    pub exists: YesNo,
    /// How strong it is, 0 to 1: the claimed strengths by their weights, the kind's own where none was claimed.
    pub strength: f64,
}

/// A role that somebody plays, or an orientation that somebody has, as far as it is believed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RoleBelief {
    /// The role or orientation, on its own scale.
    pub role: ScaleValue,
    /// Is it held?
    pub held: YesNo,
}

/// How well one of ours knows a person, as far as it is believed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RapportBelief {
    /// Who of ours.
    pub member: MemberId,
    /// Whom.
    pub person: PersonId,
    /// How well, 0 to 1; none where only a wish was stated.
    pub now: Option<LevelBelief>,
    /// How well we want it to be, 0 to 1.
    pub wanted: Option<LevelBelief>,
}

/// What one question is about; its order is the order of the answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum About<'a> {
    Level(Axis, PersonId),
    Role(Axis, PersonId, &'a ScaleValue),
    Tie(PersonId, PersonId, &'a str),
    Rapport(MemberId, PersonId, bool),
}

/// The beliefs on one day in one deal, or in the account as a whole.
#[derive(Debug, Clone)]
pub struct Beliefs {
    question: Question,
    levels: BTreeMap<(Axis, PersonId), LevelBelief>,
    roles: BTreeMap<(Axis, PersonId), Vec<RoleBelief>>,
    ties: Vec<TieBelief>,
    rapports: Vec<RapportBelief>,
}

impl Beliefs {
    /// What the claims of the snapshot add up to. Claims of another deal do not count, nor those that do not count on the day.
    pub fn of(snapshot: &Snapshot, question: &Question) -> Self {
        let mut asked: BTreeMap<About<'_>, Vec<&Claim>> = BTreeMap::new();
        for claim in snapshot.claims() {
            let counts = claim.counts_on(question.on) && (claim.deal.is_none() || claim.deal == question.deal);
            if let Some(about) = About::of(claim).filter(|_| counts) {
                asked.entry(about).or_default().push(claim);
            }
        }
        let mut beliefs = Self {
            question: *question,
            levels: BTreeMap::new(),
            roles: BTreeMap::new(),
            ties: Vec::new(),
            rapports: Vec::new(),
        };
        for (about, claims) in &asked {
            beliefs.take(snapshot, about, claims);
        }
        beliefs
    }

    fn take(&mut self, snapshot: &Snapshot, about: &About<'_>, claims: &[&Claim]) {
        let discount = |claim: &Claim| former_holder_discount(snapshot, claim);
        let evidence = weigh(claims, &self.question, discount);
        match *about {
            About::Level(axis, person) => {
                let belief = pooled_level(axis, &evidence, &self.question);
                self.levels.insert((axis, person), belief);
            }
            About::Role(axis, person, role) => {
                let held = yes_no::pool(&evidence);
                self.roles.entry((axis, person)).or_default().push(RoleBelief { role: role.clone(), held });
            }
            About::Tie(from, to, kind) => {
                let Some(kind) = presets().tie_kind(kind) else { return };
                let exists = yes_no::pool(&evidence);
                self.ties.push(TieBelief { from, to, kind, exists, strength: strength(&evidence, kind) });
            }
            About::Rapport(member, person, wanted) => {
                let belief = Some(pooled_level(Axis::Rapport, &evidence, &self.question));
                match self.rapports.last_mut() {
                    Some(last) if (last.member, last.person) == (member, person) => last.wanted = belief,
                    _ if wanted => self.rapports.push(RapportBelief { member, person, now: None, wanted: belief }),
                    _ => self.rapports.push(RapportBelief { member, person, now: belief, wanted: None }),
                }
            }
        }
    }

    /// What was asked.
    pub fn question(&self) -> Question {
        self.question
    }

    /// Where a person stands, −1 to 1; none where nobody said anything.
    pub fn stance(&self, person: PersonId) -> Option<&LevelBelief> {
        self.level(Axis::Stance, person)
    }

    /// How much weight a person has, 0 to 1.
    pub fn influence(&self, person: PersonId) -> Option<&LevelBelief> {
        self.level(Axis::Influence, person)
    }

    /// How readily a person takes up what is new, 0 to 1.
    pub fn adaptability(&self, person: PersonId) -> Option<&LevelBelief> {
        self.level(Axis::Adaptability, person)
    }

    /// What is believed about a person on this axis of levels: stance, influence, status or adaptability.
    pub fn level(&self, axis: Axis, person: PersonId) -> Option<&LevelBelief> {
        self.levels.get(&(axis, person))
    }

    /// The roles of a person that a claim speaks for, the most probable first.
    pub fn roles(&self, person: PersonId) -> Vec<&RoleBelief> {
        self.held(Axis::Role, person)
    }

    /// The orientations of a person that a claim speaks for, the most probable first.
    pub fn orientations(&self, person: PersonId) -> Vec<&RoleBelief> {
        self.held(Axis::Orientation, person)
    }

    fn held(&self, axis: Axis, person: PersonId) -> Vec<&RoleBelief> {
        let all = self.roles.get(&(axis, person)).map(Vec::as_slice).unwrap_or_default();
        let mut roles: Vec<&RoleBelief> = all.iter().filter(|role| role.held.is_claimed()).collect();
        roles.sort_by(|one, other| {
            other.held.probability.total_cmp(&one.held.probability).then_with(|| one.role.cmp(&other.role))
        });
        roles
    }

    /// All ties that a claim speaks for or against, in the order of ids.
    pub fn ties(&self) -> &[TieBelief] {
        &self.ties
    }

    /// All rapports of ours, by member and person.
    pub fn rapports(&self) -> &[RapportBelief] {
        &self.rapports
    }
}

impl<'a> About<'a> {
    fn of(claim: &'a Claim) -> Option<Self> {
        Some(match &claim.statement {
            Statement::Stance { person, .. } => Self::Level(Axis::Stance, *person),
            Statement::Influence { person, .. } => Self::Level(Axis::Influence, *person),
            Statement::Status { person, .. } => Self::Level(Axis::Status, *person),
            Statement::Adaptability { person, .. } => Self::Level(Axis::Adaptability, *person),
            Statement::Role { person, value, .. } => Self::Role(Axis::Role, *person, value),
            Statement::Orientation { person, value } => Self::Role(Axis::Orientation, *person, value),
            Statement::Tie { from, to, tie, .. } => {
                let mutual = presets().tie_kind(tie).is_some_and(|kind| kind.mutual);
                let (from, to) = if mutual && to < from { (to, from) } else { (from, to) };
                Self::Tie(*from, *to, tie)
            }
            Statement::Rapport { member, person, wanted, .. } => Self::Rapport(*member, *person, *wanted),
            Statement::Worry { .. } | Statement::Goal { .. } | Statement::Note { .. } | Statement::Cause { .. } => {
                return None;
            }
        })
    }
}

fn pooled_level(axis: Axis, evidence: &[Evidence<'_>], question: &Question) -> LevelBelief {
    let levels = if axis == Axis::Stance { &STANCE_LEVELS } else { &SHARE_LEVELS };
    level::pool(evidence, levels, question.on, |one| match &one.claim.statement {
        Statement::Stance { value, .. }
        | Statement::Influence { value, .. }
        | Statement::Status { value, .. }
        | Statement::Adaptability { value, .. }
        | Statement::Rapport { value, .. } => value.canonical(axis),
        _ => None,
    })
}

/// Influence and role go with the post as much as with the person: what was observed before the holder came counts a quarter.
fn former_holder_discount(snapshot: &Snapshot, claim: &Claim) -> f64 {
    let (Statement::Influence { person, .. } | Statement::Role { person, .. }) = &claim.statement else { return 1.0 };
    let came = snapshot.tenures_of_person(*person).next().and_then(|tenure| tenure.span.from);
    if came.is_some_and(|came| claim.observed_on < came) { 0.25 } else { 1.0 }
}

fn strength(evidence: &[Evidence<'_>], kind: &TieKind) -> f64 {
    let claimed = evidence.iter().filter(|one| one.is_pooled() && yes_no::holds(one.claim)).filter_map(|one| {
        let Statement::Tie { strength: Some(strength), .. } = &one.claim.statement else { return None };
        Some((one.weight, *strength))
    });
    let (weight, sum) = claimed.fold((0.0, 0.0), |(weight, sum), (one, strength)| (weight + one, sum + one * strength));
    if weight > 0.0 { sum / weight } else { kind.strength }
}
