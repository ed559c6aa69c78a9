//! A scene as PDF: vectors and searchable text with the glyphs that it uses, on one large page or on sheets of paper.
//!
//! Text is written from glyphs and advances of the embedded font, so nothing is shaped again. The same scenes give the
//! same bytes: no dates, no random identifiers.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Settings, TextStr};

use super::Theme;
use crate::layout::scene::Scene;

mod faces;
mod opacity;
mod painter;
mod paper;
mod tiles;

use faces::Faces;
use opacity::Opacities;
pub use paper::Paper;
use tiles::{Sheet, sheets};

/// How a PDF is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// The colours.
    pub theme: Theme,
    /// What it is printed on.
    pub paper: Paper,
}

/// Writes the scene, and further ones behind it, as one document whose title and language are those of the first.
///
/// On paper a scene that is larger than a sheet is laid out on several, which overlap and say where they belong.
pub fn pdf(scene: &Scene, further: &[Scene], options: &PdfOptions) -> Vec<u8> {
    let mut writer = Writer {
        pdf: Pdf::with_settings(Settings { pretty: false }),
        next: 1,
        faces: Faces::default(),
        opacities: Opacities::default(),
    };
    let [catalog, pages, resources, info] = [(); 4].map(|()| writer.id());
    let mut kids = Vec::new();
    for scene in std::iter::once(scene).chain(further) {
        for sheet in sheets(scene, options.paper) {
            kids.push(writer.page(scene, &sheet, options.theme, (pages, resources)));
        }
    }
    writer.pdf.pages(pages).count(kids.len() as i32).kids(kids);
    writer.resources(resources);
    let mut root = writer.pdf.catalog(catalog);
    root.pages(pages);
    root.lang(TextStr(scene.language.tag()));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    let mut about = writer.pdf.document_info(info);
    about.title(TextStr(&scene.title));
    if !scene.description.is_empty() {
        about.subject(TextStr(&scene.description));
    }
    about.creator(TextStr("Waterline"));
    about.finish();
    writer.pdf.finish()
}

/// A document under way.
struct Writer {
    pdf: Pdf,
    next: i32,
    faces: Faces,
    opacities: Opacities,
}

impl Writer {
    fn id(&mut self) -> Ref {
        let id = Ref::new(self.next);
        self.next += 1;
        id
    }

    fn page(&mut self, scene: &Scene, sheet: &Sheet, theme: Theme, (pages, resources): (Ref, Ref)) -> Ref {
        let content = painter::paint(scene, sheet, theme, &mut self.faces, &mut self.opacities);
        let (page, stream) = (self.id(), self.id());
        let packed = deflated(&content);
        self.pdf.stream(stream, &packed).filter(Filter::FlateDecode);
        let mut written = self.pdf.page(page);
        written.parent(pages).media_box(Rect::new(0.0, 0.0, sheet.paper.0, sheet.paper.1)).contents(stream);
        written.pair(Name(b"Resources"), resources);
        written.finish();
        page
    }

    /// The fonts and the opacities that pages name.
    fn resources(&mut self, id: Ref) {
        let faces = std::mem::take(&mut self.faces);
        let mut fonts = Vec::new();
        for face in faces.used() {
            let ids = [(); 5].map(|()| self.id());
            face.write(&mut self.pdf, ids);
            fonts.push((face.name(), ids[0]));
        }
        let mut states = Vec::new();
        for (name, alpha) in self.opacities.named() {
            let state = self.id();
            self.pdf.ext_graphics(state).stroking_alpha(alpha).non_stroking_alpha(alpha);
            states.push((name, state));
        }
        let mut resources = self.pdf.indirect(id).start::<pdf_writer::writers::Resources<'_>>();
        resources.fonts().pairs(fonts.iter().map(|(name, font)| (Name(name), *font)));
        if !states.is_empty() {
            let named = states.iter().map(|(name, state)| (Name(name.as_bytes()), *state));
            resources.ext_g_states().pairs(named);
        }
    }
}

/// The bytes as a zlib stream, as `FlateDecode` reads them.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(5));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes every byte")
}
