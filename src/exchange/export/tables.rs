//! Tables on their way out: heads and cells, and how they are written as comma separated text.

use crate::model::time::Day;

use super::super::defuse::defused;
use super::Formulas;

/// A table: what stands above its columns, and its rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rows {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// What a cell says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Cell {
    #[default]
    Blank,
    Text(String),
    Number(f64),
    Day(Day),
}

impl Cell {
    /// A text, or nothing where there is none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// A text that may be missing.
    pub fn text_if(text: Option<&str>) -> Self {
        text.map_or(Self::Blank, Self::text)
    }

    /// A day that may be missing.
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Blank, Self::Day)
    }

    /// A number that may be missing.
    pub fn number(number: Option<u32>) -> Self {
        number.map_or(Self::Blank, |number| Self::Number(f64::from(number)))
    }
}

impl Rows {
    /// Takes out the columns in which no row says anything, except the first ones.
    pub fn without_blank_columns(mut self, kept: usize) -> Self {
        let is_used: Vec<bool> = (0..self.heads.len())
            .map(|column| column < kept || self.rows.iter().any(|row| row[column] != Cell::Blank))
            .collect();
        let keep = |place: &mut usize| {
            *place += 1;
            is_used[*place - 1]
        };
        let mut place = 0;
        self.heads.retain(|_| keep(&mut place));
        for row in &mut self.rows {
            let mut place = 0;
            row.retain(|_| keep(&mut place));
        }
        self
    }
}

/// The table as comma separated text (RFC 4180) in UTF-8 with its mark, without which spreadsheets guess; no cell is a formula.
pub(super) fn csv(table: &Rows, formulas: Formulas) -> Vec<u8> {
    let mut out = String::from("\u{FEFF}");
    let heads = table.heads.iter().map(|head| Cell::text(head.as_str())).collect();
    for row in std::iter::once(&heads).chain(&table.rows) {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            match cell {
                Cell::Blank => {}
                Cell::Text(text) if formulas == Formulas::Live => push_quoted(&mut out, text),
                Cell::Text(text) => push_quoted(&mut out, &defused(text)),
                Cell::Number(number) => out.push_str(&number.to_string()),
                Cell::Day(day) => out.push_str(&day.to_string()),
            }
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn push_quoted(out: &mut String, text: &str) {
    if text.contains([',', '"', '\n', '\r', ';', '\t']) || text.starts_with(char::is_whitespace) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}
