//! What a file names that is not there — people, members, lists, values — is told, and never becomes something else.

use waterline::exchange::{Code, OurMember, Plan, ReadOptions, Strangers, demo::demo, export, json, read};
use waterline::exchange::{ExportFormat, ExportOptions, Table};
use waterline::model::claim::Statement;
use waterline::model::id::MemberId;
use waterline::model::language::Language;
use waterline::model::preset::{TieGroup, presets};
use waterline::model::snapshot::Snapshot;
use waterline::model::stage_template::stage_templates;
use waterline::model::viewer::Viewer;

use super::account::{Sample, day};

/// Line and value of the findings of a kind.
fn told(plan: &Plan, code: Code) -> Vec<(&str, Option<u32>, &str)> {
    let findings = plan.report.findings.iter().filter(|finding| finding.code == code);
    findings
        .map(|finding| (finding.place.sheet.as_str(), finding.place.line, finding.value.as_deref().unwrap_or_default()))
        .collect()
}

/// The demo account with its members.
fn demo_account() -> Sample {
    let mut sample = Sample::default();
    let demo = demo(day("2026-03-01"));
    sample.options.today = day("2026-03-01");
    sample.map.apply(&demo.changes, &Viewer::Operator).expect("the demo account obeys every rule");
    let member = |member: waterline::model::member::Member| OurMember { id: member.id, name: member.name, login: None };
    sample.options.members = demo.members.into_iter().map(member).collect();
    sample.options.strangers = Strangers::LeaveOut;
    sample
}

#[test]
fn popolo_tells_of_what_it_does_not_take_and_of_memberships_of_nobody() {
    let text = r#"{
        "persons": [
            {"id": "p1", "name": "Ann Other", "birth_date": "1970-01-01", "gender": "female"},
            {"id": "p2", "name": "Ben Example", "gender": "", "memberships": [{"organization_id": "o1", "role": "Clerk", "area_id": "a1"}]}
        ],
        "organizations": [{"id": "o1", "name": "Council", "classification": "council"}],
        "posts": [{"id": "s1", "label": "Chair", "organization_id": "o1"}, {"id": "s2", "label": "Clerk of works", "organization_id": "o1"}],
        "memberships": [
            {"person_id": "p1", "post_id": "s1"},
            {"person_id": "p9", "post_id": "s2", "organization_id": "o1"},
            {"person_id": "p1", "post_id": "s7", "organization_id": "o8", "label": "Guest"}
        ],
        "events": [{"name": "Election"}, {"name": "Vote"}],
        "areas": []
    }"#;
    let reading = read(text.as_bytes(), "popolo.json", &ReadOptions::default()).expect("Popolo");
    let mut sample = Sample::default();

    let plan = sample.import(&reading);

    assert_eq!(
        sample.posts(),
        ["Council/Clerk: Ben Example", "Council/Chair: Ann Other", "海州市/Guest: Ann Other"],
        "no vacant post of somebody who is not in the file: {:?}",
        plan.report.findings
    );
    assert_eq!(told(&plan, Code::MembershipOfNobody), [("memberships", Some(3), "p9")]);
    assert_eq!(told(&plan, Code::NotInFile), [("memberships", Some(4), "s7"), ("memberships", Some(4), "o8")]);
    assert_eq!(told(&plan, Code::UnusedList), [("", None, "events")]);
    let mut fields = told(&plan, Code::UnusedField);
    fields.sort_unstable();
    let expected = [
        ("organizations", None, "classification"),
        ("persons", None, "area_id"),
        ("persons", None, "birth_date"),
        ("persons", None, "gender"),
    ];
    assert_eq!(fields, expected);
    assert_eq!(sample.plan(&reading).changes, [], "the same file again");
}

