//! Power in committees: how often each member is the one that turns a losing coalition into a winning one.
//!
//! Lloyd Shapley and Martin Shubik, "A method for evaluating the distribution of power in a committee system" (1954): the share of
//! all orders of joining in which the member is the pivot. John Banzhaf, "Weighted voting doesn't work" (1965): the share of all
//! swings that are the member's. Both are exact: by generating functions (counts of coalitions by size and votes, as whole
//! numbers), or by full search where votes are large and members few.

use serde::Serialize;

/// The most members: numbers of coalitions stay below 2¹²⁸.
pub const MOST_MEMBERS: usize = 120;

/// The most entries of the table of coalitions by size and votes (16 bytes each).
const MOST_ENTRIES: u64 = 1 << 22;

/// The most members for whom all coalitions are looked through.
const MOST_SEARCHED: usize = 24;

/// How the power was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PowerMethod {
    /// By counts of coalitions by size and votes.
    GeneratingFunctions,
    /// By looking at each coalition.
    FullSearch,
}

/// The power of each member, in the order of the votes given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Power {
    /// Shapley–Shubik indices; they add up to 1, or are all 0 if nobody is ever pivotal.
    pub shapley: Vec<f64>,
    /// Banzhaf indices, normalised to add up to 1, or all 0 if nobody is ever pivotal.
    pub banzhaf: Vec<f64>,
    /// How they were counted. Both ways are exact.
    pub method: PowerMethod,
}

/// Why power cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PowerRefusal {
    /// There are too many members.
    #[error("There are {members} members with votes; at most {MOST_MEMBERS} can be counted exactly.")]
    TooMany {
        /// How many there are.
        members: usize,
    },
    /// The votes are too large for a table and the members too many for a search.
    #[error(
        "The votes are too large to count exactly for {members} members; divide them all by a common figure, or give \
         at most {MOST_SEARCHED} members."
    )]
    TooLarge {
        /// How many members with votes there are.
        members: usize,
    },
}

/// The power of each member of a committee in which a coalition wins when its votes reach the quota.
///
/// ```
/// use waterline::analysis::power::power;
///
/// let power = power(&[50, 49, 1], 51).unwrap();
/// assert!((power.shapley[0] - 2.0 / 3.0).abs() < 1e-12);
/// assert!((power.banzhaf[0] - 3.0 / 5.0).abs() < 1e-12);
/// ```
pub fn power(votes: &[u64], quota: u64) -> Result<Power, PowerRefusal> {
    let total: u128 = votes.iter().map(|votes| u128::from(*votes)).sum();
    let voting: Vec<usize> = (0..votes.len()).filter(|member| votes[*member] > 0).collect();
    // Without a coalition that loses, or one that wins, nobody turns one into the other.
    if quota == 0 || u128::from(quota) > total {
        let nobody = vec![0.0; votes.len()];
        return Ok(Power { shapley: nobody.clone(), banzhaf: nobody, method: PowerMethod::GeneratingFunctions });
    }
    let game = Game::of(&voting.iter().map(|member| votes[*member]).collect::<Vec<_>>(), quota, total);
    let members = game.votes.len();
    let (swings, method) = if members > MOST_MEMBERS {
        return Err(PowerRefusal::TooMany { members });
    } else if game.quota.saturating_mul(members as u64) <= MOST_ENTRIES {
        (game.count(), PowerMethod::GeneratingFunctions)
    } else if members <= MOST_SEARCHED {
        (game.search(), PowerMethod::FullSearch)
    } else {
        return Err(PowerRefusal::TooLarge { members });
    };
    let (shapley, banzhaf) = indices(&swings);
    let spread = |values: Vec<f64>| {
        let mut all = vec![0.0; votes.len()];
        voting.iter().zip(values).for_each(|(member, value)| all[*member] = value);
        all
    };
    Ok(Power { shapley: spread(shapley), banzhaf: spread(banzhaf), method })
}

/// Votes and quota brought to their least size; who is pivotal stays the same.
struct Game {
    votes: Vec<u64>,
    quota: u64,
}

impl Game {
    fn of(votes: &[u64], quota: u64, total: u128) -> Self {
        let divisor = votes.iter().copied().fold(0, greatest_common_divisor).max(1);
        // Losing coalitions reach at most total − quota + 1 from the other side: the dual game has the same swings.
        let quota = u128::from(quota.div_ceil(divisor));
        let dual = total / u128::from(divisor) + 1 - quota;
        let quota = u64::try_from(quota.min(dual)).expect("the lesser of the two is no more than the quota given");
        Self { votes: votes.iter().map(|votes| (votes / divisor).min(quota)).collect(), quota }
    }

