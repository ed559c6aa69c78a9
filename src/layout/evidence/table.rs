//! The table of claims by grade: rows of wrapped cells under a heading for each letter, cut into pieces between rows.

use super::words::Words;
use crate::belief::weight;
use crate::font::{Line, Weight, Wrap, wrap};
use crate::layout::scene::{
    Dash, Group, Ink, Item, Lettering, Path, Rectangle, Reference, Role, Segment, Stroke, write_line,
};
use crate::model::claim::Claim;
use crate::model::time::Day;

/// How wide the table is.
pub(super) const WIDTH: f32 = 1_048.0;

/// Where each column begins, and how wide its words may be.
const COLUMNS: [(f32, f32); 7] =
    [(0.0, 38.0), (46.0, 414.0), (476.0, 44.0), (528.0, 198.0), (742.0, 124.0), (878.0, 84.0), (974.0, 74.0)];

const HEADING: Lettering = Lettering { size: 11.0, weight: Weight::Medium, ink: Ink::Muted };
const CELL: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::Text };
const GRADE: Lettering = Lettering { size: 12.0, weight: Weight::Medium, ink: Ink::BandText };
const HEADING_HEIGHT: f32 = 26.0;
const GRADE_HEIGHT: f32 = 24.0;
const LINE: f32 = 17.0;
const ROW_PAD: f32 = 9.0;
/// The most lines of a cell, after which it ends in "…"; its whole text is the row's name.
const MOST_LINES: usize = 4;

/// The claims of a picture, in the order of their numbers.
pub(super) struct Table<'a> {
    rows: Vec<Row>,
    words: Words<'a>,
}

/// A claim with its cells in lines.
struct Row {
    letter: char,
    reference: Reference,
    label: String,
    shows_label: bool,
    cells: [Vec<Line>; 7],
    height: f32,
}

/// A part of the table that stands together.
pub(super) struct Piece {
    /// Drawn from (0, 0) on.
    pub items: Vec<Item>,
    /// How high it is.
    pub height: f32,
}

impl<'a> Table<'a> {
    pub(super) fn of(claims: &[&Claim], day: Option<Day>, words: Words<'a>) -> Self {
        let rows = claims.iter().zip(1..).map(|(claim, number)| Row::of(claim, number, day, words)).collect();
        Self { rows, words }
    }

    /// The table in pieces no higher than asked. Each begins with the headings; the heading of a letter stands before
    /// its first row and again at the top of each piece.
    pub(super) fn pieces(&self, most: f32) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = self.rows.as_slice();
        while !rest.is_empty() {
            let mut piece = Piece { items: Vec::new(), height: 0.0 };
            self.headings(&mut piece);
            let (mut letter, mut taken) = (None, 0);
            for row in rest {
                let is_new = letter != Some(row.letter);
                let needed = row.height + if is_new { GRADE_HEIGHT } else { 0.0 };
                // A row higher than a page stands on one of its own.
                if piece.height + needed > most && taken > 0 {
                    break;
                }
                if is_new {
                    self.grade(&mut piece, row.letter);
                    letter = Some(row.letter);
                }
                row.draw(&mut piece);
                taken += 1;
            }
            rest = &rest[taken..];
            pieces.push(piece);
        }
        pieces
    }

    fn headings(&self, piece: &mut Piece) {
        for (words, (x, _)) in self.words.columns().into_iter().zip(COLUMNS) {
            write_line(&mut piece.items, words, x, 15.0, HEADING);
        }
        rule(&mut piece.items, HEADING_HEIGHT - 2.5, Ink::Muted);
        piece.height += HEADING_HEIGHT;
    }

    fn grade(&self, piece: &mut Piece, letter: char) {
        piece.items.push(Item::Rectangle(Rectangle {
            x: 0.0,
            y: piece.height,
            width: WIDTH,
            height: GRADE_HEIGHT - 2.0,
            fill: Some(Ink::Band),
            ..Rectangle::default()
        }));
        let words = format!("{letter} · {}", self.words.reliability(letter));
        write_line(&mut piece.items, &words, 8.0, piece.height + 15.5, GRADE);
        piece.height += GRADE_HEIGHT;
    }
}

impl Row {
    fn of(claim: &Claim, number: usize, day: Option<Day>, words: Words<'_>) -> Self {
        let share = day.map(|day| format!("{:.0}%", weight(claim, day) * 100.0));
        let texts = [
            number.to_string(),
            words.statement(claim),
            claim.grade.to_string(),
            words.source(claim),
            words.source_kind(claim.source_kind).to_owned(),
            claim.observed_on.to_string(),
            share.unwrap_or_else(|| "–".to_owned()),
        ];
        let mut shows_label = false;
        let mut cells: [Vec<Line>; 7] = Default::default();
        for ((cell, text), (_, width)) in cells.iter_mut().zip(&texts).zip(COLUMNS) {
            let options = Wrap { width, size: CELL.size, weight: CELL.weight, max_lines: MOST_LINES };
            let wrapped = wrap(text, &options);
            shows_label |= wrapped.cut;
            *cell = wrapped.lines;
        }
        let most = cells.iter().map(Vec::len).max().unwrap_or(1);
        Self {
            letter: claim.grade.reliability(),
            reference: Reference { kind: "claim", id: claim.id.0 },
            label: texts.join(words.pick("，", ", ")),
            shows_label,
            cells,
            height: most as f32 * LINE + ROW_PAD,
        }
    }

    fn draw(&self, piece: &mut Piece) {
        let mut items = Vec::new();
        for (cell, (x, _)) in self.cells.iter().zip(COLUMNS) {
            for (line, row) in cell.iter().zip(0_u8..) {
                let baseline = piece.height + 15.5 + f32::from(row) * LINE;
                write_line(&mut items, &line.text, x, baseline, CELL);
            }
        }
        piece.height += self.height;
        rule(&mut items, piece.height - 1.5, Ink::Border);
        piece.items.push(Item::Group(Group {
            reference: Some(self.reference),
            role: Some(Role::Image),
            label: Some(self.label.clone()),
            shows_label: self.shows_label,
            items,
            ..Group::default()
        }));
    }
}

fn rule(items: &mut Vec<Item>, y: f32, ink: Ink) {
    let mut path = Path::stroked(Stroke { ink, width: 1.0, dash: Dash::None });
    path.segments = vec![Segment::Move(0.0, y), Segment::Line(WIDTH, y)];
    items.push(Item::Path(path));
}
