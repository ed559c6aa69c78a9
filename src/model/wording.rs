//! The wording screen: free texts that must not be kept are stopped by a list of phrases and by card numbers.

use std::sync::LazyLock;

use serde::Deserialize;

/// The rule that a text hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The rule's id.
    pub rule: &'static str,
    /// The reason, in Chinese.
    pub reason_zh: &'static str,
    /// The reason, in English.
    pub reason_en: &'static str,
}

#[derive(Deserialize)]
struct RuleFile {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    id: String,
    zh: String,
    en: String,
    phrases: Vec<String>,
    unless: Vec<String>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let file: RuleFile = toml::from_str(include_str!("../../presets/wording.toml"))
        .expect("the embedded wording rules are tested to be well-formed");
    file.rule
});

/// Screens a free text; the first rule that it hits, if any.
///
/// Letters are compared without case and full-width forms as their narrow ones; characters of no width count for nothing, so that
/// they cannot hide a phrase.
pub fn screen(text: &str) -> Option<Hit> {
    let plain = plain(text);
    if holds_identity_number(&plain) {
        return Some(Hit {
            rule: "identity_number",
            reason_zh: "含有身份证号码。",
            reason_en: "it holds an identity card number.",
        });
    }
    if holds_bank_card(&plain) {
        return Some(Hit {
            rule: "bank_card", reason_zh: "含有银行卡号。", reason_en: "it holds a bank card number."
        });
    }
    RULES.iter().find(|rule| rule.is_hit_by(&plain)).map(|rule| Hit {
        rule: &rule.id,
        reason_zh: &rule.zh,
        reason_en: &rule.en,
    })
}

impl Rule {
    fn is_hit_by(&self, plain: &str) -> bool {
        let mut text = std::borrow::Cow::Borrowed(plain);
        for allowed in &self.unless {
            if text.contains(allowed.as_str()) {
                // A space keeps the words on both sides apart.
                text = text.replace(allowed.as_str(), " ").into();
            }
        }
        let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        self.phrases.iter().any(|phrase| {
            if phrase.is_ascii() { holds_words(&text, phrase) } else { squeezed.contains(phrase.as_str()) }
        })
    }
}

/// Lower case, narrow forms, nothing without width, any white space as one blank.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\n' | '\t' => ' ',
            '’' => '\'',
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}' => {
                continue;
            }
            '\u{FE00}'..='\u{FE0F}' => continue,
            _ => c,
        };
        plain.extend(c.to_lowercase());
    }
    plain
}

/// Does the text hold the phrase as whole words?
fn holds_words(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(|c| c.is_ascii_alphanumeric()) && !after.is_some_and(|c| c.is_ascii_alphanumeric())
    })
}

/// Runs of digits (blanks and hyphens between them do not count), with a final X kept.
fn digit_runs(plain: &str) -> Vec<Vec<u8>> {
    let mut runs = vec![Vec::new()];
    let mut last_was_digit = false;
    for c in plain.chars() {
        let run = runs.last_mut().expect("there is always a run");
        if c.is_ascii_digit() || (c == 'x' && run.len() == 17) {
            run.push(c as u8);
            last_was_digit = true;
        } else if matches!(c, ' ' | '-') && last_was_digit {
            last_was_digit = false;
        } else {
            runs.push(Vec::new());
            last_was_digit = false;
        }
    }
    runs
}

/// A Chinese identity number: 17 digits with a plausible birthday and a check character (GB 11643).
fn holds_identity_number(plain: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    digit_runs(plain).iter().filter(|run| run.len() >= 18).any(|run| {
        run.windows(18).any(|number| {
            if number[..17].contains(&b'x') {
                return false;
            }
            let digit = |at: usize| u32::from(number[at] - b'0');
            let month = digit(10) * 10 + digit(11);
            let day = digit(12) * 10 + digit(13);
            let sum: u32 = WEIGHTS.iter().enumerate().map(|(at, weight)| digit(at) * weight).sum();
            let check = b"10x98765432"[(sum % 11) as usize];
            (1..=12).contains(&month) && (1..=31).contains(&day) && number[17] == check
        })
    })
}

/// A bank card number: 16 to 19 digits in a run that pass the Luhn check and begin as cards do.
fn holds_bank_card(plain: &str) -> bool {
    digit_runs(plain).iter().any(|run| {
        (16..=19).contains(&run.len())
            && matches!(run[0], b'3'..=b'6')
            && run.iter().all(u8::is_ascii_digit)
            && luhn(run)
    })
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Option<&'static str> {
        screen(text).map(|hit| hit.rule)
    }

    #[test]
    fn numbers_of_identity_and_bank_cards_are_stopped_and_other_numbers_pass() {
        assert_eq!(rule("身份证 11010519491231002X"), Some("identity_number"));
        assert_eq!(rule("卡号 6222 0212 3456 7890 129"), None, "fails the Luhn check");
        assert_eq!(rule("card 4111-1111-1111-1111"), Some("bank_card"));
        assert_eq!(rule("合同编号 2026110100000123，电话 0571-8888 6666"), None);
    }

    #[test]
    fn a_phrase_cannot_hide_behind_wide_letters_or_characters_of_no_width() {
        assert_eq!(rule("ＫＩＣＫＢＡＣＫ"), Some("gifts"));
        assert_eq!(rule("回\u{200B}扣"), Some("gifts"));
        assert_eq!(rule("回 扣"), Some("gifts"));
    }

    #[test]
    fn public_duties_pass() {
        assert_eq!(rule("负责反商业贿赂培训，分管住院信息系统"), None);
        assert_eq!(rule("Heads the cancer registry project"), None);
        assert_eq!(rule("Gifted speaker"), None);
    }
}
