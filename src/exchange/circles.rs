//! Finds the lines of a file that would close a circle of command: the last of each circle, in file order.

use std::collections::HashMap;

use crate::model::line::Place;

/// A line from a subordinate up to a superior.
pub(super) type Upward = (Place, Place);

/// How much searching is spent on lists whose posts have several superiors within circles.
const STEPS: usize = 20_000_000;

/// What is to be done with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    Draw,
    /// It would close this circle, from the subordinate up and back to it.
    Closes(Vec<Place>),
    /// The search for circles was given up.
    TooTangled,
}

/// Judges the wanted lines in their order; the fixed ones are there already and close no circle.
pub(super) fn judge(fixed: &[Upward], wanted: &[Upward]) -> Vec<Verdict> {
    let mut verdicts = vec![Verdict::Draw; wanted.len()];
    let mut graph = Graph::default();
    for (subordinate, superior) in fixed.iter().chain(wanted) {
        graph.connect(*subordinate, *superior);
    }
    let in_circles = graph.peel();
    if !in_circles.contains(&true) {
        return verdicts;
    }
    let mut search = Search::new(&graph, &in_circles);
    for (edge, (subordinate, superior)) in graph.edges.iter().copied().enumerate() {
        let verdict = edge.checked_sub(fixed.len()).map(|wanted| &mut verdicts[wanted]);
        if !in_circles[subordinate] || !in_circles[superior] {
            continue;
        }
        let found = search.climb(superior, subordinate);
        match (found, verdict) {
            (Climb::Misses, _) | (_, None) => search.accept(subordinate, superior),
            (Climb::Reaches(path), Some(verdict)) => {
                let path = std::iter::once(subordinate).chain(path);
                *verdict = Verdict::Closes(path.map(|node| graph.places[node]).collect());
            }
            (Climb::GivesUp, Some(verdict)) => *verdict = Verdict::TooTangled,
        }
    }
    verdicts
}

#[derive(Default)]
struct Graph {
    places: Vec<Place>,
    numbers: HashMap<Place, usize>,
    /// Subordinate and superior.
    edges: Vec<(usize, usize)>,
}

impl Graph {
    fn connect(&mut self, subordinate: Place, superior: Place) {
        let edge = (self.number(subordinate), self.number(superior));
        self.edges.push(edge);
    }

    fn number(&mut self, place: Place) -> usize {
        let next = self.places.len();
        *self.numbers.entry(place).or_insert_with(|| {
            self.places.push(place);
            next
        })
    }

    /// Takes away, again and again, whoever commands nobody or obeys nobody; true for who is left.
    fn peel(&self) -> Vec<bool> {
        let count = self.places.len();
        let mut above = vec![Vec::new(); count];
        let mut below = vec![Vec::new(); count];
        for (subordinate, superior) in &self.edges {
            above[*subordinate].push(*superior);
            below[*superior].push(*subordinate);
        }
        let mut degrees: Vec<(usize, usize)> = (0..count).map(|node| (above[node].len(), below[node].len())).collect();
        let mut is_left = vec![true; count];
        let mut open: Vec<usize> = (0..count).filter(|node| degrees[*node].0 == 0 || degrees[*node].1 == 0).collect();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut is_left[node], false) {
                continue;
            }
            for superior in &above[node] {
                degrees[*superior].1 -= 1;
                if degrees[*superior].1 == 0 {
                    open.push(*superior);
                }
            }
            for subordinate in &below[node] {
                degrees[*subordinate].0 -= 1;
                if degrees[*subordinate].0 == 0 {
                    open.push(*subordinate);
                }
            }
        }
        is_left
    }
}

enum Climb {
    Misses,
    /// The way up, from where it began to where it was to end.
    Reaches(Vec<usize>),
    GivesUp,
}

/// Who commands whom by the lines accepted so far.
struct Search {
    above: Vec<Vec<usize>>,
    /// While everybody has one superior at most: a step on the way to the top, shortened with each use.
    tops: Option<Vec<usize>>,
    seen: Vec<u32>,
    round: u32,
    steps_left: usize,
}

impl Search {
    fn new(graph: &Graph, in_circles: &[bool]) -> Self {
        let count = graph.places.len();
        let mut superiors = vec![0_u32; count];
        for (subordinate, superior) in &graph.edges {
            superiors[*subordinate] += u32::from(in_circles[*subordinate] && in_circles[*superior]);
        }
        let is_forest = superiors.iter().all(|superiors| *superiors <= 1);
        Self {
            above: vec![Vec::new(); count],
            tops: is_forest.then(|| (0..count).collect()),
            seen: vec![0; count],
            round: 0,
            steps_left: STEPS,
        }
    }

    fn accept(&mut self, subordinate: usize, superior: usize) {
        self.above[subordinate].push(superior);
        if let Some(tops) = &mut self.tops {
            tops[subordinate] = superior;
        }
    }

    /// Whether the way up from one leads to the other.
    fn climb(&mut self, from: usize, to: usize) -> Climb {
        if from == to {
            return Climb::Reaches(vec![to]);
        }
        if let Some(tops) = &mut self.tops {
            let mut top = from;
            while tops[top] != top {
                tops[top] = tops[tops[top]];
                top = tops[top];
            }
            if top != to {
                return Climb::Misses;
            }
            let mut path = vec![from];
            let mut node = from;
            while node != to {
                node = self.above[node][0];
                path.push(node);
            }
            return Climb::Reaches(path);
        }
        self.search(from, to)
    }

    fn search(&mut self, from: usize, to: usize) -> Climb {
        self.round += 1;
        let mut came_from: HashMap<usize, usize> = HashMap::new();
        let mut open = vec![from];
        self.seen[from] = self.round;
        while let Some(node) = open.pop() {
            for superior in &self.above[node] {
                if self.steps_left == 0 {
                    return Climb::GivesUp;
                }
                self.steps_left -= 1;
                if std::mem::replace(&mut self.seen[*superior], self.round) == self.round {
                    continue;
                }
                came_from.insert(*superior, node);
                if *superior == to {
                    let mut path = vec![to];
                    while let Some(before) = path.last().and_then(|node| came_from.get(node)) {
                        path.push(*before);
                    }
                    path.reverse();
                    return Climb::Reaches(path);
                }
                open.push(*superior);
            }
        }
        Climb::Misses
    }
}
