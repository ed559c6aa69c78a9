//! Packs what came of reading a workbook into bytes, for the way out of the process that read it.

use super::table::{Sheet, Workbook};
use super::xlsx::WorkbookFault;

/// Packs sheets, or why there are none.
pub fn pack(outcome: &Result<Workbook, WorkbookFault>) -> Vec<u8> {
    let mut out = Vec::new();
    match outcome {
        Ok(workbook) => {
            out.push(b'S');
            out.extend((workbook.sheets.len() as u32).to_le_bytes());
            for sheet in &workbook.sheets {
                sheet.pack(&mut out);
            }
        }
        Err(WorkbookFault::Damaged(reason)) => {
            out.push(b'D');
            out.extend(reason.as_bytes());
        }
        Err(WorkbookFault::Encrypted) => out.push(b'E'),
        Err(WorkbookFault::TooLarge) => out.push(b'L'),
        Err(WorkbookFault::TooSlow) => out.push(b'T'),
        Err(WorkbookFault::NotStarted(reason)) => {
            out.push(b'N');
            out.extend(reason.as_bytes());
        }
    }
    out
}

/// Reads packed sheets back. Bytes that `pack` did not write count as a damaged workbook, since the
/// process that wrote them may have been led astray by one.
pub fn unpack(bytes: &[u8]) -> Result<Workbook, WorkbookFault> {
    let damaged = |reason: &str| WorkbookFault::Damaged(reason.to_owned());
    let Some((kind, mut rest)) = bytes.split_first() else {
        return Err(damaged("the reader gave up without a word"));
    };
    match kind {
        b'S' => unpack_sheets(&mut rest).ok_or_else(|| damaged("the reader's answer was cut off")),
        b'D' => Err(damaged(&String::from_utf8_lossy(rest))),
        b'E' => Err(WorkbookFault::Encrypted),
        b'L' => Err(WorkbookFault::TooLarge),
        b'T' => Err(WorkbookFault::TooSlow),
        b'N' => Err(WorkbookFault::NotStarted(String::from_utf8_lossy(rest).into_owned())),
        _ => Err(damaged("the reader's answer made no sense")),
    }
}

fn unpack_sheets(bytes: &mut &[u8]) -> Option<Workbook> {
    let (count, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    let mut workbook = Workbook::default();
    for _ in 0..u32::from_le_bytes(*count) {
        workbook.sheets.push(Sheet::unpack(bytes)?);
    }
    bytes.is_empty().then_some(workbook)
}
