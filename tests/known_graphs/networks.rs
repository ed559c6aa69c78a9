//! Networks for tests: those of the files here, and ones that are made up.

use std::path::{Path, PathBuf};

use waterline::exchange::graph_file::{EdgeListOptions, Weights, read_edges};
use waterline::graph::compact::{CompactGraph, Edge, Parallel};
use waterline::graph::named::{Direction, Meaning, NamedGraph};

/// A network of a file beside this one, weights ignored.
pub fn network(file: &str, conditions: &[(&str, &str)], direction: Direction) -> NamedGraph {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/known_graphs/data").join(file);
    load(&path, conditions, Weights::Ignored, direction)
}

/// A network of any file.
pub fn load(path: &Path, conditions: &[(&str, &str)], weights: Weights, direction: Direction) -> NamedGraph {
    let bytes = std::fs::read(path).expect("a file of the tests");
    let conditions = conditions.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect();
    let parallel = if weights == Weights::Ignored { Parallel::Once } else { Parallel::Add };
    let list = read_edges(&bytes, &EdgeListOptions { weights, conditions }).expect("a readable file");
    NamedGraph::of(list.nodes, &list.edges, Meaning { direction, parallel })
}

/// A folder of the public data, if it is here: in `WATERLINE_DATA`, or beside the project. Its absence is said and
/// passes.
pub fn public_data(folder: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let root = std::env::var_os("WATERLINE_DATA").map_or(beside, PathBuf::from);
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("not checked: {} is not here; set WATERLINE_DATA to the folder of the public data", path.display());
    None
}

/// The node of a name.
pub fn node(network: &NamedGraph, name: &str) -> u32 {
    network.names.iter().position(|known| known == name).expect("a node of the network") as u32
}

/// The names of nodes, sorted.
pub fn names(network: &NamedGraph, nodes: &[u32]) -> Vec<String> {
    let mut names: Vec<String> = nodes.iter().map(|node| network.names[*node as usize].clone()).collect();
    names.sort();
    names
}

/// Chance that is the same on every day and machine.
pub struct Chance(pub u64);

impl Chance {
    /// A number from 0 up to `below`.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// Graphs of many shapes: sparse and dense, in pieces, with trees, one way and both ways; weights from .05 to 3.2.
pub fn made_up(seed: u64, nodes: u64) -> CompactGraph {
    let mut chance = Chance(seed.wrapping_mul(977) + 1);
    let mut edges = Vec::new();
    // A few trees hang on to whatever comes.
    for node in 1..nodes {
        if chance.below(3) > 0 {
            let other = chance.below(node) as u32;
            let weight = chance.below(64) as f64 / 20.0 + 0.05;
            match chance.below(3) {
                0 => edges.push(Edge { from: node as u32, to: other, weight }),
                1 => edges.push(Edge { from: other, to: node as u32, weight }),
                _ => edges.extend([(node as u32, other), (other, node as u32)].map(|(from, to)| Edge {
                    from,
                    to,
                    weight,
                })),
            }
        }
    }
    for _ in 0..chance.below(3 * nodes) {
        let (from, to) = (chance.below(nodes / 2 + 1) as u32, chance.below(nodes / 2 + 1) as u32);
        edges.push(Edge { from, to, weight: (chance.below(8) + 1) as f64 / 4.0 });
    }
    CompactGraph::of(nodes as usize, &edges, Parallel::Once)
}

/// A chain of so many nodes.
pub fn chain(nodes: u32, way: Way) -> CompactGraph {
    let edges: Vec<Edge> = (1..nodes)
        .flat_map(|node| {
            let (up, down) = (Edge::plain(node - 1, node), Edge::plain(node, node - 1));
            match way {
                Way::Up => vec![up],
                Way::Down => vec![down],
                Way::Both => vec![up, down],
            }
        })
        .collect();
    CompactGraph::of(nodes as usize, &edges, Parallel::Once)
}

/// Which way a chain leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Both,
}

/// That two rows of figures agree.
pub fn assert_near(ours: &[f64], theirs: &[f64], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (at, (our, their)) in ours.iter().zip(theirs).enumerate() {
        assert!((our - their).abs() <= 1e-9 * their.abs().max(1.0), "{what}, node {at}: {our} instead of {their}");
    }
}
