//! Keys of other systems: lists have one column for the keys that a contact list brought, and what else there is is counted as lost.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::id::{ExternalId, PersonId, PostId, UnitId};
use crate::model::person::UNDISCLOSED;
use crate::model::post::Post;

use super::Out;
use super::roster::{Held, KEY_SOURCE};

/// How many of the keys of a person or post no column holds.
pub(super) fn keys_of_others(ids: &[ExternalId]) -> usize {
    // The mark of a holder who is not named is no key of another system.
    let others = ids.iter().filter(|id| id.source != KEY_SOURCE && id.source != UNDISCLOSED).count();
    let ours = ids.iter().filter(|id| id.source == KEY_SOURCE).count();
    others + ours.saturating_sub(1)
}

impl<'a> Out<'a> {
    /// Counts the keys of those people, posts and units of a list that it does not hold.
    pub(super) fn lose_keys_of_roster<'h>(&mut self, roster: impl Iterator<Item = &'h Held<'a>>)
    where
        'a: 'h,
    {
        let mut people: BTreeMap<PersonId, usize> = BTreeMap::new();
        let mut posts: BTreeMap<PostId, &Post> = BTreeMap::new();
        for held in roster {
            posts.insert(held.post.id, held.post);
            if let Some((_, person)) = held.holder {
                people.insert(person.id, keys_of_others(&person.external_ids));
            }
        }
        let of_posts: usize = posts.values().map(|post| keys_of_others(&post.external_ids)).sum();
        self.lose_keys(people.values().sum::<usize>() + of_posts, posts.into_values());
    }

    /// Counts keys of people and posts, and those of the units on the paths to these posts.
    pub(super) fn lose_keys<'p>(&mut self, of_people_and_posts: usize, posts: impl Iterator<Item = &'p Post>) {
        let mut units: BTreeSet<UnitId> = BTreeSet::new();
        let mut of_units = 0;
        for post in posts {
            let mut at = self.snapshot.unit(post.unit).filter(|unit| units.insert(unit.id));
            while let Some(unit) = at {
                of_units += unit.external_ids.len();
                let parent = unit.parent.and_then(|parent| self.snapshot.unit(parent));
                at = parent.filter(|unit| units.insert(unit.id));
            }
        }
        self.lose(of_people_and_posts + of_units, "其他系统的编号", "keys of other systems");
    }
}
