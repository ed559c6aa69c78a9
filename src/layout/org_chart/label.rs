//! Where the matters of further lines are written: on their line, clear of everything else.

use crate::font::{Weight, width};
use crate::layout::scene::{Ink, Item, Lettering, Rectangle, write_line};

const SIZE: f32 = 11.0;
const HEIGHT: f32 = 15.0;
const PAD: f32 = 4.0;
/// The least length of line that stays to be seen beside a label.
const VISIBLE: f32 = 16.0;
/// How far from each other the places are where a label is tried.
const STEP: f32 = 5.0;

/// The side of the squares into which the page is cut, so that only what is near needs to be looked at.
const SQUARE: f32 = 240.0;

/// What lies on the page already: cards, lines and labels. A label has a ground of its own, so it would break
/// whatever lay under it.
pub(super) struct Labels {
    area: Rectangle,
    columns: usize,
    rows: usize,
    squares: Vec<Vec<Rectangle>>,
}

impl Labels {
    /// A page on which nothing lies yet.
    pub(super) fn new(area: Rectangle) -> Self {
        let columns = (area.width / SQUARE).ceil().max(1.0) as usize;
        let rows = (area.height / SQUARE).ceil().max(1.0) as usize;
        Self { area, columns, rows, squares: vec![Vec::new(); columns * rows] }
    }

    /// The squares that a rectangle touches.
    fn touched(&self, frame: &Rectangle) -> impl Iterator<Item = usize> + use<> {
        let index = |position: f32, count: usize| ((position / SQUARE).max(0.0) as usize).min(count - 1);
        let (left, top) = (frame.x - self.area.x, frame.y - self.area.y);
        let columns = index(left, self.columns)..=index(left + frame.width, self.columns);
        let rows = index(top, self.rows)..=index(top + frame.height, self.rows);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }

    /// Keeps labels off a rectangle.
    pub(super) fn take(&mut self, frame: Rectangle) {
        for square in self.touched(&frame) {
            self.squares[square].push(frame);
        }
    }

    fn has_room(&self, frame: &Rectangle) -> bool {
        let area = &self.area;
        let is_on_page = frame.x >= area.x && frame.x + frame.width <= area.x + area.width;
        is_on_page && self.touched(frame).all(|square| self.squares[square].iter().all(|other| !other.overlaps(frame)))
    }

    /// Writes a label on the line, at best in the middle of its longest stretch; says whether there was room.
    pub(super) fn place(&mut self, words: &str, ink: Ink, route: &[(f32, f32)], items: &mut Vec<Item>) -> bool {
        let lettering = Lettering { size: SIZE, weight: Weight::Regular, ink };
        let across = width(words, SIZE, lettering.weight) + 2.0 * PAD;
        let length = |pair: &[(f32, f32)]| (pair[0].0 - pair[1].0).abs() + (pair[0].1 - pair[1].1).abs();
        let mut stretches: Vec<&[(f32, f32)]> = route.windows(2).collect();
        stretches.sort_by(|a, b| length(b).total_cmp(&length(a)));
        for pair in stretches {
            let is_level = (pair[0].1 - pair[1].1).abs() < 0.01;
            if length(pair) < VISIBLE + if is_level { across } else { HEIGHT } {
                continue;
            }
            let own = if is_level { across } else { HEIGHT };
            for share in shares(length(pair), own) {
                let x = pair[0].0 + (pair[1].0 - pair[0].0) * share - across / 2.0;
                let y = pair[0].1 + (pair[1].1 - pair[0].1) * share - HEIGHT / 2.0;
                let frame = Rectangle { x, y, width: across, height: HEIGHT, radius: 3.0, ..Rectangle::default() };
                if self.has_room(&frame) {
                    items.push(Item::Rectangle(Rectangle { fill: Some(Ink::Page), ..frame }));
                    write_line(items, words, x + PAD, y + 11.5, lettering);
                    self.take(frame);
                    return true;
                }
            }
        }
        false
    }
}

/// Where along a stretch a label is tried, from the middle outwards, as shares of the stretch; a little of the line stays
/// to be seen at both ends.
fn shares(length: f32, own: f32) -> impl Iterator<Item = f32> {
    let room = (length - own - VISIBLE / 2.0) / 2.0;
    let steps = (room / STEP).max(0.0) as u16;
    (0..=steps).flat_map(move |step| {
        let off = f32::from(step) * STEP / length;
        [0.5 - off, 0.5 + off].into_iter().take(if step == 0 { 1 } else { 2 })
    })
}
