//! Access paths and reliability, held against known figures and against going through everything.

use std::collections::BTreeSet;

use proptest::prelude::*;
use waterline::analysis::path::{Access, AccessOptions, AccessRefusal, access, reliabilities_from};
use waterline::analysis::reliability::{Reliability, ReliabilityMethod, ReliabilityOptions, reliability};
use waterline::analysis::watch::Watch;
use waterline::graph::compact::{CompactGraph, Edge, Parallel};

fn undirected(nodes: usize, edges: &[(u32, u32, f64)]) -> CompactGraph {
    let edges: Vec<Edge> =
        edges.iter().map(|(from, to, weight)| Edge { from: *from, to: *to, weight: *weight }).collect();
    CompactGraph::of(nodes, &edges, Parallel::Once).undirected(Parallel::Once)
}

fn ways(graph: &CompactGraph, from: u32, to: u32) -> Access {
    access(graph, from, to, &|_| 0, &AccessOptions::default(), &Watch::none()).expect("an answer")
}

fn chance(graph: &CompactGraph, from: u32, to: u32) -> Reliability {
    reliability(graph, from, to, &ReliabilityOptions::default(), &Watch::none()).expect("an answer")
}

fn assert_near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found} instead of {expected}");
}

/// Us 0, x 1, y 2, z 3, the target 4.
fn known() -> CompactGraph {
    undirected(5, &[(0, 1, 0.9), (1, 4, 0.5), (0, 2, 0.8), (2, 3, 0.9), (3, 4, 0.8), (0, 4, 0.4)])
}

#[test]
fn the_best_way_can_be_the_longest() {
    let found = ways(&known(), 0, 4);

    let nodes: Vec<&[u32]> = found.paths.iter().map(|path| path.nodes.as_slice()).collect();
    assert_eq!(nodes, [&[0, 2, 3, 4][..], &[0, 1, 4], &[0, 4]]);
    assert_near(found.paths[0].reliability, 0.576, 1e-12);
    assert_eq!(found.disjoint, found.paths);
    assert_near(found.overall.chance, 0.86008, 1e-12);
    assert_eq!(found.overall.method, ReliabilityMethod::Exact);
}

#[test]
fn the_best_ways_to_all_are_as_reliable_as_the_best_way_to_each() {
    let mut random = 1_u32;
    let mut draw = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) % below
    };
    let edges: Vec<Edge> = (0..150)
        .map(|_| Edge { from: draw(50), to: draw(50), weight: f64::from(draw(1000) + 1) / 1000.0 })
        .chain([Edge { from: 3, to: 60, weight: 1.0 }, Edge { from: 60, to: 61, weight: 1e-200 }])
        .chain([Edge { from: 61, to: 62, weight: 1e-90 }, Edge { from: 62, to: 63, weight: 1e-300 }])
        .collect();
    let graph = CompactGraph::of(64, &edges, Parallel::Once);
    let options = AccessOptions { next: 0, ..AccessOptions::default() };

    let found = reliabilities_from(&graph, 3);

    for to in (0..63).filter(|to| *to != 3) {
        let access = access(&graph, 3, to, &|_| 0, &options, &Watch::none()).expect("an answer");
        let best = access.paths.first().map_or(0.0, |path| path.reliability);
        assert!((found[to as usize] - best).abs() <= 1e-9 * best, "{to}: {} instead of {best}", found[to as usize]);
    }
    assert!(found[62] > 0.0, "an unlikely way is a way");
    assert_eq!((found[3], found[63]), (1.0, 0.0));
}

#[test]
fn the_last_step_decides_between_paths_that_are_nearly_equal() {
    let graph = undirected(5, &[(0, 1, 1.0), (1, 4, 0.5), (0, 2, 1.0), (2, 4, 0.496), (0, 3, 1.0), (3, 4, 0.49)]);
    let best = |preferred: u32| {
        let preference = |last: u32| u32::from(last == preferred);
        access(&graph, 0, 4, &preference, &AccessOptions::default(), &Watch::none()).expect("an answer").paths[0].nodes
            [1]
    };

    assert_eq!((best(1), best(2)), (1, 2));
    assert_eq!(best(3), 1, "two per cent less is less");
}

