//! The layered arrangement: a row for each decision level, those who decide at the top.

use super::cast::{Cast, LAST_LEVEL};
use super::stress::{Track, settled};
use super::words::Words;
use super::{Plan, WIDTH};
use crate::layout::person_card::PersonCard;
use crate::layout::scene::{Dash, Ink, Item, Path, Rectangle, Segment, Stroke};

/// The room between neighbouring cards.
const ACROSS: f32 = 30.0;
const DOWN: f32 = 54.0;
/// The column of names of levels at the left.
const NAMES: f32 = 140.0;
/// Of a row's room so much is used, so that ties find their way through.
const FILLED: f32 = 0.8;

/// A row of people of one level.
#[derive(Debug)]
struct Row {
    people: Vec<usize>,
    /// What the level is called; a further row of a level bears no name.
    label: Option<String>,
}

/// Arranges everybody in rows.
pub(super) fn arrange(cast: &Cast<'_>, cards: &[PersonCard], words: Words) -> Plan {
    if cast.nodes.is_empty() {
        return Plan::default();
    }
    let columns = columns(cast);
    let mut rows = rows(cast, columns, words);
    let places = places(cast, &mut rows, columns);
    let highest = cards.iter().map(|card| card.height).fold(48.0, f32::max);
    let slot = (WIDTH + ACROSS, highest + DOWN);
    plan(&rows, &places, cards, slot)
}

/// How many cards have room side by side: about one for each unit, since units stay the same when a person is added.
fn columns(cast: &Cast<'_>) -> usize {
    cast.units.clamp(4, 13).max(4 + cast.nodes.len() / 15)
}

fn rows(cast: &Cast<'_>, columns: usize, words: Words) -> Vec<Row> {
    let most = ((columns as f32 * FILLED) as usize).max(1);
    let mut rows = Vec::new();
    for level in (0..=LAST_LEVEL).map(Some).chain([None]) {
        let mut people: Vec<usize> = (0..cast.nodes.len()).filter(|at| cast.nodes[*at].level == level).collect();
        // Who has more ties stands nearer to those who decide when a level has several rows.
        people.sort_by(|one, other| cast.nodes[*other].weight.total_cmp(&cast.nodes[*one].weight).then(one.cmp(other)));
        let mut label = Some(match level {
            Some(LAST_LEVEL) => words.level_and_beyond(LAST_LEVEL),
            _ => words.level(level, cast.is_seated),
        });
        rows.extend(people.chunks(most).map(|people| Row { people: people.to_vec(), label: label.take() }));
    }
    rows
}

/// The people of every row hold to it.
struct Rows {
    rows: Vec<f32>,
    last_column: f32,
}

impl Track for Rows {
    fn hold(&self, person: usize, (x, _): (f32, f32)) -> (f32, f32) {
        (x.clamp(0.0, self.last_column), self.rows[person])
    }
}

/// Where everybody stands, in slots from the upper left corner.
fn places(cast: &Cast<'_>, rows: &mut [Row], columns: usize) -> Vec<(f32, f32)> {
    let last_column = columns as f32 - 1.0;
    let mut track = Rows { rows: vec![0.0; cast.nodes.len()], last_column };
    for (row, own) in rows.iter().enumerate() {
        for &at in &own.people {
            track.rows[at] = row as f32;
        }
    }
    let start: Vec<(f32, f32)> =
        cast.nodes.iter().zip(&track.rows).map(|(node, row)| (node.home * last_column, *row)).collect();
    let ties: Vec<(usize, usize)> = cast.ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let mut places = settled(&start, &ties, &track);
    for row in rows {
        row.people.sort_by(|one, other| places[*one].0.total_cmp(&places[*other].0).then(one.cmp(other)));
        let wanted: Vec<f32> = row.people.iter().map(|at| places[*at].0).collect();
        for (x, at) in apart(&wanted, last_column).into_iter().zip(&row.people) {
            places[*at].0 = x;
        }
    }
    places
}

/// Moves people apart by at least one slot, in their order, between 0 and the last slot, each as little as is needed: the
/// nearest such places in the sense of least squares.
///
/// After Miriam Ayer and others, "An Empirical Distribution Function for Sampling with Incomplete Information" (1955): what
/// would cross is pooled.
fn apart(wanted: &[f32], last: f32) -> Vec<f32> {
    let mut pools: Vec<(f32, usize)> = Vec::new();
    for (at, place) in wanted.iter().enumerate() {
        let mut pool = (place - at as f32, 1);
        while let Some(&(sum, count)) = pools.last()
            && sum / count as f32 >= pool.0 / pool.1 as f32
        {
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    let most = last - (wanted.len().max(1) - 1) as f32;
    let level = |(sum, count): (f32, usize)| std::iter::repeat_n((sum / count as f32).clamp(0.0, most.max(0.0)), count);
    pools.into_iter().flat_map(level).enumerate().map(|(at, place)| place + at as f32).collect()
}

/// From slots to the page.
fn plan(rows: &[Row], places: &[(f32, f32)], cards: &[PersonCard], slot: (f32, f32)) -> Plan {
    let frame = |((x, y), card): (&(f32, f32), &PersonCard)| Rectangle {
        x: (NAMES + x * slot.0).round(),
        y: ((y + 0.5) * slot.1 - card.height / 2.0).round(),
        width: WIDTH,
        height: card.height,
        ..Rectangle::default()
    };
    let frames: Vec<Rectangle> = places.iter().zip(cards).map(frame).collect();
    let right = frames.iter().map(|frame| frame.x + frame.width).fold(0.0, f32::max);
    let mut plan = Plan { frames, labels: Vec::new(), guides: Vec::new(), size: (right, rows.len() as f32 * slot.1) };
    for (row, own) in rows.iter().enumerate() {
        let Some(label) = &own.label else { continue };
        let y = ((row as f32 + 0.5) * slot.1).round();
        let room = Rectangle { x: 0.0, y: y - 9.0, width: NAMES - 14.0, height: 18.0, ..Rectangle::default() };
        plan.labels.push((room, label.clone()));
        if row > 0 {
            let mut rule = Path::stroked(Stroke { ink: Ink::Border, width: 1.0, dash: Dash::Short });
            let y = (row as f32 * slot.1).round() + 0.5;
            rule.segments = vec![Segment::Move(0.0, y), Segment::Line(right, y)];
            plan.guides.push(Item::Path(rule));
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_stand_apart_within_their_row_and_who_has_room_stays() {
        assert_eq!(apart(&[0.5, 3.0, 6.0], 6.0), [0.5, 3.0, 6.0]);
        assert_eq!(apart(&[2.0, 2.0, 2.0], 6.0), [1.0, 2.0, 3.0]);
        assert_eq!(apart(&[6.0, 6.0], 6.0), [5.0, 6.0]);
        assert_eq!(apart(&[0.0, 0.0, 0.0], 2.0), [0.0, 1.0, 2.0]);
    }
}
