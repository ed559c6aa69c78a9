//! Twin worlds: two accounts that differ only in what the viewer may not see give the same bytes, whatever is asked of them.

use proptest::prelude::*;
use waterline::graph::hierarchy::Hierarchy;
use waterline::layout::diagram::{Diagram, DiagramInput, DiagramOptions, FishboneKind, draw};
use waterline::layout::evidence::Evidence;
use waterline::layout::org_chart::{Overlay, Ties};
use waterline::model::map::AccountMap;
use waterline::model::member::Roster;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::tier::Tier;
use waterline::model::time::Day;
use waterline::model::viewer::Viewer;
use waterline::render::pdf::{PdfOptions, pdf};
use waterline::render::svg::svg;
use waterline::render::theme::Theme;

use crate::worlds::{HIDDEN_KINDS, Plan, plans};

/// Everything that can be asked of an account, as bytes: name of the output, output.
fn outputs(map: &AccountMap, viewer: &Viewer) -> Vec<(&'static str, Vec<u8>)> {
    let today: Day = "2026-03-01".parse().expect("a day");
    let mut outputs = Vec::new();
    for moment in [Moment::On(today), Moment::Always] {
        let snapshot = map.snapshot(moment, viewer);
        outputs.push(("records", serde_json::to_vec(snapshot.records()).expect("JSON")));
        outputs.push(("account", serde_json::to_vec(snapshot.account()).expect("JSON")));
        outputs.push(("hierarchy", format!("{:?}", Hierarchy::of(&snapshot)).into_bytes()));
        outputs.extend(drawings(&snapshot, today));
    }
    outputs
}

/// Every diagram in every format; a refusal is an output too.
fn drawings(snapshot: &Snapshot, today: Day) -> Vec<(&'static str, Vec<u8>)> {
    let roster = Roster::default();
    let mut outputs = Vec::new();
    let believed = DiagramOptions {
        overlays: Overlay::ALL.to_vec(),
        ties: Ties::Drawn,
        today: Some(today),
        evidence: Evidence::Listed,
        ..DiagramOptions::default()
    };
    let plain = Diagram::ALL.map(|diagram| DiagramOptions { diagram, today: Some(today), ..DiagramOptions::default() });
    // Everybody has a person whom a picture may be about.
    let person = snapshot.records().persons.first().map(|person| person.id);
    let fishbones = FishboneKind::ALL.map(|kind| DiagramOptions {
        diagram: Diagram::Fishbone,
        kind: Some(kind),
        person,
        today: Some(today),
        evidence: Evidence::Listed,
        ..DiagramOptions::default()
    });
    for options in plain.into_iter().chain([believed]).chain(fishbones) {
        let diagram = options.diagram;
        match draw(&DiagramInput::new(snapshot, &roster), &options) {
            Ok(scene) => {
                outputs.push(("scene", serde_json::to_vec(&scene).expect("JSON")));
                outputs.push((diagram.word(), svg(&scene, Theme::Light).into_bytes()));
                outputs.push(("PDF", pdf(&scene, &[], &PdfOptions::default())));
            }
            Err(refusal) => outputs.push((diagram.word(), format!("{refusal:?}").into_bytes())),
        }
    }
    outputs
}

fn first_difference(one: &AccountMap, other: &AccountMap, viewer: &Viewer) -> Option<&'static str> {
    let (ones, others) = (outputs(one, viewer), outputs(other, viewer));
    ones.into_iter().zip(others).find(|(one, other)| one != other).map(|((name, _), _)| name)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_a_viewer_may_not_see_changes_no_byte_of_any_output(plan in plans()) {
        let (plain, secretive) = (plan.visible(), plan.with_hidden());

        prop_assert_eq!(first_difference(&plain, &secretive, &plan.viewer()), None);
    }
}

/// Teeth: for each kind of hidden fact there is an output that tells the worlds apart for somebody who may see it, so a tier check that
/// was taken out would turn the law above red.
#[test]
fn every_kind_of_hidden_fact_shows_to_those_who_may_see_it() {
    for kind in 0..HIDDEN_KINDS {
        let plan = Plan { units: 3, people: 6, claims: 4, mix: 7, cap: Tier::T1, hidden: vec![kind] };

        let difference = first_difference(&plan.visible(), &plan.with_hidden(), &Viewer::Operator);

        assert!(difference.is_some(), "hidden fact {kind} shows in no output at all");
    }
}
