//! A row that says nothing but a name moves nobody, in whatever list it stands.

use rust_xlsxwriter::Workbook;
use waterline::exchange::{ReadOptions, Reading, read};

use super::account::Sample;

/// Three people in their places, one under the other.
const LIST: &str = "工号,姓名,部门,职务,上级,职级,邮箱,电话\n\
    1,甲一,市局/一处,处长,,正处级,a@example.com,0518-8001001\n\
    2,乙二,市局/一处,科长,甲一,正科级,b@example.com,0518-8001002\n\
    3,丙三,市局/二处,科员,乙二,,c@example.com,0518-8001003\n";

fn text(name: &str, text: &str) -> Reading {
    read(text.as_bytes(), name, &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

fn workbook(lines: &[&[&str]]) -> Reading {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(*cells) {
            sheet.write_string(row, column, *cell).expect("a cell");
        }
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    read(&bytes, "bare.xlsx", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// The same bare person in every kind of list.
fn bare_lists() -> Vec<(&'static str, Reading)> {
    let graph = "<graphml><key id=\"l\" for=\"node\" attr.name=\"label\"/><graph edgedefault=\"undirected\">\
        <node id=\"n1\"><data key=\"l\">乙二</data></node></graph></graphml>";
    vec![
        ("CSV of names", text("bare.csv", "姓名\n乙二\n")),
        ("CSV with empty cells", text("bare.csv", "工号,姓名,部门,职务,上级,职级,邮箱,电话\n,乙二,,,,,,\n")),
        ("CSV with a key", text("bare.csv", "工号,姓名,部门,职务,上级\n2,乙二,,,\n")),
        ("TSV", text("bare.tsv", "姓名\t部门\t职务\n乙二\t\t\n")),
        ("CSV of a heading", text("bare.csv", "姓名,电话\n乙二,\n")),
        ("XLSX of names", workbook(&[&["姓名"], &["乙二"]])),
        ("XLSX with empty cells", workbook(&[&["姓名", "部门", "职务", "直接上级"], &["乙二", "", "", ""]])),
        ("vCard 3", text("bare.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:乙二\r\nEND:VCARD\r\n")),
        ("vCard 4", text("bare.vcf", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:乙二\r\nORG:\r\nTITLE:\r\nEND:VCARD\r\n")),
        ("Popolo", text("bare.json", "{\"persons\":[{\"id\":\"2\",\"name\":\"乙二\"}],\"memberships\":[]}")),
        ("JSON", text("bare.json", "[{\"name\":\"乙二\",\"department\":\"\",\"title\":null}]")),
        ("JSON of contacts", text("bare.json", "{\"contacts\":[{\"姓名\":\"乙二\"}]}")),
        ("GraphML", text("bare.graphml", graph)),
    ]
}

#[test]
fn a_bare_row_moves_nobody_in_any_list() {
    for (kind, reading) in bare_lists() {
        let mut sample = Sample::default();
        sample.import_text("2026-03-01", LIST);
        let before = (sample.posts(), sample.units(), sample.lines(), sample.snapshot().records().persons.len());

        let plan = sample.import(&reading);

        let after = (sample.posts(), sample.units(), sample.lines(), sample.snapshot().records().persons.len());
        assert_eq!(after, before, "{kind}: {:?}", plan.changes);
        assert!(reading.error().is_none(), "{kind}");
        assert_eq!(plan.report.rows.len(), 1, "{kind}: the row was read");
    }
}

#[test]
fn a_bare_row_would_be_seen_to_move_somebody() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", LIST);
    let before = sample.posts();

    sample.import_text("2026-03-02", "姓名,部门,职务\n乙二,市局/二处,处长\n");

    assert_ne!(sample.posts(), before);
}
