//! PNG: what is painted by shortcuts (stencils of glyphs, plates, bands) looks like the same shapes filled as paths.

use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Stroke as Pen, StrokeDash, Transform};
use ttf_parser::OutlineBuilder;
use waterline::font::{self, Weight};
use waterline::layout::diagram::{DiagramInput, DiagramOptions, draw};
use waterline::layout::org_chart::{Overlay, Ties};
use waterline::layout::scene::{Ink, Item, Scene, Segment, Text};
use waterline::render::{Theme, png::png};

use crate::fictional::bureau_talked_of;
use crate::overlays::roster;

fn scene() -> Scene {
    let options = DiagramOptions { overlays: Overlay::ALL.to_vec(), ties: Ties::Drawn, ..DiagramOptions::default() };
    draw(&DiagramInput::new(&bureau_talked_of(), &roster()), &options).expect("it is all there")
}

/// The reference: every shape as a path, every glyph as its outline where it stands, on one large canvas.
struct Reference {
    pixmap: Pixmap,
    scale: f32,
}

impl Reference {
    fn of(scene: &Scene, scale: f32) -> Self {
        let pixels = |length: f32| (length * scale).ceil() as u32;
        let mut pixmap = Pixmap::new(pixels(scene.width), pixels(scene.height)).expect("a picture has pixels");
        let [red, green, blue] = Theme::Light.rgb(Ink::Page);
        pixmap.fill(Color::from_rgba8(red, green, blue, 255));
        let mut reference = Self { pixmap, scale };
        reference.items(&scene.items, 1.0);
        reference
    }

    fn items(&mut self, items: &[Item], around: f32) {
        for item in items {
            match item {
                Item::Group(group) => self.items(&group.items, group.opacity.unwrap_or(around)),
                Item::Rectangle(shape) => self.path(&shape.outline(), shape.fill, shape.stroke, around),
                Item::Path(shape) => self.path(&shape.segments, shape.fill, shape.stroke, around),
                Item::Text(line) => self.text(line, around),
                Item::Missing(_) => {}
            }
        }
    }

    fn path(
        &mut self,
        segments: &[Segment],
        fill: Option<Ink>,
        stroke: Option<waterline::layout::scene::Stroke>,
        opacity: f32,
    ) {
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
        let Some(path) = builder.finish() else { return };
        let place = Transform::from_scale(self.scale, self.scale);
        if let Some(ink) = fill {
            self.pixmap.fill_path(&path, &paint(ink, opacity), FillRule::Winding, place, None);
        }
        if let Some(stroke) = stroke {
            let dash = StrokeDash::new(stroke.dash.lengths().to_vec(), 0.0);
            let pen = Pen { width: stroke.width, dash, ..Pen::default() };
            self.pixmap.stroke_path(&path, &paint(stroke.ink, opacity), &pen, place, None);
        }
    }

    fn text(&mut self, line: &Text, opacity: f32) {
        let mut x = line.x;
        for glyph in font::glyphs(&line.content, line.size, line.weight) {
            if let Some(outline) = outline(glyph.id, line.weight) {
                let place = Transform::from_scale(self.scale, self.scale)
                    .pre_translate(x, line.y)
                    .pre_scale(line.size, -line.size);
                self.pixmap.fill_path(&outline, &paint(line.ink, opacity), FillRule::Winding, place, None);
            }
            x += glyph.advance;
        }
    }
}

fn paint(ink: Ink, opacity: f32) -> Paint<'static> {
    let [red, green, blue] = Theme::Light.rgb(ink);
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, (opacity * 255.0).round() as u8);
    paint.anti_alias = true;
    paint
}

fn outline(id: u16, weight: Weight) -> Option<tiny_skia::Path> {
    struct Drawn(PathBuilder);
    impl OutlineBuilder for Drawn {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.move_to(x, y);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.line_to(x, y);
        }
        fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
            self.0.quad_to(cx, cy, x, y);
        }
        fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
            self.0.cubic_to(ax, ay, bx, by, x, y);
        }
        fn close(&mut self) {
            self.0.close();
        }
    }
    let mut drawn = Drawn(PathBuilder::new());
    font::outline(id, weight, &mut drawn);
    drawn.0.finish()
}

/// The green of every pixel, row by row, and the length of a row.
fn greens(file: &[u8]) -> (Vec<u8>, usize) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a PNG header");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a known size")];
    let frame = reader.next_frame(&mut pixels).expect("whole pixels");
    assert_eq!(frame.color_type, png::ColorType::Rgb);
    (pixels.chunks_exact(3).map(|pixel| pixel[1]).collect(), frame.width as usize)
}

/// How much neighbouring pixels differ, summed over the picture: less where edges are blurred.
fn sharpness(greens: &[u8], width: usize) -> u64 {
    greens.chunks(width).flat_map(|row| row.windows(2)).map(|pair| u64::from(pair[0].abs_diff(pair[1]))).sum()
}

#[test]
fn shortcuts_paint_what_paths_would_and_as_sharply() {
    let scene = scene();
    for scale in [1, 2] {
        let (painted, width) = greens(&png(&scene, Theme::Light, scale).unwrap());
        let reference = Reference::of(&scene, scale as f32);
        let expected: Vec<u8> = reference.pixmap.data().chunks_exact(4).map(|pixel| pixel[1]).collect();

        assert_eq!(painted.len(), expected.len());
        let differences: Vec<u8> = painted.iter().zip(&expected).map(|(a, b)| a.abs_diff(*b)).collect();
        let mean = differences.iter().map(|&by| f64::from(by)).sum::<f64>() / differences.len() as f64;
        let far = differences.iter().filter(|&&by| by > 96).count() as f64 / differences.len() as f64;
        assert!(mean < 0.5, "scale {scale}: mean difference {mean:.3} of 255");
        assert!(far < 0.000_5, "scale {scale}: {far:.6} of the pixels differ much");
        let ratio = sharpness(&painted, width) as f64 / sharpness(&expected, width) as f64;
        assert!((0.97..1.05).contains(&ratio), "scale {scale}: edges are {ratio:.3} as sharp");
    }
}
