//! Evidence: each number in a picture stands in its table, no number lies on anything, and sheets hold every row once.

use std::collections::BTreeSet;

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, draw, draw_sheets};
use waterline::layout::evidence::Evidence;
use waterline::layout::org_chart::{Overlay, Ties};
use waterline::layout::scene::{Item, Language, Reference, Scene, Text};
use waterline::model::snapshot::Snapshot;
use waterline::model::tier::Tier;

use crate::fictional::bureau_talked_of;
use crate::overlays::roster;

/// The size in which numbers beside marks are set.
const NUMBER_SIZE: f32 = 8.0;

fn options(language: Language) -> DiagramOptions {
    DiagramOptions {
        language,
        overlays: Overlay::ALL.to_vec(),
        ties: Ties::Drawn,
        tier: Some(Tier::T2),
        evidence: Evidence::Listed,
        ..DiagramOptions::default()
    }
}

fn texts(scene: &Scene) -> Vec<&Text> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Text(text) = item {
            found.push(text);
        }
    });
    found
}

/// The rows of a table: the first cell of each, with the claim that it is about.
fn rows(scene: &Scene) -> Vec<(usize, Reference)> {
    let mut found = Vec::new();
    scene.each_item(&mut |item| {
        if let Item::Group(group) = item
            && let Some(reference) = group.reference.filter(|reference| reference.kind == "claim")
            && let Some(Item::Text(first)) = group.items.first()
        {
            found.push((first.content.parse().expect("the first cell is the number"), reference));
        }
    });
    found
}

/// The numbers beside marks, runs taken apart.
fn noted(scene: &Scene) -> BTreeSet<usize> {
    let small = texts(scene).into_iter().filter(|text| (text.size - NUMBER_SIZE).abs() < f32::EPSILON);
    let runs = small.flat_map(|text| text.content.trim_end_matches('…').split(','));
    let number = |text: &str| text.parse::<usize>().expect("a number");
    runs.flat_map(|run| match run.split_once('–') {
        Some((first, last)) => number(first)..=number(last),
        None => number(run)..=number(run),
    })
    .collect()
}

fn with_table_below(snapshot: &Snapshot, language: Language) -> Scene {
    draw(&DiagramInput::new(snapshot, &roster()), &options(language)).expect("it is all there")
}

#[test]
fn every_number_beside_a_mark_stands_in_the_table() {
    for language in [Language::Zh, Language::En] {
        let scene = with_table_below(&bureau_talked_of(), language);

        let listed: Vec<usize> = rows(&scene).into_iter().map(|(number, _)| number).collect();
        assert_eq!(listed, (1..=listed.len()).collect::<Vec<usize>>(), "rows are numbered in order");
        let noted = noted(&scene);
        assert!(listed.len() > 10 && noted.len() * 2 > listed.len(), "{} of {}", noted.len(), listed.len());
        assert!(noted.iter().all(|number| listed.contains(number)), "{noted:?}");
    }
}

#[test]
fn the_best_grade_comes_first_and_each_claim_once() {
    let snapshot = bureau_talked_of();
    let scene = with_table_below(&snapshot, Language::Zh);

    let claims: Vec<_> = rows(&scene).into_iter().map(|(_, reference)| reference.id).collect();
    let grades: Vec<_> = claims
        .iter()
        .filter_map(|id| snapshot.claims().find(|claim| claim.id.0 == *id))
        .map(|claim| claim.grade)
        .collect();

    assert_eq!(claims.len(), claims.iter().collect::<BTreeSet<_>>().len());
    assert!(grades.len() == claims.len() && grades.is_sorted(), "{grades:?}");
}

#[test]
fn numbers_lie_on_no_other_text() {
    for language in [Language::Zh, Language::En] {
        let scene = with_table_below(&bureau_talked_of(), language);
        let texts = texts(&scene);

        for small in texts.iter().filter(|text| (text.size - NUMBER_SIZE).abs() < f32::EPSILON) {
            let lies_on = |other: &&&Text| {
                let (top, bottom) = (other.y - other.size * 0.8, other.y + other.size * 0.1);
                !std::ptr::eq(**other, *small)
                    && small.x < other.x + other.width
                    && other.x < small.x + small.width
                    && small.y - small.size * 0.7 < bottom
                    && small.y > top
            };
            let under: Vec<_> = texts.iter().filter(lies_on).map(|text| &text.content).collect();
            assert_eq!(under, Vec::<&String>::new(), "under {:?} at {}, {}", small.content, small.x, small.y);
        }
    }
}

#[test]
fn sheets_hold_every_row_once_and_nothing_beyond_their_edges() {
    let (picture, sheets) =
        draw_sheets(&DiagramInput::new(&bureau_talked_of(), &roster()), &options(Language::En)).expect("it is there");
    let below = with_table_below(&bureau_talked_of(), Language::En);

    assert_eq!(rows(&picture), Vec::new(), "the table is not in the picture");
    let listed: Vec<_> = sheets.iter().flat_map(rows).collect();
    assert_eq!(listed, rows(&below));
    assert!(sheets.len() > 1, "{} sheets", sheets.len());
    for (sheet, number) in sheets.iter().zip(1..) {
        let words = format!("page {number} of {}", sheets.len());
        assert!(texts(sheet).iter().any(|text| text.content.contains(&words)), "{words}");
        for text in texts(sheet) {
            assert!(text.x + text.width <= sheet.width - 30.0 && text.y <= sheet.height - 20.0, "{text:?}");
        }
    }
}

#[test]
fn a_picture_that_rests_on_no_claim_says_so() {
    let snapshot = bureau_talked_of();
    let options = DiagramOptions { diagram: Diagram::Timeline, ..options(Language::Zh) };

    let (_, sheets) = draw_sheets(&DiagramInput::new(&snapshot, &roster()), &options).expect("a timeline");

    assert!(texts(&sheets[0]).iter().any(|text| text.content.contains("没有以线索为依据")));
}
