//! Deals on the axis: stages as knots on a track, their names on stairs above it, contacts below it.

use super::axis::Axis;
use super::{HEADING, NAMES, NOTES, SMALL, Used, line, named, one_line};
use crate::font::{display_text, width};
use crate::layout::diagram::{DiagramInput, DiagramOptions};
use crate::layout::marks::{Mark, SIZE};
use crate::layout::scene::{Dash, Group, Ink, Item, Language, Rectangle, Reference, Role, Stroke, write_line};
use crate::layout::title_block::MARGIN;
use crate::model::deal::Deal;
use crate::model::stage::Stage;
use crate::model::time::Day;
use crate::model::touch::Touch;

/// The height of a step of the stairs on which names stand.
const STEP: f32 = 15.0;
/// Names that would stand higher are left out; their knots still say them to the ear.
const MOST_STEPS: usize = 8;
/// Contacts nearer than this are counted as one mark.
const TOGETHER: f32 = 40.0;

/// Draws each deal from `y` down; returns what is drawn, and how high it is.
pub(super) fn draw(
    input: &DiagramInput<'_>,
    options: &DiagramOptions,
    axis: &Axis,
    y: f32,
    used: &mut Used,
) -> (Vec<Item>, f32) {
    let records = input.snapshot.records();
    let mut deals: Vec<&Deal> = records
        .deals
        .iter()
        .map(AsRef::as_ref)
        .filter(|deal| options.deal.is_none_or(|asked| asked == deal.id))
        .collect();
    deals.sort_by(|one, other| {
        let key = |deal: &Deal| (deal.award_on.is_none(), deal.award_on);
        key(one).cmp(&key(other)).then_with(|| one.name.cmp(&other.name)).then(one.id.cmp(&other.id))
    });
    let mut items = Vec::new();
    let mut at = y;
    for deal in deals {
        let (group, height) = draw_deal(input, options.language, deal, axis, at, used);
        items.push(Item::Group(group));
        at += height;
    }
    (items, at - y)
}

/// A stage in its place.
struct Knot<'a> {
    stage: &'a Stage,
    name: String,
    day: Day,
    x: f32,
    /// The step on which its name stands, from 1; none when there is no room.
    step: Option<usize>,
}

fn draw_deal(
    input: &DiagramInput<'_>,
    language: Language,
    deal: &Deal,
    axis: &Axis,
    y: f32,
    used: &mut Used,
) -> (Group, f32) {
    let knots = knots(input, deal, axis);
    let steps = knots.iter().filter_map(|knot| knot.step).max().unwrap_or(0);
    let track = y + 22.0 + steps as f32 * STEP;
    let (left, right) = axis.ends();
    let mut items =
        vec![line((left, track), (right, track), Stroke { ink: Ink::Hierarchy, width: 1.6, dash: Dash::Long })];
    let name = display_text(&deal.name).into_owned();
    let cut = one_line(&mut items, &name, (MARGIN, track + 4.5), NAMES - 16.0, HEADING);
    for quiet in &deal.quiet_periods {
        let (from, until) =
            (quiet.span.from.map_or(left, |day| axis.x(day)), quiet.span.until.map_or(right, |day| axis.x(day)));
        if until > from {
            used.quiet = true;
            items.push(line(
                (from, track),
                (until, track),
                Stroke { ink: Ink::Accent, width: 5.0, dash: Dash::Dotted },
            ));
        }
    }
    for knot in &knots {
        items.push(draw_knot(knot, track, language, used));
    }
    if let Some(award) = deal.award_on {
        let words = format!("{} {award}", language.pick("定标", "award"));
        one_line(&mut items, &words, (right + 14.0, track + 4.0), NOTES - 14.0, SMALL);
    }
    let touched = draw_touches(input, deal, axis, track, used);
    let has_touches = !touched.is_empty();
    items.extend(touched);
    let height = track - y + if has_touches { 44.0 } else { 26.0 };
    let group = Group {
        reference: Some(Reference { kind: "deal", id: deal.id.0 }),
        role: Some(Role::Group),
        label: Some(name),
        shows_label: cut,
        items,
        ..Group::default()
    };
    (group, height)
}

