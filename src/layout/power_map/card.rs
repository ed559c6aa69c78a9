//! A person on the map as a card: stance, name and post, larger with more influence, ringed with a seat.

use super::people::Standing;
use crate::font::{Weight, Wrap, Wrapped, width, wrap};
use crate::layout::marks::hatch::hatched;
use crate::layout::marks::{Mark, SIZE, stance_ink};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Language, Lettering, Rectangle, Reference, Role, Stroke, write_line,
};

/// The sizes of names by influence in quarters.
const NAMES: [f32; 5] = [12.0, 12.5, 14.0, 16.0, 18.5];
/// The sizes of posts by influence in quarters.
const POSTS: [f32; 5] = [10.0, 10.0, 10.5, 11.5, 12.5];
/// The most that a name or a post may take, by influence in quarters.
const ROOM: [f32; 5] = [96.0, 104.0, 122.0, 140.0, 160.0];
/// The bar at the left, with the room after it.
const BAR: f32 = 12.0;
const PAD: f32 = 8.0;
const MARK_GAP: f32 = 6.0;
/// How far the ring of a seat lies outside the card.
const RING: f32 = 4.0;

/// A card with its words in lines.
#[derive(Debug)]
pub(super) struct Card<'a> {
    pub standing: &'a Standing,
    name: Wrapped,
    post: Wrapped,
    /// Width and height with the ring.
    pub size: (f32, f32),
}

impl<'a> Card<'a> {
    /// Cuts the words to the room that the influence gives them.
    pub(super) fn measure(standing: &'a Standing) -> Self {
        let at = standing.quarter();
        let one_line =
            |text: &str, size: f32, weight: Weight| wrap(text, &Wrap { width: ROOM[at], size, weight, max_lines: 1 });
        let name = one_line(&standing.name, NAMES[at], Weight::Medium);
        let post = one_line(&standing.post, POSTS[at], Weight::Regular);
        let words = name.width().max(post.width());
        let signs = signs(standing).map(|mark| MARK_GAP + mark.width()).sum::<f32>();
        let ring = if standing.has_seat { 2.0 * RING } else { 0.0 };
        // Widths in steps let cards stand edge on edge.
        let across = ((BAR + SIZE + MARK_GAP + words + signs + PAD + ring) / 16.0).ceil() * 16.0;
        let lines = NAMES[at] * 1.3 + if post.lines.is_empty() { 0.0 } else { POSTS[at] * 1.35 };
        let down = ((lines + 11.0).max(SIZE + 8.0) / 2.0).ceil() * 2.0 + ring;
        Self { standing, name, post, size: (across, down) }
    }

    /// Draws the card into the frame that it was given, ring included.
    pub(super) fn draw(&self, frame: &Rectangle, language: Language) -> Item {
        let (standing, at) = (self.standing, self.standing.quarter());
        let mut items = Vec::new();
        let mut inner = Rectangle { radius: 6.0, ..*frame };
        if standing.has_seat {
            let stroke = Some(Stroke { ink: Ink::Text, width: 1.8, dash: Dash::None });
            items.push(Item::Rectangle(Rectangle { radius: 9.0, fill: None, stroke, ..frame.grown(-0.9) }));
            inner = Rectangle { radius: 6.0, ..frame.grown(-RING) };
        }
        let (ink, dash) = if standing.is_undisclosed { (Ink::Vacancy, Dash::Short) } else { (Ink::Border, Dash::None) };
        let stroke = Some(Stroke { ink, width: 1.0, dash });
        items.push(Item::Rectangle(Rectangle { fill: Some(Ink::Card), stroke, ..inner.grown(-0.5) }));
        items.push(bar(standing, (inner.x + 4.0, inner.y + 5.0), inner.height - 10.0));
        let mark_x = inner.x + BAR;
        let middle = inner.y + inner.height / 2.0;
        standing.stance_mark.draw(&mut items, mark_x, middle);
        let x = mark_x + SIZE + MARK_GAP;
        let lettering = Lettering { size: NAMES[at], weight: Weight::Medium, ink: Ink::Text };
        let has_post = !self.post.lines.is_empty();
        let name_y = if has_post { inner.y + 4.5 + NAMES[at] } else { middle + NAMES[at] * 0.36 };
        for line in &self.name.lines {
            write_line(&mut items, &line.text, x, name_y, lettering);
        }
        let lettering = Lettering { size: POSTS[at], weight: Weight::Regular, ink: Ink::Muted };
        for line in &self.post.lines {
            write_line(&mut items, &line.text, x, name_y + POSTS[at] * 1.4, lettering);
        }
        let mut right = inner.x + inner.width - PAD + MARK_GAP;
        for mark in signs(standing) {
            right -= MARK_GAP + mark.width();
            mark.draw(&mut items, right, middle);
        }
        Item::Group(Group {
            reference: Some(Reference { kind: "person", id: standing.person.0 }),
            role: Some(Role::Image),
            label: Some(standing.label(language)),
            shows_label: self.name.cut || self.post.cut,
            items,
            ..Group::default()
        })
    }
}

