//! Unweighted walks from eight sources at once: neighbours in the order of sources share most of their walks.
//!
//! A level of the walk is a list of entries, each a node and the lanes (sources) that meet it there. Path counts and
//! dependencies are drawn along edges from a table that holds the one neighbouring level only, zero elsewhere, so that
//! no edge needs a question asked; that is what makes it quick.

use super::links::Links;
use super::{Found, Part, walk_chunks};
use crate::analysis::chunks::Threads;
use crate::analysis::watch::{Stopped, Watch};

/// How many sources walk together.
pub(super) const LANES: usize = 8;

/// From so many paths on, 2⁵⁰⁰, counts are scaled down; only their shares matter.
pub(super) const TOO_MANY: f64 = f64::from_bits((1023 + 500) << 52);

/// One figure a lane.
type Row = [f64; LANES];

/// Walks all sources.
pub(super) fn walk(links: &Links, sources: &[u32], threads: Threads, watch: &Watch<'_>) -> Result<Found, Stopped> {
    walk_chunks(
        links,
        sources,
        threads,
        watch,
        || Room::new(links.nodes()),
        |room, batch, part| {
            room.spread(links, batch);
            room.count_paths(links);
            room.depend(links, batch, part);
        },
    )
}

/// What a batch of walks needs; clean between batches.
struct Room {
    /// The lanes that have met each node.
    seen: Vec<u8>,
    /// The lanes that meet each node on the level being made.
    next: Vec<u8>,
    /// The entries of all levels: nodes, and the lanes that meet them there.
    nodes: Vec<u32>,
    lanes: Vec<u8>,
    /// Where each level begins in the entries.
    levels: Vec<usize>,
    /// What the path counts of each level were multiplied by, beside those of the level before, so as not to overflow.
    scales: Vec<Row>,
    /// Path counts of each entry, and later what a tight edge to it carries back.
    figures: Vec<Row>,
    /// The figures of one level by node, zero for every node and lane that is not on it.
    table: Vec<Row>,
}

impl Room {
    fn new(nodes: usize) -> Self {
        Self {
            seen: vec![0; nodes],
            next: vec![0; nodes],
            nodes: Vec::with_capacity(nodes),
            lanes: Vec::with_capacity(nodes),
            levels: Vec::new(),
            scales: Vec::new(),
            figures: Vec::with_capacity(nodes),
            table: vec![[0.0; LANES]; nodes],
        }
    }

    /// Finds the levels on which each lane meets each node.
    fn spread(&mut self, links: &Links, batch: &[u32]) {
        self.nodes.clear();
        self.lanes.clear();
        self.levels.clear();
        for (lane, source) in batch.iter().enumerate() {
            self.nodes.push(*source);
            self.lanes.push(1 << lane);
            self.seen[*source as usize] |= 1 << lane;
        }
        let mut level = 0..self.nodes.len();
        while !level.is_empty() {
            self.levels.push(level.start);
            let end = level.end;
            for entry in level {
                let lanes = self.lanes[entry];
                for node in links.out.row(self.nodes[entry]) {
                    let fresh = lanes & !self.seen[*node as usize];
                    let next = &mut self.next[*node as usize];
                    if fresh != 0 {
                        if *next == 0 {
                            self.nodes.push(*node);
                        }
                        *next |= fresh;
                    }
                }
            }
            for node in &self.nodes[end..] {
                let lanes = std::mem::take(&mut self.next[*node as usize]);
                self.seen[*node as usize] |= lanes;
                self.lanes.push(lanes);
            }
            level = end..self.nodes.len();
        }
        for node in &self.nodes {
            self.seen[*node as usize] = 0;
        }
    }

    fn level(&self, index: usize) -> std::ops::Range<usize> {
        self.levels[index]..self.levels.get(index + 1).copied().unwrap_or(self.nodes.len())
    }

