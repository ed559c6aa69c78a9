//! Where everything in an org-context map stands on the page.

use super::card::{Card, WIDTH};
use super::sheet::{Block, BoxKey};
use super::shelves::{Place, Shelf};
use super::wires::{Lanes, Strip, Wire, doors, strips};
use crate::layout::scene::Rectangle;

/// The column of names of bands at the left.
pub(super) const NAMES: f32 = 104.0;
/// Between neighbouring lanes, and between a lane and what is beside the strip.
const LANE: f32 = 5.0;
const RAIL: f32 = 9.0;
const GUTTER: f32 = 8.0;
/// Within a box, and between boxes.
const PAD: f32 = 6.0;
const GAP: f32 = 9.0;
/// Before what lies outside the account.
const APART: f32 = 26.0;
const ROW_GAP: f32 = 10.0;
const SHELF_GAP: f32 = 16.0;

/// A unit on a shelf.
#[derive(Debug)]
pub(super) struct UnitBox {
    pub key: BoxKey,
    pub frame: Rectangle,
    /// The left edge of the heading's words.
    pub words_x: f32,
    /// How many boxes it lies in.
    pub depth: usize,
    pub is_outside: bool,
    /// Did it begin on a shelf above?
    pub goes_on: bool,
    parent: Option<usize>,
    /// The bands of the shelf that it reaches over.
    bands: (usize, usize),
}

/// A band on a shelf.
#[derive(Debug)]
pub(super) struct BandStrip {
    pub frame: Rectangle,
    /// Which band; none for our team.
    pub band: Option<usize>,
}

/// What stands where.
#[derive(Debug, Default)]
pub(super) struct Spread {
    /// The frame of each card.
    pub cards: Vec<Rectangle>,
    pub boxes: Vec<UnitBox>,
    pub bands: Vec<BandStrip>,
    /// The left edge of each rail, by shelf and column; the upper edge of each gutter, by shelf and band.
    rails: Vec<Vec<f32>>,
    gutters: Vec<Vec<f32>>,
    trunk: f32,
    pub width: f32,
    /// Where everything ends.
    pub foot: f32,
}

/// What is spread.
#[derive(Clone, Copy)]
pub(super) struct Plan<'a> {
    pub blocks: &'a [Block],
    pub shelves: &'a [Shelf],
    /// The place of each card; those of our team stand on one more shelf.
    pub places: &'a [Option<Place>],
    pub cards: &'a [Card],
    pub lanes: &'a Lanes,
    /// How many columns our team has.
    pub team_columns: usize,
    /// The height of a heading.
    pub heading: f32,
}

impl Spread {
    /// Spreads everything from a corner.
    pub(super) fn of(plan: Plan<'_>, (x, y): (f32, f32)) -> Self {
        let mut spread = Self { cards: vec![Rectangle::default(); plan.cards.len()], ..Self::default() };
        let mut foot = y;
        let mut right = x + NAMES;
        for shelf in 0..plan.shelves.len() {
            let first_box = spread.boxes.len();
            right = right.max(spread.across(plan, shelf, x + NAMES));
            foot = spread.down(plan, shelf, first_box, foot + if shelf == 0 { 0.0 } else { SHELF_GAP });
        }
        if plan.team_columns > 0 {
            right = right.max(spread.team_across(plan, x + NAMES));
            foot = spread.team_down(plan, foot + if plan.shelves.is_empty() { 0.0 } else { SHELF_GAP });
        }
        let trunk = plan.lanes.count(Strip::Trunk);
        spread.trunk = right + 4.0;
        spread.width = right - x + if trunk == 0 { 4.0 } else { 12.0 + LANE * trunk as f32 };
        spread.foot = foot;
        for band in &mut spread.bands {
            band.frame.width = spread.width;
        }
        spread
    }

