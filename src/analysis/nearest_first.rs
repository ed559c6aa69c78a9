//! A queue for shortest paths: buckets as wide as the shortest edge, so that most graphs need no heap at all.
//!
//! What lies in the first bucket can no longer become nearer when no edge is shorter than a bucket is wide (E. A. Dinic,
//! "Economical algorithms for finding shortest paths in a network", 1978). Where edges differ in length by more than
//! the buckets can hold, buckets are wider, and the first one is kept as a heap.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many buckets there are: one bit each in a word that tells which hold something.
const BUCKETS: usize = 64;

/// Nodes to be settled, nearest first. A node may be pushed again when it comes nearer; the caller passes over what it
/// has settled already.
pub(crate) struct NearestFirst {
    per_length: f64,
    /// The bucket that pops come from, counted from length 0.
    current: u64,
    filled: u64,
    buckets: Vec<Vec<(f64, u32)>>,
    /// The current bucket where its order matters.
    heap: Option<BinaryHeap<Reverse<(u64, u32)>>>,
}

impl NearestFirst {
    /// A queue for edges of these lengths, which are above 0.
    pub(crate) fn for_lengths(lengths: &[f64]) -> Self {
        let longest = lengths.iter().copied().fold(0.0, f64::max);
        let shortest = lengths.iter().copied().fold(f64::INFINITY, f64::min).min(longest);
        // A little narrower than the shortest edge, so that rounding cannot put an edge's two ends into one bucket.
        let narrow = shortest * (1.0 - 1e-6);
        let last = (BUCKETS - 2) as f64;
        let fits = longest <= narrow * last;
        let width = if longest <= 0.0 {
            1.0
        } else if fits {
            narrow
        } else {
            longest / last
        };
        Self {
            per_length: 1.0 / width,
            current: 0,
            filled: 0,
            buckets: vec![Vec::new(); BUCKETS],
            heap: (!fits).then(BinaryHeap::new),
        }
    }

    /// Empties the queue and sets it back to length 0.
    pub(crate) fn restart(&mut self) {
        self.current = 0;
        self.filled = 0;
        self.buckets.iter_mut().for_each(Vec::clear);
        if let Some(heap) = &mut self.heap {
            heap.clear();
        }
    }

    /// Adds a node at a length, which is not less than that of the last node popped.
    pub(crate) fn push(&mut self, length: f64, node: u32) {
        let bucket = ((length * self.per_length) as u64).max(self.current);
        if let Some(heap) = &mut self.heap
            && bucket == self.current
        {
            heap.push(Reverse((length.to_bits(), node)));
            return;
        }
        let slot = (bucket % BUCKETS as u64) as usize;
        self.buckets[slot].push((length, node));
        self.filled |= 1 << slot;
    }

    /// Takes the nearest node out, or one of a bucket whose nodes can no longer come nearer.
    pub(crate) fn pop(&mut self) -> Option<(f64, u32)> {
        if let Some(Reverse((length, node))) = self.heap.as_mut().and_then(BinaryHeap::pop) {
            return Some((f64::from_bits(length), node));
        }
        if self.filled == 0 {
            return None;
        }
        let ahead = self.filled.rotate_right((self.current % BUCKETS as u64) as u32).trailing_zeros();
        self.current += u64::from(ahead);
        let slot = (self.current % BUCKETS as u64) as usize;
        if let Some(heap) = &mut self.heap {
            heap.extend(self.buckets[slot].drain(..).map(|(length, node)| Reverse((length.to_bits(), node))));
            self.filled &= !(1 << slot);
            let Reverse((length, node)) = heap.pop()?;
            return Some((f64::from_bits(length), node));
        }
        let next = self.buckets[slot].pop();
        if self.buckets[slot].is_empty() {
            self.filled &= !(1 << slot);
        }
        next
    }
}
