//! Communities: the camps that a graph falls into.

use super::leiden::{Division, Level};
use crate::analysis::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;

/// How communities are sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommunitiesOptions {
    /// Above 1 gives more and smaller communities, below 1 fewer and larger ones.
    pub resolution: f64,
    /// What chance begins with.
    pub seed: u64,
    /// How many searches are made, of which the best counts; a graph of more than 1,000 nodes gets one.
    pub searches: u64,
}

impl Default for CommunitiesOptions {
    fn default() -> Self {
        Self { resolution: 1.0, seed: 1, searches: 10 }
    }
}

/// A division of a graph into communities.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Communities {
    /// The number of each node's community, counted from 0 in order of their first nodes.
    pub of: Vec<u32>,
    /// How many there are.
    pub count: usize,
    /// How much more weight lies within communities than chance would put there, from −.5 to 1.
    pub modularity: f64,
}

/// A graph of more nodes is large.
const LARGE: usize = 10_000;
/// A round that makes a large graph's modularity no better than by this is the last one.
const LITTLE: f64 = 1e-5;

/// Divides a graph into communities of high modularity, until no move makes it better; of more than 10,000 nodes, until a
/// round makes it better by no more than 0.00001.
///
/// `undirected` holds each edge both ways ([`CompactGraph::undirected`]). After Vincent Traag, Ludo Waltman and Nees Jan
/// van Eck, "From Louvain to Leiden: guaranteeing well-connected communities" (2019).
pub fn communities(
    undirected: &CompactGraph,
    options: &CommunitiesOptions,
    watch: &Watch<'_>,
) -> Result<Communities, Stopped> {
    let level = Level::of(undirected);
    let searches = if undirected.nodes() > 1_000 { 1 } else { options.searches.max(1) };
    let enough = if undirected.nodes() > LARGE { LITTLE } else { 1e-12 };
    let mut best: Option<(f64, Vec<u32>)> = None;
    for search in 0..searches {
        let mut division = Division::apart(&level, options.resolution, options.seed.wrapping_add(search));
        let mut quality = division.modularity();
        loop {
            watch.step(search, searches)?;
            division.improve();
            let better = division.modularity();
            let gain = better - quality;
            quality = quality.max(better);
            if gain <= enough {
                break;
            }
        }
        if best.as_ref().is_none_or(|(known, _)| quality > known + 1e-12) {
            best = Some((quality, division.into_communities()));
        }
    }
    let (modularity, of) = best.unwrap_or_default();
    Ok(numbered(&of, modularity))
}

/// Numbers communities in order of their first nodes.
fn numbered(of: &[u32], modularity: f64) -> Communities {
    let mut numbers = vec![u32::MAX; of.len()];
    let mut count = 0;
    let of = of
        .iter()
        .map(|community| {
            let number = &mut numbers[*community as usize];
            if *number == u32::MAX {
                *number = count;
                count += 1;
            }
            *number
        })
        .collect();
    Communities { of, count: count as usize, modularity }
}
