//! An account goes out in every form and comes back: importing our own export changes nothing, and what a form cannot hold is said.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use waterline::exchange::{
    Content, ExportFormat, ExportOptions, Exported, OurMember, ReadOptions, Reading, Table, demo::demo, export, read,
};
use waterline::model::change::Change;
use waterline::model::claim::Statement;
use waterline::model::language::Language;
use waterline::model::person::{Person, PersonPatch};
use waterline::model::viewer::Viewer;

use super::account::{Sample, day};

const TABLES: [Table; 6] = [Table::Contacts, Table::Deals, Table::Ties, Table::Claims, Table::Rapports, Table::Touches];

/// The demo account, which has every noun, and its members.
fn full() -> Sample {
    let mut full = Sample::default();
    full.options.today = day("2026-03-01");
    let demo = demo(day("2026-03-01"));
    full.map.apply(&demo.changes, &Viewer::Operator).expect("the demo account obeys every rule");
    let member = |member: waterline::model::member::Member| OurMember { id: member.id, name: member.name, login: None };
    full.options.members = demo.members.into_iter().map(member).collect();
    full
}

fn written(sample: &Sample, format: ExportFormat, table: Table, language: Language) -> Exported {
    let members = sample.options.members.clone();
    let options = ExportOptions { language, table, members, ..ExportOptions::on(sample.options.today) };
    export(&sample.snapshot(), format, &options).expect("a file")
}

fn read_back(exported: &Exported) -> Reading {
    read(&exported.bytes, "export", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn left_out(exported: &Exported) -> Vec<String> {
    exported.left_out.iter().map(|left_out| left_out.sentence(Language::En)).collect()
}

#[test]
fn what_was_exported_changes_nothing_when_it_comes_back() {
    let mut full = full();
    for language in [Language::Zh, Language::En] {
        let formats =
            [ExportFormat::Xlsx, ExportFormat::Vcard, ExportFormat::Popolo, ExportFormat::Graphml, ExportFormat::Json];
        for format in formats {
            let exported = written(&full, format, Table::Contacts, language);
            let plan = full.plan(&read_back(&exported));

            assert_eq!(plan.changes, [], "{format:?} {language:?}: {:?}", plan.report.findings);
            assert_eq!(plan.report.counts.left_out, 0, "{format:?} {language:?}: {:?}", plan.report.findings);
        }
        for table in TABLES {
            let exported = written(&full, ExportFormat::Csv, table, language);
            let plan = full.plan(&read_back(&exported));

            assert_eq!(plan.changes, [], "{table:?} {language:?}: {:?}", plan.report.findings);
            assert_eq!(plan.report.counts.left_out, 0, "{table:?} {language:?}: {:?}", plan.report.findings);
        }
    }
}

#[test]
fn a_workbook_brings_people_claims_and_deals_into_an_empty_account() {
    let full = full();
    let exported = written(&full, ExportFormat::Xlsx, Table::Contacts, Language::Zh);
    let mut empty = Sample::default();
    empty.options = full.options.clone();

    let plan = empty.import(&read_back(&exported));

    let (before, after) = (full.snapshot(), empty.snapshot());
    let (before, after) = (before.records(), after.records());
    let kin =
        before.claims.iter().filter(|c| matches!(&c.statement, Statement::Tie { tie, .. } if tie == "kin")).count();
    assert_eq!(plan.report.counts.left_out, 0, "{:?}", plan.report.findings);
    assert!(
        left_out(&exported).iter().any(|line| line.starts_with("1 people without a post")),
        "{:?}",
        exported.left_out
    );
    assert_eq!(after.persons.len(), before.persons.len() - 1);
    assert_eq!(after.posts.len(), before.posts.len());
    assert_eq!(after.claims.len(), before.claims.len() - kin);
    assert_eq!((after.deals.len(), after.stages.len()), (before.deals.len(), before.stages.len()));
    assert_eq!((after.seats.len(), after.touches.len()), (before.seats.len(), before.touches.len()));
}

#[test]
fn what_a_kind_of_file_cannot_hold_is_said() {
    let full = full();

    let csv = left_out(&written(&full, ExportFormat::Csv, Table::Contacts, Language::En));
    let json = left_out(&written(&full, ExportFormat::Json, Table::Contacts, Language::En));

    assert!(csv.iter().any(|line| line.contains("ties: this kind of file cannot hold them.")), "{csv:?}");
    assert!(csv.iter().any(|line| line.contains("deals")), "{csv:?}");
    assert!(json.is_empty(), "{json:?}");
}

#[test]
fn kin_leaves_in_our_own_document_only() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "姓名,部门\n甲一,一处\n乙二,一处\n");
    sample.import_text("2026-03-01", "从,到,关系\n甲一,乙二,kin\n甲一,乙二,信任\n");

    for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Graphml] {
        let exported = written(&sample, format, Table::Ties, Language::En);
        assert!(left_out(&exported).iter().any(|line| line.starts_with("1 kin")), "{format:?}");
        if format != ExportFormat::Xlsx {
            let text = String::from_utf8(exported.bytes).expect("text");
            assert!(text.contains("trusts") && !text.contains(",kin,") && !text.contains(">kin<"), "{text}");
        }
    }
    let document = written(&sample, ExportFormat::Json, Table::Ties, Language::En);
    assert!(String::from_utf8(document.bytes).expect("text").contains("\"kin\""));
}

