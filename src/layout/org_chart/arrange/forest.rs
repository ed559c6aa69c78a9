//! A whole forest at one greatest width of rows, and the lines that join it.

use super::island::{Island, Part};
use super::rows::{Block, RowGaps, Rows, Trunk, wrap_rows};
use super::slots::{Families, Slot, Stack, slots};
use super::spine::{Bus, Heading};
use super::{Extent, Forest, Point, Spine};

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::layout::org_chart) struct Place {
    /// Its upper left corner.
    pub corner: Point,
    /// Its size, which is less in a stack.
    pub extent: Extent,
    /// Whether it stands in a stack.
    pub is_stacked: bool,
}

/// A forest with every card in its place.
#[derive(Debug, Clone, Default)]
pub(in crate::layout::org_chart) struct Arrangement {
    /// Where each card stands.
    pub places: Vec<Place>,
    /// How large the whole is.
    pub extent: Extent,
    /// The lines under each card that has any.
    pub spines: Vec<(u32, Spine)>,
}

/// What does not depend on the width of rows.
pub(super) struct Plan<'a> {
    pub forest: &'a Forest,
    families: Families,
    slots: Vec<Vec<Slot>>,
    /// The height that cards of each depth are given, so that rows line up.
    levels: Vec<f64>,
}

/// Blocks of one width of rows, before they have a place.
pub(super) struct Blocks {
    wrapped: Vec<Option<Rows>>,
    islands: Vec<Option<Island>>,
    top: Rows,
}

impl Blocks {
    pub(super) fn extent(&self) -> Extent {
        self.top.extent
    }
}

impl<'a> Plan<'a> {
    /// What stands in rows and what in stacks, which get so many times their usual columns.
    pub(super) fn of(forest: &'a Forest, columns: usize) -> Self {
        let families = Families::of(&forest.parents);
        let slots = slots(forest, &families, columns);
        let levels = level_heights(forest, &families.depths);
        Self { forest, families, slots, levels }
    }

    fn island(&self, root: u32, wrapped: &[Option<Rows>]) -> Island {
        Island::of(root, self.forest, &self.slots, wrapped, &self.levels, &self.families.depths)
    }

    /// Sizes everything when no row may be wider than `limit`, and none below the first level wider than `inner` of
    /// that, from the leaves up.
    pub(super) fn blocks(&self, limit: f64, inner: f64) -> Blocks {
        let count = self.forest.parents.len();
        let gaps = &self.forest.gaps;
        let mut blocks = Blocks { wrapped: vec![None; count], islands: vec![None; count], top: Rows::default() };
        // The width of each branch, when its rows are not yet laid out exactly.
        let mut widths = vec![0.0_f64; count];
        for index in (0..count).rev() {
            let own = self.forest.cards[index].across;
            let slots = &self.slots[index];
            let width = |slot: &Slot| match slot {
                Slot::Branch(child) => widths[*child as usize],
                Slot::Stack(stack) => stack.extent.across,
            };
            let limit = if self.families.depths[index] == 0 { limit } else { limit * inner };
            let under = slots.iter().map(|slot| width(slot) + gaps.across).sum::<f64>() - gaps.across;
            if slots.len() > 1 && under > limit {
                let rows = self.wrap(slots, limit, &mut blocks);
                widths[index] = own.max(rows.extent.across);
                blocks.wrapped[index] = Some(rows);
            } else {
                widths[index] = own.max(under);
            }
        }
        for &root in &self.families.roots {
            blocks.islands[root as usize] = Some(self.island(root, &blocks.wrapped));
        }
        blocks.top = self.top(limit, &blocks.islands);
        blocks
    }

    fn wrap(&self, slots: &[Slot], limit: f64, blocks: &mut Blocks) -> Rows {
        let mut items = Vec::with_capacity(slots.len());
        for slot in slots {
            match slot {
                Slot::Branch(child) => {
                    let island = self.island(*child, &blocks.wrapped);
                    items.push(island.block());
                    blocks.islands[*child as usize] = Some(island);
                }
                Slot::Stack(Stack { extent, .. }) => items.push(Block { extent: *extent, anchor: extent.across / 2.0 }),
            }
        }
        let gaps = &self.forest.gaps;
        let gaps = RowGaps { across: gaps.across, down: gaps.down, trunk: gaps.trunk, rail: gaps.rail };
        wrap_rows(&items, limit, gaps)
    }

