//! The words that fishbones add of their own, in both languages.

use crate::layout::scene::Language;
use crate::model::account::QuietPeriod;
use crate::model::time::Day;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub Language);

impl Words {
    pub(super) fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        self.0.pick(chinese, english)
    }

    pub(super) fn place(self, title: &str, unit: &str) -> String {
        match (title.is_empty(), unit.is_empty()) {
            (false, false) => format!("{title}{}{unit}", self.pick("·", ", ")),
            (true, _) => unit.to_owned(),
            (_, true) => title.to_owned(),
        }
    }

    pub(super) fn one_of_ours(self) -> &'static str {
        self.pick("我方成员", "one of ours")
    }

    pub(super) fn more(self, count: usize) -> String {
        match self.0 {
            Language::Zh => format!("另有 {count} 项"),
            Language::En => format!("+{count} more"),
        }
    }

    /// The banner of a quiet period.
    pub(super) fn quiet_period(self, quiet: &QuietPeriod) -> String {
        let until = quiet.span.until;
        let reason = super::about::shown(&quiet.reason);
        match (self.0, until) {
            (Language::Zh, Some(until)) => {
                format!("静默期至 {until}（{reason}）：不接触采购人一侧，图中不给接触建议。")
            }
            (Language::Zh, None) => format!("静默期（{reason}）：不接触采购人一侧，图中不给接触建议。"),
            (Language::En, Some(until)) => {
                format!(
                    "Quiet period until {until} ({reason}): no contact with the buyer's side, and no advice on it here."
                )
            }
            (Language::En, None) => {
                format!("Quiet period ({reason}): no contact with the buyer's side, and no advice on it here.")
            }
        }
    }

    pub(super) fn withheld(self, count: usize) -> String {
        match self.0 {
            Language::Zh => format!("{count} 项未完成的行动在静默期内不显示"),
            Language::En if count == 1 => "1 open action is not shown in the quiet period".to_owned(),
            Language::En => format!("{count} open actions are not shown in the quiet period"),
        }
    }

    pub(super) fn today(self, day: Option<Day>) -> String {
        match day {
            Some(day) => format!("{} {day}", self.pick("今天", "today")),
            None => self.pick("当前", "now").to_owned(),
        }
    }

    pub(super) fn done_on(self, day: Day) -> String {
        format!("{} {day}", self.pick("完成", "done"))
    }

    pub(super) fn planned_on(self, day: Day) -> String {
        format!("{} {day}", self.pick("计划", "planned"))
    }

    pub(super) fn late_since(self, day: Day) -> String {
        format!("{} {day}", self.pick("逾期，原计划", "late, planned"))
    }

    pub(super) fn due_on(self, day: Day) -> String {
        match self.0 {
            Language::Zh => format!("{day} 前"),
            Language::En => format!("by {day}"),
        }
    }
}
