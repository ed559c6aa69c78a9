//! Where on its ring each person stands: near those with whom there are ties.
//!
//! Every person begins where the own unit stands among all units, drawn towards those further in, and is then moved until
//! distances in the picture agree with distances over ties; a spring to the beginning keeps the picture the same when
//! little changes. After Emden Gansner, Yehuda Koren and Stephen North, "Graph Drawing by Stress Majorization" (2004), and,
//! for the rings, Ulrik Brandes and Christian Pich, "More Flexible Radial Layout" (2011).

use std::collections::VecDeque;

/// How often everybody is moved once.
const ROUNDS: usize = 30;
/// The wanted distance of people with a tie, in slots.
const STEP: f32 = 1.5;
/// How much the beginning counts against all ties together.
const ANCHOR: f32 = 0.5;
/// People further apart over ties do not feel each other.
const FAR: u32 = 4;

/// Where people are held: on a ring about the middle, or on a row.
pub(super) trait Track {
    /// The nearest place on the track of a person.
    fn hold(&self, person: usize, place: (f32, f32)) -> (f32, f32);
}

/// Moves everybody from `start` so that those with ties come near to each other, each on the own track.
///
/// `ties` are pairs of indices; the order of ties and people does not matter beyond rounding.
pub(super) fn settled(start: &[(f32, f32)], ties: &[(usize, usize)], track: &impl Track) -> Vec<(f32, f32)> {
    let near = distances(start.len(), ties);
    let mut places = start.to_vec();
    for _ in 0..ROUNDS {
        for person in 0..places.len() {
            if near[person].is_empty() {
                continue;
            }
            let here = places[person];
            let (mut sum, mut x, mut y) = (0.0_f32, 0.0_f32, 0.0_f32);
            for &(other, steps) in &near[person] {
                let wanted = steps as f32 * STEP;
                let weight = 1.0 / (wanted * wanted);
                let there = places[other];
                let (dx, dy) = (here.0 - there.0, here.1 - there.1);
                let length = libm::sqrtf(dx * dx + dy * dy).max(0.01);
                x += weight * (there.0 + dx * wanted / length);
                y += weight * (there.1 + dy * wanted / length);
                sum += weight;
            }
            let anchor = ANCHOR * sum;
            let pulled =
                ((x + anchor * start[person].0) / (sum + anchor), (y + anchor * start[person].1) / (sum + anchor));
            places[person] = track.hold(person, pulled);
        }
    }
    places
}

/// Who is within reach of each, over how many ties.
fn distances(people: usize, ties: &[(usize, usize)]) -> Vec<Vec<(usize, u32)>> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); people];
    for &(one, other) in ties {
        next[one].push(other);
        next[other].push(one);
    }
    for others in &mut next {
        others.sort_unstable();
        others.dedup();
    }
    (0..people)
        .map(|person| {
            let mut steps = vec![u32::MAX; people];
            let mut open = VecDeque::from([person]);
            let mut found = Vec::new();
            steps[person] = 0;
            while let Some(at) = open.pop_front() {
                let further = steps[at] + 1;
                for &other in next[at].iter().filter(|_| further <= FAR) {
                    if steps[other] == u32::MAX {
                        steps[other] = further;
                        found.push((other, further));
                        open.push_back(other);
                    }
                }
            }
            found
        })
        .collect()
}
