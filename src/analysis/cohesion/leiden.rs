//! The Leiden algorithm: moves of single nodes, refinement, and the same again on the graph of what was refined.

use std::collections::VecDeque;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::graph::compact::CompactGraph;

/// A graph whose nodes stand for groups of nodes, with the weight that lies within them.
#[derive(Debug, Clone)]
pub(super) struct Level {
    starts: Vec<usize>,
    edges: Vec<(u32, f64)>,
    /// The sum of weights at a node, those within counted twice.
    strength: Vec<f64>,
    within: Vec<f64>,
    /// The sum of all strengths.
    total: f64,
}

impl Level {
    pub(super) fn of(undirected: &CompactGraph) -> Self {
        let nodes = undirected.nodes() as u32;
        let mut level = Self::empty();
        for node in 0..nodes {
            level.edges.extend(undirected.out(node));
            level.close_row(0.0);
        }
        level
    }

    fn empty() -> Self {
        Self { starts: vec![0], edges: Vec::new(), strength: Vec::new(), within: Vec::new(), total: 0.0 }
    }

    /// Ends the row of a node, within which so much weight lies, both ways counted.
    fn close_row(&mut self, within: f64) {
        let start = self.starts[self.starts.len() - 1];
        let strength = within + self.edges[start..].iter().map(|(_, weight)| weight).sum::<f64>();
        self.starts.push(self.edges.len());
        self.strength.push(strength);
        self.within.push(within);
        self.total += strength;
    }

    fn nodes(&self) -> usize {
        self.strength.len()
    }

    fn row(&self, node: u32) -> &[(u32, f64)] {
        &self.edges[self.starts[node as usize]..self.starts[node as usize + 1]]
    }

    /// The graph whose nodes are the communities `of`, which are numbered without gaps.
    fn joined(&self, of: &[u32], count: usize) -> Self {
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); count];
        of.iter().enumerate().for_each(|(node, community)| members[*community as usize].push(node as u32));
        let mut joined = Self::empty();
        let mut sums = Sums::new(count);
        for (community, members) in members.iter().enumerate() {
            let mut within = 0.0;
            for member in members {
                within += self.within[*member as usize];
                for (other, weight) in self.row(*member) {
                    let to = of[*other as usize];
                    if to as usize == community { within += weight } else { sums.add(to, *weight) }
                }
            }
            sums.touched.sort_unstable();
            sums.drain(|other, weight| joined.edges.push((other, weight)));
            joined.close_row(within);
        }
        joined
    }
}

/// Sums by community, of which few are touched at a time.
struct Sums {
    weights: Vec<f64>,
    is_touched: Vec<bool>,
    touched: Vec<u32>,
}

impl Sums {
    fn new(communities: usize) -> Self {
        Self { weights: vec![0.0; communities], is_touched: vec![false; communities], touched: Vec::new() }
    }

    fn add(&mut self, community: u32, weight: f64) {
        let at = community as usize;
        if !self.is_touched[at] {
            self.is_touched[at] = true;
            self.touched.push(community);
        }
        self.weights[at] += weight;
    }

    fn of(&self, community: u32) -> f64 {
        self.weights[community as usize]
    }

    fn drain(&mut self, mut tell: impl FnMut(u32, f64)) {
        for community in self.touched.drain(..) {
            self.is_touched[community as usize] = false;
            tell(community, std::mem::take(&mut self.weights[community as usize]));
        }
    }
}

/// A division of the nodes of a graph into communities.
pub(super) struct Division<'a> {
    ground: &'a Level,
    resolution: f64,
    chance: ChaCha8Rng,
    of: Vec<u32>,
}

impl<'a> Division<'a> {
    /// Each node by itself.
    pub(super) fn apart(ground: &'a Level, resolution: f64, seed: u64) -> Self {
        let of = (0..ground.nodes() as u32).collect();
        Self { ground, resolution, chance: ChaCha8Rng::seed_from_u64(seed), of }
    }

