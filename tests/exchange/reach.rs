//! What address cards and lists of customer systems say of names, numbers, addresses, organisations and days is taken or told.

use waterline::exchange::{
    Code, ExportFormat, ExportOptions, Field, Finding, Plan, ReadOptions, Reading, Severity, export, read,
};
use waterline::model::person::Person;
use waterline::model::tenure::TenureKind;

use super::account::{Sample, day, read_text};

fn cards(text: &str) -> Reading {
    read(text.replace('\n', "\r\n").as_bytes(), "people.vcf", &ReadOptions::default()).expect("cards")
}

fn first_person(sample: &Sample) -> Person {
    sample.snapshot().records().persons[0].as_ref().clone()
}

fn further(plan: &Plan) -> Vec<&Finding> {
    plan.report.findings.iter().filter(|finding| finding.code == Code::FurtherCells).collect()
}

#[test]
fn the_nicknames_of_a_card_are_a_list() {
    let mut sample = Sample::default();

    let list = cards("BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nNICKNAME:Annie,Nan,Lee\\, Ann\nEND:VCARD\n");
    sample.import(&list);

    assert_eq!(first_person(&sample).aliases, ["Annie", "Nan", "Lee, Ann"]);
    assert_eq!(sample.plan(&list).changes, [], "the same card again");
    for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Vcard, ExportFormat::Popolo] {
        let bytes = export(&sample.snapshot(), format, &ExportOptions::on(day("2026-03-01"))).expect("a file").bytes;
        let reading = read(&bytes, "export", &ReadOptions::default()).expect("our own export");
        assert_eq!(sample.plan(&reading).changes, [], "{format:?}");
    }
}

#[test]
fn an_alias_with_a_sign_that_parts_aliases_comes_back() {
    let mut sample = Sample::default();
    sample.import(&cards("BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nEND:VCARD\n"));
    let mut person = first_person(&sample);
    person.aliases = vec!["A;B、C".to_owned()];
    let set = waterline::model::person::PersonPatch { aliases: Some(person.aliases), ..Default::default() };
    let change = waterline::model::change::Change::EditPerson { id: person.id, set };
    sample.map.apply(&[change], &waterline::model::viewer::Viewer::Operator).expect("an alias");

    for format in [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Vcard, ExportFormat::Popolo] {
        let bytes = export(&sample.snapshot(), format, &ExportOptions::on(day("2026-03-01"))).expect("a file").bytes;
        let reading = read(&bytes, "export", &ReadOptions::default()).expect("our own export");
        assert_eq!(sample.plan(&reading).changes, [], "{format:?}");
    }
}

