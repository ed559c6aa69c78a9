//! Writing batches: all or nothing, in sequence, journalled, shared commits.

use std::sync::Arc;

use waterline::model::change::Change;
use waterline::model::id::AccountId;
use waterline::model::map::AccountMap;
use waterline::model::person::PersonPatch;
use waterline::model::record::{Kind, RecordRef};
use waterline::model::snapshot::Moment;
use waterline::model::viewer::Viewer;
use waterline::store::{
    BatchKind, DatabaseKind, IdempotencyKey, Prepared, Store, StoreError, StoreOptions, WriteContext, WriteError,
};

use crate::sample::{add_person, add_post, add_unit, operator, start_tenure, store, stored_account};

/// The names of all persons, as the database has them and not as memory does.
async fn names(test: &crate::harness::TestDatabase, account: AccountId) -> Vec<String> {
    let map = store(test).map(account).await.unwrap();
    let snapshot = map.snapshot(Moment::Always, &Viewer::Operator);
    let mut names: Vec<String> = snapshot.records().persons.iter().map(|person| person.name.clone()).collect();
    names.sort();
    names
}

db_test! {
    async fn a_batch_is_read_back_as_it_was_written(test) {
        let store = store(&test);
        let account = stored_account(&store, "滨海市数据局").await;
        let (unit, add_unit) = add_unit("办公室");
        let (post, add_post) = add_post(unit, "主任");
        let (person, add_person) = add_person("周敏");
        let batch = vec![add_unit, add_post, add_person, start_tenure(person, post)];

        let written = store.write(account, batch, operator()).await.unwrap();

        assert_eq!(written.seq, 1);
        let read = crate::sample::store(&test).map(account).await.unwrap();
        assert_eq!(read.seq(), 1);
        for record in written.inverse.touched() {
            assert!(read.record(record).is_some());
            assert_eq!(read.record(record), written.map.record(record));
        }
    }
}

db_test! {
    async fn a_refused_batch_leaves_nothing_half_written(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let (_, good) = add_person("Ada Field");
        let (post, _) = add_post(waterline::model::id::UnitId(crate::sample::id()), "Head");
        let (person, also_good) = add_person("Ben Rowe");
        let bad = start_tenure(person, post);

        let error = store
            .write(account, vec![good, also_good, bad], operator())
            .await
            .unwrap_err();

        assert!(matches!(error, WriteError::Refused(refusal) if refusal.at == 2));
        assert_eq!(names(&test, account).await, Vec::<String>::new());
        assert!(store.journal_after(account, 0, 10).await.unwrap().is_empty());
        assert_eq!(store.map(account).await.unwrap().seq(), 0);
    }
}

db_test! {
    async fn a_batch_that_changes_nothing_writes_no_line(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let (person, add) = add_person("Ada Field");
        store.write(account, vec![add], operator()).await.unwrap();
        let same = Change::EditPerson {
            id: person,
            set: PersonPatch { name: Some("Ada Field".to_owned()), ..PersonPatch::default() },
        };

        let written = store.write(account, vec![same], operator()).await.unwrap();

        assert!(written.changed_nothing());
        assert_eq!(written.seq, 1);
        assert_eq!(store.journal_after(account, 0, 10).await.unwrap().len(), 1);
    }
}

db_test! {
    async fn what_was_prepared_on_an_older_map_is_not_written_over_a_newer_one(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let (_, first) = add_person("Ada Field");
        let (_, meanwhile) = add_person("Ben Rowe");
        let before = store.map(account).await.unwrap();
        let prepare = |map: &AccountMap| Prepared::of(map, vec![first.clone()], &operator()).unwrap();
        let prepared = prepare(&before);
        store.write(account, vec![meanwhile], operator()).await.unwrap();

        let refused = store.write_prepared(account, prepared, operator()).await.unwrap_err();
        let kept = names(&test, account).await;
        let anew = prepare(store.map(account).await.unwrap().as_ref());
        let written = store.write_prepared(account, anew, operator()).await.unwrap();

        assert!(matches!(refused, WriteError::Store(StoreError::Busy)), "{refused}");
        assert_eq!(kept, ["Ben Rowe"]);
        assert_eq!(written.seq, 2);
        assert_eq!(names(&test, account).await, ["Ada Field", "Ben Rowe"]);
        assert!(before.snapshot(Moment::Always, &Viewer::Operator).records().persons.is_empty());
    }
}

