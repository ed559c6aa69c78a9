//! What was acknowledged is kept, once, whole and with its line in the journal, whatever happens to the program.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::Client;
use crate::program::{Folder, Service, account, add_person, names};

#[test]
fn d1_of_two_edits_under_one_tag_one_wins_and_the_other_learns_the_version_that_is() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let added = user.post(&format!("{account}/changes"), &add_person("Ada Field")).expect(201).json();
    let person = format!("{account}/people/{}", added["records"][0]["id"].as_str().unwrap());

    for round in 0..10 {
        let tag = user.get(&person).expect(200).header("etag").to_owned();
        let edit = |phone: String| {
            let (mut user, person, tag) = (user.again(), person.clone(), tag.clone());
            move || user.send("PATCH", &person, &[("if-match", &tag)], Some(&json!({ "phone": phone }))).unwrap()
        };
        let both = [edit(format!("1-{round}")), edit(format!("2-{round}"))];
        let mut answers = std::thread::scope(|scope| {
            let both = both.map(|edit| scope.spawn(edit));
            both.map(|edit| edit.join().unwrap())
        });
        answers.sort_by_key(|answer| answer.status);

        let now = user.get(&person).expect(200);
        assert_eq!([answers[0].status, answers[1].status], [200, 412]);
        assert_eq!(answers[1].header("etag"), now.header("etag"), "the loser is told the version that is");
        assert_eq!(answers[0].json()["phone"], now.json()["phone"]);
    }
    let blind = user.send("PATCH", &person, &[], Some(&json!({ "phone": "3" }))).unwrap().expect(428);
    assert_eq!(blind.json()["code"], "if_match_missing");
}

#[test]
fn d2_a_request_with_a_key_has_one_effect_also_after_a_kill() {
    let folder = Folder::new();
    let service = folder.serve();
    let mut user = service.set_up();
    let account = account(&mut user, "Harbour Authority");
    let changes = format!("{account}/changes");
    let key = [("idempotency-key", "a key of mine")];

    let first = user.send("POST", &changes, &key, Some(&add_person("Ada Field"))).unwrap().expect(201);
    let again = user.send("POST", &changes, &key, Some(&add_person("Ada Field"))).unwrap().expect(201);
    service.kill();
    let service = folder.serve();
    let mut user = user.at(&service.address);
    let later = user.send("POST", &changes, &key, Some(&add_person("Ada Field"))).unwrap().expect(201);
    let other = user.send("POST", &changes, &key, Some(&add_person("Ben Rowe"))).unwrap().expect(422);

    assert_eq!((first.json(), first.json()), (again.json(), later.json()));
    assert_eq!(other.json()["code"], "key_reused");
    assert_eq!(names(&mut user, &account), ["Ada Field"]);
}

/// When a writer takes a batch for kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Acknowledged {
    /// When the service has answered.
    WhenAnswered,
    /// When it was sent, as a service would that answers before it commits.
    WhenSent,
}

/// Somebody who writes batches of two people each to an account of his or her own, and asks again with the same key when the
/// connection breaks.
struct Writer {
    number: usize,
    account: String,
    client: Client,
    batches: u64,
    /// The batch that was sent last and not answered.
    open: Option<u64>,
    /// The batches that were acknowledged, by their own numbers, with the ids that the service gave them.
    kept: BTreeMap<u64, String>,
}

impl Writer {
    fn name(&self, batch: u64, half: &str) -> String {
        format!("W{}-{batch}-{half}", self.number)
    }

    /// Writes until the service is gone.
    fn write(&mut self, acknowledged: Acknowledged, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            let batch = self.open.unwrap_or_else(|| {
                self.batches += 1;
                self.batches
            });
            self.open = Some(batch);
            let body = json!({ "changes": [
                { "verb": "add_person", "name": self.name(batch, "a") },
                { "verb": "add_person", "name": self.name(batch, "b") },
            ] });
            if acknowledged == Acknowledged::WhenSent {
                self.kept.insert(batch, String::new());
            }
            let key = format!("{}-{batch}", self.number);
            let path = format!("{}/changes", self.account);
            match self.client.send("POST", &path, &[("idempotency-key", &key)], Some(&body)) {
                Ok(answer) if answer.status == 201 => {
                    self.kept.insert(batch, answer.json()["batch"].as_str().unwrap().to_owned());
                    self.open = None;
                }
                Ok(answer) => assert_eq!(answer.status, 503, "{}", answer.text()),
                Err(_) if acknowledged == Acknowledged::WhenSent => {
                    self.open = None;
                    return;
                }
                Err(_) => return,
            }
        }
    }
}

