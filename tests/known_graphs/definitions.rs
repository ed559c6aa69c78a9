//! The quick ways beside the definitions, word for word and slowly, on made-up graphs; and beside rustworkx.

use rustworkx_core::petgraph::graph::{DiGraph, UnGraph};
use waterline::analysis::brokerage::{Roles, brokerage, constraint, effective_size};
use waterline::analysis::centrality::{betweenness, closeness, eigenvector, harmonic, katz, pagerank};
use waterline::analysis::cohesion::{core_numbers, weak_points};
use waterline::analysis::key_players::{Aim, Effort, kpp_neg, kpp_neg_with, kpp_pos, kpp_pos_up_to, kpp_pos_with};
use waterline::analysis::method::Method;
use waterline::analysis::watch::Watch;
use waterline::analysis::weighting::Weighting;
use waterline::graph::compact::{CompactGraph, Parallel};

use crate::networks::{assert_near, made_up};

const SEEDS: std::ops::Range<u64> = 0..60;

/// All distances, and how many shortest paths there are.
fn all_paths(graph: &CompactGraph, weighting: Weighting) -> Vec<Vec<(f64, f64)>> {
    let nodes = graph.nodes();
    let length = |weight: f64| if weighting == Weighting::Distance { 1.0 / weight } else { 1.0 };
    let mut distance = vec![vec![f64::INFINITY; nodes]; nodes];
    for (node, row) in distance.iter_mut().enumerate() {
        row[node] = 0.0;
        graph.out(node as u32).for_each(|(other, weight)| row[other as usize] = length(weight));
    }
    for middle in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                distance[from][to] = distance[from][to].min(distance[from][middle] + distance[middle][to]);
            }
        }
    }
    (0..nodes)
        .map(|from| {
            let mut order: Vec<usize> = (0..nodes).filter(|to| distance[from][*to].is_finite()).collect();
            order.sort_by(|one, other| distance[from][*one].total_cmp(&distance[from][*other]));
            let mut paths = vec![0.0; nodes];
            paths[from] = 1.0;
            for to in order.into_iter().skip(1) {
                paths[to] = graph
                    .into_node(to as u32)
                    .filter(|(before, weight)| {
                        let over = distance[from][*before as usize] + length(*weight);
                        (over - distance[from][to]).abs() <= 1e-9 * over
                    })
                    .map(|(before, _)| paths[before as usize])
                    .sum();
            }
            distance[from].iter().copied().zip(paths).collect()
        })
        .collect()
}

#[test]
fn betweenness_closeness_and_harmonic_are_as_defined() {
    for seed in SEEDS {
        let graph = made_up(seed, 2 + seed % 23);
        let nodes = graph.nodes();
        for weighting in [Weighting::Unweighted, Weighting::Distance] {
            let paths = all_paths(&graph, weighting);
            let reach = |from: usize, to: usize| from != to && paths[from][to].0.is_finite();
            let mut between = vec![0.0; nodes];
            let (mut near, mut inverse) = (vec![0.0; nodes], vec![0.0; nodes]);
            for node in 0..nodes {
                for from in (0..nodes).filter(|from| *from != node) {
                    for to in (0..nodes).filter(|to| *to != node && *to != from) {
                        let (way, first, second) = (paths[from][to], paths[from][node], paths[node][to]);
                        if way.0.is_finite() && (first.0 + second.0 - way.0).abs() <= 1e-9 * way.0 {
                            between[node] += first.1 * second.1 / way.1;
                        }
                    }
                }
                between[node] /= ((nodes as f64 - 1.0) * (nodes as f64 - 2.0)).max(1.0);
                let reaching: Vec<f64> =
                    (0..nodes).filter(|from| reach(*from, node)).map(|from| paths[from][node].0).collect();
                let count = reaching.len() as f64;
                if count > 0.0 {
                    near[node] = count / (nodes as f64 - 1.0) * (count / reaching.iter().sum::<f64>());
                    inverse[node] = reaching.iter().map(|length| 1.0 / length).sum::<f64>() / (nodes as f64 - 1.0);
                }
            }
            let what = format!("seed {seed}, {weighting:?}");
            assert_near(&betweenness(&graph, weighting, &Watch::none()).expect("an answer"), &between, &what);
            assert_near(&closeness(&graph, weighting, &Watch::none()).expect("an answer"), &near, &what);
            assert_near(&harmonic(&graph, weighting, &Watch::none()).expect("an answer"), &inverse, &what);
        }
    }
}

