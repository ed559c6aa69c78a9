//! Graphs made from a snapshot: plain data that layout and analysis walk.

pub mod access;
pub mod compact;
pub mod decision_level;
pub mod hierarchy;
pub mod influence;
pub mod named;
pub mod people;
pub mod title;
