//! What an org-context map holds: cards in blocks of one unit each, sorted into bands, and our team.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Words;
use crate::analysis::coverage::Coverage;
use crate::analysis::ground::Ground;
use crate::font::display_text;
use crate::layout::org_chart::contact_mark;
use crate::layout::person_card::PersonFacts;
use crate::model::id::{MemberId, PersonId, PostId, UnitId};
use crate::model::member::Roster;
use crate::model::snapshot::Snapshot;
use crate::model::unit::Unit;

/// Levels beyond share the last band.
const LAST: u32 = 4;
/// The most of ours along the bottom.
const MOST_MEMBERS: usize = 24;
/// The most of ours that a card names.
const MOST_CONTACTS: usize = 3;

/// What a card stands for.
#[derive(Debug)]
pub(super) enum Entry {
    Person(Box<PersonFacts>),
    Vacant { post: PostId, title: String, unit: String },
    Member { name: String, known: usize },
}

/// A box around blocks: a unit, or those without a post.
pub(super) type BoxKey = Option<UnitId>;

/// The cards of one unit's own people.
#[derive(Debug)]
pub(super) struct Block {
    /// The boxes around it, the outermost first.
    pub chain: Vec<BoxKey>,
    /// The cards in each band, by index.
    pub bands: Vec<Vec<usize>>,
    /// Does it lie outside the account?
    pub is_outside: bool,
}

/// Everything that is drawn.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub entries: Vec<Entry>,
    pub blocks: Vec<Block>,
    /// The names of the bands, from the top down.
    pub bands: Vec<String>,
    /// Do the bands come from levels of units, since no seats are known?
    pub by_units: bool,
    /// The cards of our members, and whom each of them knows, by index.
    pub team: Vec<(usize, Vec<usize>)>,
    /// How many of ours found no room.
    pub members_left_out: usize,
    /// The card of each person.
    pub of_person: BTreeMap<PersonId, usize>,
    /// The cards of each post's holders, or its own while it is vacant.
    pub of_post: BTreeMap<PostId, Vec<usize>>,
}

impl Sheet {
    pub(super) fn of(ground: &Ground<'_>, roster: &Roster, words: Words) -> Self {
        let by_units = ground.seats.iter().all(|seated| seated.person.is_none());
        let mut draft = Draft {
            ground,
            coverage: Coverage::of(ground),
            roster,
            words,
            sheet: Self { by_units, ..Self::default() },
            placed: Vec::new(),
        };
        draft.add_units();
        draft.add_unposted();
        draft.sort_into_bands();
        draft.add_team();
        draft.join_posts();
        draft.sheet
    }
}

/// A sheet while it is being filled.
struct Draft<'a> {
    ground: &'a Ground<'a>,
    coverage: Coverage,
    roster: &'a Roster,
    words: Words,
    sheet: Sheet,
    /// Of each block its cards, each with its band; none is the last.
    placed: Vec<Vec<(Option<u32>, usize)>>,
}

