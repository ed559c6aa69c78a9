//! A holder on a card: name, how the post is held, and where else the person stands.

use super::{CHANGE, NAME, NAME_LINE, NOTE, NOTE_LINE, PAD, TAG, TITLE, TITLE_LINE, lines};
use crate::font::{Line, Weight, Wrapped, width};
use crate::layout::marks::{Mark, SIZE};
use crate::layout::org_chart::chart::{Holder, PostName};
use crate::layout::org_chart::overlay::{FootRows, PersonMarks};
use crate::layout::org_chart::words::Words;
use crate::layout::scene::{Group, Ink, Item, Lettering, Rectangle, Reference, Role, write_line};

/// Who is only named here, since the card stands elsewhere.
const NAMED: Lettering = Lettering { size: 14.0, weight: Weight::Regular, ink: Ink::Muted };
const TAG_PAD: f32 = 5.0;
const TAG_GAP: f32 = 8.0;
/// Names are cut only when they do not fit in this many lines.
const NAME_LINES: usize = 3;
/// Between a mark and the name beside it.
const MARK_GAP: f32 = 6.0;
/// From this many holders on, names stand side by side where they fit.
const CROWD: usize = 4;

/// The words of a holder in lines.
#[derive(Debug)]
pub(super) struct HolderLines {
    name: Wrapped,
    lettering: Lettering,
    tag: Option<(&'static str, f32)>,
    /// Whether the tag stands under the name, because it does not fit beside it.
    tag_below: bool,
    /// The title of the post, when nobody else holds it.
    title: Wrapped,
    notes: Vec<Line>,
    changes: Vec<Line>,
    foot: FootRows,
    is_cut: bool,
    /// How high all lines are together.
    pub height: f32,
}

impl HolderLines {
    pub(super) fn measure(holder: &Holder, title: Wrapped, room: f32, words: Words) -> Self {
        let (name, lettering) = match holder.card_at {
            Some(_) => (format!("→ {}", holder.name), NAMED),
            None => (holder.name.clone(), NAME),
        };
        let (before, behind) = beside(&holder.marks);
        let name_room = room - before - behind;
        let name = lines(&name, lettering, name_room, NAME_LINES);
        // The arrow says already that a post is held beside another one.
        let word = words.tenure(holder.kind).filter(|_| holder.card_at.is_none());
        let tag = word.map(|word| (word, width(word, TAG.size, TAG.weight) + 2.0 * TAG_PAD));
        let last = name.lines.last().map_or(0.0, |line| line.width);
        let tag_below = tag.is_some_and(|(_, width)| last + TAG_GAP + width > name_room);
        let mut notes = Vec::new();
        let mut is_cut = name.cut || title.cut;
        let see = holder.card_at.iter().map(|post| (words.see(), post));
        for (word, post) in see.chain(holder.also.iter().map(|post| (words.also(), post))) {
            let wrapped = note(word, post, room, words);
            is_cut |= wrapped.cut;
            notes.extend(wrapped.lines);
        }
        let names = name.lines.len() as f32 + f32::from(u8::from(tag_below));
        let notes_height = if notes.is_empty() { 0.0 } else { notes.len() as f32 * NOTE_LINE + 2.0 };
        let foot = FootRows::measure(&holder.marks.foot, room, words.0);
        let height = names * NAME_LINE + title.lines.len() as f32 * TITLE_LINE + notes_height + foot.height;
        let changes = holder.change.as_deref().map_or_else(Vec::new, |change| lines(change, CHANGE, room, 3).lines);
        let height = height + changes.len() as f32 * NOTE_LINE;
        Self { name, lettering, tag, tag_below, title, notes, changes, foot, is_cut, height }
    }

    /// The width that name and tag take.
    fn width(&self) -> f32 {
        let tag = self.tag.filter(|_| !self.tag_below).map_or(0.0, |(_, width)| TAG_GAP + width);
        self.name.width() + tag
    }

    fn is_short(&self) -> bool {
        self.notes.is_empty()
            && self.changes.is_empty()
            && self.foot.height <= 0.0
            && !self.tag_below
            && self.name.lines.len() == 1
    }

