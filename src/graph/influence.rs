//! The influence graph: who influences whom, by ties that are believed and by formal authority.
//!
//! Directed from the one who influences to the one who heeds; the weight of a tie is its probability times its strength, that of formal
//! authority a preset by the kind of line. Parallel edges join as 1 − Π(1 − w). Negative ties, kin, and kinds that are switched off are not in it.

use super::compact::{CompactGraph, Edge, Parallel};
use super::hierarchy::Hierarchy;
use super::people::People;
use crate::belief::{Beliefs, TieBelief};
use crate::model::id::{LineId, PersonId, PostId};
use crate::model::line::LineKind;
use crate::model::preset::{Direction, TieGroup};
use crate::model::snapshot::Snapshot;
use crate::model::weights::weights;

/// What an edge of influence rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The tie at this place of [`Beliefs::ties`].
    Tie(usize),
    /// A line of formal authority; none: it was assumed, since no line says otherwise.
    Line(Option<LineId>, LineKind),
}

/// One edge before parallel ones are joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arc {
    /// Who influences.
    pub from: u32,
    /// Whom.
    pub to: u32,
    /// How probably it exists, 0 to 1; formal authority does.
    pub probability: f64,
    /// How strong it is if it exists, 0 to 1.
    pub strength: f64,
    /// What it rests on.
    pub basis: Basis,
}

impl Arc {
    /// Probability times strength.
    pub fn weight(&self) -> f64 {
        self.probability * self.strength
    }
}

/// Who influences whom.
#[derive(Debug, Clone)]
pub struct Influence {
    /// The people, as nodes.
    pub people: People,
    /// All edges, formal ones first, parallel ones apart.
    pub arcs: Vec<Arc>,
    /// The joined graph, from the one who influences to the one who heeds.
    pub graph: CompactGraph,
}

impl Influence {
    /// The influence graph of a snapshot.
    pub fn of(snapshot: &Snapshot, beliefs: &Beliefs, hierarchy: &Hierarchy) -> Self {
        let people = People::of(snapshot);
        let mut arcs = formal_arcs(snapshot, hierarchy, &people);
        for (at, tie) in beliefs.ties().iter().enumerate().filter(|(_, tie)| may_carry(tie)) {
            let (Some(from), Some(to)) = (people.node(tie.from), people.node(tie.to)) else { continue };
            let arc = |from, to| Arc {
                from,
                to,
                probability: tie.exists.probability,
                strength: tie.strength,
                basis: Basis::Tie(at),
            };
            match tie.kind.direction {
                Direction::Forward => arcs.push(arc(from, to)),
                Direction::Back => arcs.push(arc(to, from)),
                Direction::Both => arcs.extend([arc(from, to), arc(to, from)]),
                Direction::None => {}
            }
        }
        let edges: Vec<Edge> =
            arcs.iter().map(|arc| Edge { from: arc.from, to: arc.to, weight: arc.weight() }).collect();
        let graph = CompactGraph::of(people.len(), &edges, Parallel::Either);
        Self { people, arcs, graph }
    }

    /// The graph of who heeds whom: from the one who heeds to the one who is heeded.
    pub fn heed(&self) -> CompactGraph {
        self.graph.reversed()
    }
}

/// May this tie carry anything: somebody speaks for it, it is not negative, not kin, and its kind is switched on?
pub(super) fn may_carry(tie: &TieBelief) -> bool {
    tie.exists.is_claimed() && !tie.kind.negative && !tie.kind.off && tie.kind.group != TieGroup::Family
}

fn formal_arcs(snapshot: &Snapshot, hierarchy: &Hierarchy, people: &People) -> Vec<Arc> {
    let mut arcs = Vec::new();
    let holders =
        |post: PostId| -> Vec<PersonId> { snapshot.tenures_of_post(post).map(|tenure| tenure.person).collect() };
    let mut add = |superior: PostId, subordinate: PostId, line: Option<LineId>, kind: LineKind| {
        for above in holders(superior) {
            for below in holders(subordinate).into_iter().filter(|below| *below != above) {
                if let (Some(from), Some(to)) = (people.node(above), people.node(below)) {
                    let strength = weights().formal(kind);
                    arcs.push(Arc { from, to, probability: 1.0, strength, basis: Basis::Line(line, kind) });
                }
            }
        }
    };
    let kinds: std::collections::BTreeMap<LineId, LineKind> =
        snapshot.lines().map(|line| (line.id, line.kind)).collect();
    for node in &hierarchy.nodes {
        if let Some(up) = &node.up {
            let kind = up.line.and_then(|line| kinds.get(&line).copied()).unwrap_or_default();
            add(hierarchy.nodes[up.node].post, node.post, up.line, kind);
        }
    }
    for extra in &hierarchy.extra {
        let (superior, subordinate) = (hierarchy.nodes[extra.superior].post, hierarchy.nodes[extra.subordinate].post);
        add(superior, subordinate, Some(extra.line), extra.kind);
    }
    arcs
}
