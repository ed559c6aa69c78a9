//! Faults of the machine: a disk that is full, more sign-ins than it can hash.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::Client;
use crate::program::{Folder, Service, account, add_person, names};

/// A small disk of its own, gone when it is dropped.
struct Disk(PathBuf);

impl Disk {
    /// None when this user may not mount one.
    fn new(folder: &Folder, size: &str) -> Option<Self> {
        let path = folder.0.join("disk");
        fs::create_dir(&path).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&path).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(path))
    }

    /// Takes all the room that is left.
    fn fill(&self) {
        let mut filler = fs::File::create(self.0.join("filler")).unwrap();
        for size in [1 << 16, 1 << 12, 1] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
    }

    fn empty(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).output());
    }
}

const ON_DISK: [&str; 5] = ["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:disk/waterline.db"];

#[test]
fn d5_on_a_full_disk_reads_go_on_writes_are_refused_and_room_heals_it() {
    let folder = Folder::new();
    let Some(disk) = Disk::new(&folder, "6m") else {
        println!("left out: only root may mount a small disk");
        return;
    };
    let service = Service::start(folder.command(&ON_DISK)).unwrap();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let changes = format!("{account}/changes");
    let mut kept = Vec::new();
    let mut write = |user: &mut Client, name: String| {
        let began = Instant::now();
        let status = user.post(&changes, &add_person(&name)).status;
        assert!(began.elapsed() <= Duration::from_secs(1), "a write took {:?}", began.elapsed());
        if status == 201 {
            kept.push(name);
        }
        status
    };

    for round in 0..3 {
        assert_eq!(write(&mut user, format!("Before {round}")), 201);
        disk.fill();
        let statuses: Vec<u16> = (0..20).map(|number| write(&mut user, format!("Full {round}-{number}"))).collect();
        assert!(statuses.contains(&507), "{statuses:?}");
        assert!(statuses.iter().all(|status| matches!(status, 201 | 503 | 507)), "{statuses:?}");
        user.get(&format!("{account}/people")).expect(200);
        user.get(&format!("{account}/diagrams/org-chart.svg")).expect(200);
        let backup = folder.refused(&["backup", "disk/backup.db", "--database", "sqlite:disk/waterline.db"]);
        assert!(backup.contains("no room for disk/backup.db: its disk is full"), "{backup}");
        disk.empty();
        let freed = Instant::now();
        while write(&mut user, format!("After {round}")) != 201 {
            assert!(freed.elapsed() < Duration::from_secs(10), "it does not recover");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    let mut there = names(&mut user, &account);
    there.sort();
    kept.sort();
    kept.dedup();
    assert_eq!(there, kept, "what was refused left nothing behind, and what was acknowledged is there");
    let left: Vec<_> = fs::read_dir(&disk.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("backup")), "{left:?}");
    assert_eq!(service.stop(), Some(0));
    folder.done(&["verify", "disk/waterline.db"]);
}

#[test]
fn d5_a_start_on_a_full_disk_says_so_and_the_next_one_with_room_serves() {
    let folder = Folder::new();
    let Some(disk) = Disk::new(&folder, "6m") else {
        println!("left out: only root may mount a small disk");
        return;
    };
    disk.fill();

    let refusal = Service::start(folder.command(&ON_DISK)).err().expect("there is no room for the tables");
    disk.empty();
    let service = Service::start(folder.command(&ON_DISK)).unwrap();

    assert!(refusal.contains("full"), "{refusal}");
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    user.post(&format!("{account}/changes"), &add_person("Ada Field")).expect(201);
}

#[test]
fn t2_a_flood_of_sign_ins_is_bounded_and_others_do_not_feel_it() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");

    let (statuses, longest) = std::thread::scope(|scope| {
        let flood: Vec<_> = (0..45)
            .map(|number| {
                let mut client = service.client();
                scope.spawn(move || {
                    let tried = json!({ "login": format!("nobody-{number}"), "password": "a wrong password" });
                    let answer = client.post("/api/v1/sessions", &tried);
                    (answer.status, answer.header("retry-after").to_owned())
                })
            })
            .collect();
        let mut longest = Duration::ZERO;
        for _ in 0..50 {
            let began = Instant::now();
            user.get(&format!("{account}/people")).expect(200);
            longest = longest.max(began.elapsed());
        }
        let statuses: Vec<(u16, String)> = flood.into_iter().map(|one| one.join().unwrap()).collect();
        (statuses, longest)
    });

    let busy = statuses.iter().filter(|(status, _)| *status == 503).count();
    assert!(statuses.iter().all(|(status, _)| matches!(status, 401 | 503)), "{statuses:?}");
    assert!(statuses.iter().all(|(status, after)| *status != 503 || after == "5"), "{statuses:?}");
    assert!(busy > 0, "45 at once fit into 2 places and a queue of 32");
    assert!(longest < Duration::from_millis(500), "a reader waited {longest:?}");
}
