//! Gaps: what is missing in our knowledge of who decides, each with its weight, what it is about, and one sentence.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::coverage::Coverage;
use super::ground::{Ground, Seated};
use crate::belief::Sureness;
use crate::model::id::{PersonId, SeatId, StageId};
use crate::model::language::Language;
use crate::model::seat::Sitter;
use crate::model::stage::Rule;

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// Nobody knows who decides: a seat without a name, or a deal without a seat.
    DeciderUnknown,
    /// The post that has the seat is vacant.
    SeatVacant,
    /// Who decides is against us.
    OpposedDecider,
    /// Nobody of ours knows the person better than having met 接触.
    Uncovered,
    /// What is believed of a seat's stance is unknown or weak.
    WeakBelief,
    /// What was known of the stance has lost half of its confidence.
    Stale,
    /// One of ours only knows the person.
    SingleThread,
}

/// How much a gap weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = GapSeverity)]
pub enum Severity {
    /// The decision can fail by it alone: a veto, a sole decider, an unknown decider.
    High,
    /// A vote.
    Medium,
    /// Worth mending.
    Low,
}

/// Something missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// How much it weighs.
    pub severity: Severity,
    /// What is missing.
    pub kind: GapKind,
    /// The person it is about.
    pub person: Option<PersonId>,
    /// The seat it is about.
    pub seat: Option<SeatId>,
    /// The stage it is about.
    pub stage: Option<StageId>,
}

/// Stance at and below which somebody is against us.
pub const OPPOSED: f64 = -0.25;

/// Levels of the role scales that decide or approve.
const DECIDING_ROLES: [&str; 6] = ["D", "A", "decision_maker", "approver", "economic", "decides"];

/// What is missing on this ground: the heaviest first, then by kind and id. People are those who sit, those who are believed to decide or to
/// approve, and where neither is known, the heads.
pub fn gaps(ground: &Ground<'_>, coverage: &Coverage) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if ground.deal.is_some() && ground.seats.is_empty() {
        gaps.push(Gap {
            severity: Severity::High,
            kind: GapKind::DeciderUnknown,
            person: None,
            seat: None,
            stage: None,
        });
    }
    for seated in &ground.seats {
        gaps.extend(of_seat(ground, seated));
    }
    let people: BTreeSet<PersonId> = deciding(ground);
    for person in people {
        of_person(ground, coverage, person, &mut gaps);
    }
    gaps.sort_unstable();
    gaps.dedup();
    gaps
}

/// Those on whom the decision rests, as far as anything is known.
pub fn deciding(ground: &Ground<'_>) -> BTreeSet<PersonId> {
    let mut people: BTreeSet<PersonId> = ground.seats.iter().filter_map(|seated| seated.person).collect();
    for person in ground.influence.people.ids() {
        let decides = |role: &crate::belief::RoleBelief| {
            role.held.probability >= 0.5 && DECIDING_ROLES.contains(&role.role.level.as_str())
        };
        if ground.beliefs.roles(*person).into_iter().any(decides) {
            people.insert(*person);
        }
    }
    if people.is_empty() {
        people.extend(ground.levels.iter().filter(|(_, level)| **level == 0).map(|(person, _)| *person));
    }
    people
}

/// Can the stage fail by this seat alone?
fn is_decisive(seated: &Seated<'_>) -> bool {
    seated.seat.veto || matches!(seated.stage.rule, Rule::Sole | Rule::Consensus)
}

fn of_seat(ground: &Ground<'_>, seated: &Seated<'_>) -> Option<Gap> {
    let severity = if is_decisive(seated) { Severity::High } else { Severity::Medium };
    let gap =
        |kind| Gap { severity, kind, person: seated.person, seat: Some(seated.seat.id), stage: Some(seated.stage.id) };
    let Some(person) = seated.person else {
        let vacant = matches!(seated.seat.sitter, Some(Sitter::Post(_)));
        return Some(gap(if vacant { GapKind::SeatVacant } else { GapKind::DeciderUnknown }));
    };
    let sureness = ground.beliefs.stance(person).map_or(Sureness::Unknown, |stance| stance.sureness);
    (sureness < Sureness::Fair).then(|| gap(GapKind::WeakBelief))
}

fn of_person(ground: &Ground<'_>, coverage: &Coverage, person: PersonId, gaps: &mut Vec<Gap>) {
    let decisive = ground.seats_of(person).any(is_decisive);
    let mut add = |severity, kind| gaps.push(Gap { severity, kind, person: Some(person), seat: None, stage: None });
    match coverage.reached_by(person) {
        0 => add(if decisive { Severity::High } else { Severity::Medium }, GapKind::Uncovered),
        1 => add(Severity::Low, GapKind::SingleThread),
        _ => {}
    }
    if let Some(stance) = ground.beliefs.stance(person) {
        if stance.is_known() && stance.estimate <= OPPOSED {
            add(if decisive { Severity::High } else { Severity::Medium }, GapKind::OpposedDecider);
        }
        if stance.stale {
            add(Severity::Low, GapKind::Stale);
        }
    }
}

impl Gap {
    /// The gap in one sentence.
    pub fn sentence(&self, ground: &Ground<'_>, language: Language) -> String {
        let name = self.person.and_then(|person| ground.snapshot.person(person)).map(|person| person.name.as_str());
        let name = name.unwrap_or(language.pick("某人", "somebody"));
        let stage = self.stage.and_then(|stage| ground.snapshot.stage(stage)).map(|stage| stage.name.as_str());
        let stage = stage.unwrap_or(language.pick("该项目", "this deal"));
        match (self.kind, language) {
            (GapKind::DeciderUnknown, Language::Zh) => format!("“{stage}”由谁决定尚不清楚。"),
            (GapKind::DeciderUnknown, Language::En) => format!("Nobody knows yet who decides “{stage}”."),
            (GapKind::SeatVacant, Language::Zh) => format!("“{stage}”的一个席位所在岗位空缺。"),
            (GapKind::SeatVacant, Language::En) => format!("A seat of “{stage}” belongs to a vacant post."),
            (GapKind::OpposedDecider, Language::Zh) => format!("{name}参与决定，而且反对我方。"),
            (GapKind::OpposedDecider, Language::En) => format!("{name} has a say and is against us."),
            (GapKind::Uncovered, Language::Zh) => format!("我方没有人与{name}的关系超过“接触”。"),
            (GapKind::Uncovered, Language::En) => format!("Nobody of ours knows {name} better than having met."),
            (GapKind::WeakBelief, Language::Zh) => format!("{name}在“{stage}”有席位，但其态度我们没有把握。"),
            (GapKind::WeakBelief, Language::En) => {
                format!("{name} has a seat in “{stage}”, and we are not sure where he or she stands.")
            }
            (GapKind::Stale, Language::Zh) => format!("关于{name}态度的情报已经过时，把握不到当初的一半。"),
            (GapKind::Stale, Language::En) => {
                format!("What we knew of {name}'s stance has faded to less than half of its confidence.")
            }
            (GapKind::SingleThread, Language::Zh) => format!("我方只有一个人了解{name}。"),
            (GapKind::SingleThread, Language::En) => format!("Only one of ours knows {name}."),
        }
    }
}
