//! A graph of chances in which nodes that certainly reach each other are one.

use crate::analysis::components::strong_components;
use crate::graph::compact::{CompactGraph, Edge, Parallel};

/// Groups of nodes, each of which certainly reaches the others of its group, and the chances between groups.
///
/// Without certain edges each node is a group of its own, of the same number.
pub(super) struct Condensed {
    /// The chances between groups, all above 0 and at most 1; certain ones close no circle.
    pub(super) graph: CompactGraph,
    /// The group of each node; groups are numbered by their first nodes.
    pub(super) group_of: Vec<u32>,
    /// How many nodes each group has.
    pub(super) size: Vec<u32>,
    /// The first node of each group.
    pub(super) first: Vec<u32>,
    /// The groups, those that a group certainly reaches before that group.
    reached_first: Vec<u32>,
}

impl Condensed {
    pub(super) fn of(graph: &CompactGraph) -> Self {
        let component = strong_components(&graph.with_weights(|edge| if edge.weight >= 1.0 { 1.0 } else { 0.0 }));
        let components = component.iter().max().map_or(0, |last| *last as usize + 1);
        let mut group_of_component = vec![u32::MAX; components];
        let (mut size, mut first) = (Vec::new(), Vec::new());
        let mut group_of = Vec::with_capacity(graph.nodes());
        for (node, component) in component.iter().enumerate() {
            let group = &mut group_of_component[*component as usize];
            if *group == u32::MAX {
                *group = first.len() as u32;
                first.push(node as u32);
                size.push(0);
            }
            size[*group as usize] += 1;
            group_of.push(*group);
        }
        let between = |edge: Edge| Edge {
            from: group_of[edge.from as usize],
            to: group_of[edge.to as usize],
            weight: edge.weight.min(1.0),
        };
        let (certain, uncertain): (Vec<Edge>, Vec<Edge>) =
            graph.all_edges().map(between).partition(|edge| edge.weight >= 1.0);
        // Several chances to get from one group to another are one: that at least one of them holds. Rounding must not make it certain.
        let uncertain = CompactGraph::of(first.len(), &uncertain, Parallel::Either);
        let capped = uncertain.all_edges().map(|edge| Edge { weight: edge.weight.min(1.0 - f64::EPSILON), ..edge });
        let edges: Vec<Edge> = certain.into_iter().chain(capped).collect();
        let graph = CompactGraph::of(first.len(), &edges, Parallel::Once);
        Self { graph, group_of, size, first, reached_first: group_of_component }
    }

    pub(super) fn groups(&self) -> usize {
        self.first.len()
    }

    pub(super) fn uncertain_edges(&self) -> usize {
        self.graph.all_edges().filter(|edge| edge.weight < 1.0).count()
    }

    /// The groups that no other group certainly reaches: whoever reaches a group gains no less than that group.
    pub(super) fn leading(&self) -> impl Iterator<Item = u32> {
        let is_leading = |group: &u32| self.graph.into_weights(*group).iter().all(|chance| *chance < 1.0);
        (0..self.groups() as u32).filter(is_leading)
    }

    /// For each group no less than the number of nodes that it reaches, where all edges are certain; in a forest just that number.
    pub(super) fn most_reached(&self) -> Vec<f64> {
        let nodes = self.group_of.len() as f64;
        let mut most = vec![0.0; self.groups()];
        for group in &self.reached_first {
            let below: f64 = self.graph.successors(*group).iter().map(|other| most[*other as usize]).sum();
            most[*group as usize] = (f64::from(self.size[*group as usize]) + below).min(nodes);
        }
        most
    }
}
