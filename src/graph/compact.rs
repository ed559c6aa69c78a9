//! A directed weighted graph in compressed sparse rows: small, immutable, and quick to walk both ways.

use std::mem::size_of;

/// A directed edge before the graph is made; nodes are numbered from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The node that the edge leaves.
    pub from: u32,
    /// The node that the edge enters.
    pub to: u32,
    /// How strong the edge is; what is not a finite number above 0 makes no edge.
    pub weight: f64,
}

impl Edge {
    /// An edge of weight 1.
    pub fn plain(from: u32, to: u32) -> Self {
        Self { from, to, weight: 1.0 }
    }
}

/// What becomes of several edges between the same two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Parallel {
    /// They count once, with the largest of their weights.
    #[default]
    Once,
    /// Their weights add.
    Add,
    /// Weights are chances: one edge of 1 − Π(1 − w), the chance that at least one of them holds.
    Either,
}

impl Parallel {
    fn join(self, one: f64, other: f64) -> f64 {
        match self {
            Self::Once => one.max(other),
            Self::Add => (one + other).min(f64::MAX),
            Self::Either => 1.0 - (1.0 - one) * (1.0 - other),
        }
    }
}

/// A directed weighted graph without loops and without parallel edges.
///
/// Nodes are `0..nodes()`. An edge takes 24 bytes (neighbour and weight, for both directions), a node 8. Rows are sorted
/// by neighbour, so the same edges in any order make the same graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompactGraph {
    out: Rows,
    into: Rows,
}

/// The edges of each node, one row after the other.
#[derive(Debug, Clone, PartialEq, Default)]
struct Rows {
    /// Where each row begins, and where the last one ends.
    starts: Vec<u32>,
    neighbours: Vec<u32>,
    weights: Vec<f64>,
}

impl CompactGraph {
    /// Makes the graph of these edges. Loops are dropped, and so is each edge whose weight is not a finite number above
    /// 0. Takes time proportional to nodes and edges.
    ///
    /// # Panics
    /// When an edge names a node that is not below `nodes`, or when there are 2³² edges or more.
    ///
    /// ```
    /// use waterline::graph::compact::{CompactGraph, Edge, Parallel};
    ///
    /// let edges = [Edge { from: 0, to: 2, weight: 0.5 }, Edge { from: 0, to: 2, weight: 0.5 }, Edge::plain(1, 1)];
    /// let graph = CompactGraph::of(3, &edges, Parallel::Either);
    /// assert_eq!(graph.edges(), 1);
    /// assert_eq!(graph.out(0).collect::<Vec<_>>(), [(2, 0.75)]);
    /// assert_eq!(graph.into_node(2).collect::<Vec<_>>(), [(0, 0.75)]);
    /// ```
    pub fn of(nodes: usize, edges: &[Edge], parallel: Parallel) -> Self {
        let limit = u32::try_from(nodes).expect("a graph has fewer than 2³² nodes");
        assert!(u32::try_from(edges.len()).is_ok(), "a graph has fewer than 2³² edges");
        let ends = edges.iter().flat_map(|edge| [edge.from, edge.to]);
        assert!(ends.max().is_none_or(|end| end < limit), "an edge names a node that is not there");
        let is_edge = |edge: &&Edge| edge.from != edge.to && edge.weight > 0.0 && edge.weight.is_finite();
        let kept = || edges.iter().filter(is_edge);
        // Sorting by the one end and then, stably, by the other sorts by both.
        let by_end = Rows::of(nodes, kept().map(|edge| (edge.to, edge.from, edge.weight)));
        let by_both = Rows::of(nodes, by_end.turned());
        Self::of_out(by_both.joined(parallel))
    }

    fn of_out(out: Rows) -> Self {
        let into = Rows::of(out.starts.len() - 1, out.turned());
        Self { out, into }
    }

    /// How many nodes there are, with those that no edge touches.
    pub fn nodes(&self) -> usize {
        self.out.starts.len().saturating_sub(1)
    }

    /// How many directed edges there are.
    pub fn edges(&self) -> usize {
        self.out.neighbours.len()
    }

