//! A sheet that holds several tables, beside or below each other, gives them all, or says with its place what is left out.

use rust_xlsxwriter::{Format, Workbook};
use waterline::exchange::{Code, Plan, ReadOptions, Reading, read};

use super::account::{Sample, read_text};

fn told(plan: &Plan, code: Code) -> Vec<String> {
    let findings = plan.report.findings.iter().filter(|finding| finding.code == code);
    findings.map(waterline::exchange::Finding::sentence_en).collect()
}

/// A workbook of one sheet, called 机关, from lines of cells.
fn workbook(lines: &[&str]) -> Reading {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("机关").expect("a name");
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line.split(',')).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
    if !lines[0].contains(',') {
        sheet.merge_range(0, 0, 0, 6, lines[0], &Format::new()).expect("a title");
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    read(&bytes, "list.xlsx", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

#[test]
fn two_lists_beside_each_other_are_both_read() {
    let lines = [
        "海州市数据局通讯录",
        "姓名,职务,部门,,姓名,手机,职务,部门",
        "甲一,处长,一处,,丙三,13800000003,科长,三处",
        "乙二,科员,一处,,丁四,13800000004,科员,三处",
        ",,,,戊五,13800000005,科员,四处",
    ];
    let mut sample = Sample::default();

    let plan = sample.import(&workbook(&lines));

    let expected = ["海州市数据局/一处/处长: 甲一", "海州市数据局/一处/科员: 乙二", "海州市数据局/三处/科长: 丙三"];
    assert_eq!(sample.posts()[..3], expected, "{:?}", plan.report.findings);
    assert_eq!(plan.report.counts.new, 5, "{:?}", sample.posts());
    assert_eq!(plan.report.counts.left_out, 0);
    let mobiles = sample.snapshot().records().persons.iter().filter(|person| person.mobile.is_some()).count();
    assert_eq!(mobiles, 3);
}

#[test]
fn one_list_in_several_columns_of_the_page_is_read_whole() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "序号,姓名,电话,序号,姓名,电话\n1,甲一,0518-8001001,3,丙三,0518-8001003\n2,乙二,0518-8001002,,,\n",
    );

    let snapshot = sample.snapshot();
    let mut people: Vec<(&str, &str)> = snapshot
        .records()
        .persons
        .iter()
        .map(|person| (person.name.as_str(), person.phone.as_deref().unwrap_or_default()))
        .collect();
    people.sort_unstable();
    assert_eq!(people, [("丙三", "0518-8001003"), ("乙二", "0518-8001002"), ("甲一", "0518-8001001")]);
    assert_eq!(plan.report.counts.left_out, 0);
}

#[test]
fn a_second_list_below_with_other_columns_is_read_by_its_own_head() {
    let mut sample = Sample::default();

    let plan = sample.import(&workbook(&[
        "姓名,职务,部门",
        "甲一,处长,一处",
        "",
        "离退休人员",
        "部门,姓名,手机,职务",
        "二处,乙二,13800000002,科员",
    ]));

    assert_eq!(plan.report.counts.new, 2, "{:?}", plan.report.findings);
    assert!(sample.posts().iter().any(|post| post.ends_with("二处/科员: 乙二")), "{:?}", sample.posts());
    let people = sample.snapshot().records().persons.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
    assert!(!people.iter().any(|name| name == "姓名" || name == "二处"), "{people:?}");
}

#[test]
fn a_table_that_names_nobody_is_left_out_with_its_place() {
    let beside = workbook(&["姓名,电话,部门,,会议室,电话", "甲一,0518-8001001,一处,,第一会议室,0518-8009999"]);
    let below = workbook(&[
        "姓名,电话,部门",
        "甲一,0518-8001001,一处",
        "",
        "部门,电话,邮箱",
        "一处,0518-8009999,one@example.com",
    ]);
    let above = workbook(&[
        "部门,电话,邮箱",
        "一处,0518-8009999,one@example.com",
        "",
        "姓名,电话,部门",
        "甲一,0518-8001001,一处",
    ]);
    for (reading, place) in [(beside, "E1:F2"), (below, "A4:C5"), (above, "A1:C2")] {
        let mut sample = Sample::default();

        let plan = sample.import(&reading);

        let phones: Vec<_> = sample.snapshot().records().persons.iter().map(|person| person.phone.clone()).collect();
        assert_eq!(phones, [Some("0518-8001001".to_owned())], "{place}: {:?}", plan.report.findings);
        let said = told(&plan, Code::SheetWithoutHeader);
        assert!(said.len() == 1 && said[0].contains("机关"), "{place}: {:?}", plan.report.findings);
        assert!(said[0].contains(place) || place.starts_with("A1"), "{said:?}");
    }
}

#[test]
fn a_list_with_an_empty_column_or_a_repeated_head_stays_one() {
    let spaced = read_text("姓名,部门,,手机,邮箱\n甲一,一处,,13800000001,a@example.com\n");
    let repeated = read_text("姓名,部门\n甲一,一处\n姓名,部门\n乙二,二处\n");
    let odd = read_text("Name,Email,Company,Name,Phone\nAnn Other,a@example.com,Acme,Acme Ltd,555-1234567\n");

    for reading in [&spaced, &repeated, &odd] {
        assert_eq!(reading.workbook.sheets.len(), 1, "{:?}", reading.workbook);
    }
    let mut sample = Sample::default();
    sample.import(&spaced);
    assert_eq!(sample.snapshot().records().persons[0].mobile.as_deref(), Some("13800000001"));
}

#[test]
fn lines_above_a_head_and_a_head_without_lines_are_told() {
    let mut sample = Sample::default();

    let preamble = sample.import_text("2026-03-01", "制表,李某\n日期,2026-01\n姓名,部门\n甲一,一处\n");
    let bare = sample.import_text("2026-03-01", "姓名,部门,职务\n");

    assert!(told(&preamble, Code::RowsAboveHead)[0].contains("Lines 1–2"), "{:?}", preamble.report.findings);
    assert_eq!(told(&bare, Code::NoRows).len(), 1);
}

#[test]
fn a_list_of_organisations_makes_nobody() {
    let reading = read_text("organization_id,name\naccommodation,Accommodation Committee\n");

    assert_eq!(reading.error().map(|error| error.code), Some(Code::ListOfUnits));
}
