//! The account map: all records of one account as stored. Only the store and the writer hold it; everybody else sees snapshots.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::account::Account;
use super::action::Action;
use super::cause::Cause;
use super::claim::Claim;
use super::deal::Deal;
use super::id::{AccountId, ExternalId};
use super::line::Line;
use super::person::Person;
use super::post::Post;
use super::record::{Kind, Noun, RecordRef};
use super::seat::Seat;
use super::source::Source;
use super::stage::Stage;
use super::tenure::Tenure;
use super::touch::Touch;
use super::unit::Unit;

/// Records of one noun by id; copies share what they do not change.
pub(super) type Table<N> = OrdMap<Uuid, Arc<N>>;

/// All records of one account, by id, with the number of batches that made it.
///
/// A copy is cheap: it shares everything until one of the two changes.
#[derive(Debug, Clone)]
pub struct AccountMap {
    seq: u64,
    next_position: u32,
    pub(super) account: Arc<Account>,
    pub(super) units: Table<Unit>,
    pub(super) posts: Table<Post>,
    pub(super) persons: Table<Person>,
    pub(super) tenures: Table<Tenure>,
    pub(super) lines: Table<Line>,
    pub(super) sources: Table<Source>,
    pub(super) claims: Table<Claim>,
    pub(super) deals: Table<Deal>,
    pub(super) stages: Table<Stage>,
    pub(super) seats: Table<Seat>,
    pub(super) touches: Table<Touch>,
    pub(super) causes: Table<Cause>,
    pub(super) actions: Table<Action>,
    index: Option<Index>,
}

/// Who refers to whom, and which keys of other systems are taken; built when the map is first changed.
#[derive(Debug, Clone, Default)]
struct Index {
    referrers: OrdSet<(RecordRef, RecordRef)>,
    external: OrdMap<(Kind, ExternalId), Uuid>,
}

/// A noun that an account map keeps a table of.
pub(super) trait Stored: Noun {
    /// Its table.
    fn table(map: &AccountMap) -> &Table<Self>;
    /// Its table, to change.
    fn table_mut(map: &mut AccountMap) -> &mut Table<Self>;
}

/// Runs `$body` with `$noun` standing for the type that belongs to a kind; the account itself is none of them.
macro_rules! with_noun {
    ($kind:expr, $noun:ident => $body:expr, account => $account:expr) => {
        match $kind {
            $crate::model::record::Kind::Account => $account,
            $crate::model::record::Kind::Unit => {
                type $noun = $crate::model::unit::Unit;
                $body
            }
            $crate::model::record::Kind::Post => {
                type $noun = $crate::model::post::Post;
                $body
            }
            $crate::model::record::Kind::Person => {
                type $noun = $crate::model::person::Person;
                $body
            }
            $crate::model::record::Kind::Tenure => {
                type $noun = $crate::model::tenure::Tenure;
                $body
            }
            $crate::model::record::Kind::Line => {
                type $noun = $crate::model::line::Line;
                $body
            }
            $crate::model::record::Kind::Source => {
                type $noun = $crate::model::source::Source;
                $body
            }
            $crate::model::record::Kind::Claim => {
                type $noun = $crate::model::claim::Claim;
                $body
            }
            $crate::model::record::Kind::Deal => {
                type $noun = $crate::model::deal::Deal;
                $body
            }
            $crate::model::record::Kind::Stage => {
                type $noun = $crate::model::stage::Stage;
                $body
            }
            $crate::model::record::Kind::Seat => {
                type $noun = $crate::model::seat::Seat;
                $body
            }
            $crate::model::record::Kind::Touch => {
                type $noun = $crate::model::touch::Touch;
                $body
            }
            $crate::model::record::Kind::Cause => {
                type $noun = $crate::model::cause::Cause;
                $body
            }
            $crate::model::record::Kind::Action => {
                type $noun = $crate::model::action::Action;
                $body
            }
        }
    };
}
pub(super) use with_noun;

