//! A graph whose nodes have names, as files have them.

use super::compact::{CompactGraph, Edge, Parallel};

/// What the edges of a list mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meaning {
    /// Whether an edge leads one way.
    pub direction: Direction,
    /// What becomes of parallel edges.
    pub parallel: Parallel,
}

/// Whether an edge leads one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Each edge holds both ways.
    #[default]
    Undirected,
    /// Each edge leads from its source to its target.
    Directed,
}

/// A graph, and the names of its nodes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NamedGraph {
    /// The name of each node.
    pub names: Vec<String>,
    /// The graph; an undirected one holds each edge both ways.
    pub graph: CompactGraph,
    /// The undirected copy, for the measures that want it.
    pub undirected: CompactGraph,
    /// Whether edges lead one way.
    pub direction: Direction,
}

impl NamedGraph {
    /// Makes the graph of named nodes and (from, to, weight) triples, whose ends are places in `names`.
    ///
    /// # Panics
    /// When an edge has an end that is no place in `names`.
    pub fn of(names: Vec<String>, edges: &[(u32, u32, f64)], meaning: Meaning) -> Self {
        let edges: Vec<Edge> =
            edges.iter().map(|(from, to, weight)| Edge { from: *from, to: *to, weight: *weight }).collect();
        let directed = CompactGraph::of(names.len(), &edges, meaning.parallel);
        let undirected = directed.undirected(meaning.parallel);
        let graph = if meaning.direction == Direction::Directed { directed } else { undirected.clone() };
        Self { names, graph, undirected, direction: meaning.direction }
    }

    /// How many edges there are, those of an undirected graph counted once.
    pub fn edges(&self) -> usize {
        match self.direction {
            Direction::Directed => self.graph.edges(),
            Direction::Undirected => self.graph.edges() / 2,
        }
    }
}