db_test! {
    async fn two_hosts_racing_on_one_account_both_succeed_in_sequence(test) {
        let first = store(&test);
        let second = Store::new(
            waterline::store::Database::open(&test.url).await.unwrap(),
            &StoreOptions::default(),
        );
        let account = stored_account(&first, "Harbour Authority").await;

        let mut writers = Vec::new();
        for (host, store) in [&first, &second].into_iter().enumerate() {
            for number in 0..20 {
                let store = store.clone();
                let (_, add) = add_person(&format!("Person {host}-{number}"));
                writers.push(tokio::spawn(async move {
                    store.write(account, vec![add], operator()).await.unwrap().seq
                }));
            }
        }
        let mut seqs = Vec::new();
        for writer in writers {
            seqs.push(writer.await.unwrap());
        }

        seqs.sort_unstable();
        assert_eq!(seqs, (1..=40).collect::<Vec<u64>>());
        assert_eq!(names(&test, account).await.len(), 40);
        let lines = first.journal_after(account, 0, 100).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.seq).collect::<Vec<_>>(), seqs);
        second.database().close().await;
    }
}

db_test! {
    async fn one_failing_request_among_many_does_not_harm_the_others(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;

        let mut writers = Vec::new();
        for number in 0..100 {
            let store = store.clone();
            let name = if number % 10 == 3 { String::new() } else { format!("Person {number}") };
            let (_, add) = add_person(&name);
            writers.push(tokio::spawn(async move {
                store.write(account, vec![add], operator()).await
            }));
        }
        let mut kept = 0;
        let mut refused = 0;
        for writer in writers {
            match writer.await.unwrap() {
                Ok(_) => kept += 1,
                Err(WriteError::Refused(_)) => refused += 1,
                Err(error) => panic!("{error}"),
            }
        }

        assert_eq!((kept, refused), (90, 10));
        assert_eq!(names(&test, account).await.len(), 90);
        assert_eq!(store.map(account).await.unwrap().seq(), 90);
        if test.database.kind() == DatabaseKind::Sqlite {
            assert!(store.commits() < 50, "{} commits for 100 requests", store.commits());
        }
    }
}

db_test! {
    async fn a_failure_of_the_database_behind_the_savepoint_harms_nobody_else(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        // No such import is staged, so the rows of this batch are written and then taken back.
        let mut doomed = operator();
        doomed.file = Some(Arc::new(waterline::store::ImportedFile {
            name: "contacts.csv".to_owned(),
            body: waterline::model::packed_file::PackedFile::of(b"name"),
            import: Some(crate::sample::id()),
                written: Arc::default(),
        }));
        let (_, lost) = add_person("Lost Person");
        let (_, kept) = add_person("Kept Person");

        let (one, other) = tokio::join!(
            store.write(account, vec![lost], doomed),
            store.write(account, vec![kept], operator()),
        );

        assert!(matches!(one, Err(WriteError::Store(_))));
        assert_eq!(other.unwrap().seq, 1);
        assert_eq!(names(&test, account).await, ["Kept Person"]);
    }
}

