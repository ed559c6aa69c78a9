//! The coverage matrix of the demo account and of generated accounts keeps what it promises.

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, draw};
use waterline::layout::scene::{Ink, Item, Language, Scene};
use waterline::model::member::Roster;
use waterline::model::snapshot::Snapshot;
use waterline::render::{Theme, svg::svg};

use crate::fishbones::demo_snapshot;
use crate::geometry::{lines_through_texts, overlapping_texts, texts_off_page, texts_over_edges};
use crate::output::faults;
use crate::talked_of::{Spread, account, ours};

fn drawn(snapshot: &Snapshot, roster: &Roster, language: Language) -> Scene {
    let options = DiagramOptions { diagram: Diagram::Coverage, language, ..DiagramOptions::default() };
    draw(&DiagramInput::new(snapshot, roster), &options).expect("a matrix")
}

fn faults_of(scene: &Scene) -> Vec<String> {
    [overlapping_texts(scene), lines_through_texts(scene), texts_over_edges(scene), texts_off_page(scene)].concat()
}

/// How many groups stand for records of a kind.
fn references(scene: &Scene, kind: &str) -> usize {
    let mut found = 0;
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item {
            found += usize::from(group.reference.is_some_and(|reference| reference.kind == kind));
        }
    });
    found
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

/// How many frames shout.
fn shouts(scene: &Scene) -> usize {
    let mut found = 0;
    scene.each_item(&mut |item| {
        if let Item::Rectangle(frame) = item {
            let is_loud = frame.stroke.is_some_and(|stroke| stroke.ink == Ink::Accent);
            found += usize::from(is_loud && frame.width > 40.0);
        }
    });
    found
}

#[test]
fn the_demo_is_clean_in_both_languages_and_every_theme() {
    let (snapshot, roster) = demo_snapshot();
    for language in [Language::Zh, Language::En] {
        let scene = drawn(&snapshot, &roster, language);

        assert_eq!(faults_of(&scene), Vec::<String>::new());
        for theme in Theme::ALL {
            assert_eq!(faults(&svg(&scene, theme)), Vec::<String>::new());
        }
    }
}

#[test]
fn nothing_piles_from_no_people_to_two_hundred() {
    for people in [0, 1, 10, 60, 200] {
        for spread in [Spread::Wide, Spread::Heap, Spread::Silent] {
            for (has_long_names, language) in [(false, Language::Zh), (true, Language::En)] {
                let scene = drawn(&account(people, spread, has_long_names), &ours(), language);

                assert_eq!(faults_of(&scene), Vec::<String>::new(), "{people} {spread:?}");
            }
        }
    }
}

#[test]
fn everybody_has_a_row_or_is_counted() {
    for (people, spread) in [(10, Spread::Wide), (200, Spread::Wide), (400, Spread::Heap), (300, Spread::Silent)] {
        let scene = drawn(&account(people, spread, false), &ours(), Language::En);

        let counted = words(&scene)
            .into_iter()
            .filter_map(|text| text.strip_prefix('+')?.split(" more").next()?.parse::<usize>().ok())
            .sum::<usize>();
        assert_eq!(references(&scene, "person") + counted, people as usize, "{spread:?}");
    }
}

#[test]
fn people_who_matter_and_whom_nobody_reaches_shout() {
    let scene = drawn(&account(60, Spread::Wide, false), &ours(), Language::En);

    let unreached = words(&scene).into_iter().filter(|text| text.ends_with("nobody reaches")).count();
    assert!(unreached > 5);
    assert!(shouts(&scene) >= unreached, "{} shouts for {unreached} people", shouts(&scene));
}

#[test]
fn the_best_contact_owns_the_relation_and_each_of_ours_has_a_column() {
    let scene = drawn(&account(60, Spread::Wide, false), &ours(), Language::En);

    assert_eq!(references(&scene, "member"), 6);
    assert!(words(&scene).iter().any(|text| text.contains("single thread")));
    assert!(words(&scene).iter().any(|text| text == "owns the relation"));
}

#[test]
fn a_long_matrix_may_be_cut_between_rows() {
    let scene = drawn(&account(200, Spread::Wide, false), &ours(), Language::Zh);

    let mut boxes = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            boxes.push((text.y - text.size * 0.8, text.y + text.size * 0.12, text.content.clone()));
        }
    });
    assert!(scene.cuts.down.len() > 60);
    for cut in &scene.cuts.down {
        let through: Vec<&String> =
            boxes.iter().filter(|(top, foot, _)| top < cut && cut < foot).map(|(.., words)| words).collect();
        assert_eq!(through, Vec::<&String>::new());
    }
}

#[test]
fn the_same_account_gives_the_same_picture() {
    let picture = || svg(&drawn(&account(120, Spread::Wide, false), &ours(), Language::Zh), Theme::Light);

    assert_eq!(picture(), picture());
}