    /// The edges that leave a node: where they lead, and their weights, sorted by neighbour.
    pub fn out(&self, node: u32) -> impl ExactSizeIterator<Item = (u32, f64)> + Clone + '_ {
        self.out.row(node)
    }

    /// The edges that enter a node: whence they come, and their weights, sorted by neighbour.
    pub fn into_node(&self, node: u32) -> impl ExactSizeIterator<Item = (u32, f64)> + Clone + '_ {
        self.into.row(node)
    }

    /// Where the edges that leave a node lead, sorted.
    pub fn successors(&self, node: u32) -> &[u32] {
        &self.out.neighbours[self.out.range(node)]
    }

    /// Whence the edges that enter a node come, sorted.
    pub fn predecessors(&self, node: u32) -> &[u32] {
        &self.into.neighbours[self.into.range(node)]
    }

    /// The weights of the edges that leave a node, beside [`successors`](Self::successors).
    pub fn out_weights(&self, node: u32) -> &[f64] {
        &self.out.weights[self.out.range(node)]
    }

    /// The weights of the edges that enter a node, beside [`predecessors`](Self::predecessors).
    pub fn into_weights(&self, node: u32) -> &[f64] {
        &self.into.weights[self.into.range(node)]
    }

    /// The weight of the edge between two nodes, if there is one.
    pub fn weight(&self, from: u32, to: u32) -> Option<f64> {
        let at = self.successors(from).binary_search(&to).ok()?;
        Some(self.out_weights(from)[at])
    }

    /// All edges, sorted by the node they leave and then by the one they enter.
    pub fn all_edges(&self) -> impl Iterator<Item = Edge> + '_ {
        self.out.turned().map(|(to, from, weight)| Edge { from, to, weight })
    }

    /// The same nodes with each edge turned round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { out: self.into.clone(), into: self.out.clone() }
    }

    /// The undirected copy: both directions where either exists, their weights joined as those of parallel edges.
    #[must_use]
    pub fn undirected(&self, parallel: Parallel) -> Self {
        let mut out = Rows::default();
        out.starts.reserve(self.nodes() + 1);
        out.starts.push(0);
        for node in 0..self.nodes() as u32 {
            let mut from = self.into_node(node).peekable();
            for (neighbour, weight) in self.out(node) {
                while let Some(earlier) = from.next_if(|(other, _)| *other < neighbour) {
                    out.push(earlier);
                }
                let back = from.next_if(|(other, _)| *other == neighbour);
                out.push((neighbour, back.map_or(weight, |(_, back)| parallel.join(weight, back))));
            }
            from.for_each(|entry| out.push(entry));
            out.starts.push(out.neighbours.len() as u32);
        }
        Self { into: out.clone(), out }
    }

    /// The same edges, with each weight made by a function; edges that get no finite weight above 0 vanish.
    #[must_use]
    pub fn with_weights(&self, weight: impl Fn(Edge) -> f64) -> Self {
        let edges: Vec<Edge> = self.all_edges().map(|edge| Edge { weight: weight(edge), ..edge }).collect();
        Self::of(self.nodes(), &edges, Parallel::Once)
    }

    /// How many bytes the graph takes.
    pub fn bytes(&self) -> usize {
        self.out.bytes() + self.into.bytes()
    }
}

