//! Who gains from standing between others, and who is boxed in by them.

pub mod holes;
pub mod roles;

pub use holes::{constraint, effective_size};
pub use roles::{Roles, brokerage};
