//! Bytes become tables: encodings, delimiters, quotes, workbooks.

use waterline::exchange::encoding::Encoding;
use waterline::exchange::table::Sheet;
use waterline::exchange::{Code, ReadOptions, read};

use super::sample::{self, reading};

/// All cells of a sheet.
fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    (0..sheet.height()).map(|row| sheet.row(row).collect()).collect()
}

/// Reads a text that must be refused, and says why.
fn refused(text: &str) -> (Code, Option<u32>) {
    let refusal = read(text.as_bytes(), "list.csv", &ReadOptions::default()).expect_err("a refusal");
    (refusal.finding.code, refusal.finding.place.line)
}

#[test]
fn the_same_list_reads_the_same_in_every_encoding_and_delimiter() {
    let plain = reading("utf8.csv");
    let expected = rows(&plain.workbook.sheets[0]);
    assert_eq!(expected[4], ["王远帆", "处长", "信息处", "吴启明", "13800000004", "wang@example.com", "关注数据安全"]);

    let files = [
        ("utf8-bom.csv", Encoding::Utf8, ','),
        ("gb18030.csv", Encoding::Gb18030, ','),
        ("utf16le.txt", Encoding::Utf16Le, '\t'),
        ("utf16be-no-mark.txt", Encoding::Utf16Be, '\t'),
        ("tab.tsv", Encoding::Utf8, '\t'),
    ];
    for (name, encoding, delimiter) in files {
        let reading = reading(name);
        assert_eq!(reading.encoding, Some(encoding), "{name}");
        assert_eq!(reading.delimiter, Some(delimiter), "{name}");
        assert_eq!(rows(&reading.workbook.sheets[0]), expected, "{name}");
    }
}

#[test]
fn western_text_without_a_mark_is_read_with_a_warning() {
    let semicolon = reading("semicolon.csv");
    let latin = reading("latin1.csv");
    let declared = reading("sep-line.csv");

    assert_eq!(semicolon.delimiter, Some(';'));
    assert_eq!(latin.encoding, Some(Encoding::Windows1252));
    assert!(latin.findings.iter().any(|finding| finding.code == Code::GuessedEncoding));
    assert_eq!(rows(&latin.workbook.sheets[0]), rows(&semicolon.workbook.sheets[0]));
    assert_eq!(rows(&declared.workbook.sheets[0]), rows(&semicolon.workbook.sheets[0]));
    assert_eq!(declared.workbook.sheets[0].line(0), 2);
}

#[test]
fn big5_is_not_mistaken_for_gb18030() {
    let reading = reading("big5.csv");

    assert_eq!(reading.encoding, Some(Encoding::Big5));
    assert_eq!(reading.workbook.sheets[0].cell(1, 0), "陳海");
}

#[test]
fn quotes_hold_delimiters_line_breaks_and_quotes() {
    let text = "name,title\r\n\"Smith, \"\"Jack\"\"\",\"Head\r\nof IT\" \r\n\r\nJo \"the\" Doe,\"\"\r\n";

    let reading = read(text.as_bytes(), "list.csv", &ReadOptions::default()).expect("a table");

    let sheet = &reading.workbook.sheets[0];
    assert_eq!(sheet.row(1).collect::<Vec<_>>(), ["Smith, \"Jack\"", "Head\nof IT"]);
    assert_eq!(sheet.row(2).collect::<Vec<_>>(), ["Jo \"the\" Doe", ""]);
    assert_eq!((sheet.line(1), sheet.line(2)), (2, 5));
}

#[test]
fn broken_quoting_is_refused_with_its_line() {
    assert_eq!(refused("name,title\nA,\"x\nB,y\n"), (Code::UnclosedQuote, Some(2)));
    assert_eq!(refused("name,title\nA,b\n\"Jack\" Smith,x\n"), (Code::TextAfterQuote, Some(3)));
    assert_eq!(refused(""), (Code::EmptyFile, None));
    assert_eq!(refused(",,\n,,\n"), (Code::NoTable, None));
}

#[test]
fn control_characters_and_padding_fall_away_and_invisible_letters_stay() {
    let text = "name,title\n\u{3000}张\u{7}三\u{a0},=cmd()\n李\u{200b}四,\u{202e}evil\n";

    let reading = read(text.as_bytes(), "list.csv", &ReadOptions::default()).expect("a table");

    let sheet = &reading.workbook.sheets[0];
    assert_eq!(sheet.row(1).collect::<Vec<_>>(), ["张三", "=cmd()"]);
    assert_eq!(sheet.row(2).collect::<Vec<_>>(), ["李\u{200b}四", "\u{202e}evil"]);
}

