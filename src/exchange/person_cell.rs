//! Takes a cell of names apart: the people in it, and what stands beside a name without being part of it.

use crate::model::tenure::TenureKind;

use super::cells::{is_han, names_in, tidy_name};
use super::days::End;
use super::name_parting::{Parting, is_title, part};
use super::name_remark::{self, NameRemark, bracketed, marked, numbered, without_address};
use super::naming::{NAMES, is_chinese_name};
use super::synonyms::squeeze;

/// The most people that one cell gives; more are a list of its own and no holders of one post.
pub(super) const MOST: usize = 50;

/// What a cell of names says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PersonCell {
    /// The people, in the order of the cell, [`MOST`] of them at most.
    pub people: Vec<NamedPerson>,
    /// How many people the cell names.
    pub count: usize,
    /// What was cut off behind names and is not kept: each with its name.
    pub cut: Vec<(String, String)>,
    /// Whether the cell may name several people and was taken for one.
    pub is_unclear: bool,
}

/// A person of a cell, and what remarks behind the name say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NamedPerson {
    pub name: String,
    /// How the post is held, where a remark says so: 张三（兼）.
    pub kind: Option<TenureKind>,
    /// The sex that a remark says: 张三（女）. It tells namesakes apart, and nothing of it is kept.
    pub sex: Option<String>,
    /// The title, where it stands behind the name and nowhere else: 张三（局长）.
    pub title: Option<String>,
    /// The remark that the person left, and the day, if it names one.
    pub left: Option<(String, Option<End>)>,
}

/// What the row says beside its cell of names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Beside<'a> {
    pub title: Option<&'a str>,
    /// How many numbers or addresses each of its cells holds.
    pub counts: &'a [usize],
}

impl PersonCell {
    /// Keeps names as they are, as our own lists write them.
    pub fn as_written(text: &str) -> Self {
        let named = |name| NamedPerson { name: tidy_name(name), ..NamedPerson::default() };
        let people: Vec<NamedPerson> = names_in(text).into_iter().map(named).collect();
        Self { count: people.len(), people, ..Self::default() }
    }

    /// Reads a cell beside others.
    pub fn read(text: &str, beside: Beside<'_>) -> Self {
        let (number, text) = numbered(text).unwrap_or(("", text));
        let Parting { people, words, is_unclear } = part(text, beside.counts);
        let mut cell = Self { count: people.len(), is_unclear, ..Self::default() };
        for name in people.into_iter().take(MOST) {
            let person = cell.person(name, beside.title);
            cell.people.push(person);
        }
        if let Some(last) = cell.people.last_mut() {
            for word in words {
                let is_own_title = beside.title.is_none() && last.title.is_none() && is_title(word);
                if is_own_title {
                    last.title = Some(word.to_owned());
                } else if beside.title.is_none_or(|title| squeeze(title) != squeeze(word)) {
                    cell.cut.push((last.name.clone(), word.to_owned()));
                }
            }
        }
        if let (false, Some(first)) = (number.is_empty(), cell.people.first()) {
            cell.cut.push((first.name.clone(), number.to_owned()));
        }
        cell
    }

    /// A person without the remarks behind the name, which are kept where they say something.
    fn person(&mut self, text: &str, title: Option<&str>) -> NamedPerson {
        let mut person = NamedPerson::default();
        let mut cut = Vec::new();
        let mut name = without_address(text);
        loop {
            if let Some((bare, mark)) = marked(name) {
                cut.push(mark.to_owned());
                name = bare;
            } else if let Some((bare, sex @ ("女" | "男"))) = name.rsplit_once(char::is_whitespace)
                && is_chinese_name(bare)
            {
                person.sex = Some(sex.to_owned());
                name = bare;
            } else if let Some((bare, remark)) = bracketed(name)
                && let Some(said) = name_remark::read(remark, title)
            {
                match said {
                    NameRemark::Kind(kind) => person.kind = Some(kind),
                    NameRemark::Sex(sex) => person.sex = Some(sex),
                    NameRemark::Title => person.title = Some(remark.to_owned()),
                    NameRemark::Left(end) => person.left = Some((remark.to_owned(), end)),
                    NameRemark::Aside => cut.push(remark.to_owned()),
                    NameRemark::Known => {}
                }
                name = bare;
            } else {
                break;
            }
            name = without_address(name);
        }
        person.name = tidy_name(name);
        self.cut.extend(cut.into_iter().map(|remark| (person.name.clone(), remark)));
        person
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, title: Option<&str>) -> PersonCell {
        PersonCell::read(text, Beside { title, counts: &[] })
    }

