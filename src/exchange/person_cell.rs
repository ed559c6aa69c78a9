//! Takes a cell of names apart: the people in it, and what stands beside a name without being part of it.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::model::tenure::TenureKind;

use super::cells::{is_han, names_in, tenure_remark, tidy_name};
use super::naming::{NAMES, is_chinese_name, is_latin_name};
use super::synonyms::squeeze;

/// What a cell of names says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PersonCell {
    /// The people, in the order of the cell.
    pub names: Vec<String>,
    /// How the post is held, where a remark says so: 张三（兼）.
    pub kind: Option<TenureKind>,
    /// The sex that a remark says: 张三（女）. It tells namesakes apart, and nothing of it is kept.
    pub sex: Option<String>,
    /// The title, where it stands behind the name and nowhere else: 张三（局长）.
    pub title: Option<String>,
}

impl PersonCell {
    /// Keeps names as they are, as our own lists write them.
    pub fn as_written(text: &str) -> Self {
        Self { names: names_in(text).into_iter().map(tidy_name).collect(), ..Self::default() }
    }

    /// Reads a cell; `title` is what the row itself says of the title.
    pub fn read(text: &str, title: Option<&str>) -> Self {
        let mut cell = Self::default();
        for name in people_in(text) {
            let name = cell.without_remark(without_address(name), title);
            cell.names.push(tidy_name(without_address(name)));
        }
        cell
    }

    /// A name without the remark behind it, which is kept where it says something.
    fn without_remark<'t>(&mut self, name: &'t str, title: Option<&str>) -> &'t str {
        if let Some((bare, sex @ ("女" | "男"))) = name.rsplit_once(char::is_whitespace)
            && is_chinese_name(bare)
        {
            self.sex = Some(sex.to_owned());
            return bare;
        }
        let Some((bare, remark)) = bracketed(name) else { return name };
        let lower = remark.to_lowercase();
        if matches!(lower.as_str(), "女" | "男" | "f" | "m" | "female" | "male" | "ms" | "mr" | "mrs") {
            self.sex = Some(lower);
            return bare;
        }
        // 褚卫（办公室副主任兼） holds this post beside that one.
        let beside = remark.contains('兼').then_some(TenureKind::Concurrent);
        if let Some(kind) = tenure_remark(&lower).or(beside) {
            self.kind = Some(kind);
            return bare;
        }
        match title {
            Some(title) if squeeze(title) == squeeze(remark) => bare,
            None if NAMES.title_endings.iter().any(|ending| remark.ends_with(ending.as_str())) => {
                self.title = Some(remark.to_owned());
                bare
            }
            // 张伟（财务）: it tells namesakes apart.
            _ => name,
        }
    }
}

/// A name and the remark in brackets at its end.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let inner = name.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '(']).filter(|open| *open > 0)?;
    let remark = inner[open..].trim_start_matches(['（', '(']).trim();
    Some((inner[..open].trim_end(), remark))
}

/// The people of a cell: parted as lists part them, where each part has the form of a name.
fn people_in(text: &str) -> Vec<&str> {
    let trimmed = |parts: Vec<&'_ str>| parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).count();
    let han: Vec<&str> = text.split(['/', '／', ',', '，', '&', '、', ';', '；', '\n']).map(str::trim).collect();
    if han.len() > 1 && trimmed(han.clone()) == han.len() && han.iter().all(|part| is_chinese_name(part)) {
        return han;
    }
    let spaced: Vec<&str> = text.split_whitespace().collect();
    let is_double = |name: &str| NAMES.double_surnames.iter().any(|double| double == name);
    let is_list = spaced.len() > 1 && spaced.iter().all(|part| is_chinese_name(part) && !is_double(part));
    if is_list {
        return spaced;
    }
    let split = |sign: &str| text.split(sign).map(str::trim).collect::<Vec<_>>();
    let latin = [" / ", ";", " & ", " and ", "\n"].into_iter().map(split);
    let of_names = |parts: &Vec<&str>| parts.len() > 1 && parts.iter().all(|part| is_latin_name(part));
    latin.into_iter().find(of_names).unwrap_or_else(|| names_in(text))
}

