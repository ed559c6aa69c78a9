//! The page as a grid of lanes: where cards stand, and where lines already run.

use super::search::{Notes, search};
use super::{CLEARANCE, Cell, LANE};
use crate::layout::scene::{Path, Rectangle, corners};

/// What crossing another line costs, in tenths of a lane: a detour of some length is easier to follow than a crossing.
const CROSSING: u32 = 150;

const CLOSED: u8 = 1;
/// A line of the hierarchy runs across here; down here.
const HIERARCHY_ACROSS: u8 = 2;
const HIERARCHY_DOWN: u8 = 4;
/// A further line runs across here; down here.
const FURTHER_ACROSS: u8 = 8;
const FURTHER_DOWN: u8 = 16;

/// The lanes of a page.
#[derive(Debug)]
pub(in crate::layout::org_chart) struct Grid {
    origin: (f32, f32),
    pub(super) columns: u32,
    pub(super) rows: u32,
    marks: Vec<u8>,
    notes: Notes,
}

/// A crossing just off the edge of a card, from which a line may leave it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Door {
    pub cell: Cell,
    /// The point on the edge.
    pub edge: (f32, f32),
    /// Whether the stretch between the two runs across.
    pub is_across: bool,
}

impl Grid {
    /// Lanes over an area, all open.
    pub(in crate::layout::org_chart) fn new(area: Rectangle) -> Self {
        let columns = (area.width / LANE).floor() as u32 + 1;
        let rows = (area.height / LANE).floor() as u32 + 1;
        Self {
            origin: (area.x, area.y),
            columns,
            rows,
            marks: vec![0; columns as usize * rows as usize],
            notes: Notes::default(),
        }
    }

    fn at(&self, (column, row): Cell) -> usize {
        row as usize * self.columns as usize + column as usize
    }

    fn mark(&self, cell: Cell) -> u8 {
        self.marks[self.at(cell)]
    }

    pub(super) fn is_closed(&self, cell: Cell) -> bool {
        self.mark(cell) & CLOSED != 0
    }

    /// What it costs, in tenths of a lane, that others run the same way here; and that they are crossed.
    pub(super) fn company(&self, cell: Cell, across: bool) -> u32 {
        let mark = self.mark(cell);
        let (along, beside) = if across {
            (mark & (HIERARCHY_ACROSS | FURTHER_ACROSS), mark & (HIERARCHY_DOWN | FURTHER_DOWN))
        } else {
            (mark & (HIERARCHY_DOWN | FURTHER_DOWN), mark & (HIERARCHY_ACROSS | FURTHER_ACROSS))
        };
        let along = match along {
            0 => 0,
            further if further & (FURTHER_ACROSS | FURTHER_DOWN) != 0 => 300,
            _ => 120,
        };
        along + if beside == 0 { 0 } else { CROSSING }
    }

    /// The lanes, as a range of columns or rows, that lie strictly between two positions.
    fn lanes(origin: f32, count: u32, from: f32, to: f32) -> std::ops::Range<u32> {
        let first = ((from - origin) / LANE).floor() + 1.0;
        let end = ((to - origin) / LANE).ceil();
        (first.max(0.0) as u32)..(end.max(0.0) as u32).min(count)
    }

    fn columns_between(&self, from: f32, to: f32) -> std::ops::Range<u32> {
        Self::lanes(self.origin.0, self.columns, from, to)
    }

    fn rows_between(&self, from: f32, to: f32) -> std::ops::Range<u32> {
        Self::lanes(self.origin.1, self.rows, from, to)
    }

    fn add(&mut self, columns: std::ops::Range<u32>, rows: std::ops::Range<u32>, mark: u8) {
        for row in rows {
            for column in columns.clone() {
                let at = self.at((column, row));
                self.marks[at] |= mark;
            }
        }
    }

    /// Closes what a card covers, with some room around it.
    pub(in crate::layout::org_chart) fn close(&mut self, card: &Rectangle) {
        let columns = self.columns_between(card.x - CLEARANCE, card.x + card.width + CLEARANCE);
        let rows = self.rows_between(card.y - CLEARANCE, card.y + card.height + CLEARANCE);
        self.add(columns, rows, CLOSED);
    }

