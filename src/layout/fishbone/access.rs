//! F5 触达: a rib for each way to one person, from one of ours over people who know each other, with how sure each step is.
//!
//! In a quiet period there is no path, and the picture says why; people who must be left alone are on nobody's way.

use super::about::{About, reference, shown};
use super::bones::{Bones, Head, Look, Note, Rib, Tone, Twig};
use crate::analysis::ground::Ground;
use crate::analysis::path::{Access as Ways, AccessOptions, AccessPath, access};
use crate::analysis::quiet::Begins;
use crate::analysis::reliability::ReliabilityOptions;
use crate::analysis::telling::paths::official_rank;
use crate::analysis::watch::Watch;
use crate::graph::access::{Access, Place, StepBasis};
use crate::graph::people::People;
use crate::layout::marks::Mark;
use crate::model::id::{MemberId, PersonId};
use crate::model::person::Person;

/// The most ways that are drawn.
const MOST: usize = 6;
/// Draws for the chance that at least one way holds, where it cannot be computed exactly: enough for whole per cents.
const DRAWS: usize = 4096;

pub(super) fn bones(about: &About<'_>, person: &Person) -> Bones {
    let mut bones = Bones { head: head(about, person), ..Bones::default() };
    if about.is_quiet_for(person.id) {
        bones.notes.push(Note { mark: Mark::Forbidden, words: quiet_words(about) });
        return bones;
    }
    let found = about.ground().and_then(|ground| {
        let graph = Access::of(People::of(about.snapshot), &ground.beliefs);
        let ways = ways(ground, &graph, person.id)?;
        Some((graph, ways))
    });
    let routes = found.as_ref().map_or_else(Vec::new, |(_, ways)| routes(ways));
    let Some((graph, ways)) = found.as_ref().filter(|_| !routes.is_empty()) else {
        let words = about
            .words
            .pick(
                "没有已知的路径：我方没有人认识此人，也没有人认识认识此人的人。",
                "No way is known: nobody of ours knows this person, or anybody who does.",
            )
            .to_owned();
        bones.notes.push(Note { mark: Mark::Question, words });
        return bones;
    };
    let overall = percent(ways.overall.chance);
    bones.head.lines.push(format!("{} {overall}%", about.words.pick("至少一条走通", "at least one way holds")));
    let ribs: Vec<Rib> = routes.iter().map(|route| rib(about, graph, ways, route)).collect();
    bones.deal_out(ribs);
    // A way runs from the end of its rib to the spine, on both sides.
    bones.below.iter_mut().for_each(|rib| rib.twigs.reverse());
    bones
}

fn head(about: &About<'_>, person: &Person) -> Head {
    let mut lines = vec![about.post_of(person.id)];
    lines.retain(|line| !line.is_empty());
    let words = match about.language {
        crate::layout::scene::Language::Zh => format!("如何见到{}？", shown(&person.name)),
        crate::layout::scene::Language::En => format!("How do we reach {}?", shown(&person.name)),
    };
    Head { words, lines, reference: Some(reference("person", person.id.0)), ..Head::default() }
}

fn quiet_words(about: &About<'_>) -> String {
    match about.quiet() {
        Some(quiet) => about.words.quiet_period(quiet),
        None => about
            .words
            .pick(
                "静默期：此人参与的另一项目正在招标，不给触达路径。",
                "Quiet period of another deal in which this person has a say: no path is given.",
            )
            .to_owned(),
    }
}

/// The ways to the person over everybody who may be contacted.
fn ways(ground: &Ground<'_>, graph: &Access, person: PersonId) -> Option<Ways> {
    let open = ground.quiet.open_steps(graph, Begins::Anybody);
    let options = AccessOptions {
        next: MOST - 1,
        reliability: ReliabilityOptions { draws: DRAWS, ..ReliabilityOptions::default() },
    };
    // Nothing stops this work, and the graph holds chances only.
    let wanted = official_rank(ground, person);
    // Equal rank 对等 at the last step decides between paths that are as good as each other.
    let preference = |node: u32| match graph.place(node) {
        Place::Person(via) => u32::from(wanted.is_some() && official_rank(ground, via) == wanted),
        Place::Us | Place::Member(_) => 0,
    };
    access(&open, Access::US, graph.node(person)?, &preference, &options, &Watch::none()).ok()
}

