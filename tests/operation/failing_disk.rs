//! A disk that fails: whoever meets it, nothing more is acknowledged and the program stops, and what was acknowledged is there.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Client;
use crate::program::{Folder, PASSWORD, Service, account, add_person, names};

/// What fails: calls to the system, of all files or of one.
#[derive(Clone, Copy, Debug)]
struct Fault {
    calls: &'static str,
    /// The one file, in the folder of the service.
    file: Option<&'static str>,
    /// Which error, and at which of the calls of each thread.
    error: &'static str,
}

/// A disk that is broken for good.
const BROKEN: &str = "EIO";

/// Makes calls fail in a running process from now on; none without strace, or where it may not trace.
fn begin(fault: Fault, folder: &Folder, process: u32) -> Option<Child> {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={}", fault.calls)]);
    strace.args(["-e", &format!("inject={}:error={}", fault.calls, fault.error), "-p", &process.to_string()]);
    if let Some(file) = fault.file {
        strace.arg("-P").arg(folder.0.canonicalize().unwrap().join(file));
    }
    let mut tracer = strace.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    std::thread::sleep(Duration::from_millis(700));
    // One that may not trace has ended by now.
    tracer.try_wait().unwrap().is_none().then_some(tracer)
}

/// What came of a fault.
#[derive(Debug)]
struct Outcome {
    /// The statuses of the requests that were answered while it lasted.
    answers: Vec<u16>,
    /// From the first answer that was a failure, or from the first request that got none, until the program had stopped.
    stopped_after: Duration,
    code: Option<i32>,
    /// The people whose adding was acknowledged, and those who are there after a new start.
    acknowledged: Vec<String>,
    there: Vec<String>,
}

impl Outcome {
    /// The people who were acknowledged and are not there.
    fn lost(&self) -> Vec<&String> {
        self.acknowledged.iter().filter(|name| !self.there.contains(name)).collect()
    }
}

/// Serves, lets a fault begin, and sends requests until the program has stopped; none where faults cannot be made. `ask` sends the
/// request of a number, tells its status, and adds the people whose adding was acknowledged.
fn meet(
    fault: Fault,
    mut ask: impl FnMut(&mut Client, &str, usize, &mut Vec<String>) -> Option<u16>,
) -> Option<Outcome> {
    let folder = Folder::new();
    let mut service: Service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    user.post(&format!("{account}/changes"), &add_person("Before")).expect(201);
    let mut tracer = begin(fault, &folder, service.child.id())?;

    let (mut answers, mut acknowledged) = (Vec::new(), vec!["Before".to_owned()]);
    let began = Instant::now();
    let mut failed_at = None;
    let code = loop {
        if failed_at.is_none() {
            match ask(&mut user, &account, answers.len(), &mut acknowledged) {
                Some(status) => {
                    answers.push(status);
                    failed_at = (status >= 500).then(Instant::now);
                }
                None => failed_at = Some(Instant::now()),
            }
        }
        if let Some(status) = service.child.try_wait().unwrap() {
            break status.code();
        }
        assert!(began.elapsed() < Duration::from_secs(30), "{fault:?}: it goes on after {answers:?}");
        std::thread::sleep(Duration::from_millis(5));
    };
    let stopped_after = failed_at.map_or(Duration::ZERO, |moment| moment.elapsed());
    drop(tracer.kill());
    drop(tracer.wait());
    drop(service);

    let service = folder.serve();
    let there = names(&mut user.at(&service.address), &account);
    drop(service);
    folder.done(&["verify"]);
    Some(Outcome { answers, stopped_after, code, acknowledged, there })
}

/// Holds what came of a fault against what must be; says how long it took.
fn must_have_stopped(fault: Fault, outcome: Option<Outcome>) -> String {
    let Some(outcome) = outcome else {
        return "left out: strace is missing, or may not trace here".to_owned();
    };
    assert_eq!(outcome.code, Some(1), "{fault:?}: {outcome:?}");
    assert!(outcome.stopped_after <= Duration::from_secs(1), "{fault:?}: {outcome:?}");
    assert!(outcome.lost().is_empty(), "{fault:?}: {outcome:?}");
    format!("{fault:?}: stopped {:?} after the fault showed", outcome.stopped_after)
}

/// The status of an answer, if there was one.
fn status(sent: std::io::Result<crate::client::Answer>) -> Option<u16> {
    sent.ok().map(|answer| answer.status)
}

/// Adds a person; no answer but a failure may come.
fn add(user: &mut Client, account: &str, name: &str, acknowledged: &mut Vec<String>) -> Option<u16> {
    let status = status(user.send("POST", &format!("{account}/changes"), &[], Some(&add_person(name))));
    if status == Some(201) {
        acknowledged.push(name.to_owned());
    }
    status
}

#[test]
fn d6_when_the_disk_fails_a_writer_nothing_is_acknowledged_and_the_program_stops() {
    for calls in ["fdatasync,fsync", "pwrite64"] {
        let fault = Fault { calls, file: None, error: BROKEN };
        let outcome = meet(fault, |user, account, _, acknowledged| add(user, account, "Never", acknowledged));
        assert!(outcome.as_ref().is_none_or(|outcome| outcome.acknowledged == ["Before"]), "{outcome:?}");
        println!("{}", must_have_stopped(fault, outcome));
    }
}

