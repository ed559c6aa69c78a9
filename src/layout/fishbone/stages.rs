//! F2 采购阶段: a pair of ribs for each stage; above who keeps its gate, below what we do in the open, with today marked.

use super::about::{About, reference, shown};
use super::bones::{Bones, Head, Joints, Look, Note, Progress, Rib, Tone, Twig};
use crate::layout::legend::Entry;
use crate::layout::marks::Mark;
use crate::layout::scene::{Dash, Ink, Stroke};
use crate::model::action::Action;
use crate::model::deal::Deal;
use crate::model::id::{PersonId, StageId};
use crate::model::seat::{Seat, Sitter};
use crate::model::stage::Stage;
use crate::model::stage_template::{StageTemplate, TemplateStage, stage_template};
use crate::model::time::Day;
use crate::model::touch::Touch;

/// The most twigs on a rib; what is left out is counted.
const MOST: usize = 4;
/// The same where we stand.
const MOST_NOW: usize = 7;

/// A stage of the deal, or of its template where the deal has no stages yet.
struct Gate<'a> {
    stage: Option<&'a Stage>,
    template: Option<&'static TemplateStage>,
}

pub(super) fn bones(about: &About<'_>, deal: &Deal) -> Bones {
    let template = deal.template.as_deref().and_then(stage_template);
    let gates = gates(about, deal, template);
    let done = gates.iter().take_while(|gate| gate.done_on().is_some()).count();
    let mut bones = Bones {
        head: Head {
            words: template.map_or_else(
                || about.words.pick("签约", "Contract").to_owned(),
                |template| template.goal.pick(about.language).to_owned(),
            ),
            lines: head_lines(about, deal),
            reference: Some(reference("deal", deal.id.0)),
            ..Head::default()
        },
        joints: Joints::InPairs,
        sides: Some(
            [about.words.pick("谁把关", "who keeps the gate"), about.words.pick("我方公开可做", "ours, in the open")]
                .map(ToOwned::to_owned),
        ),
        ..Bones::default()
    };
    let mut before = None;
    for (at, gate) in gates.iter().enumerate() {
        bones.above.push(above(about, gate, at, done));
        bones.below.push(below(about, deal, gate, (before, at, done)));
        before = gate.done_on().or(gate.planned_on()).or(before);
    }
    let quiet: Vec<bool> = gates.iter().map(|gate| gate.is_quiet(about, template)).collect();
    if quiet.contains(&true) {
        let stroke = Stroke { ink: Ink::Accent, width: 5.0, dash: Dash::Dotted };
        bones.entries.push(Entry::line(
            stroke,
            about.words.pick("静默期：不接触采购人一侧", "quiet period: no contact with the buyer's side"),
        ));
    }
    bones.progress = Some(Progress { done, today: about.words.today(about.day), quiet });
    bones.notes.extend(about.quiet_note());
    if gates.is_empty() {
        bones.notes.push(Note {
            mark: Mark::Question,
            words: about
                .words
                .pick(
                    "这个项目还没有阶段，也没有选用已知的阶段模板。",
                    "This deal has no stages yet, and names no known stage template.",
                )
                .to_owned(),
        });
    }
    bones
}

fn head_lines(about: &About<'_>, deal: &Deal) -> Vec<String> {
    let mut lines = vec![shown(&deal.name)];
    lines.extend(deal.award_on.map(|day| format!("{} {day}", about.words.pick("定标计划", "award planned"))));
    lines
}

/// The stages of the deal in order; those of the template where it has none.
fn gates<'a>(about: &About<'a>, deal: &Deal, template: Option<&'static StageTemplate>) -> Vec<Gate<'a>> {
    let mut stages: Vec<&Stage> =
        about.snapshot.records().stages.iter().filter(|stage| stage.deal == deal.id).map(AsRef::as_ref).collect();
    stages.sort_by_key(|stage| (stage.order, stage.id));
    if stages.is_empty() {
        let of_template = template.map_or(&[][..], |template| &template.stages);
        return of_template.iter().map(|stage| Gate { stage: None, template: Some(stage) }).collect();
    }
    let gate = |stage: &'a Stage| Gate {
        stage: Some(stage),
        template: template.and_then(|template| template.stage(&stage.name)),
    };
    stages.into_iter().map(gate).collect()
}

