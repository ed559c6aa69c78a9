//! A cell of an .ods file: its value, the text that people see, and which of the two is its content.

use std::borrow::Cow;

use quick_xml::events::BytesStart;

use super::decimal::Decimal;
use super::remark::RemarkKind;
use super::table::{SHEET_TEXT_LIMIT, TooLarge};
use super::xlsx_parts::attribute;

/// A cell being read.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// How many cells side by side are the same.
    pub repeated: u32,
    /// Over how many rows and columns it is merged.
    pub spanned: (u32, u32),
    kind: String,
    /// The value in the form of its kind.
    value: Option<String>,
    is_error: bool,
    has_formula: bool,
    text: String,
    paragraphs: u32,
}

impl Cell {
    /// The cell that a tag begins.
    pub fn of(tag: &BytesStart<'_>) -> Self {
        let number = |name: &str| attribute(tag, name).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1).max(1);
        let kind = attribute(tag, "office:value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => "office:date-value",
            "time" => "office:time-value",
            "boolean" => "office:boolean-value",
            "string" => "office:string-value",
            _ => "office:value",
        };
        Self {
            repeated: number("table:number-columns-repeated").min(1 << 20),
            spanned: (number("table:number-rows-spanned"), number("table:number-columns-spanned")),
            value: attribute(tag, value),
            is_error: attribute(tag, "calcext:value-type").as_deref() == Some("error"),
            has_formula: attribute(tag, "table:formula").is_some(),
            kind,
            ..Self::default()
        }
    }

    /// Takes a tag within the cell: a paragraph, or white space that XML would not keep.
    pub fn open(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "p" | "h" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" => {
                let count = attribute(tag, "text:c").and_then(|text| text.parse::<usize>().ok()).unwrap_or(1);
                self.text.extend(std::iter::repeat_n(' ', count.min(1_000)));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    /// Takes text within a paragraph.
    pub fn write(&mut self, text: &str) -> Result<(), TooLarge> {
        if self.paragraphs > 0 {
            self.text.push_str(text);
        }
        if self.text.len() > SHEET_TEXT_LIMIT { Err(TooLarge) } else { Ok(()) }
    }

    /// What people see in the cell, days and long numbers in full, and what else there is to say about it.
    pub fn shown(&self) -> (Cow<'_, str>, Option<RemarkKind>) {
        let text = self.text.trim();
        if self.is_error || (self.has_formula && is_error(text)) {
            return ("".into(), Some(RemarkKind::ErrorCell));
        }
        if self.has_formula && self.kind.is_empty() && text.is_empty() {
            return ("".into(), Some(RemarkKind::Uncalculated));
        }
        let Some(value) = &self.value else { return (self.text.as_str().into(), None) };
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => self.number(value.parse().unwrap_or_default()),
            "date" => (day(value, text.contains(':')), None),
            "time" => (time(value).map_or(text.into(), Cow::from), None),
            "boolean" => (if value == "true" { "TRUE" } else { "FALSE" }.into(), None),
            _ if self.paragraphs > 0 => (self.text.as_str().into(), None),
            _ => (value.as_str().into(), None),
        }
    }

    fn number(&self, number: f64) -> (Cow<'_, str>, Option<RemarkKind>) {
        let text = self.text.trim();
        let is_long = number.abs() >= 1e15 && number.fract() == 0.0;
        let has_digits = text.contains(|c: char| c.is_ascii_digit()) && !text.contains("###");
        // No number is shown as a power of ten, and words may stand for one: 1 shown as 男.
        let is_power = ["E+", "E-", "e+", "e-"].iter().any(|sign| text.contains(sign));
        let is_word = text.contains(char::is_alphabetic) && !is_power;
        let shown =
            if !is_power && (has_digits || is_word) { text.into() } else { Decimal::of(number).to_string().into() };
        (shown, is_long.then_some(RemarkKind::LongNumber))
    }
}

/// Whether a formula that shows this text has failed; other programs than `LibreOffice` do not say so beside it.
fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 9] = ["#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];
    let is_numbered = text.strip_prefix("Err:").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    ERRORS.contains(&text) || (is_numbered && text.len() > "Err:".len())
}

/// 2026-03-01T09:30:00 as 2026-03-01 09:30, without the time where it is not shown.
fn day(value: &str, shows_time: bool) -> Cow<'_, str> {
    let Some((date, time)) = value.split_once('T') else { return value.into() };
    let time = time.split('.').next().unwrap_or_default();
    let time = time.strip_suffix(":00").unwrap_or(time);
    if !shows_time || time == "00:00" { date.into() } else { format!("{date} {time}").into() }
}

/// PT09H30M00S as 09:30:00.
fn time(value: &str) -> Option<String> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    let number = |text: &str| text.parse::<u32>().ok();
    Some(format!("{:02}:{:02}:{:02}", number(hours)?, number(minutes)?, number(seconds)?))
}
