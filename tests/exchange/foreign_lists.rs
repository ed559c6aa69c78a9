//! Lists of other systems: address cards, exports of customer systems, Popolo, old workbooks; public samples of each.

use waterline::exchange::{Code, Content, Format, ReadOptions, Reading, Refusal, read};
use waterline::model::snapshot::Moment;
use waterline::model::viewer::Viewer;

use super::account::{Sample, day};
use super::sample;

fn read_bytes(bytes: &[u8], name: &str) -> Result<Reading, Refusal> {
    read(bytes, name, &ReadOptions::default())
}

/// Imports a public sample of this folder, and holds that saying it again changes nothing.
fn import(name: &str) -> Sample {
    let path = format!("public/{name}");
    let reading = sample::reading(&path);
    let mut sample = Sample::default();
    sample.import(&reading);
    assert_eq!(sample.plan(&reading).changes, [], "{name} again");
    sample
}

fn people(sample: &Sample) -> Vec<String> {
    let now = sample.map.snapshot(Moment::Always, &Viewer::Operator);
    let mut names: Vec<_> = now.records().persons.iter().map(|person| person.name.clone()).collect();
    names.sort();
    names
}

#[test]
fn cards_of_every_version_give_names_units_titles_and_superiors() {
    let cards = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=CD=F5;=CE=B0\r\n\
        FN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:=CE=B0=20=CD=F5\r\nORG:Bureau of Data;Office\r\n\
        TEL;CELL:13800000001\r\nTEL;WORK;FAX:1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0A=\r\nsecond\r\nEND:VCARD\r\n\
        BEGIN:VCARD\nVERSION:3.0\nitem1.FN:Ann\\, Other\nN:Other;Ann;;;\nORG:Bureau of Data;Sales/Marketing;North\nTITLE:Head of\n  Sales\n\
        EMAIL;TYPE=\"work:main\":ann@example.com\nX-MANAGER:\xE7\x8E\x8B\xE4\xBC\x9F\nAGENT:\nBEGIN:VCARD\nFN:Nobody\nEND:VCARD\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:7\nFN:Ben Example\nORG:Bureau of Data\nROLE:Buyer\nRELATED;TYPE=manager:ann@example.com\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:The Friends\nEND:VCARD\n";
    let reading = read_bytes(cards, "people.vcf").expect("cards");
    let mut sample = Sample::default();

    let plan = sample.import(&reading);

    assert_eq!(reading.format, Format::Vcard);
    assert_eq!(
        sample.posts(),
        [
            "Bureau of Data/Office/: 王伟",
            "Bureau of Data/Sales/Marketing/North/Head of Sales: Ann, Other",
            "Bureau of Data/Buyer: Ben Example",
        ]
    );
    assert!(sample.units().contains(&"Bureau of Data/Sales/Marketing".to_owned()));
    assert_eq!(sample.today().records().units.len(), 4, "a slash in the name of a unit is part of it");
    assert_eq!(sample.lines().len(), 1, "{:?} {:?}", sample.lines(), plan.report.findings);
    let last = plan.report.rows.last().expect("the card of the group");
    assert_eq!((last.fate, last.label.as_str()), (waterline::exchange::Fate::LeftOut, "The Friends"), "it is told of");
    assert_eq!(sample.plan(&reading).changes, []);
    let note = sample.today().claims().next().expect("the note").clone();
    assert!(format!("{:?}", note.statement).contains("first\\nsecond"));
}

#[test]
fn a_card_shown_under_the_name_of_a_company_is_the_person_of_its_n_or_nobody() {
    let cards = "BEGIN:VCARD\nVERSION:3.0\nN:Müller;Jörg;;;\nFN:Muster Technik AG\nORG:Muster Technik AG;\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Acme Ltd\nORG:Acme Ltd\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:3.0\nFN:Globex\nORG:Globex\nX-ABShowAs:COMPANY\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Ann Other\nORG:Ann Other\nEND:VCARD\n";
    let reading = read_bytes(cards.as_bytes(), "people.vcf").expect("cards");
    let mut sample = Sample::default();

    let plan = sample.import(&reading);

    assert_eq!(people(&sample), ["Ann Other", "Jörg Müller"]);
    assert_eq!(plan.report.counts.left_out, 2, "each is told of: {:?}", plan.report.findings);
}

