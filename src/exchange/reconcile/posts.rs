//! Posts of a file: those on the map by key, by their holder, or left free by this very import; else new.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use crate::model::change::Change;
use crate::model::id::{PersonId, PostId, UnitId};
use crate::model::person::Person;
use crate::model::post::{Post, PostPatch};
use crate::model::record::Kind;
use crate::model::time::Span;

use super::super::finding::Code;
use super::super::format::Format;
use super::super::known::{bare, key_of};
use super::super::plan::Fate;
use super::super::reading::Content;
use super::Work;
use super::long_careers::LongCareers;

/// Which posts of the map the posts of the file are, and which of the file had each first.
struct Claims {
    found: Vec<Option<PostId>>,
    claimed: HashMap<PostId, usize>,
}

impl Claims {
    /// Gives a post of the file one of the map, unless it has one, or another one of the file has that.
    fn claim(&mut self, place: usize, id: Option<PostId>) {
        if let Some(id) = id.filter(|_| self.found[place].is_none())
            && let Entry::Vacant(free) = self.claimed.entry(id)
        {
            free.insert(place);
            self.found[place] = Some(id);
        }
    }
}

impl Work<'_> {
    pub(super) fn posts(&mut self) {
        let mut holders: Vec<Vec<PersonId>> = vec![Vec::new(); self.draft.posts.len()];
        for tenure in &self.draft.tenures {
            holders[tenure.post].push(self.people[tenure.person]);
        }
        let firsts = self.first_of_key();
        let found = self.recognise_posts(&holders, &firsts);
        self.agree(&found, &firsts);
        let mut edited: HashSet<PostId> = HashSet::new();
        // Where the file says since when posts are held, it knows more of the past than the day of the import.
        let is_dated = self.draft.tenures.iter().any(|tenure| tenure.span.from.is_some());
        let span = Span { from: self.since.filter(|_| !is_dated), until: None };
        for (place, known) in found.into_iter().enumerate() {
            let id = match known {
                _ if firsts[place] < place => self.posts[firsts[place]],
                Some(id) => {
                    self.known_posts.insert(id);
                    if !self.settled_posts.contains_key(&place) && edited.insert(id) {
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

    /// The posts of the map that the posts of the file are; of those with the same key, only for the first.
    fn recognise_posts(&self, holders: &[Vec<PersonId>], firsts: &[usize]) -> Vec<Option<PostId>> {
        let mut found = vec![None; holders.len()];
        if self.known.snapshot.records().posts.is_empty() {
            return found;
        }
        for (place, post) in &self.settled_posts {
            found[*place] = Some(*post);
        }
        let is_told = |place: &usize| {
            !self.settled_posts.contains_key(place) && !self.is_dropped(*place) && firsts[*place] == *place
        };
        let mut claims = Claims { found, claimed: HashMap::new() };
        for place in (0..holders.len()).filter(is_told) {
            let key = self.draft.posts[place].key.as_deref();
            claims.claim(place, key.and_then(|key| self.known.post_with_key(key)));
        }
        // The keys of an organogram tell its posts alone; those of other lists may be new to the map.
        let is_organogram = self.reading.content == Content::Organogram;
        let is_open = |place: &usize| !is_organogram || self.draft.posts[*place].key.is_none();
        let open: Vec<usize> = (0..holders.len()).filter(is_told).filter(is_open).collect();
        let mut careers = LongCareers::new(self.known);
        for place in &open {
            let Some(held) = self.held_as_said(*place, &holders[*place], &mut careers) else { continue };
            match claims.claimed.get(&held) {
                Some(other) if self.is_shared(*place, *other, holders) => claims.found[*place] = Some(held),
                _ => claims.claim(*place, Some(held)),
            }
        }
        let kept: HashSet<PostId> = claims.found.iter().flatten().copied().collect();
        let in_file: HashSet<PersonId> = self.people.iter().copied().collect();
        let mut free = self.free_posts(&kept, |person| in_file.contains(&person) || self.options.end_missing.is_some());
        // A row without a name may mean a post whose holder is not named: an export writes it so.
        let is_undisclosed = |person: PersonId| self.known.snapshot.person(person).is_some_and(Person::is_undisclosed);
        let mut unnamed = self.free_posts(&kept, is_undisclosed);
        for place in &open {
            let is_nobody = holders[*place].is_empty();
            for (posts, fits) in [(&mut free, true), (&mut unnamed, is_nobody)] {
                if fits
                    && claims.found[*place].is_none()
                    && let Some(posts) = posts.get_mut(&self.unit_and_title(*place))
                {
                    let next = posts.pop_front_if(|post| {
                        self.known.snapshot.post(*post).is_some_and(|post| self.may_have_key(*place, post))
                    });
                    claims.claim(*place, next);
                }
            }
        }
        for place in &open {
            if claims.found[*place].is_some() {
                continue;
            }
            // Of very many posts none can be told for the renamed one.
            if holders[*place].iter().any(|person| careers.is_long(*person)) {
                continue;
            }
            let (unit, _) = self.unit_and_title(*place);
            // Another title in the same unit: the post was renamed, unless others hold it as well.
            let renamed = self.held_by(&holders[*place], |post| {
                let is_alone = || self.known.open_holders(post.id).count() == 1;
                post.unit == unit && is_alone() && self.may_have_key(*place, post)
            });
            for id in renamed {
                claims.claim(*place, Some(id));
            }
        }
        claims.found
    }

    /// The post of this unit and title that one of some people holds.
    fn held_as_said(&self, place: usize, people: &[PersonId], careers: &mut LongCareers<'_>) -> Option<PostId> {
        let said = self.unit_and_title(place);
        let fits = |post: &Post| (post.unit, bare(&post.title)) == said && self.may_have_key(place, post);
        people.iter().find_map(|person| {
            if careers.is_long(*person) {
                return careers.post_called(*person, &said, |id| self.known.snapshot.post(id).is_some_and(fits));
            }
            self.held_by(&[*person], fits).next()
        })
    }

    /// Whether a post of the map may get the key that a post of the file has, if any.
    fn may_have_key(&self, place: usize, post: &Post) -> bool {
        self.draft.posts[place].key.is_none() || key_of(&post.external_ids, self.known.key_source).is_none()
    }

    /// Whether two rows mean one post of the map that their people share.
    fn is_shared(&self, place: usize, other: usize, holders: &[Vec<PersonId>]) -> bool {
        self.unit_and_title(place) == self.unit_and_title(other)
            && !holders[place].iter().any(|person| holders[other].contains(person))
    }

    /// The first place of the post that each post of the file is, as far as keys say that it is the same.
    fn first_of_key(&self) -> Vec<usize> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let posts = self.draft.posts.iter().enumerate();
        posts
            .map(|(place, post)| post.key.as_deref().map_or(place, |key| *places.entry(key).or_insert(place)))
            .collect()
    }

    /// Lets the first row of a post that several share say its rank and order for all, and tells of rows that say otherwise.
    fn agree(&mut self, found: &[Option<PostId>], firsts: &[usize]) {
        let mut by_id: HashMap<PostId, usize> = HashMap::new();
        for (place, id) in found.iter().enumerate() {
            if self.settled_posts.contains_key(&place) {
                continue;
            }
            let first = id.map_or(firsts[place], |id| *by_id.entry(id).or_insert(place));
            let [one, other] = match self.draft.posts.get_disjoint_mut([first, place]) {
                Ok(posts) if first < place => posts,
                _ => continue,
            };
            if !one.agree(other) {
                let (title, first, row) = (other.title.clone(), one.row, other.row);
                let (place, line) = (self.place(row), self.draft.rows[first].line.to_string());
                self.findings.add(Code::PostSaidOtherwise, || (place, title, vec![line]));
            }
        }
    }

    fn unit_and_title(&self, place: usize) -> (UnitId, Cow<'_, str>) {
        let post = &self.draft.posts[place];
        (self.units[post.unit], bare(&post.title))
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
    ) -> HashMap<(UnitId, Cow<'_, str>), VecDeque<PostId>> {
        let mut free: HashMap<(UnitId, Cow<'_, str>), VecDeque<PostId>> = HashMap::new();
        let mut posts: Vec<&Post> = self.known.snapshot.records().posts.iter().map(AsRef::as_ref).collect();
        posts.sort_by_key(|post| (post.position, post.id));
        for post in posts {
            let is_free = self.known.is_open(post.span)
                && !kept.contains(&post.id)
                && self.known.open_holders(post.id).all(|tenure| leaves(tenure.person));
            if is_free {
                free.entry((post.unit, bare(&post.title))).or_default().push_back(post.id);
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
        let may_be_untitled = self.reading.format != Format::Graphml && draft.key.is_none();
        let is_title_said = !draft.title.is_empty() || may_be_untitled;
        if is_title_said && bare(&known.title) != bare(&draft.title) {
            set.title = Some(draft.title);
            fields.push("title");
        }
        // The unit at the top stands in for one that the row does not say.
        let is_unit_said = draft.key.is_none() || !draft.names_top && self.draft.fallback_unit != Some(draft.unit);
        if is_unit_said && known.unit != unit {
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
        let is_own_id = draft.key.as_ref().is_some_and(|key| *key == id.to_string());
        if draft.key.is_some() && !is_own_id && key_of(&known.external_ids, self.known.key_source).is_none() {
            let mut external_ids = known.external_ids.clone();
            external_ids.extend(self.external_ids(draft.key.as_ref()));
            set.external_ids = Some(external_ids);
            fields.push("external_ids");
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
