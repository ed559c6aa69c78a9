//! The `waterline` binary.

/// Gives memory back that the large steps of imports took, also when they ran in several threads: with the allocator of the
/// system, each thread keeps what it once had.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::process::ExitCode;

use waterline::{cli, sandbox};

fn main() -> ExitCode {
    // Before anything else starts a thread or takes memory: this command runs under limits.
    if std::env::args().nth(1).as_deref() == Some(sandbox::CHILD_COMMAND) {
        return cli::parse_sheet::run();
    }
    cli::run()
}