    /// The trees side by side, in as many rows as they need, from the left.
    fn top(&self, limit: f64, islands: &[Option<Island>]) -> Rows {
        let gaps = &self.forest.gaps;
        let mut rows = Rows::default();
        let (mut across, mut down, mut height) = (0.0_f64, 0.0_f64, 0.0_f64);
        for (island, root) in
            self.families.roots.iter().filter_map(|&root| Some((islands[root as usize].as_ref()?, root)))
        {
            let gap = if self.slots[root as usize].is_empty() { gaps.across } else { gaps.forest };
            if across > 0.0 && across + island.extent.across > limit {
                down += height + gap;
                (across, height) = (0.0, 0.0);
            }
            rows.corners.push((across, down, 0));
            rows.extent.across = rows.extent.across.max(across + island.extent.across);
            height = height.max(island.extent.down);
            rows.extent.down = rows.extent.down.max(down + height);
            across += island.extent.across + gap;
        }
        rows
    }

    /// Gives every card its place, from the roots down.
    pub(super) fn arrange(&self, blocks: &Blocks) -> Arrangement {
        let mut arrangement = Arrangement {
            places: vec![Place::default(); self.forest.parents.len()],
            extent: blocks.top.extent,
            spines: Vec::new(),
        };
        let roots = self.families.roots.iter().zip(&blocks.top.corners);
        let mut open: Vec<(u32, Point)> =
            roots.map(|(&root, &(across, down, _))| (root, Point { across, down })).collect();
        // The left edges of what is wrapped under a card, where a trunk may run.
        let mut lefts = vec![0.0; self.forest.parents.len()];
        while let Some((root, origin)) = open.pop() {
            let Some(island) = &blocks.islands[root as usize] else { continue };
            for (part, corner) in island.parts.iter().zip(&island.corners) {
                // Whole pixels, so that edges are sharp and centres agree.
                let across = (origin.across + corner.x).round();
                let corner = Point { across, down: (origin.down + corner.y).round() };
                match *part {
                    Part::Card(card) => {
                        let extent = self.forest.cards[card as usize];
                        arrangement.places[card as usize] = Place { corner, extent, is_stacked: false };
                    }
                    Part::Stack(card, slot) => {
                        if let Slot::Stack(stack) = &self.slots[card as usize][slot as usize] {
                            self.place_stack(stack, corner, &mut arrangement.places);
                        }
                    }
                    Part::Wrapped(card) => {
                        let Some(rows) = &blocks.wrapped[card as usize] else { continue };
                        lefts[card as usize] = corner.across;
                        for (slot, &(across, down, _)) in self.slots[card as usize].iter().zip(&rows.corners) {
                            let corner = Point { across: corner.across + across, down: corner.down + down };
                            match slot {
                                Slot::Branch(child) => open.push((*child, corner)),
                                Slot::Stack(stack) => self.place_stack(stack, corner, &mut arrangement.places),
                            }
                        }
                    }
                }
            }
        }
        arrangement.spines = (0..self.forest.parents.len())
            .filter(|&card| !self.slots[card].is_empty())
            .map(|card| {
                let wrapped = blocks.wrapped[card].as_ref().map(|rows| (rows, lefts[card]));
                (card as u32, self.spine(card, wrapped, &arrangement.places))
            })
            .collect();
        arrangement
    }

    fn place_stack(&self, stack: &Stack, corner: Point, places: &mut [Place]) {
        let gaps = &self.forest.gaps;
        let columns = stack.leaves.len().div_ceil(stack.rows) as f64;
        let step = (stack.extent.across + gaps.across) / columns;
        for (column, leaves) in stack.leaves.chunks(stack.rows).enumerate() {
            let across = (corner.across + column as f64 * step + gaps.rail).round();
            let mut at = Point { across, down: corner.down };
            for &leaf in leaves {
                let extent = self.forest.stacked[leaf as usize];
                places[leaf as usize] = Place { corner: at, extent, is_stacked: true };
                at.down += extent.down + gaps.stacked;
            }
        }
    }