#[test]
fn structural_holes_are_as_defined() {
    for seed in SEEDS {
        let graph = made_up(seed, 2 + seed % 40);
        let mutual = |i: u32, j: u32| graph.weight(i, j).unwrap_or(0.0) + graph.weight(j, i).unwrap_or(0.0);
        let nodes: Vec<u32> = (0..graph.nodes() as u32).collect();
        let sum = |i: u32| nodes.iter().map(|j| mutual(i, *j)).sum::<f64>();
        let share = |i: u32, j: u32| mutual(i, j) / sum(i);
        let strongest = |j: u32| nodes.iter().map(|k| mutual(j, *k)).fold(0.0, f64::max);
        let tied = |i: u32| nodes.iter().copied().filter(move |j| mutual(i, *j) > 0.0);

        let (bound, size) = (
            constraint(&graph, &Watch::none()).expect("an answer"),
            effective_size(&graph, &Watch::none()).expect("an answer"),
        );

        for i in nodes.iter().copied() {
            if sum(i) <= 0.0 {
                assert_eq!((bound[i as usize], size[i as usize]), (None, None));
                continue;
            }
            let c: f64 =
                tied(i).map(|j| (share(i, j) + tied(i).map(|q| share(i, q) * share(q, j)).sum::<f64>()).powi(2)).sum();
            let e: f64 =
                tied(i).map(|j| 1.0 - tied(i).map(|q| share(i, q) * mutual(j, q) / strongest(j)).sum::<f64>()).sum();
            assert_near(&[bound[i as usize].expect("tied"), size[i as usize].expect("tied")], &[c, e], "holes");
        }
    }
}

#[test]
fn brokers_are_counted_as_defined() {
    for seed in SEEDS {
        let graph = made_up(seed, 3 + seed % 20);
        let groups: Vec<u32> = (0..graph.nodes() as u32).map(|node| node * 7 % 3).collect();
        let mut expected = vec![Roles::default(); graph.nodes()];
        for j in 0..graph.nodes() as u32 {
            for i in graph.predecessors(j) {
                for k in graph.successors(j).iter().filter(|k| *k != i && graph.weight(*i, **k).is_none()) {
                    let [gi, gj, gk] = [*i, j, *k].map(|node| groups[node as usize]);
                    let roles = &mut expected[j as usize];
                    *match (gi == gj, gj == gk, gi == gk) {
                        (true, true, _) => &mut roles.coordinator,
                        (true, false, _) => &mut roles.representative,
                        (false, true, _) => &mut roles.gatekeeper,
                        (false, false, true) => &mut roles.itinerant,
                        (false, false, false) => &mut roles.liaison,
                    } += 1;
                }
            }
        }

        assert_eq!(brokerage(&graph, &groups, &Watch::none()), Ok(expected), "seed {seed}");
    }
}

#[test]
fn sets_of_all_sizes_at_once_are_those_of_each_size() {
    let watch = Watch::none();
    for (seed, sets) in (0..12).flat_map(|seed| [(seed, 0), (seed, 100)]) {
        let (graph, effort) = (made_up(seed, 3 + seed), Effort { sets });
        for weighting in [Weighting::Unweighted, Weighting::Distance] {
            let each = (1..=graph.nodes().min(5)).map(|size| kpp_pos_with(&graph, size, weighting, effort, &watch));

            let together = kpp_pos_up_to(&graph, 5, weighting, effort, &watch);

            assert_eq!(together, Ok(each.map(|set| set.expect("an answer")).collect()), "seed {seed}");
        }
    }
}

