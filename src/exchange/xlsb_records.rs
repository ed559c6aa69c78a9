//! Looks through an .xlsb file for what the reader of its cells does not tell: number formats, merged cells, hidden rows.
//!
//! The records are those of [MS-XLSB]. A look that fails says nothing.

use std::io::{BufReader, Cursor, Read};

use calamine::Dimensions;
use zip::ZipArchive;

use super::look::{Look, SheetLook};
use super::remark::RemarkKind;
use super::xlsx_parts::{COLUMN_LIMIT, targets};

/// The longest record that is looked at; longer ones are texts.
const RECORD_LIMIT: usize = 1 << 16;

/// Looks through a file; one that is not sound gives what was found before the fault.
pub(super) fn look_of(bytes: &[u8]) -> Look {
    let mut look = Look::default();
    let _ = look_through(bytes, &mut look);
    look
}

fn look_through(bytes: &[u8], look: &mut Look) -> Option<()> {
    const WORKBOOK: &str = "xl/workbook.bin";
    const BOUND_SHEET: u16 = 0x009C;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let targets = targets(&mut archive, "xl/_rels/workbook.bin.rels")?;
    let mut parts = Vec::new();
    each_record(&mut archive, WORKBOOK, |kind, data| {
        if kind == BOUND_SHEET {
            // A sheet without a part is none for the reader of cells either.
            parts.extend(text_at(data, 8).and_then(|id| targets.get(&id).cloned()));
        }
    })?;
    let _ = styles(&mut archive, look);
    for part in parts {
        let mut sheet = SheetLook::default();
        let path = part.strip_prefix('/').map_or_else(|| format!("xl/{part}"), str::to_owned);
        let mut row = Row::default();
        let _ = each_record(&mut archive, &path, |kind, data| {
            let _ = row.take(kind, data, &mut sheet);
        });
        look.sheets.push(sheet);
    }
    Some(())
}

/// Learns the codes of formats, and the format of each style of cells.
fn styles(archive: &mut ZipArchive<Cursor<&[u8]>>, look: &mut Look) -> Option<()> {
    const FORMAT: u16 = 0x002C;
    const BEGIN_STYLES: u16 = 0x0269;
    const END_STYLES: u16 = 0x026A;
    const STYLE: u16 = 0x002F;
    let mut is_within = false;
    each_record(archive, "xl/styles.bin", |kind, data| match kind {
        FORMAT => {
            if let (Some(id), Some(code)) = (short_at(data, 0), text_at(data, 2)) {
                look.learn_format(id, &code);
            }
        }
        BEGIN_STYLES => is_within = true,
        END_STYLES => is_within = false,
        STYLE if is_within => look.learn_style(short_at(data, 2).unwrap_or_default()),
        _ => {}
    })
}

/// The row that the look is in.
#[derive(Debug, Default)]
struct Row {
    number: u32,
    is_hidden: bool,
}

impl Row {
    fn take(&mut self, kind: u16, data: &[u8], sheet: &mut SheetLook) -> Option<()> {
        const ROW: u16 = 0x0000;
        const BLANK: u16 = 0x0001;
        const FORMULA_ERROR: u16 = 0x000B;
        const COLUMNS: u16 = 0x003C;
        const MERGED: u16 = 0x00B0;
        const ROW_IS_HIDDEN: u8 = 0x10;
        match kind {
            ROW => {
                self.number = number_at(data, 0)?;
                self.is_hidden = data.get(11)? & ROW_IS_HIDDEN != 0;
            }
            BLANK..=FORMULA_ERROR => {
                let column = number_at(data, 0)?;
                if kind != BLANK && std::mem::take(&mut self.is_hidden) {
                    sheet.remarks.add(RemarkKind::HiddenRow, (self.number + 1, 0));
                }
                if kind == FORMULA_ERROR {
                    sheet.remarks.add(RemarkKind::ErrorCell, (self.number + 1, column));
                }
                sheet.learn_cell((self.number, column), number_at(data, 4)? & 0x00FF_FFFF);
            }
            COLUMNS if short_at(data, 16)? & 1 != 0 => {
                for column in number_at(data, 0)?..=number_at(data, 4)?.min(COLUMN_LIMIT) {
                    sheet.remarks.add(RemarkKind::HiddenColumn, (0, column));
                }
            }
            MERGED => sheet.merged.push(Dimensions {
                start: (number_at(data, 0)?, number_at(data, 8)?),
                end: (number_at(data, 4)?, number_at(data, 12)?),
            }),
            _ => {}
        }
        Some(())
    }
}

/// Takes each record of a part: its kind and its data, which is empty where it is too long to matter.
fn each_record(archive: &mut ZipArchive<Cursor<&[u8]>>, part: &str, mut take: impl FnMut(u16, &[u8])) -> Option<()> {
    let mut reader = BufReader::new(archive.by_name(part).ok()?);
    let mut data = Vec::new();
    while let Some(kind) = packed_number(&mut reader, 2) {
        let length = packed_number(&mut reader, 4)? as usize;
        data.clear();
        if length > RECORD_LIMIT {
            std::io::copy(&mut reader.by_ref().take(length as u64), &mut std::io::sink()).ok()?;
        } else {
            data.resize(length, 0);
            reader.read_exact(&mut data).ok()?;
        }
        take(kind as u16, &data);
    }
    Some(())
}

/// A number in bytes of seven bits each, the low ones first.
fn packed_number(reader: &mut impl Read, most: u32) -> Option<u32> {
    let mut number = 0;
    for place in 0..most {
        let mut byte = [0];
        reader.read_exact(&mut byte).ok()?;
        number |= u32::from(byte[0] & 0x7F) << (7 * place);
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

fn short_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2).map(|bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn number_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

/// A text in UTF-16 behind its length.
fn text_at(data: &[u8], at: usize) -> Option<String> {
    let length = number_at(data, at)? as usize;
    let units = data.get(at + 4..at + 4 + length.checked_mul(2)?)?;
    let units = units.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}
