//! Who matters most in pictures: the sign on the org chart, the person a fishbone is about when nobody is named, and
//! placeholders for those who are not named.

use serde_json::json;
use waterline::analysis::watch::Watch;
use waterline::layout::diagram::{
    Diagram, DiagramInput, DiagramOptions, DiagramRefusal, FishboneKind, asks_for_key_people, draw, ranked_people,
};
use waterline::layout::org_chart::Overlay;
use waterline::layout::scene::{Dash, Item, Language, Scene};
use waterline::model::account::Account;
use waterline::model::id::{AccountId, PersonId};
use waterline::model::map::AccountMap;
use waterline::model::member::Roster;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::viewer::Viewer;

use crate::fishbones::demo_snapshot;
use crate::geometry::{overlapping_texts, texts_off_page};
use crate::talked_of::id;

fn key_chart(language: Language) -> DiagramOptions {
    DiagramOptions { overlays: vec![Overlay::KeyPeople, Overlay::Stance], language, ..DiagramOptions::default() }
}

fn about_nobody(kind: FishboneKind) -> DiagramOptions {
    DiagramOptions { diagram: Diagram::Fishbone, kind: Some(kind), language: Language::En, ..DiagramOptions::default() }
}

fn order(snapshot: &Snapshot, options: &DiagramOptions) -> Vec<PersonId> {
    ranked_people(snapshot, options, &Watch::none()).expect("nobody stops it")
}

fn words(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            found.push(text.content.clone());
        }
    });
    found
}

fn labels(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item {
            found.extend(group.label.clone());
        }
    });
    found
}

#[test]
fn ten_people_bear_the_sign_with_their_place_and_the_legend_says_for_which_deal() {
    let (snapshot, roster) = demo_snapshot();
    let options = key_chart(Language::En);
    let people = order(&snapshot, &options);

    let scene = draw(&DiagramInput::new(&snapshot, &roster).with_key_people(&people), &options).expect("a chart");

    let signed = labels(&scene).into_iter().filter(|label| label.contains("key person number")).count();
    assert_eq!(signed, 10);
    let first = snapshot.person(people[0]).map(|person| person.name.clone()).expect("a person");
    assert!(labels(&scene).iter().any(|label| label.contains(&first) && label.contains("key person number 1")));
    assert!(words(&scene).iter().any(|text| text.starts_with("key people of “政务云扩容三期”")));
    assert_eq!([overlapping_texts(&scene), texts_off_page(&scene)].concat(), Vec::<String>::new());
}

#[test]
fn nobody_bears_the_sign_where_the_order_is_not_known() {
    let (snapshot, roster) = demo_snapshot();
    let scene = draw(&DiagramInput::new(&snapshot, &roster), &key_chart(Language::En)).expect("a chart");

    assert!(labels(&scene).iter().all(|label| !label.contains("key person")));
    assert!(words(&scene).iter().all(|text| !text.starts_with("key people")));
}

#[test]
fn only_pictures_that_show_it_ask_for_the_order() {
    let named = DiagramOptions { person: Some(PersonId(id(1))), ..about_nobody(FishboneKind::Access) };

    assert!(asks_for_key_people(&key_chart(Language::Zh)));
    assert!(asks_for_key_people(&about_nobody(FishboneKind::Person)));
    assert!(!asks_for_key_people(&named));
    assert!(!asks_for_key_people(&DiagramOptions::default()));
}

#[test]
fn without_a_person_a_fishbone_is_about_the_top_key_person_and_says_so() {
    let (snapshot, roster) = demo_snapshot();
    for kind in [FishboneKind::Access, FishboneKind::Person] {
        let options = about_nobody(kind);
        let people = order(&snapshot, &options);

        let scene = draw(&DiagramInput::new(&snapshot, &roster).with_key_people(&people), &options).expect("a bone");

        let first = snapshot.person(people[0]).map(|person| person.name.clone()).expect("a person");
        assert!(words(&scene).iter().any(|text| text.contains(&format!("{first} (top key person)"))));
        let refusal = draw(&DiagramInput::new(&snapshot, &roster), &options);
        assert_eq!(refusal, Err(DiagramRefusal::NoPerson));
    }
}

