//! The power map 权力地图: influence upwards, stance across; larger cards for more influence, a ring for a decision seat.
//!
//! Nobody is drawn where nothing is known: those whose stance or influence is unknown stand in gutters of their own.
//! Cards never lie on one another: who is displaced keeps a thin line to the true point, and who finds no room is named
//! and counted under the map.

mod card;
mod field;
mod legend;
mod panel;
mod people;
mod place;

use super::diagram::{DiagramInput, DiagramOptions, DiagramRefusal, asked_deal, usual_deal};
use super::ending::ended;
use super::scene::{Dash, Group, Ink, Item, Language, Layer, Rectangle, Scene, Stroke};
use super::title_block::{self, Known, MARGIN, TitleBlock};
use crate::analysis::ground::Ground;
use crate::belief::Question;
use card::Card;
use field::{Field, INSET, SCALE, STRIP, gutter, gutter_width, visible};
pub(super) use people::known_level;
use people::{Standing, standings};
use place::{GAP, Ground as Room, Point, Wish, leader, places};

/// The smallest field, and its shape.
const LEAST: (f32, f32) = (1080.0, 660.0);
const SHAPE: f32 = 1.6;
/// How many times the area of its cards a field has.
const AIR: f32 = 3.0;
/// The most cards on the field; further people are named and counted.
const MOST: usize = 240;
/// How far a card may stand from its true point, as a share of the field.
const REACH: f32 = 0.5;
/// The column of the scale of influence.
const AXIS: f32 = 44.0;
const SPACE: f32 = 24.0;
/// Between fields.
const BETWEEN: f32 = 14.0;

/// Draws the power map of a snapshot, as seen from a deal where there is one.
pub fn power_map(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let snapshot = input.snapshot;
    let (language, day) = (options.language, options.day(snapshot));
    let deal = match options.deal {
        Some(_) => Some(asked_deal(snapshot, options)?),
        None => usual_deal(snapshot, day),
    };
    let ground = day.map(|on| Ground::of(snapshot, Question { on, deal: deal.map(|deal| deal.id) }));
    let people = standings(snapshot, ground.as_ref(), language);
    let mut title = TitleBlock::new(snapshot, language, language.pick("权力地图", "Power map"));
    if let Some(deal) = deal {
        title = title.with_deal(&deal.name, language);
    }
    let known = people.iter().filter(|one| one.stance.is_some() && one.influence.is_some()).count();
    let title = title.with_known(Known { known, of: people.len() }, language);
    let sorted = Sorted::of(&people);
    let map = Map::of(&sorted, language);
    Ok(map.scene(&title, &sorted, language))
}

/// People by what is known of them, each as a card.
struct Sorted<'a> {
    /// Stance and influence are known.
    field: Vec<Card<'a>>,
    /// The stance is unknown.
    aside: Vec<Card<'a>>,
    /// The influence is unknown.
    below: Vec<Card<'a>>,
    /// Both are unknown.
    nothing: Vec<&'a Standing>,
    /// So many cards would not help anybody: those with the least say.
    rest: Vec<&'a Standing>,
}

impl<'a> Sorted<'a> {
    fn of(people: &'a [Standing]) -> Self {
        let mut sorted =
            Self { field: Vec::new(), aside: Vec::new(), below: Vec::new(), nothing: Vec::new(), rest: Vec::new() };
        for one in people {
            let cards = match (one.stance.is_some(), one.influence.is_some()) {
                (true, true) => &mut sorted.field,
                (false, true) => &mut sorted.aside,
                (true, false) => &mut sorted.below,
                (false, false) => {
                    sorted.nothing.push(one);
                    continue;
                }
            };
            if cards.len() < MOST {
                cards.push(Card::measure(one));
            } else {
                sorted.rest.push(one);
            }
        }
        sorted
    }
}

/// A card in its place.
struct Stood<'a> {
    card: &'a Card<'a>,
    frame: Rectangle,
    /// The true point, where there is one.
    point: Option<Point>,
}

/// The fields and everybody on them.
struct Map<'a> {
    field: Field,
    aside: Option<(Rectangle, String)>,
    below: Option<(Rectangle, String)>,
    stood: Vec<Stood<'a>>,
    rest: Vec<&'a Standing>,
}

