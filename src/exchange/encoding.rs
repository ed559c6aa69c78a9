//! Finds out in which encoding a text file was written, and decodes it whole or not at all.

use std::fmt;

use encoding_rs::{BIG5, Encoding as Charset, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An encoding that contact lists are found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first: "Unicode text" as Excel on Windows saves it.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030 with its older parts GBK and GB 2312: what Excel writes in China.
    Gb18030,
    /// Big5: what Excel writes in Taiwan and Hong Kong.
    Big5,
    /// Windows-1252, western European; a guess when nothing else fits.
    Windows1252,
}

impl fmt::Display for Encoding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Windows1252 => "windows-1252",
        })
    }
}

/// Decodes a text file by what its bytes look like.
///
/// A byte order mark decides. Without one, zero bytes mean UTF-16, valid UTF-8 is UTF-8, and of the
/// rest GB18030, Big5 and windows-1252 are told apart by how common their characters would be.
/// `None` means that no encoding gives readable text: no character is ever replaced by "�".
pub fn decode(bytes: &[u8]) -> Option<(String, Encoding)> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return whole(Encoding::Utf8, rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return whole(Encoding::Utf16Le, rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return whole(Encoding::Utf16Be, rest);
    }
    if bytes.contains(&0) {
        return whole(likely_utf16(bytes)?, bytes);
    }
    if let Some(found) = whole(Encoding::Utf8, bytes) {
        return Some(found);
    }
    whole(likely_legacy(bytes), bytes)
}

/// Decodes all bytes, or nothing when one of them does not belong to the encoding.
fn whole(encoding: Encoding, bytes: &[u8]) -> Option<(String, Encoding)> {
    let charset: &'static Charset = match encoding {
        Encoding::Utf8 => {
            let text = std::str::from_utf8(bytes).ok()?;
            return Some((text.to_owned(), encoding));
        }
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
        Encoding::Windows1252 => WINDOWS_1252,
    };
    let text = charset.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some((text.into_owned(), encoding))
}

/// Which half of the byte pairs holds the zeros of commas, digits and line ends.
fn likely_utf16(bytes: &[u8]) -> Option<Encoding> {
    let zeros = |start: usize| bytes.iter().skip(start).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if !bytes.len().is_multiple_of(2) || even == odd {
        return None;
    }
    // Characters of the western and control range have their zero first in UTF-16 BE.
    let (most, least, encoding) =
        if even > odd { (even, odd, Encoding::Utf16Be) } else { (odd, even, Encoding::Utf16Le) };
    // A binary file has zeros in both halves.
    (most > least * 8).then_some(encoding)
}

/// The legacy encoding that the bytes above 127 speak for.
fn likely_legacy(bytes: &[u8]) -> Encoding {
    let count = HighBytes::count(bytes);
    if count.single_beside_letter * 2 >= count.runs && count.undefined_latin == 0 {
        Encoding::Windows1252
    } else if count.common_big5 > count.common_gb {
        Encoding::Big5
    } else {
        Encoding::Gb18030
    }
}

/// How the bytes above 127 stand, read as pairs and as runs.
#[derive(Default)]
struct HighBytes {
    /// Pairs in the part of GB 2312 that everyday text is written in.
    common_gb: usize,
    /// Pairs in the part of Big5 that everyday text is written in.
    common_big5: usize,
    /// Runs of high bytes.
    runs: usize,
    /// Runs of a single high byte that touch a Latin letter, as in "Müller".
    single_beside_letter: usize,
    /// Bytes that windows-1252 leaves undefined.
    undefined_latin: usize,
}

impl HighBytes {
    fn count(bytes: &[u8]) -> Self {
        let mut count = Self::default();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 0x80 {
                at += 1;
            } else {
                count.pair(bytes[at], bytes.get(at + 1).copied().unwrap_or_default());
                at += 2;
            }
        }
        let mut at = 0;
        while at < bytes.len() {
            let length = bytes[at..].iter().take_while(|byte| **byte >= 0x80).count();
            if length > 0 {
                count.run(bytes, at, length);
            }
            at += length.max(1);
        }
        count
    }

    fn pair(&mut self, lead: u8, trail: u8) {
        // Level 1 and the punctuation of GB 2312; names use level 2 now and then.
        if matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7) && trail >= 0xA1 {
            self.common_gb += 1;
        }
        if matches!(lead, 0xA1..=0xC6) && matches!(trail, 0x40..=0x7E | 0xA1..=0xFE) {
            self.common_big5 += 1;
        }
    }

    fn run(&mut self, bytes: &[u8], at: usize, length: usize) {
        self.runs += 1;
        let is_letter =
            |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_alphabetic);
        if length == 1 && (is_letter(at.checked_sub(1)) || is_letter(Some(at + 1))) {
            self.single_beside_letter += 1;
        }
        self.undefined_latin +=
            bytes[at..at + length].iter().filter(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)).count();
    }
}