#[test]
fn the_same_account_gives_the_same_bytes() {
    let full = full();
    for format in
        [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Vcard, ExportFormat::Popolo, ExportFormat::Graphml]
    {
        let one = written(&full, format, Table::Claims, Language::Zh);
        let other = written(&full, format, Table::Claims, Language::Zh);
        assert!(one == other, "{format:?}");
    }
}

#[test]
fn x4_no_cell_is_a_formula_and_each_comes_back_as_it_was() {
    let values = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1:A9)",
        "＝1",
        "＋1",
        "－1",
        "＠A1",
        "\u{A0}=1",
        "'=1",
        "line\n=cmd",
        "a \"quoted\", text;\twith tab",
    ];
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "姓名,部门,职务\n甲一,一处,处长\n");
    let person = sample.snapshot().records().persons[0].id;
    for value in values {
        let text = value.replace('"', "\"\"");
        let note = read(
            format!("人员,顾虑,情况日期\n甲一,\"'{text}\",2026-02-01\n").replace("\"'a ", "\"a ").as_bytes(),
            "w.csv",
            &ReadOptions::default(),
        );
        sample.import(&note.expect("a table"));
    }
    let aliases = values.iter().filter(|value| !value.contains(['\n', ';'])).map(|value| (*value).to_owned()).collect();
    let set =
        PersonPatch { phone: Some(Some("+86 10 1".to_owned())), aliases: Some(aliases), ..PersonPatch::default() };
    sample.map.apply(&[Change::EditPerson { id: person, set }], &Viewer::Operator).expect("a valid change");
    let worries = sample.snapshot().claims().count();
    assert_eq!(worries, values.len());

    for table in [Table::Contacts, Table::Claims] {
        let csv = written(&sample, ExportFormat::Csv, table, Language::En);
        let text = String::from_utf8(csv.bytes.clone()).expect("text");
        for cell in text.lines().flat_map(|line| line.split(',')) {
            let cell = cell.trim_start_matches(['"', '\u{FEFF}']);
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || cell.starts_with("=cmd\""),
                "{cell}"
            );
        }
        assert_eq!(sample.plan(&read_back(&csv)).changes, [], "{table:?}: {text}");
    }
    let xlsx = written(&sample, ExportFormat::Xlsx, Table::Contacts, Language::En);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(xlsx.bytes.as_slice())).expect("a workbook");
    for sheet in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&sheet).expect("a sheet").is_empty(), "{sheet}");
    }
    assert_eq!(sample.plan(&read_back(&xlsx)).changes, []);
}

#[test]
fn s7_letters_that_hide_or_turn_are_kept_as_they_were_written() {
    let names = ["An\u{200B}n Other", "\u{202E}rehtO nnA", "神\u{FE00}田", "\u{F900}田", "Zoë", "Zoe\u{308}"];
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", &format!("姓名,部门,职务\n{},一处,处长\n", names.join(",一处,处长\n")));

    let mut stored: Vec<String> =
        sample.snapshot().records().persons.iter().map(|person: &std::sync::Arc<Person>| person.name.clone()).collect();
    stored.sort();
    let mut expected = names.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(stored, expected, "none is merged with another silently");
    for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Vcard, ExportFormat::Popolo] {
        let exported = written(&sample, format, Table::Contacts, Language::Zh);
        assert_eq!(sample.plan(&read_back(&exported)).changes, [], "{format:?}");
    }
}

#[test]
fn s6_json_that_is_deep_wide_doubled_or_no_number_is_refused_or_read_in_time() {
    let deep = format!("{{\"ties\":{}", "[".repeat(100_000));
    let doubled = "{\"ties\":[{\"from\":\"a\",\"from\":\"b\"}]}";
    let keys: Vec<String> = (0..100_000).map(|key| format!("\"k{key}\":1")).collect();
    let wide = format!("{{\"ties\":[{{{}}}]}}", keys.join(","));
    let long = format!("{{\"notes\":[{{\"person\":\"a\",\"worry\":\"{}\"}}]}}", "x".repeat(10 << 20));
    let start = std::time::Instant::now();

    for refused in [deep.as_str(), doubled, "{\"ties\":[{\"strength\":NaN}]}", "{\"ties\":[{\"strength\":1e999}]}"] {
        let refusal = read(refused.as_bytes(), "x.json", &ReadOptions::default()).expect_err("a refusal");
        assert!(refusal.finding.place.line.is_some(), "{refusal}");
    }
    for text in [&wide, &long] {
        let reading = read(text.as_bytes(), "x.json", &ReadOptions::default()).expect("a table");
        let mut sample = Sample::default();
        if reading.error().is_none() {
            assert_eq!(reading.content, Content::Records);
            assert_eq!(sample.plan(&reading).report.counts.left_out, 1);
        }
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn graphml_holds_people_and_ties_as_xml() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "姓名,部门,职务\n<script>&\",一处,处长\n乙二,二处,\n");
    sample.import_text("2026-03-01", "从,到,关系,强度\n乙二,<script>&\",信任,0.5\n");

    let exported = written(&sample, ExportFormat::Graphml, Table::Ties, Language::En);

    let text = String::from_utf8(exported.bytes).expect("text");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut nodes, mut edges) = (0, 0);
    loop {
        match reader.read_event().expect("well-formed") {
            quick_xml::events::Event::Start(tag) => {
                nodes += usize::from(tag.name().as_ref() == "node");
                edges += usize::from(tag.name().as_ref() == "edge");
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((nodes, edges), (2, 1));
    assert!(text.contains("&lt;script&gt;&amp;&quot;") && !text.contains("<script>"), "{text}");
}
