//! Lists as Outlook, Google, WeCom, HubSpot and Microsoft Graph write them give people, posts and superiors.

use waterline::exchange::{Code, Plan, ReadOptions, Reading, read};
use waterline::model::person::Person;

use super::account::{Sample, read_text};

fn json(text: &str) -> Reading {
    read(text.as_bytes(), "list.json", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn first(sample: &Sample) -> Person {
    sample.snapshot().records().persons[0].as_ref().clone()
}

/// What is told beside columns that are not used.
fn warnings(plan: &Plan) -> Vec<Code> {
    plan.report.findings.iter().map(|finding| finding.code).filter(|code| *code != Code::UnusedColumn).collect()
}

#[test]
fn a_list_of_a_json_file_that_is_not_used_is_told_with_its_first_object_and_without_its_head() {
    let reading =
        json(r#"{"contacts": [{"name": "Ann Other", "unit": "IT"}], "foo": [{"bar": 1, "baz": ""}, {"bar": 2}]}"#);

    let findings: Vec<_> = reading.findings.iter().filter(|finding| finding.code == Code::SheetWithoutHeader).collect();

    assert_eq!(findings.len(), 1);
    let sentence = &findings[0].message_en;
    assert!(sentence.contains("so 2 rows were not imported (the first reads: bar: 1)"), "{sentence}");
}
