//! Opinions and votes whose figures are known.

use proptest::prelude::*;
use waterline::analysis::opinion::{Opinion, OpinionRefusal};
use waterline::analysis::vote::{Committee, Voice, all_say_yes};
use waterline::graph::compact::{CompactGraph, Edge, Parallel};
use waterline::model::stage::Rule;

fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
}

#[test]
fn opinions_settle_as_friedkin_and_johnsen_computed() {
    let weights = [
        vec![0.220, 0.120, 0.360, 0.300],
        vec![0.147, 0.215, 0.344, 0.294],
        vec![0.0, 0.0, 1.0, 0.0],
        vec![0.090, 0.178, 0.446, 0.286],
    ];
    let adaptability: Vec<f64> = (0..4).map(|person| 1.0 - weights[person][person]).collect();
    let stances = [25.0, 25.0, 75.0, 85.0];

    let opinion = Opinion::given(&weights, &adaptability).unwrap();

    for (found, expected) in opinion.settled(&stances).into_iter().zip([60.02, 59.98, 75.00, 74.99]) {
        assert_near(found, expected, 0.005);
    }
    for (share, settled) in opinion.shares(&[3, 0, 1, 2]).iter().zip([3, 0, 1, 2]) {
        let sum: f64 = share.iter().zip(stances).map(|(share, stance)| share * stance).sum();
        assert_near(sum, opinion.settled(&stances)[settled], 1e-8);
    }
}

#[test]
fn who_heeds_nobody_keeps_the_own_stance_and_others_meet_those_they_heed() {
    let edges = [Edge { from: 0, to: 1, weight: 0.5 }, Edge { from: 2, to: 1, weight: 0.25 }];
    let graph = CompactGraph::of(4, &edges, Parallel::Either);

    let settled = Opinion::of(&graph, &[0.8; 4]).unwrap().settled(&[1.0, 0.0, -0.5, 0.25]);

    // λ = .8 × (1 − .5 × .75) = .5, of which two thirds go to the first and one third to the third.
    let expected = [1.0, 0.5 * (2.0 / 3.0 * 1.0 - 1.0 / 3.0 * 0.5), -0.5, 0.25];
    settled.into_iter().zip(expected).for_each(|(found, expected)| assert_near(found, expected, 1e-12));
}

#[test]
fn shares_for_more_people_than_are_solved_side_by_side_are_the_same() {
    let edges: Vec<Edge> = (0..60_u32)
        .map(|at| Edge { from: at * 7 % 20, to: at * 13 % 19, weight: 0.1 + f64::from(at % 5) / 10.0 })
        .collect();
    let opinion = Opinion::of(&CompactGraph::of(20, &edges, Parallel::Either), &[1.0; 20]).unwrap();

    let together = opinion.shares(&(0..20).collect::<Vec<_>>());

    for (person, shares) in together.iter().enumerate() {
        assert_near(shares.iter().sum(), 1.0, 1e-9);
        let alone = opinion.shares(&[person as u32]).remove(0);
        shares.iter().zip(alone).for_each(|(one, other)| assert_near(*one, other, 1e-9));
    }
}

#[test]
fn a_long_chain_settles_and_what_is_no_influence_is_refused() {
    let people = 100_000;
    let edges: Vec<Edge> = (1..people as u32).map(|to| Edge { from: to - 1, to, weight: 0.5 }).collect();
    let graph = CompactGraph::of(people, &edges, Parallel::Once);

    assert_near(Opinion::of(&graph, &vec![0.8; people]).unwrap().settled(&vec![0.5; people])[people - 1], 0.5, 1e-9);
    let heavy = CompactGraph::of(2, &[Edge { from: 0, to: 1, weight: 1.5 }], Parallel::Once);
    assert_eq!(Opinion::of(&heavy, &[0.8; 2]), Err(OpinionRefusal::Influence { from: 0, to: 1, weight: 1.5 }));
    assert!(Opinion::of(&graph, &[0.8]).is_err());
    assert!(Opinion::of(&CompactGraph::of(1, &[], Parallel::Once), &[f64::NAN]).is_err());
    assert!(Opinion::given(&[vec![1.0]], &[1.0]).is_err());
    assert!(Opinion::given(&[vec![f64::NAN]], &[0.5]).is_err());
    assert!(Opinion::given(&[vec![0.5, 0.6], vec![0.0, 1.0]], &[0.5; 2]).is_err());
}

#[test]
fn committees_say_yes_as_often_as_is_known() {
    let majority = |chances: &[f64]| {
        let seats = vec![Voice { votes: 1, veto: false }; chances.len()];
        Committee::of(Rule::Majority, &seats).unwrap().chance(chances)
    };

    assert_near(majority(&[0.9, 0.7, 0.5, 0.4, 0.2]), 0.582, 1e-12);
    assert_near(majority(&[0.6; 5]), 0.68256, 1e-12);
    assert_near(majority(&[0.6; 7]), 0.710_208, 1e-12);
}

