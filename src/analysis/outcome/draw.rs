//! One drawn tie graph, and the stances drawn on it.

use rand_chacha::rand_core::Rng;

use super::doubt::{self, Weight};
use super::plan::{Node, Plan, threshold};
use super::{Detail, LEVELS, Stance};
use crate::analysis::opinion::{LANES, Opinion, Sway};

/// Draws side by side.
pub(super) type Lanes = [f64; LANES];

/// What worlds have given, one entry a draw or sums over draws.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The chance in each draw.
    pub(super) chances: Vec<f64>,
    /// The chance in each draw with the unclaimed stances at their means.
    pub(super) without_unknowns: Vec<f64>,
    /// The sum of the chances of each stage.
    pub(super) stages: Vec<f64>,
    /// Of each node; empty unless asked for.
    pub(super) weights: Vec<Weight>,
}

impl Drawn {
    pub(super) fn nothing(plan: &Plan) -> Self {
        let weighed = if plan.options.detail == Detail::People { plan.nodes.len() } else { 0 };
        Self {
            chances: Vec::new(),
            without_unknowns: Vec::new(),
            stages: vec![0.0; plan.stages.len()],
            weights: vec![Weight::default(); weighed],
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        self.chances.extend(other.chances);
        self.without_unknowns.extend(other.without_unknowns);
        self.stages.iter_mut().zip(other.stages).for_each(|(sum, more)| *sum += more);
        self.weights.iter_mut().zip(&other.weights).for_each(|(sum, more)| sum.add(more));
    }
}

/// The worlds on one tie graph.
pub(super) struct Worlds<'a> {
    pub(super) plan: &'a Plan,
    /// For each node, its share in the opinion of each holder of a seat.
    pub(super) shares: Vec<f64>,
    /// For each node, the level drawn in each draw; 0 where the stance is pinned.
    pub(super) levels: Vec<Vec<u8>>,
    /// For each holder and chunk of draws, e^(−4z).
    pub(super) odds_against: Vec<Lanes>,
    /// How many chunks of draws there are; the last may be filled up with idle lanes.
    pub(super) chunks: usize,
}

/// Draws one tie graph with its stances, and adds what they give.
pub(super) fn draw(plan: &Plan, graph: u32, drawn: &mut Drawn) {
    let draws = plan.options.draws as usize;
    let chunks = draws.div_ceil(LANES);
    let shares = shares(plan, graph);
    let levels: Vec<Vec<u8>> = plan.nodes.iter().map(|node| levels(plan, node, graph)).collect();
    let mut known = vec![[0.0; LANES]; plan.holders * chunks];
    let mut unknown = known.clone();
    let mut unknown_at_mean = vec![0.0; plan.holders];
    for (at, node) in plan.nodes.iter().enumerate() {
        let shares = &shares[at * plan.holders..][..plan.holders];
        let is_unclaimed = matches!(node.stance, Stance::Unclaimed(_));
        let values = values(node, &levels[at], chunks);
        let opinions = if is_unclaimed { &mut unknown } else { &mut known };
        for (holder, share) in shares.iter().enumerate().filter(|(_, share)| **share != 0.0) {
            for (opinion, value) in opinions[holder * chunks..][..chunks].iter_mut().zip(&values) {
                opinion.iter_mut().zip(value).for_each(|(opinion, value)| *opinion += share * value);
            }
            if is_unclaimed {
                unknown_at_mean[holder] += share * node.stance.mean();
            }
        }
    }
    let at_means: Vec<Lanes> = known
        .iter()
        .enumerate()
        .map(|(at, known)| odds_against(known, &[unknown_at_mean[at / chunks]; LANES]))
        .collect();
    let as_drawn: Vec<Lanes> =
        known.iter().zip(&unknown).map(|(known, unknown)| odds_against(known, unknown)).collect();
    let worlds = Worlds { plan, shares, levels, odds_against: as_drawn, chunks };
    let mut scratch = Vec::new();
    for chunk in 0..chunks {
        let lanes = LANES.min(draws - chunk * LANES);
        let mut chances = [1.0; LANES];
        let mut without_unknowns = [1.0; LANES];
        for (at, stage) in plan.stages.iter().enumerate() {
            let odds = |seat: usize, of: &[Lanes]| says_yes(&of[stage.holders[seat] as usize * chunks + chunk]);
            let chance = stage.committee.chances(|seat| odds(seat, &worlds.odds_against), &mut scratch);
            drawn.stages[at] += chance[..lanes].iter().sum::<f64>();
            multiply(&mut chances, &chance);
            multiply(&mut without_unknowns, &stage.committee.chances(|seat| odds(seat, &at_means), &mut scratch));
        }
        drawn.chances.extend(&chances[..lanes]);
        drawn.without_unknowns.extend(&without_unknowns[..lanes]);
    }
    if plan.options.detail == Detail::People {
        doubt::add(&worlds, &mut drawn.weights);
    }
}

