//! Why a measure has no answer, in both languages.

use super::cascade::SpreadRefusal;
use super::centrality::eigenvector::Unsettled;
use super::key_players::NoSet;
use super::watch::Stopped;
use crate::model::language::Language;

/// Why a measure has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// There is no set of that size.
    #[error(transparent)]
    NoSet(#[from] NoSet),
    /// Cascades cannot be drawn.
    #[error(transparent)]
    Spread(#[from] SpreadRefusal),
    /// Figures do not settle.
    #[error(transparent)]
    Unsettled(#[from] Unsettled),
    /// Brokerage needs to know who is in which group.
    #[error("Brokerage needs the group of each node; name a file of them with --groups.")]
    NoGroups,
    /// The work was stopped.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl NoAnswer {
    /// Was the work stopped from outside?
    pub fn is_stopped(self) -> bool {
        matches!(
            self,
            Self::Stopped(_)
                | Self::NoSet(NoSet::Stopped(_))
                | Self::Spread(SpreadRefusal::Stopped(_))
                | Self::Unsettled(Unsettled::Stopped(_))
        )
    }

    /// The same as a sentence for whoever asked.
    pub fn sentence(self, language: Language) -> String {
        if language == Language::En {
            return self.to_string();
        }
        match self {
            Self::NoSet(NoSet::Stopped(_))
            | Self::Spread(SpreadRefusal::Stopped(_))
            | Self::Unsettled(Unsettled::Stopped(_))
            | Self::Stopped(_) => "计算在完成之前已停止。".to_owned(),
            Self::NoSet(NoSet::Size { wanted, nodes }) => format!("无法从 {nodes} 个节点中选出 {wanted} 个。"),
            Self::Spread(SpreadRefusal::TooMany { edges, most }) => {
                format!("图有 {edges} 条边；传播模拟最多支持 {most} 条。")
            }
            Self::Unsettled(Unsettled::Rounds(rounds)) => {
                format!("迭代 {rounds} 轮仍不收敛：图过于狭长，或有几部分权重几乎相同。")
            }
            Self::Unsettled(Unsettled::TooLarge) => "数值超出了可表示的范围。".to_owned(),
            Self::NoGroups => "计算中介角色需要每个节点的分组；请用 --groups 指定分组文件。".to_owned(),
        }
    }
}

/// A text that names no measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoMeasure {
    /// There is none of this name.
    Name {
        /// What was written.
        text: String,
        /// The names of measures that stand alone.
        names: Vec<&'static str>,
    },
    /// A measure of sets without a size.
    Size {
        /// What was written.
        text: String,
        /// The measure.
        name: String,
    },
}

impl NoMeasure {
    /// What was wrong, and what would be right.
    pub fn sentence(&self, language: Language) -> String {
        match (self, language) {
            (Self::Name { text, names }, Language::En) => format!(
                "“{text}” is no measure; there are {}, kpp_neg:K, kpp_neg_f:K, kpp_pos:K and influence_max:K",
                names.join(", ")
            ),
            (Self::Name { text, names }, Language::Zh) => format!(
                "没有“{text}”这种指标；可用：{}、kpp_neg:K、kpp_neg_f:K、kpp_pos:K、influence_max:K",
                names.join("、")
            ),
            (Self::Size { text, name }, Language::En) => {
                format!("“{text}” should say how many nodes, from 1 on, as {name}:3")
            }
            (Self::Size { text, name }, Language::Zh) => format!("“{text}”应写明节点数（从 1 起），例如 {name}:3"),
        }
    }
}

impl std::fmt::Display for NoMeasure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.sentence(Language::En))
    }
}