    /// The columns of a shelf and the sides of its boxes; returns the right end.
    fn across(&mut self, plan: Plan<'_>, shelf: usize, left: f32) -> f32 {
        let mut x = left;
        let mut open: Vec<usize> = Vec::new();
        let mut rails = Vec::new();
        let mut was_outside = false;
        for standing in &plan.shelves[shelf].standing {
            let block = &plan.blocks[standing.block];
            let common = open.iter().zip(&block.chain).take_while(|(at, key)| self.boxes[**at].key == **key).count();
            let is_first = rails.is_empty();
            while open.len() > common {
                x = self.close(&mut open, x);
            }
            if !is_first {
                x += if block.is_outside && !was_outside { APART } else { GAP };
            }
            was_outside = block.is_outside;
            let first_new = self.boxes.len();
            for key in &block.chain[common..] {
                let goes_on = self.boxes.iter().any(|other| other.key == *key);
                let frame = Rectangle { x, ..Rectangle::default() };
                let (depth, parent) = (open.len(), open.last().copied());
                let is_outside = block.is_outside;
                let bands = (usize::MAX, 0);
                open.push(self.boxes.len());
                self.boxes.push(UnitBox { key: *key, frame, words_x: x, depth, is_outside, goes_on, parent, bands });
                x += PAD;
            }
            for column in standing.first..standing.first + standing.columns {
                rails.push(x);
                x += rail_width(plan.lanes, shelf, column);
                if column == standing.first {
                    self.boxes[first_new..].iter_mut().for_each(|one| one.words_x = x);
                }
                x += WIDTH + 3.0;
            }
            for (band, level) in plan.shelves[shelf].bands.iter().enumerate() {
                if !block.bands[*level].is_empty() {
                    for &at in &open {
                        let bands = &mut self.boxes[at].bands;
                        *bands = (bands.0.min(band), bands.1.max(band));
                    }
                }
            }
        }
        while !open.is_empty() {
            x = self.close(&mut open, x);
        }
        self.rails.push(rails);
        x
    }

    fn close(&mut self, open: &mut Vec<usize>, x: f32) -> f32 {
        if let Some(at) = open.pop() {
            let frame = &mut self.boxes[at].frame;
            frame.width = x + PAD - frame.x;
        }
        x + PAD
    }

    /// The rows of a shelf and the heights of its boxes; returns the lower end.
    fn down(&mut self, plan: Plan<'_>, shelf: usize, first_box: usize, top: f32) -> f32 {
        let bands = plan.shelves[shelf].bands.len();
        let nesting = self.nesting(first_box);
        let mut y = top;
        let mut gutters = Vec::new();
        let (mut tops, mut ends) = (Vec::new(), Vec::new());
        for band in 0..bands {
            let begin = y;
            gutters.push(y);
            y += gutter_height(plan.lanes, shelf, band);
            tops.push(y);
            let own = || (first_box..self.boxes.len()).zip(&nesting);
            let heads = own().filter(|(at, _)| self.boxes[*at].bands.0 == band).map(|(_, nest)| nest.0 + 1).max();
            let feet = own().filter(|(at, _)| self.boxes[*at].bands.1 == band).map(|(_, nest)| nest.1 + 1).max();
            y += heads.unwrap_or(0) as f32 * plan.heading + if heads.is_some() { 7.0 } else { 2.0 };
            y = self.rows(plan, shelf, band, y);
            ends.push(y);
            y += feet.unwrap_or(0) as f32 * PAD + 4.0;
            let level = plan.shelves[shelf].bands[band];
            self.bands.push(BandStrip { frame: strip(begin, y), band: Some(level) });
        }
        for (at, nest) in (first_box..self.boxes.len()).zip(&nesting) {
            let one = &mut self.boxes[at];
            if one.bands.0 < bands {
                one.frame.y = tops[one.bands.0] + nest.0 as f32 * plan.heading;
                one.frame.height = ends[one.bands.1] + (nest.1 + 1) as f32 * PAD - 4.0 - one.frame.y;
            }
        }
        self.gutters.push(gutters);
        y
    }

    /// Of each box on a shelf how many around it begin in the same band, and how many within it end in the same band.
    fn nesting(&self, first_box: usize) -> Vec<(usize, usize)> {
        let mut nesting = vec![(0, 0); self.boxes.len() - first_box];
        for at in first_box..self.boxes.len() {
            if let Some(parent) = self.boxes[at].parent
                && self.boxes[parent].bands.0 == self.boxes[at].bands.0
            {
                nesting[at - first_box].0 = nesting[parent - first_box].0 + 1;
            }
        }
        for at in (first_box..self.boxes.len()).rev() {
            if let Some(parent) = self.boxes[at].parent
                && self.boxes[parent].bands.1 == self.boxes[at].bands.1
            {
                let inner = nesting[at - first_box].1 + 1;
                let outer = &mut nesting[parent - first_box].1;
                *outer = (*outer).max(inner);
            }
        }
        nesting
    }

