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
    let mut labels = Labels::new(ground);
    let mut lines = ExtraLines::default();
    for (extra, route) in routes {
        let mut items = drawn(&route, stroke_of(extra.kind));
        if let Some(matter) = extra.matter.as_deref().filter(|matter| !matter.is_empty()) {
            let ink = stroke_of(extra.kind).ink;
            if !labels.place(matter, ink, &route, &mut items) {
                let known = lines.numbered.iter().position(|known| known == matter);
                let number = known.unwrap_or(lines.numbered.len()) + 1;
                if known.is_none() {
                    lines.numbered.push(matter.to_owned());
                }
                labels.place(&number.to_string(), ink, &route, &mut items);
            }
        }
        lines.groups.push(Item::Group(Group {
            reference: Some(Reference { kind: "line", id: extra.id.0 }),
            role: Some(Role::Image),
            label: Some(label(chart, extra, words)),
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

/// Where labels may still be written.
struct Labels {
    area: Rectangle,
    /// Cards, lines and other labels: a label has a ground of its own, so it would break whatever lay under it.
    taken: Vec<Rectangle>,
}

impl Labels {
    fn new(ground: Ground<'_>) -> Self {
        let lines = ground.hierarchy.iter().flat_map(Path::stretches);
        Self { area: ground.area, taken: ground.frames.iter().copied().chain(lines).collect() }
    }

    fn has_room(&self, frame: &Rectangle) -> bool {
        let area = &self.area;
        let is_on_page = frame.x >= area.x && frame.x + frame.width <= area.x + area.width;
        is_on_page && !self.taken.iter().any(|other| other.overlaps(frame))
    }

    /// Writes a label on the line, at best in the middle of its longest stretch; says whether there was room.
    fn place(&mut self, words: &str, ink: Ink, route: &[(f32, f32)], items: &mut Vec<Item>) -> bool {
        let lettering = Lettering { size: LABEL_SIZE, weight: Weight::Regular, ink };
        let across = width(words, LABEL_SIZE, lettering.weight) + 2.0 * LABEL_PAD;
        let length = |pair: &[(f32, f32)]| (pair[0].0 - pair[1].0).abs() + (pair[0].1 - pair[1].1).abs();
        let mut stretches: Vec<&[(f32, f32)]> = route.windows(2).collect();
        stretches.sort_by(|a, b| length(b).total_cmp(&length(a)));
        for pair in stretches {
            let is_level = (pair[0].1 - pair[1].1).abs() < 0.01;
            if length(pair) < 16.0 + if is_level { across } else { LABEL_HEIGHT } {
                continue;
            }
            for share in [0.5, 0.3, 0.7, 0.15, 0.85] {
                let x = pair[0].0 + (pair[1].0 - pair[0].0) * share - across / 2.0;
                let y = pair[0].1 + (pair[1].1 - pair[0].1) * share - LABEL_HEIGHT / 2.0;
                let frame =
                    Rectangle { x, y, width: across, height: LABEL_HEIGHT, radius: 3.0, ..Rectangle::default() };
                if self.has_room(&frame) {
                    items.push(Item::Rectangle(Rectangle { fill: Some(Ink::Page), ..frame }));
                    write_line(items, words, x + LABEL_PAD, y + 11.5, lettering);
                    self.taken.push(frame);
                    return true;
                }
            }
        }
        false
    }
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
