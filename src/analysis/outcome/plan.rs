//! What is the same in all drawn worlds: who can reach a seat, by which ties, and how the stages decide.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::{Deliberation, OutcomeOptions, OutcomeRefusal, Person, Stance, Tie};
use crate::analysis::vote::{Committee, Voice};

/// Somebody whose stance can matter: a person from whom influence can reach a seat, or a vacant seat.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) who: Who,
    pub(super) stance: Stance,
    pub(super) adaptability: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Person(u32),
    Vacant { stage: u32, seat: u32 },
}

/// All ties from one node to another.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) ties: Vec<PlannedTie>,
}

/// A tie: its strength, and in which tie graphs it is, one bit each.
#[derive(Debug, Clone)]
pub(super) struct PlannedTie {
    pub(super) strength: f64,
    present: Presence,
}

#[derive(Debug, Clone)]
enum Presence {
    Always,
    In(Vec<u64>),
}

impl PlannedTie {
    pub(super) fn is_in(&self, graph: u32) -> bool {
        match &self.present {
            Presence::Always => true,
            Presence::In(bits) => bits[graph as usize / 64] >> (graph % 64) & 1 == 1,
        }
    }
}

/// A stage: its committee, and the node that holds each of its seats.
#[derive(Debug)]
pub(super) struct PlannedStage {
    pub(super) committee: Committee,
    pub(super) holders: Vec<u32>,
}

#[derive(Debug)]
pub(super) struct Plan {
    pub(super) options: OutcomeOptions,
    /// First those who hold seats, then the others by their distance from them.
    pub(super) nodes: Vec<Node>,
    /// How many nodes hold seats.
    pub(super) holders: usize,
    /// Sorted by `from`, then by `to`.
    pub(super) pairs: Vec<Pair>,
    pub(super) stages: Vec<PlannedStage>,
}

impl Plan {
    pub(super) fn of(deliberation: &Deliberation, options: &OutcomeOptions) -> Result<Self, OutcomeRefusal> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut places: BTreeMap<Who, u32> = BTreeMap::new();
        let mut place = |nodes: &mut Vec<Node>, who: Who| {
            *places.entry(who).or_insert_with(|| {
                nodes.push(Node::of(who, &deliberation.people));
                nodes.len() as u32 - 1
            })
        };
        let mut stages = Vec::new();
        for (at, stage) in deliberation.stages.iter().enumerate() {
            let mut holders: Vec<u32> = Vec::new();
            let mut voices: Vec<Voice> = Vec::new();
            for (seat, given) in stage.seats.iter().enumerate() {
                let vacant = Who::Vacant { stage: at as u32, seat: seat as u32 };
                let holder = place(&mut nodes, given.sitter.map_or(vacant, Who::Person));
                if let Some(known) = holders.iter().position(|other| *other == holder) {
                    voices[known].votes = voices[known].votes.saturating_add(given.votes);
                    voices[known].veto |= given.veto;
                } else {
                    holders.push(holder);
                    voices.push(Voice { votes: given.votes, veto: given.veto });
                }
            }
            stages.push(PlannedStage { committee: Committee::of(stage.rule, &voices)?, holders });
        }
        let holders = nodes.len();
        let ties = carrying(deliberation);
        let mut next = 0;
        while next < nodes.len() {
            if let Who::Person(person) = nodes[next].who {
                for tie in ties_into(&ties, person) {
                    place(&mut nodes, Who::Person(tie.from));
                }
            }
            next += 1;
        }
        let pairs = pairs(&ties, options, |person| places.get(&Who::Person(person)).copied());
        Ok(Self { options: *options, nodes, holders, pairs, stages })
    }
}

impl Node {
    fn of(who: Who, people: &[Person]) -> Self {
        match who {
            Who::Person(person) => {
                let Person { stance, adaptability } = people[person as usize];
                Self { who, stance, adaptability }
            }
            Who::Vacant { .. } => Self { who, stance: Stance::FLAT, adaptability: 0.0 },
        }
    }

    /// The node's own stream of random numbers.
    pub(super) fn stream(&self, seed: u64) -> ChaCha8Rng {
        let name = match self.who {
            Who::Person(person) => u64::from(person) | 1 << 63,
            Who::Vacant { stage, seat } => u64::from(stage) << 32 | u64::from(seat) | 1 << 62,
        };
        stream(seed, name)
    }
}

/// The ties that can carry influence, sorted by whom they reach, and then by whom they come from and as given.
fn carrying(deliberation: &Deliberation) -> Vec<Tie> {
    let carries = |tie: &&Tie| {
        let moves = deliberation.people[tie.to as usize].adaptability > 0.0;
        tie.probability > 0.0 && tie.strength > 0.0 && tie.from != tie.to && moves
    };
    let mut ties: Vec<Tie> = deliberation.ties.iter().filter(carries).copied().collect();
    ties.sort_by_key(|tie| (tie.to, tie.from));
    ties
}

fn ties_into(ties: &[Tie], person: u32) -> &[Tie] {
    let first = ties.partition_point(|tie| tie.to < person);
    &ties[first..first + ties[first..].partition_point(|tie| tie.to == person)]
}

/// The ties between nodes, joined by pairs, each with the tie graphs that it is in.
fn pairs(ties: &[Tie], options: &OutcomeOptions, node: impl Fn(u32) -> Option<u32>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = ties
        .chunk_by(|one, other| (one.to, one.from) == (other.to, other.from))
        .filter_map(|parallel| {
            let (from, to) = (node(parallel[0].from)?, node(parallel[0].to)?);
            let ties = parallel.iter().enumerate().map(|(at, tie)| PlannedTie::of(tie, at, options));
            Some(Pair { from, to, ties: ties.collect() })
        })
        .collect();
    pairs.sort_by_key(|pair| (pair.from, pair.to));
    pairs
}

impl PlannedTie {
    /// Draws in which tie graphs a tie is; `place` counts it among the ties between the same two people.
    fn of(tie: &Tie, place: usize, options: &OutcomeOptions) -> Self {
        if tie.probability >= 1.0 {
            return Self { strength: tie.strength, present: Presence::Always };
        }
        let mut random = stream(options.seed, u64::from(tie.from) << 31 | u64::from(tie.to));
        random.set_word_pos((place as u128) << 32);
        let threshold = threshold(tie.probability);
        let mut bits = vec![0; options.graphs.div_ceil(64) as usize];
        for graph in 0..options.graphs as usize {
            let is_in = u64::from(random.next_u32()) < threshold;
            bits[graph / 64] |= u64::from(is_in) << (graph % 64);
        }
        Self { strength: tie.strength, present: Presence::In(bits) }
    }
}

/// Below which number of 32 random bits something of this chance happens.
pub(super) fn threshold(chance: f64) -> u64 {
    (chance * 4_294_967_296.0) as u64
}

fn stream(seed: u64, name: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(name);
    random
}
