//! F3 原因型: why the deal may be lost, on eight ribs in a fixed order: causes entered by hand, causes that were claimed,
//! and what the map itself shows to be missing.

use std::collections::BTreeMap;

use super::about::{About, reference, shown};
use super::bones::{Bones, Head, Leaf, Look, Note, Rib, Tone, Twig};
use super::doubts::doubts;
use super::levers::{Lever, lever_of};
use crate::analysis::coverage::Coverage;
use crate::analysis::gaps::{Gap, GapKind, Severity, gaps};
use crate::layout::marks::Mark;
use crate::model::cause::Cause;
use crate::model::claim::Statement;
use crate::model::deal::Deal;
use crate::model::id::{CauseId, PersonId};

/// The most twigs on a rib; what is left out is counted.
const MOST: usize = 5;
/// The most explanations under a cause.
const MOST_LEAVES: usize = 4;

pub(super) fn bones(about: &About<'_>, deal: &Deal) -> Bones {
    let mut twigs: BTreeMap<Lever, Vec<Twig>> = Lever::known().map(|lever| (lever, Vec::new())).collect();
    let causes: Vec<&Cause> =
        about.snapshot.records().causes.iter().filter(|cause| cause.deal == deal.id).map(AsRef::as_ref).collect();
    let is_root = |cause: &&&Cause| cause.parent.is_none_or(|parent| causes.iter().all(|other| other.id != parent));
    let mut roots: Vec<&&Cause> = causes.iter().filter(is_root).collect();
    roots.sort_by(|a, b| b.chance.unwrap_or(0.0).total_cmp(&a.chance.unwrap_or(0.0)).then(a.id.cmp(&b.id)));
    for cause in roots {
        twigs.entry(lever_of(&cause.rib)).or_default().push(cause_twig(about, cause, &causes));
    }
    for claim in about.claims() {
        if let Statement::Cause { rib, text } = &claim.statement {
            let twig = Twig {
                reference: Some(reference("claim", claim.id.0)),
                words: shown(text),
                note: about.provenance(claim),
                ..Twig::default()
            };
            twigs.entry(lever_of(rib)).or_default().push(twig);
        }
    }
    let (doubted, doubtful): (Vec<PersonId>, Vec<Twig>) = doubts(about).into_iter().unzip();
    let mut is_computed = !doubtful.is_empty();
    for (lever, twig) in of_gaps(about, &doubted) {
        is_computed = true;
        twigs.entry(lever).or_default().push(twig);
    }
    let mut ribs: Vec<Rib> = twigs.into_iter().map(|(lever, twigs)| rib(about, &lever, twigs)).collect();
    if !doubtful.is_empty() {
        // Opposite the rib of people, which comes first.
        let name = about.words.pick("人：存疑", "Doubts").to_owned();
        let doubts = Rib { name, twigs: doubtful, ..Rib::default() };
        ribs.insert(1, doubts.limited(MOST, |count| about.words.more(count)));
    }
    let mut bones = Bones {
        head: Head {
            words: about.words.pick("为什么可能丢标？", "Why may we lose?").to_owned(),
            lines: vec![shown(&deal.name)],
            reference: Some(reference("deal", deal.id.0)),
            ..Head::default()
        },
        ..Bones::default()
    };
    bones.notes.extend(about.quiet_note());
    if causes.is_empty() {
        let words = if is_computed {
            about.words.pick(
                "还没有人写下原因；下面只有地图推算出的缺口。",
                "Nobody has entered a cause yet: below stand only the gaps that the map shows.",
            )
        } else {
            about.words.pick("还没有人写下原因。", "Nobody has entered a cause yet.")
        };
        bones.notes.push(Note { mark: Mark::Question, words: words.to_owned() });
    }
    bones.deal_out(ribs);
    bones
}

