//! The timeline 时间轴: the stages and contacts of deals, and who holds which post until when, on one axis of days.
//!
//! Terms that end within a year stand out. Labels never lie on one another: stages stand on stairs, contacts that fall
//! together are counted, and rows beyond a limit are counted too.

mod axis;
mod deals;
mod tenures;

use super::diagram::{DiagramInput, DiagramOptions, DiagramRefusal};
use super::ending::ended;
use super::legend::{Entry, Legend};
use super::marks::Mark;
use super::scene::{Dash, Group, Ink, Item, Language, Lettering, Path, Role, Scene, Segment, Stroke, write_line};
use super::title_block::{self, MARGIN, TitleBlock};
use crate::font::{Weight, Wrap, wrap};
use crate::model::time::Day;
use axis::{AXIS_HEIGHT, Axis};

/// The column of names at the left.
const NAMES: f32 = 232.0;
/// The column of notes at the right.
const NOTES: f32 = 150.0;
/// How long the axis is.
const LENGTH: f32 = 1080.0;
const SPACE: f32 = 26.0;
const ROW_NAME: Lettering = Lettering { size: 12.5, weight: Weight::Regular, ink: Ink::Text };
const HEADING: Lettering = Lettering { size: 12.5, weight: Weight::Medium, ink: Ink::BandText };
const SMALL: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };

/// The marks that the picture has used, for its legend.
#[derive(Debug, Default)]
struct Used {
    stage_done: bool,
    stage_open: bool,
    touch: bool,
    quiet: bool,
    term: bool,
    ending: bool,
}

/// Draws the timeline of a snapshot; of one deal when one is asked for.
pub fn timeline(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let snapshot = input.snapshot;
    if options.deal.is_some_and(|deal| snapshot.deal(deal).is_none()) {
        return Err(DiagramRefusal::UnknownDeal);
    }
    let language = options.language;
    let today = options.day(snapshot);
    let axis = Axis::of(snapshot, options.deal, today);
    let title = TitleBlock::new(snapshot, language, language.pick("时间轴", "Timeline"));
    let mut used = Used::default();
    let mut y = MARGIN + title_block::HEIGHT + SPACE;
    let top = y;
    let mut body = vec![Item::Group(axis.draw(y, language))];
    y += AXIS_HEIGHT;
    let (items, height) = deals::draw(input, options, &axis, y, &mut used);
    body.extend(items);
    y += height;
    let (items, height) = tenures::draw(snapshot, language, &axis, y, &mut used);
    if let Some(today) = axis.today.filter(|_| height > 0.0) {
        body.push(line((today, y), (today, y + height), Stroke { ink: Ink::Accent, width: 1.4, dash: Dash::None }));
    }
    body.extend(items);
    y += height;
    if y <= top + AXIS_HEIGHT {
        let words = language.pick("这一天没有任期，也没有项目。", "There are no terms and no deals on this day.");
        write_line(&mut body, words, MARGIN, y + 24.0, Lettering { size: 14.0, ..SMALL });
        y += 40.0;
    }
    let wide = (NAMES + LENGTH + NOTES).max(title.width());
    let legend = Legend::new(entries(&used, language));
    let mut items = vec![title.draw(MARGIN, MARGIN)];
    items.append(&mut body);
    Ok(ended(items, (wide, y), &legend, &title, language))
}

fn entries(used: &Used, language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |is_used: bool, sample: Vec<Item>, zh: &str, en: &str| {
        if is_used {
            entries.push(Entry::new(sample, language.pick(zh, en)));
        }
    };
    add(used.stage_done, vec![deals::knot(15.0, 0.0, true)], "已完成的阶段", "stage that is over");
    add(used.stage_open, vec![deals::knot(15.0, 0.0, false)], "计划中的阶段", "planned stage");
    let quiet = Stroke { ink: Ink::Accent, width: 5.0, dash: Dash::Dotted };
    add(used.quiet, vec![line((0.0, 0.0), (30.0, 0.0), quiet)], "静默期：不接触采购人一侧", "quiet period: no contact");
    let mut touch = Vec::new();
    Mark::Touch.draw(&mut touch, 6.0, 0.0);
    add(used.touch, touch, "已有接触（数字为次数）", "contact made, with how many");
    add(used.term, tenures::sample(false), "任期", "term of office");
    add(used.ending, tenures::sample(true), "一年内到期", "ends within a year");
    entries
}

fn line(from: (f32, f32), to: (f32, f32), stroke: Stroke) -> Item {
    let mut path = Path::stroked(stroke);
    path.segments = vec![Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)];
    Item::Path(path)
}

/// A text in one line, cut where it does not fit.
fn one_line(items: &mut Vec<Item>, text: &str, (x, y): (f32, f32), room: f32, lettering: Lettering) -> bool {
    let wrapped = wrap(text, &Wrap { width: room, size: lettering.size, weight: lettering.weight, max_lines: 1 });
    for line in &wrapped.lines {
        write_line(items, &line.text, x, y, lettering);
    }
    wrapped.cut
}

/// A group that one label says in full.
fn named(reference: Option<super::scene::Reference>, label: String, shows_label: bool, items: Vec<Item>) -> Item {
    Item::Group(Group {
        reference,
        role: Some(Role::Image),
        label: Some(label),
        shows_label,
        items,
        ..Group::default()
    })
}

/// Whether a term that ends on this day ends within a year from today.
fn ends_soon(until: Option<Day>, today: Option<Day>) -> bool {
    until.zip(today).is_some_and(|(until, today)| today <= until && until <= today.plus_months(12))
}
