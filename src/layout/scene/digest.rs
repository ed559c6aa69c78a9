//! A short digest of a picture, by which two copies are told apart.

use sha2::{Digest, Sha256};

use super::{Group, Ink, Item, Path, Scene, Segment, Stroke};

/// Eight hexadecimal characters that depend on everything in the scene and on `further`.
pub fn digest(scene: &Scene, further: &str) -> String {
    let mut feed = Feed { hash: Sha256::new(), bytes: Vec::with_capacity(1 << 14) };
    feed.text(further);
    feed.text(&scene.title);
    feed.text(&scene.description);
    feed.text(scene.language.tag());
    feed.numbers(&[scene.width, scene.height]);
    feed.items(&scene.items);
    feed.hash.update(&feed.bytes);
    let digest = feed.hash.finalize();
    digest[..4]
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}

/// Gathers what is hashed into larger pieces.
struct Feed {
    hash: Sha256,
    bytes: Vec<u8>,
}

impl Feed {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn numbers(&mut self, numbers: &[f32]) {
        for number in numbers {
            self.bytes.extend_from_slice(&number.to_bits().to_le_bytes());
        }
        if self.bytes.len() >= 1 << 14 {
            self.hash.update(&self.bytes);
            self.bytes.clear();
        }
    }

    fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn paint(&mut self, fill: Option<Ink>, stroke: Option<Stroke>) {
        self.byte(fill.map_or(255, |ink| ink as u8));
        self.byte(stroke.map_or(255, |stroke| stroke.ink as u8));
        if let Some(stroke) = stroke {
            self.byte(stroke.dash as u8);
            self.numbers(&[stroke.width]);
        }
    }

    fn items(&mut self, items: &[Item]) {
        self.numbers(&[items.len() as f32]);
        for item in items {
            match item {
                Item::Group(group) => self.group(group),
                Item::Rectangle(shape) => {
                    self.byte(1);
                    self.numbers(&[shape.x, shape.y, shape.width, shape.height, shape.radius]);
                    self.paint(shape.fill, shape.stroke);
                }
                Item::Path(path) => self.path(path),
                Item::Text(line) => {
                    self.byte(3);
                    self.text(&line.content);
                    self.byte(line.ink as u8);
                    self.byte(line.weight as u8);
                    self.numbers(&[line.x, line.y, line.size]);
                }
                Item::Missing(mark) => {
                    self.byte(4);
                    self.byte(mark.ink as u8);
                    self.bytes.extend_from_slice(&u32::from(mark.character).to_le_bytes());
                    self.numbers(&[mark.x, mark.y, mark.size]);
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        self.byte(0);
        self.text(group.layer.map_or("", super::Layer::word));
        self.text(group.label.as_deref().unwrap_or_default());
        if let Some(reference) = group.reference {
            self.text(reference.kind);
            self.bytes.extend_from_slice(reference.id.as_bytes());
        }
        self.numbers(&[group.opacity.unwrap_or(1.0)]);
        self.items(&group.items);
    }

    fn path(&mut self, path: &Path) {
        self.byte(2);
        self.paint(path.fill, path.stroke);
        for segment in &path.segments {
            match *segment {
                Segment::Move(x, y) => self.numbers(&[x, y, 0.0]),
                Segment::Line(x, y) => self.numbers(&[x, y, 1.0]),
                Segment::Quad(cx, cy, x, y) => self.numbers(&[cx, cy, x, y, 2.0]),
                Segment::Cubic(ax, ay, bx, by, x, y) => self.numbers(&[ax, ay, bx, by, x, y, 3.0]),
                Segment::Close => self.byte(5),
            }
        }
    }
}
