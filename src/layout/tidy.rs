//! The tidy tree: boxes of any size, parents centred over their children, nothing overlapping, in linear time.
//!
//! After Atze van der Ploeg, "Drawing non-layered tidy trees in linear time" (2014), which extends Reingold and
//! Tilford (1981) and Buchheim, Jünger and Leipert (2002). Nodes lie in flat arrays in breadth-first order, so that a
//! walk from the end meets children before parents, and no depth of tree can overflow the stack.

/// A box in the tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Node {
    /// The index of the parent, which comes earlier in the slice; none for the first node only.
    pub parent: Option<u32>,
    /// How wide the box is.
    pub width: f64,
    /// How high the box is, with the gap to what stands below.
    pub height: f64,
    /// Where in its width the box is joined to its parent and centred by it; half the width for a plain box.
    pub anchor: f64,
}

/// The upper left corner of a box.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Corner {
    /// Distance from the left edge of the whole tree.
    pub x: f64,
    /// Distance from the top of the root.
    pub y: f64,
}

/// Lays the tree out with at least `gap` between neighbours; the first node is the root.
///
/// Nodes stand in breadth-first order: each parent before its children, and the children of one parent side by side
/// in the order in which they shall stand. A parent's anchor stands midway between the anchors of its first and last
/// child.
///
/// # Panics
/// When the order is not breadth-first.
pub fn tidy(nodes: &[Node], gap: f64) -> Vec<Corner> {
    if nodes.is_empty() {
        return Vec::new();
    }
    let mut walk = Walk::new(nodes, gap);
    for index in (0..nodes.len()).rev() {
        walk.place_children(index);
    }
    walk.corners()
}

const NONE: u32 = u32::MAX;

/// What the paper keeps with a node: `prelim`, `mod` (here `offset`), `shift`, `change`, and the extremes and threads
/// of its contours.
#[derive(Clone, Copy)]
struct State {
    prelim: f64,
    offset: f64,
    shift: f64,
    change: f64,
    extreme_left: u32,
    extreme_right: u32,
    offset_left: f64,
    offset_right: f64,
    thread_left: u32,
    thread_right: u32,
    first_child: u32,
    child_count: u32,
    bottom: f64,
    width: f64,
}

/// A sibling subtree by the lowest point down to which it is the rightmost one.
struct Reach {
    low: f64,
    sibling: u32,
}

struct Walk<'a> {
    nodes: &'a [Node],
    states: Vec<State>,
    /// The stack of sibling subtrees still in sight from the right, highest bottom last.
    reaches: Vec<Reach>,
}

