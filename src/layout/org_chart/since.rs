//! What is different since another day: who is new, who moved and whence, who is gone, which posts were added or dropped.

use std::collections::{BTreeMap, BTreeSet};

use super::chart::Chart;
use super::words::Words;
use crate::font::display_text;
use crate::model::id::{PersonId, PostId};
use crate::model::snapshot::{Moment, Snapshot};

/// What has changed, in numbers and in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Changes {
    /// The earlier day, as it is shown.
    pub since: String,
    /// How many people hold a post now and held none then.
    pub added: usize,
    /// How many people hold a post that they did not hold then.
    pub moved: usize,
    /// Those who held a post then and hold none now, with that post.
    pub gone: Vec<String>,
    /// The posts that are no more.
    pub dropped: Vec<String>,
}

/// Marks the cards of the chart with what changed since the earlier snapshot.
pub(super) fn compare(chart: &mut Chart, now: &Snapshot, then: &Snapshot, words: Words) -> Changes {
    let (held_now, held_then) = (posts_held(now), posts_held(then));
    let since = match then.moment() {
        Moment::On(day) => day.to_string(),
        Moment::Always => String::new(),
    };
    let mut changes = Changes { since, ..Changes::default() };
    let place = |snapshot: &Snapshot, post: PostId| {
        let post = snapshot.post(post)?;
        let unit = snapshot.unit(post.unit).map_or("", |unit| unit.name.as_str());
        Some(words.place(&display_text(&post.title), &display_text(unit)))
    };
    let (mut added, mut moved) = (BTreeSet::new(), BTreeSet::new());
    for card in &mut chart.posts {
        if then.post(card.id).is_none() {
            card.changes.push(words.new_post().to_owned());
        }
        for holder in &mut card.holders {
            match held_then.get(&holder.id) {
                None => {
                    added.insert(holder.id);
                    holder.change = Some(words.joined().to_owned());
                }
                Some(posts) if !posts.contains(&card.id) => {
                    // Who keeps all former posts has not moved, but taken on a further one.
                    let kept = held_now.get(&holder.id).map(Vec::as_slice).unwrap_or_default();
                    let from = posts.iter().find(|post| !kept.contains(post)).and_then(|post| place(then, *post));
                    if from.is_some() {
                        moved.insert(holder.id);
                    }
                    holder.change = Some(from.map_or_else(|| words.taken_on().to_owned(), |from| words.moved(&from)));
                }
                Some(_) => {}
            }
        }
        let left = then.tenures_of_post(card.id).filter(|tenure| !held_now.contains_key(&tenure.person));
        for tenure in left {
            if let Some(person) = then.person(tenure.person) {
                card.changes.push(words.left(&display_text(&person.name)));
            }
        }
    }
    (changes.added, changes.moved) = (added.len(), moved.len());
    for (person, posts) in held_then.iter().filter(|(person, _)| !held_now.contains_key(person)) {
        let name = then.person(*person).map(|person| display_text(&person.name).into_owned());
        let from = posts.first().and_then(|post| place(then, *post));
        changes.gone.extend(name.map(|name| words.gone(&name, from.as_deref().unwrap_or_default())));
    }
    let dropped = then.records().posts.iter().filter(|post| now.post(post.id).is_none());
    changes.dropped = dropped.filter_map(|post| place(then, post.id)).collect();
    changes
}

/// The posts of each person, the one where the card stands first.
fn posts_held(snapshot: &Snapshot) -> BTreeMap<PersonId, Vec<PostId>> {
    let mut held = BTreeMap::new();
    for person in &snapshot.records().persons {
        let posts: Vec<PostId> = snapshot.tenures_of_person(person.id).map(|tenure| tenure.post).collect();
        if !posts.is_empty() {
            held.insert(person.id, posts);
        }
    }
    held
}
