//! Names of files that people download, safe in a header whatever an account is called.

use axum::http::HeaderValue;

/// The `Content-Disposition` of a file with this name: plain ASCII for old programs, the whole name for others.
pub fn disposition(how: &str, name: &str) -> HeaderValue {
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let is_shown = |c: &char| !c.is_control() && !is_direction(*c);
    // A name that begins with a dot is hidden, or means a folder; of a long one the ending must not be lost.
    let stem = stem.chars().filter(is_shown).skip_while(|c| matches!(c, '.' | ' ')).take(150);
    let clean: String = stem
        .chain(ending.chars().filter(is_shown).take(20))
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '-' } else { c })
        .collect();
    let ascii: String = clean
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    let header = format!("{how}; filename=\"{ascii}\"; filename*={}", encoded(&clean));
    HeaderValue::try_from(header).unwrap_or_else(|_| HeaderValue::from_static("inline"))
}

/// A text of any language as a header holds it: `UTF-8''` and the bytes behind percent signs (RFC 8187).
pub fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(7 + text.len() * 3);
    encoded.push_str("UTF-8''");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for half in [byte >> 4, byte & 15] {
                encoded.push(char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    encoded
}

/// Characters that turn the direction of writing, and so hide the ending of a name.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x5_a_name_never_leaves_its_header() {
        let header = disposition("inline", "海州\r\nSet-Cookie: a=b\"/../\u{202E}gvs.svg");

        let text = header.to_str().unwrap();
        assert!(text.starts_with("inline; filename=\"__Set-Cookie- a_b-"), "{text}");
        assert!(!text.contains(['\r', '\n']) && !text.contains("..%2F") && text.matches('"').count() == 2, "{text}");
        assert!(text.contains("filename*=UTF-8''%E6%B5%B7%E5%B7%9E"), "{text}");
        let long = disposition("inline", &format!("..{}.svg", "长".repeat(500)));
        assert!(long.to_str().unwrap().ends_with("%BF.svg") && long.to_str().unwrap().contains("\"_____"), "{long:?}");
    }
}