    /// Notes where the lines of a path run.
    pub(in crate::layout::org_chart) fn note_hierarchy(&mut self, path: &Path) {
        for line in path.stretches() {
            self.note(line, HIERARCHY_ACROSS, HIERARCHY_DOWN);
        }
    }

    fn note(&mut self, line: Rectangle, across: u8, down: u8) {
        let near = LANE * 0.6;
        let mark = if line.width >= line.height { across } else { down };
        let columns = self.columns_between(line.x - near, line.x + line.width + near);
        let rows = self.rows_between(line.y - near, line.y + line.height + near);
        self.add(columns, rows, mark);
    }

    pub(super) fn point(&self, (column, row): Cell) -> (f32, f32) {
        (self.origin.0 + column as f32 * LANE, self.origin.1 + row as f32 * LANE)
    }

    /// The doors of a card. Middles of edges are left to the lines of the hierarchy.
    fn doors(&self, card: &Rectangle) -> Vec<Door> {
        let (right, bottom) = (card.x + card.width, card.y + card.height);
        let (middle_x, middle_y) = (card.x + card.width / 2.0, card.y + card.height / 2.0);
        let mut doors = Vec::new();
        let mut add = |column: Option<u32>, row: Option<u32>, edge: (f32, f32), is_across: bool| {
            doors.extend(column.zip(row).map(|cell| Door { cell, edge, is_across }));
        };
        let first_left = self.columns_between(card.x - CLEARANCE - LANE, card.x - CLEARANCE + 0.01).next_back();
        let first_right = self.columns_between(right + CLEARANCE - 0.01, right + CLEARANCE + LANE + 0.01).next();
        for row in self.rows_between(card.y + 7.0, bottom - 7.0) {
            let y = self.point((0, row)).1;
            if (y - middle_y).abs() > 5.0 {
                add(first_left, Some(row), (card.x, y), true);
                add(first_right, Some(row), (right, y), true);
            }
        }
        let first_above = self.rows_between(card.y - CLEARANCE - LANE, card.y - CLEARANCE + 0.01).next_back();
        let first_below = self.rows_between(bottom + CLEARANCE - 0.01, bottom + CLEARANCE + LANE + 0.01).next();
        for column in self.columns_between(card.x + 14.0, right - 14.0) {
            let x = self.point((column, 0)).0;
            if (x - middle_x).abs() > 9.0 {
                add(Some(column), first_above, (x, card.y), false);
                add(Some(column), first_below, (x, bottom), false);
            }
        }
        doors.retain(|door| !self.is_closed(door.cell));
        // Two further lines that meet a card at one point would look like one.
        let is_free = |door: &Door| self.mark(door.cell) & (FURTHER_ACROSS | FURTHER_DOWN) == 0;
        if doors.iter().any(is_free) {
            doors.retain(is_free);
        }
        doors
    }

    /// The way from one card to another, edge to edge; none when cards wall one of them in. Later lines keep off it.
    pub(in crate::layout::org_chart) fn route(&mut self, from: &Rectangle, to: &Rectangle) -> Option<Vec<(f32, f32)>> {
        let (from, to) = (self.doors(from), self.doors(to));
        let mut notes = std::mem::take(&mut self.notes);
        let found = search(self, &mut notes, &from, &to);
        self.notes = notes;
        let cells = found?;
        let (first, last) = (cells[0], cells[cells.len() - 1]);
        let edge = |doors: &[Door], cell| doors.iter().find(|door| door.cell == cell).map(|door| door.edge);
        let mut points = vec![edge(&from, first)?];
        points.extend(cells.iter().map(|&cell| self.point(cell)));
        points.push(edge(&to, last)?);
        let corners = corners(points);
        let mut way = Path::default();
        way.add_rounded(&corners, 0.0);
        for line in way.stretches() {
            self.note(line, FURTHER_ACROSS, FURTHER_DOWN);
        }
        Some(corners)
    }
}
