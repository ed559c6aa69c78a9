//! The files that backups and restores make: whatever goes wrong, nothing unfinished stays, and the sentence names the right disk.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::Folder;

/// Those files in the folder that are not finished.
fn unfinished(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(&folder.0).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("unfinished")).collect()
}

#[test]
fn a_link_that_leads_nowhere_is_no_place_for_a_backup() {
    let folder = Folder::new();
    folder.done(&["demo"]);
    symlink("nowhere/backup.db", folder.0.join("backup.db")).unwrap();

    let refusal = folder.refused(&["backup", "backup.db"]);

    assert!(refusal.contains("backup.db is there already"), "{refusal}");
    assert_eq!(unfinished(&folder), [""; 0]);
}

#[test]
fn a_backup_that_is_told_to_stop_leaves_nothing() {
    let folder = Folder::new();
    folder.done(&["demo"]);

    for (number, signal) in [rustix::process::Signal::TERM, rustix::process::Signal::INT].into_iter().enumerate() {
        let name = format!("backup-{number}.db");
        let mut backup = folder.command(&["backup", &name]).stdout(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        while unfinished(&folder).is_empty() && began.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_micros(200));
        }
        let id = rustix::process::Pid::from_child(&backup);
        // One that is done already needs no signal.
        let _ = rustix::process::kill_process(id, signal);
        let is_done = backup.wait().unwrap().success();

        assert_eq!(unfinished(&folder), [""; 0]);
        assert_eq!(folder.0.join(&name).exists(), is_done);
    }
}

#[test]
fn where_files_cannot_have_second_names_backups_and_restores_work_all_the_same() {
    let folder = Folder::new();
    folder.done(&["demo"]);
    let without_links = |arguments: &[&str]| {
        let mut strace = Command::new("strace");
        strace.args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            "trace=link,linkat",
            "-e",
            "inject=link,linkat:error=EPERM",
        ]);
        let command = folder.command(arguments);
        strace.arg(command.get_program()).args(command.get_args()).current_dir(&folder.0);
        strace.env("LC_ALL", "C.UTF-8").env_remove("WATERLINE_DATABASE").output().ok()
    };

    let Some(backup) = without_links(&["backup", "backup.db"]) else {
        println!("left out: strace is missing");
        return;
    };
    let backup_told = String::from_utf8_lossy(&backup.stderr).into_owned();
    if backup_told.contains("ptrace") {
        println!("left out: strace may not trace here");
        return;
    }
    let restore = without_links(&["restore", "backup.db", "--replace"]).unwrap();

    assert!(backup.status.success(), "{backup_told}");
    assert!(restore.status.success(), "{}", String::from_utf8_lossy(&restore.stderr));
    let told = String::from_utf8(restore.stdout).unwrap();
    let aside = told.split("is kept at ").nth(1).unwrap().trim().trim_end_matches('.');
    folder.done(&["verify", aside]);
    folder.done(&["verify"]);
    assert_eq!(unfinished(&folder), [""; 0]);
}

#[test]
fn a_folder_is_no_database_to_verify() {
    let folder = Folder::new();

    let refusal = folder.refused(&["verify", "."]);

    assert!(refusal.contains("a folder"), "{refusal}");
}
