//! The two embedded faces: which glyph a character has, how far it advances, and its outline.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::Weight;

static REGULAR: LazyLock<EmbeddedFace> = LazyLock::new(|| EmbeddedFace::parse(file(Weight::Regular)));
static MEDIUM: LazyLock<EmbeddedFace> = LazyLock::new(|| EmbeddedFace::parse(file(Weight::Medium)));

/// The TrueType file of a face, for formats that embed a part of it.
pub fn file(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf"),
        Weight::Medium => include_bytes!("../../assets/fonts/NotoSansSC-Medium.ttf"),
    }
}

/// A glyph of one of the faces, with its advance at the size asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The index in the face; 0 when the face lacks the character.
    pub id: u16,
    /// How far the pen moves.
    pub advance: f32,
    /// The character that the glyph shows.
    pub character: char,
}

impl Glyph {
    /// Whether the face lacks the character, so that a marked box stands for it.
    pub fn is_missing(&self) -> bool {
        self.id == 0
    }
}

/// The sum of the advances of `text`; a character missing from the font counts as one em.
pub fn width(text: &str, size: f32, weight: Weight) -> f32 {
    let face = embedded(weight);
    text.chars().map(|character| face.look_up(character).1).sum::<f32>() * size
}

/// The glyphs of `text` in order, one for each character.
pub fn glyphs(text: &str, size: f32, weight: Weight) -> impl Iterator<Item = Glyph> {
    let face = embedded(weight);
    text.chars().map(move |character| {
        let (id, advance) = face.look_up(character);
        Glyph { id, advance: advance * size, character }
    })
}

/// The characters of `text` that the font lacks, each once, in order of appearance.
pub fn missing(text: &str) -> Vec<char> {
    let face = embedded(Weight::Regular);
    let mut found = Vec::new();
    for character in super::display_text(text).chars() {
        if face.look_up(character).0 == 0 && !found.contains(&character) {
            found.push(character);
        }
    }
    found
}

/// Draws the outline of a glyph at size 1, y upwards, into `pen`; glyphs without ink draw nothing.
pub fn outline(id: u16, weight: Weight, pen: &mut dyn OutlineBuilder) {
    let face = embedded(weight);
    let mut scaled = Scaled { pen, factor: face.em };
    face.face.outline_glyph(GlyphId(id), &mut scaled);
}

pub(super) fn embedded(weight: Weight) -> &'static EmbeddedFace {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::Medium => &MEDIUM,
    }
}

/// A parsed face with the glyph and advance of each character of the basic plane in a table.
pub(super) struct EmbeddedFace {
    face: Face<'static>,
    /// One over the units of an em.
    em: f32,
    /// Glyph by code point, 0 where the face has none.
    glyphs: Box<[u16]>,
    /// Advance in ems by glyph.
    advances: Box<[f32]>,
}

impl EmbeddedFace {
    fn parse(bytes: &'static [u8]) -> Self {
        let face = Face::parse(bytes, 0).expect("the embedded font is checked by a test");
        let em = 1.0 / f32::from(face.units_per_em());
        let mut glyphs = vec![0; 0x1_0000].into_boxed_slice();
        let subtables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
        for subtable in subtables.filter(ttf_parser::cmap::Subtable::is_unicode) {
            subtable.codepoints(|code| {
                let Some(slot) = glyphs.get_mut(code as usize) else {
                    return;
                };
                *slot = subtable.glyph_index(code).map_or(0, |glyph| glyph.0);
            });
        }
        let advances = (0..face.number_of_glyphs())
            .map(
                |glyph| {
                    if glyph == 0 { 1.0 } else { em * f32::from(face.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0)) }
                },
            )
            .collect();
        Self { face, em, glyphs, advances }
    }

    /// The glyph of a character and its advance in ems.
    #[inline]
    pub(super) fn look_up(&self, character: char) -> (u16, f32) {
        let glyph = match self.glyphs.get(character as usize) {
            Some(&glyph) => glyph,
            None => self.face.glyph_index(character).map_or(0, |glyph| glyph.0),
        };
        (glyph, self.advances[usize::from(glyph)])
    }
}

/// Scales font units to ems on the way to the pen.
struct Scaled<'a> {
    pen: &'a mut dyn OutlineBuilder,
    factor: f32,
}

impl OutlineBuilder for Scaled<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.pen.move_to(x * self.factor, y * self.factor);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.pen.line_to(x * self.factor, y * self.factor);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let f = self.factor;
        self.pen.quad_to(x1 * f, y1 * f, x * f, y * f);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let f = self.factor;
        self.pen.curve_to(x1 * f, y1 * f, x2 * f, y2 * f, x * f, y * f);
    }

    fn close(&mut self) {
        self.pen.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_han_character_is_one_em_wide_and_latin_is_narrower() {
        let han = width("海平面", 10.0, Weight::Regular);
        let latin = width("ill", 10.0, Weight::Regular);

        assert!((han - 30.0).abs() < 0.01, "{han}");
        assert!(latin < 15.0, "{latin}");
    }

    #[test]
    fn rare_name_characters_are_there_and_others_are_reported() {
        assert_eq!(missing("喆堃玥昇镕𬭚·Zoë Łukasz"), Vec::<char>::new());
        assert_eq!(missing("龘a😀龘"), vec!['龘', '😀']);
    }

    #[test]
    fn both_faces_hold_the_same_characters() {
        for code in 0..0x1_0000_u32 {
            let Some(character) = char::from_u32(code) else {
                continue;
            };
            let regular = embedded(Weight::Regular).look_up(character).0 == 0;
            let medium = embedded(Weight::Medium).look_up(character).0 == 0;
            assert_eq!(regular, medium, "U+{code:04X}");
        }
    }
}
