//! The concentric arrangement: a ring for each decision level, those who decide in the middle.

use super::cast::{Cast, LAST_LEVEL};
use super::orbit::{CLEAR, Compass, Orbit, TICKS};
use super::stress::{Track, settled};
use super::words::Words;
use super::{Plan, WIDTH};
use crate::layout::person_card::PersonCard;
use crate::layout::scene::{Dash, Ink, Item, Path, Rectangle, Segment, Stroke};
use crate::layout::tie::curve::crosses;

/// The room between neighbouring cards.
const ACROSS: f32 = 38.0;
const DOWN: f32 = 38.0;
/// How far apart rings are, in slots: the first of these at which everybody finds room. At the last one, √2, cards of
/// different rings are clear of each other wherever they stand.
const APART: [f32; 3] = [1.12, 1.28, 1.4143];
/// A level whose ring would have to be that much larger, in slots, gets a second ring instead.
const STRETCH: f32 = 1.1;
/// Of a ring's room so much is used, so that ties find their way out.
const FILLED: f32 = 0.88;
/// How finely a ring is drawn, in ticks.
const GRAIN: usize = 6;

/// A ring with its people.
#[derive(Debug)]
struct Ring {
    radius: f32,
    /// Its people, by index in the cast.
    people: Vec<usize>,
    /// What it is called; a further ring of a level bears no name.
    label: Option<String>,
}

/// Arranges everybody on rings.
pub(super) fn arrange(cast: &Cast<'_>, cards: &[PersonCard], words: Words) -> Plan {
    let compass = Compass::new();
    let arranged = APART.into_iter().find_map(|apart| {
        let mut rings = rings(cast, apart, &compass, words);
        let places = places(cast, &mut rings, &compass)?;
        Some((rings, places))
    });
    let Some((rings, places)) = arranged else { return Plan::default() };
    let highest = cards.iter().map(|card| card.height).fold(48.0, f32::max);
    let slot = (WIDTH + ACROSS, highest + DOWN);
    plan(&rings, &places, cards, slot, &compass)
}

fn rings(cast: &Cast<'_>, apart: f32, compass: &Compass, words: Words) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    let mut radius = 0.5;
    for level in (0..=LAST_LEVEL).map(Some).chain([None]) {
        let mut people: Vec<usize> = (0..cast.nodes.len()).filter(|at| cast.nodes[*at].level == level).collect();
        // Who has more ties stands further in when a level has several rings.
        people.sort_by(|one, other| cast.nodes[*other].weight.total_cmp(&cast.nodes[*one].weight).then(one.cmp(other)));
        let mut label = Some(match level {
            Some(LAST_LEVEL) => words.level_and_beyond(LAST_LEVEL),
            _ => words.level(level, cast.is_seated),
        });
        while !people.is_empty() {
            let (found, room) = fitting(compass, radius, people.len() + 1);
            let rest = people.split_off(room.min(people.len()));
            rings.push(Ring { radius: found, people, label: label.take() });
            people = rest;
            radius = found + apart;
        }
    }
    rings
}

/// The ring for so many cards, its name counted, that is no smaller than a radius; how many people it takes.
fn fitting(compass: &Compass, least: f32, cards: usize) -> (f32, usize) {
    let mut radius = least;
    loop {
        let orbit = Orbit::new(compass, radius);
        let room = orbit.room();
        // Small rings are filled wholly: the innermost would else be too wide.
        let usable = if room <= 6 { room } else { (room as f32 * FILLED) as usize };
        if usable >= cards || radius > least + STRETCH {
            return (radius, (usable.max(2) - 1).min(cards - 1));
        }
        radius += 0.06;
    }
}

/// The people of every ring hold to it.
struct Circles {
    radii: Vec<f32>,
}

impl Track for Circles {
    fn hold(&self, person: usize, (x, y): (f32, f32)) -> (f32, f32) {
        let length = libm::sqrtf(x * x + y * y);
        let radius = self.radii[person];
        if length < 1e-3 { (0.0, radius) } else { (x / length * radius, y / length * radius) }
    }
}

/// Where everybody stands, in slots about the middle; none when the rings are too near to each other.
fn places(cast: &Cast<'_>, rings: &mut [Ring], compass: &Compass) -> Option<Vec<(f32, f32)>> {
    let mut circles = Circles { radii: vec![0.0; cast.nodes.len()] };
    for ring in rings.iter() {
        for &at in &ring.people {
            circles.radii[at] = ring.radius;
        }
    }
    let start = start(cast, rings, &circles, compass);
    let ties: Vec<(usize, usize)> = cast.ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let mut places = settled(&start, &ties, &circles);
    let mut taken: Vec<(f32, f32)> = Vec::new();
    for ring in rings {
        let mut own = stand_apart(ring, &mut places, &taken, compass)?;
        taken.append(&mut own);
    }
    Some(places)
}

/// Ring by ring from the middle: everybody looks to where the own unit stands, and to those further in with whom there are
/// ties.
fn start(cast: &Cast<'_>, rings: &[Ring], circles: &Circles, compass: &Compass) -> Vec<(f32, f32)> {
    let mut start = vec![(0.0, 0.0); cast.nodes.len()];
    let mut is_placed = vec![false; cast.nodes.len()];
    for ring in rings {
        for &at in &ring.people {
            // The top is left to the name of the ring, so that no unit is looked for there.
            let tick = ((0.06 + 0.88 * cast.nodes[at].home) * TICKS as f32) as usize;
            let mut sum = compass.direction(tick);
            for tie in cast.ties.iter().filter(|tie| tie.from == at || tie.to == at) {
                let other = if tie.from == at { tie.to } else { tie.from };
                if is_placed[other] && circles.radii[other] < ring.radius {
                    let weight = (tie.belief.exists.probability * tie.belief.strength) as f32 * 2.0;
                    let radius = circles.radii[other];
                    sum.0 += start[other].0 / radius * weight;
                    sum.1 += start[other].1 / radius * weight;
                }
            }
            start[at] = circles.hold(at, sum);
        }
        for &at in &ring.people {
            is_placed[at] = true;
        }
    }
    start
}

