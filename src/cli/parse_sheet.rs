//! The hidden command that unpacks a workbook from standard input to standard output, under limits.

use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

use crate::exchange::parcel;
use crate::exchange::workbook::read_workbook;
use crate::sandbox::limit_this_process;

/// Unpacks the workbook. It must run before any thread starts, since threads take memory of their own.
pub fn run() -> ExitCode {
    match unpack() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn unpack() -> io::Result<()> {
    limit_this_process()?;
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let outcome = read_workbook(&bytes);
    drop(bytes);
    let mut out = io::stdout().lock();
    out.write_all(&parcel::pack(&outcome))?;
    out.flush()
}
