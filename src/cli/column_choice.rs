//! Columns that whoever imports a file takes for something, where the program did not find out by looking.

use clap::Args;
use serde_json::Value;

use super::Failure;
use super::report::worded;
use crate::exchange::{Code, Field, Mapping, Reading, SheetMapping};

/// What columns of a file are taken for.
#[derive(Debug, Args)]
pub(super) struct ColumnArgs {
    /// Takes a column for something, as in A=name; several times for several columns. Among others: name, `given_name`,
    /// `family_name`, unit, title, superior, rank, mobile, phone, email, note, `external_id`; none leaves a column out.
    #[arg(long = "column", value_name = "LETTERS=FIELD", value_parser = choice, conflicts_with = "mapping")]
    columns: Vec<Choice>,
    /// The line of the heads, counted from 1; 0 when the rows begin at once [default: as found, else 1]
    #[arg(long, value_name = "LINE", requires = "columns")]
    head_line: Option<u32>,
    /// The sheet whose columns these are [default: the first]
    #[arg(long, value_name = "NAME", requires = "columns")]
    sheet: Option<String>,
}

/// A column by its letters, and what it is taken for.
#[derive(Debug, Clone)]
struct Choice {
    column: String,
    field: Option<Field>,
}

fn choice(text: &str) -> Result<Choice, String> {
    let (column, field) = text.split_once('=').ok_or("write the letters of the column, = and a field, as in A=name")?;
    let field = match field.trim() {
        "none" => None,
        field => Some(serde_json::from_value(Value::from(field)).map_err(|error| error.to_string())?),
    };
    Ok(Choice { column: column.trim().to_uppercase(), field })
}

impl ColumnArgs {
    /// What was found in a file, with these columns taken as said; nothing when none is said.
    pub fn over(&self, found: &Mapping) -> Result<Option<Mapping>, Failure> {
        if self.columns.is_empty() {
            return Ok(None);
        }
        let mut mapping = found.clone();
        let sheet = match &self.sheet {
            Some(name) => mapping.sheets.iter_mut().find(|sheet| sheet.sheet == *name),
            None => mapping.sheets.first_mut(),
        };
        let sheet = sheet.ok_or_else(|| {
            let names: Vec<String> = found.sheets.iter().map(|sheet| format!("“{}”", sheet.sheet)).collect();
            Failure::new(format!("The file has no such sheet; it has: {}.", names.join(", ")))
        })?;
        sheet.is_used = true;
        match self.head_line {
            Some(0) => (sheet.head_line, sheet.head_lines) = (None, 0),
            Some(line) => (sheet.head_line, sheet.head_lines) = (Some(line), 1),
            None if sheet.head_line.is_none() => (sheet.head_line, sheet.head_lines) = (Some(1), 1),
            None => {}
        }
        for Choice { column, field } in &self.columns {
            take(sheet, column, *field)?;
        }
        Ok(Some(mapping))
    }
}

fn take(sheet: &mut SheetMapping, letters: &str, field: Option<Field>) -> Result<(), Failure> {
    let last = sheet.columns.last().map(|column| column.column.clone()).unwrap_or_default();
    let column = sheet.columns.iter_mut().find(|column| column.column == letters);
    let column = column
        .ok_or_else(|| Failure::new(format!("There is no column {letters}; the last column of the file is {last}.")))?;
    column.field = field;
    Ok(())
}

/// How to say what the columns are, where no names of people were found among them.
pub(super) fn hint(reading: &Reading) -> Option<String> {
    reading.error().filter(|error| error.code == Code::NoNameColumn)?;
    let sheet = reading.mapping.sheets.first()?;
    let shown = |(letters, sample): (&String, &String)| format!("{letters} “{sample}”");
    let columns = sheet.columns.iter().filter_map(|column| Some((&column.column, column.samples.first()?)));
    let columns: Vec<String> = columns.map(shown).collect();
    Some(worded(
        format!("可用 --column A=name 指明各列含义，--head-line 指明表头所在行；各列为：{}。", columns.join("，")),
        format!(
            "--column A=name says what a column is, and --head-line where the heads stand; the columns: {}.",
            columns.join(", ")
        ),
    ))
}
