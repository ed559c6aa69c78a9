//! A post as a card: its unit, its holders, its title; measured first, drawn when its place is known.

use super::chart::{ChartPost, Holder};
use super::words::Words;
use crate::font::{Line, Weight, Wrap, Wrapped, width, wrap};
use crate::layout::scene::{Dash, Group, Ink, Item, Lettering, Path, Rectangle, Reference, Role, Stroke, write_line};
use crate::model::tenure::TenureKind;

const NAME: Lettering = Lettering { size: 15.0, weight: Weight::Medium, ink: Ink::Text };
const VACANT: Lettering = Lettering { size: 14.0, weight: Weight::Regular, ink: Ink::Muted };
const TITLE: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };
const NOTE: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };
const BAND: Lettering = Lettering { size: 11.5, weight: Weight::Medium, ink: Ink::BandText };
const TAG: Lettering = Lettering { size: 10.5, weight: Weight::Regular, ink: Ink::TagText };

const PAD: f32 = 12.0;
const TOP_PAD: f32 = 8.0;
const BOTTOM_PAD: f32 = 10.0;
const NAME_LINE: f32 = 21.0;
const TITLE_LINE: f32 = 16.0;
const NOTE_LINE: f32 = 15.0;
const BAND_LINE: f32 = 15.0;
const BAND_PAD: f32 = 7.0;
const TAG_PAD: f32 = 5.0;
const RADIUS: f32 = 6.0;
/// From this many holders on, names stand side by side where they fit.
const CROWD: usize = 4;

/// How wide cards are, and the room for words in them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Widths {
    /// Of a card in a row.
    pub card: f32,
    /// Of a card in a stack.
    pub stacked: f32,
}

impl Widths {
    /// The width of lines of words.
    fn words(self) -> f32 {
        self.stacked - 2.0 * PAD
    }

    /// The least widths in which nearly all cards say what they say in the lines that they have.
    pub(super) fn fitting(posts: &[ChartPost], rail: f32) -> Self {
        let mut needed: Vec<f32> = Vec::with_capacity(posts.len() * 2);
        for post in posts {
            needed.push(width(&post.title, TITLE.size, TITLE.weight));
            if post.heads_unit {
                needed.push(width(&post.unit, BAND.size, BAND.weight));
            }
            if let Some(holder) = post.holders.first() {
                needed.push(width(&holder.name, NAME.size, NAME.weight));
            }
        }
        let share = |part: usize| needed.len() * part / 100;
        let at = |needed: &mut Vec<f32>, index: usize| {
            if needed.is_empty() { 0.0 } else { *needed.select_nth_unstable_by(index, f32::total_cmp).1 }
        };
        let (most, nearly_all) = (share(85), share(98));
        // Most things fit in one line, and nearly all in two, of which the second is never quite filled.
        let words = at(&mut needed, most).max(at(&mut needed, nearly_all) * 0.62);
        let stacked = ((words + 2.0 * PAD) / 4.0).ceil() * 4.0;
        let stacked = stacked.clamp(116.0, 196.0);
        Self { card: stacked + rail, stacked }
    }
}

/// A card with its words in lines.
#[derive(Debug)]
pub(super) struct Card {
    band: Wrapped,
    holders: Vec<HolderLines>,
    /// How many names stand side by side.
    columns: usize,
    title: Wrapped,
    left_out: Option<Line>,
    /// How high the card is.
    pub height: f32,
}

#[derive(Debug)]
struct HolderLines {
    name: Wrapped,
    tag: Option<(&'static str, f32)>,
    /// Whether the tag stands under the name, because it does not fit beside it.
    tag_below: bool,
    notes: Vec<Line>,
    is_cut: bool,
    height: f32,
}

fn lines(text: &str, lettering: Lettering, width: f32, max_lines: usize) -> Wrapped {
    wrap(text, &Wrap { width, size: lettering.size, weight: lettering.weight, max_lines })
}

impl Card {
    /// Breaks the words of a post into lines and adds up their height.
    pub(super) fn measure(post: &ChartPost, widths: Widths, words: Words) -> Self {
        let room = widths.words();
        let band = if post.heads_unit { lines(&post.unit, BAND, room, 2) } else { Wrapped::default() };
        let holders: Vec<HolderLines> =
            post.holders.iter().map(|holder| HolderLines::measure(holder, room, words)).collect();
        let title = lines(&post.title, TITLE, room, 2);
        let left_out = (post.left_out > 0).then(|| lines(&words.left_out(post.left_out), NOTE, room, 1).lines.pop());
        let columns = columns(&holders, room);
        let mut card = Self { band, holders, columns, title, left_out: left_out.flatten(), height: 0.0 };
        card.height = card.band_height() + TOP_PAD + card.names_height() + card.title.lines.len() as f32 * TITLE_LINE;
        card.height += if card.left_out.is_some() { NOTE_LINE + 3.0 } else { 0.0 };
        card.height += BOTTOM_PAD;
        card
    }

