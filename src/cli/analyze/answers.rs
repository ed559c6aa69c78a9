//! Answers of measures as JSON.

use indexmap::IndexMap;
use serde::Serialize;
use serde_json::{Value, json};

use super::Found;
use crate::analysis::brokerage::Roles;
use crate::analysis::measure::Answer;
use crate::graph::named::{Direction, NamedGraph};

/// The whole answer; nodes and measures stand in their order.
#[derive(Serialize)]
struct Document {
    nodes: usize,
    edges: usize,
    directed: bool,
    measures: IndexMap<String, Measured>,
    /// How each answer was come by.
    methods: IndexMap<String, String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Measured {
    ByNode(IndexMap<String, Value>),
    Whole(Value),
}

/// The answers as one JSON document. What is undefined is null.
pub(super) fn json(named: &NamedGraph, found: &[Found]) -> Result<String, serde_json::Error> {
    let measures = found.iter().map(|found| (found.name.clone(), measured(named, found))).collect();
    let methods = found.iter().map(|found| (found.name.clone(), found.method.to_string())).collect();
    let directed = named.direction == Direction::Directed;
    let document = Document { nodes: named.names.len(), edges: named.edges(), directed, measures, methods };
    serde_json::to_string_pretty(&document)
}

fn measured(named: &NamedGraph, found: &Found) -> Measured {
    let name = |node: &u32| named.names[*node as usize].as_str();
    let names = |nodes: &[u32]| nodes.iter().map(name).collect::<Vec<_>>();
    match &found.answer {
        Answer::Figures(figures) => by_node(named, figures),
        Answer::Counts(counts) => by_node(named, counts),
        Answer::Roles(roles) => by_node(named, &roles.iter().map(role_counts).collect::<Vec<_>>()),
        Answer::Nodes(nodes) => Measured::Whole(json!(names(nodes))),
        Answer::Edges(edges) => {
            Measured::Whole(edges.iter().map(|(one, other)| json!([name(one), name(other)])).collect())
        }
        Answer::Communities(camps) => {
            let Measured::ByNode(of) = by_node(named, &camps.of) else { return Measured::Whole(Value::Null) };
            Measured::Whole(json!({"count": camps.count, "modularity": camps.modularity, "of": of}))
        }
        Answer::Fragmentation(broken) => Measured::Whole(json!({
            "members": names(&broken.members),
            "f": broken.broken.components,
            "df": broken.broken.distances,
            "f_before": broken.before.components,
            "df_before": broken.before.distances,
            "method": found.method.to_string(),
        })),
        Answer::Spread(set) => Measured::Whole(json!({
            "members": names(&set.members),
            "spread": set.spread,
            "method": found.method.to_string(),
        })),
        Answer::Reach(set) => Measured::Whole(json!({
            "members": names(&set.members),
            "dr": set.value,
            "method": found.method.to_string(),
        })),
    }
}

fn by_node<T: Clone + Into<Value>>(named: &NamedGraph, figures: &[T]) -> Measured {
    Measured::ByNode(named.names.iter().cloned().zip(figures.iter().cloned().map(Into::into)).collect())
}

fn role_counts(roles: &Roles) -> Value {
    json!({
        "coordinator": roles.coordinator,
        "itinerant": roles.itinerant,
        "representative": roles.representative,
        "gatekeeper": roles.gatekeeper,
        "liaison": roles.liaison,
    })
}
