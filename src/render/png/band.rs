//! One horizontal band of a picture.

use tiny_skia::{FillRule, Paint, PathBuilder, Stroke as Pen, StrokeDash, Transform};

use super::canvas::{Canvas, Wash};
use super::plate::{self, Plate};
use super::stencils::Stencils;
use crate::font;
use crate::layout::scene::{Dash, Ink, Item, Path, Rectangle, Scene, Segment, Stroke, Text};
use crate::render::Theme;

/// How far a stroke or a glyph may reach beyond the box that its item states, in CSS pixels.
const OVERHANG: f32 = 4.0;

/// Paints bands of one scene, and remembers the shapes of glyphs between them.
pub(super) struct Painter {
    theme: Theme,
    scale: f32,
    stencils: Stencils,
}

impl Painter {
    pub(super) fn new(theme: Theme, scale: f32) -> Self {
        Self { theme, scale, stencils: Stencils::default() }
    }

    /// The rows from `top` on.
    pub(super) fn paint(&mut self, scene: &Scene, width: u32, rows: u32, top: u32) -> Canvas {
        let mut band = Band {
            canvas: Canvas::new(width, rows, self.theme.rgb(Ink::Page)),
            theme: self.theme,
            opacity: 1.0,
            scale: self.scale,
            above: top as f32,
            upper: top as f32 / self.scale,
            lower: (top + rows) as f32 / self.scale,
        };
        band.items(&scene.items, &mut self.stencils);
        band.canvas
    }
}

struct Band {
    canvas: Canvas,
    theme: Theme,
    scale: f32,
    /// The rows of the picture above the band.
    above: f32,
    /// That of the group around what is painted.
    opacity: f32,
    /// The first and last y of the scene that the band shows.
    upper: f32,
    lower: f32,
}

impl Band {
    fn items(&mut self, items: &[Item], stencils: &mut Stencils) {
        for item in items {
            match item {
                Item::Group(group) => {
                    let around = self.opacity;
                    self.opacity = group.opacity.unwrap_or(around);
                    self.items(&group.items, stencils);
                    self.opacity = around;
                }
                Item::Rectangle(shape) => self.rectangle(shape),
                Item::Path(shape) => self.path(shape),
                Item::Text(line) => self.text(line, stencils),
                Item::Missing(mark) => {
                    self.rectangle(&mark.frame());
                    for line in mark.code_lines() {
                        self.text(&line, stencils);
                    }
                }
            }
        }
    }

    fn shows(&self, from: f32, to: f32) -> bool {
        to + OVERHANG >= self.upper && from - OVERHANG <= self.lower
    }

    fn rectangle(&mut self, shape: &Rectangle) {
        if !self.shows(shape.y, shape.y + shape.height) {
            return;
        }
        if shape.stroke.is_some_and(|stroke| stroke.dash != Dash::None) {
            let outline = path_of(&shape.outline());
            if let Some(outline) = outline {
                self.fill_and_stroke(&outline, shape.fill, shape.stroke);
            }
            return;
        }
        let plate = Plate::of(shape, self.scale, self.above);
        if let Some(ink) = shape.fill {
            let wash = self.wash(ink);
            plate::fill(&mut self.canvas, plate, wash);
        }
        if let Some(stroke) = shape.stroke {
            let wash = self.wash(stroke.ink);
            plate::stroke(&mut self.canvas, plate, stroke.width * self.scale, wash);
        }
    }

    fn path(&mut self, shape: &Path) {
        // A curve lies within the box of its ends and control points.
        let heights = shape.segments.iter().flat_map(|segment| match *segment {
            Segment::Move(_, y) | Segment::Line(_, y) => [y; 3],
            Segment::Quad(_, control, _, y) => [control, y, y],
            Segment::Cubic(_, one, _, other, _, y) => [one, other, y],
            Segment::Close => [f32::NAN; 3],
        });
        let (from, to) = heights.fold((f32::INFINITY, f32::NEG_INFINITY), |(from, to), y| (from.min(y), to.max(y)));
        if !self.shows(from, to) {
            return;
        }
        if let Some(outline) = path_of(&shape.segments) {
            self.fill_and_stroke(&outline, shape.fill, shape.stroke);
        }
    }

    fn fill_and_stroke(&mut self, outline: &tiny_skia::Path, fill: Option<Ink>, stroke: Option<Stroke>) {
        let place = Transform::from_row(self.scale, 0.0, 0.0, self.scale, 0.0, -self.above);
        if let Some(ink) = fill {
            let paint = self.paint(ink);
            self.canvas.pixmap().fill_path(outline, &paint, FillRule::Winding, place, None);
        }
        if let Some(stroke) = stroke {
            let paint = self.paint(stroke.ink);
            let dash = StrokeDash::new(stroke.dash.lengths().to_vec(), 0.0);
            let pen = Pen { width: stroke.width, dash, ..Pen::default() };
            self.canvas.pixmap().stroke_path(outline, &paint, &pen, place, None);
        }
    }

    fn text(&mut self, line: &Text, stencils: &mut Stencils) {
        if !self.shows(line.y - line.size * 1.2, line.y + line.size * 0.4) {
            return;
        }
        let wash = self.wash(line.ink);
        // Counted in the whole picture, so that a glyph which two bands share is at the same place in both.
        let baseline = line.y * self.scale;
        let mut pen = line.x;
        for glyph in font::glyphs(&line.content, line.size, line.weight) {
            let origin = (pen * self.scale, baseline);
            if let Some((stencil, pixel)) = stencils.at(glyph.id, line.weight, line.size * self.scale, origin) {
                let corner = (pixel.0 + stencil.corner.0, pixel.1 + stencil.corner.1 - self.above as i32);
                self.canvas.stencil(&stencil.coverages, stencil.width, corner, wash);
            }
            pen += glyph.advance;
        }
    }

    fn wash(&self, ink: Ink) -> Wash {
        Wash { rgb: self.theme.rgb(ink), opacity: (self.opacity * 255.0).round() as u8 }
    }

    fn paint(&self, ink: Ink) -> Paint<'static> {
        let Wash { rgb: [red, green, blue], opacity } = self.wash(ink);
        let mut paint = Paint::default();
        paint.set_color_rgba8(red, green, blue, opacity);
        paint.anti_alias = true;
        paint
    }
}

fn path_of(segments: &[Segment]) -> Option<tiny_skia::Path> {
    let mut builder = PathBuilder::new();
    for segment in segments {
        match *segment {
            Segment::Move(x, y) => builder.move_to(x, y),
            Segment::Line(x, y) => builder.line_to(x, y),
            Segment::Quad(cx, cy, x, y) => builder.quad_to(cx, cy, x, y),
            Segment::Cubic(ax, ay, bx, by, x, y) => builder.cubic_to(ax, ay, bx, by, x, y),
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}