    /// Sets the cards of a band in rows from `y` down; returns where they end.
    fn rows(&mut self, plan: Plan<'_>, shelf: usize, band: usize, mut y: f32) -> f32 {
        let mut heights: Vec<f32> = Vec::new();
        let own: Vec<(usize, Place)> = plan
            .places
            .iter()
            .enumerate()
            .filter_map(|(card, place)| Some((card, (*place)?)))
            .filter(|(_, place)| place.shelf == shelf && place.band == band)
            .collect();
        for (card, place) in &own {
            heights.resize(heights.len().max(place.row + 1), 0.0);
            heights[place.row] = heights[place.row].max(plan.cards[*card].height());
        }
        let mut tops = Vec::with_capacity(heights.len());
        for height in heights {
            tops.push(y);
            y += height + ROW_GAP;
        }
        for (card, place) in own {
            let x = self.rails[shelf][place.column] + rail_width(plan.lanes, shelf, place.column);
            let height = plan.cards[card].height();
            self.cards[card] = Rectangle { x, y: tops[place.row], width: WIDTH, height, ..Rectangle::default() };
        }
        y - ROW_GAP
    }

    fn team_across(&mut self, plan: Plan<'_>, left: f32) -> f32 {
        let (shelf, mut x) = (plan.shelves.len(), left);
        let mut rails = Vec::new();
        for column in 0..plan.team_columns {
            rails.push(x);
            x += rail_width(plan.lanes, shelf, column) + WIDTH + GAP;
        }
        self.rails.push(rails);
        x
    }

    fn team_down(&mut self, plan: Plan<'_>, top: f32) -> f32 {
        let shelf = plan.shelves.len();
        let y = top + gutter_height(plan.lanes, shelf, 0) + 6.0;
        self.gutters.push(vec![top]);
        let end = self.rows(plan, shelf, 0, y) + 12.0;
        self.bands.push(BandStrip { frame: strip(top, end), band: None });
        end
    }

    /// The corners of a line, from the edge of one card to that of another.
    pub(super) fn route(&self, wire: &Wire, places: &[Option<Place>], lanes: &Lanes) -> Vec<(f32, f32)> {
        let (Some(from), Some(to)) = (places[wire.from], places[wire.to]) else { return Vec::new() };
        let door = |card: usize, share: f32| {
            let frame = &self.cards[card];
            (frame.x, (frame.y + frame.height * share).round())
        };
        let [leaves, arrives] = doors(wire.look);
        let (start, end) = (door(wire.from, leaves), door(wire.to, arrives));
        let mut points = vec![start];
        let mut pen = start;
        for strip in strips(from, to) {
            let lane = lanes.lane(strip, wire.net) as f32 * LANE;
            pen = match strip {
                Strip::Rail(shelf, column) => ((self.rails[shelf][column] + RAIL / 2.0 + lane).round() + 0.5, pen.1),
                Strip::Gutter(shelf, band) => (pen.0, (self.gutters[shelf][band] + GUTTER / 2.0 + lane).round() + 0.5),
                Strip::Trunk => ((self.trunk + RAIL / 2.0 + lane).round() + 0.5, pen.1),
            };
            points.push(pen);
        }
        points.push((pen.0, end.1));
        points.push(end);
        crate::layout::scene::corners(points)
    }
}

fn rail_width(lanes: &Lanes, shelf: usize, column: usize) -> f32 {
    RAIL + LANE * lanes.count(Strip::Rail(shelf, column)).max(1) as f32 + 4.0
}

fn gutter_height(lanes: &Lanes, shelf: usize, band: usize) -> f32 {
    GUTTER + LANE * lanes.count(Strip::Gutter(shelf, band)) as f32
}

fn strip(top: f32, end: f32) -> Rectangle {
    Rectangle { y: top, height: end - top, ..Rectangle::default() }
}
