//! Tells what stands in a column of names and is nobody: sums, rooms, shared telephones, mere signs.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::naming::{NAMES, is_chinese_name};
use super::synonyms::squeeze;

/// The words for nobody, squeezed.
static NOBODY: LazyLock<HashSet<String>> =
    LazyLock::new(|| NAMES.nobody_words.iter().map(|word| squeeze(word)).collect());

/// Whether a text in a column of names is a sum, a room or a shared telephone.
pub(super) fn is_nobody(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_ending = |ending: &String| lower.ends_with(ending.as_str());
    is_count(text)
        || NOBODY.contains(&squeeze(text))
        || (NAMES.nobody_endings.iter().any(is_ending) && !is_chinese_name(text))
}

/// Whether a text is no name whatever stands beside it: a sign, a number with a sign, a word for the row above.
pub(super) fn is_no_name(text: &str) -> bool {
    let signed = text.strip_prefix(['+', '-', '＋', '－']);
    let is_number = |rest: &str| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || " .,".contains(c));
    signed.is_some_and(is_number)
        || !text.chars().any(char::is_alphanumeric)
        || NAMES.ditto_words.contains(&text.trim().to_lowercase())
}

/// Whether a text counts people or numbers a room: 12人, 合计：8人, Total: 8, Meeting room 3.
fn is_count(text: &str) -> bool {
    let Some(first) = text.find(|c: char| c.is_ascii_digit()) else { return false };
    let (words, number) = text.split_at(first);
    let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let is_number = digits.chars().all(|c| c.is_ascii_digit() || ",.-/ ".contains(c));
    let unit = squeeze(&number[digits.len()..]);
    let is_of_people = unit.is_empty() || NAMES.people_units.contains(&unit);
    let is_bare = words.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let words = squeeze(words);
    let is_named = || NOBODY.contains(&words) || NAMES.sum_prefixes.contains(&words);
    is_number && is_of_people && (is_bare || !words.is_empty() && is_named())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_rooms_and_shared_telephones_are_nobody() {
        for text in [
            "合计",
            "12人",
            "5",
            "值班室",
            "第一会议室",
            "Front desk",
            "TOTAL",
            "传真",
            "合计：8人",
            "共8人",
            "Total: 8",
            "Total 1,234",
            "8 employees",
            "IT Helpdesk",
            "司机班",
            "Meeting room 3",
            "Sales Hotline",
        ] {
            assert!(is_nobody(text), "{text}");
        }
        for text in
            ["王会议", "高总", "Ann Total", "007007007", "=1+1", "甲", "John Reception-Smith", "共产儿", "Ann 3"]
        {
            assert!(!is_nobody(text), "{text}");
        }
    }

    #[test]
    fn signs_and_words_for_the_row_above_are_no_names() {
        assert!(["-100", "+1234567890", "同上", "***", "“", "Ditto"].iter().all(|text| is_no_name(text)));
        assert!(["甲", "=1+1", "007", "+Ann", "Dit To"].iter().all(|text| !is_no_name(text)));
    }
}
