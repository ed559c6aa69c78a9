//! Times measures of graphs, job by job as asked on standard input, so that a script can run other programs in turn.
//!
//! `cargo bench --bench graphs -- FILE.tsv` reads lines of `source<TAB>target<TAB>weight` whose nodes are whole numbers,
//! prints the names of its jobs as a JSON list, and then for each name that it reads one line of JSON: how many
//! milliseconds the job took, and a figure by which answers can be compared. `benches/graphs.py` drives it.

#![expect(clippy::print_stdout, reason = "figures are printed")]

use std::io::BufRead as _;
use std::time::Instant;

use waterline::analysis::brokerage::{constraint, effective_size};
use waterline::analysis::centrality::betweenness::{BetweennessOptions, betweenness_with};
use waterline::analysis::centrality::eigenvector::{EigenvectorOptions, eigenvector_with};
use waterline::analysis::centrality::katz::{KatzOptions, katz_with};
use waterline::analysis::centrality::pagerank::{PagerankOptions, pagerank_with};
use waterline::analysis::centrality::{closeness, harmonic};
use waterline::analysis::cohesion::communities::CommunitiesOptions;
use waterline::analysis::cohesion::{communities, core_numbers, weak_points};
use waterline::analysis::key_players::kpp_pos;
use waterline::analysis::path::reliabilities_from;
use waterline::analysis::watch::Watch;
use waterline::analysis::weighting::Weighting;
use waterline::graph::compact::{CompactGraph, Edge, Parallel};

/// A name, and what it does: an answer's figure.
type Job<'a> = (&'static str, Box<dyn Fn() -> f64 + 'a>);

fn main() {
    let path = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let Some(path) = path else {
        println!("Name a file: cargo bench --bench graphs -- FILE.tsv");
        return;
    };
    let graph = load(&path);
    let undirected = graph.undirected(Parallel::Add);
    let jobs = jobs(&graph, &undirected);
    let names: Vec<String> = jobs.iter().map(|(name, _)| format!("{name:?}")).collect();
    println!("[{}]", names.join(","));
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Some((_, job)) = jobs.iter().find(|(name, _)| *name == line.trim()) else { continue };
        let started = Instant::now();
        let check = job();
        println!("{{\"ms\":{},\"check\":{check}}}", started.elapsed().as_secs_f64() * 1e3);
    }
}

fn load(path: &str) -> CompactGraph {
    let text = std::fs::read_to_string(path).expect("the file that was named");
    let edges: Vec<Edge> = text
        .lines()
        .map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().expect("three cells in each line");
            let (from, to) = (cell().parse().expect("a node"), cell().parse().expect("a node"));
            Edge { from, to, weight: cell().parse().expect("a weight") }
        })
        .collect();
    let nodes = edges.iter().map(|edge| edge.from.max(edge.to) as usize + 1).max().unwrap_or_default();
    CompactGraph::of(nodes, &edges, Parallel::Add)
}

fn jobs<'a>(graph: &'a CompactGraph, undirected: &'a CompactGraph) -> Vec<Job<'a>> {
    let watch = Watch::none();
    let sum = |figures: &[f64]| figures.iter().sum::<f64>();
    let nodes = graph.nodes() as f64;
    let pairs = (nodes - 1.0) * (nodes - 2.0);
    let between = move |weighting| {
        let options = BetweennessOptions { weighting, ..BetweennessOptions::default() };
        sum(&betweenness_with(graph, &options, &watch).expect("nobody stops this").values) * pairs
    };
    let near = move |weighting| sum(&closeness(graph, weighting, &watch).expect("nobody stops this"));
    let pagerank = PagerankOptions { tolerance: 1e-8 / nodes, ..PagerankOptions::default() };
    let eigenvector = EigenvectorOptions { tolerance: 1e-6, ..EigenvectorOptions::default() };
    let katz = KatzOptions { alpha: Some(0.005), tolerance: 1e-8 / nodes };
    let known = |figures: Vec<Option<f64>>| figures.into_iter().flatten().sum::<f64>();
    vec![
        ("betweenness", Box::new(move || between(Weighting::Unweighted))),
        ("betweenness weighted", Box::new(move || between(Weighting::Distance))),
        ("closeness", Box::new(move || near(Weighting::Unweighted))),
        ("closeness weighted", Box::new(move || near(Weighting::Distance))),
        (
            "harmonic",
            Box::new(move || {
                let figures = harmonic(graph, Weighting::Unweighted, &watch);
                sum(&figures.expect("nobody stops this")) * (nodes - 1.0)
            }),
        ),
        ("pagerank", Box::new(move || pagerank_with(graph, &pagerank).into_iter().fold(0.0, f64::max))),
        (
            "eigenvector",
            Box::new(move || {
                let figures = eigenvector_with(undirected, &eigenvector, &watch).expect("it settles");
                figures.into_iter().fold(0.0, f64::max)
            }),
        ),
        (
            "katz",
            Box::new(move || katz_with(graph, &katz, &watch).expect("it settles").into_iter().fold(0.0, f64::max)),
        ),
        ("core numbers", Box::new(move || core_numbers(undirected).iter().sum::<usize>() as f64)),
        ("cut points", Box::new(move || weak_points(undirected).cut_points.len() as f64)),
        ("constraint", Box::new(move || known(constraint(graph, &Watch::none()).expect("an answer")))),
        ("effective size", Box::new(move || known(effective_size(graph, &Watch::none()).expect("an answer")))),
        (
            "communities",
            Box::new(move || {
                communities(undirected, &CommunitiesOptions::default(), &watch).expect("nobody stops this").modularity
            }),
        ),
        ("most reliable path", Box::new(move || reliabilities_from(graph, graph.nodes() as u32 - 1)[0])),
        (
            "key players reaching",
            Box::new(move || kpp_pos(undirected, 5, Weighting::Unweighted, &watch).expect("five nodes").value),
        ),
    ]
}