macro_rules! tables {
    ($($noun:ident $field:ident),* $(,)?) => {
        $(impl Stored for $noun {
            fn table(map: &AccountMap) -> &Table<Self> {
                &map.$field
            }

            fn table_mut(map: &mut AccountMap) -> &mut Table<Self> {
                &mut map.$field
            }
        })*

        /// The records of an account, noun by noun: what rows are read into, and what our own JSON document holds.
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct Records {
            $(
                #[doc = concat!("All records of this noun: ", stringify!($field), ".")]
                #[schema(value_type = Vec<$noun>)]
                pub $field: Vec<Arc<$noun>>,
            )*
        }

        /// One record of any noun.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Record {
            /// The account itself.
            Account(Arc<Account>),
            $(
                #[doc = concat!("One of the ", stringify!($field), ".")]
                $noun(Arc<$noun>),
            )*
        }

        impl AccountMap {
            /// The map of an account as it was stored after `seq` batches; the rows are trusted.
            pub fn load(account: Account, seq: u64, records: Records) -> Self {
                let mut map = Self {
                    seq,
                    next_position: 1,
                    account: Arc::new(account),
                    $($field: records.$field.into_iter().map(|record| (record.uuid(), record)).collect(),)*
                    index: None,
                };
                let last_position = map.units.values().map(|unit| unit.position)
                    .chain(map.posts.values().map(|post| post.position))
                    .chain(map.tenures.values().map(|tenure| tenure.position))
                    .max();
                map.next_position = last_position.unwrap_or(0) + 1;
                map
            }

            /// This map after batches that another host wrote, up to `seq`: with the records that they left as these rows,
            /// and without those that are gone.
            #[must_use]
            pub fn caught_up(&self, account: Account, seq: u64, there: Records, gone: &[RecordRef]) -> Self {
                let mut map = self.clone();
                map.seq = seq;
                map.account = Arc::new(account);
                $(for record in there.$field {
                    let mut record = Arc::unwrap_or_clone(record);
                    if let Some(position) = record.position_mut() {
                        map.reserve_position(*position);
                    }
                    map.put(record);
                })*
                for record in gone {
                    match record.kind {
                        Kind::Account => {}
                        $(Kind::$noun => drop(map.take::<$noun>(record.id)),)*
                    }
                }
                map
            }

            /// The record with this reference, for the store to write; none if it is gone.
            pub fn record(&self, record: RecordRef) -> Option<Record> {
                match record.kind {
                    Kind::Account => (self.account.id.0 == record.id).then(|| Record::Account(self.account.clone())),
                    $(Kind::$noun => self.$field.get(&record.id).cloned().map(Record::$noun),)*
                }
            }

            /// About how many bytes the map takes in memory, for a cache's limit.
            pub fn size_in_bytes(&self) -> usize {
                // Measured on large maps: a record costs its own size, its strings, its place in the table and in the index.
                const OVERHEAD: usize = 160;
                0 $(+ self.$field.len() * (std::mem::size_of::<$noun>() + OVERHEAD))*
            }

            fn build_index(&self) -> Index {
                let mut referrers = Vec::new();
                let mut external = Vec::new();
                $(for record in self.$field.values() {
                    let from = RecordRef::new(Kind::$noun, record.uuid());
                    record.references(&mut |to| referrers.push((to, from)));
                    if record.tier().is_none() {
                        external.extend(record.external_ids().iter().map(|id| ((Kind::$noun, id.clone()), record.uuid())));
                    }
                })*
                referrers.sort_unstable();
                external.sort();
                Index { referrers: referrers.into_iter().collect(), external: external.into_iter().collect() }
            }
        }
    };
}

tables! {
    Unit units,
    Post posts,
    Person persons,
    Tenure tenures,
    Line lines,
    Source sources,
    Claim claims,
    Deal deals,
    Stage stages,
    Seat seats,
    Touch touches,
    Cause causes,
    Action actions,
}

impl AccountMap {
    /// The empty map of a new account.
    pub fn new(account: Account) -> Self {
        Self::load(account, 0, Records::default())
    }

