//! The card of a person in a network: stance, name, part in the decision, post and unit, camp.

use super::camp::Sign;
use super::cast::Node;
use super::words::Words;
use crate::font::{Weight, Wrap, Wrapped, wrap};
use crate::layout::marks::{Mark, SIZE};
use crate::layout::scene::{Dash, Group, Ink, Item, Lettering, Rectangle, Reference, Role, Stroke, write_line};

/// The width of every card.
pub(super) const WIDTH: f32 = 168.0;
const NAME: Lettering = Lettering { size: 14.5, weight: Weight::Medium, ink: Ink::Text };
const PLACE: Lettering = Lettering { size: 11.5, weight: Weight::Regular, ink: Ink::Muted };
const PAD: f32 = 10.0;
const NAME_LINE: f32 = 19.0;
const PLACE_LINE: f32 = 15.0;
const GAP: f32 = 6.0;

/// The words of a card in lines.
#[derive(Debug)]
pub(super) struct NodeCard {
    name: Wrapped,
    place: Wrapped,
    /// How high the card is.
    pub height: f32,
}

impl NodeCard {
    pub(super) fn measure(node: &Node) -> Self {
        let marks = behind(node).len() as f32 * (SIZE + 3.0);
        let room = WIDTH - 2.0 * PAD - SIZE - GAP - marks;
        let lines = |text: &str, lettering: Lettering, width: f32| {
            wrap(text, &Wrap { width, size: lettering.size, weight: lettering.weight, max_lines: 2 })
        };
        let name = lines(&node.name, NAME, room);
        let place = Self::place(node, WIDTH - 2.0 * PAD - 15.0);
        let rows = name.lines.len().max(1) as f32 * NAME_LINE + place.lines.len() as f32 * PLACE_LINE;
        Self { name, place, height: (rows + 16.0).ceil() }
    }

    /// Post and unit in one line where they fit, else in a line each.
    fn place(node: &Node, room: f32) -> Wrapped {
        let line = |text: &str| wrap(text, &Wrap { width: room, size: PLACE.size, weight: PLACE.weight, max_lines: 1 });
        let whole = line(&node.place);
        if !whole.cut || node.title.is_empty() || node.unit.is_empty() {
            return whole;
        }
        let (title, unit) = (line(&node.title), line(&node.unit));
        Wrapped { cut: title.cut || unit.cut, lines: title.lines.into_iter().chain(unit.lines).collect() }
    }

    pub(super) fn draw(&self, node: &Node, frame: Rectangle, sign: Option<Sign>, words: Words) -> Group {
        let mut items = Vec::with_capacity(8);
        let stroke = match node.seat {
            Some(_) => Stroke { ink: Ink::RootBand, width: 2.2, dash: Dash::None },
            None => Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None },
        };
        let inset = stroke.width / 2.0;
        items.push(Item::Rectangle(Rectangle {
            x: frame.x + inset,
            y: frame.y + inset,
            width: frame.width - 2.0 * inset,
            height: frame.height - 2.0 * inset,
            radius: 8.0,
            fill: Some(Ink::Card),
            stroke: Some(stroke),
        }));
        let (left, right) = (frame.x + PAD, frame.x + frame.width - PAD);
        let mut y = frame.y + 8.0;
        node.stance.draw(&mut items, left - 1.0, y + 9.5);
        for (place, mark) in behind(node).into_iter().enumerate() {
            mark.draw(&mut items, right - SIZE - place as f32 * (SIZE + 3.0), y + 9.5);
        }
        for line in &self.name.lines {
            write_line(&mut items, &line.text, left + SIZE + GAP, y + 14.5, NAME);
            y += NAME_LINE;
        }
        y += if self.name.lines.is_empty() { NAME_LINE } else { 0.0 };
        for line in &self.place.lines {
            write_line(&mut items, &line.text, left, y + 12.0, PLACE);
            y += PLACE_LINE;
        }
        if let Some(sign) = sign {
            items.push(sign.draw(right - 4.0, frame.y + frame.height - 8.0 - PLACE_LINE / 2.0));
        }
        let mut parts = vec![node.name.clone(), node.place.clone()];
        parts.push(node.stance.reading(words.0));
        parts.extend(behind(node).into_iter().map(|mark| mark.reading(words.0)));
        parts.extend(node.seat.map(|_| words.seat().to_owned()));
        parts.extend(sign.map(|sign| words.camp_of(sign.camp)));
        Group {
            reference: Some(Reference { kind: "person", id: node.person.0 }),
            role: Some(Role::Image),
            label: Some(words.list(&parts)),
            shows_label: self.name.cut || self.place.cut,
            items,
            ..Group::default()
        }
    }
}

/// The marks behind the name, from the right.
fn behind(node: &Node) -> Vec<Mark> {
    let veto = node.seat.filter(|seat| seat.veto).map(|_| Mark::Veto);
    node.role.into_iter().chain(veto).collect()
}
