//! Reasons: the ties, seats and lines that carry a person's place, strongest first, each with its claims.

use serde::Serialize;
use utoipa::ToSchema;

use crate::analysis::ground::{Ground, Seated};
use crate::graph::influence::{Arc, Basis};
use crate::model::id::{ClaimId, PersonId, SeatId};
use crate::model::language::Language;
use crate::model::line::LineKind;

/// What a reason is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// A seat in a decision still to come.
    Seat,
    /// A tie by which the person influences somebody.
    Tie,
    /// Formal authority over others.
    Line,
}

/// Why a person stands where he or she does.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Reason {
    /// What it is.
    pub kind: ReasonKind,
    /// How strong it is, 0 to 1.
    pub strength: f64,
    /// In one sentence.
    pub text: String,
    /// The seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<SeatId>,
    /// The other people concerned; of many, the first hundred by id. The sentence tells how many there are.
    pub people: Vec<PersonId>,
    /// The claims behind it.
    pub claims: Vec<ClaimId>,
}

/// How many people a reason names.
const MOST_PEOPLE: usize = 100;

/// The strongest reasons for a person's place, at most so many: seats before ties of equal strength, then formal authority.
pub fn reasons(ground: &Ground<'_>, person: PersonId, most: usize, language: Language) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = ground.seats_of(person).map(|seated| seat(ground, seated, language)).collect();
    let Some(node) = ground.influence.people.node(person) else { return reasons };
    let mine: Vec<&Arc> = ground.influence.arcs.iter().filter(|arc| arc.from == node).collect();
    reasons.extend(mine.iter().filter_map(|arc| tie(ground, arc, language)));
    reasons.extend(authority(ground, &mine, language));
    reasons.sort_by(|one, other| other.strength.total_cmp(&one.strength).then(one.kind.cmp(&other.kind)));
    reasons.truncate(most);
    reasons
}

fn seat(ground: &Ground<'_>, seated: &Seated<'_>, language: Language) -> Reason {
    let votes = seated.seat.votes;
    // Without a deal in question, stages of several deals may be called alike.
    let deal = ground.snapshot.deal(seated.stage.deal).filter(|_| ground.deal.is_none());
    let stage = deal.map_or_else(|| seated.stage.name.clone(), |deal| format!("{} · {}", deal.name, seated.stage.name));
    let counted = if votes == 1 { "1 vote".to_owned() } else { format!("{votes} votes") };
    let text = match (seated.seat.veto, language) {
        (true, Language::Zh) => format!("在“{stage}”有否决权，{votes} 票"),
        (true, Language::En) => format!("holds a veto in “{stage}”, with {counted}"),
        (false, Language::Zh) => format!("在“{stage}”有 {votes} 票"),
        (false, Language::En) => format!("has {counted} in “{stage}”"),
    };
    Reason {
        kind: ReasonKind::Seat,
        strength: if seated.seat.veto { 1.0 } else { 0.9 },
        text,
        seat: Some(seated.seat.id),
        people: Vec::new(),
        claims: Vec::new(),
    }
}

fn tie(ground: &Ground<'_>, arc: &Arc, language: Language) -> Option<Reason> {
    let Basis::Tie(at) = arc.basis else { return None };
    let belief = &ground.beliefs.ties()[at];
    let other = ground.influence.people.id(arc.to);
    let name = |person| ground.snapshot.person(person).map_or("?", |person| person.name.as_str());
    let (from, to) = (name(belief.from), name(belief.to));
    let chance = (arc.probability * 100.0).round();
    let text = match language {
        Language::Zh => format!("{from}　{}　{to}（{chance}%）", belief.kind.zh),
        Language::En => format!("{from} {} {to} ({chance} %)", belief.kind.en),
    };
    Some(Reason {
        kind: ReasonKind::Tie,
        strength: arc.weight(),
        text,
        seat: None,
        people: vec![other],
        claims: belief.exists.claims.iter().map(|weighed| weighed.claim).collect(),
    })
}

/// All people under somebody's command as one reason.
fn authority(ground: &Ground<'_>, mine: &[&Arc], language: Language) -> Option<Reason> {
    let commanded =
        |arc: &&&Arc| matches!(arc.basis, Basis::Line(_, LineKind::Solid | LineKind::Oversees | LineKind::Dual));
    let mut people: Vec<PersonId> =
        mine.iter().filter(commanded).map(|arc| ground.influence.people.id(arc.to)).collect();
    people.sort_unstable();
    people.dedup();
    let strength = mine.iter().filter(commanded).map(|arc| arc.weight()).max_by(f64::total_cmp)?;
    let number = people.len();
    let text = match language {
        Language::Zh => format!("直接领导或分管 {number} 人"),
        Language::En if number == 1 => "commands one person directly".to_owned(),
        Language::En => format!("commands {number} people directly"),
    };
    people.truncate(MOST_PEOPLE);
    Some(Reason { kind: ReasonKind::Line, strength, text, seat: None, people, claims: Vec::new() })
}
