//! The network 关系网络: people and the ties between them, below the waterline.
//!
//! Those on whom the decision rests stand in the middle or at the top, everybody else as far from them as lines of
//! authority are long; camps are tinted. Ties run around cards as far as they can. The arrangement is the same for the
//! same data, and a further person moves the others little.

mod aside;
mod camp;
mod cast;
mod layers;
mod orbit;
mod rings;
mod stress;
mod words;

use std::str::FromStr;

use super::diagram::{DiagramInput, DiagramOptions, DiagramRefusal, asked_deal, last_day, usual_deal};
use super::ending::ended;
use super::legend::{Entry, Legend};
use super::marks::Mark;
use super::person_card::{PersonCard, Saying, seat_stroke, seat_words};
use super::scene::{Group, Ink, Item, Layer, Lettering, Rectangle, Scene, write_line};
use super::tie::TiePen;
use super::tie::ways::Ways;
use super::title_block::{self, Known, MARGIN, TitleBlock};
use crate::analysis::ground::Ground;
use crate::belief::Question;
use crate::font::Weight;
use aside::Aside;
use camp::Camps;
use cast::{Cast, Node};
use words::Words;

const SPACE: f32 = 26.0;
/// The width of every card.
const WIDTH: f32 = 178.0;
const NOTE: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };

/// How the people of a network stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arrangement {
    /// On rings about those who decide.
    #[default]
    Concentric,
    /// In rows under those who decide.
    Layered,
}

impl Arrangement {
    /// Every arrangement.
    pub const ALL: [Self; 2] = [Self::Concentric, Self::Layered];

    /// The word that addresses and commands know it by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Concentric => "concentric",
            Self::Layered => "layered",
        }
    }
}

impl FromStr for Arrangement {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|arrangement| arrangement.word() == word)
            .ok_or_else(|| format!("“{word}” is no arrangement; there are concentric and layered"))
    }
}

/// Where cards and the names of rings stand, and what is drawn under them.
#[derive(Debug, Default)]
struct Plan {
    /// The card of each person, in the order of the cast.
    frames: Vec<Rectangle>,
    /// The room of each name of a ring, with the name.
    labels: Vec<(Rectangle, String)>,
    /// The rings themselves.
    guides: Vec<Item>,
    /// What cards and rings take up.
    size: (f32, f32),
}

/// Draws the network of a snapshot.
pub fn network(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let snapshot = input.snapshot;
    let deal = match options.deal {
        Some(_) => Some(asked_deal(snapshot, options)?),
        None => usual_deal(snapshot, options.day(snapshot)),
    };
    let on = options.day(snapshot).unwrap_or_else(|| last_day(snapshot));
    let ground = Ground::of(snapshot, Question { on, deal: deal.map(|deal| deal.id) });
    let words = Words(options.language);
    let cast = Cast::of(&ground, words);
    let camps = Camps::of(&ground, &cast);
    let cards: Vec<PersonCard> = cast.nodes.iter().map(|node| measured(node, words)).collect();
    let title = heading(&ground, &cast, options, words);
    Ok(picture(
        &Contents { cast: &cast, camps: &camps, cards: &cards, ground: &ground, arrangement: options.arrangement },
        &title,
        words,
    ))
}

fn measured(node: &Node, words: Words) -> PersonCard {
    PersonCard::measure(&node.facts, WIDTH, Saying::PostAndUnit, words.0)
}

fn heading(ground: &Ground<'_>, cast: &Cast<'_>, options: &DiagramOptions, words: Words) -> TitleBlock {
    let mut block = TitleBlock::new(ground.snapshot, options.language, words.network());
    block = block.with(&words.counts(cast.nodes.len(), cast.ties.len()));
    if let Some(deal) = ground.deal {
        block = block.with_deal(&deal.name, options.language);
    }
    let known = cast.nodes.iter().filter(|node| node.facts.stance != Mark::StanceUnknown).count();
    block.with_stances_known(Known { known, of: cast.nodes.len() }, options.language)
}

/// What is drawn.
struct Contents<'a> {
    cast: &'a Cast<'a>,
    camps: &'a Camps,
    cards: &'a [PersonCard],
    ground: &'a Ground<'a>,
    arrangement: Arrangement,
}

fn picture(contents: &Contents<'_>, title: &TitleBlock, words: Words) -> Scene {
    let Contents { cast, camps, cards, .. } = *contents;
    let top = MARGIN + title_block::HEIGHT + SPACE;
    let mut plan = match contents.arrangement {
        Arrangement::Concentric => rings::arrange(cast, cards, words),
        Arrangement::Layered => layers::arrange(cast, cards, words),
    };
    let width = plan.size.0.max(title.width()).max(640.0);
    plan.shift(MARGIN + ((width - plan.size.0) / 2.0).floor(), top);
    let mut y = top + plan.size.1;
    let (ties, tie_entries) = ties(cast, &plan, (width, top, y), words);
    let mut items = vec![title.draw(MARGIN, MARGIN)];
    items.extend(camps.draw(&plan.frames, words));
    items.push(rings_group(&mut plan));
    items.extend(ties);
    items.push(nodes_group(contents, &plan, words));
    y = notes(&mut items, contents, y, words);
    if let Some(aside) = Aside::of(cast, width, words) {
        items.push(aside.draw(MARGIN, y + SPACE));
        y += SPACE + aside.height;
    }
    let legend = Legend::new(entries(contents, words).into_iter().chain(tie_entries));
    ended(items, (width, y), &legend, title, words.0)
}