    fn names(text: &str) -> Vec<String> {
        read(text, None).people.into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn people_are_parted_only_where_each_part_is_a_name() {
        assert_eq!(names("蒋大为/沈晓"), ["蒋大为", "沈晓"]);
        assert_eq!(names("蒋大为 沈晓，韩梅"), ["蒋大为 沈晓，韩梅"]);
        assert_eq!(names("蒋大为 沈晓 韩梅"), ["蒋大为", "沈晓", "韩梅"]);
        assert_eq!(names("买买提·吐尔逊、阿依古丽"), ["买买提·吐尔逊", "阿依古丽"]);
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
    fn titles_duties_and_places_are_nobody_s_names() {
        for (text, name, word) in [
            ("王五 高工", "王五", "高工"),
            ("赵六 干事", "赵六", "干事"),
            ("钱七，常委", "钱七", "常委"),
            ("孙八 江苏", "孙八", "江苏"),
            ("李九 师傅", "李九", "师傅"),
            ("周 海 高工", "周海", "高工"),
        ] {
            let cell = read(text, Some("科员"));

            assert_eq!(cell.people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), [name], "{text}");
            assert_eq!(cell.cut, [(name.to_owned(), word.to_owned())], "{text}");
        }
        assert_eq!(read("王五 高工", None).people[0].title.as_deref(), Some("高工"), "the row says no title");
        assert_eq!(names("书记、局长").len(), 1);
    }

    #[test]
    fn two_names_with_a_blank_between_them_are_two_where_the_row_bears_it_out() {
        let unclear = read("王五 钱七", Some("科员"));
        let counts = [2];
        let borne_out = PersonCell::read("王五 钱七", Beside { title: None, counts: &counts });

        assert_eq!((unclear.people.len(), unclear.is_unclear), (1, true));
        assert_eq!((borne_out.people.len(), borne_out.is_unclear), (2, false));
        assert!(read("Eve / Frank", None).is_unclear);
        assert_eq!(PersonCell::read("Eve / Frank", Beside { title: None, counts: &counts }).count, 2);
    }

    #[test]
    fn remarks_and_words_of_address_are_no_part_of_a_name() {
        let read = |text: &str, title| {
            let cell = read(text, title);
            let names: Vec<&str> = cell.people.iter().map(|person| person.name.as_str()).collect();
            (names.join("|"), cell.people[0].kind, cell.people[0].title.clone())
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
        assert_eq!(read("1. 张三", None).0, "张三");
        assert_eq!(read("张三*", None).0, "张三");
        assert_eq!(read("张三（休假）", None).0, "张三");
        assert_eq!(read("John Doe (Maternity leave)", None).0, "John Doe");
    }

    #[test]
    fn each_person_of_a_cell_has_the_remarks_behind_the_own_name() {
        let said = |text: &str| -> Vec<String> {
            let of = |person: NamedPerson| {
                let NamedPerson { name, kind, sex, title, .. } = person;
                let kind = kind.map(|kind| format!("{kind:?}"));
                [Some(name), kind, sex, title].into_iter().flatten().collect::<Vec<_>>().join(" ")
            };
            read(text, None).people.into_iter().map(of).collect()
        };

        assert_eq!(said("张三、李四（兼）"), ["张三", "李四 Concurrent"]);
        assert_eq!(said("王五（兼）、赵六"), ["王五 Concurrent", "赵六"]);
        assert_eq!(said("张三（女）、李四"), ["张三 女", "李四"]);
        assert_eq!(said("周海（局长）、吴明（副局长）"), ["周海 局长", "吴明 副局长"]);
        assert_eq!(said("周海（局长、书记）"), ["周海 局长、书记"]);
    }

    #[test]
    fn one_person_is_known_by_several_forms_of_the_name() {
        for form in ["Ann Other", "Dr. Ann Other", "Other, Ann", "Prof. Dr. Ann Other (CEO)", "Ms Ann Other"] {
            assert_eq!(plain_name(form), "Ann Other", "{form}");
        }
        assert_eq!(given_name_first("Jane Doe, PhD"), None);
        assert_eq!(given_name_first("Acme, Ltd."), None);
    }
}
