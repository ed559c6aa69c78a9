//! The hierarchy: posts as a forest by their primary superiors, with the other superiors as further lines.
//!
//! A post stands under the superior of its primary line. Where no line says otherwise, it stands under the head of its unit, and the
//! head under the head of the unit above; such lines are *assumed*. The head of a unit is the post of the least order, then of the
//! highest rank, then of the highest title, then the first entered, among those that no other post of the unit commands.

use std::cmp::Reverse;
use std::collections::HashMap;

use petgraph::graph::{DiGraph, NodeIndex};

use super::title::{is_leadership_unit, title_weight};
use crate::model::id::{LineId, PostId, UnitId};
use crate::model::line::{Line, LineKind, Place};
use crate::model::post::Post;
use crate::model::scale::Axis;
use crate::model::snapshot::Snapshot;
use crate::model::unit::Unit;

/// A post in the hierarchy.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Which post.
    pub post: PostId,
    /// The line to its superior in the forest; none for a root.
    pub up: Option<Superior>,
    /// The posts under it, as indices, in the order in which they stand.
    pub under: Vec<usize>,
}

/// The line to a superior.
#[derive(Debug, Clone, PartialEq)]
pub struct Superior {
    /// The superior's index.
    pub node: usize,
    /// The line that says so; none when it is assumed.
    pub line: Option<LineId>,
}

/// A line to a further superior, drawn beside the forest.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtraLine {
    /// Which line.
    pub line: LineId,
    /// The superior's index.
    pub superior: usize,
    /// The subordinate's index.
    pub subordinate: usize,
    /// What kind of authority.
    pub kind: LineKind,
    /// The matter to which it is limited.
    pub matter: Option<String>,
}

/// All posts of a snapshot as a forest, with further lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hierarchy {
    /// The posts: units from the root down, siblings as they stand.
    pub nodes: Vec<Node>,
    /// The posts without a superior, in that order.
    pub roots: Vec<usize>,
    /// Further superiors.
    pub extra: Vec<ExtraLine>,
}

impl Hierarchy {
    /// Builds the hierarchy of a snapshot, in time about linear in posts and lines.
    pub fn of(snapshot: &Snapshot) -> Self {
        let draft = Draft::new(snapshot);
        let heads = draft.heads();
        let lines = draft.lines_by_subordinate(&heads);
        let ups = draft.choose_superiors(&heads, &lines);
        draft.into_hierarchy(ups, &lines)
    }

    /// The index of each post.
    pub fn index(&self) -> HashMap<PostId, usize> {
        self.nodes.iter().enumerate().map(|(at, node)| (node.post, at)).collect()
    }
}

/// A line between two posts, with units stood in for by their heads.
struct PostLine<'a> {
    line: &'a Line,
    superior: usize,
}

struct Draft<'a> {
    snapshot: &'a Snapshot,
    posts: Vec<&'a Post>,
    index: HashMap<PostId, usize>,
    /// Units from the root down.
    units: Vec<&'a Unit>,
}

impl<'a> Draft<'a> {
    fn new(snapshot: &'a Snapshot) -> Self {
        let mut units = Vec::new();
        let mut open: Vec<&Unit> = snapshot.root_units().collect();
        open.reverse();
        while let Some(unit) = open.pop() {
            units.push(unit);
            let from = open.len();
            open.extend(snapshot.units_under(unit.id));
            open[from..].reverse();
        }
        let posts: Vec<&Post> = units.iter().flat_map(|unit| snapshot.posts_of(unit.id)).collect();
        let index = posts.iter().enumerate().map(|(at, post)| (post.id, at)).collect();
        Self { snapshot, posts, index, units }
    }

    /// The head of each unit that has one: of its own posts, or of the unit of leaders under it.
    fn heads(&self) -> HashMap<UnitId, usize> {
        let commanded = self.commanded_within_their_unit();
        let mut heads = HashMap::new();
        // Large lists repeat few titles.
        let mut weights = HashMap::new();
        for unit in &self.units {
            if let Some(head) = self.best(unit.id, &commanded, &mut weights) {
                heads.insert(unit.id, head);
            }
        }
        // 局领导 under 局: whoever heads the leaders heads the whole, from the innermost unit outward.
        for unit in self.units.iter().rev().filter(|unit| is_leadership_unit(&unit.name)) {
            if let (Some(parent), Some(&head)) = (unit.parent, heads.get(&unit.id)) {
                heads.insert(parent, head);
            }
        }
        heads
    }

    fn best(&self, unit: UnitId, commanded: &[bool], weights: &mut HashMap<&'a str, i32>) -> Option<usize> {
        let posts = self.snapshot.posts_of(unit).map(|post| (self.index[&post.id], post));
        let key = |&(at, post): &(usize, &'a Post)| {
            let seniority = post.rank.as_ref().and_then(|rank| rank.canonical(Axis::Rank)).unwrap_or(0.0);
            let order = post.order.unwrap_or(u32::MAX);
            let weight = *weights.entry(&post.title).or_insert_with(|| title_weight(&post.title));
            (commanded[at], order, Reverse((seniority * 100.0) as i64), weight, post.position, at)
        };
        posts.min_by_key(key).map(|(at, _)| at)
    }

