//! Circles: solid lines must not close a circle of command, and no unit or cause may lie within itself.

use std::collections::{BTreeMap, BTreeSet};

use super::id::{CauseId, LineId, UnitId};
use super::line::{Line, LineKind};
use super::map::AccountMap;
use super::record::{Kind, RecordRef};
use super::refusal::{Refusal, Why};
use super::time::{Day, Span};

/// Up to so many new lines each is followed upward by itself; beyond, one pass over all lines comes first.
const FEW: usize = 16;

/// What a batch touched that might close a circle, with the place of each change in the batch.
#[derive(Debug, Default)]
pub(super) struct Circles {
    /// The place of the change being taken.
    pub(super) at: usize,
    lines: Vec<(usize, LineId)>,
    units: Vec<(usize, UnitId)>,
    causes: Vec<(usize, CauseId)>,
}

impl Circles {
    /// A line was drawn or edited.
    pub(super) fn line_drawn(&mut self, id: LineId) {
        self.lines.push((self.at, id));
    }

    /// A unit was added or edited.
    pub(super) fn unit_moved(&mut self, id: UnitId) {
        self.units.push((self.at, id));
    }

    /// A cause was edited.
    pub(super) fn cause_moved(&mut self, id: CauseId) {
        self.causes.push((self.at, id));
    }

    /// Checks everything that was touched against the map as the whole batch leaves it.
    pub(super) fn check(&self, map: &AccountMap) -> Result<(), Refusal> {
        let unit_parent = |id| map.units.get(&id).and_then(|unit| unit.parent).map(|parent| parent.0);
        let cause_parent = |id| map.causes.get(&id).and_then(|cause| cause.parent).map(|parent| parent.0);
        let units = self.units.iter().map(|(at, id)| (*at, id.0));
        let causes = self.causes.iter().map(|(at, id)| (*at, id.0));
        check_tree(map, Kind::Unit, units, unit_parent)?;
        check_tree(map, Kind::Cause, causes, cause_parent)?;
        self.check_lines(map)
    }

    fn check_lines(&self, map: &AccountMap) -> Result<(), Refusal> {
        if self.lines.len() > FEW && solid_lines_are_acyclic(map) {
            return Ok(());
        }
        for (at, id) in &self.lines {
            let Some(line) = map.lines.get(&id.0).filter(|line| line.kind == LineKind::Solid) else { continue };
            if let Some(path) = circle_through(map, line) {
                let path = path.into_iter().map(|place| map.name_of(place)).collect();
                return Err(Refusal { at: *at, why: Why::CircleOfCommand { path } });
            }
        }
        Ok(())
    }
}

/// Follows parents upward from each touched node; nodes known to be fine are not followed twice.
fn check_tree(
    map: &AccountMap,
    kind: Kind,
    touched: impl Iterator<Item = (usize, uuid::Uuid)>,
    parent: impl Fn(uuid::Uuid) -> Option<uuid::Uuid>,
) -> Result<(), Refusal> {
    let mut fine = BTreeSet::new();
    for (at, start) in touched {
        let mut path = Vec::new();
        let mut on_path = BTreeSet::new();
        let mut node = Some(start);
        while let Some(id) = node.filter(|id| !fine.contains(id)) {
            if !on_path.insert(id) {
                let from = path.iter().position(|other| *other == id).expect("it is on the path");
                path.push(id);
                let path = path[from..].iter().map(|id| map.name_of(RecordRef::new(kind, *id))).collect();
                return Err(Refusal { at, why: Why::CircleOfUnits { path } });
            }
            path.push(id);
            node = parent(id);
        }
        fine.extend(on_path);
    }
    Ok(())
}

/// Are all solid lines together, whatever their days, free of circles? (Kahn 1962.)
fn solid_lines_are_acyclic(map: &AccountMap) -> bool {
    let solid = || map.lines.values().filter(|line| line.kind == LineKind::Solid);
    let mut superiors: BTreeMap<RecordRef, usize> = BTreeMap::new();
    let mut below: BTreeMap<RecordRef, Vec<RecordRef>> = BTreeMap::new();
    for line in solid() {
        let (superior, subordinate) = (line.superior.reference(), line.subordinate.reference());
        superiors.entry(superior).or_default();
        *superiors.entry(subordinate).or_default() += 1;
        below.entry(superior).or_default().push(subordinate);
    }
    let mut free: Vec<RecordRef> =
        superiors.iter().filter(|(_, count)| **count == 0).map(|(place, _)| *place).collect();
    let mut removed = 0;
    while let Some(place) = free.pop() {
        removed += 1;
        for subordinate in below.get(&place).into_iter().flatten() {
            let count = superiors.get_mut(subordinate).expect("every end of a line was counted");
            *count -= 1;
            if *count == 0 {
                free.push(*subordinate);
            }
        }
    }
    removed == superiors.len()
}

/// The circle that this line closes on some day, as places from superior to subordinate, the first repeated at the end.
fn circle_through(map: &AccountMap, line: &Line) -> Option<Vec<RecordRef>> {
    // Without days first: that settles nearly every case.
    climb(map, line, |_| true)?;
    days_to_try(map, line).into_iter().find_map(|day| climb(map, line, |span| covers(span, day)))
}

/// Climbs from the line's superior along solid lines that `holds` lets pass; the path if it comes to the line's subordinate.
fn climb(map: &AccountMap, line: &Line, holds: impl Fn(Span) -> bool) -> Option<Vec<RecordRef>> {
    let (start, goal) = (line.superior.reference(), line.subordinate.reference());
    let mut came_from: BTreeMap<RecordRef, RecordRef> = BTreeMap::new();
    let mut open = vec![start];
    while let Some(place) = open.pop() {
        if place == goal {
            // From the goal back to the start leads downward: goal commands … commands start commands goal.
            let mut path = vec![goal];
            let mut step = goal;
            while step != start {
                step = came_from[&step];
                path.push(step);
            }
            path.push(goal);
            return Some(path);
        }
        for superior in
            solid_lines_to(map, place).filter(|above| holds(above.span)).map(|above| above.superior.reference())
        {
            if superior != start && !came_from.contains_key(&superior) {
                came_from.insert(superior, place);
                open.push(superior);
            }
        }
    }
    None
}

fn solid_lines_to(map: &AccountMap, place: RecordRef) -> impl Iterator<Item = &std::sync::Arc<Line>> {
    map.referrers(place)
        .filter(|by| by.kind == Kind::Line)
        .filter_map(|by| map.lines.get(&by.id))
        .filter(move |line| line.kind == LineKind::Solid && line.subordinate.reference() == place)
}

/// A set of lines holds together, if at all, on the first day of one of them; so only those days inside the line's own span matter.
fn days_to_try(map: &AccountMap, line: &Line) -> BTreeSet<Option<Day>> {
    let begins = map.lines.values().filter(|other| other.kind == LineKind::Solid).map(|other| other.span.from);
    begins.chain([line.span.from]).filter(|day| covers(line.span, *day)).collect()
}

/// Does the span cover this day? `None` is a day before all others.
fn covers(span: Span, day: Option<Day>) -> bool {
    match day {
        Some(day) => span.covers(day),
        None => span.from.is_none(),
    }
}
