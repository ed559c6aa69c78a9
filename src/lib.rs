//! Waterline maps who decides, and why, inside a large customer or government body.

pub mod access;
pub mod analysis;
pub mod api;
pub mod belief;
pub mod budget;
pub mod cli;
pub mod config;
pub mod exchange;
pub mod font;
pub mod graph;
pub mod layout;
pub mod model;
pub mod render;
pub mod sandbox;
pub mod store;
pub mod web;
pub mod workshop;
