//! What holds a graph together: its inner circle, its weak points, its camps.

pub mod communities;
pub mod core;
mod leiden;
pub mod weak_points;

pub use communities::{Communities, communities};
pub use core::core_numbers;
pub use weak_points::{WeakPoints, weak_points};
