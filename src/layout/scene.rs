//! A picture before it is written: shapes and lines of text at fixed positions, in the order in which they are read
//! and painted.
//!
//! Nothing in a scene depends on an output format or on a theme: colours are [`Ink`]s, which a theme resolves, and
//! every text carries the width that it has in the embedded font. SVG, PNG, PDF and JSON are written from it alone.

use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::font::{self, Weight};
pub use crate::model::language::Language;

mod digest;
mod ink;
mod moving;
mod path;

pub use digest::digest;
pub use ink::{Dash, Ink, Stroke};
pub use path::{Path, Segment, corners};

/// A whole picture; lengths are CSS pixels, y grows downwards.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Scene {
    /// The width of the page.
    pub width: f32,
    /// The height of the page.
    pub height: f32,
    /// What the picture is, as a title of one line.
    pub title: String,
    /// What the picture shows, for those who cannot see it.
    pub description: String,
    /// The language of its words.
    pub language: Language,
    /// Everything in it, painted and read in this order.
    pub items: Vec<Item>,
    /// Where a page had best be cut when the picture is printed on several.
    #[serde(skip_serializing_if = "Cuts::is_empty")]
    pub cuts: Cuts,
}

/// Where a picture had best be cut into pages: at gaps through which nothing or little runs.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Cuts {
    /// The x of cuts from top to bottom, ascending.
    pub across: Vec<f32>,
    /// The y of cuts from left to right, ascending.
    pub down: Vec<f32>,
}

impl Cuts {
    /// Whether the picture may be cut anywhere.
    pub fn is_empty(&self) -> bool {
        self.across.is_empty() && self.down.is_empty()
    }
}

impl Scene {
    /// Calls `visit` for each item, groups before what is in them.
    pub fn each_item<'a>(&'a self, visit: &mut impl FnMut(&'a Item)) {
        fn walk<'a>(items: &'a [Item], visit: &mut impl FnMut(&'a Item)) {
            for item in items {
                visit(item);
                if let Item::Group(group) = item {
                    walk(&group.items, visit);
                }
            }
        }
        walk(&self.items, visit);
    }

    /// The characters that the embedded font lacks and that stand as marked boxes, each once.
    pub fn missing_characters(&self) -> Vec<char> {
        let mut found: Vec<char> = Vec::new();
        self.each_item(&mut |item| {
            if let Item::Missing(mark) = item
                && !found.contains(&mark.character)
            {
                found.push(mark.character);
            }
        });
        found
    }
}

/// One thing in a picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum Item {
    /// Things that belong together and may stand for a record.
    Group(Group),
    /// A rectangle, perhaps with round corners.
    Rectangle(Rectangle),
    /// Lines and curves.
    Path(Path),
    /// One line of text.
    Text(Text),
    /// A character that the font lacks.
    Missing(Missing),
}

/// Things that belong together.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Group {
    /// The record that the group stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Reference>,
    /// What it is to a screen reader.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Its accessible name, which also holds in full what the drawn text had to cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Whether the label is shown to those who point at the group, since its text was cut.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shows_label: bool,
    /// A layer of the picture that can be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
    /// How opaque each shape and text in it is, 0 to 1; as the group around it is, or wholly, when nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opacity: Option<f32>,
    /// What is in it.
    pub items: Vec<Item>,
}

/// What a group is to a screen reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Holds other things that have a name.
    Group,
    /// One thing that its label says in full.
    Image,
}

/// A layer of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// Title, account, day.
    Heading,
    /// Formal authority by the primary superior.
    Hierarchy,
    /// Further formal superiors.
    Lines,
    /// Cards.
    Posts,
    /// Below the waterline: ties between people.
    Ties,
    /// Whom our members know.
    Rapports,
    /// What the marks mean.
    Legend,
}

impl Layer {
    /// The word that stands in `data-layer`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Hierarchy => "hierarchy",
            Self::Lines => "lines",
            Self::Posts => "posts",
            Self::Ties => "ties",
            Self::Rapports => "rapports",
            Self::Legend => "legend",
        }
    }
}

