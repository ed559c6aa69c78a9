//! Graphs of hostile shape: every measure comes to an end or can be stopped, and none goes as deep as the graph is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use waterline::analysis::measure::{Measure, MeasureOptions, measure};
use waterline::analysis::no_answer::NoAnswer;
use waterline::analysis::watch::Watch;
use waterline::graph::compact::Parallel;
use waterline::graph::named::{Direction, Meaning, NamedGraph};

/// Every measure, as one names it.
const MEASURES: [&str; 20] = [
    "degree",
    "in_degree",
    "out_degree",
    "betweenness",
    "closeness",
    "harmonic",
    "pagerank",
    "katz",
    "eigenvector",
    "constraint",
    "effective_size",
    "brokerage",
    "core",
    "articulation",
    "bridges",
    "communities",
    "kpp_neg:2",
    "kpp_neg_f:2",
    "kpp_pos:2",
    "influence_max:2",
];

/// How deep chains are and how wide stars: a call for each level would need many times the stack that there is.
const LARGE: u32 = if cfg!(debug_assertions) { 8_000 } else { 100_000 };
const STACK: usize = 256 << 10;

/// After this long, work is told to stop; and it must have stopped after that, without optimisation on a busy machine too.
const ALLOWED: Duration = Duration::from_millis(300);
const STOPPED: Duration = if cfg!(debug_assertions) { Duration::from_secs(30) } else { Duration::from_secs(2) };

fn graph(nodes: u32, edges: impl Iterator<Item = (u32, u32)>, direction: Direction) -> NamedGraph {
    let edges: Vec<(u32, u32, f64)> = edges.map(|(from, to)| (from, to, 1.0)).collect();
    let names = (0..nodes).map(|node| node.to_string()).collect();
    NamedGraph::of(names, &edges, Meaning { direction, parallel: Parallel::Once })
}

/// Chains and stars in both directions and in none, a circle, and a clique.
fn shapes() -> Vec<(&'static str, NamedGraph)> {
    let chain = || (1..LARGE).map(|at| (at - 1, at));
    let star = || (1..LARGE).map(|leaf| (0, leaf));
    let turned = |(from, to)| (to, from);
    let clique = (0..400).flat_map(|one| (0..one).map(move |other| (one, other)));
    vec![
        ("chain down", graph(LARGE, chain(), Direction::Directed)),
        ("chain up", graph(LARGE, chain().map(turned), Direction::Directed)),
        ("chain", graph(LARGE, chain(), Direction::Undirected)),
        ("star outward", graph(LARGE, star(), Direction::Directed)),
        ("star inward", graph(LARGE, star().map(turned), Direction::Directed)),
        ("star", graph(LARGE, star(), Direction::Undirected)),
        ("circle", graph(LARGE, chain().chain([(LARGE - 1, 0)]), Direction::Directed)),
        ("clique", graph(400, clique, Direction::Undirected)),
    ]
}

/// Measures on a small stack; none when it was stopped.
fn measured(graph: &NamedGraph, name: &str, stop: &AtomicBool) -> Option<()> {
    let groups: Vec<u32> = (0..graph.names.len() as u32).map(|node| node % 7).collect();
    let options = MeasureOptions { groups: Some(&groups), ..MeasureOptions::default() };
    let wanted: Measure = name.parse().expect("a measure");
    match measure(graph, wanted, &options, &Watch::until(stop)) {
        Err(refusal) if refusal.is_stopped() => None,
        // Long and thin graphs do not settle, and it says so.
        Ok(_) | Err(NoAnswer::Unsettled(_)) => Some(()),
        Err(refusal) => panic!("{name}: {refusal}"),
    }
}

fn on_a_small_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.expect("a thread").join().expect("no panic")
    })
}

#[test]
fn s1_every_measure_of_a_hostile_shape_ends_or_stops_and_none_goes_deep() {
    for (shape, graph) in shapes() {
        for name in MEASURES {
            let (stop, began) = (AtomicBool::new(false), Instant::now());
            let over = AtomicBool::new(false);
            let taken = std::thread::scope(|scope| {
                scope.spawn(|| {
                    while began.elapsed() < ALLOWED && !over.load(Ordering::Relaxed) {
                        std::thread::sleep(Duration::from_millis(5));
                    }
                    stop.store(true, Ordering::Relaxed);
                });
                on_a_small_stack(|| measured(&graph, name, &stop));
                over.store(true, Ordering::Relaxed);
                began.elapsed()
            });
            assert!(taken < STOPPED, "{name} of a {shape} takes {taken:?}");
        }
    }
}

#[test]
fn s1_measures_that_look_at_all_sets_of_three_can_be_stopped() {
    let clique = graph(800, (0..800).flat_map(|one| (0..one).map(move |other| (one, other))), Direction::Undirected);
    let stop = AtomicBool::new(true);

    for name in ["constraint", "effective_size", "brokerage"] {
        assert_eq!(measured(&clique, name, &stop), None, "{name}");
    }
}

#[test]
fn s1_a_measure_that_would_take_minutes_and_is_not_stopped_would_be_seen() {
    let chain = graph(50_000, (1..50_000).map(|at| (at - 1, at)), Direction::Undirected);
    let (stop, began) = (AtomicBool::new(false), Instant::now());

    let found = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(ALLOWED);
            stop.store(true, Ordering::Relaxed);
        });
        on_a_small_stack(|| measured(&chain, "harmonic", &stop))
    });

    assert_eq!(found, None, "this shape is too small to show anything");
    assert!(began.elapsed() >= ALLOWED);
}
