//! F6 个人: what moves one person, from graded claims about work alone, with a rib for each kind of reason.

use super::about::{About, reference, shown};
use super::bones::{Bones, Head, Leaf, Look, Note, Rib, Tone, Twig};
use crate::layout::marks::Mark;
use crate::model::claim::{Claim, Statement, Subject};
use crate::model::id::PersonId;
use crate::model::person::Person;
use crate::model::preset::{TieGroup, presets};
use crate::model::scale::Axis;

/// The most twigs on a rib; what is left out is counted.
const MOST: usize = 5;

/// The reasons, in their fixed order.
const RIBS: [(&str, &str); 6] = [
    ("目标", "Goals"),
    ("压力与顾虑", "Pressure and worries"),
    ("如何判断", "How he or she decides"),
    ("既往与往来", "Past projects and contacts"),
    ("听取谁的意见", "Whom he or she heeds"),
    ("态度线索", "What was said of the stance"),
];

pub(super) fn bones(about: &About<'_>, person: &Person) -> Bones {
    let mut twigs: [Vec<Twig>; 6] = Default::default();
    for claim in about.claims() {
        if let Some((rib, twig)) = claim_twig(about, claim, person.id) {
            twigs[rib].push(twig);
        }
    }
    twigs[3].extend(touches(about, person.id));
    let stance = Mark::of_stance(about.stance(person.id));
    let mut bones = Bones {
        head: Head {
            words: match about.language {
                crate::layout::scene::Language::Zh => format!("{}为何会改变态度？", shown(&person.name)),
                crate::layout::scene::Language::En => format!("What would move {}?", shown(&person.name)),
            },
            lines: [
                about.post_of(person.id),
                format!("{}{}", about.words.pick("现在：", "now: "), stance.reading(about.language)),
            ]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
            reference: Some(reference("person", person.id.0)),
            ..Head::default()
        },
        ..Bones::default()
    };
    if about.is_quiet_for(person.id) {
        let words = about.words.pick(
            "静默期内：不接触此人，图中不给接触建议。",
            "Quiet period: no contact with this person, and no advice on it here.",
        );
        bones.notes.push(Note { mark: Mark::Forbidden, words: words.to_owned() });
    }
    let empty = twigs.iter().filter(|twigs| twigs.is_empty()).count();
    if empty == twigs.len() {
        let words = about.words.pick("还没有关于此人的线索。", "Nothing has been noted of this person yet.").to_owned();
        bones.notes.push(Note { mark: Mark::Question, words });
    }
    let ribs =
        RIBS.into_iter().zip(twigs).map(|((zh, en), twigs)| rib(about, about.words.pick(zh, en), twigs)).collect();
    bones.deal_out(ribs);
    bones
}

fn rib(about: &About<'_>, name: &str, mut twigs: Vec<Twig>) -> Rib {
    let tone = if twigs.is_empty() { Tone::Quiet } else { Tone::Plain };
    if twigs.is_empty() {
        let words = about.words.pick("尚无线索", "nothing known yet").to_owned();
        twigs.push(Twig { marks: vec![Mark::Question], words, look: Look::Faint, ..Twig::default() });
    }
    Rib { name: name.to_owned(), tone, twigs, ..Rib::default() }.limited(MOST, |count| about.words.more(count))
}