#[test]
fn ways_to_oneself_to_nowhere_and_in_one_step() {
    let graph = undirected(4, &[(0, 1, 0.5), (2, 3, 0.5), (0, 0, 0.5)]);

    let own = ways(&graph, 0, 0);
    let none = ways(&graph, 0, 2);
    let step = ways(&graph, 0, 1);

    assert_eq!((own.paths.len(), own.disjoint.len()), (1, 1));
    assert_near(own.overall.chance, 1.0, 0.0);
    assert_eq!((none.paths.len(), none.disjoint.len()), (0, 0));
    assert_near(none.overall.chance, 0.0, 0.0);
    assert_eq!((step.paths.len(), step.disjoint.len()), (1, 1));
    assert_near(step.overall.chance, 0.5, 0.0);
}

#[test]
fn nodes_that_are_not_there_and_steps_above_certainty_are_refused() {
    let refused = |graph: &CompactGraph, to| access(graph, 0, to, &|_| 0, &AccessOptions::default(), &Watch::none());

    assert_eq!(refused(&known(), 5), Err(AccessRefusal::Unknown { node: 5, nodes: 5 }));
    assert!(matches!(refused(&undirected(2, &[(0, 1, 1.5)]), 1), Err(AccessRefusal::Weight { .. })));
    assert!(refused(&undirected(0, &[]), 0).is_err());
}

#[test]
fn a_long_chain_neither_overflows_nor_takes_for_ever() {
    let length = 100_000;
    let edges: Vec<(u32, u32, f64)> = (1..length).map(|at| (at - 1, at, 0.999_99)).collect();

    for (from, to) in [(0, length - 1), (length - 1, 0)] {
        let found = ways(&undirected(length as usize, &edges), from, to);

        assert_eq!(found.paths.len(), 1);
        assert_near(found.overall.chance, 0.999_99_f64.powi(length as i32 - 1), 1e-9);
    }
}

/// A ladder of rungs between two rails: nothing in series or side by side is left to join inside it.
fn ladder(rungs: u32, chance: f64) -> CompactGraph {
    let edges: Vec<(u32, u32, f64)> = (0..rungs)
        .flat_map(|at| {
            [
                (2 * at, 2 * at + 2, chance),
                (2 * at + 1, 2 * at + 3, chance),
                (2 * at, 2 * at + 3, chance),
                (2 * at + 1, 2 * at + 2, chance),
            ]
        })
        .collect();
    undirected(2 * rungs as usize + 2, &edges)
}

#[test]
fn large_networks_are_sampled_near_the_exact_figure_with_the_same_bytes_on_any_number_of_threads() {
    let graph = ladder(8, 0.6);
    let exactly = ReliabilityOptions { exact_edges: 100, ..ReliabilityOptions::default() };
    let exact = reliability(&graph, 0, 16, &exactly, &Watch::none()).expect("an answer");
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| chance(&graph, 0, 16))
    };

    let sampled = on(1);

    assert_eq!((exact.method, sampled.method), (ReliabilityMethod::Exact, ReliabilityMethod::Sampled));
    assert_near(sampled.chance, exact.chance, 0.015);
    assert_eq!(sampled, on(4));
}

#[test]
fn edges_on_no_way_between_the_two_and_certain_ones_do_not_count() {
    // Ways in the middle; two rings at a dead end, beyond what is computed exactly.
    let mut edges = vec![(0, 1, 1.0), (1, 2, 0.5), (1, 3, 0.6), (2, 4, 0.7), (3, 4, 0.8), (2, 3, 0.9), (4, 5, 1.0)];
    for ring in 0..8 {
        let first = 6 + 3 * ring;
        edges.extend([
            (1, first, 0.5),
            (first, first + 1, 0.5),
            (first + 1, first + 2, 0.5),
            (first + 2, 1, 0.5),
            (first, first + 2, 0.5),
        ]);
    }

    let found = chance(&undirected(30, &edges), 0, 5);

    let bridge = |holds: f64, sides: f64| 0.9 * holds + 0.1 * sides;
    let expected = bridge((1.0 - 0.5 * 0.4) * (1.0 - 0.3 * 0.2), 1.0 - (1.0 - 0.35) * (1.0 - 0.48));
    assert_eq!(found.method, ReliabilityMethod::Exact);
    assert_near(found.chance, expected, 1e-12);
}

prop_compose! {
    fn small_graph()(nodes in 2_u32..7)(
        nodes in Just(nodes),
        edges in prop::collection::vec((0..nodes, 0..nodes, prop_oneof![Just(1.0), Just(0.5), 0.05_f64..1.0]), 0..12),
    ) -> (usize, Vec<(u32, u32, f64)>) {
        let mut seen = BTreeSet::new();
        let edges = edges.into_iter().filter(|(one, other, _)| one != other && seen.insert((*one.min(other), *one.max(other))));
        (nodes as usize, edges.collect())
    }
}

