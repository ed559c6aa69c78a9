//! The tidy tree never overlaps, keeps order and centres parents, whatever the sizes.

use proptest::prelude::*;
use waterline::layout::tidy::{Corner, Node, tidy};

const GAP: f64 = 20.0;
const SLACK: f64 = 1e-6;

/// Trees of up to 150 nodes in breadth-first order, from the parent choices of a growing tree.
fn trees() -> impl Strategy<Value = Vec<Node>> {
    let node = (any::<prop::sample::Index>(), 10.0..200.0_f64, 20.0..120.0_f64, 0.0..1.0_f64);
    prop::collection::vec(node, 1..150).prop_map(|choices| {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); choices.len()];
        for (index, choice) in choices.iter().enumerate().skip(1) {
            children[choice.0.index(index)].push(index);
        }
        let mut order = vec![(0, None)];
        let mut at = 0;
        while at < order.len() {
            let (index, _): (usize, Option<u32>) = order[at];
            order.extend(children[index].iter().map(|&child| (child, Some(at as u32))));
            at += 1;
        }
        let boxed = |&(index, parent): &(usize, Option<u32>)| {
            let (_, width, height, share) = choices[index];
            Node { parent, width, height, anchor: width * share }
        };
        order.iter().map(boxed).collect()
    })
}

fn overlapping_pairs(nodes: &[Node], corners: &[Corner]) -> usize {
    let overlap = |a: usize, b: usize| {
        corners[a].x + nodes[a].width + GAP > corners[b].x + SLACK
            && corners[b].x + nodes[b].width + GAP > corners[a].x + SLACK
            && corners[a].y + nodes[a].height > corners[b].y + SLACK
            && corners[b].y + nodes[b].height > corners[a].y + SLACK
    };
    (0..nodes.len()).map(|a| (0..a).filter(|&b| overlap(a, b)).count()).sum()
}

proptest! {
    #[test]
    fn boxes_keep_their_distance(nodes in trees()) {
        prop_assert_eq!(overlapping_pairs(&nodes, &tidy(&nodes, GAP)), 0);
    }

    #[test]
    fn parents_stand_midway_between_first_and_last_child(nodes in trees()) {
        let corners = tidy(&nodes, GAP);
        let anchor = |index: usize| corners[index].x + nodes[index].anchor;

        for parent in 0..nodes.len() {
            let children: Vec<usize> = (0..nodes.len()).filter(|&n| nodes[n].parent == Some(parent as u32)).collect();
            let [first, .., last] = children[..] else { continue };
            prop_assert!((anchor(parent) - f64::midpoint(anchor(first), anchor(last))).abs() < SLACK);
        }
    }

    #[test]
    fn siblings_keep_their_order_and_hang_from_their_parent(nodes in trees()) {
        let corners = tidy(&nodes, GAP);

        for index in 1..nodes.len() {
            let parent = nodes[index].parent.unwrap() as usize;
            prop_assert!((corners[index].y - corners[parent].y - nodes[parent].height).abs() < SLACK);
            if nodes[index - 1].parent == nodes[index].parent {
                prop_assert!(corners[index].x > corners[index - 1].x);
            }
        }
    }

    #[test]
    fn the_leftmost_edge_is_zero(nodes in trees()) {
        let least = tidy(&nodes, GAP).iter().map(|corner| corner.x).fold(f64::INFINITY, f64::min);
        prop_assert!(least.abs() < SLACK);
    }
}

#[test]
fn a_chain_of_a_hundred_thousand_levels_does_not_overflow_the_stack() {
    let link = |index: u32| Node { parent: index.checked_sub(1), width: 10.0, height: 10.0, anchor: 5.0 };
    let nodes: Vec<Node> = (0..100_000).map(link).collect();

    let corners = tidy(&nodes, GAP);

    assert!((corners[99_999].y - 999_990.0).abs() < SLACK);
}

#[test]
fn a_star_of_a_hundred_thousand_leaves_is_a_row() {
    let root = Node { parent: None, width: 10.0, height: 10.0, anchor: 5.0 };
    let leaf = Node { parent: Some(0), ..root };
    let nodes: Vec<Node> = std::iter::once(root).chain(std::iter::repeat_n(leaf, 100_000)).collect();

    let corners = tidy(&nodes, GAP);

    assert!((corners[100_000].x - 99_999.0 * 30.0).abs() < SLACK);
}

#[test]
fn a_lone_root_stands_at_the_origin() {
    assert_eq!(tidy(&[], GAP), []);
    let root = Node { parent: None, width: 10.0, height: 10.0, anchor: 5.0 };
    assert_eq!(tidy(&[root], GAP), [Corner { x: 0.0, y: 0.0 }]);
}
