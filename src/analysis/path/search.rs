//! The search for best paths: Dijkstra's algorithm with closed nodes, and Yen's deviations from the paths found so far.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use crate::analysis::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;

/// −ln w in units of 2⁻⁴⁰, a whole number, so that the same steps in another order cost the same.
type Cost = u64;

fn cost(weight: f64) -> Cost {
    (-libm::log(weight) * 1_099_511_627_776.0).round() as Cost
}

/// What a path is ordered by: cost, then steps, then its nodes.
type Candidate = (Cost, usize, Vec<u32>);

/// Room for searches towards one node, which begin where the last one left the closed nodes.
pub(super) struct Search<'a> {
    graph: &'a CompactGraph,
    to: u32,
    closed: Vec<bool>,
    /// Steps from the first node of a search that must not be taken.
    barred: Vec<u32>,
    /// Whether the step straight to the end must not be taken by any search.
    direct_step_closed: bool,
    /// Cost, steps and predecessor of each node, valid where `round` is that of the search.
    labels: Vec<(Cost, u32, u32)>,
    rounds: Vec<u32>,
    round: u32,
}

impl<'a> Search<'a> {
    pub(super) fn of(graph: &'a CompactGraph, to: u32) -> Self {
        let nodes = graph.nodes();
        Self {
            graph,
            to,
            closed: vec![false; nodes],
            barred: Vec::new(),
            direct_step_closed: false,
            labels: vec![(0, 0, 0); nodes],
            rounds: vec![0; nodes],
            round: 0,
        }
    }

    /// Lets no later path lead through a node.
    pub(super) fn close(&mut self, node: u32) {
        self.closed[node as usize] = true;
    }

    /// Lets no later path go straight from its first node to the end.
    pub(super) fn close_direct_step(&mut self) {
        self.direct_step_closed = true;
    }

    /// The best path from a node, by cost, then steps, then nodes before it.
    pub(super) fn best(&mut self, from: u32) -> Option<Vec<u32>> {
        self.round += 1;
        self.label(from, (0, 0, from));
        let mut heap = BinaryHeap::from([Reverse((0, 0, from))]);
        while let Some(Reverse((cost_here, steps, node))) = heap.pop() {
            if (cost_here, steps) != (self.labels[node as usize].0, self.labels[node as usize].1) {
                continue;
            }
            if node == self.to {
                return Some(self.path(from));
            }
            for (next, weight) in self.graph.out(node) {
                if self.is_closed(from, node, next) {
                    continue;
                }
                let label = (cost_here.saturating_add(cost(weight)), steps + 1, node);
                if self.rounds[next as usize] != self.round || label < self.labels[next as usize] {
                    self.label(next, label);
                    heap.push(Reverse((label.0, label.1, next)));
                }
            }
        }
        None
    }

    fn is_closed(&self, from: u32, node: u32, next: u32) -> bool {
        let is_barred = node == from && (self.barred.contains(&next) || (self.direct_step_closed && next == self.to));
        self.closed[next as usize] || is_barred
    }

    fn label(&mut self, node: u32, label: (Cost, u32, u32)) {
        self.labels[node as usize] = label;
        self.rounds[node as usize] = self.round;
    }

    fn path(&self, from: u32) -> Vec<u32> {
        let mut path = vec![self.to];
        let mut node = self.to;
        while node != from {
            node = self.labels[node as usize].2;
            path.push(node);
        }
        path.reverse();
        path
    }

    /// The best paths without loops, best first; at most so many.
    pub(super) fn best_paths(&mut self, from: u32, most: usize, watch: &Watch<'_>) -> Result<Vec<Vec<u32>>, Stopped> {
        let mut found: Vec<Vec<u32>> = Vec::new();
        let mut candidates: BTreeSet<Candidate> =
            self.best(from).map(|path| self.candidate(path)).into_iter().collect();
        while found.len() < most
            && let Some((_, _, path)) = candidates.pop_first()
        {
            found.push(path);
            if found.len() < most {
                self.deviate(&found, &mut candidates, &|| watch.step(found.len() as u64, most as u64))?;
            }
        }
        Ok(found)
    }

    /// Adds the best paths that leave the last path found at each of its nodes.
    fn deviate(
        &mut self,
        found: &[Vec<u32>],
        candidates: &mut BTreeSet<Candidate>,
        go_on: &dyn Fn() -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        let Some(last) = found.last() else { return Ok(()) };
        // The paths found that begin as the last one does, as far as it was followed.
        let mut alike: Vec<&Vec<u32>> = found.iter().collect();
        for at in 0..last.len() - 1 {
            go_on()?;
            alike.retain(|path| path.get(at) == Some(&last[at]));
            self.barred = alike.iter().filter_map(|path| path.get(at + 1)).copied().collect();
            self.closed[last[at] as usize] = true;
            if let Some(rest) = self.best(last[at]) {
                let path = last[..at].iter().copied().chain(rest).collect();
                candidates.insert(self.candidate(path));
            }
        }
        self.barred.clear();
        for node in last {
            self.closed[*node as usize] = false;
        }
        Ok(())
    }

    fn candidate(&self, path: Vec<u32>) -> Candidate {
        let step = |step: &[u32]| cost(self.graph.weight(step[0], step[1]).expect("a path follows edges"));
        let cost = path.windows(2).map(step).fold(0, Cost::saturating_add);
        (cost, path.len(), path)
    }
}
