//! Contrast and print: every word stands out from what it is drawn on as WCAG AA asks, and without colour every mark and
//! every kind of line can still be told from the others.

use std::collections::BTreeSet;

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, FishboneKind, draw};
use waterline::layout::evidence::Evidence;
use waterline::layout::marks::{Firmness, Mark, SIZE};
use waterline::layout::org_chart::{Overlay, Ties};
use waterline::layout::scene::{Dash, Group, Ink, Item, Language, Layer, Path, Rectangle, Scene, Segment, Text};
use waterline::model::snapshot::Snapshot;
use waterline::render::{Theme, png::png};

use crate::fictional::{bureau, bureau_talked_of, company};
use crate::overlays::roster;

/// What is fainter than this is a watermark.
const FAINT: f32 = 0.2;

fn luminance([red, green, blue]: [u8; 3]) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(theme: Theme, one: Ink, other: Ink) -> f64 {
    let (a, b) = (luminance(theme.rgb(one)), luminance(theme.rgb(other)));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Every diagram that can be drawn of a snapshot, with all that may be laid over it.
fn scenes(snapshot: &Snapshot, language: Language) -> Vec<(String, Scene)> {
    let person = snapshot.records().persons.first().map(|person| person.id);
    let everything = DiagramOptions {
        language,
        overlays: Overlay::ALL.to_vec(),
        ties: Ties::Drawn,
        evidence: Evidence::Listed,
        person,
        ..DiagramOptions::default()
    };
    let plain = Diagram::ALL.map(|diagram| DiagramOptions { diagram, ..everything.clone() });
    let fishbones = FishboneKind::ALL.map(|kind| DiagramOptions {
        diagram: Diagram::Fishbone,
        kind: Some(kind),
        ..everything.clone()
    });
    let roster = roster();
    let drawn = |options: DiagramOptions| {
        let name = format!("{:?} {:?}", options.diagram, options.kind);
        draw(&DiagramInput::new(snapshot, &roster), &options).ok().map(|scene| (name, scene))
    };
    plain.into_iter().chain(fishbones).filter_map(drawn).collect()
}

/// The grounds painted so far, by their boxes; the last that holds a point is what one sees there.
struct Grounds(Vec<(Rectangle, Ink)>);

impl Grounds {
    fn under(&self, x: f32, y: f32) -> Ink {
        let holds = |frame: &Rectangle| {
            (frame.x..=frame.x + frame.width).contains(&x) && (frame.y..=frame.y + frame.height).contains(&y)
        };
        self.0.iter().rev().find(|(frame, _)| holds(frame)).map_or(Ink::Page, |(_, ink)| *ink)
    }

    /// Calls `visit` for each text with the grounds under its ends and its middle.
    fn walk(&mut self, items: &[Item], visit: &mut impl FnMut(&Text, Ink)) {
        for item in items {
            match item {
                Item::Group(Group { opacity: Some(opacity), .. }) if *opacity < FAINT => {}
                Item::Group(group) => self.walk(&group.items, visit),
                Item::Rectangle(frame) => self.0.extend(frame.fill.map(|ink| (*frame, ink))),
                Item::Path(path) => self.0.extend(path.fill.map(|ink| (bounds(path), ink))),
                Item::Text(text) => {
                    let middle = text.y - text.size * 0.35;
                    for share in [0.05, 0.5, 0.95] {
                        visit(text, self.under(text.x + text.width * share, middle));
                    }
                }
                Item::Missing(_) => {}
            }
        }
    }
}

fn bounds(path: &Path) -> Rectangle {
    let ends = path.segments.iter().filter_map(|segment| match *segment {
        Segment::Move(x, y) | Segment::Line(x, y) | Segment::Quad(.., x, y) | Segment::Cubic(.., x, y) => Some((x, y)),
        Segment::Close => None,
    });
    let (mut least, mut most) = ((f32::INFINITY, f32::INFINITY), (f32::NEG_INFINITY, f32::NEG_INFINITY));
    for (x, y) in ends {
        least = (least.0.min(x), least.1.min(y));
        most = (most.0.max(x), most.1.max(y));
    }
    Rectangle { x: least.0, y: least.1, width: most.0 - least.0, height: most.1 - least.1, ..Rectangle::default() }
}

#[test]
fn every_word_stands_out_from_what_it_is_drawn_on() {
    let drawn = [(bureau_talked_of(), Language::Zh), (bureau(), Language::Zh), (company(), Language::En)];
    for (name, scene) in drawn.iter().flat_map(|(snapshot, language)| scenes(snapshot, *language)) {
        let mut pairs = BTreeSet::new();
        Grounds(Vec::new()).walk(&scene.items, &mut |text, ground| {
            for theme in Theme::ALL {
                let found = contrast(theme, text.ink, ground);
                // Large words need less.
                let least = if text.size >= 24.0 { 3.0 } else { 4.5 };
                if found < least {
                    pairs.insert(format!("{:?} on {ground:?} in {theme:?}: {found:.2} ({})", text.ink, text.content));
                }
            }
        });
        assert!(pairs.is_empty(), "{name}: {pairs:#?}");
    }
}

fn marks() -> Vec<Mark> {
    let stances = (-2..=2).flat_map(|level| [Firmness::Weak, Firmness::Fair].map(|firm| Mark::Stance(level, firm)));
    let roles = "DAEISUC".chars().map(Mark::Role);
    let others = [
        Mark::StanceUnknown,
        Mark::Veto,
        Mark::Done,
        Mark::Open,
        Mark::Late,
        Mark::Touch,
        Mark::Step,
        Mark::Question,
        Mark::Forbidden,
        Mark::Rapport(0),
        Mark::Rapport(2),
        Mark::Rapport(4),
        Mark::Computed,
    ];
    stances.chain(roles).chain(others).collect()
}

#[test]
fn every_mark_stands_out_from_card_and_page() {
    for mark in marks() {
        let mut items = Vec::new();
        mark.draw(&mut items, 0.0, SIZE / 2.0);
        let inks: Vec<Ink> = items
            .iter()
            .flat_map(|item| match item {
                Item::Rectangle(shape) => [shape.fill, shape.stroke.map(|stroke| stroke.ink)],
                Item::Path(path) => [path.fill, path.stroke.map(|stroke| stroke.ink)],
                Item::Text(text) => [Some(text.ink), None],
                Item::Group(_) | Item::Missing(_) => [None, None],
            })
            .flatten()
            .collect();
        for theme in Theme::ALL {
            for ground in [Ink::Card, Ink::Page] {
                let best = inks.iter().map(|ink| contrast(theme, *ink, ground)).fold(1.0, f64::max);
                assert!(best >= 3.0, "{mark:?} on {ground:?} in {theme:?}: {best:.2}");
            }
        }
    }
}

/// The pixels of something drawn alone in the print theme.
fn printed(items: Vec<Item>) -> Vec<u8> {
    let scene = Scene { width: 40.0, height: 24.0, items, ..Scene::default() };
    let file = png(&scene, Theme::Print, 2).expect("a small picture");
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG header");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a known size")];
    reader.next_frame(&mut pixels).expect("whole pixels");
    pixels
}

