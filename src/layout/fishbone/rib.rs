//! A rib with its box, its twigs and what hangs on them.

use super::bones::{Leaf, Look, Rib, Tone, Twig};
use super::measure::{
    BOX_PAD, CARD_BAR, CARD_PAD, LEAF, LEAF_GAP, LEAF_INDENT, LEAF_INSET, LEAF_LINE, MARK_GAP, Measured, NOTE,
    NOTE_LINE, RIB, RIB_LINE, RibLines, SLOPE, TwigLines, WORDS_LINE, is_card, lettering, note_indent,
};
use super::skeleton::RibPlace;
use crate::font::Wrapped;
use crate::layout::marks::hatch::hatched;
use crate::layout::marks::{Mark, SIZE, stance_ink};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Language, Lettering, Path, Rectangle, Role, Segment, Stroke, write_line,
};

const BONE: Stroke = Stroke { ink: Ink::Hierarchy, width: 2.2, dash: Dash::None };
const TWIG: Stroke = Stroke { ink: Ink::Hierarchy, width: 1.1, dash: Dash::None };
const HAIR: Stroke = Stroke { ink: Ink::Hierarchy, width: 0.9, dash: Dash::None };

/// What drawing a rib needs beside the rib itself.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub measured: &'a Measured,
    pub corridor: f32,
    pub language: Language,
}

/// Draws a rib as a group of its record.
pub(super) fn draw_rib(rib: &Rib, lines: &RibLines, place: &RibPlace, ground: Ground<'_>) -> Group {
    let stroke = if rib.tone == Tone::Quiet { Stroke { width: 1.5, ..BONE } } else { BONE };
    let mut bone = Path::stroked(stroke);
    bone.segments = vec![Segment::Move(place.joint.0, place.joint.1), Segment::Line(place.x(place.tip), place.tip)];
    let mut items = vec![Item::Path(bone)];
    if rib.tone != Tone::Bare {
        draw_box(&mut items, rib, lines, &place.frame);
    }
    for ((twig, own), top) in rib.twigs.iter().zip(&lines.twigs).zip(place.tops(&lines.twigs, ground.corridor)) {
        items.push(Item::Group(draw_twig(twig, own, place, top, ground)));
    }
    let label = [rib.name.as_str(), rib.note.as_str()].into_iter().filter(|part| !part.is_empty());
    Group {
        reference: rib.reference,
        role: Some(Role::Group),
        label: Some(label.collect::<Vec<_>>().join(ground.language.pick("，", ", "))),
        shows_label: lines.name.cut || lines.note.cut,
        items,
        ..Group::default()
    }
}

fn draw_box(items: &mut Vec<Item>, rib: &Rib, lines: &RibLines, frame: &Rectangle) {
    let (ground, ink, note) = match rib.tone {
        Tone::Strong => (Ink::RootBand, Ink::RootBandText, Ink::RootBandText),
        Tone::Outside => (Ink::OutsideBand, Ink::OutsideBandText, Ink::OutsideBandText),
        Tone::Quiet => (Ink::Tag, Ink::TagText, Ink::TagText),
        Tone::Plain | Tone::Bare => (Ink::Band, Ink::BandText, Ink::BandText),
    };
    items.push(Item::Rectangle(Rectangle { fill: Some(ground), ..*frame }));
    let centred = |items: &mut Vec<Item>, wrapped: &Wrapped, y: &mut f32, lettering: Lettering, line: f32| {
        for words in &wrapped.lines {
            let x = frame.x + (frame.width - words.width) / 2.0;
            write_line(items, &words.text, x, *y + line * 0.76, lettering);
            *y += line;
        }
    };
    let mut y = frame.y + BOX_PAD / 2.0;
    centred(items, &lines.name, &mut y, Lettering { ink, ..RIB }, RIB_LINE);
    centred(items, &lines.note, &mut y, Lettering { ink: note, ..NOTE }, NOTE_LINE);
}

fn draw_twig(twig: &Twig, own: &TwigLines, place: &RibPlace, top: f32, ground: Ground<'_>) -> Group {
    let mut items = Vec::new();
    let y = top + own.up;
    let left = place.left_at(y, ground.measured);
    let right = left + ground.measured.room;
    if is_card(twig.look) {
        draw_card(&mut items, twig, own, (left, top), ground);
        let (from, to) = if place.opens_left() { (right, place.x(y)) } else { (place.x(y), left) };
        items.push(line((from, y), (to, y), TWIG));
    } else {
        draw_words(&mut items, twig, own, (left, top));
        let (from, to) = if place.opens_left() { (left, place.x(y)) } else { (place.x(y), right) };
        let stroke = if twig.look == Look::Faint { Stroke { dash: Dash::Short, ..HAIR } } else { TWIG };
        items.push(line((from, y), (to, y), stroke));
    }
    draw_leaves(&mut items, twig, own, place, (left, y + own.down, y));
    let role = if twig.leaves.is_empty() { Role::Image } else { Role::Group };
    Group {
        reference: twig.reference,
        role: Some(role),
        label: Some(label(twig, ground.language)),
        shows_label: own.is_cut(),
        items,
        ..Group::default()
    }
}