#[test]
fn members_of_another_database_are_told_and_what_names_them_alone_is_left_out() {
    let home = demo_account();
    let text = json::export(&home.snapshot(), &home.options.members);
    let reading = read(text.as_bytes(), "account.json", &ReadOptions::default()).expect("our own document");
    let mut elsewhere = Sample::default();
    elsewhere.options.today = home.options.today;
    elsewhere.options.strangers = Strangers::LeaveOut;

    let plan = elsewhere.import(&reading);

    let is_rapport = |sample: &Sample| {
        let snapshot = sample.snapshot();
        snapshot.records().claims.iter().filter(|claim| matches!(claim.statement, Statement::Rapport { .. })).count()
    };
    let (before, after) = (home.snapshot(), elsewhere.snapshot());
    assert!(is_rapport(&home) > 0 && !before.records().touches.is_empty(), "the demo account has both");
    assert_eq!((is_rapport(&elsewhere), after.records().touches.len()), (0, 0));
    assert_eq!(after.records().persons, before.records().persons, "all else comes in");
    let left_out: usize = plan
        .report
        .findings
        .iter()
        .filter(|finding| finding.code == Code::MemberOfElsewhere)
        .map(|finding| finding.value.as_deref().unwrap_or_default().parse::<usize>().expect("a count"))
        .sum();
    assert_eq!(left_out, is_rapport(&home) + before.records().touches.len());
    let text = json::export(&after, &home.options.members);
    assert!(home.options.members.iter().all(|member| !text.contains(&member.id.to_string())), "no bare ids");
    assert_eq!(elsewhere.plan(&reading).changes, [], "the same document again");
}

#[test]
fn members_of_another_database_are_known_again_by_login_or_name() {
    let mut home = demo_account();
    home.options.members[0].login = Some("first@example.org".to_owned());
    let text = json::export(&home.snapshot(), &home.options.members);
    let reading = read(text.as_bytes(), "account.json", &ReadOptions::default()).expect("our own document");
    let mut elsewhere = Sample::default();
    elsewhere.options = home.options.clone();
    for (place, member) in (900..).zip(&mut elsewhere.options.members) {
        member.id = MemberId(uuid::Uuid::from_u128(place));
    }
    // By the login, whatever the name; all others by their names.
    elsewhere.options.members[0].name = "Somebody else".to_owned();
    elsewhere.options.members[0].login = Some(" First@Example.org".to_owned());

    let plan = elsewhere.import(&reading);

    let (before, after) = (home.snapshot(), elsewhere.snapshot());
    assert_eq!(plan.report.findings, []);
    assert_eq!(after.records().claims.len(), before.records().claims.len());
    let place =
        |members: &[OurMember], id: MemberId| members.iter().position(|member| member.id == id).expect("one of ours");
    let who = |sample: &Sample, snapshot: &Snapshot| -> Vec<Vec<usize>> {
        let touches = snapshot.records().touches.iter();
        touches.map(|touch| touch.members.iter().map(|id| place(&sample.options.members, *id)).collect()).collect()
    };
    assert!(!before.records().touches.is_empty());
    assert_eq!(who(&elsewhere, &after), who(&home, &before));
    assert_eq!(elsewhere.plan(&reading).changes, [], "the same document again");

    // Two of one name: nobody can tell who is meant.
    let name = elsewhere.options.members[1].name.clone();
    elsewhere.options.members[2].name = name;
    let mut third = Sample::default();
    third.options = elsewhere.options.clone();
    assert!(!told(&third.import(&reading), Code::MemberOfElsewhere).is_empty());
}

#[test]
fn where_the_members_are_known_a_document_comes_in_whole() {
    let home = demo_account();
    let text = json::export(&home.snapshot(), &home.options.members);
    let reading = read(text.as_bytes(), "account.json", &ReadOptions::default()).expect("our own document");
    let mut other = Sample::default();
    other.options = home.options.clone();

    let plan = other.import(&reading);

    assert_eq!(other.snapshot().records(), home.snapshot().records());
    assert_eq!(plan.report.findings, []);
    // What the map has stays, whoever has left us since.
    other.options.members.clear();
    assert_eq!(other.plan(&reading).changes, []);
}

#[test]
fn exports_write_ties_and_templates_as_words_of_their_language_and_know_them_again() {
    let mut sample = demo_account();
    for (language, tie, template, id) in [
        (Language::Zh, "信任", "政府信息化·公开招标", "task_force"),
        (Language::En, "served on a task force with", "Government IT, open tender", "task_force"),
    ] {
        for (table, word) in [(Table::Ties, tie), (Table::Deals, template)] {
            let options = ExportOptions {
                table,
                language,
                members: sample.options.members.clone(),
                ..ExportOptions::on(sample.options.today)
            };
            let bytes = export(&sample.snapshot(), ExportFormat::Csv, &options).expect("a file").bytes;
            let text = String::from_utf8(bytes.clone()).expect("text");

            let plan = sample.plan(&read(&bytes, "export.csv", &ReadOptions::default()).expect("our own export"));

            assert!(text.contains(word) && !text.contains(id) && !text.contains("g_it_open_tender"), "{text}");
            assert_eq!(plan.changes, [], "{language:?} {table:?}: {:?}", plan.report.findings);
        }
    }
}

