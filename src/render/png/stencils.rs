//! The shapes of glyphs as stencils of coverage, each painted once and then laid down wherever the glyph stands.

use std::collections::HashMap;

use tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};

use crate::font::{self, Weight};

/// Into how many places a pixel is divided each way; a glyph stands at the nearest one.
const PLACES: f32 = 4.0;

/// A glyph at one size and one place within a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    id: u16,
    weight: Weight,
    /// The bits of the size in pixels.
    size: u32,
    /// The place within a pixel, in quarters.
    place: (u8, u8),
}

/// How much of each pixel around the origin of a glyph its ink covers.
#[derive(Debug)]
pub(super) struct Stencil {
    /// Coverages, row by row.
    pub coverages: Vec<u8>,
    /// The length of a row.
    pub width: i32,
    /// The upper left corner, from the pixel in which the origin lies.
    pub corner: (i32, i32),
}

/// The stencils made so far.
#[derive(Default)]
pub(super) struct Stencils {
    known: HashMap<Key, Option<Stencil>>,
}

impl Stencils {
    /// The stencil of a glyph whose origin stands at (x, y), and the pixel from which its corner is counted; none when
    /// the glyph has no ink. All are in pixels.
    pub(super) fn at(
        &mut self,
        id: u16,
        weight: Weight,
        size: f32,
        (x, y): (f32, f32),
    ) -> Option<(&Stencil, (i32, i32))> {
        let quarters = |length: f32| (length * PLACES).round() as i32;
        let (across, down) = (quarters(x), quarters(y));
        let place = (across.rem_euclid(4) as u8, down.rem_euclid(4) as u8);
        let made = self
            .known
            .entry(Key { id, weight, size: size.to_bits(), place })
            .or_insert_with(|| stencil(id, weight, size, place));
        made.as_ref().map(|stencil| (stencil, (across.div_euclid(4), down.div_euclid(4))))
    }
}

fn stencil(id: u16, weight: Weight, size: f32, place: (u8, u8)) -> Option<Stencil> {
    let mut pen = Pen(PathBuilder::new());
    font::outline(id, weight, &mut pen);
    let outline = pen.0.finish()?;
    let (across, down) = (f32::from(place.0) / PLACES, f32::from(place.1) / PLACES);
    let set = outline.transform(Transform::from_row(size, 0.0, 0.0, -size, across, down))?;
    painted(&set)
}

fn painted(outline: &Path) -> Option<Stencil> {
    let bounds = outline.bounds();
    let (left, top) = (bounds.left().floor(), bounds.top().floor());
    let (width, height) = (bounds.right().ceil() - left, bounds.bottom().ceil() - top);
    let mut mask = Mask::new(width.max(1.0) as u32, height.max(1.0) as u32)?;
    mask.fill_path(outline, FillRule::Winding, true, Transform::from_translate(-left, -top));
    Some(Stencil { width: mask.width() as i32, coverages: mask.take(), corner: (left as i32, top as i32) })
}

struct Pen(PathBuilder);

impl ttf_parser::OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
