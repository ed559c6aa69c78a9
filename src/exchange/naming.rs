//! Tells names of people from names of organisations, by the words of `presets/names.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::tenure::TenureKind;

use super::cells::is_han;
use super::synonyms::sounds_like_unit;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Preset {
    surnames: String,
    pub double_surnames: Vec<String>,
    organisation_endings: Vec<String>,
    organisation_words: HashSet<String>,
    pub nobody_words: Vec<String>,
    pub nobody_endings: Vec<String>,
    pub address_words: HashSet<String>,
    pub degree_words: HashSet<String>,
    pub address_endings: Vec<String>,
    pub credentials: HashSet<String>,
    pub title_endings: Vec<String>,
    pub duty_words: HashSet<String>,
    pub place_words: HashSet<String>,
    pub leaver_words: Vec<String>,
    pub absence_words: Vec<String>,
    pub ditto_words: HashSet<String>,
    pub people_units: HashSet<String>,
    pub sum_prefixes: HashSet<String>,
    pub vacant_words: HashSet<String>,
    pub undisclosed_words: HashSet<String>,
    pub tenure_remarks: HashMap<String, TenureKind>,
}

/// The words of `presets/names.toml`.
pub(super) static NAMES: LazyLock<Preset> = LazyLock::new(|| {
    toml::from_str(include_str!("../../presets/names.toml"))
        .expect("the embedded preset is well-formed, as a test holds")
});

/// Whether a text has the form of a Chinese name: two to four characters, of which the first are a family name.
pub(super) fn is_chinese_name(text: &str) -> bool {
    let han: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_short = (2..=4).contains(&han.len()) && han.iter().all(|c| is_han(*c));
    let begins = || {
        let double: String = han[..2].iter().collect();
        // Family names of one character leave one or two for the person's own.
        (NAMES.surnames.contains(han[0]) && han.len() <= 3) || NAMES.double_surnames.contains(&double)
    };
    is_short && begins() && !ends_as_organisation(text)
}

/// Whether a text has the form of a name in Latin letters: two to four words, each with a capital.
pub(super) fn is_latin_name(text: &str) -> bool {
    let is_word = |word: &str| {
        word.chars().next().is_some_and(|first| first.is_uppercase() && !is_han(first))
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.iter().all(|word| is_word(word)) && !sounds_like_organisation(text)
}

/// Whether a text reads as the name of an organisation and not of a person.
pub(super) fn sounds_like_organisation(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_of_words = text.contains(' ') && words.any(|word| NAMES.organisation_words.contains(&word.to_lowercase()));
    is_of_words || ends_as_organisation(text) || (sounds_like_unit(text) && !is_chinese_name(text))
}

/// Whether a text ends in a whole word for an organisation: 大学, 有限公司.
fn ends_as_organisation(text: &str) -> bool {
    NAMES.organisation_endings.iter().any(|ending| text.ends_with(ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_organisations_are_told_apart_by_their_names() {
        for name in
            ["周临海", "王会", "李登科", "欧阳启明", "诸葛亮", "吴 明", "Ann Other", "John Carter", "Jean-Luc Martin"]
        {
            assert!(!sounds_like_organisation(name), "{name}");
        }
        for name in [
            "财政局",
            "海州市数据局",
            "王府井集团有限公司",
            "海州大学",
            "Acme Ltd",
            "Barts Health NHS Trust",
            "Muster Technik GmbH",
            "Sales Department",
        ] {
            assert!(sounds_like_organisation(name) && !is_chinese_name(name), "{name}");
        }
        assert!(["周临海", "吴 明", "欧阳启明"].iter().all(|name| is_chinese_name(name)));
        assert!(["第一会议室", "值班室", "投影仪", "Ann", "甲"].iter().all(|text| !is_chinese_name(text)));
    }
}
