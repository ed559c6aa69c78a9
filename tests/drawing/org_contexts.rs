//! The org-context map of the demo account and of generated accounts keeps what it promises.

use std::collections::{BTreeMap, BTreeSet};

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, draw};
use waterline::layout::org_chart::Ties;
use waterline::layout::scene::{Group, Item, Language, Layer, Rectangle, Scene};
use waterline::model::member::Roster;
use waterline::model::snapshot::Snapshot;
use waterline::render::{Theme, svg::svg};

use crate::fishbones::demo_snapshot;
use crate::geometry::{lines_through_texts, overlapping_texts, texts_off_page, texts_over_edges};
use crate::organisation::{Likeness, Organisation, organisation};
use crate::output::faults;

fn drawn(snapshot: &Snapshot, roster: &Roster, ties: Ties, language: Language) -> Scene {
    let options = DiagramOptions { diagram: Diagram::OrgContext, ties, language, ..DiagramOptions::default() };
    draw(&DiagramInput::new(snapshot, roster), &options).expect("an org-context map")
}

fn account(posts: usize, seed: u64) -> Organisation {
    let mut made =
        organisation(Likeness { posts, seed, english: seed.is_multiple_of(2), oddity: 7, extra_lines: posts / 12 });
    made.talk(seed);
    made
}

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

/// All cards, of people, vacant posts and our members.
fn cards(scene: &Scene) -> Vec<Rectangle> {
    let posts = layer(scene, Layer::Posts).map_or(&[][..], |group| group.items.as_slice());
    let frame = |item: &Item| match item {
        Item::Group(group) => match group.items.first() {
            Some(Item::Rectangle(frame)) => Some(*frame),
            _ => None,
        },
        _ => None,
    };
    posts.iter().filter_map(frame).collect()
}

fn overlapping_cards(scene: &Scene) -> Vec<String> {
    let cards = cards(scene);
    let mut found = Vec::new();
    for (at, one) in cards.iter().enumerate() {
        found.extend(
            cards[at + 1..].iter().filter(|other| one.overlaps(other)).map(|other| format!("{one:?} {other:?}")),
        );
    }
    found
}

/// Formal lines and those of ours that run through a card; touching its edge is how they join it.
fn lines_through_cards(scene: &Scene) -> Vec<String> {
    let inner: Vec<Rectangle> = cards(scene)
        .into_iter()
        .map(|card| Rectangle {
            x: card.x + 1.0,
            y: card.y + 1.0,
            width: card.width - 2.0,
            height: card.height - 2.0,
            ..card
        })
        .collect();
    let mut found = Vec::new();
    for wanted in [Layer::Hierarchy, Layer::Lines, Layer::Rapports] {
        for item in layer(scene, wanted).map_or(&[][..], |group| group.items.as_slice()) {
            let Item::Group(line) = item else { continue };
            let paths = line.items.iter().filter_map(|item| match item {
                Item::Path(path) => Some(path),
                _ => None,
            });
            for stretch in paths.flat_map(waterline::layout::scene::Path::stretches) {
                let hit = inner.iter().any(|card| card.overlaps(&stretch));
                found.extend(hit.then(|| format!("{:?}: {stretch:?}", line.label)));
            }
        }
    }
    found
}

/// The same scene without ties, which pass under cards where there is no other way.
fn faults_of(scene: &Scene) -> Vec<String> {
    [
        overlapping_cards(scene),
        lines_through_cards(scene),
        overlapping_texts(scene),
        lines_through_texts(scene),
        texts_over_edges(scene),
        texts_off_page(scene),
    ]
    .concat()
}

fn people_shown(scene: &Scene) -> BTreeMap<String, usize> {
    let mut people = BTreeMap::new();
    for item in layer(scene, Layer::Posts).map_or(&[][..], |group| group.items.as_slice()) {
        if let Item::Group(Group { reference: Some(reference), .. }) = item
            && reference.kind == "person"
        {
            *people.entry(reference.to_string()).or_default() += 1;
        }
    }
    people
}

#[test]
fn the_demo_is_clean_in_both_languages() {
    let (snapshot, roster) = demo_snapshot();
    for language in [Language::Zh, Language::En] {
        let scene = drawn(&snapshot, &roster, Ties::Hidden, language);
        let with_ties = drawn(&snapshot, &roster, Ties::Drawn, language);

        assert_eq!(faults_of(&scene), Vec::<String>::new());
        assert_eq!(faults(&svg(&with_ties, Theme::Print)), Vec::<String>::new());
        assert!(layer(&scene, Layer::Ties).is_none());
        assert!(layer(&with_ties, Layer::Ties).is_some_and(|ties| ties.items.len() > 15));
        assert!(layer(&scene, Layer::Rapports).is_some_and(|rapports| rapports.items.len() > 8));
    }
}

#[test]
fn nothing_overlaps_and_no_line_runs_through_a_card() {
    for (posts, seed) in [(1, 1), (3, 2), (10, 3), (25, 4), (60, 5), (61, 6), (120, 7), (200, 8), (500, 9)] {
        let snapshot = account(posts, seed).snapshot();

        let scene = drawn(&snapshot, &Roster::default(), Ties::Hidden, Language::En);

        assert_eq!(faults_of(&scene), Vec::<String>::new(), "{posts} posts");
        assert_eq!(scene, drawn(&snapshot, &Roster::default(), Ties::Hidden, Language::En), "{posts} posts");
        let shape = scene.width / scene.height;
        assert!((1.0 / 3.0..=3.0).contains(&shape), "{posts} posts: {} × {}", scene.width, scene.height);
    }
}

#[test]
fn everybody_stands_in_it_once_and_nobody_else() {
    for (posts, seed) in [(3, 1), (60, 2), (300, 3)] {
        let snapshot = account(posts, seed).snapshot();
        let all: BTreeSet<String> =
            snapshot.records().persons.iter().map(|person| format!("person:{}", person.id.0)).collect();

        let shown = people_shown(&drawn(&snapshot, &Roster::default(), Ties::Drawn, Language::Zh));

        assert_eq!(shown.keys().cloned().collect::<BTreeSet<_>>(), all, "{posts} posts");
        assert!(shown.values().all(|times| *times == 1), "{posts} posts");
    }
}

#[test]
fn every_formal_line_between_cards_is_drawn() {
    let mut made = Organisation::new("海州市数据资源局（虚构）");
    let root = made.unit(None, "海州市数据资源局");
    let office = made.unit(Some(root), "办公室");
    let head = made.held(root, "局长", "林望舒");
    let deputy = made.held(root, "副局长", "赵启明");
    let chief = made.held(office, "主任", "周知微");
    let clerk = made.held(office, "科员", "孙一帆");
    made.commands(head, deputy);
    made.commands(deputy, chief);
    made.commands(chief, clerk);
    made.line(head, chief, "oversees", Some("采购"));

    let scene = drawn(&made.snapshot(), &Roster::default(), Ties::Hidden, Language::Zh);

    assert_eq!(layer(&scene, Layer::Hierarchy).map(|lines| lines.items.len()), Some(3));
    assert_eq!(layer(&scene, Layer::Lines).map(|lines| lines.items.len()), Some(1));
    assert_eq!(faults_of(&scene), Vec::<String>::new());
}
