//! Single properties of a card: folded lines, parameters, quoted-printable text, charsets, escaped parts.

use super::super::encoding::decode;

/// One property with its parameters, its value still as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    /// The name in capitals, without its group.
    pub name: String,
    /// The group that it belongs to, in small letters; empty where there is none.
    pub group: String,
    /// Names and values of the parameters, in capitals; a bare value of vCard 2.1 has the name TYPE.
    parameters: Vec<(String, String)>,
    /// The value as text, still escaped.
    value: String,
}

/// The lines of a file without their ends, each with its number from 1.
pub(super) fn lines(bytes: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let text;
    let bytes = match bytes {
        // Cards of two bytes a letter are read as text at once; the others may change their charset from line to line.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            text = decode(bytes).map_or_else(String::new, |(text, _)| text);
            text.as_bytes()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        _ => bytes,
    };
    let lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line).to_vec());
    (1..).zip(lines).collect()
}

/// Joins lines that were folded (RFC 6350, 3.2) or broken within quoted-printable text.
pub(super) fn without_soft_breaks(lines: Vec<(u32, Vec<u8>)>) -> Vec<(u32, Vec<u8>)> {
    let mut joined: Vec<(u32, Vec<u8>)> = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        match joined.last_mut() {
            Some((_, last)) if is_quoted_printable(last) && last.last() == Some(&b'=') => {
                last.pop();
                last.extend(line);
            }
            Some((_, last)) if matches!(line.first(), Some(b' ' | b'\t')) => last.extend(&line[1..]),
            _ => joined.push((number, line)),
        }
    }
    joined
}

fn is_quoted_printable(line: &[u8]) -> bool {
    let head = line.split(|byte| *byte == b':').next().unwrap_or_default();
    head.to_ascii_uppercase().windows(16).any(|part| part == b"QUOTED-PRINTABLE")
}

impl Property {
    /// Reads a joined line; nothing when it is no property.
    pub fn parse(line: &[u8]) -> Option<Self> {
        let (head, value) = line.split_at(end_of_head(line)?);
        let mut parts = split_unquoted(head).into_iter();
        let name = parts.next()?;
        let (group, name) = name.rsplit_once('.').unwrap_or(("", &name));
        let (group, name) = (group.trim().to_ascii_lowercase(), name.trim().to_ascii_uppercase());
        let parameters: Vec<(String, String)> = parts
            .map(|part| match part.split_once('=') {
                Some((name, value)) => {
                    (name.trim().to_ascii_uppercase(), value.trim().trim_matches('"').to_ascii_uppercase())
                }
                None => ("TYPE".to_owned(), part.trim().to_ascii_uppercase()),
            })
            .collect();
        let is_printable = parameters.iter().any(|(_, value)| value == "QUOTED-PRINTABLE");
        let bytes = if is_printable { from_quoted_printable(&value[1..]) } else { value[1..].to_vec() };
        let charset = parameters.iter().find(|(name, _)| name == "CHARSET").map(|(_, value)| value.as_str());
        let value = text_in(&bytes, charset);
        (!name.is_empty()).then_some(Self { name, group, parameters, value })
    }

    /// The same property outside any group.
    pub fn without_group(&self) -> Self {
        Self { group: String::new(), ..self.clone() }
    }

    /// Whether a type of the property is one of these.
    pub fn is_type(&self, types: &[&str]) -> bool {
        let values = self.parameters.iter().filter(|(name, _)| name == "TYPE");
        values
            .flat_map(|(_, value)| value.split(','))
            .any(|value| types.contains(&value.trim().trim_start_matches("X-")))
    }

    /// The whole value as one text.
    pub fn text(&self) -> String {
        unescape(&self.value)
    }

    /// Whether the property says itself that it is the preferred one of its kind.
    pub fn is_preferred(&self) -> bool {
        self.is_type(&["PREF"]) || self.parameters.iter().any(|(name, value)| name == "PREF" && value == "1")
    }

    /// Whether it says what another property says, in another language or form.
    pub fn is_alternative(&self) -> bool {
        self.parameters.iter().any(|(name, _)| name == "ALTID")
    }

    /// The parts of a structured value.
    pub fn parts(&self) -> Vec<String> {
        self.split(';')
    }

    /// The values of a list.
    pub fn list(&self) -> Vec<String> {
        self.split(',')
    }

    /// What stands between separators that are not escaped.
    fn split(&self, separator: char) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut is_escaped = false;
        for c in self.value.chars() {
            match c {
                c if c == separator && !is_escaped => parts.push(String::new()),
                _ => {
                    if let Some(last) = parts.last_mut() {
                        last.push(c);
                    }
                }
            }
            is_escaped = c == '\\' && !is_escaped;
        }
        parts.iter().map(|part| unescape(part)).collect()
    }
}

/// Where the colon stands that ends name and parameters; one within quotation marks is part of a parameter.
fn end_of_head(line: &[u8]) -> Option<usize> {
    let mut is_quoted = false;
    line.iter().position(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b':' && !is_quoted
    })
}

fn split_unquoted(head: &[u8]) -> Vec<String> {
    let mut is_quoted = false;
    let parts = head.split(|byte| {
        is_quoted ^= *byte == b'"';
        *byte == b';' && !is_quoted
    });
    parts.map(|part| String::from_utf8_lossy(part).into_owned()).collect()
}

fn from_quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        if let (b'=', [high, low, after @ ..]) = (first, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            out.push(high << 4 | low);
            rest = after;
        } else {
            out.push(*first);
            rest = after;
        }
    }
    out
}

/// The text of a value: in the charset that it names, else in UTF-8, else by looking.
fn text_in(bytes: &[u8], charset: Option<&str>) -> String {
    let named = charset.and_then(|charset| encoding_rs::Encoding::for_label(charset.as_bytes()));
    if let (Some(encoding), false) = (named, bytes.is_ascii()) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => decode(bytes).map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |(text, _)| text),
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(other @ (',' | ';' | '\\' | ':')) => out.push(other),
            // A path such as C:\Users is no escape.
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}
