//! Opinions under influence: where stances settle when people heed each other.
//!
//! Noah Friedkin and Eugene Johnsen, "Social influence and opinions" (1990): z = (I − ΛW)⁻¹(I − Λ)s. Person j holds on to
//! his or her own stance s with weight 1 − λ, and takes the rest, λ, from those whom he or she heeds, in the proportions of row j
//! of W. As z is linear in s, a person's settled opinion is a weighted mean of all stances; those weights are called *shares*
//! here, and are solved for few people at once instead of solving anew for each s.

use crate::graph::compact::CompactGraph;

/// For how many people shares are solved side by side.
pub(super) const LANES: usize = 8;

/// The most that anybody takes from others, so that opinions settle in bounded time.
pub const MOST_SWAYED: f64 = 0.999;

/// A sweep that changes no share by more than this is the last.
const SETTLED: f64 = 1e-11;

/// After so many sweeps each it is looked whether shares still change.
const SWEEPS_A_LOOK: u32 = 4;

/// Why opinions cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum OpinionRefusal {
    /// Two lists that should be equally long are not.
    #[error("There are {people} people, but {given} {what}; each person needs one.")]
    Length {
        /// How many people there are.
        people: usize,
        /// How many entries were given.
        given: usize,
        /// What the entries are.
        what: &'static str,
    },
    /// An adaptability lies outside its range.
    #[error("The adaptability of person {person} is {value}; it must lie between 0 and {most}.")]
    Adaptability {
        /// The person's index.
        person: usize,
        /// What was given.
        value: f64,
        /// The highest adaptability that is taken.
        most: f64,
    },
    /// A row of weights is not a row of shares.
    #[error("The weights in row {person} must each be at least 0 and add up to at most 1.")]
    Weights {
        /// The row's index.
        person: usize,
    },
    /// An edge of the influence graph is no chance.
    #[error("The influence of {from} on {to} is {weight}; it must lie between 0 and 1.")]
    Influence {
        /// Who influences.
        from: u32,
        /// Who is influenced.
        to: u32,
        /// What was given.
        weight: f64,
    },
}

/// Who takes how much from whom: the system that stances settle by, made once for a graph and used for many stances.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// Where the row of each person begins among the pulls, and where the last one ends.
    starts: Vec<u32>,
    /// Those who heed the person of the row.
    heeders: Vec<u32>,
    /// `λ_j W_ji` beside each heeder j of person i.
    pulls: Vec<f64>,
    /// 1 − λ of each person.
    own: Vec<f64>,
}

impl Opinion {
    /// The system of an influence graph: an edge i → j of weight 0–1 says how strongly i influences j.
    ///
    /// `W_ji = weight(i → j) ÷ Σ_i weight(i → j)`, and `λ_j = adaptability[j] × (1 − Π_i(1 − weight(i → j)))`, so that who heeds
    /// nobody keeps the own stance. Adaptability lies in 0–1; no λ counts above [`MOST_SWAYED`].
    pub fn of(influence: &CompactGraph, adaptability: &[f64]) -> Result<Self, OpinionRefusal> {
        let people = influence.nodes();
        check_adaptability(people, adaptability, 1.0)?;
        if let Some(edge) = influence.all_edges().find(|edge| edge.weight > 1.0) {
            return Err(OpinionRefusal::Influence { from: edge.from, to: edge.to, weight: edge.weight });
        }
        let sways: Vec<Sway> = (0..people as u32)
            .map(|person| Sway::of(adaptability[person as usize], influence.into_weights(person).iter().copied()))
            .collect();
        let pulls = influence.all_edges().map(|edge| (edge.from, edge.to, edge.weight * sways[edge.to as usize].scale));
        Ok(Self::of_pulls(pulls, sways.iter().map(|sway| 1.0 - sway.adopted).collect()))
    }

    /// The system with W and λ given. Row j of `weights` says in which proportions j heeds each person, the own opinion included
    /// (a diagonal is kept); it adds up to at most 1. `adaptability` holds λ, from 0 to [`MOST_SWAYED`].
    ///
    /// ```
    /// use waterline::analysis::opinion::Opinion;
    ///
    /// let opinion = Opinion::given(&[vec![0.0, 0.0], vec![1.0, 0.0]], &[0.0, 0.5]).unwrap();
    /// assert_eq!(opinion.settled(&[1.0, 0.0]), [1.0, 0.5]);
    /// ```
    pub fn given(weights: &[Vec<f64>], adaptability: &[f64]) -> Result<Self, OpinionRefusal> {
        let people = weights.len();
        check_adaptability(people, adaptability, MOST_SWAYED)?;
        for (person, row) in weights.iter().enumerate() {
            if row.len() != people {
                return Err(OpinionRefusal::Length { people, given: row.len(), what: "weights in a row" });
            }
            let is_share = row.iter().all(|weight| *weight >= 0.0) && row.iter().sum::<f64>() <= 1.0 + 1e-9;
            if !is_share {
                return Err(OpinionRefusal::Weights { person });
            }
        }
        let pulls = (0..people).flat_map(|from| {
            weights.iter().enumerate().map(move |(to, row)| (from as u32, to as u32, row[from] * adaptability[to]))
        });
        Ok(Self::of_pulls(pulls, adaptability.iter().map(|adopted| 1.0 - adopted).collect()))
    }