impl<'a> Draft<'a> {
    fn snapshot(&self) -> &'a Snapshot {
        self.ground.snapshot
    }

    fn add_units(&mut self) {
        let mut open: Vec<(&Unit, Vec<BoxKey>)> = self.snapshot().root_units().map(|unit| (unit, Vec::new())).collect();
        open.reverse();
        while let Some((unit, above)) = open.pop() {
            let mut chain = above;
            chain.push(Some(unit.id));
            let cards = self.own_cards(unit, chain.len() as u32 - 1);
            if !cards.is_empty() {
                self.placed.push(cards);
                let is_outside = self.is_outside(&chain);
                self.sheet.blocks.push(Block { chain: chain.clone(), bands: Vec::new(), is_outside });
            }
            let under: Vec<_> = self.snapshot().units_under(unit.id).map(|unit| (unit, chain.clone())).collect();
            open.extend(under.into_iter().rev());
        }
    }

    fn is_outside(&self, chain: &[BoxKey]) -> bool {
        let units = chain.iter().flatten().filter_map(|unit| self.snapshot().unit(*unit));
        units.into_iter().any(|unit| unit.outside.is_some())
    }

    /// The people of a unit on the card of their own post, and its vacant posts.
    fn own_cards(&mut self, unit: &Unit, depth: u32) -> Vec<(Option<u32>, usize)> {
        let mut cards = Vec::new();
        for post in self.snapshot().posts_of(unit.id) {
            let mut is_vacant = true;
            for tenure in self.snapshot().tenures_of_post(post.id) {
                is_vacant = false;
                let own = self.snapshot().tenures_of_person(tenure.person).next();
                if own.is_some_and(|own| own.id == tenure.id) && !self.sheet.of_person.contains_key(&tenure.person) {
                    let card = self.add_person(tenure.person);
                    let band = if self.sheet.by_units { Some(depth) } else { self.level(tenure.person) };
                    cards.push((band.map(|band| band.min(LAST)), card));
                }
            }
            if is_vacant {
                let (title, unit) = (display_text(&post.title).into_owned(), display_text(&unit.name).into_owned());
                let card = self.sheet.entries.len();
                self.sheet.entries.push(Entry::Vacant { post: post.id, title, unit });
                self.sheet.of_post.insert(post.id, vec![card]);
                let band = if self.sheet.by_units { Some(depth) } else { self.vacant_level(post.id) };
                cards.push((band.map(|band| band.min(LAST)), card));
            }
        }
        cards
    }

    fn level(&self, person: PersonId) -> Option<u32> {
        self.ground.levels.get(&person).copied()
    }

    /// A vacant post stands one below its superior.
    fn vacant_level(&self, post: PostId) -> Option<u32> {
        let nodes = &self.ground.hierarchy.nodes;
        let up = nodes.iter().find(|node| node.post == post)?.up.as_ref()?;
        let mut holders = self.snapshot().tenures_of_post(nodes[up.node].post);
        holders.find_map(|tenure| self.level(tenure.person)).map(|level| level + 1)
    }

    fn add_person(&mut self, person: PersonId) -> usize {
        let mut facts = PersonFacts::of(self.ground, person, self.words.0);
        let contacts = self.coverage.person(person).map(|covered| covered.contacts.as_slice()).unwrap_or_default();
        let known = contacts.iter().filter(|contact| contact.rapport.is_some());
        facts.foot = known.take(MOST_CONTACTS).map(|contact| contact_mark(contact, self.roster)).collect();
        let card = self.sheet.entries.len();
        self.sheet.entries.push(Entry::Person(Box::new(facts)));
        self.sheet.of_person.insert(person, card);
        card
    }

    /// Those without a post stand in a box of their own.
    fn add_unposted(&mut self) {
        let mut cards = Vec::new();
        for person in &self.snapshot().records().persons {
            if !self.sheet.of_person.contains_key(&person.id) {
                let card = self.add_person(person.id);
                let band = if self.sheet.by_units { None } else { self.level(person.id) };
                cards.push((band.map(|band| band.min(LAST)), card));
            }
        }
        if !cards.is_empty() {
            self.placed.push(cards);
            self.sheet.blocks.push(Block { chain: vec![None], bands: Vec::new(), is_outside: false });
        }
    }

    /// Keeps the bands that hold anybody.
    fn sort_into_bands(&mut self) {
        let used: BTreeSet<(bool, Option<u32>)> =
            self.placed.iter().flatten().map(|(band, _)| (band.is_none(), *band)).collect();
        let used: Vec<Option<u32>> = used.into_iter().map(|(_, band)| band).collect();
        for (block, cards) in self.sheet.blocks.iter_mut().zip(std::mem::take(&mut self.placed)) {
            block.bands = vec![Vec::new(); used.len()];
            for (band, card) in cards {
                let place = used.iter().position(|used| *used == band).expect("every card's band was gathered");
                block.bands[place].push(card);
            }
        }
        let (words, by_units) = (self.words, self.sheet.by_units);
        let name = |band: &Option<u32>| match band {
            Some(level) if by_units => words.unit_level(*level, *level == LAST),
            Some(level) => words.level(*level, *level == LAST),
            None => words.no_level(by_units).to_owned(),
        };
        self.sheet.bands = used.iter().map(name).collect();
    }

    /// Those of ours who know anybody, the ones who know most first.
    fn add_team(&mut self) {
        let mut knows: BTreeMap<MemberId, Vec<usize>> = BTreeMap::new();
        for covered in self.coverage.people() {
            let Some(&card) = self.sheet.of_person.get(&covered.person) else { continue };
            for contact in covered.contacts.iter().filter(|contact| contact.rapport.is_some()) {
                knows.entry(contact.member).or_default().push(card);
            }
        }
        let mut team: Vec<(MemberId, Vec<usize>)> = knows.into_iter().collect();
        team.sort_by_key(|(member, known)| (std::cmp::Reverse(known.len()), *member));
        self.sheet.members_left_out = team.len().saturating_sub(MOST_MEMBERS);
        for (member, known) in team.into_iter().take(MOST_MEMBERS) {
            let name = self.roster.name(member).map_or_else(|| self.words.one_of_ours().to_owned(), str::to_owned);
            let card = self.sheet.entries.len();
            self.sheet.entries.push(Entry::Member { name: display_text(&name).into_owned(), known: known.len() });
            self.sheet.team.push((card, known));
        }
    }

    fn join_posts(&mut self) {
        for post in &self.snapshot().records().posts {
            let holders = self.snapshot().tenures_of_post(post.id);
            let cards: Vec<usize> =
                holders.filter_map(|tenure| self.sheet.of_person.get(&tenure.person).copied()).collect();
            if !cards.is_empty() {
                self.sheet.of_post.insert(post.id, cards);
            }
        }
    }
}
