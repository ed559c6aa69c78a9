//! Tables are understood: heads, titles, columns, and what a user corrects.

use waterline::exchange::{Code, Field, ReadOptions, Reading, read};

use super::sample::{self, reading};

/// The fields of the first sheet's columns.
fn fields(reading: &Reading) -> Vec<Option<Field>> {
    reading.mapping.sheets[0].columns.iter().map(|column| column.field).collect()
}

fn read_text(text: &str) -> Reading {
    read(text.as_bytes(), "list.csv", &ReadOptions::default()).expect("a table")
}

#[test]
fn heads_are_known_in_chinese_and_english() {
    use Field::*;
    let chinese = reading("utf8.csv");
    let english = reading("semicolon.csv");

    assert_eq!(
        fields(&chinese),
        [Some(Name), Some(Title), Some(Unit), Some(Superior), Some(Mobile), Some(Email), Some(Note)]
    );
    assert_eq!(fields(&english), [Some(Name), Some(Title), Some(Unit), Some(Superior), Some(Email)]);
}

#[test]
fn a_title_names_the_organisation_and_two_rows_make_one_head() {
    use Field::*;
    let reading = reading("merged.xlsx");

    let sheet = &reading.mapping.sheets[0];
    assert_eq!(sheet.title.as_deref(), Some("海州市数据局通讯录"));
    assert_eq!(sheet.organisation.as_deref(), Some("海州市数据局"));
    // Merged downwards, the upper heads stand in the lower row as well.
    assert_eq!((sheet.head_line, sheet.head_lines), (Some(3), 1));
    assert_eq!(fields(&reading), [Some(Number), Some(Unit), Some(Name), Some(Title), Some(Phone), Some(Mobile)]);
    assert!(!reading.mapping.sheets[2].is_used, "the hidden sheet is left alone");
    assert!(reading.findings.iter().any(|finding| finding.code == Code::HiddenSheet));
}

#[test]
fn a_head_of_two_rows_is_joined() {
    use Field::*;
    let text = "姓名,部门,联系方式,,上级,\n,,办公电话,手机,姓名,工号\n张三,科技处,8001,13800000001,李四,7\n";

    let reading = read_text(text);

    let sheet = &reading.mapping.sheets[0];
    assert_eq!((sheet.head_line, sheet.head_lines), (Some(1), 2));
    assert_eq!(
        fields(&reading),
        [Some(Name), Some(Unit), Some(Phone), Some(Mobile), Some(SuperiorName), Some(SuperiorId)]
    );
}

#[test]
fn the_year_and_the_word_for_list_are_no_part_of_the_organisation() {
    let reading = reading("headings.xlsx");

    assert_eq!(reading.mapping.sheets[0].organisation.as_deref(), Some("海州市水务局"));
}

#[test]
fn a_preamble_stands_above_the_head() {
    let text = "Notes:\n\"When exporting your data, you may notice\"\n\nFirst Name,Last Name,Company,Position\nAnn,Other,Example Ltd,Buyer\n";

    let reading = read_text(text);

    assert_eq!(reading.mapping.sheets[0].head_line, Some(4));
    assert!(reading.error().is_none());
}

#[test]
fn levels_order_unit_columns_and_repeated_heads_are_said() {
    let reading = read_text("姓名,二级部门,一级部门,姓名,爱好\n张三,科技处,市局,李四,无\n");

    let columns = &reading.mapping.sheets[0].columns;
    assert_eq!((columns[1].level, columns[2].level), (Some(32), Some(31)));
    let codes: Vec<_> = reading.findings.iter().map(|finding| (finding.code, finding.place.column.as_str())).collect();
    assert_eq!(codes, [(Code::DuplicateHeader, "D"), (Code::UnusedColumn, "E")]);
}

#[test]
fn a_list_without_a_column_of_names_says_what_it_saw() {
    let reading = read_text("Nmae,Emial,Phne\nJohn Doe,john@example.com,555\n");

    let error = reading.error().expect("an error");
    assert_eq!(error.code, Code::NoNameColumn);
    assert!(error.message_en.contains("Nmae | Emial | Phne"), "{}", error.message_en);
    assert!(error.message_zh.contains("Nmae | Emial | Phne"), "{}", error.message_zh);
}

#[test]
fn a_corrected_mapping_is_kept_and_a_foreign_one_refused() {
    let text = "Nmae,Emial\nJohn Doe,john@example.com\n";
    let mut mapping = read_text(text).mapping;
    mapping.sheets[0].is_used = true;
    mapping.sheets[0].head_line = Some(1);
    mapping.sheets[0].head_lines = 1;
    mapping.sheets[0].columns[0].field = Some(Field::Name);

    let options = ReadOptions { mapping: Some(mapping), ..ReadOptions::default() };
    let corrected = read(text.as_bytes(), "list.csv", &options).expect("a table");
    let foreign = read(b"a\n1\n", "other.csv", &options).expect_err("a refusal");

    assert!(corrected.error().is_none(), "{:?}", corrected.findings);
    assert_eq!(foreign.finding.code, Code::MappingDoesNotFit);
}

#[test]
fn a_mapping_survives_the_way_to_the_page_and_back() {
    let mapping = reading("merged.xlsx").mapping;

    let json = serde_json::to_string(&mapping).expect("JSON");

    assert_eq!(serde_json::from_str::<waterline::exchange::Mapping>(&json).expect("a mapping"), mapping);
}

#[test]
fn lists_of_customer_systems_are_understood_or_say_why_not() {
    let Some(folder) = sample::public_data("crm-samples") else {
        return;
    };
    let nameless = [
        "03-google-ads-leads.csv",
        "08-broken-headers-typos.csv",
        "google-ads-realistic.csv",
        "email.csv",
        "outlook.csv",
    ];
    for path in sample::files_below(&folder) {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let reading = read(&std::fs::read(&path).expect("a readable file"), name, &ReadOptions::default())
            .unwrap_or_else(|refusal| panic!("{refusal}"));
        let error = reading.error().map(|error| error.code);
        let expected = nameless.contains(&name).then_some(Code::NoNameColumn);
        assert_eq!(error, expected, "{name}: {:?}", reading.mapping);
    }
}

#[test]
fn a_list_of_committees_with_their_parents_names_nobody() {
    let list = "committee_id,parent_id,chamber,name\nHSAG,,house,House Committee on Agriculture\nHSAG15,HSAG,house,Forestry and Horticulture\n";

    let reading = read_text(list);

    assert_eq!(reading.error().map(|error| error.code), Some(Code::ListOfUnits));
}
