//! Figures about people: what must hold whatever is in the map.

use serde_json::{Value, json};
use waterline::analysis::coverage::Coverage;
use waterline::analysis::deliberation::{WhatIf, deliberation};
use waterline::analysis::gaps::{GapKind, gaps};
use waterline::analysis::ground::Ground;
use waterline::analysis::key_people::Flag;
use waterline::analysis::outcome::{OutcomeOptions, outcome};
use waterline::analysis::telling::Draws;
use waterline::analysis::telling::key_people::{outcome_of, tell_key_people};
use waterline::analysis::telling::outcome::tell_outcome;
use waterline::analysis::telling::paths::tell_paths;
use waterline::analysis::telling::structure::tell_structure;
use waterline::analysis::watch::Watch;
use waterline::belief::Question;
use waterline::model::account::Account;
use waterline::model::id::{DealId, PersonId};
use waterline::model::language::Language;
use waterline::model::map::AccountMap;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::time::Day;
use waterline::model::viewer::Viewer;

use crate::worlds::id;

const FEW: Draws = Draws { graphs: 10, stances: 20, seed: 1 };
const DEAL: DealId = DealId(id_of(60));

const fn id_of(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

fn today() -> Day {
    "2026-11-20".parse().expect("a day")
}

fn question(deal: Option<DealId>) -> Question {
    Question { on: today(), deal }
}

fn snapshot(batch: Vec<Value>) -> Snapshot {
    let account = json!({"id": id(1), "name": "海州市数据局", "kind": null, "team": null});
    let mut map = AccountMap::new(serde_json::from_value::<Account>(account).expect("an account"));
    let changes: Vec<_> = serde_json::from_value(Value::Array(batch)).expect("changes");
    map.apply(&changes, &Viewer::Operator).expect("a map");
    map.snapshot(Moment::On(today()), &Viewer::Operator)
}

/// People 30, 31, … in one unit, each the superior of the next.
fn chain(people: u128) -> Vec<Value> {
    let mut batch = vec![
        json!({"verb": "add_unit", "id": id(10), "name": "数据处"}),
        json!({"verb": "add_source", "id": id(50), "label": "S-1"}),
    ];
    for at in 0..people {
        batch.push(json!({"verb": "add_post", "id": id(1_000 + at), "unit": id(10), "title": "科员"}));
        batch.push(json!({"verb": "add_person", "id": id(30 + at), "name": format!("人员{at}")}));
        batch
            .push(json!({"verb": "start_tenure", "id": id(2_000 + at), "person": id(30 + at), "post": id(1_000 + at)}));
    }
    for at in 1..people {
        let (superior, subordinate) = (json!({"post": id(999 + at)}), json!({"post": id(1_000 + at)}));
        batch
            .push(json!({"verb": "draw_line", "id": id(3_000 + at), "superior": superior, "subordinate": subordinate}));
    }
    batch
}

fn claim(number: u128, statement: &Value) -> Value {
    json!({
        "verb": "add_claim", "id": id(number), "statement": statement, "source": id(50), "source_kind": "colleague", "grade": "A1",
        "observed_on": "2026-11-01", "expires_on": "2027-11-01", "purpose": "customer_care", "basis": "legitimate_interest", "tier": "T0",
    })
}

fn tie(number: u128, from: u128, to: u128, kind: &str) -> Value {
    claim(number, &json!({"kind": "tie", "from": id(from), "to": id(to), "tie": kind, "strength": null, "holds": true}))
}

fn rapport(number: u128, member: u128, person: u128, level: &str) -> Value {
    let value = json!({"scale": "five", "level": level});
    claim(
        number,
        &json!({"kind": "rapport", "member": id(member), "person": id(person), "value": value, "wanted": false}),
    )
}

fn stance(number: u128, person: u128, level: &str) -> Value {
    claim(number, &json!({"kind": "stance", "person": id(person), "value": {"scale": "altify", "level": level}}))
}

/// A deal with one stage, in which person 30 decides alone.
fn deal(quiet: &Value) -> Vec<Value> {
    vec![
        json!({"verb": "add_deal", "id": DEAL, "name": "一期", "state": "open", "quiet_periods": quiet, "tier": "T0"}),
        json!({"verb": "add_stage", "id": id(61), "deal": DEAL, "name": "定标", "rule": {"rule": "sole"}}),
        json!({"verb": "add_seat", "id": id(62), "stage": id(61), "sitter": {"person": id(30)}, "votes": 1, "veto": false, "tier": "T0"}),
    ]
}

#[test]
fn in_a_pure_chain_of_command_the_root_is_heeded_most() {
    let snapshot = snapshot(chain(9));
    let told = tell_key_people(&Ground::of(&snapshot, question(None)), 9, Language::En, FEW, &Watch::none());

    let people = told.expect("key people").people;
    let root = people.iter().find(|person| person.who.person == PersonId(id(30))).expect("the root");
    assert_eq!(root.parts.influence, Some(1.0));
    assert_eq!((root.position, root.parts.authority), (1, Some(1.0)));
}

#[test]
fn an_empty_account_and_a_single_person_have_figures() {
    for people in [0, 1] {
        let snapshot = snapshot(chain(people));
        let ground = Ground::of(&snapshot, question(None));

        let told = tell_key_people(&ground, 5, Language::Zh, FEW, &Watch::none()).expect("key people");

        assert_eq!(told.people.len(), people as usize);
        let structure = tell_structure(&ground, &Watch::none()).expect("a structure");
        assert!(structure.reaching.is_empty() && structure.camps.is_empty());
        assert!(gaps(&ground, &Coverage::of(&ground)).len() <= 1);
    }
}

#[test]
fn kin_is_in_no_figure() {
    let plain = [chain(5), vec![tie(100, 33, 34, "heeds"), rapport(101, 900, 31, "3")], deal(&json!([]))].concat();
    let with_kin = [plain.clone(), vec![tie(102, 34, 30, "kin")]].concat();
    let tell = |batch: Vec<Value>| {
        let snapshot = snapshot(batch);
        let ground = Ground::of(&snapshot, question(Some(DEAL)));
        let key_people = tell_key_people(&ground, 9, Language::Zh, FEW, &Watch::none()).expect("key people");
        let paths = tell_paths(&ground, PersonId(id(34)), None, &Watch::none()).expect("paths");
        let structure = tell_structure(&ground, &Watch::none()).expect("a structure");
        serde_json::to_string(&(key_people, paths, structure)).expect("JSON")
    };

    assert_eq!(tell(plain), tell(with_kin));
}

#[test]
fn in_a_quiet_period_nobody_is_asked_reached_or_worked_on_and_the_reason_is_told() {
    let facts =
        || [chain(4), vec![rapport(101, 900, 30, "4"), rapport(102, 900, 33, "4"), tie(103, 30, 33, "heeds")]].concat();
    let quiet = json!([{"span": {"from": "2026-11-10", "until": "2026-12-10"}, "reason": "招标公告至定标"}]);
    let open = snapshot([facts(), deal(&json!([]))].concat());
    let closed = snapshot([facts(), deal(&quiet)].concat());
    let tell = |snapshot: &Snapshot| {
        let ground = Ground::of(snapshot, question(Some(DEAL)));
        let outcome = outcome_of(&ground, FEW, &Watch::none()).expect("an outcome").expect("a deal");
        let paths = tell_paths(&ground, PersonId(id(30)), None, &Watch::none()).expect("paths");
        (tell_outcome(&ground, &outcome, Language::Zh).expect("a deal"), paths)
    };

    let (outcome, paths) = tell(&open);
    assert!(!paths.paths.is_empty() && paths.quiet.is_none());
    assert!(outcome.learn.iter().any(|learn| !learn.ask.is_empty()) && outcome.work_on[0].access.is_some());
    let (outcome, paths) = tell(&closed);
    assert!(paths.paths.is_empty() && paths.disjoint.is_empty());
    assert_eq!(paths.quiet.expect("a reason").reason, "招标公告至定标");
    assert!(
        outcome.learn.iter().all(|learn| learn.ask.is_empty() && (learn.person.is_none() || learn.quiet.is_some()))
    );
    assert!(outcome.work_on.iter().all(|work| work.access.is_none() && work.worth.is_none() && work.quiet.is_some()));
    // Asked about the account, the deal's seats and their units are left alone all the same.
    let ground = Ground::of(&closed, question(None));
    assert!(tell_paths(&ground, PersonId(id(33)), None, &Watch::none()).expect("paths").quiet.is_some());
}

#[test]
fn a_stance_that_cannot_reach_a_seat_is_worth_nothing_and_a_pinned_decider_leaves_no_doubt() {
    let batch = [chain(4), deal(&json!([]))].concat();
    let snapshot = snapshot(batch);
    let ground = Ground::of(&snapshot, question(Some(DEAL)));
    let options = OutcomeOptions::default();

    let free = outcome(&deliberation(&ground, &WhatIf::default()), &options, &Watch::none()).expect("an outcome");
    let pinned = WhatIf { stances: [(PersonId(id(30)), 0.5)].into(), ..WhatIf::default() };
    let pinned = outcome(&deliberation(&ground, &pinned), &options, &Watch::none()).expect("an outcome");

    // Who decides heeds nobody below, so their stances cannot matter.
    assert!(free.people[0].doubt > 0.99 && free.people[1..].iter().all(|person| person.doubt == 0.0));
    assert_eq!((pinned.low, pinned.high), (pinned.mean, pinned.mean));
    assert!(pinned.people.iter().all(|person| person.doubt == 0.0));
}

#[test]
fn flags_and_gaps_name_what_is_missing() {
    let batch = [chain(3), vec![stance(100, 30, "enemy"), rapport(101, 900, 31, "3")], deal(&json!([]))].concat();
    let snapshot = snapshot(batch);
    let ground = Ground::of(&snapshot, question(Some(DEAL)));
    let told = tell_key_people(&ground, 9, Language::En, FEW, &Watch::none()).expect("key people");
    let flags = |person: u128| {
        let found = told.people.iter().find(|told| told.who.person == PersonId(id(person)));
        found.expect("somebody").flags.clone()
    };

    assert_eq!(flags(30), [Flag::Uncovered, Flag::Opposed]);
    assert_eq!(flags(31), [Flag::Unknown, Flag::SingleThread]);
    let gaps = gaps(&ground, &Coverage::of(&ground));
    let kinds: Vec<GapKind> = gaps.iter().map(|gap| gap.kind).collect();
    assert_eq!(kinds, [GapKind::OpposedDecider, GapKind::Uncovered]);
    assert_eq!(gaps[1].sentence(&ground, Language::En), "Nobody of ours knows 人员0 better than having met.");
}