/// Ways that share nobody come first, since they stand for each other; then the next best ones.
fn routes(ways: &Ways) -> Vec<&AccessPath> {
    let mut routes: Vec<&AccessPath> = ways.disjoint.iter().collect();
    for path in &ways.paths {
        if routes.iter().all(|known| known.nodes != path.nodes) {
            routes.push(path);
        }
    }
    routes.truncate(MOST);
    routes
}

fn percent(chance: f64) -> u8 {
    (chance * 100.0).round().clamp(0.0, 100.0) as u8
}

fn rib(about: &About<'_>, graph: &Access, ways: &Ways, route: &AccessPath) -> Rib {
    let is_best = ways.paths.first().is_some_and(|best| best.nodes == route.nodes);
    let stands_alone = ways.disjoint.iter().any(|path| path.nodes == route.nodes);
    let mut member = None;
    let mut twigs = Vec::new();
    for step in route.nodes.windows(2) {
        let chance = graph.step(step[0], step[1]);
        match (graph.place(step[0]), graph.place(step[1])) {
            (_, Place::Member(own)) => member = Some(own),
            (Place::Member(own), _) => twigs.push(ours(about, own, chance)),
            (Place::Person(via), _) => twigs.push(theirs(about, via, chance)),
            (Place::Us, _) => {}
        }
    }
    let name = member.map_or_else(String::new, |member| about.member_name(member));
    let name = match route.nodes.len() {
        0..=3 => name,
        _ => format!("{name} {}", about.words.pick("转介", "by others")),
    };
    let chance = format!("{} {}%", about.words.pick("走通", "holds"), percent(route.reliability));
    let note = match (is_best, stands_alone) {
        (true, _) => format!("{} · {chance}", about.words.pick("最稳", "surest")),
        (false, true) => format!("{} · {chance}", about.words.pick("独立的另一条", "of its own")),
        (false, false) => chance,
    };
    Rib { name, note, tone: if is_best { Tone::Strong } else { Tone::Plain }, twigs, ..Rib::default() }
}

fn step_mark(chance: Option<(f64, StepBasis)>) -> Option<Mark> {
    chance.map(|(chance, _)| Mark::Chance(percent(chance)))
}

/// One of ours, who knows the next on the way.
fn ours(about: &About<'_>, member: MemberId, chance: Option<(f64, StepBasis)>) -> Twig {
    Twig {
        marks: step_mark(chance).into_iter().collect(),
        words: about.member_name(member),
        note: basis(about, chance),
        look: Look::Card,
        ..Twig::default()
    }
}

/// One of theirs on the way, who knows the next one.
fn theirs(about: &About<'_>, person: PersonId, chance: Option<(f64, StepBasis)>) -> Twig {
    let mut marks: Vec<Mark> = step_mark(chance).into_iter().collect();
    marks.push(Mark::of_stance(about.stance(person)));
    let note = [about.title_of(person), basis(about, chance)].into_iter().filter(|part| !part.is_empty());
    Twig {
        reference: Some(reference("person", person.0)),
        marks,
        words: about.person_name(person),
        note: note.collect::<Vec<_>>().join(" · "),
        look: about.look_of(person),
        leaves: Vec::new(),
    }
}

/// What a step rests on: our rapport, or a tie between two of theirs.
fn basis(about: &About<'_>, chance: Option<(f64, StepBasis)>) -> String {
    match chance {
        Some((_, StepBasis::Rapport(_))) => about.words.pick("我方客情", "our rapport").to_owned(),
        Some((_, StepBasis::Tie(at))) => {
            let tie = about.beliefs().and_then(|beliefs| beliefs.ties().get(at));
            tie.map_or_else(String::new, |tie| about.language.pick(&tie.kind.zh, &tie.kind.en).to_owned())
        }
        _ => String::new(),
    }
}
