//! A file that somebody handed in, kept compressed from its arrival on, so that its bytes never stand in memory whole.

use std::fmt;
use std::io::{self, Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

/// A file that was handed in, compressed with zlib; cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct PackedFile {
    digest: [u8; 32],
    packed: Arc<[u8]>,
}

impl PackedFile {
    /// Packs bytes that are in memory already.
    pub fn of(bytes: &[u8]) -> Self {
        let mut packer = Packer::default();
        packer.take(bytes);
        packer.finish()
    }

    /// A file that was packed earlier, with the digest of its bytes.
    pub fn kept(digest: [u8; 32], packed: Vec<u8>) -> Self {
        Self { digest, packed: packed.into() }
    }

    /// The SHA-256 of the bytes.
    pub fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// The bytes as they are kept.
    pub fn packed(&self) -> &Arc<[u8]> {
        &self.packed
    }

    /// Reads the bytes from the beginning, a piece at a time.
    pub fn open(&self) -> Unpacking<'_> {
        Unpacking(ZlibDecoder::new(&self.packed))
    }

    /// All bytes.
    ///
    /// # Errors
    /// What is kept is damaged.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open().read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl fmt::Debug for PackedFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a file of {} bytes when packed", self.packed.len())
    }
}

/// The bytes of a [`PackedFile`], read from the beginning.
#[derive(Debug)]
pub struct Unpacking<'a>(ZlibDecoder<&'a [u8]>);

impl Unpacking<'_> {
    /// How many of the packed bytes were read so far.
    pub fn packed_read(&self) -> u64 {
        self.0.total_in()
    }
}

impl Read for Unpacking<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

/// Packs a file while it arrives.
#[derive(Debug)]
pub struct Packer {
    digest: Sha256,
    encoder: ZlibEncoder<Vec<u8>>,
}

impl Default for Packer {
    fn default() -> Self {
        Self { digest: Sha256::new(), encoder: ZlibEncoder::new(Vec::new(), Compression::fast()) }
    }
}

impl Packer {
    /// Takes the next bytes.
    pub fn take(&mut self, piece: &[u8]) {
        self.digest.update(piece);
        self.encoder.write_all(piece).expect("memory takes any bytes");
    }

    /// How many bytes the file takes so far.
    pub fn packed_length(&self) -> usize {
        self.encoder.get_ref().len()
    }

    /// The file, when all its bytes were taken.
    pub fn finish(self) -> PackedFile {
        let packed = self.encoder.finish().expect("memory takes any bytes");
        PackedFile { digest: self.digest.finalize().into(), packed: packed.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back_and_keeps_its_digest() {
        let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();

        let mut packer = Packer::default();
        bytes.chunks(1000).for_each(|piece| packer.take(piece));
        let file = packer.finish();

        assert_eq!(file.bytes().unwrap(), bytes);
        assert_eq!(file.digest().as_slice(), Sha256::digest(&bytes).as_slice());
        assert_eq!(PackedFile::kept(*file.digest(), file.packed().to_vec()), file);
    }
}
