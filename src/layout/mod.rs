//! Where everything in a picture stands: from a snapshot to a scene of shapes at fixed positions.

pub mod coverage;
pub mod diagram;
mod ending;
pub mod evidence;
pub mod fishbone;
pub mod legend;
pub mod marks;
pub mod naming;
pub mod network;
pub mod org_chart;
pub mod org_context;
mod person_card;
pub mod power_map;
pub mod scene;
pub mod tidy;
mod tie;
pub mod timeline;
pub mod title_block;
