//! The six kinds of fishbone by the short names that people use for them.

use std::str::FromStr;

use crate::layout::scene::Language;

/// Which question a fishbone answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FishboneKind {
    /// F1 决策链: who is in the chain toward the award, and who weighs how much.
    DecisionChain,
    /// F2 采购阶段: where we are in the procurement, and who opens the next gate.
    Stages,
    /// F3 原因型: why we may lose.
    Causes,
    /// F4 对策型: what we do next.
    WinPlan,
    /// F5 触达: through whom we reach one person, and how surely.
    Access,
    /// F6 个人: what moves one person.
    Person,
}

impl FishboneKind {
    /// Every kind, in order.
    pub const ALL: [Self; 6] =
        [Self::DecisionChain, Self::Stages, Self::Causes, Self::WinPlan, Self::Access, Self::Person];

    /// `F1` … `F6`.
    pub fn word(self) -> &'static str {
        match self {
            Self::DecisionChain => "F1",
            Self::Stages => "F2",
            Self::Causes => "F3",
            Self::WinPlan => "F4",
            Self::Access => "F5",
            Self::Person => "F6",
        }
    }

    /// What it is called in pictures.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::DecisionChain => language.pick("决策链鱼骨图", "Decision chain"),
            Self::Stages => language.pick("采购阶段鱼骨图", "Procurement stages"),
            Self::Causes => language.pick("原因型鱼骨图", "Why we may lose"),
            Self::WinPlan => language.pick("对策型鱼骨图", "Win plan"),
            Self::Access => language.pick("触达鱼骨图", "Ways to a person"),
            Self::Person => language.pick("个人鱼骨图", "What moves a person"),
        }
    }
}

impl FromStr for FishboneKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(word))
            .ok_or_else(|| format!("“{word}” is no kind of fishbone; use F1, F2, F3, F4, F5 or F6"))
    }
}