    /// Which posts have a solid line from another post of their own unit.
    fn commanded_within_their_unit(&self) -> Vec<bool> {
        let mut commanded = vec![false; self.posts.len()];
        for line in self.snapshot.lines().filter(|line| line.kind == LineKind::Solid) {
            if let (Place::Post(superior), Place::Post(subordinate)) = (line.superior, line.subordinate)
                && let (Some(&above), Some(&below)) = (self.index.get(&superior), self.index.get(&subordinate))
                && self.posts[above].unit == self.posts[below].unit
            {
                commanded[below] = true;
            }
        }
        commanded
    }

    fn resolve(&self, place: Place, heads: &HashMap<UnitId, usize>) -> Option<usize> {
        match place {
            Place::Post(post) => self.index.get(&post).copied(),
            Place::Unit(unit) => heads.get(&unit).copied(),
        }
    }

    /// The lines to each post, the primary one first: flagged, else unlimited and solid, else of the earliest start, else of the least id.
    fn lines_by_subordinate(&self, heads: &HashMap<UnitId, usize>) -> Vec<Vec<PostLine<'a>>> {
        let mut lines: Vec<Vec<PostLine<'_>>> = Vec::new();
        lines.resize_with(self.posts.len(), Vec::new);
        for line in self.snapshot.lines() {
            let ends = (self.resolve(line.superior, heads), self.resolve(line.subordinate, heads));
            if let (Some(superior), Some(subordinate)) = ends
                && superior != subordinate
            {
                lines[subordinate].push(PostLine { line, superior });
            }
        }
        for lines in &mut lines {
            lines.sort_by_key(|to| {
                let unlimited_solid = to.line.kind == LineKind::Solid && to.line.matter.is_none();
                (!to.line.primary, !unlimited_solid, to.line.kind, to.line.span.from, to.line.id)
            });
        }
        lines
    }

    fn choose_superiors(&self, heads: &HashMap<UnitId, usize>, lines: &[Vec<PostLine<'a>>]) -> Vec<Option<Superior>> {
        let stands_in_forest =
            |to: &PostLine<'_>| to.line.primary || matches!(to.line.kind, LineKind::Solid | LineKind::Dual);
        let mut ups: Vec<Option<Superior>> = (0..self.posts.len())
            .map(|at| match lines[at].iter().find(|to| stands_in_forest(to)) {
                Some(to) => Some(Superior { node: to.superior, line: Some(to.line.id) }),
                None => self.assumed_superior(at, heads).map(|node| Superior { node, line: None }),
            })
            .collect();
        cut_circles(&mut ups);
        ups
    }

    /// The head of the post's unit, or for the head itself that of the nearest unit above; nobody is assumed above an outside unit.
    fn assumed_superior(&self, at: usize, heads: &HashMap<UnitId, usize>) -> Option<usize> {
        let mut unit = self.snapshot.unit(self.posts[at].unit)?;
        loop {
            match heads.get(&unit.id) {
                Some(&head) if head != at => return Some(head),
                _ => {}
            }
            if unit.outside.is_some() {
                return None;
            }
            unit = self.snapshot.unit(unit.parent?)?;
        }
    }

    fn into_hierarchy(self, ups: Vec<Option<Superior>>, lines: &[Vec<PostLine<'a>>]) -> Hierarchy {
        let mut nodes: Vec<Node> =
            self.posts.iter().zip(ups).map(|(post, up)| Node { post: post.id, up, under: Vec::new() }).collect();
        let mut roots = Vec::new();
        for at in 0..nodes.len() {
            match nodes[at].up.as_ref().map(|up| up.node) {
                Some(above) => nodes[above].under.push(at),
                None => roots.push(at),
            }
        }
        let mut extra = Vec::new();
        for (subordinate, lines) in lines.iter().enumerate() {
            let drawn = nodes[subordinate].up.as_ref().and_then(|up| up.line);
            for to in lines.iter().filter(|to| Some(to.line.id) != drawn) {
                extra.push(ExtraLine {
                    line: to.line.id,
                    superior: to.superior,
                    subordinate,
                    kind: to.line.kind,
                    matter: to.line.matter.clone(),
                });
            }
        }
        Hierarchy { nodes, roots, extra }
    }
}

/// Cuts circles that heads of units can close although no line does: of each circle an assumed link goes, else the one of the last line.
fn cut_circles(ups: &mut [Option<Superior>]) {
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(ups.len(), ups.len());
    for _ in 0..ups.len() {
        graph.add_node(());
    }
    for (at, up) in ups.iter().enumerate() {
        if let Some(up) = up {
            graph.add_edge(NodeIndex::new(at), NodeIndex::new(up.node), ());
        }
    }
    // Each post has one superior at most, so each component of more than one post is one circle.
    for circle in petgraph::algo::kosaraju_scc(&graph).into_iter().filter(|component| component.len() > 1) {
        let weakest = circle.iter().map(|node| node.index()).max_by_key(|at| {
            let line = ups[*at].as_ref().and_then(|up| up.line);
            (line.is_none(), line, *at)
        });
        if let Some(at) = weakest {
            ups[at] = None;
        }
    }
}
