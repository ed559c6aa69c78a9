//! Passwords: argon2id, a few at a time, so that a flood of sign-ins cannot take the machine's memory or processors.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::chance::Chance;

/// Fewest characters of a password.
pub const PASSWORD_MIN: usize = 10;
/// Most characters of a password: more would only cost the server.
pub const PASSWORD_MAX: usize = 200;

/// Memory of one hash, in KiB.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory.
const PASSES: u32 = 2;
/// How many hashes are made at once.
const AT_ONCE: usize = 2;
/// How many may wait; who comes later is asked to come back.
const WAITING: usize = 32;

/// Hashes and checks passwords; copies share the queue.
#[derive(Debug, Clone)]
pub struct PasswordKeeper {
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    chance: Chance,
    /// The hash of no password, checked when there is no such user, so that the answer takes as long.
    nobody: Arc<str>,
}

/// Why a password could not be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Too many sign-ins at once.
    #[error("too many people sign in at this moment; try again in a few seconds")]
    Busy,
    /// The stored hash cannot be read, or memory is short.
    #[error("the password could not be checked")]
    Failed,
}

impl PasswordKeeper {
    /// A keeper with an empty queue.
    pub fn new(chance: Chance) -> Self {
        let nobody = hash(&chance.bytes::<16>(), &chance.bytes::<32>()).unwrap_or_default();
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::default(), chance, nobody: nobody.into() }
    }

    /// The hash of a new password, as a PHC string.
    pub async fn hash(&self, password: &str) -> Result<String, PasswordProblem> {
        let (salt, password) = (self.chance.bytes::<16>(), password.to_owned());
        self.in_turn(move || hash(&salt, password.as_bytes())).await?
    }

    /// Is this the password of the hash? Without a hash the work is done all the same, and the answer is no.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, PasswordProblem> {
        let is_known = hash.is_some();
        let hash = hash.unwrap_or(&self.nobody).to_owned();
        let password = password.to_owned();
        let fits = self
            .in_turn(move || {
                let hash = PasswordHash::new(&hash).map_err(|_error| PasswordProblem::Failed)?;
                Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
            })
            .await??;
        Ok(fits && is_known)
    }

    /// How many hashes are being made or waited for at the moment.
    pub fn under_way(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordProblem> {
        let _waiting = Waiting::enter(&self.waiting)?;
        let _place = self.places.acquire().await.map_err(|_error| PasswordProblem::Failed)?;
        tokio::task::spawn_blocking(work).await.map_err(|_error| PasswordProblem::Failed)
    }
}

/// A place in the queue, given back when dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn enter(count: &'a AtomicUsize) -> Result<Self, PasswordProblem> {
        let place = Self(count);
        if count.fetch_add(1, Ordering::Relaxed) >= AT_ONCE + WAITING {
            return Err(PasswordProblem::Busy);
        }
        Ok(place)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn hash(salt: &[u8], password: &[u8]) -> Result<String, PasswordProblem> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_error| PasswordProblem::Failed)?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(password, salt)
        .map(|hash: PasswordHash| hash.to_string())
        .map_err(|_error| PasswordProblem::Failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block_on<F: Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    #[test]
    fn only_the_right_password_fits_and_the_hash_tells_its_cost() {
        block_on(async {
            let keeper = PasswordKeeper::new(Chance::System);
            let hash = keeper.hash("a long enough secret").await.unwrap();

            assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
            assert!(keeper.verify("a long enough secret", Some(&hash)).await.unwrap());
            assert!(!keeper.verify("a long enough Secret", Some(&hash)).await.unwrap());
            assert!(!keeper.verify("a long enough secret", None).await.unwrap());
        });
    }

    #[test]
    fn t2_never_more_than_two_hashes_are_made_at_once() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
        runtime.block_on(async {
            let keeper = PasswordKeeper::new(Chance::System);
            let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
            let hashes: Vec<_> = (0..12)
                .map(|_| {
                    let (keeper, running, most) = (keeper.clone(), running.clone(), most.clone());
                    tokio::spawn(async move {
                        let hash = move || {
                            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                            std::thread::sleep(std::time::Duration::from_millis(20));
                            running.fetch_sub(1, Ordering::SeqCst);
                        };
                        keeper.in_turn(hash).await.unwrap();
                    })
                })
                .collect();
            for hash in hashes {
                hash.await.unwrap();
            }

            assert_eq!(most.load(Ordering::SeqCst), AT_ONCE);
            assert_eq!(keeper.under_way(), 0);
        });
    }

    #[test]
    fn a_flood_is_turned_away_and_the_queue_empties_again() {
        block_on(async {
            let keeper = PasswordKeeper::new(Chance::System);
            let full: Vec<_> = (0..AT_ONCE + WAITING).map(|_| Waiting::enter(&keeper.waiting).unwrap()).collect();

            assert_eq!(keeper.verify("x", None).await, Err(PasswordProblem::Busy));
            drop(full);
            assert_eq!(keeper.verify("x", None).await, Ok(false));
        });
    }
}