#[test]
fn a_workbook_gives_all_sheets_with_merged_cells_filled_and_values_as_shown() {
    let reading = reading("merged.xlsx");

    let names: Vec<_> = reading.workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["机关", "信息中心", "旧名单"]);
    let sheet = &reading.workbook.sheets[0];
    assert_eq!(sheet.row(4).collect::<Vec<_>>(), ["2", "局领导", "吴启明", "副局长", "0518-8002", "13800000002"]);
    assert_eq!(reading.workbook.sheets[1].cell(1, 2), "2024-03-01");
    assert!(reading.workbook.sheets[2].is_hidden);
}

#[test]
fn csv_spectrum_reads_as_its_authors_expect() {
    let Some(folder) = sample::public_data("hostile-inputs/csv-spectrum/csvs") else {
        return;
    };
    for path in sample::files_below(&folder) {
        let bytes = std::fs::read(&path).expect("a readable file");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let json = folder.join("../json").join(path.with_extension("json").file_name().expect("a name"));
        let expected: Vec<std::collections::HashMap<String, String>> =
            serde_json::from_slice(&std::fs::read(json).expect("a readable file")).expect("JSON");

        let (sheet, _) = waterline::exchange::delimited::read_delimited(&text).expect("a table");

        for (index, object) in expected.iter().enumerate() {
            for column in 0..sheet.row_width(0) {
                let wanted = object[sheet.cell(0, column)].replace("\r\n", "\n");
                assert_eq!(sheet.cell(index + 1, column), wanted.trim(), "{}", path.display());
            }
        }
    }
}

#[test]
fn more_rows_than_memory_bears_are_refused_with_the_number_that_is_taken() {
    let list = |rows: usize| format!("姓名,部门\n{}", "王远帆,信息处\n".repeat(rows));
    assert!(read(list(100_000).as_bytes(), "list.csv", &ReadOptions::default()).is_ok());

    let refusal = read(list(120_001).as_bytes(), "list.csv", &ReadOptions::default()).expect_err("a refusal");
    assert_eq!(refusal.finding.code, Code::TooManyRows);
    assert!(refusal.finding.sentence_en().contains("120,000 rows"), "{}", refusal.finding.sentence_en());
    assert!(refusal.finding.sentence_zh().contains("12 万行"));
}

#[test]
fn s4_of_a_list_of_a_hundred_megabytes_only_the_columns_that_are_used_are_kept() {
    use std::fmt::Write as _;

    let rest = "ä note that nobody asked for; ".repeat(30);
    let mut list = String::from("姓名,部门,编号,remark of the old system\n");
    for row in 0..100_000 {
        writeln!(list, "员工{row},总部/{}处,{row},{row} {rest}", row % 97).expect("a text takes any text");
    }
    assert!(list.len() > 90 << 20, "{}", list.len());

    let reading = read(list.as_bytes(), "list.csv", &ReadOptions::default()).expect("a list");

    let sheet = &reading.workbook.sheets[0];
    assert_eq!(sheet.height(), 100_001);
    assert_eq!((sheet.cell(100_000, 0), sheet.cell(100_000, 1)), ("员工99999", "总部/89处"));
    assert_eq!(sheet.cell(100_000, 3), "9999", "of an unused column the beginning shows that it says something");
    assert!(sheet.cell(1, 3).ends_with("for;"), "the first rows are kept whole");
    let kept: usize = (0..sheet.height()).flat_map(|row| sheet.row(row)).map(str::len).sum();
    assert!(kept < 32 << 20, "{kept} bytes were kept");
}

#[test]
fn what_is_cut_into_pieces_anywhere_reads_as_the_whole() {
    let text = "姓名,部门\r\n\"王,\n远帆\",\"信息\"\"处\"\r\n\r\n李岚,市场处\r".repeat(9000);
    let (gb, _, _) = encoding_rs::GB18030.encode(&text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (whole, _) = waterline::exchange::delimited::read_delimited(&text).expect("a table");

    for bytes in [text.as_bytes(), &gb, &utf16] {
        let reading = read(bytes, "list.csv", &ReadOptions::default()).expect("a list");

        assert!(reading.workbook.sheets[0] == whole, "{:?}", reading.encoding);
    }
}
