//! Looks through an .xls file for what the reader of its cells does not tell: number formats, hidden rows and columns.
//!
//! The records are those of [MS-XLS], in its eighth version (Excel 97 and later, WPS). A look that fails says nothing.

use std::io::{Cursor, Read as _};

use super::look::{Look, SheetLook};
use super::remark::RemarkKind;

/// Looks through a file; one that is not sound gives nothing.
pub(super) fn look_of(bytes: &[u8]) -> Look {
    stream_of(bytes).map(|stream| look_through(&stream)).unwrap_or_default()
}

fn stream_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = Vec::new();
    file.open_stream("Workbook").ok()?.read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// Goes over the records once: those of the workbook first, then those of one sheet after the other.
fn look_through(stream: &[u8]) -> Look {
    const BOUND_SHEET: u16 = 0x0085;
    const FORMAT: u16 = 0x041E;
    const STYLE: u16 = 0x00E0;
    const BEGIN: u16 = 0x0809;
    let mut look = Look::default();
    let mut starts = Vec::new();
    let mut current = None;
    for (at, kind, data) in records(stream) {
        match kind {
            BOUND_SHEET => {
                starts.extend(number_at(data, 0).zip(number_at(data, 2)).map(|(low, high)| {
                    look.sheets.push(SheetLook::default());
                    usize::from(low) | usize::from(high) << 16
                }));
            }
            FORMAT => {
                if let Some((id, code)) = format_of(data) {
                    look.learn_format(id, &code);
                }
            }
            STYLE => look.learn_style(number_at(data, 2).unwrap_or_default()),
            BEGIN => current = starts.iter().position(|start| *start == at).or(current),
            _ => {
                if let Some(sheet) = current.and_then(|sheet| look.sheets.get_mut(sheet)) {
                    let _ = take(sheet, kind, data);
                }
            }
        }
    }
    look
}

/// Takes what a record says of its sheet.
fn take(sheet: &mut SheetLook, kind: u16, data: &[u8]) -> Option<()> {
    const NUMBER: u16 = 0x0203;
    const SMALL_NUMBER: u16 = 0x027E;
    const SMALL_NUMBERS: u16 = 0x00BD;
    const FORMULA: u16 = 0x0006;
    const TEXT: u16 = 0x00FD;
    const ROW: u16 = 0x0208;
    const COLUMN: u16 = 0x007D;
    const ROW_IS_HIDDEN: u16 = 0x0020;
    let place = |column: u16| Some((u32::from(number_at(data, 0)?), u32::from(column)));
    match kind {
        NUMBER | SMALL_NUMBER | FORMULA | TEXT => {
            sheet.learn_cell(place(number_at(data, 2)?)?, number_at(data, 4)?.into());
        }
        SMALL_NUMBERS => {
            let first = number_at(data, 2)?;
            // Six bytes a cell; the last two of the record name the last column.
            for (index, cell) in (0..).zip(data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6)) {
                sheet.learn_cell(place(first.checked_add(index)?)?, number_at(cell, 0)?.into());
            }
        }
        ROW if number_at(data, 12)? & ROW_IS_HIDDEN != 0 && number_at(data, 2)? < number_at(data, 4)? => {
            sheet.remarks.add(RemarkKind::HiddenRow, (u32::from(number_at(data, 0)?) + 1, 0));
        }
        COLUMN if number_at(data, 8)? & 1 != 0 => {
            for column in number_at(data, 0)?..=number_at(data, 2)?.min(255) {
                sheet.remarks.add(RemarkKind::HiddenColumn, (0, u32::from(column)));
            }
        }
        _ => {}
    }
    Some(())
}

/// Each record: where it begins, its kind and its data.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let begin = at;
        let (kind, length) = (number_at(stream, at)?, usize::from(number_at(stream, at + 2)?));
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((begin, kind, data))
    })
}

/// A format's number and its code, which stands in bytes or in UTF-16.
fn format_of(data: &[u8]) -> Option<(u16, String)> {
    let (id, length, is_wide) = (number_at(data, 0)?, usize::from(number_at(data, 2)?), data.get(4)? & 1 != 0);
    let text = data.get(5..)?;
    let code = if is_wide {
        let units = text.chunks_exact(2).take(length).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        text.iter().take(length).map(|byte| char::from(*byte)).collect()
    };
    Some((id, code))
}

fn number_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    fn numbers(numbers: &[u16]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    #[test]
    fn formats_and_hidden_rows_are_found_in_the_records() {
        let code: Vec<u8> = [numbers(&[164, 5]), vec![0], b"00000".to_vec()].concat();
        let mut stream = record(0x0809, &[0; 16]);
        let bound = stream.len() + 4 + 8 + 4 + code.len() + 2 * (4 + 20);
        stream.extend(record(0x0085, &[&(bound as u32).to_le_bytes()[..], &[0; 4]].concat()));
        stream.extend(record(0x041E, &code));
        stream.extend(record(0x00E0, &numbers(&[0; 10])));
        stream.extend(record(0x00E0, &numbers(&[0, 164, 0, 0, 0, 0, 0, 0, 0, 0])));
        stream.extend(record(0x0809, &[0; 16]));
        stream.extend(record(0x0208, &numbers(&[2, 0, 3, 0, 0, 0, 0x20, 0])));
        stream.extend(record(0x007D, &numbers(&[4, 5, 0, 0, 1])));
        stream.extend(record(0x0203, &numbers(&[2, 1, 1, 0, 0, 0, 0])));
        stream.extend(record(0x00BD, &numbers(&[3, 1, 1, 0, 0, 1, 0, 0, 2])));

        let look = look_through(&stream);

        assert_eq!(look.format(0, (2, 1)).map(|format| format.show(123.0)), Some("00123".to_owned()));
        assert!(look.format(0, (3, 2)).is_some() && look.format(0, (9, 9)).is_none());
        let kinds: Vec<_> = look.sheets[0].remarks.iter().map(|remark| (remark.kind, remark.places.clone())).collect();
        assert_eq!(kinds[0], (RemarkKind::HiddenRow, vec![(3, 0)]));
        assert_eq!(kinds[1], (RemarkKind::HiddenColumn, vec![(0, 4), (0, 5)]));
        for cut in 0..stream.len() {
            look_through(&stream[..cut]);
        }
    }
}
