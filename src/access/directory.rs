//! Who a session or token belongs to, from memory as long as nobody's rights have changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant as Moment};

use super::caller::{Caller, TokenRights};
use super::clock::Clock;
use super::decide::Scope;
use crate::model::id::MemberId;
use crate::store::{Instant, Session, Store, StoreError, TokenDigest};

/// How long a session stays open without being used, in seconds: two weeks.
pub const SESSION_S: i64 = 14 * 24 * 3600;
/// How long the use of a session goes unnoted, in seconds: a write for each request would be too dear.
const NOTED_EVERY_S: i64 = 3600;
/// How long memory is trusted before the database is asked whether another host changed somebody's rights.
const FRESH: Duration = Duration::from_secs(1);
/// Most callers that are remembered.
const REMEMBERED: usize = 10_000;

/// Finds callers by the digest of what they hold.
#[derive(Debug)]
pub struct Directory {
    store: Store,
    clock: Clock,
    memory: Mutex<Memory>,
}

#[derive(Debug, Default)]
struct Memory {
    callers: HashMap<TokenDigest, (Arc<Caller>, Instant)>,
    /// The number of access changes in the database that the callers were read at.
    version: Option<i64>,
    asked: Option<Moment>,
    /// How often this process has forgotten everybody: a caller that was read before is not kept after.
    generation: u64,
}

impl Directory {
    /// A directory that remembers nobody yet.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock, memory: Mutex::default() }
    }

    /// Whoever holds a session with this digest.
    pub async fn by_session(&self, digest: TokenDigest) -> Result<Option<Arc<Caller>>, StoreError> {
        let generation = match self.recall(&digest).await? {
            Recalled::Caller(caller) => return Ok(Some(caller)),
            Recalled::Nobody(generation) => generation,
        };
        let now = self.clock.now();
        let Some(session) = self.store.session(&digest, now).await? else { return Ok(None) };
        let Some(mut caller) = self.caller(session.member).await? else { return Ok(None) };
        caller.expires_at = Some(self.extend(&digest, &session, now).await?);
        Ok(Some(self.remember(digest, caller, generation)))
    }

    /// Whoever holds an API token with this digest.
    pub async fn by_token(&self, digest: TokenDigest) -> Result<Option<Arc<Caller>>, StoreError> {
        let generation = match self.recall(&digest).await? {
            Recalled::Caller(caller) => return Ok(Some(caller)),
            Recalled::Nobody(generation) => generation,
        };
        let now = self.clock.now();
        let Some(token) = self.store.token(&digest, now).await? else { return Ok(None) };
        let Some(mut caller) = self.caller(token.member).await? else { return Ok(None) };
        caller.expires_at = token.expires_at;
        caller.token = Some(TokenRights {
            id: token.id,
            scopes: token.scopes.iter().filter_map(|word| Scope::of(word)).collect(),
            accounts: token.accounts,
        });
        self.store.note_token_use(token.id, now).await?;
        Ok(Some(self.remember(digest, caller, generation)))
    }

    /// Forgets everybody: somebody's rights have just changed.
    pub fn forget(&self) {
        let mut memory = self.lock();
        memory.callers.clear();
        memory.generation += 1;
    }

    async fn recall(&self, digest: &TokenDigest) -> Result<Recalled, StoreError> {
        self.refresh().await?;
        let now = self.clock.now();
        let memory = self.lock();
        // Read again from time to time, so that a session in use is extended.
        let is_good = |(caller, read_at): &&(Arc<Caller>, Instant)| {
            caller.expires_at.is_none_or(|end| now < end) && now < read_at.plus_seconds(NOTED_EVERY_S)
        };
        let known = memory.callers.get(digest).filter(is_good);
        Ok(known.map_or(Recalled::Nobody(memory.generation), |(caller, _)| Recalled::Caller(caller.clone())))
    }

    /// Asks the database, at most once a second, whether rights have changed.
    async fn refresh(&self) -> Result<(), StoreError> {
        {
            let mut memory = self.lock();
            if memory.asked.is_some_and(|asked| asked.elapsed() < FRESH) {
                return Ok(());
            }
            memory.asked = Some(Moment::now());
        }
        let asked = self.store.access_version().await;
        let mut memory = self.lock();
        match asked {
            Ok(version) if memory.version == Some(version) => Ok(()),
            Ok(version) => {
                memory.version = Some(version);
                memory.callers.clear();
                memory.generation += 1;
                Ok(())
            }
            Err(error) => {
                memory.asked = None;
                Err(error)
            }
        }
    }

    fn remember(&self, digest: TokenDigest, caller: Caller, generation: u64) -> Arc<Caller> {
        let caller = Arc::new(caller);
        let mut memory = self.lock();
        if memory.generation == generation {
            if memory.callers.len() >= REMEMBERED {
                memory.callers.clear();
            }
            memory.callers.insert(digest, (caller.clone(), self.clock.now()));
        }
        caller
    }

    async fn caller(&self, member: MemberId) -> Result<Option<Caller>, StoreError> {
        let Some(user) = self.store.user(member).await?.filter(|user| user.locked_at.is_none()) else {
            return Ok(None);
        };
        let roles = self.store.roles_of(member).await?;
        Ok(Some(Caller {
            member,
            name: user.member.name,
            login: user.login,
            language: user.language.and_then(|language| language.parse().ok()),
            is_administrator: user.administrator_since.is_some(),
            roles: roles.into_iter().map(|given| (given.account, given.role)).collect(),
            token: None,
            expires_at: None,
        }))
    }

    /// Moves the end of a session that is in use; says when it ends.
    async fn extend(&self, digest: &TokenDigest, session: &Session, now: Instant) -> Result<Instant, StoreError> {
        if now < session.used_at.plus_seconds(NOTED_EVERY_S) {
            return Ok(session.expires_at);
        }
        let expires_at = now.plus_seconds(SESSION_S);
        self.store.extend_session(digest, now, expires_at).await?;
        Ok(expires_at)
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        // Nothing that holds the lock can leave the memory half changed.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Recalled {
    Caller(Arc<Caller>),
    Nobody(u64),
}
