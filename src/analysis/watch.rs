//! Lets long work be stopped from outside, and tells how far it has come.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

/// The work was stopped before it had an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The work was stopped before its end.")]
pub struct Stopped;

/// Who watches a long computation: a switch that stops it, and somebody to tell how far it is.
///
/// ```
/// use std::sync::atomic::{AtomicBool, Ordering};
/// use waterline::analysis::watch::{Stopped, Watch};
///
/// let stop = AtomicBool::new(false);
/// let watch = Watch::until(&stop);
/// assert_eq!(watch.step(1, 10), Ok(()));
/// stop.store(true, Ordering::Relaxed);
/// assert_eq!(watch.step(2, 10), Err(Stopped));
/// ```
#[derive(Clone, Copy, Default)]
pub struct Watch<'a> {
    stop: Option<&'a AtomicBool>,
    progress: Option<&'a (dyn Fn(u64, u64) + Sync)>,
}

impl<'a> Watch<'a> {
    /// Nobody watches: the work runs to its end.
    pub const fn none() -> Self {
        Self { stop: None, progress: None }
    }

    /// The work stops soon after the switch is set.
    pub const fn until(stop: &'a AtomicBool) -> Self {
        Self { stop: Some(stop), progress: None }
    }

    /// The same, telling also how many steps are done and how many there are. Steps of parallel work may be told out of
    /// order, from any thread.
    #[must_use]
    pub const fn telling(self, progress: &'a (dyn Fn(u64, u64) + Sync)) -> Self {
        Self { progress: Some(progress), ..self }
    }

    /// The same switch, with nobody to tell: for pieces of a step.
    #[must_use]
    pub const fn quiet(self) -> Self {
        Self { progress: None, ..self }
    }

    /// Called by the work after each step: tells, and asks whether to go on.
    pub fn step(&self, done: u64, total: u64) -> Result<(), Stopped> {
        self.tell(done, total);
        if self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) { Err(Stopped) } else { Ok(()) }
    }

    /// Tells only how far the work is.
    pub fn tell(&self, done: u64, total: u64) {
        if let Some(progress) = self.progress {
            progress(done, total);
        }
    }
}

impl fmt::Debug for Watch<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Watch").field("stop", &self.stop).field("tells", &self.progress.is_some()).finish()
    }
}
