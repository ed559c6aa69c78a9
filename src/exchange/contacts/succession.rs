//! Lists of who followed whom: the end of a year gives way to the next beginning, and holders one after the other share a post.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::time::{Day, Span};

use super::super::draft::{Draft, DraftPost, DraftTenure};
use super::superiors::Mentioned;

/// Settles what only the whole list tells; `year_ends` are the tenures whose end is only a year.
pub(super) fn settle(draft: &mut Draft, mentioned: &mut [Mentioned], year_ends: &BTreeSet<usize>) {
    let by_person = grouped(draft.tenures.iter().map(|tenure| tenure.person));
    give_way(&mut draft.tenures, year_ends, by_person.values());
    let successions = successions(draft, year_ends);
    let ordered = successions.iter().map(|(_, tenures)| tenures);
    give_way(&mut draft.tenures, year_ends, ordered);
    join(draft, mentioned, &successions);
}

/// The places of equal keys, in order.
fn grouped(keys: impl Iterator<Item = usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, key) in keys.enumerate() {
        groups.entry(key).or_default().push(place);
    }
    groups
}

/// Lets a post whose end is only a year end with the next beginning within that year.
fn give_way<'t>(
    tenures: &mut [DraftTenure],
    year_ends: &BTreeSet<usize>,
    groups: impl Iterator<Item = &'t Vec<usize>>,
) {
    if year_ends.is_empty() {
        return;
    }
    for group in groups {
        let mut begins: Vec<Day> = group.iter().filter_map(|place| tenures[*place].span.from).collect();
        begins.sort_unstable();
        for place in group.iter().filter(|place| year_ends.contains(place)) {
            let Span { from, until: Some(until) } = tenures[*place].span else { continue };
            let certain = certain_end(tenures[*place].span, until);
            let next = begins.partition_point(|day| *day < certain || Some(*day) == from);
            if let Some(next) = begins.get(next).filter(|next| **next < until) {
                tenures[*place].span.until = Some(*next);
            }
        }
    }
}

/// The first day of the year before whose end a post ended, if it was held then.
fn certain_end(span: Span, until: Day) -> Day {
    let first = until.plus_months(-12);
    first.max(span.from.unwrap_or(first))
}

/// Posts of one unit and title whose holders followed each other, and their tenures in that order: of those who held such posts at
/// the same time each has a post, and whoever came later has that of the last who left before.
fn successions(draft: &Draft, year_ends: &BTreeSet<usize>) -> Vec<(Vec<usize>, Vec<usize>)> {
    let of_posts = grouped(draft.tenures.iter().map(|tenure| tenure.post));
    let mut alike: HashMap<(usize, &str, Option<&str>), Vec<usize>> = HashMap::new();
    for (place, post) in draft.posts.iter().enumerate().filter(|(_, post)| may_be_succeeded(post)) {
        alike.entry((post.unit, &post.title, post.key.as_deref())).or_default().push(place);
    }
    let mut several: Vec<Vec<usize>> = alike.into_values().filter(|posts| posts.len() > 1).collect();
    several.sort_unstable();
    let held = |post: usize| {
        let tenures = of_posts.get(&post)?;
        let begin = tenures.iter().map(|place| draft.tenures[*place].span.from).min()??;
        let end = |place: &usize| {
            let span = draft.tenures[*place].span;
            let until = span.until?;
            Some(if year_ends.contains(place) { certain_end(span, until) } else { until })
        };
        let ends: Option<Vec<Day>> = tenures.iter().map(end).collect();
        Some((begin, ends.and_then(|ends| ends.into_iter().max()), post))
    };
    let mut successions = Vec::new();
    for posts in several {
        let mut held: Vec<(Day, Option<Day>, usize)> = posts.into_iter().filter_map(held).collect();
        held.sort_unstable();
        // Posts by the day on which they became free.
        let mut free: BTreeMap<(Day, usize), Vec<usize>> = BTreeMap::new();
        let mut done: Vec<Vec<usize>> = Vec::new();
        for (begin, end, post) in held {
            let last = free.range(..(begin, usize::MAX)).next_back().map(|(key, _)| *key);
            let mut chain = last.and_then(|key| free.remove(&key)).unwrap_or_default();
            chain.push(post);
            match end {
                Some(end) => drop(free.insert((end, post), chain)),
                None => done.push(chain),
            }
        }
        done.extend(free.into_values());
        successions.extend(done.into_iter().filter(|chain| chain.len() > 1).map(|mut chain| {
            let tenures = chain.iter().flat_map(|post| of_posts[post].iter().copied()).collect();
            // The post of the first row is the one that stays.
            chain.sort_unstable();
            (chain, tenures)
        }));
    }
    successions
}

/// Whether a later holder may have the same post: a post without a title is nobody's in particular.
fn may_be_succeeded(post: &DraftPost) -> bool {
    !post.title.is_empty() && !post.is_assumed
}

/// Makes one post of each succession: the first row's, with the rank and order of whoever holds it last.
fn join(draft: &mut Draft, mentioned: &mut [Mentioned], successions: &[(Vec<usize>, Vec<usize>)]) {
    if successions.is_empty() {
        return;
    }
    let mut first: Vec<usize> = (0..draft.posts.len()).collect();
    for (posts, tenures) in successions {
        for post in &posts[1..] {
            first[*post] = posts[0];
        }
        let last = tenures.last().map_or(posts[0], |tenure| draft.tenures[*tenure].post);
        let DraftPost { rank, order, .. } = draft.posts[last].clone();
        let post = &mut draft.posts[posts[0]];
        post.rank = rank.or(post.rank.take());
        post.order = order.or(post.order);
    }
    let mut place = vec![0; first.len()];
    let mut kept = 0;
    for post in 0..first.len() {
        place[post] = if first[post] == post { kept } else { place[first[post]] };
        kept += usize::from(first[post] == post);
    }
    let mut post = 0;
    draft.posts.retain(|_| {
        post += 1;
        first[post - 1] == post - 1
    });
    for tenure in &mut draft.tenures {
        tenure.post = place[tenure.post];
    }
    for row in mentioned {
        row.post = place[row.post];
    }
}
