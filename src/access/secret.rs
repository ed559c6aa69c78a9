//! Secrets of 256 bits that only their bearer holds; of each the database keeps no more than the SHA-256.

use std::fmt;

use sha2::{Digest, Sha256};

use super::chance::Chance;
use crate::store::TokenDigest;

/// A secret: of a session, an API token, or the set-up link.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new secret; the prefix tells people and scanners what it opens.
    pub fn new(prefix: &str, chance: &Chance) -> Self {
        let mut text = String::with_capacity(prefix.len() + 64);
        text.push_str(prefix);
        for byte in chance.bytes::<32>() {
            text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
            text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        }
        Self(text)
    }

    /// The secret as its bearer sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What may be kept of it.
    pub fn digest(&self) -> TokenDigest {
        digest(&self.0)
    }
}

/// What may be kept of a secret that somebody sent.
pub fn digest(secret: &str) -> TokenDigest {
    Sha256::digest(secret.as_bytes()).into()
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_does_not_show_when_it_is_printed() {
        let secret = Secret::new("wl_", &Chance::System);

        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(secret.reveal().len(), 3 + 64);
        assert_eq!(secret.digest(), digest(secret.reveal()));
    }
}
