//! What a workbook holds besides the text of its cells, and a reader of the imported list should hear of.

use super::finding::{Code, Finding, Place};
use super::table::column_letters;

/// How many places of one kind are named.
const NAMED: usize = 20;

/// What there is to say about places of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// Rows that the spreadsheet hides, by a filter or by hand.
    HiddenRow,
    /// Columns that the spreadsheet hides.
    HiddenColumn,
    /// Cells whose formula ended in an error, such as #REF!.
    ErrorCell,
    /// Cells whose formula was never calculated, so that the file does not hold what it gives.
    Uncalculated,
    /// Numbers of more than fifteen digits, whose last ones the spreadsheet has forgotten.
    LongNumber,
}

impl RemarkKind {
    /// All kinds, in the order in which they are told.
    pub const ALL: [Self; 5] =
        [Self::HiddenRow, Self::HiddenColumn, Self::ErrorCell, Self::Uncalculated, Self::LongNumber];

    fn code(self) -> Code {
        match self {
            Self::HiddenRow => Code::HiddenRows,
            Self::HiddenColumn => Code::HiddenColumns,
            Self::ErrorCell => Code::ErrorCells,
            Self::Uncalculated => Code::UncalculatedCells,
            Self::LongNumber => Code::LongNumbers,
        }
    }
}

/// All places of one kind on a sheet: how many there are, and the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What there is to say.
    pub kind: RemarkKind,
    /// How many places there are.
    pub count: u32,
    /// Row, counted from 1, and column, counted from 0, of the first places.
    pub places: Vec<(u32, u32)>,
}

/// Collects the remarks on a sheet, one of a kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks(Vec<Remark>);

impl Remarks {
    /// Adds a place: its row, counted from 1, and its column, counted from 0.
    pub fn add(&mut self, kind: RemarkKind, place: (u32, u32)) {
        let remark = match self.0.iter_mut().find(|remark| remark.kind == kind) {
            Some(remark) => remark,
            None => self.0.push_mut(Remark { kind, count: 0, places: Vec::new() }),
        };
        remark.count = remark.count.saturating_add(1);
        if remark.places.len() < NAMED {
            remark.places.push(place);
        }
    }

    /// The remarks, one for each kind.
    pub fn iter(&self) -> impl Iterator<Item = &Remark> {
        self.0.iter()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes the remarks into bytes that [`Remarks::unpack`] reads.
    pub(super) fn pack(&self, out: &mut Vec<u8>) {
        out.push(self.0.len() as u8);
        for remark in &self.0 {
            out.push(RemarkKind::ALL.iter().position(|kind| *kind == remark.kind).unwrap_or_default() as u8);
            out.extend(remark.count.to_le_bytes());
            out.push(remark.places.len() as u8);
            for (row, column) in &remark.places {
                out.extend(row.to_le_bytes());
                out.extend(column.to_le_bytes());
            }
        }
    }

    /// Reads packed remarks off the front of some bytes; nothing when they are not sound.
    pub(super) fn unpack(bytes: &mut &[u8]) -> Option<Self> {
        let mut remarks = Vec::new();
        for _ in 0..take_byte(bytes)? {
            let kind = *RemarkKind::ALL.get(usize::from(take_byte(bytes)?))?;
            let count = take_number(bytes)?;
            let mut places = Vec::new();
            for _ in 0..take_byte(bytes)? {
                places.push((take_number(bytes)?, take_number(bytes)?));
            }
            let is_sound = !places.is_empty() && places.len() <= NAMED;
            remarks.push(is_sound.then_some(Remark { kind, count, places })?);
        }
        Some(Self(remarks))
    }
}

impl Remark {
    /// The finding that says it, at the first of the places.
    pub fn finding(&self, file: &str, sheet: &str) -> Finding {
        let (row, column) = self.places[0];
        let place = Place::file(file).on_sheet(sheet);
        let place = match self.kind {
            RemarkKind::HiddenRow => place.on_line(row),
            RemarkKind::HiddenColumn => place.in_column(column as usize, ""),
            _ => place.on_line(row).in_column(column as usize, ""),
        };
        Finding::new(self.kind.code(), place, &self.count.to_string(), &[&self.named()])
    }

    /// The places as a spreadsheet calls them: rows 3–5, 9; columns C; cells B7, B9.
    fn named(&self) -> String {
        let mut names: Vec<String> = match self.kind {
            RemarkKind::HiddenRow => runs(self.places.iter().map(|(row, _)| *row), |row| row.to_string()),
            RemarkKind::HiddenColumn => {
                runs(self.places.iter().map(|(_, column)| *column), |column| column_letters(column as usize))
            }
            _ => self.places.iter().map(|(row, column)| format!("{}{row}", column_letters(*column as usize))).collect(),
        };
        if self.count as usize > self.places.len() {
            names.push("…".to_owned());
        }
        names.join(", ")
    }
}

/// Numbers that follow each other as one: 3–5.
fn runs(numbers: impl Iterator<Item = u32>, name: impl Fn(u32) -> String) -> Vec<String> {
    let numbers: Vec<u32> = numbers.collect();
    let in_words = |run: &[u32]| match run {
        [first, .., last] => format!("{}–{}", name(*first), name(*last)),
        [only] => name(*only),
        [] => String::new(),
    };
    numbers.chunk_by(|one, next| one + 1 == *next).map(in_words).collect()
}

fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (byte, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*byte)
}

fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_named_and_carried() {
        let mut remarks = Remarks::default();
        for row in [3, 4, 5, 9] {
            remarks.add(RemarkKind::HiddenRow, (row, 0));
        }
        for row in 0..30 {
            remarks.add(RemarkKind::ErrorCell, (row + 2, 2));
        }
        remarks.add(RemarkKind::HiddenColumn, (0, 27));

        let mut bytes = Vec::new();
        remarks.pack(&mut bytes);
        let carried = Remarks::unpack(&mut bytes.as_slice()).expect("sound bytes");

        assert_eq!(carried, remarks);
        let sentences: Vec<String> =
            carried.iter().map(|remark| remark.finding("a.xlsx", "机关").sentence_en()).collect();
        assert!(sentences[0].starts_with("a.xlsx, sheet “机关”, line 3: ") && sentences[0].contains("3–5, 9"));
        assert!(
            sentences[1].contains("column C") && sentences[1].contains("30 cells") && sentences[1].contains("C2, C3")
        );
        assert!(sentences[1].contains('…') && sentences[2].contains("AB"), "{sentences:?}");
        for cut in 0..bytes.len() {
            assert_eq!(Remarks::unpack(&mut &bytes[..cut]), None);
        }
    }
}
