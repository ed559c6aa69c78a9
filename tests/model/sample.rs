//! A small fictional bureau to test with.

use serde_json::json;
use uuid::Uuid;
use waterline::model::account::Account;
use waterline::model::change::Change;
use waterline::model::id::MemberId;
use waterline::model::map::AccountMap;
use waterline::model::tier::Tier;
use waterline::model::time::Day;
use waterline::model::viewer::Viewer;

/// The id with this number.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A day from its text.
pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Changes from their JSON form, as an API client writes them.
pub fn changes(batch: serde_json::Value) -> Vec<Change> {
    serde_json::from_value(batch).expect("changes")
}

/// A member of ours who may see up to this tier.
pub fn member(number: u128, cap: Tier) -> Viewer {
    Viewer::Member { member: MemberId(id(number)), cap }
}

/// An empty account.
pub fn empty() -> AccountMap {
    let account = json!({"id": id(1), "name": "海州市数据局", "kind": null, "team": null});
    AccountMap::new(serde_json::from_value::<Account>(account).expect("an account"))
}

/// A bureau with a director and two divisions: unit 10 over 11 and 12; posts 20, 21, 22; persons 30, 31, 32.
pub fn bureau() -> AccountMap {
    let mut map = empty();
    let unit = |number: u128, parent: Option<u128>, name: &str| json!({"verb": "add_unit", "id": id(number), "parent": parent.map(id), "name": name});
    let post = |number: u128, unit: u128, title: &str| json!({"verb": "add_post", "id": id(number), "unit": id(unit), "title": title});
    let person = |number: u128, name: &str| json!({"verb": "add_person", "id": id(number), "name": name});
    let tenure = |number: u128, person: u128, post: u128| json!({"verb": "start_tenure", "id": id(number), "person": id(person), "post": id(post), "span": {"from": "2024-01-01"}});
    let line = |number: u128, superior: u128, subordinate: u128| json!({"verb": "draw_line", "id": id(number), "superior": {"post": id(superior)}, "subordinate": {"post": id(subordinate)}});
    let batch = json!([
        unit(10, None, "海州市数据局"),
        unit(11, Some(10), "规划处"),
        unit(12, Some(10), "数据处"),
        post(20, 10, "局长"),
        post(21, 11, "处长"),
        post(22, 12, "处长"),
        person(30, "林望舒"),
        person(31, "赵启明"),
        person(32, "周若谷"),
        tenure(40, 30, 20),
        tenure(41, 31, 21),
        tenure(42, 32, 22),
        line(50, 20, 21),
        line(51, 20, 22),
    ]);
    map.apply(&changes(batch), &Viewer::Operator).expect("the bureau");
    map
}

/// A stance claim on a person by the source with this number.
pub fn stance(number: u128, person: u128, source: u128, tier: &str, readers: &[u128]) -> serde_json::Value {
    let readers: Vec<Uuid> = readers.iter().map(|reader| id(*reader)).collect();
    json!({
        "verb": "add_claim", "id": id(number),
        "statement": {"kind": "stance", "person": id(person), "value": {"scale": "cn", "level": "2"}},
        "deal": null, "source": id(source), "source_kind": "colleague", "grade": "B2",
        "observed_on": "2026-01-10", "expires_on": "2027-01-10", "review_on": null,
        "purpose": "customer_care", "basis": "legitimate_interest", "tier": tier, "readers": readers,
        "contradicts": null, "retracted_on": null
    })
}

/// A source with a real name for its readers only.
pub fn source(number: u128, readers: &[u128]) -> serde_json::Value {
    let readers: Vec<Uuid> = readers.iter().map(|reader| id(*reader)).collect();
    json!({"verb": "add_source", "id": id(number), "label": format!("S-{number}"), "kind": "colleague", "name": "何知秋", "readers": readers})
}
