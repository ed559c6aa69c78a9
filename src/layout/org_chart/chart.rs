//! What an org chart says, before it is drawn: posts with their holders in a forest, and the further lines.

use std::collections::{BTreeMap, BTreeSet};

use super::overlay::PersonMarks;
use super::{Focus, OrgChartOptions};
use crate::font::display_text;
use crate::graph::hierarchy::Hierarchy;
use crate::layout::marks::Mark;
use crate::layout::naming::naming;
use crate::layout::scene::Language;
use crate::layout::title_block::Known;
use crate::model::id::{LineId, PersonId, PostId, UnitId};
use crate::model::line::LineKind;
use crate::model::post::Post;
use crate::model::snapshot::Snapshot;
use crate::model::tenure::{Tenure, TenureKind};

/// Posts in a forest, each parent before its children and siblings in their order.
#[derive(Debug, Default)]
pub(super) struct Chart {
    pub posts: Vec<ChartPost>,
    pub extras: Vec<Extra>,
}

/// A post as its card shows it.
#[derive(Debug)]
pub(super) struct ChartPost {
    pub id: PostId,
    /// The post above it, by index.
    pub parent: Option<u32>,
    /// Whether the line from it was guessed.
    pub is_assumed: bool,
    pub title: String,
    /// Its unit, and that one's name.
    pub unit_id: UnitId,
    pub unit: String,
    /// Whether the unit is another than that of the post above, so that the card bears its name.
    pub heads_unit: bool,
    /// Whether its unit lies outside the account.
    pub is_outside: bool,
    pub holders: Vec<Holder>,
    /// How many posts under it are left out because a depth was asked for.
    pub left_out: usize,
    /// What is different about it since another day.
    pub changes: Vec<String>,
}

impl ChartPost {
    /// Whether nobody holds the post, or only somebody who is not named.
    pub(super) fn is_placeholder(&self) -> bool {
        self.holders.iter().all(|holder| holder.is_undisclosed)
    }
}

/// A person in a post.
#[derive(Debug)]
pub(super) struct Holder {
    pub id: PersonId,
    pub name: String,
    pub kind: TenureKind,
    /// Whether the person stands for somebody who is there and not named.
    pub is_undisclosed: bool,
    /// Where the person's own card stands, when it is elsewhere.
    pub card_at: Option<PostName>,
    /// The further posts of a person whose own card this is.
    pub also: Vec<PostName>,
    /// What is laid over the card about him or her.
    pub marks: PersonMarks,
    /// What is different about him or her in this post since another day.
    pub change: Option<String>,
}

/// A post as other cards name it.
#[derive(Debug)]
pub(super) struct PostName {
    pub title: String,
    pub unit: String,
}

/// A line beside the primary one.
#[derive(Debug)]
pub(super) struct Extra {
    pub id: LineId,
    pub superior: u32,
    pub subordinate: u32,
    pub kind: LineKind,
    pub matter: Option<String>,
}

impl Chart {
    /// The part of the snapshot that the options ask for, each tree from its root down.
    pub(super) fn of(snapshot: &Snapshot, hierarchy: &Hierarchy, options: &OrgChartOptions) -> Self {
        let mut chart = Self::default();
        // Where each post of the hierarchy stands in the chart.
        let mut places = vec![None; hierarchy.nodes.len()];
        let mut open: Vec<(usize, Option<u32>, u32)> =
            roots(snapshot, hierarchy, options.focus).into_iter().rev().map(|root| (root, None, 1)).collect();
        while let Some((at, parent, level)) = open.pop() {
            let node = &hierarchy.nodes[at];
            let Some(post) = snapshot.post(node.post) else { continue };
            let above = node.up.as_ref().and_then(|up| snapshot.post(hierarchy.nodes[up.node].post));
            let index = chart.posts.len() as u32;
            places[at] = Some(index);
            let mut card = chart_post(snapshot, post, options.language);
            card.parent = parent;
            card.is_assumed = node.up.as_ref().is_some_and(|up| up.line.is_none());
            card.heads_unit = parent.is_none() || above.is_none_or(|above| above.unit != post.unit);
            let is_deep = options.depth.is_some_and(|depth| level >= depth.max(1));
            if is_deep || is_collapsed(&options.collapse, post, &card) {
                card.left_out = count_below(hierarchy, at);
            } else {
                open.extend(node.under.iter().rev().map(|&under| (under, Some(index), level + 1)));
            }
            chart.posts.push(card);
        }
        let drawn = hierarchy.extra.iter().filter_map(|line| {
            Some(Extra {
                id: line.line,
                superior: places[line.superior]?,
                subordinate: places[line.subordinate]?,
                kind: line.kind,
                matter: line.matter.as_deref().map(|matter| display_text(matter).into_owned()),
            })
        });
        chart.extras = drawn.collect();
        chart
    }

