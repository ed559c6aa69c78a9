//! Votes: the chance that the seats of a stage say yes under its rule, exactly, by dynamic programming over votes.
//!
//! What a rule means:
//!
//! * *Sole*: one seat decides: of several the one with the most votes, then one with a veto, then the first of the list.
//! * *Majority*: the seats that say yes hold more than half of all votes.
//! * *Quota*: they hold at least so many votes; a quota above all votes can never be met.
//! * *Consensus*: every seat with a vote or a veto says yes.
//! * Under each rule a seat with a veto that says no stops the decision. Nobody abstains.
//! * Where no seat of the stage has a vote, votes were not counted there, and each seat has one.
//! * A stage without seats sets no condition: its chance is 1.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::stage::Rule;

/// The most states that a committee may have.
const MOST_STATES: usize = 1 << 16;

/// What a seat brings into a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Voice {
    /// How many votes it has.
    pub votes: u32,
    /// Can it stop the decision alone?
    pub veto: bool,
}

/// The votes of a stage can add up in too many ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The votes of {seats} seats add up in more than {MOST_STATES} ways; give votes in smaller or rounder numbers.")]
pub struct TooManySums {
    /// How many seats there are.
    pub seats: usize,
}

/// The seats of a stage with its rule, made once and asked many times.
///
/// It is a diagram of states: in each, one seat says yes or no, and leads to another state or to the decision. States in which the
/// same is still needed are one state, so that equal votes cost little.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committee {
    seats: usize,
    /// The states, from the last seat to the first; `no` and `yes` are the places of later states.
    states: Vec<State>,
    root: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    seat: u32,
    no: u32,
    yes: u32,
}

/// The place of the decision "no".
const NO: u32 = 0;
/// The place of the decision "yes"; states follow.
const YES: u32 = 1;

impl Committee {
    /// The committee of these seats under a rule.
    pub fn of(rule: Rule, seats: &[Voice]) -> Result<Self, TooManySums> {
        Builder::of(rule, seats).build()
    }

    /// How many seats there are.
    pub fn seats(&self) -> usize {
        self.seats
    }

    /// The chance that the committee says yes, when each seat says so with its chance (0–1), independently.
    ///
    /// # Panics
    /// When there are not as many chances as seats.
    ///
    /// ```
    /// use waterline::analysis::vote::{Committee, Voice};
    /// use waterline::model::stage::Rule;
    ///
    /// let committee = Committee::of(Rule::Majority, &[Voice { votes: 1, veto: false }; 5]).unwrap();
    /// assert!((committee.chance(&[0.6; 5]) - 0.68256).abs() < 1e-12);
    /// ```
    pub fn chance(&self, yes: &[f64]) -> f64 {
        assert_eq!(yes.len(), self.seats, "each seat has a chance");
        let [chance] = self.chances(|seat| [yes[seat]], &mut Vec::new());
        chance
    }

    /// The same for several cases side by side; `scratch` is room that calls may share.
    pub(super) fn chances<const CASES: usize>(
        &self,
        yes: impl Fn(usize) -> [f64; CASES],
        scratch: &mut Vec<[f64; CASES]>,
    ) -> [f64; CASES] {
        scratch.clear();
        scratch.extend([[0.0; CASES], [1.0; CASES]]);
        for state in &self.states {
            let chance = yes(state.seat as usize);
            let (if_no, if_yes) = (&scratch[state.no as usize], &scratch[state.yes as usize]);
            let mut joined = [0.0; CASES];
            for case in 0..CASES {
                joined[case] = chance[case] * if_yes[case] + (1.0 - chance[case]) * if_no[case];
            }
            scratch.push(joined);
        }
        scratch[self.root as usize]
    }
}

/// The chance that all stages still to come say yes: each committee with the chances of its seats.
pub fn all_say_yes(stages: &[(&Committee, &[f64])]) -> f64 {
    stages.iter().map(|(committee, yes)| committee.chance(yes)).product()
}

/// A rule brought to one form: so many votes are needed, and some seats must say yes.
struct Builder {
    votes: Vec<u64>,
    must: Vec<bool>,
    needed: u64,
    /// The votes of this seat and all later ones.
    rest: Vec<u64>,
    /// Must this seat or a later one say yes?
    must_later: Vec<bool>,
}