#[test]
fn public_cards_import_whole() {
    assert_eq!(people(&import("vcards/outlook-2003.vcf")), ["John Doe III"]);
    assert_eq!(people(&import("vcards/rfc6350-example.vcf")), ["Simon Perreault"]);
    assert_eq!(people(&import("vcards/rfc2426-example.vcf")), ["Frank Dawson", "Tim Howes"]);
    assert_eq!(people(&import("vcards/gmail-list.vcf")).len(), 3);
    let Some(folder) = sample::public_data("vcards") else { return };
    for path in
        sample::files_below(&folder).iter().filter(|path| path.extension().is_some_and(|ending| ending == "vcf"))
    {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let bytes = std::fs::read(path).expect("a readable file");
        let reading = read_bytes(&bytes, name).unwrap_or_else(|refusal| panic!("{refusal}"));
        let mut sample = Sample::default();

        let plan = sample.import(&reading);

        let cards = bytes.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"BEGIN:VCARD")).count();
        let left_out = plan.report.counts.left_out;
        assert!(cards <= people(&sample).len() + left_out, "{name}: {cards} cards, {:?}", plan.report);
        assert_eq!(sample.plan(&reading).changes, [], "{name} again");
    }
}

#[test]
fn exports_of_customer_systems_are_understood() {
    assert_eq!(people(&import("crm/hubspot-export.csv")).first().map(String::as_str), Some("Alice Johnson"));
    assert_eq!(people(&import("crm/linkedin_connections.csv"))[..2], ["Anna Nowak", "Ben Ortiz"]);
    assert_eq!(people(&import("crm/salesforce_bulk_contacts.csv")), ["Ian Dury", "Tom Jones"]);
    assert!(people(&import("crm/european-semicolon.csv")).contains(&"Jean Dupont".to_owned()));
    assert!(people(&import("crm/rtl-arabic-headers.csv")).contains(&"محمد أحمد".to_owned()));
    assert!(people(&import("crm/contacts-data.json")).contains(&"Brad Holmes".to_owned()));
    assert!(people(&import("crm/17-formula-injection.csv")).contains(&"=SUM(A1:A10)".to_owned()));
    let dynamics = sample::reading("public/crm/dynamics_contact_header.csv");
    let key = dynamics.mapping.sheets[0].columns[0].field;
    assert_eq!(key, Some(waterline::exchange::Field::ExternalId), "the key that nobody may modify");
    let typos = sample::reading("public/crm/08-broken-headers-typos.csv");
    assert_eq!(typos.error().map(|error| error.code), Some(Code::NoNameColumn));
}

#[test]
fn every_public_sample_gives_an_import_or_a_true_sentence() {
    let Some(folder) = sample::public_data("crm-samples") else { return };
    let mut refused = Vec::new();
    for path in sample::files_below(&folder) {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let bytes = std::fs::read(&path).expect("a readable file");
        match read_bytes(&bytes, name) {
            Ok(reading) if reading.error().is_none() => {
                let mut sample = Sample::default();
                let plan = sample.import(&reading);
                let told = plan.report.rows.len();
                assert!(told > 0 || bytes.split(|byte| *byte == b'\n').count() < 3, "{name} lost its rows");
                assert_eq!(sample.plan(&reading).changes, [], "{name} again");
            }
            Ok(reading) => refused.push((name.to_owned(), reading.error().expect("an error").code)),
            Err(refusal) => refused.push((name.to_owned(), refusal.finding.code)),
        }
    }
    refused.sort();
    let names: Vec<&str> = refused.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "03-google-ads-leads.csv",
        "08-broken-headers-typos.csv",
        "README.md",
        "email.csv",
        "google-ads-realistic.csv",
        "outlook.csv",
        "sample-data-plan.json",
    ];
    assert_eq!(names, expected, "{refused:?}");
    assert!(refused.iter().all(|(_, code)| *code == Code::NoNameColumn), "{refused:?}");
}

