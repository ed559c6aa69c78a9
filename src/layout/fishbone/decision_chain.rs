//! F1 决策链: a rib for each unit that has a say, nearest the award who weighs most; people as cards, with what we know of
//! them and what we do not. Below the spine stand those outside the account.

use std::collections::BTreeMap;

use super::about::{About, reference, shown};
use super::bones::{Bones, Head, Leaf, Note, Rib, Tone, Twig};
use crate::analysis::gaps::deciding;
use crate::analysis::ground::sitting;
use crate::belief::LevelBelief;
use crate::layout::marks::Mark;
use crate::layout::title_block::Known;
use crate::model::claim::{Claim, Statement, Subject};
use crate::model::deal::Deal;
use crate::model::id::{PersonId, UnitId};
use crate::model::seat::Seat;
use crate::model::unit::{OutsideKind, Unit};

/// The most cards on a rib; what is left out is counted.
const MOST: usize = 5;
/// The most claims under a card.
const MOST_CLAIMS: usize = 2;

/// Somebody in the chain.
#[derive(Debug, Default, Clone, Copy)]
struct Say {
    votes: u32,
    veto: bool,
    /// The weight of his or her say, by seats and role: it orders people, and the ribs towards the head.
    weight: u32,
}

/// Draws up the chain; says also of how many of its people the stance is known.
pub(super) fn bones(about: &About<'_>, deal: &Deal) -> (Bones, Known) {
    let chain = chain(about, deal);
    let units = units(about, &chain);
    let mut bones = Bones {
        head: Head {
            words: about.words.pick("定标", "Award").to_owned(),
            lines: [shown(&deal.name)]
                .into_iter()
                .chain(deal.award_on.map(|day| format!("{} {day}", about.words.pick("计划", "planned"))))
                .collect(),
            reference: Some(reference("deal", deal.id.0)),
            ..Head::default()
        },
        sides: Some(
            [about.words.pick("客户决策线", "the customer's line"), about.words.pick("外部影响", "outside influence")]
                .map(ToOwned::to_owned),
        ),
        ..Bones::default()
    };
    let mut known = Known { known: 0, of: 0 };
    let mut inside: Vec<(u32, Rib)> = Vec::new();
    for (unit, people) in units {
        known.of += people.len();
        known.known +=
            people.iter().filter(|(person, _)| about.stance(*person).is_some_and(LevelBelief::is_known)).count();
        let weight = people.iter().map(|(_, say)| say.weight).max().unwrap_or(0);
        let rib = rib(about, unit, &people, weight);
        if unit.outside.is_some() { bones.below.push(rib) } else { inside.push((weight, rib)) }
    }
    inside.sort_by_key(|(weight, _)| *weight);
    bones.above = inside.into_iter().map(|(_, rib)| rib).collect();
    bones.notes.extend(about.quiet_note());
    let vacant = seats(about, deal).filter(|seat| sitting(about.snapshot, seat).is_none()).count();
    if vacant > 0 {
        bones.notes.push(Note { mark: Mark::Question, words: vacancies(about, vacant) });
    }
    if seats(about, deal).next().is_none() {
        let words = about.words.pick(
            "这个项目还没有决策席位，图中只有已知角色的人。",
            "This deal has no seats yet: the picture shows only people whose role is known.",
        );
        bones.notes.push(Note { mark: Mark::Question, words: words.to_owned() });
    }
    (bones, known)
}

fn vacancies(about: &About<'_>, count: usize) -> String {
    match about.language {
        crate::layout::scene::Language::Zh => format!("{count} 个决策席位不知由谁坐。"),
        crate::layout::scene::Language::En if count == 1 => {
            "Nobody knows who sits on one seat of the decision.".to_owned()
        }
        crate::layout::scene::Language::En => format!("Nobody knows who sits on {count} seats of the decision."),
    }
}

fn seats<'a>(about: &'a About<'_>, deal: &'a Deal) -> impl Iterator<Item = &'a Seat> {
    let of_deal = |seat: &&Seat| about.snapshot.stage(seat.stage).is_some_and(|stage| stage.deal == deal.id);
    about.snapshot.records().seats.iter().map(AsRef::as_ref).filter(of_deal)
}

/// Those who sit, those who are believed to decide or to play a role, and those outside of whom anything was said.
fn chain(about: &About<'_>, deal: &Deal) -> BTreeMap<PersonId, Say> {
    let mut chain: BTreeMap<PersonId, Say> = BTreeMap::new();
    for seat in seats(about, deal) {
        let Some(person) = sitting(about.snapshot, seat) else { continue };
        let say = chain.entry(person).or_default();
        say.votes = say.votes.max(seat.votes);
        say.veto |= seat.veto;
        say.weight = say.weight.max(if seat.veto { 40 } else { 20 } + seat.votes.min(9));
    }
    let roles =
        about.snapshot.records().persons.iter().filter_map(|person| Some((person.id, about.role_of(person.id)?)));
    for (person, role) in roles {
        let weight = match role {
            'D' => 15,
            'A' => 12,
            'E' => 9,
            'I' => 6,
            _ => 3,
        };
        chain.entry(person).or_default().weight += weight;
    }
    if let Some(ground) = about.ground() {
        for person in deciding(ground) {
            chain.entry(person).or_default();
        }
    }
    for claim in about.claims() {
        for person in claim.statement.persons() {
            if unit_of(about, person).is_some_and(|unit| unit.outside.is_some()) {
                chain.entry(person).or_default();
            }
        }
    }
    chain
}