impl Gate<'_> {
    fn done_on(&self) -> Option<Day> {
        self.stage.and_then(|stage| stage.done_on)
    }

    fn planned_on(&self) -> Option<Day> {
        self.stage.and_then(|stage| stage.planned_on)
    }

    /// Whether nobody contacts the buyer's side in this stage: the template says so, or the day on which it ends does.
    fn is_quiet(&self, about: &About<'_>, template: Option<&StageTemplate>) -> bool {
        let by_template = template.zip(self.template);
        by_template.is_some_and(|(template, own)| template.quiet_stages().contains(&own.id.as_str()))
            || self.done_on().or(self.planned_on()).is_some_and(|day| about.is_quiet_on(day))
    }

    /// Whether those who sit here evaluate bids, whose names are not for us before the award.
    fn hides_names(&self) -> bool {
        self.done_on().is_none()
            && self
                .template
                .is_some_and(|stage| ["evaluation", "consultation", "argument"].contains(&stage.id.as_str()))
    }
}

fn above(about: &About<'_>, gate: &Gate<'_>, at: usize, done: usize) -> Rib {
    let words = about.words;
    let name = match (gate.template, gate.stage) {
        (Some(template), _) => template.name(about.language).to_owned(),
        (None, stage) => stage.map_or_else(String::new, |stage| shown(&stage.name)),
    };
    let is_past = |day: Day| about.day.is_some_and(|today| day < today);
    let note = match (gate.done_on(), gate.planned_on()) {
        (Some(day), _) => words.done_on(day),
        (None, Some(day)) if is_past(day) => words.late_since(day),
        (None, Some(day)) => words.planned_on(day),
        (None, None) => String::new(),
    };
    let tone = match at {
        at if at < done => Tone::Quiet,
        at if at == done => Tone::Strong,
        _ => Tone::Plain,
    };
    let mut twigs = gate.stage.map_or_else(Vec::new, |stage| seats(about, stage.id, gate.hides_names()));
    let keepers = gate.template.map_or(&[][..], |template| &template.gate_keepers);
    twigs.extend(keepers.iter().map(|keeper| Twig {
        marks: keeper.role.chars().next().map(Mark::Role).into_iter().collect(),
        words: keeper.pick(about.language).to_owned(),
        look: Look::Faint,
        ..Twig::default()
    }));
    if twigs.is_empty() {
        let words = words.pick("把关人未知", "gate-keeper unknown").to_owned();
        twigs.push(Twig { marks: vec![Mark::Question], words, look: Look::Faint, ..Twig::default() });
    }
    let id = gate.stage.map(|stage| reference("stage", stage.id.0));
    Rib { name: format!("{} {name}", at + 1), note, tone, reference: id, twigs }
        .limited(MOST, |count| words.more(count))
}

/// The people in the seats of a stage, as cards; vacant seats too.
fn seats(about: &About<'_>, stage: StageId, hides_names: bool) -> Vec<Twig> {
    let records = about.snapshot.records();
    let seats: Vec<&Seat> = records.seats.iter().filter(|seat| seat.stage == stage).map(AsRef::as_ref).collect();
    if hides_names && !seats.is_empty() {
        let words = match about.language {
            crate::layout::scene::Language::Zh => format!("{} 个席位，定标前不记姓名", seats.len()),
            crate::layout::scene::Language::En => format!("{} seats; no names before the award", seats.len()),
        };
        return vec![Twig { marks: vec![Mark::Forbidden], words, look: Look::Faint, ..Twig::default() }];
    }
    let mut ordered = seats;
    ordered.sort_by_key(|seat| (!seat.veto, std::cmp::Reverse(seat.votes), seat.id));
    ordered.into_iter().flat_map(|seat| seat_twigs(about, seat)).collect()
}

fn seat_twigs(about: &About<'_>, seat: &Seat) -> Vec<Twig> {
    let vacant = |words: &str, note: String| Twig {
        reference: Some(reference("seat", seat.id.0)),
        marks: seat.veto.then_some(Mark::Veto).into_iter().chain([Mark::Question]).collect(),
        words: words.to_owned(),
        note,
        look: Look::Vacant,
        leaves: Vec::new(),
    };
    let people = match seat.sitter {
        None => return vec![vacant(about.words.pick("席位空缺", "Seat vacant"), String::new())],
        Some(Sitter::Person(person)) => vec![person],
        Some(Sitter::Post(post)) => {
            let holders: Vec<_> = about.snapshot.tenures_of_post(post).map(|tenure| tenure.person).collect();
            if holders.is_empty() {
                let title = about.snapshot.post(post).map_or("", |post| post.title.as_str());
                return vec![vacant(about.words.pick("岗位空缺", "Post vacant"), shown(title))];
            }
            holders
        }
    };
    let card = |person: PersonId| Twig {
        reference: Some(reference("person", person.0)),
        marks: about.marks_of(person).into_iter().chain(seat.veto.then_some(Mark::Veto)).collect(),
        words: about.person_name(person),
        note: about.title_of(person),
        look: about.look_of(person),
        leaves: Vec::new(),
    };
    people.into_iter().map(card).collect()
}

