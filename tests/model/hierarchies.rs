//! The forest of posts: who stands under whom, and which lines are only assumed.

use serde_json::{Value, json};
use waterline::graph::hierarchy::Hierarchy;
use waterline::model::map::AccountMap;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::viewer::Viewer;

use crate::sample::{bureau, changes, empty, id};

fn unit(number: u128, parent: Option<u128>, name: &str) -> Value {
    json!({"verb": "add_unit", "id": id(number), "parent": parent.map(id), "name": name})
}

fn post(number: u128, unit: u128, title: &str) -> Value {
    json!({"verb": "add_post", "id": id(number), "unit": id(unit), "title": title})
}

fn line(number: u128, superior: &Value, subordinate: &Value, kind: &str) -> Value {
    json!({"verb": "draw_line", "id": id(number), "superior": superior, "subordinate": subordinate, "kind": kind})
}

fn with(mut map: AccountMap, batch: Value) -> Snapshot {
    map.apply(&changes(batch), &Viewer::Operator).expect("a batch");
    map.snapshot(Moment::Always, &Viewer::Operator)
}

/// `title < superior's title`, a tilde where the line is assumed.
fn described(snapshot: &Snapshot) -> Vec<String> {
    let hierarchy = Hierarchy::of(snapshot);
    let title = |at: usize| snapshot.post(hierarchy.nodes[at].post).expect("a post").title.clone();
    let describe = |at: usize| match &hierarchy.nodes[at].up {
        Some(up) => format!("{} {} {}", title(at), if up.line.is_some() { "<" } else { "~" }, title(up.node)),
        None => title(at),
    };
    (0..hierarchy.nodes.len()).map(describe).collect()
}

#[test]
fn without_lines_the_head_of_the_unit_is_assumed_by_title_and_heads_stand_under_the_head_above() {
    let batch = json!([
        unit(10, None, "海州市数据局"),
        unit(11, Some(10), "规划处"),
        post(20, 10, "副局长"),
        post(21, 10, "局长"),
        post(22, 11, "科员"),
        post(23, 11, "处长"),
    ]);

    let snapshot = with(empty(), batch);

    assert_eq!(described(&snapshot), ["副局长 ~ 局长", "局长", "科员 ~ 处长", "处长 ~ 局长"]);
}

#[test]
fn whoever_heads_the_unit_of_leaders_heads_the_unit_above() {
    let batch = json!([
        unit(10, None, "海州市数据局"),
        unit(11, Some(10), "局领导"),
        unit(12, Some(10), "办公室"),
        post(20, 11, "局长"),
        post(21, 11, "副局长"),
        post(22, 12, "主任"),
    ]);

    let snapshot = with(empty(), batch);

    assert_eq!(described(&snapshot), ["局长", "副局长 ~ 局长", "主任 ~ 局长"]);
}

#[test]
fn a_line_wins_over_what_would_be_assumed_and_a_further_superior_becomes_an_extra_line() {
    let batch = json!([
        post(23, 10, "副局长"),
        line(60, &json!({"post": id(23)}), &json!({"post": id(21)}), "oversees"),
        line(61, &json!({"unit": id(12)}), &json!({"unit": id(11)}), "guidance"),
    ]);

    let snapshot = with(bureau(), batch);
    let hierarchy = Hierarchy::of(&snapshot);

    assert_eq!(described(&snapshot), ["局长", "副局长 ~ 局长", "处长 < 局长", "处长 < 局长"]);
    let extra: Vec<_> = hierarchy.extra.iter().map(|line| (line.superior, line.subordinate)).collect();
    assert_eq!(extra, [(1, 2), (3, 2)]);
}

#[test]
fn circles_that_heads_of_units_close_are_cut() {
    // The head of 11 commands the post that commands unit 11.
    let batch = json!([
        unit(10, None, "总部"),
        unit(11, None, "分部"),
        post(20, 10, "经理"),
        post(21, 11, "经理"),
        line(60, &json!({"post": id(20)}), &json!({"unit": id(11)}), "solid"),
        line(61, &json!({"post": id(21)}), &json!({"post": id(20)}), "solid"),
    ]);

    let hierarchy = Hierarchy::of(&with(empty(), batch));

    assert_eq!(hierarchy.roots.len(), 1);
}

#[test]
fn nobody_is_assumed_above_an_outside_unit() {
    let mut batch = json!([unit(13, Some(10), "专家库"), post(24, 13, "组长")]);
    batch[0]["outside"] = json!("expert_panel");

    assert_eq!(described(&with(bureau(), batch)).last().expect("the expert"), "组长");
}
