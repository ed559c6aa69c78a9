//! All measures of plain graphs by name, as the command line takes them.

use std::str::FromStr;

use super::brokerage::{Roles, brokerage, constraint, effective_size};
use super::cascade::{BestSpread, SpreadMethod, SpreadOptions, influence_max};
use super::centrality::betweenness::{BetweennessOptions, betweenness_with};
use super::centrality::{closeness, degree, eigenvector, harmonic, in_degree, katz, out_degree, pagerank};
use super::cohesion::communities::{Communities, CommunitiesOptions, communities};
use super::cohesion::{core_numbers, weak_points};
use super::key_players::{Aim, Fragmentation, KeyPlayers, NoSet, kpp_neg, kpp_pos};
use super::method::Method;
use super::no_answer::{NoAnswer, NoMeasure};
use super::watch::Watch;
use super::weighting::Weighting;
use crate::graph::named::NamedGraph;

/// A measure of a plain graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Distinct neighbours in either direction.
    Degree,
    /// Edges that enter.
    InDegree,
    /// Edges that leave.
    OutDegree,
    /// Who lies between others.
    Betweenness,
    /// Who is near those that reach it.
    Closeness,
    /// The same for graphs in pieces.
    Harmonic,
    /// Heard by the heard.
    Pagerank,
    /// Reached over many paths.
    Katz,
    /// Tied to the well tied.
    Eigenvector,
    /// Boxed in.
    Constraint,
    /// Profits from gaps.
    EffectiveSize,
    /// Stands between groups.
    Brokerage,
    /// How far inside.
    Core,
    /// Nodes whose leaving splits the graph.
    Articulation,
    /// Edges whose leaving splits the graph.
    Bridges,
    /// Camps.
    Communities,
    /// So many nodes whose leaving breaks distances most.
    KppNeg(usize),
    /// So many nodes whose leaving breaks components most.
    KppNegF(usize),
    /// So many nodes that reach most.
    KppPos(usize),
    /// So many nodes from which a cascade runs farthest; weights are chances.
    InfluenceMax(usize),
}

/// The names of measures that stand alone.
const NAMES: [(&str, Measure); 16] = [
    ("degree", Measure::Degree),
    ("in_degree", Measure::InDegree),
    ("out_degree", Measure::OutDegree),
    ("betweenness", Measure::Betweenness),
    ("closeness", Measure::Closeness),
    ("harmonic", Measure::Harmonic),
    ("pagerank", Measure::Pagerank),
    ("katz", Measure::Katz),
    ("eigenvector", Measure::Eigenvector),
    ("constraint", Measure::Constraint),
    ("effective_size", Measure::EffectiveSize),
    ("brokerage", Measure::Brokerage),
    ("core", Measure::Core),
    ("articulation", Measure::Articulation),
    ("bridges", Measure::Bridges),
    ("communities", Measure::Communities),
];

impl FromStr for Measure {
    type Err = NoMeasure;

    fn from_str(text: &str) -> Result<Self, NoMeasure> {
        if let Some((_, measure)) = NAMES.iter().find(|(name, _)| *name == text) {
            return Ok(*measure);
        }
        let (name, size) = text.split_once(':').unwrap_or((text, ""));
        let of_size = match name {
            "kpp_neg" => Self::KppNeg,
            "kpp_neg_f" => Self::KppNegF,
            "kpp_pos" => Self::KppPos,
            "influence_max" => Self::InfluenceMax,
            _ => {
                let names = NAMES.iter().map(|(name, _)| *name).collect();
                return Err(NoMeasure::Name { text: text.to_owned(), names });
            }
        };
        match size.parse() {
            Ok(size) if size > 0 => Ok(of_size(size)),
            _ => Err(NoMeasure::Size { text: text.to_owned(), name: name.to_owned() }),
        }
    }
}

