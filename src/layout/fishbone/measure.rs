//! The words of a fishbone in lines, and how much room they take: everything that is known before a place is.

use super::bones::{Bones, Leaf, Look, Rib, Tone, Twig};
use crate::font::{Weight, Wrap, Wrapped, width, wrap};
use crate::layout::marks::{Mark, SIZE};
use crate::layout::scene::{Ink, Lettering};

/// How far a rib moves sideways for each step away from the spine: the cotangent of 60°.
pub(super) const SLOPE: f32 = 0.577_350_26;

pub(super) const WORDS: Lettering = Lettering { size: 13.0, weight: Weight::Regular, ink: Ink::Text };
pub(super) const NAME: Lettering = Lettering { size: 14.0, weight: Weight::Medium, ink: Ink::Text };
pub(super) const NOTE: Lettering = Lettering { size: 11.0, weight: Weight::Regular, ink: Ink::Muted };
pub(super) const LEAF: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Text };
pub(super) const RIB: Lettering = Lettering { size: 14.0, weight: Weight::Medium, ink: Ink::BandText };

pub(super) const WORDS_LINE: f32 = 18.0;
pub(super) const NOTE_LINE: f32 = 15.0;
pub(super) const LEAF_LINE: f32 = 16.0;
pub(super) const RIB_LINE: f32 = 19.0;
/// From the foot of a text to the line it stands on.
pub(super) const FOOT: f32 = 5.0;
pub(super) const CARD_PAD: f32 = 8.0;
/// The bar at the left edge of a card.
pub(super) const CARD_BAR: f32 = 4.0;
pub(super) const BOX_PAD: f32 = 10.0;
/// Between a text and a rib.
pub(super) const CLEAR: f32 = 9.0;
/// Between two marks, and between a mark and a text.
pub(super) const MARK_GAP: f32 = 5.0;
/// Above a leaf.
pub(super) const LEAF_GAP: f32 = 4.0;
/// From the left edge of a twig to the line on which its leaves hang, and from there to their words.
pub(super) const LEAF_INSET: f32 = 5.0;
pub(super) const LEAF_INDENT: f32 = 9.0;
/// The least room between twigs.
pub(super) const TWIG_GAP: f32 = 11.0;
const LEAST_ROOM: f32 = 112.0;
const MOST_ROOM: f32 = 186.0;
const MOST_LINES: usize = 3;

/// A twig in lines.
#[derive(Debug)]
pub(super) struct TwigLines {
    pub marks_width: f32,
    pub words: Wrapped,
    pub note: Wrapped,
    pub leaves: Vec<Wrapped>,
    /// From the top of the twig to its line.
    pub up: f32,
    /// From the line to the foot of what belongs to it, without the leaves.
    pub down: f32,
    /// From top to foot, with leaves.
    pub height: f32,
}

/// A rib in lines.
#[derive(Debug)]
pub(super) struct RibLines {
    pub name: Wrapped,
    pub note: Wrapped,
    pub box_width: f32,
    pub box_height: f32,
    pub twigs: Vec<TwigLines>,
    /// What all twigs take together, one under the other.
    pub height: f32,
}

/// All words in lines, and the measures that every rib shares, so that the picture is even.
#[derive(Debug)]
pub(super) struct Measured {
    pub above: Vec<RibLines>,
    pub below: Vec<RibLines>,
    /// The widest that a text on a twig may be.
    pub room: f32,
    /// How far texts reach above and below the line of their twig at most.
    pub up: f32,
    pub down: f32,
}

impl Measured {
    pub(super) fn of(bones: &Bones) -> Self {
        let room = room(bones);
        let lines = |ribs: &[Rib]| -> Vec<RibLines> { ribs.iter().map(|rib| RibLines::of(rib, room)).collect() };
        let (above, below) = (lines(&bones.above), lines(&bones.below));
        let (mut up, mut down) = (0.0_f32, 0.0_f32);
        for twig in above.iter().chain(&below).flat_map(|rib| &rib.twigs) {
            let leaf = twig.leaves.iter().map(|leaf| leaf.lines.len()).max().unwrap_or(0) as f32 * LEAF_LINE / 2.0;
            up = up.max(twig.up).max(leaf);
            down = down.max(twig.down).max(leaf);
        }
        Self { above, below, room, up, down }
    }

    /// How long a twig is.
    pub(super) fn twig(&self) -> f32 {
        self.room + CLEAR + SLOPE * (self.up + self.down)
    }

    /// From a rib to the next on the same side.
    pub(super) fn pitch(&self) -> f32 {
        let boxes = self.above.iter().chain(&self.below).map(|rib| rib.box_width).fold(0.0, f32::max);
        (self.twig() + 14.0).max(boxes + 14.0).ceil()
    }
}

