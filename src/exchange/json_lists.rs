//! Lists of objects in a JSON file become sheets: a list is a sheet, an object a row, a key a column.
//!
//! Objects within objects give columns such as `ReportsTo.Email`; lists of objects within objects give a row for each of their
//! objects, with the columns of the outer object repeated; lists of plain values stand in one cell, numbers and addresses in one each.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};

use super::finding::{Code, Finding, Place, Refusal};
use super::mapping::Field;
use super::synonyms::meaning;
use super::table::{Sheet, TooLarge, Workbook};

/// Any JSON, its keys in their order; a key that stands twice in one object is an error, since one of the two would be lost.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    /// A text, number or truth, as text.
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of a key, if it says something.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Self::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// The list of a key; empty where there is none.
    pub fn list(&self, key: &str) -> &[Self] {
        match self.get(key) {
            Some(Self::List(list)) => list,
            _ => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Text(truth.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Text(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Text(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Text(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        let mut seen = std::collections::HashSet::new();
        while let Some((key, value)) = entries.next_entry::<String, Json>()? {
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom(format_args!("the key “{key:.60}” stands twice in one object")));
            }
            fields.push((key, value));
        }
        Ok(Json::Object(fields))
    }
}

/// Reads a text as JSON, or says where it is none.
pub(super) fn parse(text: &str, file: &str) -> Result<Json, Refusal> {
    serde_json::from_str(text).map_err(|error| {
        let line = u32::try_from(error.line()).ok().filter(|line| *line > 0).unwrap_or(1);
        Finding::new(Code::NotOurJson, Place::file(file).on_line(line), &error.to_string(), &[]).into()
    })
}

/// The lists of objects in a file, each as a sheet; the lines of a sheet count its objects from 1, its head is line 0.
pub(super) fn sheets(json: &Json, file: &str) -> Result<Workbook, Refusal> {
    let refuse = |code, reason: &str| Refusal::from(Finding::new(code, Place::file(file).on_line(1), reason, &[]));
    let lists: Vec<(&str, &[Json])> = match json {
        Json::List(list) => vec![("", list.as_slice())],
        Json::Object(fields) => fields
            .iter()
            .filter_map(|(key, value)| match value {
                Json::List(list) => Some((key.as_str(), list.as_slice())),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    let mut workbook = Workbook::default();
    for (name, list) in lists {
        if list.iter().any(|item| matches!(item, Json::Object(_))) {
            let sheet = sheet_of(name, list).map_err(|TooLarge| refuse(Code::FileTooLarge, ""))?;
            workbook.sheets.push(sheet);
        }
    }
    if workbook.sheets.is_empty() {
        return Err(refuse(Code::NotOurJson, "no list of objects"));
    }
    Ok(workbook)
}

/// A row in the making: columns and their texts.
type Cells = Vec<(String, String)>;

fn sheet_of(name: &str, list: &[Json]) -> Result<Sheet, TooLarge> {
    let mut heads: Vec<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut rows: Vec<(u32, Cells)> = Vec::new();
    for (place, item) in list.iter().enumerate() {
        for cells in rows_of(item) {
            for (head, _) in &cells {
                if !places.contains_key(head) {
                    places.insert(head.clone(), heads.len());
                    heads.push(head.clone());
                }
            }
            rows.push((place as u32 + 1, cells));
        }
    }
    let mut sheet = Sheet::new(name);
    sheet.begin_row(0);
    for head in &heads {
        sheet.push_cell(head)?;
    }
    for (line, cells) in rows {
        sheet.begin_row(line);
        let mut texts = vec![""; heads.len()];
        for (head, text) in &cells {
            texts[places[head]] = text;
        }
        for text in texts {
            sheet.push_cell(text)?;
        }
    }
    Ok(sheet)
}

/// The rows that an object makes.
fn rows_of(item: &Json) -> Vec<Cells> {
    let Json::Object(fields) = item else {
        // Something else among objects is shown, so that its loss is told of.
        return vec![vec![(String::new(), text_of(item))]];
    };
    let mut own = Cells::new();
    let mut inner: Vec<Cells> = Vec::new();
    for (key, value) in fields {
        match value {
            Json::List(list) if list.iter().any(|item| matches!(item, Json::Object(_))) => {
                inner.extend(list.iter().flat_map(rows_of));
            }
            // Some systems keep what their users filled in apart from what they say of the record themselves.
            Json::Object(parts) if ["properties", "fields"].contains(&key.as_str()) => {
                for (part, value) in parts {
                    let is_taken = item.get(part).is_some();
                    own.push((if is_taken { format!("{key}.{part}") } else { part.clone() }, text_of(value)));
                }
            }
            // A person has several numbers; those of one cell would be taken for one.
            Json::List(list) if is_reach(key) => {
                for (number, value) in (1..).zip(list) {
                    own.push((if number == 1 { key.clone() } else { format!("{key} {number}") }, text_of(value)));
                }
            }
            Json::Object(parts) => {
                own.extend(parts.iter().map(|(part, value)| (format!("{key}.{part}"), text_of(value))));
            }
            value => own.push((key.clone(), text_of(value))),
        }
    }
    if inner.is_empty() {
        return vec![own];
    }
    inner
        .into_iter()
        .map(|cells| {
            let outer = own.iter().filter(|(key, _)| !cells.iter().any(|(inner, _)| inner == key));
            let mut row: Cells = outer.cloned().collect();
            row.extend(cells);
            row
        })
        .collect()
}

/// Whether a key holds numbers or addresses.
fn is_reach(key: &str) -> bool {
    meaning(key).is_some_and(|meaning| matches!(meaning.field, Field::Phone | Field::Mobile | Field::Email))
}

fn text_of(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Text(text) => text.clone(),
        Json::List(list) => list.iter().map(text_of).collect::<Vec<_>>().join("、"),
        Json::Object(fields) => {
            fields.iter().map(|(key, value)| format!("{key}: {}", text_of(value))).collect::<Vec<_>>().join("; ")
        }
    }
}
