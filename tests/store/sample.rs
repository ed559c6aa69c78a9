//! A fictional account to write and read: one office, its head, and a few colleagues.

use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;
use waterline::model::account::Account;
use waterline::model::change::Change;
use waterline::model::id::{AccountId, MemberId, PersonId, PostId, UnitId};
use waterline::model::member::Member;
use waterline::model::person::Person;
use waterline::model::post::Post;
use waterline::model::tenure::Tenure;
use waterline::model::time::Span;
use waterline::model::unit::Unit;
use waterline::store::{Instant, NewUser, Store, StoreOptions, WriteContext};

use crate::harness::TestDatabase;

/// The moment at which everything in these tests happens.
pub const NOW: Instant = Instant(1_790_000_000_000_000);

/// An id that no other call gives.
pub fn id() -> Uuid {
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    Uuid::from_u64_pair(0x0190_0000_0000_7000 | (number >> 48), 0x8000_0000_0000_0000 | number)
}

/// A store on the test's database.
pub fn store(test: &TestDatabase) -> Store {
    Store::new(test.database.clone(), &StoreOptions::default())
}

/// An account without anybody in it, not yet stored.
pub fn account(name: &str) -> Account {
    Account {
        id: AccountId(id()),
        name: name.to_owned(),
        kind: Some("government".to_owned()),
        team: None,
        quiet_periods: Vec::new(),
        external_ids: Vec::new(),
    }
}

/// A stored account without anybody in it.
pub async fn stored_account(store: &Store, name: &str) -> AccountId {
    let account = account(name);
    let id = account.id;
    store.create_account(account, None, NOW).await.unwrap();
    id
}

/// A write by the operator.
pub fn operator() -> WriteContext {
    WriteContext::operator(NOW)
}

/// Adds a unit.
pub fn add_unit(name: &str) -> (UnitId, Change) {
    let unit = UnitId(id());
    let change = Change::AddUnit(Unit {
        id: unit,
        parent: None,
        name: name.to_owned(),
        kind: Some("内设机构".to_owned()),
        level: None,
        outside: None,
        order: None,
        position: 0,
        span: Span::default(),
        external_ids: Vec::new(),
    });
    (unit, change)
}

/// Adds a post in a unit.
pub fn add_post(unit: UnitId, title: &str) -> (PostId, Change) {
    let post = PostId(id());
    let change = Change::AddPost(Post {
        id: post,
        unit,
        title: title.to_owned(),
        rank: None,
        order: None,
        position: 0,
        span: Span::default(),
        external_ids: Vec::new(),
    });
    (post, change)
}

/// Adds a person.
pub fn add_person(name: &str) -> (PersonId, Change) {
    let person = PersonId(id());
    let change = Change::AddPerson(Person {
        id: person,
        name: name.to_owned(),
        aliases: Vec::new(),
        email: None,
        phone: None,
        mobile: None,
        external_ids: Vec::new(),
    });
    (person, change)
}

/// Puts a person into a post.
pub fn start_tenure(person: PersonId, post: PostId) -> Change {
    Change::StartTenure(Tenure {
        id: id().into(),
        person,
        post,
        kind: waterline::model::tenure::TenureKind::Substantive,
        position: 0,
        span: Span::default(),
    })
}

/// A user who is not yet stored.
pub fn new_user(name: &str, login: &str) -> NewUser {
    NewUser {
        member: Member { id: MemberId(id()), name: name.to_owned(), team: None },
        login: login.to_owned(),
        password_hash: "$argon2id$fictional".to_owned(),
        language: None,
        administrator_since: None,
    }
}
