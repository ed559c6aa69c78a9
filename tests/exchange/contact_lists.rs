//! Contact lists become units, posts, people, lines and notes.

use waterline::exchange::{Code, Fate};
use waterline::model::claim::Statement;
use waterline::model::tenure::TenureKind;
use waterline::model::tier::Tier;

use super::account::{Sample, codes};
use super::sample::reading;

#[test]
fn a_plain_list_gives_people_posts_units_lines_and_notes() {
    let mut sample = Sample::default();

    let plan = sample.import(&reading("utf8.csv"));

    assert_eq!(sample.units(), ["信息处", "办公室", "局领导"]);
    assert_eq!(
        sample.posts(),
        [
            "局领导/局长: 周临海",
            "局领导/副局长: 吴启明",
            "办公室/主任: 郑秋实",
            "信息处/处长: 王远帆",
            "信息处/科员: 冯小溪"
        ]
    );
    assert_eq!(sample.lines(), ["冯小溪 → 王远帆", "吴启明 → 周临海", "王远帆 → 吴启明", "郑秋实 → 周临海"]);
    let claims: Vec<_> = sample.today().claims().cloned().collect();
    assert_eq!(claims.len(), 2);
    assert!(matches!(&claims[0].statement, Statement::Note { text, .. } if text == "负责信息化"));
    assert_eq!((claims[0].tier, claims[0].grade.to_string().as_str()), (Tier::T2, "F6"));
    assert_eq!(claims[0].expires_on.to_string(), "2026-09-01");
    assert_eq!(sample.today().source(claims[0].source).map(|source| source.label.as_str()), Some("utf8.csv"));
    assert_eq!(plan.report.counts.new, 5);
    assert!(plan.report.findings.is_empty(), "{:?}", plan.report.findings);
}

#[test]
fn every_sample_file_imported_twice_changes_nothing_the_second_time() {
    let files = [
        "utf8.csv",
        "utf8-bom.csv",
        "gb18030.csv",
        "big5.csv",
        "utf16le.txt",
        "utf16be-no-mark.txt",
        "tab.tsv",
        "semicolon.csv",
        "sep-line.csv",
        "latin1.csv",
        "merged.xlsx",
        "headings.xlsx",
    ];
    for name in files {
        let mut sample = Sample::default();
        let first = sample.import(&reading(name));

        let second = sample.plan(&reading(name));

        assert!(!first.changes.is_empty(), "{name}");
        assert_eq!(second.changes, [], "{name}");
        assert_eq!(second.report.counts.new + second.report.counts.moved + second.report.counts.changed, 0, "{name}");
        assert_eq!(second.report.gone, [], "{name}");
    }
}

#[test]
fn merged_departments_and_sheets_become_units_under_the_organisation_of_the_title() {
    let mut sample = Sample::default();

    let plan = sample.import(&reading("merged.xlsx"));

    assert_eq!(
        sample.posts(),
        [
            "海州市数据局/局领导/局长: 周临海",
            "海州市数据局/局领导/副局长: 吴启明",
            "海州市数据局/办公室/主任: 郑秋实",
            "海州市数据局/办公室/科员: 冯小溪",
            "海州市数据局/信息处/处长: 王远帆",
            "海州市数据局/信息中心/主任: 孙晓",
            "海州市数据局/信息中心/工程师: 李木",
        ]
    );
    let now = sample.today();
    let zhou = now.records().persons.iter().find(|person| person.name == "周临海").expect("a person");
    assert_eq!((zhou.phone.as_deref(), zhou.mobile.as_deref()), (Some("0518-8001"), Some("13800000001")));
    assert_eq!(codes(&plan), [(Code::HiddenSheet, None)]);
}

#[test]
fn heading_rows_name_units_and_what_is_no_contact_is_said() {
    let mut sample = Sample::default();

    let plan = sample.import(&reading("headings.xlsx"));

    assert_eq!(
        sample.posts(),
        [
            "海州市水务局/局领导/局长: 周临海",
            "海州市水务局/局领导/副局长: 吴启明",
            "海州市水务局/内设机构/办公室/主任: 郑秋实",
            "海州市水务局/内设机构/水资源科/科长: 王远帆",
            "海州市水务局/内设机构/水资源科/科员: 冯小溪",
        ]
    );
    assert_eq!(codes(&plan), [(Code::RepeatedHeader, Some(9)), (Code::RowOutsideTable, Some(13))]);
    assert_eq!((plan.report.counts.structure, plan.report.counts.left_out), (5, 1));
}