/// The stages with a day on the axis, from left to right, with the step of each name.
fn knots<'a>(input: &'a DiagramInput<'_>, deal: &Deal, axis: &Axis) -> Vec<Knot<'a>> {
    let stages = input.snapshot.records().stages.iter().filter(|stage| stage.deal == deal.id);
    let knot = |stage: &'a Stage| {
        let day = stage.done_on.or(stage.planned_on).filter(|day| axis.holds(*day))?;
        let name = display_text(&stage.name).into_owned();
        Some(Knot { stage, name, day, x: axis.x(day), step: None })
    };
    let mut knots: Vec<Knot<'_>> = stages.filter_map(|stage| knot(stage)).collect();
    knots.sort_by_key(|knot| (knot.day, knot.stage.order, knot.stage.id));
    // From right to left: a name stands above every name whose pole it would otherwise cover.
    let limit = axis.ends().1 + NOTES;
    for at in (0..knots.len()).rev() {
        let end = knots[at].x + 5.0 + width(&knots[at].name, SMALL.size, SMALL.weight) + 6.0;
        let covered = knots[at + 1..].iter().take_while(|other| other.x < end);
        let step = 1 + covered.filter_map(|other| other.step).max().unwrap_or(0);
        let has_own_place = knots.get(at + 1).is_none_or(|next| next.x - knots[at].x > 2.0);
        knots[at].step = (step <= MOST_STEPS && end <= limit && has_own_place).then_some(step);
    }
    knots
}

fn draw_knot(knot: &Knot<'_>, track: f32, language: Language, used: &mut Used) -> Item {
    let is_done = knot.stage.done_on.is_some();
    used.stage_done |= is_done;
    used.stage_open |= !is_done;
    let mut items = Vec::new();
    if let Some(step) = knot.step {
        let top = track - 8.0 - step as f32 * STEP;
        items.push(line(
            (knot.x, track - 6.0),
            (knot.x, top + 2.0),
            Stroke { ink: Ink::Hierarchy, width: 0.9, dash: Dash::None },
        ));
        write_line(&mut items, &knot.name, knot.x + 5.0, top + 10.0, SMALL);
    }
    items.push(self::knot(knot.x, track, is_done));
    let state = if is_done { language.pick("完成", "done") } else { language.pick("计划", "planned") };
    let label = format!("{}{}{state} {}", knot.name, language.pick("，", ", "), knot.day);
    named(Some(Reference { kind: "stage", id: knot.stage.id.0 }), label, true, items)
}

/// A stage on the track: filled when it is over.
pub(super) fn knot(x: f32, y: f32, is_done: bool) -> Item {
    let radius = 5.0;
    Item::Rectangle(Rectangle {
        x: x - radius,
        y: y - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
        radius,
        fill: Some(if is_done { Ink::Solid } else { Ink::Page }),
        stroke: Some(Stroke { ink: Ink::Solid, width: 1.8, dash: Dash::None }),
    })
}

/// The contacts about the deal, those that fall together as one mark with their number.
fn draw_touches(input: &DiagramInput<'_>, deal: &Deal, axis: &Axis, track: f32, used: &mut Used) -> Vec<Item> {
    let touches = input.snapshot.records().touches.iter().map(AsRef::as_ref);
    let mut touches: Vec<&Touch> =
        touches.filter(|touch: &&Touch| touch.deal == Some(deal.id) && axis.holds(touch.on)).collect();
    touches.sort_by_key(|touch| (touch.on, touch.id));
    let mut items = Vec::new();
    let mut at = 0;
    while at < touches.len() {
        let x = axis.x(touches[at].on);
        let together = touches[at..].iter().take_while(|touch| axis.x(touch.on) - x < TOGETHER).count();
        let mut own = Vec::new();
        Mark::Touch.draw(&mut own, x - SIZE / 2.0, track + 20.0);
        if together > 1 {
            write_line(&mut own, &together.to_string(), x + SIZE / 2.0 + 3.0, track + 24.0, SMALL);
        }
        let told = |touch: &&Touch| {
            let what = touch.outcome.as_deref().or(touch.channel.as_deref()).unwrap_or_default();
            format!("{} {}", touch.on, display_text(what))
        };
        let label: Vec<String> = touches[at..at + together].iter().map(told).collect();
        let reference = Reference { kind: "touch", id: touches[at].id.0 };
        items.push(named(Some(reference), label.join("; "), true, own));
        used.touch = true;
        at += together;
    }
    items
}
