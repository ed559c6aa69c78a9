//! One horizontal band of a picture.

use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Stroke as Pen, StrokeDash, Transform};

use super::outline::Outlines;
use crate::font;
use crate::layout::scene::{Ink, Item, Path, Rectangle, Scene, Segment, Stroke, Text};
use crate::render::Theme;

/// How far a stroke or a glyph may reach beyond the box that its item states, in CSS pixels.
const OVERHANG: f32 = 4.0;

/// Paints bands of one scene, and remembers the outlines of glyphs between them.
pub(super) struct Painter {
    theme: Theme,
    scale: f32,
    outlines: Outlines,
}

impl Painter {
    pub(super) fn new(theme: Theme, scale: f32) -> Self {
        Self { theme, scale, outlines: Outlines::default() }
    }

    /// The rows from `top` on, as red, green and blue bytes.
    pub(super) fn paint(&mut self, scene: &Scene, width: u32, rows: u32, top: u32) -> Vec<u8> {
        let mut band = Band {
            pixmap: Pixmap::new(width, rows)
                .expect("the caller asks for at least one pixel and at most a band's bytes"),
            theme: self.theme,
            opacity: 1.0,
            transform: Transform::from_row(self.scale, 0.0, 0.0, self.scale, 0.0, -(top as f32)),
            upper: top as f32 / self.scale,
            lower: (top + rows) as f32 / self.scale,
        };
        let [red, green, blue] = self.theme.rgb(Ink::Page);
        band.pixmap.fill(Color::from_rgba8(red, green, blue, 255));
        band.items(&scene.items, &mut self.outlines);
        band.pixmap.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }
}

struct Band {
    pixmap: Pixmap,
    theme: Theme,
    transform: Transform,
    /// That of the group around what is painted.
    opacity: f32,
    /// The first and last y of the scene that the band shows.
    upper: f32,
    lower: f32,
}

impl Band {
    fn items(&mut self, items: &[Item], outlines: &mut Outlines) {
        for item in items {
            match item {
                Item::Group(group) => {
                    let around = self.opacity;
                    self.opacity = group.opacity.unwrap_or(around);
                    self.items(&group.items, outlines);
                    self.opacity = around;
                }
                Item::Rectangle(shape) => self.rectangle(shape),
                Item::Path(shape) => self.path(shape),
                Item::Text(line) => self.text(line, outlines),
                Item::Missing(mark) => {
                    self.rectangle(&mark.frame());
                    for line in mark.code_lines() {
                        self.text(&line, outlines);
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
        let Some(rect) = Rect::from_xywh(shape.x, shape.y, shape.width, shape.height) else {
            return;
        };
        let outline = if shape.radius > 0.0 { rounded(rect, shape.radius) } else { Some(PathBuilder::from_rect(rect)) };
        if let Some(outline) = outline {
            self.fill_and_stroke(&outline, shape.fill, shape.stroke);
        }
    }

    fn path(&mut self, shape: &Path) {
        let ends = shape.segments.iter().filter_map(|segment| match *segment {
            Segment::Move(_, y) | Segment::Line(_, y) | Segment::Quad(.., y) | Segment::Cubic(.., y) => Some(y),
            Segment::Close => None,
        });
        let (from, to) = ends.fold((f32::INFINITY, f32::NEG_INFINITY), |(from, to), y| (from.min(y), to.max(y)));
        // A curve may swing out beyond its ends, so only straight pictures are left out by their ends alone.
        let is_curved = shape.segments.iter().any(|segment| matches!(segment, Segment::Cubic(..)));
        if !is_curved && !self.shows(from, to) {
            return;
        }
        let mut builder = PathBuilder::new();
        for segment in &shape.segments {
            match *segment {
                Segment::Move(x, y) => builder.move_to(x, y),
                Segment::Line(x, y) => builder.line_to(x, y),
                Segment::Quad(cx, cy, x, y) => builder.quad_to(cx, cy, x, y),
                Segment::Cubic(ax, ay, bx, by, x, y) => builder.cubic_to(ax, ay, bx, by, x, y),
                Segment::Close => builder.close(),
            }
        }
        if let Some(outline) = builder.finish() {
            self.fill_and_stroke(&outline, shape.fill, shape.stroke);
        }
    }

    fn fill_and_stroke(&mut self, outline: &tiny_skia::Path, fill: Option<Ink>, stroke: Option<Stroke>) {
        if let Some(ink) = fill {
            let paint = self.paint(ink);
            self.pixmap.fill_path(outline, &paint, FillRule::Winding, self.transform, None);
        }
        if let Some(stroke) = stroke {
            let paint = self.paint(stroke.ink);
            let dash = StrokeDash::new(stroke.dash.lengths().to_vec(), 0.0);
            let pen = Pen { width: stroke.width, dash, ..Pen::default() };
            self.pixmap.stroke_path(outline, &paint, &pen, self.transform, None);
        }
    }

    fn text(&mut self, line: &Text, outlines: &mut Outlines) {
        if !self.shows(line.y - line.size * 1.2, line.y + line.size * 0.4) {
            return;
        }
        let paint = self.paint(line.ink);
        let mut pen = line.x;
        for glyph in font::glyphs(&line.content, line.size, line.weight) {
            if let Some(outline) = outlines.get(glyph.id, line.weight) {
                let place = self.transform.pre_translate(pen, line.y).pre_scale(line.size, -line.size);
                self.pixmap.fill_path(outline, &paint, FillRule::Winding, place, None);
            }
            pen += glyph.advance;
        }
    }

    fn paint(&self, ink: Ink) -> Paint<'static> {
        let [red, green, blue] = self.theme.rgb(ink);
        let mut paint = Paint::default();
        paint.set_color_rgba8(red, green, blue, (self.opacity * 255.0).round() as u8);
        paint.anti_alias = true;
        paint
    }
}

/// A rectangle with round corners, as quarter circles by cubic curves.
fn rounded(rect: Rect, radius: f32) -> Option<tiny_skia::Path> {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    // How far the control points of a quarter circle lie from its corner, in radii.
    let reach = radius * (1.0 - 0.552_284_8);
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let mut builder = PathBuilder::new();
    builder.move_to(left + radius, top);
    builder.line_to(right - radius, top);
    builder.cubic_to(right - reach, top, right, top + reach, right, top + radius);
    builder.line_to(right, bottom - radius);
    builder.cubic_to(right, bottom - reach, right - reach, bottom, right - radius, bottom);
    builder.line_to(left + radius, bottom);
    builder.cubic_to(left + reach, bottom, left, bottom - reach, left, bottom - radius);
    builder.line_to(left, top + radius);
    builder.cubic_to(left, top + reach, left + reach, top, left + radius, top);
    builder.close();
    builder.finish()
}
