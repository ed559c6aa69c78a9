//! The spread of cascades, held against known figures and against going through all live edges.

use proptest::prelude::*;
use waterline::analysis::cascade::{
    BestSpread, SpreadMethod, SpreadOptions, SpreadRefusal, influence_max, spread_of_each,
};
use waterline::analysis::watch::{Stopped, Watch};
use waterline::graph::compact::{CompactGraph, Edge, Parallel};

fn graph(nodes: usize, edges: &[(u32, u32, f64)]) -> CompactGraph {
    let edges: Vec<Edge> =
        edges.iter().map(|(from, to, weight)| Edge { from: *from, to: *to, weight: *weight }).collect();
    CompactGraph::of(nodes, &edges, Parallel::Once)
}

fn best(graph: &CompactGraph, size: usize, options: &SpreadOptions) -> BestSpread {
    influence_max(graph, size, options, &Watch::none()).expect("an answer")
}

fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
}

const EDGES: [(u32, u32, f64); 6] = [(0, 1, 0.5), (0, 2, 0.4), (1, 3, 0.6), (2, 3, 0.5), (3, 4, 0.3), (2, 4, 0.2)];
const DRAWN: SpreadOptions = SpreadOptions { exact_edges: 0, cascades: 10_000, seed: 1 };

#[test]
fn the_spread_of_a_small_graph_is_exact() {
    let graph = graph(5, &EDGES);

    let (spread, method) = spread_of_each(&graph, &SpreadOptions::default(), &Watch::none()).expect("an answer");
    let pair = best(&graph, 2, &SpreadOptions::default());

    spread
        .iter()
        .zip([2.5364, 1.78, 1.82, 1.3, 1.0])
        .for_each(|(found, expected)| assert_near(*found, expected, 1e-12));
    assert_eq!((method, pair.members), (SpreadMethod::Exact, vec![0, 2]));
    assert_near(pair.spread, 3.506, 1e-12);
}

#[test]
fn drawn_cascades_come_near_the_exact_figures_with_the_same_bytes_on_any_number_of_threads() {
    let graph = graph(5, &EDGES);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| best(&graph, 2, &DRAWN))
    };

    let pair = on(1);

    assert_eq!((pair.method, pair.members.as_slice()), (SpreadMethod::Sampled, &[0, 2][..]));
    assert_near(pair.spread, 3.506, 0.05);
    assert_eq!(pair, on(4));
}

#[test]
fn certain_edges_need_no_drawing_and_all_are_reached_in_the_end() {
    let ring: Vec<(u32, u32, f64)> = (0..50).map(|at| (at, (at + 1) % 50, 1.0)).collect();

    let found = best(&graph(52, &ring), 3, &SpreadOptions::default());

    assert_eq!(found.members, [0, 50, 51]);
    assert_near(found.spread, 52.0, 0.0);
    assert_eq!(best(&graph(2, &[]), 9, &SpreadOptions::default()).members, [0, 1]);
    assert_eq!(best(&graph(2, &[]), 0, &SpreadOptions::default()).members, [0_u32; 0]);
    assert_eq!(best(&graph(0, &[]), 3, &SpreadOptions::default()).spread.to_bits(), 0.0_f64.to_bits());
}

#[test]
fn more_draws_than_memory_holds_are_refused_and_work_can_be_stopped() {
    let many = SpreadOptions { cascades: usize::MAX / 2, ..DRAWN };
    let stop = std::sync::atomic::AtomicBool::new(true);

    let refused = influence_max(&graph(5, &EDGES), 1, &many, &Watch::none());
    let stopped = influence_max(&graph(5, &EDGES), 1, &DRAWN, &Watch::until(&stop));

    assert_eq!(refused, Err(SpreadRefusal::TooMany { edges: 6, most: 0 }));
    assert_eq!(stopped, Err(SpreadRefusal::Stopped(Stopped)));
}

proptest! {
    #[test]
    fn exact_spreads_agree_with_going_through_all_live_edges(
        edges in prop::collection::btree_map((0_u32..5, 0_u32..5), prop_oneof![Just(1.0), 0.0_f64..1.0], 0..9)
    ) {
        let edges: Vec<(u32, u32, f64)> = edges.into_iter().map(|((from, to), weight)| (from, to, weight)).collect();
        let graph = graph(5, &edges);

        let (exact, _) = spread_of_each(&graph, &SpreadOptions::default(), &Watch::none()).expect("an answer");
        let (drawn, _) = spread_of_each(&graph, &DRAWN, &Watch::none()).expect("an answer");

        for node in 0..5 {
            let expected = spread(&edges, &[node]);
            prop_assert!((exact[node] - expected).abs() < 1e-12, "{} instead of {expected}", exact[node]);
            prop_assert!((drawn[node] - expected).abs() < 0.1, "{} instead of {expected}", drawn[node]);
        }
        let pair = best(&graph, 2, &SpreadOptions::default());
        let members: Vec<usize> = pair.members.iter().map(|node| *node as usize).collect();
        let after_first = (0..5).map(|other| spread(&edges, &[members[0], other])).fold(0.0, f64::max);
        prop_assert!((pair.spread - spread(&edges, &members)).abs() < 1e-12);
        prop_assert!((pair.spread - after_first).abs() < 1e-12);
    }
}

/// The mean number of nodes reached, over all ways in which edges can be live.
fn spread(edges: &[(u32, u32, f64)], from: &[usize]) -> f64 {
    let mut mean = 0.0;
    for live in 0..1_usize << edges.len() {
        let mut reached = [false; 5];
        for node in from {
            reached[*node] = true;
        }
        let mut chance = 1.0;
        for (at, (_, _, weight)) in edges.iter().enumerate() {
            chance *= if live >> at & 1 == 1 { *weight } else { 1.0 - weight };
        }
        for _ in 0..5 {
            for (_, (one, other, _)) in edges.iter().enumerate().filter(|(at, _)| live >> at & 1 == 1) {
                reached[*other as usize] |= reached[*one as usize];
            }
        }
        mean += chance * reached.iter().filter(|reached| **reached).count() as f64;
    }
    mean
}