/// What a measure found.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A figure for each node, where it is defined.
    Figures(Vec<Option<f64>>),
    /// A whole number for each node.
    Counts(Vec<usize>),
    /// Brokerage roles of each node.
    Roles(Vec<Roles>),
    /// Nodes, sorted.
    Nodes(Vec<u32>),
    /// Edges, sorted.
    Edges(Vec<(u32, u32)>),
    /// Camps.
    Communities(Communities),
    /// A set that breaks the graph.
    Fragmentation(Fragmentation),
    /// A set that reaches the graph.
    Reach(KeyPlayers),
    /// A set from which a cascade runs far.
    Spread(BestSpread),
}

/// How a graph shall be measured.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MeasureOptions<'a> {
    /// Whether weights make lengths.
    pub weighting: Weighting,
    /// The number of each node's group, for brokerage.
    pub groups: Option<&'a [u32]>,
}

/// Measures a graph, and says how the answer was come by.
pub fn measure(
    named: &NamedGraph,
    measure: Measure,
    options: &MeasureOptions<'_>,
    watch: &Watch<'_>,
) -> Result<(Answer, Method), NoAnswer> {
    let (graph, undirected, weighting) = (&named.graph, &named.undirected, options.weighting);
    let figures = |figures: Vec<f64>| Answer::Figures(figures.into_iter().map(Some).collect());
    let answer = match measure {
        Measure::Degree => Answer::Counts(degree(graph)),
        Measure::InDegree => Answer::Counts(in_degree(graph)),
        Measure::OutDegree => Answer::Counts(out_degree(graph)),
        Measure::Betweenness => {
            let options = BetweennessOptions { weighting, ..BetweennessOptions::default() };
            let found = betweenness_with(graph, &options, watch)?;
            return Ok((figures(found.values), found.method));
        }
        Measure::Closeness => figures(closeness(graph, weighting, watch)?),
        Measure::Harmonic => figures(harmonic(graph, weighting, watch)?),
        Measure::Pagerank => figures(pagerank(graph)),
        Measure::Katz => figures(katz(graph, watch)?),
        Measure::Eigenvector => figures(eigenvector(undirected, watch)?),
        Measure::Constraint => Answer::Figures(constraint(graph, watch)?),
        Measure::EffectiveSize => Answer::Figures(effective_size(graph, watch)?),
        Measure::Brokerage => Answer::Roles(brokerage(graph, options.groups.ok_or(NoAnswer::NoGroups)?, watch)?),
        Measure::Core => Answer::Counts(core_numbers(undirected)),
        Measure::Articulation => Answer::Nodes(weak_points(undirected).cut_points),
        Measure::Bridges => Answer::Edges(weak_points(undirected).bridges),
        Measure::Communities => Answer::Communities(communities(undirected, &CommunitiesOptions::default(), watch)?),
        Measure::KppNeg(size) => return broken(kpp_neg(undirected, size, Aim::Distances, watch)),
        Measure::KppNegF(size) => return broken(kpp_neg(undirected, size, Aim::Components, watch)),
        Measure::KppPos(size) => {
            let found = kpp_pos(graph, size, weighting, watch)?;
            let method = found.method;
            return Ok((Answer::Reach(found), method));
        }
        Measure::InfluenceMax(size) if size > graph.nodes() => {
            return Err(NoSet::Size { wanted: size, nodes: graph.nodes() }.into());
        }
        Measure::InfluenceMax(size) => {
            let options = SpreadOptions::default();
            let found = influence_max(graph, size, &options, watch)?;
            let method = match found.method {
                SpreadMethod::Exact => Method::Exact,
                SpreadMethod::Sampled => Method::Drawn(options.cascades),
            };
            return Ok((Answer::Spread(found), method));
        }
    };
    Ok((answer, Method::Exact))
}

fn broken(found: Result<Fragmentation, NoSet>) -> Result<(Answer, Method), NoAnswer> {
    let found = found?;
    let method = found.method;
    Ok((Answer::Fragmentation(found), method))
}