fn unit_of<'a>(about: &About<'a>, person: PersonId) -> Option<&'a Unit> {
    let tenure = about.snapshot.tenures_of_person(person).next()?;
    about.snapshot.unit(about.snapshot.post(tenure.post)?.unit)
}

/// The units of the chain as the organisation ranks them, each with its people, who weighs most first.
fn units<'a>(about: &About<'a>, chain: &BTreeMap<PersonId, Say>) -> Vec<(&'a Unit, Vec<(PersonId, Say)>)> {
    let mut people: BTreeMap<UnitId, Vec<(PersonId, Say)>> = BTreeMap::new();
    for (person, say) in chain {
        if let Some(unit) = unit_of(about, *person) {
            people.entry(unit.id).or_default().push((*person, *say));
        }
    }
    let mut ordered = Vec::new();
    let mut open: Vec<&Unit> = about.snapshot.root_units().collect();
    open.reverse();
    while let Some(unit) = open.pop() {
        if let Some(mut own) = people.remove(&unit.id) {
            own.sort_by_key(|(person, say)| (std::cmp::Reverse(say.weight), *person));
            ordered.push((unit, own));
        }
        let under: Vec<&Unit> = about.snapshot.units_under(unit.id).collect();
        open.extend(under.into_iter().rev());
    }
    ordered
}

fn rib(about: &About<'_>, unit: &Unit, people: &[(PersonId, Say)], weight: u32) -> Rib {
    let seats = people.iter().filter(|(_, say)| say.votes > 0).count();
    let note = match (unit.outside, seats) {
        (Some(kind), _) => outside(about, kind).to_owned(),
        (None, 0) => String::new(),
        (None, seats) => match about.language {
            crate::layout::scene::Language::Zh => format!("{seats} 个席位"),
            crate::layout::scene::Language::En if seats == 1 => "1 seat".to_owned(),
            crate::layout::scene::Language::En => format!("{seats} seats"),
        },
    };
    let tone = match unit.outside {
        Some(_) => Tone::Outside,
        None if weight >= 40 => Tone::Strong,
        None => Tone::Plain,
    };
    let twigs = people.iter().map(|(person, say)| card(about, *person, say)).collect();
    let rib = Rib { name: shown(&unit.name), note, tone, reference: Some(reference("unit", unit.id.0)), twigs };
    rib.limited(MOST, |count| about.words.more(count))
}

fn outside<'a>(about: &About<'_>, kind: OutsideKind) -> &'a str {
    match kind {
        OutsideKind::Superior => about.language.pick("上级单位", "superior body"),
        OutsideKind::ExpertPanel => about.language.pick("专家", "experts"),
        OutsideKind::Agent => about.language.pick("代理机构", "agent"),
        OutsideKind::Integrator => about.language.pick("集成商", "integrator"),
        OutsideKind::Rival => about.language.pick("竞争对手", "rival"),
        OutsideKind::Other => about.language.pick("外部单位", "outside body"),
    }
}

fn card(about: &About<'_>, person: PersonId, say: &Say) -> Twig {
    let mut marks = about.marks_of(person);
    if say.veto {
        marks.push(Mark::Veto);
    }
    let mut leaves: Vec<Leaf> = coverage(about, person).into_iter().collect();
    leaves.extend(claims(about, person));
    if !about.is_quiet_for(person) && !about.stance(person).is_some_and(LevelBelief::is_known) {
        let words = about.words.pick("支持、反对还是观望？", "for, against, or undecided?").to_owned();
        leaves.push(Leaf { mark: Some(Mark::Question), words, reference: None });
    }
    Twig {
        reference: Some(reference("person", person.0)),
        marks,
        words: about.person_name(person),
        note: about.title_of(person),
        look: about.look_of(person),
        leaves,
    }
}

/// Who of ours knows the person best.
fn coverage(about: &About<'_>, person: PersonId) -> Option<Leaf> {
    let (level, member) = about.rapport_of(person)?;
    Some(Leaf { mark: Some(Mark::Rapport(level)), words: about.member_name(member), reference: None })
}

/// The newest worries and goals of the person.
fn claims(about: &About<'_>, person: PersonId) -> Vec<Leaf> {
    let said = |claim: &&Claim| match &claim.statement {
        Statement::Worry { about: Subject::Person(who), text }
        | Statement::Goal { about: Subject::Person(who), text } => {
            (*who == person).then(|| (claim.id, text.clone(), matches!(claim.statement, Statement::Worry { .. })))
        }
        _ => None,
    };
    let leaf = |(id, text, is_worry): (crate::model::id::ClaimId, String, bool)| {
        let word =
            if is_worry { about.words.pick("顾虑：", "worry: ") } else { about.words.pick("目标：", "goal: ") };
        Leaf { mark: None, words: format!("{word}{}", shown(&text)), reference: Some(reference("claim", id.0)) }
    };
    about.claims().iter().filter_map(said).take(MOST_CLAIMS).map(leaf).collect()
}
