//! What commands print: answers on standard output, complaints on standard error.

use std::io::{self, IsTerminal as _, Write as _};

/// Prints a line of the answer. A reader that went away (`| head`) is no fault.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Prints a complaint.
pub(super) fn complain(sentence: &str) {
    let _ = writeln!(io::stderr(), "waterline: {sentence}");
}

/// Says something beside the answer, if somebody watches.
pub(super) fn remark(line: &str) {
    if io::stderr().is_terminal() {
        let _ = writeln!(io::stderr(), "{line}");
    }
}