#[test]
fn doubts_about_people_with_weight_come_with_what_would_settle_them() {
    let (snapshot, roster) = demo_snapshot();
    let options = about_nobody(FishboneKind::Causes);

    let said = words(&draw(&DiagramInput::new(&snapshot, &roster), &options).expect("a bone"));

    assert!(said.iter().any(|text| text.contains("rests on") || text.contains("is stale")), "{said:?}");
    assert!(said.iter().any(|text| text.starts_with("settled")), "{said:?}");
}

/// A bureau one of whose two posts is held by somebody whose name is not disclosed.
fn with_somebody() -> Snapshot {
    let changes = json!([
        {"verb": "add_unit", "id": id(2), "parent": null, "name": "财政局"},
        {"verb": "add_post", "id": id(3), "unit": id(2), "title": "局长"},
        {"verb": "add_post", "id": id(4), "unit": id(2), "title": "副局长"},
        {"verb": "add_person", "id": id(5), "name": "林望舒"},
        {"verb": "add_person", "id": id(6), "name": "?", "external_ids": [{"source": "undisclosed", "key": "4"}]},
        {"verb": "start_tenure", "id": id(7), "person": id(5), "post": id(3)},
        {"verb": "start_tenure", "id": id(8), "person": id(6), "post": id(4)},
        {"verb": "add_deal", "id": id(9), "name": "预算平台", "template": null, "procurement_mode": null, "award_on": "2027-03-01", "tier": "T1"},
        {"verb": "add_stage", "id": id(10), "deal": id(9), "name": "定标", "order": 1, "rule": {"rule": "sole"}},
        {"verb": "add_seat", "id": id(11), "stage": id(10), "sitter": {"post": id(4)}, "votes": 1, "veto": true, "tier": "T1"},
    ]);
    let changes: Vec<_> = serde_json::from_value(changes).expect("changes");
    let mut map = AccountMap::new(Account::new(AccountId(id(1)), "海州市（虚构）"));
    map.apply(&changes, &Viewer::Operator).expect("they fit together");
    map.snapshot(Moment::On("2026-11-20".parse().expect("a day")), &Viewer::Operator)
}

#[test]
fn fishbones_call_who_is_not_named_after_the_unit() {
    let (snapshot, roster) = (with_somebody(), Roster::default());
    for kind in [FishboneKind::DecisionChain, FishboneKind::Stages, FishboneKind::Causes] {
        let options = DiagramOptions {
            diagram: Diagram::Fishbone,
            kind: Some(kind),
            language: Language::Zh,
            ..DiagramOptions::default()
        };
        let scene = draw(&DiagramInput::new(&snapshot, &roster), &options).expect("a picture");

        let all = words(&scene).concat();
        assert!(all.contains("财政局某人"), "{kind:?}: {all}");
    }
}

#[test]
fn who_is_not_named_is_called_after_the_unit_on_a_dashed_card() {
    let (snapshot, roster) = (with_somebody(), Roster::default());
    for (diagram, language, name) in [
        (Diagram::OrgChart, Language::Zh, "财政局某人"),
        (Diagram::OrgChart, Language::En, "someone in 财政局"),
        (Diagram::PowerMap, Language::En, "someone in 财政局"),
        (Diagram::Coverage, Language::Zh, "财政局某人"),
    ] {
        let options = DiagramOptions { diagram, language, ..DiagramOptions::default() };
        let scene = draw(&DiagramInput::new(&snapshot, &roster), &options).expect("a picture");

        assert!(words(&scene).iter().any(|text| text == name), "{diagram:?}: {:?}", words(&scene));
        let mut dashed = 0;
        scene.each_item(&mut |item| {
            if let Item::Rectangle(frame) = item {
                dashed += usize::from(frame.stroke.is_some_and(|stroke| stroke.dash == Dash::Short));
            }
        });
        assert!(dashed > 0, "{diagram:?}");
    }
}
