//! An account in which nobody stands goes out and comes back like any other: there is nothing to do.

use waterline::exchange::{Code, ExportFormat, ExportOptions, ReadOptions, Severity, export, read};
use waterline::model::change::Change;
use waterline::model::id::UnitId;
use waterline::model::language::Language;
use waterline::model::time::Span;
use waterline::model::unit::Unit;
use waterline::model::viewer::Viewer;

use super::account::{Sample, day};

/// An account that has one unit and no post.
fn of_one_unit() -> Sample {
    let mut sample = Sample::default();
    let unit = Unit {
        id: UnitId(uuid::Uuid::from_u128(7)),
        parent: None,
        name: "信息处".to_owned(),
        kind: None,
        level: None,
        outside: None,
        order: None,
        position: 0,
        span: Span::ALWAYS,
        external_ids: Vec::new(),
    };
    sample.map.apply(&[Change::AddUnit(unit)], &Viewer::Operator).expect("a unit");
    sample
}

#[test]
fn an_export_without_people_is_nothing_to_do_when_it_comes_back() {
    let formats = [
        ExportFormat::Csv,
        ExportFormat::Xlsx,
        ExportFormat::Vcard,
        ExportFormat::Popolo,
        ExportFormat::Graphml,
        ExportFormat::Json,
    ];
    for mut sample in [Sample::default(), of_one_unit()] {
        for format in formats {
            let options = ExportOptions { language: Language::En, ..ExportOptions::on(day("2026-03-01")) };
            let bytes = export(&sample.snapshot(), format, &options).expect("a file").bytes;
            let reading = read(&bytes, "export", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"));

            let plan = sample.plan(&reading);

            assert_eq!(plan.changes, [], "{format:?}");
            let others: Vec<_> = plan
                .report
                .findings
                .iter()
                .filter(|finding| finding.code != Code::NoRows && finding.severity != Severity::Note)
                .collect();
            assert!(others.is_empty(), "{format:?}: {others:?}");
        }
    }
}
