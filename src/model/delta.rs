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

/// A checksum of a record: FNV-1a over its JSON.
pub(super) fn checksum<N: Noun>(record: &N) -> u32 {
    struct Fnv(u32);
    impl std::io::Write for Fnv {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            for byte in bytes {
                self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
            }
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut sum = Fnv(0x811c_9dc5);
    serde_json::to_writer(&mut sum, record).expect("a record can be written, and the sum cannot fail");
    sum.0
}
