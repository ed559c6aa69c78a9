//! Unpacks workbooks of strangers in a child process under limits of memory and time, so that a bomb kills only the child.

use std::io::{self, Read as _};
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::exchange::reading::{self, ReadOptions, Reading};
use crate::exchange::table::Workbook;
use crate::exchange::xlsx::WorkbookFault;
use crate::exchange::{Code, Format, Refusal, arrival, parcel};
use crate::model::packed_file::{PackedFile, Unpacking};
use crate::workshop::{Size, Stopped, Workshop};

/// The argument that makes the program unpack a workbook from its standard input and do nothing else.
pub const CHILD_COMMAND: &str = "parse-sheet";

/// The most memory that the child may ask for.
const MEMORY_LIMIT: u64 = 512 << 20;

/// The longest that the child may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The most that is taken from the child: many times the sheets of a hundred thousand people.
const ANSWER_LIMIT: u64 = 192 << 20;

/// How many children may run at once.
const CHILDREN: usize = 2;

/// Reads files, workbooks among them in a process of their own.
#[derive(Debug, Clone)]
pub struct Sandbox {
    program: PathBuf,
    time_limit: Duration,
    places: Arc<Semaphore>,
    workshop: Workshop,
}

impl Default for Sandbox {
    /// Uses this very program as the child, also after its file was replaced by an upgrade.
    fn default() -> Self {
        let itself = PathBuf::from("/proc/self/exe");
        let program = if itself.exists() { itself } else { std::env::current_exe().unwrap_or(itself) };
        Self::of(program)
    }
}

impl Sandbox {
    /// Uses another program that knows [`CHILD_COMMAND`].
    pub fn of(program: PathBuf) -> Self {
        Self {
            program,
            time_limit: TIME_LIMIT,
            places: Arc::new(Semaphore::new(CHILDREN)),
            workshop: Workshop::default(),
        }
    }

    /// How many children run at the moment.
    pub fn running(&self) -> usize {
        CHILDREN - self.places.available_permits()
    }

    /// Gives the child another time.
    #[must_use]
    pub fn with_time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// Where files are read: other steps of large imports belong there too.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// Reads a file of any kind, a delimited text a piece at a time. Work goes on in threads and processes of its own; the
    /// caller waits.
    pub async fn read(&self, body: &PackedFile, file: &str, options: &ReadOptions) -> Result<Reading, Refusal> {
        self.read_watched(body, file, options, &Arc::default()).await
    }

    /// Reads a file as [`Sandbox::read`] does, and counts the packed bytes that were read so far: each is read [`READ_TIMES`].
    pub async fn read_watched(
        &self,
        body: &PackedFile,
        file: &str,
        options: &ReadOptions,
        read: &Arc<AtomicU64>,
    ) -> Result<Reading, Refusal> {
        let stopped = |stopped: Stopped| WorkbookFault::NotStarted(stopped.to_string());
        let size = Size::of_import(body.packed().len(), 0);
        let (body, name, asked, read) = (body.clone(), file.to_owned(), options.clone(), read.clone());
        match self.workshop.work(size, move || read_text(&body, &name, &asked, &read)).await.map_err(stopped) {
            Ok(Ok(reading)) => Ok(reading),
            Ok(Err(NoText::Refused(refusal))) => Err(refusal),
            Ok(Err(NoText::Workbook(format, bytes))) => {
                let unpacked = self.unpack(bytes).await;
                let (name, asked) = (file.to_owned(), options.clone());
                let work = move || reading::read_sheets(unpacked, format, &name, &asked);
                let read = self.workshop.work(size, work).await.map_err(stopped);
                read.unwrap_or_else(|fault| reading::read_sheets(Err(fault), format, file, options))
            }
            Err(fault) => reading::read_sheets(Err(fault), Format::Delimited, file, options),
        }
    }

