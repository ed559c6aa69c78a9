//! Records what is logged, for the tests that look at it: of this thread all, of all threads the statements with a mark of a test.

use std::cell::RefCell;
use std::io;
use std::sync::{Mutex, Once};

thread_local! {
    /// What this thread logged: other tests log on threads of their own.
    static LOGGED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The statements with the mark of a test: the database is spoken to on threads of its own.
static STATEMENTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// What the marks of tests begin with.
pub const MARK: &str = "canarymark";

struct Recorder;

impl io::Write for Recorder {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| logged.extend_from_slice(bytes));
        let line = String::from_utf8_lossy(bytes);
        if line.contains("sqlx::query") && line.contains(MARK) {
            STATEMENTS.lock().unwrap().push(line.into_owned());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Records from now on, for all threads: a log of one thread alone is switched off by whichever other thread first meets a place that logs.
pub fn begin() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let log = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE).with_writer(|| Recorder);
        tracing::subscriber::set_global_default(log.finish()).expect("nothing else of this binary sets a log");
    });
}

/// What this thread has logged.
pub fn logged() -> String {
    String::from_utf8(LOGGED.with_borrow(Clone::clone)).unwrap()
}

/// The statements that were prepared with this in their text.
pub fn statements_with(mark: &str) -> Vec<String> {
    assert!(mark.starts_with(MARK), "only marks are recorded");
    STATEMENTS.lock().unwrap().iter().filter(|line| line.contains(mark)).cloned().collect()
}
