//! Lengths as short decimal texts.

/// The number with at most two decimals and no trailing zeros; −0 is 0.
pub(super) fn number(value: f32) -> String {
    let mut text = String::new();
    push_number(&mut text, value);
    text
}

/// Writes the number behind what is there.
pub(super) fn push_number(out: &mut String, value: f32) {
    let hundredths = (f64::from(value) * 100.0).round() as i64;
    if hundredths < 0 {
        out.push('-');
    }
    let hundredths = hundredths.unsigned_abs();
    push_whole(out, hundredths / 100);
    let rest = (hundredths % 100) as u8;
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest / 10));
        if !rest.is_multiple_of(10) {
            out.push(char::from(b'0' + rest % 10));
        }
    }
}

fn push_whole(out: &mut String, mut value: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|&digit| char::from(digit)));
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_rounded_to_two_decimals_without_trailing_zeros() {
        let values = [0.0, -0.001, 1.0, 12.5, 12.345_6, -0.25, -3.05, 100_000.13, 7.1, 1_024.0];
        let written: Vec<String> = values.into_iter().map(number).collect();

        assert_eq!(written, ["0", "0", "1", "12.5", "12.35", "-0.25", "-3.05", "100000.13", "7.1", "1024"]);
    }
}
