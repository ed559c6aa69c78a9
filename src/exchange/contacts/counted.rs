//! What many rows of a sheet have in common is told once, with how many there are and which lines come first.

use super::super::finding::{Code, Place};
use super::List;
use super::columns::Columns;

/// How many lines are named.
const NAMED: usize = 20;

/// What is to be told once for a column, or for the rows of a sheet.
#[derive(Debug, Default)]
pub(super) struct Counted {
    /// The first of the texts that it is about.
    first: String,
    lines: Vec<u32>,
    count: usize,
}

impl List<'_, '_> {
    /// Counts a finding of a line instead of telling it.
    pub(super) fn count(&mut self, code: Code, column: Option<usize>, line: u32, about: &str) {
        let counted = self.counted.entry((code, column)).or_default();
        if counted.count == 0 {
            about.clone_into(&mut counted.first);
        }
        counted.count += 1;
        if counted.lines.last() != Some(&line) && counted.lines.len() <= NAMED {
            counted.lines.push(line);
        }
    }

    /// Tells what was counted on a sheet: how often, and on which lines.
    pub(super) fn tell_counted(&mut self, columns: &Columns<'_>) {
        for ((code, column), Counted { first, lines, count }) in std::mem::take(&mut self.counted) {
            let mut place = Place::file(columns.file).on_sheet(&columns.sheet.name);
            if let Some(column) = column {
                let header = columns.mapping.columns.get(column).map_or("", |column| column.header.as_str());
                place = place.in_column(column, header);
            }
            let place = lines.first().map_or(place.clone(), |line| place.on_line(*line));
            let mut named = lines.iter().take(NAMED).map(u32::to_string).collect::<Vec<_>>().join(", ");
            if lines.len() > NAMED {
                named.push_str(" …");
            }
            let word = if lines.len() == 1 { "line" } else { "lines" };
            self.findings.add(code, || (place, first, vec![count.to_string(), named, word.to_owned()]));
        }
    }
}
