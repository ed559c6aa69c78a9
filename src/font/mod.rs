//! The one type family of every picture: glyphs, advances, outlines and line wrapping, from bytes in the binary.
//!
//! The fonts are a subset of Noto Sans SC (SIL Open Font License 1.1) that holds 通用规范汉字表, GB2312 and Latin;
//! `assets/fonts/subset.py` cuts it. Nothing here looks at the fonts of the machine, so the same text has the same
//! width everywhere.

mod display;
mod face;
mod wrap;

pub use display::display_text;
pub use face::{Glyph, file, glyphs, missing, outline, width};
pub use wrap::{Line, Wrap, Wrapped, wrap};

/// The bytes of a font file that the page serves, by file name; none for any other name.
pub fn web_font(name: &str) -> Option<&'static [u8]> {
    match name {
        "NotoSansSC-Regular.woff2" => Some(include_bytes!("../../assets/fonts/NotoSansSC-Regular.woff2")),
        "NotoSansSC-Medium.woff2" => Some(include_bytes!("../../assets/fonts/NotoSansSC-Medium.woff2")),
        _ => None,
    }
}

/// How heavy the strokes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// 400, for everything that is read second.
    #[default]
    Regular,
    /// 500, for names and headings.
    Medium,
}

impl Weight {
    /// The number that CSS and SVG know the weight by.
    pub fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
        }
    }
}