db_test! {
    async fn a_request_sent_twice_has_one_effect(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let context = || WriteContext {
            batch: None,
            idempotency: Some(IdempotencyKey {
                key: "key-1".to_owned(),
                digest: vec![1; 32],
                answer: "the first answer".to_owned(),
            }),
            ..operator()
        };
        let (_, first) = add_person("Ada Field");
        let (_, again) = add_person("Ada Field");
        let (_, other) = add_person("Ben Rowe");

        let (one, two) = tokio::join!(
            store.write(account, vec![first], context()),
            store.write(account, vec![again], context()),
        );
        let mut different = context();
        different.idempotency.as_mut().unwrap().digest = vec![2; 32];
        let three = store.write(account, vec![other], different).await;

        let answers = [one.unwrap().repeated, two.unwrap().repeated];
        assert_eq!(answers.iter().flatten().collect::<Vec<_>>(), ["the first answer"]);
        assert!(matches!(three, Err(WriteError::KeyReused)));
        assert_eq!(names(&test, account).await, ["Ada Field"]);
    }
}

db_test! {
    async fn a_plan_sees_the_newest_map_and_may_decline(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let (person, add) = add_person("Ada Field");
        store.write(account, vec![add], operator()).await.unwrap();
        let declined = move |map: &AccountMap| {
            assert!(map.record(RecordRef::new(Kind::Person, person.0)).is_some());
            Err("too late".into())
        };

        let error = store
            .write_planned(account, Box::new(declined), operator())
            .await
            .unwrap_err();

        assert!(matches!(&error, WriteError::Declined(why) if why.to_string() == "too late"));
        assert_eq!(store.map(account).await.unwrap().seq(), 1);
    }
}

db_test! {
    async fn an_undo_brings_rows_back_and_is_a_line_of_its_own(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let (person, add) = add_person("Ada Field");
        store.write(account, vec![add], operator()).await.unwrap();
        let rename = Change::EditPerson {
            id: person,
            set: PersonPatch { name: Some("Ada Meadow".to_owned()), ..PersonPatch::default() },
        };
        store.write(account, vec![rename], operator()).await.unwrap();

        let too_early = store.undo(account, 1, operator()).await.unwrap_err();
        store.undo(account, 2, operator()).await.unwrap();
        assert_eq!(names(&test, account).await, ["Ada Field"]);
        let twice = store.undo(account, 2, operator()).await.unwrap_err();
        store.undo(account, 3, operator()).await.unwrap();
        assert_eq!(names(&test, account).await, ["Ada Meadow"]);

        assert!(matches!(too_early, WriteError::Refused(_)), "{too_early}");
        assert!(matches!(twice, WriteError::Refused(_)), "{twice}");
        let lines = store.journal_after(account, 2, 10).await.unwrap();
        assert_eq!(lines.iter().map(|line| line.undoes).collect::<Vec<_>>(), [Some(2), Some(3)]);
        assert!(lines.iter().all(|line| line.kind == BatchKind::Undo));
    }
}

db_test! {
    async fn an_undone_addition_leaves_no_row(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let (unit, add_unit) = add_unit("Office");
        let (post, add_post) = add_post(unit, "Head");
        let (person, add_person) = add_person("Ada Field");
        let batch = vec![add_unit, add_post, add_person, start_tenure(person, post)];
        let written = store.write(account, batch, operator()).await.unwrap();

        store.undo(account, 1, operator()).await.unwrap();

        let read = crate::sample::store(&test).map(account).await.unwrap();
        for record in written.inverse.touched() {
            assert!(read.record(record).is_none(), "{record:?}");
        }
        let again = crate::sample::store(&test);
        again.undo(account, 2, operator()).await.unwrap();
        assert_eq!(names(&test, account).await, ["Ada Field"]);
    }
}