impl<'a> Map<'a> {
    fn of(sorted: &'a Sorted<'a>, language: Language) -> Self {
        let (width, height) = field_size(sorted);
        let top = MARGIN + title_block::HEIGHT + SPACE + 20.0;
        let counted = |words: &str, cards: &[Card<'_>]| match language {
            Language::Zh => format!("{words}（{} 人）", cards.len()),
            Language::En => format!("{words} ({})", cards.len()),
        };
        let aside = (!sorted.aside.is_empty()).then(|| {
            let words = counted(language.pick("态度未知", "Stance unknown"), &sorted.aside);
            let piled: f32 = sorted.aside.iter().map(|card| card.size.1 + GAP).sum();
            let columns = (piled * 1.4 / (height - 2.0 * STRIP)).ceil();
            let needed = columns * (widest(&sorted.aside) + GAP);
            let across = needed.max(gutter_width(&words) - 2.0 * INSET) + 2.0 * INSET;
            (Rectangle { x: MARGIN + AXIS, y: top, width: across.ceil(), height, ..Rectangle::default() }, words)
        });
        let left = MARGIN + AXIS + aside.as_ref().map_or(0.0, |(frame, _)| frame.width + BETWEEN);
        let frame = Rectangle { x: left, y: top, width, height, ..Rectangle::default() };
        let all = || sorted.field.iter().chain(&sorted.aside).chain(&sorted.below);
        let pad = |side: fn(&Card<'_>) -> f32| all().map(side).fold(40.0, f32::max) / 2.0;
        let field = Field { frame, pad: (pad(|card| card.size.0), pad(|card| card.size.1)) };
        let below = (!sorted.below.is_empty()).then(|| {
            let words = counted(language.pick("影响力未知", "Influence unknown"), &sorted.below);
            let tallest = sorted.below.iter().map(|card| card.size.1).fold(0.0, f32::max);
            let rows = (sorted.below.iter().map(|card| card.size.0 + GAP).sum::<f32>() * 1.6 / width).ceil();
            let down = STRIP + rows * (tallest + GAP) + INSET;
            let y = top + height + BETWEEN;
            (Rectangle { x: left, y, width, height: down, ..Rectangle::default() }, words)
        });
        let mut map = Self { field, aside, below, stood: Vec::new(), rest: sorted.rest.clone() };
        map.settle(sorted);
        map
    }

    /// Gives everybody a place; whoever finds none is counted among the rest.
    fn settle(&mut self, sorted: &'a Sorted<'a>) {
        let field = self.field;
        let Rectangle { width, height, .. } = field.frame;
        let inside = |frame: &Rectangle| Rectangle {
            x: frame.x + INSET,
            y: frame.y + STRIP,
            width: frame.width - 2.0 * INSET,
            height: frame.height - STRIP - INSET,
            ..Rectangle::default()
        };
        let point = |card: &Card<'_>| {
            (field.x(card.standing.stance.unwrap_or(0.0)), field.y(card.standing.influence.unwrap_or(0.0)))
        };
        let room = Room { region: field.ground(), reach: (width * REACH, height * REACH) };
        self.stand(&sorted.field, &room, |card| (point(card), Some(point(card))));
        if let Some((frame, _)) = &self.aside {
            let region = Rectangle { height: height - 2.0 * STRIP, ..inside(frame) };
            let room = Room { region, reach: (f32::INFINITY, f32::INFINITY) };
            self.stand(&sorted.aside, &room, |card| ((region.x + card.size.0 / 2.0, point(card).1), None));
        }
        if let Some((frame, _)) = &self.below {
            let region = inside(frame);
            let room = Room { region, reach: (f32::INFINITY, f32::INFINITY) };
            self.stand(&sorted.below, &room, |card| ((point(card).0, region.y + card.size.1 / 2.0), None));
        }
    }

    fn stand(&mut self, cards: &'a [Card<'a>], room: &Room, point: impl Fn(&Card<'_>) -> (Point, Option<Point>)) {
        let wishes: Vec<Wish> = cards.iter().map(|card| Wish { centre: point(card).0, size: card.size }).collect();
        for (card, place) in cards.iter().zip(places(&wishes, room)) {
            match place {
                Some(frame) => self.stood.push(Stood { card, frame, point: point(card).1 }),
                None => self.rest.push(card.standing),
            }
        }
    }

