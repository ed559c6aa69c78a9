//! What a picture is printed on.

use std::str::FromStr;

/// What a picture is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Paper {
    /// One page as large as the picture.
    #[default]
    One,
    /// Sheets of A4.
    A4,
    /// Sheets of A3.
    A3,
}

impl Paper {
    /// Every paper.
    pub const ALL: [Self; 3] = [Self::One, Self::A4, Self::A3];

    /// `one`, `A4` or `A3`.
    pub fn word(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::A4 => "A4",
            Self::A3 => "A3",
        }
    }

    /// The shorter and the longer side of a sheet in points.
    pub(super) fn sides(self) -> Option<(f32, f32)> {
        match self {
            Self::One => None,
            Self::A4 => Some((595.28, 841.89)),
            Self::A3 => Some((841.89, 1190.55)),
        }
    }
}

impl FromStr for Paper {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|paper| paper.word().eq_ignore_ascii_case(word))
            .ok_or_else(|| format!("“{word}” is no page here; use A4, A3 or one"))
    }
}
