//! Where the cards of a forest stand: tidy trees, with teams stacked in columns and wide rows wrapped, so that the
//! whole has the shape of a page.
//!
//! Everything here is in *across* (along a row of siblings) and *down* (from superior to subordinate); an orientation
//! turns that into x and y. Nothing here knows what a card says, only how large it is.

mod forest;
mod island;
mod pages;
mod rows;
mod slots;
mod spine;

pub(super) use forest::Arrangement;
pub(super) use pages::best_arrangement;
pub(super) use spine::{End, Spine};

/// A point across and down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Point {
    pub across: f64,
    pub down: f64,
}

/// How large something is across and down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Extent {
    pub across: f64,
    pub down: f64,
}

/// The distances that make the picture even.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gaps {
    /// Between neighbours in a row.
    pub across: f64,
    /// From a card down to the row under it.
    pub down: f64,
    /// From a card down to the stack under it, and between rows of a wrapped block and what stands above.
    pub stack: f64,
    /// Between the cards of a stack.
    pub stacked: f64,
    /// From the left edge of a column of a stack to its cards: room for its rail.
    pub rail: f64,
    /// From the left edge of a column to its rail.
    pub rail_inset: f64,
    /// The room that the trunk of a wrapped block needs between left and right.
    pub trunk: f64,
    /// Between trees that have no common root.
    pub forest: f64,
}

/// A forest of cards: who stands under whom, and how large each is.
#[derive(Debug)]
pub(super) struct Forest {
    /// The parent of each card; parents come before their children, and siblings in their order.
    pub parents: Vec<Option<u32>>,
    /// How large each card is when it stands in a row.
    pub cards: Vec<Extent>,
    /// How large each card is when it stands in a stack.
    pub stacked: Vec<Extent>,
    /// Whether teams are stacked at all.
    pub stacks: Stacks,
    /// The distances.
    pub gaps: Gaps,
    /// The shape wanted: extent across divided by extent down.
    pub shape: f64,
    /// What the page adds around the forest.
    pub frame: Extent,
}

impl Forest {
    /// The extent of the whole page.
    fn framed(&self, extent: Extent) -> Extent {
        Extent { across: extent.across + self.frame.across, down: extent.down + self.frame.down }
    }
}

/// Whether teams of leaves are stacked in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stacks {
    /// They are.
    Columns,
    /// Every card stands in a row of its own right.
    None,
}
