//! The power map of the demo account and of generated accounts keeps what it promises.

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, draw};
use waterline::layout::scene::{Group, Item, Language, Rectangle, Scene};
use waterline::model::member::Roster;
use waterline::model::snapshot::Snapshot;
use waterline::render::{Theme, svg::svg};

use crate::fishbones::demo_snapshot;
use crate::geometry::{lines_through_texts, overlapping_texts, texts_off_page, texts_over_edges};
use crate::output::faults;
use crate::talked_of::{Spread, account};

fn drawn(snapshot: &Snapshot, language: Language) -> Scene {
    let options = DiagramOptions { diagram: Diagram::PowerMap, language, ..DiagramOptions::default() };
    draw(&DiagramInput::new(snapshot, &Roster::default()), &options).expect("a power map")
}

fn faults_of(scene: &Scene) -> Vec<String> {
    [overlapping_texts(scene), lines_through_texts(scene), texts_over_edges(scene), texts_off_page(scene)].concat()
}

/// The group of each person.
fn people(scene: &Scene) -> Vec<Group> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item
            && group.reference.is_some_and(|reference| reference.kind == "person")
        {
            found.push(group.clone());
        }
    });
    found
}

/// The outer frame of each card, with which its group begins.
fn cards(scene: &Scene) -> Vec<Rectangle> {
    let frame = |group: &Group| match group.items.first() {
        Some(Item::Rectangle(frame)) => Some(*frame),
        _ => None,
    };
    people(scene).iter().map(|group| frame(group).expect("a frame")).collect()
}

fn overlapping_cards(scene: &Scene) -> usize {
    let cards = cards(scene);
    cards.iter().enumerate().map(|(at, card)| cards[at + 1..].iter().filter(|other| other.overlaps(card)).count()).sum()
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

/// How many people the words count as not drawn.
fn counted(scene: &Scene) -> usize {
    let number = |text: &str, before: &str, after: &str| {
        text.strip_prefix(before)?.split(after).next()?.trim().parse::<usize>().ok()
    };
    let counts = words(scene)
        .into_iter()
        .filter_map(|text| number(&text, "No room for ", " more").or_else(|| number(&text, "+", " more")));
    counts.sum()
}

#[test]
fn the_demo_is_clean_in_both_languages_and_every_theme() {
    let (snapshot, _) = demo_snapshot();
    for language in [Language::Zh, Language::En] {
        let scene = drawn(&snapshot, language);

        assert_eq!(faults_of(&scene), Vec::<String>::new());
        assert_eq!(overlapping_cards(&scene), 0);
        for theme in Theme::ALL {
            assert_eq!(faults(&svg(&scene, theme)), Vec::<String>::new());
        }
    }
}

#[test]
fn nothing_piles_from_no_people_to_two_hundred() {
    for people in [0, 1, 10, 60, 200] {
        for spread in [Spread::Wide, Spread::Heap, Spread::Silent] {
            for has_long_names in [false, true] {
                let scene = drawn(&account(people, spread, has_long_names), Language::En);

                assert_eq!(faults_of(&scene), Vec::<String>::new(), "{people} {spread:?}");
                assert_eq!(overlapping_cards(&scene), 0, "{people} {spread:?}");
            }
        }
    }
}

#[test]
fn everybody_is_drawn_once_or_counted() {
    for (people_there, spread) in
        [(10, Spread::Wide), (200, Spread::Wide), (200, Spread::Heap), (400, Spread::Heap), (300, Spread::Silent)]
    {
        let scene = drawn(&account(people_there, spread, false), Language::En);

        let drawn = people(&scene).len();
        assert_eq!(drawn + counted(&scene), people_there as usize, "{spread:?}: {drawn} are drawn");
    }
}

#[test]
fn up_to_two_hundred_people_all_have_a_card() {
    let scene = drawn(&account(200, Spread::Wide, false), Language::En);

    assert_eq!(people(&scene).len(), 200 - counted(&scene));
    assert_eq!(counted(&scene), 0);
}

#[test]
fn more_influence_stands_higher_and_more_support_farther_right() {
    let (snapshot, _) = demo_snapshot();
    let scene = drawn(&snapshot, Language::Zh);
    let frame_of = |name: &str| {
        let groups = people(&scene);
        let at = groups.iter().position(|group| group.label.as_ref().is_some_and(|label| label.starts_with(name)));
        cards(&scene)[at.expect("somebody of this name")]
    };
    let middle = |frame: Rectangle| (frame.x + frame.width / 2.0, frame.y + frame.height / 2.0);

    let (decider, opponent, coach) = (middle(frame_of("沈砚秋")), middle(frame_of("伏见秋")), middle(frame_of("牧野")));

    assert!(decider.1 < opponent.1 && decider.1 < coach.1);
    assert!(opponent.0 < decider.0 && decider.0 < coach.0);
}

#[test]
fn who_is_unknown_stands_in_a_gutter_and_the_legend_names_only_what_is_used() {
    let (snapshot, _) = demo_snapshot();

    let of_demo = words(&drawn(&snapshot, Language::En));
    let of_nobody = words(&drawn(&account(10, Spread::Silent, false), Language::En));

    assert!(of_demo.iter().any(|text| text == "Stance unknown (5)"));
    assert!(of_demo.iter().any(|text| text == "ring: has a decision seat"));
    assert!(of_nobody.iter().any(|text| text == "Neither stance nor influence known (10)"));
    assert!(of_nobody.iter().all(|text| !text.starts_with("hatched")));
}

#[test]
fn the_same_account_gives_the_same_picture() {
    let one = svg(&drawn(&account(120, Spread::Wide, false), Language::Zh), Theme::Light);
    let other = svg(&drawn(&account(120, Spread::Wide, false), Language::Zh), Theme::Light);

    assert_eq!(one, other);
}
