//! Ways for further lines: orthogonal, around the cards, seldom along other lines.
//!
//! The page is laid with a fine grid. A line is the cheapest way over it, by A* (Hart, Nilsson and Raphael, 1968):
//! length costs, bends cost more, running along another line most, and cards are closed.

mod grid;
mod search;

pub(super) use grid::Grid;

/// The distance between neighbouring lanes. Any gap between cards of at least twice the clearance and one lane has a
/// lane in it.
pub(super) const LANE: f32 = 8.0;

/// How near to a card a line may run.
pub(super) const CLEARANCE: f32 = 4.5;

/// A crossing of lanes, by column and row.
pub(super) type Cell = (u32, u32);
