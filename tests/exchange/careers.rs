//! A list of who held what and when gives each person once, with all posts one after the other.

use waterline::exchange::Code;
use waterline::model::tenure::TenureKind;

use super::account::{Sample, day};

const HEAD: &str = "姓名,出生年份,起始时间,终止时间,供职单位,职务";

#[test]
fn the_stations_of_a_career_are_of_one_person() {
    let mut sample = Sample::default();

    let plan = sample.import_text(
        "2026-03-01",
        &format!(
            "{HEAD}\n周临海,1970,2001.00,2005.06,海州县政府,科员\n周临海,1970,2005.06,2010.03,海州市财政局,副局长\n\
            周临海,1970,2010.03,2012.00,海州市政府,副秘书长\n周临海,1970,2015.02,至今,海州市数据局,局长\n\
            吴启明,1968,1999.00,2003.00,海州县政府,科员\n吴启明,1968,2003.00,至今,海州市数据局,副局长\n\
            周临海,1985,2020.00,至今,海州县政府,科员\n"
        ),
    );

    let snapshot = sample.snapshot();
    let records = snapshot.records();
    assert_eq!(records.persons.len(), 3, "two of one name were born in other years: {:?}", plan.report.findings);
    assert_eq!(sample.posts()[3], "海州市数据局/局长: 周临海");
    assert_eq!(records.tenures.len(), 7);
    assert!(records.tenures.iter().all(|tenure| tenure.kind == TenureKind::Substantive), "one after the other");
    assert_eq!(records.tenures.iter().filter(|tenure| tenure.span.until.is_none()).count(), 3, "至今 is no day");
    assert!(!plan.report.findings.iter().any(|finding| finding.code == Code::NotADay), "{:?}", plan.report.findings);
}

#[test]
fn a_post_held_twice_is_one_post_with_two_tenures() {
    let mut sample = Sample::default();
    let list = "Name,Department,Title,Start date,End date\nAnn Other,Sales,Head,2010-01-01,2012-01-01\n\
        Ann Other,Office,Clerk,2012-01-01,2014-01-01\nAnn Other,Sales,Head,2014-01-01,\nAnn Other,Sales,Head,2014-01-01,\n";

    let plan = sample.import_text("2026-03-01", list);

    let snapshot = sample.snapshot();
    assert_eq!(
        (snapshot.records().persons.len(), snapshot.records().posts.len()),
        (1, 2),
        "{:?}",
        plan.report.findings
    );
    assert_eq!(snapshot.records().tenures.len(), 3);
    let repeated = plan.report.findings.iter().find(|finding| finding.code == Code::RepeatedRow).expect("a finding");
    assert_eq!((repeated.place.line, repeated.value.as_deref()), (Some(5), Some("4")), "the row that it repeats");
    assert_eq!(sample.plan(&super::account::read_text(list)).changes, []);
    assert!(snapshot.records().tenures.iter().any(|tenure| tenure.span.until == Some(day("2012-01-01"))));
}

#[test]
fn namesakes_in_a_list_of_today_stay_two() {
    let mut sample = Sample::default();

    let plan = sample
        .import_text("2026-03-01", "姓名,部门,职务,任职时间\n张伟,一处,处长,2020-01-01\n张伟,二处,科员,2021-01-01\n");

    assert_eq!(sample.snapshot().records().persons.len(), 2);
    assert!(plan.report.findings.iter().any(|finding| finding.code == Code::SameNameTwice));
}

#[test]
fn a_long_career_said_again_changes_nothing() {
    let day = |month: usize, year: usize| format!("{}-{:02}-01", 1950 + year, month);
    let stays = (0..60).map(|year| format!("Ann Other,Sales,Head,{},{}\n", day(3, year), day(9, year)));
    let same_post = stays.collect::<Vec<_>>().concat();
    let posts = (0..60).map(|number| format!("Ann Other,Sales,Head {number},,\n"));
    let many_posts = posts.collect::<Vec<_>>().concat();
    for rows in [&same_post, &many_posts, &format!("{same_post}{many_posts}")] {
        let mut sample = Sample::default();
        let list = format!("Name,Department,Title,Start date,End date\n{rows}");

        let plan = sample.import_text("2026-03-01", &list);

        let again = sample.plan(&super::account::read_text(&list));
        assert_eq!((plan.report.counts.left_out, again.changes), (0, vec![]));
        assert_eq!(sample.snapshot().records().tenures.len(), rows.lines().count());
        // One of many posts with another day is the same post with that day.
        let changed = list.replacen("1950-09-01", "1950-10-01", 1).replace("Head 7,,", "Head 7,2020-01-01,");
        let changes = sample.plan(&super::account::read_text(&changed)).changes;
        assert!((1..=2).contains(&changes.len()), "{changes:?}");
    }
}

