//! Which ribs stand in which row, and on which joint.

use super::bones::Joints;

/// The ribs of one row by index on their side, each with the slot of its joint in the row.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Share {
    pub above: Vec<(usize, usize)>,
    pub below: Vec<(usize, usize)>,
    /// How many joints the row has.
    pub slots: usize,
    /// How many joints stand in the rows before.
    pub before: usize,
}

/// Deals so many ribs above and below out to rows, as evenly as can be.
pub(super) fn shares((above, below): (usize, usize), joints: Joints, rows: usize) -> Vec<Share> {
    let slots = match joints {
        Joints::InPairs => above.max(below),
        // Above stand on even slots, below on odd ones.
        Joints::InTurn => (2 * above.max(below)).saturating_sub(usize::from(above > below)),
    };
    // A pair of slots in turn stays together, so that every row begins above.
    let group = if joints == Joints::InTurn { 2 } else { 1 };
    let groups = slots.div_ceil(group);
    let bounds: Vec<usize> = (0..=rows).map(|row| ((row * groups).div_ceil(rows) * group).min(slots)).collect();
    let mut shares: Vec<Share> =
        bounds.windows(2).map(|pair| Share { before: pair[0], slots: pair[1] - pair[0], ..Share::default() }).collect();
    for (own, other, is_above) in [(above, below, true), (below, above, false)] {
        for at in 0..own {
            // The fewer ribs of one side are spread over the length of the other.
            let places = if is_above || joints == Joints::InPairs { other } else { other.saturating_sub(1) };
            let place = if own >= places { at } else { (2 * at + 1) * places / (2 * own) };
            let slot = match joints {
                Joints::InPairs => place,
                Joints::InTurn => 2 * place + usize::from(!is_above),
            };
            let row = bounds[1..].iter().position(|&end| slot < end).unwrap_or(rows - 1);
            let entry = (at, slot - bounds[row]);
            if is_above { shares[row].above.push(entry) } else { shares[row].below.push(entry) }
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ribs_in_turn_alternate_and_rows_are_even() {
        let shares = shares((4, 3), Joints::InTurn, 2);

        assert_eq!(shares[0].above, [(0, 0), (1, 2)]);
        assert_eq!(shares[0].below, [(0, 1), (1, 3)]);
        assert_eq!(shares[1].above, [(2, 0), (3, 2)]);
        assert_eq!(shares[1].below, [(2, 1)]);
    }

    #[test]
    fn few_ribs_on_one_side_are_spread_over_the_other() {
        let shares = shares((8, 2), Joints::InTurn, 1);

        assert_eq!(shares[0].below, [(0, 3), (1, 11)]);
    }

    #[test]
    fn every_rib_has_a_joint_of_its_own_in_its_row() {
        for above in 0..20_usize {
            for below in 0..20 {
                for joints in [Joints::InTurn, Joints::InPairs] {
                    // Ribs on one side that stand in turn have room for one of the other side between them.
                    let step = if joints == Joints::InTurn { 2 } else { 1 };
                    let rows = above.max(below).div_ceil(3).max(1);
                    let shares = shares((above, below), joints, rows);
                    let count = |side: fn(&Share) -> usize| shares.iter().map(side).sum::<usize>();
                    assert_eq!(count(|share| share.above.len()), above);
                    assert_eq!(count(|share| share.below.len()), below);
                    for share in &shares {
                        for side in [&share.above, &share.below] {
                            assert!(side.windows(2).all(|pair| pair[0].1 + step <= pair[1].1), "{shares:?}");
                            assert!(side.iter().all(|(_, slot)| *slot < share.slots));
                        }
                    }
                }
            }
        }
    }
}
