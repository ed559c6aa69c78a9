//! Answers of measures as a table to read.

use super::Found;
use crate::analysis::brokerage::Roles;
use crate::analysis::measure::Answer;
use crate::analysis::method::Method;
use crate::cli::report::say;
use crate::graph::named::{Direction, NamedGraph};

/// Prints one row a node, the highest in the first measure first, and below it what is no figure of nodes.
pub(super) fn print(named: &NamedGraph, found: &[Found]) {
    let kind = if named.direction == Direction::Directed { "directed" } else { "undirected" };
    say(&format!("{} nodes, {} edges, {kind}", named.names.len(), named.edges()));
    let columns: Vec<Column> = found.iter().flat_map(columns).collect();
    if !columns.is_empty() && !named.names.is_empty() {
        say("");
        rows(named, &columns);
    }
    for found in found {
        if let Some(text) = sentence(named, found) {
            say("");
            say(&text);
        }
    }
}

/// One figure a node.
struct Column {
    heading: String,
    figures: Vec<Option<f64>>,
    decimals: usize,
}

/// Reads how often a node has a role.
type RoleCount = fn(&Roles) -> u64;

fn columns(found: &Found) -> Vec<Column> {
    let whole = |heading: &str, counts: Vec<f64>| Column {
        heading: heading.to_owned(),
        figures: counts.into_iter().map(Some).collect(),
        decimals: 0,
    };
    match &found.answer {
        Answer::Figures(figures) => {
            vec![Column { heading: found.name.clone(), figures: figures.clone(), decimals: 6 }]
        }
        Answer::Counts(counts) => vec![whole(&found.name, counts.iter().map(|count| *count as f64).collect())],
        Answer::Communities(camps) => {
            vec![whole("community", camps.of.iter().map(|community| f64::from(*community)).collect())]
        }
        Answer::Roles(roles) => {
            let kinds: [(&str, RoleCount); 5] = [
                ("coordinator", |roles| roles.coordinator),
                ("itinerant", |roles| roles.itinerant),
                ("representative", |roles| roles.representative),
                ("gatekeeper", |roles| roles.gatekeeper),
                ("liaison", |roles| roles.liaison),
            ];
            kinds.map(|(kind, count)| whole(kind, roles.iter().map(|roles| count(roles) as f64).collect())).into()
        }
        Answer::Nodes(_) | Answer::Edges(_) | Answer::Fragmentation(_) | Answer::Reach(_) | Answer::Spread(_) => {
            Vec::new()
        }
    }
}

fn rows(named: &NamedGraph, columns: &[Column]) {
    let mut order: Vec<usize> = (0..named.names.len()).collect();
    let first = |node: usize| columns[0].figures[node].unwrap_or(f64::NEG_INFINITY);
    order.sort_by(|one, other| first(*other).total_cmp(&first(*one)).then(one.cmp(other)));
    let widest = named.names.iter().map(|name| width(name)).max().unwrap_or(0).max("node".len());
    let text = |figure: Option<f64>, decimals: usize| {
        figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.decimals$}"))
    };
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| {
            let figures = column.figures.iter().map(|figure| text(*figure, column.decimals).chars().count());
            figures.max().unwrap_or(0).max(column.heading.chars().count())
        })
        .collect();
    let headings: Vec<String> =
        columns.iter().zip(&widths).map(|(column, width)| format!("{:>width$}", column.heading)).collect();
    say(&format!("{}  {}", padded("node", widest), headings.join("  ")));
    for node in order {
        let cells: Vec<String> = columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| format!("{:>width$}", text(column.figures[node], column.decimals)))
            .collect();
        say(&format!("{}  {}", padded(&named.names[node], widest), cells.join("  ")));
    }
}

/// What is no figure of nodes, or must be said of one.
fn sentence(named: &NamedGraph, found: &Found) -> Option<String> {
    let name = |node: &u32| named.names[*node as usize].as_str();
    let names = |nodes: &[u32]| nodes.iter().map(name).collect::<Vec<_>>().join(", ");
    let title = &found.name;
    Some(match &found.answer {
        Answer::Nodes(nodes) => format!("{title} ({}): {}", nodes.len(), names(nodes)),
        Answer::Edges(edges) => {
            let edges: Vec<String> =
                edges.iter().map(|(one, other)| format!("{} – {}", name(one), name(other))).collect();
            format!("{title} ({}): {}", edges.len(), edges.join(", "))
        }
        Answer::Communities(camps) => format!("{title}: {} camps, modularity {:.6}", camps.count, camps.modularity),
        Answer::Fragmentation(broken) => format!(
            "{title}: {}; F {:.4} (before {:.4}), DF {:.4} (before {:.4}); {}",
            names(&broken.members),
            broken.broken.components,
            broken.before.components,
            broken.broken.distances,
            broken.before.distances,
            found.method
        ),
        Answer::Spread(set) => {
            format!("{title}: {}; spread {:.4}; {}", names(&set.members), set.spread, found.method)
        }
        Answer::Reach(set) => format!("{title}: {}; DR {:.4}; {}", names(&set.members), set.value, found.method),
        Answer::Figures(_) if found.method != Method::Exact => format!("{title}: {}", found.method),
        Answer::Figures(_) | Answer::Counts(_) | Answer::Roles(_) => return None,
    })
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// How many columns a terminal gives to a text: two to each Chinese, Japanese or Korean character.
fn width(text: &str) -> usize {
    text.chars().map(|character| if character >= '\u{1100}' { 2 } else { 1 }).sum()
}