db_test! {
    async fn what_was_handed_in_before_closing_is_answered_and_later_requests_fail(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let writers: Vec<_> = (0..50)
            .map(|number| {
                let store = store.clone();
                let (_, add) = add_person(&format!("Person {number}"));
                tokio::spawn(async move { store.write(account, vec![add], operator()).await })
            })
            .collect();
        tokio::task::yield_now().await;

        store.close().await;

        let mut kept = 0;
        for writer in writers {
            kept += usize::from(writer.await.unwrap().is_ok());
        }
        let (_, late) = add_person("Late");
        assert!(store.write(account, vec![late], operator()).await.is_err());
        let reopened = Store::open(&test.url).await.unwrap();
        assert_eq!(reopened.map(account).await.unwrap().seq(), kept as u64);
        reopened.close().await;
    }
}

db_test! {
    async fn a_listener_hears_of_commits_only(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let mut commits = store.subscribe();
        let (_, good) = add_person("Ada Field");
        let (_, bad) = add_person("");

        store.write(account, vec![bad], operator()).await.unwrap_err();
        store.write(account, vec![good], operator()).await.unwrap();

        let heard = commits.try_recv().unwrap();
        assert_eq!((heard.account, heard.seq), (account, 1));
        assert!(commits.try_recv().is_err());
    }
}

/// SQLite rolls a whole transaction back when the disk is full; a trigger does the same at will.
#[test]
fn when_the_database_breaks_a_shared_transaction_off_only_what_is_kept_is_acknowledged() {
    crate::harness::on_sqlite(async |test| {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let trigger = "create trigger full before insert on person when new.name like 'Poison%'
            begin select raise(rollback, 'as if the disk were full'); end";
        crate::database::execute(&test.url, trigger).await;

        let writers: Vec<_> = (0..60)
            .map(|number| {
                let name = if number % 20 == 7 { format!("Poison {number}") } else { format!("Person {number}") };
                let (_, add) = add_person(&name);
                let store = store.clone();
                tokio::spawn(async move { (name, store.write(account, vec![add], operator()).await.is_ok()) })
            })
            .collect();
        let mut acknowledged = Vec::new();
        for writer in writers {
            let (name, ok) = writer.await.unwrap();
            if ok {
                acknowledged.push(name);
            }
        }

        acknowledged.sort();
        assert!(!acknowledged.is_empty() && acknowledged.len() <= 57);
        assert_eq!(names(&test, account).await, acknowledged);
        let (_, later) = add_person("Person later");
        let written = store.write(account, vec![later], operator()).await.unwrap();
        assert_eq!(written.seq, acknowledged.len() as u64 + 1);
    });
}

/// Requests are written together; one that the database itself refuses is found out by writing them one by one.
#[test]
fn one_request_that_the_database_refuses_takes_no_other_along() {
    crate::harness::on_sqlite(async |test| {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let trigger = "create trigger picky before insert on person when new.name like 'Poison%'
            begin select raise(abort, 'refused by the database'); end";
        crate::database::execute(&test.url, trigger).await;

        let writers: Vec<_> = (0..60)
            .map(|number| {
                let name = if number % 20 == 7 { format!("Poison {number}") } else { format!("Person {number}") };
                let (_, add) = add_person(&name);
                let store = store.clone();
                tokio::spawn(async move { store.write(account, vec![add], operator()).await.is_ok() })
            })
            .collect();
        let mut acknowledged = 0;
        for writer in writers {
            acknowledged += usize::from(writer.await.unwrap());
        }

        assert_eq!((acknowledged, names(&test, account).await.len()), (57, 57));
        assert_eq!(store.map(account).await.unwrap().seq(), 57);
    });
}

db_test! {
    async fn a_fault_in_one_batch_ends_nobody_elses(test) {
        let store = store(&test);
        let account = stored_account(&store, "Harbour Authority").await;
        let faulty = Box::new(|_: &AccountMap| panic!("a fault in a plan"));

        let fault = store.write_planned(account, faulty, operator()).await.unwrap_err();

        assert!(matches!(fault, WriteError::Store(waterline::store::StoreError::Fault)));
        let (_, add) = add_person("Ada Field");
        assert_eq!(store.write(account, vec![add], operator()).await.unwrap().seq, 1);
    }
}