impl<'a> Walk<'a> {
    fn new(nodes: &'a [Node], gap: f64) -> Self {
        let mut states: Vec<State> = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let mut top = 0.0;
            if let Some(parent) = node.parent {
                let parent = &mut states[parent as usize];
                top = parent.bottom;
                if parent.child_count == 0 {
                    parent.first_child = index as u32;
                }
                assert!(
                    parent.first_child + parent.child_count == index as u32,
                    "the nodes are not in breadth-first order"
                );
                parent.child_count += 1;
            } else {
                assert!(index == 0, "only the first node is a root");
            }
            let own = index as u32;
            states.push(State {
                prelim: 0.0,
                offset: 0.0,
                shift: 0.0,
                change: 0.0,
                extreme_left: own,
                extreme_right: own,
                offset_left: 0.0,
                offset_right: 0.0,
                thread_left: NONE,
                thread_right: NONE,
                first_child: NONE,
                child_count: 0,
                bottom: top + node.height,
                width: node.width + gap,
            });
        }
        Self { nodes, states, reaches: Vec::new() }
    }

    /// Sets the finished subtrees of a node's children apart and centres the node over them (`firstWalk`).
    fn place_children(&mut self, index: usize) {
        let State { first_child: first, child_count: count, .. } = self.states[index];
        if count == 0 {
            return;
        }
        self.reaches.clear();
        self.add_reach(first, 0);
        for position in 1..count {
            let low = self.bottom_of_extreme_right(first + position);
            self.separate(first, position);
            self.add_reach_at(low, position);
        }
        let last = first + count - 1;
        let (left, right) = (&self.states[first as usize], &self.states[last as usize]);
        let left_anchor = left.prelim + left.offset + self.nodes[first as usize].anchor;
        let right_anchor = right.prelim + right.offset + self.nodes[last as usize].anchor;
        let (extreme_left, offset_left) = (left.extreme_left, left.offset_left);
        let (extreme_right, offset_right) = (right.extreme_right, right.offset_right);
        let state = &mut self.states[index];
        state.prelim = f64::midpoint(left_anchor, right_anchor) - self.nodes[index].anchor;
        state.extreme_left = extreme_left;
        state.offset_left = offset_left;
        state.extreme_right = extreme_right;
        state.offset_right = offset_right;
    }

    fn bottom_of_extreme_right(&self, child: u32) -> f64 {
        self.states[self.states[child as usize].extreme_right as usize].bottom
    }

    fn add_reach(&mut self, child: u32, position: u32) {
        let low = self.states[self.states[child as usize].extreme_left as usize].bottom;
        self.add_reach_at(low, position);
    }

    fn add_reach_at(&mut self, low: f64, sibling: u32) {
        while self.reaches.last().is_some_and(|reach| low >= reach.low) {
            self.reaches.pop();
        }
        self.reaches.push(Reach { low, sibling });
    }

    /// Moves the child at `position` right until it is clear of all siblings before it, following the right contour
    /// of those and the left contour of its own subtree downwards.
    fn separate(&mut self, first: u32, position: u32) {
        let child = first + position;
        let mut right = child - 1;
        let mut right_offset = self.states[right as usize].offset;
        let mut left = child;
        let mut left_offset = self.states[left as usize].offset;
        let mut reach = self.reaches.len() - 1;
        while right != NONE && left != NONE {
            let (on_right, on_left) = (self.states[right as usize], self.states[left as usize]);
            if on_right.bottom > self.reaches[reach].low && reach > 0 {
                reach -= 1;
            }
            let overlap = right_offset + on_right.prelim + on_right.width - (left_offset + on_left.prelim);
            if overlap > 0.0 {
                left_offset += overlap;
                self.move_subtree(first, position, self.reaches[reach].sibling, overlap);
            }
            if on_right.bottom <= on_left.bottom {
                right = self.next_on_right(right);
                if right != NONE {
                    right_offset += self.states[right as usize].offset;
                }
            }
            if on_right.bottom >= on_left.bottom {
                left = self.next_on_left(left);
                if left != NONE {
                    left_offset += self.states[left as usize].offset;
                }
            }
        }
        if right == NONE && left != NONE {
            self.thread_left(first, child, left, left_offset);
        } else if right != NONE && left == NONE {
            self.thread_right(child, right, right_offset);
        }
    }

    fn next_on_left(&self, index: u32) -> u32 {
        let state = &self.states[index as usize];
        if state.child_count == 0 { state.thread_left } else { state.first_child }
    }

    fn next_on_right(&self, index: u32) -> u32 {
        let state = &self.states[index as usize];
        if state.child_count == 0 { state.thread_right } else { state.first_child + state.child_count - 1 }
    }

    /// The new child reaches lower than its siblings: their left contour goes on along its subtree.
    fn thread_left(&mut self, first: u32, child: u32, below: u32, offset: f64) {
        let head = self.states[first as usize];
        let difference = offset - self.states[below as usize].offset - head.offset_left;
        let end = &mut self.states[head.extreme_left as usize];
        end.thread_left = below;
        end.offset += difference;
        end.prelim -= difference;
        let from = self.states[child as usize];
        let head = &mut self.states[first as usize];
        head.extreme_left = from.extreme_left;
        head.offset_left = from.offset_left;
    }

    /// A sibling reaches lower than the new child: its right contour goes on along that one's subtree.
    fn thread_right(&mut self, child: u32, below: u32, offset: f64) {
        let own = self.states[child as usize];
        let difference = offset - self.states[below as usize].offset - own.offset_right;
        let end = &mut self.states[own.extreme_right as usize];
        end.thread_right = below;
        end.offset += difference;
        end.prelim -= difference;
        let before = self.states[child as usize - 1];
        let own = &mut self.states[child as usize];
        own.extreme_right = before.extreme_right;
        own.offset_right = before.offset_right;
    }

    /// Moves a subtree, and spreads the room that this opens over the siblings in between (`distributeExtra`).
    fn move_subtree(&mut self, first: u32, position: u32, from: u32, distance: f64) {
        let moved = &mut self.states[(first + position) as usize];
        moved.offset += distance;
        moved.offset_left += distance;
        moved.offset_right += distance;
        if from + 1 < position {
            let part = distance / f64::from(position - from);
            moved.shift -= part;
            moved.change -= distance - part;
            self.states[(first + from + 1) as usize].shift += part;
        }
    }

    /// Adds offsets up from the root down (`secondWalk`), and sets the leftmost edge to 0.
    fn corners(mut self) -> Vec<Corner> {
        let mut corners = vec![Corner::default(); self.nodes.len()];
        let mut least = f64::INFINITY;
        for (index, corner) in corners.iter_mut().enumerate() {
            let State { prelim, offset, first_child, child_count, bottom, .. } = self.states[index];
            // By now `offset` holds the sum over all ancestors, since parents come first.
            *corner = Corner { x: prelim + offset, y: bottom - self.nodes[index].height };
            least = least.min(corner.x);
            let (mut shift, mut sum) = (0.0, 0.0);
            for child in first_child..first_child.saturating_add(child_count) {
                let state = &mut self.states[child as usize];
                shift += state.shift;
                sum += shift + state.change;
                state.offset += sum + offset;
            }
        }
        for corner in &mut corners {
            corner.x -= least;
        }
        corners
    }
}
