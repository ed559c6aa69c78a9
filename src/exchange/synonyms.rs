//! The words that heads of columns carry, read from `presets/headers.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::language::Language;

use super::mapping::Field;

/// The longest text that is looked up as the head of a column, in bytes.
const LONGEST_HEAD: usize = 120;

/// What a head says: the field, how good the word is for it, and the level of a unit column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meaning {
    /// The field.
    pub field: Field,
    /// The place of the word among those of the field; less is better.
    pub preference: usize,
    /// Orders unit columns from the whole to the part.
    pub level: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Preset {
    list_words: Vec<String>,
    no_organisations: Vec<String>,
    unit_endings: Vec<String>,
    thing_words: Vec<String>,
    thing_details: Vec<String>,
    birth_words: Vec<String>,
    field: Vec<FieldWords>,
    record_field: Vec<RecordWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordWords {
    name: Field,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldWords {
    name: Field,
    words: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Plain(String),
    Level { word: String, level: u8 },
}

struct Vocabulary {
    meanings: HashMap<String, Meaning>,
    /// Longest first.
    list_words: Vec<String>,
    unit_endings: Vec<String>,
    no_organisations: HashSet<String>,
    thing_words: HashSet<String>,
    thing_details: HashSet<String>,
    birth_words: HashSet<String>,
    /// The fields of records that a word may mean.
    record_fields: HashMap<String, Vec<Field>>,
    record_words: Vec<RecordWords>,
}

fn squeezed(words: &[String]) -> HashSet<String> {
    words.iter().map(|word| squeeze(word)).collect()
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut preset: Preset = toml::from_str(include_str!("../../presets/headers.toml"))
        .expect("the embedded preset is well-formed, as a test holds");
    preset.list_words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut meanings = HashMap::new();
    for FieldWords { name, words } in preset.field {
        for (preference, word) in words.into_iter().enumerate() {
            let (word, level) = match word {
                Word::Plain(word) => (word, None),
                Word::Level { word, level } => (word, Some(level)),
            };
            let meaning = Meaning { field: name, preference, level };
            meanings.entry(squeeze(&word)).or_insert(meaning);
        }
    }
    let mut record_fields: HashMap<String, Vec<Field>> = HashMap::new();
    for RecordWords { name, words } in &preset.record_field {
        for word in words {
            record_fields.entry(squeeze(word)).or_default().push(*name);
        }
    }
    Vocabulary {
        meanings,
        list_words: preset.list_words,
        unit_endings: preset.unit_endings,
        no_organisations: squeezed(&preset.no_organisations),
        thing_words: squeezed(&preset.thing_words),
        thing_details: squeezed(&preset.thing_details),
        birth_words: squeezed(&preset.birth_words),
        record_fields,
        record_words: preset.record_field,
    }
});

/// The head of a column, made ready to be looked up: every cell of a long list may have to be.
struct Head<'a> {
    text: &'a str,
    squeezed: String,
}

