//! Finds out in which encoding a text file was written, and decodes it whole or not at all.

use std::fmt;
use std::io::{self, Read};

use encoding_rs::{BIG5, Encoding as Charset, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
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

impl Encoding {
    /// The same in the words of the standard that browsers follow.
    pub(super) fn charset(self) -> &'static Charset {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Big5 => BIG5,
            Self::Windows1252 => WINDOWS_1252,
        }
    }
}

/// Opens a file at its beginning, as often as it is to be read.
pub type Open<'a> = &'a (dyn Fn() -> Box<dyn Read + 'a> + 'a);

/// How many bytes of a file are looked at together.
pub(super) const PIECE: usize = 64 << 10;

/// Decodes a text file by what its bytes look like.
///
/// A byte order mark decides. Without one, zero bytes mean UTF-16, valid UTF-8 is UTF-8, and of the
/// rest GB18030, Big5 and windows-1252 are told apart by how common their characters would be.
/// `None` means that no encoding gives readable text: no character is ever replaced by "�".
pub fn decode(bytes: &[u8]) -> Option<(String, Encoding)> {
    let encoding = encoding_of(&|| Box::new(bytes)).ok()??;
    let (charset, marks) = (encoding.charset(), [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"]);
    let bytes = marks.iter().find_map(|mark| bytes.strip_prefix(*mark)).unwrap_or(bytes);
    let text = charset.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some((text.into_owned(), encoding))
}

/// The encoding of a text as its bytes look, by the rules of [`decode`]; the text is read once or twice.
///
/// # Errors
/// The file could not be read.
pub fn encoding_of(open: Open<'_>) -> io::Result<Option<Encoding>> {
    let mut look = Look::default();
    each_piece(open(), |piece| look.take(piece))?;
    match look.encoding() {
        Looked::Is(encoding) => Ok(Some(encoding)),
        Looked::Nothing => Ok(None),
        Looked::Legacy => {
            let mut count = HighBytes::default();
            let mut rest = Vec::new();
            each_piece(open(), |piece| {
                rest.extend_from_slice(piece);
                // Behind a line end begins a new character in each of these encodings.
                let lines = rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
                let whole = if rest.len() - lines > PIECE { rest.len() } else { lines };
                count.take(&rest[..whole]);
                rest.drain(..whole);
            })?;
            count.take(&rest);
            Ok(Some(count.likely()))
        }
    }
}

fn each_piece(mut from: Box<dyn Read + '_>, mut see: impl FnMut(&[u8])) -> io::Result<()> {
    let mut piece = vec![0; PIECE];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => see(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// What the bytes of a text look like so far.
#[derive(Default)]
struct Look {
    /// The first bytes, where a byte order mark would stand.
    head: Vec<u8>,
    length: usize,
    /// How many zeros stand at even and at odd places.
    zeros: [usize; 2],
    /// A character of UTF-8 of which the end is still to come.
    open: Vec<u8>,
    is_not_utf8: bool,
}

enum Looked {
    Is(Encoding),
    /// One of those without any mark.
    Legacy,
    Nothing,
}

impl Look {
    fn take(&mut self, piece: &[u8]) {
        let wanted = 3_usize.saturating_sub(self.head.len()).min(piece.len());
        self.head.extend_from_slice(&piece[..wanted]);
        for zero in memchr::memchr_iter(0, piece) {
            self.zeros[(self.length + zero) % 2] += 1;
        }
        self.length += piece.len();
        if self.is_not_utf8 {
            return;
        }
        self.open.extend_from_slice(piece);
        match std::str::from_utf8(&self.open) {
            Ok(_) => self.open.clear(),
            Err(error) if error.error_len().is_none() => drop(self.open.drain(..error.valid_up_to())),
            Err(_) => (self.is_not_utf8, self.open) = (true, Vec::new()),
        }
    }

    fn encoding(&self) -> Looked {
        let is_utf8 = !self.is_not_utf8 && self.open.is_empty();
        match self.head.as_slice() {
            [0xEF, 0xBB, 0xBF] if is_utf8 => Looked::Is(Encoding::Utf8),
            [0xEF, 0xBB, 0xBF] => Looked::Nothing,
            [0xFF, 0xFE, ..] => Looked::Is(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => Looked::Is(Encoding::Utf16Be),
            _ if self.zeros != [0, 0] => self.likely_utf16().map_or(Looked::Nothing, Looked::Is),
            _ if is_utf8 => Looked::Is(Encoding::Utf8),
            _ => Looked::Legacy,
        }
    }

    /// Which half of the byte pairs holds the zeros of commas, digits and line ends.
    fn likely_utf16(&self) -> Option<Encoding> {
        let [even, odd] = self.zeros;
        if !self.length.is_multiple_of(2) || even == odd {
            return None;
        }
        // Characters of the western and control range have their zero first in UTF-16 BE.
        let (most, least, encoding) =
            if even > odd { (even, odd, Encoding::Utf16Be) } else { (odd, even, Encoding::Utf16Le) };
        // A binary file has zeros in both halves.
        (most > least * 8).then_some(encoding)
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
    /// The legacy encoding that the bytes above 127 speak for.
    fn likely(&self) -> Encoding {
        if self.single_beside_letter * 2 >= self.runs && self.undefined_latin == 0 {
            Encoding::Windows1252
        } else if self.common_big5 > self.common_gb {
            Encoding::Big5
        } else {
            Encoding::Gb18030
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 0x80 {
                at += 1;
            } else {
                self.pair(bytes[at], bytes.get(at + 1).copied().unwrap_or_default());
                at += 2;
            }
        }
        let mut at = 0;
        while at < bytes.len() {
            let length = bytes[at..].iter().take_while(|byte| **byte >= 0x80).count();
            if length > 0 {
                self.run(bytes, at, length);
            }
            at += length.max(1);
        }
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