impl Rows {
    /// Puts (row, neighbour, weight) triples into rows, each row in the order of the triples.
    fn of(rows: usize, triples: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Self {
        let mut starts = vec![0_u32; rows + 1];
        for (row, _, _) in triples.clone() {
            starts[row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![0; starts[rows] as usize];
        let mut weights = vec![0.0; neighbours.len()];
        for (row, neighbour, weight) in triples {
            let at = next[row as usize] as usize;
            next[row as usize] += 1;
            neighbours[at] = neighbour;
            weights[at] = weight;
        }
        Self { starts, neighbours, weights }
    }

    /// The triples of the rows turned round: (neighbour, row, weight), in order of row.
    fn turned(&self) -> impl Iterator<Item = (u32, u32, f64)> + Clone + '_ {
        let rows = self.starts.len().saturating_sub(1) as u32;
        (0..rows).flat_map(|row| self.row(row).map(move |(neighbour, weight)| (neighbour, row, weight)))
    }

    /// The same rows with equal neighbours, which stand side by side, joined.
    fn joined(mut self, parallel: Parallel) -> Self {
        let mut end = 0;
        for row in 0..self.starts.len() - 1 {
            let range = self.starts[row] as usize..self.starts[row + 1] as usize;
            let start = end;
            self.starts[row] = start as u32;
            for at in range {
                let (neighbour, weight) = (self.neighbours[at], self.weights[at]);
                if end > start && self.neighbours[end - 1] == neighbour {
                    self.weights[end - 1] = parallel.join(self.weights[end - 1], weight);
                } else {
                    self.neighbours[end] = neighbour;
                    self.weights[end] = weight;
                    end += 1;
                }
            }
        }
        if let Some(last) = self.starts.last_mut() {
            *last = end as u32;
        }
        self.neighbours.truncate(end);
        self.weights.truncate(end);
        self.neighbours.shrink_to_fit();
        self.weights.shrink_to_fit();
        self
    }

    fn push(&mut self, (neighbour, weight): (u32, f64)) {
        self.neighbours.push(neighbour);
        self.weights.push(weight);
    }

    fn range(&self, row: u32) -> std::ops::Range<usize> {
        self.starts[row as usize] as usize..self.starts[row as usize + 1] as usize
    }

    fn row(&self, row: u32) -> impl ExactSizeIterator<Item = (u32, f64)> + Clone + '_ {
        let range = self.range(row);
        self.neighbours[range.clone()].iter().copied().zip(self.weights[range].iter().copied())
    }

    fn bytes(&self) -> usize {
        self.starts.capacity() * size_of::<u32>()
            + self.neighbours.capacity() * size_of::<u32>()
            + self.weights.capacity() * size_of::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(from: u32, to: u32, weight: f64) -> Edge {
        Edge { from, to, weight }
    }

    #[test]
    fn the_order_of_edges_does_not_matter_and_what_is_no_edge_is_left_out() {
        let edges = [edge(2, 0, 1.0), edge(0, 1, 2.0), edge(0, 0, 9.0), edge(0, 2, 3.0), edge(1, 2, f64::NAN)];
        let mut turned = edges;
        turned.reverse();

        let graph = CompactGraph::of(4, &edges, Parallel::Once);

        assert_eq!(graph, CompactGraph::of(4, &turned, Parallel::Once));
        assert_eq!((graph.nodes(), graph.edges()), (4, 3));
        assert_eq!(graph.out(0).collect::<Vec<_>>(), [(1, 2.0), (2, 3.0)]);
        assert_eq!(graph.into_node(0).collect::<Vec<_>>(), [(2, 1.0)]);
        assert_eq!(graph.out(3).len(), 0);
        for weight in [0.0, -1.0, f64::INFINITY] {
            assert_eq!(CompactGraph::of(2, &[edge(0, 1, weight)], Parallel::Add).edges(), 0);
        }
    }

    #[test]
    fn parallel_edges_join_as_asked() {
        let edges = [edge(0, 1, 0.5), edge(0, 1, 0.25), edge(0, 1, 0.5)];
        let joined = |parallel| CompactGraph::of(2, &edges, parallel).weight(0, 1).expect("an edge");

        assert!((joined(Parallel::Once) - 0.5).abs() < 1e-12);
        assert!((joined(Parallel::Add) - 1.25).abs() < 1e-12);
        assert!((joined(Parallel::Either) - 0.8125).abs() < 1e-12);
    }

    #[test]
    fn the_undirected_copy_joins_both_directions_and_is_its_own_reverse() {
        let edges = [edge(0, 1, 1.0), edge(1, 0, 2.0), edge(2, 1, 4.0)];

        let graph = CompactGraph::of(3, &edges, Parallel::Add).undirected(Parallel::Add);

        assert_eq!(graph.out(1).collect::<Vec<_>>(), [(0, 3.0), (2, 4.0)]);
        assert_eq!(graph.reversed(), graph);
        assert_eq!(graph.edges(), 4);
    }

    #[test]
    fn an_edge_takes_at_most_64_bytes() {
        let edges: Vec<Edge> = (0..10_000_u32).map(|at| Edge::plain(at % 1000, at / 11)).collect();

        let graph = CompactGraph::of(1000, &edges, Parallel::Once);

        assert!(graph.bytes() <= 64 * graph.edges(), "{} bytes for {} edges", graph.bytes(), graph.edges());
    }

    #[test]
    fn no_nodes_make_an_empty_graph() {
        let graph = CompactGraph::of(0, &[], Parallel::Once);

        assert_eq!((graph.nodes(), graph.edges()), (0, 0));
        assert_eq!(graph.undirected(Parallel::Once).nodes(), 0);
        assert_eq!(CompactGraph::default().nodes(), 0);
        assert_eq!(CompactGraph::default().all_edges().count(), 0);
    }
}
