//! A network between two nodes that is made smaller without changing the chance that they are joined.

use std::collections::BTreeMap;

use crate::graph::compact::Edge;

/// An undirected graph without parallel edges, and the two nodes that are to be joined.
#[derive(Debug, Clone)]
pub(super) struct Network {
    /// For each node, its neighbours and the chances of the edges to them; both ends hold an edge.
    neighbours: Vec<BTreeMap<u32, f64>>,
    pub(super) from: u32,
    pub(super) to: u32,
    /// The chance of all edges that must hold in any case and have been contracted.
    pub(super) certain: f64,
}

/// What is left of a network.
#[derive(Debug)]
pub(super) enum Reduced {
    /// The chance is known.
    Known(f64),
    /// No edge can be joined with another any more.
    Open(Network),
}

impl Network {
    /// The network of these edges between two different nodes.
    pub(super) fn of(edges: &[Edge], from: u32, to: u32) -> Self {
        let mut nodes: Vec<u32> = edges.iter().flat_map(|edge| [edge.from, edge.to]).chain([from, to]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let place = |node: u32| nodes.binary_search(&node).expect("all ends are among the nodes") as u32;
        let neighbours = vec![BTreeMap::new(); nodes.len()];
        let mut network = Self { neighbours, from: place(from), to: place(to), certain: 1.0 };
        for edge in edges {
            network.join(place(edge.from), place(edge.to), edge.weight);
        }
        network
    }

    pub(super) fn nodes(&self) -> usize {
        self.neighbours.len()
    }

    /// Each edge once, with its chance.
    pub(super) fn edges(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        self.neighbours.iter().enumerate().flat_map(|(one, neighbours)| {
            let after = neighbours.range(one as u32 + 1..);
            after.map(move |(other, chance)| (one as u32, *other, *chance))
        })
    }

    /// Joins edges in series and side by side as long as there are any, and drops dead ends.
    pub(super) fn reduced(mut self) -> Reduced {
        let mut open: Vec<u32> = (0..self.nodes() as u32).collect();
        while let Some(node) = open.pop() {
            let neighbours = &self.neighbours[node as usize];
            let is_end = node == self.from || node == self.to;
            match (is_end, neighbours.len()) {
                (true, 0) => return Reduced::Known(0.0),
                (true, 1) => {
                    let (next, chance) = neighbours.first_key_value().map(|(n, c)| (*n, *c)).expect("there is one");
                    self.certain *= chance;
                    self.cut(node, next);
                    if next == self.from || next == self.to {
                        return Reduced::Known(self.certain);
                    }
                    *(if node == self.from { &mut self.from } else { &mut self.to }) = next;
                    open.push(next);
                }
                (false, 1) => {
                    let next = *neighbours.first_key_value().expect("there is one").0;
                    self.cut(node, next);
                    open.push(next);
                }
                (false, 2) => {
                    let (one, to_one) = neighbours.first_key_value().map(|(n, c)| (*n, *c)).expect("there are two");
                    let (other, to_other) = neighbours.last_key_value().map(|(n, c)| (*n, *c)).expect("there are two");
                    self.cut(node, one);
                    self.cut(node, other);
                    self.join(one, other, to_one * to_other);
                    open.extend([one, other]);
                }
                _ => {}
            }
        }
        Reduced::Open(self.compacted())
    }

    /// The chance, exactly: with an edge at the first node holding, and with it gone.
    pub(super) fn factored(&self) -> f64 {
        let at_start = &self.neighbours[self.from as usize];
        let (next, chance) = at_start.first_key_value().map(|(n, c)| (*n, *c)).expect("an open network goes on");
        let mut without = self.clone();
        without.cut(self.from, next);
        let with = without.contracted(next);
        chance * with.chance() + (1.0 - chance) * without.chance()
    }

    fn chance(self) -> f64 {
        if self.from == self.to {
            return self.certain;
        }
        match self.reduced() {
            Reduced::Known(chance) => chance,
            Reduced::Open(network) => network.factored(),
        }
    }

    /// The network with a node melted into the first one.
    fn contracted(&self, node: u32) -> Self {
        let mut melted = self.clone();
        for (other, chance) in std::mem::take(&mut melted.neighbours[node as usize]) {
            melted.neighbours[other as usize].remove(&node);
            melted.join(self.from, other, chance);
        }
        if node == melted.to {
            melted.to = melted.from;
        }
        melted
    }

    /// Adds an edge beside the one that may be there.
    fn join(&mut self, one: u32, other: u32, chance: f64) {
        if one == other {
            return;
        }
        for (here, there) in [(one, other), (other, one)] {
            let known = self.neighbours[here as usize].entry(there).or_insert(0.0);
            *known = 1.0 - (1.0 - *known) * (1.0 - chance);
        }
    }

    fn cut(&mut self, one: u32, other: u32) {
        self.neighbours[one as usize].remove(&other);
        self.neighbours[other as usize].remove(&one);
    }

    /// The same without nodes that no edge touches.
    fn compacted(self) -> Self {
        let edges: Vec<Edge> = self.edges().map(|(from, to, weight)| Edge { from, to, weight }).collect();
        Self { certain: self.certain, ..Self::of(&edges, self.from, self.to) }
    }
}