    pub(super) fn into_communities(self) -> Vec<u32> {
        self.of
    }

    /// Σ over communities of (weight within ÷ all) − resolution × (strength ÷ all)².
    pub(super) fn modularity(&self) -> f64 {
        let level = self.ground;
        if level.total <= 0.0 {
            return 0.0;
        }
        let mut strength = vec![0.0; level.nodes()];
        let mut within = 0.0;
        for node in 0..level.nodes() {
            strength[self.of[node] as usize] += level.strength[node];
            let here = level.row(node as u32).iter().filter(|(other, _)| self.of[*other as usize] == self.of[node]);
            within += here.map(|(_, weight)| weight).sum::<f64>();
        }
        let squares: f64 = strength.iter().map(|sum| (sum / level.total).powi(2)).sum();
        within / level.total - self.resolution * squares
    }

    /// One round of Leiden, from the division as it is.
    pub(super) fn improve(&mut self) {
        let mut level = self.ground.clone();
        // Where each node of the ground stands on this level, and the community of each node of the level.
        let mut place: Vec<u32> = (0..level.nodes() as u32).collect();
        let mut of = self.of.clone();
        loop {
            self.move_nodes(&level, &mut of);
            for (community, place) in self.of.iter_mut().zip(&place) {
                *community = of[*place as usize];
            }
            let (refined, count) = self.refine(&level, &of);
            if count == level.nodes() {
                return;
            }
            let mut above = vec![0; count];
            for (node, group) in refined.iter().enumerate() {
                above[*group as usize] = of[node];
            }
            for place in &mut place {
                *place = refined[*place as usize];
            }
            level = level.joined(&refined, count);
            of = gapless(above);
        }
    }

    /// Moves nodes to the neighbouring community that gains most, until none gains.
    fn move_nodes(&mut self, level: &Level, of: &mut [u32]) {
        let nodes = level.nodes();
        let mut strength = vec![0.0; nodes];
        for node in 0..nodes {
            strength[of[node] as usize] += level.strength[node];
        }
        let mut empty: Vec<u32> = (0..nodes as u32).collect();
        let mut is_used = vec![false; nodes];
        for community in of.iter() {
            is_used[*community as usize] = true;
        }
        empty.retain(|community| !is_used[*community as usize]);
        let mut members = vec![0_u32; nodes];
        for community in of.iter() {
            members[*community as usize] += 1;
        }
        let mut queue: VecDeque<u32> = shuffled(nodes, &mut self.chance).into();
        let mut is_queued = vec![true; nodes];
        let mut sums = Sums::new(nodes);
        while let Some(node) = queue.pop_front() {
            let at = node as usize;
            is_queued[at] = false;
            let old = of[at];
            let share = self.resolution * level.strength[at] / level.total;
            strength[old as usize] -= level.strength[at];
            members[old as usize] -= 1;
            level.row(node).iter().for_each(|(other, weight)| sums.add(of[*other as usize], *weight));
            let mut best = (old, sums.of(old) - share * strength[old as usize]);
            let slack = 1e-12 * level.total.max(f64::MIN_POSITIVE);
            if members[old as usize] > 0
                && best.1 < -slack
                && let Some(own) = empty.last()
            {
                best = (*own, 0.0);
            }
            sums.drain(|community, weight| {
                let gain = weight - share * strength[community as usize];
                if gain > best.1 + slack {
                    best = (community, gain);
                }
            });
            let new = best.0;
            if members[new as usize] == 0 && new != old {
                empty.pop();
            }
            of[at] = new;
            strength[new as usize] += level.strength[at];
            members[new as usize] += 1;
            if new == old {
                continue;
            }
            if members[old as usize] == 0 {
                strength[old as usize] = 0.0;
                empty.push(old);
            }
            for (other, _) in level.row(node) {
                if of[*other as usize] != new && !is_queued[*other as usize] {
                    is_queued[*other as usize] = true;
                    queue.push_back(*other);
                }
            }
        }
    }

