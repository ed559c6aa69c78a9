//! S3: every public file, hostile ones too, gives an import or a true sentence in time, and no row of it is lost silently.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use waterline::exchange::{Code, Content, Fate, Plan, ReadOptions, Reading, Severity, read};
use waterline::model::packed_file::PackedFile;
use waterline::sandbox::Sandbox;

use super::account::Sample;
use super::sample;

/// The most memory that a child may take, in KiB.
const MEMORY: u64 = 512 << 10;

/// The longest that a child may take, and what a busy machine adds to it.
const TIME: Duration = Duration::from_secs(20);

fn sandbox() -> Sandbox {
    Sandbox::of(PathBuf::from(env!("CARGO_BIN_EXE_waterline")))
}

/// Runs the child on a file: the most memory that it held, in KiB, and how long it took.
fn watch_child(name: &str) -> (u64, Duration) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_waterline"))
        .arg("parse-sheet")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let start = Instant::now();
    let mut stdin = child.stdin.take().expect("a pipe");
    let bytes = sample::bytes(name);
    std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
        peak = peak.max(held);
        std::thread::sleep(Duration::from_millis(2));
    }
    (peak, start.elapsed())
}

#[test]
fn s3_a_bomb_takes_no_more_than_the_child_is_given() {
    let mut reached = 0;
    for name in ["cells", "text", "wide", "sheets", "nested", "entities", "vast", "lying"] {
        let (peak, took) = watch_child(&format!("bomb-{name}.xlsx"));
        eprintln!("bomb-{name}: {} MiB in {took:.1?}", peak >> 10);

        assert!(peak <= MEMORY, "{name} took {peak} KiB");
        // The limit of the child is processor time; a busy machine lets more of the clock go by.
        assert!(took <= TIME * 6, "{name} took {took:?}");
        reached = reached.max(peak);
    }
    // Without the limit at least one of them would have gone on: else they are no bombs, and the test has no teeth.
    assert!(reached > MEMORY / 4, "the largest took {reached} KiB");
}

#[tokio::test]
async fn s3_each_bomb_is_told_of_by_a_true_sentence() {
    let refused = [
        ("sheets", [Code::WorkbookTooLarge, Code::WorkbookTooLarge]),
        ("nested", [Code::DamagedWorkbook, Code::NoTable]),
        ("entities", [Code::DamagedWorkbook, Code::NoTable]),
        ("vast", [Code::WorkbookTooLarge, Code::DamagedWorkbook]),
        ("lying", [Code::WorkbookTooLarge, Code::DamagedWorkbook]),
    ];
    for (name, codes) in refused {
        let name = format!("bomb-{name}.xlsx");
        // On a busy machine the time would run out before the memory does.
        let patient = sandbox().with_time_limit(Duration::from_mins(3));

        let outcome = patient.read(&PackedFile::of(&sample::bytes(&name)), &name, &ReadOptions::default()).await;

        match outcome {
            Err(refusal) => assert!(codes.contains(&refusal.finding.code), "{refusal}"),
            // A file that is false in what nobody asked may still be read, but holds nothing that its entities name.
            Ok(reading) => {
                let text = format!("{:?}", reading.workbook);
                assert!(!text.contains("boom") && !text.contains("root:"), "{name}: {text:.200}");
            }
        }
    }
}

/// Holds that every row of the used sheets meets a fate, and that what is left out is told of.
fn hold_nothing_lost(name: &str, reading: &Reading, plan: &Plan) {
    let findings = &plan.report.findings;
    let is_told = |code: Code| findings.iter().any(|finding| finding.code == code);
    let rows: BTreeSet<(u16, u32)> = plan.report.rows.iter().map(|row| (row.sheet, row.line)).collect();
    for (index, (sheet, mapping)) in reading.workbook.sheets.iter().zip(&reading.mapping.sheets).enumerate() {
        let filled: Vec<usize> = (0..sheet.height()).filter(|row| !sheet.is_blank(*row)).collect();
        if !mapping.is_used && reading.content != Content::Organogram {
            let is_said = findings.iter().any(|finding| finding.place.sheet == sheet.name);
            assert!(filled.is_empty() || is_said, "{name}: sheet {} is left out without a word", sheet.name);
            continue;
        }
        let head = mapping.head_line.map_or(0, |line| line + mapping.head_lines);
        let below = filled.iter().map(|row| sheet.line(*row)).filter(|line| *line >= head);
        for line in below {
            assert!(rows.contains(&(index as u16, line)), "{name}: line {line} is lost");
        }
    }
    for row in plan.report.rows.iter().filter(|row| row.fate == Fate::LeftOut) {
        let is_said = findings.iter().any(|finding| finding.place.line == Some(row.line));
        assert!(
            is_said || is_told(Code::MoreOfTheSame) || is_told(Code::EdgesWithoutTie),
            "{name}: line {} is left out without a word",
            row.line
        );
    }
}

