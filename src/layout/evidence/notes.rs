//! The small numbers beside marks: where they stand so that they touch nothing, and how many fit.

use super::words::Words;
use crate::font::{Weight, width};
use crate::layout::scene::{Group, Ink, Item, Layer, Lettering, Rectangle, Reference, Scene, Text, write_line};
use crate::layout::title_block::MARGIN;

const NUMBER: Lettering = Lettering { size: 8.0, weight: Weight::Medium, ink: Ink::Accent };
const KEY: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Muted };
/// Between a word and its numbers.
const GAP: f32 = 2.0;
/// How far numbers are raised above the baseline, in ems of the word.
const RAISED: f32 = 0.55;
/// The room to the right of a word in which numbers are looked for, where nothing stands.
const REACH: f32 = 90.0;
/// Wider boxes are grounds on which words stand.
const LARGEST_MARK: f32 = 32.0;
/// The share of the size by which a glyph rises above its baseline, and falls below it.
const ASCENT: f32 = 0.86;
const DESCENT: f32 = 0.16;

/// Writes the numbers of each group into it, and says under the picture what they are.
pub(super) fn write(scene: &mut Scene, numbers: &dyn Fn(Reference) -> Vec<usize>, words: Words<'_>) {
    let mut solid = Vec::new();
    obstacles(&scene.items, &mut solid);
    solid.sort_by(|one, other| one.y.total_cmp(&other.y));
    let highest = solid.iter().map(|frame| frame.height).fold(0.0, f32::max);
    let ground = Ground { solid, highest, width: scene.width };
    let mut count = 0;
    for item in &mut scene.items {
        annotate(item, &ground, numbers, &mut count);
    }
    if count == 0 {
        return;
    }
    let y = scene.height - MARGIN + 20.0;
    let mut items = Vec::new();
    let across = width("1,2", NUMBER.size, NUMBER.weight);
    write_line(&mut items, "1,2", MARGIN, y, NUMBER);
    write_line(&mut items, words.key(), MARGIN + across + 8.0, y, KEY);
    scene.height += 16.0;
    scene.items.push(Item::Group(Group { layer: Some(Layer::Legend), items, ..Group::default() }));
}

/// What numbers must not touch.
struct Ground {
    /// By their upper edge.
    solid: Vec<Rectangle>,
    /// The height of the highest.
    highest: f32,
    width: f32,
}

impl Ground {
    /// How far to the right of (x, y) nothing stands over the height of a number.
    fn room(&self, x: f32, baseline: f32) -> f32 {
        let (top, bottom) = (baseline - NUMBER.size * ASCENT, baseline + NUMBER.size * DESCENT);
        let first = self.solid.partition_point(|frame| frame.y < top - self.highest);
        let beside = self.solid[first..].iter().take_while(|frame| frame.y < bottom);
        let blocking = beside.filter(|frame| frame.y + frame.height > top && frame.x + frame.width > x);
        // What begins left of here and reaches beyond it leaves no room at all.
        let nearest = blocking.map(|frame| (frame.x - x).max(0.0)).fold(REACH, f32::min);
        nearest.min(self.width - x - 4.0)
    }
}

fn annotate(item: &mut Item, ground: &Ground, numbers: &dyn Fn(Reference) -> Vec<usize>, count: &mut usize) {
    let Item::Group(group) = item else { return };
    if group.layer == Some(Layer::Ties) {
        return;
    }
    for item in &mut group.items {
        annotate(item, ground, numbers, count);
    }
    let mut own = group.reference.map(numbers).unwrap_or_default();
    own.sort_unstable();
    let Some((place, ink)) =
        own.first().and(headline(&group.items)).map(|line| (places_of(line, &group.items), ink_beside(line)))
    else {
        return;
    };
    // Of two places the one where more numbers fit; where there is no room at all, the first number is better than none.
    let fitting = place.map(|(x, baseline)| shortened(&own, ground.room(x, baseline) - GAP).unwrap_or_default());
    let [beside, above] = fitting;
    let is_above = width(&above, NUMBER.size, NUMBER.weight) > width(&beside, NUMBER.size, NUMBER.weight);
    let (text, (x, baseline)) = match (is_above, beside.is_empty()) {
        (true, _) => (above, place[1]),
        (false, true) => (own[0].to_string(), place[1]),
        (false, false) => (beside, place[0]),
    };
    *count += 1;
    write_line(&mut group.items, &text, x, baseline, Lettering { ink, ..NUMBER });
}

