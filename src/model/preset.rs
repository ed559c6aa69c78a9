//! Presets: scales and kinds of ties, read once from the embedded data files.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::refusal::Why;
use super::scale::{Axis, Scale};

/// How a tie runs in the influence graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// `from` influences `to`.
    Forward,
    /// `to` influences `from`.
    Back,
    /// Each influences the other.
    Both,
    /// Neither.
    None,
}

/// What world a tie comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TieGroup {
    /// How people see each other.
    View,
    /// What they did together at work.
    WorkHistory,
    /// What they share outside work.
    Social,
    /// Family; a conflict of interest and nothing else.
    Family,
    /// The market around the account.
    Market,
}

/// A kind of tie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TieKind {
    /// Its id.
    pub id: String,
    /// Where it comes from.
    pub group: TieGroup,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Chinese name seen from the other end.
    pub inverse_zh: Option<String>,
    /// English name seen from the other end.
    pub inverse_en: Option<String>,
    /// Is it the same from both ends?
    #[serde(default)]
    pub mutual: bool,
    /// How it runs in the influence graph.
    pub direction: Direction,
    /// Does it stand against influence?
    #[serde(default)]
    pub negative: bool,
    /// Strength where a claim names none, 0 to 1.
    pub strength: f64,
    /// Is it switched off?
    #[serde(default)]
    pub off: bool,
}

/// All presets.
#[derive(Debug)]
pub struct Presets {
    scales: Vec<Scale>,
    tie_kinds: Vec<TieKind>,
}

impl Presets {
    /// All scales, axis by axis as the file has them.
    pub fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// All kinds of ties.
    pub fn tie_kinds(&self) -> &[TieKind] {
        &self.tie_kinds
    }

    /// The kind of tie with this id, switched on or off.
    pub fn tie_kind(&self, id: &str) -> Option<&TieKind> {
        self.tie_kinds.iter().find(|kind| kind.id == id)
    }

    /// The scales of an axis.
    pub fn scales_of(&self, axis: Axis) -> impl Iterator<Item = &Scale> {
        self.scales.iter().filter(move |scale| scale.axis == axis)
    }

    /// The scale of this axis with this id.
    pub fn scale(&self, axis: Axis, id: &str) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.axis == axis && scale.id == id)
    }
}

#[derive(Deserialize)]
struct ScaleFile {
    scale: Vec<Scale>,
}

#[derive(Deserialize)]
struct TieKindFile {
    kind: Vec<TieKind>,
}

static PRESETS: LazyLock<Presets> = LazyLock::new(|| {
    let scales: ScaleFile = toml::from_str(include_str!("../../presets/scales.toml"))
        .expect("the embedded scales are tested to be well-formed");
    let ties: TieKindFile = toml::from_str(include_str!("../../presets/tie_kinds.toml"))
        .expect("the embedded kinds of ties are tested to be well-formed");
    Presets { scales: scales.scale, tie_kinds: ties.kind }
});

/// The presets that came with the program.
pub fn presets() -> &'static Presets {
    &PRESETS
}

/// The kind of tie with this id, if it exists and is switched on.
pub(super) fn tie_kind(id: &str) -> Result<&'static TieKind, Why> {
    match presets().tie_kind(id) {
        None => Err(Why::UnknownTieKind { tie: id.chars().take(60).collect() }),
        Some(kind) if kind.off => Err(Why::TieKindOff { tie: kind.id.clone() }),
        Some(kind) => Ok(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scale_has_an_id_of_its_own_on_its_axis_and_values_inside_the_canonical_range() {
        let scales = presets().scales();

        for (place, scale) in scales.iter().enumerate() {
            assert!(
                !scales[..place].iter().any(|other| (other.axis, &other.id) == (scale.axis, &scale.id)),
                "{}",
                scale.id
            );
            for value in scale.levels.iter().filter_map(|level| level.value) {
                let range = match scale.axis {
                    Axis::Stance => -1.0..=1.0,
                    Axis::Rank => 0.0..=100.0,
                    _ => 0.0..=1.0,
                };
                assert!(range.contains(&value), "{} {value}", scale.id);
            }
        }
    }

    #[test]
    fn social_ties_are_off_and_kin_weighs_nothing() {
        for kind in presets().tie_kinds() {
            assert_eq!(kind.group == TieGroup::Social, kind.off, "{}", kind.id);
            assert!(kind.group != TieGroup::Family || (kind.strength == 0.0 && kind.direction == Direction::None));
        }
        assert!(matches!(tie_kind("classmate"), Err(Why::TieKindOff { .. })));
    }
}
