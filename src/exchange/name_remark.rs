//! What stands around a name without being part of it: how the post is held, the sex, a title, that somebody left.

use crate::model::tenure::TenureKind;

use super::cells::{is_han, tenure_remark};
use super::days::{End, day_order, end_in};
use super::name_parting::is_title;
use super::naming::{NAMES, is_chinese_name, sounds_like_organisation};
use super::synonyms::squeeze;

/// Signs behind a name that point to a note elsewhere.
const MARKS: [char; 12] = ['*', '＊', '★', '☆', '▲', '△', '●', '※', '#', '†', '‡', '√'];

/// What a remark behind a name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameRemark {
    /// How the post is held: 张三（兼）.
    Kind(TenureKind),
    /// The sex: 张三（女）.
    Sex(String),
    /// The title, where the row says none.
    Title,
    /// That the person left, and when, if it says so.
    Left(Option<End>),
    /// What the row says elsewhere.
    Known,
    /// Something that is not kept: 张三（休假）.
    Aside,
}

/// Reads a remark behind a name; nothing where it belongs to the name, as 张伟（财务） tells namesakes apart.
pub(super) fn read(remark: &str, title: Option<&str>) -> Option<NameRemark> {
    let lower = remark.to_lowercase();
    if matches!(lower.as_str(), "女" | "男" | "f" | "m" | "female" | "male" | "ms" | "mr" | "mrs") {
        return Some(NameRemark::Sex(lower));
    }
    if title.is_some_and(|title| squeeze(title) == squeeze(remark)) {
        return Some(NameRemark::Known);
    }
    // 褚卫（办公室副主任兼） holds this post beside that one.
    let beside = remark.contains('兼').then_some(TenureKind::Concurrent);
    if let Some(kind) = tenure_remark(&lower).or(beside) {
        return Some(NameRemark::Kind(kind));
    }
    if says_left(&lower) && !sounds_like_organisation(remark) {
        return Some(NameRemark::Left(end_of(remark)));
    }
    if NAMES.absence_words.iter().any(|word| says(&lower, word)) && !sounds_like_organisation(remark) {
        return Some(NameRemark::Aside);
    }
    match title {
        None if is_title(remark) => Some(NameRemark::Title),
        Some(_) if is_title(remark) => Some(NameRemark::Aside),
        _ => None,
    }
}

/// Whether a text says a word: anywhere in Chinese, as whole words in English.
fn says(lower: &str, word: &str) -> bool {
    if word.chars().any(is_han) {
        return lower.contains(word);
    }
    lower.match_indices(word).any(|(at, _)| {
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        is_edge(lower[..at].chars().next_back()) && is_edge(lower[at + word.len()..].chars().next())
    })
}

fn says_left(lower: &str) -> bool {
    NAMES.leaver_words.iter().any(|word| says(lower, word))
}

/// The day that a remark names: 2025.12退休, left 31/12/2025, resigned 12 Mar 2025.
fn end_of(remark: &str) -> Option<End> {
    let is_of_day = |c: char| c.is_ascii_digit() || "-/.年月日".contains(c);
    let numbers = remark.split(|c: char| !is_of_day(c)).map(|text| text.trim_matches(['-', '/', '.']));
    let mut numbers = numbers.filter(|text| text.len() >= 4);
    let written_out = || remark.split_once(' ').and_then(|(_, day)| end_in(day, None)).filter(|end| !end.is_year);
    written_out().or_else(|| numbers.find_map(|text| end_in(text, day_order(std::iter::once(text)))))
}

/// A name without remarks, marks and words of address, only to see whether it has the form of one.
pub(super) fn bare(name: &str) -> &str {
    let mut name = without_address(name);
    loop {
        let marked = name.trim_end_matches(MARKS).trim_end();
        let shorter = bracketed(marked).map_or(marked, |(bare, _)| bare);
        if shorter.len() == name.len() || shorter.is_empty() {
            return without_address(name);
        }
        name = shorter;
    }
}

/// A name and the marks behind it.
pub(super) fn marked(name: &str) -> Option<(&str, &str)> {
    let bare = name.trim_end_matches(MARKS);
    (bare.len() < name.len() && !bare.trim().is_empty()).then(|| (bare.trim_end(), &name[bare.len()..]))
}

/// A name and the remark in brackets at its end.
pub(super) fn bracketed(name: &str) -> Option<(&str, &str)> {
    let inner = name.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '(']).filter(|open| *open > 0)?;
    let remark = inner[open..].trim_start_matches(['（', '(']).trim();
    Some((inner[..open].trim_end(), remark))
}

/// A running number in front of a name, and the name: 1. 张三.
pub(super) fn numbered(name: &str) -> Option<(&str, &str)> {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = (1..=4).contains(&(name.len() - rest.len()));
    let bare = rest.strip_prefix(['.', '．', '、', ')', '）']).map(str::trim_start).filter(|_| is_number)?;
    bare.starts_with(char::is_alphabetic).then(|| (name[..name.len() - bare.len()].trim_end(), bare))
}

/// A name without the words of address around it: Ms. Ann Other, 周临海同志.
pub(super) fn without_address(name: &str) -> &str {
    if let Some((first, rest)) = name.split_once(char::is_whitespace)
        && NAMES.address_words.contains(&first.trim_end_matches('.').to_lowercase())
        && rest.chars().any(char::is_alphabetic)
    {
        return rest.trim_start();
    }
    let mut endings = NAMES.address_endings.iter();
    let bare = endings.find_map(|ending| name.strip_suffix(ending.as_str())).map(str::trim_end);
    bare.filter(|bare| is_chinese_name(bare)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remark_says_when_somebody_left_as_far_as_it_names_a_day() {
        let left = |remark: &str| match read(remark, Some("科员")) {
            Some(NameRemark::Left(end)) => end.map_or("no day".to_owned(), |end| end.until.to_string()),
            other => format!("{other:?}"),
        };
        assert_eq!(left("2025.12退休"), "2025-12-01");
        assert_eq!(left("left 31/12/2025"), "2025-12-31");
        assert_eq!(left("resigned 12 Mar 2025"), "2025-03-12");
        assert_eq!(left("2025年离职"), "2026-01-01");
        assert_eq!(left("已离职"), "no day");
        assert_eq!(left("离退休办公室"), "None", "a unit tells namesakes apart");
        assert_eq!(left("Leftwich"), "None");
    }
}
