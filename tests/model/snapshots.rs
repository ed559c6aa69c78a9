//! Snapshots show a day, and show a viewer only what that viewer may see.

use serde_json::json;
use waterline::model::refusal::Why;
use waterline::model::snapshot::Moment;
use waterline::model::tier::Tier;
use waterline::model::viewer::Viewer;

use crate::sample::{bureau, changes, day, id, member, source, stance};

#[test]
fn a_claim_of_tier_three_shows_to_its_named_readers_only() {
    let mut map = bureau();
    let batch = json!([
        source(60, &[900]),
        stance(61, 30, 60, "T1", &[]),
        stance(62, 31, 60, "T2", &[]),
        stance(63, 32, 60, "T3", &[900])
    ]);
    map.apply(&changes(batch), &Viewer::Operator).expect("claims");
    let claims = |viewer: &Viewer| map.snapshot(Moment::Always, viewer).claims().count();

    assert_eq!(claims(&member(900, Tier::T3)), 3);
    assert_eq!(claims(&member(901, Tier::T3)), 2);
    assert_eq!(claims(&member(900, Tier::T1)), 1);
    assert_eq!(claims(&Viewer::Operator), 3);
}

#[test]
fn a_sources_name_shows_to_its_named_readers_only_and_a_source_shows_with_its_claims_only() {
    let mut map = bureau();
    let batch = json!([
        source(60, &[900]),
        stance(61, 30, 60, "T1", &[]),
        source(64, &[900]),
        stance(65, 30, 64, "T3", &[900])
    ]);
    map.apply(&changes(batch), &Viewer::Operator).expect("claims");

    let insider = map.snapshot(Moment::Always, &member(900, Tier::T3));
    let outsider = map.snapshot(Moment::Always, &member(901, Tier::T3));

    assert_eq!(insider.source(id(60).into()).and_then(|source| source.name.as_deref()), Some("何知秋"));
    assert_eq!(outsider.source(id(60).into()).map(|source| source.name.clone()), Some(None));
    assert!(outsider.source(id(64).into()).is_none());
}

#[test]
fn a_record_shows_only_if_all_that_it_refers_to_shows() {
    let mut map = bureau();
    let deal = json!({"verb": "add_deal", "id": id(70), "name": "一期", "template": null, "procurement_mode": null, "award_on": null, "tier": "T3", "readers": [id(900)]});
    let stage =
        json!({"verb": "add_stage", "id": id(71), "deal": id(70), "name": "评标", "planned_on": null, "done_on": null});
    let mut claim = stance(61, 30, 60, "T0", &[]);
    claim["deal"] = json!(id(70));
    map.apply(&changes(json!([deal, stage, source(60, &[]), claim])), &Viewer::Operator).expect("a deal");

    let outsider = map.snapshot(Moment::Always, &member(901, Tier::T3));

    assert_eq!(
        (outsider.records().deals.len(), outsider.records().stages.len(), outsider.records().claims.len()),
        (0, 0, 0)
    );
}

#[test]
fn what_a_writer_may_not_see_does_not_exist_for_the_writer() {
    let mut map = bureau();
    map.apply(&changes(json!([source(60, &[]), stance(61, 30, 60, "T3", &[900])])), &Viewer::Operator)
        .expect("a claim");
    let outsider = member(901, Tier::T3);
    let retract = |claim: u128| changes(json!([{"verb": "retract_claim", "id": id(claim), "on": "2026-02-01"}]));

    let hidden = map.apply(&retract(61), &outsider).expect_err("hidden");
    let absent = map.apply(&retract(99), &outsider).expect_err("absent");

    assert!(matches!((hidden.why, absent.why), (Why::NotFound { .. }, Why::NotFound { .. })));
}

#[test]
fn nobody_writes_above_his_own_tier_or_a_secret_that_he_could_not_read() {
    let mut map = bureau();
    let above = map.apply(&changes(json!([source(60, &[]), stance(61, 30, 60, "T2", &[])])), &member(900, Tier::T1));
    let lost = map.apply(&changes(json!([source(60, &[]), stance(61, 30, 60, "T3", &[901])])), &member(900, Tier::T3));

    assert_eq!(above.expect_err("too high").why, Why::TierAboveWriter);
    assert_eq!(lost.expect_err("not a reader").why, Why::WriterNotAReader);
}

#[test]
fn a_claim_counts_from_its_day_until_it_expires_or_is_taken_back() {
    let mut map = bureau();
    map.apply(&changes(json!([source(60, &[]), stance(61, 30, 60, "T1", &[])])), &Viewer::Operator).expect("a claim");
    map.apply(&changes(json!([{"verb": "retract_claim", "id": id(61), "on": "2026-06-01"}])), &Viewer::Operator)
        .expect("taken back");
    let counts = |on: &str| map.snapshot(Moment::On(day(on)), &Viewer::Operator).claims().count();

    assert_eq!((counts("2026-01-09"), counts("2026-01-10"), counts("2026-05-31"), counts("2026-06-01")), (0, 1, 1, 0));
}

#[test]
fn chains_of_contradiction_of_any_length_are_judged_without_recursion() {
    let mut map = bureau();
    let mut batch = vec![source(60, &[]), stance(1_000_000, 30, 60, "T3", &[900])];
    for number in 1..50_000_u128 {
        let mut next = stance(1_000_000 + number, 30, 60, "T1", &[]);
        next["contradicts"] = json!(id(1_000_000 + number - 1));
        batch.push(next);
    }
    map.apply(&changes(json!(batch)), &Viewer::Operator).expect("a chain");

    assert_eq!(map.snapshot(Moment::Always, &member(901, Tier::T3)).claims().count(), 0);
    assert_eq!(map.snapshot(Moment::Always, &member(900, Tier::T3)).claims().count(), 50_000);
}

#[test]
fn siblings_stand_by_order_then_rank_then_entry_never_by_name() {
    let mut map = bureau();
    let post = |number: u128, title: &str, order: Option<u32>, rank: Option<&str>| {
        let rank = rank.map(|level| json!({"scale": "leadership", "level": level}));
        json!({"verb": "add_post", "id": id(number), "unit": id(11), "title": title, "order": order, "rank": rank})
    };
    let batch = json!([
        post(29, "丙", None, None),
        post(28, "甲", None, Some("8")),
        post(27, "乙", None, Some("7")),
        post(26, "丁", Some(1), None)
    ]);
    map.apply(&changes(batch), &Viewer::Operator).expect("posts");

    let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
    let titles: Vec<&str> = snapshot.posts_of(id(11).into()).map(|post| post.title.as_str()).collect();

    assert_eq!(titles, ["丁", "乙", "甲", "处长", "丙"]);
}