#[test]
fn key_players_are_the_best_of_all_sets_and_steps_come_close() {
    for seed in 0..25 {
        let graph = made_up(seed, 6 + seed % 9);
        let undirected = graph.undirected(Parallel::Once);
        let watch = Watch::none();
        for size in 1..4 {
            let stepwise = Effort { sets: 0 };
            let exact = kpp_pos(&graph, size, Weighting::Unweighted, &watch).expect("an answer");
            let greedy = kpp_pos_with(&graph, size, Weighting::Unweighted, stepwise, &watch).expect("an answer");
            assert_eq!((exact.method, greedy.method), (Method::Exact, Method::Greedy));
            let paths = all_paths(&graph, Weighting::Unweighted);
            let reach = |set: &[u32]| {
                let nearest = |to: usize| set.iter().map(|k| paths[*k as usize][to].0).fold(f64::INFINITY, f64::min);
                (0..graph.nodes()).map(|to| 1.0 / nearest(to).max(1.0)).sum::<f64>() / graph.nodes() as f64
            };
            let best = sets(graph.nodes() as u32, size).iter().map(|set| reach(set)).fold(0.0, f64::max);
            assert_near(
                &[exact.value, reach(&exact.members), reach(&greedy.members)],
                &[best, best, greedy.value],
                "DR",
            );
            assert!(greedy.value >= 0.93 * best, "seed {seed}: {} of {best}", greedy.value);
            for aim in [Aim::Distances, Aim::Components] {
                let exact = kpp_neg(&undirected, size, aim, &watch).expect("an answer");
                let greedy = kpp_neg_with(&undirected, size, aim, stepwise, &watch).expect("an answer");
                assert_eq!((exact.method, greedy.method), (Method::Exact, Method::Greedy));
                let (most, found) = match aim {
                    Aim::Distances => (exact.broken.distances, greedy.broken.distances),
                    Aim::Components => (exact.broken.components, greedy.broken.components),
                };
                assert!(found <= most + 1e-12 && found >= 0.8 * most, "seed {seed} {aim:?}: {found} of {most}");
            }
        }
    }
}

/// All sets of a size.
fn sets(nodes: u32, size: usize) -> Vec<Vec<u32>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let smaller = sets(nodes, size - 1);
    let wider = |set: Vec<u32>| {
        let next = set.last().map_or(0, |last| last + 1);
        (next..nodes).map(move |node| [set.clone(), vec![node]].concat())
    };
    smaller.into_iter().flat_map(wider).collect()
}

fn directed(graph: &CompactGraph) -> DiGraph<(), f64> {
    let mut made = DiGraph::new();
    let nodes: Vec<_> = (0..graph.nodes()).map(|_| made.add_node(())).collect();
    for edge in graph.all_edges() {
        made.add_edge(nodes[edge.from as usize], nodes[edge.to as usize], edge.weight);
    }
    made
}

fn both_ways_once(graph: &CompactGraph) -> UnGraph<(), f64> {
    let mut made = UnGraph::new_undirected();
    let nodes: Vec<_> = (0..graph.nodes()).map(|_| made.add_node(())).collect();
    for edge in graph.all_edges().filter(|edge| edge.from < edge.to) {
        made.add_edge(nodes[edge.from as usize], nodes[edge.to as usize], edge.weight);
    }
    made
}

