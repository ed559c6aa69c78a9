//! A later list of the same account: who is new, moved, changed and gone, and what becomes of it.

use waterline::exchange::{Code, Fate, Plan};
use waterline::model::change::Change;
use waterline::model::snapshot::Moment;
use waterline::model::viewer::Viewer;

use super::account::{Sample, codes, day, read_text};

const FIRST: &str = "工号,姓名,部门,职务,上级,手机\n\
    1,周临海,局领导,局长,,13800000001\n\
    2,吴启明,局领导,副局长,周临海,13800000002\n\
    3,郑秋实,办公室,主任,周临海,13800000003\n\
    4,王远帆,信息处,处长,吴启明,13800000004\n\
    5,冯小溪,信息处,科员,王远帆,13800000005\n";

fn fates(plan: &Plan) -> Vec<(&str, Fate)> {
    plan.report.rows.iter().map(|row| (row.label.as_str(), row.fate)).collect()
}

#[test]
fn a_later_list_shows_who_is_new_moved_changed_and_gone_before_it_is_done() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", FIRST);
    let later = "工号,姓名,部门,职务,上级,手机\n\
        2,吴启明,局领导,局长,,13800000002\n\
        3,郑秋实,办公室,主任,吴启明,13900000003\n\
        4,王远帆,局领导,副局长,吴启明,13800000004\n\
        5,冯小溪,信息处,科员,孙晓,13800000005\n\
        6,孙晓,信息处,处长,王远帆,13800000006\n";

    sample.options.today = day("2026-06-01");
    let plan = sample.plan(&read_text(later));

    assert_eq!(
        fates(&plan),
        [
            ("吴启明", Fate::Moved),
            ("郑秋实", Fate::Changed),
            ("王远帆", Fate::Moved),
            ("冯小溪", Fate::Unchanged),
            ("孙晓", Fate::New)
        ]
    );
    assert_eq!(plan.report.rows[2].changes, ["信息处 · 处长"]);
    let gone: Vec<_> =
        plan.report.gone.iter().map(|gone| (gone.name.as_str(), gone.held.join(", "), gone.ends_on)).collect();
    assert_eq!(gone, [("周临海", "局领导 · 局长".to_owned(), None)]);
}

#[test]
fn the_absent_are_ended_only_when_the_day_is_given_and_history_stays() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", FIRST);
    let later = "工号,姓名,部门,职务,上级,手机\n2,吴启明,局领导,局长,,\n3,郑秋实,办公室,主任,吴启明,\n4,王远帆,信息处,处长,吴启明,\n";

    sample.options.end_missing = Some(day("2026-06-01"));
    let plan = sample.import_text("2026-06-01", later);

    assert_eq!(sample.posts(), ["局领导/局长: 吴启明", "办公室/主任: 郑秋实", "信息处/处长: 王远帆"]);
    assert_eq!(sample.lines(), ["王远帆 → 吴启明", "郑秋实 → 吴启明"]);
    assert_eq!(plan.report.counts.gone, 3, "two people and the post that one of ours left: {:?}", plan.report.gone);
    let before = sample.map.snapshot(Moment::On(day("2026-05-31")), &Viewer::Operator);
    assert_eq!((before.records().tenures.len(), before.records().lines.len()), (5, 4));
    let again = sample.plan(&read_text(later));
    assert_eq!((again.changes.len(), again.report.gone.len()), (0, 0));
}

#[test]
fn a_successor_takes_the_post_over_and_its_lines_stay() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", FIRST);

    sample.options.end_missing = Some(day("2026-06-01"));
    let plan = sample.import_text(
        "2026-06-01",
        &FIRST.replace("4,王远帆", "9,钱多多").replace(",王远帆,", ",钱多多,").replace("13800000004", ""),
    );

    assert_eq!(sample.lines(), ["冯小溪 → 钱多多", "吴启明 → 周临海", "郑秋实 → 周临海", "钱多多 → 吴启明"]);
    assert!(
        !plan.changes.iter().any(|change| matches!(change, Change::AddPost(_) | Change::DrawLine(_))),
        "{:?}",
        plan.changes
    );
}

#[test]
fn people_are_recognised_by_key_then_address_then_number_then_name_and_unit_then_name() {
    let first = "工号,姓名,部门,职务,邮箱,手机\n\
        1,甲一,一处,处长,,\n\
        ,乙二,一处,科员,yi@example.com,\n\
        ,丙三,一处,科员,,13800000003\n\
        ,丁四,一处,科员,,\n\
        ,丁四,二处,科员,,13900000004\n\
        ,戊五,二处,科员,,\n";
    let later = "工号,姓名,部门,职务,邮箱,手机\n\
        1,甲壹,三处,处长,,\n\
        ,乙贰,三处,科员,YI@example.com,\n\
        ,丙叁,三处,科员,,138-0000-0003\n\
        ,丁四,一处,科员,,\n\
        ,戊五,三处,科员,,\n";
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", first);

    let plan = sample.import_text("2026-06-01", later);

    let counts = plan.report.counts;
    assert_eq!((counts.new, counts.moved, counts.unchanged), (0, 4, 1), "{:?}", plan.report.rows);
    assert_eq!(plan.report.gone.iter().filter(|gone| gone.person.is_some()).count(), 1);
    let renamed: Vec<_> = codes(&plan).into_iter().filter(|(code, _)| *code == Code::OtherName).collect();
    assert_eq!(renamed.len(), 3);
}

