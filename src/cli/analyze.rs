//! `waterline analyze`: measures a plain graph file.

mod answers;
mod table;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use indexmap::{IndexMap, IndexSet};

use super::long_work::watched;
use super::source_file::{language, load_bytes};
use super::{Failure, report};
use crate::analysis::measure::{Answer, Measure, MeasureOptions, measure};
use crate::analysis::method::Method;
use crate::analysis::no_answer::NoMeasure;
use crate::analysis::weighting::Weighting;
use crate::budget::Budget;
use crate::exchange::graph_fault::GraphFault;
use crate::exchange::graph_file::{EdgeListOptions, Weights, read_edges, read_groups};
use crate::graph::compact::Parallel;
use crate::graph::named::{Direction, Meaning, NamedGraph};
use crate::model::language::Language;

/// Measures a graph file: who lies between, who is boxed in, whose leaving breaks it, and more.
///
/// Example: waterline analyze edges.csv --measure betweenness,pagerank --where relation=advice --directed
#[derive(Debug, Args)]
#[command(after_help = "\
Measures: degree, in_degree, out_degree, betweenness, closeness, harmonic, pagerank, katz, eigenvector, constraint, \
effective_size, brokerage (with --groups), core, articulation, bridges, communities, and sets of K nodes: kpp_neg:K \
(whose leaving lengthens ways most), kpp_neg_f:K (whose leaving cuts off most), kpp_pos:K (who reach most), influence_max:K (from whom a \
cascade runs farthest; with --weighted, weights are the chances of edges).")]
pub(super) struct AnalyzeArgs {
    /// The edges: CSV or TSV with source,target[,weight] and further columns, with or without a header, or GraphML.
    edges: PathBuf,
    /// What to measure, by name; several with commas between.
    #[arg(long = "measure", value_name = "NAME", value_delimiter = ',', required = true, value_parser = named_measure)]
    measures: Vec<(String, Measure)>,
    /// Edges lead from source to target only. A GraphML file may say so itself.
    #[arg(long)]
    directed: bool,
    /// Weights count: one over the weight is a length, parallel edges add.
    #[arg(long)]
    weighted: bool,
    /// The column of the weights, by heading or number, when it is not called weight nor the third.
    #[arg(long, value_name = "COLUMN", requires = "weighted")]
    weight_column: Option<String>,
    /// Only rows count that have this value in this column (its heading, or its number from 1); may be repeated.
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = condition)]
    conditions: Vec<(String, String)>,
    /// A file that says in which group each node is: node,group.
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
    /// The column of that file that holds the group, by heading or number.
    #[arg(long, value_name = "COLUMN", requires = "groups")]
    group_column: Option<String>,
    /// The seconds that one measure may take. What would take longer is refused as soon as that shows, mostly after one.
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
    /// Print JSON instead of a table.
    #[arg(long)]
    json: bool,
}

fn named_measure(text: &str) -> Result<(String, Measure), String> {
    let text = text.trim();
    let measure = text.parse().map_err(|unknown: NoMeasure| unknown.sentence(language()))?;
    Ok((text.to_owned(), measure))
}

fn condition(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => Ok((column.trim().to_owned(), value.trim().to_owned())),
        _ => Err(match language() {
            Language::En => format!("“{text}” should be COLUMN=VALUE, as relation=advice"),
            Language::Zh => format!("“{text}”应写成 列=值，例如 relation=advice"),
        }),
    }
}

/// What one measure found.
struct Found {
    name: String,
    answer: Answer,
    method: Method,
}

pub(super) fn run(args: &AnalyzeArgs) -> Result<(), Failure> {
    let named = graph(args)?;
    let groups = args.groups.as_deref().map(|file| groups(file, args.group_column.as_deref(), &named)).transpose()?;
    let weighting = if args.weighted { Weighting::Distance } else { Weighting::Unweighted };
    let options = MeasureOptions { weighting, groups: groups.as_deref() };
    let mut found: IndexMap<String, Found> = IndexMap::new();
    for (name, wanted) in &args.measures {
        let budget = Budget::begin(Duration::from_secs(args.seconds)).with_alarm();
        let (answer, method) =
            watched(name, &budget, |watch| measure(&named, *wanted, &options, watch)).map_err(|refusal| {
                let language = language();
                Failure::new(match language {
                    _ if refusal.is_stopped() => too_long(&budget, name, named.names.len(), language),
                    Language::En => format!("{name}: {}", refusal.sentence(language)),
                    Language::Zh => format!("{name}：{}", refusal.sentence(language)),
                })
            })?;
        found.insert(name.clone(), Found { name: name.clone(), answer, method });
    }
    let found: Vec<Found> = found.into_values().collect();
    if args.json {
        report::say(&answers::json(&named, &found).map_err(|error| Failure::new(error.to_string()))?);
    } else {
        table::print(&named, &found);
    }
    Ok(())
}

/// What to say of a measure that was stopped.
fn too_long(budget: &Budget, name: &str, nodes: usize, language: Language) -> String {
    let limit = budget.limit.as_secs();
    match (language, budget.needed()) {
        (Language::En, Some(needed)) => format!(
            "{name}: on {nodes} nodes it would take about {needed} seconds or more, and may take {limit}; measure a part of \
             the graph, or allow the time with --seconds {needed}."
        ),
        (Language::En, None) => format!(
            "{name}: it was not done within {limit} seconds on {nodes} nodes; measure a part of the graph, or allow more time \
             with --seconds."
        ),
        (Language::Zh, Some(needed)) => format!(
            "{name}：{nodes} 个节点约需 {needed} 秒或更久，时限为 {limit} 秒；请只计算图的一部分，或用 --seconds {needed} 放宽时限。"
        ),
        (Language::Zh, None) => {
            format!("{name}：{nodes} 个节点在 {limit} 秒内没有算完；请只计算图的一部分，或用 --seconds 放宽时限。")
        }
    }
}

fn graph(args: &AnalyzeArgs) -> Result<NamedGraph, Failure> {
    let (bytes, name) = load_bytes(&args.edges)?;
    let weights = match (&args.weight_column, args.weighted) {
        (Some(column), _) => Weights::ReadFrom(column.clone()),
        (None, true) => Weights::Read,
        (None, false) => Weights::Ignored,
    };
    let options = EdgeListOptions { weights, conditions: args.conditions.clone() };
    let list = read_edges(&bytes, &options).map_err(|fault| refused(&name, &fault))?;
    let direction = if args.directed || list.is_directed { Direction::Directed } else { Direction::Undirected };
    let parallel = if args.weighted { Parallel::Add } else { Parallel::Once };
    Ok(NamedGraph::of(list.nodes, &list.edges, Meaning { direction, parallel }))
}

/// The number of each node's group.
fn groups(file: &Path, column: Option<&str>, named: &NamedGraph) -> Result<Vec<u32>, Failure> {
    let (bytes, name) = load_bytes(file)?;
    let groups: IndexMap<String, String> =
        read_groups(&bytes, column).map_err(|fault| refused(&name, &fault))?.into_iter().collect();
    let mut numbers: IndexSet<&str> = IndexSet::new();
    let of_node = |node: &String| match groups.get(node) {
        Some(group) => Ok(numbers.insert_full(group).0 as u32),
        None => Err(Failure::new(match language() {
            Language::En => format!("{name} names no group for “{node}”; add a row for it."),
            Language::Zh => format!("{name} 没有写明“{node}”的分组；请补上一行。"),
        })),
    };
    named.names.iter().map(of_node).collect()
}

fn refused(file: &str, fault: &GraphFault) -> Failure {
    Failure::new(format!("{file}: {}", fault.sentence(language())))
}
