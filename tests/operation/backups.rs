//! Backups and what becomes of damaged files: found out, refused in plain words, and put right by a restore.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::program::{Folder, SERVE, Service, account, add_person, execute, names};

/// A service that was killed under load, so that its last writes stand in the log only; the people of its account.
fn killed(folder: &Folder) -> (Client, String, Vec<String>) {
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    for number in 0..30 {
        user.post(&format!("{account}/changes"), &add_person(&format!("Person {number}"))).expect(201);
    }
    let names = names(&mut user, &account);
    service.kill();
    (user, account, names)
}

/// What the service says instead of serving.
#[track_caller]
fn refusal(folder: &Folder) -> String {
    match Service::start(folder.command(&SERVE)) {
        Ok(_) => panic!("the service serves a damaged database"),
        Err(refusal) => refusal,
    }
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_backup_is_made_while_the_service_writes_and_restores_the_moment_it_was_made() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    user.post(&format!("{account}/changes"), &add_person("Before")).expect(201);
    let stop = std::sync::atomic::AtomicBool::new(false);

    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut busy = user.again();
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                busy.post(&format!("{account}/changes"), &add_person("During")).expect(201);
            }
        });
        for number in 0..3 {
            folder.done(&["backup", &format!("backup-{number}.db")]);
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    let told = folder.done(&["verify", "backup-2.db"]);
    let again = folder.refused(&["backup", "backup-2.db"]);
    let in_use = folder.refused(&["restore", "backup-0.db", "--replace"]);
    folder.done(&["verify"]);
    user.post(&format!("{account}/changes"), &add_person("After")).expect(201);
    assert_eq!(service.stop(), Some(0));
    let silent = folder.refused(&["restore", "backup-0.db"]);
    let restored = folder.done(&["restore", "backup-0.db", "--replace"]);

    assert!(told.contains("is sound"), "{told}");
    assert!(again.contains("is there already"), "{again}");
    assert!(in_use.contains("stop the service first"), "{in_use}");
    assert!(silent.contains("--replace"), "{silent}");
    let service = folder.serve();
    let mut user = user.at(&service.address);
    let there = names(&mut user, &account);
    assert!(there.contains(&"Before".to_owned()) && !there.contains(&"After".to_owned()), "{there:?}");
    user.post(&format!("{account}/changes"), &add_person("Since")).expect(201);
    let aside = restored.split("is kept at ").nth(1).unwrap().trim().trim_end_matches('.').to_owned();
    assert!(folder.done(&["verify", &aside]).contains("is sound"));
    let left: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("unfinished")), "{left:?}");
}

#[test]
fn a_restored_file_belongs_to_whom_the_one_before_belonged() {
    let folder = Folder::new();
    folder.done(&["demo"]);
    folder.done(&["backup", "backup.db"]);
    let database = folder.0.join("waterline.db");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o640)).unwrap();
    // Only root gives files away.
    let owner = if chown(&database, Some(12_345), Some(12_345)).is_ok() {
        chown(&folder.0, Some(12_345), Some(12_345)).unwrap();
        12_345
    } else {
        fs::metadata(&database).unwrap().uid()
    };
    let whose = |file: &Path| fs::metadata(file).map(|file| (file.uid(), file.mode() & 0o777)).unwrap();

    folder.done(&["restore", "backup.db", "--replace"]);
    let replaced = whose(&database);
    fs::remove_file(&database).unwrap();
    folder.done(&["restore", "backup.db"]);

    assert_eq!(replaced, (owner, 0o640));
    assert_eq!(whose(&database), (owner, 0o600));
}

#[test]
fn a_backup_says_what_stands_in_its_way() {
    let folder = Folder::new();
    folder.done(&["demo"]);
    folder.done(&["backup", "backup.db"]);
    change(&folder.0.join("backup.db"), |bytes| {
        let half = bytes.len() / 2;
        bytes[half..].fill(7);
    });

    let nowhere = folder.refused(&["backup", "nowhere/backup.db"]);
    let damaged = folder.refused(&["verify", "backup.db"]);
    let not_there = folder.refused(&["restore", "lost.db"]);
    let not_restored = folder.refused(&["restore", "backup.db", "--replace"]);

    assert!(nowhere.contains("there is no folder nowhere"), "{nowhere}");
    assert!(damaged.contains("is damaged") && !damaged.contains("acknowledged"), "{damaged}");
    assert!(not_there.contains("there is no backup lost.db"), "{not_there}");
    assert!(not_restored.contains("restore another one") && !not_restored.contains("--replace"), "{not_restored}");
}