    /// Counts the shortest paths to each entry, level by level, drawing along the edges that enter it.
    fn count_paths(&mut self, links: &Links) {
        self.figures.clear();
        self.scales.clear();
        self.scales.push([1.0; LANES]);
        for lanes in &self.lanes[self.level(0)] {
            self.figures.push(only([1.0; LANES], *lanes));
        }
        for index in 1..self.levels.len() {
            self.swap_in(index - 1);
            let mut most = [0.0_f64; LANES];
            for entry in self.level(index) {
                let mut paths = [0.0; LANES];
                for node in links.into.row(self.nodes[entry]) {
                    add(&mut paths, &self.table[*node as usize]);
                }
                let paths = only(paths, self.lanes[entry]);
                for lane in 0..LANES {
                    most[lane] = most[lane].max(paths[lane]);
                }
                self.figures.push(paths);
            }
            self.clear(index - 1);
            let scale = most.map(|most| if most > TOO_MANY { 1.0 / TOO_MANY } else { 1.0 });
            if most.iter().any(|most| *most > TOO_MANY) {
                let level = self.level(index);
                for figures in &mut self.figures[level] {
                    for lane in 0..LANES {
                        figures[lane] *= scale[lane];
                    }
                }
            }
            self.scales.push(scale);
        }
    }

    /// Draws the dependencies back, from the last level to the sources.
    fn depend(&mut self, links: &Links, batch: &[u32], part: &mut Part) {
        let mut weights = [0.0; LANES];
        for (lane, source) in batch.iter().enumerate() {
            weights[lane] = 1.0 + links.above[*source as usize];
        }
        for index in (0..self.levels.len()).rev() {
            let is_last = index + 1 == self.levels.len();
            if !is_last {
                self.swap_in(index + 1);
            }
            for entry in self.level(index) {
                let node = self.nodes[entry];
                let mut drawn = [0.0; LANES];
                if !is_last {
                    for other in links.out.row(node) {
                        add(&mut drawn, &self.table[*other as usize]);
                    }
                    for (drawn, scale) in drawn.iter_mut().zip(self.scales[index + 1]) {
                        *drawn *= scale;
                    }
                }
                let (paths, lanes) = (self.figures[entry], self.lanes[entry]);
                let below = links.below[node as usize];
                let mut carried = [0.0; LANES];
                let (mut through, mut reaching) = (0.0, 0.0);
                for lane in 0..LANES {
                    let dependency = paths[lane] * drawn[lane] + below;
                    let is_on = f64::from(lanes >> lane & 1);
                    through += weights[lane] * dependency * is_on;
                    reaching += weights[lane] * is_on;
                    // A lane that is not on has no paths; one more keeps the division whole.
                    carried[lane] = (1.0 + dependency) / (paths[lane] + (1.0 - is_on));
                }
                self.figures[entry] = only(carried, lanes);
                if index > 0 {
                    part.through[node as usize] += through;
                    part.reaching[node as usize] += reaching;
                } else {
                    let lane = lanes.trailing_zeros() as usize;
                    let reached = paths[lane] * drawn[lane];
                    part.reached.push((node, reached));
                    part.through[node as usize] += links.above[node as usize] * reached;
                }
            }
            if !is_last {
                self.clear(index + 1);
            }
        }
    }

    /// Puts the figures of a level into the table.
    fn swap_in(&mut self, index: usize) {
        for entry in self.level(index) {
            // A node is on a level once, except a source, which stands once for each lane.
            add(&mut self.table[self.nodes[entry] as usize], &self.figures[entry]);
        }
    }

    /// Takes the figures of a level out of the table.
    fn clear(&mut self, index: usize) {
        for entry in self.level(index) {
            self.table[self.nodes[entry] as usize] = [0.0; LANES];
        }
    }
}

fn add(sum: &mut Row, row: &Row) {
    for lane in 0..LANES {
        sum[lane] += row[lane];
    }
}

/// The figures of these lanes, and zero in the others.
fn only(figures: Row, lanes: u8) -> Row {
    let mut kept = [0.0; LANES];
    for lane in 0..LANES {
        let mask = 0_u64.wrapping_sub(u64::from(lanes >> lane & 1));
        kept[lane] = f64::from_bits(figures[lane].to_bits() & mask);
    }
    kept
}
