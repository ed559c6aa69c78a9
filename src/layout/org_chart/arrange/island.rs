//! A tree whose cards stand in tidy rows; what is stacked or wrapped in it is one box.

use super::rows::{Block, Rows};
use super::slots::Slot;
use super::{Extent, Forest};
use crate::layout::tidy::{Corner, Node, tidy};

/// What a box of an island is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A card.
    Card(u32),
    /// The slot of a card, by index, that is a stack.
    Stack(u32, u32),
    /// Everything under a card, in rows.
    Wrapped(u32),
}

/// A laid-out tree.
#[derive(Debug, Clone, Default)]
pub(super) struct Island {
    pub parts: Vec<Part>,
    pub corners: Vec<Corner>,
    pub extent: Extent,
    /// Where the root card is joined from above.
    pub anchor: f64,
}

impl Island {
    pub(super) fn block(&self) -> Block {
        Block { extent: self.extent, anchor: self.anchor }
    }

    /// Lays out the tree under `root`; what hangs under cards with `wrapped` rows is taken as it is.
    pub(super) fn of(
        root: u32,
        forest: &Forest,
        slots: &[Vec<Slot>],
        wrapped: &[Option<Rows>],
        levels: &[f64],
        depths: &[u32],
    ) -> Self {
        let gaps = &forest.gaps;
        let card_node = |card: u32, parent: Option<u32>| {
            let size = forest.cards[card as usize];
            let is_over_stack = matches!(slots[card as usize][..], [Slot::Stack(_)]);
            let gap = if is_over_stack { gaps.stack } else { gaps.down };
            // Rows line up over the whole chart, but a stack begins right under its head.
            let level = if is_over_stack { 0.0 } else { levels[depths[card as usize] as usize] };
            Node { parent, width: size.across, height: level.max(size.down) + gap, anchor: size.across / 2.0 }
        };
        // Every box keeps a gap below it, in which the bus of a neighbour may run.
        let mut parts = vec![Part::Card(root)];
        let mut nodes = vec![card_node(root, None)];
        let mut at = 0;
        while at < parts.len() {
            let Part::Card(card) = parts[at] else {
                at += 1;
                continue;
            };
            let parent = Some(at as u32);
            if let Some(rows) = &wrapped[card as usize] {
                parts.push(Part::Wrapped(card));
                nodes.push(Node {
                    parent,
                    width: rows.extent.across,
                    height: rows.extent.down + gaps.down,
                    anchor: rows.anchor,
                });
            } else {
                for (index, slot) in slots[card as usize].iter().enumerate() {
                    match slot {
                        Slot::Branch(child) => {
                            parts.push(Part::Card(*child));
                            nodes.push(card_node(*child, parent));
                        }
                        Slot::Stack(stack) => {
                            let Extent { across, down } = stack.extent;
                            parts.push(Part::Stack(card, index as u32));
                            nodes.push(Node { parent, width: across, height: down + gaps.down, anchor: across / 2.0 });
                        }
                    }
                }
            }
            at += 1;
        }
        let corners = tidy(&nodes, gaps.across);
        let mut extent = Extent::default();
        for ((corner, node), part) in corners.iter().zip(&nodes).zip(&parts) {
            let height = match part {
                Part::Card(card) => forest.cards[*card as usize].down,
                Part::Stack(..) | Part::Wrapped(_) => node.height - gaps.down,
            };
            extent.across = extent.across.max(corner.x + node.width);
            extent.down = extent.down.max(corner.y + height);
        }
        let anchor = corners[0].x + nodes[0].anchor;
        Self { parts, corners, extent, anchor }
    }
}
