//! Counts and walks the sets of so many nodes, in the order of their nodes.

/// How many sets of `size` there are among `nodes`, or none when there are more than `most`.
pub(super) fn few_sets(nodes: usize, size: usize, most: u64) -> Option<u64> {
    let mut sets = 1_u64;
    let size = size.min(nodes - size);
    for step in 0..size as u64 {
        // Each step is a whole number: a binomial coefficient itself.
        sets = sets.checked_mul(nodes as u64 - step)? / (step + 1);
        if sets > most {
            return None;
        }
    }
    Some(sets)
}

/// The set of a rank, counted from 0, in lexicographic order.
pub(super) fn set_of_rank(nodes: usize, size: usize, mut rank: u64) -> Vec<u32> {
    let mut set = Vec::with_capacity(size);
    for node in 0..nodes {
        let missing = size - set.len();
        if missing == 0 {
            break;
        }
        let with_it = few_sets(nodes - node - 1, missing - 1, u64::MAX).expect("a part of few sets is few");
        if rank < with_it {
            set.push(node as u32);
        } else {
            rank -= with_it;
        }
    }
    set
}

/// Goes on to the next set in lexicographic order; past the last one the set stays as it is.
pub(super) fn next_set(set: &mut [u32], nodes: usize) {
    let size = set.len();
    let Some(at) = (0..size).rev().find(|at| (set[*at] as usize) < nodes - size + at) else { return };
    set[at] += 1;
    for later in at + 1..size {
        set[later] = set[later - 1] + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_and_steps_walk_the_same_sets() {
        let mut set = set_of_rank(6, 3, 0);
        for rank in 0..few_sets(6, 3, 20).expect("20 sets") {
            assert_eq!(set, set_of_rank(6, 3, rank));
            next_set(&mut set, 6);
        }
        assert_eq!(set, [3, 4, 5]);
        assert_eq!(few_sets(5, 0, 9), Some(1));
        assert_eq!(few_sets(1_000_000, 1, 1_000_000), Some(1_000_000));
        assert_eq!(few_sets(1_000, 3, 1_000_000), None);
    }
}
