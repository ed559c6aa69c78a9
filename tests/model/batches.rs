//! Batches are taken whole or not at all, and can be taken back.

use serde_json::json;
use waterline::model::change::Change;
use waterline::model::map::AccountMap;
use waterline::model::refusal::Why;
use waterline::model::snapshot::Moment;
use waterline::model::viewer::Viewer;

use crate::sample::{bureau, changes, day, id, source, stance};

fn apply(map: &mut AccountMap, batch: serde_json::Value) -> Result<waterline::model::change::Inverse, Why> {
    map.apply(&changes(batch), &Viewer::Operator).map_err(|refusal| refusal.why)
}

fn everything(map: &AccountMap) -> serde_json::Value {
    let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
    json!([snapshot.account(), snapshot.records()])
}

#[test]
fn a_batch_with_one_wrong_change_changes_nothing() {
    let mut map = bureau();
    let before = everything(&map);

    let batch = changes(json!([
        {"verb": "add_person", "id": id(33), "name": "陆遥"},
        {"verb": "add_person", "id": id(34), "name": "   "},
    ]));
    let refusal = map.apply(&batch, &Viewer::Operator).expect_err("a blank name");

    assert_eq!((refusal.at, refusal.why.field()), (1, Some("name")));
    assert_eq!(everything(&map), before);
    assert_eq!(map.seq(), 1);
}

#[test]
fn solid_lines_that_close_a_circle_are_refused_with_the_path_named() {
    let mut map = bureau();

    let circle =
        json!([{"verb": "draw_line", "id": id(52), "superior": {"post": id(21)}, "subordinate": {"post": id(20)}}]);
    let refused = apply(&mut map, circle).expect_err("a circle");

    let Why::CircleOfCommand { path } = &refused else { panic!("{refused:?}") };
    assert_eq!(path, &["海州市数据局 · 局长", "规划处 · 处长", "海州市数据局 · 局长"]);
}

#[test]
fn a_dotted_line_or_one_of_other_days_closes_no_circle() {
    let mut map = bureau();
    let line = |number: u128, kind: &str, from: Option<&str>, until: Option<&str>| {
        json!([{"verb": "draw_line", "id": id(number), "superior": {"post": id(21)}, "subordinate": {"post": id(20)},
            "kind": kind, "span": {"from": from, "until": until}}])
    };
    apply(&mut map, line(52, "dotted", None, None)).expect("dotted lines command nobody");
    apply(&mut map, json!([{"verb": "end_line", "id": id(50), "on": "2026-05-01"}])).expect("ended");

    apply(&mut map, line(53, "solid", Some("2026-05-01"), None)).expect("the other line is over by then");
    let early = apply(&mut map, line(54, "solid", Some("2026-04-30"), None));

    assert!(matches!(early, Err(Why::CircleOfCommand { .. })), "{early:?}");
}

#[test]
fn a_chain_of_a_hundred_thousand_is_taken_and_its_closing_line_is_not() {
    let mut map = crate::sample::empty();
    let mut batch = vec![json!({"verb": "add_unit", "id": id(10), "parent": null, "name": "总部"})];
    let count = 100_000_u128;
    for number in 0..count {
        batch.push(json!({"verb": "add_post", "id": id(1_000_000 + number), "unit": id(10), "title": "岗位"}));
    }
    for number in 1..count {
        batch.push(json!({"verb": "draw_line", "id": id(2_000_000 + number),
            "superior": {"post": id(1_000_000 + number - 1)}, "subordinate": {"post": id(1_000_000 + number)}}));
    }
    apply(&mut map, json!(batch)).expect("a chain");

    let closing = json!([{"verb": "draw_line", "id": id(9), "superior": {"post": id(1_000_000 + count - 1)}, "subordinate": {"post": id(1_000_000)}}]);

    assert!(matches!(apply(&mut map, closing), Err(Why::CircleOfCommand { path }) if path.len() == count as usize + 1));
}

#[test]
fn a_unit_cannot_lie_within_itself() {
    let mut map = bureau();

    let refused = apply(&mut map, json!([{"verb": "edit_unit", "id": id(10), "set": {"parent": id(11)}}]));

    assert!(matches!(refused, Err(Why::CircleOfUnits { .. })), "{refused:?}");
}

#[test]
fn an_edit_sets_the_fields_that_it_names_and_null_clears_one() {
    let mut map = bureau();
    apply(
        &mut map,
        json!([{"verb": "edit_person", "id": id(30), "set": {"email": "lin@example.com", "aliases": ["Lin"]}}]),
    )
    .expect("an edit");
    apply(&mut map, json!([{"verb": "edit_person", "id": id(30), "set": {"email": null}}])).expect("an edit");

    let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
    let person = snapshot.person(id(30).into()).expect("the person");

    assert_eq!((person.name.as_str(), person.email.as_deref(), person.aliases.len()), ("林望舒", None, 1));
}

