//! What a line of the journal keeps of its batch.

use std::io::Read;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ImportedFile;
use crate::model::change::{Change, Inverse};
use crate::store::compression::compressed;
use crate::store::error::StoreError;

/// How many steps of an inverse are kept as text; longer ones are compressed.
const DELTAS_AS_TEXT: usize = 1000;

/// What a line keeps of its batch: texts when it is small, compressed bytes when it is large, and the
/// file in place of the changes when it is an import.
#[derive(Debug, Default)]
pub(in crate::store) struct Kept {
    pub(super) changes: Option<String>,
    pub(super) inverse: Option<String>,
    pub(super) inverse_body: Option<Vec<u8>>,
    pub(super) file_digest: Option<Vec<u8>>,
    pub(super) file_body: Option<Vec<u8>>,
    /// The SHA-256 of what was asked for and what was done, by which a later reader sees that nobody
    /// has rewritten the line.
    pub(super) digest: Vec<u8>,
}

impl Kept {
    /// Is it kept as text, without a file or a compressed body?
    pub(in crate::store) fn is_text(&self) -> bool {
        self.file_body.is_none() && self.inverse_body.is_none()
    }

    /// Makes the body of a line; for a large batch this takes its time.
    pub(in crate::store) fn of(
        changes: &[Change],
        inverse: &Inverse,
        file: Option<&ImportedFile>,
    ) -> Result<Self, StoreError> {
        let mut kept = Self::default();
        let mut digest = Sha256::new();
        if let Some(file) = file {
            each_piece(file.body.open(), |piece| digest.update(piece))?;
            kept.file_digest = Some(file.body.digest().to_vec());
            kept.file_body = Some(file.body.packed().to_vec());
        } else {
            let changes = text(&changes);
            digest.update(changes.as_bytes());
            kept.changes = Some(changes);
        }
        if inverse.0.len() > DELTAS_AS_TEXT {
            let bytes = compressed(|encoder| Ok(serde_json::to_writer(encoder, inverse)?))?;
            digest.update(&bytes);
            kept.inverse_body = Some(bytes);
        } else {
            let inverse = text(inverse);
            digest.update(inverse.as_bytes());
            kept.inverse = Some(inverse);
        }
        kept.digest = digest.finalize().to_vec();
        Ok(kept)
    }
}

fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("changes and deltas are plain data")
}

/// Reads to the end, a piece at a time.
fn each_piece(mut from: impl Read, mut see: impl FnMut(&[u8])) -> Result<(), StoreError> {
    let mut piece = vec![0; 1 << 16];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => see(&piece[..length]),
            Err(error) => return Err(StoreError::Unreadable(format!("a compressed body: {error}"))),
        }
    }
}
