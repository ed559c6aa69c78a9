//! Deltas: two states of a record compared, field by field, and the checksum by which later edits are noticed.

use serde_json::{Map, Value};

use super::change::Delta;
use super::record::{Noun, RecordRef};

/// The fields of a record as JSON.
pub(super) fn fields<N: Noun>(record: &N) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => unreachable!("every record is written as a JSON object"),
    }
}

/// The fields in which two states of a record differ; none when they are equal.
pub(super) fn changed<N: Noun>(old: &N, new: &N) -> Option<Delta> {
    if old == new {
        return None;
    }
    let (mut before, mut after) = (fields(old), fields(new));
    before.retain(|name, value| after.get(name) != Some(value));
    after.retain(|name, _| before.contains_key(name));
    Some(Delta::Changed { record: RecordRef::new(N::KIND, new.uuid()), before, after })
}

/// A checksum of a record: FNV-1a over its JSON, without the fields that hold nothing. So a field that a later version knows besides,
/// and that is empty in every record of before, changes no checksum.
pub(super) fn checksum<N: Noun>(record: &N) -> u32 {
    let json = serde_json::to_vec(record).expect("a record can be written as JSON");
    fnv(&filled(&json))
}

/// Is this the checksum of a record? One of before counted empty fields as well.
pub(super) fn is_checksum_of<N: Noun>(sum: u32, record: &N) -> bool {
    let json = serde_json::to_vec(record).expect("a record can be written as JSON");
    sum == fnv(&filled(&json)) || sum == fnv(&json)
}

fn fnv(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// JSON as `serde_json` writes it, without members that are null, false or an empty list.
fn filled(json: &[u8]) -> Vec<u8> {
    const EMPTY: [&[u8]; 3] = [b"null", b"false", b"[]"];
    let mut kept = Vec::with_capacity(json.len());
    let mut at = 0;
    while let Some(byte) = json.get(at) {
        if *byte != b'"' {
            kept.push(*byte);
            at += 1;
            continue;
        }
        let end = end_of_text(json, at);
        let empty = json.get(end).filter(|next| **next == b':').and_then(|_colon| {
            let value = &json[end + 1..];
            // A value ends where the next member or the object does.
            EMPTY
                .into_iter()
                .find(|empty| value.starts_with(empty) && matches!(value.get(empty.len()), Some(b',' | b'}')))
        });
        if let Some(empty) = empty {
            at = end + 1 + empty.len();
            // Of the two commas beside it one goes with it.
            if json.get(at) == Some(&b',') {
                at += 1;
            } else if kept.last() == Some(&b',') {
                kept.pop();
            }
        } else {
            kept.extend_from_slice(&json[at..end]);
            at = end;
        }
    }
    kept
}

/// Where a text ends that begins with the quotation mark at this place.
fn end_of_text(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::PersonId;
    use crate::model::person::Person;

    fn text(json: &str) -> String {
        String::from_utf8(filled(json.as_bytes())).unwrap()
    }

    #[test]
    fn members_that_hold_nothing_are_left_out_wherever_they_stand() {
        assert_eq!(text(r#"{"a":null,"b":1,"c":[],"d":{"e":false,"f":true},"g":null}"#), r#"{"b":1,"d":{"f":true}}"#);
        assert_eq!(text(r#"{"a":null,"b":[]}"#), "{}");
        assert_eq!(
            text(r#"{"a":"\"null\":null,","b":[null,false,[]],"c":"[]"}"#),
            r#"{"a":"\"null\":null,","b":[null,false,[]],"c":"[]"}"#
        );
    }

    #[test]
    fn a_checksum_stays_when_a_noun_gains_a_field_that_is_empty() {
        let person = Person {
            id: PersonId::default(),
            name: "Ada Field".to_owned(),
            aliases: Vec::new(),
            email: None,
            phone: Some("1".to_owned()),
            mobile: None,
            external_ids: Vec::new(),
        };
        let json = serde_json::to_string(&person).unwrap();
        let later = json.replace("\"phone\"", "\"pronouns\":null,\"badges\":[],\"phone\"");
        assert_ne!(later, json);
        assert_eq!(fnv(text(&later).as_bytes()), checksum(&person));
        // One of before, which counted empty fields, is known as well; that of another record is not.
        assert!(is_checksum_of(fnv(json.as_bytes()), &person));
        assert!(is_checksum_of(checksum(&person), &person));
        assert!(!is_checksum_of(checksum(&person), &Person { phone: None, ..person }));
    }
}