#[test]
fn rustworkx_agrees_where_it_offers_the_measure() {
    use rustworkx_core::{centrality, connectivity};

    for seed in 0..8 {
        let graph = made_up(seed, 40 + 30 * seed);
        let undirected = graph.undirected(Parallel::Once);
        let (theirs, theirs_both) = (directed(&graph), both_ways_once(&undirected));
        let watch = Watch::none();

        let between = centrality::betweenness_centrality(&theirs, false, true, 1_000_000);
        let between: Vec<f64> = between.into_iter().map(|figure| figure.expect("a node")).collect();
        assert_near(&betweenness(&graph, Weighting::Unweighted, &watch).expect("an answer"), &between, "betweenness");
        let near = centrality::closeness_centrality(&theirs, true, 1_000_000);
        let near: Vec<f64> = near.into_iter().map(|figure| figure.unwrap_or(0.0)).collect();
        assert_near(&closeness(&graph, Weighting::Unweighted, &watch).expect("an answer"), &near, "closeness");
        let cores = connectivity::core_number(&theirs_both);
        let mut cores: Vec<(usize, usize)> = cores.into_iter().map(|(node, core)| (node.index(), core)).collect();
        cores.sort_unstable();
        assert_eq!(core_numbers(&undirected), cores.iter().map(|(_, core)| *core).collect::<Vec<_>>());
        let weak = weak_points(&undirected);
        let cut = connectivity::articulation_points(&theirs_both, None);
        let mut cut: Vec<u32> = cut.into_iter().map(|node| node.index() as u32).collect();
        cut.sort_unstable();
        assert_eq!(weak.cut_points, cut);
        let mut bridges: Vec<(u32, u32)> = connectivity::bridges(&theirs_both)
            .into_iter()
            .map(|(one, other)| (one.index().min(other.index()) as u32, one.index().max(other.index()) as u32))
            .collect();
        bridges.sort_unstable();
        assert_eq!(weak.bridges, bridges);
    }
}

#[test]
fn pagerank_katz_and_eigenvector_solve_their_equations() {
    for seed in SEEDS {
        let graph = made_up(seed, 5 + seed % 60);
        let nodes = graph.nodes() as f64;
        let out = |node: u32| graph.out_weights(node).iter().sum::<f64>();

        let rank = pagerank(&graph);
        let hanging: f64 =
            (0..graph.nodes() as u32).filter(|node| out(*node) == 0.0).map(|node| rank[node as usize]).sum();
        let again: Vec<f64> = (0..graph.nodes() as u32)
            .map(|node| {
                let heard: f64 =
                    graph.into_node(node).map(|(from, weight)| weight / out(from) * rank[from as usize]).sum();
                0.15 / nodes + 0.85 * (heard + hanging / nodes)
            })
            .collect();
        assert_near(&again, &rank, "pagerank");
        assert!((rank.iter().sum::<f64>() - 1.0).abs() < 1e-9);

        let katz = katz(&graph, &Watch::none()).expect("an answer");
        let drawn = |node: u32| graph.into_node(node).map(|(from, weight)| weight * katz[from as usize]).sum::<f64>();
        // x = c(1 + α Aᵀ x / c): with α unknown here, two nodes tell c and α, and all others must agree.
        let with: Vec<(f64, f64)> = (0..graph.nodes() as u32).map(|node| (katz[node as usize], drawn(node))).collect();
        let (low, high) = (least(&with), most(&with));
        if high.1 - low.1 > 1e-6 {
            let alpha = (high.0 - low.0) / (high.1 - low.1);
            let start = low.0 - alpha * low.1;
            assert!(alpha > 0.0 && alpha <= 0.1 + 1e-9, "seed {seed}: α {alpha}");
            let again: Vec<f64> = with.iter().map(|(_, drawn)| start + alpha * drawn).collect();
            assert_near(&again, &katz, "katz");
        }

        let undirected = graph.undirected(Parallel::Add);
        let Ok(figures) = eigenvector(&undirected, &Watch::none()) else { continue };
        let drawn: Vec<f64> = (0..graph.nodes() as u32)
            .map(|node| undirected.into_node(node).map(|(from, weight)| weight * figures[from as usize]).sum())
            .collect();
        let value: f64 = drawn.iter().zip(&figures).map(|(drawn, figure)| drawn * figure).sum();
        let again: Vec<f64> = figures.iter().map(|figure| figure * value).collect();
        for (drawn, again) in drawn.iter().zip(&again) {
            assert!((drawn - again).abs() < 1e-6, "seed {seed}: {drawn} {again}");
        }
    }
}

fn least(figures: &[(f64, f64)]) -> (f64, f64) {
    figures.iter().copied().min_by(|one, other| one.1.total_cmp(&other.1)).expect("a node")
}

fn most(figures: &[(f64, f64)]) -> (f64, f64) {
    figures.iter().copied().max_by(|one, other| one.1.total_cmp(&other.1)).expect("a node")
}