    fn band_height(&self) -> f32 {
        if self.band.lines.is_empty() { 0.0 } else { self.band.lines.len() as f32 * BAND_LINE + BAND_PAD }
    }

    fn names_height(&self) -> f32 {
        if self.holders.is_empty() {
            return NAME_LINE;
        }
        let row_height = |row: &[HolderLines]| row.iter().map(|holder| holder.height).fold(0.0, f32::max);
        self.holders.chunks(self.columns).map(row_height).sum()
    }

    /// The card as a group of its post, with a group for each holder.
    pub(super) fn draw(&self, post: &ChartPost, frame: Rectangle, words: Words) -> Group {
        let mut items = Vec::with_capacity(6 + self.holders.len());
        self.draw_frame(post, frame, &mut items);
        let mut y = frame.y + self.band_height() + TOP_PAD;
        let x = frame.x + PAD;
        let place = words.place(&post.title, &post.unit);
        if self.holders.is_empty() {
            write_line(&mut items, words.vacant(), x, y + 15.0, VACANT);
            y += NAME_LINE;
        }
        let step = (frame.width - 2.0 * PAD) / self.columns as f32;
        for (row, holders) in self.holders.chunks(self.columns).enumerate() {
            for (column, lines) in holders.iter().enumerate() {
                let holder = &post.holders[row * self.columns + column];
                items.push(Item::Group(lines.draw(holder, (x + step * column as f32, y), &place, words)));
            }
            y += holders.iter().map(|holder| holder.height).fold(0.0, f32::max);
        }
        for line in &self.title.lines {
            write_line(&mut items, &line.text, x, y + 12.0, TITLE);
            y += TITLE_LINE;
        }
        if let Some(line) = &self.left_out {
            write_line(&mut items, &line.text, x, y + 14.0, NOTE);
        }
        let is_cut = self.band.cut || self.title.cut;
        Group {
            reference: Some(Reference { kind: "post", id: post.id.0 }),
            role: Some(Role::Group),
            label: Some(label(post, &place, words)),
            shows_label: is_cut,
            layer: None,
            items,
        }
    }

    fn draw_frame(&self, post: &ChartPost, frame: Rectangle, items: &mut Vec<Item>) {
        let is_vacant = post.holders.is_empty();
        let (ink, dash) = if is_vacant { (Ink::Vacancy, Dash::Short) } else { (Ink::Border, Dash::None) };
        let stroke = Some(Stroke { ink, width: 1.0, dash });
        // Strokes of one pixel are sharp when they run through the middle of pixels.
        let (x, y, width, height) = (frame.x + 0.5, frame.y + 0.5, frame.width - 1.0, frame.height - 1.0);
        let outline = Rectangle { x, y, width, height, radius: RADIUS, fill: Some(Ink::Card), stroke };
        items.push(Item::Rectangle(outline));
        if self.band.lines.is_empty() {
            return;
        }
        let (ground, ink) =
            if post.is_outside { (Ink::OutsideBand, Ink::OutsideBandText) } else { (Ink::Band, Ink::BandText) };
        let mut band = Path::filled(ground);
        band.add_rounded_top(frame.x + 1.0, frame.y + 1.0, frame.width - 2.0, self.band_height() - 1.0, RADIUS - 0.5);
        items.push(Item::Path(band));
        for (row, line) in self.band.lines.iter().enumerate() {
            let baseline = frame.y + 15.0 + row as f32 * BAND_LINE;
            write_line(items, &line.text, frame.x + PAD, baseline, Lettering { ink, ..BAND });
        }
    }
}

/// How many names stand side by side: as many as the widest of a crowd allows.
fn columns(holders: &[HolderLines], room: f32) -> usize {
    let is_plain =
        |holder: &HolderLines| holder.tag.is_none() && holder.notes.is_empty() && holder.name.lines.len() == 1;
    if holders.len() < CROWD || !holders.iter().all(is_plain) {
        return 1;
    }
    let widest = holders.iter().map(|holder| holder.name.width()).fold(1.0, f32::max);
    (((room + PAD) / (widest + PAD)) as usize).clamp(1, 3)
}

impl HolderLines {
    fn measure(holder: &Holder, room: f32, words: Words) -> Self {
        let arrow = if holder.card_at.is_some() { "→ " } else { "" };
        let name = lines(&format!("{arrow}{}", holder.name), NAME, room, 2);
        let tag = words.tenure(holder.kind).map(|word| (word, width(word, TAG.size, TAG.weight) + 2.0 * TAG_PAD));
        let last = name.lines.last().map_or(0.0, |line| line.width);
        let tag_below = tag.is_some_and(|(_, width)| last + 8.0 + width > room);
        let mut notes = Vec::new();
        let mut is_cut = name.cut;
        let texts = holder.card_at.iter().map(|place| words.see(place));
        for text in texts.chain(holder.also.iter().map(|place| words.also(place))) {
            let wrapped = lines(&text, NOTE, room, 2);
            is_cut |= wrapped.cut;
            notes.extend(wrapped.lines);
        }
        let rows = name.lines.len() as f32 + f32::from(u8::from(tag_below));
        let height = rows * NAME_LINE + notes.len() as f32 * NOTE_LINE + if notes.is_empty() { 0.0 } else { 2.0 };
        Self { name, tag, tag_below, notes, is_cut, height }
    }

