//! The demo account: a fictional city bureau, its days moved so that it is as fresh today as on the day it was written.

use serde::Deserialize;
use serde_json::Value;

use crate::model::change::Change;
use crate::model::member::Member;
use crate::model::time::Day;

/// The demo account, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Demo {
    /// The account's name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The fictional members of ours that its claims and touches name.
    pub members: Vec<Member>,
    /// Everything in it.
    pub changes: Vec<Change>,
}

#[derive(Deserialize)]
struct DemoFile {
    reference_day: Day,
    account: DemoAccount,
    members: Vec<Member>,
    changes: Value,
}

#[derive(Deserialize)]
struct DemoAccount {
    name: String,
    kind: String,
}

/// The demo account as of this day.
pub fn demo(today: Day) -> Demo {
    let mut file: DemoFile = serde_json::from_str(include_str!("../../presets/demo.json"))
        .expect("the embedded demo account is tested to be well-formed");
    move_days(&mut file.changes, today.days_since(file.reference_day));
    let changes = serde_json::from_value(file.changes).expect("the embedded demo account is tested to be well-formed");
    Demo { name: file.account.name, kind: file.account.kind, members: file.members, changes }
}

/// Moves each day in the JSON by so many days.
fn move_days(value: &mut Value, days: i32) {
    match value {
        Value::String(text) => {
            if let Ok(day) = text.parse::<Day>() {
                *text = day.plus_days(days).to_string();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| move_days(value, days)),
        Value::Object(fields) => fields.values_mut().for_each(|value| move_days(value, days)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::account::Account;
    use crate::model::id::AccountId;
    use crate::model::map::AccountMap;
    use crate::model::snapshot::Moment;
    use crate::model::viewer::Viewer;

    fn account(name: &str) -> Account {
        Account::new(AccountId(uuid::Uuid::from_u128(1)), name)
    }

    #[test]
    fn the_demo_account_is_taken_whole_and_holds_what_a_tour_needs() {
        let today: Day = "2031-05-06".parse().expect("a day");
        let demo = demo(today);
        let mut map = AccountMap::new(account(&demo.name));

        map.apply(&demo.changes, &Viewer::Operator).expect("the demo account obeys every rule");

        let snapshot = map.snapshot(Moment::On(today), &Viewer::Operator);
        let records = snapshot.records();
        let vacant = records.posts.iter().filter(|post| snapshot.tenures_of_post(post.id).next().is_none()).count();
        assert!(records.persons.len() >= 60 && records.units.len() >= 10, "{} people", records.persons.len());
        assert!(records.claims.len() >= 110, "{} claims count today", records.claims.len());
        assert_eq!((records.deals.len(), vacant), (2, 1));
        assert!(records.claims.iter().any(|claim| claim.contradicts.is_some()));
    }
}
