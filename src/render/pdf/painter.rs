//! Painting the part of a scene that a sheet shows.

use pdf_writer::{Content, Name, Str, TextStr};

use super::faces::{Faces, name_of};
use super::opacity::Opacities;
use super::tiles::{Place, Sheet};
use crate::font::{self, Weight};
use crate::layout::scene::{Dash, Ink, Item, Language, Missing, Path, Rectangle, Scene, Segment, Stroke, Text};
use crate::render::Theme;

/// How far a stroke or a glyph may reach beyond the box that its item states.
const OVERHANG: f32 = 4.0;

/// The operators that paint a sheet.
pub(super) fn paint(
    scene: &Scene,
    sheet: &Sheet,
    theme: Theme,
    faces: &mut Faces,
    opacities: &mut Opacities,
) -> Vec<u8> {
    let content = Content::with_settings_and_capacity(pdf_writer::Settings { pretty: false }, 1 << 16);
    let mut painter =
        Painter { content, theme, window: sheet.window, faces, opacities, state: State::default(), bytes: Vec::new() };
    let (s, window) = (sheet.scale, &sheet.window);
    painter.content.save_state();
    let (x, y) = (sheet.corner.0 - window.x * s, sheet.paper.1 - sheet.corner.1 + window.y * s);
    painter.content.transform([s, 0.0, 0.0, -s, x, y]);
    painter.content.rect(window.x, window.y, window.width, window.height).clip_nonzero().end_path();
    painter.rectangle(&Rectangle { fill: Some(Ink::Page), ..*window });
    painter.items(&scene.items, 1.0);
    painter.content.restore_state();
    if let Some(place) = &sheet.place {
        painter.state = State::default();
        painter.place(sheet, place, scene.language);
    }
    painter.content.finish().into_vec()
}

/// What is set already and need not be set again.
#[derive(Default)]
struct State {
    fill: Option<Ink>,
    line: Option<Stroke>,
    font: Option<(Weight, f32)>,
    /// In hundredths, as far as it differs from the whole.
    opacity: Option<f32>,
}

struct Painter<'a> {
    content: Content,
    theme: Theme,
    window: Rectangle,
    faces: &'a mut Faces,
    opacities: &'a mut Opacities,
    state: State,
    /// The glyphs of a text under way.
    bytes: Vec<u8>,
}

