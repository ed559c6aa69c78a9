//! What holds of measures on every graph: names and order do not matter, nor threads; no shape breaks them.

use waterline::analysis::brokerage::{brokerage, constraint, effective_size};
use waterline::analysis::centrality::betweenness::{BetweennessOptions, betweenness_with};
use waterline::analysis::centrality::eigenvector::{EigenvectorOptions, Unsettled, eigenvector_with};
use waterline::analysis::centrality::{betweenness, closeness, degree, eigenvector, harmonic, katz, pagerank};
use waterline::analysis::cohesion::communities::CommunitiesOptions;
use waterline::analysis::cohesion::{communities, core_numbers, weak_points};
use waterline::analysis::key_players::{Aim, NoSet, kpp_neg, kpp_pos};
use waterline::analysis::method::Method;
use waterline::analysis::watch::Watch;
use waterline::analysis::weighting::Weighting;
use waterline::graph::compact::{CompactGraph, Edge, Parallel};

use crate::networks::{Chance, Way, assert_near, chain, made_up};

/// All figures by node that a graph has.
fn figures(graph: &CompactGraph) -> Vec<(&'static str, Vec<f64>)> {
    let watch = Watch::none();
    let undirected = graph.undirected(Parallel::Add);
    let known = |figures: Vec<Option<f64>>| figures.into_iter().map(|figure| figure.unwrap_or(-1.0)).collect();
    let whole = |counts: Vec<usize>| counts.into_iter().map(|count| count as f64).collect();
    let mut all = vec![
        ("degree", whole(degree(graph))),
        ("pagerank", pagerank(graph)),
        ("katz", katz(graph, &watch).expect("an answer")),
        ("constraint", known(constraint(graph, &Watch::none()).expect("an answer"))),
        ("effective size", known(effective_size(graph, &Watch::none()).expect("an answer"))),
        ("core", whole(core_numbers(&undirected))),
    ];
    for weighting in [Weighting::Unweighted, Weighting::Distance] {
        all.push(("betweenness", betweenness(graph, weighting, &watch).expect("an answer")));
        all.push(("closeness", closeness(graph, weighting, &watch).expect("an answer")));
        all.push(("harmonic", harmonic(graph, weighting, &watch).expect("an answer")));
    }
    if let Ok(figures) = eigenvector(&undirected, &watch) {
        all.push(("eigenvector", figures));
    }
    all
}

#[test]
fn names_and_order_of_nodes_do_not_matter() {
    for seed in 0..20 {
        let graph = made_up(seed, 30 + seed);
        let mut chance = Chance(seed + 5);
        let mut new_place: Vec<u32> = (0..graph.nodes() as u32).collect();
        for at in (1..new_place.len()).rev() {
            new_place.swap(at, chance.below(at as u64 + 1) as usize);
        }
        let mut edges: Vec<Edge> = graph
            .all_edges()
            .map(|edge| Edge { from: new_place[edge.from as usize], to: new_place[edge.to as usize], ..edge })
            .collect();
        edges.reverse();
        let renamed = CompactGraph::of(graph.nodes(), &edges, Parallel::Once);

        for ((name, before), (_, after)) in figures(&graph).into_iter().zip(figures(&renamed)) {
            let moved: Vec<f64> = new_place.iter().map(|place| after[*place as usize]).collect();
            assert!(
                before.iter().zip(&moved).all(|(one, other)| (one - other).abs() < 1e-7),
                "{name} of seed {seed} changed with the names"
            );
        }
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let graph = made_up(3, 450);
    let undirected = graph.undirected(Parallel::Add);
    let all = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let bits: Vec<Vec<u64>> = figures(&graph)
                .into_iter()
                .map(|(_, figures)| figures.into_iter().map(f64::to_bits).collect())
                .collect();
            let camps = communities(&undirected, &CommunitiesOptions::default(), &Watch::none()).expect("an answer");
            let set = kpp_pos(&graph, 4, Weighting::Distance, &Watch::none()).expect("an answer");
            let broken = kpp_neg(&undirected, 1, Aim::Distances, &Watch::none()).expect("an answer");
            (bits, camps.of, set.members, set.value.to_bits(), broken.members, broken.broken.distances.to_bits())
        })
    };

    assert_eq!(all(1), all(4));
}

#[test]
fn large_rounds_give_the_same_bytes_with_any_number_of_threads() {
    let graph = made_up(4, 12_000);
    let all = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| pagerank(&graph).into_iter().map(f64::to_bits).collect::<Vec<_>>())
    };

    assert_eq!(all(1), all(4));
}

