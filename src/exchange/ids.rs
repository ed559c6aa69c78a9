//! Where the ids of new records come from: made afresh by the caller, or a digest of what a row says.

use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use crate::model::record::Kind;

/// Gives new records their ids.
pub trait IdSource {
    /// The id of a new record; `key` tells it from every other new record of its kind in the file.
    fn id(&mut self, kind: Kind, key: &str) -> Uuid;
}

/// Makes each id afresh, whatever the record says.
#[derive(Debug)]
pub struct FreshIds<F>(pub F);

impl<F: FnMut() -> Uuid> IdSource for FreshIds<F> {
    fn id(&mut self, _kind: Kind, _key: &str) -> Uuid {
        (self.0)()
    }
}

/// Takes ids from a digest of the records' keys, so that the same file gives the same ids each time.
#[derive(Debug, Clone, Copy, Default)]
pub struct DigestIds;

impl IdSource for DigestIds {
    fn id(&mut self, kind: Kind, key: &str) -> Uuid {
        let digest = Sha256::new().chain_update(kind.word()).chain_update([0]).chain_update(key).finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Builder::from_custom_bytes(bytes).into_uuid()
    }
}
