//! How long a measure may take, and a refusal as soon as it shows that it would take longer.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, PoisonError};
use std::time::{Duration, Instant};

use crate::model::language::Language;

/// What has been seen for this long tells how long the whole takes.
const LOOKED_AT: Duration = Duration::from_secs(1);

/// The time of one measure, which runs until it is dropped.
pub(super) struct Budget {
    /// Set when the measure shall stop.
    pub(super) stop: Arc<AtomicBool>,
    limit: Duration,
    began: Instant,
    stage: Mutex<Stage>,
    /// Told when the measure is done, so that nobody waits for the end of its time.
    done: Arc<(Mutex<bool>, Condvar)>,
}

/// A part of the work with a count of its own.
struct Stage {
    began: Instant,
    total: u64,
    /// Seconds that the measure would need in all, once that is more than it has.
    needed: Option<u64>,
}

impl Budget {
    /// Begins to count the time.
    pub(super) fn begin(limit: Duration) -> Self {
        let (stop, done) = (Arc::<AtomicBool>::default(), Arc::<(Mutex<bool>, Condvar)>::default());
        let (stopping, waiting) = (stop.clone(), done.clone());
        std::thread::spawn(move || {
            let is_done = waiting.0.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = waiting.1.wait_timeout_while(is_done, limit, |is_done| !*is_done);
            if waited.is_ok_and(|(_, waited)| waited.timed_out()) {
                stopping.store(true, Ordering::Relaxed);
            }
        });
        let began = Instant::now();
        Self { stop, limit, began, stage: Mutex::new(Stage { began, total: 0, needed: None }), done }
    }

    /// Hears how far the work is, and stops it once that shows that the time is not enough.
    pub(super) fn hear(&self, done: u64, total: u64) {
        if total == 0 || total == u64::MAX {
            return;
        }
        let now = Instant::now();
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if stage.total != total {
            (stage.began, stage.total) = (now, total);
        }
        let taken = now - stage.began;
        if taken < LOOKED_AT || done == 0 || stage.needed.is_some() {
            return;
        }
        let before = (stage.began - self.began).as_secs_f64();
        let needed = before + taken.as_secs_f64() * total as f64 / done as f64;
        // What is reckoned may be somewhat too much.
        if needed > 1.25 * self.limit.as_secs_f64() {
            stage.needed = Some(needed.ceil() as u64);
            self.stop.store(true, Ordering::Relaxed);
        }
    }

    /// What to say of a measure that was stopped.
    pub(super) fn sentence(&self, name: &str, nodes: usize, language: Language) -> String {
        let limit = self.limit.as_secs();
        let needed = self.stage.lock().unwrap_or_else(PoisonError::into_inner).needed;
        match (language, needed) {
            (Language::En, Some(needed)) => format!(
                "{name}: on {nodes} nodes it would take about {needed} seconds or more, and may take {limit}; \
                 measure a part of the graph, or allow the time with --seconds {needed}."
            ),
            (Language::En, None) => format!(
                "{name}: it was not done within {limit} seconds on {nodes} nodes; measure a part of the graph, or allow \
                 more time with --seconds."
            ),
            (Language::Zh, Some(needed)) => format!(
                "{name}：{nodes} 个节点约需 {needed} 秒或更久，时限为 {limit} 秒；请只计算图的一部分，或用 --seconds {needed} 放宽时限。"
            ),
            (Language::Zh, None) => {
                format!("{name}：{nodes} 个节点在 {limit} 秒内没有算完；请只计算图的一部分，或用 --seconds 放宽时限。")
            }
        }
    }
}

impl Drop for Budget {
    fn drop(&mut self) {
        *self.done.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.done.1.notify_all();
    }
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
        budget.hear(2, 1_000);
        assert!(budget.stop.load(Ordering::Relaxed));
        let told = budget.sentence("closeness", 1_000, Language::En);
        assert!(told.contains("--seconds 50"), "{told}");
    }

    #[test]
    fn the_time_ends_by_itself() {
        let budget = Budget::begin(Duration::from_millis(50));
        std::thread::sleep(Duration::from_millis(500));
        assert!(budget.stop.load(Ordering::Relaxed));
        assert!(budget.sentence("kpp_neg:3", 9, Language::Zh).contains("--seconds"));
    }
}