impl Painter<'_> {
    fn items(&mut self, items: &[Item], opacity: f32) {
        for item in items {
            match item {
                Item::Group(group) => self.items(&group.items, group.opacity.unwrap_or(opacity)),
                Item::Rectangle(shape) => {
                    self.set_opacity(opacity);
                    self.rectangle(shape);
                }
                Item::Path(path) => {
                    self.set_opacity(opacity);
                    self.path(path);
                }
                Item::Text(line) => {
                    self.set_opacity(opacity);
                    self.text(line);
                }
                Item::Missing(mark) => {
                    self.set_opacity(opacity);
                    self.missing(mark);
                }
            }
        }
    }

    fn set_opacity(&mut self, opacity: f32) {
        if (self.state.opacity.unwrap_or(1.0) - opacity).abs() > f32::EPSILON {
            let name = self.opacities.name(opacity);
            self.content.set_parameters(Name(name.as_bytes()));
            self.state.opacity = Some(opacity);
        }
    }

    fn shows(&self, frame: Rectangle) -> bool {
        let grown = Rectangle {
            x: frame.x - OVERHANG,
            y: frame.y - OVERHANG,
            width: frame.width + 2.0 * OVERHANG,
            height: frame.height + 2.0 * OVERHANG,
            ..frame
        };
        self.window.overlaps(&grown)
    }

    fn rectangle(&mut self, shape: &Rectangle) {
        if !self.shows(*shape) {
            return;
        }
        self.set_paint(shape.fill, shape.stroke);
        if shape.radius > 0.0 {
            self.segments(&shape.outline());
        } else {
            let [x, y, width, height] = [shape.x, shape.y, shape.width, shape.height].map(short);
            self.content.rect(x, y, width, height);
        }
        self.finish_path(shape.fill, shape.stroke);
    }

    fn path(&mut self, path: &Path) {
        if !self.shows(bounds(path)) {
            return;
        }
        self.set_paint(path.fill, path.stroke);
        self.segments(&path.segments);
        self.finish_path(path.fill, path.stroke);
    }

    fn segments(&mut self, segments: &[Segment]) {
        let mut pen = (0.0, 0.0);
        for segment in segments {
            match *segment {
                Segment::Move(x, y) => {
                    self.content.move_to(short(x), short(y));
                    pen = (x, y);
                }
                Segment::Line(x, y) => {
                    self.content.line_to(short(x), short(y));
                    pen = (x, y);
                }
                Segment::Quad(cx, cy, x, y) => {
                    // A quadratic curve as a cubic one: its control points lie at two thirds.
                    let near = |from: f32, control: f32| short(from + (control - from) * 2.0 / 3.0);
                    let (ax, ay, bx, by) = (near(pen.0, cx), near(pen.1, cy), near(x, cx), near(y, cy));
                    self.content.cubic_to(ax, ay, bx, by, short(x), short(y));
                    pen = (x, y);
                }
                Segment::Cubic(ax, ay, bx, by, x, y) => {
                    self.content.cubic_to(short(ax), short(ay), short(bx), short(by), short(x), short(y));
                    pen = (x, y);
                }
                Segment::Close => {
                    self.content.close_path();
                }
            }
        }
    }

    fn set_paint(&mut self, fill: Option<Ink>, stroke: Option<Stroke>) {
        if let Some(ink) = fill {
            self.set_fill(ink);
        }
        let Some(stroke) = stroke else { return };
        let set = self.state.line;
        if set.is_none_or(|set| set.ink != stroke.ink) {
            let [red, green, blue] = self.colour(stroke.ink);
            self.content.set_stroke_rgb(red, green, blue);
        }
        if set.is_none_or(|set| (set.width - stroke.width).abs() > f32::EPSILON) {
            self.content.set_line_width(short(stroke.width));
        }
        if set.map_or(Dash::None, |set| set.dash) != stroke.dash {
            self.content.set_dash_pattern(stroke.dash.lengths().iter().copied(), 0.0);
        }
        self.state.line = Some(stroke);
    }

    fn set_fill(&mut self, ink: Ink) {
        if self.state.fill != Some(ink) {
            let [red, green, blue] = self.colour(ink);
            self.content.set_fill_rgb(red, green, blue);
            self.state.fill = Some(ink);
        }
    }

    fn colour(&self, ink: Ink) -> [f32; 3] {
        self.theme.rgb(ink).map(|part| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0)
    }

    fn finish_path(&mut self, fill: Option<Ink>, stroke: Option<Stroke>) {
        match (fill, stroke) {
            (Some(_), Some(_)) => self.content.fill_nonzero_and_stroke(),
            (Some(_), None) => self.content.fill_nonzero(),
            (None, Some(_)) => self.content.stroke(),
            (None, None) => self.content.end_path(),
        };
    }

    fn text(&mut self, line: &Text) {
        let frame = Rectangle {
            x: line.x,
            y: line.y - line.size * 1.2,
            width: line.width,
            height: line.size * 1.6,
            ..Rectangle::default()
        };
        if self.shows(frame) {
            self.write(line, -1.0);
        }
    }

    /// Writes a line of text; `upright` is −1 where y grows downwards and 1 where it grows upwards.
    fn write(&mut self, line: &Text, upright: f32) {
        self.set_fill(line.ink);
        self.bytes.clear();
        for glyph in font::glyphs(&line.content, line.size, line.weight) {
            let number = self.faces.number(glyph, line.size, line.weight);
            self.bytes.extend_from_slice(&number.to_be_bytes());
        }
        self.content.begin_text();
        if self.state.font != Some((line.weight, line.size)) {
            self.content.set_font(Name(name_of(line.weight)), line.size);
            self.state.font = Some((line.weight, line.size));
        }
        self.content.set_text_matrix([1.0, 0.0, 0.0, upright, short(line.x), short(line.y)]);
        self.content.show(Str(&self.bytes));
        self.content.end_text();
    }

    /// A box with the code of a character that the font lacks; whoever copies it gets the character.
    fn missing(&mut self, mark: &Missing) {
        if !self.shows(mark.frame()) {
            return;
        }
        let mut character = [0; 4];
        let text: &str = mark.character.encode_utf8(&mut character);
        let mut marked = self.content.begin_marked_content_with_properties(Name(b"Span"));
        marked.properties().actual_text(TextStr(text));
        drop(marked);
        self.rectangle(&mark.frame());
        for line in mark.code_lines() {
            self.text(&line);
        }
        self.content.end_marked_content();
    }

    /// Says where the sheet belongs, and marks where its neighbours begin.
    fn place(&mut self, sheet: &Sheet, place: &Place, language: Language) {
        let (columns, rows) = place.grid;
        let (number, count) = (place.at.1 * columns + place.at.0 + 1, columns * rows);
        let (column, row) = (place.at.0 + 1, place.at.1 + 1);
        let words = match language {
            Language::Zh => format!("第 {number} 页，共 {count} 页 · 第 {row} 行第 {column} 列"),
            Language::En => format!("sheet {number} of {count} · row {row}, column {column}"),
        };
        let width = font::width(&words, 8.0, Weight::Regular);
        let text = Text {
            x: (sheet.paper.0 - width) / 2.0,
            y: 22.0,
            content: words,
            size: 8.0,
            weight: Weight::Regular,
            ink: Ink::Muted,
            width,
        };
        self.set_opacity(1.0);
        self.write(&text, 1.0);
        let stroke = Stroke { ink: Ink::Muted, width: 0.5, dash: Dash::None };
        self.set_paint(None, Some(stroke));
        let window = &sheet.window;
        let (left, right) = (sheet.corner.0, sheet.corner.0 + window.width * sheet.scale);
        let (top, bottom) =
            (sheet.paper.1 - sheet.corner.1, sheet.paper.1 - sheet.corner.1 - window.height * sheet.scale);
        let [before, after, above, below] = place.neighbours;
        for x in [before, after].into_iter().flatten() {
            let x = short(sheet.corner.0 + (x - window.x) * sheet.scale);
            self.content.move_to(x, short(top + 3.0)).line_to(x, short(top + 12.0));
            self.content.move_to(x, short(bottom - 3.0)).line_to(x, short(bottom - 12.0));
        }
        for y in [above, below].into_iter().flatten() {
            let y = short(sheet.paper.1 - sheet.corner.1 - (y - window.y) * sheet.scale);
            self.content.move_to(short(left - 3.0), y).line_to(short(left - 12.0), y);
            self.content.move_to(short(right + 3.0), y).line_to(short(right + 12.0), y);
        }
        self.content.stroke();
    }
}

/// A length with at most two decimals.
fn short(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// The box around all points of a path, control points included.
fn bounds(path: &Path) -> Rectangle {
    let (mut least, mut most) = ((f32::INFINITY, f32::INFINITY), (f32::NEG_INFINITY, f32::NEG_INFINITY));
    let mut add = |x: f32, y: f32| {
        least = (least.0.min(x), least.1.min(y));
        most = (most.0.max(x), most.1.max(y));
    };
    for segment in &path.segments {
        match *segment {
            Segment::Move(x, y) | Segment::Line(x, y) => add(x, y),
            Segment::Quad(cx, cy, x, y) => {
                add(cx, cy);
                add(x, y);
            }
            Segment::Cubic(ax, ay, bx, by, x, y) => {
                add(ax, ay);
                add(bx, by);
                add(x, y);
            }
            Segment::Close => {}
        }
    }
    Rectangle { x: least.0, y: least.1, width: most.0 - least.0, height: most.1 - least.1, ..Rectangle::default() }
}
