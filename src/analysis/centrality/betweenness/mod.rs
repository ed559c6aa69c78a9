//! Betweenness: how many shortest paths between others lead over a node.

mod folding;
mod lanes;
mod links;
mod sample;
mod weighted;

use std::sync::atomic::{AtomicU64, Ordering};

use folding::Folded;
use links::{Links, Order};

use crate::analysis::chunks::{Threads, add_up, in_chunks};
use crate::analysis::method::Method;
use crate::analysis::watch::{Stopped, Watch};
use crate::analysis::weighting::{Weighting, with_lengths};
use crate::graph::compact::CompactGraph;

/// What betweenness shall count, and when it gives up being exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BetweennessOptions {
    /// How long edges are.
    pub weighting: Weighting,
    /// The most nodes, without those that hang on by a single neighbour, for which every source is walked.
    pub exact_up_to: usize,
    /// How many sources are walked in a larger graph.
    pub sample: usize,
    /// What the draw of those sources begins with.
    pub seed: u64,
}

impl Default for BetweennessOptions {
    fn default() -> Self {
        Self { weighting: Weighting::Unweighted, exact_up_to: 20_000, sample: 1_024, seed: 1 }
    }
}

/// Betweenness of each node, and how it was come by.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// One figure a node.
    pub values: Vec<f64>,
    /// Exact, or sampled.
    pub method: Method,
}

/// The share of ordered pairs of other nodes whose shortest paths lead over each node, pairs with several shortest
/// paths shared among them: `Σ σ_st(v) / σ_st` over pairs that end elsewhere, divided by (n − 1)(n − 2).
///
/// On an undirected graph, which holds each edge both ways, this is the usual undirected figure. After Ulrik Brandes,
/// "A faster algorithm for betweenness centrality" (2001). A graph of more than 20,000 nodes, those not counted that
/// hang on by a single neighbour, is sampled: [`betweenness_with`] says so.
pub fn betweenness(graph: &CompactGraph, weighting: Weighting, watch: &Watch<'_>) -> Result<Vec<f64>, Stopped> {
    let options = BetweennessOptions { weighting, ..BetweennessOptions::default() };
    Ok(betweenness_with(graph, &options, watch)?.values)
}

/// The same with options, saying whether the figures are exact.
///
/// A sample walks some sources only, drawn evenly, and scales up what they found (Ulrik Brandes and Christian Pich,
/// "Centrality estimation in large networks", 2007).
pub fn betweenness_with(
    graph: &CompactGraph,
    options: &BetweennessOptions,
    watch: &Watch<'_>,
) -> Result<Betweenness, Stopped> {
    let lengths = match options.weighting {
        Weighting::Unweighted => None,
        Weighting::Distance => Some(with_lengths(graph)),
    };
    let graph = lengths.as_ref().unwrap_or(graph);
    let nodes = graph.nodes();
    let folded = Folded::of(graph);
    let (folded, sources, method) = if folded.kept() <= options.exact_up_to {
        (folded, None, Method::Exact)
    } else {
        let drawn = sample::draw(nodes, options.sample, options.seed);
        (Folded::nothing(nodes), Some(drawn), Method::Sampled(options.sample.min(nodes)))
    };
    let order = Order::of(graph, &folded);
    let links = Links::of(graph, &folded, &order);
    let mut sources: Vec<u32> = match sources {
        None => (0..order.nodes() as u32).collect(),
        Some(drawn) => drawn.into_iter().map(|node| order.place(node)).collect(),
    };
    // Sources that lie side by side have much of their walks in common.
    sources.sort_unstable();
    let sum = match options.weighting {
        Weighting::Unweighted => lanes::walk(&links, &sources, Threads::for_nodes(nodes), watch)?,
        Weighting::Distance => weighted::walk(&links, &sources, Threads::for_nodes(nodes), watch)?,
    };
    let mut values = folded.unfold(&order, &links, &sum);
    let walked = if method == Method::Exact { 1.0 } else { sources.len() as f64 / nodes as f64 };
    let pairs = (nodes as f64 - 1.0) * (nodes as f64 - 2.0) * walked;
    for value in &mut values {
        *value = if pairs > 0.0 { (*value / pairs).max(0.0) } else { 0.0 };
    }
    Ok(Betweenness { values, method })
}

/// What the walks from all sources found, by place in the order of the links.
pub(super) struct Found {
    /// The dependencies of all sources on each node, those of what is folded into the sources included.
    through: Vec<f64>,
    /// How many targets each source reaches, itself not counted; 0 for what is no source.
    reached: Vec<f64>,
    /// How many sources reach each node, itself not counted.
    reaching: Vec<f64>,
}

/// What one chunk of sources found, and room for their walks.
struct Part {
    through: Vec<f64>,
    reaching: Vec<f64>,
    reached: Vec<(u32, f64)>,
}

impl Part {
    fn new(nodes: usize) -> Self {
        Self { through: vec![0.0; nodes], reaching: vec![0.0; nodes], reached: Vec::new() }
    }
}

/// Walks the sources in fixed chunks, at most [`lanes::LANES`] at once, and adds up what they found.
fn walk_chunks<R>(
    links: &Links,
    sources: &[u32],
    threads: Threads,
    watch: &Watch<'_>,
    room: impl Fn() -> R + Sync + Send,
    walk: impl Fn(&mut R, &[u32], &mut Part) + Sync + Send,
) -> Result<Found, Stopped> {
    let nodes = links.nodes();
    // As many sums are kept as there are chunks, so a large graph has few.
    let chunks = ((1 << 22) / nodes.max(1)).clamp(8, 64);
    let chunk = sources.len().div_ceil(chunks).next_multiple_of(lanes::LANES).max(lanes::LANES);
    // Chunks are few, and each is long work in a long and thin graph: it tells of each batch.
    let done = AtomicU64::new(0);
    let parts = in_chunks(sources.len(), chunk, threads, &watch.quiet(), room, |room, range| {
        let mut part = Part::new(nodes);
        for batch in sources[range].chunks(lanes::LANES) {
            walk(room, batch, &mut part);
            let walked = batch.len() as u64;
            watch.step(done.fetch_add(walked, Ordering::Relaxed) + walked, sources.len() as u64)?;
        }
        Ok(part)
    })?;
    let mut reached = vec![0.0; nodes];
    let (mut through, mut reaching) = (Vec::new(), Vec::new());
    for part in parts.into_iter().collect::<Result<Vec<Part>, Stopped>>()? {
        part.reached.iter().for_each(|(source, targets)| reached[*source as usize] = *targets);
        through.push(part.through);
        reaching.push(part.reaching);
    }
    Ok(Found { through: add_up(through, nodes), reached, reaching: add_up(reaching, nodes) })
}
