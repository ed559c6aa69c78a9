//! From a scene to a file: each writer takes the scene and a theme and nothing else, so the same scene gives the same
//! bytes everywhere.

pub mod pdf;
pub mod png;
pub mod svg;
pub mod theme;

pub use theme::Theme;