fn below(about: &About<'_>, deal: &Deal, gate: &Gate<'_>, (before, at, done): (Option<Day>, usize, usize)) -> Rib {
    let end = gate.done_on().or(gate.planned_on());
    let is_within = |day: Day| before.is_none_or(|before| before < day) && end.is_none_or(|end| day <= end);
    let records = about.snapshot.records();
    let (mut twigs, mut contacts) = (Vec::new(), Vec::new());
    // Without days nobody can say to which stage a touch or an action belongs.
    if end.is_some() {
        let touches = records.touches.iter().filter(|touch| touch.deal == Some(deal.id) && is_within(touch.on));
        let mut touches: Vec<&Touch> = touches.map(AsRef::as_ref).collect();
        touches.sort_by_key(|touch| (std::cmp::Reverse(touch.on), touch.id));
        let actions = records.actions.iter().filter(|action| action.deal == deal.id);
        // What should have been done by now is shown where we stand.
        let due = |action: &&Action| match (action.done_on, action.due_on) {
            (Some(day), _) => is_within(day),
            (None, Some(day)) => is_within(day) || (at == done && before.is_some_and(|before| day <= before)),
            (None, None) => at == done,
        };
        let mut actions: Vec<&Action> = actions.map(AsRef::as_ref).filter(due).collect();
        actions.sort_by_key(|action| (action.done_on.is_some(), action.due_on, action.id));
        let is_quiet = about.quiet().is_some();
        twigs.extend(
            actions
                .into_iter()
                .filter(|action| action.done_on.is_some() || !is_quiet)
                .map(|action| super::win_plan::twig(about, action)),
        );
        contacts.extend(touches.into_iter().map(|touch| touch_twig(about, touch)));
    }
    // What is due comes first where we stand; elsewhere what happened does.
    let of_template = gate.template.map_or_else(Vec::new, |template| template_twigs(about, template, at, done));
    if at == done {
        twigs.extend(of_template);
        twigs.extend(contacts);
    } else {
        twigs.extend(contacts);
        twigs.extend(of_template);
    }
    let reference = gate.stage.map(|stage| reference("stage", stage.id.0));
    let rib = Rib { tone: Tone::Bare, reference, twigs, ..Rib::default() };
    rib.limited(if at == done { MOST_NOW } else { MOST }, |count| about.words.more(count))
}

fn touch_twig(about: &About<'_>, touch: &Touch) -> Twig {
    let people: Vec<String> = touch.persons.iter().map(|person| about.person_name(*person)).collect();
    let people = people.join(about.words.pick("、", ", "));
    let what = touch.outcome.as_deref().or(touch.channel.as_deref()).unwrap_or_default();
    let note =
        [touch.on.to_string(), people].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    Twig {
        reference: Some(reference("touch", touch.id.0)),
        marks: vec![Mark::Touch],
        words: shown(what),
        note,
        ..Twig::default()
    }
}

/// What the template says: what has to be known by now, our lawful steps, what nobody may do.
fn template_twigs(about: &About<'_>, template: &TemplateStage, at: usize, done: usize) -> Vec<Twig> {
    let twig = |mark: Mark, words: &str| Twig {
        marks: vec![mark],
        words: words.to_owned(),
        look: Look::Faint,
        ..Twig::default()
    };
    let mut twigs = Vec::new();
    if at < done {
        twigs.push(twig(Mark::Done, template.output.pick(about.language)));
    }
    if at == done {
        twigs.extend(
            template
                .exit
                .iter()
                .map(|criterion| twig(Mark::Question, about.language.pick(&criterion.zh, &criterion.en))),
        );
    }
    if at >= done {
        twigs.extend(template.steps.iter().map(|step| twig(Mark::Step, step.pick(about.language))));
        twigs.extend(template.forbidden.iter().take(1).map(|act| twig(Mark::Forbidden, act.pick(about.language))));
    }
    twigs
}
