//! Beliefs: more claims for a thing never make it less likely, order does not matter, and everything fades to unknown.

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use waterline::belief::{Beliefs, Counts, Question, STANCE_LEVELS, Sureness};
use waterline::model::account::Account;
use waterline::model::id::{DealId, PersonId};
use waterline::model::map::AccountMap;
use waterline::model::snapshot::Moment;
use waterline::model::time::Day;
use waterline::model::viewer::Viewer;

use crate::worlds::id;

const PERSON: PersonId = PersonId(Uuid::from_u128(30));
const DEAL: u128 = 60;
/// The levels of the scale `altify`, which are those of a belief.
const LEVELS: [&str; 5] = ["enemy", "non_supporter", "neutral", "supporter", "mentor"];

/// One claim on the person's stance, or on the tie to the other person.
#[derive(Debug, Clone)]
struct Told {
    source: u128,
    level: usize,
    grade: &'static str,
    age_days: i32,
    in_deal: bool,
}

fn told() -> impl Strategy<Value = Told> {
    let grades = prop::sample::select(vec!["A1", "A3", "B2", "C3", "D4", "F6", "A5", "E1"]);
    (0..4_u128, 0..5_usize, grades, 0..900_i32, any::<bool>())
        .prop_map(|(source, level, grade, age_days, in_deal)| Told { source, level, grade, age_days, in_deal })
}

fn today() -> Day {
    "2026-11-20".parse().expect("a day")
}

fn map(claims: Vec<Value>) -> AccountMap {
    let account = json!({"id": id(1), "name": "海州市数据局", "kind": null, "team": null});
    let mut map = AccountMap::new(serde_json::from_value::<Account>(account).expect("an account"));
    let mut batch = vec![
        json!({"verb": "add_person", "id": id(30), "name": "林望舒"}),
        json!({"verb": "add_person", "id": id(31), "name": "赵启明"}),
        json!({"verb": "add_deal", "id": id(DEAL), "name": "一期", "state": "open", "tier": "T0"}),
    ];
    batch.extend(
        (0..4).map(|source| json!({"verb": "add_source", "id": id(50 + source), "label": format!("S-{source}")})),
    );
    batch.extend(claims);
    let changes: Vec<_> = serde_json::from_value(Value::Array(batch)).expect("changes");
    map.apply(&changes, &Viewer::Operator).expect("claims that are right");
    map
}

fn claim(number: u128, told: &Told, statement: &Value, contradicts: Option<u128>) -> Value {
    json!({
        "verb": "add_claim", "id": id(100 + number), "statement": statement, "deal": told.in_deal.then(|| id(DEAL)),
        "source": id(50 + told.source), "source_kind": "colleague", "grade": told.grade,
        "observed_on": today().plus_days(-told.age_days), "expires_on": "2099-01-01",
        "purpose": "customer_care", "basis": "legitimate_interest", "tier": "T0", "contradicts": contradicts.map(|at| id(100 + at)),
    })
}

fn stance(level: usize) -> Value {
    json!({"kind": "stance", "person": PERSON, "value": {"scale": "altify", "level": LEVELS[level]}})
}

fn tie(holds: bool) -> Value {
    json!({"kind": "tie", "from": PERSON, "to": id(31), "tie": "heeds", "strength": null, "holds": holds})
}

fn beliefs(claims: Vec<Value>, on: Day, deal: Option<u128>) -> Beliefs {
    let snapshot = map(claims).snapshot(Moment::Always, &Viewer::Operator);
    Beliefs::of(&snapshot, &Question { on, deal: deal.map(|deal| DealId(id(deal))) })
}

fn stances(told: &[Told]) -> Vec<Value> {
    told.iter().enumerate().map(|(at, told)| claim(at as u128, told, &stance(told.level), None)).collect()
}

fn fresh(grade: &'static str, level: usize) -> Told {
    Told { source: 0, level, grade, age_days: 0, in_deal: false }
}

