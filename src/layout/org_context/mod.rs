//! The org-context map 组织脉络图: units as nested boxes side by side, decision levels as bands across them, people where
//! the two meet, and our team along the bottom.
//!
//! Formal lines, and those from ours to whom they know, run in strips that are free of cards. Where there are more units
//! than a page is wide, they go on on a further shelf with bands of its own.

mod card;
mod frame;
mod sheet;
mod shelves;
mod spread;
mod wires;
mod words;

use super::diagram::{DiagramInput, DiagramOptions, DiagramRefusal, asked_deal, last_day, usual_deal};
use super::ending::ended;
use super::legend::Legend;
use super::marks::Mark;
use super::org_chart::Ties;
use super::scene::{Group, Ink, Item, Layer, Lettering, Rectangle, Scene, write_line};
use super::tie::ways::Ways;
use super::tie::{TiePen, shown_ties};
use super::title_block::{self, Known, MARGIN, TitleBlock};
use crate::analysis::ground::Ground;
use crate::belief::Question;
use crate::font::Weight;
use card::Card;
use frame::Frame;
use sheet::{Entry, Sheet};
use shelves::{Place, Shelf};
use spread::{Plan, Spread};
use wires::{Lanes, Wire};
use words::Words;

const SPACE: f32 = 22.0;
const NOTE: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };

/// Draws the org-context map of a snapshot.
pub fn org_context(input: &DiagramInput<'_>, options: &DiagramOptions) -> Result<Scene, DiagramRefusal> {
    let snapshot = input.snapshot;
    let deal = match options.deal {
        Some(_) => Some(asked_deal(snapshot, options)?),
        None => usual_deal(snapshot, options.day(snapshot)),
    };
    let on = options.day(snapshot).unwrap_or_else(|| last_day(snapshot));
    let ground = Ground::of(snapshot, Question { on, deal: deal.map(|deal| deal.id) });
    let words = Words(options.language);
    let sheet = Sheet::of(&ground, input.roster, words);
    let title = heading(&ground, &sheet, options, words);
    let shelves = shelves::shelves(&sheet.blocks);
    let (places, team_columns) = places(&sheet, &shelves);
    let wires = wires::wires(&sheet, &ground, &places);
    let lanes = Lanes::of(&wires, &places);
    let cards: Vec<Card> = sheet.entries.iter().map(|entry| Card::measure(entry, words)).collect();
    let frame = Frame::of(snapshot, &sheet, words);
    let plan = Plan {
        blocks: &sheet.blocks,
        shelves: &shelves,
        places: &places,
        cards: &cards,
        lanes: &lanes,
        team_columns,
        heading: frame.heading_height(),
    };
    let spread = Spread::of(plan, (MARGIN, MARGIN + title_block::HEIGHT + SPACE));
    let contents = Contents { ground: &ground, sheet: &sheet, plan, spread: &spread, wires: &wires, frame: &frame };
    Ok(picture(&contents, &title, options.ties, words))
}

fn heading(ground: &Ground<'_>, sheet: &Sheet, options: &DiagramOptions, words: Words) -> TitleBlock {
    let people = || {
        sheet.entries.iter().filter_map(|entry| match entry {
            Entry::Person(facts) => Some(facts),
            _ => None,
        })
    };
    let vacant = sheet.entries.iter().filter(|entry| matches!(entry, Entry::Vacant { .. })).count();
    let mut block = TitleBlock::new(ground.snapshot, options.language, words.org_context());
    let (units, count) = (ground.snapshot.records().units.len(), people().count());
    block = block.with(&words.counts(units, count, vacant));
    if let Some(deal) = ground.deal {
        block = block.with_deal(&deal.name, options.language);
    }
    let known = people().filter(|facts| facts.stance != Mark::StanceUnknown).count();
    block.with_stances_known(Known { known, of: count }, options.language)
}

