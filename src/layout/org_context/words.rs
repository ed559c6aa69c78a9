//! The words that an org-context map adds of its own, in both languages.

use crate::layout::scene::Language;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub Language);

impl Words {
    fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        self.0.pick(chinese, english)
    }

    pub(super) fn org_context(self) -> &'static str {
        self.pick("组织脉络图", "Org-context map")
    }

    pub(super) fn counts(self, units: usize, people: usize, vacant: usize) -> String {
        match self.0 {
            Language::Zh if vacant == 0 => format!("{units} 个部门，{people} 人"),
            Language::Zh => format!("{units} 个部门，{people} 人，{vacant} 个空缺"),
            Language::En => {
                let unit = if units == 1 { "unit" } else { "units" };
                let person = if people == 1 { "person" } else { "people" };
                let vacancies = if vacant == 0 { String::new() } else { format!(", {vacant} vacant") };
                format!("{units} {unit}, {people} {person}{vacancies}")
            }
        }
    }

    /// The name of a band by decision level.
    pub(super) fn level(self, level: u32, is_last: bool) -> String {
        match (level, self.0) {
            (0, _) => self.pick("决策席位", "Decision seats").to_owned(),
            (_, Language::Zh) if is_last => format!("隔 {level} 条汇报线或更多"),
            (_, Language::Zh) => format!("隔 {level} 条汇报线"),
            (_, Language::En) if is_last => format!("{level} lines away or more"),
            (1, Language::En) => "1 line away".to_owned(),
            (_, Language::En) => format!("{level} lines away"),
        }
    }

    /// The name of a band by the level of units.
    pub(super) fn unit_level(self, level: u32, is_last: bool) -> String {
        let level = level + 1;
        match self.0 {
            Language::Zh if is_last => format!("第 {level} 级部门及以下"),
            Language::Zh => format!("第 {level} 级部门"),
            Language::En if is_last => format!("Units of level {level} and below"),
            Language::En => format!("Units of level {level}"),
        }
    }

    /// The name of the band of those who have no level.
    pub(super) fn no_level(self, by_units: bool) -> &'static str {
        if by_units {
            self.pick("不在部门", "In no unit")
        } else {
            self.pick("不在汇报线上", "Not joined by lines")
        }
    }

    pub(super) fn team(self) -> &'static str {
        self.pick("我方团队", "Our team")
    }

    pub(super) fn one_of_ours(self) -> &'static str {
        self.pick("我方成员", "one of ours")
    }

    pub(super) fn knows(self, people: usize) -> String {
        match self.0 {
            Language::Zh => format!("认识 {people} 人"),
            Language::En if people == 1 => "knows 1 person".to_owned(),
            Language::En => format!("knows {people} people"),
        }
    }

    pub(super) fn no_team(self) -> &'static str {
        self.pick("还没有我方客情的情报。", "Nothing is known yet of whom ours know.")
    }

    pub(super) fn members_left_out(self, members: usize) -> String {
        match self.0 {
            Language::Zh => format!("我方另有 {members} 人未画（认识的人较少）。"),
            Language::En => format!("{members} more of ours, who know fewer people, are left out."),
        }
    }

    pub(super) fn by_units(self) -> &'static str {
        self.pick(
            "尚未录入决策席位：横带按部门级别划分，而非决策层级。",
            "No seats in a decision are entered: the bands are levels of units, not of the decision.",
        )
    }

    pub(super) fn nobody(self) -> &'static str {
        self.pick("这一天没有部门，也没有人员。", "There are no units and no people on this day.")
    }

    pub(super) fn no_post(self) -> &'static str {
        self.pick("无岗位", "Without a post")
    }

    /// Marks a box that goes on from the shelf above.
    pub(super) fn goes_on(self) -> &'static str {
        self.pick("（续）", " (continued)")
    }

    pub(super) fn vacant(self) -> &'static str {
        self.pick("空缺", "Vacant")
    }

    pub(super) fn vacancy(self) -> &'static str {
        self.pick("空缺岗位", "vacant post")
    }

    pub(super) fn outside(self) -> &'static str {
        self.pick("客户以外的单位", "Outside the account")
    }

    pub(super) fn rapport(self) -> &'static str {
        self.pick("我方认识此人", "known to one of ours")
    }

    /// A list for the ear.
    pub(super) fn list(self, parts: &[String]) -> String {
        parts.join(self.pick("，", ", "))
    }
}