impl<'a> Head<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, squeezed: squeeze(text) }
    }

    /// The text without its remarks in brackets, if it has any.
    fn bare(&self) -> Option<Head<'static>> {
        let brackets = ['(', ')', '（', '）', '[', ']', '【', '】', '〔', '〕'];
        self.text.contains(brackets).then(|| Head { text: "", squeezed: squeeze(&without_brackets(self.text)) })
    }

    /// The parts of a head in two languages or of two words: 姓名/Name.
    fn halves(&self) -> Option<impl Iterator<Item = Head<'a>>> {
        let is_between = ['/', '\n', '|', '／'];
        self.text.contains(is_between).then(|| self.text.split(is_between).map(Head::of))
    }

    fn meaning(&self) -> Option<Meaning> {
        if self.text.is_empty() || self.text.len() > LONGEST_HEAD {
            return None;
        }
        if let Some(level) = level_of(&self.squeezed) {
            return Some(Meaning { field: Field::Unit, preference: 0, level: Some(level) });
        }
        // Salesforce marks columns that its users made.
        let text = self.text.trim_end_matches("__c");
        // Pipedrive says of each column whose it is.
        let text = text.strip_prefix("Person - ").unwrap_or(text);
        if text.len() == self.text.len() { self.known() } else { Head::of(text).known() }
    }

    fn known(&self) -> Option<Meaning> {
        let known = |head: &Head<'_>| VOCABULARY.meanings.get(&head.squeezed).copied();
        let both = || {
            // No half speaks of another field.
            let mut halves = self.halves()?;
            let first = known(&halves.next()?)?;
            let agrees = |half: Head<'_>| known(&half).is_none_or(|other| other.field == first.field);
            halves.all(agrees).then_some(first)
        };
        known(self).or_else(|| known(&self.bare()?)).or_else(both).or_else(|| self.numbered())
    }

    /// What a head says that numbers what a person may have several of: "Phone 2", "E-mail 1 - Value".
    fn numbered(&self) -> Option<Meaning> {
        const NUMBERED: [Field; 5] = [Field::Alias, Field::Phone, Field::Mobile, Field::Email, Field::Note];
        let word = self.squeezed.strip_suffix("value").unwrap_or(&self.squeezed);
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        // A head without a number comes first.
        let number = word[bare.len()..].parse::<u8>().ok()?;
        let meaning = VOCABULARY.meanings.get(bare).filter(|meaning| NUMBERED.contains(&meaning.field))?;
        Some(Meaning { preference: meaning.preference + 1000 + usize::from(number), ..*meaning })
    }

    fn record_fields(&self) -> &'static [Field] {
        if self.text.is_empty() || self.text.len() > LONGEST_HEAD {
            return &[];
        }
        let known = |head: &Head<'_>| VOCABULARY.record_fields.get(&head.squeezed).map(Vec::as_slice);
        let first_half = || known(&self.halves()?.next()?);
        known(self).or_else(|| known(&self.bare()?)).or_else(first_half).unwrap_or_default()
    }

    fn is_thing_word(&self) -> bool {
        let known = |head: &Head<'_>| VOCABULARY.thing_words.contains(&head.squeezed);
        known(self) || self.bare().is_some_and(|bare| known(&bare))
    }
}

/// What the head of a column says, if it is known.
pub fn meaning(header: &str) -> Option<Meaning> {
    Head::of(header).meaning()
}

/// Whether a text is a word that may stand above a column of any list, and whether one of rooms, things and services.
pub(super) fn word_of_heads(text: &str) -> (bool, bool) {
    let head = Head::of(text);
    let is_thing = head.is_thing_word();
    (is_thing || head.meaning().is_some() || !head.record_fields().is_empty(), is_thing)
}

/// How far from the desk a number or address is by its head: at it or anywhere, elsewhere, at home.
pub(super) fn distance(header: &str) -> u8 {
    let squeezed = squeeze(header);
    let says = |words: &[&str]| words.iter().any(|word| squeezed.contains(word));
    match () {
        () if says(&["home", "private", "家庭", "住宅", "宅电", "宅電", "私人"]) => 2,
        () if says(&["other", "additional", "assistant", "其他", "其它", "备用", "whatsapp"]) => 1,
        () if squeezed.ends_with(|c: char| ('2'..='9').contains(&c)) => 1,
        () => 0,
    }
}

/// The level of a column that holds one whole unit, slashes and all: "Unit level 2", 部门层级2.
///
/// Exports write such columns, since the path of a unit cannot be split where its parts hold slashes themselves.
pub fn unit_level(header: &str) -> Option<u8> {
    level_of(&squeeze(header))
}

fn level_of(squeezed: &str) -> Option<u8> {
    let number = squeezed.strip_prefix("unitlevel").or_else(|| squeezed.strip_prefix("部门层级"))?;
    number.parse().ok().filter(|level| (1..=99).contains(level))
}

/// The fields that the head of a column may mean in a list of records; which one, the table decides.
pub fn record_fields(header: &str) -> &'static [Field] {
    Head::of(header).record_fields()
}

/// Whether a head stands above columns that only things have: models, quantities, prices.
pub(super) fn is_thing_detail(header: &str) -> bool {
    VOCABULARY.thing_details.contains(&squeeze(&without_brackets(header)))
}

