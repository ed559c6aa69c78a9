//! What is written is read back to the last field, for every noun.

use jiff::civil::date;
use serde_json::json;
use uuid::Uuid;
use waterline::exchange::demo::demo;
use waterline::model::change::Change;
use waterline::model::id::AccountId;
use waterline::model::map::AccountMap;
use waterline::store::{Store, Written};

use crate::harness::TestDatabase;
use crate::sample::{operator, store, stored_account};

/// Compares the map that a write left in memory with the one that another host reads.
async fn same_as_another_host_reads(test: &TestDatabase, account: AccountId, written: &Written) {
    let read = store(test).map(account).await.unwrap();
    for record in written.inverse.touched() {
        assert_eq!(read.record(record), written.map.record(record));
        assert!(read.record(record).is_some());
    }
}

db_test! {
    async fn the_demo_account_is_read_back_as_it_was_written(test) {
        let demo = demo(date(2026, 3, 1).into());
        let store = store(&test);
        for member in &demo.members {
            store.put_member(member).await.unwrap();
        }
        let account = stored_account(&store, &demo.name).await;

        let written = store.write(account, demo.changes, operator()).await.unwrap();

        assert!(written.inverse.0.len() > 200);
        same_as_another_host_reads(&test, account, &written).await;
    }
}

db_test! {
    async fn every_field_of_every_noun_survives(test) {
        let store = store(&test);
        let account = stored_account(&store, "“滨海”'s office; -- \\ \"quoted\"").await;

        let written = store.write(account, everything(), operator()).await.unwrap();
        same_as_another_host_reads(&test, account, &written).await;

        let edit = json!([{"verb": "edit_account", "set": {
            "name": "Renamed", "kind": null,
            "quiet_periods": [{"span": {"from": "2026-01-01", "until": null}, "reason": "tender"}],
            "external_ids": [{"source": "crm", "key": "A-1"}]
        }}]);
        let edit: Vec<Change> = serde_json::from_value(edit).unwrap();
        let edited = store.write(account, edit, operator()).await.unwrap();
        same_as_another_host_reads(&test, account, &edited).await;
        assert_eq!(store.account(account).await.unwrap().unwrap().name, "Renamed");
    }
}