#[test]
fn an_end_that_is_only_a_year_is_its_last_day_or_the_next_beginning() {
    let mut sample = Sample::default();
    let list = format!(
        "{HEAD}\n周临海,1970,2001.00,2003.00,海州县政府,科员\n周临海,1970,2003.06,2013.00,海州市财政局,副局长\n\
         吴启明,1968,2013.05,2013.00,海州县政府,科员\n"
    );

    let plan = sample.import_text("2026-03-01", &list);

    let snapshot = sample.snapshot();
    let ends: Vec<_> = snapshot.records().tenures.iter().filter_map(|tenure| tenure.span.until).collect();
    assert_eq!(ends, [day("2003-06-01"), day("2014-01-01"), day("2014-01-01")]);
    assert!(snapshot.records().tenures.iter().all(|tenure| tenure.kind == TenureKind::Substantive));
    let told: Vec<_> = plan.report.findings.iter().filter(|finding| finding.code != Code::UnusedColumn).collect();
    let told: Vec<_> = told.iter().map(|finding| (finding.code, finding.value.as_deref())).collect();
    assert_eq!(told, [(Code::YearEnds, Some("2003.00"))], "told once for the column");
    assert_eq!(sample.plan(&super::account::read_text(&list)).changes, []);
}

#[test]
fn holders_who_follow_each_other_in_one_unit_and_title_hold_one_post() {
    let mut sample = Sample::default();
    let list = "省份,职位,姓名,起始,终止\n上海,市长,甲一,1949.00,1958.00\n上海,市长,乙二,1958.00,1965.00\n上海,市长,丙三,1965.12,\n\
         上海,副市长,丁四,2001.01,2005.01\n上海,副市长,戊五,2003.01,2007.01\n上海,副市长,庚七,2007.01,\n";

    let plan = sample.import_text("2026-03-01", list);

    let snapshot = sample.snapshot();
    assert_eq!(snapshot.records().posts.len(), 3, "two at a time are two posts: {:?}", plan.report.findings);
    assert_eq!(snapshot.records().tenures.len(), 6);
    for held in ["上海/市长: 丙三", "上海/副市长: 庚七"] {
        assert!(sample.posts().contains(&held.to_owned()), "{:?}", sample.posts());
    }
    assert_eq!(sample.plan(&super::account::read_text(list)).changes, []);
    let next = list.replace("丙三,1965.12,", "丙三,1965.12,2026.02\n上海,市长,己六,2026.02,");
    sample.import_text("2026-04-01", &next);
    assert_eq!(sample.snapshot().records().posts.len(), 3);
    assert!(sample.posts().contains(&"上海/市长: 己六".to_owned()), "{:?}", sample.posts());
}

#[test]
fn seats_without_titles_that_say_another_order_are_counted() {
    let mut sample = Sample::default();
    let rows: Vec<String> = (1..=20).map(|number| format!("Ann Other,Committee,,{number}")).collect();

    let plan = sample.import_text("2026-03-01", &format!("Name,Department,Title,Order\n{}\n", rows.join("\n")));

    let told: Vec<_> =
        plan.report.findings.iter().filter(|finding| finding.code == Code::UntitledSaidOtherwise).collect();
    assert_eq!(told.len(), 1, "{:?}", plan.report.findings);
    assert!(told[0].message_en.starts_with("19 rows (lines 3, 4"), "{}", told[0].message_en);
    assert!(!plan.report.findings.iter().any(|finding| finding.code == Code::PostSaidOtherwise));
}
