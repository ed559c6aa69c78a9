//! What an org chart says: holders, vacancies, marks, options, and names that try to be more than text.

use serde_json::Value;
use waterline::layout::org_chart::{Focus, OrgChartOptions, org_chart};
use waterline::layout::scene::{Item, Language, Scene};
use waterline::model::snapshot::Snapshot;
use waterline::render::{Theme, svg::svg};

use crate::fictional::{bureau, company};
use crate::measure::cards;
use crate::organisation::Organisation;
use crate::output::faults;

fn in_english() -> OrgChartOptions {
    OrgChartOptions { language: Language::En, ..OrgChartOptions::default() }
}

fn texts(scene: &Scene) -> Vec<String> {
    let mut texts = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            texts.push(text.content.clone());
        }
    });
    texts
}

fn labels(scene: &Scene, kind: &str) -> Vec<String> {
    let mut labels = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item
            && group.reference.is_some_and(|reference| reference.kind == kind)
        {
            labels.extend(group.label.clone());
        }
    });
    labels
}

fn post_called<'a>(snapshot: &'a Snapshot, title: &str) -> &'a waterline::model::post::Post {
    let post = snapshot.records().posts.iter().find(|post| post.title == title);
    post.expect("a post with this title")
}

#[test]
fn each_card_holds_a_group_for_each_holder() {
    let snapshot = bureau();
    let scene = org_chart(&snapshot, &OrgChartOptions::default());

    for card in cards(&scene) {
        let id = card.post.parse().expect("an id");
        let holders = snapshot.tenures_of_post(id).count();
        let drawn = card.group.items.iter().filter(|item| match item {
            Item::Group(group) => group.reference.is_some_and(|reference| reference.kind == "person"),
            _ => false,
        });
        assert_eq!(drawn.count(), holders, "{:?}", card.group.label);
    }
}

#[test]
fn superiors_are_read_before_their_subordinates() {
    let scene = org_chart(&bureau(), &OrgChartOptions::default());
    let read = labels(&scene, "post");

    let place = |name: &str| read.iter().position(|label| label.contains(name)).expect("a card");
    assert!(place("林望舒") < place("赵启明"));
    assert!(place("赵启明") < place("钱思齐"));
    assert!(place("钱思齐") < place("吴玥"));
}

#[test]
fn vacancies_and_ways_of_holding_a_post_are_named() {
    let scene = org_chart(&bureau(), &OrgChartOptions::default());
    let texts = texts(&scene);

    for word in ["空缺", "代理", "借调", "→ 沈括之"] {
        assert!(texts.iter().any(|text| text == word), "{word} in {texts:?}");
    }
    for two_lines in [["见 处长", "采购与资产管理处"], ["兼 专职副书记", "机关党委"]] {
        assert!(texts.windows(2).any(|pair| pair == two_lines), "{two_lines:?} in {texts:?}");
    }
    assert!(labels(&scene, "person").iter().any(|label| label == "钱思齐，处长·规划与标准处（政策法规处），代理"));
}

#[test]
fn the_legend_names_what_is_used_and_nothing_else() {
    let full = texts(&org_chart(&bureau(), &in_english()));
    let mut plain = Organisation::new("Two");
    let unit = plain.unit(None, "Two");
    let (head, clerk) = (plain.held(unit, "Head", "Ann"), plain.held(unit, "Clerk", "Bob"));
    plain.commands(head, clerk);
    let plain = texts(&org_chart(&plain.snapshot(), &in_english()));

    for word in ["direct superior", "oversees", "dotted line", "professional guidance", "vacant post"] {
        assert!(full.iter().any(|text| text == word), "{word} in {full:?}");
    }
    assert!(full.iter().all(|text| text != "dual leadership"));
    assert_eq!(plain, ["Two", "Org chart · 2026-03-01 · 2 posts, 2 people", "Two", "Ann", "Head", "Bob", "Clerk"]);
}

#[test]
fn guessed_superiors_are_told_apart_from_stated_ones() {
    let scene = org_chart(&company(), &in_english());

    let texts = texts(&scene);
    assert!(texts.iter().any(|text| text.starts_with("assumed")), "{texts:?}");
    let file = svg(&scene, Theme::Print);
    assert!(file.contains("stroke-dasharray=\"2 3\""));
}

