//! The set that reaches most of a graph in few steps.

use std::cmp::Ordering;

use super::bounds::most_added;
use super::sets::few_sets;
use super::{Effort, KeyPlayers, MARGIN, NoSet, check_size};
use crate::analysis::centrality::closeness::nearness;
use crate::analysis::chunks::{Threads, in_chunks};
use crate::analysis::lengths_from::LengthsFrom;
use crate::analysis::method::Method;
use crate::analysis::watch::{Stopped, Watch};
use crate::analysis::weighting::Weighting;
use crate::graph::compact::CompactGraph;

/// The set K of `size` nodes of largest reach `DR = (Σ_j 1/d(K, j)) ÷ n` over all nodes: members count 1, who is not
/// reached 0; of equals, the first in node order.
///
/// With [`Weighting::Distance`] weights are divided by the largest first, so that the strongest edge is one step. All sets
/// are tried while there are at most 10⁶; otherwise nodes are added one by one, those that cannot be best passed over
/// (Michel Minoux, 1978, called lazy greedy), and then exchanged while that helps.
pub fn kpp_pos(
    graph: &CompactGraph,
    size: usize,
    weighting: Weighting,
    watch: &Watch<'_>,
) -> Result<KeyPlayers, NoSet> {
    kpp_pos_with(graph, size, weighting, Effort::default(), watch)
}

/// The same with another limit of what is tried.
pub fn kpp_pos_with(
    graph: &CompactGraph,
    size: usize,
    weighting: Weighting,
    effort: Effort,
    watch: &Watch<'_>,
) -> Result<KeyPlayers, NoSet> {
    check_size(size, graph.nodes())?;
    let steps = Steps::of(graph, weighting);
    Ok(best_of_size(&steps, &mut None, size, effort, watch)?)
}

/// The sets of 1, 2 and so on up to `largest` nodes, or as many as there are, each as [`kpp_pos_with`] finds it. What a node reaches alone is
/// reckoned once for all of them.
pub fn kpp_pos_up_to(
    graph: &CompactGraph,
    largest: usize,
    weighting: Weighting,
    effort: Effort,
    watch: &Watch<'_>,
) -> Result<Vec<KeyPlayers>, Stopped> {
    let steps = Steps::of(graph, weighting);
    let mut singles = None;
    (1..=largest.min(graph.nodes())).map(|size| best_of_size(&steps, &mut singles, size, effort, watch)).collect()
}

/// The best set of a size that there is. `singles` keeps what each node reaches alone from one size to the next.
fn best_of_size(
    steps: &Steps<'_>,
    singles: &mut Option<Vec<f64>>,
    size: usize,
    effort: Effort,
    watch: &Watch<'_>,
) -> Result<KeyPlayers, Stopped> {
    let nodes = steps.graph.nodes();
    let exact = few_sets(nodes, size, effort.sets).is_some();
    // The first node of the step-by-step search is the best one there is.
    let mut found = if exact && size > 1 && size < nodes {
        try_all(steps, size, watch)?
    } else {
        let singles = match singles {
            Some(singles) => singles,
            None => singles.insert(steps.sums_of_one(watch)?.into_iter().map(|sum| 1.0 + sum).collect()),
        };
        Search::new(steps, singles.clone()).best(size, watch)?
    };
    found.members.sort_unstable();
    let method = if exact { Method::Exact } else { Method::Greedy };
    Ok(KeyPlayers { members: found.members, value: found.sum / nodes as f64, method })
}

struct Found {
    members: Vec<u32>,
    /// `Σ_j 1/d(K, j)`.
    sum: f64,
}

/// What a node at this distance from the set counts; nothing at an infinite one.
pub(super) fn counts(length: f64) -> f64 {
    1.0 / length.max(1.0)
}

/// The graph with lengths of at least 1, or in steps.
struct Steps<'a> {
    graph: &'a CompactGraph,
    /// The graph with the largest weight over the weight for weights.
    lengths: Option<CompactGraph>,
    largest: f64,
}

impl<'a> Steps<'a> {
    fn of(graph: &'a CompactGraph, weighting: Weighting) -> Self {
        let largest = graph.all_edges().map(|edge| edge.weight).fold(0.0, f64::max);
        let lengths = (weighting == Weighting::Distance).then(|| graph.with_weights(|edge| largest / edge.weight));
        Self { graph, lengths, largest }
    }

