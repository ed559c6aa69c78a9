//! The model from outside: batches, undo, snapshots.

mod batches;
mod sample;
mod snapshots;