impl Plan {
    fn shift(&mut self, dx: f32, dy: f32) {
        for frame in self.frames.iter_mut().chain(self.labels.iter_mut().map(|label| &mut label.0)) {
            (frame.x, frame.y) = (frame.x + dx, frame.y + dy);
        }
        self.guides = std::mem::take(&mut self.guides).into_iter().map(|item| item.moved(dx, dy)).collect();
    }
}

fn rings_group(plan: &mut Plan) -> Item {
    const RING: Lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::Muted };
    let mut items = std::mem::take(&mut plan.guides);
    for (frame, words) in &plan.labels {
        let across = crate::font::width(words, RING.size, RING.weight);
        let x = frame.x + (frame.width - across) / 2.0;
        write_line(&mut items, words, x, frame.y + frame.height / 2.0 + 4.3, RING);
    }
    Item::Group(Group { items, ..Group::default() })
}

fn ties(cast: &Cast<'_>, plan: &Plan, (width, top, foot): (f32, f32, f32), words: Words) -> (Option<Item>, Vec<Entry>) {
    let labels: Vec<Rectangle> = plan.labels.iter().map(|label| label.0).collect();
    let page = Rectangle {
        x: MARGIN / 2.0,
        y: top - SPACE / 2.0,
        width: width + MARGIN,
        height: foot - top + SPACE,
        ..Rectangle::default()
    };
    let (mut items, mut pen) = (Vec::new(), TiePen::default());
    let mut ways = Ways::new(&plan.frames, &labels, page);
    for tie in &cast.ties {
        let Some(course) = ways.course(tie.from, tie.to) else { continue };
        let name = |person| cast.node_of(person).map_or("", |at| cast.nodes[at].facts.name.as_str());
        let names = [name(tie.belief.from), name(tie.belief.to)];
        items.push(pen.draw(tie.belief, &course, names, words.0));
    }
    let layer = (!items.is_empty()).then(|| Item::Group(Group { layer: Some(Layer::Ties), items, ..Group::default() }));
    (layer, pen.entries(words.0))
}

/// The cards, in the order in which the organisation ranks the people.
fn nodes_group(contents: &Contents<'_>, plan: &Plan, words: Words) -> Item {
    let Contents { cast, camps, cards, .. } = *contents;
    let draw = |at: usize| {
        let sign = camps.sign_of(at).map(|sign| (sign.draw(0.0, 0.0), words.camp_of(sign.camp)));
        Item::Group(cards[at].draw(&cast.nodes[at].facts, plan.frames[at], sign, words.0))
    };
    let items = (0..cast.nodes.len()).map(draw).collect();
    Item::Group(Group { layer: Some(Layer::Posts), items, ..Group::default() })
}

/// What the picture has to say about itself, under the network; returns where it ends.
fn notes(items: &mut Vec<Item>, contents: &Contents<'_>, mut y: f32, words: Words) -> f32 {
    let Contents { cast, ground, .. } = *contents;
    let mut notes = Vec::new();
    if cast.nodes.is_empty() {
        notes.push(words.nobody().to_owned());
    } else if cast.ties.is_empty() {
        notes.push(words.no_ties().to_owned());
    }
    if ground.seats.iter().all(|seated| seated.person.is_none()) && !cast.nodes.is_empty() {
        notes.push(words.no_seats().to_owned());
    }
    if cast.left_out > 0 {
        notes.push(words.left_out(cast.left_out, cast.ties_left_out));
    }
    for note in notes {
        y += 22.0;
        write_line(items, &note, MARGIN, y, NOTE);
    }
    y
}

fn entries(contents: &Contents<'_>, words: Words) -> Vec<Entry> {
    let Contents { cast, camps, .. } = *contents;
    let marks: Vec<Mark> = cast.nodes.iter().flat_map(|node| node.facts.marks()).collect();
    let mut entries = Vec::new();
    if cast.nodes.iter().any(|node| node.facts.seat.is_some()) {
        let stroke = Some(seat_stroke());
        let style = Rectangle { radius: 4.0, fill: Some(Ink::Card), stroke, ..Rectangle::default() };
        entries.push(Entry::frame(style, seat_words(words.0)));
    }
    entries.extend(Mark::legend_of(&marks, words.0));
    entries.extend(camps.entries(words));
    entries
}
