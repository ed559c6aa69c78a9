//! Whatever a list says, it imports whole, every row meets a fate, and said again it changes nothing.

use proptest::prelude::*;
use waterline::exchange::ReadOptions;
use waterline::exchange::read;

use super::account::{Sample, day, read_text};

/// A row of a list in which names, keys, units and superiors meet and clash.
fn row() -> impl Strategy<Value = String> {
    let pick = |words: &'static [&'static str]| prop::sample::select(words);
    (
        pick(&["", "", "1", "2", "3", "4"]),
        pick(&["甲", "乙", "丙", "丁", "戊", "空缺", "", "甲、乙"]),
        pick(&["", "一处", "二处", "市局/一处", "市局/二处"]),
        pick(&["", "处长", "副处长", "科员", "科员（兼）"]),
        pick(&["", "甲", "乙", "丙", "丁", "戊", "1", "2", "a@example.com", "无名氏", "乙、丙"]),
        pick(&["", "", "a@example.com", "b@example.com"]),
        pick(&["", "", "13800000001", "0518-80010001"]),
        pick(&["", "", "关注数据安全", "送礼"]),
    )
        .prop_map(|(key, name, unit, title, superior, email, phone, note)| {
            [key, name, unit, title, superior, email, phone, note].join(",")
        })
}

fn list() -> impl Strategy<Value = String> {
    prop::collection::vec(row(), 1..12)
        .prop_map(|rows| format!("工号,姓名,部门,职务,上级,邮箱,电话,备注\n{}\n", rows.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_follow_one_another_and_each_said_again_changes_nothing(first in list(), second in list(), ends: bool) {
        let mut sample = Sample::default();
        for (on, text) in [("2026-03-01", &first), ("2026-04-01", &second), ("2026-05-01", &first)] {
            sample.options.end_missing = ends.then(|| day(on));
            let plan = sample.import_text(on, text);

            let counts = plan.report.counts;
            let rows = counts.new + counts.moved + counts.changed + counts.unchanged + counts.structure + counts.left_out;
            prop_assert_eq!(rows, plan.report.rows.len());
            let again = sample.plan(&read_text(text));
            prop_assert_eq!(again.changes, vec![], "said again: {}", text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[姓名,;\t\"\n甲乙a1 ]{0,60}") {
        let _ = read(text.as_bytes(), "list.csv", &ReadOptions::default());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, "list.csv", &ReadOptions::default());
    }
}