#[test]
fn blank_departments_of_a_text_file_are_filled_down_only_where_cells_were_merged() {
    let mut merged = Sample::default();
    let plan = merged
        .import_text("2026-03-01", "部门,姓名,职务\n办公室,甲一,主任\n,乙二,科员\n人事处,丙三,处长\n,丁四,科员\n");
    assert_eq!(merged.posts(), ["办公室/主任: 甲一", "办公室/科员: 乙二", "人事处/处长: 丙三", "人事处/科员: 丁四"]);
    assert_eq!(codes(&plan), [(Code::FilledDown, None)]);

    let mut listed = Sample::default();
    listed.import_text("2026-03-01", "部门,姓名,职务\n办公室,甲一,主任\n办公室,乙二,科员\n,丙三,顾问\n");
    assert_eq!(listed.posts()[2], "海州市/顾问: 丙三");
}

#[test]
fn unit_paths_are_split_and_levels_are_joined() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "姓名,二级部门,一级部门\n甲,科技处,市局\n乙,A/B,市局\n丙,C > D,市局\n丁,E－F,\n戊,\"G\nH\",\n己,I\\J,\n",
    );

    let units = sample.units();
    for path in ["市局/科技处", "市局/A/B", "市局/C/D", "E/F", "G/H", "I/J"] {
        assert!(units.iter().any(|unit| unit == path), "{path} in {units:?}");
    }
}

#[test]
fn self_reports_unknown_superiors_and_namesakes_are_left_out_with_a_warning() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,部门,上级\n甲,一处,甲\n乙,一处,无名氏\n丙,一处,王伟\n王伟,二处,甲\n王伟,三处,甲\n",
    );

    assert_eq!(sample.lines(), ["王伟 → 甲", "王伟 → 甲"]);
    assert_eq!(
        codes(&plan),
        [
            (Code::ReportsToItself, Some(2)),
            (Code::SuperiorNotFound, Some(3)),
            (Code::SuperiorAmbiguous, Some(4)),
            (Code::SameNameTwice, Some(6)),
        ]
    );
    let not_found = &plan.report.findings[1];
    assert_eq!(
        not_found.sentence_en(),
        "list.csv, line 3, column C “上级”: The superior “无名氏” was not found; this reporting line was left out. \
         Write a name, key or e-mail address that stands in the list."
    );
    assert!(not_found.sentence_zh().starts_with("list.csv，第 3 行，C 列“上级”：找不到上级“无名氏”"));
}

#[test]
fn the_last_line_of_a_circle_is_left_out() {
    let mut sample = Sample::default();

    let plan = sample.import_text("2026-03-01", "姓名,上级\n甲,丙\n乙,甲\n丙,乙\n丁,戊\n戊,丁\n己,甲\n");

    assert_eq!(sample.lines(), ["丁 → 戊", "乙 → 甲", "己 → 甲", "甲 → 丙"]);
    assert_eq!(codes(&plan), [(Code::ClosesCircle, Some(4)), (Code::ClosesCircle, Some(6))]);
    assert!(plan.report.findings[0].message_zh.contains("丙 → 乙 → 甲 → 丙"), "{}", plan.report.findings[0].message_zh);
}

#[test]
fn a_superior_by_name_means_the_substantive_post() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "姓名,部门,职务,任职类型,上级\n甲,办公室,主任,兼任,\n甲,局领导,副局长,实职,\n乙,办公室,科员,,甲\n",
    );

    let now = sample.today();
    let line = now.lines().next().expect("a line");
    let superior = now.records().posts.iter().find(|post| line.superior.reference().id == post.id.0).expect("a post");
    assert_eq!(superior.title, "副局长");
    let kinds: Vec<_> = now.records().tenures.iter().map(|tenure| tenure.kind).collect();
    assert_eq!(kinds, [TenureKind::Concurrent, TenureKind::Substantive, TenureKind::Substantive]);
    assert_eq!(now.records().persons.len(), 2);
}