    /// The system of (who, whom, pull) triples in the order of who, and of what each person keeps of the own stance.
    pub(super) fn of_pulls(triples: impl Iterator<Item = (u32, u32, f64)>, own: Vec<f64>) -> Self {
        let mut starts = vec![0_u32; own.len() + 1];
        let (mut heeders, mut pulls) = (Vec::new(), Vec::new());
        for (from, to, pull) in triples.filter(|(_, _, pull)| *pull > 0.0) {
            starts[from as usize + 1] += 1;
            heeders.push(to);
            pulls.push(pull);
        }
        for person in 0..own.len() {
            starts[person + 1] += starts[person];
        }
        Self { starts, heeders, pulls, own }
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.own.len()
    }

    /// Where these stances settle. Takes one solve; with many stances use [`shares`](Self::shares).
    ///
    /// # Panics
    /// When there are not as many stances as people.
    pub fn settled(&self, stances: &[f64]) -> Vec<f64> {
        assert_eq!(stances.len(), self.people(), "each person has a stance");
        let kept: Vec<f64> = stances.iter().zip(&self.own).map(|(stance, own)| stance * own).collect();
        let mut settled = kept.clone();
        loop {
            let mut next = kept.clone();
            for (person, opinion) in settled.iter().enumerate() {
                for at in self.row(person) {
                    next[self.heeders[at] as usize] += self.pulls[at] * opinion;
                }
            }
            let change = settled.iter().zip(&next).fold(0.0, |most: f64, (old, new)| most.max((old - new).abs()));
            settled = next;
            // What is not a number changes no more and ends the sweeps too.
            if change.is_nan() || change <= SETTLED {
                return settled;
            }
        }
    }

    /// The shares of all stances in the settled opinion of each of these people: `z = Σ_i shares[i] × s_i`, one list per person
    /// asked for, in their order.
    ///
    /// # Panics
    /// When somebody asked for is not there.
    pub fn shares(&self, of: &[u32]) -> Vec<Vec<f64>> {
        let mut shares = Vec::with_capacity(of.len());
        for some in of.chunks(LANES) {
            let block = self.shares_side_by_side(some);
            shares.extend((0..some.len()).map(|lane| block.iter().map(|entry| entry[lane]).collect()));
        }
        shares
    }

    /// The shares for up to [`LANES`] people: for each person i, i's share in the opinion of each of them.
    ///
    /// Solves (I − WᵀΛ)x = e by Gauss–Seidel sweeps, which converge as no λ reaches 1; quickly where those asked for and those near
    /// them come first.
    pub(super) fn shares_side_by_side(&self, of: &[u32]) -> Vec<[f64; LANES]> {
        assert!(of.len() <= LANES, "a block holds {LANES} people");
        let mut block = vec![[0.0; LANES]; self.people()];
        for (lane, person) in of.iter().enumerate() {
            block[*person as usize][lane] = 1.0;
        }
        let asked = block.clone();
        for sweep in 1_u32.. {
            let mut change: f64 = 0.0;
            let looks = sweep.is_multiple_of(SWEEPS_A_LOOK);
            for (person, asked) in asked.iter().enumerate() {
                let row = self.row(person);
                let mut entry = *asked;
                for (pull, heeder) in self.pulls[row.clone()].iter().zip(&self.heeders[row]) {
                    let through = &block[*heeder as usize];
                    for lane in 0..LANES {
                        entry[lane] += pull * through[lane];
                    }
                }
                if looks {
                    for (new, old) in entry.iter().zip(&block[person]) {
                        change = change.max((new - old).abs());
                    }
                }
                block[person] = entry;
            }
            if looks && change <= SETTLED {
                break;
            }
        }
        for (entry, own) in block.iter_mut().zip(&self.own) {
            *entry = entry.map(|share| share * own);
        }
        block
    }

    fn row(&self, person: usize) -> std::ops::Range<usize> {
        self.starts[person] as usize..self.starts[person + 1] as usize
    }
}

/// How much one person takes from others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sway {
    /// λ: the part of the opinion that comes from others.
    pub(super) adopted: f64,
    /// What the weight of an influence is multiplied by to become a pull: λ over the sum of the weights.
    pub(super) scale: f64,
}

impl Sway {
    /// The sway of somebody so adaptable whom influences of these weights reach.
    pub(super) fn of(adaptability: f64, weights: impl Iterator<Item = f64>) -> Self {
        let (mut sum, mut unmoved) = (0.0, 1.0);
        for weight in weights {
            sum += weight;
            unmoved *= 1.0 - weight;
        }
        Self::by(adaptability, sum, unmoved)
    }

    /// The same from the sum of the weights, and from the product of what each leaves unmoved.
    pub(super) fn by(adaptability: f64, sum: f64, unmoved: f64) -> Self {
        let adopted = (adaptability * (1.0 - unmoved)).min(MOST_SWAYED);
        Self { adopted, scale: if sum > 0.0 { adopted / sum } else { 0.0 } }
    }
}

fn check_adaptability(people: usize, adaptability: &[f64], most: f64) -> Result<(), OpinionRefusal> {
    if adaptability.len() != people {
        return Err(OpinionRefusal::Length { people, given: adaptability.len(), what: "adaptabilities" });
    }
    match adaptability.iter().position(|value| !(0.0..=most).contains(value)) {
        Some(person) => Err(OpinionRefusal::Adaptability { person, value: adaptability[person], most }),
        None => Ok(()),
    }
}
