//! Finds the head of a table among its first rows, and says what each column is taken for.

use std::collections::HashSet;

use super::cells::tenure_kind;
use super::mapping::{ColumnMapping, Field, SheetMapping, Table};
use super::naming::sounds_like_organisation;
use super::records::heads;
use super::relations::learn_superiors;
use super::synonyms::{Meaning, meaning, organisation_of, squeeze};
use super::table::{Sheet, column_letters};
use super::table_head::{is_list_of_things, is_of_people, says_parent};

/// How far down a head is looked for: below titles, preambles and instructions.
const SEARCHED_ROWS: usize = 40;

/// The level of words for codes of units.
const CODE_LEVEL: u8 = 60;

/// How many rows are looked at to tell what a column holds.
const JUDGED_ROWS: usize = 2_000;

/// How many values of a column are shown.
const SAMPLES: usize = 3;

/// A head that was found, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Head {
    /// The row of the sheet, counted from 0.
    row: usize,
    /// How many rows it takes.
    height: usize,
    /// What it says above each column.
    texts: Vec<String>,
    meanings: Vec<Option<Meaning>>,
}

impl Head {
    fn new(row: usize, height: usize, texts: Vec<String>) -> Self {
        let meanings = texts.iter().map(|text| meaning(text)).collect();
        Self { row, height, texts, meanings }
    }

    fn fields(&self) -> HashSet<Field> {
        self.meanings.iter().flatten().map(|meaning| meaning.field).collect()
    }

    /// Whether the row is a label with its text beside it, as a preamble has them: "Contact: | Ann Other".
    fn is_label(&self) -> bool {
        let mut known = self.texts.iter().zip(&self.meanings).filter(|(_, meaning)| meaning.is_some());
        known.next().is_some_and(|(text, _)| text.ends_with([':', '：'])) && known.next().is_none()
    }

    /// Whether it names people first, then how many fields it knows.
    fn score(&self) -> (bool, usize) {
        let fields = self.fields();
        let names = [Field::Name, Field::GivenName, Field::FamilyName];
        (names.iter().any(|name| fields.contains(name)), fields.len())
    }
}

/// Says how a sheet is understood, before any user has corrected it.
///
/// Where the heads fit a list of records as well, columns that only a list of contacts has decide for that.
pub fn understand(sheet: &Sheet) -> SheetMapping {
    const OF_CONTACTS: [Field; 10] = [
        Field::Title,
        Field::Phone,
        Field::Mobile,
        Field::Email,
        Field::Rank,
        Field::Superior,
        Field::SuperiorId,
        Field::SuperiorName,
        Field::SuperiorEmail,
        Field::Overseer,
    ];
    let contacts = understand_contacts(sheet);
    let Some(records) = heads::recognise(sheet) else { return contacts };
    let mut columns = contacts.columns.iter().zip(&records.columns);
    let is_of_contacts = columns.any(|(contact, record)| {
        record.field.is_none() && contact.field.is_some_and(|field| OF_CONTACTS.contains(&field))
    });
    if records.table == Table::Claims && contacts.has_names() && is_of_contacts { contacts } else { records }
}

pub(super) fn understand_contacts(sheet: &Sheet) -> SheetMapping {
    let head = find_head(sheet);
    let mut mapping = SheetMapping { sheet: sheet.name.clone(), is_used: !sheet.is_hidden, ..SheetMapping::default() };
    let Some(head) = head else {
        mapping.columns = (0..sheet.width()).map(|column| unknown_column(sheet, 0, column, "")).collect();
        mapping.is_used = false;
        return mapping;
    };
    mapping.head_line = Some(sheet.line(head.row));
    mapping.head_lines = head.height as u32;
    mapping.title = (0..head.row).find_map(|row| title_in(sheet, row));
    mapping.organisation =
        (0..head.row).filter_map(|row| title_in(sheet, row)).find_map(|title| organisation_of(&title));
    mapping.columns = assign(sheet, &head);
    mapping.is_used &= mapping.has_names() && names_nobody(sheet, &mapping).is_none();
    mapping
}

/// What the names of a table are, where they are not those of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nobody {
    /// Organisations and their parts.
    Units,
    /// Things, which have models, quantities or prices.
    Things,
}

