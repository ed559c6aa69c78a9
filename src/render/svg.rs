//! A scene as SVG: text stays text, every group that stands for a record says so, and nothing in it can act or fetch.
//!
//! Elements are built with the `svg` crate, which escapes all text and attributes. They are written one by one, so
//! that a picture of ten thousand cards never stands in memory as a tree of elements.

use ::svg::node::{Text as Characters, Value, element::Element};

use super::Theme;
use crate::font::Weight;
use crate::layout::scene::{Group, Ink, Item, Missing, Path, Rectangle, Role, Scene, Segment, Stroke, Text};

mod number;
mod template;

use number::{number, push_number};
use template::{Filling, SLOT, Template};

/// The families tried in turn by a reader who lacks the embedded one.
const FONT_FAMILIES: &str =
    "Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif";

/// Writes the scene as an SVG file in the colours of the theme.
pub fn svg(scene: &Scene, theme: Theme) -> String {
    let mut writer = Writer { out: String::with_capacity(1 << 16), theme, kinds: Vec::new(), data: String::new() };
    writer.out.push_str(root(scene).to_string().trim_end_matches("</svg>"));
    let (width, height) = (scene.width, scene.height);
    writer.rectangle(&Rectangle { width, height, fill: Some(Ink::Page), ..Rectangle::default() });
    for item in &scene.items {
        writer.item(item);
    }
    writer.out.push_str("</svg>\n");
    writer.out
}

/// The root element with title and description, still without the items.
fn root(scene: &Scene) -> Element {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut root = Element::new("svg");
    set(&mut root, "xmlns", "http://www.w3.org/2000/svg");
    set(&mut root, "viewBox", format!("0 0 {width} {height}"));
    set(&mut root, "width", width);
    set(&mut root, "height", height);
    set(&mut root, "lang", scene.language.tag());
    set(&mut root, "role", "graphics-document document");
    set(&mut root, "aria-label", scene.title.as_str());
    set(&mut root, "font-family", FONT_FAMILIES);
    let children = root.get_children_mut();
    children.push(Box::new(named("title", &scene.title)));
    if !scene.description.is_empty() {
        children.push(Box::new(named("desc", &scene.description)));
    }
    root
}

fn named(name: &str, content: &str) -> Element {
    let mut element = Element::new(name);
    element.get_children_mut().push(Box::new(Characters::new(content)));
    element
}

fn set(element: &mut Element, name: &str, value: impl Into<Value>) {
    element.get_attributes_mut().insert(name.to_owned(), value.into());
}

/// What elements of one template have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Group { reference: bool, role: Option<Role>, label: bool, opacity: Option<f32> },
    Layer(&'static str),
    Title,
    Rectangle { radius: f32, fill: Option<Ink>, stroke: Option<Stroke> },
    Path { fill: Option<Ink>, stroke: Option<Stroke> },
    Text { size: f32, weight: Weight, ink: Ink },
}

struct Writer {
    out: String,
    theme: Theme,
    /// The templates met so far; there are some twenty, so looking through them is quicker than hashing.
    kinds: Vec<(Kind, Template)>,
    /// Path data under way.
    data: String,
}

impl Writer {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Group(group) => self.group(group),
            Item::Rectangle(shape) => self.rectangle(shape),
            Item::Path(shape) => self.path(shape),
            Item::Text(line) => self.text(line),
            Item::Missing(mark) => self.missing(mark),
        }
    }

    fn write(&mut self, kind: Kind, fillings: &[Filling<'_>]) {
        let at = self.kinds.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            self.kinds.push((kind, template(kind, self.theme)));
            self.kinds.len() - 1
        });
        self.kinds[at].1.write(&mut self.out, fillings);
    }

    /// Writes the opening tag, the items one by one, and the closing tag.
    fn group(&mut self, group: &Group) {
        if let Some(layer) = group.layer {
            self.write(Kind::Layer(layer.word()), &[]);
        } else {
            let kind = Kind::Group {
                reference: group.reference.is_some(),
                role: group.role,
                label: group.label.is_some(),
                opacity: group.opacity,
            };
            let reference = group.reference.map(|reference| reference.to_string());
            let label = group.label.as_deref().map(Filling::Attribute);
            let reference = reference.as_deref().map(Filling::Plain);
            match (label, reference) {
                (Some(label), Some(reference)) => self.write(kind, &[label, reference]),
                (Some(one), None) | (None, Some(one)) => self.write(kind, &[one]),
                (None, None) => self.write(kind, &[]),
            }
        }
        if let Some(label) = group.label.as_ref().filter(|_| group.shows_label) {
            self.write(Kind::Title, &[Filling::Content(label)]);
        }
        for item in &group.items {
            self.item(item);
        }
        self.out.push_str("</g>\n");
    }

    fn rectangle(&mut self, shape: &Rectangle) {
        let kind = Kind::Rectangle { radius: shape.radius, fill: shape.fill, stroke: shape.stroke };
        self.write(kind, &[shape.height, shape.width, shape.x, shape.y].map(Filling::Number));
    }

    fn path(&mut self, shape: &Path) {
        let mut data = std::mem::take(&mut self.data);
        data.clear();
        for segment in &shape.segments {
            push_segment(&mut data, segment);
        }
        self.write(Kind::Path { fill: shape.fill, stroke: shape.stroke }, &[Filling::Plain(&data)]);
        self.data = data;
    }

    fn text(&mut self, line: &Text) {
        let kind = Kind::Text { size: line.size, weight: line.weight, ink: line.ink };
        let [length, x, y] = [line.width, line.x, line.y].map(Filling::Number);
        self.write(kind, &[length, x, y, Filling::Content(&line.content)]);
    }

    /// A box one em wide with the character's code in it, in two lines.
    fn missing(&mut self, mark: &Missing) {
        self.rectangle(&mark.frame());
        for line in mark.code_lines() {
            self.text(&line);
        }
    }
}

