//! F4 对策型: from the goal at the left to the means: a rib for each lever, with its actions, owners and days.

use super::about::{About, reference, shown};
use super::bones::{Bones, Head, HeadSide, Leaf, Look, Note, Rib, Tone, Twig};
use super::levers::{Lever, lever_of};
use crate::layout::marks::Mark;
use crate::model::action::Action;
use crate::model::cause::Cause;
use crate::model::deal::Deal;

/// The most twigs on a rib; what is left out is counted.
const MOST: usize = 6;

pub(super) fn bones(about: &About<'_>, deal: &Deal) -> Bones {
    let records = about.snapshot.records();
    let mut actions: Vec<&Action> =
        records.actions.iter().filter(|action| action.deal == deal.id).map(AsRef::as_ref).collect();
    actions.sort_by_key(|action| (action.done_on.is_some(), action.due_on.is_none(), action.due_on, action.id));
    let all = actions.len();
    let is_quiet = about.quiet().is_some();
    actions.retain(|action| action.done_on.is_some() || !is_quiet);
    let withheld = all - actions.len();
    let causes: Vec<&Cause> = records
        .causes
        .iter()
        .filter(|cause| cause.deal == deal.id && cause.parent.is_none())
        .map(AsRef::as_ref)
        .collect();
    let mut levers: Vec<Lever> =
        actions.iter().map(|action| lever_of(action.lever.as_deref().unwrap_or_default())).collect();
    levers.extend(causes.iter().map(|cause| lever_of(&cause.rib)));
    levers.sort();
    levers.dedup();
    let rib = |lever: &Lever| {
        let own: Vec<&&Action> =
            actions.iter().filter(|action| lever_of(action.lever.as_deref().unwrap_or_default()) == *lever).collect();
        let mut twigs: Vec<Twig> = own.iter().map(|action| twig(about, action)).collect();
        let against = causes.iter().filter(|cause| lever_of(&cause.rib) == *lever);
        let open: Vec<Twig> = against.map(|cause| answerless(about, cause)).collect();
        let is_answered = !twigs.is_empty();
        if !is_answered && !is_quiet {
            twigs.extend(open);
        }
        let note = match own.len() {
            0 => about.words.pick("尚无行动", "no action yet").to_owned(),
            count => counted(about, count, own.iter().filter(|action| action.done_on.is_some()).count()),
        };
        let tone = if is_answered { Tone::Plain } else { Tone::Quiet };
        Rib { name: lever.name(about.language), note, tone, twigs, reference: None }
            .limited(MOST, |count| about.words.more(count))
    };
    let ribs: Vec<Rib> = levers.iter().map(rib).collect();
    let mut bones = Bones {
        head: Head {
            words: about.words.pick("如何赢？", "How do we win?").to_owned(),
            lines: vec![shown(&deal.name)],
            side: HeadSide::Left,
            reference: Some(reference("deal", deal.id.0)),
        },
        ..Bones::default()
    };
    bones.notes.extend(about.quiet_note());
    if withheld > 0 {
        bones.notes.push(Note { mark: Mark::Forbidden, words: about.words.withheld(withheld) });
    } else if all == 0 {
        let words = about.words.pick("这个项目还没有行动。", "This deal has no actions yet.").to_owned();
        bones.notes.push(Note { mark: Mark::Question, words });
    }
    bones.deal_out(ribs);
    bones
}

fn counted(about: &About<'_>, count: usize, done: usize) -> String {
    match about.language {
        crate::layout::scene::Language::Zh => format!("{count} 项行动，完成 {done}"),
        crate::layout::scene::Language::En if count == 1 => format!("1 action, {done} done"),
        crate::layout::scene::Language::En => format!("{count} actions, {done} done"),
    }
}

/// An action with owner, day and what it should change.
pub(super) fn twig(about: &About<'_>, action: &Action) -> Twig {
    let words = about.words;
    let is_late = action.done_on.is_none() && action.due_on.zip(about.day).is_some_and(|(due, today)| due < today);
    let mark = match action.done_on {
        Some(_) => Mark::Done,
        None if is_late => Mark::Late,
        None => Mark::Open,
    };
    let day = match (action.done_on, action.due_on) {
        (Some(day), _) => words.done_on(day),
        (None, Some(day)) => words.due_on(day),
        (None, None) => words.pick("未定日期", "no day set").to_owned(),
    };
    let owner =
        action.owner.map_or_else(|| words.pick("无人负责", "nobody yet").to_owned(), |owner| about.member_name(owner));
    let mut leaves: Vec<Leaf> = Vec::new();
    leaves.extend(
        action
            .expected_change
            .as_deref()
            .map(|change| Leaf { words: format!("→ {}", shown(change)), ..Leaf::default() }),
    );
    if action.done_on.is_none() && action.due_on.is_some_and(|due| about.is_quiet_on(due)) {
        let words = words.pick("到期日在静默期内，须改期", "due in a quiet period: move it").to_owned();
        leaves.push(Leaf { mark: Some(Mark::Late), words, reference: None });
    }
    Twig {
        reference: Some(reference("action", action.id.0)),
        marks: vec![mark],
        words: shown(&action.text),
        note: format!("{owner} · {day}"),
        look: Look::Plain,
        leaves,
    }
}

/// A cause that no action answers yet.
fn answerless(about: &About<'_>, cause: &Cause) -> Twig {
    Twig {
        reference: Some(reference("cause", cause.id.0)),
        marks: vec![Mark::Question],
        words: shown(&cause.text),
        note: about.words.pick("有原因，尚无对策", "a cause without an answer").to_owned(),
        look: Look::Faint,
        leaves: Vec::new(),
    }
}