#[test]
fn rules_mean_what_they_say_in_odd_cases() {
    let voice = |votes, veto| Voice { votes, veto };
    let chance = |rule, seats: &[Voice], yes: &[f64]| Committee::of(rule, seats).unwrap().chance(yes);
    let plain = [voice(1, false), voice(3, false), voice(3, true)];

    // Sole: votes first, then the veto, then the place; another seat's veto holds.
    assert_near(chance(Rule::Sole, &plain, &[0.1, 0.2, 0.3]), 0.3, 1e-15);
    assert_near(chance(Rule::Sole, &[voice(2, false), voice(2, false)], &[0.1, 0.2]), 0.1, 1e-15);
    assert_near(chance(Rule::Sole, &[voice(2, false), voice(1, true)], &[0.5, 0.2]), 0.1, 1e-15);
    // A stage without seats is no condition; seats without votes have one each; half is no majority.
    assert_near(chance(Rule::Quota { votes: 3 }, &[], &[]), 1.0, 0.0);
    assert_near(chance(Rule::Majority, &[voice(0, false); 2], &[0.5; 2]), 0.25, 1e-15);
    assert_near(chance(Rule::Majority, &[voice(1, false), voice(1, false)], &[1.0, 0.0]), 0.0, 0.0);
    // A quota above all votes is never met; one of 0 always, but for a veto.
    assert_near(chance(Rule::Quota { votes: 8 }, &plain, &[1.0; 3]), 0.0, 0.0);
    assert_near(chance(Rule::Quota { votes: 0 }, &plain, &[0.5; 3]), 0.5, 1e-15);
    // Consensus is of those who vote or can stop it.
    assert_near(
        chance(Rule::Consensus, &[voice(1, false), voice(0, true), voice(0, false)], &[0.5, 0.5, 0.0]),
        0.25,
        1e-15,
    );
}

#[test]
fn stages_multiply_and_votes_that_add_up_in_too_many_ways_are_refused() {
    let committee = Committee::of(Rule::Consensus, &[Voice { votes: 1, veto: false }; 2]).unwrap();
    let yes = [0.5, 0.5];
    let votes: Vec<Voice> = (0..40_u32).map(|at| Voice { votes: (1 << (at % 20)) + at * 7919, veto: false }).collect();

    assert_near(all_say_yes(&[(&committee, yes.as_slice()), (&committee, yes.as_slice())]), 0.0625, 1e-15);
    assert_near(all_say_yes(&[]), 1.0, 0.0);
    assert!(Committee::of(Rule::Majority, &votes).is_err());
}

proptest! {
    #[test]
    fn dynamic_programming_agrees_with_looking_at_every_vote(
        seats in prop::collection::vec((0_u32..6, any::<bool>(), 0.0_f64..=1.0), 1..9),
        rule in prop_oneof![
            Just(Rule::Sole), Just(Rule::Majority), Just(Rule::Consensus), (0_u32..20).prop_map(|votes| Rule::Quota { votes })
        ],
    ) {
        let voices: Vec<Voice> = seats.iter().map(|(votes, veto, _)| Voice { votes: *votes, veto: *veto }).collect();
        let yes: Vec<f64> = seats.iter().map(|(_, _, yes)| *yes).collect();

        let expected: f64 = (0..1_usize << seats.len())
            .filter(|ballot| passes(rule, &voices, *ballot))
            .map(|ballot| (0..yes.len()).map(|at| if ballot >> at & 1 == 1 { yes[at] } else { 1.0 - yes[at] }).product::<f64>())
            .sum();

        let found = Committee::of(rule, &voices).unwrap().chance(&yes);
        prop_assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
    }
}

/// The rules as they are written, for one ballot.
fn passes(rule: Rule, voices: &[Voice], ballot: usize) -> bool {
    let uncounted = voices.iter().all(|voice| voice.votes == 0);
    let votes = |at: usize| if uncounted { 1 } else { voices[at].votes };
    let says_yes = |at: usize| ballot >> at & 1 == 1;
    let all: u32 = (0..voices.len()).map(votes).sum();
    let sum: u32 = (0..voices.len()).filter(|at| says_yes(*at)).map(votes).sum();
    let mut order: Vec<usize> = (0..voices.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((voices[*at].votes, voices[*at].veto)));
    let unstopped = (0..voices.len()).all(|at| says_yes(at) || !voices[at].veto);
    unstopped
        && match rule {
            Rule::Sole => says_yes(order[0]),
            Rule::Majority => 2 * sum > all,
            Rule::Quota { votes } => sum >= votes,
            Rule::Consensus => (0..voices.len()).all(|at| says_yes(at) || votes(at) == 0),
        }
}