/// The line after which the numbers of a group stand: the last of those set largest.
fn headline(items: &[Item]) -> Option<&Text> {
    let own = items.iter().filter_map(|item| match item {
        Item::Text(line) => Some(line),
        _ => None,
    });
    own.fold(None, |best: Option<&Text>, line| match best {
        Some(best) if best.size > line.size => Some(best),
        _ => Some(line),
    })
}

/// The colour of numbers beside a line: on a band they must be as light or dark as its words.
fn ink_beside(line: &Text) -> Ink {
    match line.ink {
        Ink::BandText | Ink::RootBandText | Ink::OutsideBandText => line.ink,
        _ => NUMBER.ink,
    }
}

/// Behind the line and raised; else over its beginning, and over the edge of the card rather than across it.
fn places_of(line: &Text, items: &[Item]) -> [(f32, f32); 2] {
    let raised = line.y - line.size * RAISED;
    let mut above = line.y - line.size * ASCENT - 2.0;
    let crossed = items.iter().find_map(|item| match item {
        Item::Rectangle(card) if card.width > LARGEST_MARK => {
            let is_crossed =
                above - NUMBER.size * ASCENT < card.y + 1.0 && card.y - 1.0 < above + NUMBER.size * DESCENT;
            is_crossed.then_some(card.y)
        }
        _ => None,
    });
    if let Some(edge) = crossed {
        above = edge - NUMBER.size * DESCENT - 2.0;
    }
    [(line.x + line.width + GAP, raised), (line.x, above)]
}

/// As many numbers as fit, runs joined, with "…" for the others; none when not even the first fits.
fn shortened(numbers: &[usize], room: f32) -> Option<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let written: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first},{last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    (1..=written.len()).rev().find_map(|count| {
        let mut text = written[..count].join(",");
        if count < written.len() {
            text.push('…');
        }
        (width(&text, NUMBER.size, NUMBER.weight) <= room).then_some(text)
    })
}

/// The frames of words and of small marks.
fn obstacles(items: &[Item], found: &mut Vec<Rectangle>) {
    for item in items {
        match item {
            Item::Group(group) if group.opacity.is_some_and(|opacity| opacity < 0.2) => {}
            Item::Group(group) => obstacles(&group.items, found),
            Item::Text(line) => found.push(Rectangle {
                x: line.x,
                y: line.y - line.size * ASCENT,
                width: line.width,
                height: line.size * (ASCENT + DESCENT),
                ..Rectangle::default()
            }),
            Item::Missing(mark) => found.push(mark.frame()),
            Item::Rectangle(frame) if frame.width <= LARGEST_MARK => found.push(*frame),
            // The right edge of a card, beyond which nothing of it may stand.
            Item::Rectangle(frame) => {
                found.push(Rectangle { x: frame.x + frame.width - 3.0, width: 3.0, ..*frame });
            }
            Item::Path(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_joined_in_runs_and_cut_where_there_is_no_room() {
        let numbers = [1, 2, 3, 7, 8, 12];

        assert_eq!(shortened(&numbers, 90.0).as_deref(), Some("1–3,7,8,12"));
        assert_eq!(shortened(&numbers, 24.0).as_deref(), Some("1–3…"));
        assert_eq!(shortened(&numbers, 3.0), None);
    }
}