fn rib(about: &About<'_>, lever: &Lever, mut twigs: Vec<Twig>) -> Rib {
    let tone = if twigs.is_empty() { Tone::Quiet } else { Tone::Plain };
    if twigs.is_empty() {
        let words = about.words.pick("尚未查找", "not looked at yet").to_owned();
        twigs.push(Twig { words, look: Look::Faint, ..Twig::default() });
    }
    Rib { name: lever.name(about.language), tone, twigs, ..Rib::default() }
        .limited(MOST, |count| about.words.more(count))
}

fn percent(chance: f64) -> Mark {
    Mark::Chance((chance * 100.0).round().clamp(0.0, 100.0) as u8)
}

/// A cause with what explains it, down to where one can act.
fn cause_twig(about: &About<'_>, cause: &Cause, causes: &[&Cause]) -> Twig {
    let graded: Vec<String> = cause
        .claims
        .iter()
        .filter_map(|id| about.snapshot.claims().find(|claim| claim.id == *id))
        .map(|claim| about.provenance(claim))
        .collect();
    let note = match graded.split_first() {
        None => about.words.pick("无情报支撑", "no claim behind it").to_owned(),
        Some((first, [])) => first.clone(),
        Some((first, rest)) => format!("{first} +{}", rest.len()),
    };
    let mut leaves = Vec::new();
    explain(cause.id, causes, 0, &mut leaves);
    if leaves.len() > MOST_LEAVES {
        let count = leaves.len() - MOST_LEAVES + 1;
        leaves.truncate(MOST_LEAVES - 1);
        leaves.push(Leaf { words: about.words.more(count), ..Leaf::default() });
    }
    Twig {
        reference: Some(reference("cause", cause.id.0)),
        marks: cause.chance.map(percent).into_iter().collect(),
        words: shown(&cause.text),
        note,
        look: Look::Plain,
        leaves,
    }
}

/// The causes under a cause, depth first; deeper ones are set off by a sign.
fn explain(of: CauseId, causes: &[&Cause], depth: usize, leaves: &mut Vec<Leaf>) {
    // Causes cannot explain themselves; the bound only guards rows edited by hand.
    if depth > 8 {
        return;
    }
    let mut under: Vec<&&Cause> = causes.iter().filter(|cause| cause.parent == Some(of)).collect();
    under.sort_by(|a, b| b.chance.unwrap_or(0.0).total_cmp(&a.chance.unwrap_or(0.0)).then(a.id.cmp(&b.id)));
    for cause in under {
        leaves.push(Leaf {
            reference: Some(reference("cause", cause.id.0)),
            mark: cause.chance.map(percent),
            words: format!("{}{}", "› ".repeat(depth), shown(&cause.text)),
        });
        explain(cause.id, causes, depth + 1, leaves);
    }
}

/// What the map shows to be missing; what weighs little is left to the list of gaps, and what is already doubted is not
/// said twice.
fn of_gaps(about: &About<'_>, doubted: &[PersonId]) -> Vec<(Lever, Twig)> {
    let Some(ground) = about.ground() else { return Vec::new() };
    let coverage = Coverage::of(ground);
    let place = |gap: &Gap| match gap.kind {
        GapKind::DeciderUnknown | GapKind::SeatVacant => lever_of("流程"),
        _ => lever_of("人"),
    };
    let twig = |gap: &Gap| Twig {
        reference: gap
            .person
            .map(|person| reference("person", person.0))
            .or_else(|| gap.seat.map(|seat| reference("seat", seat.0))),
        marks: vec![Mark::Computed],
        words: gap.sentence(ground, about.language),
        look: Look::Faint,
        ..Twig::default()
    };
    let is_said =
        |gap: &Gap| gap.kind == GapKind::WeakBelief && gap.person.is_some_and(|person| doubted.contains(&person));
    let weighty = gaps(ground, &coverage).into_iter().filter(|gap| gap.severity < Severity::Low && !is_said(gap));
    weighty.map(|gap| (place(&gap), twig(&gap))).collect()
}
