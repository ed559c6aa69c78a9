//! Maps in memory: the accounts used last, up to a limit of bytes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::model::id::AccountId;
use crate::model::map::AccountMap;

/// How long a map is handed out before asking the database whether another host has written.
const FRESH: Duration = Duration::from_secs(1);

/// What memory knows of an account.
pub(super) enum Remembered {
    /// A map that is the newest, or was less than a second ago.
    Fresh(Arc<AccountMap>),
    /// A map that may be old by now.
    Stale(Arc<AccountMap>),
    /// Nothing.
    Nothing,
}

/// The maps in memory.
#[derive(Debug)]
pub(super) struct Maps {
    limit: usize,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: BTreeMap<AccountId, Entry>,
    /// The newest batch that this process has seen of each account, also of those no longer kept:
    /// nobody who has seen a write is later shown the map before it.
    newest: BTreeMap<AccountId, u64>,
    bytes: usize,
    uses: u64,
}

#[derive(Debug)]
struct Entry {
    map: Arc<AccountMap>,
    bytes: usize,
    used: u64,
    checked: Instant,
}

impl Maps {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, state: Mutex::default() }
    }

    /// What is remembered of an account.
    pub(super) fn get(&self, account: AccountId) -> Remembered {
        let mut state = self.lock();
        state.uses += 1;
        let used = state.uses;
        match state.entries.get_mut(&account) {
            None => Remembered::Nothing,
            Some(entry) => {
                entry.used = used;
                if entry.checked.elapsed() < FRESH {
                    Remembered::Fresh(entry.map.clone())
                } else {
                    Remembered::Stale(entry.map.clone())
                }
            }
        }
    }

    /// Notes that the database has nothing newer than this batch.
    pub(super) fn confirm(&self, account: AccountId, seq: u64) {
        if let Some(entry) = self.lock().entries.get_mut(&account)
            && entry.map.seq() == seq
        {
            entry.checked = Instant::now();
        }
    }

    /// Keeps a map that has just been loaded or committed, and returns the newest one known: a
    /// slower reader never replaces a newer map by an older.
    ///
    /// None when the map is older than what this process has seen already.
    pub(super) fn keep(&self, map: Arc<AccountMap>) -> Option<Arc<AccountMap>> {
        let account = map.id();
        let mut state = self.lock();
        let newest = state.newest.entry(account).or_default();
        if map.seq() < *newest {
            return state.entries.get(&account).map(|entry| entry.map.clone());
        }
        *newest = map.seq();
        state.uses += 1;
        let entry = Entry { bytes: map.size_in_bytes(), map: map.clone(), used: state.uses, checked: Instant::now() };
        state.bytes += entry.bytes;
        if let Some(old) = state.entries.insert(account, entry) {
            state.bytes -= old.bytes;
        }
        state.make_room(self.limit, account);
        Some(map)
    }

    /// Forgets an account's map, so that the next reader loads it from its rows.
    pub(super) fn forget(&self, account: AccountId) {
        self.lock().remove(account);
    }

    /// Forgets all maps larger than `bytes` but that of the account at hand.
    pub(super) fn forget_large(&self, bytes: usize, at_hand: AccountId) {
        let mut state = self.lock();
        let large = state.entries.iter().filter(|(account, entry)| entry.bytes > bytes && **account != at_hand);
        let large: Vec<AccountId> = large.map(|(account, _)| *account).collect();
        for account in large {
            state.remove(account);
        }
    }

    /// About how many bytes the maps take.
    pub(super) fn bytes(&self) -> usize {
        self.lock().bytes
    }

    /// How many maps there are.
    pub(super) fn count(&self) -> usize {
        self.lock().entries.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that holds the lock can leave the state half changed.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl State {
    /// Forgets the maps that were used longest ago until the rest fits, but never the one at hand.
    fn make_room(&mut self, limit: usize, at_hand: AccountId) {
        while self.bytes > limit {
            let oldest = self
                .entries
                .iter()
                .filter(|(account, _)| **account != at_hand)
                .min_by_key(|(_, entry)| entry.used)
                .map(|(account, _)| *account);
            let Some(oldest) = oldest else { return };
            self.remove(oldest);
        }
    }

    fn remove(&mut self, account: AccountId) {
        if let Some(entry) = self.entries.remove(&account) {
            self.bytes -= entry.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::account::Account;
    use uuid::Uuid;

    #[test]
    fn large_maps_of_others_are_forgotten_and_the_one_at_hand_stays() {
        let maps = Maps::new(1 << 20);
        let [one, other] = [1, 2].map(|number| AccountId(Uuid::from_u128(number)));
        for account in [one, other] {
            maps.keep(Arc::new(AccountMap::new(Account::new(account, "A"))));
        }
        for entry in maps.lock().entries.values_mut() {
            entry.bytes = 100;
        }
        maps.lock().bytes = 200;

        maps.forget_large(100, one);
        assert_eq!((maps.count(), maps.bytes()), (2, 200));
        maps.forget_large(99, one);

        assert_eq!((maps.count(), maps.bytes()), (1, 100));
        assert!(matches!(maps.get(one), Remembered::Fresh(_)));
    }
}