    /// Unpacks a workbook in a child process.
    pub async fn unpack(&self, bytes: Vec<u8>) -> Result<Workbook, WorkbookFault> {
        let not_started = |error: &dyn std::fmt::Display| WorkbookFault::NotStarted(error.to_string());
        let _place = self.places.acquire().await.map_err(|closed| not_started(&closed))?;
        let mut child = Command::new(&self.program)
            .arg(CHILD_COMMAND)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| not_started(&error))?;
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let feed = async {
            if let Some(mut stdin) = stdin {
                // A child that gave up early says why by itself.
                let _ = stdin.write_all(&bytes).await;
            }
        };
        let watched = async {
            let ((), answer, complaint) = tokio::join!(feed, drain(stdout, ANSWER_LIMIT), drain(stderr, 4 << 10));
            (answer, complaint, child.wait().await)
        };
        let Ok((answer, complaint, status)) = timeout(self.time_limit, watched).await else {
            return Err(WorkbookFault::TooSlow);
        };
        let status = status.map_err(|error| not_started(&error))?;
        if status.success() && answer.len() as u64 <= ANSWER_LIMIT {
            return parcel::unpack(&answer);
        }
        Err(cause_of_death(status, &complaint))
    }
}

/// How often a delimited text is read: to find its encoding, and for its rows.
pub const READ_TIMES: u64 = 2;

/// Counts what is read of a packed file.
struct Counting<'a> {
    file: Unpacking<'a>,
    read: &'a AtomicU64,
    counted: u64,
}

impl io::Read for Counting<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(into)?;
        let read = self.file.packed_read();
        self.read.fetch_add(read - std::mem::replace(&mut self.counted, read), Ordering::Relaxed);
        Ok(length)
    }
}

/// Why a file is not read as a text.
enum NoText {
    /// It is a workbook of these bytes.
    Workbook(Format, Vec<u8>),
    Refused(Refusal),
}

impl From<Refusal> for NoText {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Reads a delimited text by pieces, and any other text whole.
fn read_text(body: &PackedFile, file: &str, options: &ReadOptions, read: &AtomicU64) -> Result<Reading, NoText> {
    let most = |most: u64| {
        let mut bytes = Vec::new();
        let read = body.open().take(most + 1).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|_damaged| NoText::Refused(reading::refusal(Code::Binary, file)))
    };
    let head = most(arrival::HEAD as u64)?;
    let is_table = reading::format_of(&head, file, options).is_ok_and(|format| format == Format::Delimited);
    if is_table {
        let open = || -> Box<dyn io::Read> { Box::new(Counting { file: body.open(), read, counted: 0 }) };
        return Ok(reading::read_table(&open, file, options)?);
    }
    let bytes = most(arrival::FILE_MAX)?;
    if bytes.len() as u64 > arrival::FILE_MAX {
        return Err(reading::refusal(Code::FileTooLarge, file).into());
    }
    let format = reading::format_of(&bytes, file, options)?;
    if format.is_workbook() { Err(NoText::Workbook(format, bytes)) } else { Ok(reading::read(&bytes, file, options)?) }
}

/// Reads all that a child writes, up to one byte past a limit; beyond it the pipe closes and the child with it.
async fn drain(pipe: Option<impl AsyncRead + Unpin>, limit: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        // What was read until the child died is all there is.
        let _ = pipe.take(limit + 1).read_to_end(&mut bytes).await;
    }
    bytes
}

/// Why a child ended without an answer.
fn cause_of_death(status: ExitStatus, complaint: &[u8]) -> WorkbookFault {
    use std::os::unix::process::ExitStatusExt as _;
    const SIGXCPU: i32 = 24;
    let complaint = String::from_utf8_lossy(complaint);
    if status.success() || complaint.contains("memory allocation") || complaint.contains("capacity overflow") {
        WorkbookFault::TooLarge
    } else if status.signal() == Some(SIGXCPU) {
        WorkbookFault::TooSlow
    } else {
        WorkbookFault::Damaged("the reader gave up".to_owned())
    }
}

/// Takes from this process what a reader of workbooks does not need, for good: memory, time, files.
pub fn limit_this_process() -> io::Result<()> {
    let limits = [
        (Resource::As, MEMORY_LIMIT),
        (Resource::Cpu, TIME_LIMIT.as_secs()),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
