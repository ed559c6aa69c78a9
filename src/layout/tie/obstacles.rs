//! What ties keep clear of, laid into buckets so that few boxes are asked whether a stretch runs through them.

use super::curve::{Point, entry};
use crate::layout::scene::Rectangle;

/// How near to a card or label a tie may run.
pub(super) const CLEARANCE: f32 = 6.0;
/// How much nearer a stretch may come before it counts as running through, so that ways along an edge are free.
const SLACK: f32 = 0.5;
/// The sides of a bucket.
const BUCKET: f32 = 128.0;

/// Boxes on a page.
#[derive(Debug)]
pub(super) struct Obstacles {
    /// Each box as it may not be entered.
    closed: Vec<Rectangle>,
    /// Where ties may run.
    page: Rectangle,
    columns: usize,
    rows: usize,
    /// The boxes that reach into each bucket, row by row.
    buckets: Vec<Vec<u32>>,
}

impl Obstacles {
    pub(super) fn new(boxes: impl Iterator<Item = Rectangle>, page: Rectangle) -> Self {
        let closed: Vec<Rectangle> = boxes.map(|frame| frame.grown(CLEARANCE - SLACK)).collect();
        let count = |length: f32| (length / BUCKET).ceil().max(1.0) as usize;
        let (columns, rows) = (count(page.width), count(page.height));
        let mut obstacles = Self { closed, page, columns, rows, buckets: vec![Vec::new(); columns * rows] };
        for (at, frame) in obstacles.closed.iter().enumerate() {
            let (left, top) = (obstacles.column(frame.x), obstacles.row(frame.y));
            let (right, bottom) = (obstacles.column(frame.x + frame.width), obstacles.row(frame.y + frame.height));
            for row in top..=bottom {
                for column in left..=right {
                    obstacles.buckets[row * columns + column].push(at as u32);
                }
            }
        }
        obstacles
    }

    fn column(&self, x: f32) -> usize {
        (((x - self.page.x) / BUCKET).max(0.0) as usize).min(self.columns - 1)
    }

    fn row(&self, y: f32) -> usize {
        (((y - self.page.y) / BUCKET).max(0.0) as usize).min(self.rows - 1)
    }

    /// The box that a straight stretch runs into first, other than those in `except`.
    pub(super) fn first_hit(&self, from: Point, to: Point, except: &[usize]) -> Option<usize> {
        let mut first: Option<(f32, usize)> = None;
        self.each_near(from, to, |at| {
            let Some(share) = entry(from, to, &self.closed[at]) else { return };
            if !except.contains(&at) && first.is_none_or(|least| (share, at) < least) {
                first = Some((share, at));
            }
        });
        first.map(|(_, at)| at)
    }

    /// Calls `visit` for each box in the buckets that a straight stretch passes, for some more than once.
    fn each_near(&self, from: Point, to: Point, mut visit: impl FnMut(usize)) {
        let (left, right) = if from.0 <= to.0 { (from, to) } else { (to, from) };
        let slope = if right.0 - left.0 > 1e-3 { (right.1 - left.1) / (right.0 - left.0) } else { 0.0 };
        let steep = right.0 - left.0 <= 1e-3;
        for column in self.column(left.0)..=self.column(right.0) {
            let edge = |column: usize| self.page.x + column as f32 * BUCKET;
            let height = |x: f32| left.1 + (x.clamp(left.0, right.0) - left.0) * slope;
            let (one, other) = if steep { (left.1, right.1) } else { (height(edge(column)), height(edge(column + 1))) };
            for row in self.row(one.min(other))..=self.row(one.max(other)) {
                for &at in &self.buckets[row * self.columns + column] {
                    visit(at as usize);
                }
            }
        }
    }

    /// How many boxes a line through points runs through, other than those in `except`.
    pub(super) fn hits(&self, points: &[Point], except: &[usize]) -> usize {
        let mut hit = std::collections::BTreeSet::new();
        for pair in points.windows(2) {
            self.each_near(pair[0], pair[1], |at| {
                if !except.contains(&at) && entry(pair[0], pair[1], &self.closed[at]).is_some() {
                    hit.insert(at);
                }
            });
        }
        hit.len()
    }

    /// Whether a line may bend at a point: on the page, and in no box.
    pub(super) fn is_free(&self, point: Point) -> bool {
        let bucket = &self.buckets[self.row(point.1) * self.columns + self.column(point.0)];
        holds(&self.page, point) && !bucket.iter().any(|&at| holds(&self.closed[at as usize], point))
    }

    /// Whether a point lies on the page.
    pub(super) fn on_page(&self, point: Point) -> bool {
        holds(&self.page, point)
    }

    /// A corner of a box at which a line around it bends, and into which quarter it points; corners are counted from 0 to 3.
    pub(super) fn corner(&self, at: usize, corner: usize) -> (Point, Point) {
        let outer = self.closed[at].grown(SLACK);
        let (right, below) = (corner % 2 == 1, corner >= 2);
        let x = if right { outer.x + outer.width } else { outer.x };
        let y = if below { outer.y + outer.height } else { outer.y };
        ((x, y), (if right { 1.0 } else { -1.0 }, if below { 1.0 } else { -1.0 }))
    }
}

/// Whether a box holds a point.
pub(super) fn holds(frame: &Rectangle, (x, y): Point) -> bool {
    (frame.x..=frame.x + frame.width).contains(&x) && (frame.y..=frame.y + frame.height).contains(&y)
}
