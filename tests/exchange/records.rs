//! Ties, claims, rapport, deals and touches come in by file; whom and what they mean is found or said.

use waterline::exchange::{Code, Content, Fate, OurMember, Plan, ReadOptions, Reading, Severity, read};
use waterline::model::claim::{Basis, Purpose, Statement};
use waterline::model::id::MemberId;
use waterline::model::seat::Sitter;
use waterline::model::stage::Rule;
use waterline::model::tier::Tier;

use super::account::{Sample, codes, day, read_text};

const PEOPLE: &str = "工号,姓名,部门,职务,邮箱\n\
    1,周临海,局领导,局长,zhou@example.com\n\
    2,吴启明,局领导,副局长,wu@example.com\n\
    3,王伟,信息处,处长,w1@example.com\n\
    4,王伟,办公室,主任,w2@example.com\n\
    5,孙晓,信息处,科员,\n";

const MEMBER: MemberId = MemberId(uuid::Uuid::from_u128(901));

/// An account with five people, two of one name, and two members of ours.
fn staffed() -> Sample {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", PEOPLE);
    let member = |id, name: &str, login: &str| OurMember { id, name: name.to_owned(), login: Some(login.to_owned()) };
    let other = MemberId(uuid::Uuid::from_u128(902));
    sample.options.members = vec![member(MEMBER, "秦岚", "qin@ours.example"), member(other, "韦德明", "wei")];
    sample
}

/// Imports a list and holds that saying it again, the same day or later, changes nothing.
fn import_twice(sample: &mut Sample, reading: &Reading) -> Plan {
    let plan = sample.import(reading);
    for on in ["2026-03-01", "2026-04-01"] {
        sample.options.today = day(on);
        assert_eq!(sample.plan(reading).changes, [], "said again on {on}");
    }
    plan
}

