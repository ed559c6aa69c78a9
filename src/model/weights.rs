//! Weights: the numbers on which beliefs and figures rest, read once from the embedded data file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::claim::Statement;
use super::grade::Grade;
use super::line::LineKind;

/// The numbers of the methods.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    reliability: BTreeMap<char, f64>,
    credibility: BTreeMap<String, f64>,
    half_life_days: BTreeMap<String, f64>,
    formal: Formal,
    /// How far opinion follows those who are heeded.
    pub susceptibility: Susceptibility,
    /// How much each part counts in the order of key people.
    pub key_people: KeyPeopleWeights,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Formal {
    solid: f64,
    oversees: f64,
    dual: f64,
    dotted: f64,
    guidance: f64,
}

/// How far opinion follows those who are heeded, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Susceptibility {
    /// Where nothing is known about a person.
    pub usual: f64,
    /// At the lowest level of adaptability.
    pub lowest: f64,
    /// At the highest level of adaptability.
    pub highest: f64,
}

/// How much each part counts in the order of key people.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyPeopleWeights {
    /// Seats, nearness to them, official rank.
    pub authority: f64,
    /// Being heeded.
    pub influence: f64,
    /// Lying between others.
    pub brokerage: f64,
    /// Being in the sets that reach everybody.
    pub reach: f64,
    /// Moving the outcome.
    pub lever: f64,
}

impl Weights {
    /// What a grade weighs, 0 to 1: reliability times credibility.
    pub fn of_grade(&self, grade: Grade) -> f64 {
        let reliability = self.reliability.get(&grade.reliability()).copied().unwrap_or(0.0);
        reliability * self.credibility.get(&grade.credibility().to_string()).copied().unwrap_or(0.0)
    }

    /// After how many days a statement of this kind weighs half.
    pub fn half_life_days(&self, statement: &Statement) -> f64 {
        self.half_life_days.get(statement.word()).copied().unwrap_or(180.0)
    }

    /// How strongly formal authority of this kind makes a subordinate heed a superior, 0 to 1.
    pub fn formal(&self, kind: LineKind) -> f64 {
        match kind {
            LineKind::Solid => self.formal.solid,
            LineKind::Oversees => self.formal.oversees,
            LineKind::Dual => self.formal.dual,
            LineKind::Dotted => self.formal.dotted,
            LineKind::Guidance => self.formal.guidance,
        }
    }
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    toml::from_str(include_str!("../../presets/weights.toml"))
        .expect("the embedded weights are tested to be well-formed")
});

/// The weights that came with the program.
pub fn weights() -> &'static Weights {
    &WEIGHTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grade_has_a_weight_and_every_share_lies_between_nothing_and_all() {
        for letter in 'A'..='F' {
            for digit in 1..=6 {
                let grade: Grade = format!("{letter}{digit}").parse().expect("a grade");
                let weight = weights().of_grade(grade);
                assert!((0.0..=1.0).contains(&weight), "{grade}");
                assert_eq!(weight == 0.0, digit == 5, "{grade}");
            }
        }
        for days in weights().half_life_days.values() {
            assert!(*days > 0.0);
        }
    }

    #[test]
    fn every_kind_of_statement_fades() {
        let words = [
            "stance",
            "influence",
            "role",
            "status",
            "orientation",
            "adaptability",
            "tie",
            "rapport",
            "worry",
            "goal",
            "note",
            "cause",
        ];
        assert_eq!(weights().half_life_days.keys().count(), words.len());
        assert!(words.iter().all(|word| weights().half_life_days.contains_key(*word)));
    }
}