    fn draw(&self, holder: &Holder, (x, y): (f32, f32), place: &str, words: Words) -> Group {
        let mut items = Vec::with_capacity(2);
        let mut baseline = y + 15.5;
        let mut end = x;
        for line in &self.name.lines {
            end = x + write_line(&mut items, &line.text, x, baseline, NAME);
            baseline += NAME_LINE;
        }
        if let Some((word, width)) = self.tag {
            let left = if self.tag_below { x } else { end + 8.0 };
            let tag_baseline = if self.tag_below { baseline } else { baseline - NAME_LINE };
            let ground = Rectangle {
                x: left,
                y: tag_baseline - 12.0,
                width,
                height: 16.0,
                radius: 4.0,
                fill: Some(Ink::Tag),
                stroke: None,
            };
            items.push(Item::Rectangle(ground));
            write_line(&mut items, word, left + TAG_PAD, tag_baseline - 0.5, TAG);
            baseline += if self.tag_below { NAME_LINE } else { 0.0 };
        }
        baseline -= 5.0;
        for line in &self.notes {
            write_line(&mut items, &line.text, x, baseline, NOTE);
            baseline += NOTE_LINE;
        }
        let mut parts = vec![holder.name.clone(), place.to_owned()];
        parts.extend(words.tenure(holder.kind).map(ToOwned::to_owned));
        parts.extend(holder.card_at.iter().map(|place| words.see(place)));
        parts.extend(holder.also.iter().map(|place| words.also(place)));
        Group {
            reference: Some(Reference { kind: "person", id: holder.id.0 }),
            role: Some(Role::Image),
            label: Some(words.list(&parts)),
            shows_label: self.is_cut,
            layer: None,
            items,
        }
    }
}

/// What a screen reader says of a post.
fn label(post: &ChartPost, place: &str, words: Words) -> String {
    let names = |holder: &Holder| match (words.tenure(holder.kind), holder.kind) {
        (Some(word), kind) if kind != TenureKind::Substantive => format!("{} ({word})", holder.name),
        _ => holder.name.clone(),
    };
    let mut parts = vec![place.to_owned()];
    if post.holders.is_empty() {
        parts.push(words.vacant().to_owned());
    }
    parts.extend(post.holders.iter().map(names));
    if post.left_out > 0 {
        parts.push(words.left_out(post.left_out));
    }
    words.list(&parts)
}

/// The outline of a vacant post, for the legend.
pub(super) fn vacant_sample(x: f32, y: f32, width: f32, height: f32) -> Rectangle {
    let stroke = Some(Stroke { ink: Ink::Vacancy, width: 1.0, dash: Dash::Short });
    Rectangle {
        x: x + 0.5,
        y: y + 0.5,
        width: width - 1.0,
        height: height - 1.0,
        radius: 4.0,
        fill: Some(Ink::Card),
        stroke,
    }
}
