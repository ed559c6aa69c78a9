//! Splits work into chunks that do not depend on the number of threads, so that neither do the sums over them.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::watch::{Stopped, Watch};

/// Whether work may be spread over threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Threads {
    /// Starting threads would cost more than they save.
    One,
    /// As many as the pool has.
    Pool,
}

impl Threads {
    /// Below 200 nodes threads cost more than they give.
    pub(crate) fn for_nodes(nodes: usize) -> Self {
        if nodes < 200 { Self::One } else { Self::Pool }
    }
}

/// Does the work on each chunk of `0..total`, with room to work in that is made as often as needed, and returns the
/// results in order of the chunks.
pub(crate) fn in_chunks<R, T: Send>(
    total: usize,
    chunk: usize,
    threads: Threads,
    watch: &Watch<'_>,
    room: impl Fn() -> R + Sync + Send,
    work: impl Fn(&mut R, Range<usize>) -> T + Sync + Send,
) -> Result<Vec<T>, Stopped> {
    let chunk = chunk.max(1);
    let done = AtomicU64::new(0);
    let one = |room: &mut R, index: usize| {
        let range = index * chunk..total.min((index + 1) * chunk);
        let length = range.len() as u64;
        let result = work(room, range);
        let so_far = done.fetch_add(length, Ordering::Relaxed) + length;
        watch.step(so_far, total as u64)?;
        Ok(result)
    };
    let chunks = total.div_ceil(chunk);
    match threads {
        Threads::One => {
            let mut room = room();
            (0..chunks).map(|index| one(&mut room, index)).collect()
        }
        Threads::Pool => (0..chunks).into_par_iter().map_init(room, one).collect(),
    }
}

/// Adds rows of equal length up, in their order.
pub(crate) fn add_up(rows: Vec<Vec<f64>>, length: usize) -> Vec<f64> {
    let mut sum = vec![0.0; length];
    for row in rows {
        for (sum, part) in sum.iter_mut().zip(row) {
            *sum += part;
        }
    }
    sum
}
