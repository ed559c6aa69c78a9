//! Figures of the store for whoever watches over it: how many requests wait, share a commit, and how long commits take.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::watch;

use super::error::StoreError;

/// Bounds of the requests that share a commit.
const REQUESTS: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
/// Bounds of the seconds that a commit takes.
const SECONDS: &[f64] = &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];

/// Counts values by bounds; may be written from many threads at once.
#[derive(Debug)]
pub struct Histogram {
    bounds: &'static [f64],
    /// How many values each bound takes that the bound before does not; the last takes the rest.
    counts: Vec<AtomicU64>,
    sum_in_millionths: AtomicU64,
}

impl Histogram {
    /// An empty histogram with these upper bounds, in ascending order.
    pub fn new(bounds: &'static [f64]) -> Self {
        let counts = (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect();
        Self { bounds, counts, sum_in_millionths: AtomicU64::new(0) }
    }

    /// Counts a value of at least 0.
    pub fn note(&self, value: f64) {
        let place = self.bounds.iter().position(|bound| value <= *bound).unwrap_or(self.bounds.len());
        self.counts[place].fetch_add(1, Ordering::Relaxed);
        self.sum_in_millionths.fetch_add((value * 1e6) as u64, Ordering::Relaxed);
    }

    /// What was counted so far.
    pub fn read(&self) -> Distribution {
        let mut count = 0;
        let mut at_most = Vec::with_capacity(self.bounds.len());
        for (place, counted) in self.counts.iter().enumerate() {
            count += counted.load(Ordering::Relaxed);
            if let Some(bound) = self.bounds.get(place) {
                at_most.push((*bound, count));
            }
        }
        let sum = self.sum_in_millionths.load(Ordering::Relaxed) as f64 / 1e6;
        Distribution { at_most, count, sum }
    }
}

/// Values that were counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// How many values were no greater than each bound.
    pub at_most: Vec<(f64, u64)>,
    /// How many there were.
    pub count: u64,
    /// Their sum.
    pub sum: f64,
}

/// What the store counts while it works.
#[derive(Debug)]
pub(super) struct Counts {
    pub(super) requests_in_a_commit: Histogram,
    pub(super) commit_seconds: Histogram,
    pub(super) refused: AtomicU64,
    /// Why the database can be used no longer.
    pub(super) broken: watch::Sender<Option<String>>,
}

impl Counts {
    /// Notes a failure; one after which nothing may be acknowledged is told to whoever waits for it.
    pub(super) fn note_failure(&self, error: &StoreError) {
        if let StoreError::Broken(reason) = error {
            self.broken.send_replace(Some(reason.clone()));
        }
    }
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            requests_in_a_commit: Histogram::new(REQUESTS),
            commit_seconds: Histogram::new(SECONDS),
            refused: AtomicU64::new(0),
            broken: watch::channel(None).0,
        }
    }
}

/// The store at this moment.
#[derive(Debug, Clone)]
pub struct StoreFigures {
    /// Requests that wait for the writer of a SQLite file.
    pub waiting: usize,
    /// Requests that shared each commit.
    pub requests_in_a_commit: Distribution,
    /// Seconds that each commit took, with the wait for the disk.
    pub commit_seconds: Distribution,
    /// Writes that were refused or failed.
    pub refused: u64,
    /// Maps in memory.
    pub maps: usize,
    /// About how many bytes they take.
    pub map_bytes: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_up_to_each_bound() {
        let histogram = Histogram::new(&[1.0, 2.0]);
        for value in [0.5, 1.0, 1.5, 9.0] {
            histogram.note(value);
        }

        let read = histogram.read();

        assert_eq!(read, Distribution { at_most: vec![(1.0, 2), (2.0, 3)], count: 4, sum: 12.0 });
    }
}
