//! Breaking a wide row of blocks into several, around a trunk in the middle or beside one at the left.

use std::ops::Range;

use super::Extent;

/// How much more room a trunk in the middle may take than one at the left, for being the finer picture.
const TRUNK_PREFERENCE: f64 = 1.12;

/// A block that stands in a row, with the point across at which it is joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Block {
    pub extent: Extent,
    pub anchor: f64,
}

/// Several rows of blocks: where each stands, where the rows begin, and where the trunk runs.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Rows {
    /// The corner of each block, across and down, and its row.
    pub corners: Vec<(f64, f64, usize)>,
    /// How large the whole is.
    pub extent: Extent,
    /// Where the card above stands: over the trunk, or over the middle when the trunk runs at the left.
    pub anchor: f64,
    /// Where the trunk runs down to the rows.
    pub trunk: Trunk,
}

/// Where the trunk of wrapped rows runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Trunk {
    /// Straight down from the card above, between the halves of each row.
    #[default]
    Middle,
    /// Down the left edge.
    Left,
}

/// The distances of a wrapped block.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowGaps {
    pub across: f64,
    pub down: f64,
    pub trunk: f64,
    pub rail: f64,
}

/// Breaks the blocks into rows no wider than `limit` where that can be, in their order, and sets them around a trunk.
pub(super) fn wrap_rows(blocks: &[Block], limit: f64, gaps: RowGaps) -> Rows {
    let around = around_trunk(blocks, &best_rows(blocks, limit - gaps.trunk, gaps), gaps);
    let beside = beside_trunk(blocks, &best_rows(blocks, limit - gaps.rail, gaps), gaps);
    let area = |rows: &Rows| rows.extent.across.max(limit) * rows.extent.down;
    if area(&around) <= TRUNK_PREFERENCE * area(&beside) { around } else { beside }
}

/// Rows right of a trunk.
fn beside_trunk(blocks: &[Block], rows: &[Range<usize>], gaps: RowGaps) -> Rows {
    let mut placed = Rows { trunk: Trunk::Left, ..Rows::default() };
    for (row, range) in rows.iter().enumerate() {
        let mut across = gaps.rail;
        for block in &blocks[range.clone()] {
            placed.corners.push((across, placed.extent.down, row));
            placed.extent.across = placed.extent.across.max(across + block.extent.across);
            across += block.extent.across + gaps.across;
        }
        placed.extent.down += height(&blocks[range.clone()]) + gaps.down;
    }
    placed.extent.down -= gaps.down;
    placed.anchor = placed.extent.across / 2.0;
    placed
}

/// Rows split into a left and a right half, between which the trunk passes on to the next row; under the last row it
/// ends, so that this one is centred as it is.
fn around_trunk(blocks: &[Block], rows: &[Range<usize>], gaps: RowGaps) -> Rows {
    let sides = rows.iter().enumerate().map(|(row, range)| {
        let row_blocks = &blocks[range.clone()];
        if row + 1 == rows.len() { centred_sides(row_blocks, gaps) } else { split_sides(row_blocks, gaps) }
    });
    let sides: Vec<(f64, f64, usize)> = sides.collect();
    let left = sides.iter().map(|side| side.0).fold(0.0, f64::max);
    let right = sides.iter().map(|side| side.1).fold(0.0, f64::max);
    let mut placed = Rows { anchor: left, ..Rows::default() };
    for (row, range) in rows.iter().enumerate() {
        let (left_of_trunk, _, split) = sides[row];
        let mut across = left - left_of_trunk;
        for (index, block) in blocks[range.clone()].iter().enumerate() {
            if index == split {
                across = left + gaps.trunk / 2.0;
            }
            placed.corners.push((across, placed.extent.down, row));
            across += block.extent.across + gaps.across;
        }
        placed.extent.down += height(&blocks[range.clone()]) + gaps.down;
    }
    placed.extent = Extent { across: left + right, down: placed.extent.down - gaps.down };
    placed
}

/// How far a row reaches left and right of the trunk, and which block is the first on the right, when the halves are
/// as even as can be.
fn split_sides(row: &[Block], gaps: RowGaps) -> (f64, f64, usize) {
    let reach = |blocks: &[Block]| if blocks.is_empty() { 0.0 } else { width(blocks, gaps.across) + gaps.trunk / 2.0 };
    let uneven = |split: usize| (reach(&row[..split]) - reach(&row[split..])).abs();
    let split = (0..=row.len()).min_by(|&a, &b| uneven(a).total_cmp(&uneven(b))).unwrap_or(0);
    (reach(&row[..split]), reach(&row[split..]), split)
}

/// The same for a row that no trunk passes: the trunk ends midway between the first and the last anchor.
fn centred_sides(row: &[Block], gaps: RowGaps) -> (f64, f64, usize) {
    let ([first, ..], [.., last]) = (row, row) else { return (0.0, 0.0, usize::MAX) };
    let width = width(row, gaps.across);
    let middle = f64::midpoint(first.anchor, width - last.extent.across + last.anchor);
    (middle, width - middle, usize::MAX)
}

/// Rows in order, none wider than the limit unless a single block is, that are least high together; among rows as
/// high, the most even ones.
fn best_rows(blocks: &[Block], limit: f64, gaps: RowGaps) -> Vec<Range<usize>> {
    // The cost of the best rows for the first blocks, and where the last of those rows begins.
    let mut best: Vec<(f64, usize)> = vec![(0.0, 0)];
    for end in 1..=blocks.len() {
        let (mut width, mut height) = (-gaps.across, 0.0_f64);
        let mut choice = (f64::INFINITY, end - 1);
        for start in (0..end).rev() {
            width += blocks[start].extent.across + gaps.across;
            height = height.max(blocks[start].extent.down);
            if start + 1 < end && width > limit {
                break;
            }
            let slack = ((limit - width) / limit).max(0.0);
            let cost = best[start].0 + height + gaps.down + 30.0 * slack * slack;
            if cost < choice.0 {
                choice = (cost, start);
            }
        }
        best.push(choice);
    }
    let mut rows = Vec::new();
    let mut end = blocks.len();
    while end > 0 {
        let start = best[end].1;
        rows.push(start..end);
        end = start;
    }
    rows.reverse();
    rows
}

fn width(blocks: &[Block], gap: f64) -> f64 {
    blocks.iter().map(|block| block.extent.across + gap).sum::<f64>() - gap
}

fn height(blocks: &[Block]) -> f64 {
    blocks.iter().map(|block| block.extent.down).fold(0.0, f64::max)
}