    /// Draws the lines from a corner to `right`; `place` is the post with its unit, for the ear.
    pub(super) fn draw(&self, holder: &Holder, (x, y): (f32, f32), right: f32, place: &str, words: Words) -> Group {
        let mut items = Vec::with_capacity(2 + self.title.lines.len());
        let (mut y, mut end) = (y, x);
        let marks = &holder.marks;
        if let Some(role) = marks.role {
            role.draw(&mut items, x, y + 10.5);
        }
        if let Some(stance) = marks.stance {
            stance.draw(&mut items, right - SIZE, y + 10.5);
        }
        let name_x = x + beside(marks).0;
        for line in &self.name.lines {
            end = name_x + write_line(&mut items, &line.text, name_x, y + 15.5, self.lettering);
            y += NAME_LINE;
        }
        if let Some(tag) = self.tag {
            if self.tag_below {
                draw_tag(&mut items, tag, x, y + 15.5);
                y += NAME_LINE;
            } else {
                draw_tag(&mut items, tag, end + TAG_GAP, y + 15.5 - NAME_LINE);
            }
        }
        for line in &self.title.lines {
            write_line(&mut items, &line.text, x, y + 12.0, TITLE);
            y += TITLE_LINE;
        }
        for line in &self.notes {
            write_line(&mut items, &line.text, x, y + 12.5, NOTE);
            y += NOTE_LINE;
        }
        for line in &self.changes {
            write_line(&mut items, &line.text, x, y + 12.5, CHANGE);
            y += NOTE_LINE;
        }
        self.foot.draw(&mut items, x, y + if self.notes.is_empty() { 0.0 } else { 2.0 });
        let mut parts = vec![holder.name.clone(), place.to_owned()];
        parts.extend(words.tenure(holder.kind).map(ToOwned::to_owned));
        let name = |word: &str, post: &PostName| format!("{word}{}", words.place(&post.title, &post.unit));
        parts.extend(holder.card_at.iter().map(|post| name(words.see(), post)));
        parts.extend(holder.also.iter().map(|post| name(words.also(), post)));
        parts.extend(holder.change.clone());
        parts.extend(marks.role.into_iter().chain(marks.stance).map(|mark| mark.reading(words.0)));
        parts.extend(marks.foot.iter().map(|mark| mark.reading(words.0)));
        Group {
            reference: Some(Reference { kind: "person", id: holder.id.0 }),
            role: Some(Role::Image),
            label: Some(words.list(&parts)),
            shows_label: self.is_cut,
            layer: None,
            opacity: None,
            items,
        }
    }
}

/// The room that marks take before and behind a name.
pub(super) fn beside(marks: &PersonMarks) -> (f32, f32) {
    let room = |mark: Option<Mark>| mark.map_or(0.0, |mark| mark.width() + MARK_GAP);
    (room(marks.role), room(marks.stance))
}

/// Names another post in one line; else its title and its unit in a line each; else as it comes.
fn note(word: &str, post: &PostName, room: f32, words: Words) -> Wrapped {
    let whole = format!("{word}{}", words.place(&post.title, &post.unit));
    let one_line = lines(&whole, NOTE, room, 1);
    if !one_line.cut {
        return one_line;
    }
    let mut title = lines(&format!("{word}{}", post.title), NOTE, room, 1);
    let unit = lines(&post.unit, NOTE, room, 1);
    if title.cut || unit.cut {
        return lines(&whole, NOTE, room, 3);
    }
    title.lines.extend(unit.lines);
    title
}

fn draw_tag(items: &mut Vec<Item>, (word, width): (&str, f32), x: f32, baseline: f32) {
    items.push(Item::Rectangle(Rectangle {
        x,
        y: baseline - 12.0,
        width,
        height: 16.0,
        radius: 4.0,
        fill: Some(Ink::Tag),
        stroke: None,
    }));
    write_line(items, word, x + TAG_PAD, baseline - 0.5, TAG);
}

/// How many names stand side by side: as many as the widest of a crowd allows.
pub(super) fn columns(holders: &[HolderLines], room: f32) -> usize {
    if holders.len() < CROWD || !holders.iter().all(HolderLines::is_short) {
        return 1;
    }
    let widest = holders.iter().map(HolderLines::width).fold(1.0, f32::max);
    (((room + PAD) / (widest + PAD)) as usize).clamp(1, 3)
}