/// Where a claim about the person belongs, and how it reads; none for what is not about him or her, or not about work.
fn claim_twig(about: &About<'_>, claim: &Claim, person: PersonId) -> Option<(usize, Twig)> {
    let is_about = |subject: &Subject| *subject == Subject::Person(person);
    let (rib, marks, words) = match &claim.statement {
        Statement::Goal { about: subject, text } if is_about(subject) => (0, vec![], shown(text)),
        Statement::Worry { about: subject, text } if is_about(subject) => (1, vec![], shown(text)),
        Statement::Note { about: subject, text } if is_about(subject) => (3, vec![], shown(text)),
        Statement::Orientation { person: who, value } if *who == person => (
            2,
            vec![],
            format!("{}{}", about.words.pick("看重：", "decides by: "), about.level(Axis::Orientation, value)),
        ),
        Statement::Adaptability { person: who, value } if *who == person => (
            2,
            vec![],
            format!(
                "{}{}",
                about.words.pick("对新事物：", "towards what is new: "),
                about.level(Axis::Adaptability, value)
            ),
        ),
        Statement::Status { person: who, value } if *who == person => (2, vec![], about.level(Axis::Status, value)),
        Statement::Stance { person: who, value } if *who == person => {
            (5, vec![stance_said(value.canonical(Axis::Stance))], about.level(Axis::Stance, value))
        }
        Statement::Tie { from, to, tie, holds, .. } => tie_words(about, person, (*from, *to), tie, *holds)?,
        _ => return None,
    };
    let twig = Twig {
        reference: Some(reference("claim", claim.id.0)),
        marks,
        words,
        note: about.provenance(claim),
        look: Look::Plain,
        leaves: contradiction(about, claim),
    };
    Some((rib, twig))
}

/// One claim's word on a stance, before any pooling.
fn stance_said(value: Option<f64>) -> Mark {
    value.map_or(Mark::StanceUnknown, |value| {
        Mark::Stance((value * 2.0).round().clamp(-2.0, 2.0) as i8, crate::layout::marks::Firmness::Fair)
    })
}

fn contradiction(about: &About<'_>, claim: &Claim) -> Vec<Leaf> {
    let Some(other) = claim.contradicts.and_then(|id| about.snapshot.claims().find(|claim| claim.id == id)) else {
        return Vec::new();
    };
    let words = format!("{}{}", about.words.pick("与另一条相反：", "against another: "), about.provenance(other));
    vec![Leaf { words, ..Leaf::default() }]
}

/// Ties of work and of the market only: family and private ties are no reason that anybody may work with.
fn tie_words(
    about: &About<'_>,
    person: PersonId,
    (from, to): (PersonId, PersonId),
    tie: &str,
    holds: bool,
) -> Option<(usize, Vec<Mark>, String)> {
    let kind = presets().tie_kinds().iter().find(|kind| kind.id == tie)?;
    let is_work = matches!(kind.group, TieGroup::View | TieGroup::WorkHistory | TieGroup::Market);
    if kind.off || !is_work || (from != person && to != person) || !holds {
        return None;
    }
    let (other, word) = if from == person {
        (to, about.language.pick(&kind.zh, &kind.en))
    } else {
        let (zh, en) = (kind.inverse_zh.as_deref().unwrap_or(&kind.zh), kind.inverse_en.as_deref().unwrap_or(&kind.en));
        (from, about.language.pick(zh, en))
    };
    let rib = if kind.group == TieGroup::WorkHistory { 3 } else { 4 };
    let marks = about.marks_of(other).into_iter().take(1).collect();
    Some((rib, marks, format!("{word}{}{}", about.words.pick("：", ": "), about.person_name(other))))
}

/// What was talked about with the person, newest first.
fn touches(about: &About<'_>, person: PersonId) -> Vec<Twig> {
    let mut touches: Vec<_> =
        about.snapshot.records().touches.iter().filter(|touch| touch.persons.contains(&person)).collect();
    touches.sort_by_key(|touch| (std::cmp::Reverse(touch.on), touch.id));
    let twig = |touch: &std::sync::Arc<crate::model::touch::Touch>| {
        let ours: Vec<String> = touch.members.iter().map(|member| about.member_name(*member)).collect();
        Twig {
            reference: Some(reference("touch", touch.id.0)),
            marks: vec![Mark::Touch],
            words: shown(touch.outcome.as_deref().or(touch.channel.as_deref()).unwrap_or_default()),
            note: format!("{} · {}", touch.on, ours.join(about.words.pick("、", ", "))),
            ..Twig::default()
        }
    };
    touches.into_iter().map(twig).collect()
}