/// As wide as the widest text needs, between bounds, so that short words make a slender picture.
fn room(bones: &Bones) -> f32 {
    let natural = |twig: &Twig| {
        let lettering = lettering(twig.look);
        let words = width(&twig.words, lettering.size, lettering.weight) + marks_width(&twig.marks);
        let leaves = twig.leaves.iter().map(|leaf| width(&leaf.words, LEAF.size, LEAF.weight) + 34.0);
        let note = width(&twig.note, NOTE.size, NOTE.weight) + note_indent(twig, marks_width(&twig.marks));
        leaves.fold(words.max(note) + card_pads(twig.look), f32::max)
    };
    bones.ribs().flat_map(|rib| &rib.twigs).map(natural).fold(LEAST_ROOM, f32::max).min(MOST_ROOM).ceil()
}

/// The room that a card takes from the words in it.
fn card_pads(look: Look) -> f32 {
    if is_card(look) { 2.0 * CARD_PAD + CARD_BAR } else { 0.0 }
}

pub(super) fn is_card(look: Look) -> bool {
    matches!(look, Look::Card | Look::Vacant)
}

pub(super) fn lettering(look: Look) -> Lettering {
    match look {
        Look::Plain => WORDS,
        Look::Faint => Lettering { ink: Ink::Muted, size: 12.0, ..WORDS },
        Look::Card => NAME,
        Look::Vacant => Lettering { ink: Ink::Muted, weight: Weight::Regular, ..NAME },
    }
}

pub(super) fn marks_width(marks: &[Mark]) -> f32 {
    marks.iter().map(|mark| mark.width() + MARK_GAP).sum()
}

/// How far a note stands to the right: under the words on a twig, under the marks on a card.
pub(super) fn note_indent(twig: &Twig, marks_width: f32) -> f32 {
    if is_card(twig.look) { 0.0 } else { marks_width }
}

pub(super) fn lines(text: &str, lettering: Lettering, width: f32, max_lines: usize) -> Wrapped {
    wrap(text, &Wrap { width, size: lettering.size, weight: lettering.weight, max_lines })
}

impl TwigLines {
    fn of(twig: &Twig, room: f32) -> Self {
        let inner = room - card_pads(twig.look);
        let marks_width = marks_width(&twig.marks);
        let words = lines(&twig.words, lettering(twig.look), inner - marks_width, MOST_LINES);
        let note = lines(&twig.note, NOTE, inner - note_indent(twig, marks_width), 2);
        let leaf_room = room - LEAF_INSET - LEAF_INDENT - SLOPE * LEAF_LINE * 2.0;
        let leaf = |leaf: &Leaf| {
            let mark = leaf.mark.map_or(0.0, |mark| mark.width() + MARK_GAP);
            lines(&leaf.words, LEAF, leaf_room - mark, MOST_LINES)
        };
        let leaves: Vec<Wrapped> = twig.leaves.iter().map(leaf).collect();
        let first = words.lines.len().max(1) as f32 * WORDS_LINE;
        let first = if twig.marks.is_empty() { first } else { first.max(SIZE + 2.0) };
        let text = first + note.lines.len() as f32 * NOTE_LINE;
        let (up, down) = if is_card(twig.look) {
            let half = ((text + 2.0 * CARD_PAD - 2.0) / 2.0).ceil();
            (half, half)
        } else {
            (text + FOOT, 2.0)
        };
        let hanging: f32 = leaves.iter().map(|leaf| leaf.lines.len() as f32 * LEAF_LINE + LEAF_GAP).sum();
        let height = up + down + if leaves.is_empty() { 0.0 } else { hanging + 2.0 };
        Self { marks_width, words, note, leaves, up, down, height }
    }

    /// Whether some words were cut.
    pub(super) fn is_cut(&self) -> bool {
        self.words.cut || self.note.cut || self.leaves.iter().any(|leaf| leaf.cut)
    }
}

impl RibLines {
    fn of(rib: &Rib, room: f32) -> Self {
        let widest = room + 6.0;
        let name = lines(&rib.name, RIB, widest - 2.0 * BOX_PAD, 2);
        let note = lines(&rib.note, NOTE, widest - 2.0 * BOX_PAD, 2);
        let (box_width, box_height) = match rib.tone {
            Tone::Bare => (0.0, 0.0),
            _ => (
                (name.width().max(note.width()) + 2.0 * BOX_PAD).max(56.0).ceil(),
                name.lines.len().max(1) as f32 * RIB_LINE + note.lines.len() as f32 * NOTE_LINE + 10.0,
            ),
        };
        let twigs: Vec<TwigLines> = rib.twigs.iter().map(|twig| TwigLines::of(twig, room)).collect();
        let height = twigs.iter().map(|twig| twig.height + TWIG_GAP).sum::<f32>() + TWIG_GAP;
        Self { name, note, box_width, box_height, twigs, height }
    }
}