#[test]
fn a_desk_number_does_not_make_the_successor_the_predecessor() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "姓名,部门,职务,办公电话\n甲一,一处,处长,0518-80010001\n");

    let plan = sample.import_text("2026-06-01", "姓名,部门,职务,办公电话\n乙二,一处,处长,0518-80010001\n");

    assert_eq!((plan.report.counts.new, plan.report.counts.gone), (1, 1));
}

#[test]
fn a_list_of_one_committee_does_not_take_its_members_out_of_their_offices() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", FIRST);

    let plan =
        sample.import_text("2026-04-01", "姓名,部门,职务\n周临海,信息化领导小组,组长\n吴启明,信息化领导小组,副组长\n");

    assert_eq!(codes(&plan), [(Code::KeptBeside, Some(2)), (Code::KeptBeside, Some(3))]);
    assert!(sample.posts().contains(&"局领导/局长: 周临海".to_owned()));
    let plan = sample.plan(&read_text(FIRST));
    assert_eq!(plan.changes, [], "the first list again changes nothing: {:?}", plan.report);
}

#[test]
fn a_list_without_a_title_belongs_to_the_organisation_that_an_earlier_title_named() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "海州市数据局通讯录\n部门,姓名,职务\n办公室,甲一,主任\n信息处,乙二,处长\n");

    sample.import_text("2026-04-01", "部门,姓名,职务\n办公室,甲一,主任\n信息处,乙二,处长\n人事处,丙三,处长\n");

    assert_eq!(sample.units(), ["海州市数据局", "海州市数据局/人事处", "海州市数据局/信息处", "海州市数据局/办公室"]);
    assert_eq!(sample.posts().len(), 3);
}

#[test]
fn an_ended_post_and_its_person_can_come_back() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", FIRST);
    sample.options.end_missing = Some(day("2026-04-01"));
    sample.import_text("2026-04-01", &FIRST[..FIRST.find("5,").expect("the last row")]);

    let plan = sample.import_text("2026-05-01", FIRST);

    assert!(plan.report.rows[4].fate > Fate::Unchanged, "{:?}", plan.report.rows);
    assert!(sample.posts().contains(&"信息处/科员: 冯小溪".to_owned()));
    assert_eq!(sample.today().records().persons.len(), 5, "the same person, not a second one");
}

#[test]
fn a_circle_with_lines_that_the_map_has_is_left_open_too() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", FIRST);

    let plan = sample.import_text("2026-04-01", "姓名,部门,职务,上级\n周临海,局领导,局长,冯小溪\n");

    assert!(codes(&plan).contains(&(Code::ClosesCircle, Some(2))), "{:?}", plan.report.findings);
    assert_eq!(sample.lines().len(), 4);
}

#[test]
fn superiors_of_earlier_lists_are_found() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", FIRST);

    sample.import_text("2026-04-01", "工号,姓名,部门,职务,上级\n7,李木,信息处,科员,王远帆\n8,赵四,信息处,科员,4\n");

    let lines = sample.lines();
    assert!(lines.contains(&"李木 → 王远帆".to_owned()) && lines.contains(&"赵四 → 王远帆".to_owned()), "{lines:?}");
}

#[test]
fn a_turned_hierarchy_is_drawn_from_the_day_of_the_list_on() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "工号,姓名,上级\n1,甲,\n2,乙,甲\n3,丙,乙\n");

    sample.import_text("2026-04-01", "工号,姓名,上级\n1,甲,丙\n2,乙,\n3,丙,乙\n");

    // A blank cell says nothing, so 乙 keeps 甲 and the line from 甲 up to 丙 closes a circle.
    assert_eq!(sample.lines(), ["丙 → 乙", "乙 → 甲"]);
    sample.import_text("2026-05-01", "工号,姓名,上级\n3,丙,丁\n2,乙,丙\n1,甲,乙\n4,丁,\n");
    assert_eq!(sample.lines(), ["丙 → 丁", "乙 → 丙", "甲 → 乙"]);
}

#[test]
fn of_namesakes_each_is_found_in_any_unit_that_a_row_gives() {
    let mut sample = Sample::default();
    let list = "姓名,部门,职务\n张三,,\n张三,一处,科员（兼）\n李四,一处,科员\n张三,二处,\n";
    sample.import_text("2026-03-01", list);

    let again = sample.plan(&read_text(list));

    assert_eq!(again.changes, []);
    assert_eq!(sample.posts(), ["一处/科员: 张三", "一处/科员: 李四", "二处/: 张三"]);
}
