//! Walks from one source after the other along edges that have lengths.

use super::lanes::TOO_MANY;
use super::links::Links;
use super::{Found, Part, walk_chunks};
use crate::analysis::chunks::Threads;
use crate::analysis::nearest_first::NearestFirst;
use crate::analysis::watch::{Stopped, Watch};
use crate::analysis::weighting::EQUAL_LENGTHS;

/// Walks all sources.
pub(super) fn walk(links: &Links, sources: &[u32], threads: Threads, watch: &Watch<'_>) -> Result<Found, Stopped> {
    walk_chunks(
        links,
        sources,
        threads,
        watch,
        || Room::new(links),
        |room, sources, part| {
            for source in sources {
                room.settle(links, *source);
                room.depend(links, *source, part);
            }
        },
    )
}

const NONE: u32 = u32::MAX;

/// Where a node stands in the walk.
#[derive(Clone, Copy)]
struct Place {
    length: f64,
    /// The node before it on a shortest path.
    before: u32,
    /// Further nodes before it, as the start of a chain in `ties`.
    more: u32,
}

const FAR: Place = Place { length: f64::INFINITY, before: NONE, more: NONE };

/// What a walk needs; clean between walks.
struct Room {
    places: Vec<Place>,
    /// How many shortest paths lead to a node; 0 as long as it is not settled.
    paths: Vec<f64>,
    /// How often that count was scaled down.
    scaled: Vec<u32>,
    dependency: Vec<f64>,
    /// Settled nodes, nearest first.
    settled: Vec<u32>,
    /// Chains of (node before, next of the chain) for nodes that are reached equally well from several.
    ties: Vec<(u32, u32)>,
    queue: NearestFirst,
    edges: Vec<(f64, u32)>,
}

impl Room {
    fn new(links: &Links) -> Self {
        let nodes = links.nodes();
        Self {
            places: vec![FAR; nodes],
            paths: vec![0.0; nodes],
            scaled: vec![0; nodes],
            dependency: vec![0.0; nodes],
            settled: Vec::with_capacity(nodes),
            ties: Vec::new(),
            queue: NearestFirst::for_lengths(&links.out.lengths),
            edges: links.out.lengths.iter().copied().zip(links.out.ends.iter().copied()).collect(),
        }
    }

    fn settle(&mut self, links: &Links, source: u32) {
        self.queue.restart();
        self.ties.clear();
        self.places[source as usize].length = 0.0;
        self.queue.push(0.0, source);
        while let Some((_, node)) = self.queue.pop() {
            if self.paths[node as usize] > 0.0 {
                continue;
            }
            let here = self.places[node as usize];
            let (paths, scaled) = if node == source { (1.0, 0) } else { self.paths_to(here) };
            self.paths[node as usize] = paths;
            self.scaled[node as usize] = scaled;
            self.settled.push(node);
            for (length, end) in &self.edges[links.out.range(node)] {
                let reached = here.length + length;
                let place = &mut self.places[*end as usize];
                if reached > place.length * (1.0 + EQUAL_LENGTHS) {
                    continue;
                }
                if reached < place.length * (1.0 - EQUAL_LENGTHS) {
                    *place = Place { length: reached, before: node, more: NONE };
                    self.queue.push(reached, *end);
                } else if self.paths[*end as usize] == 0.0 {
                    self.ties.push((node, place.more));
                    place.more = self.ties.len() as u32 - 1;
                    if reached < place.length {
                        place.length = reached;
                        self.queue.push(reached, *end);
                    }
                }
            }
        }
    }

    /// How many paths lead to a place, and how often that count is scaled down.
    fn paths_to(&self, place: Place) -> (f64, u32) {
        let (mut paths, mut scaled) = (self.paths[place.before as usize], self.scaled[place.before as usize]);
        let mut tie = place.more;
        while tie != NONE {
            let (before, next) = self.ties[tie as usize];
            let (more, theirs) = (self.paths[before as usize], self.scaled[before as usize]);
            if theirs > scaled {
                paths *= share(theirs - scaled);
                scaled = theirs;
            }
            paths += more * share(scaled - theirs);
            tie = next;
        }
        if paths > TOO_MANY { (paths / TOO_MANY, scaled + 1) } else { (paths, scaled) }
    }

    fn depend(&mut self, links: &Links, source: u32, part: &mut Part) {
        let weight = 1.0 + links.above[source as usize];
        while let Some(node) = self.settled.pop() {
            let at = node as usize;
            let place = std::mem::replace(&mut self.places[at], FAR);
            let drawn = std::mem::take(&mut self.dependency[at]);
            let paths = std::mem::take(&mut self.paths[at]);
            if node == source {
                part.reached.push((node, drawn));
                part.through[at] += links.above[at] * drawn;
                continue;
            }
            let dependency = drawn + links.below[at];
            part.through[at] += weight * dependency;
            part.reaching[at] += weight;
            let carried = (1.0 + dependency) / paths;
            let scaled = self.scaled[at];
            let mut carry = |before: u32| {
                let before = before as usize;
                self.dependency[before] += self.paths[before] * carried * share(scaled - self.scaled[before]);
            };
            carry(place.before);
            let mut tie = place.more;
            while tie != NONE {
                let (before, next) = self.ties[tie as usize];
                carry(before);
                tie = next;
            }
        }
    }
}

/// What a count is worth beside one that was scaled down so many times more.
fn share(times: u32) -> f64 {
    match times {
        0 => 1.0,
        1 => 1.0 / TOO_MANY,
        _ => 0.0,
    }
}
