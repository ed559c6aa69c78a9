//! S3: workbooks of strangers are unpacked in a child that a bomb may kill; the answer is a table or a true sentence.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use waterline::exchange::{Code, ReadOptions, Severity};
use waterline::model::packed_file::PackedFile;
use waterline::sandbox::Sandbox;

use super::sample;

fn sandbox() -> Sandbox {
    Sandbox::of(PathBuf::from(env!("CARGO_BIN_EXE_waterline")))
}

#[tokio::test]
async fn a_workbook_reads_the_same_in_the_child() {
    let bytes = sample::bytes("merged.xlsx");

    let reading =
        sandbox().read(&PackedFile::of(&bytes), "merged.xlsx", &ReadOptions::default()).await.expect("sheets");

    assert_eq!(reading.workbook, sample::reading("merged.xlsx").workbook);
}

#[tokio::test]
async fn a_child_that_takes_too_long_is_killed() {
    let idle = sample::path("idle.sh");
    let waiting = Sandbox::of(idle).with_time_limit(Duration::from_millis(300));

    let refusal =
        waiting.read(&PackedFile::of(&sample::bytes("merged.xlsx")), "merged.xlsx", &ReadOptions::default()).await;

    assert_eq!(refusal.expect_err("a refusal").finding.code, Code::WorkbookTooSlow);
}

#[tokio::test]
async fn a_program_that_is_not_there_is_said() {
    let nowhere = Sandbox::of(PathBuf::from("/nowhere/waterline"));

    let refusal =
        nowhere.read(&PackedFile::of(&sample::bytes("merged.xlsx")), "merged.xlsx", &ReadOptions::default()).await;

    assert_eq!(refusal.expect_err("a refusal").finding.code, Code::ReaderNotStarted);
}

#[tokio::test]
async fn bombs_kill_the_child_and_not_the_reader() {
    for name in ["bomb-cells.xlsx", "bomb-text.xlsx", "bomb-wide.xlsx"] {
        // On a busy machine the time would run out before the memory does.
        let patient = sandbox().with_time_limit(Duration::from_mins(3));

        let refusal = patient.read(&PackedFile::of(&sample::bytes(name)), name, &ReadOptions::default()).await;

        assert_eq!(refusal.expect_err("a refusal").finding.code, Code::WorkbookTooLarge, "{name}");
    }
}

#[tokio::test]
async fn hostile_files_give_tables_or_a_true_sentence_in_time() {
    let Some(folder) = sample::public_data("hostile-inputs") else {
        return;
    };
    let sandbox = sandbox();
    let mut outcomes = Vec::new();
    for path in sample::files_below(&folder) {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let bytes = std::fs::read(&path).expect("a readable file");
        let start = Instant::now();

        let outcome = sandbox.read(&PackedFile::of(&bytes), &name, &ReadOptions::default()).await;

        assert!(start.elapsed() < Duration::from_secs(25), "{name} took {:?}", start.elapsed());
        match outcome {
            Ok(reading) => outcomes.push((name, reading.error().map(|error| error.code))),
            Err(refusal) => {
                assert_eq!(refusal.finding.severity, Severity::Error);
                assert!(refusal.to_string().starts_with(&name), "{refusal}");
                eprintln!("{refusal}");
                outcomes.push((name, Some(refusal.finding.code)));
            }
        }
    }
    let codes_of = |ending: &str| {
        let named = outcomes.iter().filter(move |(name, _)| name.ends_with(ending));
        named.map(|(_, code)| *code).collect::<Vec<_>>()
    };
    // Old workbooks are read, or found damaged, too large or without names; none of them is mistaken for something else.
    let is_told = |code: &Option<Code>| {
        use Code::{Archive, Binary, DamagedWorkbook, Encrypted, ListOfUnits, NoNameColumn, NoTable, OldExcel};
        let of_limits = [Some(Code::WorkbookTooLarge), Some(Code::WorkbookTooSlow)].contains(code);
        let of_file = Some(OldExcel) == *code || matches!(code, Some(Archive | Binary | Encrypted));
        of_limits || of_file || matches!(code, None | Some(DamagedWorkbook | NoTable | NoNameColumn | ListOfUnits))
    };
    for ending in [".xls", ".xlsb", ".ods", ".xlsx"] {
        assert!(codes_of(ending).iter().all(is_told), "{ending}: {:?}", codes_of(ending));
    }
}