/// What a table lists instead of people, as far as its heads and the names in it tell.
pub(super) fn names_nobody(sheet: &Sheet, mapping: &SheetMapping) -> Option<Nobody> {
    let heads: Vec<&str> = mapping.columns.iter().map(|column| column.header.as_str()).collect();
    if lists_units(mapping) || names_units(sheet, mapping) {
        return Some(Nobody::Units);
    }
    is_list_of_things(&heads).then_some(Nobody::Things)
}

/// Whether the key of a table is one of units, and it says nothing that only people have.
fn lists_units(mapping: &SheetMapping) -> bool {
    const KEYS: [&str; 16] = [
        "committeeid",
        "subcommitteeid",
        "organizationid",
        "organisationid",
        "orgid",
        "unitid",
        "departmentid",
        "companyid",
        "agencyid",
        "机构编号",
        "机构代码",
        "单位编号",
        "单位代码",
        "部门编号",
        "部门代码",
        "部门id",
    ];
    const OF_LISTS: [Field; 6] = [Field::Name, Field::Unit, Field::Alias, Field::Note, Field::Order, Field::Number];
    let is_key = |column: &ColumnMapping| KEYS.contains(&squeeze(&column.header).as_str());
    let says = |column: &&ColumnMapping| !is_key(column) && !says_parent(&column.header);
    let mut fields = mapping.columns.iter().filter(says).filter_map(|column| column.field);
    mapping.columns.iter().any(is_key) && fields.all(|field| OF_LISTS.contains(&field))
}

/// Whether most names under a head that may speak of anything are those of organisations, and no column is filled that only
/// people have.
fn names_units(sheet: &Sheet, mapping: &SheetMapping) -> bool {
    const BARE: [&str; 6] = ["name", "名字", "displayname", "nom", "nombre", "nome"];
    let is_of_people = |column: &ColumnMapping| column.field.is_some_and(|field| is_of_people(&column.header, field));
    let is_bare = |column: &usize| BARE.contains(&squeeze(&mapping.columns[*column].header).as_str());
    let Some(column) = mapping.column_of(Field::Name).filter(is_bare) else { return false };
    if mapping.columns.iter().any(|column| is_of_people(column) && !column.samples.is_empty()) {
        return false;
    }
    let head = mapping.head_line.unwrap_or_default();
    let below = (0..sheet.height()).filter(|row| sheet.line(*row) >= head + mapping.head_lines);
    let names: HashSet<&str> =
        below.take(JUDGED_ROWS).map(|row| sheet.cell(row, column)).filter(|name| !name.is_empty()).collect();
    let units = names.iter().filter(|name| sounds_like_organisation(name)).count();
    units * 2 > names.len()
}

/// The row, or pair of rows, among the first that knows most fields; the earliest of equals.
fn find_head(sheet: &Sheet) -> Option<Head> {
    let mut best: Option<Head> = None;
    // What came of JSON or cards has its head on line 0, above all lines.
    let searched = if sheet.height() > 0 && sheet.line(0) == 0 { 1 } else { SEARCHED_ROWS };
    let rows = (0..sheet.height()).filter(|row| !sheet.is_blank(*row)).take(searched);
    for row in rows {
        let single = Head::new(row, 1, sheet.row(row).map(str::to_owned).collect());
        let double = (searched > 1).then(|| two_row_head(sheet, row, &single)).flatten();
        for head in [Some(single), double].into_iter().flatten() {
            if !head.is_label() && head.score() > best.as_ref().map_or((false, 0), Head::score) {
                best = Some(head);
            }
        }
    }
    best
}

/// The head that a row makes with the one below it, when that one adds fields and repeats none as data would.
fn two_row_head(sheet: &Sheet, row: usize, upper: &Head) -> Option<Head> {
    let below = row + 1;
    let lower = Head::new(below, 1, sheet.row(below).map(str::to_owned).collect());
    if upper.fields().is_empty() || lower.fields().is_empty() {
        return None;
    }
    let width = sheet.row_width(row).max(sheet.row_width(below));
    let mut texts = Vec::with_capacity(width);
    let mut spanning = "";
    for column in 0..width {
        let (above, under) = (sheet.cell(row, column), sheet.cell(below, column));
        if !above.is_empty() {
            spanning = above;
        } else if under.is_empty() {
            spanning = "";
        }
        texts.push(join_heads(spanning, under));
    }
    let both = Head::new(row, 2, texts);
    // Whatever the rows of people say, it is not the head of a column.
    let unknown_below = (0..width)
        .filter(|column| {
            let under = sheet.cell(below, *column);
            !under.is_empty() && under != sheet.cell(row, *column) && both.meanings[*column].is_none()
        })
        .count();
    let is_better = both.score() > upper.score() && both.score() > lower.score();
    (is_better && unknown_below <= lower.fields().len()).then_some(both)
}

