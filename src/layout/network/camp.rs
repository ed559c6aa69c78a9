//! Camps: who stands together, as a soft ground behind the cards and a small sign on each.

use super::cast::Cast;
use super::words::Words;
use crate::analysis::cohesion::communities;
use crate::analysis::cohesion::communities::CommunitiesOptions;
use crate::analysis::ground::Ground;
use crate::analysis::watch::Watch;
use crate::graph::compact::Parallel;
use crate::layout::legend::{Entry, SAMPLE};
use crate::layout::scene::{Dash, Group, Ink, Item, Path, Rectangle, Role, Segment, Stroke};
use crate::layout::tie::curve::{centre, crosses};

/// The grounds of camps, the largest camp first.
const INKS: [Ink; 5] = [Ink::FirstCamp, Ink::SecondCamp, Ink::ThirdCamp, Ink::FourthCamp, Ink::FifthCamp];
/// Fewer people make no camp that is worth a colour.
const LEAST: usize = 3;
/// How far the ground reaches beyond a card.
const HALO: f32 = 8.0;
/// Grounds of neighbours no further apart than this, middle to middle in widths of a card, are joined.
const NEAR: f32 = 1.75;
/// How thick the ground between neighbours is.
const BRIDGE: f32 = 30.0;

/// The camps of a network.
#[derive(Debug, Default)]
pub(super) struct Camps {
    /// The camp of each card, if it has one.
    of: Vec<Option<usize>>,
    /// How many cards are in each.
    sizes: Vec<usize>,
}

/// The sign of a camp.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub camp: usize,
}

impl Camps {
    /// The camps of the whole account, as far as they are drawn.
    pub(super) fn of(ground: &Ground<'_>, cast: &Cast<'_>) -> Self {
        let undirected = ground.influence.graph.undirected(Parallel::Either);
        let Ok(found) = communities(&undirected, &CommunitiesOptions::default(), &Watch::none()) else {
            return Self::default();
        };
        let community = |at: &usize| {
            let node = ground.influence.people.node(cast.nodes[*at].facts.person)?;
            Some(found.of[node as usize] as usize)
        };
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); found.count];
        for at in 0..cast.nodes.len() {
            if let Some(community) = community(&at) {
                members[community].push(at);
            }
        }
        members.retain(|camp| camp.len() >= LEAST);
        members.sort_by_key(|camp| (std::cmp::Reverse(camp.len()), camp[0]));
        members.truncate(INKS.len());
        let mut of = vec![None; cast.nodes.len()];
        // One camp of everybody says nothing.
        if members.len() < 2 {
            return Self { of, sizes: Vec::new() };
        }
        for (camp, members) in members.iter().enumerate() {
            for at in members {
                of[*at] = Some(camp);
            }
        }
        Self { of, sizes: members.iter().map(Vec::len).collect() }
    }

    pub(super) fn sign_of(&self, node: usize) -> Option<Sign> {
        self.of[node].map(|camp| Sign { camp })
    }

    /// The grounds, to be drawn before everything else.
    pub(super) fn draw(&self, frames: &[Rectangle], words: Words) -> Vec<Item> {
        let ground = |(camp, size): (usize, &usize)| {
            let members: Vec<usize> = (0..frames.len()).filter(|at| self.of[*at] == Some(camp)).collect();
            let mut items = Vec::new();
            for (one, other) in self.neighbours(&members, frames) {
                let mut bridge = Path::stroked(Stroke { ink: INKS[camp], width: BRIDGE, dash: Dash::None });
                let (from, to) = (centre(&frames[one]), centre(&frames[other]));
                bridge.segments = vec![Segment::Move(from.0, from.1), Segment::Line(to.0, to.1)];
                items.push(Item::Path(bridge));
            }
            items.extend(members.iter().map(|at| Item::Rectangle(halo(&frames[*at], INKS[camp]))));
            let label = Some(words.camp(camp, *size));
            Item::Group(Group { role: Some(Role::Image), label, items, ..Group::default() })
        };
        self.sizes.iter().enumerate().map(ground).collect()
    }

    /// The pairs whose grounds are joined: near ones of a shortest tree, with no card of others between them.
    fn neighbours(&self, members: &[usize], frames: &[Rectangle]) -> Vec<(usize, usize)> {
        let distance = |one: usize, other: usize| {
            let ((x, y), (to_x, to_y)) = (centre(&frames[one]), centre(&frames[other]));
            libm::sqrtf((x - to_x) * (x - to_x) + (y - to_y) * (y - to_y))
        };
        let is_clear = |one: usize, other: usize| {
            let (from, to) = (centre(&frames[one]), centre(&frames[other]));
            let camp = self.of[one];
            let others = frames.iter().enumerate().filter(|(at, _)| self.of[*at] != camp);
            others.map(|(_, frame)| frame).all(|frame| !crosses(from, to, &halo(frame, Ink::Page)))
        };
        let mut joined = Vec::new();
        let Some((&first, rest)) = members.split_first() else { return joined };
        // After Robert Prim, "Shortest Connection Networks and Some Generalizations" (1957).
        let mut open: Vec<(usize, usize, f32)> =
            rest.iter().map(|&other| (other, first, distance(first, other))).collect();
        while let Some(nearest) = (0..open.len()).min_by(|one, other| open[*one].2.total_cmp(&open[*other].2)) {
            let (added, from, length) = open.remove(nearest);
            if length <= NEAR * frames[added].width && is_clear(added, from) {
                joined.push((added, from));
            }
            for (other, nearest, least) in &mut open {
                let length = distance(added, *other);
                if length < *least {
                    (*nearest, *least) = (added, length);
                }
            }
        }
        joined
    }

    /// What the signs mean.
    pub(super) fn entries(&self, words: Words) -> Vec<Entry> {
        let entry = |(camp, size): (usize, &usize)| {
            let frame = Rectangle { x: 0.0, y: -9.0, width: SAMPLE, height: 18.0, radius: 6.0, ..Rectangle::default() };
            let ground = Item::Rectangle(Rectangle { fill: Some(INKS[camp]), ..frame });
            Entry::new(vec![ground, Sign { camp }.draw(SAMPLE / 2.0, 0.0)], &words.camp(camp, *size))
        };
        self.sizes.iter().enumerate().map(entry).collect()
    }
}

