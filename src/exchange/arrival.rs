//! Watches a file while it arrives, so that one that is too long is known before all of it has come.

use super::delimited::Rows;
use super::finding::{Code, Finding, Place, Refusal};
use super::format::{Format, recognise};
use super::reading::ROW_LIMIT;
use super::row_ends::RowEnds;

/// Most bytes of a delimited text, which is read a piece at a time.
pub const TEXT_MAX: u64 = 128 << 20;

/// Most bytes of any other file, which is read whole.
pub const FILE_MAX: u64 = 32 << 20;

/// How much of a file tells its kind.
pub const HEAD: usize = 64 << 10;

/// A file on its way in.
#[derive(Debug, Default)]
pub struct Arrival {
    length: u64,
    head: Vec<u8>,
    is_text: bool,
    /// The rows of a delimited text so far, in an encoding in which line ends are single bytes.
    rows: Option<Count>,
}

#[derive(Debug)]
struct Count {
    ends: RowEnds,
    rows: usize,
    /// The first byte of the row at hand.
    first: Option<u8>,
}

impl Arrival {
    /// Looks at the next bytes.
    ///
    /// # Errors
    /// The file is too long for its kind, or has more rows than are imported.
    pub fn take(&mut self, piece: &[u8], file: &str) -> Result<(), Refusal> {
        let refuse = |code| Err(Finding::new(code, Place::file(file), "", &[]).into());
        let before = self.length;
        self.length += piece.len() as u64;
        if before < HEAD as u64 {
            self.head.extend_from_slice(piece);
            if self.head.len() >= HEAD {
                let head = std::mem::take(&mut self.head);
                self.look(&head);
                self.count(&head);
            }
        } else {
            self.count(piece);
        }
        if self.rows.as_ref().is_some_and(|count| count.rows > ROW_LIMIT) {
            return refuse(Code::TooManyRows);
        }
        let most = if self.is_text { TEXT_MAX } else { FILE_MAX };
        if self.length > most { refuse(Code::FileTooLarge) } else { Ok(()) }
    }

    fn look(&mut self, head: &[u8]) {
        self.is_text = recognise(head) == Ok(Format::Delimited);
        // In UTF-16 the bytes of line ends belong to other characters too.
        if self.is_text && !head.contains(&0) {
            let (_, _, delimiter) = Rows::below(&String::from_utf8_lossy(head));
            self.rows = Some(Count { ends: RowEnds::new(delimiter as u8), rows: 0, first: None });
        }
    }

    fn count(&mut self, mut piece: &[u8]) {
        let Some(count) = &mut self.rows else { return };
        while let Some(length) = count.ends.next(piece) {
            let first = count.first.take().or_else(|| piece.first().copied());
            count.rows += usize::from(!matches!(first, None | Some(b'\n' | b'\r')));
            piece = &piece[length..];
        }
        count.first = count.first.or_else(|| piece.first().copied());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrive(file: &[u8], size: usize) -> Result<(), Refusal> {
        let mut arrival = Arrival::default();
        file.chunks(size).try_for_each(|piece| arrival.take(piece, "list.csv"))
    }

    #[test]
    fn s4_too_many_rows_are_noticed_before_the_end_and_blank_lines_are_no_rows() {
        let list = |rows: usize| format!("姓名,部门\r\n{}", "甲,\"一\n处\"\r\n\r\n".repeat(rows));

        for size in [1 << 20, 1000, 333] {
            assert!(arrive(list(119_999).as_bytes(), size).is_ok());
            let refusal = arrive(list(120_001).as_bytes(), size).expect_err("a refusal");
            assert_eq!(refusal.finding.code, Code::TooManyRows);
        }
    }

    #[test]
    fn what_is_read_whole_may_be_shorter_than_what_is_read_by_pieces() {
        let most = usize::try_from(FILE_MAX).unwrap();
        let mut json = vec![b' '; most + 1];
        json[0] = b'{';
        let wide = format!("name,note\n{}", format!("Ada,{}\n", "x".repeat(2 << 20)).repeat(17));

        assert!(arrive(&json[..most], 1 << 20).is_ok());
        assert_eq!(arrive(&json, 1 << 20).expect_err("a refusal").finding.code, Code::FileTooLarge);
        assert!(arrive(wide.as_bytes(), 1 << 20).is_ok());
    }
}
