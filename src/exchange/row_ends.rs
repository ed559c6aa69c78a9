//! Finds where the rows of a delimited text end while it comes piece by piece, and keeps nothing of it.

use memchr::{memchr, memchr3};

/// Finds the ends of rows as [`super::delimited`] reads them: a line end inside quotation marks ends none.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowEnds {
    delimiter: u8,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// A cell begins.
    Cell,
    /// Inside a cell without quotation marks, or behind one with them.
    Plain,
    /// Inside quotation marks.
    Quoted,
    /// Behind a quotation mark, which ends the cell or is the first of a doubled one.
    Closed,
    /// Behind a carriage return, which a line feed may belong to.
    Return,
}

impl RowEnds {
    /// Begins at the beginning of a row.
    pub fn new(delimiter: u8) -> Self {
        Self { delimiter, state: State::Cell }
    }

    /// How many of the next bytes belong to the row, its line end included; none when it goes on behind them.
    pub fn next(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            match self.state {
                State::Return => {
                    self.state = State::Cell;
                    return Some(at + usize::from(byte == b'\n'));
                }
                State::Cell | State::Closed if byte == b'"' => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::Quoted => {
                    at += memchr(b'"', &bytes[at..])? + 1;
                    self.state = State::Closed;
                }
                State::Cell | State::Plain | State::Closed => {
                    self.state = State::Plain;
                    at += memchr3(self.delimiter, b'\n', b'\r', &bytes[at..])? + 1;
                    match bytes[at - 1] {
                        b'\n' => {
                            self.state = State::Cell;
                            return Some(at);
                        }
                        b'\r' => self.state = State::Return,
                        _ => self.state = State::Cell,
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_where_they_end_however_the_text_is_cut() {
        let text = b"a,\"x\ny\",5\" disk\r\n\n\"he said \"\"no\n\"\"\" ,b\rlast,\"\"\r\nend";
        let wanted: [&[u8]; 6] =
            [b"a,\"x\ny\",5\" disk\r\n", b"\n", b"\"he said \"\"no\n\"\"\" ,b\r", b"last,\"\"\r\n", b"end", b""];

        for size in 1..=text.len() {
            let mut ends = RowEnds::new(b',');
            let mut rows: Vec<Vec<u8>> = vec![Vec::new()];
            for mut piece in text.chunks(size) {
                while let Some(length) = ends.next(piece) {
                    rows.last_mut().unwrap().extend(&piece[..length]);
                    rows.push(Vec::new());
                    piece = &piece[length..];
                }
                rows.last_mut().unwrap().extend(piece);
            }
            rows.push(Vec::new());
            assert_eq!(rows, wanted, "pieces of {size}");
        }
    }
}