#[test]
fn the_desk_comes_before_the_home_and_what_is_left_is_told() {
    let mut sample = Sample::default();

    let plan = sample.import(&read_text(
        "Name,Home Phone,Business Phone,Other Phone,Email - Home,Work Email\n\
        Ann Lee,555-100-1000,555-300-3000,,ann@home.example,ann@work.example\n\
        Ben Ray,555-100-2000,,555-100-2000,,\n\
        Cyd Poe,555-100-3000,555-300-3333,555-600-3333,,cyd@work.example; cyd@else.example\n",
    ));

    let snapshot = sample.snapshot();
    let said: Vec<_> = snapshot
        .records()
        .persons
        .iter()
        .map(|person| (person.phone.as_deref().unwrap_or(""), person.email.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        said,
        [("555-300-3000", "ann@work.example"), ("555-100-2000", ""), ("555-300-3333", "cyd@work.example")]
    );
    let told: Vec<_> = further(&plan)
        .iter()
        .map(|finding| (finding.place.header.as_str(), finding.place.line, finding.value.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        told,
        [
            ("Home Phone", Some(2), "555-100-1000"),
            ("Email - Home", Some(2), "ann@home.example"),
            ("Other Phone", Some(4), "555-600-3333"),
            ("Work Email", Some(4), "cyd@else.example"),
        ]
    );
    assert!(further(&plan)[0].message_en.contains("column (2)") && further(&plan)[0].message_en.contains("lines 2, 4"));
}

#[test]
fn another_number_on_another_row_of_the_same_person_is_told() {
    let mut sample = Sample::default();

    let plan = sample.import(&read_text(
        "Employee ID,Name,Department,Title,Phone\n7,Ann Lee,Sales,Head,555-100-1000\n7,Ann Lee,Board,Member,555-200-2000\n\
        7,Ann Lee,Office,Clerk,(555) 100-1000\n",
    ));

    assert_eq!(first_person(&sample).phone.as_deref(), Some("555-100-1000"));
    let told: Vec<_> = further(&plan).iter().map(|finding| (finding.place.line, finding.value.as_deref())).collect();
    assert_eq!(told, [(Some(3), Some("555-200-2000"))]);
}

#[test]
fn cards_say_which_number_is_of_the_desk() {
    let mut sample = Sample::default();

    let plan = sample.import(&cards(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ann Lee\nTEL;TYPE=HOME:555-100-1000\nTEL;TYPE=WORK:555-300-3000\nTEL;TYPE=HOME,CELL:555-400-1000\n\
        TEL;TYPE=WORK,CELL,PREF:555-400-2000\nEMAIL;TYPE=HOME,PREF:ann@home.example\nEMAIL;TYPE=WORK:ann@work.example\nEND:VCARD\n",
    ));

    let person = first_person(&sample);
    assert_eq!(person.phone.as_deref(), Some("555-300-3000"));
    assert_eq!(person.mobile.as_deref(), Some("555-400-2000"));
    assert_eq!(person.email.as_deref(), Some("ann@work.example"));
    let mut told: Vec<_> = further(&plan).iter().filter_map(|finding| finding.value.clone()).collect();
    told.sort();
    assert_eq!(told, ["555-100-1000", "555-400-1000", "ann@home.example"]);
}

#[test]
fn each_organisation_of_a_card_is_a_post_of_its_own() {
    let mut sample = Sample::default();

    let list = cards(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Henry Roe\nORG:One Ltd;Sales\nTITLE:Head\nORG:Two Ltd\nTITLE:Adviser\nORG:Three Ltd\nORG:One Ltd;Sales\n\
        EMAIL:henry@one.example\nEND:VCARD\n",
    );
    let plan = sample.import(&list);

    assert_eq!(
        sample.posts(),
        ["One Ltd/Sales/Head: Henry Roe", "Two Ltd/Adviser: Henry Roe", "Three Ltd/: Henry Roe"],
        "{:?}",
        plan.report.findings
    );
    let kinds: Vec<_> = sample.snapshot().records().tenures.iter().map(|tenure| tenure.kind).collect();
    assert_eq!(kinds, [TenureKind::Substantive, TenureKind::Concurrent, TenureKind::Concurrent]);
    assert_eq!(sample.plan(&list).changes, [], "the same card again");
}

#[test]
fn our_own_graph_without_ties_has_nothing_to_warn_of() {
    let mut sample = Sample::default();
    sample.import(&read_text("Name,Department,Title\nAnn Lee,Sales,Head\n"));
    let options = ExportOptions::on(day("2026-03-01"));
    let bytes = export(&sample.snapshot(), ExportFormat::Graphml, &options).expect("a file").bytes;

    let plan = sample.plan(&read(&bytes, "export", &ReadOptions::default()).expect("our own export"));

    assert_eq!(plan.changes, []);
    let warnings = plan.report.findings.iter().filter(|finding| finding.severity != Severity::Note);
    assert_eq!(warnings.collect::<Vec<_>>(), Vec::<&Finding>::new());
}

#[test]
fn the_day_of_leaving_ends_a_tenure_before_the_day_of_expiry() {
    let mut sample = Sample::default();
    let head = "AgencyName,PositionTitle,IncumbentFirstName,IncumbentLastName,LevelGradePay,ExpirationDate,IncumbentBeginDate,IncumbentVacateDate";

    let plan = sample.import_text(
        "2026-03-01",
        &format!(
            "{head}\nBureau,Chair,ERICA,AVRAMI,,6/30/2027,1/2/2022,2/18/2025\nBureau,Vice Chair,ADA,ROE,,6/30/2027,1/2/2022,\n\
            Bureau,Adviser,AUSTIN,LEE,14,,3/6/2024,1/21/2025\nBureau,Adviser,AUSTIN,LEE,14,,1/24/2025,2/21/2025\n\
            Bureau,Clerk,KAI,ROW,14,,2/1/2024,3/1/2025\nBureau,Clerk,KAI,ROW,15,,,\n\
            Bureau,Clerk,BEA,ROW,14,,2/1/2024,\nBureau,Clerk,BEA,ROW,14,,2/1/2024,\n"
        ),
    );

    let snapshot = sample.snapshot();
    let ends: Vec<String> = snapshot
        .records()
        .tenures
        .iter()
        .map(|tenure| {
            let name = &snapshot.person(tenure.person).expect("a person").name;
            let until = tenure.span.until.map_or("…".to_owned(), |day| day.to_string());
            format!("{name} {until}")
        })
        .collect();
    let mut expected = vec![
        "ERICA AVRAMI 2025-02-18",
        "ADA ROE 2027-06-30",
        "AUSTIN LEE 2025-01-21",
        "AUSTIN LEE 2025-02-21",
        "KAI ROW 2025-03-01",
        "KAI ROW …",
        "BEA ROW …",
    ];
    expected.sort_unstable();
    let mut ends: Vec<&str> = ends.iter().map(String::as_str).collect();
    ends.sort_unstable();
    assert_eq!(ends, expected);
    let told = |code| -> Vec<Option<u32>> {
        let findings = plan.report.findings.iter().filter(|finding| finding.code == code);
        findings.map(|finding| finding.place.line).collect()
    };
    assert_eq!(told(Code::RepeatedRow), [Some(9)], "only a row that says nothing else repeats another");
    assert_eq!(told(Code::PostSaidOtherwise), [Some(7)], "the other grade");
    assert!(!plan.report.findings.iter().any(|finding| finding.code == Code::UnusedColumn));
}

#[test]
fn heads_of_customer_systems_are_known() {
    use Field::{Alias, Email, ExternalId, FamilyName, GivenName, Matter, Mobile, Name, Note, Phone, Title, Unit};

    let fields = |heads: &str| -> Vec<Option<Field>> {
        let cells = heads.split(',').map(|_| "Ann").collect::<Vec<_>>().join(",");
        let reading = read_text(&format!("{heads}\n{cells}\n"));
        reading.mapping.sheets[0].columns.iter().map(|column| column.field).collect()
    };
    assert_eq!(
        fields(
            "Person - ID,Person - Name,Person - First name,Person - Last name,Person - Organization,Person - Email - Work,\
            Person - Email - Home,Person - Phone - Work,Person - Phone - Mobile,Person - Job title"
        ),
        [ExternalId, Name, GivenName, FamilyName, Unit, Email, Email, Phone, Mobile, Title].map(Some)
    );
    assert_eq!(
        fields("First Name,Last Name,Email,Phone Number,Mobile Phone Number,Job Title,Description"),
        [GivenName, FamilyName, Email, Phone, Mobile, Title, Note].map(Some)
    );
    assert_eq!(fields("姓名,部门,职务,分管事项"), [Name, Unit, Title, Matter].map(Some));
    assert_eq!(
        fields("Name,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Value,Alias 2,Notes 2"),
        [Name, Email, Email, Phone, Alias, Note].map(Some)
    );
    assert_eq!(
        fields("Deal - Title,Deal - Status,Deal - Expected close date,Stage"),
        [Field::Deal, Field::State, Field::AwardOn, Field::Stage].map(Some)
    );
}
