//! A band of pixels as a piece of the compressed stream of a PNG, so that bands can be packed on several threads.
//!
//! Each piece is a run of whole deflate blocks that refers to nothing before it and, unless it is the last, ends at a
//! byte; pieces in order are one stream. See RFC 1950 and 1951.

use flate2::{Compress, Compression, FlushCompress};

use super::canvas::Canvas;

/// The two bytes before the first piece: deflate with a window of 32 KiB, packed fast.
pub(super) const HEADER: [u8; 2] = [0x78, 0x01];

/// How hard deflate tries, of 9.
const LEVEL: u32 = 1;

/// How many pixels of a row are compared with those above at a time.
const RUN: usize = 16;

/// A band, packed.
#[derive(Debug)]
pub(super) struct Piece {
    /// Deflate blocks.
    pub packed: Vec<u8>,
    /// Of what was packed.
    pub sum: Checksum,
}

/// Whether more of the picture follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    More,
    Nothing,
}

/// Packs the rows of a canvas, each as its difference from the one above, the first as it is.
pub(super) fn pack(canvas: &Canvas, follows: Follows) -> Piece {
    let filtered = filtered(canvas);
    let mut deflate = Compress::new(Compression::new(LEVEL), false);
    let flush = if follows == Follows::More { FlushCompress::Sync } else { FlushCompress::Finish };
    let mut packed = Vec::with_capacity(filtered.len() / 16 + (1 << 12));
    loop {
        let taken = deflate.total_in() as usize;
        deflate
            .compress_vec(&filtered[taken..], &mut packed, flush)
            .expect("deflate takes any bytes, and is called in order");
        // Room left over means that everything is written.
        if deflate.total_in() as usize == filtered.len() && packed.len() < packed.capacity() {
            break;
        }
        packed.reserve(packed.capacity());
    }
    Piece { packed, sum: Checksum::of(&filtered) }
}

fn filtered(canvas: &Canvas) -> Vec<u8> {
    const AS_IT_IS: u8 = 0;
    const LESS_ABOVE: u8 = 2;
    let (width, rows) = (canvas.width() as usize, canvas.rows());
    let mut out = Vec::with_capacity((width * 3 + 1) * rows as usize);
    out.push(AS_IT_IS);
    out.extend(canvas.row(0).chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]));
    for y in 1..rows {
        out.push(LESS_ABOVE);
        let (above, own) = (canvas.row(y - 1), canvas.row(y));
        for (above, own) in above.chunks(RUN * 4).zip(own.chunks(RUN * 4)) {
            if above == own {
                out.extend_from_slice(&[0; RUN * 3][..own.len() / 4 * 3]);
                continue;
            }
            let pairs = above.chunks_exact(4).zip(own.chunks_exact(4));
            out.extend(pairs.flat_map(|(above, own)| [0, 1, 2].map(|part| own[part].wrapping_sub(above[part]))));
        }
    }
    out
}

/// The Adler-32 checksum of some bytes, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Checksum {
    value: u32,
    length: u64,
}

impl Checksum {
    /// That of no bytes.
    pub(super) const EMPTY: Self = Self { value: 1, length: 0 };
    /// The prime that both halves of the sum are taken by.
    const MODULUS: u64 = 65_521;

    fn of(bytes: &[u8]) -> Self {
        let mut sum = simd_adler32::Adler32::new();
        sum.write(bytes);
        Self { value: sum.finish(), length: bytes.len() as u64 }
    }

    /// That of these bytes with others behind them.
    pub(super) fn followed_by(self, next: Self) -> Self {
        let halves = |sum: u32| (u64::from(sum & 0xffff), u64::from(sum >> 16));
        let ((low, high), (next_low, next_high)) = (halves(self.value), halves(next.value));
        // The low half counts 1 and each byte; the high half sums the low one after each byte.
        let before = low + Self::MODULUS - 1;
        let low = (before + next_low) % Self::MODULUS;
        let high = (high + next_high + (next.length % Self::MODULUS) * before) % Self::MODULUS;
        Self { value: (high << 16 | low) as u32, length: self.length + next.length }
    }

    /// The four bytes behind the last piece.
    pub(super) fn bytes(self) -> [u8; 4] {
        self.value.to_be_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_pieces_add_up_to_the_sum_of_the_whole() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|index| (index.wrapping_mul(index) % 251) as u8).collect();
        for at in [0, 1, 7, 65_521, 199_999, 200_000] {
            let (one, other) = bytes.split_at(at);

            let joined = Checksum::EMPTY.followed_by(Checksum::of(one)).followed_by(Checksum::of(other));

            assert_eq!(joined, Checksum::of(&bytes), "cut at {at}");
        }
    }
}
