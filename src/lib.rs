//! Waterline maps who decides, and why, inside a large customer or government body.

pub mod font;
pub mod layout;
pub mod render;
pub mod store;
