//! Additions alone: the map of an account that exists in memory only, where nobody will undo what made it.

use std::sync::Arc;

use super::account::Account;
use super::change::Change;
use super::map::{AccountMap, Records};
use super::refusal::Refusal;
use super::viewer::Viewer;

impl AccountMap {
    /// The map that a batch makes of a new account, for the operator. Additions are taken as they come, since whoever planned them has
    /// checked them against each other; without their inverse that costs a fraction of [`AccountMap::apply`]. Other changes are applied.
    ///
    /// # Errors
    /// A change that is no addition breaks a rule; its place is counted among those.
    pub fn of_additions(account: Account, changes: Vec<Change>) -> Result<Self, Refusal> {
        let mut records = Records::default();
        let mut others = Vec::new();
        let mut last_position = 0;
        let mut place = |position: &mut u32| {
            if *position == 0 {
                *position = last_position + 1;
            }
            last_position = last_position.max(*position);
        };
        for change in changes {
            match change {
                Change::AddUnit(mut unit) => {
                    place(&mut unit.position);
                    records.units.push(Arc::new(unit));
                }
                Change::AddPost(mut post) => {
                    place(&mut post.position);
                    records.posts.push(Arc::new(post));
                }
                Change::StartTenure(mut tenure) => {
                    place(&mut tenure.position);
                    records.tenures.push(Arc::new(tenure));
                }
                Change::AddPerson(person) => records.persons.push(Arc::new(person)),
                Change::DrawLine(line) => records.lines.push(Arc::new(line)),
                Change::AddSource(source) => records.sources.push(Arc::new(source)),
                Change::AddClaim(claim) => records.claims.push(Arc::new(claim)),
                other => others.push(other),
            }
        }
        let mut map = Self::load(account, 0, records);
        if !others.is_empty() {
            map.apply(&others, &Viewer::Operator)?;
        }
        Ok(map)
    }
}