fn halo(frame: &Rectangle, ink: Ink) -> Rectangle {
    Rectangle { radius: 15.0, fill: Some(ink), stroke: None, ..frame.grown(HALO) }
}

impl Sign {
    /// The sign about a point: circle, triangle, square, diamond, cross, so that camps differ without colour.
    pub(super) fn draw(self, x: f32, y: f32) -> Item {
        let points: &[(f32, f32)] = match self.camp {
            0 => {
                let (radius, fill) = (4.0, Some(Ink::Muted));
                let (x, y, width, height) = (x - radius, y - radius, 2.0 * radius, 2.0 * radius);
                return Item::Rectangle(Rectangle { x, y, width, height, radius, fill, stroke: None });
            }
            1 => &[(0.0, -4.6), (4.8, 3.6), (-4.8, 3.6)],
            2 => &[(-3.7, -3.7), (3.7, -3.7), (3.7, 3.7), (-3.7, 3.7)],
            3 => &[(0.0, -5.0), (5.0, 0.0), (0.0, 5.0), (-5.0, 0.0)],
            _ => &[
                (-1.5, -4.6),
                (1.5, -4.6),
                (1.5, -1.5),
                (4.6, -1.5),
                (4.6, 1.5),
                (1.5, 1.5),
                (1.5, 4.6),
                (-1.5, 4.6),
                (-1.5, 1.5),
                (-4.6, 1.5),
                (-4.6, -1.5),
                (-1.5, -1.5),
            ],
        };
        let mut path = Path::filled(Ink::Muted);
        path.segments = points.iter().map(|(dx, dy)| Segment::Line(x + dx, y + dy)).collect();
        path.segments[0] = Segment::Move(x + points[0].0, y + points[0].1);
        path.segments.push(Segment::Close);
        Item::Path(path)
    }
}
