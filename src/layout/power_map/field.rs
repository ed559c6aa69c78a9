//! The field on which people stand: the quadrants with their words, the scales, and the gutters for what is unknown.

use super::card::across;
use super::place::{Point, seen};
use crate::font::Weight;
use crate::layout::marks::{Firmness, Mark, SIZE};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Language, Lettering, Path, Rectangle, Role, Segment, Stroke, write_line,
};

/// The strips above and below the cards, in which the words of the quadrants stand.
pub(super) const STRIP: f32 = 32.0;
/// The room between the edge of a field and the cards in it.
pub(super) const INSET: f32 = 10.0;
/// The height of the scale of stances.
pub(super) const SCALE: f32 = 34.0;

const QUADRANT: Lettering = Lettering { size: 15.0, weight: Weight::Medium, ink: Ink::Muted };
const TICK: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };
pub(super) const HEADING: Lettering = Lettering { size: 12.5, weight: Weight::Medium, ink: Ink::Muted };

/// The field of those whose stance and influence are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    /// The whole field.
    pub frame: Rectangle,
    /// How far from the edges of the ground the ends of the scales lie, so that a card at an end is whole.
    pub pad: (f32, f32),
}

impl Field {
    /// Where cards may stand.
    pub(super) fn ground(&self) -> Rectangle {
        let Rectangle { x, y, width, height, .. } = self.frame;
        Rectangle {
            x: x + INSET,
            y: y + STRIP,
            width: width - 2.0 * INSET,
            height: height - 2.0 * STRIP,
            ..Rectangle::default()
        }
    }

    /// The x of a stance, −1 to 1.
    pub(super) fn x(&self, stance: f32) -> f32 {
        let ground = self.ground();
        let share = f32::midpoint(stance, 1.0).clamp(0.0, 1.0);
        (ground.x + self.pad.0 + share * (ground.width - 2.0 * self.pad.0)).round()
    }

    /// The y of an influence, 0 to 1.
    pub(super) fn y(&self, influence: f32) -> f32 {
        let ground = self.ground();
        let share = 1.0 - influence.clamp(0.0, 1.0);
        (ground.y + self.pad.1 + share * (ground.height - 2.0 * self.pad.1)).round()
    }

