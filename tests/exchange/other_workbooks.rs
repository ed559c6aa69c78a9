//! Workbooks of `LibreOffice` (.ods) show what people see in them, as those of Excel do.

use std::io::{Cursor, Write as _};

use waterline::exchange::{Code, Format, ReadOptions, Reading, Refusal, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::account::Sample;

pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    // The kind of a spreadsheet stands in plain at its beginning.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, stored).expect("a part");
        archive.write_all(bytes).expect("a part");
    }
    archive.finish().expect("an archive").into_inner()
}

pub fn column(reading: &Reading, column: usize) -> Vec<&str> {
    let sheet = &reading.workbook.sheets[0];
    (0..sheet.height()).map(|row| sheet.cell(row, column)).collect()
}

pub fn told(reading: &Reading, code: Code) -> String {
    let finding = reading.findings.iter().find(|finding| finding.code == code);
    finding.map(waterline::exchange::Finding::sentence_en).unwrap_or_default()
}

/// An .ods file whose spreadsheet holds these tables.
fn ods(tables: &str) -> Result<Reading, Refusal> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" \
         xmlns:calcext=\"c\" xmlns:dc=\"d\"><office:automatic-styles><style:style style:name=\"ta2\" style:family=\"table\">\
         <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    read(&archive(&[("mimetype", kind), ("content.xml", content.as_bytes())]), "list.ods", &ReadOptions::default())
}

fn text(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn value(kind: &str, attribute: &str, value: &str, shown: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"{kind}\" office:{attribute}=\"{value}\"><text:p>{shown}</text:p></table:table-cell>"
    )
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

#[test]
fn an_ods_is_read_as_it_is_shown() {
    let heads = ["工号", "姓名", "手机", "任职时间", "比例"].map(text);
    let rows = [
        row(&heads),
        row(&[
            value("float", "value", "123", "00123"),
            text("周<text:s/>临海"),
            value("float", "value", "13800138000", "1.38E+010"),
            value("date", "date-value", "2024-03-01T00:00:00", "2024年3月1日"),
            value("percentage", "value", "0.15", "15%"),
        ]),
        row(&[
            value("float", "value", "45", "00045"),
            text("吴启明<text:line-break/>（兼）"),
            value("float", "value", "13800138001", "138-0013-8001"),
            value("date", "date-value", "2025-11-30T09:30:00", "30/11/25 09:30"),
            value("currency", "value", "1234.5", "￥1,234.50"),
        ]),
        row(&[
            text(""),
            text("郑和"),
            value("float", "value", "1", "###"),
            value("time", "time-value", "PT09H05M00S", "9:05"),
        ]),
    ];

    let reading =
        ods(&format!("<table:table table:name=\"名单\">{}</table:table>", rows.concat())).expect("a workbook");

    assert_eq!(reading.format, Format::Ods);
    assert_eq!(column(&reading, 0), ["工号", "00123", "00045", ""]);
    assert_eq!(column(&reading, 1), ["姓名", "周 临海", "吴启明\n（兼）", "郑和"]);
    assert_eq!(column(&reading, 2), ["手机", "13800138000", "138-0013-8001", "1"]);
    assert_eq!(column(&reading, 3), ["任职时间", "2024-03-01", "2025-11-30 09:30", "09:05:00"]);
    assert_eq!(column(&reading, 4), ["比例", "15%", "￥1,234.50", ""]);
}

#[test]
fn an_ods_repeats_merges_and_hides_as_it_says() {
    let people = format!(
        "<table:table table:name=\"名单\"><table:table-column/><table:table-column table:number-columns-repeated=\"2\" \
         table:visibility=\"collapse\"/>{}\
         <table:table-row><table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>一处</text:p>\
         </table:table-cell>{}<table:table-cell office:value-type=\"string\"><office:annotation><text:p>remark</text:p>\
         </office:annotation><text:p>处长 &amp; &#20070;记</text:p></table:table-cell></table:table-row>\
         <table:table-row table:visibility=\"filter\"><table:covered-table-cell/>{}<table:table-cell table:formula=\"of:=1/0\" \
         office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p>\
         </table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
         </table:table-row></table:table>",
        row(&["部门", "姓名", "职务"].map(text)),
        text("甲一"),
        text("乙二"),
    );
    let hidden = "<table:table table:name=\"旧\" table:style-name=\"ta2\"><table:table-row><table:table-cell \
        office:value-type=\"string\" table:number-columns-repeated=\"2\"><text:p>姓名</text:p></table:table-cell></table:table-row>\
        </table:table>";

    let reading = ods(&format!("{people}{hidden}")).expect("a workbook");

    assert_eq!(column(&reading, 0), ["部门", "一处", "一处"], "{:?}", reading.workbook);
    assert_eq!(column(&reading, 2), ["职务", "处长 & 书记", ""]);
    assert_eq!(reading.workbook.sheets[0].height(), 3);
    assert!(reading.workbook.sheets[1].is_hidden);
    assert_eq!(reading.workbook.sheets[1].row(0).collect::<Vec<_>>(), ["姓名", "姓名"]);
    assert!(told(&reading, Code::HiddenRows).contains("rows 3"), "{:?}", reading.findings);
    assert!(told(&reading, Code::HiddenColumns).contains("(B–C)"), "{:?}", reading.findings);
    assert!(told(&reading, Code::ErrorCells).contains("C3"), "{:?}", reading.findings);
    let mut sample = Sample::default();
    assert_eq!(sample.import(&reading).report.counts.new, 2);
}

#[test]
fn an_ods_that_is_broken_locked_or_without_bounds_is_refused() {
    let vast = "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
        office:value-type=\"string\" table:number-columns-repeated=\"16384\"><text:p>甲</text:p></table:table-cell>\
        </table:table-row></table:table>";
    let locked = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
        ("content.xml", b"\x01\x02"),
    ]);
    let locked = read(&locked, "list.ods", &ReadOptions::default());
    for (outcome, code) in [
        (ods(vast), Code::WorkbookTooLarge),
        (ods("<table:table><table:table-row></table:table>"), Code::DamagedWorkbook),
        (ods("<table:table table:name=\"a\">&boom;</table:table>"), Code::DamagedWorkbook),
        (locked, Code::Encrypted),
    ] {
        assert_eq!(outcome.expect_err("a refusal").finding.code, code);
    }
}