/// Whether a column says when people were born.
pub(super) fn is_birth(header: &str) -> bool {
    VOCABULARY.birth_words.contains(&squeeze(&without_brackets(header)))
}

/// What an export writes above the column of a field in a list of records.
pub fn record_head(field: Field, language: Language) -> &'static str {
    let words = VOCABULARY.record_words.iter().find(|words| words.name == field);
    let is_fitting = |word: &&String| word.is_ascii() == (language == Language::En);
    words.and_then(|words| words.words.iter().find(is_fitting)).map_or("", String::as_str)
}

/// The organisation that a title such as "2026年某某局通讯录（内部）" speaks of, if it names one.
pub fn organisation_of(title: &str) -> Option<String> {
    let bare = without_brackets(title);
    let bare = bare.lines().next()?.trim();
    let lower = bare.to_lowercase();
    let listed = VOCABULARY
        .list_words
        .iter()
        .find(|word| lower.ends_with(word.as_str()) && lower.len() == bare.len())
        .map(|word| &bare[..bare.len() - word.len()]);
    let rest = match listed {
        Some(rest) => rest,
        None if sounds_like_unit(bare) => bare,
        None => return None,
    };
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "-–—:：,，《》\"“”·".contains(c));
    let rest = without_year(rest).trim_end_matches("of").trim();
    let is_name = rest.chars().count() >= 2 && !VOCABULARY.no_organisations.contains(&squeeze(rest));
    is_name.then(|| rest.to_owned())
}

/// Whether a text ends as names of units do.
pub fn sounds_like_unit(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    VOCABULARY.unit_endings.iter().any(|ending| {
        lower.strip_suffix(ending.as_str()).is_some_and(|before| {
            // An English ending is a word of its own: "Office", not "Hewlett".
            !ending.is_ascii() || before.is_empty() || before.ends_with([' ', '-', '&', '/'])
        })
    })
}

/// A title without the year, or the year and month, in front of it or behind it.
fn without_year(title: &str) -> &str {
    let digits = title.chars().take_while(char::is_ascii_digit).count();
    if digits == 4 {
        let rest = title[4..].trim_start();
        return rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')).unwrap_or(rest).trim_start();
    }
    let ends_in_digits = |text: &str| text.chars().rev().take_while(char::is_ascii_digit).count();
    let mut rest = title.trim_end();
    if let Some(before) = rest.strip_suffix("月份").or_else(|| rest.strip_suffix('月')).map(str::trim_end)
        && let digits @ 1..=2 = ends_in_digits(before)
    {
        rest = before[..before.len() - digits].trim_end();
    }
    let rest = rest.strip_suffix("年度").or_else(|| rest.strip_suffix('年')).unwrap_or(rest).trim_end();
    if ends_in_digits(rest) == 4 { rest[..rest.len() - 4].trim_end() } else { title }
}

/// Small letters and ideographs only, full-width letters as plain ones.
pub fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Nearly every letter is one of these, and the tables of all the others are slow.
            '\u{4E00}'..='\u{9FFF}' => squeezed.push(c),
            '\0'..='\x7F' if c.is_ascii_alphanumeric() => squeezed.push(c.to_ascii_lowercase()),
            '\0'..='\x7F' => {}
            _ => {
                let plain = match c {
                    '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
                    _ => c,
                };
                if plain.is_alphanumeric() {
                    squeezed.extend(plain.to_lowercase());
                }
            }
        }
    }
    squeezed
}

/// A head without its remarks in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| match c {
            '(' | '（' | '[' | '【' | '〔' => {
                depth += 1;
                false
            }
            ')' | '）' | ']' | '】' | '〕' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_organisation_without_the_day_of_the_list() {
        for title in [
            "海州市数据局通讯录",
            "2026年海州市数据局通讯录（内部）",
            "海州市数据局 2026 年通讯录",
            "海州市数据局2026年11月通讯录",
            "海州市数据局2026年度干部名册",
        ] {
            assert_eq!(organisation_of(title).as_deref(), Some("海州市数据局"), "{title}");
        }
        for title in ["通讯录", "项目组通讯录", "2026年公司员工通讯录", "Project team contact list"] {
            assert_eq!(organisation_of(title), None, "{title}");
        }
    }
}
