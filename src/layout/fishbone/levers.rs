//! The ribs that causes and actions share, in their fixed order, however people write them.

use crate::layout::scene::Language;

/// The words by which each rib is known; the first of each row are its Chinese and English names.
const LEVERS: [(&str, &str, &[&str]); 8] = [
    ("人", "People", &["人员", "关系", "组织", "person", "persons"]),
    ("需求", "Need", &["needs", "requirement", "requirements"]),
    ("资金", "Money", &["预算", "财务", "budget", "funding", "finance"]),
    ("方案", "Solution", &["技术", "产品", "technology", "product"]),
    ("价格", "Price", &["报价", "pricing"]),
    ("对手", "Rival", &["竞争", "竞争对手", "rivals", "competitor", "competition"]),
    ("流程", "Process", &["程序", "合规", "procedure", "compliance"]),
    ("时间", "Time", &["进度", "timing", "schedule"]),
];

/// A rib of causes or actions; the known ones come in their fixed order, then others by name, then what has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lever {
    /// One of the eight.
    Known(usize),
    /// A name of somebody's own.
    Named(String),
    /// No name.
    None,
}

impl Lever {
    /// The eight known ones, in order.
    pub(super) fn known() -> impl Iterator<Item = Self> {
        (0..LEVERS.len()).map(Self::Known)
    }

    pub(super) fn name(&self, language: Language) -> String {
        match self {
            Self::Known(at) => language.pick(LEVERS[*at].0, LEVERS[*at].1).to_owned(),
            Self::Named(name) => name.clone(),
            Self::None => language.pick("其他", "Other").to_owned(),
        }
    }
}

/// The rib that somebody means by this text.
pub(super) fn lever_of(text: &str) -> Lever {
    let shown = super::about::shown(text);
    if shown.is_empty() {
        return Lever::None;
    }
    let wanted = shown.to_lowercase();
    let means = |(zh, en, others): &(&str, &str, &[&str])| {
        wanted == *zh || wanted == en.to_lowercase() || others.contains(&wanted.as_str())
    };
    LEVERS.iter().position(means).map_or(Lever::Named(shown), Lever::Known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ribs_are_known_in_both_languages_and_keep_their_order() {
        assert_eq!(lever_of("人"), lever_of("People"));
        assert_eq!(lever_of("预算"), lever_of("money"));
        assert!(lever_of("价格") < lever_of("time"));
        assert!(lever_of("时间") < lever_of("政治"));
        assert!(lever_of("政治") < lever_of(" "));
    }
}
