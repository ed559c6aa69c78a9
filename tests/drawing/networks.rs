//! The network of the demo account and of generated accounts keeps what it promises.

use std::collections::{BTreeMap, BTreeSet};

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, draw};
use waterline::layout::network::Arrangement;
use waterline::layout::scene::{Group, Item, Language, Layer, Rectangle, Scene};
use waterline::model::member::Roster;
use waterline::model::snapshot::Snapshot;
use waterline::render::{Theme, svg::svg};

use crate::fishbones::demo_snapshot;
use crate::geometry::{overlapping_texts, texts_off_page, texts_over_edges};
use crate::organisation::{Likeness, Organisation, organisation};
use crate::output::faults;

const ARRANGEMENTS: [Arrangement; 2] = Arrangement::ALL;

fn drawn(snapshot: &Snapshot, arrangement: Arrangement, language: Language) -> Scene {
    let options = DiagramOptions { diagram: Diagram::Network, arrangement, language, ..DiagramOptions::default() };
    draw(&DiagramInput::new(snapshot, &Roster::default()), &options).expect("a network")
}

fn account(posts: usize, seed: u64, english: bool) -> Organisation {
    let mut made = organisation(Likeness { posts, seed, english, oddity: 7, extra_lines: posts / 12 });
    made.talk(seed);
    made
}

/// The groups of a layer.
fn layer(scene: &Scene, wanted: Layer) -> Option<&Group> {
    let mut found = None;
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item
            && group.layer == Some(wanted)
        {
            found = Some(group);
        }
    });
    found
}

/// The cards of people, by the person's id.
fn cards(scene: &Scene) -> BTreeMap<String, Rectangle> {
    let mut cards = BTreeMap::new();
    let Some(posts) = layer(scene, Layer::Posts) else { return cards };
    for item in &posts.items {
        if let Item::Group(Group { reference: Some(reference), items, .. }) = item
            && let Some(Item::Rectangle(frame)) = items.first()
        {
            cards.insert(reference.to_string(), *frame);
        }
    }
    cards
}

fn overlapping_cards(scene: &Scene) -> Vec<String> {
    let cards: Vec<_> = cards(scene).into_iter().collect();
    let mut found = Vec::new();
    for (at, (one, frame)) in cards.iter().enumerate() {
        let others = cards[at + 1..].iter().filter(|(_, other)| frame.overlaps(other));
        found.extend(others.map(|(other, _)| format!("{one} {other}")));
    }
    found
}

fn faults_of(scene: &Scene) -> Vec<String> {
    [overlapping_cards(scene), overlapping_texts(scene), texts_over_edges(scene), texts_off_page(scene)].concat()
}

/// The people that the picture shows, on cards and in the list of those without ties.
fn people_shown(scene: &Scene) -> BTreeSet<String> {
    let mut people = BTreeSet::new();
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item
            && let Some(reference) = group.reference
            && reference.kind == "person"
        {
            people.insert(reference.to_string());
        }
    });
    people
}

/// All numbers that the picture tells.
fn told(scene: &Scene) -> String {
    let mut words = String::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            words.push_str(&text.content);
            words.push('\n');
        }
    });
    words
}

#[test]
fn the_demo_is_clean_in_both_languages() {
    let (snapshot, _) = demo_snapshot();
    for arrangement in ARRANGEMENTS {
        for language in [Language::Zh, Language::En] {
            let scene = drawn(&snapshot, arrangement, language);

            assert_eq!(faults_of(&scene), Vec::<String>::new());
            assert_eq!(faults(&svg(&scene, Theme::Light)), Vec::<String>::new());
            assert!(layer(&scene, Layer::Ties).is_some_and(|ties| ties.items.len() > 15));
        }
    }
}

