//! The legend that every picture shares: what its marks mean, and only those that it uses.
//!
//! A diagram gathers an [`Entry`] for each mark that it draws, makes a [`Legend`] of them, asks for its
//! [`Legend::size`] within the width of the picture, and draws it below everything else.

use super::scene::{Group, Ink, Item, Layer, Lettering, Missing, Path, Rectangle, Stroke, write_line};
use crate::font::{Weight, width};

const WORDS: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };
const ROW: f32 = 24.0;
const GAP: f32 = 28.0;
const WORDS_GAP: f32 = 10.0;

/// The width of the box in which a sample stands.
pub const SAMPLE: f32 = 30.0;

/// A mark with what it means.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What the mark looks like, drawn about a line from (0, 0) to ([`SAMPLE`], 0) and no higher than 9 above and
    /// below it.
    pub sample: Vec<Item>,
    /// What it means, ready to be shown.
    pub words: String,
}

impl Entry {
    /// A mark drawn by hand.
    pub fn new(sample: Vec<Item>, words: &str) -> Self {
        Self { sample, words: words.to_owned() }
    }

    /// A kind of line.
    pub fn line(stroke: Stroke, words: &str) -> Self {
        let mut path = Path::stroked(stroke);
        path.add_rounded(&[(0.0, 0.0), (SAMPLE, 0.0)], 0.0);
        Self::new(vec![Item::Path(path)], words)
    }

    /// A kind of box, which takes fill, stroke and radius from `style`.
    pub fn frame(style: Rectangle, words: &str) -> Self {
        let frame = Rectangle { x: 0.5, y: -7.5, width: SAMPLE - 1.0, height: 15.0, ..style };
        Self::new(vec![Item::Rectangle(frame)], words)
    }

    /// A letter or a sign.
    pub fn letters(letters: &str, lettering: Lettering, words: &str) -> Self {
        let mut sample = Vec::new();
        let across = width(letters, lettering.size, lettering.weight);
        write_line(&mut sample, letters, (SAMPLE - across) / 2.0, lettering.size * 0.37, lettering);
        Self::new(sample, words)
    }

    /// A character that the font lacks.
    pub fn missing(character: char, words: &str) -> Self {
        let mark = Missing { x: 7.0, y: 6.0, size: 15.0, ink: Ink::Text, character };
        Self::new(vec![Item::Missing(mark)], words)
    }
}

/// The legend, broken into rows no wider than asked.
#[derive(Debug, Clone, Default)]
pub struct Legend {
    entries: Vec<Entry>,
}

impl Legend {
    /// A legend of these marks in this order; of marks that mean the same the first stays.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut legend = Self::default();
        for entry in entries {
            if legend.entries.iter().all(|known| known.words != entry.words) {
                legend.entries.push(entry);
            }
        }
        legend
    }

    /// The place of each mark, and the size of the whole.
    fn flow(&self, limit: f32) -> (Vec<(f32, f32)>, (f32, f32)) {
        let (mut x, mut y, mut widest) = (0.0_f32, 0.0_f32, 0.0_f32);
        let mut places = Vec::new();
        for entry in &self.entries {
            let own = SAMPLE + WORDS_GAP + width(&entry.words, WORDS.size, WORDS.weight);
            if x > 0.0 && x + own > limit {
                (x, y) = (0.0, y + ROW);
            }
            places.push((x, y));
            x += own;
            widest = widest.max(x);
            x += GAP;
        }
        let height = if places.is_empty() { 0.0 } else { y + ROW };
        (places, (widest, height))
    }

    /// How wide and high the legend is within a width; without marks it has no height.
    pub fn size(&self, limit: f32) -> (f32, f32) {
        self.flow(limit).1
    }

    /// Draws the legend with its upper left corner at (x, y).
    pub fn draw(&self, x: f32, y: f32, limit: f32) -> Item {
        let mut items = Vec::new();
        for (entry, place) in self.entries.iter().zip(self.flow(limit).0) {
            let (x, middle) = (x + place.0, y + place.1 + ROW / 2.0);
            items.extend(entry.sample.iter().cloned().map(|item| item.moved(x, middle)));
            write_line(&mut items, &entry.words, x + SAMPLE + WORDS_GAP, middle + 4.5, WORDS);
        }
        Item::Group(Group { layer: Some(Layer::Legend), items, ..Group::default() })
    }
}
