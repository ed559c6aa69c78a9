//! Grades of knowledge: the Admiralty code, reliability of the source A–F and credibility of the information 1–6.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// A grade such as `B2`: how reliable the source is, and how credible the information.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ToSchema)]
#[schema(value_type = String, pattern = "^[A-F][1-6]$", example = "B2")]
pub struct Grade([u8; 2]);

/// A text that is no grade.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a grade; write a letter A–F and a digit 1–6, for example B2")]
pub struct NotAGrade(String);

impl Grade {
    /// Neither the source nor the information can be judged.
    pub const UNJUDGED: Self = Self(*b"F6");

    /// The letter of the source, `'A'` to `'F'`.
    pub fn reliability(self) -> char {
        char::from(self.0[0])
    }

    /// The digit of the information, 1 to 6.
    pub fn credibility(self) -> u8 {
        self.0[1] - b'0'
    }
}

impl FromStr for Grade {
    type Err = NotAGrade;

    fn from_str(text: &str) -> Result<Self, NotAGrade> {
        match *text.as_bytes() {
            [letter @ b'A'..=b'F', digit @ b'1'..=b'6'] => Ok(Self([letter, digit])),
            _ => Err(NotAGrade(text.chars().take(20).collect())),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.reliability(), self.credibility())
    }
}

impl fmt::Debug for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_thirty_six_grades_are_grades() {
        assert_eq!("B2".parse::<Grade>().expect("a grade").to_string(), "B2");
        for wrong in ["b2", "G1", "A0", "A7", "A", "A12", ""] {
            assert!(wrong.parse::<Grade>().is_err(), "{wrong}");
        }
    }
}