#[test]
fn nothing_overlaps_for_two_people_or_five_hundred() {
    for (posts, seed) in [(2, 1), (3, 2), (10, 3), (25, 4), (60, 5), (61, 6), (120, 7), (200, 8), (500, 9)] {
        let snapshot = account(posts, seed, seed % 2 == 0).snapshot();
        for arrangement in ARRANGEMENTS {
            let scene = drawn(&snapshot, arrangement, Language::En);

            assert_eq!(faults_of(&scene), Vec::<String>::new(), "{posts} posts, {arrangement:?}");
            assert_eq!(scene, drawn(&snapshot, arrangement, Language::En), "{posts} posts, {arrangement:?}");
        }
    }
}

#[test]
fn everybody_appears_or_is_counted_and_nobody_else() {
    for (posts, seed) in [(3, 1), (60, 2), (400, 3)] {
        let snapshot = account(posts, seed, true).snapshot();
        let all: BTreeSet<String> =
            snapshot.records().persons.iter().map(|person| format!("person:{}", person.id.0)).collect();
        for arrangement in ARRANGEMENTS {
            let scene = drawn(&snapshot, arrangement, Language::En);

            let shown = people_shown(&scene);
            let left_out = all.len() - shown.len();
            assert!(shown.is_subset(&all), "{posts} posts");
            let words = told(&scene);
            let counted: usize = words
                .lines()
                .filter_map(|line| {
                    let more = line.strip_prefix('+').and_then(|line| line.strip_suffix(" more"));
                    let fewer = line.split_once(" more people with").map(|(number, _)| number);
                    more.or(fewer)?.parse::<usize>().ok()
                })
                .sum();
            assert_eq!(counted, left_out, "{posts} posts: {words}");
        }
    }
}

/// Where the name of the innermost ring stands: the page may grow at an edge, the middle is what eyes hold on to.
fn middle(scene: &Scene) -> (f32, f32) {
    let mut found = (0.0, 0.0);
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item
            && ["决策席位", "单位主要负责人"].contains(&text.content.as_str())
        {
            found = (text.x, text.y);
        }
    });
    found
}

/// How far cards moved about the middle, as a share of the diagonal, for the middle one of all.
fn median_shift(before: &Scene, after: &Scene) -> f32 {
    let (before_cards, after_cards) = (cards(before), cards(after));
    let ((x, y), (to_x, to_y)) = (middle(before), middle(after));
    let diagonal = before.width.hypot(before.height);
    let mut shifts: Vec<f32> = before_cards
        .iter()
        .filter_map(|(person, frame)| {
            let other = after_cards.get(person)?;
            Some((frame.x - other.x - x + to_x).hypot(frame.y - other.y - y + to_y) / diagonal)
        })
        .collect();
    shifts.sort_by(f32::total_cmp);
    shifts.get(shifts.len() / 2).copied().unwrap_or(0.0)
}

#[test]
fn a_further_person_with_one_tie_moves_the_others_little() {
    for (posts, seed) in (0..24).map(|seed| ([12, 20, 35, 60, 90, 150][seed as usize % 6], seed)) {
        let snapshot = account(posts, seed, false).snapshot();
        let mut with_leaf = account(posts, seed, false);
        let people = with_leaf.people();
        let friend = people[people.len() * 2 / 3];
        let post = snapshot.tenures_of_person(waterline::model::id::PersonId(friend)).next().expect("a post").post;
        let unit = snapshot.post(post).expect("it is there").unit;
        let own = with_leaf.held(unit.0.as_u128(), "科员", "新来者");
        with_leaf.commands(post.0.as_u128(), own);
        let leaf = *with_leaf.people().last().expect("the newcomer");
        let tie = serde_json::json!({"kind": "tie", "from": leaf, "to": friend, "tie": "heeds", "holds": true});
        with_leaf.say(&tie, "2026-02-20");
        let with_leaf = with_leaf.snapshot();
        for arrangement in ARRANGEMENTS {
            let (before, after) =
                (drawn(&snapshot, arrangement, Language::Zh), drawn(&with_leaf, arrangement, Language::Zh));

            let shift = median_shift(&before, &after);
            assert!(shift <= 0.05, "{posts} posts, seed {seed}, {arrangement:?}: {:.1} %", shift * 100.0);
        }
    }
}
