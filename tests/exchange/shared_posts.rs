//! A post that several people share stays one post, whatever kind of file it goes out and comes back in.

use uuid::Uuid;
use waterline::exchange::{Code, ExportFormat, ExportOptions, ReadOptions, export, read};
use waterline::model::change::Change;
use waterline::model::id::{PersonId, PostId, TenureId, UnitId};
use waterline::model::language::Language;
use waterline::model::person::Person;
use waterline::model::post::Post;
use waterline::model::tenure::{Tenure, TenureKind};
use waterline::model::time::Span;
use waterline::model::unit::Unit;
use waterline::model::viewer::Viewer;

use super::account::Sample;

/// Who holds which post, and how: person, title, kind.
type Holdings = &'static [(&'static str, usize, TenureKind)];

const HEAD: usize = 0;
const DEPUTY: usize = 1;
/// Another post with the unit and title of the first.
const OTHER_HEAD: usize = 2;

/// Posts that are shared in the ways that occur.
const SHARED: [(&str, Holdings); 5] = [
    ("job share", &[("Ann", HEAD, TenureKind::Substantive), ("Bob", HEAD, TenureKind::Substantive)]),
    (
        "held beside another post",
        &[
            ("Ann", HEAD, TenureKind::Substantive),
            ("Bob", DEPUTY, TenureKind::Substantive),
            ("Bob", HEAD, TenureKind::Concurrent),
        ],
    ),
    (
        "acting beside the holder",
        &[
            ("Ann", HEAD, TenureKind::Substantive),
            ("Bob", DEPUTY, TenureKind::Substantive),
            ("Bob", HEAD, TenureKind::Acting),
        ],
    ),
    (
        "two shared posts of one name",
        &[
            ("Ann", HEAD, TenureKind::Substantive),
            ("Bob", HEAD, TenureKind::Substantive),
            ("Cyd", OTHER_HEAD, TenureKind::Substantive),
            ("Dee", OTHER_HEAD, TenureKind::Seconded),
        ],
    ),
    (
        "one shared, one alone, one vacant",
        &[
            ("Ann", OTHER_HEAD, TenureKind::Substantive),
            ("Bob", OTHER_HEAD, TenureKind::Substantive),
            ("Cyd", HEAD, TenureKind::Substantive),
        ],
    ),
];

/// An account of one unit with these holders, made by hand and not by a list.
fn account(holdings: Holdings) -> Sample {
    let mut sample = Sample::default();
    let id = Uuid::from_u128;
    let unit = UnitId(id(10));
    let mut changes = vec![Change::AddUnit(Unit {
        id: unit,
        parent: None,
        external_ids: Vec::new(),
        name: "X".to_owned(),
        kind: None,
        level: None,
        outside: None,
        order: None,
        position: 0,
        span: Span::ALWAYS,
    })];
    for (number, title) in (20..).zip(["Head", "Deputy", "Head"]) {
        changes.push(Change::AddPost(Post {
            id: PostId(id(number)),
            unit,
            external_ids: Vec::new(),
            title: title.to_owned(),
            rank: None,
            order: Some(number as u32),
            position: 0,
            span: Span::ALWAYS,
        }));
    }
    let people = ["Ann", "Bob", "Cyd", "Dee"];
    for (number, name) in (30..).zip(people) {
        changes.push(Change::AddPerson(Person {
            id: PersonId(id(number)),
            external_ids: Vec::new(),
            name: name.to_owned(),
            aliases: Vec::new(),
            email: None,
            phone: None,
            mobile: None,
        }));
    }
    for (number, (name, post, kind)) in (40..).zip(holdings) {
        let person = people.iter().position(|other| other == name).expect("one of the people");
        changes.push(Change::StartTenure(Tenure {
            id: TenureId(id(number)),
            person: PersonId(id(30 + person as u128)),
            post: PostId(id(20 + *post as u128)),
            kind: *kind,
            position: 0,
            span: Span::ALWAYS,
        }));
    }
    sample.map.apply(&changes, &Viewer::Operator).expect("changes that obey every rule");
    sample
}

fn written(sample: &Sample, format: ExportFormat, language: Language) -> Vec<u8> {
    let options = ExportOptions { language, ..ExportOptions::on(sample.options.today) };
    export(&sample.snapshot(), format, &options).expect("a file").bytes
}

const FORMATS: [ExportFormat; 6] = [
    ExportFormat::Csv,
    ExportFormat::Xlsx,
    ExportFormat::Vcard,
    ExportFormat::Popolo,
    ExportFormat::Graphml,
    ExportFormat::Json,
];

