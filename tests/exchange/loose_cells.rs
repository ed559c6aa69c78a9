//! Cells as people write them: several names or numbers in one, remarks, words of address, rows that are nobody.

use waterline::exchange::Code;
use waterline::model::tenure::TenureKind;

use super::account::Sample;

/// Each person as name, telephone and mobile, in order of names.
fn people(sample: &Sample) -> Vec<String> {
    let snapshot = sample.snapshot();
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
    let mut people: Vec<String> = snapshot
        .records()
        .persons
        .iter()
        .map(|one| format!("{} {} {}", one.name, text(&one.phone), text(&one.mobile)))
        .collect();
    people.sort();
    people
}

#[test]
fn a_printed_directory_gives_its_people_and_no_rooms_or_sums() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "海州市数据局通讯录（2026年3月）,,,,\n序号,姓名,职务,办公电话,手机\n一、局领导,,,,\n\
         1,周临海,党组书记、局长,0518-80010001,13800000001\n2,郑  和（挂职）,副局长,0518-80010003,13800000003\n二、办公室,,,,\n\
         3,卫国强（兼）,主任,0518-80010011,13800000011\n4,蒋大为/沈晓,科员,0518-80010022,\n5,韩梅梅 女,科员,0518-80010023,13800000023\n\
         ,值班室,,0518-80010000,\n,传真,,0518-80010009,\n,合计,,6人,\n",
    );

    assert_eq!(
        people(&sample),
        [
            "卫国强 0518-80010011 13800000011",
            "周临海 0518-80010001 13800000001",
            "沈晓 0518-80010022 –",
            "蒋大为 0518-80010022 –",
            "郑和 0518-80010003 13800000003",
            "韩梅梅 0518-80010023 13800000023",
        ],
        "{:?}",
        plan.report.findings
    );
    let kinds: Vec<TenureKind> = sample.snapshot().records().tenures.iter().map(|tenure| tenure.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == TenureKind::Concurrent).count(), 1);
    assert_eq!(kinds.iter().filter(|kind| **kind == TenureKind::Seconded).count(), 1);
    let told: Vec<_> = plan.report.findings.iter().filter(|finding| finding.code == Code::NotAPerson).collect();
    assert_eq!(told.iter().map(|finding| finding.place.line).collect::<Vec<_>>(), [Some(10), Some(11), Some(12)]);
}

#[test]
fn numbers_of_desk_and_mobile_in_one_cell_are_two() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "姓名,职务,联系方式\n甲一,局长,0518-86660001/13800000005\n乙二,科长,\"0518-86660002\n13800000006\"\n丙三,科员,0518-80010001/02\n",
    );

    assert_eq!(
        people(&sample),
        ["丙三 0518-80010001/02 –", "乙二 0518-86660002 13800000006", "甲一 0518-86660001 13800000005"]
    );
}

#[test]
fn numbers_beside_several_names_go_to_each_or_are_told() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,职务,办公电话,手机,邮箱\n王一平、李二江,科员,80010022,13800000001/13800000002,a@example.com;b@example.com\n\
         张三丰、赵四海,科员,80010023,13800000003,c@example.com\n",
    );

    assert_eq!(
        people(&sample),
        ["张三丰 80010023 –", "李二江 80010022 13800000002", "王一平 80010022 13800000001", "赵四海 80010023 –"]
    );
    let shared: Vec<_> = plan.report.findings.iter().filter(|finding| finding.code == Code::SharedCell).collect();
    let values: Vec<_> = shared.iter().map(|finding| finding.value.as_deref().unwrap_or_default()).collect();
    assert_eq!(values, ["13800000003", "c@example.com"], "{:?}", plan.report.findings);
}