#[test]
fn a_list_of_employees_with_keys_of_superiors_gives_the_whole_tree() {
    let sample = import("oracle-hr/employees.csv");

    let now = sample.today();
    assert_eq!((now.records().persons.len(), now.records().lines.len()), (107, 106));
    assert_eq!(now.records().units.len(), 12, "the codes of the departments, and one person without");
}

#[test]
fn positions_of_a_government_import_with_their_vacancies_and_days() {
    let sample = import("us-plum/positions-excerpt.csv");

    let everything = sample.snapshot();
    let posts = everything.records().posts.len();
    assert_eq!(posts, 79);
    let first = everything.records().tenures.iter().find(|tenure| tenure.span.until == Some(day("2027-05-26")));
    assert!(first.is_some(), "05/26/2027 in a column that shows that the month stands first");
    let Some(folder) = sample::public_data("us-plum-positions") else { return };
    let bytes = std::fs::read(folder.join("plum_positions.csv")).expect("a readable file");
    let reading = read_bytes(&bytes, "plum_positions.csv").expect("a table");
    let mut whole = Sample::default();
    let plan = whole.import(&reading);
    assert_eq!(plan.report.rows.len(), 10_540);
    let records = whole.snapshot();
    let posts = &records.records().posts;
    let vacant = posts.iter().filter(|post| records.tenures_of_post(post.id).next().is_none()).count();
    let held = records.records().tenures.len();
    assert_eq!(held + vacant + plan.report.counts.left_out, 10_540, "each row is a holder or a vacancy");
    assert_eq!(whole.plan(&reading).changes, [], "again");
}

#[test]
fn popolo_gives_units_posts_people_and_days() {
    let text = r#"{
      "persons": [
        {"id": "p1", "name": "Ann Other", "email": "ann@example.com", "other_names": [{"name": "A. Other"}],
         "contact_details": [{"type": "voice", "value": "+44 1"}, {"type": "cell", "value": "+44 2"}]},
        {"id": "p2", "name": "Ben Example"}, {"id": "p3", "name": "Cyd Free"}],
      "organizations": [{"id": "o1", "name": "Bureau"}, {"id": "o2", "name": "Sales/North", "parent_id": "o1"}],
      "posts": [{"id": "t1", "label": "Head", "organization_id": "o2"}, {"id": "t2", "label": "Deputy", "organization_id": "o2"}],
      "memberships": [
        {"person_id": "p1", "post_id": "t1", "start_date": "2020-01-01"},
        {"person_id": "p2", "organization_id": "o1", "role": "Member", "start_date": "2019-01-01", "end_date": "2022-01-01"}]
    }"#;
    let reading = read_bytes(text.as_bytes(), "popolo.json").expect("Popolo");
    let mut sample = Sample::default();

    sample.import(&reading);

    assert_eq!(reading.content, Content::Contacts);
    assert_eq!(
        sample.posts(),
        ["Bureau/Sales/North/Head: Ann Other", "Bureau/Member: ", "Bureau/Sales/North/Deputy: ", "海州市/: Cyd Free"]
    );
    let everything = sample.snapshot();
    let past = everything.records().tenures.iter().find(|tenure| tenure.span.until == Some(day("2022-01-01")));
    assert!(past.is_some());
    assert_eq!(sample.plan(&reading).changes, []);
}

#[test]
fn old_and_foreign_workbooks_read_as_new_ones_do() {
    let old = sample::reading("public/workbooks/merge_cells.xls");
    let new = sample::reading("public/workbooks/merge_cells.xlsx");

    let cells = |reading: &Reading| format!("{:?}", reading.workbook.sheets[0]);
    assert_eq!((old.format, new.format), (Format::Xls, Format::Xlsx));
    assert_eq!(cells(&old), cells(&new));
    for name in ["date_1904.xls", "date_1904.xlsb"] {
        let reading = sample::reading(&format!("public/workbooks/{name}"));
        assert!(format!("{:?}", reading.workbook).contains("2021-01-01"), "{name}: {:?}", reading.workbook);
    }
}
