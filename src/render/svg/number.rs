//! Lengths as short decimal texts.

/// The number with at most two decimals and no trailing zeros; −0 is 0.
pub(super) fn number(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    let (whole, rest) = (hundredths / 100, (hundredths % 100).unsigned_abs());
    let sign = if hundredths < 0 && whole == 0 { "-" } else { "" };
    match rest {
        0 => whole.to_string(),
        tenths if tenths % 10 == 0 => format!("{sign}{whole}.{}", tenths / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_rounded_to_two_decimals_without_trailing_zeros() {
        let written: Vec<String> =
            [0.0, -0.001, 1.0, 12.5, 12.345_6, -0.25, -3.05, 100_000.13].into_iter().map(number).collect();

        assert_eq!(written, ["0", "0", "1", "12.5", "12.35", "-0.25", "-3.05", "100000.13"]);
    }
}
