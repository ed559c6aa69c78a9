//! The timeline of the demo account and of generated accounts keeps what it promises.

use serde_json::{Value, json};
use uuid::Uuid;
use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, draw};
use waterline::layout::scene::{Item, Language, Scene};
use waterline::model::account::Account;
use waterline::model::id::AccountId;
use waterline::model::map::AccountMap;
use waterline::model::member::Roster;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::viewer::Viewer;

use crate::fishbones::demo_snapshot;
use crate::geometry::{lines_through_texts, overlapping_texts, texts_off_page, texts_over_edges};

fn drawn(snapshot: &Snapshot, roster: &Roster, language: Language) -> Scene {
    let options = DiagramOptions { diagram: Diagram::Timeline, language, ..DiagramOptions::default() };
    draw(&DiagramInput::new(snapshot, roster), &options).expect("a timeline")
}

fn faults_of(scene: &Scene) -> Vec<String> {
    [overlapping_texts(scene), lines_through_texts(scene), texts_over_edges(scene), texts_off_page(scene)].concat()
}

fn has_words(scene: &Scene, words: &str) -> bool {
    let mut found = false;
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            found |= text.content.contains(words);
        }
    });
    found
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Two hundred people in ten units, every seventh of whom leaves within a year, and a deal with stages a day apart.
fn crowded(people: u128) -> Snapshot {
    let mut map = AccountMap::new(Account::new(AccountId(id(1)), "Alder Valley Railways (fictional)"));
    let mut changes: Vec<Value> = Vec::new();
    for unit in 0..10_u128 {
        changes.push(json!({"verb": "add_unit", "id": id(100 + unit), "parent": null, "name": format!("Department of long names number {unit}")}));
    }
    for person in 0..people {
        let until = (person % 7 == 0).then_some("2027-05-01");
        changes.push(json!({"verb": "add_post", "id": id(1_000 + person), "unit": id(100 + person % 10), "title": "Director of Operations and Safety"}));
        changes
            .push(json!({"verb": "add_person", "id": id(2_000 + person), "name": format!("Person Number {person}")}));
        changes.push(json!({"verb": "start_tenure", "id": id(3_000 + person), "person": id(2_000 + person), "post": id(1_000 + person), "span": {"from": "2024-01-01", "until": until}}));
    }
    changes.push(json!({"verb": "add_deal", "id": id(10), "name": "Signalling", "template": null, "procurement_mode": null, "award_on": "2027-03-01", "tier": "T1"}));
    for stage in 0..30_u128 {
        changes.push(json!({"verb": "add_stage", "id": id(5_000 + stage), "deal": id(10), "name": format!("Stage with a name {stage}"), "order": stage, "planned_on": format!("2026-12-{:02}", 1 + stage % 28), "done_on": null}));
        changes.push(json!({"verb": "add_touch", "id": id(6_000 + stage), "on": format!("2026-10-{:02}", 1 + stage % 28), "members": [], "persons": [], "deal": id(10), "channel": "visit", "outcome": null, "tier": "T1"}));
    }
    let changes: Vec<_> = changes.into_iter().map(|change| serde_json::from_value(change).expect("a change")).collect();
    map.apply(&changes, &Viewer::Operator).expect("the changes fit together");
    map.snapshot(Moment::On("2026-11-20".parse().expect("a day")), &Viewer::Operator)
}

#[test]
fn the_demo_is_clean_in_both_languages() {
    let (snapshot, roster) = demo_snapshot();
    for language in [Language::Zh, Language::En] {
        assert_eq!(faults_of(&drawn(&snapshot, &roster, language)), Vec::<String>::new());
    }
}

#[test]
fn labels_never_pile_for_five_people_or_two_hundred() {
    for people in [0, 5, 200] {
        let scene = drawn(&crowded(people), &Roster::default(), Language::En);

        assert_eq!(faults_of(&scene), Vec::<String>::new(), "{people}");
        assert!(scene.height < 3_500.0, "{people} people are {} high", scene.height);
    }
}

#[test]
fn a_crowd_is_counted_and_those_who_leave_soon_are_kept() {
    let scene = drawn(&crowded(200), &Roster::default(), Language::En);

    assert!(has_words(&scene, " more"));
    assert!(has_words(&scene, "until 2027-05-01"));
}
