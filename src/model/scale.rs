//! Scales: each value keeps the scale on which somebody gave it; the canonical form is looked up when computing.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check;
use super::preset::presets;
use super::refusal::Why;

/// What a scale measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Where a person stands; canonical −1 to 1.
    Stance,
    /// How much weight a person has; canonical 0 to 1.
    Influence,
    /// How near to the inner circle; canonical 0 to 1.
    Status,
    /// Part in a decision; a set.
    Role,
    /// By what a person decides; a set.
    Orientation,
    /// How well one of ours knows a person; canonical 0 to 1.
    Rapport,
    /// How readily a person takes up what is new; canonical 0 to 1.
    Adaptability,
    /// Official rank; the canonical number only orders, higher is more senior.
    Rank,
}

/// A level on a named scale.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScaleValue {
    /// The scale's id.
    pub scale: String,
    /// The level's id on it.
    pub level: String,
}

/// A level of a scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its id.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Canonical value; none when unknown or without order.
    pub value: Option<f64>,
    /// Other ways in which people write it.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

/// A scale: an axis and its levels, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// What it measures.
    pub axis: Axis,
    /// Its id, unique on its axis.
    pub id: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Does it take any level, as somebody wrote it?
    #[serde(default)]
    pub open: bool,
    /// The levels.
    pub levels: Vec<Level>,
}

impl ScaleValue {
    /// The value of this level on this scale.
    pub fn new(scale: impl Into<String>, level: impl Into<String>) -> Self {
        Self { scale: scale.into(), level: level.into() }
    }

    /// The level's entry in the presets; none on an open scale.
    pub fn level(&self, axis: Axis) -> Option<&'static Level> {
        presets().scale(axis, &self.scale)?.levels.iter().find(|level| level.id == self.level)
    }

    /// The canonical number, if this level has one.
    pub fn canonical(&self, axis: Axis) -> Option<f64> {
        self.level(axis)?.value
    }

    /// Finds the rank that people mean by this text: a level's name, id or synonym; else the text as written.
    pub fn rank_from_text(text: &str) -> Option<Self> {
        let wanted = text.trim();
        if wanted.is_empty() {
            return None;
        }
        let same = |other: &str| other.trim().to_lowercase() == wanted.to_lowercase();
        for scale in presets().scales_of(Axis::Rank) {
            for level in &scale.levels {
                // Bare numbers are ids within a scale; as a text they would fit several scales.
                let by_id = !level.id.bytes().all(|b| b.is_ascii_digit()) && same(&level.id);
                if by_id || same(&level.zh) || same(&level.en) || level.synonyms.iter().any(|name| same(name)) {
                    return Some(Self::new(scale.id.clone(), level.id.clone()));
                }
            }
        }
        Some(Self::new("as_written", wanted))
    }

    /// Checks that the scale measures this axis and has the level.
    pub(super) fn check(&self, field: &'static str, axis: Axis) -> Result<(), Why> {
        let Some(scale) = presets().scale(axis, &self.scale) else {
            let known = presets().scales_of(axis).map(|scale| scale.id.clone()).collect();
            return Err(Why::UnknownScale { field, scale: self.scale.clone(), known });
        };
        if scale.open {
            return check::name(field, &self.level);
        }
        if scale.levels.iter().any(|level| level.id == self.level) {
            return Ok(());
        }
        let known = scale.levels.iter().map(|level| level.id.clone()).collect();
        Err(Why::UnknownLevel { field, scale: self.scale.clone(), level: self.level.clone(), known })
    }
}
