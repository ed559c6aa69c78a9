//! The model from outside: batches, undo, snapshots.

mod batches;
mod hierarchies;
mod sample;
mod snapshots;
