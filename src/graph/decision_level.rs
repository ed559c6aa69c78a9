//! Decision levels: how many lines lie between a person and the nearest seat.

use std::collections::{BTreeMap, VecDeque};

use super::hierarchy::Hierarchy;
use crate::model::id::{PersonId, PostId};
use crate::model::snapshot::Snapshot;

/// The least number of lines, of any kind and in either direction, between each person and one of those who sit; those who cannot be reached
/// by lines are left out. Vacant posts on the way count like any other.
pub fn decision_levels(
    snapshot: &Snapshot,
    hierarchy: &Hierarchy,
    sitting: impl IntoIterator<Item = PersonId>,
) -> BTreeMap<PersonId, u32> {
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); hierarchy.nodes.len()];
    let primary = hierarchy.nodes.iter().enumerate().filter_map(|(at, node)| Some((at, node.up.as_ref()?.node)));
    let extra = hierarchy.extra.iter().map(|line| (line.subordinate, line.superior));
    for (one, other) in primary.chain(extra) {
        neighbours[one].push(other);
        neighbours[other].push(one);
    }
    let nodes: BTreeMap<PostId, usize> = hierarchy.nodes.iter().enumerate().map(|(at, node)| (node.post, at)).collect();
    let mut levels: BTreeMap<PersonId, u32> = BTreeMap::new();
    let mut reached: Vec<Option<u32>> = vec![None; hierarchy.nodes.len()];
    let mut open = VecDeque::new();
    for person in sitting {
        levels.insert(person, 0);
        for tenure in snapshot.tenures_of_person(person) {
            if let Some(&at) = nodes.get(&tenure.post)
                && reached[at].is_none()
            {
                reached[at] = Some(0);
                open.push_back((at, 0));
            }
        }
    }
    while let Some((at, level)) = open.pop_front() {
        for tenure in snapshot.tenures_of_post(hierarchy.nodes[at].post) {
            let known = levels.entry(tenure.person).or_insert(level);
            *known = level.min(*known);
        }
        for &next in &neighbours[at] {
            if reached[next].is_none() {
                reached[next] = Some(level + 1);
                open.push_back((next, level + 1));
            }
        }
    }
    levels
}
