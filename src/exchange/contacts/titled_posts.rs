//! Posts by their titles: the only one of a title in a unit, or in the whole list, at the same cost however many there are.

use std::collections::HashMap;

use super::super::cells::name_key;
use super::super::draft::DraftPost;

/// The posts of a list by title and unit.
#[derive(Debug, Default)]
pub(super) struct TitledPosts {
    /// Each title, as its spellings have it in common, and the posts that have it anywhere.
    titles: HashMap<String, (usize, Few)>,
    /// The posts of a title in a unit.
    in_units: HashMap<(usize, usize), Few>,
}

/// The first two of some posts, and how many there are: enough to tell the only one beside a given post.
#[derive(Debug, Clone, Copy)]
struct Few {
    first: usize,
    second: usize,
    count: usize,
}

impl TitledPosts {
    /// The posts that have titles.
    pub fn of(posts: &[DraftPost]) -> Self {
        let mut titled = Self::default();
        for (place, post) in posts.iter().enumerate().filter(|(_, post)| !post.title.is_empty()) {
            let next = titled.titles.len();
            let (title, anywhere) = titled.titles.entry(name_key(&post.title)).or_insert((next, Few::NONE));
            anywhere.add(place);
            titled.in_units.entry((*title, post.unit)).or_insert(Few::NONE).add(place);
        }
        titled
    }

    /// The only post of a title in a unit, beside the one that asks.
    pub fn only_in(&self, unit: usize, title: &str, asking: usize) -> Option<usize> {
        let (title, _) = self.titles.get(&name_key(title))?;
        self.in_units.get(&(*title, unit))?.only_beside(asking)
    }

    /// The only post of a title in the whole list, beside the one that asks.
    pub fn only_one(&self, title: &str, asking: usize) -> Option<usize> {
        self.titles.get(&name_key(title))?.1.only_beside(asking)
    }
}

impl Few {
    const NONE: Self = Self { first: usize::MAX, second: usize::MAX, count: 0 };

    fn add(&mut self, post: usize) {
        match self.count {
            0 => self.first = post,
            1 => self.second = post,
            _ => {}
        }
        self.count += 1;
    }

    fn only_beside(self, asking: usize) -> Option<usize> {
        match self {
            Self { first, count: 1, .. } if first != asking => Some(first),
            Self { first, second, count: 2 } if first == asking => Some(second),
            Self { first, second, count: 2 } if second == asking => Some(first),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_post_of_a_title_is_found_beside_the_one_that_asks() {
        let post = |unit, title: &str| DraftPost { unit, title: title.to_owned(), ..DraftPost::default() };
        let posts = [post(0, "经理"), post(0, "经理"), post(1, "经理"), post(1, "总 监"), post(2, ""), post(0, "经理")];

        let titled = TitledPosts::of(&posts);

        assert_eq!(titled.only_in(1, "经理", 0), Some(2));
        assert_eq!(titled.only_in(1, "经理", 2), None, "nobody is his or her own superior");
        assert_eq!(titled.only_in(0, "经理", 0), None, "two others");
        assert_eq!(titled.only_one("总监", 0), Some(3));
        assert_eq!(titled.only_one("", 0), None);
        assert_eq!(TitledPosts::of(&posts[..2]).only_in(0, "经理", 0), Some(1));
    }
}
