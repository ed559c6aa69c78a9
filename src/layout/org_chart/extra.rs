//! Superiors beside the primary one: lines around the cards, each kind with a dash of its own, with their matter.

use super::chart::{Chart, Extra};
use super::route::Grid;
use super::words::Words;
use crate::font::{Weight, width};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Layer, Lettering, Path, Rectangle, Reference, Role, Segment, Stroke, write_line,
};
use crate::model::line::LineKind;

const RADIUS: f32 = 6.0;
const LABEL_SIZE: f32 = 11.0;
const LABEL_HEIGHT: f32 = 15.0;
const LABEL_PAD: f32 = 4.0;
const ARROW: f32 = 6.0;

/// How the line of a kind is drawn.
pub(super) fn stroke_of(kind: LineKind) -> Stroke {
    let (ink, dash) = match kind {
        LineKind::Solid => (Ink::Solid, Dash::None),
        LineKind::Dotted => (Ink::Dotted, Dash::Short),
        LineKind::Oversees => (Ink::Oversees, Dash::Long),
        LineKind::Dual => (Ink::Dual, Dash::StrokeDot),
        LineKind::Guidance => (Ink::Guidance, Dash::StrokeDotDot),
    };
    Stroke { ink, width: 1.5, dash }
}

/// The lines, drawn, and the matters that found no room beside their line and stand in the legend by number.
#[derive(Debug, Default)]
pub(super) struct ExtraLines {
    pub groups: Vec<Item>,
    pub numbered: Vec<String>,
}

/// Draws all further lines around the cards, whose outlines come in the order of the chart, and clear of the lines of
/// the hierarchy as far as may be.
pub(super) fn extra_lines(
    chart: &Chart,
    frames: &[Rectangle],
    hierarchy: &[Path],
    mut grid: Grid,
    words: Words,
) -> ExtraLines {
    let mut routes: Vec<(&Extra, Vec<(f32, f32)>)> = Vec::new();
    for extra in &chart.extras {
        // A line between cards that are walled in has no way; its label still tells of it.
        let route = grid.route(&frames[extra.superior as usize], &frames[extra.subordinate as usize]);
        routes.push((extra, route.unwrap_or_default()));
    }
    // A label has a ground of its own, so it would break whatever line it lay on.
    let mut taken: Vec<Rectangle> = frames.to_vec();
    taken.extend(hierarchy.iter().flat_map(Path::stretches));
    let mut lines = ExtraLines::default();
    for (extra, route) in routes {
        let label = label(chart, extra, words);
        let mut items = drawn(&route, stroke_of(extra.kind));
        if let Some(matter) = extra.matter.as_deref().filter(|matter| !matter.is_empty()) {
            let ink = stroke_of(extra.kind).ink;
            if !place_label(matter, ink, &route, &mut taken, &mut items) {
                let known = lines.numbered.iter().position(|known| known == matter);
                let number = known.unwrap_or(lines.numbered.len()) + 1;
                if known.is_none() {
                    lines.numbered.push(matter.to_owned());
                }
                place_label(&number.to_string(), ink, &route, &mut taken, &mut items);
            }
        }
        lines.groups.push(Item::Group(Group {
            reference: Some(Reference { kind: "line", id: extra.id.0 }),
            role: Some(Role::Image),
            label: Some(label),
            shows_label: true,
            layer: None,
            items,
        }));
    }
    lines
}

/// The layer of further lines.
pub(super) fn layer(groups: Vec<Item>) -> Item {
    Item::Group(Group { layer: Some(Layer::Lines), items: groups, ..Group::default() })
}

/// The line with an arrow at the subordinate.
fn drawn(route: &[(f32, f32)], stroke: Stroke) -> Vec<Item> {
    let [.., before, end] = route else { return Vec::new() };
    let length = ((end.0 - before.0).abs() + (end.1 - before.1).abs()).max(0.01);
    let (dx, dy) = ((end.0 - before.0) / length, (end.1 - before.1) / length);
    let base = (end.0 - dx * ARROW, end.1 - dy * ARROW);
    let mut line = Path::stroked(stroke);
    let mut shortened = route.to_vec();
    if length > ARROW + 1.0
        && let Some(last) = shortened.last_mut()
    {
        *last = base;
    }
    line.add_rounded(&shortened, RADIUS);
    let mut arrow = Path::filled(stroke.ink);
    let half = ARROW * 0.5;
    arrow.segments = vec![
        Segment::Move(end.0, end.1),
        Segment::Line(base.0 - dy * half, base.1 + dx * half),
        Segment::Line(base.0 + dy * half, base.1 - dx * half),
        Segment::Close,
    ];
    vec![Item::Path(line), Item::Path(arrow)]
}

/// Writes a label on the line where it covers neither a card nor another label; says whether there was room.
fn place_label(words: &str, ink: Ink, route: &[(f32, f32)], taken: &mut Vec<Rectangle>, items: &mut Vec<Item>) -> bool {
    let lettering = Lettering { size: LABEL_SIZE, weight: Weight::Regular, ink };
    let across = width(words, LABEL_SIZE, lettering.weight) + 2.0 * LABEL_PAD;
    let mut stretches: Vec<&[(f32, f32)]> = route.windows(2).collect();
    let length = |pair: &[(f32, f32)]| (pair[0].0 - pair[1].0).abs() + (pair[0].1 - pair[1].1).abs();
    stretches.sort_by(|a, b| length(b).total_cmp(&length(a)));
    for pair in stretches {
        for share in [0.5, 0.3, 0.7, 0.15, 0.85] {
            let x = pair[0].0 + (pair[1].0 - pair[0].0) * share - across / 2.0;
            let y = pair[0].1 + (pair[1].1 - pair[0].1) * share - LABEL_HEIGHT / 2.0;
            let frame = Rectangle { x, y, width: across, height: LABEL_HEIGHT, radius: 3.0, ..Rectangle::default() };
            let is_level = (pair[0].1 - pair[1].1).abs() < 0.01;
            let has_line_left = length(pair) >= 16.0 + if is_level { across } else { LABEL_HEIGHT };
            if has_line_left && !taken.iter().any(|other| other.overlaps(&frame)) {
                items.push(Item::Rectangle(Rectangle { fill: Some(Ink::Page), ..frame }));
                write_line(items, words, x + LABEL_PAD, y + 11.5, lettering);
                taken.push(frame);
                return true;
            }
        }
    }
    false
}

/// What a screen reader says of the line, and those who point at it see.
fn label(chart: &Chart, extra: &Extra, words: Words) -> String {
    let end = |post: u32| {
        let post = &chart.posts[post as usize];
        match post.holders.first() {
            Some(holder) => format!("{} ({})", holder.name, post.title),
            None => format!("{} ({})", words.vacant(), words.place(&post.title, &post.unit)),
        }
    };
    let matter = extra.matter.as_deref().map_or_else(String::new, |matter| format!(": {matter}"));
    format!("{} → {}, {}{matter}", end(extra.superior), end(extra.subordinate), words.line(extra.kind))
}
