//! The spread as a mean over seeded cascades, 64 of them at a time.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::condensed::Condensed;
use super::{Cascade, SpreadOptions, SpreadRefusal};
use crate::analysis::live;
use crate::analysis::watch::{Stopped, Watch};

/// The most words of drawn edges (8 bytes each).
const MOST_WORDS: usize = 1 << 26;

/// Drawn cascades, and how far the set that has been taken reaches in each.
pub(super) struct Sampled<'a> {
    condensed: &'a Condensed,
    cascades: usize,
    /// Where the edges of each node begin, in the order of the rows.
    starts: Vec<usize>,
    /// For each word of cascades, in which of them each edge is live.
    live: Vec<Vec<u64>>,
    /// For each word, in which cascades each node is reached by the set.
    taken: Vec<Vec<u64>>,
}

impl<'a> Sampled<'a> {
    pub(super) fn of(
        condensed: &'a Condensed,
        options: &SpreadOptions,
        watch: &Watch<'_>,
    ) -> Result<Self, SpreadRefusal> {
        let cascades = options.cascades.max(1);
        let words = cascades.div_ceil(64);
        let graph = &condensed.graph;
        let most = (MOST_WORDS / words).saturating_sub(graph.nodes());
        if graph.edges() > most {
            return Err(SpreadRefusal::TooMany { edges: graph.edges(), most });
        }
        let done = AtomicU64::new(0);
        let live = (0..words).into_par_iter().map(|word| {
            watch.step(done.fetch_add(1, Ordering::Relaxed), words as u64)?;
            let mut random = live::random(options.seed, word as u64);
            Ok(graph.all_edges().map(|edge| live::draws(&mut random, edge.weight)).collect())
        });
        let live = live.collect::<Result<_, Stopped>>()?;
        let mut starts = Vec::with_capacity(graph.nodes());
        let mut start = 0;
        for node in 0..graph.nodes() as u32 {
            starts.push(start);
            start += graph.successors(node).len();
        }
        Ok(Self { condensed, cascades, starts, live, taken: vec![vec![0; graph.nodes()]; words] })
    }

    /// Walks from a group in one word of cascades, past what is taken; tells how many nodes are reached in all of them together.
    fn reach(&self, walk: &mut Room, group: u32, word: usize) -> u64 {
        let (live, taken) = (&self.live[word], &self.taken[word]);
        walk.clear();
        walk.add(group, live::in_use(word, self.cascades) & !taken[group as usize]);
        while let Some(from) = walk.open.pop_front() {
            let news = std::mem::take(&mut walk.news[from as usize]);
            let edges = self.condensed.graph.successors(from).iter().zip(&live[self.starts[from as usize]..]);
            for (to, live) in edges {
                walk.add(*to, news & live & !taken[*to as usize]);
            }
        }
        let size = &self.condensed.size;
        let nodes =
            |group: &u32| u64::from(walk.reached[*group as usize].count_ones()) * u64::from(size[*group as usize]);
        walk.order.iter().map(nodes).sum()
    }
}

impl Cascade for Sampled<'_> {
    type Room = Room;

    fn room(&self) -> Room {
        Room::of(self.condensed.groups())
    }

    fn gain(&self, group: u32, room: &mut Room, _watch: &Watch<'_>) -> Result<f64, Stopped> {
        let reached: u64 = (0..self.live.len()).map(|word| self.reach(room, group, word)).sum();
        Ok(reached as f64 / self.cascades as f64)
    }

    fn take(&mut self, group: u32, room: &mut Room, _watch: &Watch<'_>) -> Result<(), Stopped> {
        for word in 0..self.live.len() {
            self.reach(room, group, word);
            for reached in &room.order {
                self.taken[word][*reached as usize] |= room.reached[*reached as usize];
            }
        }
        Ok(())
    }
}

/// Room to walk in; cleared when a walk begins.
pub(super) struct Room {
    /// In which cascades each node is reached.
    reached: Vec<u64>,
    /// In which of them its edges have yet to be followed.
    news: Vec<u64>,
    /// The nodes with news, the oldest first, so that much news comes together before a node's edges are followed.
    open: VecDeque<u32>,
    /// All nodes reached in any cascade.
    order: Vec<u32>,
}

impl Room {
    fn of(nodes: usize) -> Self {
        Self { reached: vec![0; nodes], news: vec![0; nodes], open: VecDeque::new(), order: Vec::new() }
    }

    fn clear(&mut self) {
        for node in self.order.drain(..) {
            self.reached[node as usize] = 0;
        }
    }

    fn add(&mut self, node: u32, cascades: u64) {
        let at = node as usize;
        let new = cascades & !self.reached[at];
        if new == 0 {
            return;
        }
        if self.reached[at] == 0 {
            self.order.push(node);
        }
        if self.news[at] == 0 {
            self.open.push_back(node);
        }
        self.reached[at] |= new;
        self.news[at] |= new;
    }
}
