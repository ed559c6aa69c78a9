//! Superiors beside the primary one: lines around the cards, each kind with a dash of its own, with their matter.

use super::chart::{Chart, Extra};
use super::label::Labels;
use super::route::Grid;
use super::words::Words;
use crate::layout::scene::{Dash, Group, Ink, Item, Layer, Path, Rectangle, Reference, Role, Segment, Stroke};
use crate::model::line::LineKind;

const RADIUS: f32 = 6.0;
const ARROW: f32 = 6.0;

/// How the line of a kind is drawn.
pub(in crate::layout) fn stroke_of(kind: LineKind) -> Stroke {
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

/// The page that further lines share with cards and the lines of the hierarchy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ground<'a> {
    /// Where lines and labels may be.
    pub area: Rectangle,
    /// The outlines of the cards, in the order of the chart.
    pub frames: &'a [Rectangle],
    /// The lines of the hierarchy.
    pub hierarchy: &'a [Path],
}

/// Draws all further lines around the cards.
pub(super) fn extra_lines(chart: &Chart, ground: Ground<'_>, words: Words) -> ExtraLines {
    let mut grid = Grid::new(ground.area);
    for frame in ground.frames {
        grid.close(frame);
    }
    for path in ground.hierarchy {
        grid.note_hierarchy(path);
    }
    let mut routes: Vec<(&Extra, Vec<(f32, f32)>)> = Vec::new();
    for extra in &chart.extras {
        // A line between cards that are walled in has no way; its label still tells of it.
        let (from, to) = (&ground.frames[extra.superior as usize], &ground.frames[extra.subordinate as usize]);
        routes.push((extra, grid.route(from, to).unwrap_or_default()));
    }
    let mut labels = Labels::new(ground.area);
    let taken = ground.frames.iter().copied().chain(ground.hierarchy.iter().flat_map(Path::stretches));
    taken.for_each(|frame| labels.take(frame));
    let mut lines = ExtraLines::default();
    for (extra, route) in routes {
        let mut items = further_line(&route, stroke_of(extra.kind));
        if let Some(matter) = extra.matter.as_deref().filter(|matter| !matter.is_empty()) {
            let ink = stroke_of(extra.kind).ink;
            if !labels.place(matter, ink, &route, &mut items) {
                let known = lines.numbered.iter().position(|known| known == matter);
                let number = known.unwrap_or(lines.numbered.len()) + 1;
                // A number that stands nowhere needs no entry.
                if labels.place(&number.to_string(), ink, &route, &mut items) && known.is_none() {
                    lines.numbered.push(matter.to_owned());
                }
            }
        }
        lines.groups.push(Item::Group(Group {
            reference: Some(Reference { kind: "line", id: extra.id.0 }),
            role: Some(Role::Image),
            label: Some(label(chart, extra, words)),
            shows_label: true,
            layer: None,
            opacity: None,
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
pub(in crate::layout) fn further_line(route: &[(f32, f32)], stroke: Stroke) -> Vec<Item> {
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
