//! Doubts: what we believe of people with weight on little, old or contradictory evidence, each with what would settle it.

use super::about::{About, reference};
use super::bones::{Leaf, Look, Twig};
use crate::analysis::gaps::deciding;
use crate::analysis::ground::Ground;
use crate::belief::{Counts, LevelBelief, Sureness};
use crate::layout::marks::Mark;
use crate::layout::scene::Language;
use crate::model::id::PersonId;

/// Influence from which on a person has weight without a seat.
const WEIGHTY: f64 = 0.5;

/// Why a belief is in doubt, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// Nothing is known.
    Unknown,
    /// Claims contradict each other.
    Contradicted,
    /// Its confidence has halved since the last claim.
    Stale,
    /// It rests on little.
    Weak,
}

/// A twig for each doubt about where people with weight stand, who weighs most first.
pub(super) fn doubts(about: &About<'_>) -> Vec<(PersonId, Twig)> {
    let Some(ground) = about.ground() else { return Vec::new() };
    let deciding = deciding(ground);
    let influence = |person: PersonId| {
        let belief = ground.beliefs.influence(person).filter(|belief| belief.is_known());
        belief.map_or(0.0, |belief| belief.claimed.unwrap_or(belief.estimate))
    };
    let has_weight = |person: &PersonId| deciding.contains(person) || influence(*person) >= WEIGHTY;
    let mut people: Vec<PersonId> = ground.influence.people.ids().iter().copied().filter(has_weight).collect();
    people.sort_by(|one, other| {
        let seat = |person: PersonId| {
            let seats = || ground.seats_of(person);
            (seats().any(|seated| seated.seat.veto), seats().next().is_some(), deciding.contains(&person))
        };
        (seat(*other).cmp(&seat(*one))).then(influence(*other).total_cmp(&influence(*one))).then(one.cmp(other))
    });
    let doubted = people.into_iter().filter_map(|person| Some((person, doubt_about(about, ground, person)?)));
    doubted.map(|(person, doubt)| (person, twig(about, person, doubt))).collect()
}

/// The gravest doubt about where somebody stands. Of those without a seat only what was known once is doubted.
fn doubt_about(about: &About<'_>, ground: &Ground<'_>, person: PersonId) -> Option<Doubt> {
    let Some(belief) = about.stance(person) else {
        return ground.seats_of(person).next().map(|_| Doubt::Unknown);
    };
    if belief.claims.iter().any(|claim| claim.counts == Counts::Against) {
        return Some(Doubt::Contradicted);
    }
    match (belief.stale, belief.sureness) {
        (true, _) => Some(Doubt::Stale),
        (false, Sureness::Unknown) => Some(Doubt::Unknown),
        (false, Sureness::Weak) => Some(Doubt::Weak),
        (false, Sureness::Fair) => None,
    }
}

fn twig(about: &About<'_>, person: PersonId, doubt: Doubt) -> Twig {
    let belief = about.stance(person);
    let name = about.person_name(person);
    let words = match (doubt, about.language) {
        (Doubt::Unknown, Language::Zh) => format!("{name}的态度未知"),
        (Doubt::Unknown, Language::En) => format!("Where {name} stands is unknown"),
        (Doubt::Contradicted, Language::Zh) => format!("关于{name}态度的说法互相矛盾"),
        (Doubt::Contradicted, Language::En) => format!("What is said of {name}'s stance contradicts itself"),
        (Doubt::Stale, Language::Zh) => format!("{name}的态度情报已陈旧"),
        (Doubt::Stale, Language::En) => format!("What we know of {name}'s stance is stale"),
        (Doubt::Weak, Language::Zh) => format!("{name}的态度依据弱"),
        (Doubt::Weak, Language::En) => format!("{name}'s stance rests on little"),
    };
    let settled = Leaf { mark: Some(Mark::Question), words: settles(about, person, doubt), reference: None };
    Twig {
        reference: Some(reference("person", person.0)),
        marks: vec![Mark::Computed, Mark::of_stance(belief)],
        words,
        note: belief.map_or_else(String::new, |belief| evidence(about, belief)),
        look: Look::Plain,
        leaves: vec![settled],
    }
}

/// How many claims there are, and of which day the last one is.
fn evidence(about: &About<'_>, belief: &LevelBelief) -> String {
    let claims = match (belief.claims.len(), about.language) {
        (count, Language::Zh) => format!("{count} 条情报"),
        (1, Language::En) => "1 claim".to_owned(),
        (count, Language::En) => format!("{count} claims"),
    };
    let sure = format!("{} {:.0}%", about.words.pick("把握", "confidence"), belief.confidence * 100.0);
    let last = belief.latest.map(|day| format!("{} {day}", about.words.pick("最近", "last")));
    [Some(claims), Some(sure), last].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What would settle the doubt; nobody is to be asked in a quiet period.
fn settles(about: &About<'_>, person: PersonId, doubt: Doubt) -> String {
    if about.is_quiet_for(person) {
        return about.words.pick("静默期后再核实", "to be settled after the quiet period").to_owned();
    }
    let who = about.rapport_of(person).filter(|(level, _)| *level > 1).map(|(_, member)| about.member_name(member));
    match (doubt, who, about.language) {
        (Doubt::Unknown, Some(who), Language::Zh) => format!("请{who}当面了解：支持、反对还是观望？"),
        (Doubt::Unknown, Some(who), Language::En) => format!("let {who} ask: for, against, or undecided?"),
        (Doubt::Unknown, None, _) => about.words.pick("支持、反对还是观望？", "for, against, or undecided?").to_owned(),
        (Doubt::Contradicted, ..) => {
            about.words.pick("由第三个独立来源核实", "settled by a third, independent source").to_owned()
        }
        (Doubt::Stale, Some(who), Language::Zh) => format!("请{who}重新确认"),
        (Doubt::Stale, Some(who), Language::En) => format!("settled when {who} confirms it anew"),
        (Doubt::Stale, None, _) => about.words.pick("需要一条新的情报", "settled by one fresh claim").to_owned(),
        (Doubt::Weak, Some(who), Language::Zh) => format!("请{who}核实，或再找一个独立来源"),
        (Doubt::Weak, Some(who), Language::En) => format!("settled by {who}, or by one more independent source"),
        (Doubt::Weak, None, _) => {
            about.words.pick("再要一个独立来源", "settled by one more independent source").to_owned()
        }
    }
}
