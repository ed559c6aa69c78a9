//! How long a list of 100,000 people takes from bytes to changes, first and again, in ordinary and in hostile shapes.

use std::fmt::Write as _;

use divan::{AllocProfiler, Bencher};
use uuid::Uuid;
use waterline::exchange::{DigestIds, FreshIds, Plan, PlanOptions, ReadOptions, plan, read};
use waterline::model::account::Account;
use waterline::model::id::AccountId;
use waterline::model::map::AccountMap;
use waterline::model::snapshot::{Moment, Snapshot};
use waterline::model::viewer::Viewer;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const PEOPLE: usize = 100_000;

fn main() {
    divan::main();
}

/// Who reports to whom.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Teams of ten under leaders of ten, as organisations are.
    Tree,
    /// Each reports to the one before.
    Chain,
    /// All report to one.
    Star,
    /// Each reports to the next, and the last to the first.
    Circle,
}

/// A contact list of fictional people.
fn list(people: usize, shape: Shape) -> String {
    const FAMILY: [char; 20] = [
        '王', '李', '张', '刘', '陈', '杨', '黄', '赵', '吴', '周', '徐', '孙', '马', '朱', '胡', '郭', '何', '林',
        '高', '罗',
    ];
    const GIVEN: [char; 20] = [
        '伟', '芳', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '霞', '平',
        '刚', '英',
    ];
    let mut text = String::from("工号,姓名,部门,职务,职级,直接上级,手机,邮箱,备注\r\n");
    for number in 0..people {
        let superior = match shape {
            Shape::Tree => number.checked_sub(1).map(|before| before / 10),
            Shape::Chain => number.checked_sub(1),
            Shape::Star => (number > 0).then_some(0),
            Shape::Circle => Some((number + 1) % people),
        };
        let superior = superior.map_or_else(String::new, |superior| format!("E{superior:06}"));
        let name: String = [FAMILY[number % 20], GIVEN[number / 20 % 20], GIVEN[number / 400 % 20]].iter().collect();
        let (division, department) = (number / 5_000, number / 200);
        let title = ["科员", "主任科员", "工程师", "主任"][number % 4];
        let note = if number % 10 == 0 { "关注数据安全与统一身份认证" } else { "" };
        writeln!(
            text,
            "E{number:06},{name},集团/第{division}分公司/第{department}部,{title},正科级,{superior},138{number:08},e{number}@example.com,{note}\r"
        )
        .expect("writing to a string cannot fail");
    }
    text
}

fn empty() -> AccountMap {
    AccountMap::new(Account {
        id: AccountId(Uuid::from_u128(1)),
        name: "集团".to_owned(),
        kind: None,
        team: None,
        quiet_periods: Vec::new(),
        external_ids: Vec::new(),
    })
}

fn options() -> PlanOptions {
    PlanOptions::on("2026-03-01".parse().expect("a day"))
}

/// From bytes to changes.
fn import(bytes: &[u8], snapshot: &Snapshot) -> Plan {
    let reading = read(bytes, "list.csv", &ReadOptions::default()).expect("a contact list");
    let mut next = 1_u128;
    let mut ids = FreshIds(|| {
        next += 1;
        Uuid::from_u128(next)
    });
    plan(&reading, snapshot, &options(), &mut ids).expect("a plan")
}

#[divan::bench(args = [Shape::Tree, Shape::Chain, Shape::Star, Shape::Circle], sample_count = 5)]
fn first_import(bencher: Bencher, shape: Shape) {
    let text = list(PEOPLE, shape);
    let snapshot = empty().snapshot(Moment::Always, &Viewer::Operator);

    bencher.bench_local(|| import(text.as_bytes(), &snapshot));
}

#[divan::bench(args = [Shape::Tree, Shape::Circle], sample_count = 3)]
fn same_list_again(bencher: Bencher, shape: Shape) {
    let text = list(PEOPLE, shape);
    let mut map = empty();
    let first = import(text.as_bytes(), &map.snapshot(Moment::Always, &Viewer::Operator));
    map.apply(&first.changes, &Viewer::Operator).expect("valid changes");
    let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);

    bencher.bench_local(|| {
        let again = import(text.as_bytes(), &snapshot);
        assert_eq!(again.changes, []);
        again
    });
}

#[divan::bench(sample_count = 5)]
fn gb18030_with_digest_ids(bencher: Bencher) {
    let text = list(PEOPLE, Shape::Tree);
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    let snapshot = empty().snapshot(Moment::Always, &Viewer::Operator);

    bencher.bench_local(|| {
        let reading = read(&bytes, "list.csv", &ReadOptions::default()).expect("a contact list");
        plan(&reading, &snapshot, &options(), &mut DigestIds).expect("a plan")
    });
}
