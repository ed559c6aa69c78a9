//! Why a diagram was not drawn, as a sentence that says what would be right.

use crate::layout::scene::Language;

/// Why a diagram was not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiagramRefusal {
    /// There is no such branch on the day.
    UnknownFocus,
    /// A fishbone needs its kind.
    NoKind,
    /// There is no open deal, and none was named.
    NoDeal,
    /// There is no such deal.
    UnknownDeal,
    /// The picture is about a person who was not named.
    NoPerson,
    /// There is no such person.
    UnknownPerson,
    /// The picture would hold more than [`MOST_POSTS`](super::MOST_POSTS) posts.
    TooManyPosts,
}

impl DiagramRefusal {
    /// The option that is wrong or missing, by the name that it has in addresses and commands.
    pub fn option(self) -> &'static str {
        match self {
            Self::UnknownFocus | Self::TooManyPosts => "focus",
            Self::NoKind => "kind",
            Self::NoDeal | Self::UnknownDeal => "deal",
            Self::NoPerson | Self::UnknownPerson => "person",
        }
    }

    /// What was wrong, and what would be right.
    pub fn sentence(self, language: Language) -> &'static str {
        let [zh, en] = match self {
            Self::UnknownFocus => [
                "当日没有这个部门、岗位或人员；请换一个分支。",
                "There is no such unit, post or person on that day; choose another branch.",
            ],
            Self::NoKind => [
                "鱼骨图有六种，请用 kind 选一种：F1 决策链、F2 采购阶段、F3 原因、F4 对策、F5 触达、F6 个人。",
                "There are six fishbones; choose one by kind: F1 decision chain, F2 stages, F3 causes, F4 win plan, F5 access, F6 person.",
            ],
            Self::NoDeal => [
                "没有进行中的项目；请先建立项目，或指明一个已结束的项目。",
                "There is no open deal; add one, or name a deal that is closed.",
            ],
            Self::UnknownDeal => ["没有这个项目。", "There is no such deal."],
            Self::NoPerson => [
                "这张图只画一个人，请用 person 指明是谁。",
                "This picture is about one person; name him or her by person.",
            ],
            Self::UnknownPerson => ["没有这个人员。", "There is no such person."],
            Self::TooManyPosts => [
                "图上会有超过 50000 个岗位，无人能读；请画组织架构图，用 focus 选一个分支，或用 depth 限定层数。",
                "The picture would hold more than 50,000 posts and nobody could read it; draw an org chart of one branch (focus) or of a few levels (depth).",
            ],
        };
        language.pick(zh, en)
    }
}
