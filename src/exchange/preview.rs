//! The first rows of a file and how they were understood: what somebody looks at before anything is imported.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::encoding::Encoding;
use super::finding::Finding;
use super::format::Format;
use super::mapping::Mapping;
use super::reading::{Content, Reading};
use super::table::Sheet;

/// The first rows of a file and how they were understood: what a wizard shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Preview {
    /// The name of the file.
    pub file: String,
    /// The kind of file.
    pub format: Format,
    /// What it holds.
    pub content: Content,
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The delimiter of a text file.
    pub delimiter: Option<char>,
    /// What the columns are taken for.
    pub mapping: Mapping,
    /// What was found so far.
    pub findings: Vec<Finding>,
    /// The first rows of each sheet.
    pub sheets: Vec<PreviewSheet>,
}

/// The first rows of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PreviewSheet {
    /// The name of the sheet; empty for a text file.
    pub name: String,
    /// How many rows it has, blank ones not counted.
    pub row_count: usize,
    /// The first rows that are not blank.
    pub rows: Vec<PreviewRow>,
}

/// One row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PreviewRow {
    /// The line of a text file or the row of a spreadsheet, counted from 1.
    pub line: u32,
    /// Its cells from left to right.
    pub cells: Vec<String>,
}

impl Reading {
    /// The first rows and how they are understood.
    pub fn preview(&self, rows: usize) -> Preview {
        let show = |sheet: &Sheet| {
            let filled = (0..sheet.height()).filter(|row| !sheet.is_blank(*row));
            PreviewSheet {
                name: sheet.name.clone(),
                row_count: filled.clone().count(),
                rows: filled
                    .take(rows)
                    .map(|row| PreviewRow {
                        line: sheet.line(row),
                        cells: sheet.row(row).map(|cell| cell.chars().take(200).collect()).collect(),
                    })
                    .collect(),
            }
        };
        Preview {
            file: self.file.clone(),
            format: self.format,
            content: self.content,
            encoding: self.encoding,
            delimiter: self.delimiter,
            mapping: self.mapping.clone(),
            findings: self.findings.clone(),
            sheets: self.workbook.sheets.iter().map(show).collect(),
        }
    }
}
