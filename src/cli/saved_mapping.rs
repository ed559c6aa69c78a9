//! Mappings of columns that are kept under a name, for `waterline import`.

use uuid::Uuid;

use super::account::now;
use super::import::{ImportArgs, known_account};
use super::{Failure, report};
use crate::exchange::{Mapping, Reading};
use crate::model::id::AccountId;
use crate::store::{ImportMapping, Store};

/// The mapping that is named, laid on what was found in the file; where none is named, says which of the kept ones fit.
pub(super) async fn asked(
    store: Option<&Store>,
    account: Option<AccountId>,
    found: &Reading,
    file: &str,
    args: &ImportArgs,
) -> Result<Option<Mapping>, Failure> {
    let kept = match (store, account) {
        (Some(store), Some(account)) => store.import_mappings(account).await?,
        _ => Vec::new(),
    };
    let fitting = |one: &ImportMapping| serde_json::from_str::<Mapping>(&one.mapping).ok()?.laid_on(found);
    let Some(wanted) = &args.mapping else {
        for one in kept.iter().filter(|one| fitting(one).is_some()) {
            report::complain(&format!("The kept mapping “{0}” fits this file; --mapping “{0}” uses it.", one.name));
        }
        return Ok(None);
    };
    let one = kept.iter().find(|one| one.name == *wanted);
    let one = one.ok_or_else(|| {
        let names: Vec<String> = kept.iter().map(|one| format!("“{}”", one.name)).collect();
        let there = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        Failure::new(format!("No mapping of this account is called “{wanted}”; there is: {there}."))
    })?;
    let laid = fitting(one).ok_or_else(|| {
        Failure::new(format!("The mapping “{wanted}” does not fit the heads of {file}; import it without --mapping."))
    })?;
    Ok(Some(laid))
}

/// Keeps a mapping under a name.
pub(super) async fn save(store: &Store, account: &str, name: &str, mapping: &Mapping) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("The mapping was not kept: {error}."));
    let known = known_account(store, account).await?;
    let account = known.ok_or_else(|| Failure::new("The mapping was not kept: the account is not there."))?;
    let mapping = serde_json::to_string(&mapping.without_values()).map_err(|error| failed(&error))?;
    let new = ImportMapping {
        id: Uuid::now_v7(),
        account,
        name: name.trim().to_owned(),
        mapping,
        saved_at: now(),
        saved_by: None,
    };
    store.save_import_mapping(&new).await.map_err(|error| failed(&error))?;
    Ok(())
}
