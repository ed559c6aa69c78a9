//! A post as a card: its unit, its holders, its title; measured first, drawn when its place is known.

use super::chart::{ChartPost, Holder};
use super::words::Words;
use crate::font::{Line, Weight, Wrap, Wrapped, wrap};
use crate::layout::scene::{Dash, Group, Ink, Item, Lettering, Path, Rectangle, Reference, Role, Stroke, write_line};
use crate::model::tenure::TenureKind;

mod holder;
mod stripe;
mod widths;

use holder::{HolderLines, columns};
pub(super) use widths::Widths;

const NAME: Lettering = Lettering { size: 15.0, weight: Weight::Medium, ink: Ink::Text };
const VACANT: Lettering = Lettering { size: 14.0, weight: Weight::Regular, ink: Ink::Muted };
const TITLE: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };
const NOTE: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };
/// What is different since another day.
const CHANGE: Lettering = Lettering { size: 11.0, weight: Weight::Medium, ink: Ink::Accent };
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
const RADIUS: f32 = 6.0;

/// A card with its words in lines.
#[derive(Debug)]
pub(super) struct Card {
    band: Wrapped,
    holders: Vec<HolderLines>,
    /// How many names stand side by side.
    columns: usize,
    /// The title, when it is not that of one holder alone.
    title: Wrapped,
    left_out: Option<Line>,
    changes: Vec<Line>,
    /// How high the card is.
    pub height: f32,
}

fn lines(text: &str, lettering: Lettering, width: f32, max_lines: usize) -> Wrapped {
    wrap(text, &Wrap { width, size: lettering.size, weight: lettering.weight, max_lines })
}

impl Card {
    /// Breaks the words of a post into lines and adds up their height.
    pub(super) fn measure(post: &ChartPost, widths: Widths, words: Words) -> Self {
        let room = widths.words();
        let band = if post.heads_unit { lines(&post.unit, BAND, room, 2) } else { Wrapped::default() };
        let mut title = lines(&post.title, TITLE, room, 2);
        let holders: Vec<HolderLines> = match &post.holders[..] {
            [holder] => vec![HolderLines::measure(holder, std::mem::take(&mut title), room, words)],
            holders => {
                holders.iter().map(|holder| HolderLines::measure(holder, Wrapped::default(), room, words)).collect()
            }
        };
        let left_out = (post.left_out > 0).then(|| lines(&words.left_out(post.left_out), NOTE, room, 1).lines.pop());
        let columns = columns(&holders, room);
        let changes = post.changes.iter().flat_map(|change| lines(change, CHANGE, room, 2).lines).collect();
        let mut card = Self { band, holders, columns, title, left_out: left_out.flatten(), changes, height: 0.0 };
        card.height = card.band_height() + TOP_PAD + card.names_height() + card.title.lines.len() as f32 * TITLE_LINE;
        card.height += if card.left_out.is_some() { NOTE_LINE + 3.0 } else { 0.0 };
        card.height += card.changes.len() as f32 * NOTE_LINE;
        // An even height has its middle on a whole pixel, where lines meet it.
        card.height = f32::midpoint(card.height, BOTTOM_PAD).ceil() * 2.0;
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
                let corner = (x + step * column as f32, y);
                stripe::draw(&mut items, holder.marks.stance, (frame.x, y), lines.height);
                let right = corner.0 + step;
                items.push(Item::Group(lines.draw(holder, corner, right, &place, words)));
            }
            y += holders.iter().map(|holder| holder.height).fold(0.0, f32::max);
        }
        for line in &self.title.lines {
            write_line(&mut items, &line.text, x, y + 12.0, TITLE);
            y += TITLE_LINE;
        }
        if let Some(line) = &self.left_out {
            write_line(&mut items, &line.text, x, y + 14.0, NOTE);
            y += NOTE_LINE + 3.0;
        }
        for line in &self.changes {
            write_line(&mut items, &line.text, x, y + 12.5, CHANGE);
            y += NOTE_LINE;
        }
        let is_cut = self.title.cut;
        Group {
            reference: Some(Reference { kind: "post", id: post.id.0 }),
            role: Some(Role::Group),
            label: Some(label(post, &place, words)),
            shows_label: is_cut,
            layer: None,
            opacity: None,
            items,
        }
    }

    fn draw_frame(&self, post: &ChartPost, frame: Rectangle, items: &mut Vec<Item>) {
        let (ink, dash) = if post.is_placeholder() { (Ink::Vacancy, Dash::Short) } else { (Ink::Border, Dash::None) };
        let stroke = Some(Stroke { ink, width: 1.0, dash });
        // Strokes of one pixel are sharp when they run through the middle of pixels.
        let (x, y, width, height) = (frame.x + 0.5, frame.y + 0.5, frame.width - 1.0, frame.height - 1.0);
        let outline = Rectangle { x, y, width, height, radius: RADIUS, fill: Some(Ink::Card), stroke };
        items.push(Item::Rectangle(outline));
        if self.band.lines.is_empty() {
            return;
        }
        let (ground, ink) = match (post.is_outside, post.parent) {
            (true, _) => (Ink::OutsideBand, Ink::OutsideBandText),
            (false, None) => (Ink::RootBand, Ink::RootBandText),
            (false, Some(_)) => (Ink::Band, Ink::BandText),
        };
        let mut band = Path::filled(ground);
        band.add_rounded_top(frame.x + 1.0, frame.y + 1.0, frame.width - 2.0, self.band_height() - 1.0, RADIUS - 0.5);
        let mut band = vec![Item::Path(band)];
        for (row, line) in self.band.lines.iter().enumerate() {
            let baseline = frame.y + 15.0 + row as f32 * BAND_LINE;
            write_line(&mut band, &line.text, frame.x + PAD, baseline, Lettering { ink, ..BAND });
        }
        items.push(Item::Group(Group {
            reference: Some(Reference { kind: "unit", id: post.unit_id.0 }),
            role: Some(Role::Image),
            label: Some(post.unit.clone()),
            shows_label: self.band.cut,
            layer: None,
            opacity: None,
            items: band,
        }));
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
    parts.extend(post.changes.iter().cloned());
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
