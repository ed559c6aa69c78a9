//! What is laid over the cards of an org chart: it fits, it says no more than is known, and the ties layer keeps its rules.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;
use waterline::layout::org_chart::{Focus, OrgChartOptions, Orientation, Overlay, Ties, org_chart, org_chart_with};
use waterline::layout::scene::{Group, Item, Language, Layer, Scene};
use waterline::model::id::MemberId;
use waterline::model::member::Roster;
use waterline::render::{Theme, svg::svg};

use crate::fictional::bureau_talked_of;
use crate::measure::{cards, clipped_texts, lines_through_cards, overlapping_cards, overlapping_texts};
use crate::organisation::{Likeness, Organisation, organisation};
use crate::output::faults;

/// Our members by the ids that talk uses.
pub fn roster() -> Roster {
    let names = ["秦漱石", "韦一航", "Dana O'Neill", "傅青主"];
    let member = |(index, name): (usize, &str)| (MemberId(Uuid::from_u128(900 + index as u128)), name.to_owned());
    Roster(names.into_iter().enumerate().map(member).collect::<BTreeMap<_, _>>())
}

fn all_overlays() -> OrgChartOptions {
    OrgChartOptions { overlays: Overlay::ALL.to_vec(), ties: Ties::Drawn, ..OrgChartOptions::default() }
}

fn labels(scene: &Scene, wanted: impl Fn(&Group) -> bool) -> Vec<String> {
    let mut labels = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item
            && wanted(group)
        {
            labels.extend(group.label.clone());
        }
    });
    labels
}

fn ties(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(layer) = item
            && layer.layer == Some(Layer::Ties)
        {
            let inner = Scene { items: layer.items.clone(), ..Scene::default() };
            found.extend(labels(&inner, |group| group.role.is_some()));
        }
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn marks_fit_their_cards_and_overlap_nothing(posts in 1..200_usize, seed in any::<u64>(), english in any::<bool>()) {
        let mut made = organisation(Likeness { posts, seed, english, oddity: 6, extra_lines: 4 });
        made.talk(seed);
        let snapshot = made.snapshot();
        let language = if english { Language::En } else { Language::Zh };
        for orientation in [Orientation::Down, Orientation::Right] {
            let scene = org_chart_with(&snapshot, &roster(), None, &OrgChartOptions { language, orientation, ..all_overlays() });
            let found = [
                overlapping_cards(&scene), lines_through_cards(&scene), clipped_texts(&scene), overlapping_texts(&scene),
            ].concat();
            prop_assert!(found.is_empty(), "{orientation:?} {found:#?}");
            prop_assert_eq!(faults(&svg(&scene, Theme::Print)), Vec::<String>::new());
        }
    }
}

#[test]
fn unknown_is_never_shown_as_neutral() {
    let mut two = Organisation::new("Two");
    let unit = two.unit(None, "Two");
    two.held(unit, "Head", "Ann");
    two.held(unit, "Clerk", "Bob");
    let [ann, _] = two.people()[..] else { panic!("two people") };
    two.say(&json!({"kind": "stance", "person": ann, "value": {"scale": "cn", "level": "0"}}), "2026-02-20");
    let options =
        OrgChartOptions { overlays: vec![Overlay::Stance], language: Language::En, ..OrgChartOptions::default() };

    let scene = org_chart(&two.snapshot(), &options);

    let people = labels(&scene, |group| group.reference.is_some_and(|reference| reference.kind == "person"));
    assert!(people.iter().any(|label| label.starts_with("Ann") && label.contains("neutral")), "{people:?}");
    assert!(people.iter().any(|label| label.starts_with("Bob") && label.contains("stance unknown")), "{people:?}");
    assert!(scene.description.contains("known 1 of 2"), "{}", scene.description);
}