    /// `Σ_j 1/d(v, j)` over the others of each node v.
    fn sums_of_one(&self, watch: &Watch<'_>) -> Result<Vec<f64>, Stopped> {
        let (weighting, scale) = match self.lengths {
            Some(_) => (Weighting::Distance, self.largest),
            None => (Weighting::Unweighted, 1.0),
        };
        let near = nearness(&self.graph.reversed(), weighting, watch)?;
        Ok(near.into_iter().map(|near| near.inverse / scale).collect())
    }
}

/// Room to walk from one node.
struct Walk {
    by_length: Option<LengthsFrom>,
    is_met: Vec<bool>,
    queue: Vec<u32>,
}

impl Walk {
    fn of(steps: &Steps<'_>) -> Self {
        let nodes = steps.graph.nodes();
        let by_length = steps.lengths.as_ref().map(LengthsFrom::new);
        Self { by_length, is_met: vec![false; nodes], queue: Vec::new() }
    }

    /// Tells all nodes that are nearer to the source than `known` says, and how near they are.
    fn nearer(&mut self, steps: &Steps<'_>, source: u32, known: &[f64], mut meet: impl FnMut(u32, f64)) {
        if let (Some(search), Some(lengths)) = (&mut self.by_length, &steps.lengths) {
            search.search(lengths, source, |node| known[node as usize], meet);
            return;
        }
        self.queue.push(source);
        self.is_met[source as usize] = true;
        let (mut at, mut level) = (0, 0.0);
        while at < self.queue.len() {
            let end = self.queue.len();
            for index in at..end {
                let node = self.queue[index];
                if level >= known[node as usize] {
                    continue;
                }
                meet(node, level);
                for other in steps.graph.successors(node) {
                    if !self.is_met[*other as usize] {
                        self.is_met[*other as usize] = true;
                        self.queue.push(*other);
                    }
                }
            }
            at = end;
            level += 1.0;
        }
        for node in self.queue.drain(..) {
            self.is_met[node as usize] = false;
        }
    }
}

/// Tries all sets by a table of what each node counts for each other.
fn try_all(steps: &Steps<'_>, size: usize, watch: &Watch<'_>) -> Result<Found, Stopped> {
    let nodes = steps.graph.nodes();
    let far = vec![f64::INFINITY; nodes];
    let mut walk = Walk::of(steps);
    let table: Vec<Vec<f64>> = (0..nodes as u32)
        .map(|node| {
            let mut row = vec![0.0; nodes];
            walk.nearer(steps, node, &far, |other, length| row[other as usize] = counts(length));
            row
        })
        .collect();
    let threads = Threads::for_nodes(nodes);
    let parts =
        in_chunks(nodes - size + 1, 1, threads, watch, || (), |(), range| best_with_first(&table, range.start, size))?;
    Ok(parts
        .into_iter()
        .reduce(|best, part| if part.sum > best.sum + MARGIN * nodes as f64 { part } else { best })
        .expect("there is a set of a size that was checked"))
}

/// The best of the sets whose first node this is.
fn best_with_first(table: &[Vec<f64>], first: usize, size: usize) -> Found {
    let nodes = table.len();
    let mut best = Found { members: Vec::new(), sum: f64::NEG_INFINITY };
    // What the members up to each one count for each node, so that a change at the end costs one row.
    let mut rows = vec![table[first].clone(); size];
    let mut set: Vec<usize> = (first..first + size).collect();
    let mut changed = 1;
    loop {
        for at in changed..size - 1 {
            let (done, open) = rows.split_at_mut(at);
            for ((joined, before), own) in open[0].iter_mut().zip(&done[at - 1]).zip(&table[set[at]]) {
                *joined = before.max(*own);
            }
        }
        let sum: f64 = rows[size - 2].iter().zip(&table[set[size - 1]]).map(|(before, own)| before.max(*own)).sum();
        if sum > best.sum + MARGIN * nodes as f64 {
            best = Found { members: set.iter().map(|node| *node as u32).collect(), sum };
        }
        let Some(at) = (1..size).rev().find(|at| set[*at] < nodes - size + at) else { return best };
        set[at] += 1;
        for later in at + 1..size {
            set[later] = set[later - 1] + 1;
        }
        changed = at;
    }
}

/// The search step by step, and by exchanges.
struct Search<'a> {
    steps: &'a Steps<'a>,
    walk: Walk,
    /// The distance from the members to each node.
    known: Vec<f64>,
    /// For the members found so far but the last, the last two, and so on: the most that each node can still add.
    bounds: Vec<Vec<f64>>,
}