    /// The account's id.
    pub fn id(&self) -> AccountId {
        self.account.id
    }

    /// How many batches made this map.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Counts one more batch.
    pub(super) fn count_batch(&mut self) {
        self.seq += 1;
    }

    /// The next place in the order of entry.
    pub(super) fn take_position(&mut self) -> u32 {
        let position = self.next_position;
        self.next_position += 1;
        position
    }

    /// Keeps later places behind one that was given from outside.
    pub(super) fn reserve_position(&mut self, position: u32) {
        self.next_position = self.next_position.max(position.saturating_add(1));
    }

    /// Makes sure that the index is there.
    pub(super) fn ensure_index(&mut self) {
        if self.index.is_none() {
            self.index = Some(self.build_index());
        }
    }

    fn index_mut(&mut self) -> &mut Index {
        self.ensure_index();
        self.index.as_mut().expect("just built")
    }

    /// The records that refer to this one, by kind and id; needs the index.
    pub(super) fn referrers(&self, record: RecordRef) -> impl Iterator<Item = RecordRef> {
        let first = (record, RecordRef::new(Kind::Account, Uuid::nil()));
        let last = (record, RecordRef::new(Kind::Action, Uuid::max()));
        self.index.iter().flat_map(move |index| index.referrers.range(first..=last)).map(|(_, from)| *from)
    }

    /// The record of this kind that has this key of another system, if its noun has no tier.
    pub(super) fn by_external_id(&self, kind: Kind, id: &ExternalId) -> Option<Uuid> {
        self.index.as_ref()?.external.get(&(kind, id.clone())).copied()
    }

    /// Puts a record in its table, in place of the one with its id, and keeps the index true.
    pub(super) fn put<N: Stored>(&mut self, record: N) {
        let from = RecordRef::new(N::KIND, record.uuid());
        let old = N::table(self).get(&record.uuid()).cloned();
        let index = self.index_mut();
        if let Some(old) = &old {
            index.forget(from, old.as_ref());
        }
        index.learn(from, &record);
        N::table_mut(self).insert(record.uuid(), Arc::new(record));
    }

    /// Takes a record out of its table.
    pub(super) fn take<N: Stored>(&mut self, id: Uuid) -> Option<Arc<N>> {
        let old = N::table_mut(self).remove(&id)?;
        self.index_mut().forget(RecordRef::new(N::KIND, id), old.as_ref());
        Some(old)
    }

    /// Is there a record with this reference?
    pub(super) fn holds(&self, record: RecordRef) -> bool {
        with_noun!(record.kind, N => N::table(self).contains_key(&record.id), account => self.account.id.0 == record.id)
    }

    /// A name for a record that people know it by, for messages about circles.
    pub(super) fn name_of(&self, record: RecordRef) -> String {
        match record.kind {
            Kind::Unit => self.units.get(&record.id).map(|unit| unit.name.clone()),
            Kind::Post => self.posts.get(&record.id).map(|post| match self.units.get(&post.unit.0) {
                Some(unit) if post.title.is_empty() => unit.name.clone(),
                Some(unit) => format!("{} · {}", unit.name, post.title),
                None => post.title.clone(),
            }),
            Kind::Cause => self.causes.get(&record.id).map(|cause| cause.text.clone()),
            _ => None,
        }
        .unwrap_or_else(|| record.id.to_string())
    }
}

impl Index {
    fn learn<N: Noun>(&mut self, from: RecordRef, record: &N) {
        record.references(&mut |to| {
            self.referrers.insert((to, from));
        });
        if record.tier().is_none() {
            for id in record.external_ids() {
                self.external.insert((N::KIND, id.clone()), from.id);
            }
        }
    }

    fn forget<N: Noun>(&mut self, from: RecordRef, record: &N) {
        record.references(&mut |to| {
            self.referrers.remove(&(to, from));
        });
        if record.tier().is_none() {
            for id in record.external_ids() {
                self.external.remove(&(N::KIND, id.clone()));
            }
        }
    }
}
