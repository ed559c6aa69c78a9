//! Parts a cell of names into its people, where each part has the form of a name and none is a title, a duty or a place.

use super::cells::is_han;
use super::name_remark::bare;
use super::naming::{NAMES, is_chinese_name, is_latin_name};

/// A cell of names, parted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parting<'t> {
    /// The people, each with the remarks behind the name.
    pub people: Vec<&'t str>,
    /// Titles, duties and places that stand behind the last name, and are nobody's name.
    pub words: Vec<&'t str>,
    /// Whether the cell may name several people and nothing bears it out, so that it was taken for one.
    pub is_unclear: bool,
}

impl<'t> Parting<'t> {
    fn one(name: &'t str) -> Self {
        Self { people: vec![name], ..Self::default() }
    }

    fn unclear(name: &'t str) -> Self {
        Self { people: vec![name], is_unclear: true, ..Self::default() }
    }
}

/// Parts a cell; `counts` says how many numbers or addresses each of the other cells of the row holds.
pub(super) fn part<'t>(text: &'t str, counts: &[usize]) -> Parting<'t> {
    let is_borne_out = |people: usize| counts.contains(&people);
    by_signs(text)
        .or_else(|| by_spaces(text, is_borne_out))
        .or_else(|| latin(text, is_borne_out))
        .unwrap_or_else(|| Parting::one(text))
}

/// Chinese names with signs between them: 蒋大为/沈晓, 张三、李四（兼）, 钱七，常委.
fn by_signs(text: &str) -> Option<Parting<'_>> {
    let parts = outside_brackets(text, |c| matches!(c, '/' | '／' | ',' | '，' | '&' | '、' | ';' | '；' | '\n'));
    if parts.len() < 2 {
        return None;
    }
    let (people, words) = without_words(&parts, is_title);
    let is_person = |part: &&str| is_chinese_name(bare(part)) && !is_title(bare(part));
    if !people.is_empty() && people.iter().all(is_person) {
        return Some(Parting { people: people.to_vec(), words: words.to_vec(), is_unclear: false });
    }
    // Names that no list of family names has: 买买提·吐尔逊、阿依古丽.
    let listed = outside_brackets(text, |c| matches!(c, '、' | ';' | '；' | '\n'));
    let has_form = |part: &&str| {
        let name = bare(part);
        let is_letter = |c: char| is_han(c) || c == '·' || c.is_whitespace();
        name.chars().count() >= 2 && name.chars().all(is_letter) && !is_title(name)
    };
    if listed.len() > 1 && listed.iter().all(has_form) {
        return Some(Parting { people: listed, ..Parting::default() });
    }
    let is_name = |part: &&str| is_chinese_name(bare(part)) || is_title(bare(part));
    parts.iter().all(is_name).then(|| Parting::unclear(text))
}

/// Chinese names with nothing but spaces between them: the row must bear out that two are two.
fn by_spaces<'t>(text: &'t str, is_borne_out: impl Fn(usize) -> bool) -> Option<Parting<'t>> {
    let parts = outside_brackets(text, char::is_whitespace);
    if parts.len() < 2 {
        return None;
    }
    let is_double = |name: &str| NAMES.double_surnames.iter().any(|double| double == name);
    let is_person = |part: &&str| is_chinese_name(bare(part)) && !is_double(part);
    let (people, words) = without_words(&parts, is_word);
    if people.len() > 1 && people.iter().all(is_person) {
        let are_several = people.len() > 2 || is_borne_out(people.len());
        let mut several = Parting { people: people.to_vec(), words: words.to_vec(), is_unclear: false };
        if !are_several {
            several = Parting::unclear(text);
        }
        return Some(several);
    }
    // 周 海 高工: what stands before the words is one name, blanks and all.
    let before = |rest: &'t str, word: &&str| rest.trim_end().strip_suffix(*word);
    let name = words.iter().rev().try_fold(text, before).filter(|_| !words.is_empty())?.trim_end();
    is_chinese_name(bare(name)).then(|| Parting { people: vec![name], words: words.to_vec(), is_unclear: false })
}

/// Names in Latin letters: Tom Braun / Lisa Wolf. Single words are given names only where the row bears it out.
fn latin(text: &str, is_borne_out: impl Fn(usize) -> bool) -> Option<Parting<'_>> {
    let split = |sign: &str| text.split(sign).map(str::trim).collect::<Vec<_>>();
    let is_single = |part: &&str| {
        let name = bare(part);
        name.starts_with(char::is_uppercase) && name.chars().all(|c| c.is_alphabetic() || c == '-') && !has_han(name)
    };
    for sign in [" / ", ";", " & ", " and ", "\n"] {
        let parts = split(sign);
        if parts.len() < 2 {
            continue;
        }
        if parts.iter().all(|part| is_latin_name(bare(part))) {
            return Some(Parting { people: parts, ..Parting::default() });
        }
        if matches!(sign, " / " | " & ") && parts.iter().all(is_single) {
            let are_several = is_borne_out(parts.len());
            let several = Parting { people: parts, ..Parting::default() };
            return Some(if are_several { several } else { Parting::unclear(text) });
        }
    }
    None
}

fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// The parts of a cell that stand between some signs, none of which counts within brackets; blank ones are left out.
fn outside_brackets(text: &str, is_between: impl Fn(char) -> bool) -> Vec<&str> {
    let mut depth = 0_u32;
    let parts = text.split(move |c: char| {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_between(c)
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The parts before the words at the end, and those.
fn without_words<'p, 't>(parts: &'p [&'t str], is_word: impl Fn(&str) -> bool) -> (&'p [&'t str], &'p [&'t str]) {
    let words = parts.iter().rev().take_while(|part| is_word(part)).count();
    parts.split_at(parts.len() - words)
}

/// Whether a text is a title, a duty or a place, though it may have the form of a name: 高工, 常委, 江苏.
fn is_word(text: &str) -> bool {
    // Places stand behind a blank: between signs, 金华 is somebody of that name.
    NAMES.place_words.contains(text) || is_title(text)
}

/// Whether a text is a title or a duty.
pub(super) fn is_title(text: &str) -> bool {
    let is_ending = |ending: &String| {
        // 李文长 may be a name, 李书记 is somebody's title.
        text.ends_with(ending.as_str()) && (ending.chars().count() > 1 || !is_chinese_name(text))
    };
    NAMES.duty_words.contains(text) || has_han(text) && NAMES.title_endings.iter().any(is_ending)
}
