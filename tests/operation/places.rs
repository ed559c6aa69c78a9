//! Where the database lies: a file that is gone, moved, behind a link or of another program loses nothing and is told in plain words.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::program::{Folder, SERVE, Service, account, add_person, execute, names};

/// A service that was killed after a few writes, so that they stand in the log only; a backup was made before the last of them.
fn killed(folder: &Folder) -> (Client, String) {
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    user.post(&format!("{account}/changes"), &add_person("Before")).expect(201);
    folder.done(&["backup", "backup.db"]);
    user.post(&format!("{account}/changes"), &add_person("After")).expect(201);
    service.kill();
    (user, account)
}

/// What the service says instead of serving.
#[track_caller]
fn refusal(folder: &Folder, arguments: &[&str]) -> String {
    match Service::start(folder.command(arguments)) {
        Ok(_) => panic!("the service serves"),
        Err(refusal) => refusal,
    }
}

/// The names of the files in a folder.
fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// The exit code of a service that must stop by itself within some seconds.
#[track_caller]
fn code(service: &mut Service, within: Duration) -> Option<i32> {
    let began = Instant::now();
    loop {
        if let Some(status) = service.child.try_wait().unwrap() {
            return status.code();
        }
        assert!(began.elapsed() < within, "it goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_restore_keeps_the_log_aside_that_lies_there_without_its_database() {
    let folder = Folder::new();
    let (user, account) = killed(&folder);
    fs::remove_file(folder.0.join("waterline.db")).unwrap();

    let told = folder.done(&["restore", "backup.db"]);

    assert!(told.contains("The log that lay there without its database is kept at"), "{told}");
    assert!(!folder.0.join("waterline.db-wal").exists() && !folder.0.join("waterline.db-shm").exists());
    folder.done(&["verify"]);
    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account), ["Before"]);
}

#[test]
fn d7_a_database_that_is_gone_while_its_log_is_there_is_refused_and_loses_nothing() {
    let folder = Folder::new();
    let (user, account) = killed(&folder);
    fs::rename(folder.0.join("waterline.db"), folder.0.join("elsewhere.db")).unwrap();

    let refusal = refusal(&folder, &SERVE);
    fs::rename(folder.0.join("elsewhere.db"), folder.0.join("waterline.db")).unwrap();

    assert!(refusal.contains("put the file back beside the log"), "{refusal}");
    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account), ["Before", "After"]);
}

#[test]
fn a_service_stops_when_its_file_is_taken_away_and_what_it_acknowledged_is_in_the_file() {
    let folder = Folder::new();
    let mut service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    user.post(&format!("{account}/changes"), &add_person("Before")).expect(201);
    folder.done(&["backup", "backup.db"]);
    let signal = |signal| {
        rustix::process::kill_process(rustix::process::Pid::from_child(&service.child), signal).unwrap();
    };

    // Standing still, it cannot have noticed yet.
    signal(rustix::process::Signal::STOP);
    fs::rename(folder.0.join("waterline.db"), folder.0.join("elsewhere.db")).unwrap();
    let in_use = folder.refused(&["restore", "backup.db"]);
    signal(rustix::process::Signal::CONT);
    let write = user.send("POST", &format!("{account}/changes"), &[], Some(&add_person("Into nowhere")));

    assert!(write.is_err() || write.is_ok_and(|answer| answer.status >= 500));
    assert!(in_use.contains("stop the service first"), "{in_use}");
    assert_eq!(code(&mut service, Duration::from_secs(5)), Some(1));
    fs::rename(folder.0.join("elsewhere.db"), folder.0.join("waterline.db")).unwrap();
    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account), ["Before"]);
}

#[test]
fn a_service_without_requests_notices_within_seconds_that_another_file_lies_in_its_place() {
    let folder = Folder::new();
    let mut service = folder.serve();
    service.set_up();

    fs::copy(folder.0.join("waterline.db"), folder.0.join("other.db")).unwrap();
    fs::rename(folder.0.join("other.db"), folder.0.join("waterline.db")).unwrap();

    assert_eq!(code(&mut service, Duration::from_secs(5)), Some(1));
}