#[test]
fn what_every_kind_of_write_leaves_behind_is_sound_and_what_is_altered_past_the_program_is_not() {
    let folder = Folder::new();
    folder.done(&["demo"]);
    fs::write(folder.0.join("list.csv"), "部门,姓名,职务\n办公室,沈砚秋,主任\n办公室,顾长庚,副主任\n").unwrap();
    folder.done(&["import", "list.csv", "--account", "海州市住建局"]);
    fs::write(folder.0.join("list.csv"), "部门,姓名,职务\n办公室,沈砚秋,局长\n").unwrap();
    folder.done(&["import", "list.csv", "--account", "海州市住建局", "--end-missing", "2026-03-01"]);
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let added = user.post(&format!("{account}/changes"), &add_person("Ada Field")).expect(201).json();
    let batch = added["batch"].as_str().unwrap();
    let undone = user.post(&format!("{account}/changes/{batch}/undo"), &serde_json::Value::Null).expect(201).json();
    let batch = undone["batch"].as_str().unwrap();
    user.post(&format!("{account}/changes/{batch}/undo"), &serde_json::Value::Null).expect(201);
    assert_eq!(service.stop(), Some(0));
    let database = folder.0.join("waterline.db");

    folder.done(&["verify"]);

    for (altered, told) in [
        ("update person set phone = '0571-1' where name = 'Ada Field'", "is not as the journal says"),
        ("update person set phone = null; delete from person where name = 'Ada Field'", "is missing"),
        (
            "insert into person select account_id, randomblob(16), 'Nobody', aliases, email, phone, mobile, external_ids
             from person limit 1",
            "stands in no line of the journal",
        ),
        ("update journal set changes = replace(changes, 'Ada', 'Eda')", "its digest is not that of what it says"),
        ("delete from journal where seq = 2", "goes from line 1 to line 3"),
    ] {
        fs::copy(&database, folder.0.join("altered.db")).unwrap();
        execute(&folder.0.join("altered.db"), altered);
        let complaint = folder.refused(&["verify", "altered.db"]);
        assert!(complaint.contains(told), "{altered}: {complaint}");
    }
}

/// Damages a copy of the killed service's files; the service must refuse it plainly, and a restored backup must serve.
fn damaged(how: &str, damage: impl FnOnce(&Path)) {
    let folder = Folder::new();
    let (user, account, there) = killed(&folder);
    folder.done(&["backup", "backup.db"]);

    damage(&folder.0.join("waterline.db"));

    let refusal = refusal(&folder);
    assert!(refusal.contains("is damaged") && refusal.contains("waterline restore"), "{how}: {refusal}");
    folder.refused(&["verify"]);
    folder.done(&["restore", "backup.db", "--replace"]);
    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account), there, "{how}");
}

#[test]
fn d7_a_flipped_bit_in_a_page_is_refused() {
    damaged("a flipped bit", |database| {
        // A database that was closed properly: its pages stand in the file, and there is no log over them.
        execute(database, "pragma wal_checkpoint(truncate)");
        // The count of the cells in the page of the table of tables' first child.
        change(database, |bytes| bytes[4096 + 3] ^= 0x40);
    });
}

#[test]
fn d7_a_torn_page_is_refused() {
    damaged("a torn page", |database| {
        execute(database, "pragma wal_checkpoint(truncate)");
        change(database, |bytes| {
            let middle = bytes.len() / 2 / 4096 * 4096;
            bytes[middle..middle + 2048].fill(0);
        });
    });
}

#[test]
fn d7_a_file_that_was_cut_off_is_refused() {
    for missing in [4096 + 100, 4096] {
        damaged("a file that was cut off", |database| {
            execute(database, "pragma wal_checkpoint(truncate)");
            change(database, |bytes| bytes.truncate(bytes.len() - missing));
        });
    }
}

#[test]
fn d7_a_truncated_log_is_refused() {
    damaged("a truncated log", |database| {
        change(&PathBuf::from(format!("{}-wal", database.display())), |bytes| bytes.truncate(bytes.len() * 2 / 3));
    });
}

#[test]
fn d7_an_old_log_beside_a_new_database_is_refused() {
    let folder = Folder::new();
    let (user, account, _) = killed(&folder);
    let old = fs::read(folder.0.join("waterline.db-wal")).unwrap();
    let service = folder.serve();
    let mut user = user.at(&service.address);
    for number in 0..200 {
        user.post(&format!("{account}/changes"), &add_person(&format!("Later person {number}"))).expect(201);
    }
    let there = names(&mut user, &account);
    assert_eq!(service.stop(), Some(0));
    folder.done(&["backup", "backup.db"]);

    fs::write(folder.0.join("waterline.db-wal"), old).unwrap();

    let refusal = refusal(&folder);
    assert!(refusal.contains("is damaged"), "{refusal}");
    folder.done(&["restore", "backup.db", "--replace"]);
    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account), there);
}