#[test]
fn a_formula_of_an_ods_that_gives_a_text_with_a_hash_is_no_error() {
    let formula = |shown: &str| {
        format!(
            "<table:table-cell table:formula=\"of:=x\" office:value-type=\"string\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let rows = [
        row(&["姓名", "备注"].map(text)),
        row(&[text("甲一"), formula("#12")]),
        row(&[text("乙二"), formula("Err: see room 3")]),
        row(&[text("丙三"), formula("#REF!")]),
        row(&[text("丁四"), formula("Err:502")]),
    ];

    let reading =
        ods(&format!("<table:table table:name=\"名单\">{}</table:table>", rows.concat())).expect("a workbook");

    assert_eq!(column(&reading, 1), ["备注", "#12", "Err: see room 3", "", ""]);
    assert!(told(&reading, Code::ErrorCells).contains("2 cells"), "{:?}", reading.findings);
}

#[test]
fn a_merged_cell_of_an_ods_that_claims_all_rows_of_the_world_is_read() {
    let wide = "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"4294967295\" \
        table:number-columns-spanned=\"4294967295\"><text:p>一处</text:p></table:table-cell>";
    let rows = [row(&["姓名", "部门"].map(text)), row(&[text("甲一"), wide.to_owned()])];

    let reading =
        ods(&format!("<table:table table:name=\"名单\">{}</table:table>", rows.concat())).expect("a workbook");

    assert_eq!(column(&reading, 1), ["部门", "一处"]);
}
