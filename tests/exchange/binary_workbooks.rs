//! Binary workbooks of Excel (.xlsb) show what people see in them.

use waterline::exchange::{Code, Format, ReadOptions, read};

use super::other_workbooks::{archive, column, told};

/// A record of an .xlsb file: its kind and length in seven bits a byte.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = match kind {
        0..0x80 => vec![kind as u8],
        _ => vec![kind as u8 & 0x7F | 0x80, (kind >> 7) as u8],
    };
    let mut length = data.len();
    while length >= 0x80 {
        bytes.push(length as u8 & 0x7F | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    [bytes, data.to_vec()].concat()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [numbers(&[units.len() as u32]), units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat()
}

fn row_of(number: u32, is_hidden: bool) -> Vec<u8> {
    record(0x0000, &[numbers(&[number, 0]), vec![0, 0, 0, if is_hidden { 0x10 } else { 0 }, 0], numbers(&[0])].concat())
}

fn text_cell(column: u32, text: &str) -> Vec<u8> {
    record(0x0006, &[numbers(&[column, 0]), wide(text)].concat())
}

fn number_cell(column: u32, style: u32, number: f64) -> Vec<u8> {
    record(0x0005, &[numbers(&[column, style]), number.to_le_bytes().to_vec()].concat())
}

/// An .xlsb file with one sheet of these records between the begin and the end of its cells, and these behind them.
fn xlsb(cells: &[Vec<u8>], behind: &[Vec<u8>]) -> Vec<u8> {
    let format = |id: u16, code: &str| record(0x002C, &[id.to_le_bytes().to_vec(), wide(code)].concat());
    let style = |format: u16| {
        record(0x002F, &[[0; 2], format.to_le_bytes()].concat().into_iter().chain([0; 12]).collect::<Vec<_>>())
    };
    let styles = [
        record(0x0267, &numbers(&[2])),
        format(164, "00000"),
        format(165, "000-0000-0000"),
        record(0x0268, &[]),
        record(0x0272, &numbers(&[1])),
        style(9),
        record(0x0273, &[]),
        record(0x0269, &numbers(&[4])),
        style(0),
        style(164),
        style(165),
        style(10),
        record(0x026A, &[]),
    ]
    .concat();
    let book = [
        record(0x0083, &[]),
        record(0x008F, &[]),
        record(0x009C, &[numbers(&[0, 1]), wide("rId1"), wide("名单")].concat()),
        record(0x0090, &[]),
        record(0x0084, &[]),
    ]
    .concat();
    let sheet = [
        record(0x0081, &[]),
        record(0x0094, &numbers(&[0, 9, 0, 9])),
        record(0x0186, &[]),
        record(0x003C, &[numbers(&[3, 3, 0, 0]), vec![1, 0]].concat()),
        record(0x0187, &[]),
        record(0x0091, &[]),
        cells.concat(),
        record(0x0092, &[]),
        behind.concat(),
        record(0x0082, &[]),
    ]
    .concat();
    let relations = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
        Type=\"worksheet\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/workbook.bin", &book),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

#[test]
fn an_xlsb_is_read_as_it_is_shown() {
    let cells = [
        row_of(0, false),
        text_cell(0, "工号"),
        text_cell(1, "姓名"),
        text_cell(2, "手机"),
        text_cell(3, "比例"),
        row_of(1, false),
        number_cell(0, 1, 123.0),
        text_cell(1, "周临海"),
        number_cell(2, 0, 13_800_138_000.0),
        number_cell(3, 3, 0.15),
        row_of(2, true),
        // A small number, packed with two bits of its kind.
        record(0x0002, &numbers(&[0, 1, (45 << 2) | 2])),
        text_cell(1, "吴启明"),
        number_cell(2, 2, 13_800_138_001.0),
        record(0x000B, &[numbers(&[3, 0]), vec![0x17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]].concat()),
    ];
    let behind = [record(0x00B1, &numbers(&[1])), record(0x00B0, &numbers(&[1, 2, 4, 4])), record(0x00B2, &[])];
    let bytes = xlsb(&cells, &behind);

    let reading = read(&bytes, "list.xlsb", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"));

    assert_eq!(reading.format, Format::Xlsb);
    assert_eq!(column(&reading, 0), ["工号", "00123", "00045"]);
    assert_eq!(column(&reading, 2), ["手机", "13800138000", "138-0013-8001"]);
    assert_eq!(column(&reading, 3), ["比例", "15.00%", ""]);
    assert!(told(&reading, Code::HiddenRows).contains("rows 3"), "{:?}", reading.findings);
    assert!(told(&reading, Code::HiddenColumns).contains("(D)"), "{:?}", reading.findings);
    assert!(told(&reading, Code::ErrorCells).contains("D3"), "{:?}", reading.findings);
}

#[test]
fn merged_cells_of_an_xlsb_are_filled() {
    let cells = [
        row_of(0, false),
        text_cell(0, "部门"),
        text_cell(1, "姓名"),
        row_of(1, false),
        text_cell(0, "一处"),
        text_cell(1, "甲一"),
        row_of(2, false),
        text_cell(1, "乙二"),
    ];
    let behind = [record(0x00B1, &numbers(&[1])), record(0x00B0, &numbers(&[1, 2, 0, 0])), record(0x00B2, &[])];
    let bytes = xlsb(&cells, &behind);

    let reading = read(&bytes, "list.xlsb", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"));

    assert_eq!(column(&reading, 0), ["部门", "一处", "一处"]);
}

#[test]
fn a_hidden_row_of_an_xlsb_is_told_though_its_first_cell_is_blank_and_coloured() {
    let blank_cell = |column: u32| record(0x0001, &numbers(&[column, 1]));
    let cells = [
        row_of(0, false),
        text_cell(0, "工号"),
        text_cell(1, "姓名"),
        row_of(1, true),
        blank_cell(0),
        text_cell(1, "周临海"),
        row_of(2, true),
        blank_cell(0),
        blank_cell(1),
    ];
    let bytes = xlsb(&cells, &[]);

    let reading = read(&bytes, "list.xlsb", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"));

    let sentence = told(&reading, Code::HiddenRows);
    assert!(sentence.contains("1 rows are hidden") && sentence.contains("rows 2"), "{sentence}");
}