/// For each node, its share in the opinion of each holder, on one tie graph.
fn shares(plan: &Plan, graph: u32) -> Vec<f64> {
    let mut weights = Vec::with_capacity(plan.pairs.len());
    let mut reached: Vec<(f64, f64)> = vec![(0.0, 1.0); plan.nodes.len()];
    for pair in &plan.pairs {
        let present = pair.ties.iter().filter(|tie| tie.is_in(graph));
        let absent: f64 = present.map(|tie| 1.0 - tie.strength).product();
        weights.push(1.0 - absent);
        let (sum, unmoved) = &mut reached[pair.to as usize];
        *sum += 1.0 - absent;
        *unmoved *= absent;
    }
    let sways: Vec<Sway> = (plan.nodes.iter().zip(&reached))
        .map(|(node, (sum, unmoved))| Sway::by(node.adaptability, *sum, *unmoved))
        .collect();
    let pulls = plan.pairs.iter().zip(&weights);
    let pulls = pulls.map(|(pair, weight)| (pair.from, pair.to, weight * sways[pair.to as usize].scale));
    let opinion = Opinion::of_pulls(pulls, sways.iter().map(|sway| 1.0 - sway.adopted).collect());
    let mut shares = vec![0.0; plan.nodes.len() * plan.holders];
    let holders: Vec<u32> = (0..plan.holders as u32).collect();
    for some in holders.chunks(LANES) {
        let block = opinion.shares_side_by_side(some);
        for (row, entry) in shares.chunks_exact_mut(plan.holders).zip(&block) {
            row[some[0] as usize..][..some.len()].copy_from_slice(&entry[..some.len()]);
        }
    }
    shares
}

/// The levels that a node's stance has in the draws on one tie graph.
fn levels(plan: &Plan, node: &Node, graph: u32) -> Vec<u8> {
    let draws = plan.options.draws as usize;
    let (Stance::Unclaimed(chances) | Stance::Claimed(chances)) = node.stance else {
        return vec![0; draws];
    };
    let mut below = 0.0;
    let bounds: [u64; 4] = std::array::from_fn(|level| {
        below += chances[level];
        threshold(below)
    });
    let mut random = node.stream(plan.options.seed);
    // Each tie graph begins at a multiple of what the generator makes at once.
    random.set_word_pos(u128::from(graph) * (draws.next_multiple_of(64) as u128));
    (0..draws)
        .map(|_| {
            let number = u64::from(random.next_u32());
            bounds.iter().map(|bound| u8::from(number >= *bound)).sum()
        })
        .collect()
}

/// The stances of a node in the draws, side by side; idle lanes hold 0.
fn values(node: &Node, levels: &[u8], chunks: usize) -> Vec<Lanes> {
    if let Stance::Pinned(value) = node.stance {
        return vec![[value; LANES]; chunks];
    }
    let mut values = vec![[0.0; LANES]; chunks];
    for (value, level) in values.as_flattened_mut().iter_mut().zip(levels) {
        *value = LEVELS[usize::from(*level)];
    }
    values
}

/// e^(−4z) where z is the sum of two parts.
fn odds_against(one: &Lanes, other: &Lanes) -> Lanes {
    std::array::from_fn(|lane| libm::exp(-4.0 * (one[lane] + other[lane])))
}

/// The chance of a yes from the odds against it.
pub(super) fn says_yes(odds_against: &Lanes) -> Lanes {
    odds_against.map(|odds| 1.0 / (1.0 + odds))
}

pub(super) fn multiply(product: &mut Lanes, factor: &Lanes) {
    product.iter_mut().zip(factor).for_each(|(product, factor)| *product *= factor);
}