#[test]
fn on_paper_every_mark_is_told_from_every_other() {
    let marks = marks();
    let pictures: Vec<Vec<u8>> = marks
        .iter()
        .map(|mark| {
            let mut items = Vec::new();
            mark.draw(&mut items, 4.0, 12.0);
            printed(items)
        })
        .collect();
    for (first, one) in pictures.iter().enumerate() {
        for (second, other) in pictures.iter().enumerate().skip(first + 1) {
            // A pixel counts when it turns from light to dark or the other way, as a copier would see it.
            let turned = one.iter().zip(other).filter(|(a, b)| a.abs_diff(**b) > 100).count() / 3;
            assert!(turned >= 12, "{:?} and {:?} differ in {turned} pixels", marks[first], marks[second]);
        }
    }
}

#[test]
fn on_paper_every_kind_of_line_has_a_pattern_of_its_own() {
    let options = DiagramOptions { ties: Ties::Drawn, ..DiagramOptions::default() };
    let scene =
        draw(&DiagramInput::new(&bureau_talked_of(), &roster()), &options).expect("the chart and its ties are there");
    let mut authority = BTreeSet::new();
    let mut ties = Vec::new();
    for item in &scene.items {
        let Item::Group(group) = item else { continue };
        let Some(layer) = group.layer else { continue };
        let layer_scene = Scene { items: group.items.clone(), ..Scene::default() };
        layer_scene.each_item(&mut |item| {
            let Item::Path(path) = item else { return };
            match layer {
                Layer::Hierarchy | Layer::Lines => {
                    authority.extend(path.stroke.map(|stroke| format!("{:?}", stroke.dash)));
                }
                Layer::Ties if path.stroke.is_some() => ties.push(path.clone()),
                _ => {}
            }
        });
    }

    // Direct, dotted, oversees, guidance: four patterns, none by colour alone.
    assert!(authority.len() >= 4, "{authority:?}");
    // A tie is a double line, which no line of authority is.
    let cores = ties.iter().filter(|path| path.stroke.is_some_and(|stroke| stroke.ink == Ink::Page)).count();
    let lines = ties.iter().filter(|path| matches!(path.segments.last(), Some(Segment::Quad(..)))).count();
    assert!(lines > 0 && cores * 2 == lines, "{cores} cores in {lines} lines");
    assert!(ties.iter().all(|path| path.stroke.is_some_and(|stroke| stroke.dash == Dash::None)));
}
