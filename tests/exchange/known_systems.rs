//! Lists as Outlook, Google, `WeCom`, `HubSpot` and Microsoft Graph write them give people, posts and superiors.

use waterline::exchange::{Code, Plan, ReadOptions, Reading, read};
use waterline::model::person::Person;

use super::account::{Sample, read_text};

fn json(text: &str) -> Reading {
    read(text.as_bytes(), "list.json", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn first(sample: &Sample) -> Person {
    sample.snapshot().records().persons[0].as_ref().clone()
}

/// What is told beside columns that are not used.
fn warnings(plan: &Plan) -> Vec<Code> {
    plan.report.findings.iter().map(|finding| finding.code).filter(|code| *code != Code::UnusedColumn).collect()
}

#[test]
fn outlook_in_chinese_gives_addresses_numbers_and_superiors() {
    let mut sample = Sample::default();

    let plan = sample.import(&read_text(
        "名,姓,公司,部门,职务,商务电话,商务传真,移动电话,电子邮件地址,经理姓名,附注\n\
         伟,王,海州市数据局,信息处,处长,0518-1,0518-2,13800000001,ww@hz.example,周临海,多喝茶\n\
         临海,周,海州市数据局,局领导,局长,,,,,,\n",
    ));

    let person = first(&sample);
    assert_eq!((person.email.as_deref(), person.phone.as_deref()), (Some("ww@hz.example"), Some("0518-1")));
    assert_eq!(sample.lines(), ["王伟 → 周临海"]);
    assert_eq!(warnings(&plan), []);
}

#[test]
fn google_contacts_give_titles_units_and_the_relation_of_a_manager() {
    let mut sample = Sample::default();
    let head = "First Name,Last Name,Organization Name,Organization Title,Organization Department,Relation 1 - Label,Relation 1 - Value";

    sample.import(&read_text(&format!(
        "{head}\nAnn,Other,Northwind,CIO,IT,* Manager,Ben Boss\nBen,Boss,Northwind,CEO,Board,,\n"
    )));
    let mut of_family = Sample::default();
    of_family.import(&read_text(&format!(
        "{head}\nAnn,Other,Northwind,CIO,IT,Spouse,Ben Boss\nBen,Boss,Northwind,CEO,Board,,\n"
    )));

    assert_eq!(sample.posts(), ["Northwind/IT/CIO: Ann Other", "Northwind/Board/CEO: Ben Boss"]);
    assert_eq!(sample.lines(), ["Ann Other → Ben Boss"]);
    assert_eq!(of_family.lines(), [""; 0]);
}

#[test]
fn wecom_names_superiors_by_account() {
    let mut sample = Sample::default();

    let plan = sample.import(&read_text(
        "姓名*,账号*,别名,职务,部门*,性别,手机,座机,个人邮箱,直属上级\n\
         张伟,zhangwei,,研发经理,集团/信息技术中心/研发部,男,13800000001,,a@a.example,wangfang\n\
         王芳,wangfang,小芳,CTO,集团/信息技术中心,女,13800000002,,b@a.example,\n",
    ));

    assert_eq!(sample.lines(), ["张伟 → 王芳"]);
    assert_eq!(warnings(&plan), []);
}

#[test]
fn hubspot_and_microsoft_graph_answers_are_lists() {
    let mut hubspot = Sample::default();
    let mut graph = Sample::default();

    hubspot.import(&json(
        r#"{"results": [{"id": "1", "properties": {"firstname": "Ann", "lastname": "Other", "jobtitle": "CIO",
            "company": "Northwind", "email": "ann@nw.example", "hs_buying_role": "DECISION_MAKER"}, "createdAt": "2026-01-01"}]}"#,
    ));
    let plan = graph.import(&json(
        r#"{"value": [{"id": "a", "displayName": "Ann Other", "jobTitle": "CIO", "department": "IT", "companyName": "NW",
            "businessPhones": ["+44 1", "+44 2"], "manager": null},
            {"id": "b", "displayName": "Ben Example", "jobTitle": "Buyer", "department": "Proc", "companyName": "NW",
            "businessPhones": [], "manager": {"id": "a", "displayName": "Ann Other"}}]}"#,
    ));

    assert_eq!(hubspot.posts(), ["Northwind/CIO: Ann Other"]);
    assert_eq!(hubspot.snapshot().claims().count(), 1, "the role in buying");
    assert_eq!(first(&graph).phone.as_deref(), Some("+44 1"));
    assert_eq!(graph.lines(), ["Ben Example → Ann Other"]);
    assert_eq!(warnings(&plan), [Code::FurtherCells], "{:?}", plan.report.findings);
}

#[test]
fn german_heads_of_superiors_and_notes_are_known() {
    let mut sample = Sample::default();

    sample.import(&read_text(
        "Vorname,Nachname,Firma,Abteilung,Position,Vorgesetzter,E-Mail-Adresse,Handy,Bemerkung\n\
         Ann,Other,NW,IT,CIO,Ben Boss,ann@nw.example,0170 1,trinkt Tee\nBen,Boss,NW,,CEO,,,,\n",
    ));

    assert_eq!(sample.lines(), ["Ann Other → Ben Boss"]);
    assert_eq!(first(&sample).mobile.as_deref(), Some("0170 1"));
    assert_eq!(sample.snapshot().claims().count(), 1, "the note");
}

#[test]
fn a_list_of_a_json_file_that_is_not_used_is_told_with_its_first_object_and_without_its_head() {
    let reading =
        json(r#"{"contacts": [{"name": "Ann Other", "unit": "IT"}], "foo": [{"bar": 1, "baz": ""}, {"bar": 2}]}"#);

    let findings: Vec<_> = reading.findings.iter().filter(|finding| finding.code == Code::SheetWithoutHeader).collect();

    assert_eq!(findings.len(), 1);
    let sentence = &findings[0].message_en;
    assert!(sentence.contains("so 2 rows were not imported (the first reads: bar: 1)"), "{sentence}");
}

#[test]
fn a_column_full_of_the_same_fault_is_told_by_a_few_and_a_count() {
    let mut sample = Sample::default();
    let rows = (0..40).map(|row| format!("P{row} Example,IT,Clerk {row},USER{row}\n")).collect::<Vec<_>>().concat();

    let plan = sample.import(&read_text(&format!("Name,Unit,Title,Email\n{rows}Ann Other,IT,CIO,ann@nw.example\n")));

    let told: Vec<_> = plan.report.findings.iter().map(|finding| (finding.code, finding.place.line)).collect();
    let mut expected: Vec<_> = (2..7).map(|line| (Code::NotAnEmail, Some(line))).collect();
    expected.push((Code::MoreOfTheSame, Some(7)));
    assert_eq!(told, expected);
    assert!(
        plan.report.findings[5].message_en.starts_with("There are 35 more findings of this kind, such as: “USER5”")
    );
}
