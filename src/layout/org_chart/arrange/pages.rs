//! Choosing how wide rows may be, so that the whole comes near the shape wanted and wastes little room.

use super::forest::{Arrangement, Plan};
use super::{Extent, Forest};

/// How much wider than wanted a chart may be before its rows are wrapped: it reads best in one piece.
const TOLERANCE: f64 = 1.8;

/// Up to this extent across a chart may be even wider.
const SMALL: f64 = 1500.0;
const SMALL_TOLERANCE: f64 = 2.0;

/// How much more a chart in one piece may cost, and one whose inner rows are held to less than the page.
const ONE_PIECE: f64 = 0.8;
const HELD_IN: f64 = 1.1;

/// Below this part of the shape wanted a chart is a tower, whose stacks get more columns.
const TOWER: f64 = 0.3;

/// The widths that are tried, as shares of the widest: closely for charts that people take in at a glance, and fewer
/// for larger ones, where a little room more or less is not seen and each trial takes longer.
const WIDTHS: [f64; 8] = [1.0, 0.84, 0.71, 0.59, 0.5, 0.42, 0.35, 0.3];
const FEW_WIDTHS: [f64; 4] = [0.84, 0.65, 0.5, 0.39];
const LARGE: usize = 600;

/// The share of the width to which branches below the first level may be held.
const INNER: f64 = 0.5;

/// The arrangement whose shape and area please most.
pub(in crate::layout::org_chart) fn best_arrangement(forest: &Forest) -> Arrangement {
    let plan = Plan::of(forest, 1);
    let natural = plan.blocks(f64::INFINITY, 1.0);
    let extent = forest.framed(natural.extent());
    let is_tower = |extent: Extent| extent.across < forest.shape * TOWER * extent.down;
    if is_tower(extent) {
        let mut broadest = plan.arrange(&natural);
        for columns in 2..=4 {
            let plan = Plan::of(forest, columns);
            broadest = plan.arrange(&plan.blocks(f64::INFINITY, 1.0));
            if !is_tower(forest.framed(broadest.extent)) {
                break;
            }
        }
        return broadest;
    }
    let tolerance = if extent.across <= SMALL { SMALL_TOLERANCE } else { TOLERANCE };
    if extent.across <= forest.shape * tolerance * extent.down {
        return plan.arrange(&natural);
    }
    let cost = |extent: Extent| {
        let extent = forest.framed(extent);
        let skew = (extent.across / (extent.down * forest.shape)).ln();
        extent.across * extent.down * (1.0 + 1.5 * skew * skew)
    };
    let widest = (extent.across * extent.down * forest.shape).sqrt() * 1.2;
    let is_large = forest.parents.len() > LARGE;
    let widths: &[f64] = if is_large { &FEW_WIDTHS } else { &WIDTHS };
    let mut best = (cost(natural.extent()) * ONE_PIECE, 0.0, natural);
    let mut try_width = |share: f64, inner: f64, weight: f64| {
        let blocks = plan.blocks(widest * share, inner);
        let cost = cost(blocks.extent()) * weight;
        if cost < best.0 {
            best = (cost, share, blocks);
        }
        best.1
    };
    let mut chosen = 0.0;
    for &share in widths {
        chosen = try_width(share, 1.0, 1.0);
    }
    let held_in: &[f64] = if is_large { &[chosen] } else { widths };
    for &share in held_in.iter().filter(|&&share| share > 0.0) {
        try_width(share, INNER, HELD_IN);
    }
    plan.arrange(&best.2)
}
