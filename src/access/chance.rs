//! Chance, handed to whoever needs it, so that tests get the same ids and secrets each time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};
use uuid::{NoContext, Timestamp, Uuid};

use crate::store::Instant;

/// Where random bytes come from.
#[derive(Debug, Clone)]
pub enum Chance {
    /// The operating system.
    System,
    /// A stream that a seed begins; for tests only.
    Seeded(Arc<AtomicU64>),
}

impl Chance {
    /// The stream of a seed.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(AtomicU64::new(seed << 32)))
    }

    /// So many random bytes.
    ///
    /// # Panics
    /// When the operating system has no random bytes: nothing that needs a secret may go on then.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            Self::System => getrandom::fill(&mut bytes).expect("the operating system has random bytes"),
            Self::Seeded(next) => {
                for block in bytes.chunks_mut(32) {
                    let digest = Sha256::digest(next.fetch_add(1, Ordering::Relaxed).to_be_bytes());
                    block.copy_from_slice(&digest[..block.len()]);
                }
            }
        }
        bytes
    }

    /// A new id that sorts by time (`UUIDv7`).
    pub fn id(&self, at: Instant) -> Uuid {
        let millis = u64::try_from(at.0 / 1000).unwrap_or(0);
        let stamp = Timestamp::from_unix(NoContext, millis / 1000, (millis % 1000) as u32 * 1_000_000);
        let mut bytes = *Uuid::new_v7(stamp).as_bytes();
        bytes[6..].copy_from_slice(&self.bytes::<10>());
        uuid::Builder::from_bytes(bytes)
            .with_version(uuid::Version::SortRand)
            .with_variant(uuid::Variant::RFC4122)
            .into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_tell_their_version_and_no_two_are_the_same() {
        let chance = Chance::System;

        let (one, other) = (chance.id(Instant(1_790_000_000_000_000)), chance.id(Instant(1_790_000_000_000_000)));

        assert_eq!(one.get_version_num(), 7);
        assert_eq!(one.as_bytes()[..6], other.as_bytes()[..6]);
        assert_ne!(one, other);
    }
}
