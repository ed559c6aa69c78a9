//! What is drawn around and between the cards of an org-context map: bands, boxes of units, lines, and the legend.

use super::Contents;
use super::card::{WIDTH, vacant_stroke};
use super::sheet::{BoxKey, Entry, Sheet};
use super::spread::{NAMES, Spread, UnitBox};
use super::wires::{Look, Wire};
use super::words::Words;
use crate::font::{Weight, Wrap, Wrapped, display_text, wrap};
use crate::layout::legend::Entry as LegendEntry;
use crate::layout::marks::Mark;
use crate::layout::org_chart::{ChartWords, assumed_stroke, further_line, solid_stroke, stroke_of};
use crate::layout::person_card::{seat_stroke, seat_words};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Layer, Lettering, Path, Rectangle, Reference, Role, Stroke, write_line,
};
use crate::layout::title_block::MARGIN;
use crate::model::snapshot::Snapshot;
use std::collections::BTreeMap;

const BAND_NAME: Lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::Muted };
const HEADING: Lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::BandText };
const HEADING_LINE: f32 = 15.0;
const RADIUS: f32 = 6.0;
/// The dash and the ink of lines from ours to whom they know.
const RAPPORT: Stroke = Stroke { ink: Ink::Oversees, width: 1.3, dash: Dash::Dotted };

/// The headings of all units, broken into lines.
pub(super) struct Frame {
    headings: BTreeMap<BoxKey, (String, Wrapped, Wrapped)>,
}

impl Frame {
    pub(super) fn of(snapshot: &Snapshot, sheet: &Sheet, words: Words) -> Self {
        let mut headings = BTreeMap::new();
        for key in sheet.blocks.iter().flat_map(|block| &block.chain) {
            headings.entry(*key).or_insert_with(|| {
                let name = match key {
                    Some(unit) => snapshot.unit(*unit).map_or("", |unit| unit.name.as_str()),
                    None => words.no_post(),
                };
                let name = display_text(name).into_owned();
                let lines = |text: &str| {
                    wrap(text, &Wrap { width: WIDTH, size: HEADING.size, weight: HEADING.weight, max_lines: 2 })
                };
                let continued = lines(&format!("{name}{}", words.goes_on()));
                (name.clone(), lines(&name), continued)
            });
        }
        Self { headings }
    }

    /// How high every heading is.
    pub(super) fn heading_height(&self) -> f32 {
        let lines = self.headings.values().flat_map(|(_, one, other)| [one.lines.len(), other.lines.len()]).max();
        lines.unwrap_or(1) as f32 * HEADING_LINE + 8.0
    }

    pub(super) fn boxes(&self, spread: &Spread, words: Words) -> Vec<Item> {
        spread.boxes.iter().map(|one| self.unit_box(one, words)).collect()
    }

    fn unit_box(&self, one: &UnitBox, words: Words) -> Item {
        let UnitBox { frame, .. } = *one;
        let (ground, ink) = match (one.is_outside, one.depth) {
            (true, _) => (Ink::OutsideBand, Ink::OutsideBandText),
            (false, 0) => (Ink::RootBand, Ink::RootBandText),
            (false, _) => (Ink::Band, Ink::BandText),
        };
        let stroke = Some(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None });
        let mut heading = Path::filled(ground);
        heading.add_rounded_top(frame.x, frame.y, frame.width, self.heading_height() - 2.0, RADIUS);
        let mut items = vec![Item::Path(heading)];
        items.push(Item::Rectangle(Rectangle { radius: RADIUS, stroke, ..frame }));
        let (name, words_fresh, words_on) = &self.headings[&one.key];
        let wrapped = if one.goes_on { words_on } else { words_fresh };
        for (row, line) in wrapped.lines.iter().enumerate() {
            let y = frame.y + 15.0 + row as f32 * HEADING_LINE;
            write_line(&mut items, &line.text, one.words_x, y, Lettering { ink, ..HEADING });
        }
        let label = if one.goes_on { format!("{name}{}", words.goes_on()) } else { name.clone() };
        Item::Group(Group {
            reference: one.key.map(|unit| Reference { kind: "unit", id: unit.0 }),
            role: Some(Role::Image),
            label: Some(label),
            shows_label: wrapped.cut,
            items,
            ..Group::default()
        })
    }

    /// Where the words of headings stand.
    pub(super) fn labels(&self, spread: &Spread) -> Vec<Rectangle> {
        let height = self.heading_height() - 4.0;
        let label = |one: &UnitBox| Rectangle {
            x: one.words_x,
            y: one.frame.y,
            width: self.headings[&one.key].1.width(),
            height,
            ..Rectangle::default()
        };
        let names = spread.bands.iter().map(|strip| Rectangle { x: MARGIN, width: NAMES - 8.0, ..strip.frame });
        spread.boxes.iter().map(label).chain(names).collect()
    }
}

