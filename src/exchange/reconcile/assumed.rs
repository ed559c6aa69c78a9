//! Rows that say who somebody is and not which post he or she holds: whoever is known keeps the post that is known.

use std::collections::HashSet;

use crate::model::change::Change;
use crate::model::id::{PostId, UnitId};

use super::super::draft::DraftPost;
use super::Work;

impl Work<'_> {
    /// Settles the posts that the list did not name, once it is known who is who.
    ///
    /// A row that only names somebody moves nobody to the top of the organisation, nor to the unit that the list as a whole
    /// is of, when the person stands somewhere in it; only people who are new stand there until more is said.
    pub(super) fn assumed(&mut self) {
        let is_assumed = |work: &Self, post: usize| work.draft.posts[post].is_assumed;
        let mut placed: HashSet<usize> = HashSet::new();
        for tenure in &self.draft.tenures {
            if !is_assumed(self, tenure.post) {
                placed.insert(tenure.person);
            }
        }
        for place in 0..self.draft.tenures.len() {
            let (person, post) = (self.draft.tenures[place].person, self.draft.tenures[place].post);
            if !is_assumed(self, post) {
                continue;
            }
            let by_key = self.draft.posts[post].key.as_deref().and_then(|key| self.known.post_with_key(key));
            if by_key.is_some() {
                // Its key says which post it is.
                self.draft.posts[post].is_assumed = false;
                continue;
            }
            let id = self.people[person];
            let is_first = placed.insert(person);
            if !is_first {
                self.dropped_posts.insert(post);
            } else if self.known_people.contains(&id) {
                let draft = &self.draft.posts[post];
                let known = self.known.main_post(id);
                if draft.names_top && !known.is_some_and(|known| self.is_below(known, self.units[draft.unit])) {
                    self.draft.posts[post].is_assumed = false;
                    continue;
                }
                match known {
                    Some(known) => drop(self.settled_posts.insert(post, known)),
                    None => drop(self.dropped_posts.insert(post)),
                }
            }
        }
        self.forget_fallback();
    }

    /// Whether a post of the map is in a unit or in one under it.
    fn is_below(&self, post: PostId, unit: UnitId) -> bool {
        let mut at = self.known.snapshot.post(post).map(|post| post.unit);
        while let Some(here) = at {
            if here == unit {
                return true;
            }
            at = self.known.snapshot.unit(here).and_then(|here| here.parent);
        }
        false
    }

    /// Whether a post of the draft is none: its row says nothing of a post, and its person has one or needs none.
    pub(super) fn is_dropped(&self, post: usize) -> bool {
        self.dropped_posts.contains(&post)
    }

    /// Takes back the unit at the top that was to hold people without a post, when nobody stands there.
    fn forget_fallback(&mut self) {
        let Some(unit) = self.draft.fallback_unit else { return };
        let is_needed = |(place, post): (usize, &DraftPost)| {
            let is_known = || post.key.as_deref().is_some_and(|key| self.known.post_with_key(key).is_some());
            let is_told = || !self.dropped_posts.contains(&place) && !self.settled_posts.contains_key(&place);
            post.unit == unit && is_told() && !is_known()
        };
        let holds_units = self.draft.units.iter().any(|other| other.parent == Some(unit));
        if !holds_units && !self.draft.posts.iter().enumerate().any(is_needed) {
            let id = self.units[unit];
            let is_it = |change: &Change| matches!(change, Change::AddUnit(added) if added.id == id);
            self.changes.first.retain(|change| !is_it(change));
        }
    }
}