impl<'a> Search<'a> {
    /// A search that begins with what each node reaches alone, itself counted.
    fn new(steps: &'a Steps<'a>, singles: Vec<f64>) -> Self {
        let known = vec![f64::INFINITY; steps.graph.nodes()];
        Self { steps, walk: Walk::of(steps), known, bounds: vec![singles] }
    }

    fn best(&mut self, size: usize, watch: &Watch<'_>) -> Result<Found, Stopped> {
        let mut members: Vec<u32> = Vec::new();
        let mut sum = 0.0;
        for step in 0..size {
            let mut bounds = self.bounds[step].clone();
            let (node, gain) = self.best_addition(&mut bounds, &members, 0.0, watch)?.unwrap_or_else(|| {
                let free = (0..self.known.len() as u32).find(|node| !members.contains(node));
                (free.expect("the set is not larger than the graph"), 0.0)
            });
            self.bounds.push(bounds);
            sum += gain;
            self.join(node);
            members.push(node);
        }
        self.exchange(&mut members, &mut sum, watch)?;
        Ok(Found { members, sum })
    }

    /// The node that adds most, and more than `least`; of equals the first. Since a node adds less the more members there
    /// are, and never more than [`most_added`], those whose bound lies below the best so far need no walk.
    fn best_addition(
        &mut self,
        bounds: &mut [f64],
        members: &[u32],
        least: f64,
        watch: &Watch<'_>,
    ) -> Result<Option<(u32, f64)>, Stopped> {
        if !members.is_empty() {
            for (bound, most) in bounds.iter_mut().zip(most_added(self.steps.graph, &self.known)) {
                *bound = bound.min(most);
            }
        }
        let mut order: Vec<u32> = (0..bounds.len() as u32).filter(|node| !members.contains(node)).collect();
        let by_bound = |one: &u32, other: &u32| -> Ordering {
            bounds[*other as usize].total_cmp(&bounds[*one as usize]).then(one.cmp(other))
        };
        order.sort_unstable_by(by_bound);
        let slack = MARGIN * bounds.len() as f64;
        let mut best: Option<(u32, f64)> = None;
        for node in order {
            let known_best = best.map_or(least, |(_, gain)| gain);
            if bounds[node as usize] < known_best - slack {
                break;
            }
            watch.step(0, 0)?;
            let gain = self.gain(node);
            bounds[node as usize] = gain;
            let is_better = gain > known_best + slack;
            let is_first = best.is_some_and(|(other, _)| gain >= known_best - slack && node < other);
            if is_better || is_first {
                best = Some((node, gain));
            }
        }
        Ok(best)
    }

    /// What a node would add to `Σ_j 1/d(K, j)`.
    fn gain(&mut self, node: u32) -> f64 {
        let (known, mut gain) = (&self.known, 0.0);
        self.walk.nearer(self.steps, node, known, |other, length| {
            gain += counts(length) - counts(known[other as usize]);
        });
        gain
    }

    fn join(&mut self, node: u32) {
        let mut nearer = Vec::new();
        self.walk.nearer(self.steps, node, &self.known, |other, length| nearer.push((other, length)));
        for (other, length) in nearer {
            self.known[other as usize] = length;
        }
    }

    /// Exchanges one member for another node as long as that helps.
    fn exchange(&mut self, members: &mut [u32], sum: &mut f64, watch: &Watch<'_>) -> Result<(), Stopped> {
        let mut at = 0;
        let mut untouched = members.len();
        let mut tried = 0;
        while tried < members.len() && members.len() < self.known.len() {
            self.known.fill(f64::INFINITY);
            let others: Vec<u32> = members.iter().copied().filter(|member| *member != members[at]).collect();
            for member in &others {
                self.join(*member);
            }
            let own = self.gain(members[at]);
            // Bounds hold as long as the members that they were made with are among the others.
            let mut bounds = self.bounds[at.min(untouched)].clone();
            let taken: Vec<u32> = members.to_vec();
            if let Some((node, gain)) =
                self.best_addition(&mut bounds, &taken, own + MARGIN * taken.len() as f64, watch)?
            {
                *sum += gain - own;
                members[at] = node;
                untouched = untouched.min(at);
                tried = 0;
            } else {
                tried += 1;
            }
            at = (at + 1) % members.len();
        }
        Ok(())
    }
}