/// The bands with their names.
pub(super) fn bands(spread: &Spread, sheet: &Sheet, words: Words) -> Vec<Item> {
    let draw = |(at, strip): (usize, &super::spread::BandStrip)| {
        let frame = Rectangle { x: MARGIN, ..strip.frame };
        let mut items = Vec::new();
        if strip.band.is_none() || at % 2 == 0 {
            let fill = Some(if strip.band.is_some() { Ink::Tag } else { Ink::Band });
            items.push(Item::Rectangle(Rectangle { fill, radius: 4.0, ..frame }));
        }
        let name = strip.band.map_or(words.team(), |band| sheet.bands[band].as_str());
        let ink = if strip.band.is_some() { Ink::TagText } else { Ink::BandText };
        let options = Wrap { width: NAMES - 22.0, size: BAND_NAME.size, weight: BAND_NAME.weight, max_lines: 4 };
        let mut y = frame.y + 26.0;
        for line in &wrap(name, &options).lines {
            write_line(&mut items, &line.text, MARGIN + 10.0, y, Lettering { ink, ..BAND_NAME });
            y += 17.0;
        }
        let label = Some(name.to_owned());
        Item::Group(Group { role: Some(Role::Group), label, items, ..Group::default() })
    };
    spread.bands.iter().enumerate().map(draw).collect()
}

fn stroke(look: Look) -> Stroke {
    match look {
        Look::Direct => solid_stroke(),
        Look::Assumed => assumed_stroke(),
        Look::Further(kind) => stroke_of(kind),
        Look::Rapport => RAPPORT,
    }
}

/// All lines, in their layers: primary authority, further superiors, whom ours know.
pub(super) fn lines(contents: &Contents<'_>, words: Words) -> Vec<Item> {
    let layer_of = |look: Look| match look {
        Look::Direct | Look::Assumed => Layer::Hierarchy,
        Look::Further(_) => Layer::Lines,
        Look::Rapport => Layer::Rapports,
    };
    let layers = [Layer::Rapports, Layer::Hierarchy, Layer::Lines];
    let draw = |layer: Layer| {
        let own = contents.wires.iter().filter(|wire| layer_of(wire.look) == layer);
        let items: Vec<Item> = own.map(|wire| line(contents, wire, words)).collect();
        (!items.is_empty()).then(|| Item::Group(Group { layer: Some(layer), items, ..Group::default() }))
    };
    layers.into_iter().filter_map(draw).collect()
}

fn line(contents: &Contents<'_>, wire: &Wire, words: Words) -> Item {
    let Contents { spread, plan, sheet, .. } = *contents;
    let route = spread.route(wire, plan.places, plan.lanes);
    let items = if wire.look == Look::Rapport {
        let mut path = Path::stroked(RAPPORT);
        path.add_rounded(&route, RADIUS);
        vec![Item::Path(path)]
    } else {
        further_line(&route, stroke(wire.look))
    };
    let name = |card: usize| match &sheet.entries[card] {
        Entry::Person(facts) => facts.name.as_str(),
        Entry::Vacant { title, .. } => title.as_str(),
        Entry::Member { name, .. } => name.as_str(),
    };
    let matter = wire.matter.as_deref().map_or_else(String::new, |matter| format!(": {matter}"));
    Item::Group(Group {
        reference: wire.line.map(|line| Reference { kind: "line", id: line.0 }),
        role: Some(Role::Image),
        label: Some(format!("{} → {}, {}{matter}", name(wire.from), name(wire.to), meaning(wire.look, words))),
        shows_label: true,
        items,
        ..Group::default()
    })
}

fn meaning(look: Look, words: Words) -> &'static str {
    let chart = ChartWords(words.0);
    match look {
        Look::Direct => chart.direct(),
        Look::Assumed => chart.assumed(),
        Look::Further(kind) => chart.line(kind),
        Look::Rapport => words.rapport(),
    }
}

/// What the marks of the picture mean.
pub(super) fn entries(contents: &Contents<'_>, words: Words) -> Vec<LegendEntry> {
    let Contents { sheet, wires, spread, .. } = *contents;
    let mut looks: Vec<Look> = wires.iter().map(|wire| wire.look).collect();
    looks.sort_unstable();
    looks.dedup();
    let mut entries: Vec<LegendEntry> = Vec::new();
    for look in looks {
        let mut matters: Vec<&str> =
            wires.iter().filter(|wire| wire.look == look).filter_map(|wire| wire.matter.as_deref()).collect();
        matters.sort_unstable();
        matters.dedup();
        let told = match matters.len() {
            0 => meaning(look, words).to_owned(),
            1..=4 => format!("{}: {}", meaning(look, words), matters.join(words.0.pick("、", ", "))),
            _ => format!("{}: {}…", meaning(look, words), matters[..4].join(words.0.pick("、", ", "))),
        };
        entries.push(LegendEntry::line(stroke(look), &told));
    }
    let people = || {
        sheet.entries.iter().filter_map(|entry| match entry {
            Entry::Person(facts) => Some(facts),
            _ => None,
        })
    };
    let frame = |stroke: Stroke, fill: Ink| Rectangle {
        radius: 4.0,
        fill: Some(fill),
        stroke: Some(stroke),
        ..Rectangle::default()
    };
    if sheet.entries.iter().any(|entry| matches!(entry, Entry::Vacant { .. })) {
        entries.push(LegendEntry::frame(frame(vacant_stroke(), Ink::Card), words.vacancy()));
    }
    if spread.boxes.iter().any(|one| one.is_outside) {
        let edge = Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None };
        entries.push(LegendEntry::frame(frame(edge, Ink::OutsideBand), words.outside()));
    }
    if people().any(|facts| facts.seat.is_some()) {
        entries.push(LegendEntry::frame(frame(seat_stroke(), Ink::Card), seat_words(words.0)));
    }
    let marks: Vec<Mark> = people().flat_map(|facts| facts.marks()).collect();
    entries.extend(Mark::legend_of(&marks, words.0));
    entries.extend(people().flat_map(|facts| &facts.foot).filter_map(|mark| mark.entry(words.0)));
    entries
}
