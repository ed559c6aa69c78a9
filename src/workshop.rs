//! Long work in threads of its own: small pieces beside each other, large ones one after the other in a single thread, so that
//! the memory which one gives back serves the next.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use tokio::sync::oneshot;

/// A piece of work.
type Piece = Box<dyn FnOnce() + Send>;

/// How much a piece of work takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Little: it is done at once.
    Small,
    /// Memory by the hundred megabytes: it waits for the one before it.
    Large,
}

impl Size {
    /// How much it takes to import a file of so many bytes when packed into a map of so many bytes.
    pub fn of_import(packed: usize, map: usize) -> Self {
        // Some ten thousand rows, or people.
        if packed > 256 << 10 || map > 16 << 20 { Self::Large } else { Self::Small }
    }
}

/// The thread for large work; cheap to clone, and ends with its last clone.
#[derive(Debug, Clone)]
pub struct Workshop {
    large: Sender<Piece>,
}

/// Work that ended without an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the work stopped in the middle")]
pub struct Stopped;

impl Default for Workshop {
    fn default() -> Self {
        let (large, pieces) = channel::<Piece>();
        let work = move || {
            for piece in pieces {
                // Whoever waits for it sees that no outcome comes; the next piece is not to blame.
                drop(catch_unwind(AssertUnwindSafe(piece)));
            }
        };
        // Without the thread, sending fails, and large work with it.
        drop(thread::Builder::new().name("large-work".to_owned()).spawn(work));
        Self { large }
    }
}

impl Workshop {
    /// Does a piece of work outside the threads that answer requests.
    ///
    /// # Errors
    /// It panicked.
    pub async fn work<T: Send + 'static>(
        &self,
        size: Size,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Stopped> {
        match size {
            Size::Small => tokio::task::spawn_blocking(work).await.map_err(|_panic| Stopped),
            Size::Large => {
                let (done, outcome) = oneshot::channel();
                let piece = Box::new(move || drop(done.send(work())));
                self.large.send(piece).map_err(|_gone| Stopped)?;
                outcome.await.map_err(|_panic| Stopped)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn large_work_is_done_in_one_thread_and_survives_a_fault() {
        let workshop = Workshop::default();
        let here = || thread::current().id();

        let first = workshop.work(Size::Large, here).await.unwrap();
        let faulty = workshop.work(Size::Large, || panic!("on purpose")).await;
        let second = workshop.work(Size::Large, here).await.unwrap();

        assert_eq!(faulty, Err::<(), _>(Stopped));
        assert_eq!(first, second);
        assert_ne!(first, workshop.work(Size::Small, here).await.unwrap());
    }
}