/// "联系方式" over "手机" says 手机; "上级" over "工号" says 上级工号.
fn join_heads(above: &str, under: &str) -> String {
    if under.is_empty() || squeeze(above) == squeeze(under) {
        return above.to_owned();
    }
    let joined = format!("{above}{under}");
    if meaning(&joined).is_some() { joined } else { under.to_owned() }
}

/// The text of a row that says one thing only.
fn title_in(sheet: &Sheet, row: usize) -> Option<String> {
    let mut texts = sheet.row(row).filter(|text| !text.is_empty());
    let first = texts.next()?;
    texts.all(|text| text == first).then(|| first.to_owned())
}

/// Gives each column its field; of several columns for one field the best keeps it.
fn assign(sheet: &Sheet, head: &Head) -> Vec<ColumnMapping> {
    let first_row = head.row + head.height;
    let width = sheet.width().max(head.texts.len());
    let mut columns: Vec<ColumnMapping> = (0..width)
        .map(|column| {
            let header = head.texts.get(column).map_or("", String::as_str);
            unknown_column(sheet, first_row, column, header)
        })
        .collect();
    let mut candidates: Vec<(usize, Meaning)> = head
        .meanings
        .iter()
        .enumerate()
        .filter_map(|(column, meaning)| meaning.map(|meaning| (column, meaning)))
        .collect();
    // A filled column comes before an empty one, a better word before a weaker one, left before right.
    candidates.sort_by_key(|(column, meaning)| (columns[*column].samples.is_empty(), meaning.preference, *column));
    // "Tenure" is also a number of years.
    candidates.retain(|(column, meaning)| {
        let samples = &columns[*column].samples;
        meaning.field != Field::TenureKind
            || samples.is_empty()
            || samples.iter().any(|text| tenure_kind(text).is_some())
    });
    let mut taken = HashSet::new();
    for (column, meaning) in candidates {
        let is_repeated = column > 0 && sheet.is_merged((head.row, column - 1), (head.row, column)) && head.height == 1;
        let may_repeat = matches!(
            meaning.field,
            Field::Unit
                | Field::Alias
                | Field::Note
                | Field::Email
                | Field::Phone
                | Field::Mobile
                | Field::Matter
                | Field::EndsOn
        );
        let is_same_word = columns.iter().any(|other| {
            other.field == Some(meaning.field) && squeeze(&other.header) == squeeze(&columns[column].header)
        });
        if !is_repeated && (taken.insert(meaning.field) || (may_repeat && !is_same_word)) {
            columns[column].field = Some(meaning.field);
            columns[column].level = meaning.level;
        }
    }
    // The code of a unit stands for it only where its name does not.
    let is_code = |column: &ColumnMapping| column.field == Some(Field::Unit) && column.level == Some(CODE_LEVEL);
    if columns.iter().any(|column| column.field == Some(Field::Unit) && !is_code(column)) {
        columns.iter_mut().filter(|column| is_code(column)).for_each(|column| column.field = None);
    }
    learn_superiors(&mut columns, sheet, first_row);
    columns
}

pub(super) fn unknown_column(sheet: &Sheet, first_row: usize, column: usize, header: &str) -> ColumnMapping {
    let mut samples: Vec<String> = Vec::new();
    for row in first_row..sheet.height().min(first_row + JUDGED_ROWS) {
        let value = sheet.cell(row, column);
        if !value.is_empty() && !samples.iter().any(|sample| sample == value) {
            samples.push(value.chars().take(80).collect());
            if samples.len() == SAMPLES {
                break;
            }
        }
    }
    ColumnMapping { column: column_letters(column), header: header.to_owned(), field: None, level: None, samples }
}