proptest! {
    #[test]
    fn reliability_agrees_with_going_through_all_edges((nodes, edges) in small_graph()) {
        let mut expected = 0.0;
        for live in 0..1_usize << edges.len() {
            let mut chance = 1.0;
            let mut reached = vec![false; nodes];
            reached[0] = true;
            for (at, (_, _, weight)) in edges.iter().enumerate() {
                chance *= if live >> at & 1 == 1 { *weight } else { 1.0 - weight };
            }
            for _ in 0..nodes {
                for (_, (one, other, _)) in edges.iter().enumerate().filter(|(at, _)| live >> at & 1 == 1) {
                    let either = reached[*one as usize] || reached[*other as usize];
                    (reached[*one as usize], reached[*other as usize]) = (either, either);
                }
            }
            expected += if reached[nodes - 1] { chance } else { 0.0 };
        }

        let graph = undirected(nodes, &edges);
        let exact = chance(&graph, 0, nodes as u32 - 1);
        let all_drawn = ReliabilityOptions { exact_edges: 0, ..ReliabilityOptions::default() };
        let drawn = reliability(&graph, 0, nodes as u32 - 1, &all_drawn, &Watch::none()).expect("an answer");

        prop_assert!((exact.chance - expected).abs() < 1e-12, "{} instead of {expected}", exact.chance);
        prop_assert!((drawn.chance - expected).abs() < 0.025, "{} instead of {expected}", drawn.chance);
    }

    #[test]
    fn the_best_paths_are_the_best_of_all((nodes, edges) in small_graph()) {
        let graph = undirected(nodes, &edges);
        let mut all = Vec::new();
        walk(&graph, nodes as u32 - 1, &mut vec![0], 1.0, &mut all);
        all.sort_by(|one: &(f64, Vec<u32>), other| other.0.total_cmp(&one.0));

        let found = ways(&graph, 0, nodes as u32 - 1);

        prop_assert_eq!(found.paths.len(), all.len().min(6));
        for (path, (reliability, _)) in found.paths.iter().zip(&all) {
            prop_assert!((path.reliability - reliability).abs() <= 0.011 * reliability);
            prop_assert!(all.iter().any(|(_, nodes)| *nodes == path.nodes));
        }
        let mut sorted: Vec<f64> = found.paths.iter().map(|path| path.reliability).collect();
        sorted.sort_by(|one, other| other.total_cmp(one));
        for (found, (expected, _)) in sorted.iter().zip(&all) {
            prop_assert!((found - expected).abs() < 1e-9);
        }
        let distinct: BTreeSet<&Vec<u32>> = found.paths.iter().map(|path| &path.nodes).collect();
        prop_assert_eq!(distinct.len(), found.paths.len());
    }

    #[test]
    fn disjoint_paths_share_no_inner_node_and_leave_no_way_over((nodes, edges) in small_graph()) {
        let graph = undirected(nodes, &edges);

        let found = ways(&graph, 0, nodes as u32 - 1);

        let inner: Vec<u32> = found.disjoint.iter().flat_map(|path| path.nodes[1..path.nodes.len() - 1].to_vec()).collect();
        let distinct: BTreeSet<u32> = inner.iter().copied().collect();
        prop_assert_eq!(distinct.len(), inner.len());
        prop_assert_eq!(found.disjoint.first(), found.paths.first());
        let mut all = Vec::new();
        walk(&graph, nodes as u32 - 1, &mut vec![0], 1.0, &mut all);
        let over = all.iter().filter(|(_, path)| path.len() > 2 && path[1..path.len() - 1].iter().all(|node| !distinct.contains(node)));
        prop_assert_eq!(over.count(), 0);
    }
}

/// All paths without loops, with their reliability.
fn walk(graph: &CompactGraph, to: u32, path: &mut Vec<u32>, reliability: f64, all: &mut Vec<(f64, Vec<u32>)>) {
    let here = path[path.len() - 1];
    if here == to {
        return all.push((reliability, path.clone()));
    }
    for (next, weight) in graph.out(here) {
        if !path.contains(&next) {
            path.push(next);
            walk(graph, to, path, reliability * weight, all);
            path.pop();
        }
    }
}
