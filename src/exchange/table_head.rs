//! Tells whether a row of a sheet is the head of a table, and whether that table names people.

use std::collections::HashSet;
use std::ops::Range;

use super::cells::{is_han, is_nothing};
use super::mapping::Field;
use super::naming::is_chinese_name;
use super::synonyms::{is_thing_detail, meaning, squeeze, word_of_heads};
use super::table::Sheet;

/// The longest text that stands above a column of things, in characters.
const WORD_LENGTH: usize = 24;

/// The head of a table: the texts above its columns, squeezed, and which column of the sheet says what people are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TableHead {
    pub texts: Vec<String>,
    pub name: Option<usize>,
    /// Whether one of them stands above rooms, things or services.
    pub lists_things: bool,
}

/// The head that a row is within some columns: two known words at least, and hardly any other.
///
/// Where no word is one for names, all must be known, or two of three in a table of rooms, things or services.
pub(super) fn head_of(sheet: &Sheet, row: usize, columns: &Range<usize>) -> Option<TableHead> {
    let words = || columns.clone().map(|column| (column, sheet.cell(row, column))).filter(|(_, text)| !text.is_empty());
    let filled = words().count();
    let mut known = HashSet::new();
    let mut unknown = 0;
    let mut is_of_things = false;
    for (_, text) in words() {
        let (is_known, is_thing) = if may_be_word(text) { word_of_heads(text) } else { (false, false) };
        is_of_things |= is_thing && may_head_things(text);
        if is_known {
            known.insert(squeeze(text));
            continue;
        }
        unknown += 1;
        // Most rows are people: their second or third cell says so.
        if unknown * 3 > filled {
            return None;
        }
    }
    let texts: Vec<&str> = words().map(|(_, text)| text).collect();
    let name = words().find(|(_, text)| names_people(text)).map(|(column, _)| column);
    let name = name.filter(|_| !is_list_of_things(&texts));
    // Without a column of names all words must be known: a row of people may hold one or two by chance.
    let is_of_words = is_of_things && texts.iter().all(|text| may_head_things(text));
    let is_head = known.len() >= 2 && (name.is_some() || unknown == 0 || is_of_words);
    is_head.then(|| TableHead {
        texts: columns.clone().map(|column| squeeze(sheet.cell(row, column))).collect(),
        name,
        lists_things: is_of_things,
    })
}

/// Whether a text is not a key, number, day or address, none of which stands above a column.
fn may_be_word(text: &str) -> bool {
    !text.contains('@') && text.contains(|c: char| is_han(c) || c.is_alphabetic())
}

/// Whether heads with a bare "Name" among them are those of things: one says a model, a quantity or a price, and none what
/// only people have.
pub(super) fn is_list_of_things(heads: &[&str]) -> bool {
    // Units have aliases and addresses as well, things have none.
    const NEVER_OF_THINGS: [Field; 2] = [Field::Alias, Field::Email];
    let is_of_nothing_else = |head: &&str| {
        let field = meaning(head).map(|meaning| meaning.field);
        let says = |field| {
            let is_name = field == Field::Name && squeeze(head) != "name";
            is_of_people(head, field) || NEVER_OF_THINGS.contains(&field) || is_name
        };
        field.is_some_and(says)
    };
    heads.iter().any(|head| is_thing_detail(head)) && !heads.iter().any(is_of_nothing_else)
}

/// Whether a column says what only people have, and neither units nor things.
pub(super) fn is_of_people(head: &str, field: Field) -> bool {
    const OF_PEOPLE: [Field; 10] = [
        Field::GivenName,
        Field::FamilyName,
        Field::Title,
        Field::Mobile,
        Field::Rank,
        Field::Superior,
        Field::SuperiorId,
        Field::SuperiorName,
        Field::SuperiorEmail,
        Field::TenureKind,
    ];
    OF_PEOPLE.contains(&field) && !says_parent(head)
}

/// Whether a head speaks of the unit that a unit belongs to. Its key has the form of a superior's.
pub(super) fn says_parent(head: &str) -> bool {
    let squeezed = squeeze(head);
    ["parent", "上级部门", "上级机构", "上级单位", "上級部門", "上級機構", "上級單位"]
        .iter()
        .any(|word| squeezed.starts_with(word))
}

/// The head that a row seems to be by its form alone, below a gap in the rows: words over numbers.
///
/// `name` is the column of the table above that names people: what has the form of a name there is a person.
pub(super) fn head_by_form(
    sheet: &Sheet,
    row: usize,
    columns: &Range<usize>,
    name: Option<usize>,
) -> Option<TableHead> {
    let cells: Vec<&str> = columns.clone().map(|column| sheet.cell(row, column)).collect();
    let words: Vec<&str> = cells.iter().copied().filter(|text| !text.is_empty()).collect();
    let is_word = |text: &&str| may_head_things(text) && !is_nothing(text) && !names_people(text);
    if words.len() < 2 || !words.iter().all(is_word) {
        return None;
    }
    let name_in = |row: usize| name.map_or("", |name| sheet.cell(row, name));
    // English names have no form of their own: there, one of the words must be known.
    let is_of_han = |text: &&str| text.chars().any(is_han);
    if is_chinese_name(name_in(row))
        || !(words.iter().all(is_of_han) || words.iter().any(|text| may_be_word(text) && word_of_heads(text).0))
    {
        return None;
    }
    let is_next =
        |below: &usize| sheet.line(*below) == sheet.line(row) + (*below - row) as u32 && !sheet.is_blank(*below);
    let rows: Vec<usize> = (row + 1..sheet.height()).take_while(is_next).collect();
    let stands_over_numbers = |column: usize| {
        let mut texts = rows.iter().map(|row| sheet.cell(*row, column)).filter(|text| !text.is_empty()).peekable();
        texts.peek().is_some() && texts.all(|text| text.contains(|c: char| c.is_ascii_digit()))
    };
    let is_head = columns.clone().any(|column| !sheet.cell(row, column).is_empty() && stands_over_numbers(column));
    let people = rows.iter().filter(|row| is_chinese_name(name_in(**row))).count();
    let texts = cells.iter().map(|text| squeeze(text)).collect();
    (is_head && people * 2 <= rows.len()).then_some(TableHead { texts, ..TableHead::default() })
}

fn names_people(text: &str) -> bool {
    let field = (!text.contains('@')).then(|| meaning(text)).flatten().map(|meaning| meaning.field);
    matches!(field, Some(Field::Name | Field::GivenName | Field::FamilyName))
}

/// Whether a text may stand above a column: a word or two, without a digit or an address.
fn may_head_things(text: &str) -> bool {
    text.contains(char::is_alphabetic)
        && text.chars().count() <= WORD_LENGTH
        && !text.contains(|c: char| c.is_ascii_digit() || c == '@' || c == '。')
}