#[test]
fn d6_a_service_that_answers_before_it_writes_would_be_caught() {
    let outcome = meet(Fault { calls: "pwrite64", file: None, error: BROKEN }, |user, account, _, acknowledged| {
        acknowledged.push("Never".to_owned());
        add(user, account, "Never", acknowledged)
    });

    assert!(outcome.is_none_or(|outcome| outcome.lost() == ["Never"]));
}

#[test]
fn d6_when_the_disk_fails_a_sign_in_the_program_stops() {
    let fault = Fault { calls: "pwrite64", file: None, error: BROKEN };
    let outcome = meet(fault, |user, _, _, _| {
        let body = json!({ "login": "ada", "password": PASSWORD });
        status(user.send("POST", "/api/v1/sessions", &[], Some(&body)))
    });
    assert!(outcome.as_ref().is_none_or(|outcome| !outcome.answers.contains(&201)), "{outcome:?}");
    println!("{}", must_have_stopped(fault, outcome));
}

#[test]
fn d6_when_the_disk_fails_a_reader_the_program_stops() {
    let fault = Fault { calls: "pread64", file: None, error: BROKEN };
    let pages = ["users", "tokens", "search?q=before", "imports/0190f0d0-0000-7000-8000-000000000001"];
    let outcome = meet(fault, |user, account, number, _| {
        // What is in memory is answered all the same; what is not there must be read.
        let path = match number % 5 {
            4 => format!("{account}/changes?limit=1000"),
            page => format!("/api/v1/{}", pages[page]),
        };
        status(user.send("GET", &path, &[], None))
    });
    println!("{}", must_have_stopped(fault, outcome));
}

#[test]
fn d6_when_the_disk_fails_while_the_log_is_taken_in_the_program_stops_and_has_lost_nothing() {
    let fault = Fault { calls: "pwrite64,fdatasync,fsync", file: Some("waterline.db"), error: BROKEN };
    let outcome = meet(fault, |user, account, number, acknowledged| {
        std::thread::sleep(Duration::from_millis(20));
        let people: Vec<String> = (0..20).map(|person| format!("Person {number}-{person}")).collect();
        let changes: Vec<Value> = people.iter().map(|name| json!({ "verb": "add_person", "name": name })).collect();
        let body = json!({ "changes": changes });
        let status = status(user.send("POST", &format!("{account}/changes"), &[], Some(&body)));
        if status == Some(201) {
            acknowledged.extend(people);
        }
        status
    });
    println!("{}", must_have_stopped(fault, outcome));
}

/// What came of a disk that had no room at some writes.
#[derive(Debug)]
struct Fullness {
    /// The statuses of the writes meanwhile, and how long the longest took.
    statuses: Vec<u16>,
    longest: Duration,
    acknowledged: Vec<String>,
    there: Vec<String>,
}

/// Writes and reads while some writes of the program find no room, and goes on when there is room; none where faults cannot be made.
fn meet_fullness(fault: Fault) -> Option<Fullness> {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let mut acknowledged = Vec::new();
    let mut tracer = begin(fault, &folder, service.child.id())?;

    let (mut statuses, mut longest) = (Vec::new(), Duration::ZERO);
    for number in 0..30 {
        let began = Instant::now();
        let status = add(&mut user, &account, &format!("Meanwhile {number}"), &mut acknowledged);
        longest = longest.max(began.elapsed());
        statuses.push(status.expect("an answer to each write"));
        user.get(&format!("{account}/people")).expect(200);
    }
    drop(tracer.kill());
    drop(tracer.wait());

    let freed = Instant::now();
    while add(&mut user, &account, "After", &mut acknowledged) != Some(201) {
        assert!(freed.elapsed() < Duration::from_secs(10), "{fault:?}: it does not recover from {statuses:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
    let mut there = names(&mut user, &account);
    assert_eq!(service.stop(), Some(0), "{fault:?}");
    folder.done(&["verify"]);
    there.sort();
    acknowledged.sort();
    Some(Fullness { statuses, longest, acknowledged, there })
}

#[test]
fn d5_a_disk_without_room_at_any_write_refuses_that_write_alone_and_loses_nothing() {
    let at_writes = ["ENOSPC:when=1+2", "ENOSPC:when=2+3", "ENOSPC:when=3+5", "ENOSPC:when=4+7", "ENOSPC"];
    for error in at_writes {
        let fault = Fault { calls: "pwrite64", file: Some("waterline.db-wal"), error };
        let Some(met) = meet_fullness(fault) else {
            println!("left out: strace is missing, or may not trace here");
            return;
        };
        assert!(met.statuses.iter().all(|status| matches!(status, 201 | 503 | 507)), "{fault:?}: {met:?}");
        assert!(met.statuses.contains(&507), "{fault:?}: no write found the disk full: {met:?}");
        // The tracer takes its time too.
        assert!(met.longest <= Duration::from_secs(2), "{fault:?}: {met:?}");
        assert_eq!(
            met.there, met.acknowledged,
            "{fault:?}: what was refused left nothing, and what was acknowledged is there"
        );
    }
}

#[test]
fn d5_a_disk_without_room_while_the_log_is_taken_in_loses_nothing() {
    let fault = Fault { calls: "pwrite64", file: Some("waterline.db"), error: "ENOSPC" };
    let Some(met) = meet_fullness(fault) else {
        println!("left out: strace is missing, or may not trace here");
        return;
    };
    assert!(met.statuses.iter().all(|status| matches!(status, 201 | 503 | 507)), "{met:?}");
    assert_eq!(met.there, met.acknowledged);
}
