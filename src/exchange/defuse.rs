//! Cells that a spreadsheet would take for formulas: an export defuses them with an apostrophe, an import takes it off again.

use std::borrow::Cow;

/// A text as an export writes it into a cell of a text file; [`original`] gives it back.
pub fn defused(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What a defused cell said before; nothing when the cell was not defused. An apostrophe that begins a name (’t Hart) stays.
pub fn original(cell: &str) -> Option<&str> {
    cell.strip_prefix('\'').filter(|text| is_dangerous(text))
}

/// Whether a spreadsheet might run the text, on its first line or a later one, or whether it looks defused itself.
fn is_dangerous(text: &str) -> bool {
    let begins = |line: &str| {
        let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}');
        line.trim_start_matches(is_space).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    };
    text.starts_with(['\t', '\r']) || text.split(['\n', '\r']).any(begins) || original(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x4_whatever_a_spreadsheet_might_run_is_defused_and_comes_back() {
        let formulas = [
            "=cmd|' /C calc'!A0",
            "+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "＝1",
            "＋1",
            "－1",
            "＠A1",
            " =1",
            "\u{A0}=1",
            "first\n=cmd",
            "first\r\n\u{3000}@x",
            "'=1",
            "''=1",
        ];
        for text in formulas {
            let cell = defused(text);
            assert!(cell.starts_with('\''), "{text:?}");
            assert_eq!(original(&cell), Some(text));
        }
        for text in ["", "周临海", "a=b", "’t Hart", "'t Hart", "0518-8001", "A-1"] {
            assert_eq!((defused(text), original(text)), (Cow::Borrowed(text), None));
        }
    }
}