/// A name without the words of address around it: Ms. Ann Other, 周临海同志.
fn without_address(name: &str) -> &str {
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

/// The forms in which lists may call the same person: without degrees and words of address, the given name first.
pub(super) fn plain_name(name: &str) -> String {
    let name = bracketed(name).map_or(name, |(bare, _)| bare);
    let name = given_name_first(name).unwrap_or_else(|| name.to_owned());
    let is_word = |word: &&str| {
        let word = word.trim_end_matches('.').to_lowercase();
        !NAMES.address_words.contains(&word) && !NAMES.degree_words.contains(&word)
    };
    let words: Vec<&str> = name.split_whitespace().filter(is_word).collect();
    if words.is_empty() { name } else { words.join(" ") }
}

/// "Other, Ann" as "Ann Other".
pub(super) fn given_name_first(name: &str) -> Option<String> {
    let (family, given) = name.split_once(", ")?;
    let is_word = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’');
    let is_of_letters = |text: &str| !text.is_empty() && text.chars().all(|c| is_word(c) && !is_han(c));
    let is_credential = given.split_whitespace().all(|word| NAMES.credentials.contains(&squeeze(word)));
    let is_name = is_of_letters(family) && is_of_letters(given) && !is_credential;
    (is_name && family.split_whitespace().count() <= 3).then(|| format!("{} {}", given.trim(), family.trim()))
}

/// The words for nobody, squeezed.
static NOBODY: LazyLock<HashSet<String>> =
    LazyLock::new(|| NAMES.nobody_words.iter().map(|word| squeeze(word)).collect());

/// Whether a text in a column of names is a sum, a room or a shared telephone.
pub(super) fn is_nobody(text: &str) -> bool {
    let is_ending = |ending: &String| text.ends_with(ending.as_str());
    is_sum(text)
        || NOBODY.contains(&squeeze(text))
        || (NAMES.nobody_endings.iter().any(is_ending) && !is_chinese_name(text))
}

/// Whether a text is a number that counts people.
fn is_sum(text: &str) -> bool {
    let digits = text.trim_end_matches(['人', '名']).trim();
    !digits.is_empty() && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        PersonCell::read(text, None).names
    }

    #[test]
    fn people_are_parted_only_where_each_part_is_a_name() {
        assert_eq!(names("蒋大为/沈晓"), ["蒋大为", "沈晓"]);
        assert_eq!(names("蒋大为 沈晓，韩梅"), ["蒋大为 沈晓，韩梅"]);
        assert_eq!(names("蒋大为 沈晓 韩梅"), ["蒋大为", "沈晓", "韩梅"]);
        assert_eq!(names("Tom Braun / Lisa Wolf"), ["Tom Braun", "Lisa Wolf"]);
        assert_eq!(names("Tom Braun and Lisa Wolf"), ["Tom Braun", "Lisa Wolf"]);
        for one in [
            "周 临海",
            "欧阳 文山",
            "Hewlett and Sons",
            "Jean-Luc / Martin",
            "Ann Other",
            "Smith; John",
            "Anderson Sands",
        ] {
            assert_eq!(names(one).len(), 1, "{one}");
        }
    }

    #[test]
    fn remarks_and_words_of_address_are_no_part_of_a_name() {
        let read = |text: &str, title| {
            let cell = PersonCell::read(text, title);
            (cell.names.join("|"), cell.kind, cell.title)
        };
        assert_eq!(read("卫国强（兼）", Some("处长")), ("卫国强".to_owned(), Some(TenureKind::Concurrent), None));
        assert_eq!(read("褚卫（办公室副主任兼）", Some("科长")).1, Some(TenureKind::Concurrent));
        assert_eq!(read("周临海（局长）", None), ("周临海".to_owned(), None, Some("局长".to_owned())));
        assert_eq!(read("周临海（财务）", None), ("周临海（财务）".to_owned(), None, None));
        assert_eq!(read("韩梅梅 女", None).0, "韩梅梅");
        assert_eq!(read("韩梅梅（女）", None).0, "韩梅梅");
        assert_eq!(read("周临海同志", None).0, "周临海");
        assert_eq!(read("Ms. Eva Klein (Head of Sales)", Some("Head of Sales")).0, "Eva Klein");
        assert_eq!(read("Dr. Ann Other", None).0, "Dr. Ann Other");
        assert_eq!(read("王先生", None).0, "王先生");
    }

    #[test]
    fn one_person_is_known_by_several_forms_of_the_name() {
        for form in ["Ann Other", "Dr. Ann Other", "Other, Ann", "Prof. Dr. Ann Other (CEO)", "Ms Ann Other"] {
            assert_eq!(plain_name(form), "Ann Other", "{form}");
        }
        assert_eq!(given_name_first("Jane Doe, PhD"), None);
        assert_eq!(given_name_first("Acme, Ltd."), None);
    }

    #[test]
    fn sums_rooms_and_shared_telephones_are_nobody() {
        assert!(
            ["合计", "12人", "5", "值班室", "第一会议室", "Front desk", "TOTAL", "传真"]
                .iter()
                .all(|text| is_nobody(text))
        );
        assert!(["王会议", "高总", "Ann Total", "007007007", "=1+1", "甲"].iter().all(|text| !is_nobody(text)));
    }
}
