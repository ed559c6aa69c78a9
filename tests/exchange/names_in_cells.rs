//! What people write around names in a cell: titles, duties, remarks, marks, several names, or no name at all.

use waterline::exchange::{Code, Plan};
use waterline::model::tenure::TenureKind;

use super::account::{Sample, day, read_text};

fn names(sample: &Sample) -> Vec<String> {
    let mut names: Vec<String> = sample.snapshot().records().persons.iter().map(|one| one.name.clone()).collect();
    names.sort();
    names
}

fn told(plan: &Plan, code: Code) -> Vec<&str> {
    let findings = plan.report.findings.iter().filter(|finding| finding.code == code);
    findings.map(|finding| finding.value.as_deref().unwrap_or_default()).collect()
}

#[test]
fn titles_duties_and_places_beside_a_name_are_nobody() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,部门,职务\n王五 高工,一处,科员\n赵六 干事,一处,科员\n\"钱七，常委\",一处,科员\n孙八 江苏,一处,科员\n李九 师傅,一处,\n",
    );

    assert_eq!(names(&sample), ["孙八", "李九", "王五", "赵六", "钱七"], "{:?}", plan.report.findings);
    assert_eq!(told(&plan, Code::RemarkNotKept), ["王五", "赵六", "钱七", "孙八"]);
    assert!(sample.posts().contains(&"一处/师傅: 李九".to_owned()), "{:?}", sample.posts());
}

#[test]
fn two_names_between_blanks_are_two_people_only_where_the_row_bears_it_out() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,职务,手机\n王五 钱七,科员,13800000001\n赵四 孙八,科员,13800000002/13800000003\n李一平 周二江 吴三河,科员,\n",
    );

    let expected = ["吴三河", "周二江", "孙八", "李一平", "王五 钱七", "赵四"];
    assert_eq!(names(&sample), expected, "{:?}", plan.report.findings);
    assert_eq!(told(&plan, Code::MaybeSeveralPeople), ["王五 钱七"]);
    assert_eq!(told(&plan, Code::SeveralPeople), ["赵四 孙八", "李一平 周二江 吴三河"]);
}

#[test]
fn remarks_in_a_cell_of_several_names_belong_to_the_name_before_them() {
    let mut sample = Sample::default();
    let list = "姓名,部门,职务\n张三、李四（兼）,一处,科员\n周海（局长）、吴明（副局长）,局领导,\n张山（女）、李思,二处,科员\n";

    let plan = sample.import_text("2026-03-01", list);

    let expected = ["吴明", "周海", "张三", "张山", "李四", "李思"];
    assert_eq!(names(&sample), expected, "{:?}", plan.report.findings);
    let posts = sample.posts();
    assert!(posts.iter().any(|post| post.ends_with("局领导/局长: 周海")), "{posts:?}");
    assert!(posts.iter().any(|post| post.ends_with("局领导/副局长: 吴明")), "{posts:?}");
    let kinds: Vec<TenureKind> = sample.snapshot().records().tenures.iter().map(|tenure| tenure.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == TenureKind::Concurrent).count(), 1);
    assert_eq!(sample.plan(&read_text(list)).changes, []);
}

#[test]
fn whoever_left_by_a_remark_holds_the_post_until_the_day_it_names() {
    let mut sample = Sample::default();
    let list = "Name,Department,Title\n王五(2025.12退休),Sales,Head\nDee Leaver (left 31/12/2025),Sales,Clerk\n张三（已离职）,Sales,Analyst\n\
        John Doe (Maternity leave),Sales,Buyer\n李四*,Sales,Fitter\n1. 赵六,Sales,Tester\n";

    let plan = sample.import_text("2026-03-01", list);

    let expected = ["Dee Leaver", "John Doe", "张三", "李四", "王五", "赵六"];
    assert_eq!(names(&sample), expected, "{:?}", plan.report.findings);
    let snapshot = sample.snapshot();
    let until: Vec<_> = snapshot.records().tenures.iter().filter_map(|tenure| tenure.span.until).collect();
    assert_eq!(until, [day("2025-12-01"), day("2025-12-31")]);
    assert_eq!(told(&plan, Code::LeftWithoutDay), ["张三"]);
    assert_eq!(told(&plan, Code::RemarkNotKept), ["John Doe", "李四", "赵六"]);
    assert_eq!(sample.plan(&read_text(list)).changes, []);
}

#[test]
fn sums_shared_desks_and_signs_are_nobody() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,职务,电话\n周临海,局长,80010001\nIT Helpdesk,,80010002\n司机班,,80010003\nMeeting room 3,,80010004\n\
         -100,科员,80010005\n+1234567890,,80010006\n同上,副局长,80010007\n?,处长,\n合计：8人,,80010008\n共8人,,80010009\nTotal: 8,,80010010\n",
    );

    assert_eq!(names(&sample), ["周临海"], "{:?}", plan.report.findings);
    assert_eq!(told(&plan, Code::NotAPerson).len(), 9, "{:?}", plan.report.findings);
    assert!(sample.posts().iter().any(|post| post.ends_with("处长: ")), "nobody knows who: {:?}", sample.posts());
}

#[test]
fn a_cell_of_very_many_names_gives_the_first_and_is_told() {
    let mut sample = Sample::default();
    let people: Vec<String> =
        (0..3000).map(|number| format!("王{}", ["一", "二", "三", "四", "五"][number % 5])).collect();
    let emails: Vec<String> = (0..3000).map(|number| format!("a{number}@example.com")).collect();

    let list = format!("姓名,职务,邮箱\n{},科员,{}\n", people.join("、"), emails.join("；"));
    let plan = sample.import_text("2026-03-01", &list);

    assert_eq!(names(&sample).len(), 50);
    assert_eq!(told(&plan, Code::TooManyInCell).len(), 1);
}

#[test]
fn a_cell_for_telephones_holds_numbers_or_is_told() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,职务,手机,电话\n周临海,局长,1.38E+10,同上\n吴启明,处长,保密,见总机\n李娜,科员,保密,\"8001, 13800001111, 13900002222\"\n\
         韩梅,科员,13900000001（微信同号）,Test Contact Number\n",
    );

    let snapshot = sample.snapshot();
    let mut numbers: Vec<String> = Vec::new();
    for person in &snapshot.records().persons {
        let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
        numbers.push(format!("{} {} {}", person.name, said(&person.phone), said(&person.mobile)));
    }
    numbers.sort();
    assert_eq!(numbers, ["吴启明 – –", "周临海 – –", "李娜 8001 13800001111", "韩梅 – 13900000001"]);
    assert_eq!(told(&plan, Code::ShortenedNumber), ["1.38E+10"]);
    assert_eq!(told(&plan, Code::NotATelephone), ["同上", "保密", "见总机", "保密", "Test Contact Number"]);
    assert_eq!(told(&plan, Code::FurtherCells), ["13900002222"], "{:?}", plan.report.findings);
}

#[test]
fn a_note_that_is_only_a_kind_of_tenure_says_how_the_post_is_held() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        "姓名,部门,职务,备注\n周临海,海州集团,董事长,\n周临海,海州集团/党委,党委书记,兼\n吴明,海州集团,挂职副科长,\n",
    );

    let snapshot = sample.snapshot();
    let kinds: Vec<TenureKind> = snapshot.records().tenures.iter().map(|tenure| tenure.kind).collect();
    assert_eq!(snapshot.records().persons.len(), 2, "{:?}", plan.report.findings);
    assert_eq!(kinds, [TenureKind::Substantive, TenureKind::Concurrent, TenureKind::Seconded]);
    assert_eq!(snapshot.claims().count(), 0, "it is no note");
}
