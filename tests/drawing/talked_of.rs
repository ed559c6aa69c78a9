//! Generated accounts of any size about whose people much, little or nothing is said, all of it fictional.

use serde_json::{Value, json};
use uuid::Uuid;
use waterline::model::account::Account;
use waterline::model::id::{AccountId, MemberId};
use waterline::model::map::AccountMap;
use waterline::model::member::Roster;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::viewer::Viewer;

/// How the claims about people are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Stance and influence of most are known, here and there.
    Wide,
    /// All stand on one point.
    Heap,
    /// Nothing is said of anybody.
    Silent,
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Our six members.
pub fn ours() -> Roster {
    let names = ["陆昭", "Maya Ito", "George Fischer-Montgomery", "钟楚云", "贺知行", "Olga Hughes"];
    Roster(names.iter().zip(700..).map(|(name, at)| (MemberId(id(at)), (*name).to_owned())).collect())
}

/// An account of so many people in ten units, with a deal, seats, stances, influence and rapports.
pub fn account(people: u128, spread: Spread, long_names: bool) -> Snapshot {
    let mut changes: Vec<Value> = Vec::new();
    for unit in 0..10_u128 {
        changes.push(
            json!({"verb": "add_unit", "id": id(100 + unit), "parent": null, "name": format!("数据资源处 {unit}")}),
        );
    }
    changes.push(json!({"verb": "add_source", "id": id(50), "label": "拜访", "kind": "colleague"}));
    changes.push(json!({"verb": "add_deal", "id": id(10), "name": "城市数据平台", "template": null, "procurement_mode": null, "award_on": "2027-03-01", "tier": "T1"}));
    changes.push(json!({"verb": "add_stage", "id": id(11), "deal": id(10), "name": "定标", "order": 1}));
    for person in 0..people {
        changes.extend(one(person, spread, long_names));
    }
    let mut map = AccountMap::new(Account::new(AccountId(id(1)), "海州市数据资源局（虚构）"));
    let changes: Vec<_> = changes.into_iter().map(|change| serde_json::from_value(change).expect("a change")).collect();
    map.apply(&changes, &Viewer::Operator).expect("the changes fit together");
    map.snapshot(Moment::On("2026-11-20".parse().expect("a day")), &Viewer::Operator)
}

fn one(person: u128, spread: Spread, long_names: bool) -> Vec<Value> {
    let (who, post) = (id(2_000 + person), id(10_000 + person));
    let name = if long_names { format!("Priya Montgomery-Smith the {person}th") } else { format!("欧阳{person}") };
    let title = if long_names { "Deputy Director of Operations and Safety" } else { "党组成员、副局长" };
    let mut changes = vec![
        json!({"verb": "add_post", "id": post, "unit": id(100 + person % 10), "title": title}),
        json!({"verb": "add_person", "id": who, "name": name}),
        json!({"verb": "start_tenure", "id": id(20_000 + person), "person": who, "post": post}),
    ];
    if person.is_multiple_of(9) {
        changes.push(json!({"verb": "add_seat", "id": id(30_000 + person), "stage": id(11), "sitter": {"person": who}, "votes": 1, "veto": person.is_multiple_of(27)}));
    }
    let mut say = |at: u128, grade: &str, statement: Value| {
        let claim = id(100_000 + person * 10 + at);
        changes.push(json!({"verb": "add_claim", "id": claim, "source": id(50), "source_kind": "colleague", "observed_on": "2026-11-01", "expires_on": "2027-06-10", "grade": grade, "tier": "T1", "deal": null, "purpose": "customer_care", "basis": "legitimate_interest", "statement": statement}));
    };
    let (stance, weight, grade) = match spread {
        Spread::Silent => return changes,
        Spread::Heap => (Some(1), Some(7), "A2"),
        Spread::Wide => {
            let mix = person * 7_919 % 101;
            let grade = ["A1", "B2", "C3", "D3"][(mix % 4) as usize];
            ((!mix.is_multiple_of(6)).then_some(mix % 5), (!mix.is_multiple_of(7)).then_some(mix * 3 % 11), grade)
        }
    };
    if let Some(stance) = stance {
        let level = ["-1", "0", "1", "2", "3"][stance as usize];
        say(1, grade, json!({"kind": "stance", "person": who, "value": {"scale": "cn", "level": level}}));
    }
    if let Some(weight) = weight {
        say(
            2,
            grade,
            json!({"kind": "influence", "person": who, "value": {"scale": "ten", "level": weight.to_string()}}),
        );
    }
    if person.is_multiple_of(3) {
        let value = json!({"scale": "five", "level": (person % 5).to_string()});
        say(
            3,
            "A1",
            json!({"kind": "rapport", "member": id(700 + person / 3 % 6), "person": who, "value": value, "wanted": false}),
        );
        let value = json!({"scale": "five", "level": "3"});
        say(
            4,
            "A1",
            json!({"kind": "rapport", "member": id(700 + person / 3 % 6), "person": who, "value": value, "wanted": true}),
        );
    }
    changes
}