#[test]
fn kin_is_never_drawn_and_conflict_bears_a_bar() {
    let mut three = Organisation::new("Three");
    let unit = three.unit(None, "Three");
    for name in ["Ann", "Bob", "Cid"] {
        three.held(unit, "Clerk", name);
    }
    let [ann, bob, cid] = three.people()[..] else { panic!("three people") };
    for (from, to, tie) in [(ann, bob, "kin"), (bob, cid, "rival"), (ann, cid, "heeds")] {
        three.say(&json!({"kind": "tie", "from": from, "to": to, "tie": tie, "holds": true}), "2026-02-20");
    }
    let options = OrgChartOptions { ties: Ties::Drawn, language: Language::En, ..OrgChartOptions::default() };
    let snapshot = three.snapshot();

    let scene = org_chart(&snapshot, &options);

    let drawn = ties(&scene);
    assert_eq!(drawn.len(), 2, "{drawn:?}");
    let file = svg(&scene, Theme::Light);
    assert!(file.contains("data-layer=\"ties\"") && !file.to_lowercase().contains("kin,"));
    assert!(file.contains("rival or conflict") && file.contains("stroke-opacity"));
    let without = svg(&org_chart(&snapshot, &OrgChartOptions { ties: Ties::Hidden, ..options }), Theme::Light);
    assert!(!without.contains("data-layer=\"ties\""));
}

#[test]
fn a_collapsed_branch_says_how_much_is_below() {
    let snapshot = bureau_talked_of();
    let unit = snapshot.records().units.iter().find(|unit| unit.name == "数据平台处").expect("a unit").id;

    let whole = org_chart(&snapshot, &OrgChartOptions::default());
    let folded =
        org_chart(&snapshot, &OrgChartOptions { collapse: vec![Focus::Unit(unit)], ..OrgChartOptions::default() });

    assert_eq!(cards(&whole).len(), cards(&folded).len() + 2);
    let posts = labels(&folded, |group| group.reference.is_some_and(|reference| reference.kind == "post"));
    assert!(posts.iter().any(|label| label.contains("郑若愚") && label.contains("下级还有 2 个岗位")), "{posts:?}");
}

#[test]
fn who_of_ours_reaches_whom_is_told_by_name() {
    let scene = org_chart_with(&bureau_talked_of(), &roster(), None, &all_overlays());

    let people = labels(&scene, |group| group.reference.is_some_and(|reference| reference.kind == "person"));
    assert!(people.iter().any(|label| label.contains("秦漱石 客情")), "{people:?}");
}

#[test]
fn who_is_new_moved_or_gone_since_another_day_is_marked() {
    let mut office = Organisation::new("Office");
    let unit = office.unit(None, "Office");
    let [head, clerk, driver] = ["Head", "Clerk", "Driver"].map(|title| office.post(unit, title));
    let [ann, bob, cid, eve] = ["Ann", "Bob", "Cid", "Eve"].map(|name| office.person(name));
    office.holds_during(ann, head, None, Some("2025-06-01"));
    office.holds_during(bob, clerk, None, Some("2025-06-01"));
    office.holds_during(bob, head, Some("2025-06-01"), None);
    office.holds_during(cid, clerk, Some("2025-07-01"), None);
    office.holds(eve, driver, "substantive");
    office.holds_during(eve, clerk, Some("2025-07-01"), None);
    let [then, now] = office.snapshots(["2025-01-01", "2026-03-01"]);
    let options = OrgChartOptions { language: Language::En, ..OrgChartOptions::default() };

    let scene = org_chart_with(&now, &roster(), Some(&then), &options);

    let people = labels(&scene, |group| group.reference.is_some_and(|reference| reference.kind == "person"));
    let posts = labels(&scene, |group| group.reference.is_some_and(|reference| reference.kind == "post"));
    assert!(scene.description.contains("since 2025-01-01: 1 new, 1 moved, 1 gone"), "{}", scene.description);
    let says = |name: &str, words: &str| people.iter().any(|label| label.starts_with(name) && label.contains(words));
    assert!(
        says("Bob", "moved from Clerk") && says("Cid", "new here") && says("Eve", "new in this post"),
        "{people:?}"
    );
    assert!(posts.iter().any(|label| label.starts_with("Head") && label.contains("gone: Ann")), "{posts:?}");
    let found = [clipped_texts(&scene), overlapping_texts(&scene)].concat();
    assert!(found.is_empty(), "{found:#?}");
    assert!(svg(&scene, Theme::Light).contains("Gone: Ann (Head, Office)"));
    let same = org_chart_with(&now, &roster(), Some(&now), &options);
    assert!(same.description.contains("0 new, 0 moved, 0 gone"));
}
