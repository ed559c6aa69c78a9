//! What the marks mean: only those that the picture uses.

use super::card::vacant_sample;
use super::connector::{assumed_stroke, solid_stroke};
use super::extra::stroke_of;
use super::words::Words;
use crate::font::{Weight, width};
use crate::layout::scene::{Dash, Group, Ink, Item, Layer, Lettering, Missing, Path, Rectangle, Stroke, write_line};
use crate::model::line::LineKind;

const WORDS: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };
const SAMPLE: f32 = 30.0;
const ROW: f32 = 24.0;
const GAP: f32 = 28.0;

/// A mark that needs a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// The line of a stated superior.
    Direct,
    /// The line of a guessed superior.
    Assumed,
    /// A further superior.
    Extra(LineKind),
    /// The matter of a further line, by the number that stands on the line.
    Numbered(usize, String),
    /// A vacant post.
    Vacancy,
    /// A person whose card is elsewhere.
    Concurrent,
    /// A unit outside the account.
    Outside,
    /// A character that the font lacks.
    Missing(char),
}

impl Mark {
    fn words(&self, words: Words) -> &str {
        match self {
            Self::Direct => words.direct(),
            Self::Assumed => words.assumed(),
            Self::Extra(kind) => words.line(*kind),
            Self::Numbered(_, matter) => matter,
            Self::Vacancy => words.vacancy(),
            Self::Concurrent => words.concurrent(),
            Self::Outside => words.outside(),
            Self::Missing(_) => words.not_in_font(),
        }
    }

    fn sample(&self, items: &mut Vec<Item>, x: f32, middle: f32) {
        let line = |stroke: Stroke| {
            let mut path = Path::stroked(stroke);
            path.add_rounded(&[(x, middle), (x + SAMPLE, middle)], 0.0);
            Item::Path(path)
        };
        match self {
            Self::Direct => items.push(line(solid_stroke())),
            Self::Assumed => items.push(line(assumed_stroke())),
            Self::Extra(kind) => items.push(line(stroke_of(*kind))),
            Self::Numbered(number, _) => {
                let lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::Text };
                write_line(items, &number.to_string(), x + 11.0, middle + 4.5, lettering);
            }
            Self::Vacancy => items.push(Item::Rectangle(vacant_sample(x, middle - 8.0, SAMPLE, 16.0))),
            Self::Concurrent => {
                let arrow = Lettering { size: 15.0, weight: Weight::Medium, ink: Ink::Text };
                write_line(items, "→", x + 8.0, middle + 5.5, arrow);
            }
            Self::Outside => items.push(Item::Rectangle(Rectangle {
                x: x + 0.5,
                y: middle - 7.5,
                width: SAMPLE - 1.0,
                height: 15.0,
                radius: 4.0,
                fill: Some(Ink::OutsideBand),
                stroke: Some(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None }),
            })),
            Self::Missing(character) => {
                items.push(Item::Missing(Missing {
                    x: x + 7.0,
                    y: middle + 6.0,
                    size: 15.0,
                    ink: Ink::Text,
                    character: *character,
                }));
            }
        }
    }
}

/// The legend, broken into rows no wider than asked.
#[derive(Debug)]
pub(super) struct Legend {
    marks: Vec<Mark>,
    words: Words,
}

impl Legend {
    pub(super) fn new(mut marks: Vec<Mark>, words: Words) -> Self {
        marks.sort_unstable();
        marks.dedup_by(|a, b| a.words(words) == b.words(words));
        Self { marks, words }
    }

    /// The place of each mark, and the size of the whole.
    fn flow(&self, limit: f32) -> (Vec<(f32, f32)>, (f32, f32)) {
        let (mut x, mut y, mut widest) = (0.0_f32, 0.0_f32, 0.0_f32);
        let mut places = Vec::new();
        for mark in &self.marks {
            let own = SAMPLE + 10.0 + width(mark.words(self.words), WORDS.size, WORDS.weight);
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

    /// How large the legend is within a width.
    pub(super) fn size(&self, limit: f32) -> (f32, f32) {
        self.flow(limit).1
    }

    /// Draws the legend with its upper left corner at (x, y).
    pub(super) fn draw(&self, x: f32, y: f32, limit: f32) -> Item {
        let mut items = Vec::new();
        for (mark, place) in self.marks.iter().zip(self.flow(limit).0) {
            let (x, middle) = (x + place.0, y + place.1 + ROW / 2.0);
            mark.sample(&mut items, x, middle);
            write_line(&mut items, mark.words(self.words), x + SAMPLE + 10.0, middle + 4.5, WORDS);
        }
        Item::Group(Group { layer: Some(Layer::Legend), items, ..Group::default() })
    }
}
