//! A number in the fifteen digits that a spreadsheet keeps, moved and rounded digit by digit as a spreadsheet shows it.

use std::fmt;

/// How many digits a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// A number in decimal digits: 0.`digits` times ten to the power of `point`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The fifteen digits of a number; what is no number counts as 0.
    pub fn of(number: f64) -> Self {
        let number = if number.is_finite() { number } else { 0.0 };
        let text = format!("{:.*e}", DIGITS - 1, number.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let point = if digits.is_empty() { 0 } else { exponent.parse::<i32>().unwrap_or(0) + 1 };
        Self { is_negative: number < 0.0 && !digits.is_empty(), digits, point }
    }

    /// The number times ten to the power of `places`.
    pub fn shifted(mut self, places: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += places;
        }
        self
    }

    /// The number with so many digits behind the point; a half is rounded away from zero.
    pub fn rounded(mut self, decimals: usize) -> Self {
        let kept = self.point + decimals as i32;
        if kept >= self.digits.len() as i32 {
            return self;
        }
        if kept < 0 {
            return Self { is_negative: false, digits: Vec::new(), point: 0 };
        }
        let is_up = self.digits[kept as usize] >= 5;
        self.digits.truncate(kept as usize);
        if is_up {
            let nines = self.digits.iter().rev().take_while(|digit| **digit == 9).count();
            self.digits.truncate(self.digits.len() - nines);
            if let Some(last) = self.digits.last_mut() {
                *last += 1;
            } else {
                self.digits.push(1);
                self.point += 1;
            }
        }
        if self.digits.is_empty() {
            return Self { is_negative: false, digits: Vec::new(), point: 0 };
        }
        self
    }

    /// The digits before the point, without a sign and empty for none, and those behind it.
    pub fn parts(&self) -> (String, String) {
        let digit = |place: i32| usize::try_from(place).ok().and_then(|place| self.digits.get(place)).copied();
        let letter = |place| char::from(b'0' + digit(place).unwrap_or(0));
        let whole = (0..self.point).map(letter).collect();
        let fraction = (self.point..self.digits.len() as i32).map(letter).collect();
        (whole, fraction)
    }
}

impl fmt::Display for Decimal {
    /// The number in full, never as a power of ten.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.parts();
        if self.is_negative {
            out.write_str("-")?;
        }
        out.write_str(if whole.is_empty() { "0" } else { &whole })?;
        if fraction.is_empty() { Ok(()) } else { write!(out, ".{fraction}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_full() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (0.1 + 0.2, "0.3"),
            (1e20, "100000000000000000000"),
            (1.5e-5, "0.000015"),
            (123_456_789_012_345_678.0, "123456789012346000"),
            (f64::NAN, "0"),
        ];
        for (number, text) in cases {
            assert_eq!(Decimal::of(number).to_string(), text);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let cases = [
            (2.5, 0, "3"),
            (2.345, 2, "2.35"),
            (1.005, 2, "1.01"),
            (9.99, 1, "10"),
            (0.04, 1, "0"),
            (0.06, 1, "0.1"),
            (0.5, 0, "1"),
            (0.004, 1, "0"),
            (99.5, 0, "100"),
            (-0.4, 0, "0"),
        ];
        for (number, decimals, text) in cases {
            assert_eq!(Decimal::of(number).rounded(decimals).to_string(), text, "{number}");
        }
    }
}