#[test]
fn a_field_that_does_not_exist_is_refused() {
    let unknown = json!({"verb": "edit_person", "id": id(30), "set": {"salary": 1}});
    let extra = json!({"verb": "add_person", "id": id(30), "name": "某某", "owner": 1});

    assert!(serde_json::from_value::<Change>(unknown).is_err());
    assert!(serde_json::from_value::<Change>(extra).is_err());
}

#[test]
fn undo_restores_everything_and_undoing_the_undo_brings_it_back() {
    let mut map = bureau();
    let start = everything(&map);
    let inverse = apply(
        &mut map,
        json!([
            {"verb": "add_person", "id": id(33), "name": "陆遥"},
            {"verb": "edit_post", "id": id(21), "set": {"title": "副处长"}},
            {"verb": "end_unit", "id": id(12), "on": "2026-03-01"},
            {"verb": "remove_line", "id": id(50)},
            source(60, &[]), stance(61, 30, 60, "T2", &[]),
        ]),
    )
    .expect("a batch");
    let after = everything(&map);

    let redo = map.undo(&inverse, &Viewer::Operator).expect("an undo");
    assert_eq!(everything(&map), start);

    map.undo(&redo, &Viewer::Operator).expect("a redo");
    assert_eq!(everything(&map), after);
}

#[test]
fn undo_is_refused_when_a_field_moved_on_or_something_later_refers_to_the_record() {
    let mut map = bureau();
    let renamed =
        apply(&mut map, json!([{"verb": "edit_person", "id": id(30), "set": {"name": "林望"}}])).expect("an edit");
    apply(&mut map, json!([{"verb": "edit_person", "id": id(30), "set": {"name": "林舒"}}])).expect("an edit");
    let added = apply(&mut map, json!([{"verb": "add_post", "id": id(23), "unit": id(12), "title": "副处长"}]))
        .expect("a post");
    apply(
        &mut map,
        json!([{"verb": "start_tenure", "id": id(43), "person": id(31), "post": id(23), "kind": "concurrent"}]),
    )
    .expect("a tenure");
    let before = everything(&map);

    let moved_on = map.undo(&renamed, &Viewer::Operator).expect_err("the name moved on");
    let referred_to = map.undo(&added, &Viewer::Operator).expect_err("a tenure refers to the post");

    assert!(matches!(moved_on.why, Why::ChangedSince { ref field, .. } if field == "name"));
    assert!(matches!(referred_to.why, Why::StillReferredTo { by: Some(by) } if by.id == id(43)));
    assert_eq!(everything(&map), before);
}

#[test]
fn ending_a_unit_ends_what_lies_in_it() {
    let mut map = bureau();

    apply(&mut map, json!([{"verb": "end_unit", "id": id(11), "on": "2026-03-01"}])).expect("an end");

    let before = map.snapshot(Moment::On(day("2026-02-28")), &Viewer::Operator);
    let after = map.snapshot(Moment::On(day("2026-03-01")), &Viewer::Operator);
    let count = |snapshot: &waterline::model::snapshot::Snapshot| {
        let records = snapshot.records();
        (records.units.len(), records.posts.len(), records.tenures.len(), records.lines.len())
    };
    assert_eq!(count(&before), (3, 3, 3, 2));
    assert_eq!(count(&after), (2, 2, 2, 1));
}

#[test]
fn a_text_that_the_screen_stops_is_refused_with_the_rule_named() {
    let mut map = bureau();
    let mut note = stance(61, 30, 60, "T2", &[]);
    note["statement"] = json!({"kind": "note", "about": {"person": id(30)}, "text": "可以送购物卡"});

    let refused = apply(&mut map, json!([source(60, &[]), note])).expect_err("a stopped text");

    assert!(matches!(refused, Why::Wording { rule, .. } if rule.rule == "gifts"));
}

#[test]
fn a_key_of_another_system_belongs_to_one_record() {
    let mut map = bureau();
    let key = |person: u128| json!([{"verb": "edit_person", "id": id(person), "set": {"external_ids": [{"source": "hr", "key": "7"}]}}]);
    apply(&mut map, key(30)).expect("a key");

    let refused = apply(&mut map, key(31));

    assert!(matches!(refused, Err(Why::ExternalIdTaken { .. })), "{refused:?}");
}
