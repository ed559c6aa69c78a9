//! Posts of a file: those on the map by key, by their holder, or left free by this very import; else new.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::model::change::Change;
use crate::model::id::{PersonId, PostId, UnitId};
use crate::model::person::Person;
use crate::model::post::{Post, PostPatch};
use crate::model::record::Kind;
use crate::model::time::Span;

use super::super::format::Format;
use super::super::plan::Fate;
use super::Work;

impl Work<'_> {
    pub(super) fn posts(&mut self) {
        let mut holders: Vec<Vec<PersonId>> = vec![Vec::new(); self.draft.posts.len()];
        for tenure in &self.draft.tenures {
            holders[tenure.post].push(self.people[tenure.person]);
        }
        let found = self.recognise_posts(&holders);
        // Where the file says since when posts are held, it knows more of the past than the day of the import.
        let is_dated = self.draft.tenures.iter().any(|tenure| tenure.span.from.is_some());
        let span = Span { from: self.since.filter(|_| !is_dated), until: None };
        for (place, known) in found.into_iter().enumerate() {
            let id = match known {
                Some(id) => {
                    self.known_posts.insert(id);
                    if !self.settled_posts.contains_key(&place) {
                        self.edit_post(place, id);
                    }
                    id
                }
                None if self.is_dropped(place) => {
                    self.posts.push(PostId::default());
                    continue;
                }
                None => self.add_post(place, holders[place].first().copied(), span),
            };
            self.posts.push(id);
            let row = self.draft.posts[place].row;
            self.draft.rows[row].post.get_or_insert(id);
        }
        // Rows of further holders of one post.
        for tenure in self.draft.tenures.iter().filter(|tenure| !self.dropped_posts.contains(&tenure.post)) {
            self.draft.rows[tenure.row].post.get_or_insert(self.posts[tenure.post]);
        }
    }

    fn recognise_posts(&self, holders: &[Vec<PersonId>]) -> Vec<Option<PostId>> {
        let mut found = vec![None; holders.len()];
        if self.known.snapshot.records().posts.is_empty() {
            return found;
        }
        for (place, post) in &self.settled_posts {
            found[*place] = Some(*post);
        }
        let is_told = |place: &usize| !self.settled_posts.contains_key(place) && !self.is_dropped(*place);
        let mut claimed = HashSet::new();
        let mut claim = |found: &mut Option<PostId>, id: Option<PostId>| {
            if let Some(id) = id.filter(|id| found.is_none() && claimed.insert(*id)) {
                *found = Some(id);
            }
        };
        for (place, post) in self.draft.posts.iter().enumerate() {
            claim(&mut found[place], post.key.as_deref().and_then(|key| self.known.post_with_key(key)));
        }
        // Posts with keys of their own are told by them alone.
        let open: Vec<usize> =
            (0..found.len()).filter(is_told).filter(|place| self.draft.posts[*place].key.is_none()).collect();
        for place in &open {
            let (unit, title) = self.unit_and_title(*place);
            let same = |post: &Post| post.unit == unit && post.title == title;
            claim(&mut found[*place], self.held_by(&holders[*place], same).next());
        }
        let kept: HashSet<PostId> = found.iter().flatten().copied().collect();
        let in_file: HashSet<PersonId> = self.people.iter().copied().collect();
        let mut free = self.free_posts(&kept, |person| in_file.contains(&person) || self.options.end_missing.is_some());
        // A row without a name may mean a post whose holder is not named: an export writes it so.
        let is_undisclosed = |person: PersonId| self.known.snapshot.person(person).is_some_and(Person::is_undisclosed);
        let mut unnamed = self.free_posts(&kept, is_undisclosed);
        for place in &open {
            let is_nobody = holders[*place].is_empty();
            for (posts, fits) in [(&mut free, true), (&mut unnamed, is_nobody)] {
                if fits
                    && found[*place].is_none()
                    && let Some(posts) = posts.get_mut(&self.unit_and_title(*place))
                {
                    claim(&mut found[*place], posts.pop_front());
                }
            }
        }
        for place in &open {
            if found[*place].is_some() {
                continue;
            }
            let (unit, _) = self.unit_and_title(*place);
            // Another title in the same unit: the post was renamed, unless others hold it as well.
            let renamed = self
                .held_by(&holders[*place], |post| post.unit == unit && self.known.open_holders(post.id).count() == 1);
            for id in renamed {
                claim(&mut found[*place], Some(id));
            }
        }
        found
    }

    fn unit_and_title(&self, place: usize) -> (UnitId, &str) {
        let post = &self.draft.posts[place];
        (self.units[post.unit], post.title.as_str())
    }

    /// The posts of these people for which something holds.
    fn held_by(&self, people: &[PersonId], holds: impl Fn(&Post) -> bool) -> impl Iterator<Item = PostId> {
        let tenures = people.iter().flat_map(|person| self.known.open_tenures(*person));
        let posts = tenures.filter_map(|tenure| self.known.snapshot.post(tenure.post));
        posts.filter(move |post| holds(post)).map(|post| post.id)
    }

    /// Posts that nobody holds but those who may leave them, by unit and title: a successor takes them over.
    fn free_posts(
        &self,
        kept: &HashSet<PostId>,
        leaves: impl Fn(PersonId) -> bool,
    ) -> HashMap<(UnitId, &str), VecDeque<PostId>> {
        let mut free: HashMap<(UnitId, &str), VecDeque<PostId>> = HashMap::new();
        let mut posts: Vec<&Post> = self.known.snapshot.records().posts.iter().map(AsRef::as_ref).collect();
        posts.sort_by_key(|post| (post.position, post.id));
        for post in posts {
            let is_free = self.known.is_open(post.span)
                && !kept.contains(&post.id)
                && self.known.open_holders(post.id).all(|tenure| leaves(tenure.person));
            if is_free {
                free.entry((post.unit, post.title.as_str())).or_default().push_back(post.id);
            }
        }
        free
    }

    fn add_post(&mut self, place: usize, holder: Option<PersonId>, span: Span) -> PostId {
        let post = self.draft.posts[place].clone();
        let unit = self.units[post.unit];
        let key = match (&post.key, holder) {
            (Some(key), _) => format!("key {key}"),
            (None, Some(holder)) => format!("{unit} {} {holder} {place}", post.title),
            (None, None) => format!("{unit} {} {place}", post.title),
        };
        let id = PostId(self.ids.id(Kind::Post, &key));
        self.mark(post.row, Fate::New);
        self.changes.first.push(Change::AddPost(Post {
            id,
            unit,
            external_ids: self.external_ids(post.key.as_ref()),
            title: post.title,
            rank: post.rank,
            order: post.order,
            position: 0,
            span,
        }));
        id
    }

    /// Sets what the file says otherwise; an ended post that is listed again is opened.
    fn edit_post(&mut self, place: usize, id: PostId) {
        let draft = self.draft.posts[place].clone();
        let Some(known) = self.known.snapshot.post(id) else { return };
        let unit = self.units[draft.unit];
        let mut set = PostPatch::default();
        let mut fields = Vec::new();
        // A node of a graph may name a unit and leave the title open.
        let is_title_said = !draft.title.is_empty() || self.reading.format != Format::Graphml;
        if is_title_said && known.title != draft.title {
            set.title = Some(draft.title);
            fields.push("title");
        }
        if known.unit != unit {
            set.unit = Some(unit);
            fields.push("unit");
        }
        if draft.rank.is_some() && known.rank != draft.rank {
            set.rank = Some(draft.rank);
            fields.push("rank");
        }
        if draft.order.is_some() && known.order != draft.order {
            set.order = Some(draft.order);
            fields.push("order");
        }
        if !self.known.is_open(known.span) {
            set.span = Some(Span { until: None, ..known.span });
            fields.push("span");
        }
        if !fields.is_empty() {
            self.changes.first.push(Change::EditPost { id, set });
        }
        for field in fields {
            self.mark_change(draft.row, field);
        }
    }
}
