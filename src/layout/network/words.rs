//! The words that a network adds of its own, in both languages.

use crate::layout::scene::Language;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words(pub Language);

impl Words {
    fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        self.0.pick(chinese, english)
    }

    pub(super) fn network(self) -> &'static str {
        self.pick("关系网络", "Network")
    }

    pub(super) fn counts(self, people: usize, ties: usize) -> String {
        match self.0 {
            Language::Zh => format!("{people} 人，{ties} 条关系"),
            Language::En => {
                let [people_word, ties_word] =
                    [if people == 1 { "person" } else { "people" }, if ties == 1 { "tie" } else { "ties" }];
                format!("{people} {people_word}, {ties} {ties_word}")
            }
        }
    }

    /// The name of a ring or a row of people.
    pub(super) fn level(self, level: Option<u32>, is_seated: bool) -> String {
        match (level, self.0) {
            (None, _) => self.pick("不在汇报线上", "Not joined by lines").to_owned(),
            (Some(0), _) if is_seated => self.pick("决策席位", "Decision seats").to_owned(),
            (Some(0), _) => self.pick("单位主要负责人", "Heads").to_owned(),
            (Some(level), Language::Zh) => format!("隔 {level} 条汇报线"),
            (Some(1), Language::En) => "1 line away".to_owned(),
            (Some(level), Language::En) => format!("{level} lines away"),
        }
    }

    /// The same for the last ring, where all that is further stands too.
    pub(super) fn level_and_beyond(self, level: u32) -> String {
        match self.0 {
            Language::Zh => format!("隔 {level} 条或更多"),
            Language::En => format!("{level} lines or more"),
        }
    }

    pub(super) fn camp(self, number: usize, people: usize) -> String {
        let numeral = ["一", "二", "三", "四", "五"].get(number).copied().unwrap_or("？");
        match self.0 {
            Language::Zh => format!("阵营{numeral}（{people} 人）"),
            Language::En => format!("camp {} ({people})", number + 1),
        }
    }

    /// The camp of one person, for the ear.
    pub(super) fn camp_of(self, number: usize) -> String {
        let numeral = ["一", "二", "三", "四", "五"].get(number).copied().unwrap_or("？");
        match self.0 {
            Language::Zh => format!("阵营{numeral}"),
            Language::En => format!("camp {}", number + 1),
        }
    }

    pub(super) fn nobody(self) -> &'static str {
        self.pick("这一天没有人员。", "There are no people on this day.")
    }

    pub(super) fn no_ties(self) -> &'static str {
        self.pick("还没有任何人际关系的情报。", "Nothing is known yet of any tie between people.")
    }

    pub(super) fn no_seats(self) -> &'static str {
        self.pick(
            "尚未录入决策席位：中心是单位主要负责人，各层按与他们的汇报线计。",
            "No seats in a decision are entered: the heads of the account stand in the middle, and lines are counted from them.",
        )
    }

    pub(super) fn left_out(self, people: usize, ties: usize) -> String {
        match self.0 {
            Language::Zh => format!("另有 {people} 人未画（关系较少或较弱），连同他们的 {ties} 条关系。"),
            Language::En => {
                format!("{people} more people with fewer or weaker ties are left out, and {ties} ties with them.")
            }
        }
    }

    /// The heading over those without ties.
    pub(super) fn aside(self, people: usize) -> String {
        match self.0 {
            Language::Zh => format!("{people} 人尚无关系情报"),
            Language::En if people == 1 => "1 person of whose ties nothing is known".to_owned(),
            Language::En => format!("{people} people of whose ties nothing is known"),
        }
    }

    pub(super) fn more(self, people: usize) -> String {
        match self.0 {
            Language::Zh => format!("另有 {people} 人"),
            Language::En => format!("+{people} more"),
        }
    }

    /// A list for the ear.
    pub(super) fn list(self, parts: &[String]) -> String {
        parts.join(self.pick("，", ", "))
    }
}
