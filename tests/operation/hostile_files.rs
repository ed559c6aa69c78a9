//! Files that are made to hurt, sent to a running service: it refuses them, and nobody else feels it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::program::{Folder, Service, account, add_person, names};

/// The most memory that the service itself may hold, in KiB.
const MEMORY: u64 = 512 << 10;

/// The most memory that a service held so far, in KiB.
fn most_held(service: &Service) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", service.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

/// Reads on a connection of its own while `work` goes on; the slowest read, and what the work gave.
fn while_reading<T>(client: &Client, account: &str, work: impl FnOnce() -> T) -> (Duration, T) {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let (mut client, mut slowest) = (client.again(), Duration::ZERO);
            while !over.load(Ordering::Relaxed) {
                let began = Instant::now();
                client.get(&format!("{account}/people")).expect(200);
                slowest = slowest.max(began.elapsed());
                std::thread::sleep(Duration::from_millis(20));
            }
            slowest
        });
        let done = work();
        over.store(true, Ordering::Relaxed);
        (reading.join().unwrap(), done)
    })
}

#[test]
fn s3_bombs_sent_to_a_service_are_refused_and_touch_nobody() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    user.post(&format!("{account}/changes"), &add_person("Ben Rowe")).expect(201);
    let id = account.rsplit('/').next().unwrap();
    for bomb in ["cells", "text", "wide", "sheets", "nested", "entities", "vast", "lying"] {
        let name = format!("bomb-{bomb}.xlsx");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exchange/data").join(&name);
        let file = std::fs::read(path).unwrap();
        let mut sender = user.again();
        let began = Instant::now();

        let (slowest, answer) = while_reading(&user, &account, || {
            sender.upload(&format!("/api/v1/imports?account={id}&file_name={name}"), &file)
        });

        assert!(began.elapsed() <= Duration::from_secs(20), "{name}: {:?}", began.elapsed());
        assert!((400..500).contains(&answer.status), "{name}: {} {}", answer.status, answer.text());
        assert!(answer.json()["detail"].as_str().unwrap().contains(&name), "{}", answer.text());
        assert!(slowest < Duration::from_secs(5), "{name}: a reader waited {slowest:?}");
    }
    assert_eq!(names(&mut user, &account), ["Ben Rowe"]);
    assert!(most_held(&service) <= MEMORY, "the service held {} KiB", most_held(&service));
    assert_eq!(service.stop(), Some(0));
}

#[test]
fn s4_a_list_of_more_than_a_million_rows_is_refused_and_leaves_nothing() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let id = account.rsplit('/').next().unwrap();
    let list = format!("name,unit\n{}", "Ben Rowe,Berths\n".repeat(1_200_000)).into_bytes();
    let mut sender = user.again();

    let (slowest, answer) = while_reading(&user, &account, || {
        sender.upload(&format!("/api/v1/imports?account={id}&file_name=list.csv"), &list)
    });

    assert!((400..500).contains(&answer.status), "{} {}", answer.status, answer.text());
    assert!(answer.json()["detail"].as_str().unwrap().contains("120,000"), "{}", answer.text());
    assert!(slowest < Duration::from_secs(5), "a reader waited {slowest:?}");
    assert!(names(&mut user, &account).is_empty());
    assert!(most_held(&service) <= MEMORY, "the service held {} KiB", most_held(&service));
}
