//! Organograms of the UK government: all that are here import, and the counts are those of an independent reading.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;
use waterline::exchange::{Code, Content, Fate, ReadOptions, read};
use waterline::model::change::Change;

use super::account::{Sample, codes};
use super::sample;

#[derive(Deserialize)]
struct Reference {
    files: BTreeMap<String, Counts>,
}

/// What networkx and a plain reading of the rows counted in a file.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Counts {
    rows: usize,
    distinct_posts: usize,
    posts_listed_more_than_once: usize,
    roots_blank_or_xx: usize,
    reports_to_itself: usize,
    reports_to_post_not_in_file: usize,
    posts_with_two_or_more_bosses: usize,
    cycles: usize,
}

#[test]
fn a_small_organogram_gives_posts_with_their_keys_holders_and_lines() {
    let mut sample = Sample::default();
    let reading = sample::reading("uk-acas-2011-09-30-senior.csv");

    let plan = sample.import(&reading);

    assert_eq!(reading.content, Content::Organogram);
    let top = "Department for Business Innovation and Skills/Advisory, Conciliation and Arbitration Service";
    assert_eq!(
        sample.posts(),
        [
            format!("{top}/NATIONAL STRATEGY UNIT/Director of Knowledge: "),
            format!("{top}/NATIONAL STRATEGY UNIT/Chief Executive: John Taylor"),
            format!("{top}/NATIONAL DELIVERY MANAGET/Director of Delivery: Andrew Wareing"),
            format!("{top}/NATIONAL COMMUNICATIONS/Director of Strategy: Susan Clews"),
        ]
    );
    assert_eq!(sample.lines().len(), 3);
    assert!(plan.report.rows.iter().all(|row| row.fate == Fate::New), "{:?}", plan.report.rows);
}

#[test]
fn a_paid_holder_who_is_not_disclosed_stands_in_the_post_until_a_name_is_known() {
    let head = "Post Unique Reference,Name,Grade,Job Title,Organisation,Unit,Reports to Senior Post,FTE,Actual Pay Floor (£)\n";
    let first = format!(
        "{head}1,Ann Other,SCS3,Director,Agency,Board,XX,1,90000\n2,N/D,SCS1,Deputy,Agency,Board,1,1,N/D\n\
         3,'N/D',SCS1,Analyst,Agency,Board,1,1,60000\n4,N/D,SCS1,Adviser,Agency,Board,1,0,0\n5,Vacant,SCS1,Clerk,Agency,Board,1,1,0\n\
         6,,SCS1,Counsel,Agency,Board,1,0.5,N/D\n7,Eliminated,SCS1,Auditor,Agency,Board,1,1,N/D\n"
    );
    let mut sample = Sample::default();
    sample.import_text("2026-03-01", &first);

    assert_eq!(
        sample.posts(),
        [
            "Agency/Board/Director: Ann Other",
            "Agency/Board/Deputy: N/D",
            "Agency/Board/Analyst: N/D",
            "Agency/Board/Adviser: ",
            "Agency/Board/Clerk: ",
            "Agency/Board/Counsel: N/D",
            "Agency/Board/Auditor: ",
        ]
    );
    let undisclosed = |sample: &Sample| sample.today().records().persons.iter().filter(|p| p.is_undisclosed()).count();
    assert_eq!(undisclosed(&sample), 3);
    assert_eq!(sample.plan(&super::account::read_text(&first)).changes, []);

    let plan = sample.import_text("2026-09-01", &first.replace("2,N/D", "2,Ben Example"));

    assert!(sample.posts().contains(&"Agency/Board/Deputy: Ben Example".to_owned()), "{:?}", sample.posts());
    assert_eq!(plan.report.gone, []);
}

#[test]
fn a_circle_in_an_organogram_loses_its_last_line() {
    let mut sample = Sample::default();

    let plan = sample.import(&sample::reading("uk-dwp-2013-09-30-senior-excerpt.csv"));

    assert_eq!(codes(&plan).iter().filter(|(code, _)| *code == Code::ClosesCircle).count(), 1);
}

#[test]
fn a_junior_table_is_refused_with_a_true_sentence() {
    let name = "uk-ordnance-survey-2011-09-30-junior.csv";

    let refusal = read(&sample::bytes(name), name, &ReadOptions::default()).expect_err("a refusal");

    assert_eq!(refusal.finding.code, Code::JuniorOrganogram);
}

#[test]
fn all_senior_tables_import_with_the_counts_of_the_reference_and_change_nothing_again() {
    let Some(folder) = sample::public_data("uk-organograms") else { return };
    let reference = std::fs::read_to_string(folder.join("reference.json")).expect("the reference");
    // The cycles are lists of posts; here only their number counts.
    let mut reference: serde_json::Value = serde_json::from_str(&reference).expect("JSON");
    for counts in reference["files"].as_object_mut().expect("an object").values_mut() {
        counts["cycles"] = counts["cycles"].as_array().expect("a list").len().into();
        counts["roots_blank_or_xx"] = counts["roots_blank_or_XX"].clone();
    }
    let reference: Reference = serde_json::from_value(reference).expect("the reference");
    let mut files = 0;
    for path in sample::files_below(&folder) {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
        let bytes = std::fs::read(&path).expect("a readable file");
        if name.ends_with("-junior.csv") {
            assert!(read(&bytes, name, &ReadOptions::default()).is_err(), "{name}");
        }
        let Some(expected) = reference.files.get(name) else { continue };
        let reading = read(&bytes, name, &ReadOptions::default()).unwrap_or_else(|refusal| panic!("{refusal}"));
        assert_eq!(reading.content, Content::Organogram, "{name}");
        let mut sample = Sample::default();

        let plan = sample.import(&reading);

        assert_eq!(count(&plan, &reading), *expected, "{name}");
        assert_eq!(sample.plan(&reading).changes, [], "{name} again");
        files += 1;
    }
    assert_eq!(files, 436);
}

/// Counts what the reference counts, from the plan.
fn count(plan: &waterline::exchange::Plan, reading: &waterline::exchange::Reading) -> Counts {
    let found = |code| plan.report.findings.iter().filter(move |finding| finding.code == code);
    let posts = plan.changes.iter().filter(|change| matches!(change, Change::AddPost(_))).count();
    let repeated: HashSet<_> = found(Code::KeyTwice).map(|finding| &finding.value).collect();
    let sheet = &reading.workbook.sheets[0];
    let superior = reading.mapping.sheets[0]
        .columns
        .iter()
        .position(|column| column.header == "Reports to Senior Post")
        .expect("the column of superiors");
    let tops = (1..sheet.height())
        .filter(|row| !sheet.is_blank(*row) && matches!(sheet.cell(*row, superior), "" | "XX" | "xx"))
        .count();
    Counts {
        rows: plan.report.rows.len(),
        distinct_posts: posts,
        posts_listed_more_than_once: repeated.len(),
        roots_blank_or_xx: tops,
        reports_to_itself: found(Code::ReportsToItself).count(),
        reports_to_post_not_in_file: found(Code::SuperiorNotFound).count(),
        posts_with_two_or_more_bosses: plan
            .changes
            .iter()
            .filter(|change| matches!(change, Change::DrawLine(line) if line.kind == waterline::model::line::LineKind::Dual))
            .count(),
        cycles: found(Code::ClosesCircle).count(),
    }
}