#[test]
fn superiors_are_found_by_key_and_address_and_several_are_all_drawn() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "工号,姓名,邮箱,汇报对象,虚线上级,分管领导,部门\n1,甲,a@example.com,,,,局领导\n2,乙,b@example.com,1,,,一处\n\
         3,丙,c@example.com,B@Example.com,甲,甲,二处\n4,丁,d@example.com,乙、丙,,甲,二处\n",
    );

    assert_eq!(
        sample.lines(),
        ["丁 → 丙 (Dual)", "丁 → 乙", "丙 → 乙", "丙 → 甲 (Dotted)", "乙 → 甲", "二处 → 甲 (Oversees)"]
    );
}

#[test]
fn notes_that_may_not_be_kept_are_left_out_and_not_repeated() {
    let mut sample = Sample::default();

    let plan = sample.import_text("2026-03-01", "姓名,备注\n甲,要求给回扣三万\n乙,关注数据安全\n");

    assert_eq!(sample.today().claims().count(), 1);
    let finding = &plan.report.findings[0];
    assert_eq!((finding.code, finding.place.line), (Code::NoteScreened, Some(2)));
    assert!(!finding.sentence_zh().contains("三万") && finding.message_zh.contains("gifts"), "{}", finding.message_zh);
}

#[test]
fn vacant_posts_second_posts_and_repeated_rows() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,部门,职务,电话\n空缺,一处,处长,\n甲,一处,副处长,\n甲,一处,机关党委委员,\n甲,一处,副处长,\n,,,\n,一处,,8001\n,一处,主任科员,\n",
    );

    assert_eq!(sample.posts(), ["一处/处长: ", "一处/副处长: 甲", "一处/机关党委委员: 甲", "一处/主任科员: "]);
    assert_eq!(codes(&plan), [(Code::RepeatedRow, Some(5)), (Code::RowWithoutPerson, Some(7))]);
    assert_eq!(sample.today().records().persons.len(), 1);
}

#[test]
fn the_two_halves_of_a_name_are_joined_as_their_script_asks() {
    let mut sample = Sample::default();

    sample.import_text("2026-03-01", "First Name,Last Name\nAnn,Other\n临海,周\n");
    sample.import_text("2026-03-01", "姓名\n张　三\n");

    let now = sample.today();
    let names: Vec<_> = now.records().persons.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ann Other", "周临海", "张三"]);
}

#[test]
fn ragged_rows_and_values_that_make_no_sense_are_warned_about() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,职务,邮箱,任职时间,排名\n甲,主任\n乙,科员,not-an-address,1/2/2026,first\n丙,科员,c@example.com,2024年3月,2,多余\n",
    );

    assert_eq!(
        codes(&plan),
        [
            (Code::ShortRow, Some(2)),
            (Code::NotAnEmail, Some(3)),
            (Code::NotADay, Some(3)),
            (Code::NotANumber, Some(3)),
            (Code::LongRow, Some(4)),
        ]
    );
    let now = sample.today();
    let dated = now.records().tenures.iter().find(|tenure| tenure.span.from.is_some()).expect("a dated tenure");
    assert_eq!(dated.span.from.map(|day| day.to_string()).as_deref(), Some("2024-03-01"));
}

#[test]
fn every_row_meets_a_fate_and_none_is_lost() {
    for name in ["utf8.csv", "merged.xlsx", "headings.xlsx", "latin1.csv"] {
        let mut sample = Sample::default();
        let reading = reading(name);

        let plan = sample.import(&reading);

        let used = reading.workbook.sheets.iter().zip(&reading.mapping.sheets).filter(|(_, mapping)| mapping.is_used);
        let below_heads: usize = used
            .map(|(sheet, mapping)| {
                let head_end = mapping.head_line.unwrap_or(0) + mapping.head_lines;
                (0..sheet.height()).filter(|row| sheet.line(*row) >= head_end && !sheet.is_blank(*row)).count()
            })
            .sum();
        assert_eq!(plan.report.rows.len(), below_heads, "{name}");
        assert!(plan.report.rows.iter().all(|row| row.fate != Fate::Unchanged), "{name}");
    }
}

#[test]
fn the_title_of_a_list_of_key_contacts_names_the_organisation_alone() {
    let mut sample = Sample::default();

    sample.import_text("2026-03-01", "Northwind plc – key contacts (confidential),\nName,Title\nAnn Other,Head\n");

    assert_eq!(sample.units(), ["Northwind plc"]);
}