/// What a run of kills has shown.
#[derive(Debug, Default)]
struct Outcome {
    kept: usize,
    lost: Vec<String>,
    doubled: Vec<String>,
    halves: Vec<String>,
    without_a_line: Vec<String>,
}

/// The ids of all batches in the journal of an account.
fn journal(client: &mut Client, account: &str) -> BTreeSet<String> {
    let mut batches = BTreeSet::new();
    let mut after = String::new();
    loop {
        let page = client.get(&format!("{account}/changes?limit=1000&after={after}")).expect(200).json();
        let items = page["items"].as_array().unwrap();
        let Some(last) = items.last() else { return batches };
        last["batch"].as_str().unwrap().clone_into(&mut after);
        batches.extend(items.iter().map(|entry: &Value| entry["batch"].as_str().unwrap().to_owned()));
    }
}

/// Kills the service again and again under load, and compares what it has with what it acknowledged.
fn kill_under_load(kills: u32, acknowledged: Acknowledged) -> Outcome {
    let folder = Folder::new();
    let mut service = folder.serve();
    let mut user = service.set_up();
    let mut writers: Vec<Writer> = (0..4)
        .map(|number| {
            let account = account(&mut user, &format!("Account {number}"));
            let client = user.again();
            Writer { number, account, client, batches: 0, open: None, kept: BTreeMap::new() }
        })
        .collect();
    let mut state = 7_u32;
    for _ in 0..kills {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let life = Duration::from_millis(u64::from(20 + (state >> 16) % 180));
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for writer in &mut writers {
                writer.client = user.at(&service.address);
                scope.spawn(|| writer.write(acknowledged, &stop));
            }
            std::thread::sleep(life);
            service.kill();
            stop.store(true, Ordering::Relaxed);
        });
        service = folder.serve();
    }
    let outcome = compare(&service, &user, &writers);
    assert_eq!(service.stop(), Some(0));
    // Pages, references, and each record against the journal.
    folder.done(&["verify"]);
    outcome
}

fn compare(service: &Service, user: &Client, writers: &[Writer]) -> Outcome {
    let mut user = user.at(&service.address);
    let mut outcome = Outcome::default();
    for writer in writers {
        let mut there: BTreeMap<String, usize> = BTreeMap::new();
        for name in names(&mut user, &writer.account) {
            *there.entry(name).or_default() += 1;
        }
        outcome.doubled.extend(there.iter().filter(|(_, count)| **count > 1).map(|(name, _)| name.clone()));
        for batch in 1..=writer.batches {
            let (one, other) = (writer.name(batch, "a"), writer.name(batch, "b"));
            let is_there = there.contains_key(&one);
            if is_there != there.contains_key(&other) {
                outcome.halves.push(one);
            } else if !is_there && writer.kept.contains_key(&batch) {
                outcome.lost.push(one);
            }
        }
        let lines = journal(&mut user, &writer.account);
        let told = writer.kept.values().filter(|id| !id.is_empty());
        outcome.without_a_line.extend(told.filter(|id| !lines.contains(*id)).cloned());
        outcome.kept += writer.kept.len();
    }
    outcome
}

/// Says how many batches were acknowledged.
fn nothing_is_lost_in(kills: u32) -> usize {
    let Outcome { kept, lost, doubled, halves, without_a_line } = kill_under_load(kills, Acknowledged::WhenAnswered);

    assert!(kept as u32 > kills, "only {kept} batches were written: this proves nothing");
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert!(doubled.is_empty(), "doubled: {doubled:?}");
    assert!(halves.is_empty(), "half a transaction: {halves:?}");
    assert!(without_a_line.is_empty(), "no line in the journal: {without_a_line:?}");
    kept
}

#[test]
fn d3_two_hundred_kills_under_load_lose_double_and_halve_nothing() {
    println!("{} batches acknowledged over 200 kills", nothing_is_lost_in(200));
}

#[test]
#[ignore = "takes long; cargo test --release --test operation d3_a_thousand -- --ignored --nocapture"]
fn d3_a_thousand_kills_under_load_lose_double_and_halve_nothing() {
    println!("{} batches acknowledged over 1,000 kills", nothing_is_lost_in(1000));
}

#[test]
fn d3_a_service_that_answers_before_it_commits_would_be_caught() {
    let outcome = kill_under_load(15, Acknowledged::WhenSent);

    assert!(!outcome.lost.is_empty(), "{outcome:?}");
}