#[test]
fn chains_of_100_000_break_nothing() {
    const NODES: u32 = 100_000;
    for way in [Way::Up, Way::Down, Way::Both] {
        let graph = chain(NODES, way);
        let undirected = graph.undirected(Parallel::Once);
        let watch = Watch::none();

        let between = betweenness_with(&graph, &BetweennessOptions::default(), &watch).expect("an answer");
        assert_eq!(between.method, Method::Exact);
        let (before, after) = (1_000.0, f64::from(NODES) - 1_001.0);
        let pairs = (f64::from(NODES) - 1.0) * (f64::from(NODES) - 2.0);
        let both = if way == Way::Both { 2.0 } else { 1.0 };
        assert!((between.values[1_000] - both * before * after / pairs).abs() < 1e-12);
        let weighted = betweenness(&graph, Weighting::Distance, &watch).expect("an answer");
        assert_near(&weighted, &between.values, "weighted");
        assert_eq!(weak_points(&undirected).cut_points.len(), NODES as usize - 2);
        assert_eq!(weak_points(&undirected).bridges.len(), NODES as usize - 1);
        assert!(core_numbers(&undirected).iter().all(|core| *core == 1));
        assert!((pagerank(&graph).iter().sum::<f64>() - 1.0).abs() < 1e-6);
        assert!(constraint(&graph, &Watch::none()).expect("an answer").iter().flatten().all(|figure| *figure <= 1.0));
        assert_eq!(
            brokerage(&graph, &vec![0; NODES as usize], &Watch::none()).expect("an answer")[5].coordinator,
            if way == Way::Both { 2 } else { 1 }
        );
        if way != Way::Both {
            assert!(katz(&graph, &watch).is_ok());
        }
        let short = EigenvectorOptions { rounds: 20, ..EigenvectorOptions::default() };
        assert_eq!(eigenvector_with(&undirected, &short, &watch), Err(Unsettled::Rounds(20)));
    }
}

#[test]
fn shortest_paths_beyond_counting_still_give_shares() {
    // Diamonds in a row double the number of shortest paths 1,100 times, beyond what a number can hold.
    let edges: Vec<Edge> = (0..1_100_u32)
        .flat_map(|at| [(0, 1), (0, 2), (1, 3), (2, 3)].map(|(from, to)| Edge::plain(3 * at + from, 3 * at + to)))
        .collect();
    let graph = CompactGraph::of(3_301, &edges, Parallel::Once);

    for weighting in [Weighting::Unweighted, Weighting::Distance] {
        let between = betweenness(&graph, weighting, &Watch::none()).expect("an answer");
        assert!(between.iter().all(|figure| figure.is_finite()), "{weighting:?}");
        assert!((between[1_501] - between[1_502]).abs() < 1e-12, "{weighting:?}");
    }
}

#[test]
fn stars_isolates_and_nothing_at_all_have_answers() {
    let star: Vec<Edge> = (1..50_000_u32).map(|node| Edge::plain(0, node)).collect();
    let star = CompactGraph::of(50_001, &star, Parallel::Once);
    assert_eq!(core_numbers(&star.undirected(Parallel::Once))[0], 1);
    let between = betweenness_with(&star.undirected(Parallel::Once), &BetweennessOptions::default(), &Watch::none());
    assert!(between.expect("an answer").values[0] > 0.99);
    assert_eq!(constraint(&star, &Watch::none()).expect("an answer")[50_000], None);

    for nodes in 0..4_usize {
        let graph = CompactGraph::of(nodes, &[], Parallel::Once);
        for (name, figures) in figures(&graph) {
            assert!(figures.iter().all(|figure| figure.is_finite()), "{name} of {nodes} isolates");
        }
        let camps = communities(&graph, &CommunitiesOptions::default(), &Watch::none()).expect("an answer");
        assert_eq!(camps.count, nodes);
        assert_eq!(kpp_pos(&graph, 4, Weighting::Unweighted, &Watch::none()), Err(NoSet::Size { wanted: 4, nodes }));
        if nodes > 0 {
            let broken = kpp_neg(&graph, 1, Aim::Distances, &Watch::none()).expect("an answer").broken;
            assert!((broken.distances - 1.0).abs() < 1e-12 && (broken.components - 1.0).abs() < 1e-12);
            let whole = kpp_pos(&graph, nodes, Weighting::Distance, &Watch::none()).expect("an answer");
            assert!((whole.value - 1.0).abs() < 1e-12);
        }
    }
}

#[test]
fn a_sample_comes_close_and_says_so() {
    let graph = made_up(9, 1_000);
    let exact = betweenness(&graph, Weighting::Unweighted, &Watch::none()).expect("an answer");

    let options = BetweennessOptions { exact_up_to: 0, sample: 400, ..BetweennessOptions::default() };
    let sampled = betweenness_with(&graph, &options, &Watch::none()).expect("an answer");

    assert_eq!(sampled.method, Method::Sampled(400));
    let top = (0..1_000).max_by(|one, other| exact[*one].total_cmp(&exact[*other])).expect("a node");
    assert!((sampled.values[top] / exact[top] - 1.0).abs() < 0.15, "{} {}", sampled.values[top], exact[top]);
    let sum = |figures: &[f64]| figures.iter().sum::<f64>();
    assert!((sum(&sampled.values) / sum(&exact) - 1.0).abs() < 0.15);
}

#[test]
fn work_stops_when_told() {
    let stop = std::sync::atomic::AtomicBool::new(true);
    let watch = Watch::until(&stop);
    let graph = made_up(1, 300);

    assert!(betweenness(&graph, Weighting::Unweighted, &watch).is_err());
    assert!(closeness(&graph, Weighting::Distance, &watch).is_err());
    assert!(kpp_pos(&graph, 3, Weighting::Unweighted, &watch).is_err());
    assert!(communities(&graph.undirected(Parallel::Once), &CommunitiesOptions::default(), &watch).is_err());
}
