//! Who and what the map has and the file does not name: reported always, ended only when the user says from when.

use std::collections::HashSet;

use crate::model::change::Change;
use crate::model::id::{PersonId, PostId};

use super::super::known::key_of;
use super::super::plan::Gone;
use super::Work;

impl Work<'_> {
    pub(super) fn gone(&mut self) {
        let listed: HashSet<PersonId> = self.people.iter().copied().collect();
        let taken: HashSet<PostId> = self.posts.iter().copied().collect();
        let mut left_by_gone = Vec::new();
        for person in &self.known.snapshot.records().persons {
            if listed.contains(&person.id) {
                continue;
            }
            let open = self.known.open_tenures(person.id);
            // A holder without a name whose name is known now has not left.
            let kept = open.filter(|tenure| !(person.is_undisclosed() && self.left.contains(&tenure.id)));
            let posts: Vec<PostId> = kept.map(|tenure| tenure.post).collect();
            // Who left before is not gone again, and outsiders stand on no list of the account.
            if posts.is_empty() || posts.iter().all(|post| self.is_outside_post(*post)) {
                continue;
            }
            self.report.gone.push(Gone {
                person: Some(person.id),
                name: person.name.clone(),
                held: posts.iter().map(|post| self.known.describe(*post)).collect(),
                posts: posts.clone(),
                ends_on: self.options.end_missing,
            });
            if let Some(on) = self.options.end_missing {
                self.changes.gone.push(Change::EndPerson { id: person.id, on });
            }
            left_by_gone.extend(posts);
        }
        self.gone_posts(&listed, &taken);
    }

    /// Posts that nobody holds any more and no row names; vacant ones only where the list gives posts their keys.
    fn gone_posts(&mut self, listed: &HashSet<PersonId>, taken: &HashSet<PostId>) {
        let has_keys = self.draft.posts.iter().any(|post| post.key.is_some());
        let mut ended = Vec::new();
        for post in &self.known.snapshot.records().posts {
            if taken.contains(&post.id) || !self.known.is_open(post.span) || self.is_outside_post(post.id) {
                continue;
            }
            let mut holders = self.known.open_holders(post.id).peekable();
            let is_keyed = has_keys && key_of(&post.external_ids, self.known.key_source).is_some();
            if holders.peek().is_none() && !is_keyed {
                continue;
            }
            let (mut stays, mut was_left) = (false, true);
            for tenure in holders {
                let has_left = self.left.contains(&tenure.id);
                stays |= !has_left && listed.contains(&tenure.person);
                was_left &= has_left;
            }
            if stays {
                continue;
            }
            // A post whose holder is gone is told of with the holder.
            if was_left {
                self.report.gone.push(Gone {
                    person: None,
                    posts: vec![post.id],
                    name: post.title.clone(),
                    held: vec![self.known.describe(post.id)],
                    ends_on: self.options.end_missing,
                });
            }
            ended.push((post.id, post.span.from));
        }
        if let Some(on) = self.options.end_missing {
            for (id, from) in ended {
                let on = from.map_or(on, |from| from.max(on));
                if on <= self.options.today {
                    self.ended_posts.insert(id);
                }
                self.changes.gone.push(Change::EndPost { id, on });
            }
        }
    }

    fn is_outside_post(&self, post: PostId) -> bool {
        self.known.snapshot.post(post).is_none_or(|post| self.known.is_outside(post.unit))
    }
}
