//! The `waterline` binary.

use std::process::ExitCode;

use waterline::{cli, sandbox};

fn main() -> ExitCode {
    // Before anything else starts a thread or takes memory: this command runs under limits.
    if std::env::args().nth(1).as_deref() == Some(sandbox::CHILD_COMMAND) {
        return cli::parse_sheet::run();
    }
    cli::run()
}