    fn scene(mut self, title: &TitleBlock, sorted: &Sorted<'_>, language: Language) -> Scene {
        let right = self.field.frame.x + self.field.frame.width;
        let left = MARGIN + AXIS;
        let wide = (right - MARGIN).max(title.width());
        self.stood
            .sort_by(|one, other| one.frame.y.total_cmp(&other.frame.y).then(one.frame.x.total_cmp(&other.frame.x)));
        let mut items = vec![title.draw(MARGIN, MARGIN)];
        let mut y = self.draw_fields(&mut items, language);
        let (unknown, height) = panel::unknown(&sorted.nothing, (left, y), right - left, language);
        items.extend(unknown);
        y += height;
        let (rest, height) = panel::rest(&self.rest, (left, y), right - left, language);
        items.extend(rest);
        y += height;
        let all = || sorted.field.iter().chain(&sorted.aside).chain(&sorted.below).map(|card| card.standing);
        let has_lines = self.stood.iter().any(|one| one.point.is_some_and(|point| leader(&one.frame, point).is_some()));
        let legend =
            legend::legend(&all().chain(sorted.nothing.iter().copied()).collect::<Vec<_>>(), has_lines, language);
        ended(items, (wide, y), &legend, title, language)
    }

    /// Draws the fields, the scales and the cards; returns where they end.
    fn draw_fields(&self, items: &mut Vec<Item>, language: Language) -> f32 {
        let mut frames: Vec<Rectangle> = self.stood.iter().map(|one| one.frame).collect();
        if self.stood.iter().all(|one| one.point.is_none()) {
            let (sentence, room) = self.field.nobody(language);
            items.push(sentence);
            frames.push(room);
        }
        items.push(self.field.draw_influence(MARGIN + AXIS, language));
        items.push(self.field.draw(&frames, language));
        let mut foot = self.field.frame.y + self.field.frame.height;
        for (frame, words) in self.aside.iter().chain(&self.below) {
            items.extend(gutter(frame, words));
            foot = foot.max(frame.y + frame.height);
        }
        items.push(self.field.draw_stances(foot, language));
        let thin = Stroke { ink: Ink::Muted, width: 0.9, dash: Dash::None };
        for one in &self.stood {
            let Some(line) = one.point.and_then(|point| leader(&one.frame, point)) else { continue };
            items.extend(visible(line, &frames, thin));
            items.push(true_point(line.1, &frames));
        }
        let cards = self.stood.iter().map(|one| one.card.draw(&one.frame, language)).collect();
        items.push(Item::Group(Group { layer: Some(Layer::Posts), items: cards, ..Group::default() }));
        foot + SCALE
    }
}

/// A dot on a true point from which a card was displaced; nothing where another card covers it.
fn true_point((x, y): Point, frames: &[Rectangle]) -> Item {
    let radius = 2.4;
    let dot = Rectangle {
        x: x - radius,
        y: y - radius,
        width: 2.0 * radius,
        height: 2.0 * radius,
        radius,
        fill: Some(Ink::Muted),
        stroke: None,
    };
    let is_covered = frames.iter().any(|frame| frame.overlaps(&dot));
    let items = if is_covered { Vec::new() } else { vec![Item::Rectangle(dot)] };
    Item::Group(Group { items, ..Group::default() })
}

fn area(cards: &[Card<'_>]) -> f32 {
    cards.iter().map(|card| (card.size.0 + GAP) * (card.size.1 + GAP)).sum()
}

fn widest(cards: &[Card<'_>]) -> f32 {
    cards.iter().map(|card| card.size.0).fold(0.0, f32::max)
}

/// The size of the field: larger for many cards, small when there are none.
fn field_size(sorted: &Sorted<'_>) -> (f32, f32) {
    if sorted.field.is_empty() && sorted.aside.is_empty() {
        return (LEAST.0, 320.0);
    }
    let height = libm::sqrtf(area(&sorted.field) * AIR / SHAPE);
    ((height * SHAPE).max(LEAST.0).ceil(), height.max(LEAST.1).ceil())
}