db_test! {
    async fn a_map_that_is_loaded_goes_on_as_the_one_that_was_written(test) {
        let first = store(&test);
        let account = stored_account(&first, "Harbour Authority").await;
        first.write(account, everything(), operator()).await.unwrap();
        let add = |number: u32| -> Vec<Change> {
            let unit = json!([{"verb": "add_unit", "id": id(900 + u128::from(number)), "parent": null,
                "name": "Later", "kind": null, "level": null, "outside": null, "order": null}]);
            serde_json::from_value(unit).unwrap()
        };

        let here = first.write(account, add(1), operator()).await.unwrap();
        let there = store(&test).write(account, add(2), operator()).await.unwrap();

        let position = |map: &AccountMap, inverse: &Written| {
            let record = inverse.inverse.touched()[0];
            match map.record(record) {
                Some(waterline::model::map::Record::Unit(unit)) => unit.position,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(position(&there.map, &there), position(&here.map, &here) + 1);
    }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128((0x0190 << 112) | (7 << 76) | (1 << 63) | number)
}

/// One record of each noun with a value in every field, and one with as few as possible.
fn everything() -> Vec<Change> {
    let span = json!({"from": "2020-02-29", "until": "2030-12-31"});
    let keys = json!([{"source": "人事", "key": "007"}, {"source": "crm", "key": "x'y"}]);
    let tiered = |mut record: serde_json::Value| {
        record["tier"] = json!("T3");
        record["readers"] = json!([id(1000), id(1001)]);
        record
    };
    let claim = |number: u128, statement: serde_json::Value| {
        tiered(json!({
            "verb": "add_claim", "id": id(number), "statement": statement, "deal": id(70), "source": id(60),
            "source_kind": "third_party", "grade": "C3", "observed_on": "2026-01-10",
            "expires_on": "2027-01-10", "review_on": "2026-06-01", "purpose": "offer_preparation",
            "basis": "public_information", "contradicts": null, "retracted_on": "2026-05-05"
        }))
    };
    let value = |scale: &str, level: &str| json!({"scale": scale, "level": level});
    let person = id(30);
    let mut batch = vec![
        json!({"verb": "add_unit", "id": id(10), "parent": null, "name": "局", "kind": "党委", "level": "正处",
            "outside": "expert_panel", "order": 4_294_967_295_u32, "position": 7, "span": span, "external_ids": keys}),
        json!({"verb": "add_unit", "id": id(11), "parent": id(10), "name": "Office", "kind": null, "level": null,
            "outside": null, "order": null}),
        json!({"verb": "add_post", "id": id(20), "unit": id(10), "title": "局长", "rank": value("leadership", "5"),
            "order": 1, "position": 8, "span": span, "external_ids": keys}),
        json!({"verb": "add_post", "id": id(21), "unit": id(11), "title": "Clerk", "rank": null, "order": null}),
        json!({"verb": "add_person", "id": person, "name": "周敏", "aliases": ["Mia", "小周"],
            "email": "zhou@example.org", "phone": "010-1", "mobile": "139", "external_ids": keys}),
        json!({"verb": "add_person", "id": id(31), "name": "😀 O'Neil", "email": null, "phone": null, "mobile": null}),
        json!({"verb": "start_tenure", "id": id(40), "person": person, "post": id(20), "kind": "seconded",
            "position": 9, "span": span}),
        json!({"verb": "draw_line", "id": id(50), "superior": {"post": id(20)}, "subordinate": {"unit": id(11)},
            "kind": "oversees", "matter": "财务", "primary": true, "span": span}),
        json!({"verb": "draw_line", "id": id(51), "superior": {"unit": id(10)}, "subordinate": {"post": id(21)},
            "kind": "dual", "matter": null}),
        json!({"verb": "add_source", "id": id(60), "label": "S-1", "kind": "colleague", "name": "何知秋",
            "readers": [id(1000)]}),
        tiered(json!({"verb": "add_deal", "id": id(70), "name": "云平台", "template": "G-IT",
            "procurement_mode": "公开招标", "state": "won", "award_on": "2026-09-01",
            "quiet_periods": [{"span": span, "reason": "招标"}], "external_ids": keys})),
        json!({"verb": "add_stage", "id": id(71), "deal": id(70), "name": "评标", "order": 3,
            "rule": {"rule": "quota", "votes": 4}, "planned_on": "2026-08-01", "done_on": "2026-08-02"}),
        tiered(
            json!({"verb": "add_seat", "id": id(72), "stage": id(71), "sitter": {"person": person}, "votes": 2, "veto": true}),
        ),
        json!({"verb": "add_seat", "id": id(73), "stage": id(71), "sitter": {"post": id(21)}, "votes": 0}),
        json!({"verb": "add_seat", "id": id(74), "stage": id(71), "sitter": null, "votes": 1}),
        tiered(json!({"verb": "add_touch", "id": id(75), "on": "2026-02-01", "members": [id(1000)],
            "persons": [person, id(31)], "deal": id(70), "channel": "visit", "outcome": "Will ask again."})),
        tiered(json!({"verb": "add_cause", "id": id(76), "deal": id(70), "rib": "Budget", "text": "No line yet",
            "parent": null, "chance": 0.1, "claims": []})),
        tiered(json!({"verb": "add_cause", "id": id(77), "deal": id(70), "rib": "Budget", "text": "Late request",
            "parent": id(76), "chance": null, "claims": []})),
        tiered(
            json!({"verb": "add_action", "id": id(78), "deal": id(70), "lever": "Finance", "text": "Ask the office",
            "owner": id(1000), "due_on": "2026-03-01", "done_on": "2026-03-02", "expected_change": "A budget line"}),
        ),
    ];
    let statements = [
        json!({"kind": "stance", "person": person, "value": value("cn", "2")}),
        json!({"kind": "influence", "person": person, "value": value("ten", "7")}),
        json!({"kind": "tie", "from": person, "to": id(31), "tie": "influences", "strength": 0.3, "holds": true}),
        json!({"kind": "worry", "about": {"person": person}, "text": "Line one\nline two\ttabbed"}),
        json!({"kind": "goal", "about": {"deal": id(70)}, "text": "按期上线"}),
        json!({"kind": "note", "about": {"person": person}, "text": "NULL"}),
        json!({"kind": "cause", "rib": "Budget", "text": "None"}),
    ];
    batch.extend(statements.into_iter().enumerate().map(|(at, statement)| claim(80 + at as u128, statement)));
    let batch = serde_json::to_value(batch).unwrap();
    serde_json::from_value(batch).unwrap()
}

db_test! {
    async fn a_new_account_comes_with_its_first_batch_or_not_at_all(test) {
        let store: Store = store(&test);
        let refused = crate::sample::account("Refused");
        let good = crate::sample::account("Good");
        let good_id = good.id;
        let bad_plan = Box::new(|_: &AccountMap| Err("no name column".into()));

        let error = store.create_account_planned(refused, None, bad_plan, operator()).await.unwrap_err();
        let plan = Box::new(|_: &AccountMap| Ok(everything()));
        let written = store.create_account_planned(good, None, plan, operator()).await.unwrap();

        assert_eq!(error.to_string(), "no name column");
        assert_eq!(written.seq, 1);
        let names: Vec<String> = store.accounts().await.unwrap().into_iter().map(|account| account.name).collect();
        assert_eq!(names, ["Good"]);
        same_as_another_host_reads(&test, good_id, &written).await;
    }
}

db_test! {
    async fn a_host_catches_up_with_what_another_added_changed_and_took_out(test) {
        let here = store(&test);
        let account = stored_account(&here, "Harbour Authority").await;
        here.write(account, everything(), operator()).await.unwrap();
        let there = store(&test);
        there.map(account).await.unwrap();
        let batch = |changes: serde_json::Value| -> Vec<Change> { serde_json::from_value(changes).unwrap() };

        let changed = batch(json!([
            {"verb": "edit_person", "id": id(30), "set": {"name": "周敏敏", "external_ids": []}},
            {"verb": "end_unit", "id": id(11), "on": "2026-01-01"},
            {"verb": "remove_action", "id": id(78)},
        ]));
        here.write(account, changed, operator()).await.unwrap();
        here.write(account, batch(json!([{"verb": "edit_account", "set": {"name": "Port"}}])), operator()).await.unwrap();
        here.undo(account, 3, operator()).await.unwrap();
        let after = batch(json!([{"verb": "edit_person", "id": id(31), "set": {
            "email": "neil@example.org", "external_ids": [{"source": "crm", "key": "x'y"}]}}]));
        let written = there.write(account, after, operator()).await.unwrap();

        assert_eq!(written.seq, 5);
        let fresh = store(&test).map(account).await.unwrap();
        let records = |map: &AccountMap| {
            let snapshot = map.snapshot(waterline::model::snapshot::Moment::Always, &waterline::model::viewer::Viewer::Operator);
            (snapshot.records().clone(), snapshot.account().clone(), map.seq())
        };
        assert_eq!(records(&written.map), records(&fresh));
        assert!(records(&fresh).0.actions.is_empty());
    }
}
