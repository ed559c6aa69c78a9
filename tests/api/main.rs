//! The API through its real router: actors send requests, answers are looked at as a client sees them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic that names what went wrong")]

mod access;
mod bodies;
mod changes;
mod circles;
#[path = "../store/cluster.rs"]
mod cluster;
mod credentials;
mod documented;
mod drawings;
mod exports;
mod feed;
mod figures;
mod hostile_names;
mod hostile_requests;
mod huge_maps;
mod imports;
mod keys;
mod logs;
mod look_alikes;
mod page;
mod postgres;
mod recorder;
mod records;
mod service;
mod signing_in;
mod undoing;
