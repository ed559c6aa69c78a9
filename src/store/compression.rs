//! Compressed bodies: what is too large to stand in a row as text.

use std::io::Read;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::error::StoreError;

/// Compresses what `write` writes, a piece at a time.
pub(super) fn compressed(
    write: impl FnOnce(&mut std::io::BufWriter<ZlibEncoder<Vec<u8>>>) -> std::io::Result<()>,
) -> Result<Vec<u8>, StoreError> {
    let encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut buffered = std::io::BufWriter::with_capacity(1 << 16, encoder);
    let failed = |error: std::io::Error| StoreError::Unreadable(error.to_string());
    write(&mut buffered).map_err(failed)?;
    let encoder = buffered.into_inner().map_err(|error| failed(error.into_error()))?;
    encoder.finish().map_err(failed)
}

/// What was compressed.
pub(super) fn decompressed(body: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(body)
        .read_to_end(&mut bytes)
        .map_err(|error| StoreError::Unreadable(format!("a compressed body: {error}")))?;
    Ok(bytes)
}
