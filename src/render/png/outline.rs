//! The outlines of glyphs as paths, each made once.

use std::collections::HashMap;

use tiny_skia::{Path, PathBuilder};

use crate::font::{self, Weight};

/// The outlines met so far, at size 1 and y upwards.
#[derive(Default)]
pub(super) struct Outlines {
    known: HashMap<(u16, Weight), Option<Path>>,
}

impl Outlines {
    /// The outline of a glyph; none when it has no ink.
    pub(super) fn get(&mut self, id: u16, weight: Weight) -> Option<&Path> {
        let made = self.known.entry((id, weight)).or_insert_with(|| {
            let mut pen = Pen(PathBuilder::new());
            font::outline(id, weight, &mut pen);
            pen.0.finish()
        });
        made.as_ref()
    }
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
