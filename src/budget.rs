//! How long a piece of work may take: it is stopped as soon as it shows that it would take longer.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What has been seen for this long tells how long the whole takes.
const LOOKED_AT: Duration = Duration::from_secs(1);
/// What is reckoned may be so many times too much.
const MARGIN: f64 = 1.25;

/// The time of one piece of work.
#[derive(Debug)]
pub struct Budget {
    /// Set when the work shall stop.
    pub stop: Arc<AtomicBool>,
    /// How long it may take.
    pub limit: Duration,
    began: Instant,
    stage: Mutex<Stage>,
    /// Told when the work is done, so that nobody waits for the end of its time.
    done: Arc<(Mutex<bool>, Condvar)>,
}

/// A part of the work with a count of its own.
#[derive(Debug)]
struct Stage {
    began: Instant,
    total: u64,
    /// The most that was told to be done of it.
    done: u64,
    /// Seconds that the work would need in all, once that is more than it has.
    needed: Option<u64>,
}

impl Budget {
    /// Begins to count the time.
    pub fn begin(limit: Duration) -> Self {
        let began = Instant::now();
        let stage = Mutex::new(Stage { began, total: 0, done: 0, needed: None });
        Self { stop: Arc::default(), limit, began, stage, done: Arc::default() }
    }

    /// The same, and the work is stopped at the end of its time even if it never says how far it is.
    #[must_use]
    pub fn with_alarm(self) -> Self {
        let (stopping, waiting, limit) = (self.stop.clone(), self.done.clone(), self.limit);
        std::thread::spawn(move || {
            let waited = waiting.1.wait_timeout_while(lock(&waiting.0), limit, |is_done| !*is_done);
            if waited.is_ok_and(|(_, waited)| waited.timed_out()) {
                stopping.store(true, Ordering::Relaxed);
            }
        });
        self
    }

    /// Hears how much of the work is done, and stops it once that shows that the time is not enough. A count with another total,
    /// or one that begins again, is that of another part.
    pub fn hear(&self, done: u64, total: u64) {
        if total == 0 || total == u64::MAX {
            return;
        }
        let now = Instant::now();
        let mut stage = lock(&self.stage);
        // Parallel work tells of its steps out of order, so that a count which falls a little goes on.
        let begins_again = stage.done >= stage.total || done < stage.done / 2;
        if stage.total != total || begins_again {
            (stage.began, stage.total, stage.done) = (now, total, 0);
        }
        stage.done = stage.done.max(done);
        let taken = now - stage.began;
        if taken < LOOKED_AT || done == 0 || stage.needed.is_some() {
            return;
        }
        let before = (stage.began - self.began).as_secs_f64();
        let needed = before + taken.as_secs_f64() * total as f64 / done as f64;
        if needed > MARGIN * self.limit.as_secs_f64() {
            stage.needed = Some(needed.ceil() as u64);
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    /// How many seconds the work would have needed in all, if it was stopped because of that.
    pub fn needed(&self) -> Option<u64> {
        lock(&self.stage).needed
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        *lock(&self.done.0) = true;
        self.done.1.notify_all();
    }
}

/// Nothing that holds one of these locks can leave it half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hopeless_work_is_stopped_as_soon_as_that_shows_and_other_work_is_not() {
        let budget = Budget::begin(Duration::from_mins(1));
        budget.hear(1, 1_000);
        std::thread::sleep(LOOKED_AT);
        budget.hear(900, 1_000);
        assert!(!budget.stop.load(Ordering::Relaxed));
        assert_eq!(budget.needed(), None);

        budget.hear(1, 2_000);
        std::thread::sleep(LOOKED_AT);
        budget.hear(2, 2_000);
        assert!(budget.stop.load(Ordering::Relaxed));
        assert!(budget.needed().is_some_and(|seconds| seconds >= 500));
    }

    #[test]
    fn a_part_of_as_many_steps_as_the_one_before_is_reckoned_by_its_own_time() {
        let budget = Budget::begin(Duration::from_mins(1));
        budget.hear(1, 1_000);
        std::thread::sleep(LOOKED_AT);
        budget.hear(1_000, 1_000);

        budget.hear(1, 1_000);
        budget.hear(700, 1_000);
        std::thread::sleep(LOOKED_AT);
        budget.hear(699, 1_000);
        budget.hear(2, 1_000);

        assert!(!budget.stop.load(Ordering::Relaxed));
        assert_eq!(budget.needed(), None);
    }

    #[test]
    fn steps_told_out_of_order_do_not_hide_that_the_work_is_hopeless() {
        let budget = Budget::begin(Duration::from_mins(1));
        budget.hear(3, 1_000);
        std::thread::sleep(LOOKED_AT);

        budget.hear(2, 1_000);

        assert!(budget.stop.load(Ordering::Relaxed));
    }

    #[test]
    fn the_time_ends_by_itself() {
        let budget = Budget::begin(Duration::from_millis(50)).with_alarm();
        std::thread::sleep(Duration::from_millis(500));
        assert!(budget.stop.load(Ordering::Relaxed));
        assert_eq!(budget.needed(), None);
    }
}
