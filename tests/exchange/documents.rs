//! Our own JSON: an account goes out and comes back whole.

use waterline::exchange::{Code, Content, ReadOptions, Reading, demo::demo, json, read};
use waterline::model::change::Change;
use waterline::model::claim::Statement;
use waterline::model::id::MemberId;
use waterline::model::person::PersonPatch;
use waterline::model::snapshot::Moment;
use waterline::model::tier::Tier;
use waterline::model::viewer::Viewer;

use super::account::{Sample, codes, day};
use super::sample;

fn document(text: &str) -> Reading {
    read(text.as_bytes(), "account.json", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// An account with every noun in it.
fn full() -> Sample {
    let mut full = Sample::default();
    full.options.today = day("2026-03-01");
    full.map.apply(&demo(day("2026-03-01")).changes, &Viewer::Operator).expect("the demo account obeys every rule");
    full
}

#[test]
fn an_account_comes_back_whole_with_its_ids() {
    let full = full();
    let text = json::export(&full.snapshot(), &[]);
    let mut empty = Sample::default();

    let plan = empty.import(&document(&text));

    assert_eq!(document(&text).content, Content::Document);
    assert_eq!(empty.snapshot().records(), full.snapshot().records());
    assert!(plan.report.counts.new > 100 && plan.report.findings.is_empty());
}

#[test]
fn an_account_read_back_into_itself_changes_nothing() {
    let mut full = full();
    let text = json::export(&full.snapshot(), &[]);

    let plan = full.plan(&document(&text));

    assert_eq!(plan.changes, []);
    assert_eq!((plan.report.counts.new, plan.report.counts.changed, plan.report.counts.gone), (0, 0, 0));
}

#[test]
fn imported_lists_go_out_and_come_back_too() {
    for name in ["utf8.csv", "headings.xlsx", "uk-asset-protection-agency-2011-09-30-senior.csv"] {
        let mut first = Sample::default();
        first.import(&sample::reading(name));
        let mut second = Sample::default();

        second.import(&document(&json::export(&first.snapshot(), &[])));

        assert_eq!(second.snapshot().records(), first.snapshot().records(), "{name}");
        assert_eq!(second.plan(&sample::reading(name)).changes, [], "{name} again");
    }
}

#[test]
fn what_differs_is_edited_and_what_a_claim_states_stands() {
    let mut full = full();
    let exported = json::export(&full.snapshot(), &[]);
    let snapshot = full.snapshot();
    let person = snapshot.records().persons[0].id;
    let claim =
        snapshot.claims().find(|claim| matches!(claim.statement, Statement::Note { .. })).expect("a note").clone();
    let Statement::Note { text, .. } = &claim.statement else { panic!("a note") };
    let set = PersonPatch { email: Some(Some("new@example.com".to_owned())), ..PersonPatch::default() };
    full.map.apply(&[Change::EditPerson { id: person, set }], &Viewer::Operator).expect("a valid change");

    let plan = full.plan(&document(&exported.replace(text.as_str(), "something else")));

    assert!(matches!(&plan.changes[..], [Change::EditPerson { id, .. }] if *id == person), "{:?}", plan.changes);
    assert_eq!(codes(&plan).iter().map(|(code, _)| *code).collect::<Vec<_>>(), [Code::ClaimStands]);
}

#[test]
fn a_document_holds_only_what_its_viewer_may_see() {
    let full = full();
    let reader = Viewer::Member { member: MemberId::default(), cap: Tier::T0 };

    let text = json::export(&full.map.snapshot(Moment::Always, &reader), &[]);

    let document = document(&text).document.expect("a document");
    assert!(document.records.claims.iter().all(|claim| claim.tier == Tier::T0));
    assert!(document.records.claims.len() < full.snapshot().records().claims.len());
}

#[test]
fn other_json_is_refused_with_its_line() {
    let deep = "[".repeat(100_000);
    let texts = [
        "{}",
        "{\"format\":\"waterline-account\"}",
        "{\"a\":1,",
        "{\"format\":\"waterline-account\",\"format\":1}",
        &format!("{{\"format\":{deep}"),
        "{\"version\":NaN}",
    ];
    for text in texts {
        let refusal = read(text.as_bytes(), "x.json", &ReadOptions::default()).expect_err("a refusal");
        assert_eq!(refusal.finding.code, Code::NotOurJson, "{text:.40}");
        assert!(refusal.finding.place.line.is_some(), "{text:.40}");
    }
}
