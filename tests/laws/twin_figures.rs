//! Twin worlds in figures: what a viewer may not see moves no figure, no order, no gap and no path.

use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use waterline::analysis::coverage::Coverage;
use waterline::analysis::gaps::gaps;
use waterline::analysis::ground::Ground;
use waterline::analysis::telling::Draws;
use waterline::analysis::telling::key_people::{outcome_of, tell_key_people};
use waterline::analysis::telling::outcome::tell_outcome;
use waterline::analysis::telling::paths::tell_paths;
use waterline::analysis::telling::structure::tell_structure;
use waterline::analysis::telling::why::tell_why;
use waterline::analysis::watch::Watch;
use waterline::belief::Question;
use waterline::model::id::{DealId, PersonId};
use waterline::model::language::Language;
use waterline::model::map::AccountMap;
use waterline::model::snapshot::Moment;
use waterline::model::tier::Tier;
use waterline::model::time::Day;
use waterline::model::viewer::Viewer;

use crate::worlds::{HIDDEN_KINDS, Plan, id, plans};

/// Few worlds are enough to tell whether a hidden fact moves any of them.
const FEW: Draws = Draws { graphs: 4, stances: 8, seed: 1 };

/// Every figure that can be asked for, as JSON: its name, and its bytes.
fn figures(map: &AccountMap, viewer: &Viewer) -> Vec<(&'static str, String)> {
    let on: Day = "2026-03-01".parse().expect("a day");
    let snapshot = map.snapshot(Moment::On(on), viewer);
    let (watch, language) = (Watch::none(), Language::Zh);
    let mut figures = Vec::new();
    for deal in [None, Some(DealId(id(6_000)))] {
        let ground = Ground::of(&snapshot, Question { on, deal });
        let coverage = Coverage::of(&ground);
        let mut tell = |name, json: serde_json::Result<String>| figures.push((name, json.expect("JSON")));
        let key_people = tell_key_people(&ground, 100, language, FEW, &watch).expect("key people");
        tell("key people", serde_json::to_string(&key_people));
        let why = tell_why(&ground, PersonId(id(3_000)), language, FEW, &watch).expect("a reason");
        tell("why", serde_json::to_string(&why));
        tell("structure", serde_json::to_string(&tell_structure(&ground, &watch).expect("a structure")));
        let paths = tell_paths(&ground, PersonId(id(3_000)), None, &watch).expect("paths");
        tell("paths", serde_json::to_string(&paths));
        let covered: Vec<_> = coverage.people().collect();
        tell("coverage", serde_json::to_string(&covered));
        let gaps: Vec<_> = gaps(&ground, &coverage).iter().map(|gap| gap.sentence(&ground, language)).collect();
        tell("gaps", serde_json::to_string(&gaps));
        let outcome = outcome_of(&ground, FEW, &watch).expect("an outcome");
        let told = outcome.and_then(|outcome| tell_outcome(&ground, &outcome, language));
        tell("outcome", serde_json::to_string(&told));
    }
    figures
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn what_a_viewer_may_not_see_moves_no_figure(plan in plans()) {
        let (plain, secretive) = (plan.visible(), plan.with_hidden());

        let (ones, others) = (figures(&plain, &plan.viewer()), figures(&secretive, &plan.viewer()));

        for (one, other) in ones.iter().zip(&others) {
            prop_assert_eq!(one, other);
        }
    }
}

/// Teeth: each kind of hidden fact that bears on figures moves one of them for somebody who may see it.
#[test]
fn hidden_facts_move_figures_for_those_who_may_see_them() {
    // Touches, stances, seats, ties, rapports and roles; open facts that rest on hidden ones; causes, actions and names are in no figure.
    for kind in [0, 1, 3, 4, 5, 9, 10, 11, 12] {
        assert!(kind < HIDDEN_KINDS);
        // Chance may pick a tie that carries nothing, or a claim that repeats another; in some mix each kind must show.
        let shows = (0..8).any(|mix| {
            let plan = Plan { units: 3, people: 6, claims: 3, mix, cap: Tier::T1, hidden: vec![kind] };
            figures(&plan.visible(), &Viewer::Operator) != figures(&plan.with_hidden(), &Viewer::Operator)
        });

        assert!(shows, "hidden fact {kind} moves no figure");
    }
}

#[test]
fn figures_are_the_same_bytes_on_one_thread_and_on_four() {
    let plan = Plan { units: 4, people: 13, claims: 9, mix: 5, cap: Tier::T2, hidden: Vec::new() };
    let map = plan.visible();
    let on_threads = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| figures(&map, &Viewer::Operator))
    };

    assert_eq!(on_threads(1), on_threads(4));
}
