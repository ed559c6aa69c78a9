//! Counts wrong passwords, so that nobody can try many: ten in ten minutes for a login, fifty for an address.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::store::Instant;

/// The time within which wrong passwords count, in seconds.
const WINDOW_S: i64 = 600;
/// Wrong passwords of one login within the time.
const PER_LOGIN: usize = 10;
/// Wrong passwords from one address within the time.
const PER_ADDRESS: usize = 50;
/// Most logins and addresses that are remembered: an attacker must not fill the memory.
const REMEMBERED: usize = 100_000;

/// Wrong passwords of late.
#[derive(Debug, Default)]
pub struct Throttle {
    wrong: Mutex<BTreeMap<Tried, VecDeque<Instant>>>,
}

/// What wrong passwords are counted by.
///
/// A login is counted together with the address, so that a stranger elsewhere cannot lock its owner out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Tried {
    Login { login: String, address: String },
    Address(String),
}

impl Throttle {
    /// May somebody at this address try a password for this login now? If not, the seconds to wait.
    pub fn check(&self, login: &str, address: &str, now: Instant) -> Result<(), u64> {
        let mut wrong = self.lock();
        let mut wait = None;
        for (tried, limit) in keys(login, address) {
            let Some(moments) = wrong.get_mut(&tried) else { continue };
            forget_old(moments, now);
            if moments.len() >= limit {
                let free_at = moments[moments.len() - limit].plus_seconds(WINDOW_S);
                wait = wait.max(Some(free_at));
            }
        }
        match wait {
            Some(free_at) => Err(u64::try_from((free_at.0 - now.0) / 1_000_000).unwrap_or(0) + 1),
            None => Ok(()),
        }
    }

    /// Notes that a password is being tried; a right one is taken back by [`Throttle::forgive`].
    ///
    /// Noted before the check, so that a hundred tries at once count as a hundred.
    pub fn note(&self, login: &str, address: &str, now: Instant) {
        let mut wrong = self.lock();
        if wrong.len() >= REMEMBERED {
            wrong.retain(|_, moments| {
                forget_old(moments, now);
                !moments.is_empty()
            });
        }
        for (tried, limit) in keys(login, address) {
            if wrong.len() >= REMEMBERED && !wrong.contains_key(&tried) {
                continue;
            }
            let moments = wrong.entry(tried).or_default();
            moments.push_back(now);
            if moments.len() > limit {
                moments.pop_front();
            }
        }
    }

    /// Forgets the wrong passwords of a login, and one try of its address, after a right one.
    pub fn forgive(&self, login: &str, address: &str) {
        let mut wrong = self.lock();
        for (tried, limit) in keys(login, address) {
            if limit == PER_LOGIN {
                wrong.remove(&tried);
            } else if let Some(moments) = wrong.get_mut(&tried) {
                moments.pop_back();
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Tried, VecDeque<Instant>>> {
        // Nothing that holds the lock can leave a count half changed.
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keys(login: &str, address: &str) -> [(Tried, usize); 2] {
    let login: String = login.to_lowercase().chars().take(200).collect();
    let address = address.to_owned();
    [(Tried::Login { login, address: address.clone() }, PER_LOGIN), (Tried::Address(address), PER_ADDRESS)]
}

fn forget_old(moments: &mut VecDeque<Instant>, now: Instant) {
    while moments.front().is_some_and(|moment| moment.plus_seconds(WINDOW_S) <= now) {
        moments.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_790_000_000_000_000);

    #[test]
    fn the_eleventh_wrong_password_of_a_login_must_wait_and_other_addresses_need_not() {
        let throttle = Throttle::default();
        for _ in 0..10 {
            assert_eq!(throttle.check("lin", "192.0.2.1", NOW), Ok(()));
            throttle.note("lin", "192.0.2.1", NOW);
        }

        assert_eq!(throttle.check("LIN", "192.0.2.1", NOW), Err(601));
        assert_eq!(throttle.check("lin", "192.0.2.2", NOW), Ok(()));
        assert_eq!(throttle.check("wang", "192.0.2.1", NOW), Ok(()));
        assert_eq!(throttle.check("lin", "192.0.2.1", NOW.plus_seconds(600)), Ok(()));
    }

    #[test]
    fn the_fifty_first_wrong_password_of_an_address_must_wait() {
        let throttle = Throttle::default();
        for number in 0..50 {
            let login = format!("user-{number}");
            assert_eq!(throttle.check(&login, "192.0.2.1", NOW), Ok(()));
            throttle.note(&login, "192.0.2.1", NOW);
        }

        assert!(throttle.check("somebody", "192.0.2.1", NOW).is_err());
        assert_eq!(throttle.check("somebody", "192.0.2.2", NOW), Ok(()));
    }

    #[test]
    fn a_right_password_forgets_the_wrong_ones() {
        let throttle = Throttle::default();
        for _ in 0..9 {
            throttle.note("lin", "192.0.2.1", NOW);
        }
        throttle.note("lin", "192.0.2.1", NOW);
        throttle.forgive("lin", "192.0.2.1");

        assert_eq!(throttle.check("lin", "192.0.2.1", NOW), Ok(()));
    }
}