#[test]
fn an_english_list_knows_its_managers_by_any_form_of_the_name_and_by_title() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "Department,Employee,Title,Manager\nExecutive,Dr. Anna Schmidt,Chief Executive Officer,\n\
         Finance,Hans Müller,CFO,Anna Schmidt\nFinance,Ms. Eva Klein (Head of Controlling),Head of Controlling,\"Müller, Hans\"\n\
         IT,VACANT,CIO,Anna Schmidt\nIT,Tom Braun / Lisa Wolf,Team Lead,CIO\nTotal,6,,\n",
    );

    let names = people(&sample);
    let expected = ["Dr. Anna Schmidt – –", "Eva Klein – –", "Hans Müller – –", "Lisa Wolf – –", "Tom Braun – –"];
    assert_eq!(names, expected, "{:?}", plan.report.findings);
    assert_eq!(sample.lines().len(), 4, "{:?} {:?}", sample.lines(), plan.report.findings);
    assert!(!plan.report.findings.iter().any(|finding| finding.code == Code::SuperiorNotFound));
}

#[test]
fn a_title_names_the_superior_in_the_row_s_own_unit_before_others() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "姓名,部门,职务,直接上级\n甲一,一处,处长,\n乙二,二处,处长,\n丙三,一处,科员,处长\n丁四,二处,科员,处长\n戊五,三处,科员,处长\n",
    );

    let lines = sample.lines();
    assert_eq!(lines.len(), 2, "nobody knows which head is meant in a unit without one: {lines:?}");
    assert!(lines.iter().all(|line| line.matches("一处").count() != 1), "{lines:?}");
}

#[test]
fn names_written_family_first_are_turned_where_the_column_writes_them_so() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "Name,Title\n\"Other, Ann\",Head\n\"Example, Ben\",Clerk\n\"Free, Cyd M.\",Clerk\nMadonna,Clerk\n",
    );
    let mut single = Sample::default();
    single.import_text("2026-03-01", "Name,Title\n\"Other, Ann\",Head\nBen Example,Clerk\nCyd Free,Clerk\n");

    assert_eq!(people(&sample), ["Ann Other – –", "Ben Example – –", "Cyd M. Free – –", "Madonna – –"]);
    assert!(people(&single).contains(&"Other, Ann – –".to_owned()), "one alone may be anything");
}

#[test]
fn a_man_and_a_woman_of_one_name_are_two_people() {
    let mut sample = Sample::default();
    let list =
        "姓名,部门,电话\n邢元,一处,0518-80010001\n邢元（女）,一处,0518-80010002\n韩梅（女）,一处,0518-80010003\n";

    let plan = sample.import_text("2026-03-01", list);

    let expected = ["邢元 0518-80010001 –", "邢元 0518-80010002 –", "韩梅 0518-80010003 –"];
    assert_eq!(people(&sample), expected, "{:?}", plan.report.findings);
    assert_eq!(sample.plan(&super::account::read_text(list)).changes, []);
}

#[test]
fn a_post_that_is_still_open_is_vacant_in_any_wording() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "Name,Job title\n(open),Head of Data\nTBH,Analyst\n招聘中,科长\nN.N.,Referent\nAnn Opener,Clerk\n",
    );

    assert_eq!(people(&sample), ["Ann Opener – –"]);
    assert_eq!(sample.snapshot().records().posts.len(), 5);
}

#[test]
fn further_numbers_of_a_person_are_told_once_for_each_column() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "Name,Phone,Home phone,Email,Email home\nAnn Other,555-1000001,555-1000002,a@example.com,\n\
         Ben Example,,555-1000003,b@example.com,b@example.org\nCyd Free,555-1000004,555-1000004,,\n",
    );

    let told: Vec<_> = plan.report.findings.iter().filter(|finding| finding.code == Code::FurtherCells).collect();
    let told: Vec<_> = told.iter().map(|one| (one.place.column.as_str(), one.value.as_deref())).collect();
    assert_eq!(told, [("C", Some("555-1000002")), ("E", Some("b@example.org"))], "{:?}", plan.report.findings);
}

#[test]
fn the_list_of_a_project_hangs_no_organisation_below_the_project() {
    let mut sample = Sample::default();

    sample.import_text(
        "2026-03-01",
        "项目组通讯录,,\n姓名,公司,职位\n周临海,海州市数据局,处长\n郑和,启明监理有限公司,总监\n",
    );

    assert_eq!(sample.units(), ["启明监理有限公司", "海州市数据局"]);
}
