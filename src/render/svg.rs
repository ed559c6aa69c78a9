//! A scene as SVG: text stays text, every group that stands for a record says so, and nothing in it can act or fetch.
//!
//! Elements are built with the `svg` crate, which escapes all text and attributes, and are written out one by one, so
//! that a picture of ten thousand cards never stands in memory as a tree of elements.

use std::fmt::Write;

use ::svg::node::{Text as Characters, Value, element::Element};

use super::Theme;
use crate::layout::scene::{Group, Item, Missing, Path, Rectangle, Role, Scene, Segment, Stroke, Text};

mod number;

use number::number;

/// The families tried in turn by a reader who lacks the embedded one.
const FONT_FAMILIES: &str =
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/// Writes the scene as an SVG file in the colours of the theme.
pub fn svg(scene: &Scene, theme: Theme) -> String {
    let mut out = String::with_capacity(1 << 16);
    let root = root(scene, theme).to_string();
    out.push_str(root.trim_end_matches("</svg>"));
    for item in &scene.items {
        write_item(&mut out, item, theme);
    }
    out.push_str("</svg>\n");
    out
}

/// The root element with title, description and ground, still without the items.
fn root(scene: &Scene, theme: Theme) -> Element {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut root = Element::new("svg");
    let attributes = root.get_attributes_mut();
    attributes.insert("xmlns".into(), "http://www.w3.org/2000/svg".into());
    attributes.insert("viewBox".into(), format!("0 0 {width} {height}").into());
    attributes.insert("width".into(), width.clone().into());
    attributes.insert("height".into(), height.clone().into());
    attributes.insert("lang".into(), scene.language.tag().into());
    attributes.insert("role".into(), "graphics-document document".into());
    attributes.insert("aria-label".into(), scene.title.as_str().into());
    attributes.insert("font-family".into(), FONT_FAMILIES.into());
    let ground = Rectangle {
        width: scene.width,
        height: scene.height,
        fill: Some(crate::layout::scene::Ink::Page),
        ..Rectangle::default()
    };
    let children = root.get_children_mut();
    children.push(Box::new(named("title", &scene.title)));
    if !scene.description.is_empty() {
        children.push(Box::new(named("desc", &scene.description)));
    }
    children.push(Box::new(rectangle(&ground, theme)));
    root
}

fn named(name: &str, content: &str) -> Element {
    let mut element = Element::new(name);
    element.get_children_mut().push(Box::new(Characters::new(content)));
    element
}

fn write_item(out: &mut String, item: &Item, theme: Theme) {
    match item {
        Item::Group(group) => write_group(out, group, theme),
        Item::Rectangle(shape) => write_element(out, &rectangle(shape, theme)),
        Item::Path(shape) => write_element(out, &path(shape, theme)),
        Item::Text(line) => write_element(out, &text(line, theme)),
        Item::Missing(mark) => write_missing(out, mark, theme),
    }
}

fn write_element(out: &mut String, element: &Element) {
    writeln!(out, "{element}").expect("a string takes everything");
}

/// Writes the opening tag, the items one by one, and the closing tag.
fn write_group(out: &mut String, group: &Group, theme: Theme) {
    let mut element = Element::new("g");
    let attributes = element.get_attributes_mut();
    if let Some(reference) = group.reference {
        attributes.insert("data-ref".into(), reference.to_string().into());
    }
    if let Some(role) = group.role {
        let word = match role {
            Role::Group => "group",
            Role::Image => "img",
        };
        attributes.insert("role".into(), word.into());
    }
    if let Some(label) = &group.label {
        attributes.insert("aria-label".into(), label.as_str().into());
    }
    if let Some(layer) = group.layer {
        attributes.insert("data-layer".into(), layer.word().into());
    }
    let empty = element.to_string();
    out.push_str(empty.trim_end_matches("/>"));
    out.push_str(">\n");
    if let Some(label) = group.label.as_ref().filter(|_| group.shows_label) {
        write_element(out, &named("title", label));
    }
    for item in &group.items {
        write_item(out, item, theme);
    }
    out.push_str("</g>\n");
}

fn rectangle(shape: &Rectangle, theme: Theme) -> Element {
    let mut element = Element::new("rect");
    set(&mut element, "x", number(shape.x));
    set(&mut element, "y", number(shape.y));
    set(&mut element, "width", number(shape.width));
    set(&mut element, "height", number(shape.height));
    if shape.radius > 0.0 {
        set(&mut element, "rx", number(shape.radius));
    }
    set(&mut element, "fill", shape.fill.map_or("none", |ink| theme.colour(ink)));
    set_stroke(&mut element, shape.stroke, theme);
    element
}

fn path(shape: &Path, theme: Theme) -> Element {
    let mut data = String::new();
    for segment in &shape.segments {
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
            data.push_str(&number(value));
        }
    }
    let mut element = Element::new("path");
    set(&mut element, "d", data);
    set(&mut element, "fill", shape.fill.map_or("none", |ink| theme.colour(ink)));
    set_stroke(&mut element, shape.stroke, theme);
    element
}

fn set_stroke(element: &mut Element, stroke: Option<Stroke>, theme: Theme) {
    let Some(stroke) = stroke else { return };
    set(element, "stroke", theme.colour(stroke.ink));
    set(element, "stroke-width", number(stroke.width));
    let dashes = stroke.dash.lengths();
    if !dashes.is_empty() {
        set(element, "stroke-dasharray", dashes.iter().map(|&length| number(length)).collect::<Vec<_>>().join(" "));
    }
}

fn text(line: &Text, theme: Theme) -> Element {
    let mut element = named("text", &line.content);
    set(&mut element, "x", number(line.x));
    set(&mut element, "y", number(line.y));
    set(&mut element, "font-size", number(line.size));
    if line.weight != crate::font::Weight::Regular {
        set(&mut element, "font-weight", line.weight.number());
    }
    set(&mut element, "fill", theme.colour(line.ink));
    set(&mut element, "textLength", number(line.width));
    element
}

/// A box one em wide with the character's code in it, in two lines.
fn write_missing(out: &mut String, mark: &Missing, theme: Theme) {
    write_element(out, &rectangle(&mark.frame(), theme));
    for line in mark.code_lines() {
        write_element(out, &text(&line, theme));
    }
}

fn set(element: &mut Element, name: &str, value: impl Into<Value>) {
    element.get_attributes_mut().insert(name.to_owned(), value.into());
}
