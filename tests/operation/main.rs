//! The service as its operator has it: the real program under load, under attack and with things going wrong.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic that names what went wrong")]

mod backup_files;
mod backups;
mod client;
mod commands;
mod configuration;
mod connections;
mod durability;
mod failing_disk;
mod faults;
mod hostile_files;
mod lists;
mod metrics;
mod places;
mod program;
