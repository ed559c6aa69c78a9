//! Keys of other systems that a list cannot hold are told, and white space around a name is no change when a list comes back.

use waterline::exchange::{ExportFormat, ExportOptions, ReadOptions, export, read};
use waterline::model::change::Change;
use waterline::model::id::ExternalId;
use waterline::model::language::Language;
use waterline::model::person::PersonPatch;
use waterline::model::post::PostPatch;
use waterline::model::unit::UnitPatch;
use waterline::model::viewer::Viewer;

use super::account::{Sample, day};

const LISTS: [ExportFormat; 5] =
    [ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Vcard, ExportFormat::Popolo, ExportFormat::Graphml];

fn one_person() -> Sample {
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", "工号,姓名,部门,职务,岗位编号\n7,周临海,局领导,局长,P7\n");
    sample
}

fn key(source: &str, key: &str) -> ExternalId {
    ExternalId { source: source.to_owned(), key: key.to_owned() }
}

#[test]
fn keys_of_other_systems_are_told_and_the_key_of_a_post_is_written() {
    let mut sample = one_person();
    let snapshot = sample.snapshot();
    let (person, post) = (&snapshot.records().persons[0], &snapshot.records().posts[0]);
    let with = |ids: &[ExternalId], other| Some(ids.iter().cloned().chain([other]).collect());
    let changes = [
        Change::EditPerson {
            id: person.id,
            set: PersonPatch { external_ids: with(&person.external_ids, key("crm", "9")), ..PersonPatch::default() },
        },
        Change::EditPost {
            id: post.id,
            set: PostPatch { external_ids: with(&post.external_ids, key("erp", "p")), ..PostPatch::default() },
        },
        Change::EditUnit {
            id: post.unit,
            set: UnitPatch { external_ids: Some(vec![key("erp", "u")]), ..UnitPatch::default() },
        },
    ];
    sample.map.apply(&changes, &Viewer::Operator).expect("keys");

    for format in LISTS {
        let options = ExportOptions { language: Language::En, ..ExportOptions::on(day("2026-03-01")) };
        let exported = export(&sample.snapshot(), format, &options).expect("a file");

        let said: Vec<String> = exported.left_out.iter().map(|left_out| left_out.sentence(Language::En)).collect();
        let count = if format == ExportFormat::Graphml { 4 } else { 3 };
        let expected = format!("{count} keys of other systems: this kind of file cannot hold them.");
        assert!(said.contains(&expected), "{format:?}: {said:?}");
        let reading = read(&exported.bytes, "export", &ReadOptions::default()).expect("our own export");
        let mut empty = Sample::default();
        empty.import(&reading);
        if format != ExportFormat::Graphml {
            assert_eq!(empty.snapshot().records().posts[0].external_ids, [key("contact-list", "P7")], "{format:?}");
        }
        assert_eq!(sample.plan(&reading).changes, [], "{format:?}");
    }
}

#[test]
fn x4_white_space_around_names_titles_units_and_numbers_is_no_change_when_a_list_comes_back() {
    for text in [" =1", "\u{A0}=1", "\t=1", "=1 ", "a\tb"] {
        let mut sample = one_person();
        let snapshot = sample.snapshot();
        let (person, post) = (&snapshot.records().persons[0], &snapshot.records().posts[0]);
        let text = text.to_owned();
        let changes = [
            Change::EditPerson {
                id: person.id,
                set: PersonPatch {
                    name: Some(text.clone()),
                    aliases: Some(vec![text.clone()]),
                    phone: Some(Some(text.clone())),
                    ..PersonPatch::default()
                },
            },
            Change::EditPost { id: post.id, set: PostPatch { title: Some(text.clone()), ..PostPatch::default() } },
            Change::EditUnit { id: post.unit, set: UnitPatch { name: Some(text.clone()), ..UnitPatch::default() } },
        ];
        sample.map.apply(&changes, &Viewer::Operator).expect("the model keeps them as they are");

        for format in LISTS {
            let bytes =
                export(&sample.snapshot(), format, &ExportOptions::on(day("2026-03-01"))).expect("a file").bytes;
            let reading = read(&bytes, "export", &ReadOptions::default()).expect("our own export");

            assert_eq!(sample.plan(&reading).changes, [], "{text:?} {format:?}");
        }
    }
}
