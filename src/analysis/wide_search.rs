//! Breadth-first search from up to 256 sources at once: one bit each, so that what their searches share is done once.
//!
//! After Manuel Then and others, "The more the merrier: efficient multi-source graph traversal" (2014).

use crate::graph::compact::CompactGraph;

/// Room for searches of one graph from `64 × WORDS` sources each; clean between searches.
pub(crate) struct WideSearch<const WORDS: usize> {
    seen: Vec<[u64; WORDS]>,
    front: Vec<[u64; WORDS]>,
    next: Vec<[u64; WORDS]>,
    here: Vec<u32>,
    coming: Vec<u32>,
}

impl<const WORDS: usize> WideSearch<WORDS> {
    /// How many sources one search takes.
    pub(crate) const WIDTH: usize = 64 * WORDS;

    pub(crate) fn new(nodes: usize) -> Self {
        let empty = vec![[0; WORDS]; nodes];
        Self { seen: empty.clone(), front: empty.clone(), next: empty, here: Vec::new(), coming: Vec::new() }
    }

    /// Searches from at most [`WIDTH`](Self::WIDTH) distinct sources, forwards, and tells of each node and level how many sources
    /// meet it there, level by level from 1 on. Nodes that `is_there` denies are walls.
    pub(crate) fn search(
        &mut self,
        graph: &CompactGraph,
        sources: impl Iterator<Item = u32>,
        is_there: impl Fn(u32) -> bool,
        mut meet: impl FnMut(u32, u32, u32),
    ) {
        self.seen.fill([0; WORDS]);
        let mut all = [0; WORDS];
        for (bit, source) in sources.enumerate() {
            let at = source as usize;
            let (word, mask) = (bit / 64, 1 << (bit % 64));
            self.seen[at][word] |= mask;
            self.front[at][word] |= mask;
            all[word] |= mask;
            self.here.push(source);
        }
        let mut level = 0;
        while !self.here.is_empty() {
            level += 1;
            let work: usize = self.here.iter().map(|node| graph.successors(*node).len()).sum();
            // Once much of the graph is on the front, asking each node who reaches it is quicker.
            if work * 3 > graph.edges() {
                self.pull(graph, all, &is_there);
            } else {
                self.push(graph, &is_there);
            }
            for node in self.here.drain(..) {
                self.front[node as usize] = [0; WORDS];
            }
            for node in &self.coming {
                let (seen, new) = (&mut self.seen[*node as usize], &self.next[*node as usize]);
                let mut met = 0;
                for word in 0..WORDS {
                    seen[word] |= new[word];
                    met += new[word].count_ones();
                }
                meet(*node, level, met);
            }
            std::mem::swap(&mut self.here, &mut self.coming);
            std::mem::swap(&mut self.front, &mut self.next);
        }
    }

    fn push(&mut self, graph: &CompactGraph, is_there: &impl Fn(u32) -> bool) {
        for node in &self.here {
            let front = self.front[*node as usize];
            for other in graph.successors(*node) {
                let at = *other as usize;
                let fresh = without(front, &self.seen[at]);
                if fresh != [0; WORDS] && is_there(*other) {
                    if self.next[at] == [0; WORDS] {
                        self.coming.push(*other);
                    }
                    for (next, fresh) in self.next[at].iter_mut().zip(fresh) {
                        *next |= fresh;
                    }
                }
            }
        }
    }

    fn pull(&mut self, graph: &CompactGraph, all: [u64; WORDS], is_there: &impl Fn(u32) -> bool) {
        for node in 0..graph.nodes() as u32 {
            let at = node as usize;
            if self.seen[at] == all || !is_there(node) {
                continue;
            }
            let mut reached = [0; WORDS];
            for other in graph.predecessors(node) {
                let front = &self.front[*other as usize];
                for word in 0..WORDS {
                    reached[word] |= front[word];
                }
            }
            let fresh = without(reached, &self.seen[at]);
            if fresh != [0; WORDS] {
                self.next[at] = fresh;
                self.coming.push(node);
            }
        }
    }
}

fn without<const WORDS: usize>(mut bits: [u64; WORDS], others: &[u64; WORDS]) -> [u64; WORDS] {
    for word in 0..WORDS {
        bits[word] &= !others[word];
    }
    bits
}