/// Reads and imports each file below a folder, and says what came of it: counts of what it brought, or why it was refused.
async fn try_all(root: &Path, folder: &str) -> Vec<String> {
    let sandbox = sandbox();
    let mut outcomes = Vec::new();
    for path in sample::files_below(&root.join(folder)) {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        // These speak of the files beside them.
        if ["README.md", "reference.json"].contains(&name.as_str()) {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a readable file");
        let start = Instant::now();
        let outcome = sandbox.read(&PackedFile::of(&bytes), &name, &ReadOptions::default()).await;
        assert!(start.elapsed() < TIME + Duration::from_secs(40), "{name} took {:?}", start.elapsed());
        let refused = |code: Code| {
            format!("refused\t{}", serde_json::to_value(code).expect("a word").as_str().unwrap_or_default())
        };
        let outcome = match outcome {
            Ok(reading) if reading.error().is_none() => {
                let mut sample = Sample::default();
                let plan = sample.import(&reading);
                hold_nothing_lost(&name, &reading, &plan);
                assert_eq!(sample.plan(&reading).changes, [], "{name} again");
                brought(&sample, &plan)
            }
            Ok(reading) => {
                let error = reading.error().expect("it was just seen");
                assert_eq!(error.severity, Severity::Error);
                refused(error.code)
            }
            Err(refusal) => {
                let finding = &refusal.finding;
                assert!(refusal.to_string().starts_with(&name), "{refusal}");
                assert!(!finding.message_zh.is_empty() && finding.message_en.ends_with('.'), "{refusal}");
                refused(finding.code)
            }
        };
        let place = path.strip_prefix(root).expect("a path below the root").display();
        outcomes.push(format!("{place}\t{outcome}"));
    }
    outcomes
}

/// What an import brought into an empty account.
fn brought(sample: &Sample, plan: &Plan) -> String {
    let snapshot = sample.snapshot();
    let records = snapshot.records();
    let counts = [
        ("people", records.persons.len()),
        ("units", records.units.len()),
        ("posts", records.posts.len()),
        ("lines", records.lines.len()),
        ("claims", records.claims.len()),
        ("left out", plan.report.counts.left_out),
    ];
    let counts = counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{count} {what}"));
    format!("imported\t{}", counts.collect::<Vec<_>>().join(", "))
}

/// Holds outcomes against those that were looked at and found right, a line each.
fn hold_expected(list: &str, outcomes: &[String]) {
    let expected = std::fs::read_to_string(sample::path(list)).expect("the list of outcomes");
    let expected: BTreeSet<&str> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    let found: BTreeSet<&str> = outcomes.iter().map(String::as_str).collect();
    let new: Vec<_> = found.difference(&expected).collect();
    let gone: Vec<_> = expected.difference(&found).collect();
    assert!(new.is_empty() && gone.is_empty(), "{list} says\n{gone:#?}\nand it is\n{new:#?}");
}

#[test]
fn s4_a_list_of_a_million_lines_is_refused_before_anything_is_made_of_it() {
    let rows = |count: usize| format!("姓名,部门\n{}", "甲,一处\n".repeat(count));
    let start = Instant::now();

    let refusal = read(rows(1_000_000).as_bytes(), "big.csv", &ReadOptions::default()).expect_err("a refusal");

    assert_eq!(refusal.finding.code, Code::TooManyRows, "{refusal}");
    assert!(refusal.finding.message_en.contains("120,000 rows"), "{refusal}");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    assert!(read(rows(100_000).as_bytes(), "big.csv", &ReadOptions::default()).is_ok());
}

#[tokio::test]
async fn s3_each_public_file_of_this_folder_comes_in_or_is_refused_as_it_was_judged() {
    let outcomes = try_all(&sample::path("."), "public").await;

    hold_expected("outcomes.tsv", &outcomes);
}

#[tokio::test]
async fn s3_each_public_file_comes_in_or_is_refused_as_it_was_judged() {
    const FOLDERS: [&str; 10] = [
        "cn-cped-officials",
        "cn-province-leaders",
        "crm-samples",
        "hostile-inputs",
        "oracle-hr",
        "tw-procurement-tenders",
        "uk-ministers-and-committees",
        "uk-organograms",
        "us-plum-positions",
        "vcards",
    ];
    let mut outcomes = Vec::new();
    for folder in FOLDERS {
        let Some(path) = sample::public_data(folder) else { return };
        outcomes.extend(try_all(path.parent().expect("the folder of all data"), folder).await);
    }

    hold_expected("outcomes-of-all-data.tsv", &outcomes);
}
