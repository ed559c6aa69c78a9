//! Snapshots: the map on one day, as one viewer may see it; the only door from stored data to everything that computes or draws.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use uuid::Uuid;

use super::account::Account;
use super::claim::Claim;
use super::deal::Deal;
use super::id::{ClaimId, DealId, PersonId, PostId, StageId, TouchId, UnitId};
use super::line::Line;
use super::map::{AccountMap, Records, Table};
use super::person::Person;
use super::post::Post;
use super::record::{Noun, RecordRef};
use super::scale::Axis;
use super::sight::Sight;
use super::source::Source;
use super::stage::Stage;
use super::tenure::{Tenure, TenureKind};
use super::time::Day;
use super::touch::Touch;
use super::unit::Unit;
use super::viewer::Viewer;

/// Which days of the map are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moment {
    /// As it is on this day.
    On(Day),
    /// Everything that was ever entered, for exports.
    Always,
}

/// The map at a moment, as one viewer may see it. It has never held anything else.
#[derive(Debug, Clone)]
pub struct Snapshot {
    moment: Moment,
    account: Arc<Account>,
    records: Records,
    posts_by_unit: Vec<(UnitId, usize)>,
    tenures_by_post: Vec<(PostId, usize)>,
    tenures_by_person: Vec<(PersonId, usize)>,
    units_by_parent: Vec<(Option<UnitId>, usize)>,
}

impl AccountMap {
    /// What this viewer may see of the map at this moment.
    pub fn snapshot(&self, moment: Moment, viewer: &Viewer) -> Snapshot {
        Snapshot::of(self, moment, &Sight::new(self, viewer))
    }
}

impl Snapshot {
    pub(super) fn of(map: &AccountMap, moment: Moment, sight: &Sight<'_>) -> Self {
        let units = holding(&map.units, moment, |_| true);
        let posts = holding(&map.posts, moment, |post| has(&units, post.unit.0));
        let tenures = holding(&map.tenures, moment, |tenure| has(&posts, tenure.post.0));
        let is_there = |place: super::line::Place| match place {
            super::line::Place::Post(post) => has(&posts, post.0),
            super::line::Place::Unit(unit) => has(&units, unit.0),
        };
        let lines = holding(&map.lines, moment, |line| is_there(line.superior) && is_there(line.subordinate));
        let counts = |claim: &Claim| match moment {
            Moment::On(day) => claim.counts_on(day),
            Moment::Always => true,
        };
        let claims: Vec<_> = seen(&map.claims, sight).filter(|claim| counts(claim)).collect();
        let cited: BTreeSet<Uuid> = claims.iter().map(|claim| claim.source.0).collect();
        let sources =
            map.sources.values().filter(|source| cited.contains(&source.id.0)).map(|source| sight.named(source));
        let before = |on: Day| match moment {
            Moment::On(day) => on <= day,
            Moment::Always => true,
        };
        let records = Records {
            sources: sources.collect(),
            deals: seen(&map.deals, sight).collect(),
            stages: seen(&map.stages, sight).collect(),
            seats: seen(&map.seats, sight).collect(),
            touches: seen(&map.touches, sight).filter(|touch| before(touch.on)).collect(),
            causes: seen(&map.causes, sight).collect(),
            actions: seen(&map.actions, sight).collect(),
            persons: map.persons.values().cloned().collect(),
            units,
            posts,
            tenures,
            lines,
            claims,
        };
        Self::indexed(moment, map.account.clone(), records)
    }

    fn indexed(moment: Moment, account: Arc<Account>, records: Records) -> Self {
        let mut posts_by_unit: Vec<_> = records.posts.iter().enumerate().map(|(at, post)| (post.unit, at)).collect();
        posts_by_unit.sort_by_cached_key(|&(unit, at)| (unit, sibling_key(&records.posts[at])));
        let holder_key = |at: usize| {
            let tenure = &records.tenures[at];
            (holding_rank(tenure.kind), tenure.position, tenure.id)
        };
        let mut tenures_by_post: Vec<_> =
            records.tenures.iter().enumerate().map(|(at, tenure)| (tenure.post, at)).collect();
        tenures_by_post.sort_by_key(|&(post, at)| (post, holder_key(at)));
        let mut tenures_by_person: Vec<_> =
            records.tenures.iter().enumerate().map(|(at, tenure)| (tenure.person, at)).collect();
        tenures_by_person.sort_by_key(|&(person, at)| (person, holder_key(at)));
        let parent = |unit: &Unit| unit.parent.filter(|parent| has(&records.units, parent.0));
        let mut units_by_parent: Vec<_> =
            records.units.iter().enumerate().map(|(at, unit)| (parent(unit), at)).collect();
        units_by_parent.sort_by_key(|&(parent, at)| {
            let unit = &records.units[at];
            (parent, unit.outside.is_some(), unit.order.unwrap_or(u32::MAX), unit.position, unit.id)
        });
        Self { moment, account, records, posts_by_unit, tenures_by_post, tenures_by_person, units_by_parent }
    }

