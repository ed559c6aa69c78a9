//! The access graph: through whom of ours, and through whom of theirs, a person can be reached.
//!
//! Undirected. One source stands for us, with a certain step to each member; members reach people by rapport, people reach people by ties that
//! somebody claimed. Where both or several exist between two, the better step counts. Kin is never a step.

use super::compact::{CompactGraph, Edge, Parallel};
use super::influence::may_carry;
use super::people::People;
use crate::belief::Beliefs;
use crate::model::id::{MemberId, PersonId};

/// Rapport at and below which nobody is reached: 接触, one has met.
pub const MET: f64 = 0.25;

/// What a step of access rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepBasis {
    /// A member is one of ours.
    Ours,
    /// The rapport at this place of [`Beliefs::rapports`].
    Rapport(usize),
    /// The tie at this place of [`Beliefs::ties`].
    Tie(usize),
}

/// A node of the access graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// All of us.
    Us,
    /// One of ours.
    Member(MemberId),
    /// Somebody of the account.
    Person(PersonId),
}

/// Through whom a person can be reached.
#[derive(Debug, Clone)]
pub struct Access {
    /// Those of ours who know somebody, in the order of ids.
    pub members: Vec<MemberId>,
    /// The people of the account.
    pub people: People,
    /// The steps; weights are reliabilities, 0 to 1, the same in both directions.
    pub graph: CompactGraph,
    steps: Vec<(u32, u32, f64, StepBasis)>,
}

impl Access {
    /// The node of all of us.
    pub const US: u32 = 0;

    /// The access graph of these people by these beliefs.
    pub fn of(people: People, beliefs: &Beliefs) -> Self {
        let mut members: Vec<MemberId> = beliefs.rapports().iter().map(|rapport| rapport.member).collect();
        members.sort_unstable();
        members.dedup();
        let mut steps: Vec<(u32, u32, f64, StepBasis)> =
            (0..members.len()).map(|at| (Self::US, at as u32 + 1, 1.0, StepBasis::Ours)).collect();
        let person_node = |person| people.node(person).map(|node| node + members.len() as u32 + 1);
        for (at, rapport) in beliefs.rapports().iter().enumerate() {
            let known = rapport.now.as_ref().filter(|now| now.is_known());
            if let (Some(now), Some(person), Ok(member)) =
                (known, person_node(rapport.person), members.binary_search(&rapport.member))
            {
                steps.push((member as u32 + 1, person, now.cautious(), StepBasis::Rapport(at)));
            }
        }
        for (at, tie) in beliefs.ties().iter().enumerate().filter(|(_, tie)| may_carry(tie)) {
            if let (Some(from), Some(to)) = (person_node(tie.from), person_node(tie.to)) {
                steps.push((from.min(to), from.max(to), tie.exists.probability * tie.strength, StepBasis::Tie(at)));
            }
        }
        steps.retain(|(_, _, reliability, _)| *reliability > 0.0);
        steps.sort_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1)).then(other.2.total_cmp(&one.2)));
        steps.dedup_by_key(|(from, to, _, _)| (*from, *to));
        let both = |&(from, to, weight, _): &(u32, u32, f64, StepBasis)| {
            [Edge { from, to, weight }, Edge { from: to, to: from, weight }]
        };
        let edges: Vec<Edge> = steps.iter().flat_map(both).collect();
        let graph = CompactGraph::of(1 + members.len() + people.len(), &edges, Parallel::Once);
        Self { members, people, graph, steps }
    }

    /// The node of a person.
    pub fn node(&self, person: PersonId) -> Option<u32> {
        self.people.node(person).map(|node| node + self.members.len() as u32 + 1)
    }

    /// The node of a member who knows somebody.
    pub fn member_node(&self, member: MemberId) -> Option<u32> {
        self.members.binary_search(&member).ok().map(|at| at as u32 + 1)
    }

    /// What stands at a node.
    pub fn place(&self, node: u32) -> Place {
        let at = node as usize;
        match at {
            0 => Place::Us,
            _ if at <= self.members.len() => Place::Member(self.members[at - 1]),
            _ => Place::Person(self.people.id((at - 1 - self.members.len()) as u32)),
        }
    }

    /// The reliability of the step between two nodes, 0 to 1, and what it rests on.
    pub fn step(&self, one: u32, other: u32) -> Option<(f64, StepBasis)> {
        let ends = (one.min(other), one.max(other));
        let at = self.steps.binary_search_by_key(&ends, |(from, to, _, _)| (*from, *to)).ok()?;
        Some((self.steps[at].2, self.steps[at].3))
    }
}