/// A record by kind and id, written `post:018f…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The noun, as in table and type: `unit`, `post`, `person`, `line` …
    pub kind: &'static str,
    /// The id of the record.
    pub id: Uuid,
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Rectangle {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
    /// The radius of its corners.
    pub radius: f32,
    /// What it is filled with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill: Option<Ink>,
    /// Its outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Stroke>,
}

impl Rectangle {
    /// The same with so much more room on every side, or less.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self { x: self.x - by, y: self.y - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by, ..*self }
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// One line of text, all of whose characters the font has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Text {
    /// Where the line begins.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// What is written.
    pub content: String,
    /// The size of an em.
    pub size: f32,
    /// The face.
    pub weight: Weight,
    /// The colour.
    pub ink: Ink,
    /// The sum of the advances.
    pub width: f32,
}

/// A marked box, one em wide, that stands for a character which the font lacks and bears its code.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Missing {
    /// Left edge of the em.
    pub x: f32,
    /// The baseline of the text it stands in.
    pub y: f32,
    /// The size of an em.
    pub size: f32,
    /// The colour.
    pub ink: Ink,
    /// The character.
    pub character: char,
}

impl Missing {
    /// The frame of the box.
    pub fn frame(&self) -> Rectangle {
        let em = self.size;
        let stroke = Stroke { ink: self.ink, width: em * 0.06, dash: Dash::None };
        Rectangle {
            x: self.x + em * 0.06,
            y: self.y - em * 0.84,
            width: em * 0.88,
            height: em * 0.92,
            radius: em * 0.08,
            fill: None,
            stroke: Some(stroke),
        }
    }

    /// The hexadecimal code of the character, in two lines inside the frame.
    pub fn code_lines(&self) -> [Text; 2] {
        let code = format!("{:04X}", self.character as u32);
        let (upper, lower) = code.split_at(code.len() / 2);
        let size = self.size * if code.len() > 4 { 0.38 } else { 0.44 };
        [(upper, -0.44), (lower, -0.03)].map(|(part, down)| {
            let width = font::width(part, size, Weight::Regular);
            Text {
                x: self.x + (self.size - width) / 2.0,
                y: self.y + self.size * down,
                content: part.to_owned(),
                size,
                weight: Weight::Regular,
                ink: self.ink,
                width,
            }
        })
    }
}

/// How a line of text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lettering {
    /// The size of an em.
    pub size: f32,
    /// The face.
    pub weight: Weight,
    /// The colour.
    pub ink: Ink,
}

/// Writes one line into `items` with its baseline beginning at (x, y), and returns its width.
///
/// `content` is shown as it is: pass it through [`font::display_text`] first, as wrapping does. Characters that the
/// font lacks become [`Missing`] marks between runs of text.
pub fn write_line(items: &mut Vec<Item>, content: &str, x: f32, y: f32, lettering: Lettering) -> f32 {
    let Lettering { size, weight, ink } = lettering;
    let (mut pen, mut run_x, mut run_start, mut at) = (x, x, 0, 0);
    let end_run = |items: &mut Vec<Item>, text: &str, run_x: f32, pen: f32| {
        if !text.is_empty() {
            items.push(Item::Text(Text {
                x: run_x,
                y,
                content: text.to_owned(),
                size,
                weight,
                ink,
                width: pen - run_x,
            }));
        }
    };
    for glyph in font::glyphs(content, size, weight) {
        let next = at + glyph.character.len_utf8();
        if glyph.is_missing() {
            end_run(items, &content[run_start..at], run_x, pen);
            items.push(Item::Missing(Missing { x: pen, y, size, ink, character: glyph.character }));
            run_x = pen + glyph.advance;
            run_start = next;
        }
        pen += glyph.advance;
        at = next;
    }
    end_run(items, &content[run_start..], run_x, pen);
    pen - x
}
