//! The most that nodes can add to what a set reaches, from walks instead of paths.

use super::reach::counts;
use crate::graph::compact::CompactGraph;

/// Up to how many steps walks are counted; nodes further away are all taken to be reached.
const STEPS: u32 = 4;

/// More than sums may lose by rounding, relative to them.
const ROUNDING: f64 = 1e-9;

/// For each node, no less than what it would add to `Σ_j 1/d(K, j)`, when `known` has the distance from the set K to each
/// node and no edge is shorter than 1.
///
/// What a node adds at a distance lies at the end of a path over nodes that are nearer to it than to the set; counting all such
/// walks of as many steps counts each path at least once, and takes one look at each edge a step for all nodes together.
pub(super) fn most_added(graph: &CompactGraph, known: &[f64]) -> Vec<f64> {
    let nodes = known.len();
    let added = |at: usize, steps: u32| (counts(f64::from(steps)) - counts(known[at])).max(0.0);
    let all_at = |steps: u32| (0..nodes).map(|at| added(at, steps)).sum::<f64>();
    let mut bounds = vec![all_at(STEPS); nodes];
    let mut further = vec![0.0; nodes];
    for steps in 0..STEPS {
        let all = all_at(steps);
        let mut walks: Vec<f64> = (0..nodes).map(|at| added(at, steps)).collect();
        for before in (0..steps).rev() {
            for (node, sum) in further.iter_mut().enumerate() {
                let is_nearer = known[node] > f64::from(before);
                let next = if is_nearer { graph.successors(node as u32) } else { &[] };
                *sum = next.iter().map(|other| walks[*other as usize]).sum();
            }
            std::mem::swap(&mut walks, &mut further);
        }
        for (bound, walks) in bounds.iter_mut().zip(&walks) {
            *bound += walks.min(all);
        }
    }
    for bound in &mut bounds {
        *bound *= 1.0 + ROUNDING;
    }
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::compact::{Edge, Parallel};

    fn steps_from(graph: &CompactGraph, sources: &[u32]) -> Vec<f64> {
        let mut steps = vec![f64::INFINITY; graph.nodes()];
        let mut queue = sources.to_vec();
        for source in sources {
            steps[*source as usize] = 0.0;
        }
        let mut at = 0;
        while let Some(node) = queue.get(at).copied() {
            at += 1;
            for other in graph.successors(node) {
                if steps[*other as usize].is_infinite() {
                    steps[*other as usize] = steps[node as usize] + 1.0;
                    queue.push(*other);
                }
            }
        }
        steps
    }

    #[test]
    fn no_node_adds_more_than_its_bound_and_a_leaf_adds_just_that() {
        let mut edges: Vec<Edge> = (1..200_u32).map(|node| Edge::plain(node, node * node % (node / 2 + 1))).collect();
        edges.extend((0..100).map(|node| Edge::plain(node, (node * 37 + 11) % 150)));
        let graph = CompactGraph::of(210, &edges, Parallel::Once);
        for graph in [graph.undirected(Parallel::Once), graph.reversed(), graph] {
            for members in [vec![], vec![0], vec![7, 100, 199]] {
                let known = steps_from(&graph, &members);
                let bounds = most_added(&graph, &known);
                for node in 0..210_u32 {
                    let own = steps_from(&graph, &[node]);
                    let added: f64 =
                        own.iter().zip(&known).map(|(own, known)| (counts(*own) - counts(*known)).max(0.0)).sum();
                    assert!(added <= bounds[node as usize], "{node} adds {added} of {}", bounds[node as usize]);
                }
            }
        }

        let star = CompactGraph::of(5, &(1..5).map(|leaf| Edge::plain(0, leaf)).collect::<Vec<_>>(), Parallel::Once);
        let star = star.undirected(Parallel::Once);
        let bounds = most_added(&star, &steps_from(&star, &[1]));
        assert!((bounds[0] - 1.5).abs() < 1e-6 && (bounds[2] - 0.5).abs() < 1e-6, "{bounds:?}");
    }
}