/// Moves the people of a ring apart, each as little as possible, and clear of what stands further in; none when there is
/// no room. Returns what the ring takes up.
fn stand_apart(
    ring: &mut Ring,
    places: &mut [(f32, f32)],
    taken: &[(f32, f32)],
    compass: &Compass,
) -> Option<Vec<(f32, f32)>> {
    let radius = ring.radius;
    let on_ring = |tick: usize| {
        let (x, y) = compass.direction(tick);
        (x * radius, y * radius)
    };
    let is_blocked = |tick: usize| {
        let (x, y) = on_ring(tick);
        taken.iter().any(|(other_x, other_y)| (x - other_x).abs().max((y - other_y).abs()) < CLEAR)
    };
    let orbit = Orbit::new(compass, radius).without(is_blocked);
    if orbit.room() <= ring.people.len() {
        return None;
    }
    let mut wanted: Vec<(usize, usize)> = ring.people.iter().map(|&at| (Compass::tick_of(places[at]), at)).collect();
    wanted.sort_unstable();
    let ticks: Vec<usize> = wanted.iter().map(|(tick, _)| *tick).collect();
    ring.people = wanted.iter().map(|(_, at)| *at).collect();
    let mut own = Vec::new();
    if ring.label.is_some() {
        own.push(on_ring(0));
    }
    for (tick, at) in orbit.apart(&ticks).into_iter().zip(&ring.people) {
        places[*at] = on_ring(tick);
        own.push(places[*at]);
    }
    Some(own)
}

/// From slots to the page.
fn plan(rings: &[Ring], places: &[(f32, f32)], cards: &[PersonCard], slot: (f32, f32), compass: &Compass) -> Plan {
    let frame = |(x, y): (f32, f32), width: f32, height: f32| Rectangle {
        x: (x * slot.0 - width / 2.0).round(),
        y: (y * slot.1 - height / 2.0).round(),
        width,
        height,
        ..Rectangle::default()
    };
    let frames: Vec<Rectangle> =
        places.iter().zip(cards).map(|(place, card)| frame(*place, WIDTH, card.height)).collect();
    let named = rings.iter().filter_map(|ring| Some((ring.label.clone()?, ring.radius)));
    let labels: Vec<(Rectangle, String)> =
        named.map(|(label, radius)| (frame((0.0, -radius), WIDTH, 18.0), label)).collect();
    let mut plan = Plan { frames, labels, guides: Vec::new(), size: (0.0, 0.0) };
    if rings.is_empty() {
        return Plan::default();
    }
    let taken: Vec<Rectangle> = plan.frames.iter().chain(plan.labels.iter().map(|label| &label.0)).copied().collect();
    let edge =
        |pick: fn(&Rectangle) -> f32, join: fn(f32, f32) -> f32, start: f32| taken.iter().map(pick).fold(start, join);
    let (left, top) = (edge(|frame| frame.x, f32::min, f32::MAX), edge(|frame| frame.y, f32::min, f32::MAX));
    let right = edge(|frame| frame.x + frame.width, f32::max, f32::MIN);
    let bottom = edge(|frame| frame.y + frame.height, f32::max, f32::MIN);
    let page = Rectangle { x: left, y: top, width: right - left, height: bottom - top, ..Rectangle::default() };
    let taken: Vec<Rectangle> = taken.iter().map(spaced).collect();
    plan.guides = rings.iter().map(|ring| guide(ring, &taken, &page, (slot, compass))).collect();
    plan.size = (page.width, page.height);
    plan.shift(-left, -top);
    plan
}

fn spaced(frame: &Rectangle) -> Rectangle {
    const ROOM: f32 = 7.0;
    frame.grown(ROOM)
}

/// The ring itself, drawn between the cards.
fn guide(ring: &Ring, taken: &[Rectangle], page: &Rectangle, (slot, compass): ((f32, f32), &Compass)) -> Item {
    let mut path = Path::stroked(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::Short });
    let at = |tick: usize| {
        let (x, y) = compass.direction(tick);
        (x * ring.radius * slot.0, y * ring.radius * slot.1)
    };
    let mut is_down = false;
    for tick in (0..TICKS).step_by(GRAIN) {
        let (from, to) = (at(tick), at(tick + GRAIN));
        let is_on_page =
            |(x, y): (f32, f32)| x >= page.x && x <= page.x + page.width && y >= page.y && y <= page.y + page.height;
        if !is_on_page(from) || !is_on_page(to) || taken.iter().any(|frame| crosses(from, to, frame)) {
            is_down = false;
            continue;
        }
        if !is_down {
            path.segments.push(Segment::Move(from.0, from.1));
            is_down = true;
        }
        path.segments.push(Segment::Line(to.0, to.1));
    }
    Item::Path(path)
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_takes_as_many_as_it_says() {
        let compass = Compass::new();
        for cards in 2..40 {
            let (radius, people) = fitting(&compass, 0.5, cards);

            assert!(people >= 1 && people < cards.max(2), "{people} of {cards} on {radius}");
            assert!(Orbit::new(&compass, radius).room() > people, "{people} people and a name on {radius}");
        }
    }
}
