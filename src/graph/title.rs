//! Titles: how high an office stands by the words of its title, for lists that name no superiors.

use std::sync::LazyLock;

use serde::Deserialize;

static WORDS: LazyLock<TitleWords> = LazyLock::new(|| {
    toml::from_str(include_str!("../../presets/titles.toml"))
        .expect("the embedded title words are tested to be well-formed")
});

#[derive(Deserialize)]
struct TitleWords {
    unknown: i32,
    leadership_units: Vec<String>,
    title: Vec<Pattern>,
    modifier: Vec<Pattern>,
}

#[derive(Deserialize)]
struct Pattern {
    #[serde(rename = "match")]
    place: MatchPlace,
    weight: i32,
    patterns: Vec<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
enum MatchPlace {
    Start,
    End,
    Word,
    Anywhere,
}

/// The weight of a title: less is higher up; a title without any known word weighs most.
pub fn title_weight(title: &str) -> i32 {
    let title = title.trim().to_lowercase();
    // Several offices in one title (局党组书记、局长): the highest one counts.
    let offices = title.split(['、', '，', ',', ';', '；', '/', '&', '\n']);
    let weight = offices.map(str::trim).filter(|office| !office.is_empty()).map(office_weight).min();
    weight.unwrap_or(WORDS.unknown)
}

fn office_weight(office: &str) -> i32 {
    // What stands in brackets explains an office and is none: 主任（主持工作）.
    let bare = office.split(['（', '(']).next().unwrap_or(office).trim();
    let fitting = WORDS.title.iter().filter_map(|group| group.fits(bare).map(|length| (length, group.weight)));
    // The longest word decides: 办公室主任 is no 主任科员. Of equally long ones, the higher office.
    let Some((_, weight)) = fitting.max_by_key(|(length, weight)| (*length, -weight)) else { return WORDS.unknown };
    let changes =
        WORDS.modifier.iter().filter_map(|modifier| modifier.fits(office).map(|length| (length, modifier.weight)));
    // 常务副 holds 副: of modifiers in the same direction only the longest counts.
    let (mut down, mut up) = ((0, 0), (0, 0));
    for (length, change) in changes {
        let best = if change > 0 { &mut down } else { &mut up };
        *best = (*best).max((length, change));
    }
    weight + down.1 + up.1
}

/// Is this the name of a unit that holds the leaders of the unit above it, such as 局领导?
pub fn is_leadership_unit(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    WORDS.leadership_units.contains(&name)
}

impl Pattern {
    /// The length of the longest pattern that stands in the title where it must, in bytes.
    fn fits(&self, title: &str) -> Option<usize> {
        let stands = |pattern: &&String| match self.place {
            MatchPlace::Start => title.starts_with(pattern.as_str()),
            MatchPlace::End => title.ends_with(pattern.as_str()),
            MatchPlace::Anywhere => title.contains(pattern.as_str()),
            MatchPlace::Word => title.match_indices(pattern.as_str()).any(|(at, _)| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !letter(title[..at].chars().next_back()) && !letter(title[at + pattern.len()..].chars().next())
            }),
        };
        self.patterns.iter().filter(stands).map(String::len).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_order(titles: &[&str]) {
        for pair in titles.windows(2) {
            assert!(title_weight(pair[0]) < title_weight(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn chinese_titles_stand_as_a_list_of_leaders_prints_them() {
        in_order(&[
            "党组书记、局长",
            "局长",
            "常务副局长",
            "副局长",
            "办公室主任",
            "办公室副主任",
            "处长",
            "副处长",
            "科长",
            "一级主任科员",
            "科员",
        ]);
        assert!(title_weight("副主任（主持工作）") < title_weight("副主任"));
    }

    #[test]
    fn english_titles_stand_by_office_and_deputies_after_it() {
        in_order(&[
            "Chief Executive",
            "Director of Finance",
            "Deputy Director, Finance",
            "Head of Payroll",
            "Team Leader",
            "Policy Officer",
        ]);
        assert_eq!(title_weight("Grants"), title_weight(""));
    }

    #[test]
    fn a_unit_of_leaders_is_known_by_its_name() {
        assert!(is_leadership_unit("局领导") && is_leadership_unit("Senior Leadership Team"));
        assert!(!is_leadership_unit("数据处"));
    }
}