    /// The lines from a card to all that hangs under it.
    fn spine(&self, card: usize, wrapped: Option<(&Rows, f64)>, places: &[Place]) -> Spine {
        let gaps = &self.forest.gaps;
        let slots = &self.slots[card];
        let own = places[card];
        let foot = own.corner.down + own.extent.down;
        let middle = own.corner.across + own.extent.across / 2.0;
        if let ([Slot::Stack(stack)], None) = (&slots[..], wrapped)
            && stack.leaves.len() <= stack.rows
        {
            let across = places[stack.leaves[0] as usize].corner.across - gaps.rail + gaps.rail_inset;
            return rail(&stack.leaves, Point { across, down: foot }, places);
        }
        let mut trunk = Spine::new(Point { across: middle, down: foot }, Heading::Down);
        let row_of = |slot: usize| wrapped.map_or(0, |(rows, _)| rows.corners[slot].2);
        // Where the trunk runs on beside the rows, it leaves the first bus at its left end.
        let mut side = None;
        let mut at = 0;
        while at < slots.len() {
            let end = (at..slots.len()).find(|&slot| row_of(slot) != row_of(at)).unwrap_or(slots.len());
            let top = slots[at..end].iter().map(|slot| top_of(slot, places)).fold(f64::INFINITY, f64::min);
            let gap = if slots.len() == 1 && matches!(slots[0], Slot::Stack(_)) { gaps.stack } else { gaps.down };
            let down = top - gap / 2.0;
            let beside = wrapped.filter(|(rows, _)| rows.trunk == Trunk::Left);
            let from = match (beside, &side) {
                (Some((_, left)), None) => {
                    side = Some(Spine::new(Point { across: left + gaps.rail_inset, down }, Heading::Down));
                    middle
                }
                (Some((_, left)), Some(_)) => left + gaps.rail_inset,
                (None, _) => middle,
            };
            let mut bus = Bus::new(from, down);
            let hung_on = if at == 0 { &mut trunk } else { side.as_mut().unwrap_or(&mut trunk) };
            for slot in &slots[at..end] {
                self.join(slot, down, &mut bus, hung_on, places);
            }
            bus.hang_on(hung_on);
            at = end;
        }
        if let Some(side) = side {
            let mut bus = Spine::new(Point { across: middle, down: side.start.down }, Heading::Left);
            bus.attach(side);
            trunk.merge(bus);
        }
        trunk
    }

    /// Joins what is in a slot to the bus above it.
    fn join(&self, slot: &Slot, down: f64, bus: &mut Bus, trunk: &mut Spine, places: &[Place]) {
        let gaps = &self.forest.gaps;
        match slot {
            Slot::Branch(child) => bus.drop_to_card(trunk, *child, top_middle(places[*child as usize])),
            Slot::Stack(stack) => {
                for column in stack.leaves.chunks(stack.rows) {
                    let across = places[column[0] as usize].corner.across - gaps.rail + gaps.rail_inset;
                    bus.attach_rail(trunk, rail(column, Point { across, down }, places));
                }
            }
        }
    }
}

/// The rail at the left of a column, with a stub to each card.
fn rail(leaves: &[u32], start: Point, places: &[Place]) -> Spine {
    let mut rail = Spine::new(start, Heading::Down);
    for &leaf in leaves {
        rail.attach_card(leaf, left_middle(places[leaf as usize]));
    }
    rail
}

fn top_of(slot: &Slot, places: &[Place]) -> f64 {
    match slot {
        Slot::Branch(child) => places[*child as usize].corner.down,
        Slot::Stack(stack) => places[stack.leaves[0] as usize].corner.down,
    }
}

/// The height that cards of each depth count with, so that the rows under them line up: that of the highest, those
/// excepted that are much higher than most.
fn level_heights(forest: &Forest, depths: &[u32]) -> Vec<f64> {
    let count = depths.iter().max().map_or(0, |&deepest| deepest as usize + 1);
    let mut heights = vec![Vec::new(); count];
    for (card, &depth) in forest.cards.iter().zip(depths) {
        heights[depth as usize].push(card.down);
    }
    let usual = |mut heights: Vec<f64>| {
        let middle = heights.len() / 2;
        let median = *heights.select_nth_unstable_by(middle, f64::total_cmp).1;
        heights.into_iter().filter(|&height| height <= median * 1.4).fold(0.0, f64::max)
    };
    heights.into_iter().map(usual).collect()
}

fn top_middle(place: Place) -> Point {
    Point { across: place.corner.across + place.extent.across / 2.0, down: place.corner.down }
}

fn left_middle(place: Place) -> Point {
    Point { across: place.corner.across, down: place.corner.down + place.extent.down / 2.0 }
}
