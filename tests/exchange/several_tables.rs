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

/// The names of all people, in order.
fn names(sample: &Sample) -> Vec<String> {
    let mut names: Vec<String> = sample.snapshot().records().persons.iter().map(|person| person.name.clone()).collect();
    names.sort();
    names
}

#[test]
fn rooms_and_things_below_or_beside_people_make_nobody_and_are_told_with_their_place() {
    let people = ["姓名,职务,电话", "甲一,处长,0518-8001001", "乙二,科员,0518-8001002", ""];
    let below: [(&[&str], &str); 6] = [
        (&["会议室,容纳人数,电话", "第一会议室,20,0518-8009999"], "A5:C6"),
        (&["会议室一览", "会议室,楼层,电话", "第一会议室,三楼,0518-8009999"], "A5:C7"),
        (&["资产编号,设备名称,型号,数量", "ZC-01,打印机,M400,2"], "A5:D6"),
        // Nothing of these heads is known: words over numbers, below a blank line.
        (&["议事厅,短码", "第一议事厅,9001", "第二议事厅,9002"], "A5:C7"),
        (&["Meeting room,Extension", "North,901", "South,902"], "A5:C7"),
        (&["Name,Model,Serial number", "Printer,M400,77-1"], "A5:C6"),
    ];
    for (things, place) in below {
        let lines: Vec<&str> = people.iter().copied().chain(things.iter().copied()).collect();
        let mut sample = Sample::default();

        let plan = sample.import(&workbook(&lines));

        assert_eq!(names(&sample), ["乙二", "甲一"], "{things:?}: {:?}", plan.report.findings);
        let findings = &plan.report.findings;
        let is_told = |code: Code| findings.iter().any(|one| one.code == code && one.place.sheet.contains(place));
        assert!(is_told(Code::SheetWithoutHeader) || is_told(Code::SheetOfOthers), "{things:?}: {findings:?}");
    }
}

#[test]
fn rooms_left_of_people_lend_them_no_telephone() {
    let mut sample = Sample::default();

    let plan = sample.import(&workbook(&[
        "会议室,电话,,姓名,职务,手机",
        "第一会议室,0518-8009999,,甲一,处长,13800000001",
        "第二会议室,0518-8009998,,,,",
    ]));

    assert_eq!(names(&sample), ["甲一"], "{:?}", plan.report.findings);
    assert_eq!(sample.snapshot().records().persons[0].phone, None);
    assert!(told(&plan, Code::SheetWithoutHeader)[0].contains("A1:B3"), "{:?}", plan.report.findings);
}

#[test]
fn people_below_a_blank_line_stay_people() {
    for lines in [
        ["姓名,职务,电话", "甲一,处长,0518-8001001", "", "王丙,科长,待装", "李丁,科员,0518-8001003"],
        [
            "Name,Job title,Phone",
            "Ann Other,Head,555-1234567",
            "",
            "Ben Example,Deputy,pending",
            "Cyd Free,Clerk,555-1234568",
        ],
        ["姓名,房间,电话", "甲一,301,0518-8001001", "", "丙三,302,0518-8001002", "丁四,303,0518-8001003"],
    ] {
        let mut sample = Sample::default();

        let plan = sample.import(&workbook(&lines));

        assert_eq!(names(&sample).len(), 3, "{lines:?}: {:?}", plan.report.findings);
    }
}

#[test]
fn a_room_of_each_person_beside_an_empty_column_stays_with_the_person() {
    let mut sample = Sample::default();

    sample.import(&workbook(&["姓名,职务,,房间号,电话", "甲一,处长,,301,0518-8001001", "乙二,科员,,302,0518-8001002"]));

    let phones = sample.snapshot().records().persons.iter().filter(|person| person.phone.is_some()).count();
    assert_eq!((names(&sample).len(), phones), (2, 2));
}

#[test]
fn names_of_organisations_under_a_bare_name_make_nobody() {
    for text in [
        "Code,Name\nRC1,Bedfordshire Hospitals NHS Foundation Trust\nRGT,Cambridge University Hospitals\nX24,England\n",
        "编号,名字\n1,财政局\n2,林业局\n3,海州市数据局\n4,城投集团有限公司\n",
        "Name,Phone,Website\nAcme Ltd,555-1234567,acme.example\nMuster Technik GmbH,555-1234568,muster.example\n",
    ] {
        let reading = read_text(text);

        let error = reading.error().unwrap_or_else(|| panic!("{text} was taken for people"));
        assert_eq!(error.code, Code::ListOfUnits, "{error:?}");
    }
    let things = read_text("Name,Model,Quantity\nPrinter,M400,2\n");
    assert_eq!(things.error().map(|error| error.code), Some(Code::ListOfThings));
    for text in [
        "姓名,电话\n王会,1\n李登科,2\n周镇,3\n",
        "Name,Department\nAnn Other,Sales Department\nBen Trust,Board\nCyd Free,Office\n",
        "Name,Title\nSales Office,Manager\n",
    ] {
        assert!(read_text(text).error().is_none(), "{text}");
    }
}

#[test]
fn organisations_on_a_sheet_of_their_own_are_told_beside_people() {
    let mut workbook = Workbook::new();
    for (name, lines) in
        [("People", ["Name,Job title", "Ann Other,Head"]), ("Trusts", ["Code,Name", "RC1,Barts Health NHS Trust"])]
    {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, line) in (0..).zip(lines) {
            for (column, text) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, text).expect("a cell");
            }
        }
    }
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let reading = read(&bytes, "list.xlsx", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"));
    let mut sample = Sample::default();

    let plan = sample.import(&reading);

    assert_eq!(names(&sample), ["Ann Other"]);
    assert!(told(&plan, Code::SheetOfOthers)[0].contains("Trusts"), "{:?}", plan.report.findings);
    let asked = ReadOptions { mapping: Some(reading.mapping.clone()), ..ReadOptions::default() };
    let again = read(&bytes, "list.xlsx", &asked).unwrap_or_else(|refusal| panic!("{refusal}"));
    assert!(again.findings.iter().any(|finding| finding.code == Code::SheetNotChosen), "{:?}", again.findings);
}

#[test]
fn parts_of_a_named_sheet_belong_to_the_unit_that_the_sheet_is_called_by() {
    let mut sample = Sample::default();

    sample.import(&workbook(&["姓名,职务,,姓名,职务", "甲一,处长,,丙三,科长", "乙二,科员,,丁四,科员"]));

    let units = sample.units();
    assert!(units.iter().all(|unit| !unit.contains("D1:E3")), "{units:?}");
    assert_eq!(sample.snapshot().records().persons.len(), 4);
}
