//! The charts of the fictional organisations, kept as files that people can open.
//!
//! After a change that is meant, run the tests with `UPDATE_PICTURES=1`, look at the pictures, and commit them.

use std::path::Path;

use waterline::layout::org_chart::{OrgChartOptions, Orientation, org_chart};
use waterline::layout::scene::{Language, Scene};
use waterline::render::{Theme, svg::svg};

use crate::fictional::{bureau, company};
use crate::output::faults;

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

#[test]
fn the_bureau_in_chinese_in_every_theme() {
    let scene = org_chart(&bureau(), &OrgChartOptions::default());

    for (theme, word) in Theme::ALL.into_iter().zip(["light", "dark", "print"]) {
        assert_looks_as_kept(&format!("bureau-zh-{word}"), &scene, theme);
    }
}

#[test]
fn the_company_in_english_in_every_theme() {
    let scene = org_chart(&company(), &OrgChartOptions { language: Language::En, ..OrgChartOptions::default() });

    for (theme, word) in Theme::ALL.into_iter().zip(["light", "dark", "print"]) {
        assert_looks_as_kept(&format!("company-en-{word}"), &scene, theme);
    }
}

#[test]
fn the_bureau_from_left_to_right() {
    let options = OrgChartOptions { orientation: Orientation::Right, ..OrgChartOptions::default() };

    assert_looks_as_kept("bureau-zh-right", &org_chart(&bureau(), &options), Theme::Light);
}