impl Builder {
    fn of(rule: Rule, seats: &[Voice]) -> Self {
        let uncounted = seats.iter().all(|seat| seat.votes == 0);
        let mut votes: Vec<u64> = seats.iter().map(|seat| if uncounted { 1 } else { u64::from(seat.votes) }).collect();
        let mut must: Vec<bool> = seats.iter().map(|seat| seat.veto).collect();
        let all: u64 = votes.iter().sum();
        let needed = match rule {
            _ if seats.is_empty() => 0,
            Rule::Sole => {
                let decider = decider(seats);
                votes = (0..seats.len()).map(|seat| u64::from(seat == decider)).collect();
                1
            }
            Rule::Majority => all / 2 + 1,
            Rule::Quota { votes } => u64::from(votes),
            Rule::Consensus => {
                must.iter_mut().zip(&votes).for_each(|(must, votes)| *must |= *votes > 0);
                0
            }
        };
        let mut rest = vec![0; seats.len() + 1];
        let mut must_later = vec![false; seats.len() + 1];
        for seat in (0..seats.len()).rev() {
            rest[seat] = rest[seat + 1] + votes[seat];
            must_later[seat] = must_later[seat + 1] || must[seat];
        }
        Self { votes, must, needed, rest, must_later }
    }

    fn build(self) -> Result<Committee, TooManySums> {
        let seats = self.votes.len();
        let levels = self.levels()?;
        let mut states = Vec::new();
        // Where each sum of the level after the current one leads.
        let mut after: BTreeMap<u64, u32> = BTreeMap::new();
        for seat in (0..seats).rev() {
            let mut places = BTreeMap::new();
            let mut known: BTreeMap<State, u32> = BTreeMap::new();
            for sum in &levels[seat] {
                let place = |sum| self.decided(seat + 1, sum).unwrap_or_else(|| after[&sum]);
                let no = if self.must[seat] { NO } else { place(*sum) };
                let yes = place(self.with(seat, *sum));
                let state = State { seat: seat as u32, no, yes };
                let at = if no == yes {
                    no
                } else {
                    *known.entry(state).or_insert_with(|| {
                        states.push(state);
                        states.len() as u32 + YES
                    })
                };
                places.insert(*sum, at);
            }
            after = places;
        }
        let root = self.decided(0, 0).unwrap_or_else(|| after[&0]);
        Ok(Committee { seats, states, root })
    }

    /// The sums of votes with which the decision can still be open before each seat.
    fn levels(&self) -> Result<Vec<BTreeSet<u64>>, TooManySums> {
        let mut levels = Vec::with_capacity(self.votes.len());
        let mut level: BTreeSet<u64> = if self.decided(0, 0).is_none() { BTreeSet::from([0]) } else { BTreeSet::new() };
        let mut states = 0;
        for seat in 0..self.votes.len() {
            states += level.len();
            if states > MOST_STATES {
                return Err(TooManySums { seats: self.votes.len() });
            }
            let without = level.iter().copied().filter(|_| !self.must[seat]);
            let with = level.iter().map(|sum| self.with(seat, *sum));
            let next = without.chain(with).filter(|sum| self.decided(seat + 1, *sum).is_none()).collect();
            levels.push(std::mem::replace(&mut level, next));
        }
        Ok(levels)
    }

    /// The sum after this seat's yes; what lies above the need is the same to all.
    fn with(&self, seat: usize, sum: u64) -> u64 {
        (sum + self.votes[seat]).min(self.needed)
    }

    /// What is decided before this seat and with this sum, whatever the seats from there on say.
    fn decided(&self, seat: usize, sum: u64) -> Option<u32> {
        if sum + self.rest[seat] < self.needed {
            Some(NO)
        } else if sum >= self.needed && !self.must_later[seat] {
            Some(YES)
        } else {
            None
        }
    }
}

/// The seat that decides alone.
fn decider(seats: &[Voice]) -> usize {
    let weight = |at: usize| (seats[at].votes, seats[at].veto);
    // The first of the greatest: `max_by_key` would give the last.
    (0..seats.len()).rev().max_by_key(|at| weight(*at)).unwrap_or(0)
}
