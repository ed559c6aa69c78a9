//! Brokerage roles between groups: who stands on the way from whom to whom.

use crate::analysis::chunks::{Threads, in_chunks};
use crate::analysis::watch::{Stopped, Watch};
use crate::graph::compact::CompactGraph;

/// How often a node j stands alone between i and k (i→j→k, but not i→k), by the groups of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles {
    /// All three in one group.
    pub coordinator: u64,
    /// i and k in one group, j in another.
    pub itinerant: u64,
    /// i and j in one group, k in another: j speaks for the group.
    pub representative: u64,
    /// j and k in one group, i in another: j guards the door of the group.
    pub gatekeeper: u64,
    /// Three groups.
    pub liaison: u64,
}

/// Counts the roles of each node; `groups` has the number of each node's group.
///
/// After Roger Gould and Roberto Fernandez, "Structures of mediation: a formal approach to brokerage in transaction
/// networks" (1989).
///
/// # Panics
/// When there is not one group number a node.
pub fn brokerage(graph: &CompactGraph, groups: &[u32], watch: &Watch<'_>) -> Result<Vec<Roles>, Stopped> {
    assert_eq!(groups.len(), graph.nodes(), "each node is in a group");
    let nodes = groups.len();
    let count = groups.iter().max().map_or(0, |last| *last as usize + 1);
    let room = || Room { into: vec![0; count], out: vec![0; count], is_target: vec![false; nodes] };
    let parts = in_chunks(nodes, 16, Threads::for_nodes(nodes), watch, room, |room, range| {
        (range.start as u32..range.end as u32).map(|node| room.roles(graph, groups, node)).collect::<Vec<_>>()
    })?;
    Ok(parts.concat())
}

/// Counts by group, and marks; clean between nodes.
struct Room {
    into: Vec<u64>,
    out: Vec<u64>,
    is_target: Vec<bool>,
}

impl Room {
    fn roles(&mut self, graph: &CompactGraph, groups: &[u32], node: u32) -> Roles {
        let group = |node: u32| groups[node as usize] as usize;
        let own = group(node);
        let (sources, targets) = (graph.predecessors(node), graph.successors(node));
        for source in sources {
            self.into[group(*source)] += 1;
        }
        for target in targets {
            self.out[group(*target)] += 1;
            self.is_target[*target as usize] = true;
        }
        let mut roles = self.all_pairs(own, sources, targets, group);
        for source in sources {
            // Nobody stands between a node and itself, nor between two that are tied.
            if self.is_target[*source as usize] {
                roles.take_one(group(*source), own, group(*source));
            }
            for target in both(graph.successors(*source), targets, &self.is_target) {
                roles.take_one(group(*source), own, group(target));
            }
        }
        for target in targets {
            self.out[group(*target)] = 0;
            self.is_target[*target as usize] = false;
        }
        for source in sources {
            self.into[group(*source)] = 0;
        }
        roles
    }

    /// The roles as if no source were tied to a target, and none were one.
    fn all_pairs(&self, own: usize, sources: &[u32], targets: &[u32], group: impl Fn(u32) -> usize) -> Roles {
        let (into, out) = (self.into[own], self.out[own]);
        let (others_in, others_out) = (sources.len() as u64 - into, targets.len() as u64 - out);
        let elsewhere = sources.iter().filter(|source| group(**source) != own);
        let itinerant = elsewhere.map(|source| self.out[group(*source)]).sum();
        Roles {
            coordinator: into * out,
            itinerant,
            representative: into * others_out,
            gatekeeper: others_in * out,
            liaison: others_in * others_out - itinerant,
        }
    }
}

impl Roles {
    fn take_one(&mut self, from: usize, own: usize, to: usize) {
        let role = match (from == own, to == own, from == to) {
            (true, true, _) => &mut self.coordinator,
            (true, false, _) => &mut self.representative,
            (false, true, _) => &mut self.gatekeeper,
            (false, false, true) => &mut self.itinerant,
            (false, false, false) => &mut self.liaison,
        };
        *role -= 1;
    }
}

/// What two sorted rows have in common; the second one is marked.
fn both<'a>(row: &'a [u32], marked: &'a [u32], is_marked: &'a [bool]) -> impl Iterator<Item = u32> + 'a {
    // The row of a hub is searched, since it has many more than can be in common.
    let is_long = row.len() > 16 * marked.len();
    let walked = if is_long { marked } else { row };
    let is_common = move |node: &u32| if is_long { row.binary_search(node).is_ok() } else { is_marked[*node as usize] };
    walked.iter().copied().filter(is_common)
}
