//! The faces of a document: which glyphs it uses, and those glyphs as an embedded font from which text can be taken again.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Str};
use sha2::{Digest, Sha256};
use subsetter::{GlyphRemapper, subset};
use ttf_parser::Face as Tables;

use super::deflated;
use crate::font::{self, Glyph, Weight};

/// The identity of characters as PDF names it when glyphs go by their own numbers.
const IDENTITY: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The faces of a document.
#[derive(Default)]
pub(super) struct Faces {
    regular: Glyphs,
    medium: Glyphs,
}

/// The glyphs that are used of a face.
#[derive(Default)]
struct Glyphs {
    remapper: GlyphRemapper,
    /// What each glyph shows and its advance in thousandths of an em, by its number in the document from 1.
    shown: Vec<(char, f32)>,
}

/// A face that is used.
pub(super) struct Face<'a> {
    weight: Weight,
    glyphs: &'a Glyphs,
}

impl Faces {
    /// The number of a glyph in the document.
    pub(super) fn number(&mut self, glyph: Glyph, size: f32, weight: Weight) -> u16 {
        let glyphs = match weight {
            Weight::Regular => &mut self.regular,
            Weight::Medium => &mut self.medium,
        };
        let number = glyphs.remapper.remap(glyph.id);
        if usize::from(number) > glyphs.shown.len() {
            glyphs.shown.push((glyph.character, (glyph.advance / size * 1000.0).round()));
        }
        number
    }

    /// The faces of which there are glyphs.
    pub(super) fn used(&self) -> impl Iterator<Item = Face<'_>> {
        let faces = [(Weight::Regular, &self.regular), (Weight::Medium, &self.medium)];
        faces.into_iter().filter(|(_, glyphs)| !glyphs.shown.is_empty()).map(|(weight, glyphs)| Face { weight, glyphs })
    }
}

/// The name by which pages call a face.
pub(super) fn name_of(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => b"R",
        Weight::Medium => b"M",
    }
}

impl Face<'_> {
    /// The name by which pages call it.
    pub(super) fn name(&self) -> &'static [u8] {
        name_of(self.weight)
    }

    /// Writes the font under the first of the ids.
    pub(super) fn write(&self, pdf: &mut Pdf, [font, descendant, descriptor, file, unicode]: [Ref; 5]) {
        let whole = font::file(self.weight);
        let tables = Tables::parse(whole, 0).expect("the embedded font is checked by a test");
        let part = subset(whole, 0, &self.glyphs.remapper).expect("the embedded font holds the glyphs that it gave");
        let name = self.font_name();
        let name = Name(name.as_bytes());
        let mut type0 = pdf.type0_font(font);
        type0.base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(descendant).to_unicode(unicode);
        type0.finish();
        let mut cid = pdf.cid_font(descendant);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(IDENTITY).font_descriptor(descriptor);
        cid.default_width(1000.0).cid_to_gid_map_predefined(Name(b"Identity"));
        cid.widths().consecutive(1, self.glyphs.shown.iter().map(|(_, advance)| *advance));
        cid.finish();
        let thousandths = |units: i16| f32::from(units) * 1000.0 / f32::from(tables.units_per_em());
        let bounds = tables.global_bounding_box();
        let [left, bottom, right, top] = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(thousandths);
        let mut described = pdf.font_descriptor(descriptor);
        described.name(name).flags(FontFlags::SYMBOLIC).bbox(Rect::new(left, bottom, right, top));
        described.italic_angle(0.0).ascent(thousandths(tables.ascender())).descent(thousandths(tables.descender()));
        described.cap_height(thousandths(tables.capital_height().unwrap_or(733)));
        described.stem_v(f32::from(self.weight.number()) / 5.0).font_file2(file);
        described.finish();
        let packed = deflated(&part);
        let mut stream = pdf.stream(file, &packed);
        stream.filter(Filter::FlateDecode).pair(Name(b"Length1"), part.len() as i32);
        stream.finish();
        let mut map = UnicodeCmap::new(Name(b"Characters"), IDENTITY);
        for (index, (character, _)) in self.glyphs.shown.iter().enumerate() {
            map.pair(index as u16 + 1, *character);
        }
        pdf.cmap(unicode, &map.finish());
    }

    /// The font's name with a tag before it that depends on the glyphs that are embedded.
    fn font_name(&self) -> String {
        let text: String = self.glyphs.shown.iter().map(|(character, _)| character).collect();
        let tag: String = Sha256::digest(text).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        let name = match self.weight {
            Weight::Regular => "NotoSansSC-Regular",
            Weight::Medium => "NotoSansSC-Medium",
        };
        format!("{tag}+{name}")
    }
}