    /// Draws the ground: frame, lines that show between cards, and the words of the quadrants.
    pub(super) fn draw(&self, cards: &[Rectangle], language: Language) -> Item {
        let stroke = Some(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None });
        let mut items = vec![Item::Rectangle(Rectangle { radius: 8.0, stroke, ..self.frame })];
        let ground = self.ground();
        let (top, bottom) = (ground.y, ground.y + ground.height);
        let (left, right) = (ground.x, ground.x + ground.width);
        for stance in [-1.0, -0.5, 0.5, 1.0] {
            let x = self.x(stance);
            items.extend(visible(
                ((x, top), (x, bottom)),
                cards,
                Stroke { ink: Ink::Border, width: 0.7, dash: Dash::Dotted },
            ));
        }
        let middle = Stroke { ink: Ink::Muted, width: 1.0, dash: Dash::None };
        let (x, y) = (self.x(0.0), self.y(0.5));
        items.extend(visible(((x, top), (x, bottom)), cards, middle));
        items.extend(visible(((left, y), (right, y)), cards, middle));
        let [above, below] = [self.frame.y + 21.5, self.frame.y + self.frame.height - 11.0];
        for (words, at_right, baseline) in [
            (language.pick("重点争取", "Win over"), false, above),
            (language.pick("重点依靠", "Rely on"), true, above),
            (language.pick("持续留意", "Keep an eye on"), false, below),
            (language.pick("保持联络", "Keep close"), true, below),
        ] {
            let x = if at_right {
                self.frame.x + self.frame.width - 16.0 - across(words, QUADRANT)
            } else {
                self.frame.x + 16.0
            };
            write_line(&mut items, words, x, baseline, QUADRANT);
        }
        let label = language.pick("四个象限", "Four quadrants").to_owned();
        Item::Group(Group { role: Some(Role::Group), label: Some(label), items, ..Group::default() })
    }

    /// A sentence in the middle of a field on which nobody stands, and the room that it takes.
    pub(super) fn nobody(&self, language: Language) -> (Item, Rectangle) {
        let words =
            language.pick("还没有人的态度和影响力都已知。", "Of nobody are both stance and influence known yet.");
        let (wide, middle) = (across(words, HEADING), (self.x(0.0), self.y(0.5)));
        let mut items = Vec::new();
        write_line(&mut items, words, middle.0 - wide / 2.0, middle.1 + 4.5, HEADING);
        let room = Rectangle {
            x: middle.0 - wide / 2.0 - 12.0,
            y: middle.1 - 14.0,
            width: wide + 24.0,
            height: 28.0,
            ..Rectangle::default()
        };
        let group = Group { role: Some(Role::Image), label: Some(words.to_owned()), items, ..Group::default() };
        (Item::Group(group), room)
    }

    /// Draws the scale of influence with its right end at `x`, and its name over it.
    pub(super) fn draw_influence(&self, x: f32, language: Language) -> Item {
        let mut items = Vec::new();
        let words = language.pick("影响力 0–10 ↑", "Influence 0–10 ↑");
        write_line(&mut items, words, x - 34.0, self.frame.y - 9.0, HEADING);
        for (share, words) in [(0.0, "0"), (0.25, "2.5"), (0.5, "5"), (0.75, "7.5"), (1.0, "10")] {
            let y = self.y(share);
            write_line(&mut items, words, x - 12.0 - across(words, TICK), y + 4.2, TICK);
            items.push(line(((x - 7.0, y), (x - 1.0, y)), Stroke { ink: Ink::Muted, width: 1.0, dash: Dash::None }));
        }
        let label = language.pick("影响力，从下到上 0 到 10", "Influence, 0 to 10 upwards").to_owned();
        Item::Group(Group { role: Some(Role::Image), label: Some(label), items, ..Group::default() })
    }

    /// Draws the scale of stances from `y` down.
    pub(super) fn draw_stances(&self, y: f32, language: Language) -> Item {
        let mut items = Vec::new();
        let tick = Stroke { ink: Ink::Muted, width: 1.0, dash: Dash::None };
        for level in -2..=2_i8 {
            let mark = Mark::Stance(level, Firmness::Fair);
            let words = mark.words(language);
            let x = self.x(f32::from(level) / 2.0);
            let left = x - (SIZE + 6.0 + across(words, TICK)) / 2.0;
            items.push(line(((x, y + 1.0), (x, y + 6.0)), tick));
            mark.draw(&mut items, left, y + 20.0);
            write_line(&mut items, words, left + SIZE + 6.0, y + 24.2, TICK);
        }
        let label = language.pick("态度，从反对到支持", "Stance, from against to for").to_owned();
        Item::Group(Group { role: Some(Role::Image), label: Some(label), items, ..Group::default() })
    }
}

/// A field for those of whom something is unknown: a broken frame with a heading that begins with the sign for it.
pub(super) fn gutter(frame: &Rectangle, words: &str) -> Vec<Item> {
    let stroke = Some(Stroke { ink: Ink::Muted, width: 1.0, dash: Dash::Short });
    let mut items = vec![Item::Rectangle(Rectangle { radius: 8.0, stroke, ..*frame })];
    Mark::StanceUnknown.draw(&mut items, frame.x + 10.0, frame.y + 17.0);
    write_line(&mut items, words, frame.x + 10.0 + SIZE + 7.0, frame.y + 21.4, HEADING);
    items
}

/// How wide the heading of a gutter is, with its sign and the room around it.
pub(super) fn gutter_width(words: &str) -> f32 {
    across(words, HEADING) + SIZE + 30.0
}

/// What shows of a line between cards.
pub(super) fn visible(of: (Point, Point), cards: &[Rectangle], stroke: Stroke) -> Vec<Item> {
    seen(of, cards).into_iter().map(|piece| line(piece, stroke)).collect()
}

fn line((from, to): (Point, Point), stroke: Stroke) -> Item {
    let mut path = Path::stroked(stroke);
    path.segments = vec![Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)];
    Item::Path(path)
}
