//! The spine with its head and tail: where the eye begins and where it ends.

use super::bones::{Bones, Head, HeadSide, Progress};
use super::measure::{NOTE, NOTE_LINE, lines};
use super::skeleton::{FIN, Row, Skeleton};
use crate::font::{Weight, Wrapped, width};
use crate::layout::scene::{Dash, Group, Ink, Item, Lettering, Path, Rectangle, Role, Segment, Stroke, write_line};

const QUESTION: Lettering = Lettering { size: 18.0, weight: Weight::Medium, ink: Ink::RootBandText };
const LINE: Lettering = Lettering { size: 12.0, weight: Weight::Regular, ink: Ink::RootBandText };
const QUESTION_LINE: f32 = 25.0;
const SMALL_LINE: f32 = 18.0;
const WORDS_WIDTH: f32 = 148.0;
/// From the back of the head to its words, and from the words to where the nose begins.
const CHEEK: f32 = 18.0;
/// How far the nose reaches beyond the words, at least; it grows with their height, to stay round.
const NOSE: f32 = 28.0;
const THICK: f32 = 5.0;
const THIN: f32 = 2.5;

/// The head in lines, with its size.
#[derive(Debug)]
pub(super) struct HeadLines {
    words: Wrapped,
    lines: Vec<Wrapped>,
    nose: f32,
    pub size: (f32, f32),
}

impl HeadLines {
    pub(super) fn of(head: &Head) -> Self {
        let words = lines(&head.words, QUESTION, WORDS_WIDTH, 4);
        let small: Vec<Wrapped> = head.lines.iter().map(|line| lines(line, LINE, WORDS_WIDTH, 2)).collect();
        let text = small.iter().map(Wrapped::width).fold(words.width(), f32::max).max(84.0);
        let mut head = Self { words, lines: small, nose: 0.0, size: (0.0, 0.0) };
        let high = head.text_height();
        head.nose = (NOSE + high * 0.3).round();
        head.size = ((text + 2.0 * CHEEK + head.nose).ceil(), (high * 1.3 + 22.0).max(108.0));
        head
    }

    fn text_height(&self) -> f32 {
        let small: usize = self.lines.iter().map(|line| line.lines.len()).sum();
        let gap = if small == 0 { 0.0 } else { 5.0 };
        self.words.lines.len() as f32 * QUESTION_LINE + gap + small as f32 * SMALL_LINE
    }

    /// Draws the head with its back at `x` on the spine, its nose away from it.
    fn draw(&self, head: &Head, x: f32, spine: f32) -> Group {
        let towards = if head.side == HeadSide::Right { 1.0 } else { -1.0 };
        let (across, half) = (self.size.0, self.size.1 / 2.0);
        let at = |along: f32| x + towards * along;
        let mut shape = Path::filled(Ink::RootBand);
        let shoulder = across * 0.42;
        shape.segments = vec![
            Segment::Move(at(0.0), spine - half * 0.86),
            Segment::Cubic(
                at(shoulder * 0.5),
                spine - half * 1.06,
                at(shoulder),
                spine - half,
                at(across * 0.62),
                spine - half * 0.78,
            ),
            Segment::Cubic(at(across * 0.86), spine - half * 0.52, at(across), spine - half * 0.2, at(across), spine),
            Segment::Cubic(
                at(across),
                spine + half * 0.2,
                at(across * 0.86),
                spine + half * 0.52,
                at(across * 0.62),
                spine + half * 0.78,
            ),
            Segment::Cubic(
                at(shoulder),
                spine + half,
                at(shoulder * 0.5),
                spine + half * 1.06,
                at(0.0),
                spine + half * 0.86,
            ),
            Segment::Quad(at(13.0), spine, at(0.0), spine - half * 0.86),
            Segment::Close,
        ];
        let mut items = vec![Item::Path(shape)];
        let left = match head.side {
            HeadSide::Right => x + CHEEK,
            HeadSide::Left => x - across + self.nose + CHEEK,
        };
        let mut y = spine - self.text_height() / 2.0;
        for line in &self.words.lines {
            write_line(&mut items, &line.text, left, y + 18.5, QUESTION);
            y += QUESTION_LINE;
        }
        y += 5.0;
        for line in self.lines.iter().flat_map(|line| &line.lines) {
            write_line(&mut items, &line.text, left, y + 13.0, LINE);
            y += SMALL_LINE;
        }
        let mut label = vec![head.words.clone()];
        label.extend(head.lines.iter().cloned());
        Group {
            reference: head.reference,
            role: Some(Role::Image),
            label: Some(label.join(" · ")),
            shows_label: self.words.cut || self.lines.iter().any(|line| line.cut),
            items,
            ..Group::default()
        }
    }
}

