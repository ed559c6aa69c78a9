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

/// How many widths are tried, each this much narrower than the one before.
const TRIALS: i32 = 8;
const STEP: f64 = 0.84;

/// The shares of the width to which branches below the first level are held.
const INNER: [f64; 2] = [1.0, 0.5];

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
    let widest = (extent.across * extent.down * forest.shape).sqrt() * 1.2;
    let cost = |extent: Extent| {
        let extent = forest.framed(extent);
        let skew = (extent.across / (extent.down * forest.shape)).ln();
        extent.across * extent.down * (1.0 + 1.5 * skew * skew)
    };
    let trials = (0..TRIALS).flat_map(|trial| INNER.map(|inner| (widest * STEP.powi(trial), inner)));
    let wrapped = trials.map(|(limit, inner)| {
        let blocks = plan.blocks(limit, inner);
        (cost(blocks.extent()) * if inner < 1.0 { HELD_IN } else { 1.0 }, blocks)
    });
    let in_one_piece = (cost(natural.extent()) * ONE_PIECE, natural);
    let best = wrapped.chain([in_one_piece]).min_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, blocks)| plan.arrange(&blocks)).unwrap_or_default()
}