    /// How many posts, different people and vacant posts there are.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let people: BTreeSet<PersonId> =
            self.posts.iter().flat_map(|post| post.holders.iter().map(|holder| holder.id)).collect();
        let vacant = self.posts.iter().filter(|post| post.holders.is_empty()).count();
        (self.posts.len(), people.len(), vacant)
    }

    /// Of how many people on the chart it is known where they stand.
    pub(super) fn stances_known(&self) -> Known {
        let mut stances = BTreeMap::new();
        for holder in self.posts.iter().flat_map(|post| &post.holders).filter(|holder| holder.card_at.is_none()) {
            stances.insert(holder.id, matches!(holder.marks.stance, Some(Mark::Stance(..))));
        }
        Known { known: stances.values().filter(|known| **known).count(), of: stances.len() }
    }

    /// Which posts are drawn apart: those of trees in which every unit lies outside the account.
    pub(super) fn lies_outside(&self) -> Vec<bool> {
        let mut roots = vec![0; self.posts.len()];
        let mut is_apart = vec![false; self.posts.len()];
        for (index, post) in self.posts.iter().enumerate() {
            roots[index] = post.parent.map_or(index, |parent| roots[parent as usize]);
            is_apart[index] = post.parent.is_none();
        }
        for (index, post) in self.posts.iter().enumerate() {
            is_apart[roots[index]] &= post.is_outside;
        }
        roots.into_iter().map(|root| is_apart[root]).collect()
    }
}

/// Whether what is under a post is left out: it was named, or one of its holders, or its unit and it heads that.
fn is_collapsed(collapse: &[Focus], post: &Post, card: &ChartPost) -> bool {
    collapse.iter().any(|branch| match branch {
        Focus::Unit(unit) => *unit == post.unit && card.heads_unit,
        Focus::Post(id) => *id == post.id,
        Focus::Person(person) => card.holders.iter().any(|holder| holder.id == *person),
    })
}

/// The posts with which the trees of the chart begin.
fn roots(snapshot: &Snapshot, hierarchy: &Hierarchy, focus: Option<Focus>) -> Vec<usize> {
    let Some(focus) = focus else { return hierarchy.roots.clone() };
    let chosen: BTreeSet<PostId> = match focus {
        Focus::Post(post) => BTreeSet::from([post]),
        Focus::Person(person) => snapshot.tenures_of_person(person).map(|tenure| tenure.post).collect(),
        Focus::Unit(unit) => {
            let units = units_within(snapshot, unit);
            units.iter().flat_map(|&unit| snapshot.posts_of(unit).map(|post| post.id)).collect()
        }
    };
    let is_chosen = |at: usize| chosen.contains(&hierarchy.nodes[at].post);
    // A chosen post that stands under another one is drawn there.
    let mut stands_below = vec![false; hierarchy.nodes.len()];
    let mut open: Vec<(usize, bool)> = hierarchy.roots.iter().map(|&root| (root, false)).collect();
    while let Some((at, below)) = open.pop() {
        stands_below[at] = below;
        let below = below || is_chosen(at);
        open.extend(hierarchy.nodes[at].under.iter().map(|&under| (under, below)));
    }
    (0..hierarchy.nodes.len()).filter(|&at| is_chosen(at) && !stands_below[at]).collect()
}

fn units_within(snapshot: &Snapshot, unit: UnitId) -> Vec<UnitId> {
    let mut units = vec![unit];
    let mut at = 0;
    while at < units.len() {
        units.extend(snapshot.units_under(units[at]).map(|unit| unit.id));
        at += 1;
    }
    units
}

fn count_below(hierarchy: &Hierarchy, at: usize) -> usize {
    let mut open = hierarchy.nodes[at].under.clone();
    let mut count = 0;
    while let Some(next) = open.pop() {
        count += 1;
        open.extend(&hierarchy.nodes[next].under);
    }
    count
}

/// A post with its holders, not yet in its place.
fn chart_post(snapshot: &Snapshot, post: &Post, language: Language) -> ChartPost {
    let unit = snapshot.unit(post.unit);
    let mut holders: Vec<Holder> = Vec::new();
    for tenure in snapshot.tenures_of_post(post.id) {
        if holders.iter().all(|holder| holder.id != tenure.person) {
            holders.extend(holder(snapshot, tenure, language));
        }
    }
    ChartPost {
        id: post.id,
        parent: None,
        is_assumed: false,
        title: display_text(&post.title).into_owned(),
        unit_id: post.unit,
        unit: unit.map_or_else(String::new, |unit| display_text(&unit.name).into_owned()),
        heads_unit: true,
        is_outside: unit.is_some_and(|unit| unit.outside.is_some()),
        holders,
        left_out: 0,
        changes: Vec::new(),
    }
}

fn holder(snapshot: &Snapshot, tenure: &Tenure, language: Language) -> Option<Holder> {
    let person = snapshot.person(tenure.person)?;
    let place = |post: PostId| {
        let post = snapshot.post(post)?;
        let unit = snapshot.unit(post.unit).map_or("", |unit| unit.name.as_str());
        Some(PostName { title: display_text(&post.title).into_owned(), unit: display_text(unit).into_owned() })
    };
    let mut posts: Vec<PostId> = Vec::new();
    for held in snapshot.tenures_of_person(tenure.person) {
        if !posts.contains(&held.post) {
            posts.push(held.post);
        }
    }
    let own = posts.first().copied();
    let is_here = own == Some(tenure.post);
    let also = if is_here { posts.into_iter().skip(1).filter_map(place).collect() } else { Vec::new() };
    let card_at = if is_here { None } else { own.and_then(place) };
    Some(Holder {
        id: person.id,
        name: naming(snapshot, person, language),
        kind: tenure.kind,
        is_undisclosed: person.is_undisclosed(),
        card_at,
        also,
        marks: PersonMarks::default(),
        change: None,
    })
}