/// Draws spine, head, tail and joints of every row, and what stands beside them.
pub(super) fn draw_spines(bones: &Bones, head: &HeadLines, skeleton: &Skeleton) -> Vec<Item> {
    let mut items = Vec::new();
    for row in &skeleton.rows {
        let side = bones.head.side;
        match &bones.progress {
            Some(progress) => way(&mut items, row, progress),
            None => body(&mut items, row, side),
        }
        ends(&mut items, row, side);
        if let Some(sides) = &bones.sides {
            name_sides(&mut items, row, side, sides);
        }
        if row.has_head {
            let x = if side == HeadSide::Right { row.right } else { row.left };
            items.push(Item::Group(head.draw(&bones.head, x, row.spine)));
        }
    }
    items
}

/// A spine that grows thicker towards the head.
fn body(items: &mut Vec<Item>, row: &Row, side: HeadSide) {
    let (left, right) = if side == HeadSide::Right { (THIN, THICK) } else { (THICK, THIN) };
    let (from, to) =
        (row.left - into_head(row, side, HeadSide::Left), row.right + into_head(row, side, HeadSide::Right));
    let mut shape = Path::filled(Ink::Hierarchy);
    shape.segments = vec![
        Segment::Move(from, row.spine - left / 2.0),
        Segment::Line(to, row.spine - right / 2.0),
        Segment::Line(to, row.spine + right / 2.0),
        Segment::Line(from, row.spine + left / 2.0),
        Segment::Close,
    ];
    items.push(Item::Path(shape));
}

/// How far the spine runs into the hollow back of the head at this end.
fn into_head(row: &Row, side: HeadSide, end: HeadSide) -> f32 {
    if row.has_head && side == end { 8.0 } else { 0.0 }
}

/// A spine that is a way in time: what is past solid, what is to come dashed, with a mark where today stands.
fn way(items: &mut Vec<Item>, row: &Row, progress: &Progress) {
    let now = today_x(row, progress);
    let mut from = row.left;
    let ends = row.joints.iter().copied().chain([row.right + into_head(row, HeadSide::Right, HeadSide::Right)]);
    for (at, to) in ends.enumerate() {
        let is_quiet = progress.quiet.get(row.before + at).copied().unwrap_or(false);
        let mut stretch = |from: f32, to: f32, is_past: bool| {
            let (ink, width, dash) = match (is_past, is_quiet) {
                (true, _) => (Ink::Solid, THICK, Dash::None),
                (false, true) => (Ink::Accent, THICK, Dash::Dotted),
                (false, false) => (Ink::Hierarchy, THIN, Dash::Long),
            };
            let mut path = Path::stroked(Stroke { ink, width, dash });
            path.segments = vec![Segment::Move(from, row.spine), Segment::Line(to, row.spine)];
            items.push(Item::Path(path));
        };
        match now {
            Some(now) if now > from && now < to => {
                stretch(from, now, true);
                stretch(now, to, false);
            }
            _ => stretch(from, to, to <= now.unwrap_or(if row.before < progress.done { f32::MAX } else { 0.0 })),
        }
        from = to;
    }
    for (at, &joint) in row.joints.iter().enumerate() {
        let is_done = row.before + at < progress.done;
        let radius = 5.5;
        items.push(Item::Rectangle(Rectangle {
            x: joint - radius,
            y: row.spine - radius,
            width: 2.0 * radius,
            height: 2.0 * radius,
            radius,
            fill: Some(if is_done { Ink::Solid } else { Ink::Page }),
            stroke: Some(Stroke { ink: Ink::Solid, width: 1.8, dash: Dash::None }),
        }));
    }
    if let Some(now) = now {
        today(items, now, row, &progress.today);
    }
}

