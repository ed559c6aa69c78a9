//! Flags: what to beware of about a person.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::analysis::coverage::Coverage;
use crate::analysis::gaps::OPPOSED;
use crate::analysis::ground::Ground;
use crate::model::id::PersonId;
use crate::model::language::Language;

/// What to beware of about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Nothing is known of the stance.
    Unknown,
    /// Nobody of ours knows the person better than having met.
    Uncovered,
    /// One of ours only does.
    SingleThread,
    /// What was known of the stance has lost half of its confidence.
    Stale,
    /// The person is against us.
    Opposed,
}

impl Flag {
    /// The flag in a word or two.
    pub fn word(self, language: Language) -> &'static str {
        match self {
            Self::Unknown => language.pick("态度未知", "unknown"),
            Self::Uncovered => language.pick("未覆盖", "uncovered"),
            Self::SingleThread => language.pick("单线联系", "single thread"),
            Self::Stale => language.pick("情报过时", "stale"),
            Self::Opposed => language.pick("反对", "opposed"),
        }
    }
}

pub(super) fn flags(ground: &Ground<'_>, coverage: &Coverage, person: PersonId) -> Vec<Flag> {
    let mut flags = Vec::new();
    let stance = ground.beliefs.stance(person);
    if stance.is_none_or(|stance| !stance.is_known()) {
        flags.push(Flag::Unknown);
    }
    match coverage.reached_by(person) {
        0 => flags.push(Flag::Uncovered),
        1 => flags.push(Flag::SingleThread),
        _ => {}
    }
    if let Some(stance) = stance {
        if stance.stale {
            flags.push(Flag::Stale);
        }
        if stance.is_known() && stance.estimate <= OPPOSED {
            flags.push(Flag::Opposed);
        }
    }
    flags
}
