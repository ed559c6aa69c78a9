//! The figures of the store, measured on demand:
//! `cargo test --release --test store -- --ignored --nocapture --test-threads=1 speed`.

#![expect(clippy::print_stdout, reason = "the figures are for whoever runs it by hand")]
use std::sync::Arc;
use std::time::Instant;

use waterline::model::change::Change;
use waterline::model::id::PostId;
use waterline::model::line::{Line, LineKind, Place};
use waterline::model::packed_file::PackedFile;
use waterline::model::time::Span;
use waterline::store::{Database, ImportedFile, Store, StoreOptions, WriteContext};

use crate::sample::{add_person, add_post, add_unit, id, operator, start_tenure, store, stored_account};

/// What a contact list of so many people leads to: one post, one person, one tenure and one line each.
fn contact_list(people: usize) -> Vec<Change> {
    let mut changes = Vec::with_capacity(people * 4 + people / 20);
    let mut unit = None;
    let mut posts: Vec<PostId> = Vec::with_capacity(people);
    for number in 0..people {
        if number % 20 == 0 {
            let (id, mut add) = add_unit(&format!("第{number}处"));
            if let (Change::AddUnit(new), Some(parent)) = (&mut add, unit) {
                new.parent = (number % 400 != 0).then_some(parent);
            }
            unit = Some(id);
            changes.push(add);
        }
        let (post, add) = add_post(unit.unwrap(), "业务经办");
        changes.push(add);
        let (person, mut add) = add_person(&format!("人员{number}"));
        if let Change::AddPerson(new) = &mut add {
            new.email = Some(format!("person{number}@example.org"));
            new.phone = Some(format!("010-{number:08}"));
        }
        changes.push(add);
        changes.push(start_tenure(person, post));
        if let Some(superior) = posts.get(number / 7).filter(|_| number > 0) {
            changes.push(Change::DrawLine(Line {
                id: id().into(),
                superior: Place::Post(*superior),
                subordinate: Place::Post(post),
                kind: LineKind::Solid,
                matter: None,
                primary: false,
                span: Span::default(),
            }));
        }
        posts.push(post);
    }
    changes
}

/// The greatest and the present size of this process in memory, in MiB.
fn memory() -> (usize, usize) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok()).unwrap_or(0) / 1024
    };
    (of("VmHWM"), of("VmRSS"))
}

db_test! {
    #[ignore = "measures; run by hand"]
    async fn an_import_of_100_000_people(test) {
        let store = store(&test);
        let account = stored_account(&store, "A Large Ministry").await;
        let started = Instant::now();
        let changes = contact_list(100_000);
        println!("{:?}: {} changes made in {:?}, memory {:?} MiB", test.database.kind(), changes.len(), started.elapsed(), memory());
        let context = WriteContext {
            batch: None,
            file: Some(Arc::new(ImportedFile {
                name: "contacts.csv".to_owned(),
                body: PackedFile::of(&b"person,title,unit,010-00000000\n".repeat(100_000)),
                import: None,
                written: Arc::default(),
            })),
            ..operator()
        };

        let started = Instant::now();
        let written = store.write(account, changes, context).await.unwrap();
        println!("written in {:?}, memory {:?} MiB", started.elapsed(), memory());
        println!("map says {} MiB", written.map.size_in_bytes() >> 20);
        drop(written);
        drop(store);

        let started = Instant::now();
        let again = Store::new(Database::open(&test.url).await.unwrap(), &StoreOptions::default());
        println!("opened in {:?}", started.elapsed());
        let started = Instant::now();
        let map = again.map(account).await.unwrap();
        println!("loaded in {:?}, memory {:?} MiB", started.elapsed(), memory());
        drop(map);
        let (_, add) = add_person("One More");
        let started = Instant::now();
        again.write(account, vec![add], operator()).await.unwrap();
        println!("first small change in {:?}, memory {:?} MiB", started.elapsed(), memory());
        let (_, add) = add_person("One More");
        let started = Instant::now();
        again.write(account, vec![add], operator()).await.unwrap();
        println!("second small change in {:?}", started.elapsed());
        let started = Instant::now();
        again.undo(account, 1, operator()).await.unwrap();
        println!("import undone in {:?}, memory {:?} MiB", started.elapsed(), memory());
        again.database().close().await;
    }
}

db_test! {
    #[ignore = "measures; run by hand"]
    async fn small_changes_of_64_writers_on_64_accounts(test) {
        let store = store(&test);
        let mut writers = Vec::new();
        let started = Instant::now();
        for number in 0..64 {
            let account = stored_account(&store, &format!("Account {number}")).await;
            store.write(account, contact_list(300), operator()).await.unwrap();
            writers.push(account);
        }
        println!("{:?}: 64 accounts of 300 people made in {:?}", test.database.kind(), started.elapsed());
        let before = store.commits();
        let started = Instant::now();
        let tasks: Vec<_> = writers
            .into_iter()
            .map(|account| {
                let store = store.clone();
                tokio::spawn(async move {
                    for number in 0..300 {
                        let (_, add) = add_person(&format!("Person {number}"));
                        store.write(account, vec![add], operator()).await.unwrap();
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let seconds = started.elapsed().as_secs_f64();
        println!("{:.0} changes a second, {} commits for 19200", 19_200.0 / seconds, store.commits() - before);
    }
}