#[test]
fn d7_a_wrong_index_of_the_log_loses_nothing() {
    for wrong in [vec![0xa5; 32_768], vec![0; 32_768], Vec::new()] {
        let folder = Folder::new();
        let (user, account, there) = killed(&folder);

        fs::write(folder.0.join("waterline.db-shm"), wrong).unwrap();

        let service = folder.serve();
        assert_eq!(names(&mut user.at(&service.address), &account), there);
    }
}

#[test]
fn d7_whatever_bit_flips_the_account_is_as_it_was_or_the_damage_is_told() {
    let folder = Folder::new();
    killed(&folder);
    // Everything goes into one file.
    folder.done(&["backup", "whole.db"]);
    let whole = fs::read(folder.0.join("whole.db")).unwrap();
    let export = |database: &str| {
        let output = folder.run(&["export", "--database", &format!("sqlite:{database}"), "-o", "out.json"]);
        output.status.success().then(|| fs::read(folder.0.join("out.json")).unwrap())
    };
    let before = export("whole.db").unwrap();
    let mut state = 11_usize;
    let mut told = 0;

    for _ in 0..40 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut bytes = whole.clone();
        let at = (state >> 20) % bytes.len();
        bytes[at] ^= 1 << (state >> 60 & 7);
        fs::write(folder.0.join("flipped.db"), bytes).unwrap();
        let is_told = !folder.run(&["verify", "flipped.db"]).status.success();
        told += usize::from(is_told);
        let same = export("flipped.db").is_none_or(|after| without_day(&after) == without_day(&before));
        assert!(is_told || same, "the flip of a bit at {at} changes what is read, and nobody tells");
    }

    assert!(told > 0, "not one flip was told");
}

/// An export without the moment at which it was made.
fn without_day(export: &[u8]) -> serde_json::Value {
    serde_json::from_slice::<serde_json::Value>(export).unwrap()["records"].take()
}

#[test]
fn d10_a_backup_that_is_killed_is_whole_or_not_there() {
    let folder = Folder::new();
    let (user, account, there) = killed(&folder);

    for round in 0..20_u64 {
        let file = folder.0.join(format!("backup-{round}.db"));
        let mut backup = folder.command(&["backup", file.to_str().unwrap()]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 + round * 12));
        drop(backup.kill());
        backup.wait().unwrap();
        if file.exists() {
            folder.done(&["verify", file.to_str().unwrap()]);
        }
    }

    folder.done(&["backup", "backup-0-again.db"]);
    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account), there);
}

#[test]
fn d10_a_start_that_is_killed_while_it_makes_the_tables_is_completed_by_the_next() {
    for round in 0..15_u64 {
        let folder = Folder::new();
        let mut first = folder.command(&SERVE).stdout(Stdio::null()).spawn().unwrap();
        // Not before there is a file: until then nothing has begun.
        let deadline = Instant::now() + Duration::from_secs(20);
        while !folder.0.join("waterline.db").exists() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(round * 3));
        first.kill().unwrap();
        first.wait().unwrap();

        let service = folder.serve();
        let mut user = service.set_up();
        let account = account(&mut user, "Harbour Authority");
        user.post(&format!("{account}/changes"), &add_person("Ada Field")).expect(201);
        assert_eq!(service.stop(), Some(0));
        folder.done(&["verify"]);
    }
}

#[test]
fn d10_a_restore_that_is_killed_leaves_the_old_database_or_the_new_one() {
    let folder = Folder::new();
    let (user, account, _) = killed(&folder);
    folder.done(&["backup", "backup.db"]);

    for round in 0..20_u64 {
        let mut restore = folder.command(&["restore", "backup.db", "--replace"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 + round * 12));
        drop(restore.kill());
        restore.wait().unwrap();
        folder.done(&["verify"]);
    }

    let service = folder.serve();
    assert_eq!(names(&mut user.at(&service.address), &account).len(), 30);
}

#[test]
fn backup_verify_and_restore_name_the_commands_of_postgresql() {
    let folder = Folder::new();
    let url = ["--database", "postgres://lin:secret@127.0.0.1:1/waterline"];

    for (arguments, own) in
        [(vec!["backup", "x"], "pg_dump"), (vec!["restore", "x"], "pg_restore"), (vec!["verify"], "pg_amcheck")]
    {
        let refusal = folder.refused(&[arguments, url.to_vec()].concat());
        assert!(refusal.contains(own) && !refusal.contains("secret"), "{refusal}");
    }
}

#[test]
fn a_backup_of_a_newer_program_is_refused_before_anything_is_touched() {
    let folder = Folder::new();
    killed(&folder);
    folder.done(&["backup", "newer.db"]);
    execute(
        &folder.0.join("newer.db"),
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'of the future', true, x'00', 1)",
    );

    for arguments in [vec!["verify", "newer.db"], vec!["restore", "newer.db", "--replace"]] {
        let refusal = folder.refused(&arguments);
        assert!(refusal.contains("newer waterline") && refusal.contains("9999"), "{refusal}");
    }
    folder.done(&["verify"]);
}