fn stance_of(told: &[Told], deal: Option<u128>) -> [f64; 5] {
    let beliefs = beliefs(stances(told), today(), deal);
    beliefs.stance(PERSON).map_or([0.2; 5], |belief| belief.probabilities)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn one_more_claim_for_a_level_never_lowers_its_probability(told in prop::collection::vec(told(), 0..7), more in told(), deal: bool) {
        let deal = deal.then_some(DEAL);
        let before = stance_of(&told, deal);
        let after = stance_of(&[told.clone(), vec![more.clone()]].concat(), deal);

        // A source that said something else before now counts for the new level alone; what it said falls, not what it says.
        prop_assert!(after[more.level] >= before[more.level] - 1e-12, "{before:?} {after:?}");
    }

    #[test]
    fn the_order_in_which_claims_were_entered_does_not_matter(told in prop::collection::vec(told(), 1..7), deal: bool) {
        let deal = deal.then_some(DEAL);
        let mut turned = told.clone();
        turned.reverse();

        for (one, other) in stance_of(&told, deal).iter().zip(stance_of(&turned, deal)) {
            prop_assert!((one - other).abs() < 1e-12);
        }
    }

    #[test]
    fn a_belief_fades_to_unknown_and_a_tie_never_grows_by_waiting(told in prop::collection::vec(told(), 1..7)) {
        let ties: Vec<Value> = told.iter().enumerate().map(|(at, one)| claim(at as u128, one, &tie(one.level > 1), None)).collect();
        let claims = |from: u128| stances(&told).into_iter().enumerate().map(move |(at, mut claim)| {
            claim["id"] = json!(id(from + at as u128));
            claim
        });
        let all: Vec<Value> = ties.into_iter().chain(claims(500)).collect();
        let mut last: Option<(f64, f64)> = None;
        for years in 0..12 {
            let beliefs = beliefs(all.clone(), today().plus_months(12 * years), Some(DEAL));
            let (stance, tie) = (beliefs.stance(PERSON).expect("a claim"), &beliefs.ties()[0].exists);
            if let Some((confidence, evidence)) = last {
                prop_assert!(stance.confidence <= confidence + 1e-12);
                prop_assert!(tie.evidence_for <= evidence + 1e-12);
            }
            last = Some((stance.confidence, tie.evidence_for));
        }
        let end = beliefs(all, today().plus_months(12 * 40), Some(DEAL));
        let stance = end.stance(PERSON).expect("a claim");
        prop_assert_eq!(stance.sureness, Sureness::Unknown);
        prop_assert!(stance.probabilities.iter().all(|probability| (probability - 0.2).abs() < 1e-3));
        prop_assert!((end.ties()[0].exists.probability - 0.1).abs() < 1e-2);
    }
}

#[test]
fn one_fresh_claim_of_the_best_grade_gives_the_figures_of_the_method() {
    let one = beliefs(stances(&[fresh("A1", 3)]), today(), None);
    let stance = one.stance(PERSON).expect("a claim");

    assert!((stance.probabilities[3] - 0.68).abs() < 1e-12);
    assert!((stance.confidence - 0.5).abs() < 1e-12);
    let two = [fresh("A1", 3), Told { source: 1, ..fresh("A1", 3) }];
    let agreed = beliefs(stances(&two), today(), None);
    assert!((agreed.stance(PERSON).expect("claims").confidence - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn a_value_between_two_levels_is_split_between_them() {
    let between = json!({"kind": "stance", "person": PERSON, "value": {"scale": "cn", "level": "1"}});
    let beliefs = beliefs(vec![claim(0, &fresh("A1", 0), &between, None)], today(), None);
    let [.., neutral, supporter, mentor] = beliefs.stance(PERSON).expect("a claim").probabilities;

    // .4 gives .2 to 0 and .8 to .5; each then gives a tenth to its neighbours.
    assert!((neutral - (0.2 + 4.0 * (0.2 * 0.8 + 0.8 * 0.1)) / 5.0).abs() < 1e-12);
    assert!((supporter - (0.2 + 4.0 * (0.8 * 0.8 + 0.2 * 0.1)) / 5.0).abs() < 1e-12);
    assert!((mentor - (0.2 + 4.0 * 0.08) / 5.0).abs() < 1e-12);
}

#[test]
fn a_tie_has_the_probabilities_of_the_method_and_counts_a_source_once() {
    for (grade, expected) in [("A1", 0.82), ("C3", 0.63), ("F6", 0.34)] {
        let told = fresh(grade, 4);
        let repeated: Vec<Value> = (0..5).map(|at| claim(at, &told, &tie(true), None)).collect();

        let beliefs = beliefs(repeated, today(), None);

        let exists = &beliefs.ties()[0].exists;
        assert!((exists.probability - expected).abs() < 0.005, "{grade} {}", exists.probability);
        assert_eq!(exists.claims.iter().filter(|one| one.counts == Counts::SameSource).count(), 4);
    }
}

#[test]
fn a_denied_level_gains_nothing_and_a_denied_tie_is_no_tie() {
    let (said, denial) = (fresh("A1", 3), Told { source: 1, ..fresh("B2", 3) });
    let claims = vec![claim(0, &said, &stance(3), None), claim(1, &denial, &stance(3), Some(0))];
    let denied = beliefs(claims, today(), None);
    let stance = denied.stance(PERSON).expect("claims");

    assert!(stance.probabilities[3] < 0.68);
    let gained = STANCE_LEVELS.iter().zip(stance.probabilities).filter(|(level, _)| **level < 0.0);
    assert!(gained.into_iter().all(|(_, probability)| probability > 0.2 / 5.0));
    let never = beliefs(vec![claim(0, &said, &tie(false), None)], today(), None);
    assert!(!never.ties()[0].exists.is_claimed());
}

#[test]
fn what_the_deal_has_of_its_own_halves_what_is_said_in_general() {
    let told = [Told { in_deal: true, source: 1, ..fresh("A1", 0) }, fresh("A1", 4)];
    let in_deal = beliefs(stances(&told), today(), Some(DEAL));
    let elsewhere = beliefs(stances(&told), today(), None);

    let weights: Vec<f64> = in_deal.stance(PERSON).expect("claims").claims.iter().map(|one| one.weight).collect();
    assert_eq!(weights, [1.0, 0.5]);
    assert_eq!(elsewhere.stance(PERSON).expect("a claim").claims.len(), 1);
}