    /// Divides each community anew into parts that are well connected; numbered without gaps.
    fn refine(&mut self, level: &Level, of: &[u32]) -> (Vec<u32>, usize) {
        let nodes = level.nodes();
        let mut whole = vec![0.0; nodes];
        for node in 0..nodes {
            whole[of[node] as usize] += level.strength[node];
        }
        let mut part: Vec<u32> = (0..nodes as u32).collect();
        let mut strength = level.strength.clone();
        let mut is_alone = vec![true; nodes];
        // The weight from each part to the rest of its community.
        let mut outwards: Vec<f64> = (0..nodes as u32)
            .map(|node| {
                let same = level.row(node).iter().filter(|(other, _)| of[*other as usize] == of[node as usize]);
                same.map(|(_, weight)| weight).sum()
            })
            .collect();
        let mut sums = Sums::new(nodes);
        let per_total = if level.total > 0.0 { self.resolution / level.total } else { 0.0 };
        for node in shuffled(nodes, &mut self.chance) {
            let at = node as usize;
            let community = whole[of[at] as usize];
            let is_well = |strength: f64, outwards: f64| outwards >= strength * (community - strength) * per_total;
            if !is_alone[at] || !is_well(level.strength[at], outwards[at]) {
                continue;
            }
            for (other, weight) in level.row(node) {
                if of[*other as usize] == of[at] {
                    sums.add(part[*other as usize], *weight);
                }
            }
            let mut choices: Vec<(u32, f64, f64)> = Vec::new();
            sums.drain(|other, weight| {
                let gain = weight - level.strength[at] * strength[other as usize] * per_total;
                if gain > 0.0 && is_well(strength[other as usize], outwards[other as usize]) {
                    choices.push((other, weight, gain));
                }
            });
            let Some((new, weight)) = self.choose(&choices) else { continue };
            is_alone[at] = false;
            // Somebody else's part began as that node's own.
            is_alone[new as usize] = false;
            part[at] = new;
            strength[new as usize] += level.strength[at];
            outwards[new as usize] += outwards[at] - 2.0 * weight;
        }
        let part = gapless(part);
        let count = part.iter().max().map_or(0, |last| *last as usize + 1);
        (part, count)
    }

    /// Draws a part, those of larger gain far more likely.
    fn choose(&mut self, choices: &[(u32, f64, f64)]) -> Option<(u32, f64)> {
        const RANDOMNESS: f64 = 0.01;
        let largest = choices.iter().map(|(_, _, gain)| *gain).fold(0.0, f64::max);
        let odds = |gain: f64| libm::exp((gain / largest - 1.0) / RANDOMNESS);
        let total: f64 = choices.iter().map(|(_, _, gain)| odds(*gain)).sum();
        let mut point = f64::from(self.chance.next_u32()) / (f64::from(u32::MAX) + 1.0) * total;
        for (part, weight, gain) in choices {
            point -= odds(*gain);
            if point < 0.0 {
                return Some((*part, *weight));
            }
        }
        choices.last().map(|(part, weight, _)| (*part, *weight))
    }
}

/// `0..count` in an order of chance.
fn shuffled(count: usize, chance: &mut ChaCha8Rng) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    for at in (1..count).rev() {
        order.swap(at, (chance.next_u64() % (at as u64 + 1)) as usize);
    }
    order
}

/// The same communities, numbered from 0 in order of their first nodes.
fn gapless(mut of: Vec<u32>) -> Vec<u32> {
    let highest = of.iter().max().map_or(0, |last| *last as usize + 1);
    let mut numbers = vec![u32::MAX; highest];
    let mut count = 0;
    for community in &mut of {
        let number = &mut numbers[*community as usize];
        if *number == u32::MAX {
            *number = count;
            count += 1;
        }
        *community = *number;
    }
    of
}
