//! Berths for connections: so many in the house, so many for one address; who waits longest makes room.

use std::collections::{BTreeMap, HashMap};
use std::future::Future;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

/// A connection that has waited less is not sent away: its request may be on its way.
pub(super) const LEAST_WAIT: Duration = Duration::from_millis(100);

/// Instead of a moment: a request is being answered.
const AT_WORK: u64 = u64::MAX;

/// Why there is no berth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Full {
    /// The address has as many connections as one may have, and all are at work or just came.
    Address,
    /// So has the house.
    House,
}

/// The berths.
#[derive(Debug)]
pub(super) struct Berths {
    limit: usize,
    per_address: usize,
    began: Instant,
    state: Mutex<State>,
    freed: Notify,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    taken: BTreeMap<u64, Arc<Berth>>,
    by_address: HashMap<IpAddr, usize>,
}

/// The berth of one connection.
#[derive(Debug)]
pub(super) struct Berth {
    address: IpAddr,
    began: Instant,
    /// Milliseconds after `began` since when it waits for a request, or [`AT_WORK`].
    waiting_since: AtomicU64,
    /// Has it ever sent a whole head? Who has not is sent away first.
    has_asked: AtomicBool,
    leave: Notify,
}

/// A berth that is given back when this is dropped.
#[derive(Debug)]
pub(super) struct Taken {
    number: u64,
    berth: Arc<Berth>,
    berths: Arc<Berths>,
}

impl Berths {
    pub(super) fn new(limit: usize, per_address: usize) -> Arc<Self> {
        let (state, freed) = (Mutex::default(), Notify::new());
        Arc::new(Self { limit: limit.max(1), per_address: per_address.max(1), began: Instant::now(), state, freed })
    }

    /// Takes a berth, if need be that of the connection which has waited longest for a request; those that have never
    /// sent one go first.
    pub(super) fn take(self: &Arc<Self>, address: IpAddr) -> Result<Taken, Full> {
        let mut state = self.lock();
        let of_address = state.by_address.get(&address).copied().unwrap_or(0);
        if of_address >= self.per_address && !state.send_away(self.now(), Some(address)) {
            return Err(Full::Address);
        }
        if state.taken.len() >= self.limit && !state.send_away(self.now(), None) {
            return Err(Full::House);
        }
        let number = state.next;
        state.next += 1;
        let berth = Arc::new(Berth {
            address,
            began: self.began,
            waiting_since: AtomicU64::new(self.now()),
            has_asked: AtomicBool::new(false),
            leave: Notify::new(),
        });
        state.taken.insert(number, berth.clone());
        *state.by_address.entry(address).or_default() += 1;
        Ok(Taken { number, berth, berths: self.clone() })
    }

    /// Sends the connection away that has waited longest for a request; says whether there was one.
    pub(super) fn send_longest_away(&self) -> bool {
        self.lock().send_away(self.now(), None)
    }

    /// Ends when a berth gets free after this call.
    pub(super) fn freed(&self) -> impl Future<Output = ()> + '_ {
        let mut freed = Box::pin(self.freed.notified());
        freed.as_mut().enable();
        freed
    }

    fn now(&self) -> u64 {
        milliseconds_since(self.began)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that holds the lock can leave the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn send_away(&mut self, now: u64, of: Option<IpAddr>) -> bool {
        let least = LEAST_WAIT.as_millis() as u64;
        let longest = self
            .taken
            .iter()
            .filter(|(_, berth)| of.is_none_or(|address| berth.address == address))
            .map(|(number, berth)| {
                (berth.has_asked.load(Ordering::Relaxed), berth.waiting_since.load(Ordering::Relaxed), *number)
            })
            .filter(|(_, since, _)| *since != AT_WORK && since + least <= now)
            .min();
        let Some((_, _, number)) = longest else { return false };
        if let Some(berth) = self.remove(number) {
            berth.leave.notify_one();
        }
        true
    }

    fn remove(&mut self, number: u64) -> Option<Arc<Berth>> {
        let berth = self.taken.remove(&number)?;
        if let Some(count) = self.by_address.get_mut(&berth.address) {
            *count -= 1;
            if *count == 0 {
                self.by_address.remove(&berth.address);
            }
        }
        Some(berth)
    }
}

impl Berth {
    /// A request is being answered from now on.
    pub(super) fn begin_work(&self) {
        self.has_asked.store(true, Ordering::Relaxed);
        self.waiting_since.store(AT_WORK, Ordering::Relaxed);
    }

    /// The next request is being waited for from now on.
    pub(super) fn begin_waiting(&self) {
        self.waiting_since.store(milliseconds_since(self.began), Ordering::Relaxed);
    }

    /// Ends when the berth is needed for somebody else.
    pub(super) async fn told_to_leave(&self) {
        self.leave.notified().await;
    }
}

impl Taken {
    /// The berth itself.
    pub(super) fn berth(&self) -> Arc<Berth> {
        self.berth.clone()
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.berths.lock().remove(self.number);
        self.berths.freed.notify_waiters();
    }
}

fn milliseconds_since(began: Instant) -> u64 {
    began.elapsed().as_millis() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn who_has_waited_longest_makes_room_and_who_is_at_work_stays() {
        let berths = Berths::new(2, 2);
        let (first, second) = (berths.take(address(1)).unwrap(), berths.take(address(2)).unwrap());
        assert_eq!(berths.take(address(3)).unwrap_err(), Full::House, "both have only just come");
        first.berth().begin_work();
        std::thread::sleep(LEAST_WAIT + Duration::from_millis(20));

        let third = berths.take(address(3)).unwrap();

        assert_eq!(berths.lock().taken.keys().copied().collect::<Vec<_>>(), [first.number, third.number]);
        drop(second);
        drop((first, third));
        assert!(berths.lock().taken.is_empty() && berths.lock().by_address.is_empty());
    }

    #[test]
    fn one_address_does_not_take_all_places() {
        let berths = Berths::new(10, 2);
        let taken: Vec<Taken> = (0..2).map(|_| berths.take(address(1)).unwrap()).collect();

        assert_eq!(berths.take(address(1)).unwrap_err(), Full::Address);
        assert!(berths.take(address(2)).is_ok());
        drop(taken);
        assert!(berths.take(address(1)).is_ok());
    }
}
