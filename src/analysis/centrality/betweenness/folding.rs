//! Takes off, again and again, nodes that hang on by a single neighbour: all their paths lead over it, so counting does.
//!
//! After Miriam Baglioni, Filippo Geraci, Marco Pellegrini and Ernesto Lastres, "Fast exact computation of betweenness
//! centrality in social networks" (2012), here with directions, and for whole trees.

use super::Found;
use super::links::{Links, Order};
use crate::analysis::neighbours::both_ways;
use crate::graph::compact::CompactGraph;

/// A graph with its trees taken off.
pub(super) struct Folded {
    /// Taken-off nodes, in the order in which they were taken off.
    branches: Vec<Branch>,
    /// Whether each node was taken off.
    is_gone: Vec<bool>,
    /// How many nodes taken off below each node have a way to it.
    pub(super) above: Vec<f64>,
    /// How many nodes taken off below each node it has a way to.
    pub(super) below: Vec<f64>,
    /// For each node, pairs of which both ends were taken off below it on one and the same branch.
    same_branch: Vec<f64>,
}

/// A node that was taken off.
struct Branch {
    node: u32,
    /// Its only neighbour.
    at: u32,
    /// How many nodes, itself included, come from the branch to the neighbour.
    up: f64,
    /// How many nodes, itself included, the neighbour reaches in the branch.
    down: f64,
}

impl Folded {
    /// Takes off all that hangs on by a single neighbour.
    pub(super) fn of(graph: &CompactGraph) -> Self {
        let nodes = graph.nodes();
        let mut folded = Self::nothing(nodes);
        let mut left: Vec<usize> = (0..nodes as u32).map(|node| both_ways(graph, node).count()).collect();
        let mut leaves: Vec<u32> = (0..nodes as u32).filter(|node| left[*node as usize] == 1).collect();
        while let Some(node) = leaves.pop() {
            // Of two that hang on each other only, one remains.
            if left[node as usize] != 1 {
                continue;
            }
            let at = both_ways(graph, node)
                .find(|other| !folded.is_gone[*other as usize])
                .expect("a leaf has one neighbour that is still there");
            folded.take_off(graph, node, at);
            left[node as usize] = 0;
            left[at as usize] -= 1;
            if left[at as usize] == 1 {
                leaves.push(at);
            }
        }
        folded
    }

    /// Takes nothing off.
    pub(super) fn nothing(nodes: usize) -> Self {
        Self {
            branches: Vec::new(),
            is_gone: vec![false; nodes],
            above: vec![0.0; nodes],
            below: vec![0.0; nodes],
            same_branch: vec![0.0; nodes],
        }
    }

    fn take_off(&mut self, graph: &CompactGraph, node: u32, at: u32) {
        let (leaf, root) = (node as usize, at as usize);
        let up = if graph.weight(node, at).is_some() { 1.0 + self.above[leaf] } else { 0.0 };
        let down = if graph.weight(at, node).is_some() { 1.0 + self.below[leaf] } else { 0.0 };
        self.above[root] += up;
        self.below[root] += down;
        self.same_branch[root] += up * down;
        self.is_gone[leaf] = true;
        self.branches.push(Branch { node, at, up, down });
    }

    /// How many nodes are left.
    pub(super) fn kept(&self) -> usize {
        self.is_gone.len() - self.branches.len()
    }

    /// Whether a node is left.
    pub(super) fn keeps(&self, node: u32) -> bool {
        !self.is_gone[node as usize]
    }

    /// Dependencies of all nodes, from what the walks over the nodes that are left have found.
    pub(super) fn unfold(&self, order: &Order, links: &Links, found: &Found) -> Vec<f64> {
        let nodes = self.is_gone.len();
        let (mut through, mut reached, mut reaching) = (vec![0.0; nodes], vec![0.0; nodes], vec![0.0; nodes]);
        for place in 0..links.nodes() {
            let node = order.node(place as u32) as usize;
            through[node] = found.through[place] + self.within(node);
            reached[node] = self.below[node] + found.reached[place];
            reaching[node] = self.above[node] + found.reaching[place];
        }
        for branch in self.branches.iter().rev() {
            let (node, at) = (branch.node as usize, branch.at as usize);
            let outwards = if branch.up > 0.0 { 1.0 + reached[at] - branch.down } else { 0.0 };
            let inwards = if branch.down > 0.0 { 1.0 + reaching[at] - branch.up } else { 0.0 };
            through[node] = self.above[node] * outwards + inwards * self.below[node] + self.within(node);
            reached[node] = self.below[node] + outwards;
            reaching[node] = self.above[node] + inwards;
        }
        through
    }

    /// Pairs from one branch below a node to another.
    fn within(&self, node: usize) -> f64 {
        self.above[node] * self.below[node] - self.same_branch[node]
    }
}
