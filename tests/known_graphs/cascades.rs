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
            let expected = spread(&edges, &[node as u32]);
            prop_assert!((exact[node] - expected).abs() < 1e-12, "{} instead of {expected}", exact[node]);
            prop_assert!((drawn[node] - expected).abs() < 0.1, "{} instead of {expected}", drawn[node]);
        }
        let three = best(&graph, 3, &SpreadOptions::default());
        prop_assert!((three.spread - spread(&edges, &three.members)).abs() < 1e-9);
        for chosen in 0..3 {
            // Each member is the best addition to those before it.
            let (before, member) = (&three.members[..chosen], three.members[chosen]);
            let with = |node: u32| spread(&edges, &[before, &[node]].concat());
            let most = (0..5).map(with).fold(0.0, f64::max);
            prop_assert!(!before.contains(&member));
            prop_assert!((with(member) - most).abs() < 1e-9, "{member} after {before:?} instead of {most}");
        }
        let drawn = best(&graph, 3, &DRAWN);
        prop_assert!((drawn.spread - spread(&edges, &drawn.members)).abs() < 0.15, "{drawn:?}");
        prop_assert!(spread(&edges, &drawn.members) > three.spread - 0.3, "{drawn:?} beside {three:?}");
    }

    #[test]
    fn certain_cascades_begin_with_the_first_of_the_best_nodes(
        edges in prop::collection::btree_set((0_u32..12, 0_u32..12), 0..24), size in 1_usize..=12
    ) {
        let edges: Vec<(u32, u32, f64)> = edges.into_iter().map(|(from, to)| (from, to, 1.0)).collect();

        let found = best(&graph(12, &edges), size, &SpreadOptions::default());

        let mut expected: Vec<u32> = Vec::new();
        while expected.len() < size {
            let with = |node: u32| reached(&edges, &[expected.as_slice(), &[node]].concat());
            let free = (0..12).filter(|node| !expected.contains(node));
            let next = free.max_by_key(|node| (with(*node), std::cmp::Reverse(*node)));
            expected.push(next.expect("a node is left"));
        }
        prop_assert_eq!(&found.members, &expected);
        prop_assert_eq!(found.spread.to_bits(), f64::from(reached(&edges, &expected)).to_bits());
    }
}

#[test]
fn a_large_graph_of_certain_edges_is_walked_once_and_not_once_for_each_node() {
    let nodes = 100_000_u32;
    let chain: Vec<(u32, u32, f64)> = (1..nodes).map(|at| (at - 1, at, 1.0)).collect();
    let back = chain.iter().map(|(from, to, weight)| (*to, *from, *weight));
    let both: Vec<(u32, u32, f64)> = chain.iter().copied().chain(back).collect();
    let star: Vec<(u32, u32, f64)> = (1..nodes).map(|leaf| (0, leaf, 1.0)).collect();
    let inward: Vec<(u32, u32, f64)> = star.iter().map(|(from, to, weight)| (*to, *from, *weight)).collect();
    let best_of = |edges: &[(u32, u32, f64)], size| {
        let found = best(&graph(nodes as usize, edges), size, &SpreadOptions { exact_edges: 0, ..DRAWN });
        (found.members, found.spread)
    };

    assert_eq!(best_of(&chain, 3), (vec![0, 1, 2], 100_000.0));
    assert_eq!(best_of(&both, 3), (vec![0, 1, 2], 100_000.0));
    assert_eq!(best_of(&star, 3), (vec![0, 1, 2], 100_000.0));
    assert_eq!(best_of(&inward, 3), (vec![1, 2, 3], 4.0));
}

#[test]
fn work_on_a_few_doubtful_edges_before_long_certain_ways_can_be_stopped() {
    let hub = (1..=20).map(|branch| (0, branch * 5_000, 0.5));
    let ways = (0..100_000).filter(|at| at % 5_000 > 0 && at % 5_000 < 4_999).map(|at| (at, at + 1, 1.0));
    let edges: Vec<(u32, u32, f64)> = hub.chain(ways).filter(|(from, to, _)| from.max(to) < &100_000).collect();
    let graph = graph(100_000, &edges);
    let stop = std::sync::atomic::AtomicBool::new(false);

    let found = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(std::time::Duration::from_millis(300));
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
        });
        influence_max(&graph, 2, &SpreadOptions::default(), &Watch::until(&stop))
    });

    assert_eq!(found, Err(SpreadRefusal::Stopped(Stopped)));
}

/// How many nodes are reached when each edge is live.
fn reached(edges: &[(u32, u32, f64)], from: &[u32]) -> u32 {
    let mut reached: std::collections::BTreeSet<u32> = from.iter().copied().collect();
    loop {
        let next = edges.iter().filter(|(one, other, _)| reached.contains(one) && !reached.contains(other));
        let next: Vec<u32> = next.map(|(_, other, _)| *other).collect();
        if next.is_empty() {
            return reached.len() as u32;
        }
        reached.extend(next);
    }
}

/// The mean number of nodes reached, over all ways in which edges can be live.
fn spread(edges: &[(u32, u32, f64)], from: &[u32]) -> f64 {
    let mut mean = 0.0;
    for live in 0..1_usize << edges.len() {
        let mut reached = [false; 5];
        for node in from {
            reached[*node as usize] = true;
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
