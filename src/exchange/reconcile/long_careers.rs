//! The tenures of those few who have very many, told by post and day, so that long lists about one person are not compared row
//! by row with all that is known.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use crate::model::id::{PersonId, PostId, TenureId, UnitId};
use crate::model::tenure::Tenure;
use crate::model::time::Span;

use super::super::known::{Known, bare};

/// From how many tenures on they are looked up and not looked through.
const MANY: usize = 16;

/// Which tenures of whom are still to be given to a row.
pub(super) struct LongCareers<'a> {
    known: &'a Known<'a>,
    careers: HashMap<PersonId, Option<Career<'a>>>,
}

/// The tenures of one person: by post and span, and those that go on by post alone.
#[derive(Default)]
struct Career<'a> {
    exact: HashMap<(PostId, Span), VecDeque<&'a Tenure>>,
    open: HashMap<PostId, VecDeque<&'a Tenure>>,
    posts: HashMap<(UnitId, Cow<'a, str>), Vec<PostId>>,
}

impl<'a> LongCareers<'a> {
    /// Nothing is looked at before it is asked for.
    pub fn new(known: &'a Known<'a>) -> Self {
        Self { known, careers: HashMap::new() }
    }

    /// The tenures of somebody who has many.
    fn career(&mut self, person: PersonId) -> Option<&mut Career<'a>> {
        let known = self.known;
        let career = self.careers.entry(person).or_insert_with(|| {
            known.snapshot.tenures_of_person(person).nth(MANY)?;
            let mut career = Career::default();
            for tenure in known.snapshot.tenures_of_person(person) {
                career.exact.entry((tenure.post, tenure.span)).or_default().push_back(tenure);
                if !known.is_open(tenure.span) {
                    continue;
                }
                career.open.entry(tenure.post).or_default().push_back(tenure);
                if let Some(post) = known.snapshot.post(tenure.post) {
                    career.posts.entry((post.unit, bare(&post.title))).or_default().push(post.id);
                }
            }
            Some(career)
        });
        career.as_mut()
    }

    /// Whether somebody has many tenures.
    pub fn is_long(&mut self, person: PersonId) -> bool {
        self.career(person).is_some()
    }

    /// The first post of a unit and title that somebody with many tenures holds and that fits.
    pub fn post_called(
        &mut self,
        person: PersonId,
        unit_and_title: &(UnitId, Cow<'_, str>),
        fits: impl Fn(PostId) -> bool,
    ) -> Option<PostId> {
        let posts = self.career(person)?.posts.get(unit_and_title)?;
        posts.iter().copied().find(|post| fits(*post))
    }

    /// The tenure of a post that a row speaks of: one of the same days, else one that goes on; each is given once.
    pub fn tenure(
        &mut self,
        person: PersonId,
        post: PostId,
        span: Span,
        is_kept: impl Fn(TenureId) -> bool,
    ) -> Option<&'a Tenure> {
        let known = self.known;
        let Some(career) = self.career(person) else {
            let tenures = || known.snapshot.tenures_of_person(person);
            let is_free = |tenure: &&Tenure| tenure.post == post && !is_kept(tenure.id);
            let goes_on = |tenure: &&Tenure| known.is_open(tenure.span);
            let exact = tenures().filter(is_free).find(|tenure| tenure.span == span);
            return exact.or_else(|| tenures().filter(is_free).find(goes_on));
        };
        let lists = [career.exact.get_mut(&(post, span)), career.open.get_mut(&post)];
        lists.into_iter().flatten().find_map(|list| {
            while let Some(tenure) = list.pop_front() {
                if !is_kept(tenure.id) {
                    return Some(tenure);
                }
            }
            None
        })
    }
}
