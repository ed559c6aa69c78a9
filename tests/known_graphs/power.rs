//! Power in committees whose figures are known.

use waterline::analysis::power::{PowerMethod, PowerRefusal, power};

fn assert_near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
    }
}

#[test]
fn a_small_member_can_be_as_powerful_as_a_large_one() {
    let power = power(&[50, 49, 1], 51).unwrap();

    assert_near(&power.shapley, &[2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]);
    assert_near(&power.banzhaf, &[0.6, 0.2, 0.2]);
}

#[test]
fn the_permanent_members_of_the_security_council_hold_nearly_all_power() {
    let votes = [7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    let power = power(&votes, 39).unwrap();

    let of =
        |permanent, elected| -> Vec<f64> { votes.iter().map(|v| if *v == 7 { permanent } else { elected }).collect() };
    assert_near(&power.shapley, &of(421.0 / 2145.0, 4.0 / 2145.0));
    assert_near(&power.banzhaf, &of(106.0 / 635.0, 21.0 / 1270.0));
}

#[test]
fn luxembourg_had_a_vote_and_no_power_in_the_council_of_1958() {
    let power = power(&[4, 4, 4, 2, 2, 1], 12).unwrap();

    assert_near(&power.shapley, &[7.0 / 30.0, 7.0 / 30.0, 7.0 / 30.0, 0.15, 0.15, 0.0]);
    assert_near(&power.banzhaf, &[5.0 / 21.0, 5.0 / 21.0, 5.0 / 21.0, 1.0 / 7.0, 1.0 / 7.0, 0.0]);
}

#[test]
fn shapley_values_add_up_to_one_and_follow_votes_not_places() {
    for (votes, quota) in [
        (vec![3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], 23),
        (vec![538 / 2; 2], 270),
        ((1..=51).collect(), 700),
        (vec![1; 120], 61),
        (vec![0, 10, 0, 3], 5),
    ] {
        let forward = power(&votes, quota).unwrap();
        let backward = power(&votes.iter().rev().copied().collect::<Vec<_>>(), quota).unwrap();

        assert!((forward.shapley.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((forward.banzhaf.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_near(&forward.shapley, &backward.shapley.iter().rev().copied().collect::<Vec<_>>());
    }
}

#[test]
fn it_agrees_with_walking_through_all_orders() {
    let votes = [5, 3, 2, 2, 1, 4];
    for quota in 1..=17 {
        let mut pivots = [0.0; 6];
        orders(&mut (0..6).collect(), 0, &mut |order| {
            let mut sum = 0;
            let pivot = order.iter().find(|member| {
                sum += votes[**member];
                sum >= quota
            });
            pivots[*pivot.unwrap()] += 1.0 / 720.0;
        });

        assert_near(&power(&votes, quota).unwrap().shapley, &pivots);
    }
}

fn orders(order: &mut Vec<usize>, from: usize, visit: &mut dyn FnMut(&[usize])) {
    if from == order.len() {
        return visit(order);
    }
    for other in from..order.len() {
        order.swap(from, other);
        orders(order, from + 1, visit);
        order.swap(from, other);
    }
}

#[test]
fn large_votes_of_few_members_are_searched_through_with_the_same_result() {
    let small = [50, 49, 2, 30, 21];
    // A prime factor and one vote more for the last keep them from being brought down to the small ones.
    let large: Vec<u64> = small.iter().map(|votes| votes * 1_000_000_007).chain([1]).collect();

    let searched = power(&large, 77 * 1_000_000_007).unwrap();
    let counted = power(&small, 77).unwrap();

    assert_eq!((searched.method, counted.method), (PowerMethod::FullSearch, PowerMethod::GeneratingFunctions));
    assert_near(&searched.shapley[..5], &counted.shapley);
    assert_near(&searched.banzhaf[..5], &counted.banzhaf);
}

#[test]
fn what_cannot_be_decided_leaves_nobody_pivotal_and_what_cannot_be_counted_is_refused() {
    for (votes, quota) in [(vec![1, 2], 4), (vec![1, 2], 0), (vec![], 1), (vec![0, 0], 1)] {
        let power = power(&votes, quota).unwrap();

        assert!(power.shapley.iter().chain(&power.banzhaf).all(|value| *value == 0.0));
        assert_eq!(power.shapley.len(), votes.len());
    }
    let huge: Vec<u64> = (0..30).map(|at| u64::MAX / 3 - at * at).collect();
    assert_eq!(power(&huge, u64::MAX), Err(PowerRefusal::TooLarge { members: 30 }));
    assert_eq!(power(&[1; 121], 61), Err(PowerRefusal::TooMany { members: 121 }));
}