#[test]
fn further_lines_bear_their_matter_and_their_record() {
    let scene = org_chart(&bureau(), &OrgChartOptions::default());

    let lines = labels(&scene, "line");
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines.iter().any(|label| label.contains("赵启明") && label.contains("分管: 信息化采购")), "{lines:?}");
    assert!(texts(&scene).iter().any(|text| text == "信息化采购"));
}

#[test]
fn outside_units_stand_apart_under_a_heading_of_their_own() {
    let scene = org_chart(&bureau(), &OrgChartOptions::default());

    let cards = cards(&scene);
    let low =
        |name: &str| cards.iter().find(|card| card.group.label.as_ref().is_some_and(|label| label.contains(name)));
    let lowest_inside = cards
        .iter()
        .filter(|card| {
            !["许慎", "宋应星辰"].iter().any(|name| card.group.label.as_ref().is_some_and(|l| l.contains(name)))
        })
        .map(|card| card.frame.y + card.frame.height)
        .fold(0.0, f32::max);
    for name in ["许慎", "宋应星辰"] {
        assert!(low(name).expect("a card").frame.y > lowest_inside, "{name}");
    }
    assert!(texts(&scene).iter().any(|text| text == "客户以外的单位"));
}

#[test]
fn a_depth_leaves_out_what_is_below_and_says_how_much() {
    let scene = org_chart(&bureau(), &OrgChartOptions { depth: Some(2), ..OrgChartOptions::default() });

    let texts = texts(&scene).concat();
    assert!(texts.contains("前 2 级"), "{texts}");
    assert!(texts.contains("下级还有 5 个岗位"), "{texts}");
    assert!(!texts.contains("郑若愚"));
}

#[test]
fn a_focus_shows_one_branch() {
    let snapshot = bureau();
    let post = post_called(&snapshot, "副局长");
    let holder = snapshot.tenures_of_post(post.id).next().expect("a holder").person;
    let platform = snapshot.records().units.iter().find(|unit| unit.name == "数据平台处").expect("a unit").id;
    let count = |focus| {
        cards(&org_chart(&snapshot, &OrgChartOptions { focus: Some(focus), ..OrgChartOptions::default() })).len()
    };

    assert_eq!(count(Focus::Post(post.id)), 6);
    assert_eq!(count(Focus::Person(holder)), 6);
    assert_eq!(count(Focus::Unit(platform)), 3);
}

#[test]
fn nothing_to_show_is_said_in_a_sentence() {
    let scene = org_chart(&Organisation::new("空").snapshot(), &OrgChartOptions::default());

    assert!(texts(&scene).iter().any(|text| text == "这一天没有岗位。"));
}

#[test]
fn a_name_that_tries_to_be_markup_is_text() {
    let file = svg(&org_chart(&company(), &in_english()), Theme::Light);

    assert_eq!(faults(&file), Vec::<String>::new());
    assert!(file.contains("&lt;script&gt;"));
}

#[test]
fn a_character_that_the_font_lacks_is_boxed_named_and_reported() {
    let mut organisation = Organisation::new("字");
    let unit = organisation.unit(None, "字");
    organisation.held(unit, "主任", "王龘");
    let scene = org_chart(&organisation.snapshot(), &in_english());

    assert_eq!(scene.missing_characters(), ['龘']);
    assert!(texts(&scene).iter().any(|text| text.starts_with("character missing")));
}

#[test]
fn the_scene_is_json_that_names_its_records() {
    let scene = org_chart(&bureau(), &OrgChartOptions::default());

    let json: Value = serde_json::to_value(&scene).expect("plain data");
    assert_eq!(json["language"], "zh");
    assert!(json.to_string().contains("\"reference\":\"post:"));
}

#[test]
fn a_chain_of_ten_thousand_levels_is_drawn() {
    let mut chain = Organisation::new("Chain");
    let unit = chain.unit(None, "Chain");
    let posts: Vec<u128> = (0..10_000).map(|_| chain.post(unit, "Link")).collect();
    for pair in posts.windows(2) {
        chain.commands(pair[0], pair[1]);
    }

    let scene = org_chart(&chain.snapshot(), &in_english());

    assert_eq!(cards(&scene).len(), 10_000);
}