    /// For each member, how many losing coalitions of each size without the member win with it.
    fn count(&self) -> Vec<Vec<u128>> {
        let mut table = Table::of(self.votes.len(), self.quota as usize);
        for votes in &self.votes {
            table.add(*votes as usize);
        }
        let mut known: std::collections::BTreeMap<u64, Vec<u128>> = std::collections::BTreeMap::new();
        let mut of = |votes: u64| {
            let swings = known.entry(votes).or_insert_with(|| {
                table.remove(votes as usize);
                let swings = table.swings(votes as usize);
                table.add(votes as usize);
                swings
            });
            swings.clone()
        };
        self.votes.iter().map(|votes| of(*votes)).collect()
    }

    /// The same by looking at each coalition, one member joining or leaving at a time (Gray code).
    fn search(&self) -> Vec<Vec<u128>> {
        let members = self.votes.len();
        let mut swings = vec![vec![0_u128; members]; members];
        let (mut coalition, mut sum) = (0_u32, 0_u128);
        for step in 0_u32..1 << members {
            if step > 0 {
                let changed = step.trailing_zeros() as usize;
                coalition ^= 1 << changed;
                let votes = u128::from(self.votes[changed]);
                sum = if coalition & 1 << changed == 0 { sum - votes } else { sum + votes };
            }
            if sum < u128::from(self.quota) {
                let size = coalition.count_ones() as usize;
                for (member, votes) in self.votes.iter().enumerate() {
                    let swings_it = coalition & 1 << member == 0 && sum + u128::from(*votes) >= u128::from(self.quota);
                    swings[member][size.min(members - 1)] += u128::from(swings_it);
                }
            }
        }
        swings
    }
}

/// How many coalitions of each size have each sum of votes below the quota.
struct Table {
    sizes: usize,
    quota: usize,
    counts: Vec<u128>,
}

impl Table {
    fn of(sizes: usize, quota: usize) -> Self {
        let mut counts = vec![0; sizes * quota];
        counts[0] = 1;
        Self { sizes, quota, counts }
    }

    /// Lets a member with these votes join: coalitions of the greatest size are of no use and fall out.
    fn add(&mut self, votes: usize) {
        for size in (1..self.sizes).rev() {
            let (smaller, larger) = self.counts.split_at_mut(size * self.quota);
            let smaller = &smaller[(size - 1) * self.quota..];
            for (with, without) in larger[..self.quota].iter_mut().skip(votes).zip(smaller) {
                *with += without;
            }
        }
    }

    /// Undoes the joining of a member with these votes.
    fn remove(&mut self, votes: usize) {
        for size in 1..self.sizes {
            let (smaller, larger) = self.counts.split_at_mut(size * self.quota);
            let smaller = &smaller[(size - 1) * self.quota..];
            for (with, without) in larger[..self.quota].iter_mut().skip(votes).zip(smaller) {
                *with -= without;
            }
        }
    }

    /// How many coalitions of each size lose, but win with these votes more.
    fn swings(&self, votes: usize) -> Vec<u128> {
        let short = self.quota - votes.min(self.quota);
        self.counts.chunks(self.quota).map(|sums| sums[short..].iter().sum()).collect()
    }
}

/// Shapley–Shubik and Banzhaf indices from the swings of each member by size of coalition.
fn indices(swings: &[Vec<u128>]) -> (Vec<f64>, Vec<f64>) {
    let members = swings.len();
    // A coalition of that size stands before the pivot in size! (members − size − 1)! of all members! orders.
    let mut weights = Vec::with_capacity(members);
    let mut ways: f64 = 1.0;
    for size in 0..members {
        weights.push(1.0 / (members as f64 * ways));
        ways = ways * (members - 1 - size) as f64 / (size + 1) as f64;
    }
    let shapley =
        swings.iter().map(|by_size| by_size.iter().zip(&weights).map(|(count, weight)| *count as f64 * weight).sum());
    let counts: Vec<u128> = swings.iter().map(|by_size| by_size.iter().sum()).collect();
    let all: f64 = counts.iter().map(|count| *count as f64).sum();
    let banzhaf = counts.iter().map(|count| if all > 0.0 { *count as f64 / all } else { 0.0 });
    (shapley.collect(), banzhaf.collect())
}

fn greatest_common_divisor(one: u64, other: u64) -> u64 {
    let (mut one, mut other) = (one, other);
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}
