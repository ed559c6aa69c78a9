//! Address cards: properties that we know nothing of never stand for what we know, and what a card is not is said.

use waterline::exchange::{Code, ExportFormat, ExportOptions, Plan, ReadOptions, Reading, export, read};

use super::account::{Sample, codes, day};

/// Cards of these properties each, parted by an empty line.
fn cards(text: &str) -> Reading {
    let card = |properties: &str| format!("BEGIN:VCARD\nVERSION:3.0\n{}\nEND:VCARD\n", properties.trim());
    let text: String = text.split("\n\n").map(card).collect();
    read(text.replace('\n', "\r\n").as_bytes(), "people.vcf", &ReadOptions::default()).expect("cards")
}

fn people(sample: &Sample) -> Vec<(String, String)> {
    let snapshot = sample.snapshot();
    let key = |ids: &[waterline::model::id::ExternalId]| ids.first().map_or(String::new(), |id| id.key.clone());
    let mut people: Vec<_> =
        snapshot.records().persons.iter().map(|person| (person.name.clone(), key(&person.external_ids))).collect();
    people.sort();
    people
}

/// Code, value and header of what is told.
fn told(plan: &Plan) -> Vec<(Code, &str, &str)> {
    let findings = plan.report.findings.iter();
    findings
        .map(|finding| (finding.code, finding.value.as_deref().unwrap_or(""), finding.place.header.as_str()))
        .collect()
}

#[test]
fn the_certificate_of_a_card_is_no_key_of_its_owner() {
    let mut sample = Sample::default();

    let plan = sample.import(&cards(
        "FN:Ann Miller\nORG:Acme\nKEY;ENCODING=b:MIIX\nUID:a-1\n\nFN:Tom Wolf\nORG:Acme\nKEY;ENCODING=b:MIIX\nUID:t-2",
    ));

    let expected = [("Ann Miller", "a-1"), ("Tom Wolf", "t-2")];
    assert_eq!(people(&sample), expected.map(|(name, key)| (name.to_owned(), key.to_owned())));
    assert_eq!(told(&plan), [(Code::UnusedColumn, "", "vCard KEY")]);
}

#[test]
fn a_property_of_a_name_that_we_use_ourselves_is_not_used() {
    let mut sample = Sample::default();

    let plan = sample.import(&cards(
        "FN:John Doe\nNAME:VCARD for John Doe\nORG:Acme;IT\nTITLE:CIO\nGENDER:M\nX-RANK:3\nRANK:7\nGROUP:Friends\nPHONE:1\nMANAGER:x\n\n\
         FN:Ann Miller\nORG:Acme;Finance\nTITLE:CFO",
    ));

    assert_eq!(sample.posts(), ["Acme/IT/CIO: John Doe", "Acme/Finance/CFO: Ann Miller"]);
    assert!(told(&plan).iter().all(|(code, ..)| *code == Code::UnusedColumn), "{:?}", plan.report.findings);
    assert!(told(&plan).contains(&(Code::UnusedColumn, "", "vCard NAME")), "{:?}", plan.report.findings);
}

#[test]
fn a_card_that_repeats_a_property_without_end_gives_the_first_and_the_rest_is_told() {
    let nicknames = (0..20_000).map(|number| format!("NICKNAME:n{number}\n")).collect::<Vec<_>>().concat();
    let organisations = (0..5_000).map(|number| format!("ORG:o{number}\n")).collect::<Vec<_>>().concat();

    let reading = cards(&format!("FN:Ann Other\n{nicknames}{organisations}"));

    let sentences: Vec<&str> = reading.findings.iter().map(|finding| finding.message_en.as_str()).collect();
    assert!(sentences.contains(
        &"The card says “Alias” more than 100 times; 19900 more were not used and stay with the imported file."
    ));
    assert!(
        sentences.iter().any(|sentence| sentence.contains("“ORG” more than 100 times; 4900 more")),
        "{sentences:?}"
    );
}

#[test]
fn the_cards_of_groups_and_organisations_are_said_to_be_such() {
    let mut sample = Sample::default();

    let plan = sample.import(&cards(
        "FN:Decision circle\nKIND:group\nMEMBER:urn:uuid:1\n\nFN:Acme GmbH\nORG:Acme GmbH\nKIND:org\n\nFN:Ann Other\nORG:Acme GmbH",
    ));

    assert_eq!(people(&sample), [("Ann Other".to_owned(), String::new())]);
    let groups: Vec<_> = plan.report.findings.iter().filter(|finding| finding.code == Code::CardOfSeveral).collect();
    let told: Vec<_> = groups.iter().map(|finding| (finding.place.line, finding.value.as_deref())).collect();
    assert_eq!(told, [(Some(1), Some("Decision circle")), (Some(7), Some("Acme GmbH"))]);
    assert_eq!(plan.report.counts.left_out, 2);
    let others = codes(&plan).into_iter().filter(|(code, _)| *code != Code::CardOfSeveral).collect::<Vec<_>>();
    assert_eq!(others, [(Code::UnusedColumn, None)], "of MEMBER alone: {:?}", plan.report.findings);
}

#[test]
fn a_chinese_name_in_one_word_counts_before_parts_that_were_filled_in_the_other_way_round() {
    let mut sample = Sample::default();

    sample.import(&cards("N:临海;周;;;\nFN:周临海\nORG:局\n\nN:王;伟;;;\nFN:伟 王\nORG:局\n\nN:李;明;;;\nORG:局"));

    let names: Vec<String> = people(&sample).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["周临海", "李明", "王伟"]);
}

#[test]
fn our_own_card_of_several_posts_says_nothing_of_a_key_that_stands_twice() {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "工号,姓名,部门,职务\n7,周临海,局领导,局长\n7,周临海,党组,书记\n");
    let options = ExportOptions::on(day("2026-03-01"));
    let bytes = export(&sample.snapshot(), ExportFormat::Vcard, &options).expect("a file").bytes;

    let plan = sample.plan(&read(&bytes, "export.vcf", &ReadOptions::default()).expect("our own export"));

    assert_eq!((codes(&plan), plan.changes), (vec![], vec![]));
}
