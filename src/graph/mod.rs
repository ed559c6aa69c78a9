//! Graphs made from a snapshot: plain data that layout and analysis walk.

pub mod compact;
pub mod hierarchy;
pub mod title;
