//! The hidden command that unpacks a workbook from standard input to standard output, under limits.

use std::io::{self, Read as _, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use crate::exchange::parcel;
use crate::exchange::workbook::read_workbook;
use crate::sandbox::{CHILD_COMMAND, limit_this_process};

/// Says that the limits are set already.
const LIMITED: &str = "limited";

/// Unpacks the workbook. It must run before any thread starts, since threads take memory of their own.
pub fn run() -> ExitCode {
    match unpack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn unpack() -> io::Result<()> {
    if std::env::args().nth(2).as_deref() != Some(LIMITED) {
        limit_this_process()?;
        // The allocator has set room aside before the limit was known, so the program begins once more within it; an
        // upgrade may have put another program in the place of its file.
        let itself = PathBuf::from("/proc/self/exe");
        let program = if itself.exists() { itself } else { std::env::current_exe()? };
        return Err(Command::new(program).args([CHILD_COMMAND, LIMITED]).exec());
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let outcome = read_workbook(&bytes);
    drop(bytes);
    let mut out = io::stdout().lock();
    out.write_all(&parcel::pack(&outcome))?;
    out.flush()
}
