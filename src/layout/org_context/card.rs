//! The cards of an org-context map: people, vacant posts, and our members.

use super::sheet::Entry;
use super::words::Words;
use crate::font::{Weight, Wrap, Wrapped, wrap};
use crate::layout::person_card::{PersonCard, Saying, outline};
use crate::layout::scene::{Dash, Group, Ink, Item, Lettering, Rectangle, Reference, Role, Stroke, write_line};

/// The width of every card.
pub(super) const WIDTH: f32 = 156.0;
const PAD: f32 = 10.0;
const NAME: Lettering = Lettering { size: 14.0, weight: Weight::Medium, ink: Ink::Text };
const VACANT: Lettering = Lettering { size: 13.5, weight: Weight::Regular, ink: Ink::Muted };
const NOTE: Lettering = Lettering { size: 11.5, weight: Weight::Regular, ink: Ink::Muted };
const NAME_LINE: f32 = 19.0;
const NOTE_LINE: f32 = 15.0;

/// A card with its words in lines.
#[derive(Debug)]
pub(super) enum Card {
    Person(PersonCard),
    /// A vacant post or one of ours: a name and a note.
    Plain {
        name: Wrapped,
        note: Wrapped,
    },
}

fn lines(text: &str, lettering: Lettering, max_lines: usize) -> Wrapped {
    let width = WIDTH - 2.0 * PAD;
    wrap(text, &Wrap { width, size: lettering.size, weight: lettering.weight, max_lines })
}

impl Card {
    pub(super) fn measure(entry: &Entry, words: Words) -> Self {
        match entry {
            Entry::Person(facts) => Self::Person(PersonCard::measure(facts, WIDTH, Saying::Post, words.0)),
            Entry::Vacant { title, .. } => {
                Self::Plain { name: lines(words.vacant(), VACANT, 1), note: lines(title, NOTE, 2) }
            }
            Entry::Member { name, known } => {
                Self::Plain { name: lines(name, NAME, 2), note: lines(&words.knows(*known), NOTE, 1) }
            }
        }
    }

    pub(super) fn height(&self) -> f32 {
        match self {
            Self::Person(card) => card.height,
            Self::Plain { name, note } => {
                (name.lines.len().max(1) as f32 * NAME_LINE + note.lines.len() as f32 * NOTE_LINE + 16.0).ceil()
            }
        }
    }

    pub(super) fn draw(&self, entry: &Entry, frame: Rectangle, words: Words) -> Item {
        let (name, note) = match (self, entry) {
            (Self::Person(card), Entry::Person(facts)) => return Item::Group(card.draw(facts, frame, None, words.0)),
            (Self::Plain { name, note }, _) => (name, note),
            (Self::Person(_), _) => return Item::Group(Group::default()),
        };
        let (reference, label, look, lettering) = match entry {
            Entry::Vacant { post, title, unit } => {
                let label = words.list(&[words.vacant().to_owned(), title.clone(), unit.clone()]);
                let reference = Some(Reference { kind: "post", id: post.0 });
                (reference, label, outline(frame, vacant_stroke()), VACANT)
            }
            Entry::Member { name, known } => {
                let label = words.list(&[words.team().to_owned(), name.clone(), words.knows(*known)]);
                let plain = outline(frame, Stroke { ink: Ink::Solid, width: 1.0, dash: Dash::None });
                (None, label, plain, NAME)
            }
            Entry::Person(_) => return Item::Group(Group::default()),
        };
        let mut items = vec![Item::Rectangle(look)];
        let mut y = frame.y + 8.0;
        for line in &name.lines {
            write_line(&mut items, &line.text, frame.x + PAD, y + 14.0, lettering);
            y += NAME_LINE;
        }
        for line in &note.lines {
            write_line(&mut items, &line.text, frame.x + PAD, y + 12.0, NOTE);
            y += NOTE_LINE;
        }
        Item::Group(Group {
            reference,
            role: Some(Role::Image),
            label: Some(label),
            shows_label: name.cut || note.cut,
            items,
            ..Group::default()
        })
    }
}

/// The edge of a vacant post.
pub(super) fn vacant_stroke() -> Stroke {
    Stroke { ink: Ink::Vacancy, width: 1.0, dash: Dash::Short }
}
