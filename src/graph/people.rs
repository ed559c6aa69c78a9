//! The people of a snapshot as nodes: each has a number from 0, in the order of ids.

use crate::model::id::PersonId;
use crate::model::snapshot::Snapshot;

/// The people of a snapshot, numbered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    ids: Vec<PersonId>,
}

impl People {
    /// All people of the snapshot, also those who hold no post.
    pub fn of(snapshot: &Snapshot) -> Self {
        Self { ids: snapshot.records().persons.iter().map(|person| person.id).collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Is there nobody?
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The people in the order of their numbers.
    pub fn ids(&self) -> &[PersonId] {
        &self.ids
    }

    /// The person with this number.
    ///
    /// # Panics
    /// When there are not that many people.
    pub fn id(&self, node: u32) -> PersonId {
        self.ids[node as usize]
    }

    /// The number of a person.
    pub fn node(&self, person: PersonId) -> Option<u32> {
        self.ids.binary_search(&person).ok().map(|at| at as u32)
    }
}
