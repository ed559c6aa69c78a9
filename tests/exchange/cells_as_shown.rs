//! A cell is read as people see it: by its number format, and with a word on what a spreadsheet hides.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use waterline::exchange::{Code, ReadOptions, Reading, read};

use super::account::Sample;
use super::sample;

fn reading(workbook: &mut Workbook) -> Reading {
    let bytes = workbook.save_to_buffer().expect("a workbook");
    read(&bytes, "list.xlsx", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn column(reading: &Reading, column: usize) -> Vec<&str> {
    let sheet = &reading.workbook.sheets[0];
    (0..sheet.height()).map(|row| sheet.cell(row, column)).collect()
}

#[test]
fn numbers_are_read_as_their_formats_show_them() {
    let cells = [
        ("General", 13_800_138_000.0, "13800138000"),
        ("0.00E+00", 13_800_138_000.0, "13800138000"),
        ("General", 110_101_199_003_070_000.0, "110101199003070000"),
        ("00000", 123.0, "00123"),
        ("000-0000-0000", 13_800_138_000.0, "138-0013-8000"),
        ("0%", 0.85, "85%"),
        ("#,##0.00", 1234.5, "1,234.50"),
        ("\"第\"0\"号\"", 5.0, "第5号"),
        ("[=1]\"男\";[=2]\"女\";General", 2.0, "女"),
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, (code, number, _)) in (0..).zip(cells) {
        sheet.write_number_with_format(row, 0, number, &Format::new().set_num_format(code)).expect("a cell");
    }

    let reading = reading(&mut workbook);

    assert_eq!(column(&reading, 0), cells.map(|(_, _, shown)| shown));
}

#[test]
fn days_are_read_as_days_whatever_their_look() {
    let codes = [
        ("yyyy\"年\"m\"月\"d\"日\"", "2024-03-01"),
        ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", "2024-03-01"),
        ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "2024-03-01"),
        ("yyyy\"年\"m\"月\"", "2024-03-01"),
        ("d-mmm-yy", "2024-03-01"),
        ("m/d/yy h:mm", "2024-03-01 12:30"),
        ("yyyy-mm-dd", "2024-03-01"),
        ("[$-804]aaaa", "2024-03-01"),
        ("h:mm", "12:30:00"),
    ];
    let moment = ExcelDateTime::from_ymd(2024, 3, 1).and_then(|day| day.and_hms(12, 30, 0)).expect("a moment");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, (code, _)) in (0..).zip(codes) {
        sheet.write_with_format(row, 0, &moment, &Format::new().set_num_format(code)).expect("a cell");
    }

    let reading = reading(&mut workbook);

    assert_eq!(column(&reading, 0), codes.map(|(_, shown)| shown));
    let counted_from_1904 = sample::reading("formats-1904.xlsx");
    assert_eq!(counted_from_1904.workbook, sample::reading("formats.xlsx").workbook);
}

#[test]
fn what_a_spreadsheet_hides_breaks_or_forgets_is_told_with_its_place() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, head) in (0..).zip(["姓名", "部门", "职务", "工号", "备注"]) {
        sheet.write(0, column, head).expect("a cell");
    }
    for (row, name) in (1..).zip(["甲一", "乙二", "丙三", "丁四"]) {
        sheet.write(row, 0, name).and_then(|sheet| sheet.write(row, 1, "一处")).expect("a cell");
    }
    sheet.set_row_hidden(2).and_then(|sheet| sheet.set_row_hidden(3)).expect("a row");
    sheet.set_column_hidden(4).expect("a column");
    sheet.write_formula(1, 2, Formula::new("=Z9").set_result("#REF!")).expect("a cell");
    sheet.write_formula(2, 2, Formula::new("=A1").set_result("处长")).expect("a cell");
    sheet.write_number(3, 3, 110_101_199_003_070_000.0).expect("a cell");
    sheet.write_boolean(4, 4, true).expect("a cell");

    let reading = reading(&mut workbook);

    let told = |code: Code| {
        let finding = reading.findings.iter().find(|finding| finding.code == code);
        finding.map(waterline::exchange::Finding::sentence_en).unwrap_or_default()
    };
    assert!(
        told(Code::HiddenRows).contains("rows 3–4") && told(Code::HiddenRows).contains("list.xlsx, sheet “Sheet1”")
    );
    assert!(told(Code::HiddenColumns).contains("(E)"), "{}", told(Code::HiddenColumns));
    assert!(told(Code::LongNumbers).contains("D4"), "{}", told(Code::LongNumbers));
    assert!(told(Code::ErrorCells).contains("C2"), "{}", told(Code::ErrorCells));
    assert_eq!(column(&reading, 2), ["职务", "", "处长", "", ""]);
    let mut sample = Sample::default();
    assert_eq!(sample.import(&reading).report.counts.new, 4, "hidden rows come in too");
}

#[test]
fn a_formula_that_was_never_calculated_is_told() {
    let reading = sample::reading("uncalculated.xlsx");

    let finding = reading.findings.iter().find(|finding| finding.code == Code::UncalculatedCells).expect("a finding");
    assert!(finding.sentence_zh().contains("B3"), "{}", finding.sentence_zh());
}

#[test]
fn an_old_workbook_shows_the_same_as_a_new_one() {
    let (old, new) = (sample::reading("formats.xls"), sample::reading("formats.xlsx"));

    for one in [&old, &new] {
        assert_eq!(column(one, 0), ["工号", "00123", "00045"]);
        assert_eq!(column(one, 2), ["手机", "13800138000", "138-0013-8001"]);
        assert_eq!(column(one, 3), ["任职时间", "2024-03-01", "2025-11-30"]);
        assert_eq!(column(one, 4), ["比例", "15%", "7.5%"]);
        let hidden = one.findings.iter().find(|finding| finding.code == Code::HiddenRows);
        assert_eq!(hidden.and_then(|finding| finding.place.line), Some(3), "{:?}", one.findings);
    }
    assert_eq!(old.workbook, new.workbook);
}

#[test]
fn a_number_with_its_thousands_parted_is_still_a_number() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in (0..).zip(["姓名", "部门", "职务", "排名"]) {
        sheet.write(0, column, text).and_then(|sheet| sheet.write(1, column, text)).expect("a cell");
    }
    sheet.write(1, 0, "甲一").expect("a cell");
    sheet.write_number_with_format(1, 3, 1234, &Format::new().set_num_format("#,##0")).expect("a cell");
    let mut sample = Sample::default();

    sample.import(&reading(&mut workbook));

    assert_eq!(sample.snapshot().records().posts[0].order, Some(1234));
}