/// Role and veto, from right to left.
fn signs(standing: &Standing) -> impl Iterator<Item = Mark> {
    standing.role.into_iter().chain(standing.has_veto.then_some(Mark::Veto))
}

/// The bar at the left edge: whole when stance and influence are well known, hatched when one of them is weak.
fn bar(standing: &Standing, (x, y): (f32, f32), height: f32) -> Item {
    let ink = match standing.stance_mark {
        Mark::Stance(level, _) => stance_ink(level),
        _ => Ink::Muted,
    };
    let frame = Rectangle { x, y, width: 4.5, height, radius: 2.0, ..Rectangle::default() };
    if standing.is_weak {
        return hatched(&frame, ink);
    }
    let is_unknown = standing.stance.is_none() || standing.influence.is_none();
    let stroke = is_unknown.then_some(Stroke { ink, width: 1.0, dash: Dash::None });
    Item::Rectangle(Rectangle { fill: (!is_unknown).then_some(ink), stroke, ..frame })
}

/// How wide a small name in the list of those of whom nothing is known may be.
const CHIP: f32 = 132.0;

/// Somebody of whom neither stance nor influence is known: a name in a list.
#[derive(Debug)]
pub(super) struct Chip<'a> {
    standing: &'a Standing,
    name: Wrapped,
    /// Width and height.
    pub size: (f32, f32),
}

impl<'a> Chip<'a> {
    pub(super) fn measure(standing: &'a Standing) -> Self {
        let name = wrap(&standing.name, &Wrap { width: CHIP, size: 12.0, weight: Weight::Regular, max_lines: 1 });
        let signs = signs(standing).map(|mark| MARK_GAP + mark.width()).sum::<f32>();
        Self { standing, size: (name.width() + signs + 18.0, 26.0), name }
    }

    pub(super) fn draw(&self, (x, y): (f32, f32), language: Language) -> Item {
        let standing = self.standing;
        let frame = Rectangle { x, y, width: self.size.0, height: self.size.1, radius: 6.0, ..Rectangle::default() };
        let (ink, line) = if standing.has_seat { (Ink::Text, 1.8) } else { (Ink::Border, 1.0) };
        let dash = if standing.is_undisclosed { Dash::Short } else { Dash::None };
        let stroke = Some(Stroke { ink, width: line, dash });
        let mut items = vec![Item::Rectangle(Rectangle { fill: Some(Ink::Card), stroke, ..frame.grown(-0.9) })];
        let lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Text };
        for line in &self.name.lines {
            write_line(&mut items, &line.text, x + 9.0, y + 17.4, lettering);
        }
        let mut right = x + self.size.0 - 9.0 + MARK_GAP;
        for mark in signs(standing) {
            right -= MARK_GAP + mark.width();
            mark.draw(&mut items, right, y + 13.0);
        }
        Item::Group(Group {
            reference: Some(Reference { kind: "person", id: standing.person.0 }),
            role: Some(Role::Image),
            label: Some(standing.label(language)),
            shows_label: true,
            items,
            ..Group::default()
        })
    }
}

/// How wide a line of text is in the words of the map.
pub(super) fn across(text: &str, lettering: Lettering) -> f32 {
    width(text, lettering.size, lettering.weight)
}
