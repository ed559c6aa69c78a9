//! Terms of office on the axis, grouped by unit as the organisation ranks them.

use super::axis::Axis;
use super::{HEADING, NAMES, NOTES, ROW_NAME, SMALL, Used, ends_soon, named, one_line};
use crate::font::{Weight, display_text};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Language, Lettering, Rectangle, Reference, Role, Stroke, write_line,
};
use crate::layout::title_block::MARGIN;
use crate::model::snapshot::Snapshot;
use crate::model::tenure::Tenure;
use crate::model::unit::Unit;

/// The most rows of people; beyond it every unit shows fewer, and counts the rest.
const MOST_ROWS: usize = 90;
const ROW: f32 = 22.0;
const UNIT_ROW: f32 = 28.0;
const BAR: f32 = 11.0;

/// Draws the terms from `y` down; returns what is drawn, and how high it is.
pub(super) fn draw(snapshot: &Snapshot, language: Language, axis: &Axis, y: f32, used: &mut Used) -> (Vec<Item>, f32) {
    let units = units(snapshot);
    let rows: usize = units.iter().map(|(_, tenures)| tenures.len()).sum();
    let most = if rows <= MOST_ROWS { usize::MAX } else { (MOST_ROWS / units.len().max(1)).max(2) };
    let mut items = Vec::new();
    let mut at = y;
    for (unit, tenures) in units {
        let mut own = Vec::new();
        let name = display_text(&unit.name).into_owned();
        let (left, right) = axis.ends();
        own.push(Item::Rectangle(Rectangle {
            x: MARGIN,
            y: at + 4.0,
            width: NAMES - 14.0,
            height: UNIT_ROW - 8.0,
            radius: 4.0,
            fill: Some(if unit.outside.is_some() { Ink::OutsideBand } else { Ink::Band }),
            stroke: None,
        }));
        let ink = if unit.outside.is_some() { Ink::OutsideBandText } else { Ink::BandText };
        let cut = one_line(&mut own, &name, (MARGIN + 8.0, at + 18.5), NAMES - 32.0, Lettering { ink, ..HEADING });
        at += UNIT_ROW;
        let (shown, left_out) = chosen(tenures, most, axis);
        for tenure in shown {
            own.push(row(snapshot, language, tenure, axis, (at, left, right), used));
            at += ROW;
        }
        if left_out > 0 {
            let words = match language {
                Language::Zh => format!("另有 {left_out} 人"),
                Language::En => format!("+{left_out} more"),
            };
            write_line(&mut own, &words, MARGIN + 8.0, at + 15.0, SMALL);
            at += ROW;
        }
        items.push(Item::Group(Group {
            reference: Some(Reference { kind: "unit", id: unit.id.0 }),
            role: Some(Role::Group),
            label: Some(name),
            shows_label: cut,
            items: own,
            ..Group::default()
        }));
    }
    (items, at - y)
}

/// The first rows of a unit and those that end soon, in their order; and how many are left out.
fn chosen<'a>(tenures: Vec<&'a Tenure>, most: usize, axis: &Axis) -> (Vec<&'a Tenure>, usize) {
    if tenures.len() <= most.saturating_add(1) {
        return (tenures, 0);
    }
    let all = tenures.len();
    let ending = tenures.iter().filter(|tenure| ends_soon(tenure.span.until, axis.day)).count();
    let mut plain = most.saturating_sub(ending.min(most));
    let mut soon = most;
    let keeps = |tenure: &&Tenure| {
        let left = if ends_soon(tenure.span.until, axis.day) { &mut soon } else { &mut plain };
        let has_room = *left > 0;
        *left = left.saturating_sub(1);
        has_room
    };
    let kept: Vec<&Tenure> = tenures.into_iter().filter(keeps).collect();
    let left_out = all - kept.len();
    (kept, left_out)
}

/// Units from the root down, each with the tenures of its posts.
fn units(snapshot: &Snapshot) -> Vec<(&Unit, Vec<&Tenure>)> {
    let mut found = Vec::new();
    let mut open: Vec<&Unit> = snapshot.root_units().collect();
    open.reverse();
    while let Some(unit) = open.pop() {
        let tenures: Vec<&Tenure> =
            snapshot.posts_of(unit.id).flat_map(|post| snapshot.tenures_of_post(post.id)).collect();
        if !tenures.is_empty() {
            found.push((unit, tenures));
        }
        let under: Vec<&Unit> = snapshot.units_under(unit.id).collect();
        open.extend(under.into_iter().rev());
    }
    found
}

fn row(
    snapshot: &Snapshot,
    language: Language,
    tenure: &Tenure,
    axis: &Axis,
    (y, left, right): (f32, f32, f32),
    used: &mut Used,
) -> Item {
    let person =
        snapshot.person(tenure.person).map_or_else(String::new, |person| display_text(&person.name).into_owned());
    let title = snapshot.post(tenure.post).map_or_else(String::new, |post| display_text(&post.title).into_owned());
    let words =
        [person, title].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(language.pick("　", ", "));
    let words = display_text(&words).into_owned();
    let mut items = Vec::new();
    let cut = one_line(&mut items, &words, (MARGIN + 8.0, y + 15.0), NAMES - 26.0, ROW_NAME);
    let from = tenure.span.from.map_or(left, |day| axis.x(day));
    let until = tenure.span.until.map_or(right, |day| axis.x(day)).max(from + 2.0);
    let is_ending = ends_soon(tenure.span.until, axis.day);
    used.term = true;
    used.ending |= is_ending;
    items.extend(bar(from, until, y + ROW / 2.0, is_ending));
    let mut label = words;
    if let Some(from) = tenure.span.from {
        label = format!("{label}{}{} {from}", language.pick("，", ", "), language.pick("自", "from"));
    }
    if let Some(end) = tenure.span.until {
        label = format!("{label}{}{} {end}", language.pick("，", ", "), language.pick("至", "until"));
        let lettering = if is_ending { Lettering { ink: Ink::Accent, weight: Weight::Medium, ..SMALL } } else { SMALL };
        let note = format!("{} {end}", language.pick("至", "until"));
        one_line(&mut items, &note, (right + 14.0, y + 15.0), NOTES - 14.0, lettering);
    }
    named(Some(Reference { kind: "tenure", id: tenure.id.0 }), label, cut, items)
}

/// A bar from one day to another; one that ends soon has a strong end and a dashed edge.
fn bar(from: f32, until: f32, middle: f32, is_ending: bool) -> Vec<Item> {
    let (ink, dash) = if is_ending { (Ink::Accent, Dash::Short) } else { (Ink::Border, Dash::None) };
    let frame = Rectangle {
        x: from,
        y: middle - BAR / 2.0,
        width: until - from,
        height: BAR,
        radius: 3.0,
        fill: Some(if is_ending { Ink::Tag } else { Ink::Band }),
        stroke: Some(Stroke { ink, width: 1.0, dash }),
    };
    let mut items = vec![Item::Rectangle(frame)];
    if is_ending {
        items.push(Item::Rectangle(Rectangle {
            x: until - 4.0,
            y: middle - BAR / 2.0 - 2.0,
            width: 4.0,
            height: BAR + 4.0,
            radius: 1.0,
            fill: Some(Ink::Accent),
            stroke: None,
        }));
    }
    items
}

/// A bar for the legend.
pub(super) fn sample(is_ending: bool) -> Vec<Item> {
    bar(1.0, 29.0, 0.0, is_ending)
}
