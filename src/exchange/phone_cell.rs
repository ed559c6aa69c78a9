//! Takes a cell of telephone numbers apart, where people write several of them into one.

use super::cells::{is_mobile, phone_key};

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
    readings.into_iter().find(are_numbers).unwrap_or_else(|| vec![cell])
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
    fn numbers_are_parted_only_where_each_part_is_one() {
        assert_eq!(numbers_in("0518-86660001/13800000005"), ["0518-86660001", "13800000005"]);
        assert_eq!(numbers_in("0518-86660001\n13800000005"), ["0518-86660001", "13800000005"]);
        assert_eq!(numbers_in("0518-86660001 13800000005"), ["0518-86660001", "13800000005"]);
        for one in
            ["+49 30 1234567", "0518-80010001/02", "555-1234567 x12", "(415) 293-3313", "8001", "+1 555 0100 1234"]
        {
            assert_eq!(numbers_in(one), [one]);
        }
        let (desk, mobile) = desk_and_mobile(&["13800000005", "0518-86660001"]);
        assert_eq!((desk, mobile), (Some("0518-86660001"), Some("13800000005")));
    }
}
