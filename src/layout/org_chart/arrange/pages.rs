//! Choosing how wide rows may be, so that the whole comes near the shape wanted and wastes little room.

use super::forest::{Arrangement, Plan};
use super::{Extent, Forest};

/// Up to this extent across a chart may have any shape that is not a ribbon: it reads best in one piece.
const SMALL: f64 = 1500.0;
const RIBBON: f64 = 2.0;

/// How much wider than wanted a larger chart may be before its rows are wrapped.
const TOLERANCE: f64 = 1.55;

/// How many widths are tried, each this much narrower than the one before.
const TRIALS: i32 = 8;
const STEP: f64 = 0.84;

/// The shares of the width to which branches below the first level are held.
const INNER: [f64; 2] = [1.0, 0.5];

/// The arrangement whose shape and area please most.
pub(in crate::layout::org_chart) fn best_arrangement(forest: &Forest) -> Arrangement {
    let plan = Plan::of(forest);
    let natural = plan.blocks(f64::INFINITY, 1.0);
    let extent = forest.framed(natural.extent());
    let tolerance = if extent.across <= SMALL { RIBBON } else { TOLERANCE };
    if extent.across <= forest.shape * tolerance * extent.down {
        return plan.arrange(&natural);
    }
    let widest = (extent.across * extent.down * forest.shape).sqrt() * 1.2;
    let trials = (0..TRIALS)
        .flat_map(|trial| INNER.map(|inner| (widest * STEP.powi(trial), inner)))
        .map(|(limit, inner)| plan.blocks(limit, inner));
    let cost = |extent: Extent| {
        let extent = forest.framed(extent);
        let skew = (extent.across / (extent.down * forest.shape)).ln();
        extent.across * extent.down * (1.0 + 1.5 * skew * skew)
    };
    let best = trials.chain([natural]).min_by(|a, b| cost(a.extent()).total_cmp(&cost(b.extent())));
    best.map(|blocks| plan.arrange(&blocks)).unwrap_or_default()
}
