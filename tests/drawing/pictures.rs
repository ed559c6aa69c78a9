//! The charts of the fictional organisations, kept as files that people can open.
//!
//! After a change that is meant, run the tests with `UPDATE_PICTURES=1`, look at the pictures, and commit them.

use std::path::Path;

use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, FishboneKind, draw};
use waterline::layout::org_chart::{Orientation, Overlay, Ties};
use waterline::layout::scene::{Item, Language, Scene};
use waterline::model::member::Roster;
use waterline::model::snapshot::Snapshot;
use waterline::model::tier::Tier;
use waterline::render::{Theme, svg::svg};

use crate::fictional::{bureau, bureau_talked_of, company};
use crate::fishbones::demo_snapshot;
use crate::output::faults;
use crate::overlays::roster;

fn assert_looks_as_kept(name: &str, scene: &Scene, theme: Theme) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drawing/pictures").join(format!("{name}.svg"));
    let drawn = svg(scene, theme);
    assert_eq!(faults(&drawn), Vec::<String>::new(), "{name}");
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        std::fs::write(&path, &drawn).expect("a file beside the tests");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == drawn, "{name} looks different now: run with UPDATE_PICTURES=1 and look at {}", path.display());
}

/// The picture as API and command line give it, to a viewer who sees up to tier T2.
fn drawn(snapshot: &Snapshot, options: &DiagramOptions) -> Scene {
    let roster = Roster::default();
    let options = DiagramOptions { tier: Some(Tier::T2), ..options.clone() };
    draw(&DiagramInput::new(snapshot, &roster), &options).expect("what is asked for is there")
}

fn assert_looks_as_kept_in_every_theme(name: &str, scene: &Scene) {
    for (theme, word) in Theme::ALL.into_iter().zip(["light", "dark", "print"]) {
        assert_looks_as_kept(&format!("{name}-{word}"), scene, theme);
    }
}

#[test]
fn the_bureau_in_chinese_in_every_theme() {
    let scene = drawn(&bureau(), &DiagramOptions::default());

    assert_looks_as_kept_in_every_theme("bureau-zh", &scene);
}

#[test]
fn the_bureau_with_all_that_is_believed_in_every_theme() {
    let options = DiagramOptions {
        overlays: Overlay::ALL.to_vec(),
        ties: Ties::Drawn,
        tier: Some(Tier::T2),
        ..DiagramOptions::default()
    };
    let scene = draw(&DiagramInput::new(&bureau_talked_of(), &roster()), &options).expect("it is all there");

    assert_looks_as_kept_in_every_theme("bureau-believed-zh", &scene);
}

#[test]
fn the_company_in_english_in_every_theme() {
    let scene = drawn(&company(), &DiagramOptions { language: Language::En, ..DiagramOptions::default() });

    assert_looks_as_kept_in_every_theme("company-en", &scene);
}

#[test]
fn the_bureau_from_left_to_right() {
    let options = DiagramOptions { orientation: Orientation::Right, ..DiagramOptions::default() };

    assert_looks_as_kept("bureau-zh-right", &drawn(&bureau(), &options), Theme::Light);
}

/// The other diagrams of the demo account: in Chinese in light colours and in print, in English in dark ones.
#[test]
fn every_diagram_and_kind_in_every_theme() {
    let (snapshot, roster) = demo_snapshot();
    let person = snapshot.records().persons.iter().find(|person| person.name == "沈砚秋").map(|person| person.id);
    let kinds = FishboneKind::ALL.map(|kind| (Diagram::Fishbone, Some(kind)));
    let others = [Diagram::OrgContext, Diagram::Network, Diagram::Timeline, Diagram::PowerMap, Diagram::Coverage];
    for (diagram, kind) in kinds.into_iter().chain(others.map(|diagram| (diagram, None))) {
        let name = kind.map_or_else(|| diagram.word().to_owned(), |kind| format!("fishbone-{}", kind.word()));
        for (theme, word, language) in [
            (Theme::Light, "light", Language::Zh),
            (Theme::Dark, "dark", Language::En),
            (Theme::Print, "print", Language::Zh),
        ] {
            let tier = Some(Tier::T2);
            let options = DiagramOptions { diagram, kind, person, language, tier, ..DiagramOptions::default() };
            let scene = draw(&DiagramInput::new(&snapshot, &roster), &options).expect("the demo account has it all");
            assert_looks_as_kept(&format!("demo-{name}-{word}"), &scene, theme);
        }
    }
}

#[test]
fn the_digest_of_a_picture_changes_with_any_part_of_it() {
    let english = DiagramOptions { language: Language::En, ..DiagramOptions::default() };
    let deep = DiagramOptions { depth: Some(2), ..DiagramOptions::default() };
    let number = |options: DiagramOptions| {
        let scene = drawn(&bureau(), &options);
        let mut found = None;
        scene.each_item(&mut |item| {
            if let Item::Text(text) = item
                && let Some(number) = text.content.strip_prefix("图号 ").or(text.content.strip_prefix("Picture "))
            {
                found = Some(number.to_owned());
            }
        });
        found.expect("a number")
    };

    assert_eq!(number(DiagramOptions::default()), number(DiagramOptions::default()));
    assert_ne!(number(DiagramOptions::default()), number(english));
    assert_ne!(number(DiagramOptions::default()), number(deep));
}
