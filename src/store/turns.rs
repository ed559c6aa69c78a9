//! Turns: writers of one account in this process wait for each other here, and not in the database,
//! where each would hold a connection and find its map old when its turn comes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::OwnedMutexGuard;

use crate::model::id::AccountId;

/// Whose turn it is, account by account.
#[derive(Debug, Default)]
pub(super) struct Turns {
    accounts: Mutex<BTreeMap<AccountId, Arc<tokio::sync::Mutex<()>>>>,
}

impl Turns {
    /// Waits for one's turn, which lasts as long as what is returned.
    pub(super) async fn take(&self, account: AccountId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut accounts = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
            accounts.entry(account).or_default().clone()
        };
        turn.lock_owned().await
    }
}
