//! Records by the texts that name them, of which only digests are kept: a hundred thousand names cost little.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hash};

/// Stands for a key: 128 bits that nobody outside can foresee, so that no two keys of a file share them, not even on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Digest([u64; 2]);

/// Makes digests; those of different makers say nothing of each other.
#[derive(Debug, Default)]
pub(super) struct Digests([RandomState; 2]);

impl Digests {
    /// The digest of a key.
    pub fn of(&self, key: &(impl Hash + ?Sized)) -> Digest {
        Digest(self.0.each_ref().map(|half| half.hash_one(key)))
    }
}

/// Which records have a key; they are told by their places in a list.
#[derive(Debug, Default)]
pub(super) struct KeyIndex {
    entries: Vec<(Digest, u32)>,
}

impl KeyIndex {
    /// Makes room for so many more entries.
    pub fn reserve(&mut self, entries: usize) {
        self.entries.reserve_exact(entries);
    }

    /// Adds a record; it is found once the index is [settled](Self::settle).
    pub fn add(&mut self, key: Digest, place: usize) {
        self.entries.push((key, place as u32));
    }

    /// Puts what was added in order.
    pub fn settle(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        self.entries.shrink_to_fit();
    }

    /// The places of the records with this key, in the order of the list.
    pub fn places(&self, key: Digest) -> impl ExactSizeIterator<Item = usize> + Clone {
        let from = self.entries.partition_point(|(other, _)| *other < key);
        let count = self.entries[from..].partition_point(|(other, _)| *other == key);
        self.entries[from..from + count].iter().map(|(_, place)| *place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_finds_what_has_a_key_in_the_order_of_the_list() {
        let digests = Digests::default();
        let mut index = KeyIndex::default();
        for (place, name) in ["王伟", "Ada", "王伟", "Bo", "王伟"].into_iter().enumerate().rev() {
            index.add(digests.of(name), place);
        }
        index.add(digests.of("Bo"), 3);
        index.settle();

        let found = |name: &str| index.places(digests.of(name)).collect::<Vec<_>>();
        assert_eq!(found("王伟"), [0, 2, 4]);
        assert_eq!(found("Bo"), [3]);
        assert!(found("Cy").is_empty());
    }
}
