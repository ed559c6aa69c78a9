//! The cheapest way over the grid.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Cell;
use super::grid::{Door, Grid};

/// Costs in tenths of a lane.
const STEP: u32 = 10;
const BEND: u32 = 60;

/// How much the distance that is left counts, in tenths: a little more than it must, so that far fewer ways are tried
/// and the one found is at most that much longer than the best.
const HASTE: u32 = 12;

/// The four directions, by change of column and row; the first two run across.
const DIRECTIONS: [(i32, i32); 4] = [(1, 0), (-1, 0), (0, 1), (0, -1)];

/// Marks a state from which a way begins.
const BEGINNING: u8 = u8::MAX;

/// What a search notes of each crossing, kept from one search to the next: what belongs to an earlier search bears an
/// earlier number, so that nothing needs to be cleared.
#[derive(Debug, Default)]
pub(super) struct Notes {
    search: u32,
    states: Vec<State>,
}

/// A crossing as entered across or down.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    search: u32,
    cost: u32,
    /// The direction in which it was entered, and whether the way ran across before that.
    entered: u8,
}

/// The crossings of the cheapest way, first to last; none when there is no way.
pub(super) fn search(grid: &Grid, notes: &mut Notes, from: &[Door], to: &[Door]) -> Option<Vec<Cell>> {
    notes.search += 1;
    notes.states.resize(grid.columns as usize * grid.rows as usize * 2, State::default());
    let goals = Goals::of(to)?;
    let mut open = BinaryHeap::new();
    for door in from {
        // The stretch from the edge of the card to the crossing runs across or down.
        let state = number(grid, door.cell, door.is_across);
        notes.states[state] = State { search: notes.search, cost: 0, entered: BEGINNING };
        open.push(Reverse((goals.estimate(door.cell), 0, state)));
    }
    while let Some(Reverse((_, cost, state))) = open.pop() {
        if cost > notes.states[state].cost {
            continue;
        }
        let (cell, across) = (cell_of(grid, state), state % 2 == 1);
        if to.iter().any(|door| door.cell == cell) {
            return Some(trace(grid, notes, state));
        }
        for (direction, (columns, rows)) in DIRECTIONS.into_iter().enumerate() {
            let next = (cell.0.wrapping_add_signed(columns), cell.1.wrapping_add_signed(rows));
            if next.0 >= grid.columns || next.1 >= grid.rows || grid.is_closed(next) {
                continue;
            }
            let next_across = direction < 2;
            let bend = if next_across == across { 0 } else { BEND };
            let next_cost = cost + STEP + bend + grid.company(next, next_across);
            let next_state = number(grid, next, next_across);
            let known = &mut notes.states[next_state];
            if known.search != notes.search || next_cost < known.cost {
                let entered = direction as u8 * 2 + u8::from(across);
                *known = State { search: notes.search, cost: next_cost, entered };
                open.push(Reverse((next_cost + goals.estimate(next), next_cost, next_state)));
            }
        }
    }
    None
}

fn number(grid: &Grid, (column, row): Cell, across: bool) -> usize {
    (row as usize * grid.columns as usize + column as usize) * 2 + usize::from(across)
}

fn cell_of(grid: &Grid, state: usize) -> Cell {
    let cell = state / 2;
    ((cell % grid.columns as usize) as u32, (cell / grid.columns as usize) as u32)
}

/// Walks back from the end.
fn trace(grid: &Grid, notes: &Notes, end: usize) -> Vec<Cell> {
    let mut state = end;
    let mut cells = vec![cell_of(grid, state)];
    while notes.states[state].entered != BEGINNING {
        let entered = notes.states[state].entered;
        let (columns, rows) = DIRECTIONS[usize::from(entered / 2)];
        let (column, row) = cell_of(grid, state);
        let before = (column.wrapping_add_signed(-columns), row.wrapping_add_signed(-rows));
        state = number(grid, before, entered % 2 == 1);
        cells.push(before);
    }
    cells.reverse();
    cells
}

/// The box around all crossings at which the way may end.
struct Goals {
    left: u32,
    right: u32,
    top: u32,
    bottom: u32,
}

impl Goals {
    fn of(doors: &[Door]) -> Option<Self> {
        let columns = || doors.iter().map(|door| door.cell.0);
        let rows = || doors.iter().map(|door| door.cell.1);
        Some(Self { left: columns().min()?, right: columns().max()?, top: rows().min()?, bottom: rows().max()? })
    }

    /// About what a way from here will cost: the distance to the box.
    fn estimate(&self, (column, row): Cell) -> u32 {
        let across = self.left.saturating_sub(column).max(column.saturating_sub(self.right));
        let down = self.top.saturating_sub(row).max(row.saturating_sub(self.bottom));
        (across + down) * HASTE
    }
}