#[test]
fn a_shared_post_comes_back_as_it_went_out() {
    for (case, holdings) in SHARED {
        let mut sample = account(holdings);
        for (format, language) in
            FORMATS.into_iter().flat_map(|format| [(format, Language::Zh), (format, Language::En)])
        {
            let bytes = written(&sample, format, language);
            let reading = read(&bytes, "export", &ReadOptions::default()).expect("our own export");

            let plan = sample.plan(&reading);

            assert_eq!(plan.changes, [], "{case} {format:?} {language:?}: {:?}", plan.report.findings);
        }
    }
}

#[test]
fn a_shared_post_is_shared_in_another_account_too() {
    for (case, holdings) in SHARED {
        let sample = account(holdings);
        let held = |sample: &Sample| {
            let mut posts: Vec<String> = sample.posts().into_iter().filter(|post| !post.ends_with(": ")).collect();
            posts.sort();
            posts
        };
        for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Vcard, ExportFormat::Popolo] {
            let mut other = Sample::default();
            let bytes = written(&sample, format, Language::En);
            let reading = read(&bytes, "export", &ReadOptions::default()).expect("our own export");

            other.import(&reading);

            assert_eq!(held(&other), held(&sample), "{case} {format:?}");
            assert_eq!(other.plan(&reading).changes, [], "{case} {format:?}: the same file again");
        }
    }
}

#[test]
fn a_list_without_keys_leaves_people_in_the_post_that_they_share() {
    for (case, holdings) in SHARED {
        let mut sample = account(holdings);
        let titles = ["Head", "Deputy", "Head"];
        let rows: Vec<String> =
            holdings.iter().map(|(name, post, _)| format!("X,{},{name}\n", titles[*post])).collect();

        let plan = sample.import_text("2026-03-01", &format!("Unit,Title,Name\n{}", rows.concat()));

        assert_eq!(plan.changes, [], "{case}");
    }
    let mut empty = Sample::default();
    empty.import_text("2026-03-01", "Unit,Title,Name\nX,Head,Ann\nX,Head,Bob\n");
    assert_eq!(empty.posts(), ["X/Head: Ann", "X/Head: Bob"], "nothing says that new people share a post");
}

#[test]
fn a_key_says_who_shares_a_post() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "部门,职务,姓名\n一处,处长,王伟\n一处,处长,李静\n二处,处长,周临海\n");

    let list =
        "部门,职务,姓名,岗位编号\n一处,处长,王伟,P1\n一处,处长,李静,P1\n一处,处长,吴启明,P1\n二处,处长,周临海,P1\n";
    let plan = sample.import_text("2026-03-02", list);

    assert_eq!(sample.posts(), ["一处/处长: 王伟+李静+吴启明", "一处/处长: ", "二处/处长: 周临海"]);
    let other = plan.report.findings.iter().find(|finding| finding.code == Code::PostKeyOfAnother).expect("a finding");
    assert_eq!((other.place.line, other.value.as_deref()), (Some(5), Some("P1")), "{}", other.message_en);
    assert_eq!(sample.plan(&super::account::read_text(list)).changes, [], "the same list again");

    // The key goes out again, and alone says which post a row means.
    let text = String::from_utf8(written(&sample, ExportFormat::Csv, Language::Zh)).expect("text");
    assert!(text.contains("岗位编号") && text.contains(",P1,"), "{text}");
    assert_eq!(sample.import_text("2026-03-02", "岗位编号,姓名\nP1,吴启明\nP1,王伟\nP1,李静\n").changes, []);
}

#[test]
fn rows_of_a_shared_post_that_disagree_are_told() {
    let mut sample = Sample::default();

    let list = "Unit,Title,Name,Post key,Order,Superior\nX,Chief,Cyd,,,\nX,Vice,Dee,,,\nX,Head,Ann,P1,1,Cyd\nX,Head,Bob,P1,2,Dee\n";
    let plan = sample.import_text("2026-03-01", list);

    let finding =
        plan.report.findings.iter().find(|finding| finding.code == Code::PostSaidOtherwise).expect("a finding");
    assert_eq!(finding.place.line, Some(5));
    assert!(finding.message_en.contains("line 4"), "{}", finding.message_en);
    assert_eq!(sample.lines(), ["Ann → Cyd", "Ann → Dee (Dual)"], "each row says whom the post obeys");
    assert_eq!(sample.plan(&super::account::read_text(list)).changes, [], "the same list again");
}
