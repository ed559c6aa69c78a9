//! How the blocks of an org-context map are set side by side, and when they go on below.
//!
//! Every block is as many columns of cards wide as its fullest band needs, so that no band is deeper than allowed; blocks
//! fill shelves from the left. Of all depths and numbers of shelves the one is taken that looks largest on a page.

use super::sheet::Block;

/// About how wide a column and high a row is, and what boxes, bands and title add.
const COLUMN: f32 = 190.0;
const BOX: f32 = 22.0;
const ROW: f32 = 70.0;
const BAND: f32 = 58.0;
const FRAME: (f32, f32) = (190.0, 330.0);
/// The wanted shape, width by height.
const SHAPE: f32 = 1.5;
/// The deepest that a band may be, and the most shelves that are tried.
const DEEPEST: usize = 14;
const MOST_SHELVES: usize = 12;

/// Where a card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub shelf: usize,
    /// The column of the shelf.
    pub column: usize,
    /// The band, by its place on the shelf.
    pub band: usize,
    pub row: usize,
}

/// A block on its shelf.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub block: usize,
    /// Its columns on the shelf.
    pub first: usize,
    pub columns: usize,
}

/// Blocks side by side.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub standing: Vec<Standing>,
    /// How many columns there are.
    pub columns: usize,
    /// The bands that it uses, from the top down.
    pub bands: Vec<usize>,
}

/// The shelves on which the blocks look best.
pub(super) fn shelves(blocks: &[Block]) -> Vec<Shelf> {
    let mut best: Option<(f32, Vec<Shelf>)> = None;
    for depth in 1..=DEEPEST {
        let columns: Vec<usize> = blocks.iter().map(|block| columns(block, depth)).collect();
        let widths: Vec<f32> = columns.iter().map(|columns| *columns as f32 * COLUMN + BOX).collect();
        let (all, widest) = (widths.iter().sum::<f32>(), widths.iter().copied().fold(0.0, f32::max));
        for count in 1..=MOST_SHELVES.min(blocks.len().max(1)) {
            let limit = (all / count as f32).max(widest) * 1.02 + 1.0;
            let shelves = filled(blocks, &columns, limit);
            let (width, height) = size(blocks, &shelves, &widths);
            // Bands are read best when they run through: further shelves have to be worth it.
            let score = width.max(height * SHAPE) * (1.0 + 0.1 * shelves.len() as f32);
            if best.as_ref().is_none_or(|(least, _)| score < *least) {
                best = Some((score, shelves));
            }
        }
    }
    best.map(|(_, shelves)| shelves).unwrap_or_default()
}

/// How many columns keep every band of a block within a depth.
fn columns(block: &Block, depth: usize) -> usize {
    block.bands.iter().map(|cards| cards.len().div_ceil(depth)).max().unwrap_or(1).max(1)
}

fn filled(blocks: &[Block], columns: &[usize], limit: f32) -> Vec<Shelf> {
    let mut shelves: Vec<Shelf> = Vec::new();
    let mut used = f32::INFINITY;
    for (block, &own) in columns.iter().enumerate() {
        let width = own as f32 * COLUMN + BOX;
        if used + width > limit {
            shelves.push(Shelf::default());
            used = 0.0;
        }
        used += width;
        if let Some(shelf) = shelves.last_mut() {
            shelf.standing.push(Standing { block, first: shelf.columns, columns: own });
            shelf.columns += own;
        }
    }
    for shelf in &mut shelves {
        let bands = blocks.first().map_or(0, |block| block.bands.len());
        let is_used = |band: &usize| shelf.standing.iter().any(|one| !blocks[one.block].bands[*band].is_empty());
        shelf.bands = (0..bands).filter(is_used).collect();
    }
    shelves
}

/// About how large the picture becomes.
fn size(blocks: &[Block], shelves: &[Shelf], widths: &[f32]) -> (f32, f32) {
    let (mut width, mut height) = (0.0_f32, 0.0_f32);
    for shelf in shelves {
        width = width.max(shelf.standing.iter().map(|one| widths[one.block]).sum());
        for &band in &shelf.bands {
            let rows = shelf.standing.iter().map(|one| blocks[one.block].bands[band].len().div_ceil(one.columns));
            height += rows.max().unwrap_or(0) as f32 * ROW + BAND;
        }
    }
    (width + FRAME.0, height + FRAME.1)
}

/// Where each of the cards stands; cards of our team are not among them.
pub(super) fn places(blocks: &[Block], shelves: &[Shelf], cards: usize) -> Vec<Option<Place>> {
    let mut places = vec![None; cards];
    for (shelf, own) in shelves.iter().enumerate() {
        for one in &own.standing {
            for (band, &level) in own.bands.iter().enumerate() {
                for (index, &card) in blocks[one.block].bands[level].iter().enumerate() {
                    let (row, column) = (index / one.columns, one.first + index % one.columns);
                    places[card] = Some(Place { shelf, column, band, row });
                }
            }
        }
    }
    places
}