#[test]
fn behind_a_symbolic_link_the_log_beside_the_file_itself_counts() {
    let folder = Folder::new();
    let (user, account) = killed(&folder);
    fs::create_dir(folder.0.join("disk")).unwrap();
    for ending in ["", "-wal", "-shm"] {
        fs::rename(folder.0.join(format!("waterline.db{ending}")), folder.0.join(format!("disk/real.db{ending}")))
            .unwrap();
    }
    symlink("disk/real.db", folder.0.join("waterline.db")).unwrap();
    let log = fs::read(folder.0.join("disk/real.db-wal")).unwrap();

    fs::write(folder.0.join("disk/real.db-wal"), &log[..4096]).unwrap();
    let cut_off = refusal(&folder, &SERVE);
    folder.refused(&["verify"]);
    fs::write(folder.0.join("disk/real.db-wal"), &log).unwrap();
    folder.done(&["restore", "backup.db", "--replace"]);

    assert!(cut_off.contains("is damaged"), "{cut_off}");
    assert!(fs::symlink_metadata(folder.0.join("waterline.db")).unwrap().is_symlink());
    assert!(!folder.0.join("disk/real.db-wal").exists());
    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account), ["Before"]);
}

#[test]
fn a_database_of_another_program_is_left_untouched() {
    let folder = Folder::new();
    fs::write(folder.0.join("foreign.db"), "").unwrap();
    execute(&folder.0.join("foreign.db"), "create table account (id integer); insert into account values (1)");
    folder.done(&["demo"]);
    folder.done(&["backup", "backup.db"]);
    let before = fs::read(folder.0.join("foreign.db")).unwrap();

    let foreign = ["--database", "sqlite:foreign.db"];
    let refusals = [
        refusal(&folder, &[&SERVE[..], &foreign].concat()),
        folder.refused(&["verify", "foreign.db"]),
        folder.refused(&[&["backup", "copy.db"][..], &foreign].concat()),
        folder.refused(&["restore", "foreign.db", "--replace"]),
        folder.refused(&[&["restore", "backup.db", "--replace"][..], &foreign].concat()),
        folder.refused(&[&["user", "list"][..], &foreign].concat()),
    ];

    for refusal in refusals {
        assert!(refusal.contains("no database of Waterline") && !refusal.contains("is damaged"), "{refusal}");
    }
    assert_eq!(fs::read(folder.0.join("foreign.db")).unwrap(), before);
    let there = files(&folder.0);
    assert!(!there.iter().any(|name| name.starts_with("foreign.db-") || name.contains("copy")), "{there:?}");
}

#[test]
fn only_serve_import_and_demo_make_a_database() {
    let folder = Folder::new();
    fs::write(folder.0.join("list.csv"), "name,title\nAda Field,Head\n").unwrap();
    fs::write(folder.0.join("waterline.toml"), "database = \"sqlite:named.db\"\n").unwrap();

    for arguments in [
        vec!["user", "add", "ada", "--name", "Ada Field"],
        vec!["token", "list"],
        vec!["export", "-o", "out.json"],
        vec!["render", "org-chart", "-o", "out.svg"],
        vec!["verify"],
        vec!["backup", "backup.db"],
    ] {
        let refusal = folder.refused(&arguments);
        assert!(refusal.contains("there is no database at named.db"), "{arguments:?}: {refusal}");
    }
    folder.done(&["import", "list.csv", "--account", "Harbour Authority", "--dry-run"]);
    let before = files(&folder.0);
    folder.done(&["import", "list.csv", "--account", "Harbour Authority"]);

    assert_eq!(before.len(), 2, "{before:?}");
    assert!(folder.0.join("named.db").exists() && !folder.0.join("waterline.db").exists());
}
