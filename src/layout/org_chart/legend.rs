//! What the marks mean: only those that the picture uses.

use super::card::vacant_sample;
use super::connector::{assumed_stroke, solid_stroke};
use super::extra::stroke_of;
use super::words::Words;
use crate::font::Weight;
use crate::layout::legend::{Entry, Legend, SAMPLE};
use crate::layout::scene::{Dash, Ink, Item, Lettering, Rectangle, Stroke};
use crate::model::line::LineKind;

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
    /// A post held by somebody who is not named.
    Unnamed,
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
            Self::Unnamed => words.unnamed(),
            Self::Concurrent => words.concurrent(),
            Self::Outside => words.outside(),
            Self::Missing(_) => words.not_in_font(),
        }
    }

    fn entry(&self, words: Words) -> Entry {
        let meaning = self.words(words);
        match self {
            Self::Direct => Entry::line(solid_stroke(), meaning),
            Self::Assumed => Entry::line(assumed_stroke(), meaning),
            Self::Extra(kind) => Entry::line(stroke_of(*kind), meaning),
            Self::Numbered(number, _) => {
                let lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::Text };
                Entry::letters(&number.to_string(), lettering, meaning)
            }
            Self::Vacancy | Self::Unnamed => {
                Entry::new(vec![Item::Rectangle(vacant_sample(0.0, -8.0, SAMPLE, 16.0))], meaning)
            }
            Self::Concurrent => {
                Entry::letters("→", Lettering { size: 15.0, weight: Weight::Medium, ink: Ink::Text }, meaning)
            }
            Self::Outside => {
                let stroke = Some(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::None });
                let style = Rectangle { radius: 4.0, fill: Some(Ink::OutsideBand), stroke, ..Rectangle::default() };
                Entry::frame(style, meaning)
            }
            Self::Missing(character) => Entry::missing(*character, meaning),
        }
    }
}

/// The legend of these marks, each kind of mark in its turn, and of further entries.
pub(super) fn legend(mut marks: Vec<Mark>, further: impl Iterator<Item = Entry>, words: Words) -> Legend {
    marks.sort_unstable();
    Legend::new(marks.iter().map(|mark| mark.entry(words)).chain(further))
}
