//! Networks of the public data beside the figures that networkx and igraph give for them.

use serde_json::Value;
use waterline::analysis::brokerage::{constraint, effective_size};
use waterline::analysis::centrality::{
    betweenness, closeness, degree, eigenvector, harmonic, in_degree, out_degree, pagerank,
};
use waterline::analysis::cohesion::{core_numbers, weak_points};
use waterline::analysis::watch::Watch;
use waterline::analysis::weighting::Weighting;
use waterline::exchange::graph_file::Weights;
use waterline::graph::compact::{CompactGraph, Edge, Parallel};
use waterline::graph::named::{Direction, NamedGraph};

use crate::networks::{load, names, public_data};

const NETWORKS: [(&str, &str); 10] = [
    ("krackhardt-kite", "edges.csv"),
    ("padgett-florentine", "edges.csv"),
    ("krackhardt-hightech", "edges.csv"),
    ("email-eu-core", "edges.csv"),
    ("enron", "edges.csv"),
    ("sampson-monastery", "edges.csv"),
    ("freeman-eies", "messages.csv"),
    ("les-miserables", "edges.csv"),
    ("french-financial-elite", "edges.csv"),
    ("zachary-karate", "edges.csv"),
];

#[test]
fn every_figure_of_the_public_networks_is_that_of_networkx() {
    for (folder, file) in NETWORKS {
        let Some(path) = public_data(folder) else { continue };
        let reference: Value =
            serde_json::from_slice(&std::fs::read(path.join("reference.json")).expect("figures")).expect("JSON");
        for known in reference["networks"].as_array().expect("a list") {
            let name = known["network"].as_str().expect("a name");
            let direction =
                if known["directed"] == Value::Bool(true) { Direction::Directed } else { Direction::Undirected };
            let header = std::fs::read_to_string(path.join(file)).expect("edges");
            let relation = name.split("_without").next().expect("a first part");
            let conditions = [("relation", relation)];
            let conditions =
                if header.lines().next().is_some_and(|line| line.contains("relation")) { &conditions[..] } else { &[] };
            let of = |weights| with_isolates(load(&path.join(file), conditions, weights, direction), known);
            let column =
                if header.lines().next().is_some_and(|line| line.contains("messages")) { "messages" } else { "weight" };
            compare(&format!("{folder} {name}"), &of(Weights::Ignored), known, || {
                of(Weights::ReadFrom(column.to_owned()))
            });
        }
    }
}

/// The network with the nodes that have no ties, which the reference counts and a list of edges cannot name.
fn with_isolates(network: NamedGraph, known: &Value) -> NamedGraph {
    let mut names = network.names;
    if known.get("per_node_note").is_none() {
        for name in known["per_node"].as_object().expect("figures by node").keys() {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    let widen =
        |graph: &CompactGraph| CompactGraph::of(names.len(), &graph.all_edges().collect::<Vec<Edge>>(), Parallel::Once);
    let (graph, undirected) = (widen(&network.graph), widen(&network.undirected));
    NamedGraph { graph, undirected, direction: network.direction, names }
}

fn compare(title: &str, network: &NamedGraph, known: &Value, weighted: impl Fn() -> NamedGraph) {
    let (graph, undirected) = (&network.graph, &network.undirected);
    let watch = Watch::none();
    let of_counts = |counts: Vec<usize>| counts.into_iter().map(|count| Some(count as f64)).collect::<Vec<_>>();
    let some = |figures: Vec<f64>| figures.into_iter().map(Some).collect::<Vec<_>>();
    let others = network.names.len() as f64 - 1.0;
    let sums = harmonic(graph, Weighting::Unweighted, &watch).expect("an answer");
    let measured = [
        ("degree_undirected", of_counts(degree(graph))),
        ("in_degree", of_counts(in_degree(graph))),
        ("out_degree", of_counts(out_degree(graph))),
        ("betweenness_normalized", some(betweenness(graph, Weighting::Unweighted, &watch).expect("an answer"))),
        ("closeness_wf_improved", some(closeness(graph, Weighting::Unweighted, &watch).expect("an answer"))),
        ("harmonic", sums.into_iter().map(|sum| Some(sum * others)).collect()),
        ("pagerank_d085", some(pagerank(graph))),
        ("eigenvector_undirected", some(eigenvector(undirected, &watch).expect("an answer"))),
        ("constraint_undirected_nx", constraint(undirected, &Watch::none()).expect("an answer")),
        ("constraint_directed_nx", constraint(graph, &Watch::none()).expect("an answer")),
        ("effective_size_undirected_nx", effective_size(undirected, &Watch::none()).expect("an answer")),
        ("core_number_undirected", of_counts(core_numbers(undirected))),
    ];
    let per_node = known["per_node"].as_object().expect("figures by node");
    let check = |network: &NamedGraph, key: &str, figures: &[Option<f64>]| {
        for (name, figure) in network.names.iter().zip(figures) {
            let Some(stated) = per_node.get(name).and_then(|node| node.get(key)).and_then(Value::as_f64) else {
                continue;
            };
            let figure = figure.unwrap_or_else(|| panic!("{title} {key} {name} is undefined, not {stated}"));
            assert!((figure - stated).abs() < 2e-6, "{title} {key} {name}: {figure} instead of {stated}");
        }
    };
    for (key, figures) in &measured {
        check(network, key, figures);
    }
    if per_node.values().any(|node| node.get("pagerank_d085_weighted").is_some()) {
        let weighted = weighted();
        check(&weighted, "pagerank_d085_weighted", &some(pagerank(&weighted.graph)));
    }
    let weak = weak_points(undirected);
    let mut stated: Vec<&str> =
        known["articulation_points_undirected"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    stated.sort_unstable();
    assert_eq!(names(network, &weak.cut_points), stated, "{title}");
    assert_eq!(Some(weak.bridges.len() as u64), known["bridges_undirected_count"].as_u64(), "{title}");
}