fn push_segment(data: &mut String, segment: &Segment) {
    let (letter, numbers): (char, &[f32]) = match segment {
        Segment::Move(x, y) => ('M', &[*x, *y]),
        Segment::Line(x, y) => ('L', &[*x, *y]),
        Segment::Quad(cx, cy, x, y) => ('Q', &[*cx, *cy, *x, *y]),
        Segment::Cubic(ax, ay, bx, by, x, y) => ('C', &[*ax, *ay, *bx, *by, *x, *y]),
        Segment::Close => ('Z', &[]),
    };
    data.push(letter);
    for (index, &value) in numbers.iter().enumerate() {
        if index > 0 {
            data.push(' ');
        }
        push_number(data, value);
    }
}

/// Builds an element of a kind with open places for what its fellows do not share. The `svg` crate writes attributes
/// by name, so the places are filled in the order of those names, the content last.
fn template(kind: Kind, theme: Theme) -> Template {
    match kind {
        Kind::Group { reference, role, label, opacity } => {
            let mut element = Element::new("g");
            for name in ["fill-opacity", "stroke-opacity"] {
                if let Some(opacity) = opacity {
                    set(&mut element, name, number(opacity));
                }
            }
            if label {
                set(&mut element, "aria-label", SLOT);
            }
            if reference {
                set(&mut element, "data-ref", SLOT);
            }
            match role {
                Some(Role::Group) => set(&mut element, "role", "group"),
                Some(Role::Image) => set(&mut element, "role", "img"),
                None => {}
            }
            Template::opening_of(&element)
        }
        Kind::Layer(word) => {
            let mut element = Element::new("g");
            set(&mut element, "data-layer", word);
            Template::opening_of(&element)
        }
        Kind::Title => Template::of(&named("title", SLOT)),
        Kind::Rectangle { radius, fill, stroke } => {
            let mut element = Element::new("rect");
            for name in ["height", "width", "x", "y"] {
                set(&mut element, name, SLOT);
            }
            if radius > 0.0 {
                set(&mut element, "rx", number(radius));
            }
            set_paint(&mut element, fill, stroke, theme);
            Template::of(&element)
        }
        Kind::Path { fill, stroke } => {
            let mut element = Element::new("path");
            set(&mut element, "d", SLOT);
            set_paint(&mut element, fill, stroke, theme);
            Template::of(&element)
        }
        Kind::Text { size, weight, ink } => {
            let mut element = named("text", SLOT);
            for name in ["textLength", "x", "y"] {
                set(&mut element, name, SLOT);
            }
            set(&mut element, "font-size", number(size));
            if weight != Weight::Regular {
                set(&mut element, "font-weight", weight.number());
            }
            set(&mut element, "fill", theme.colour(ink));
            Template::of(&element)
        }
    }
}

fn set_paint(element: &mut Element, fill: Option<Ink>, stroke: Option<Stroke>, theme: Theme) {
    set(element, "fill", fill.map_or("none", |ink| theme.colour(ink)));
    let Some(stroke) = stroke else { return };
    set(element, "stroke", theme.colour(stroke.ink));
    set(element, "stroke-width", number(stroke.width));
    let dashes = stroke.dash.lengths();
    if !dashes.is_empty() {
        let lengths: Vec<String> = dashes.iter().map(|&length| number(length)).collect();
        set(element, "stroke-dasharray", lengths.join(" "));
    }
}
