//! The lines of an org-context map: which there are, and by which strips free of cards they run.
//!
//! Left of every column of cards runs a rail, above every band a gutter, right of all shelves the trunk. Lines of one
//! superior, or of one of ours, form a net and share a lane in every strip; different nets never do where they would
//! overlap.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::Sheet;
use super::shelves::Place;
use crate::analysis::ground::Ground;
use crate::model::id::LineId;
use crate::model::line::LineKind;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The primary superior, as stated.
    Direct,
    /// The primary superior, as assumed.
    Assumed,
    /// A further superior.
    Further(LineKind),
    /// One of ours knows somebody.
    Rapport,
}

/// A line from one card to another.
#[derive(Debug, Clone)]
pub(super) struct Wire {
    pub from: usize,
    pub to: usize,
    pub look: Look,
    pub line: Option<LineId>,
    pub matter: Option<String>,
    /// Lines of one net run together.
    pub net: usize,
}

/// A strip free of cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strip {
    /// Left of a column of a shelf.
    Rail(usize, usize),
    /// Above a band of a shelf.
    Gutter(usize, usize),
    /// Right of everything.
    Trunk,
}

/// All lines, nets in the order of cards; formal ones first.
pub(super) fn wires(sheet: &Sheet, ground: &Ground<'_>, places: &[Option<Place>]) -> Vec<Wire> {
    let hierarchy = &ground.hierarchy;
    let cards = |node: usize| sheet.of_post.get(&hierarchy.nodes[node].post).map_or(&[][..], Vec::as_slice);
    let mut found: Vec<Wire> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut nets: BTreeMap<(usize, Look), usize> = BTreeMap::new();
    let mut add = |from: usize, to: usize, look: Look, line: Option<LineId>, matter: Option<String>| {
        let is_drawn = places[from].is_some() && places[to].is_some() && from != to;
        if is_drawn && seen.insert((from, to, look)) {
            let next = nets.len();
            let net = *nets.entry((from, look)).or_insert(next);
            found.push(Wire { from, to, look, line, matter, net });
        }
    };
    for (at, node) in hierarchy.nodes.iter().enumerate() {
        let Some(up) = &node.up else { continue };
        let Some(&superior) = cards(up.node).first() else { continue };
        let look = if up.line.is_some() { Look::Direct } else { Look::Assumed };
        for &card in cards(at) {
            add(superior, card, look, up.line, None);
        }
    }
    for extra in &hierarchy.extra {
        if let (Some(&from), Some(&to)) = (cards(extra.superior).first(), cards(extra.subordinate).first()) {
            add(from, to, Look::Further(extra.kind), Some(extra.line), extra.matter.clone());
        }
    }
    for (member, known) in &sheet.team {
        for &card in known {
            add(*member, card, Look::Rapport, None, None);
        }
    }
    found
}

/// The strips by which a line runs, from its beginning to its end.
pub(super) fn strips(from: Place, to: Place) -> Vec<Strip> {
    let (start, end) = (Strip::Rail(from.shelf, from.column), Strip::Rail(to.shelf, to.column));
    if start == end {
        return vec![start];
    }
    if from.shelf == to.shelf {
        return vec![start, Strip::Gutter(to.shelf, to.band), end];
    }
    let below = |shelf: usize| Strip::Gutter(shelf + 1, 0);
    let above = |shelf: usize| Strip::Gutter(shelf, 0);
    let (leaves, enters) =
        if from.shelf < to.shelf { (below(from.shelf), above(to.shelf)) } else { (above(from.shelf), below(to.shelf)) };
    if leaves == enters { vec![start, leaves, end] } else { vec![start, leaves, Strip::Trunk, enters, end] }
}

/// Where on the left edge of a card a line leaves and where it arrives, as shares of the height.
pub(super) fn doors(look: Look) -> [f32; 2] {
    match look {
        Look::Direct | Look::Assumed => [0.66, 0.3],
        Look::Further(_) => [0.78, 0.45],
        Look::Rapport => [0.5, 0.9],
    }
}

/// The lane of each net in each strip that it uses, and how many lanes each strip has.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    lane: BTreeMap<(Strip, usize), usize>,
    count: BTreeMap<Strip, usize>,
}

impl Lanes {
    /// Gives every net the first lane in which nothing of another net runs.
    pub(super) fn of(wires: &[Wire], places: &[Option<Place>]) -> Self {
        let mut runs: BTreeMap<(Strip, usize), (i64, i64)> = BTreeMap::new();
        for wire in wires {
            let (Some(from), Some(to)) = (places[wire.from], places[wire.to]) else { continue };
            let strips = strips(from, to);
            let [leaves, arrives] = doors(wire.look);
            for (at, strip) in strips.iter().enumerate() {
                let position = |neighbour: Option<&Strip>, place: Place, door: f32| match neighbour {
                    Some(neighbour) => along(*strip, *neighbour),
                    None => height_of(place) + (door * 10.0) as i64,
                };
                let begin = position(at.checked_sub(1).map(|before| &strips[before]), from, leaves);
                let end = position(strips.get(at + 1), to, arrives);
                let run = runs.entry((*strip, wire.net)).or_insert((i64::MAX, i64::MIN));
                *run = (run.0.min(begin).min(end), run.1.max(begin).max(end));
            }
        }
        let mut lanes = Self::default();
        let mut taken: BTreeMap<Strip, Vec<Vec<(i64, i64)>>> = BTreeMap::new();
        for ((strip, net), run) in runs {
            let strip_lanes = taken.entry(strip).or_default();
            let is_free = |lane: &Vec<(i64, i64)>| lane.iter().all(|other| run.1 < other.0 || other.1 < run.0);
            let lane = strip_lanes.iter().position(is_free).unwrap_or_else(|| {
                strip_lanes.push(Vec::new());
                strip_lanes.len() - 1
            });
            strip_lanes[lane].push(run);
            lanes.lane.insert((strip, net), lane);
        }
        lanes.count = taken.into_iter().map(|(strip, lanes)| (strip, lanes.len())).collect();
        lanes
    }

    pub(super) fn lane(&self, strip: Strip, net: usize) -> usize {
        self.lane.get(&(strip, net)).copied().unwrap_or(0)
    }

    pub(super) fn count(&self, strip: Strip) -> usize {
        self.count.get(&strip).copied().unwrap_or(0)
    }
}

const SHELF: i64 = 1_000_000;
const BAND: i64 = 10_000;
const ROW: i64 = 20;

/// How far down a card stands, in an order of its own.
fn height_of(place: Place) -> i64 {
    place.shelf as i64 * SHELF + place.band as i64 * BAND + place.row as i64 * ROW
}

/// Where on a strip another one meets it, in the order in which things stand along it.
fn along(strip: Strip, meets: Strip) -> i64 {
    match (strip, meets) {
        (Strip::Rail(..) | Strip::Trunk, Strip::Gutter(shelf, band)) => {
            shelf as i64 * SHELF + band as i64 * BAND - ROW / 2
        }
        (_, Strip::Rail(_, column)) => column as i64,
        _ => i64::from(u32::MAX),
    }
}
