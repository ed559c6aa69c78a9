//! How soon the service gives memory back that it does not use any more.

use std::env;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// Where the allocator looks for its delay, in milliseconds, when a program begins.
const DELAY: &str = "MIMALLOC_PURGE_DELAY";

/// By itself it waits for a second, in which an import takes as much again at its next step.
const SOON_MS: &str = "10";

/// Begins the program anew, in the same process and with the same arguments, with an allocator that gives memory back soon;
/// does nothing when it was told how soon, or when the program cannot be begun once more.
pub(super) fn give_memory_back_soon() {
    if env::var_os(DELAY).is_some() {
        return;
    }
    let mut given = env::args_os();
    let (Some(name), Ok(program)) = (given.next(), env::current_exe()) else { return };
    // It only comes back when that fails; the service then takes more memory, and is as good otherwise.
    let _failed = Command::new(program).arg0(name).args(given).env(DELAY, SOON_MS).exec();
}