#[test]
fn every_kind_of_tie_comes_back_from_either_language() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "Name,Department,Title\nAnn Other,Sales,Head\nBen Example,Sales,Clerk\n");
    let tie_of = |sample: &mut Sample| {
        let snapshot = sample.snapshot();
        snapshot.claims().find_map(|claim| match &claim.statement {
            Statement::Tie { tie, .. } => Some(tie.clone()),
            _ => None,
        })
    };
    let kinds: Vec<_> =
        presets().tie_kinds().iter().filter(|kind| !kind.off && kind.group != TieGroup::Family).collect();
    assert!(kinds.len() > 5);

    for kind in kinds {
        for language in [Language::Zh, Language::En] {
            let mut home = Sample::default();
            home.import(&people_of(&sample));
            home.import_text("2026-03-01", &format!("from,to,tie\nAnn Other,Ben Example,{}\n", kind.id));
            let options = ExportOptions { table: Table::Ties, language, ..ExportOptions::on(home.options.today) };
            let bytes = export(&home.snapshot(), ExportFormat::Csv, &options).expect("a file").bytes;
            let reading = read(&bytes, "export.csv", &ReadOptions::default()).expect("our own export");
            let mut other = Sample::default();
            other.import(&people_of(&sample));

            other.import(&reading);

            assert_eq!(home.plan(&reading).changes, [], "{} {language:?}", kind.id);
            assert_eq!(tie_of(&mut other).as_deref(), Some(kind.id.as_str()), "{language:?}");
        }
    }
}

/// The people of an account as a list.
fn people_of(sample: &Sample) -> waterline::exchange::Reading {
    let bytes = export(&sample.snapshot(), ExportFormat::Csv, &ExportOptions::on(sample.options.today));
    read(&bytes.expect("a file").bytes, "people.csv", &ReadOptions::default()).expect("our own export")
}

#[test]
fn every_template_comes_back_from_either_language() {
    let template_of = |text: &str| {
        let mut sample = Sample::default();
        sample.import_text("2026-03-01", &format!("deal,template\nD,\"{text}\"\n"));
        sample.snapshot().records().deals[0].template.clone().expect("a template")
    };

    assert!(stage_templates().len() > 3);
    for template in stage_templates() {
        for known in [&template.id, &template.zh, &template.en] {
            assert_eq!(template_of(known), template.id);
        }
    }
    assert_eq!(template_of("Our own way"), "Our own way");
    // What stands there by its name from before is no change.
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "deal,template\nD,Our own way\n");
    assert_eq!(sample.import_text("2026-03-02", "deal,template\nD,Our own way\n").changes, []);
}

#[test]
fn what_a_cell_may_say_is_listed_in_both_languages() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "Name,Department,Title\nAnn Other,Sales,Head\n");

    let plan = sample.import_text("2026-03-01", "person,stance\nAnn Other,Loves us\n");

    let finding = plan.report.findings.iter().find(|finding| finding.code == Code::UnknownValue).expect("a finding");
    for sentence in [&finding.message_en, &finding.message_zh] {
        assert!(sentence.contains("反对/") && sentence.contains("中立/"), "{sentence}");
    }
    assert!(
        finding.message_en.is_ascii() || finding.message_en.to_lowercase().contains("neutral"),
        "{}",
        finding.message_en
    );
}

#[test]
fn an_action_of_a_stranger_who_reads_and_owns_it_is_told_once_and_as_one() {
    let home = demo_account();
    let stranger = MemberId(uuid::Uuid::from_u128(4711));
    let text = json::export(&home.snapshot(), &home.options.members);
    let mut document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let action = &mut document["records"]["actions"][0];
    (action["owner"], action["readers"]) = (stranger.to_string().into(), vec![stranger.to_string()].into());
    let reading =
        read(document.to_string().as_bytes(), "account.json", &ReadOptions::default()).expect("our own document");
    let mut elsewhere = demo_account();

    let plan = elsewhere.plan(&reading);

    let findings: Vec<_> =
        plan.report.findings.iter().filter(|finding| finding.code == Code::ReaderOfElsewhere).collect();
    assert_eq!(findings.len(), 1);
    assert!(findings[0].message_en.ends_with("were not taken over, on 1 action."), "{}", findings[0].message_en);
}