/// Where today stands in this row: half-way between what is done and what comes next.
fn today_x(row: &Row, progress: &Progress) -> Option<f32> {
    let at = progress.done.checked_sub(row.before)?;
    match row.joints.get(at) {
        // At the head of a later row, today stands there and not at the end of the row before.
        Some(&next) => Some(if at == 0 { next - 78.0 } else { f32::midpoint(row.joints[at - 1], next) }),
        None if at == row.joints.len() && row.has_head => row.joints.last().map(|last| f32::midpoint(*last, row.right)),
        None => None,
    }
}

/// A wedge on the spine with its words under it.
fn today(items: &mut Vec<Item>, x: f32, row: &Row, words: &str) {
    let mut wedge = Path::filled(Ink::Accent);
    wedge.segments = vec![
        Segment::Move(x, row.spine + 4.0),
        Segment::Line(x + 6.0, row.spine + 13.0),
        Segment::Line(x - 6.0, row.spine + 13.0),
        Segment::Close,
    ];
    items.push(Item::Path(wedge));
    let mut line = Path::stroked(Stroke { ink: Ink::Accent, width: 1.6, dash: Dash::None });
    line.segments = vec![Segment::Move(x, row.spine - 11.0), Segment::Line(x, row.spine + 6.0)];
    items.push(Item::Path(line));
    let lettering = Lettering { weight: Weight::Medium, ink: Ink::Accent, ..NOTE };
    let across = width(words, lettering.size, lettering.weight);
    write_line(items, words, x - across / 2.0, row.spine + 25.0, lettering);
}

/// The tail fin, or an arrow where the spine goes on in the next row.
fn ends(items: &mut Vec<Item>, row: &Row, side: HeadSide) {
    let (tail, other, out) = match side {
        HeadSide::Right => (row.left, row.right, -1.0),
        HeadSide::Left => (row.right, row.left, 1.0),
    };
    let y = row.spine;
    if row.has_tail {
        let mut fin = Path::filled(Ink::Hierarchy);
        fin.segments = vec![
            Segment::Move(tail, y - 1.5),
            Segment::Quad(tail + out * FIN * 0.45, y - 4.0, tail + out * FIN * 0.9, y - 21.0),
            Segment::Quad(tail + out * FIN * 0.55, y, tail + out * FIN * 0.9, y + 21.0),
            Segment::Quad(tail + out * FIN * 0.45, y + 4.0, tail, y + 1.5),
            Segment::Close,
        ];
        items.push(Item::Path(fin));
    } else {
        chevrons(items, tail + out * 8.0, y);
    }
    if !row.has_head {
        chevrons(items, other - out * 8.0, y);
    }
}

/// Two small arrows to the right: the spine goes on.
fn chevrons(items: &mut Vec<Item>, x: f32, y: f32) {
    for shift in [-4.0, 3.0] {
        let mut arrow = Path::stroked(Stroke { ink: Ink::Muted, width: 1.8, dash: Dash::None });
        arrow.segments = vec![
            Segment::Move(x + shift - 2.5, y - 6.0),
            Segment::Line(x + shift + 3.0, y),
            Segment::Line(x + shift - 2.5, y + 6.0),
        ];
        items.push(Item::Path(arrow));
    }
}

/// How wide the name of a side is.
pub(super) fn side_width(words: &str) -> f32 {
    width(words, NOTE.size, NOTE.weight)
}

/// What the two sides are, at the tail end of the spine, above and below it.
fn name_sides(items: &mut Vec<Item>, row: &Row, side: HeadSide, sides: &[String; 2]) {
    for (words, y) in [(&sides[0], row.spine - 10.0), (&sides[1], row.spine + 10.0 + NOTE_LINE * 0.6)] {
        let across = side_width(words);
        let x = if side == HeadSide::Right { row.left + 4.0 } else { row.right - across - 4.0 };
        write_line(items, words, x, y, NOTE);
    }
}
