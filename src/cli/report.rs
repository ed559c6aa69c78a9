//! What commands print: answers on standard output, complaints on standard error.

use std::io::{self, Write as _};

use super::source_file::language;
use crate::exchange::{Counts, Report, Severity};
use crate::model::language::Language;

/// Prints a line of the answer. A reader that went away (`| head`) is no fault.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// A sentence in the language of whoever runs the command.
pub(super) fn worded(zh: String, en: String) -> String {
    match language() {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// Prints a complaint; what would steer a terminal is written out.
pub(super) fn complain(sentence: &str) {
    let mut plain = String::with_capacity(sentence.len());
    for letter in sentence.chars() {
        match letter {
            '\n' | '\t' => plain.push(letter),
            steering if steering.is_control() => plain.extend(steering.escape_default()),
            letter => plain.push(letter),
        }
    }
    let _ = writeln!(io::stderr(), "waterline: {plain}");
}

/// How many findings are printed; the whole list is in `--json`.
const PRINTED: usize = 40;

/// Prints what was found in a file, on standard error.
pub(super) fn findings(report: &Report) {
    let language = language();
    // What goes wrong comes first; notes say what of the file is not used, which nobody would miss otherwise.
    let of = |wanted: fn(Severity) -> bool| report.findings.iter().filter(move |finding| wanted(finding.severity));
    let mut told = of(|severity| severity != Severity::Note).chain(of(|severity| severity == Severity::Note));
    for finding in told.by_ref().take(PRINTED) {
        complain(&match language {
            Language::Zh => finding.sentence_zh(),
            Language::En => finding.sentence_en(),
        });
    }
    let more = told.count();
    if more > 0 {
        complain(&match language {
            Language::Zh => format!("另有 {more} 条提示，可用 waterline import --dry-run --json 查看。"),
            Language::En => format!("{more} more findings; see them with waterline import --dry-run --json."),
        });
    }
}

/// Prints how many rows met which end.
pub(super) fn counts(counts: &Counts) {
    let Counts { new, moved, changed, unchanged, structure, left_out, gone } = counts;
    say(&match language() {
        Language::Zh => {
            format!(
                "新增 {new}，调动 {moved}，更新 {changed}，未变 {unchanged}，标题行 {structure}，未导入 {left_out}，文件中没有的人 {gone}"
            )
        }
        Language::En => format!(
            "new {new}, moved {moved}, changed {changed}, unchanged {unchanged}, headings {structure}, left out {left_out}, not in the file {gone}"
        ),
    });
}
