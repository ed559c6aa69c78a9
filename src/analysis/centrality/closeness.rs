//! Closeness and harmonic centrality: how near a node is to those that reach it.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::analysis::chunks::{Threads, in_chunks};
use crate::analysis::lengths_from::LengthsFrom;
use crate::analysis::watch::{Stopped, Watch};
use crate::analysis::weighting::{Weighting, with_lengths};
use crate::analysis::wide_search::WideSearch;
use crate::graph::compact::CompactGraph;

/// How near the nodes that reach each node are: (r/(n − 1)) × (r/Σd), where r counts them and d are their distances; 0
/// where none does.
///
/// After Stanley Wasserman and Katherine Faust, "Social network analysis" (1994), so that figures of disconnected
/// graphs compare.
pub fn closeness(graph: &CompactGraph, weighting: Weighting, watch: &Watch<'_>) -> Result<Vec<f64>, Stopped> {
    let others = graph.nodes().saturating_sub(1) as f64;
    let figure =
        |near: &Nearness| if near.count > 0.0 { near.count / others * (near.count / near.length) } else { 0.0 };
    Ok(nearness(graph, weighting, watch)?.iter().map(figure).collect())
}

/// The mean of 1/d over all other nodes, d their distance to each node, 1/∞ = 0.
///
/// After Massimo Marchiori and Vito Latora, "Harmony in the small-world" (2000), divided by n − 1.
pub fn harmonic(graph: &CompactGraph, weighting: Weighting, watch: &Watch<'_>) -> Result<Vec<f64>, Stopped> {
    let others = graph.nodes().saturating_sub(1).max(1) as f64;
    Ok(nearness(graph, weighting, watch)?.iter().map(|near| near.inverse / others).collect())
}

/// Sums over the other nodes that reach a node.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::analysis) struct Nearness {
    count: f64,
    /// Of their distances.
    length: f64,
    /// Of one over their distances.
    pub(in crate::analysis) inverse: f64,
}

pub(in crate::analysis) fn nearness(
    graph: &CompactGraph,
    weighting: Weighting,
    watch: &Watch<'_>,
) -> Result<Vec<Nearness>, Stopped> {
    match weighting {
        Weighting::Unweighted => by_steps(graph, watch),
        Weighting::Distance => by_length(graph, watch),
    }
}

type Search = WideSearch<4>;

/// Searches forwards from all nodes, many at once; each node gathers what reaches it.
fn by_steps(graph: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<Nearness>, Stopped> {
    let nodes = graph.nodes();
    // The sums of distances are whole, so only those of inverses depend on the order; chunks are fixed.
    let chunks = ((1 << 21) / nodes.max(1)).clamp(4, 32);
    let chunk = nodes.div_ceil(chunks).next_multiple_of(Search::WIDTH);
    let room = || Search::new(nodes);
    // Chunks are few, and each is long work in a long and thin graph: it tells of each search.
    let done = AtomicU64::new(0);
    let parts = in_chunks(nodes, chunk, Threads::for_nodes(nodes), &watch.quiet(), room, |room, range| {
        let mut near = vec![Nearness::default(); nodes];
        for first in range.clone().step_by(Search::WIDTH) {
            room.search(
                graph,
                sources_of(&range, first),
                |_| true,
                |node, level, met| {
                    let near = &mut near[node as usize];
                    let (met, level) = (f64::from(met), f64::from(level));
                    near.count += met;
                    near.length += met * level;
                    near.inverse += met / level;
                },
            );
            let searched = sources_of(&range, first).len() as u64;
            watch.step(done.fetch_add(searched, Ordering::Relaxed) + searched, nodes as u64)?;
        }
        Ok(near)
    })?;
    let mut sum = vec![Nearness::default(); nodes];
    for part in parts {
        for (sum, near) in sum.iter_mut().zip(part?) {
            sum.count += near.count;
            sum.length += near.length;
            sum.inverse += near.inverse;
        }
    }
    Ok(sum)
}

/// The sources of one search of a chunk, from `first` on.
fn sources_of(chunk: &Range<usize>, first: usize) -> Range<u32> {
    first as u32..chunk.end.min(first + Search::WIDTH) as u32
}

/// Searches backwards from each node.
fn by_length(graph: &CompactGraph, watch: &Watch<'_>) -> Result<Vec<Nearness>, Stopped> {
    let lengths = with_lengths(graph).reversed();
    let nodes = lengths.nodes();
    let room = || LengthsFrom::new(&lengths);
    let parts = in_chunks(nodes, 16, Threads::for_nodes(nodes), watch, room, |room, range| {
        let mut chunk = Vec::with_capacity(range.len());
        for source in range.start as u32..range.end as u32 {
            let mut near = Nearness::default();
            room.search(
                &lengths,
                source,
                |_| f64::INFINITY,
                |node, length| {
                    if node != source {
                        near.count += 1.0;
                        near.length += length;
                        near.inverse += 1.0 / length;
                    }
                },
            );
            chunk.push(near);
        }
        chunk
    })?;
    Ok(parts.concat())
}
