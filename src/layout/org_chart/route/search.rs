//! The cheapest way over the grid.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Cell;
use super::grid::Grid;

/// Costs in tenths of a lane.
const STEP: u32 = 10;
const BEND: u32 = 60;

/// How far beyond the box around both cards a line may stray, in lanes, before the whole page is searched.
const MARGIN: u32 = 60;

/// Where a line may begin and end: crossings of lanes, with the points on the edges of the cards.
pub(super) struct Ends {
    pub from: Vec<(Cell, (f32, f32))>,
    pub to: Vec<(Cell, (f32, f32))>,
}

/// The part of the grid that is searched.
#[derive(Clone, Copy)]
struct Window {
    left: u32,
    top: u32,
    columns: u32,
    rows: u32,
}

/// The crossings of the cheapest way, first to last; none when there is no way.
pub(super) fn search(grid: &Grid, ends: &Ends) -> Option<Vec<Cell>> {
    let whole = Window { left: 0, top: 0, columns: grid.columns, rows: grid.rows };
    let near = Window::around(grid, ends)?;
    search_within(grid, ends, near).or_else(|| search_within(grid, ends, whole))
}

impl Window {
    fn around(grid: &Grid, ends: &Ends) -> Option<Self> {
        let cells = || ends.from.iter().chain(&ends.to).map(|end| end.0);
        let left = cells().map(|cell| cell.0).min()?.saturating_sub(MARGIN);
        let top = cells().map(|cell| cell.1).min()?.saturating_sub(MARGIN);
        let right = (cells().map(|cell| cell.0).max()? + MARGIN).min(grid.columns - 1);
        let bottom = (cells().map(|cell| cell.1).max()? + MARGIN).min(grid.rows - 1);
        Some(Self { left, top, columns: right - left + 1, rows: bottom - top + 1 })
    }

    /// The number of a crossing, entered across or down.
    fn state(&self, (column, row): Cell, across: bool) -> usize {
        let cell = (row - self.top) as usize * self.columns as usize + (column - self.left) as usize;
        cell * 2 + usize::from(across)
    }

    fn cell(&self, state: usize) -> (Cell, bool) {
        let cell = state / 2;
        let (row, column) = (cell / self.columns as usize, cell % self.columns as usize);
        ((column as u32 + self.left, row as u32 + self.top), state % 2 == 1)
    }

    fn neighbours(&self, (column, row): Cell) -> impl Iterator<Item = (Cell, bool)> {
        let right = (column + 1 < self.left + self.columns).then_some(((column + 1, row), true));
        let left = (column > self.left).then(|| ((column - 1, row), true));
        let down = (row + 1 < self.top + self.rows).then_some(((column, row + 1), false));
        let up = (row > self.top).then(|| ((column, row - 1), false));
        [right, left, down, up].into_iter().flatten()
    }
}

fn search_within(grid: &Grid, ends: &Ends, window: Window) -> Option<Vec<Cell>> {
    const UNSEEN: u32 = u32::MAX;
    let states = window.columns as usize * window.rows as usize * 2;
    let mut costs = vec![UNSEEN; states];
    let mut came_from = vec![UNSEEN; states];
    let goals = Goals::new(&ends.to, window, states);
    let mut open = BinaryHeap::new();
    for &(cell, edge) in &ends.from {
        let state = window.state(cell, is_across(grid, cell, edge));
        costs[state] = 0;
        open.push(Reverse((goals.estimate(cell), 0, state)));
    }
    while let Some(Reverse((_, cost, state))) = open.pop() {
        if cost > costs[state] {
            continue;
        }
        let (cell, across) = window.cell(state);
        if goals.is_reached(state) {
            return Some(trace(&came_from, state, window));
        }
        for (next, next_across) in window.neighbours(cell) {
            if grid.is_closed(next) {
                continue;
            }
            let bend = if next_across == across { 0 } else { BEND };
            let next_cost = cost + STEP + bend + grid.company(next, next_across);
            let next_state = window.state(next, next_across);
            if next_cost < costs[next_state] {
                costs[next_state] = next_cost;
                came_from[next_state] = state as u32;
                open.push(Reverse((next_cost + goals.estimate(next), next_cost, next_state)));
            }
        }
    }
    None
}

/// Whether the stretch between a crossing and the edge of its card runs across.
fn is_across(grid: &Grid, cell: Cell, edge: (f32, f32)) -> bool {
    (grid.point(cell).1 - edge.1).abs() < 0.01
}

fn trace(came_from: &[u32], end: usize, window: Window) -> Vec<Cell> {
    let mut cells = vec![window.cell(end).0];
    let mut state = end;
    while came_from[state] != u32::MAX {
        state = came_from[state] as usize;
        cells.push(window.cell(state).0);
    }
    cells.reverse();
    cells
}

/// The crossings at which the way may end.
struct Goals {
    reached: Vec<u64>,
    left: u32,
    right: u32,
    top: u32,
    bottom: u32,
}

impl Goals {
    fn new(to: &[(Cell, (f32, f32))], window: Window, states: usize) -> Self {
        let mut goals =
            Self { reached: vec![0; states.div_ceil(64)], left: u32::MAX, right: 0, top: u32::MAX, bottom: 0 };
        for &((column, row), _) in to {
            for across in [false, true] {
                let state = window.state((column, row), across);
                goals.reached[state / 64] |= 1 << (state % 64);
            }
            goals.left = goals.left.min(column);
            goals.right = goals.right.max(column);
            goals.top = goals.top.min(row);
            goals.bottom = goals.bottom.max(row);
        }
        goals
    }

    fn is_reached(&self, state: usize) -> bool {
        self.reached[state / 64] >> (state % 64) & 1 == 1
    }

    /// The least that a way from here can cost: the distance to the box around all goals.
    fn estimate(&self, (column, row): Cell) -> u32 {
        let across = self.left.saturating_sub(column).max(column.saturating_sub(self.right));
        let down = self.top.saturating_sub(row).max(row.saturating_sub(self.bottom));
        (across + down) * STEP
    }
}