fn line(from: (f32, f32), to: (f32, f32), stroke: Stroke) -> Item {
    let mut path = Path::stroked(stroke);
    path.segments = vec![Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)];
    Item::Path(path)
}

/// Marks, words and note, from the corner (x, y) down.
fn draw_words(items: &mut Vec<Item>, twig: &Twig, own: &TwigLines, (x, top): (f32, f32)) {
    let mut pen = x;
    for mark in &twig.marks {
        mark.draw(items, pen, top + WORDS_LINE / 2.0 + 0.5);
        pen += mark.width() + MARK_GAP;
    }
    let mut y = top;
    for words in &own.words.lines {
        write_line(items, &words.text, x + own.marks_width, y + WORDS_LINE * 0.78, lettering(twig.look));
        y += WORDS_LINE;
    }
    if !twig.marks.is_empty() {
        y = y.max(top + SIZE + 2.0);
    }
    for words in &own.note.lines {
        write_line(items, &words.text, x + note_indent(twig, own.marks_width), y + NOTE_LINE * 0.78, NOTE);
        y += NOTE_LINE;
    }
}

fn draw_card(items: &mut Vec<Item>, twig: &Twig, own: &TwigLines, (x, y): (f32, f32), ground: Ground<'_>) {
    let is_vacant = twig.look == Look::Vacant;
    let (ink, dash) = if is_vacant { (Ink::Vacancy, Dash::Short) } else { (Ink::Border, Dash::None) };
    let frame = Rectangle {
        x: x + 0.5,
        y: y + 0.5,
        width: ground.measured.room - 1.0,
        height: own.up + own.down - 1.0,
        radius: 6.0,
        fill: Some(Ink::Card),
        stroke: Some(Stroke { ink, width: 1.0, dash }),
    };
    items.push(Item::Rectangle(frame));
    let stance = twig.marks.iter().find_map(|mark| match mark {
        Mark::Stance(level, _) => Some((stance_ink(*level), mark.is_weak())),
        _ => None,
    });
    if let Some((ink, is_weak)) = stance {
        let height = frame.height - 8.0;
        let bar = Rectangle { x: x + 3.0, y: y + 4.5, width: CARD_BAR - 1.0, height, ..Rectangle::default() };
        items.push(if is_weak {
            hatched(&bar, ink)
        } else {
            Item::Rectangle(Rectangle { radius: 1.5, fill: Some(ink), ..bar })
        });
    }
    draw_words(items, twig, own, (x + CARD_BAR + CARD_PAD, y + CARD_PAD - 1.0));
}

/// The leaves hang on a small rib of their own, which runs as the great one does.
fn draw_leaves(items: &mut Vec<Item>, twig: &Twig, own: &TwigLines, place: &RibPlace, (x, top, y): (f32, f32, f32)) {
    let start = x + LEAF_INSET;
    let hang = |at: f32| start + place.lean * (at - y);
    let mut below = top + 2.0;
    let mut last = None;
    for (leaf, lines) in twig.leaves.iter().zip(&own.leaves) {
        let height = lines.lines.len() as f32 * LEAF_LINE;
        let middle = below + LEAF_GAP + height / 2.0;
        let reach = SLOPE * height / 2.0 + LEAF_INDENT;
        let words = hang(middle) + reach;
        items.push(line((hang(middle), middle), (words - 3.0, middle), HAIR));
        draw_leaf(items, leaf, lines, (words, middle - height / 2.0));
        below += height + LEAF_GAP;
        last = Some(middle);
    }
    if let Some(last) = last {
        let from = if is_card(twig.look) { top } else { y };
        items.push(line((hang(from), from), (hang(last), last), HAIR));
    }
}

fn draw_leaf(items: &mut Vec<Item>, leaf: &Leaf, lines: &Wrapped, (x, top): (f32, f32)) {
    let mut own = Vec::new();
    let mut left = x;
    if let Some(mark) = leaf.mark {
        mark.draw(&mut own, x, top + LEAF_LINE / 2.0);
        left += mark.width() + MARK_GAP;
    }
    for (row, words) in lines.lines.iter().enumerate() {
        write_line(&mut own, &words.text, left, top + LEAF_LINE * (row as f32 + 0.77), LEAF);
    }
    match leaf.reference {
        None => items.extend(own),
        Some(_) => items.push(Item::Group(Group {
            reference: leaf.reference,
            role: Some(Role::Image),
            label: Some(leaf.words.clone()),
            shows_label: lines.cut,
            items: own,
            ..Group::default()
        })),
    }
}

/// What a screen reader says of a twig.
fn label(twig: &Twig, language: Language) -> String {
    let mut parts = vec![twig.words.clone()];
    parts.extend(twig.marks.iter().map(|mark| mark.reading(language)));
    parts.extend([twig.note.clone()]);
    // Leaves without a record of their own have no name of their own either.
    parts.extend(twig.leaves.iter().filter(|leaf| leaf.reference.is_none()).map(|leaf| leaf.words.clone()));
    parts.retain(|part| !part.is_empty());
    parts.join(language.pick("，", ", "))
}