/// The place of every card, those of our team on one more shelf; and how many columns our team has.
fn places(sheet: &Sheet, shelves: &[Shelf]) -> (Vec<Option<Place>>, usize) {
    let mut places = shelves::places(&sheet.blocks, shelves, sheet.entries.len());
    let widest = shelves.iter().map(|shelf| shelf.columns).max().unwrap_or(0).max(3);
    let columns = sheet.team.len().min(widest);
    for (at, (card, _)) in sheet.team.iter().enumerate() {
        places[*card] = Some(Place { shelf: shelves.len(), column: at % columns, band: 0, row: at / columns });
    }
    (places, columns)
}

/// What is drawn.
struct Contents<'a> {
    ground: &'a Ground<'a>,
    sheet: &'a Sheet,
    plan: Plan<'a>,
    spread: &'a Spread,
    wires: &'a [Wire],
    frame: &'a Frame,
}

fn picture(contents: &Contents<'_>, title: &TitleBlock, shows_ties: Ties, words: Words) -> Scene {
    let Contents { sheet, spread, frame, plan, .. } = *contents;
    let width = spread.width.max(title.width()).max(640.0);
    let mut items = vec![title.draw(MARGIN, MARGIN)];
    items.extend(frame::bands(spread, sheet, words));
    items.extend(frame.boxes(spread, words));
    items.extend(frame::lines(contents, words));
    let mut tie_entries = Vec::new();
    if shows_ties == Ties::Drawn {
        let (layer, entries) = ties(contents, words);
        items.extend(layer);
        tie_entries = entries;
    }
    let cards = (0..sheet.entries.len()).filter(|card| plan.places[*card].is_some());
    let cards = cards.map(|card| plan.cards[card].draw(&sheet.entries[card], spread.cards[card], words)).collect();
    items.push(Item::Group(Group { layer: Some(Layer::Posts), items: cards, ..Group::default() }));
    let y = notes(&mut items, sheet, spread.foot, words);
    let legend = Legend::new(frame::entries(contents, words).into_iter().chain(tie_entries));
    ended(items, (width, y), &legend, title, words.0)
}

/// The second layer: ties between people.
fn ties(contents: &Contents<'_>, words: Words) -> (Option<Item>, Vec<super::legend::Entry>) {
    let Contents { ground, sheet, spread, frame, .. } = *contents;
    let top = MARGIN + title_block::HEIGHT + SPACE / 2.0;
    let page = Rectangle {
        x: MARGIN / 2.0,
        y: top,
        width: spread.width + MARGIN,
        height: spread.foot - top + SPACE / 2.0,
        ..Rectangle::default()
    };
    let labels = frame.labels(spread);
    let (mut items, mut pen) = (Vec::new(), TiePen::default());
    let mut ways = Ways::new(&spread.cards, &labels, page);
    for tie in shown_ties(&ground.beliefs) {
        let (Some(&from), Some(&to)) = (sheet.of_person.get(&tie.from), sheet.of_person.get(&tie.to)) else {
            continue;
        };
        let Some(course) = ways.course(from, to) else { continue };
        let name = |person| ground.snapshot.person(person).map_or("", |person| person.name.as_str());
        let names = [name(tie.belief.from), name(tie.belief.to)];
        items.push(pen.draw(tie.belief, &course, names, words.0));
    }
    let layer = (!items.is_empty()).then(|| Item::Group(Group { layer: Some(Layer::Ties), items, ..Group::default() }));
    (layer, pen.entries(words.0))
}

/// What the picture has to say about itself; returns where it ends.
fn notes(items: &mut Vec<Item>, sheet: &Sheet, mut y: f32, words: Words) -> f32 {
    let mut notes = Vec::new();
    if sheet.entries.is_empty() {
        notes.push(words.nobody().to_owned());
    } else {
        if sheet.by_units {
            notes.push(words.by_units().to_owned());
        }
        if sheet.team.is_empty() {
            notes.push(words.no_team().to_owned());
        }
    }
    if sheet.members_left_out > 0 {
        notes.push(words.members_left_out(sheet.members_left_out));
    }
    for note in notes {
        y += 22.0;
        write_line(items, &note, MARGIN, y, NOTE);
    }
    y
}