fn json(text: &str) -> Reading {
    read(text.as_bytes(), "records.json", &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn statements(sample: &Sample) -> Vec<String> {
    let now = sample.snapshot();
    let name = |id| now.person(id).map_or(String::new(), |person| person.name.clone());
    let mut all: Vec<String> = now
        .claims()
        .map(|claim| match &claim.statement {
            Statement::Tie { from, to, tie, strength, holds } => {
                format!("{} {tie} {} {strength:?} {holds}", name(*from), name(*to))
            }
            Statement::Stance { person, value }
            | Statement::Influence { person, value }
            | Statement::Role { person, value, .. }
            | Statement::Adaptability { person, value } => {
                format!("{} {} {}:{}", name(*person), claim.statement.word(), value.scale, value.level)
            }
            Statement::Rapport { member, person, value, wanted } => {
                format!("{} {} {} {wanted}", member.0.as_u128(), name(*person), value.level)
            }
            other => format!("{} {other:?}", other.word()),
        })
        .collect();
    all.sort();
    all
}

#[test]
fn ties_come_in_by_name_unit_key_and_address_and_stay_one_claim_each() {
    let mut sample = staffed();
    let reading = read_text(
        "从,到,关系,强度,来源,情报等级,情况日期,用途,法律依据,密级\n\
         周临海,吴启明,信任,80%,会议,B2,2026-02-01,方案与报价准备,已公开信息,T1\n\
         王伟（信息处）,1,影响,,,,,,,\n\
         w2@example.com,孙晓,former_colleague,0.4,,,,,,\n\
         吴启明,周临海,受其信任,,,,,,,\n",
    );

    let plan = import_twice(&mut sample, &reading);

    assert_eq!(reading.content, Content::Records);
    assert_eq!(
        statements(&sample),
        [
            "周临海 trusts 吴启明 None true",
            "周临海 trusts 吴启明 Some(0.8) true",
            "王伟 former_colleague 孙晓 Some(0.4) true",
            "王伟 influences 周临海 None true",
        ]
    );
    assert_eq!((plan.report.counts.new, plan.report.findings.len()), (4, 0), "{:?}", plan.report.findings);
    let now = sample.snapshot();
    let said = now.claims().find(|claim| claim.grade.to_string() == "B2").expect("the graded tie");
    assert_eq!(now.source(said.source).map(|source| source.label.as_str()), Some("会议"));
    assert_eq!((said.purpose, said.basis, said.tier), (Purpose::OfferPreparation, Basis::PublicInformation, Tier::T1));
    assert_eq!((said.observed_on, said.expires_on), (day("2026-02-01"), day("2028-02-01")));
    let plain = now.claims().find(|claim| claim.grade.to_string() == "F6").expect("an ungraded tie");
    assert_eq!((plain.tier, plain.observed_on), (Tier::T2, day("2026-03-01")));
}

#[test]
fn a_file_under_another_name_is_no_further_source() {
    let mut sample = staffed();
    let text = "人员,态度\n周临海,支持并排他\n";
    sample.import(&read(text.as_bytes(), "stances.csv", &ReadOptions::default()).expect("a table"));

    let again = sample.plan(&read(text.as_bytes(), "stances (1).csv", &ReadOptions::default()).expect("a table"));

    assert_eq!(again.changes, []);
}

#[test]
fn what_cannot_be_taken_is_left_out_with_line_field_and_what_would_be_right() {
    let mut sample = staffed();

    let plan = sample.import(&read_text(
        "from,to,tie,strength,grade\n\
         无此人,吴启明,trusts,,\n\
         王伟,吴启明,trusts,,\n\
         周临海,吴启明,likes,,\n\
         周临海,吴启明,trusts,7,\n\
         周临海,吴启明,trusts,,Z9\n\
         周临海,周临海,trusts,,\n\
         周临海,吴启明,classmate,,\n\
         周临海,,trusts,,\n",
    ));

    assert_eq!(
        codes(&plan),
        [
            (Code::PersonNotFound, Some(2)),
            (Code::PersonAmbiguous, Some(3)),
            (Code::UnknownValue, Some(4)),
            (Code::ValueNotUsed, Some(5)),
            (Code::UnknownValue, Some(6)),
            (Code::NotAllowed, Some(7)),
            (Code::NotAllowed, Some(8)),
            (Code::BlankCell, Some(9)),
        ]
    );
    assert_eq!(statements(&sample), ["周临海 trusts 吴启明 None true"], "without its strength");
    assert_eq!(plan.report.counts.left_out, 7);
    let findings = &plan.report.findings;
    assert!(findings.iter().all(|finding| finding.severity == Severity::Warning));
    assert_eq!(
        findings[0].sentence_en(),
        "list.csv, line 2, column A “from”: “无此人” was not found, so the row was left out; write the name, key or e-mail \
         address of somebody on the map or in this file."
    );
    assert!(findings[2].message_en.contains("信任/trusts"), "{}", findings[2].message_en);
    assert!(findings[6].message_zh.contains("未启用"), "{}", findings[6].message_zh);
    assert!(findings[6].message_en.contains("switched off here"), "{}", findings[6].message_en);
}

#[test]
fn kin_is_taken_as_the_declared_conflict_of_interest_that_it_is() {
    let mut sample = staffed();

    import_twice(&mut sample, &read_text("从,到,关系\n周临海,孙晓,亲属（利益冲突申报）\n孙晓,周临海,kin\n"));

    assert_eq!(statements(&sample), ["周临海 kin 孙晓 None true"], "a mutual tie is one from either end");
}

#[test]
fn one_row_states_stance_influence_roles_and_adaptability() {
    let mut sample = staffed();
    let reading = read_text(
        "姓名,部门,态度,影响力,决策角色,接受新事物,顾虑,备注\n\
         周临海,,反对,9,D、A,务实者,预算被压缩,\n\
         王伟,信息处,支持并排他,4,,,,\n\
         王伟,办公室,未接触,,使用者,,,\n\
         孙晓,,altify:mentor,,,,要求给回扣三万,\n",
    );

    let plan = import_twice(&mut sample, &reading);

    let levels: Vec<String> = statements(&sample).into_iter().filter(|text| !text.starts_with("worry")).collect();
    assert_eq!(
        levels,
        [
            "周临海 adaptability adopter:pragmatist",
            "周临海 influence ten:9",
            "周临海 role seven:A",
            "周临海 role seven:D",
            "周临海 stance cn:-1",
            "孙晓 stance altify:mentor",
            "王伟 influence ten:4",
            "王伟 role seven:U",
            "王伟 stance cn:2",
            "王伟 stance cn:unknown",
        ]
    );
    assert_eq!(sample.snapshot().claims().count(), 11, "ten levels and a worry");
    assert_eq!(codes(&plan), [(Code::NoteScreened, Some(5))]);
    assert!(!plan.report.findings[0].sentence_zh().contains("三万"), "the text is not repeated");
}

#[test]
fn a_column_is_read_on_the_scale_that_all_its_values_share() {
    let mut sample = staffed();

    sample.import(&read_text("person,stance\n周临海,支持\n吴启明,中立\n孙晓,反对\n"));

    assert_eq!(
        statements(&sample),
        ["吴启明 stance oracle_affinity:3", "周临海 stance oracle_affinity:4", "孙晓 stance oracle_affinity:2"]
    );
}

#[test]
fn a_contact_list_with_columns_of_claims_gives_both() {
    let mut sample = Sample::default();
    let reading = read_text(
        "姓名,部门,职务,手机,态度,影响力\n甲一,一处,处长,13800000001,支持不排他,8\n乙二,一处,科员,13800000002,,\n",
    );

    let plan = import_twice(&mut sample, &reading);

    assert_eq!(reading.content, Content::Contacts);
    assert_eq!(statements(&sample), ["甲一 influence ten:8", "甲一 stance cn:1"]);
    assert_eq!(plan.report.counts.new, 2);
}

#[test]
fn rapport_and_touches_name_members_of_ours_by_name_or_login() {
    let mut sample = staffed();

    let plan = import_twice(
        &mut sample,
        &read_text("我方成员,人员,客情,目标客情\n秦岚,周临海,认可,信任\nWEI,吴启明,3,\n查无此人,吴启明,3,\n"),
    );
    assert_eq!(statements(&sample), ["901 周临海 2 false", "901 周临海 3 true", "902 吴启明 3 false"]);
    assert_eq!(codes(&plan), [(Code::MemberNotFound, Some(4))]);

    import_twice(
        &mut sample,
        &read_text("接触日,我方成员,人员,接触方式,结果\n2026-02-03,秦岚、wei,周临海、孙晓,拜访,讨论迁移窗口\n"),
    );
    let now = sample.snapshot();
    let touch = &now.records().touches[0];
    assert_eq!((touch.members.len(), touch.persons.len(), touch.on), (2, 2, day("2026-02-03")));
    assert_eq!(touch.outcome.as_deref(), Some("讨论迁移窗口"));
}

#[test]
fn deals_come_with_stages_seats_and_rules_and_are_brought_up_to_date() {
    let mut sample = staffed();
    let text = "项目,采购方式,定标日,静默期起,静默期止,静默原因,阶段,计划日,完成日,决策规则,席位人员,席位岗位,票数,否决权\n\
        一期,公开招标,2026-09-01,2026-08-01,2026-09-01,招标公告,立项,2026-04-01,2026-03-20,一人决定,周临海,,,\n\
        ,,,,,,定标,2026-09-01,,票数 3,吴启明,,2,是\n\
        ,,,,,,定标,,,,,信息处/处长,1,\n\
        ,,,,,,定标,,,,,,1,\n";

    let plan = import_twice(&mut sample, &read_text(text));

    assert_eq!(plan.report.findings, []);
    let now = sample.snapshot();
    let records = now.records();
    let deal = &records.deals[0];
    assert_eq!((deal.name.as_str(), deal.award_on), ("一期", Some(day("2026-09-01"))));
    assert_eq!((deal.quiet_periods.len(), deal.quiet_periods[0].reason.as_str()), (1, "招标公告"));
    let mut stages: Vec<_> =
        records.stages.iter().map(|stage| (stage.order, stage.name.as_str(), stage.rule)).collect();
    stages.sort_by_key(|(order, ..)| *order);
    assert_eq!(stages, [(1, "立项", Rule::Sole), (2, "定标", Rule::Quota { votes: 3 })]);
    assert_eq!(records.seats.len(), 4);
    assert!(records.seats.iter().any(|seat| matches!(seat.sitter, Some(Sitter::Post(_))) && !seat.veto));
    assert!(records.seats.iter().any(|seat| seat.votes == 2 && seat.veto));

    let later = text.replace("2026-09-01,,票数 3,吴启明,,2", "2026-10-01,,过半数,吴启明,,3");
    let plan = import_twice(&mut sample, &read_text(&later));
    assert_eq!(
        (plan.changes.len(), plan.report.counts.changed, plan.report.counts.new),
        (2, 1, 0),
        "{:?}",
        plan.changes
    );
    assert_eq!(sample.snapshot().records().seats.len(), 4);
}

#[test]
fn the_same_comes_in_as_json() {
    let mut sample = staffed();
    let reading = json(
        r#"{
          "deals": [{"deal": "一期", "award_on": "2026-09-01", "stages": [
            {"stage": "立项", "rule": "sole", "seats": [{"seat": "周临海"}]},
            {"stage": "定标", "rule": "majority", "seats": [{"seat": "吴启明", "votes": 2, "veto": true}, {"seat_post": "信息处/处长"}]}
          ]}],
          "ties": [{"from": "周临海", "to": "吴启明", "tie": "trusts", "strength": 0.8, "grade": "B2"}],
          "claims": [{"person": "吴启明", "stance": 1, "role": ["D", "A"], "deal": "一期"}, {"person": "nobody", "stance": 1}],
          "rapports": [{"member": "qin@ours.example", "person": "1", "rapport": "trusted"}],
          "touches": [{"date": "2026-02-03", "member": ["秦岚", "韦德明"], "person": ["周临海", "孙晓"], "deal": "一期"}]
        }"#,
    );

    let plan = import_twice(&mut sample, &reading);

    let now = sample.snapshot();
    let records = now.records();
    let counts = (records.deals.len(), records.stages.len(), records.seats.len(), records.touches.len());
    assert_eq!((counts, records.claims.len()), ((1, 2, 3, 1), 5));
    let [finding] = plan.report.findings.as_slice() else { panic!("{:?}", plan.report.findings) };
    assert_eq!(
        (finding.code, finding.place.sheet.as_str(), finding.place.line),
        (Code::PersonNotFound, "claims", Some(2))
    );
    assert!(now.claims().filter(|claim| claim.deal.is_some()).count() == 3);
}

#[test]
fn a_known_claim_is_kept_otherwise_when_the_file_says_so_and_taken_back_ones_do_not_return() {
    let mut sample = staffed();
    sample.import(&read_text("人员,态度,情况日期\n周临海,中立,2026-02-01\n"));

    let plan = sample.import(&read_text("人员,态度,情况日期,到期日,密级\n周临海,中立,2026-02-01,2026-12-31,T1\n"));
    assert_eq!((plan.report.counts.changed, plan.report.counts.new), (1, 0));
    let claim = sample.snapshot().claims().next().expect("the claim").clone();
    assert_eq!((claim.expires_on, claim.tier), (day("2026-12-31"), Tier::T1));

    sample.import(&read_text("人员,态度,情况日期,收回日\n周临海,中立,2026-02-01,2026-03-01\n"));
    let again = sample.plan(&read_text("人员,态度,情况日期\n周临海,中立,2026-02-01\n"));
    assert_eq!(again.changes, []);
    assert_eq!(sample.snapshot().claims().count(), 1);
}

#[test]
fn nobody_writes_above_his_or_her_own_tier_and_t3_names_its_readers() {
    let mut sample = staffed();
    sample.options.cap = Tier::T1;

    let plan = sample.plan(&read_text("人员,态度,密级\n周临海,中立,T2\n吴启明,中立,T1\n"));
    assert_eq!(codes(&plan), [(Code::NotAllowed, Some(2))]);

    sample.options.cap = Tier::T3;
    let plan = sample.plan(&read_text("人员,态度,密级,读者\n周临海,中立,T3,\n吴启明,中立,T3,秦岚\n"));
    assert_eq!(codes(&plan), [(Code::NotAllowed, Some(2))]);
    assert_eq!(plan.report.rows[1].fate, Fate::New);
}

/// Each example of docs/import.md says what it promises, on people of the names that it uses.
#[test]
fn the_examples_of_the_manual_import_without_a_finding() {
    let manual = include_str!("../../docs/import.md");
    let mut examples: Vec<(&str, &str)> = Vec::new();
    for block in manual.split("```").skip(1).step_by(2) {
        examples.push(block.split_once('\n').expect("a language and a text"));
    }
    assert_eq!(examples.len(), 8, "three tables and a document in each language");
    let people = "name,department,title\nAnn Other,Board,Director\nBen Example,Sales,Head of Sales\n\
        周临海,局领导,局长\n吴启明,局领导,副局长\n王伟,信息处,处长\n王伟,办公室,主任\n";
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", people);
    sample.options.members = vec![OurMember { id: MEMBER, name: "Kim".to_owned(), login: Some("kim".to_owned()) }];
    for (language, text) in examples {
        let reading = if language == "json" { json(text) } else { read_text(text) };

        let plan = import_twice(&mut sample, &reading);

        assert_eq!(reading.content, Content::Records, "{text}");
        assert_eq!(plan.report.findings, [], "{text}");
    }
    let now = sample.snapshot();
    assert_eq!((now.records().deals.len(), now.records().seats.len(), now.records().touches.len()), (2, 6, 2));
}
