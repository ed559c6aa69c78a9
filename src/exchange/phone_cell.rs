//! Takes a cell of telephone numbers apart, where people write several of them into one, or none at all.

use super::cells::{is_mobile, phone_key};
use super::name_remark::bracketed;

/// What a cell of telephone numbers says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberCell<'c> {
    /// A number or several, without the remark behind them.
    Numbers(&'c str),
    /// A number of which the spreadsheet has kept only the first digits: 1.38E+10.
    Shortened,
    /// A text without any number: 保密, 同上.
    Words,
}

impl<'c> NumberCell<'c> {
    /// Judges a cell by what is written in it.
    pub fn of(cell: &'c str) -> Self {
        let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
        if !has_digit(cell) {
            return Self::Words;
        }
        if is_power_of_ten(cell) {
            return Self::Shortened;
        }
        // 13900000001（微信同号）; an extension in brackets is part of the number.
        let bare = bracketed(cell).filter(|(bare, remark)| has_digit(bare) && !has_digit(remark));
        Self::Numbers(bare.map_or(cell, |(bare, _)| bare))
    }

    /// The numbers, if there are any.
    pub fn numbers(self) -> Option<&'c str> {
        match self {
            Self::Numbers(numbers) => Some(numbers),
            Self::Shortened | Self::Words => None,
        }
    }
}

/// Whether a number is written as a spreadsheet shows one that its column is too narrow for.
fn is_power_of_ten(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let parts = text.trim().split_once(['E', 'e']);
    parts.is_some_and(|(number, power)| is_number(number) && is_number(power.trim_start_matches('+')))
}

/// The numbers of a cell: each with seven digits at least, else the cell is one number, extension and all.
pub(super) fn numbers_in(cell: &str) -> Vec<&str> {
    let split = |is_between: fn(char) -> bool| -> Vec<&str> {
        cell.split(is_between).map(str::trim).filter(|part| !part.is_empty()).collect()
    };
    let readings = [
        split(|c| matches!(c, '/' | '／' | '、' | ';' | '；' | ',' | '，' | '\n' | '|' | '或')),
        split(|c| c.is_whitespace() || matches!(c, '/' | '／' | '、' | ';' | '；' | ',' | '，' | '|')),
    ];
    let are_numbers = |parts: &Vec<&str>| parts.len() > 1 && parts.iter().all(|part| is_whole_number(part));
    // 8001, 13800001111: beside a mobile, a few digits are the extension of a desk.
    let is_mobile_number = |part: &&str| is_whole_number(part) && phone_key(part).is_some_and(|key| is_mobile(&key));
    let has_extension = |parts: &Vec<&str>| {
        parts.len() > 1
            && parts.iter().any(is_mobile_number)
            && parts.iter().all(|part| is_whole_number(part) || is_extension(part))
    };
    let [by_signs, by_blanks] = readings;
    let readings =
        [(are_numbers(&by_signs) || has_extension(&by_signs), by_signs), (are_numbers(&by_blanks), by_blanks)];
    readings.into_iter().find_map(|(fits, parts)| fits.then_some(parts)).unwrap_or_else(|| vec![cell])
}

/// Whether a text is the extension of a desk.
fn is_extension(text: &str) -> bool {
    (3..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text is one telephone number: 138…, 0518-8001…, +49 30 1234567.
fn is_whole_number(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '（' | '）' | ' ' | '.');
    text.chars().all(is_sign) && phone_key(text).is_some()
}

/// The first number of a desk and the first mobile among several.
pub(super) fn desk_and_mobile<'c>(numbers: &[&'c str]) -> (Option<&'c str>, Option<&'c str>) {
    let is_own = |number: &&&str| phone_key(number).is_some_and(|digits| is_mobile(&digits));
    let desk = numbers.iter().find(|number| !is_own(number)).copied();
    (desk, numbers.iter().find(is_own).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_without_a_whole_number_is_no_number() {
        for words in ["保密", "同上", "见总机", "Test Contact Number", "待补"] {
            assert_eq!(NumberCell::of(words), NumberCell::Words, "{words}");
        }
        for shortened in ["1.38E+10", "1.38e10", "1E+10"] {
            assert_eq!(NumberCell::of(shortened), NumberCell::Shortened, "{shortened}");
        }
        assert_eq!(NumberCell::of("13900000001（微信同号）").numbers(), Some("13900000001"));
        for whole in
            ["8001", "+49 30 1234567", "(415) 293-3313", "555-1234567 (ext 12)", "1-800-EXAMPLE", "（0518）8001"]
        {
            assert_eq!(NumberCell::of(whole).numbers(), Some(whole));
        }
    }

    #[test]
    fn numbers_are_parted_only_where_each_part_is_one() {
        assert_eq!(numbers_in("0518-86660001/13800000005"), ["0518-86660001", "13800000005"]);
        assert_eq!(numbers_in("0518-86660001\n13800000005"), ["0518-86660001", "13800000005"]);
        assert_eq!(numbers_in("0518-86660001 13800000005"), ["0518-86660001", "13800000005"]);
        for one in
            ["+49 30 1234567", "0518-80010001/02", "555-1234567 x12", "(415) 293-3313", "8001", "+1 555 0100 1234"]
        {
            assert_eq!(numbers_in(one), [one]);
        }
        assert_eq!(numbers_in("8001, 13800001111, 13900002222"), ["8001", "13800001111", "13900002222"]);
        assert_eq!(numbers_in("13800001111/02"), ["13800001111/02"]);
        let (desk, mobile) = desk_and_mobile(&["13800000005", "0518-86660001"]);
        assert_eq!((desk, mobile), (Some("0518-86660001"), Some("13800000005")));
    }
}