    /// The moment that is meant.
    pub fn moment(&self) -> Moment {
        self.moment
    }

    /// The account.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// All records, each noun in the order of ids.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The unit with this id.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        find(&self.records.units, id.0)
    }

    /// The post with this id.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        find(&self.records.posts, id.0)
    }

    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        find(&self.records.persons, id.0)
    }

    /// The deal with this id.
    pub fn deal(&self, id: DealId) -> Option<&Deal> {
        find(&self.records.deals, id.0)
    }

    /// The stage with this id.
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        find(&self.records.stages, id.0)
    }

    /// The touch with this id.
    pub fn touch(&self, id: TouchId) -> Option<&Touch> {
        find(&self.records.touches, id.0)
    }

    /// The claim with this id.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        find(&self.records.claims, id.0)
    }

    /// The claims, in the order of ids.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.records.claims.iter().map(AsRef::as_ref)
    }

    /// The lines, in the order of ids.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.records.lines.iter().map(AsRef::as_ref)
    }

    /// The source with this id, if a claim that is seen cites it; its name only for those who may know it.
    pub fn source(&self, id: super::id::SourceId) -> Option<&Source> {
        find(&self.records.sources, id.0)
    }

    /// The units without a parent, inside ones first, as siblings stand.
    pub fn root_units(&self) -> impl Iterator<Item = &Unit> {
        equal(&self.units_by_parent, None).map(|at| self.records.units[at].as_ref())
    }

    /// The units directly under this one, as siblings stand: by order, then by order of entry.
    pub fn units_under(&self, unit: UnitId) -> impl Iterator<Item = &Unit> {
        equal(&self.units_by_parent, Some(unit)).map(|at| self.records.units[at].as_ref())
    }

    /// The posts of a unit, as siblings stand: by order, then rank, then order of entry.
    pub fn posts_of(&self, unit: UnitId) -> impl Iterator<Item = &Post> {
        equal(&self.posts_by_unit, unit).map(|at| self.records.posts[at].as_ref())
    }

    /// The tenures of a post: substantive, acting, seconded, concurrent ones, each in the order of entry.
    pub fn tenures_of_post(&self, post: PostId) -> impl Iterator<Item = &Tenure> {
        equal(&self.tenures_by_post, post).map(|at| self.records.tenures[at].as_ref())
    }

    /// The tenures of a person, in the same order; the first one is where his or her card stands.
    pub fn tenures_of_person(&self, person: PersonId) -> impl Iterator<Item = &Tenure> {
        equal(&self.tenures_by_person, person).map(|at| self.records.tenures[at].as_ref())
    }

    /// The names of a unit and those above it, from the root down.
    pub fn unit_path(&self, unit: UnitId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut next = self.unit(unit);
        while let Some(unit) = next {
            path.push(unit.name.as_str());
            // Units cannot lie within themselves; the bound only guards rows edited by hand.
            if path.len() > self.records.units.len() {
                break;
            }
            next = unit.parent.and_then(|parent| self.unit(parent));
        }
        path.reverse();
        path
    }
}

/// How siblings stand: by order, then by rank (senior first), then by order of entry.
fn sibling_key(post: &Post) -> (u32, Reverse<i64>, u32, PostId) {
    let seniority = post.rank.as_ref().and_then(|rank| rank.canonical(Axis::Rank)).unwrap_or(0.0);
    (post.order.unwrap_or(u32::MAX), Reverse((seniority * 100.0) as i64), post.position, post.id)
}

fn holding_rank(kind: TenureKind) -> u8 {
    match kind {
        TenureKind::Substantive => 0,
        TenureKind::Acting => 1,
        TenureKind::Seconded => 2,
        TenureKind::Concurrent => 3,
    }
}

fn holding<N: Noun>(table: &Table<N>, moment: Moment, keep: impl Fn(&N) -> bool) -> Vec<Arc<N>> {
    let covers = |record: &N| match moment {
        Moment::On(day) => record.span().covers(day),
        Moment::Always => true,
    };
    table.values().filter(|record| covers(record) && keep(record)).cloned().collect()
}

fn seen<'a, N: Noun>(table: &'a Table<N>, sight: &'a Sight<'_>) -> impl Iterator<Item = Arc<N>> + 'a {
    table.values().filter(|record| sight.sees(RecordRef::new(N::KIND, record.uuid()))).cloned()
}

fn find<N: Noun>(sorted: &[Arc<N>], id: Uuid) -> Option<&N> {
    sorted.binary_search_by_key(&id, |record| record.uuid()).ok().map(|at| sorted[at].as_ref())
}

fn has<N: Noun>(sorted: &[Arc<N>], id: Uuid) -> bool {
    find(sorted, id).is_some()
}

fn equal<K: Ord + Copy>(sorted: &[(K, usize)], key: K) -> impl Iterator<Item = usize> {
    let from = sorted.partition_point(|(other, _)| *other < key);
    sorted[from..].iter().take_while(move |(other, _)| *other == key).map(|(_, at)| *at)
}
